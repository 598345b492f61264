"""Trees of claims set in columns: what a claim rests on hangs below it, indented, each on a rung of its own.

A root may lie across several columns. Widths are given and only the height grows, so that a figure always fits
the width of its page; no line ever crosses a box.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise, product
from math import prod
from typing import Final

from argmap import typeset, words
from argmap.figures import glyphs
from argmap.figures.forest import KINDS, UNDERCUTS, Branch, Relation
from argmap.figures.furniture import SMALL, Piece
from argmap.scene import Command, Frame, Group, Mark, Path, moved

GUTTER: Final = 22.0
"""Between columns."""
_INDENT: Final = 24.0
_RUNG: Final = 27.0
"""Between boxes that hang on one, with room for the relation's word."""
_UNIT: Final = 22.0
"""Between trees."""
_ENTRY: Final = 15.0
"""How far below its top a line comes into a box."""
_RADIUS: Final = 6.0
_HEAD: Final = 8.0
_SLACK: Final = 30.0
_TRIES: Final = 2000
_NARROWEST: Final = 196.0
"""The narrowest column, with the indent in it."""
_WORTH: Final = 12.0
"""How much lower a drawing must be to be chosen before one of wider boxes."""

Drawn = Callable[[Branch, float], Piece]
"""Draws a claim, or its stub, at a width."""


class Grid:
    """The columns that trees are set in, the words' language, and how a claim is drawn.

    Claims in `wide` may lie across all columns even with nothing below them.

    A tree's height at a width is kept, for its place is sought by trying, and then its drawing.
    """

    def __init__(self, count: int, width: float, language: str, draw: Drawn, wide: Collection[str] = ()) -> None:
        self.wide = wide
        self.count = count
        self.column = (width - (count - 1) * GUTTER) / count
        self.language = language
        self.draw = draw
        self._plans: dict[tuple[Branch, float], _Plan] = {}
        self._trees: dict[tuple[Branch, float], Piece] = {}

    def span(self, count: int) -> float:
        """The width of so many columns."""
        return count * self.column + (count - 1) * GUTTER

    def most(self, tree: Branch) -> int:
        """Across how many columns a tree may lie at most."""
        lone = tree.name in self.wide and not tree.children
        return self.count if lone else min(self.count, _breadth(tree))

    def tree(self, branch: Branch, width: float) -> Piece:
        """A claim over what hangs on it, in as many columns below as make the whole lowest."""
        key = branch, round(width, 3)
        if key not in self._trees:
            self._trees[key] = self._drawn(branch, width)
        return self._trees[key]

    def height(self, branch: Branch, width: float) -> float:
        """How high the tree is: to know it, nothing is drawn but boxes."""
        return self._plan(branch, width).height

    def _plan(self, branch: Branch, width: float) -> "_Plan":
        key = branch, round(width, 3)
        if key not in self._plans:
            most = min(len(branch.children), int((width + GUTTER) // (_NARROWEST + GUTTER)))
            plans = [self._planned(branch, width, count) for count in range(1, max(most, 1) + 1)]
            self._plans[key] = min(plans, key=lambda plan: plan.height)
        return self._plans[key]

    def _planned(self, branch: Branch, width: float, count: int) -> "_Plan":
        """The claim's stacks, in so many columns; references stand at the head of the first one."""
        column = (width - (count - 1) * GUTTER) / count
        room = column - _INDENT
        heights = [self.height(child, room) + _RUNG for child in branch.children]
        cuts = tuple(pairwise((0, *_divided(heights, count))))
        lowest = 0.0
        for start, end in cuts:
            lowest = max(lowest, self._stacked(branch.children[start:end], room, () if start else branch.references))
        return _Plan(column, cuts, self.draw(branch, width).height + lowest)

    def _stacked(self, children: Sequence[Branch], room: float, references: Sequence[Relation]) -> float:
        """How high a stack of these is."""
        heights = [self.reference(relation, room).height for relation in references]
        heights += [self.height(each, room) for child in children for each in (child, *child.riders)]
        y = 0.0
        for height in heights:
            y = y + _RUNG + height
        return y

    def _drawn(self, branch: Branch, width: float) -> Piece:
        """The claim's box with its stacks."""
        plan = self._plan(branch, width)
        box = self.draw(branch, width)
        marks: list[Mark] = []
        for index, (start, end) in enumerate(plan.cuts):
            stack = _Stack(branch.children[start:end], plan.column, self, () if start else branch.references)
            marks.extend(moved((*stack.edges, *stack.marks), index * (plan.column + GUTTER), box.height))
        return Piece((*marks, *box.marks), width, plan.height)

    def reference(self, relation: Relation, width: float) -> Piece:
        """The stub that stands for what a relation bears on."""
        return self.draw(Branch(relation.head, None, stub=True, onto=relation.onto), width)


@dataclass(frozen=True)
class _Plan:
    """How what hangs on a claim is set: each column's width, from where to where its children go, the whole height."""

    column: float
    cuts: tuple[tuple[int, int], ...]
    height: float


def arranged(trees: Sequence[Branch], grid: Grid) -> Piece:
    """The trees packed into the columns, in order, as low as possible."""
    packing = _lowest(trees, grid)
    marks: list[Mark] = []
    for tree, (column, span, y) in zip(trees, packing.places, strict=True):
        marks.extend(grid.tree(tree, grid.span(span)).at(column * (grid.column + GUTTER), y))
    return Piece(tuple(marks), grid.span(grid.count), packing.height)


def outlined(trees: Sequence[Branch], grid: Grid) -> Piece:
    """What `arranged` gives, as an empty piece: to see whether a page holds it."""
    return Piece((), grid.span(grid.count), _lowest(trees, grid).height)


def _lowest(trees: Sequence[Branch], grid: Grid) -> "_Packing":
    options: list[Sequence[int]] = [list(range(grid.most(tree), 0, -1)) for tree in trees]
    for index, spans in enumerate(options):
        if prod(len(each) for each in options[: index + 1]) > _TRIES:
            options[index] = spans[-1:]
    heights = [
        {span: grid.height(tree, grid.span(span)) for span in spans} for tree, spans in zip(trees, options, strict=True)
    ]
    best: _Packing | None = None
    for spans in product(*options):
        packing = _packed([each[span] for each, span in zip(heights, spans, strict=True)], spans, grid.count)
        if best is None or packing.height < best.height - _WORTH:
            best = packing
    return best or _Packing((), 0)


@dataclass(frozen=True)
class _Packing:
    """Where trees stand: the first column, over how many, and how far down; and how high all of it is."""

    places: tuple[tuple[int, int, float], ...]
    height: float


def _packed(heights: Sequence[float], spans: Sequence[int], count: int) -> _Packing:
    """Each tree in so many columns at the leftmost of the highest free places, a little lower counting as high."""
    depths = [0.0] * count
    places = []
    for height, span in zip(heights, spans, strict=True):
        tops = [max(depths[start : start + span]) for start in range(count - span + 1)]
        start = next(index for index, top in enumerate(tops) if top <= min(tops) + _SLACK)
        places.append((start, span, tops[start]))
        depths[start : start + span] = [tops[start] + height + _UNIT] * span
    return _Packing(tuple(places), max(max(depths) - _UNIT, 0.0))


def _breadth(tree: Branch) -> int:
    """How many claims of the tree have nothing below them: a mere chain needs no more than a column."""
    below = (*tree.children, *tree.riders)
    return sum(_breadth(each) for each in below) if below else 1


def _divided(heights: Sequence[float], count: int) -> tuple[int, ...]:
    """Where to cut a row of heights into so many stacks, none empty, the highest as low as possible."""

    def cost(cuts: tuple[int, ...]) -> tuple[float, float]:
        sums = [sum(heights[start:end]) for start, end in pairwise((0, *cuts, len(heights)))]
        return max(sums), sum(each * each for each in sums)

    best = min(combinations(range(1, len(heights)), count - 1), key=cost)
    return (*best, len(heights))


class _Stack:
    """What hangs on one box in one column: its origin is the box's lower left corner."""

    def __init__(
        self, children: Sequence[Branch], width: float, grid: Grid, references: Sequence[Relation] = ()
    ) -> None:
        self.grid = grid
        self.room = width - _INDENT
        self.marks: list[Mark] = []
        self.edges: list[Mark] = []
        self.y = 0.0
        self.joined: dict[tuple[float, float], float] = {}
        self.lanes = self._lanes(children, references)
        for relation in references:
            self._refer(relation)
        for child in children:
            self._hang(child)

    def _lanes(self, children: Sequence[Branch], references: Sequence[Relation]) -> dict[str, float]:
        """Where the line of each kind comes down: what is drawn first stands nearest to the boxes."""
        kinds = [UNDERCUTS] if any(child.riders for child in children) else []
        kinds += list(dict.fromkeys(f"to-{relation.kind}" for relation in references))
        kinds += [kind for kind in KINDS if any(child.relation and child.relation.kind == kind for child in children)]
        step = min(9.0, (_INDENT - 5) / max(len(kinds), 1))
        return {kind: _INDENT - 13 - step * place + (4 if len(kinds) > 1 else 0) for place, kind in enumerate(kinds)}

    def _hang(self, child: Branch) -> None:
        """A child with all that hangs on it, its line up to the box, and those who undercut the line."""
        if child.relation is None:
            return
        rung = self._place(self.grid.tree(child, self.room))
        self._join(child.relation, self.lanes[child.relation.kind], 0.0, rung)
        for rider in child.riders:
            if rider.relation:
                ridden = self._place(self.grid.tree(rider, self.room))
                self._join(rider.relation, self.lanes[UNDERCUTS], rung, ridden)

    def _place(self, piece: Piece) -> float:
        """Puts a piece below the last one; the height at which its line comes in."""
        top = self.y + _RUNG
        self.marks.extend(piece.at(_INDENT, top))
        self.y = top + piece.height
        return top + _ENTRY

    def _join(self, relation: Relation, lane: float, top: float, rung: float) -> None:
        """The line of a relation from the box at `rung` up its lane to `top`, with its head and its word.

        It joins a line of its kind that already runs there: lines drawn twice would look thicker.
        """
        before = self.joined.get((lane, top))
        self.joined[lane, top] = rung
        if before is None:
            head = glyphs.arrow((lane, top + 1), (0, -1), _HEAD, f"head-{relation.look}")
            self._edge(relation, (Path(_elbow(lane, top + _HEAD - 2, rung), f"edge-{relation.look}"), head), rung)
        else:
            self._edge(relation, (Path(_elbow(lane, before - _RADIUS, rung), f"edge-{relation.look}"),), rung)

    def _refer(self, relation: Relation) -> None:
        """A stub of what the box itself bears on, with a line to it."""
        rung = self._place(self.grid.reference(relation, self.room))
        lane = self.lanes[f"to-{relation.kind}"]
        before = self.joined.get((lane, 0.0))
        self.joined[lane, 0.0] = rung
        start = 0.0 if before is None else before - _RADIUS
        path = Path(_elbow(lane, start, rung, _INDENT - _HEAD + 2), f"edge-{relation.look}")
        head = glyphs.arrow((_INDENT - 1, rung), (1, 0), _HEAD, f"head-{relation.look}")
        self._edge(relation, (path, head), rung)

    def _edge(self, relation: Relation, line: tuple[Path, ...], rung: float) -> None:
        word = typeset.wrap(words.say(f"relation.{relation.kind}", self.grid.language), 200, SMALL, self.grid.language)
        top = rung - _ENTRY - word.height - 2
        marks: tuple[Mark, ...] = (*line, *word.placed(_INDENT, top, f"word-{relation.look}"))
        frame = Frame(_INDENT, top, word.width, word.height)
        self.edges.append(Group("edge", marks, frame, relation.id))


def _elbow(lane: float, top: float, rung: float, end: float = _INDENT) -> tuple[Command, ...]:
    """Down a lane and, round a corner, to the right."""
    k = _RADIUS * 0.45
    return (
        ("M", (lane, top)),
        ("L", (lane, rung - _RADIUS)),
        ("C", (lane, rung - k, lane + k, rung, lane + _RADIUS, rung)),
        ("L", (end, rung)),
    )
