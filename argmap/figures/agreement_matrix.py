"""The agreement of sources, each with each: on how many issues they stand on the same side, and then how closely.

Counts come before shares. What rests on too few issues is hatched and has no ground; what rests on none is a dash.
Grounds are of one neutral scale that starts at chance, never a colour on either side of a half.
"""

from collections.abc import Sequence
from functools import cached_property
from typing import Final

from argmap import typeset, words
from argmap.agreement import Agreement, agreements, bloc_order, chance_agreement
from argmap.comparison import Comparison, table
from argmap.corpus import Corpus
from argmap.figures import Sheets, Subject, shares
from argmap.figures.comparing import WIDTH, Telling, chunks, languages, numbered, written
from argmap.figures.furniture import BODY, PAGE, SMALL, Imprint, Key, Keys, Piece, block, legend, sheet
from argmap.findings import FEW, percent
from argmap.scene import Command, Frame, Group, Mark, Path, Rect, Scene, moved

_STAIRS: Final = 7
"""Up to so many sources have room for words in their cells."""
_HELD: Final = 30
_SHEET: Final = 24
"""So many sources a page holds each with each; and of more, so many rows and columns of others."""
_STEP: Final = 150.0
_PAD: Final = 8.0
_NAME: Final = (118.0, 170.0)
_CELL: Final = (25.2, 34.0)
"""The least and the greatest height of a cell of numbers."""
_GAP: Final = 8.0

Groups = tuple[tuple[str, ...], ...]


def scenes(corpus: Corpus, comparison: Comparison, subject: Subject, language: str, stamp: str) -> Sheets:
    """All pairs of the comparison's sources, those that agree side by side, on as many sheets as they take."""
    groups = bloc_order(table(comparison)).groups or ((),)
    tellings = [Telling(corpus, comparison, each, stamp) for each in languages(corpus, language)]
    sources = tuple(source for group in groups for source in group)
    if len(sources) <= _STAIRS:
        made = [_Stairs(each, groups).scene() for each in tellings]
        if all(each.height <= PAGE[1] for each in made):
            return numbered(made[:1])
    parts = chunks(sources, 1 if len(sources) <= _HELD else -(-len(sources) // _SHEET)) or [()]
    drawing = _Squares(tellings[0], groups)
    return numbered([drawing.scene(rows, columns) for rows in parts for columns in parts])


class _Drawing:
    """What both ways of drawing share."""

    def __init__(self, telling: Telling, groups: Groups) -> None:
        self.telling = telling
        self.language = telling.language
        self.groups = groups
        self.order = tuple(source for group in groups for source in group)
        found = agreements(table(telling.comparison))
        self.pairs = {pair: each for each in found for pair in ((each.one, each.other), (each.other, each.one))}

    def sheet(
        self, body: Piece, keys: list[Keys], width: float, subtitle: Sequence[str], shown: Sequence[str] | None = None
    ) -> Scene:
        telling = self.telling
        counts = words.listing(telling.counts(), self.language)
        top = telling.heading("agreement", [counts, telling.say("order.bloc"), *subtitle], width)
        measures = [telling.say("measure.agreement"), telling.say("measure.shared")]
        if len(self.groups) > 1:
            measures.append(telling.say("measure.blocs"))
        bottom = telling.footer(measures, width, shown)
        imprint = Imprint(telling.title("agreement"), self._description(), self.language, self._facts())
        return sheet(top, body, legend(keys, width, self.language), bottom, width, imprint)

    def grounds(self) -> Keys:
        """What hatching, the grounds and the dash mean, of those that occur."""
        say = self.telling.say
        weighed = [each.share for each in self.pairs.values() if each.shared >= FEW and each.share is not None]
        limits = {"share": percent(chance_agreement()), "much": percent(shares.MUCH)}
        found = {shares.role_of(share): share for share in weighed}
        keys = [
            Key(shares.ground_sample(role), say(f"legend.{key}", **limits))
            for role, key in (("page", "less"), ("cell-neutral", "more"), ("grid", "much"))
            if role in found
        ]
        if any(shares.is_few(each) for each in self.pairs.values()):
            keys.append(Key(shares.hatch_sample(), say("legend.hatched", few=FEW)))
        if any(not each.shared for each in self.pairs.values()):
            keys.append(Key(written(say("undefined"), self.language, "ink"), say("legend.undefined")))
        keys.extend(self.telling.dagger(self.order))
        return Keys(say("keys.ground"), tuple(keys))

    def told(self, found: Agreement) -> str:
        """What a reader of the screen is told of a pair, in full."""
        names = words.listing([self.telling.name(found.one), self.telling.name(found.other)], self.language)
        return f"{names}\n{self.counted(found)}"

    def counted(self, found: Agreement) -> str:
        """The counts in words, and then the share."""
        say = self.telling.say
        if not found.shared:
            return say("pair.none")
        counts = {"same": found.same_side, "opposite": found.opposite_side, "shared": found.shared}
        parts = [say("pair.counts", **counts)]
        if found.left_out_as_mixed:
            parts.append(say("pair.mixed", n=found.left_out_as_mixed))
        share = {"share": percent(found.share)}
        if found.without_one and found.shared >= FEW:
            least, most = (percent(each) for each in found.without_one)
            parts.append(say("pair.range", least=least, most=most, **share))
        else:
            parts.append(say("pair.share", **share))
        return words.clauses(parts, self.language)

    def _description(self) -> str:
        """The pairs that are closest and furthest apart, of those that share enough."""
        say = self.telling.say
        every = [each for each in self.pairs.values() if each.shared >= FEW and each.share is not None]
        weighty = sorted(dict.fromkeys(every), key=lambda each: (-(each.share or 0), -each.shared))
        sentences = [say("alt.agreement", counts=words.listing(self.telling.counts(), self.language))]
        if not weighty:
            sentences.append(say("alt.no-pairs", few=FEW))
        for key, pairs in (("alt.closest", weighty[:3]), ("alt.furthest", weighty[3:][-3:][::-1])):
            if pairs:
                told = [self.told(each).replace("\n", words.say("colon", self.language)) for each in pairs]
                sentences.append(say(key, few=FEW, pairs=words.clauses(told, self.language)))
        return words.sentences(sentences, self.language)

    def _facts(self) -> dict[str, object]:
        return {
            "figure": "agreement",
            "groups": [list(group) for group in self.groups],
            "chance": chance_agreement(),
            "pairs": [
                {
                    "one": each.one,
                    "other": each.other,
                    "same-side": each.same_side,
                    "opposite-side": each.opposite_side,
                    "shared": each.shared,
                    "mixed": each.left_out_as_mixed,
                    "share": each.share,
                    "without-one": list(each.without_one) if each.without_one else None,
                }
                for each in dict.fromkeys(self.pairs.values())
            ],
        }


class _Stairs(_Drawing):
    """Few sources: their names go down the diagonal, and every pair has its cell of words."""

    @cached_property
    def width(self) -> float:
        return min(_STEP, (WIDTH - _GAP * (len(self.groups) - 1)) / max(len(self.order), 1))

    def scene(self) -> Scene:
        whole = max(self.width * len(self.order) + _GAP * (len(self.groups) - 1), 480.0)
        cell = Keys(self.telling.say("keys.cell"), (Key(shares.axis_sample(), self._axis_words),))
        shown = [self.grounds(), *([cell] if any(each.without_one for each in self.pairs.values()) else [])]
        return self.sheet(self._body(), shown, whole, [])

    @property
    def _axis_words(self) -> str:
        return self.telling.say("legend.range", chance=percent(chance_agreement()))

    def _body(self) -> Piece:
        places = _places(self.groups, self.order, self.width)
        contents = {pair: self._content(found) for pair, found in self.pairs.items()}
        heads = {source: self._head(source) for source in self.order}
        height = max((piece.height for piece in contents.values()), default=0.0) + 2 * _PAD
        height = max(height, *(head.height + 2 * _PAD for head in heads.values()), 0.0)
        marks: list[Mark] = []
        tops: list[float] = []
        y = 0.0
        for row, source in enumerate(self.order):
            # Nothing stands left of the first name, so its row is as low as the name.
            tall = height if row else heads[source].height + 8
            y += places[source] - places[self.order[row - 1]] - self.width if row else 0
            tops.append(y)
            for other in self.order[:row]:
                frame = Frame(places[other] + 1.5, y + 1.5, self.width - 3, tall - 3)
                marks.append(self._cell(self.pairs[source, other], contents[source, other], frame))
            head = heads[source]
            frame = Frame(places[source], y, self.width, tall)
            inner = head.at(places[source] + _PAD, y + (tall - head.height) / 2)
            marks.append(Group("source", inner, frame, source))
            y += tall
        return Piece(tuple(marks), places.get("", self.width), y)

    def _head(self, source: str) -> Piece:
        room = self.width - 2 * _PAD + 4
        name = block(self.telling.marked(source), room, BODY, self.language, bold=True, most=4)
        date = block(self.telling.date(source), room, SMALL, self.language)
        marks = (*name.placed(0, 0, "ink"), *date.placed(0, name.height, "ink-muted"))
        return Piece(marks, max(name.width, date.width), name.height + date.height)

    def _cell(self, found: Agreement, content: Piece, frame: Frame) -> Group:
        marks = [*shares.ground(found, frame)]
        x, y = frame.x + _PAD - 1.5, frame.y + (frame.height - content.height) / 2
        if shares.is_few(found):
            marks.append(Rect(Frame(x - 4, y - 2, content.width + 8, content.height + 4), "page", 2))
        marks.extend(moved(content.marks, x, y))
        return Group("cell", tuple(marks), frame, f"{found.one}-{found.other}", self.told(found))

    def _content(self, found: Agreement) -> Piece:
        """The counts, the share with its range, and both on a line from 0 to 1."""
        say, room = self.telling.say, self.width - 2 * _PAD
        mixed = say("cell.mixed", n=found.left_out_as_mixed) if found.left_out_as_mixed else ""
        if not found.shared:
            texts = [(say("undefined"), "ink", True), (mixed, "ink-faint", False)]
            return _lines(texts, room, self.language)
        counts = say("cell.counts", same=found.same_side, opposite=found.opposite_side, shared=found.shared)
        top = _lines([(counts, "ink", False), (mixed, "ink-faint", False)], room, self.language)
        share = block(percent(found.share), room, BODY, self.language, bold=True)
        marks = [*top.marks, *share.placed(0, top.height + 3, "ink")]
        width, y = max(top.width, share.width), top.height + 3 + share.height
        if found.without_one and found.shared >= FEW:
            least, most = (percent(each) for each in found.without_one)
            span = block(say("cell.range", least=least, most=most), room, SMALL, self.language)
            beside = share.width + 8 + span.width <= room
            at = (share.width + 8, y - share.height + 0.7) if beside else (0.0, y)
            marks.extend(span.placed(*at, "ink-muted"))
            y += 0 if beside else span.height
            marks.extend(shares.axis(found, room, y + 8))
            width, y = room, y + 14
        return Piece(tuple(marks), width, y)


class _Squares(_Drawing):
    """Many sources: numbers stand for them above the columns, and every pair has two cells of numbers."""

    def scene(self, rows: tuple[str, ...], columns: tuple[str, ...]) -> Scene:
        say = self.telling.say
        subtitle = []
        if len(rows) < len(self.order):
            for key, shown in (("rows", rows), ("columns", columns)):
                subtitle.append(self.telling.span(key, self.order, shown))
        examples = ((("4", "1"), "legend.above"), (("75", "5"), "legend.below"))
        cells = [Key(shares.numbers_sample(numbers, self.language), say(key)) for numbers, key in examples]
        keys = [Keys(say("keys.cell"), tuple(cells)), self.grounds()]
        here = None if not subtitle else [each for each in self.telling.comparison.sources if each in (*rows, *columns)]
        return self.sheet(self._body(rows, columns), keys, WIDTH, subtitle, here)

    def _body(self, rows: tuple[str, ...], columns: tuple[str, ...]) -> Piece:
        gaps = _GAP * sum(any(each in columns for each in group) for group in self.groups)
        name = min(_NAME[1], max(_NAME[0], WIDTH - gaps - 28 * len(columns)))
        width = min(48.0, (WIDTH - name - gaps) / max(len(columns), 1))
        height = min(max(width, _CELL[0]), _CELL[1])
        across = {each: name + x for each, x in _places(self.groups, columns, width).items()}
        down = _places(self.groups, rows, height)
        marks: list[Mark] = []
        for source in columns:
            head = written(str(self.order.index(source) + 1), self.language, "ink-muted", bold=False)
            marks.extend(head.at(across[source] + (width - head.width) / 2, 0))
        for source in rows:
            y = 20 + down[source]
            marks.append(self._name(source, Frame(0, y, name - 6, height)))
            for other in columns:
                marks.append(self._cell(source, other, Frame(across[other], y, width, height)))
        return Piece(tuple(marks), across[""], 20 + down[""])

    def _name(self, source: str, frame: Frame) -> Group:
        number = block(str(self.order.index(source) + 1), 40, SMALL, self.language)
        name = typeset.wrap(
            self.telling.marked(source), frame.width - 24, SMALL, self.language, leading=shares.PITCH, most=2
        )
        middle = frame.y + frame.height / 2
        marks = (
            *number.placed(0, middle - number.height / 2, "ink-muted", align="right", width=17),
            *name.placed(24, middle - name.height / 2, "ink"),
        )
        return Group("source", marks, frame, source, self.telling.dated(source))

    def _cell(self, source: str, other: str, frame: Frame) -> Group:
        inner = Frame(frame.x + 0.5, frame.y + 0.5, frame.width - 1, frame.height - 1)
        if source == other:
            across: list[Command] = [("M", (inner.x, inner.y)), ("L", (inner.right, inner.bottom))]
            return Group("self", (Path(tuple(across), "hatch"),), inner)
        found = self.pairs[source, other]
        above = self.order.index(source) < self.order.index(other)
        numbers = [str(found.same_side), str(found.opposite_side)]
        if not above:
            numbers = [percent(found.share).rstrip("%"), str(found.shared)]
        if not found.shared:
            numbers = [self.telling.say("undefined")]
        marks = [*shares.ground(found, inner), *shares.pair_of(numbers, inner, self.language, shares.is_few(found))]
        return Group("cell", tuple(marks), inner, f"{source}-{other}", self.told(found))


def _places(groups: Groups, shown: Sequence[str], size: float) -> dict[str, float]:
    """Where each source that is shown starts, with gaps between groups; and, under no name, where the last ends."""
    places: dict[str, float] = {}
    at = 0.0
    for group in groups:
        inside = [source for source in group if source in shown]
        at += _GAP if places and inside else 0
        for source in inside:
            places[source] = at
            at += size
    return places | {"": at}


def _lines(texts: Sequence[tuple[str, str, bool]], room: float, language: str) -> Piece:
    """Texts with their roles, bold or not, below each other."""
    marks: list[Mark] = []
    width = y = 0.0
    for text, role, bold in texts:
        lines = block(text, room, SMALL, language, bold=bold)
        marks.extend(lines.placed(0, y, role))
        width, y = max(width, lines.width), y + lines.height
    return Piece(tuple(marks), width, y)
