"""The map of one issue: every claim that is coded on it, source by source, with what the claims do to each other.

Links between sources are the analyst's own: a dotted line from a claim to a stub of the other one. As many sheets as
it needs, the same in every language.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from argmap import credits, words
from argmap.argument import Joined, argument, joined, name_of
from argmap.comparison import Cell, Comparison
from argmap.corpus import Corpus, Entry
from argmap.figures import Sheets, Subject, boxes, glyphs, ladder
from argmap.figures.absent import absent
from argmap.figures.comparing import CREDITED, WIDTH, Telling, languages, numbered
from argmap.figures.forest import Branch, Relation, forest, in_reading_order, incoming, relations
from argmap.figures.furniture import (
    BODY,
    PAGE,
    SMALL,
    Imprint,
    Keys,
    Piece,
    block,
    heading,
    legend,
    paragraph,
    sheet,
    stacked,
)
from argmap.figures.mapkeys import map_keys
from argmap.figures.pages import paged
from argmap.figures.sections import Row, Section, in_rows
from argmap.scene import Frame, Group, Mark, Rect, Scene

_COLUMNS: Final = 3
_GAP: Final = 26.0


def scenes(corpus: Corpus, comparison: Comparison, subject: Subject, language: str, stamp: str) -> Sheets:
    """The subject's issue; `comparison` has its sources, `stamp` is the SHA-256 of the inputs."""
    (issue,) = subject.issues
    drawings = [_Drawing(Telling(corpus, comparison, each, stamp), issue) for each in languages(corpus, language)]
    drawing = drawings[0]

    def height(section: Section, span: int) -> float:
        return max(each.section(section, span).height for each in drawings)

    room = min(each.room for each in drawings)
    sections = [
        piece for section in drawing.sections for piece in drawing.cut(section, lambda it: height(it, _COLUMNS) <= room)
    ]
    rows = in_rows(sections, drawing.leaves, height, _COLUMNS, room)
    heights = [[each.row(row).height for each in drawings] for row in rows]
    pages = paged(heights, [each.room for each in drawings], _GAP)
    return numbered(
        [drawing.scene(rows[start:end], number, len(pages)) for number, (start, end) in enumerate(pages, 1)]
    )


@dataclass(frozen=True)
class _Link:
    """A link of the codebook: a claim, what it is said to be to another, and that one, each as `source/claim`."""

    tail: str
    kind: str
    head: str


def links(corpus: Corpus) -> tuple[_Link, ...]:
    """The codebook's links between claims that there are."""
    found = (_Link(link.from_, kind, end) for link in corpus.codebook.links for kind, end in link.kinds)
    return tuple(each for each in found if _is_there(corpus, each.tail) and _is_there(corpus, each.head))


def _is_there(corpus: Corpus, id: str) -> bool:
    source, _, claim = id.partition("/")
    return source in corpus.entries and claim in corpus.entries[source].claims


class _Drawing:
    """The map of one issue in one language."""

    def __init__(self, telling: Telling, issue: str) -> None:
        self.telling = telling
        self.corpus = telling.corpus
        self.language = telling.language
        self.issue = issue
        comparison = telling.comparison
        self.cells = {source: comparison.cell(issue, source) for source in comparison.sources}
        self.sections = [Section(source, cell.claims) for source, cell in self.cells.items() if cell.claims]
        self.links = links(self.corpus)
        self.section = cache(self._section)
        self.trees = cache(self._trees)

    def cut(self, section: Section, fits: Callable[[Section], bool]) -> Iterator[Section]:
        """The section, cut in two in the order of its trees until each piece fits."""
        if len(section.names) < 2 or fits(section):
            yield section
            return
        names = [name for name, _ in in_reading_order(self.trees(section))]
        middle = len(names) // 2
        for half, part in ((names[:middle], section.part * 2), (names[middle:], section.part * 2 + 1)):
            yield from self.cut(replace(section, names=tuple(half), part=part), fits)

    def continued(self, section: Section) -> bool:
        """Whether other claims of the source stand before these."""
        return section.part & (section.part - 1) != 0

    def leaves(self, section: Section) -> int:
        """How many columns the section can make use of."""
        return sum(not branch.children for tree in self.trees(section) for branch in tree.walk())

    def _relations(self, source: str) -> list[Relation]:
        """What the source's claims on the issue do to each other."""
        shown = self.cells[source].claims
        every = relations(self.corpus.entries[source])
        return [each for each in every if all(end in shown for end in (each.tail, each.head, each.onto or each.head))]

    def _trees(self, section: Section) -> tuple[Branch, ...]:
        """The section's claims, each with its links as references."""
        entry = self.corpus.entries[section.source]
        trees = forest(section.names, self._relations(section.source), entry.map.theses)
        return tuple(self._linked(section.source, tree) for tree in trees)

    def _linked(self, source: str, branch: Branch) -> Branch:
        own = tuple(
            Relation(branch.name, link.kind, link.head)
            for link in self.links
            if link.tail == name_of(source, branch.name) and not branch.stub
        )
        return replace(
            branch,
            references=(*branch.references, *own),
            children=tuple(self._linked(source, each) for each in branch.children),
            riders=tuple(self._linked(source, each) for each in branch.riders),
        )

    def _section(self, section: Section, span: int) -> Piece:
        """A source's name and standing over its claims, in so many columns."""
        width = ladder.Grid(_COLUMNS, WIDTH, self.language, self._drawer(section)).span(span)
        grid = ladder.Grid(span, width, self.language, self._drawer(section))
        body = ladder.arranged(self.trees(section), grid)
        piece = stacked([self._head(section, width), body], 10)
        return Piece(_named(piece.marks, section.source), width, piece.height)

    def _head(self, section: Section, width: float) -> Piece:
        cell, telling = self.cells[section.source], self.telling
        name = telling.marked(section.source)
        title = telling.say("again", what=name) if self.continued(section) else name
        text = stacked(
            [
                paragraph(title, width - 26, BODY + 2, words.script_of(title, self.language), "ink-title", bold=True),
                paragraph(self._standing(cell), width - 26, SMALL, self.language, "ink-muted"),
            ],
            0,
        )
        marks: list[Mark] = [Rect(Frame(0, 0, width, 1), "rule"), *glyphs.state(cell.state, 9, 18, 15), *text.at(26, 7)]
        if cell.judged:
            marks.append(glyphs.star(21, 9, 8))
        height = text.height + 7
        return Piece((Group("part", tuple(marks), Frame(0, 0, width, height), "head"),), width, height)

    def _standing(self, cell: Cell) -> str:
        return words.series(
            [self.telling.date(cell.source), self.telling.say(f"state.{cell.state.value}")], self.language
        )

    def _drawer(self, section: Section) -> ladder.Drawn:
        """Draws the section's claims, and stubs of those that its relations and links lead to."""
        telling = boxes.Telling(self.corpus, self.corpus.entries[section.source], self.language)
        elsewhere = incoming(section.names, relations(telling.entry))

        def draw(branch: Branch, width: float) -> Piece:
            if "/" in branch.name:
                return self._stub(branch.name, width)
            if branch.stub:
                return boxes.stub(telling, branch.name, width, branch.onto, near=branch.name in section.names)
            notes = [
                words.count(f"elsewhere.{kind}", number, self.language)
                for kind, number in elsewhere[branch.name].items()
            ]
            notes += [
                words.say(f"linked.{link.kind}", self.language, claim=self._called(link.tail))
                for link in self.links
                if link.head == name_of(section.source, branch.name)
            ]
            return boxes.box(telling, branch.name, width, notes)

        return draw

    def _called(self, id: str) -> str:
        """A claim of another source by the source's name and the numbers of its quotes."""
        source, _, name = id.partition("/")
        return f"{self.telling.name(source)} {_numbers(self.corpus.entries[source], name)}".rstrip()

    def _stub(self, id: str, width: float) -> Piece:
        """A claim of another source, as a small plain box with its source's name and its first words."""
        source, _, name = id.partition("/")
        entry = self.corpus.entries[source]
        inner = width - 2 * boxes.PAD
        text, language = credits.claim_text(self.corpus, entry, name, self.language)
        told = f"{_numbers(entry, name)} {text}".strip()
        head = block(credits.dated(self.corpus, entry.source, self.language), inner, SMALL, self.language, bold=True)
        said = block(told, inner, SMALL, words.script_of(told, language), most=3)
        frame = Frame(0, 0, width, round(head.height + said.height + 12, 1))
        marks = (*head.placed(boxes.PAD, 5, "ink-muted"), *said.placed(boxes.PAD, 5 + head.height, "ink-muted"))
        group = Group("stub", (Rect(frame, "box-stub", 4), *marks), frame, title=text)
        return Piece((group,), width, frame.height)

    def row(self, row: Row) -> Piece:
        """Sections side by side."""
        marks: list[Mark] = []
        x = tallest = 0.0
        for section, span in row:
            piece = self.section(section, span)
            marks.extend(piece.at(x, 0))
            x += piece.width + ladder.GUTTER
            tallest = max(tallest, piece.height)
        return Piece(tuple(marks), WIDTH, tallest)

    @property
    def room(self) -> float:
        """What a page leaves for the sections, with the longest legend that there can be."""
        rows: list[Row] = [((section, 1),) for section in self.sections]
        return PAGE[1] - self.scene(rows, 1, 2, bare=True).height - _GAP

    def scene(self, rows: Sequence[Row], number: int, total: int, *, bare: bool = False) -> Scene:
        """A sheet with these rows; a `bare` one leaves them out, and has all that can stand around them."""
        telling = self.telling
        sections = [section for row in rows for section, _ in row]
        made = [(section.source, each) for section in sections for each in _drawn(self.trees(section))]
        linked = bare or any("/" in each.head for _, each in made)
        title = credits.wording(self.corpus, self.corpus.codebook.issues[self.issue].proposition, self.language)[0]
        again = telling.say("sheet-of", number=number, total=total) if total > 1 else ""
        kicker = f"{telling.say('figure.issue-map')} · {telling.subject}"
        top = heading(kicker, title, words.series([*self._counts(), again], self.language), WIDTH, self.language)
        parts = [] if bare else [self.row(row) for row in rows]
        if number == total or bare:
            parts.append(absent(telling, self.issue, self.cells.values()))
        body = stacked([part for part in parts if part.height], _GAP)
        keys = legend(self._keys(sections, [each for _, each in made], linked, bare), WIDTH, self.language)
        measures = [telling.say("measure.issue-map"), telling.say("measure.links") if linked else ""]
        shown = [(section.source, name) for section in sections for name in section.names]
        facts = argument(self.corpus, shown, [_joined(source, each) for source, each in made], self.language)
        imprint = Imprint(
            f"{title} · {telling.say('figure.issue-map')}",
            self._description(title, sections),
            self.language,
            {**facts, "issue": self.issue},
        )
        return sheet(
            top, body, keys, telling.footer(measures, WIDTH, () if len(self.cells) > CREDITED else None), WIDTH, imprint
        )

    def _counts(self) -> list[str]:
        """How many claims of how many sources there are on all sheets."""
        claims = sum(len(section.names) for section in self.sections)
        return [self.telling.count("all.claims", claims), self.telling.count("sources", len(self.sections))]

    def _keys(self, sections: Sequence[Section], made: Sequence[Relation], linked: bool, bare: bool) -> list[Keys]:
        """What occurs on a sheet: voices, relations, links, signs, and the dagger."""
        claims = [(self.corpus.entries[section.source], name) for section in sections for name in section.names]
        branches = [branch for section in sections for tree in self.trees(section) for branch in tree.walk()]
        stubs = bare or any(branch.stub or branch.references for branch in branches)
        states = {self.cells[section.source].state for section in sections}
        kinds = map_keys(claims, made, self.language, stubs=stubs, others=linked, states=states)
        dagger = self.telling.dagger(self.cells if bare else [section.source for section in sections])
        return [*kinds, Keys(self.telling.say("keys.words"), dagger)]

    def _description(self, title: str, sections: Sequence[Section]) -> str:
        """How many claims there are, and those of the sheet in words, source by source."""
        counts = words.series(self._counts(), self.language)
        about = [self._about(section) for section in sections]
        return words.sentences([self.telling.say("alt.issue-map", issue=title, counts=counts), *about], self.language)

    def _about(self, section: Section) -> str:
        """A source's claims in words."""
        entry = self.corpus.entries[section.source]
        texts = [credits.claim_text(self.corpus, entry, name, self.language)[0] for name in section.names]
        state = self.telling.say(f"state.{self.cells[section.source].state.value}")
        stands = self.telling.say("alt.stands", source=self.telling.name(section.source), state=state)
        return self.telling.say("alt.issue", issue=stands, voices=words.clauses(texts, self.language))


def _drawn(trees: Sequence[Branch]) -> list[Relation]:
    """The relations and links that the trees show."""
    branches = [branch for tree in trees for branch in tree.walk()]
    hung = [branch.relation for branch in branches if branch.relation]
    return [*hung, *(each for branch in branches for each in branch.references)]


def _joined(source: str, relation: Relation) -> Joined:
    """A relation as data; the head of a link names its source."""
    made = joined(source, relation.tail, relation.kind, relation.head, relation.onto)
    return {**made, "head": relation.head} if "/" in relation.head else made


def _numbers(entry: Entry, name: str) -> str:
    found = {citation.number for citation in entry.citations_of[name] if citation.number}
    return "".join(f"[{number}]" for number in sorted(found))


def _named(marks: Sequence[Mark], source: str) -> tuple[Mark, ...]:
    """The marks with the source's name in the ids of groups: claims of two sources may have one id."""
    return tuple(
        replace(mark, id=f"{source}-{mark.id}" if mark.id else "", marks=_named(mark.marks, source))
        if isinstance(mark, Group)
        else mark
        for mark in marks
    )
