"""Two sources head to head: issue by issue, where each stands and in which words, the most opposed issues first.

Only issues that one of the two takes up have a row; the others are named below. As many sheets as it needs.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from argmap import words
from argmap.agreement import Agreement, agreement_of
from argmap.comparison import Cell, Comparison, table
from argmap.corpus import Corpus
from argmap.figures import Sheets, Subject, glyphs
from argmap.figures.comparing import WIDTH, Telling, languages, numbered
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
from argmap.findings import FEW, percent
from argmap.scene import Frame, Group, Mark, Rect, Scene
from argmap.stances import State

_KINDS: Final = ("opposite", "mixed", "apart", "same", "one", "none")
"""How two sources stand to each other on an issue, the most opposed first."""
_GUTTER: Final = 22.0
_COLUMN: Final = (WIDTH - _GUTTER) / 2
_PAD: Final = 8.0
_GAP: Final = 6.0
_ABSENT: Final = (State.SILENT, State.NOT_CODED)


@dataclass(frozen=True)
class _Row:
    """An issue with both cells, and how they stand to each other; `first` of its kind in the whole figure."""

    issue: str
    cells: tuple[Cell, Cell]
    kind: str
    first: bool


def scenes(corpus: Corpus, comparison: Comparison, subject: Subject, language: str, stamp: str) -> Sheets:
    """The subject's two sources, the first on the left; `stamp` is the SHA-256 of the inputs."""
    drawings = [
        _Drawing(Telling(corpus, comparison, each, stamp), subject.sources) for each in languages(corpus, language)
    ]
    drawing = drawings[0]
    heights = [[each.row(index, False).height for each in drawings] for index in range(len(drawing.rows))]
    leading = [[each.row(index, True).height for each in drawings] for index in range(len(drawing.rows))]
    pages = paged(heights, [each.room for each in drawings], _GAP, leading)
    return numbered([drawing.scene(start, end, number, len(pages)) for number, (start, end) in enumerate(pages, 1)])


def kind_of(left: State, right: State) -> str:
    """How two states stand to each other: one of opposite, mixed, apart, same, one and none."""
    one, other = left.number, right.number
    if one is not None and other is not None:
        return "opposite" if one * other < 0 else "same" if one * other > 0 else "apart"
    if State.MIXED in (left, right):
        return "mixed" if all(each is State.MIXED or each.number is not None for each in (left, right)) else "one"
    return "one" if one is not None or other is not None else "none"


def _distance(left: State, right: State) -> int:
    return abs((left.number or 0) - (right.number or 0))


def _rows(comparison: Comparison, sources: Sequence[str]) -> list[_Row]:
    """The issues that one of the two takes up, most opposed first; of equals the codebook's first."""
    pairs = [(comparison.cell(issue, sources[0]), comparison.cell(issue, sources[1])) for issue in comparison.issues]
    taken = [(one, other) for one, other in pairs if not (one.state in _ABSENT and other.state in _ABSENT)]
    ranked = sorted(
        taken,
        key=lambda pair: (
            _KINDS.index(kind_of(pair[0].state, pair[1].state)),
            -_distance(pair[0].state, pair[1].state),
        ),
    )
    rows: list[_Row] = []
    for pair in ranked:
        kind = kind_of(pair[0].state, pair[1].state)
        rows.append(_Row(pair[0].issue, pair, kind, first=not rows or rows[-1].kind != kind))
    return rows


class _Drawing:
    """Two sources in one language."""

    def __init__(self, telling: Telling, sources: Sequence[str]) -> None:
        self.telling = telling
        self.sources = sources
        self.language = telling.language
        self.teller = Teller(telling.corpus, telling.language)
        self.rows = _rows(telling.comparison, sources)
        self.row = cache(self._row)

    def _row(self, index: int, leads: bool) -> Piece:
        """An issue, and what each source says below it; above the first of a kind, what kind that is.

        A row that `leads` its sheet says it again: each sheet is read alone.
        """
        row = self.rows[index]
        parts = [self._kind(row.kind, again=not row.first)] if row.first or leads else []
        parts.append(self._issue(row.issue))
        cells = [self._cell(cell) for cell in row.cells]
        tallest = max(cell.height for cell in cells)
        marks: list[Mark] = []
        for cell, piece, x in zip(row.cells, cells, (0, _COLUMN + _GUTTER), strict=True):
            frame = Frame(x, 0, _COLUMN, tallest)
            marks.append(Group("cell", piece.at(x, 0), frame, f"{cell.issue}-{cell.source}"))
        parts.append(Piece(tuple(marks), WIDTH, tallest))
        return stacked(parts, 5)

    def _kind(self, kind: str, *, again: bool) -> Piece:
        """The title of the rows of one kind, with a line above."""
        title = self.telling.say(f"versus.{kind}")
        title = self.telling.say("again", what=title) if again else title
        text = paragraph(title, WIDTH, BODY + 2, self.language, "ink-title", bold=True)
        rule = Rect(Frame(0, 6, WIDTH, 1), "rule")
        return Piece((rule, *text.at(0, 14)), WIDTH, text.height + 15)

    def _issue(self, issue: str) -> Piece:
        text = paragraph(self.telling.issue(issue), WIDTH, BODY, self.language, "ink", bold=True)
        frame = Frame(0, 0, WIDTH, text.height + 3)
        return Piece((Group("issue", text.at(0, 3), frame, issue, self.telling.hint(issue)),), WIDTH, frame.height)

    def _cell(self, cell: Cell) -> Piece:
        """Where a source stands, and what it says."""
        state = paragraph(
            self.telling.say(f"state.{cell.state.value}"), _COLUMN - 44, SMALL, self.language, "ink-muted"
        )
        height = state.height + 8
        strip: list[Mark] = [
            Rect(Frame(0, 0, _COLUMN, height), f"cell-{cell.state.value}", 3),
            Rect(Frame(0, height - 1, _COLUMN, 1), "grid"),
            *glyphs.state(cell.state, 17, height / 2, 14),
            *state.at(33, 4),
        ]
        if cell.judged:
            strip.append(glyphs.star(29, 6, 8))
        parts = [Piece(tuple(strip), _COLUMN, height)]
        if cell.claims:
            told = self.teller.testimony(cell, _COLUMN - 9 - _PAD)
            parts.append(Piece(told.at(9, 0), _COLUMN, told.height + _PAD))
        return stacked(parts, 6)

    @property
    def room(self) -> float:
        """What a page leaves for the rows."""
        return PAGE[1] - self.scene(0, 0, 1, 2, every=True).height - 24

    def scene(self, start: int, end: int, number: int, total: int, *, every: bool = False) -> Scene:
        """A sheet with these rows; with `every`, its legend is that of all rows, and the last lines are there."""
        telling = self.telling
        shown = self.rows[start:end]
        legended = [cell for row in (self.rows if every else shown) for cell in row.cells]
        body = [self._heads(), stacked([self.row(index, index == start) for index in range(start, end)], _GAP)]
        if number == total or every:
            body.append(self._left_out())
        one, other = (telling.name(source) for source in self.sources)
        title = telling.say("title.versus", one=one, other=other)
        again = telling.say("sheet-of", number=number, total=total) if total > 1 else ""
        kicker = f"{telling.say('figure.versus')} · {telling.subject}"
        top = heading(kicker, title, words.clauses([self._agreement(), again], self.language), WIDTH, self.language)
        key = legend(keys(telling, legended), WIDTH, self.language)
        bottom = telling.footer([telling.say("measure.versus"), telling.say("measure.agreement")], WIDTH)
        imprint = Imprint(f"{title} · {telling.subject}", self._description(shown), self.language, self._facts(shown))
        return sheet(top, stacked([each for each in body if each.height], 8), key, bottom, WIDTH, imprint)

    def _heads(self) -> Piece:
        """The names of both sources over their columns."""
        marks: list[Mark] = []
        tallest = 0.0
        for source, x in zip(self.sources, (0, _COLUMN + _GUTTER), strict=True):
            name = paragraph(self.telling.marked(source), _COLUMN - 9, BODY + 2, self.language, "ink", bold=True)
            date = paragraph(self.telling.date(source), _COLUMN - 9, SMALL, self.language, "ink-muted")
            head = stacked([name, date], 1)
            marks.extend(head.at(x + 9, 0))
            tallest = max(tallest, head.height)
        return Piece((Group("sources", tuple(marks), Frame(0, 0, WIDTH, tallest)),), WIDTH, tallest)

    def _left_out(self) -> Piece:
        """The issues that neither takes up, by name."""
        shown = {row.issue for row in self.rows}
        rest = [self.telling.issue(issue) for issue in self.telling.comparison.issues if issue not in shown]
        if not rest:
            return NOTHING
        text = self.telling.say("versus.left-out", issues=words.clauses(rest, self.language))
        return paragraph(text, WIDTH, SMALL, self.language, "ink-muted")

    def _agreement(self) -> str:
        """How often they are on one side, and the share; without a shared issue, that it is undefined."""
        telling, found = self.telling, self._measured
        if found.share is None:
            return telling.say("pair.none")
        counts = telling.say("pair.counts", same=found.same_side, opposite=found.opposite_side, shared=found.shared)
        mixed = telling.say("pair.mixed", n=found.left_out_as_mixed) if found.left_out_as_mixed else ""
        share = telling.say("pair.share", share=percent(found.share))
        few = telling.say("pair.few") if found.shared < FEW else ""
        return words.clauses([counts, mixed, share, few], self.language)

    @property
    def _measured(self) -> Agreement:
        return agreement_of(table(self.telling.comparison), *self.sources)

    def _description(self, rows: Sequence[_Row]) -> str:
        """Where both stand on each issue of the sheet, most opposed first."""
        telling = self.telling
        one, other = (telling.name(source) for source in self.sources)
        sentences = [telling.say("alt.versus", one=one, other=other, counts=self._agreement())]
        for row in rows:
            stands = [
                telling.say("alt.stands", source=name, state=telling.say(f"state.{cell.state.value}"))
                for name, cell in zip((one, other), row.cells, strict=True)
            ]
            said = telling.say("alt.versus-issue", issue=telling.issue(row.issue), one=stands[0], other=stands[1])
            sentences.append(said)
        return words.sentences(sentences, self.language)

    def _facts(self, rows: Sequence[_Row]) -> dict[str, object]:
        found = self._measured
        return {
            "figure": "versus",
            "sources": list(self.sources),
            "same": found.same_side,
            "opposite": found.opposite_side,
            "shared": found.shared,
            "agreement": found.share,
            "rows": [
                {
                    "issue": row.issue,
                    "kind": row.kind,
                    "cells": [
                        {
                            "source": cell.source,
                            "state": cell.state.value,
                            "claims": [each.claim for each in clearest(cell)],
                        }
                        for cell in row.cells
                    ],
                }
                for row in rows
            ],
        }
