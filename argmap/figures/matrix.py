"""The matrix: where each source stands on each issue, with the voices it carries and the passages behind it.

One row an issue, one column a source, by date. The state is a sign on a pale ground; no state is left to colour.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from argmap import credits, typeset, words
from argmap.comparison import Cell, Comparison
from argmap.corpus import Corpus
from argmap.figures import glyphs
from argmap.figures.furniture import (
    BODY,
    MARGIN,
    PAGE,
    SMALL,
    Imprint,
    Key,
    Keys,
    Piece,
    block,
    footer,
    heading,
    legend,
    sheet,
)
from argmap.scene import Frame, Group, Mark, Path, Rect, Scene
from argmap.stances import State

_LABEL: Final = (150.0, 216.0)
"""The column of the issues: as wide as the page leaves, but no less and no more than this."""
_ROW: Final = 36.0
_SIGN: Final = 15.0
_MINI: Final = 8.0
_NARROWEST: Final = 84.0
_WIDEST: Final = 132.0

_Sign = Callable[[float, float], tuple[Path, ...]]


def scene(corpus: Corpus, comparison: Comparison, language: str, stamp: str) -> Scene:
    """All issues of the comparison by all its sources; `stamp` is the SHA-256 of the inputs."""
    language = language or corpus.codebook.languages[0]
    grid = _grid(comparison, language)
    width = grid.width
    body = _body(corpus, comparison, grid, language)
    title = words.say("title.matrix", language)
    kicker = words.say("figure.matrix", language)
    subject = credits.wording(corpus, corpus.codebook.title, language)[0]
    counts = [
        words.count("issues", len(comparison.issues), language),
        words.count("sources", len(comparison.sources), language),
    ]
    top = heading(f"{kicker} · {subject}", title, words.listing(counts, language), width, language)
    imprint = Imprint(
        f"{title} · {subject}", _description(corpus, comparison, counts, language), language, _facts(comparison)
    )
    keys = legend(_keys(corpus, comparison, language), width, language)
    return sheet(top, body, keys, _footer(corpus, comparison, width, language, stamp), width, imprint)


@dataclass(frozen=True)
class _Grid:
    """The widths of the matrix: that of the issues, and that of each source."""

    label: float
    column: float
    count: int

    @property
    def width(self) -> float:
        return self.label + self.column * self.count

    def x(self, index: int) -> float:
        return self.label + index * self.column


def _grid(comparison: Comparison, language: str) -> _Grid:
    """An equal share of the page for each source, but never too little for a cell's numbers."""
    needed = max((_needed(cell, language) for cell in comparison.cells.values()), default=0.0)
    room = PAGE[0] - 2 * MARGIN
    count = max(len(comparison.sources), 1)
    label = max(_LABEL[0], min(_LABEL[1], room - max(needed, _NARROWEST) * count))
    return _Grid(label, max(needed, _NARROWEST, min((room - label) / count, _WIDEST)), len(comparison.sources))


def _needed(cell: Cell, language: str) -> float:
    tally = _tally(cell, language)
    return 33 + tally.width + (7 if tally.width else 0) + _passages(cell, language).width + 10


def _body(corpus: Corpus, comparison: Comparison, grid: _Grid, language: str) -> Piece:
    header, y = _header(corpus, comparison, grid, language)
    width = grid.width
    marks: list[Mark] = [header]
    for issue in comparison.issues:
        label = block(_short(corpus, issue, language), grid.label - 16, BODY, language)
        height = max(_ROW, label.height + 12)
        frame = Frame(0, y, grid.label - 8, height)
        text = label.placed(0, y + (height - label.height) / 2, "ink")
        marks.append(Rect(Frame(0, y, width, 1), "grid"))
        marks.append(Group("issue", text, frame, issue, _hint(corpus, issue, language)))
        for index, source in enumerate(comparison.sources):
            cell = comparison.cell(issue, source)
            marks.append(_cell(corpus, cell, Frame(grid.x(index), y, grid.column, height), language))
        y += height
    marks.append(Rect(Frame(0, y, width, 1), "grid"))
    return Piece(tuple(marks), width, y + 1)


def _header(corpus: Corpus, comparison: Comparison, grid: _Grid, language: str) -> tuple[Group, float]:
    """The sources' names and dates above their columns, and how high they are."""
    names = []
    for id in comparison.sources:
        source = corpus.entries[id].source
        short = credits.short(corpus, source, language) + (f" {credits.DAGGER}" if credits.is_retold(source) else "")
        names.append(block(short, grid.column - 12, BODY, language, bold=True))
    dates = [
        block(words.date(corpus.entries[id].source.date, language, short=True), grid.column - 10, SMALL, language)
        for id in comparison.sources
    ]
    tallest = max((name.height for name in names), default=0) + max((date.height for date in dates), default=0)
    marks: list[Mark] = []
    for index, (name, date) in enumerate(zip(names, dates, strict=True)):
        x = grid.x(index) + 10
        top = tallest - date.height - name.height
        marks.extend(name.placed(x, top, "ink"))
        marks.extend(date.placed(x, top + name.height, "ink-muted"))
    return Group("sources", tuple(marks), Frame(0, 0, grid.width, tallest)), tallest + 8


def _cell(corpus: Corpus, cell: Cell, frame: Frame, language: str) -> Group:
    middle = frame.y + frame.height / 2
    ground = Frame(frame.x + 2, frame.y + 3, frame.width - 4, frame.height - 5)
    marks: list[Mark] = [Rect(ground, f"cell-{cell.state.value}", 3)]
    sign = frame.x + 18
    marks.extend(glyphs.state(cell.state, sign, middle, _SIGN))
    if cell.judged:
        marks.append(glyphs.star(sign + 12, middle - 9, 8))
    tally = _tally(cell, language)
    marks.extend(tally.at(frame.x + 33, middle - tally.height / 2))
    passages = _passages(cell, language)
    marks.extend(passages.at(frame.right - 9 - passages.width, middle - passages.height / 2))
    return Group("cell", tuple(marks), ground, f"{cell.issue}-{cell.source}", _told(corpus, cell, language))


def _tally(cell: Cell, language: str) -> Piece:
    """The reported voices for and against, where there are any."""
    if not cell.tally:
        return Piece((), 0, 0)
    favor = _number(cell.tally.favor, language, "ink-muted", lambda x, y: (glyphs.favor(x, y, _MINI),))
    against = _number(cell.tally.against, language, "ink-muted", lambda x, y: (glyphs.against(x, y, _MINI),))
    marks = (*favor.marks, *against.at(favor.width + 6, 0))
    return Piece(marks, favor.width + 6 + against.width, favor.height)


def _passages(cell: Cell, language: str) -> Piece:
    """How many distinct passages, where there are any."""
    if not cell.passages:
        return Piece((), 0, 0)
    return _number(cell.passages, language, "ink-faint", lambda x, y: glyphs.passages(x, y, _MINI))


def _number(number: int, language: str, role: str, sign: _Sign) -> Piece:
    """A small sign and its number."""
    text = typeset.wrap(str(number), 100, SMALL, language)
    middle = text.height / 2
    return Piece((*sign(_MINI / 2, middle), *text.placed(_MINI + 3, 0, role)), _MINI + 3 + text.width, text.height)


def _short(corpus: Corpus, issue: str, language: str) -> str:
    return credits.wording(corpus, corpus.codebook.issues[issue].short, language)[0]


def _hint(corpus: Corpus, issue: str, language: str) -> str:
    """The proposition, with how it is coded."""
    coded = corpus.codebook.issues[issue]
    rules = (
        (glyph, credits.wording(corpus, text, language)[0])
        for glyph, text in (("+", coded.support_means), ("−", coded.oppose_means))
        if text
    )
    proposition = credits.wording(corpus, coded.proposition, language)[0]
    return "\n".join([proposition, *(f"{sign} {text}" for sign, text in rules)])


def _told(corpus: Corpus, cell: Cell, language: str) -> str:
    """What a reader of the screen is told about a cell: the state, and the claims behind it."""
    entry = corpus.entries[cell.source]
    lines = [
        f"{credits.short(corpus, entry.source, language)}: {words.say(f'state.{cell.state.value}', language)}",
        _short(corpus, cell.issue, language),
    ]
    for name in cell.claims:
        claim = entry.map.all_claims[name]
        state = words.say(f"state.{claim.stance[cell.issue].value.value}", language)
        speaker = credits.speaker(corpus, claim.speaker, language) if claim.speaker else ""
        text = credits.wording(corpus, claim.text, language)[0] if claim.text else claim.quote[0].text
        lines.append(words.series([f"– {state}", speaker], language) + f": {text}")
    return "\n".join(lines)


def _keys(corpus: Corpus, comparison: Comparison, language: str) -> list[Keys]:
    """All ten states, and the small signs that occur."""
    states = tuple(Key(_sample(state), words.say(f"state.{state.value}", language)) for state in State)
    cells = comparison.cells.values()
    keys = []
    if any(cell.tally for cell in cells):
        signs = (glyphs.favor(4, 10, _MINI), glyphs.against(16, 10, _MINI))
        keys.append(Key(Piece(signs, 20, 20), words.say("legend.tally", language)))
    if any(cell.passages for cell in cells):
        keys.append(Key(Piece(glyphs.passages(5, 10, _MINI), 10, 20), words.say("legend.passages", language)))
    if any(cell.judged for cell in cells):
        keys.append(Key(Piece((glyphs.star(5, 10, 9),), 10, 20), words.say("legend.judged", language)))
    if any(credits.is_retold(corpus.entries[source].source) for source in comparison.sources):
        dagger = block(credits.DAGGER, 30, BODY, language, bold=True)
        sample = Piece(dagger.placed(0, 10 - dagger.height / 2, "ink"), 8, 20)
        keys.append(Key(sample, words.say("legend.digest", language)))
    return [Keys(words.say("keys.states", language), states), Keys(words.say("keys.beside", language), tuple(keys))]


def _sample(state: State) -> Piece:
    ground = Rect(Frame(0, 0, 30, 19), "legend" if state is State.NOT_CODED else f"cell-{state.value}", 3)
    return Piece((ground, *glyphs.state(state, 15, 9.5, 13)), 30, 19)


def _footer(corpus: Corpus, comparison: Comparison, width: float, language: str, stamp: str) -> Piece:
    entries = [corpus.entries[source] for source in comparison.sources]
    credited = [credits.credit(corpus, entry.source, language) for entry in entries]
    return footer(
        [
            words.say("measure.matrix", language),
            words.sentences([credits.found(entries, language), words.say("one-article-each", language)], language),
            words.sentences(
                [
                    words.say("sources", language, sources=words.clauses(credited, language)),
                    words.say("inputs", language, stamp=stamp[:8]),
                ],
                language,
            ),
        ],
        width,
        language,
    )


def _description(corpus: Corpus, comparison: Comparison, counts: Sequence[str], language: str) -> str:
    """For each issue, which sources stand where; then how many cells each state has."""
    names = {id: credits.short(corpus, corpus.entries[id].source, language) for id in comparison.sources}
    sentences = [words.say("alt.matrix", language, counts=words.listing(counts, language))]
    for issue in comparison.issues:
        standing = []
        for state in State:
            there = [names[id] for id in comparison.sources if comparison.cell(issue, id).state is state]
            if there and state not in (State.SILENT, State.NOT_CODED):
                named = words.listing(there, language)
                said = words.say(f"state.{state.value}", language)
                standing.append(words.say("alt.by-state", language, sources=named, state=said))
        if standing:
            short = _short(corpus, issue, language)
            sentences.append(words.say("alt.issue", language, issue=short, voices=words.clauses(standing, language)))
    return words.sentences(sentences, language)


def _facts(comparison: Comparison) -> dict[str, object]:
    return {
        "figure": "matrix",
        "issues": list(comparison.issues),
        "sources": list(comparison.sources),
        "cells": [
            {
                "issue": cell.issue,
                "source": cell.source,
                "state": cell.state.value,
                "for": cell.tally.favor,
                "against": cell.tally.against,
                "passages": cell.passages,
                "judged": cell.judged,
                "claims": list(cell.claims),
            }
            for cell in comparison.cells.values()
        ],
    }
