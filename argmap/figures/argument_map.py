"""The argument map: what one article claims, on whose word, and what it builds on what.

Theses stand on top, and below each claim what bears on it. No relation is lost: what leads off a sheet ends at a stub.
"""

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from argmap import credits, words
from argmap.argument import argument, joined
from argmap.comparison import Comparison
from argmap.corpus import Corpus, Entry
from argmap.figures import Sheets, Subject, boxes, ladder
from argmap.figures.boxes import Telling
from argmap.figures.forest import Branch, Relation, forest, incoming, relations
from argmap.figures.furniture import (
    BODY,
    MARGIN,
    PAGE,
    Imprint,
    Piece,
    flow,
    footer,
    heading,
    legend,
    paragraph,
    sheet,
    stacked,
)
from argmap.figures.mapkeys import map_keys
from argmap.figures.network import network
from argmap.figures.sheets import Sheet, parts_of, sheets
from argmap.layout import LayoutFailed, LayoutUnavailable
from argmap.scene import Frame, Group, Rect, Scene

_PAGE_WIDTH: Final = PAGE[0] - 2 * MARGIN
_PAGE_COLUMNS: Final = 3
_SCREEN_COLUMN: Final = 232.0


def scenes(corpus: Corpus, comparison: Comparison, subject: Subject, language: str, stamp: str) -> Sheets:
    """The map of the subject's source, whole, and sheets for the page where the page does not hold it, by part.

    `stamp` is the SHA-256 of the inputs. A source without a map is a KeyError.
    """
    languages = dict.fromkeys((language, *corpus.codebook.languages))
    (source,) = subject.sources
    drawings = [_Drawing(corpus, corpus.entries[source], each, stamp) for each in languages]
    drawing = drawings[0]

    def fits(part: Sheet) -> bool:
        """Whether the page holds the sheet in every language: the same sheets are drawn in all of them."""
        return all(each.height(part) <= PAGE[1] for each in drawings)

    whole = Sheet(tuple(drawing.entry.claims), ())
    if fits(whole):
        return (("", drawing.page(whole)),)
    parted = sheets(drawing.entry, drawing.relations, fits)
    return (("", drawing.screen()), *((each.name, drawing.page(each)) for each in parted))


class Boxes:
    """The boxes of one source's claims in one language, each drawn once for each width and what it says besides."""

    def __init__(self, telling: Telling) -> None:
        self.telling = telling
        self.relations = relations(telling.entry)
        self.box = cache(lambda name, width, notes: boxes.box(telling, name, width, notes))
        self.stub = cache(lambda name, onto, width, near: boxes.stub(telling, name, width, onto, near=near))

    def drawer(self, names: Sequence[str]) -> Callable[[Branch, float], Piece]:
        """Draws the claims of a sheet that holds these."""
        elsewhere = incoming(names, self.relations)
        language = self.telling.language
        notes = {
            name: tuple(words.count(f"elsewhere.{kind}", number, language) for kind, number in elsewhere[name].items())
            for name in names
        }

        def draw(branch: Branch, width: float) -> Piece:
            if branch.stub:
                return self.stub(branch.name, branch.onto, width, branch.name in notes)
            return self.box(branch.name, width, notes[branch.name])

        return draw


@dataclass(frozen=True)
class _Look:
    """What a drawing holds, for its legend and its description."""

    claims: tuple[str, ...]
    relations: tuple[Relation, ...]
    stubs: bool = False


def _look_of(trees: Sequence[Branch]) -> _Look:
    branches = [branch for tree in trees for branch in tree.walk()]
    drawn = [branch.relation for branch in branches if branch.relation]
    return _Look(
        tuple(branch.name for branch in branches if not branch.stub),
        (*drawn, *(reference for branch in branches for reference in branch.references)),
        any(branch.stub or branch.references for branch in branches),
    )


class _Drawing:
    """One source's map in one language."""

    def __init__(self, corpus: Corpus, entry: Entry, language: str, stamp: str) -> None:
        self.corpus = corpus
        self.entry = entry
        self.language = language
        self.stamp = stamp
        self.boxes = Boxes(Telling(corpus, entry, language))
        self.relations = self.boxes.relations
        self._trees = cache(self._forest)
        self._grid = cache(self._page_grid)

    def page(self, part: Sheet) -> Scene:
        """A sheet as wide as the page."""
        return self._page(part, self._ladder(part, ladder.arranged))

    def height(self, part: Sheet) -> float:
        """How high the sheet is; its claims are measured, and not drawn."""
        return self._page(part, self._ladder(part, ladder.outlined)).height

    def _page(self, part: Sheet, body: Piece) -> Scene:
        look = _look_of(self._trees(part.names))
        return self._sheet(look, body, _PAGE_WIDTH, self._part_title(part), self._part_line(part))

    def _forest(self, names: tuple[str, ...]) -> tuple[Branch, ...]:
        return forest(names, self.relations, self.entry.map.theses)

    def _page_grid(self, names: tuple[str, ...]) -> ladder.Grid:
        return ladder.Grid(_PAGE_COLUMNS, _PAGE_WIDTH, self.language, self._draw(names), self.entry.map.theses)

    def _ladder(self, part: Sheet, arranged: Callable[[Sequence[Branch], ladder.Grid], Piece]) -> Piece:
        """The trees in columns; where the sheet holds several parts, each under its title."""
        trees, grid = self._trees(part.names), self._grid(part.names)
        if len(part.parts) < 2:
            return arranged(trees, grid)
        sections = []
        for each in part.parts:
            inside = [tree for tree in trees if self._part_of(tree) == each]
            if inside:
                sections.append(stacked([self._heading(each, _PAGE_WIDTH), arranged(inside, grid)], 10))
        return stacked(sections, 28)

    def _part_of(self, tree: Branch) -> str | None:
        """The part that a tree stands in: that of its root or, for a stub, of the first claim on it."""
        return self.entry.section_of(next(branch.name for branch in tree.walk() if not branch.stub))

    def screen(self) -> Scene:
        """The whole map: all that is joined in one drawing, then what stands by itself, part by part."""
        names = tuple(self.entry.claims)
        joined = {name for relation in self.relations for name in (relation.tail, relation.head)}
        draw = self._draw(names)
        related = [name for name in names if name in joined or name in self.entry.map.theses]
        pieces = []
        if related:
            try:
                pieces.append(
                    network(related, self.relations, tuple(self.entry.map.theses), _SCREEN_COLUMN, self.language, draw)
                )
            except (LayoutUnavailable, LayoutFailed):
                return self._wide(names)
        width = max(_PAGE_WIDTH, *(piece.width for piece in pieces))
        count = int((width + ladder.GUTTER) // (_SCREEN_COLUMN + ladder.GUTTER))
        grid = ladder.Grid(count, width, self.language, draw)
        pieces.append(flow(self._loose(grid, set(names) - set(related)), width, ladder.GUTTER, 24))
        return self._sheet(_Look(names, self.relations), stacked(pieces, 28), width, self._title(), "")

    def _wide(self, names: tuple[str, ...]) -> Scene:
        """The whole map in columns, like a sheet: where no program can lay out the drawing."""
        trees = forest(names, self.relations, self.entry.map.theses)
        count = max(_PAGE_COLUMNS, round(len(names) ** 0.5))
        width = count * _SCREEN_COLUMN + (count - 1) * ladder.GUTTER
        grid = ladder.Grid(count, width, self.language, self._draw(names), self.entry.map.theses)
        return self._sheet(_look_of(trees), ladder.arranged(trees, grid), width, self._title(), "")

    def _loose(self, grid: ladder.Grid, lone: Collection[str]) -> list[Piece]:
        """The claims that nothing joins, each part as wide as it has claims, under its title."""
        sections = []
        for part, inside in parts_of(self.entry).items():
            loose = [Branch(name, None) for name in inside if name in lone]
            if loose:
                span = min(len(loose), grid.count)
                narrow = ladder.Grid(span, grid.span(span), self.language, grid.draw)
                sections.append(stacked([self._heading(part, narrow.span(span)), ladder.arranged(loose, narrow)], 10))
        return sections

    def _heading(self, part: str | None, width: float) -> Piece:
        title = self._name_of(part)
        text = paragraph(title, width, BODY + 2, words.script_of(title, self.language), "ink-title", bold=True)
        rule = Rect(Frame(0, 0, width, 1), "grid")
        group = Group("part", (rule, *text.at(0, 6)), Frame(0, 0, width, text.height + 6), part or "")
        return Piece((group,), width, text.height + 6)

    def _draw(self, names: Sequence[str]) -> Callable[[Branch, float], Piece]:
        return self.boxes.drawer(names)

    def _sheet(self, look: _Look, body: Piece, width: float, title: str, subtitle: str) -> Scene:
        source = self.entry.source
        dated = credits.dated(self.corpus, source, self.language)
        kicker = f"{words.say('figure.argument-map', self.language)} · {dated}"
        top = heading(kicker, title, subtitle, width, self.language)
        shown = [(self.entry, name) for name in look.claims]
        kinds = map_keys(shown, look.relations, self.language, stubs=look.stubs)
        keys = legend(kinds, width, self.language)
        bottom = footer(self._notes(), width, self.language)
        imprint = Imprint(f"{title} · {dated}", self._description(look, dated), self.language, self._facts(look))
        return sheet(top, body, keys, bottom, width, imprint)

    def _title(self) -> str:
        name = credits.short(self.corpus, self.entry.source, self.language)
        return words.say("title.argument-map", self.language, source=name)

    def _name_of(self, part: str | None) -> str:
        if part is None:
            return words.say("opening", self.language)
        return credits.wording(self.corpus, self.entry.map.parts[part].title, self.language)[0]

    def _part_title(self, part: Sheet) -> str:
        if not part.parts:
            return self._title()
        return " / ".join(self._name_of(each) for each in part.parts)

    def _part_line(self, part: Sheet) -> str:
        """Which part of how many it is, and which of the part's sheets."""
        if not part.parts:
            return ""
        every = list(parts_of(self.entry))
        first, last = (str(every.index(each) + 1) for each in (part.parts[0], part.parts[-1]))
        one = first == last
        numbers = first if one else f"{first}–{last}"
        number = words.say("part-of" if one else "parts-of", self.language, number=numbers, total=len(every))
        again = words.say("sheet-of", self.language, number=part.number, total=part.total) if part.total > 1 else ""
        return words.series([number, again], self.language)

    def _notes(self) -> list[str]:
        language = self.language
        credit = credits.credit(self.corpus, self.entry.source, language)
        return [
            words.say("measure.argument-map", language),
            words.sentences(
                [
                    credits.found([self.entry], language),
                    words.say("one-article", language),
                    words.say("inputs", language, stamp=self.stamp[:8]),
                ],
                language,
            ),
            words.say("source", language, source=credit),
        ]

    def _description(self, look: _Look, dated: str) -> str:
        """What the figure shows, in numbers, and its theses in words."""
        language = self.language
        theses = [name for name in look.claims if name in self.entry.map.theses]
        kinds = Counter(relation.kind for relation in look.relations)
        speakers = {self.entry.claims[name].speaker for name in look.claims} - {None}
        counts = [
            words.count("theses", len(theses), language) if theses else "",
            words.count("claims", len(look.claims) - len(theses), language),
            words.count("speakers", len(speakers), language) if speakers else "",
        ]
        made = [f"{words.say(f'relation.{kind}', language)} {kinds[kind]}" for kind in boxes.RELATIONS if kinds[kind]]
        sentences = [words.say("alt.map", language, source=dated, counts=words.series(counts, language))]
        if made:
            sentences.append(words.say("alt.relations", language, relations=words.series(made, language)))
        for name in theses:
            sentences.append(
                words.say("alt.thesis", language, text=credits.claim_text(self.corpus, self.entry, name, language)[0])
            )
        return words.sentences(sentences, language)

    def _facts(self, look: _Look) -> dict[str, object]:
        id = self.entry.id
        made = [joined(id, each.tail, each.kind, each.head, each.onto) for each in look.relations]
        return dict(argument(self.corpus, [(id, name) for name in look.claims], made, self.language))
