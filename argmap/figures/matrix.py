"""The matrix: where each source stands on each issue, with the voices it carries and the passages behind it.

One row an issue, one column a source. The state is a sign on a pale ground; no state is left to colour. Few sources
have room for numbers in their cells, many have the sign alone; more than the page holds stand on several sheets.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import comb
from typing import Final, Literal

from argmap import credits, typeset, words
from argmap.agreement import Division, bloc_order, divisions
from argmap.comparison import Comparison, table
from argmap.corpus import Corpus
from argmap.figures import Sheets, Subject, cells, glyphs
from argmap.figures.cells import ROW, Manner
from argmap.figures.columns import Columns, Grid, Groups, manner_of
from argmap.figures.comparing import (
    Telling,
    chunks,
    columned,
    cut,
    languages,
    numbered,
    written,
)
from argmap.figures.furniture import (
    BODY,
    PAGE,
    SMALL,
    Imprint,
    Key,
    Keys,
    Piece,
    block,
    legend,
    paragraph,
    sheet,
    stacked,
)
from argmap.findings import counted, percent
from argmap.scene import Frame, Group, Mark, Rect, Scene
from argmap.stances import State

Order = Literal["date", "bloc"]

_SPARE: Final = {Manner.LINE: (12.0,), Manner.STACK: (5.0, 2.0), Manner.BARE: (8.0, 5.0, 2.5, 0.0)}
"""What may be added to a row, if the page still holds all of them."""
_LINES: Final = 5
"""Of a longer label, so many lines are drawn."""


def scenes(
    corpus: Corpus, comparison: Comparison, subject: Subject, language: str, stamp: str, *, order: Order = "date"
) -> Sheets:
    """All issues of the comparison by all its sources, on as many sheets as they take.

    Sources stand by date or, in the order `bloc`, those that agree side by side, with gaps between groups.
    """
    groups = (comparison.sources,) if order == "date" else bloc_order(table(comparison)).groups
    tellings = [Telling(corpus, comparison, each, stamp) for each in languages(corpus, language)]
    manner = max((manner_of(each, groups) for each in tellings), key=list(Manner).index)
    drawings = [_Drawing(each, groups, order, manner) for each in tellings]
    columns = drawings[0].columns_of_sheets

    def fits(issues: tuple[str, ...]) -> bool:
        return all(drawing.fits(issues, sources) for drawing in drawings for sources in columns)

    for spare in _SPARE[manner]:
        for each in drawings:
            each.spare = spare
        if fits(comparison.issues):
            break
    rows = cut(comparison.issues, fits)
    parts = [_Part(issues, sources) for issues in rows for sources in columns]
    return numbered([drawings[0].scene(part, len(parts)) for part in parts])


@dataclass(frozen=True)
class _Part:
    """What one sheet shows."""

    issues: tuple[str, ...]
    sources: tuple[str, ...]


def _sides() -> Piece:
    """The signs of both sides, above how many articles stand on each."""
    return Piece((*glyphs.state(State.SUPPORT, 5, 10, 9), *glyphs.state(State.OPPOSE, 19, 10, 9)), 24, 20)


class _Drawing:
    """The matrix in one language."""

    def __init__(self, telling: Telling, groups: Groups, order: Order, manner: Manner) -> None:
        self.telling = telling
        self.language = telling.language
        self.comparison = telling.comparison
        self.groups = groups
        self.order = order
        self.sources = tuple(source for group in groups for source in group)
        self.numbers = {source: str(number) for number, source in enumerate(self.sources, start=1)}
        self.divisions: dict[str, Division] = {each.issue: each for each in divisions(table(self.comparison))}
        self.manner = manner
        self.spare = 0.0
        self._footers: dict[float, Piece] = {}
        self.columns = Columns(telling, groups, manner)
        self.grid = self.columns.grid

    @cached_property
    def _labels(self) -> dict[str, typeset.Block]:
        room = self.grid(max(self.columns_of_sheets, key=len)).label - (8 if self.manner is Manner.BARE else 14)
        names = {issue: self.telling.issue(issue) for issue in self.comparison.issues}
        if self.manner is not Manner.BARE:
            return {issue: block(name, room, BODY, self.language, most=_LINES) for issue, name in names.items()}
        tight = ROW[Manner.BARE] - 0.6
        return {
            issue: typeset.wrap(name, room, SMALL, self.language, leading=tight, most=_LINES)
            for issue, name in names.items()
        }

    @cached_property
    def columns_of_sheets(self) -> list[tuple[str, ...]]:
        """The sources of each of the sheets that stand side by side."""
        return chunks(self.sources, self.columns.sheets()) or [()]

    def _row(self, issue: str) -> float:
        least = ROW[self.manner] + (self.spare if self.manner is not Manner.LINE else 0)
        return round(max(least, self._labels[issue].height + self.spare + 0.6), 1)

    def fits(self, issues: tuple[str, ...], sources: tuple[str, ...]) -> bool:
        """Whether the page holds a sheet of these issues and sources."""
        grid = self.grid(sources)
        part = _Part(issues, sources)
        height = self._header(grid, sources).height + sum(map(self._row, issues)) + 1
        return self._sheet(part, 2, Piece((), grid.width, height), Imprint("", "", self.language, {})).height <= PAGE[1]

    def scene(self, part: _Part, total: int) -> Scene:
        imprint = Imprint(self.telling.title("matrix"), self._description(part), self.language, self._facts(part))
        return self._sheet(part, total, self._body(part, self.grid(part.sources)), imprint)

    def _sheet(self, part: _Part, total: int, body: Piece, imprint: Imprint) -> Scene:
        telling = self.telling
        subtitle = [words.listing(telling.counts(), self.language), telling.say(f"order.{self.order}")]
        if total > 1:
            subtitle += [
                telling.span("issues", self.comparison.issues, part.issues),
                telling.span("sources", self.sources, part.sources),
            ]
        heading = telling.heading("matrix", subtitle, body.width)
        return sheet(heading, body, self._keys(part, body.width), self._footer(body.width), body.width, imprint)

    def _footer(self, width: float) -> Piece:
        if width not in self._footers:
            measures = [self.telling.say("measure.matrix"), self.telling.say("measure.margin")]
            if len(self.groups) > 1:
                measures.append(self.telling.say("measure.blocs"))
            self._footers[width] = self.telling.footer(measures, width, () if self._by_number else None)
        return self._footers[width]

    @cached_property
    def _by_number(self) -> bool:
        """Whether numbers stand for the sources, because their names are wider than their columns."""
        if self.manner is Manner.BARE:
            return True
        room = self.grid(self.sources).column - 10
        return any(
            typeset.measure(word, BODY, self.language, bold=True) > room
            for source in self.sources
            for word in self.telling.marked(source).split()
            if words.script_of(word, "en") != "zh"
        )

    def _header(self, grid: Grid, sources: Sequence[str]) -> Piece:
        """The sources' names and dates above their columns, or their numbers; and what the margin counts."""
        heads = {source: self._head(source, grid.column) for source in sources}
        titles = [self._title(key, width) for key, width in zip(("head.sides", "head.opposed"), grid.tail, strict=True)]
        tallest = max(piece.height for piece in (*heads.values(), *titles))
        marks: list[Mark] = []
        for source, head in heads.items():
            inset = (grid.column - head.width) / 2 if self._by_number else min(8, (grid.column - head.width) / 2)
            marks.extend(head.at(grid.left[source] + inset, tallest - head.height))
        for title, x in zip(titles, (grid.margin, grid.margin + grid.tail[0]), strict=True):
            marks.extend(title.at(x, tallest - title.height))
        height = tallest + (2 if self.manner is Manner.BARE else 8)
        return Piece((Group("sources", tuple(marks), Frame(0, 0, grid.width, tallest)),), grid.width, height)

    def _title(self, key: str, width: float) -> Piece:
        """A head of the margin: its words or, above signs alone, a sign that the legend explains."""
        if self.manner is not Manner.BARE:
            text = block(self.telling.say(key), width - 1, SMALL, self.language)
            return Piece(text.placed(0, 0, "ink-muted", align="center", width=width), width, text.height)
        sign = _sides() if key == "head.sides" else written("%", self.language, "ink-muted", bold=False)
        return Piece(sign.at((width - sign.width) / 2, 0), width, sign.height)

    def _head(self, source: str, column: float) -> Piece:
        if self._by_number:
            return written(self.numbers[source], self.language, "ink-muted", bold=False)
        room = column - 8
        name = block(self.telling.marked(source), room, BODY, self.language, bold=True, most=4)
        date = block(self.telling.date(source), room, SMALL, self.language)
        marks = (*name.placed(0, 0, "ink"), *date.placed(0, name.height, "ink-muted"))
        return Piece(marks, max(name.width, date.width), name.height + date.height)

    def _body(self, part: _Part, grid: Grid) -> Piece:
        header = self._header(grid, part.sources)
        if not part.issues:
            return stacked(
                [header, paragraph(self.telling.say("none.issues"), grid.width, BODY, self.language, "ink")], 8
            )
        marks = [*header.marks]
        y = header.height
        notes = self._notes(part)
        for issue in part.issues:
            height, label = self._row(issue), self._labels[issue]
            marks.append(Rect(Frame(0, y, grid.width, 1 if self.manner is not Manner.BARE else 0.6), "grid"))
            text = label.placed(0, y + (height - label.height) / 2, "ink")
            frame = Frame(0, y, grid.label - 8, height)
            marks.append(Group("issue", text, frame, issue, self.telling.hint(issue)))
            row = [self.comparison.cell(issue, source) for source in part.sources]
            tallied = any(cell.tally for cell in row)
            for cell in row:
                place = Frame(grid.left[cell.source], y, grid.column, height)
                note = notes.get((issue, cell.source), "")
                marks.append(cells.draw(self.telling, cell, place, self.manner, note, tallied))
            marks.extend(self._margin(issue, Frame(grid.margin, y, sum(grid.tail), height), grid.tail))
            y += height
        marks.append(Rect(Frame(0, y, grid.width, 1), "grid"))
        return Piece(tuple(marks), grid.width, y + 1)

    def _margin(self, issue: str, frame: Frame, tail: tuple[float, float]) -> list[Mark]:
        """How many sources are for and against, and which pairs are opposed: counts, and below them the share."""
        division = self.divisions[issue]
        pairs = comb(division.taken_up_by, 2)
        share = percent(division.conflict)
        opposed = self.telling.say("of", part=counted(division.opposed), whole=pairs)
        lines = [opposed, share] if self.manner is not Manner.BARE else [share]
        texts = [f"{len(division.favor)} : {len(division.against)}", *(lines if pairs else [percent(None)])]
        sides, rest = tail
        places = [(frame.x, sides), *[(frame.x + sides, rest)] * (len(texts) - 1)]
        marks: list[Mark] = []
        for at, (text, (x, width)) in enumerate(zip(texts, places, strict=True)):
            line = block(text, width, SMALL, self.language)
            shift = 0.0 if at == 0 or len(texts) == 2 else (at - 1.5) * 15.0
            y = frame.y + (frame.height - line.height) / 2 + shift
            marks.extend(line.placed(x, y, "ink-muted" if at == 2 else "ink", align="center", width=width))
        return marks

    def _notes(self, part: _Part) -> dict[tuple[str, str], str]:
        """The number of the footnote of each cell that has a condition, row by row."""
        places = [
            (issue, source) for issue in part.issues for source in part.sources if (issue, source) in self._conditions
        ]
        return {place: str(number) for number, place in enumerate(places, start=1)}

    @cached_property
    def _conditions(self) -> dict[tuple[str, str], tuple[Mapping[str, str], ...]]:
        found = {place: cell.conditions for place, cell in self.comparison.cells.items()}
        return {place: conditions for place, conditions in found.items() if conditions}

    def _condition(self, issue: str, source: str) -> str:
        told = [
            credits.wording(self.telling.corpus, each, self.language)[0] for each in self._conditions[issue, source]
        ]
        who, what = self.telling.name(source), self.telling.issue(issue)
        return self.telling.say("condition", who=who, issue=what, text=words.clauses(told, self.language))

    def _keys(self, part: _Part, width: float) -> Piece:
        """The sources by number, all ten states, the small signs that occur, and the conditions."""
        telling, shown = self.telling, [self.comparison.cell(i, s) for i in part.issues for s in part.sources]
        beside = []
        if self.manner is Manner.BARE:
            beside.append(Key(_sides(), telling.say("legend.sides")))
            beside.append(Key(written("%", self.language, "ink-muted", bold=False), telling.say("legend.conflict")))
        if self.manner is not Manner.BARE and any(cell.tally for cell in shown):
            signs = (glyphs.favor(4, 10, cells.MINI), glyphs.against(16, 10, cells.MINI))
            beside.append(Key(Piece(signs, 20, 20), telling.say("legend.tally")))
        if self.manner is not Manner.BARE and any(cell.passages for cell in shown):
            beside.append(Key(Piece(glyphs.passages(5, 10, cells.MINI), 10, 20), telling.say("legend.passages")))
        if any(cell.judged for cell in shown):
            beside.append(Key(Piece((glyphs.star(5, 10, 9),), 10, 20), telling.say("legend.judged")))
        beside.extend(telling.dagger(part.sources))
        notes = [
            Key(Piece(cells.superior(number).at(0, 4), 7, 20), self._condition(*place))
            for place, number in self._notes(part).items()
        ]
        kinds = [
            Keys(telling.say("keys.states"), telling.states(State)),
            Keys(telling.say("keys.beside"), tuple(beside)),
        ]
        pieces = [legend(kinds, width, self.language)]
        if self._by_number:
            labels = telling.labels({source: self.numbers[source] for source in part.sources})
            pieces.insert(0, columned(labels, width, self.language, 3))
        if notes:
            conditions = Keys(telling.say("keys.conditions"), tuple(notes))
            pieces.append(columned(conditions, width, self.language, 2))
        return stacked(pieces, 9)

    def _description(self, part: _Part) -> str:
        """For each issue, which sources stand where; of many sources, how many do."""
        telling, language = self.telling, self.language
        names = {id: telling.name(id) for id in part.sources}
        counts = words.listing(telling.counts(), language)
        sentences = [telling.say("alt.matrix", counts=counts, order=telling.say(f"order.{self.order}"))]
        for issue in part.issues:
            standing = []
            for state in State:
                there = [names[id] for id in part.sources if self.comparison.cell(issue, id).state is state]
                if there and state not in (State.SILENT, State.NOT_CODED):
                    few = len(self.sources) <= 12
                    told = words.listing(there, language) if few else telling.count("sources", len(there))
                    standing.append(telling.say("alt.by-state", sources=told, state=telling.say(f"state.{state}")))
            if standing:
                voices = words.clauses(standing, language)
                sentences.append(telling.say("alt.issue", issue=telling.issue(issue), voices=voices))
        return words.sentences(sentences, language)

    def _facts(self, part: _Part) -> dict[str, object]:
        return {
            "figure": "matrix",
            "order": self.order,
            "groups": [[each for each in group if each in part.sources] for group in self.groups],
            "issues": list(part.issues),
            "sources": list(part.sources),
            "margins": [
                {
                    "issue": issue,
                    "for": len(self.divisions[issue].favor),
                    "against": len(self.divisions[issue].against),
                    "opposed": self.divisions[issue].opposed,
                    "conflict": self.divisions[issue].conflict,
                }
                for issue in part.issues
            ],
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
                    "conditions": [dict(each) for each in self._conditions.get((cell.issue, cell.source), ())],
                }
                for cell in (self.comparison.cell(i, s) for i in part.issues for s in part.sources)
            ],
        }
