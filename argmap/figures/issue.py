"""One issue: who supports it, who opposes it, who is on both sides or only reports, each with its own words.

A row a source, from support to oppose; those that are silent are named below. As many sheets as it needs.
"""

from collections.abc import Sequence
from functools import cache
from typing import Final

from argmap import credits, words
from argmap.comparison import Cell, Comparison
from argmap.corpus import Corpus
from argmap.figures import Sheets, Subject, glyphs
from argmap.figures.absent import absent
from argmap.figures.comparing import CREDITED, WIDTH, Telling, languages, numbered
from argmap.figures.furniture import (
    BODY,
    NOTHING,
    PAGE,
    SMALL,
    Imprint,
    Piece,
    heading,
    legend,
    paragraph,
    sheet,
    stacked,
)
from argmap.figures.pages import paged
from argmap.figures.testimony import Teller, clearest, keys
from argmap.scene import Frame, Group, Mark, Rect, Scene
from argmap.stances import State

ORDER: Final = (
    State.SUPPORT,
    State.LEANS_SUPPORT,
    State.MIXED,
    State.NEUTRAL,
    State.LEANS_OPPOSE,
    State.OPPOSE,
    State.REPORTS,
    State.UNCLEAR,
)
"""The states of those that take the issue up, in the order of their rows."""
_LABEL: Final = 172.0
_PAD: Final = 9.0
_GAP: Final = 7.0


def scenes(corpus: Corpus, comparison: Comparison, subject: Subject, language: str, stamp: str) -> Sheets:
    """The subject's issue; `comparison` has its sources, `stamp` is the SHA-256 of the inputs."""
    (issue,) = subject.issues
    drawings = [_Drawing(Telling(corpus, comparison, each, stamp), issue) for each in languages(corpus, language)]
    drawing = drawings[0]
    rows = drawing.rows
    heights = [[each.row(cell.source).height for each in drawings] for cell in rows]
    pages = paged(heights, [each.room for each in drawings], _GAP)
    found = [drawing.scene(rows[start:end], number, len(pages)) for number, (start, end) in enumerate(pages, start=1)]
    return numbered(found)


class _Drawing:
    """One issue in one language."""

    def __init__(self, telling: Telling, issue: str) -> None:
        self.telling = telling
        self.issue = issue
        self.language = telling.language
        self.teller = Teller(telling.corpus, telling.language)
        comparison = telling.comparison
        self.cells = [comparison.cell(issue, source) for source in comparison.sources]
        self.rows = sorted(
            (cell for cell in self.cells if cell.state in ORDER), key=lambda each: ORDER.index(each.state)
        )
        self.row = cache(self._row)

    def _row(self, source: str) -> Piece:
        """A source: its sign, its name and its date on the ground of its state, and beside them what it says."""
        cell = self.telling.comparison.cell(self.issue, source)
        told = self.teller.testimony(cell, WIDTH - _LABEL - 2 * _PAD)
        label = self._label(cell)
        height = max(told.height, label.height) + 2 * _PAD
        frame = Frame(0, 0, WIDTH, height)
        ground = Rect(Frame(0, 0, _LABEL, height), f"cell-{cell.state.value}", 3)
        marks = (
            Rect(Frame(0, -_GAP / 2, WIDTH, 1), "grid"),
            ground,
            *label.at(0, _PAD),
            *told.at(_LABEL + _PAD + 5, _PAD),
        )
        return Piece((Group("row", marks, frame, f"{cell.issue}-{cell.source}"),), WIDTH, height)

    def _label(self, cell: Cell) -> Piece:
        telling = self.telling
        inner = _LABEL - 36 - 8
        parts = [
            paragraph(telling.marked(cell.source), inner, BODY, self.language, "ink", bold=True),
            paragraph(telling.date(cell.source), inner, SMALL, self.language, "ink-muted"),
            paragraph(telling.say(f"state.{cell.state.value}"), inner, SMALL, self.language, "ink-muted"),
        ]
        text = stacked(parts, 1)
        marks: list[Mark] = [*glyphs.state(cell.state, 18, 10, 15), *text.at(36, 0)]
        if cell.judged:
            marks.append(glyphs.star(30, 2, 8))
        return Piece(tuple(marks), _LABEL, text.height)

    @property
    def room(self) -> float:
        """What a page leaves for the rows."""
        empty = self.scene((), 1, 2, every=True)
        return PAGE[1] - empty.height - 24

    def scene(self, rows: Sequence[Cell], number: int, total: int, *, every: bool = False) -> Scene:
        """A sheet with these rows; with `every`, its legend is that of all rows."""
        telling = self.telling
        body = stacked([self.row(cell.source) for cell in rows], _GAP)
        rest = absent(telling, self.issue, self.cells) if number == total or every else NOTHING
        parts = [each for each in (body, rest) if each.height]
        issue = telling.corpus.codebook.issues[self.issue]
        title = credits.wording(telling.corpus, issue.proposition, self.language)[0]
        again = telling.say("sheet-of", number=number, total=total) if total > 1 else ""
        kicker = f"{telling.say('figure.issue')} · {telling.subject}"
        top = heading(kicker, title, words.series([*self._counts(), again], self.language), WIDTH, self.language)
        key = legend(keys(telling, self.rows if every else rows), WIDTH, self.language)
        bottom = telling.footer(
            [telling.say("measure.issue"), telling.say("measure.positions")],
            WIDTH,
            () if len(self.cells) > CREDITED else None,
        )
        imprint = Imprint(
            f"{title} · {telling.subject}", self._description(rows, title), self.language, self._facts(rows)
        )
        return sheet(top, stacked(parts, 12), key, bottom, WIDTH, imprint)

    def _counts(self) -> list[str]:
        """How many stand where, positions by their side."""
        found = {key: sum(cell.state in states for cell in self.cells) for key, states in _SIDES.items()}
        return [self.telling.count(f"side.{key}", number) for key, number in found.items() if number]

    def _description(self, rows: Sequence[Cell], title: str) -> str:
        """Where each row's source stands, and its clearest claim."""
        telling = self.telling
        sentences = [telling.say("alt.one-issue", issue=title, counts=words.series(self._counts(), self.language))]
        for cell in rows:
            entry = telling.corpus.entries[cell.source]
            texts = [credits.claim_text(telling.corpus, entry, each.claim, self.language)[0] for each in clearest(cell)]
            state = telling.say(f"state.{cell.state.value}")
            told = telling.say("alt.stands", source=telling.name(cell.source), state=state)
            sentences.append(telling.say("alt.issue", issue=told, voices=words.clauses(texts, self.language)))
        return words.sentences(sentences, self.language)

    def _facts(self, rows: Sequence[Cell]) -> dict[str, object]:
        return {
            "figure": "issue",
            "issue": self.issue,
            "rows": [
                {
                    "source": cell.source,
                    "state": cell.state.value,
                    "judged": cell.judged,
                    "claims": [each.claim for each in clearest(cell)],
                    "voices": [{"speaker": each.speaker, "state": each.standing.state.value} for each in cell.carried],
                }
                for cell in rows
            ],
            "silent": [cell.source for cell in self.cells if cell.state is State.SILENT],
            "not_coded": [cell.source for cell in self.cells if cell.state is State.NOT_CODED],
        }


_SIDES: Final = {
    "support": (State.SUPPORT, State.LEANS_SUPPORT),
    "mixed": (State.MIXED,),
    "neutral": (State.NEUTRAL,),
    "oppose": (State.OPPOSE, State.LEANS_OPPOSE),
    "reports": (State.REPORTS,),
    "unclear": (State.UNCLEAR,),
    "silent": (State.SILENT,),
    "not-coded": (State.NOT_CODED,),
}
