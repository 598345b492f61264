"""The positions: for each issue the five steps from opposing to supporting, and who stands at which.

Each source is a dot with a letter; of more than a dozen there is a bar with their number. Who has no position stands
beside the strip, so that every source is in every row exactly once.
"""

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from math import comb
from string import ascii_uppercase
from typing import Final

from argmap import typeset, words
from argmap.agreement import Division, most_contested
from argmap.comparison import Comparison, table
from argmap.corpus import Corpus
from argmap.figures import Sheets, Subject, glyphs
from argmap.figures.comparing import CREDITED, WIDTH, Telling, columned, cut, languages, numbered
from argmap.figures.furniture import (
    BODY,
    NOTHING,
    PAGE,
    SMALL,
    Imprint,
    Key,
    Keys,
    Piece,
    block,
    flow,
    legend,
    paragraph,
    sheet,
    stacked,
)
from argmap.findings import counted
from argmap.scene import Frame, Group, Mark, Rect, Scene
from argmap.stances import State

LETTERED: Final = 12
"""Up to so many sources have letters; more are counted."""
STEPS: Final = (State.OPPOSE, State.LEANS_OPPOSE, State.NEUTRAL, State.LEANS_SUPPORT, State.SUPPORT)
BESIDE: Final = (State.MIXED, State.REPORTS, State.UNCLEAR, State.SILENT, State.NOT_CODED)

_DOT: Final = 18.0
_PITCH: Final = 19.0
_STEP: Final = 58.0
_GAP: Final = 12.0
_OPPOSED: Final = 82.0
"""The column of opposed pairs; then, with letters and with bars, that of who has no position, and the least row."""
_BESIDE: Final = {True: 176.0, False: 190.0}
_ROW: Final = {True: 38.0, False: 25.0}
_BAR: Final = 11.0
_SIGN: Final = 11.0
_LINES: Final = 5


def scenes(corpus: Corpus, comparison: Comparison, subject: Subject, language: str, stamp: str) -> Sheets:
    """All issues of the comparison, most contested first, on as many sheets as they take."""
    drawings = [_Drawing(Telling(corpus, comparison, each, stamp)) for each in languages(corpus, language)]
    ordered = tuple(each.issue for each in most_contested(table(comparison)))
    rows = cut(ordered, lambda issues: all(each.fits(issues) for each in drawings))
    return numbered([drawings[0].scene(each, ordered) for each in rows])


class _Drawing:
    """The positions in one language."""

    def __init__(self, telling: Telling) -> None:
        self.telling = telling
        self.language = telling.language
        self.comparison = telling.comparison
        self.divisions: dict[str, Division] = {each.issue: each for each in most_contested(table(self.comparison))}
        self.lettered = len(self.comparison.sources) <= LETTERED
        self.letters = dict(zip(self.comparison.sources, ascii_uppercase, strict=False))
        self.strip = WIDTH - _OPPOSED - _BESIDE[self.lettered] - 2 * _GAP - len(STEPS) * _STEP
        self.beside = self.strip + len(STEPS) * _STEP + _GAP
        self.opposed = self.beside + _BESIDE[self.lettered] + _GAP

    def fits(self, issues: tuple[str, ...]) -> bool:
        body = Piece((), WIDTH, self._header.height + sum(map(self._row, issues)) + 1)
        return self._sheet(body, issues, (), Imprint("", "", self.language, {})).height <= PAGE[1]

    def scene(self, issues: tuple[str, ...], every: tuple[str, ...]) -> Scene:
        imprint = Imprint(
            self.telling.title("positions"), self._description(issues), self.language, self._facts(issues)
        )
        return self._sheet(self._body(issues), issues, every, imprint)

    def _sheet(self, body: Piece, issues: tuple[str, ...], every: tuple[str, ...], imprint: Imprint) -> Scene:
        subtitle = [
            words.listing(self.telling.counts(), self.language),
            self.telling.span("issues", every or ("", *issues), issues),
        ]
        heading = self.telling.heading("positions", subtitle, WIDTH)
        return sheet(heading, body, self._keys(issues), self._footer, WIDTH, imprint)

    @cached_property
    def _footer(self) -> Piece:
        measures = [self.telling.say("measure.positions"), self.telling.say("measure.margin")]
        keyed = self.lettered and len(self.letters) > CREDITED
        return self.telling.footer(measures, WIDTH, () if keyed else None)

    @cached_property
    def _labels(self) -> dict[str, typeset.Block]:
        room = self.strip - 14
        return {
            issue: block(self.telling.issue(issue), room, BODY if self.lettered else SMALL, self.language, most=_LINES)
            for issue in self.comparison.issues
        }

    def _at(self, issue: str, state: State) -> tuple[str, ...]:
        return tuple(each for each in self.comparison.sources if self.comparison.cell(issue, each).state is state)

    def _row(self, issue: str) -> float:
        piles = [-(-len(self._at(issue, state)) // 3) for state in STEPS] if self.lettered else [1]
        contents = (
            self._labels[issue].height,
            max(piles) * _PITCH,
            self._without(issue).height,
            self._opposed(issue).height,
        )
        return round(max(_ROW[self.lettered], max(contents) + (10 if self.lettered else 4)), 1)

    @cached_property
    def _header(self) -> Piece:
        """What the steps mean, in words over their signs, and what stands beside the strip."""
        heads = [
            block(self.telling.say(f"state.{state.value}"), _STEP - 4, SMALL, self.language, most=3) for state in STEPS
        ]
        others = [
            block(self.telling.say(key), width, SMALL, self.language)
            for key, width in (("head.none", _BESIDE[self.lettered]), ("head.opposed", _OPPOSED))
        ]
        tallest = max(max(head.height for head in heads) + 18, *(other.height for other in others))
        marks: list[Mark] = []
        for at, (state, head) in enumerate(zip(STEPS, heads, strict=True)):
            x = self.strip + at * _STEP
            marks.extend(head.placed(x, tallest - 18 - head.height, "ink-muted", align="center", width=_STEP))
            marks.extend(glyphs.state(state, x + _STEP / 2, tallest - 8, _SIGN))
        for other, x in zip(others, (self.beside, self.opposed), strict=True):
            marks.extend(other.placed(x, tallest - other.height, "ink-muted"))
        return Piece((Group("sources", tuple(marks), Frame(0, 0, WIDTH, tallest)),), WIDTH, tallest + 7)

    def _body(self, issues: tuple[str, ...]) -> Piece:
        if not issues:
            return paragraph(self.telling.say("none.issues"), WIDTH, BODY, self.language, "ink")
        marks = [*self._header.marks]
        y = self._header.height
        for issue in issues:
            height, label = self._row(issue), self._labels[issue]
            middle = y + height / 2
            marks.append(Rect(Frame(0, y, WIDTH, 1), "grid"))
            text = label.placed(0, middle - label.height / 2, "ink")
            frame = Frame(0, y, self.strip - 8, height)
            marks.append(Group("issue", text, frame, issue, self.telling.hint(issue)))
            marks.extend(self._strip(issue, middle))
            without, opposed = self._without(issue), self._opposed(issue)
            marks.extend(without.at(self.beside, middle - without.height / 2))
            marks.extend(opposed.at(self.opposed, middle - opposed.height / 2))
            y += height
        marks.append(Rect(Frame(0, y, WIDTH, 1), "grid"))
        return Piece(tuple(marks), WIDTH, y + 1)

    def _strip(self, issue: str, middle: float) -> list[Mark]:
        """The five steps with who stands at each."""
        marks: list[Mark] = []
        first, last = self.strip + _STEP / 2, self.strip + (len(STEPS) - 0.5) * _STEP
        if self.lettered:
            marks.append(Rect(Frame(first, middle - 0.5, last - first, 1), "rule"))
        for at, state in enumerate(STEPS):
            x = self.strip + at * _STEP
            there = self._at(issue, state)
            if self.lettered:
                marks.append(Rect(Frame(x + _STEP / 2 - 0.5, middle - 4, 1, 8), "rule"))
                marks.extend(self._dots(issue, there, x + _STEP / 2, middle))
            else:
                marks.append(Rect(Frame(x, middle - 9, 1, 18), "grid"))
                marks.extend(self._bar(issue, state, len(there), x, middle))
        return marks

    def _dots(self, issue: str, there: tuple[str, ...], x: float, middle: float) -> list[Mark]:
        """The sources at a step side by side, three in a line."""
        marks: list[Mark] = []
        lines = [there[at : at + 3] for at in range(0, len(there), 3)]
        for row, line in enumerate(lines):
            y = middle + (row - (len(lines) - 1) / 2) * _PITCH
            for column, source in enumerate(line):
                centre = x + (column - (len(line) - 1) / 2) * _PITCH
                cell = self.comparison.cell(issue, source)
                dot = [*_dot(self.letters[source], cell.state, self.language).at(centre - _DOT / 2, y - _DOT / 2)]
                if cell.judged:
                    dot.append(glyphs.star(centre + 8, y - 8, 7))
                frame = Frame(centre - _DOT / 2, y - _DOT / 2, _DOT, _DOT)
                told = f"{self.telling.name(source)}: {self.telling.say(f'state.{cell.state.value}')}"
                marks.append(Group("dot", tuple(dot), frame, f"{issue}-{source}", told))
        return marks

    def _bar(self, issue: str, state: State, number: int, x: float, middle: float) -> list[Mark]:
        if not number:
            return []
        length = max(number / self._most * (_STEP - 24), 2.0)
        text = block(str(number), 40, SMALL, self.language)
        bar = Rect(Frame(x + 2, middle - _BAR / 2, length, _BAR), f"state-{state.value}")
        marks: tuple[Mark, ...] = (bar, *text.placed(x + length + 5, middle - text.height / 2, "ink"))
        frame = Frame(x, middle - 10, _STEP, 20)
        return [Group("bar", marks, frame, f"{issue}-{state.value}", self._names(self._at(issue, state)))]

    @cached_property
    def _most(self) -> int:
        """How many stand at the fullest step."""
        return max((len(self._at(issue, state)) for issue in self.comparison.issues for state in STEPS), default=1) or 1

    def _names(self, sources: tuple[str, ...]) -> str:
        return words.listing([self.telling.name(each) for each in sources], self.language)

    def _without(self, issue: str) -> Piece:
        """Who has no position, each state with its sign."""
        pieces = []
        for state in BESIDE:
            there = self._at(issue, state)
            if there:
                text = self._listed(issue, there, _BESIDE[self.lettered] - 18)
                told = f"{self.telling.say(f'state.{state.value}')}: {self._names(there)}"
                frame = Frame(0, 0, 18 + text.width, text.height)
                marks = (*_sign(state, 8), *text.at(18, 0))
                group = Group("beside", marks, frame, f"{issue}-{state.value}", told)
                pieces.append(Piece((group,), frame.width, frame.height))
            elif not self.lettered:
                pieces.append(NOTHING)
        if not self.lettered:
            slot = _BESIDE[False] / len(BESIDE)
            marks = tuple(mark for at, piece in enumerate(pieces) for mark in piece.at(at * slot, 0))
            return Piece(marks, _BESIDE[False], max(piece.height for piece in pieces))
        return flow(pieces, _BESIDE[self.lettered], 12, 1) if pieces else NOTHING

    def _listed(self, issue: str, there: tuple[str, ...], room: float) -> Piece:
        """The letters of the sources, with the star of a judgement, or how many they are."""
        if not self.lettered:
            number = block(str(len(there)), room, SMALL, self.language)
            return Piece(number.placed(0, 0, "ink"), number.width, number.height)
        pieces = []
        for source in there:
            text = block(self.letters[source], room, SMALL, self.language)
            judged = self.comparison.cell(issue, source).judged
            star = (glyphs.star(text.width + 5, 5, 7),) if judged else ()
            pieces.append(Piece((*text.placed(0, 0, "ink"), *star), text.width + 9 * judged, text.height))
        whole = sum(piece.width + 4 for piece in pieces) - 4
        return replace(flow(pieces, room, 4, 0), width=min(whole, room))

    def _opposed(self, issue: str) -> Piece:
        """How many pairs are opposed, of how many; a dash where there is no pair."""
        division = self.divisions[issue]
        pairs = comb(division.taken_up_by, 2)
        text = self.telling.say("of", part=counted(division.opposed), whole=pairs)
        if not pairs:
            text = self.telling.say("undefined")
        lines = block(text, _OPPOSED, SMALL, self.language)
        role = "ink" if division.opposed else "ink-faint"
        return Piece(lines.placed(0, 0, role), lines.width, lines.height)

    def _keys(self, issues: tuple[str, ...]) -> Piece:
        """The letters, and the signs beside the strips that occur."""
        sources = self.comparison.sources
        states = [state for state in BESIDE if any(self._at(issue, state) for issue in issues)]
        keys = [Key(Piece(_sign(state, 10), 12, 20), self.telling.say(f"state.{state.value}")) for state in states]
        if self.lettered and any(self.comparison.cell(i, s).judged for i in issues for s in sources):
            keys.append(Key(Piece((glyphs.star(5, 10, 8),), 10, 20), self.telling.say("legend.judged")))
        keys.extend(self.telling.dagger(sources) if self.lettered else ())
        below = legend([Keys(self.telling.say("keys.dots"), tuple(keys))], WIDTH, self.language)
        if not self.lettered:
            return below
        return stacked([columned(self.telling.labels(self.letters), WIDTH, self.language, 3), below], 9)

    def _description(self, issues: tuple[str, ...]) -> str:
        """For each issue how many pairs are opposed, and who stands where; of many sources, how many."""
        say = self.telling.say
        sentences = [say("alt.positions", counts=words.listing(self.telling.counts(), self.language))]
        for issue in issues:
            told = []
            division = self.divisions[issue]
            if pairs := comb(division.taken_up_by, 2):
                told.append(self.telling.count("pairs.opposed", pairs, opposed=counted(division.opposed)))
            for state in (*reversed(STEPS), *BESIDE[:3]):
                if there := self._at(issue, state):
                    who = self._names(there) if self.lettered else self.telling.count("sources", len(there))
                    told.append(say("alt.by-state", sources=who, state=say(f"state.{state.value}")))
            if told:
                voices = words.clauses(told, self.language)
                sentences.append(say("alt.issue", issue=self.telling.issue(issue), voices=voices))
        return words.sentences(sentences, self.language)

    def _facts(self, issues: tuple[str, ...]) -> dict[str, object]:
        rows: list[Mapping[str, object]] = [
            {
                "issue": issue,
                "opposed": self.divisions[issue].opposed,
                "conflict": self.divisions[issue].conflict,
                "taken-up-by": self.divisions[issue].taken_up_by,
                "states": {state.value: list(self._at(issue, state)) for state in State},
            }
            for issue in issues
        ]
        return {"figure": "positions", "sources": list(self.comparison.sources), "issues": rows}


def _dot(letter: str, state: State, language: str) -> Piece:
    """A source at its step: its letter in a dot of the state's colour."""
    pale = state in (State.LEANS_SUPPORT, State.LEANS_OPPOSE)
    text = block(letter, 60, SMALL, language, bold=True)
    ink = text.placed((_DOT - text.width) / 2, (_DOT - text.height) / 2, "ink" if pale else "ink-inverse")
    return Piece((Rect(Frame(0, 0, _DOT, _DOT), f"state-{state.value}", _DOT / 2), *ink), _DOT, _DOT)


def _sign(state: State, middle: float) -> tuple[Mark, ...]:
    """The sign of a state without a position; an empty box stands for what is not coded."""
    if state is State.NOT_CODED:
        return (Rect(Frame(0.5, middle - 5.5, 11, 11), "legend", 2),)
    return glyphs.state(state, 6, middle, _SIGN)
