"""The voices: where each speaker stands on each issue, by all that they are told to have said.

One row a speaker, under the kind, the group or the source that they belong to; one column an issue, by its number.
In news most of a debate is carried, not owned: this is where it is seen.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from string import ascii_uppercase
from typing import Final, Literal

from argmap import credits, typeset, words
from argmap.comparison import Comparison, Speakers, compare_speakers
from argmap.corpus import Corpus
from argmap.figures import Sheets, Subject, glyphs
from argmap.figures.comparing import (
    CREDITED,
    WIDTH,
    Telling,
    chunks,
    columned,
    cut,
    languages,
    numbered,
    sample,
    written,
)
from argmap.figures.furniture import PAGE, SMALL, Imprint, Key, Keys, Piece, block, legend, paragraph, sheet, stacked
from argmap.scene import Frame, Group, Mark, Rect, Scene
from argmap.schema import UNNAMED
from argmap.stances import State

By = Literal["kind", "group", "source"]

_KINDS: Final = ("official", "expert", "business", "media", "organisation", None)
_LETTERED: Final = 12
"""Of more sources, it is only said in how many a speaker is heard."""
_NAME: Final = 196.0
_HEARD: Final = 66.0
_LEAST: Final = 17.5
"""The least width of an issue's column."""
_WIDEST: Final = 64.0
_ROW: Final = 15.2
_SPARE: Final = (8.0, 5.0, 2.5, 0.0)
"""What may be added to a row, if the page still holds all of them."""
_BAND: Final = 20.0
_KEY_COLUMNS: Final = 3

Row = tuple[str, str]
"""The section and the speaker of a row."""


def scenes(
    corpus: Corpus, comparison: Comparison, subject: Subject, language: str, stamp: str, *, by: By = "kind"
) -> Sheets:
    """The speakers with a coded claim, by kind, group or source, on as many sheets as they take."""
    voices = _voices(corpus, comparison, by)
    drawings = [_Drawing(Telling(corpus, comparison, each, stamp), voices, by) for each in languages(corpus, language)]
    held = int((WIDTH - _NAME - _HEARD) // _LEAST)
    columns = chunks(comparison.issues, -(-len(comparison.issues) // held) or 1) or [()]

    def fits(rows: tuple[Row, ...]) -> bool:
        return all(drawing.fits(rows, issues) for drawing in drawings for issues in columns)

    for spare in _SPARE:
        for each in drawings:
            each.spare = spare
        if fits(voices.rows):
            break
    pieces = cut(voices.rows, fits)
    return numbered([drawings[0].scene(rows, issues) for rows in pieces for issues in columns])


@dataclass(frozen=True)
class _Voices:
    """The rows, and where each stands on each issue, with the sources that carry it there."""

    rows: tuple[Row, ...]
    states: Mapping[tuple[Row, str], State]
    heard: Mapping[Row, tuple[str, ...]]
    speakers: Speakers


def _voices(corpus: Corpus, comparison: Comparison, by: By) -> _Voices:
    speakers = compare_speakers(corpus, comparison.issues, comparison.sources)
    if by == "source":
        return _by_source(comparison, speakers)
    rows = tuple((section, speaker) for section, inside in _sections(corpus, speakers, by) for speaker in inside)
    states = {(row, issue): speakers.cell(issue, row[1]).state for row in rows for issue in comparison.issues}
    heard = {row: _carriers(comparison, speakers, row[1]) for row in rows}
    return _Voices(rows, states, heard, speakers)


def _carriers(comparison: Comparison, speakers: Speakers, speaker: str) -> tuple[str, ...]:
    carriers = {source for issue in speakers.issues for source in speakers.cell(issue, speaker).sources}
    return tuple(source for source in comparison.sources if source in carriers)


def _sections(corpus: Corpus, speakers: Speakers, by: By) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The speakers of each kind or group; those of none come last, those of several groups stand in each."""
    known = corpus.codebook.speakers
    if by == "kind":
        kinds = {each: known[each].kind if each in known else None for each in speakers.speakers}
        for kind in _KINDS:
            yield kind or "", tuple(each for each in speakers.speakers if kinds[each] == kind)
    else:
        groups = {each: known[each].groups if each in known else () for each in speakers.speakers}
        for group in corpus.codebook.groups:
            yield group, tuple(each for each in speakers.speakers if group in groups[each])
        yield "", tuple(each for each in speakers.speakers if not groups[each])


def _by_source(comparison: Comparison, speakers: Speakers) -> _Voices:
    """The speakers as each source tells of them."""
    states: dict[tuple[Row, str], State] = {}
    for source in comparison.sources:
        for issue in comparison.issues:
            for carried in comparison.cell(issue, source).carried:
                if carried.speaker != UNNAMED:
                    states[(source, carried.speaker), issue] = carried.standing.state
    found = {row for row, _ in states}
    rows = tuple(
        (source, speaker)
        for source in comparison.sources
        for speaker in speakers.speakers
        if (source, speaker) in found
    )
    return _Voices(rows, states, {}, speakers)


class _Drawing:
    """The voices in one language."""

    def __init__(self, telling: Telling, voices: _Voices, by: By) -> None:
        self.telling = telling
        self.language = telling.language
        self.corpus = telling.corpus
        self.issues = telling.comparison.issues
        self.sources = telling.comparison.sources
        self.voices = voices
        self.by = by
        self.heard = _HEARD if voices.heard else 0.0
        self.letters = dict(zip(self.sources, ascii_uppercase, strict=False))
        self.lettered = len(self.sources) <= _LETTERED
        self.numbers = {issue: str(number) for number, issue in enumerate(self.issues, start=1)}
        self.spare = 0.0

    def fits(self, rows: tuple[Row, ...], issues: tuple[str, ...]) -> bool:
        height = self._key(issues).height + self._heights(rows)
        body = Piece((), WIDTH, height)
        return self._sheet(body, rows, issues, Imprint("", "", self.language, {}), True).height <= PAGE[1]

    def scene(self, rows: tuple[Row, ...], issues: tuple[str, ...]) -> Scene:
        imprint = Imprint(
            self.telling.title("voices"), self._description(rows, issues), self.language, self._facts(rows, issues)
        )
        whole = rows == self.voices.rows and issues == self.issues
        return self._sheet(self._body(rows, issues), rows, issues, imprint, not whole)

    def _sheet(
        self, body: Piece, rows: tuple[Row, ...], issues: tuple[str, ...], imprint: Imprint, parted: bool
    ) -> Scene:
        telling = self.telling
        counts = [
            telling.count("speakers", len(self.voices.speakers.speakers)),
            telling.count("issues", len(self.issues)),
            telling.count("sources", len(self.sources)),
        ]
        subtitle = [words.listing(counts, self.language), telling.say(f"by.{self.by}")]
        if parted and rows:
            every = [f"{section}/{speaker}" for section, speaker in self.voices.rows]
            shown = [f"{section}/{speaker}" for section, speaker in rows]
            subtitle += [telling.span("voices", every, shown), telling.span("issues", self.issues, issues)]
        return sheet(
            telling.heading("voices", subtitle, WIDTH), body, self._keys(rows, issues), self._footer, WIDTH, imprint
        )

    @cached_property
    def _footer(self) -> Piece:
        measure = "measure.carried" if self.by == "source" else "measure.named"
        keyed = self._has_letters and len(self.sources) > CREDITED
        return self.telling.footer([self.telling.say(measure)], WIDTH, () if keyed else None)

    @property
    def _has_letters(self) -> bool:
        return self.lettered and bool(self.heard)

    def _section(self, section: str) -> str:
        """What a section is called."""
        if self.by == "source":
            return self.telling.dated(section)
        if self.by == "kind":
            return self.telling.say(f"speaker.{section}" if section else "kind.none").capitalize()
        name = credits.wording(self.corpus, self.corpus.codebook.groups[section], self.language)[0] if section else ""
        return name or self.telling.say("group.none").capitalize()

    @cached_property
    def _names(self) -> Mapping[str, typeset.Block]:
        return {
            speaker: typeset.wrap(
                credits.speaker(self.corpus, speaker, self.language),
                _NAME - 12,
                SMALL,
                self.language,
                leading=_ROW - 0.6,
                most=3,
            )
            for _, speaker in self.voices.rows
        }

    def _row(self, row: Row) -> float:
        return round(max(_ROW, self._names[row[1]].height + 0.6) + self.spare, 1)

    def _heights(self, rows: tuple[Row, ...]) -> float:
        heads = sum(at == 0 or row[0] != rows[at - 1][0] for at, row in enumerate(rows))
        return heads * (_BAND + 4) - 4 + sum(map(self._row, rows)) + self._totals

    @property
    def _totals(self) -> float:
        """The height of the last rows, which count the voices of all sources."""
        return 0.0 if self.by == "source" else 3 * _ROW + 8

    def _key(self, issues: tuple[str, ...]) -> Piece:
        """Which issue each number stands for; it comes first, because every column needs it."""
        keys = tuple(
            Key(written(self.numbers[issue], self.language, "ink"), self.telling.issue(issue)) for issue in issues
        )
        piece = columned(Keys("", keys), WIDTH, self.language, _KEY_COLUMNS)
        return Piece(piece.marks, WIDTH, piece.height + 16)

    def _body(self, rows: tuple[Row, ...], issues: tuple[str, ...]) -> Piece:
        if not rows:
            return paragraph(self.telling.say("none.voices"), WIDTH, SMALL, self.language, "ink")
        key = self._key(issues)
        marks = [*key.marks]
        column = min((WIDTH - _NAME - self.heard) / max(len(issues), 1), _WIDEST)
        left = {issue: _NAME + at * column for at, issue in enumerate(issues)}
        y = key.height
        for at, row in enumerate(rows):
            if at == 0 or row[0] != rows[at - 1][0]:
                again = at == 0 and self.voices.rows.index(row) and self._before(row) == row[0]
                marks.append(self._band(row[0], bool(again), left, column, y + (4 if at else 0)))
                y += _BAND + (4 if at else 0)
            height = self._row(row)
            marks.extend(self._speaker(row, left, column, Frame(0, y, WIDTH, height)))
            y += height
        if self._totals:
            marks.extend(self._counted(left, column, y + 8))
        return Piece(tuple(marks), WIDTH, y + self._totals)

    def _before(self, row: Row) -> str:
        return self.voices.rows[self.voices.rows.index(row) - 1][0]

    def _band(self, section: str, again: bool, left: Mapping[str, float], column: float, y: float) -> Group:
        """The head of a section, with the numbers of the columns."""
        frame = Frame(0, y, WIDTH, _BAND)
        title = self._section(section)
        title = self.telling.say("again", what=title) if again else title
        name = block(title, _NAME - 10, SMALL, self.language, bold=True, most=1)
        marks: list[Mark] = [Rect(frame, "band"), *name.placed(0, y + (_BAND - name.height) / 2, "ink")]
        for issue, x in left.items():
            head = written(self.numbers[issue], self.language, "ink-muted", bold=False)
            marks.append(
                Group(
                    "issue",
                    head.at(x + (column - head.width) / 2, y),
                    Frame(x, y, column, _BAND),
                    "",
                    self.telling.hint(issue),
                )
            )
        if self.heard:
            text = block(self.telling.say("head.in"), self.heard - 6, SMALL, self.language, most=1)
            marks.extend(text.placed(self._right(left, column), y + (_BAND - text.height) / 2, "ink-muted"))
        return Group("section", tuple(marks), frame, section)

    def _right(self, left: Mapping[str, float], column: float) -> float:
        return max(left.values(), default=_NAME) + column + 8

    def _speaker(self, row: Row, left: Mapping[str, float], column: float, frame: Frame) -> Iterator[Mark]:
        name = self._names[row[1]]
        middle = frame.y + frame.height / 2
        yield Rect(Frame(0, frame.bottom - 0.6, WIDTH, 0.6), "grid")
        text = name.placed(0, middle - name.height / 2, "ink")
        told = words.series(
            [credits.speaker(self.corpus, row[1], self.language), credits.role(self.corpus, row[1], self.language)],
            self.language,
        )
        yield Group("speaker", text, Frame(0, frame.y, _NAME - 8, frame.height), "/".join(row), told)
        for issue, x in left.items():
            state = self.voices.states.get((row, issue), State.NOT_CODED)
            if state is not State.NOT_CODED:
                ground = Frame(x + 0.5, frame.y + 0.5, column - 1, frame.height - 1.6)
                size = min(0.76 * min(ground.width, ground.height), 14)
                sign = glyphs.state(state, x + column / 2, ground.y + ground.height / 2, size)
                hint = f"{told}\n{self.telling.say(f'state.{state.value}')}\n{self.telling.issue(issue)}"
                id = "-".join((issue, *row))
                yield Group("cell", (Rect(ground, f"cell-{state.value}", 1), *sign), ground, id, hint)
        if self.heard:
            sources = self.voices.heard[row]
            letters = " ".join(self.letters[each] for each in sources) if self.lettered else str(len(sources))
            where = block(letters, self.heard - 8, SMALL, self.language, most=1)
            yield from where.placed(self._right(left, column), middle - where.height / 2, "ink-muted")

    def _counted(self, left: Mapping[str, float], column: float, y: float) -> Iterator[Mark]:
        """How many named voices are for and against each issue, and how many claims unnamed voices make."""
        speakers = self.voices.speakers
        numbers = {
            issue: [speakers.cell(issue, each).state.number or 0 for each in speakers.speakers] for issue in left
        }
        rows = (
            ("row.for", {issue: sum(each > 0 for each in found) for issue, found in numbers.items()}),
            ("row.against", {issue: sum(each < 0 for each in found) for issue, found in numbers.items()}),
            ("row.unnamed", {issue: speakers.unnamed[issue] for issue in left}),
        )
        yield Rect(Frame(0, y - 3, WIDTH, 1), "rule")
        for at, (key, counts) in enumerate(rows):
            top = y + at * _ROW
            label = typeset.wrap(self.telling.say(key), _NAME - 8, SMALL, self.language, leading=_ROW, most=1)
            yield from label.placed(0, top, "ink-muted")
            for issue, number in counts.items():
                text = typeset.wrap(str(number), column, SMALL, self.language, leading=_ROW)
                role = "ink" if number else "ink-faint"
                yield from text.placed(left[issue], top, role, align="center", width=column)

    def _keys(self, rows: tuple[Row, ...], issues: tuple[str, ...]) -> Piece:
        """The states that occur, and the letters of the sources."""
        found = {self.voices.states.get((row, issue), State.NOT_CODED) for row in rows for issue in issues}
        states = [*self.telling.states(state for state in State if state in found - {State.NOT_CODED})]
        if State.NOT_CODED in found:
            states.append(Key(sample(State.NOT_CODED), self.telling.say("legend.no-claim")))
        if self._has_letters:
            states.extend(self.telling.dagger(self.sources))
        pieces = [legend([Keys(self.telling.say("head.speaker"), tuple(states))], WIDTH, self.language)]
        if self._has_letters and rows:
            pieces.append(columned(self.telling.labels(self.letters), WIDTH, self.language, 3))
        return stacked([piece for piece in pieces if piece.height], 9)

    def _description(self, rows: tuple[Row, ...], issues: tuple[str, ...]) -> str:
        """For each issue, how many speakers stand where; who they are, of few."""
        say = self.telling.say
        counts = [
            self.telling.count("speakers", len({speaker for _, speaker in rows})),
            self.telling.count("issues", len(issues)),
        ]
        sentences = [say("alt.voices", counts=words.listing(counts, self.language), order=say(f"by.{self.by}"))]
        for issue in issues:
            told = []
            for state in State:
                there = dict.fromkeys(row[1] for row in rows if self.voices.states.get((row, issue)) is state)
                if there and state is not State.NOT_CODED:
                    names = [credits.name_of(self.corpus, each, self.language) for each in there]
                    who = words.listing(names, self.language)
                    told.append(say("alt.by-state", sources=who, state=say(f"state.{state.value}")))
            if told:
                voices = words.clauses(told, self.language)
                sentences.append(say("alt.issue", issue=self.telling.issue(issue), voices=voices))
        return words.sentences(sentences, self.language)

    def _facts(self, rows: tuple[Row, ...], issues: tuple[str, ...]) -> dict[str, object]:
        return {
            "figure": "voices",
            "by": self.by,
            "issues": list(issues),
            "unnamed": {issue: self.voices.speakers.unnamed[issue] for issue in issues},
            "rows": [
                {
                    "section": row[0],
                    "speaker": row[1],
                    "sources": list(self.voices.heard.get(row, (row[0],))),
                    "states": {
                        issue: self.voices.states[row, issue].value
                        for issue in issues
                        if self.voices.states.get((row, issue), State.NOT_CODED) is not State.NOT_CODED
                    },
                }
                for row in rows
            ],
        }
