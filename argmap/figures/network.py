"""Claims and relations as one drawing, every relation a line from box to box: for the screen, whatever its size.

The layout program places the boxes; words are put onto their lines here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from argmap import layout, typeset, words
from argmap.figures import glyphs
from argmap.figures.forest import UNDERCUTS, Branch, Relation
from argmap.figures.furniture import SMALL, Piece
from argmap.figures.ladder import Drawn
from argmap.scene import Command, Frame, Group, Mark, Path, Rect

_PAGE: Final = layout.Size(1500, 1500)
_HEAD: Final = 8.0
_STEPS: Final = 24
_CLEAR: Final = 9.0
"""How far a word should be from boxes and other words: so that its line is seen on both sides."""

_Curve = tuple[layout.Point, ...]


@dataclass(frozen=True)
class _Link:
    """What is drawn of a relation: a whole line, or one of the halves of a line that is undercut."""

    relation: Relation
    tail: str
    head: str
    worded: bool
    headed: bool


def network(
    names: Sequence[str], made: Sequence[Relation], top: Sequence[str], width: float, language: str, draw: Drawn
) -> Piece:
    """The claims at one width, joined by the relations; those in `top` stand above what bears on them.

    A line that is undercut runs through a box of its own that holds its word, at which the undercut points.
    Errors are those of the layout program: LayoutUnavailable, LayoutFailed.
    """
    boxes = {name: draw(Branch(name, None), width) for name in names}
    plates = {kind: _plate(kind, language) for kind in {relation.kind for relation in made}}
    cut = _undercut(made)
    sizes = {name: layout.Size(box.width, box.height) for name, box in boxes.items()}
    sizes |= {_knot(each): layout.Size(plates[each.kind].width, plates[each.kind].height) for each in cut}
    links = [link for relation in made for link in _links(relation, cut)]
    edges = [
        layout.Edge(link.tail, link.head, _room(plates[link.relation.kind]) if link.worded else None) for link in links
    ]
    placed = layout.arrange(sizes, edges, page=_PAGE, top=top, gap=26, rank_gap=44, head=_HEAD)
    marks: list[Mark] = [*_edges(made, links, placed, plates)]
    for name, box in boxes.items():
        marks.extend(box.at(placed.frames[name].x, placed.frames[name].y))
    return Piece(tuple(marks), placed.width, placed.height)


def _room(plate: Piece) -> layout.Size:
    return layout.Size(plate.width + 4, plate.height)


def _plate(kind: str, language: str) -> Piece:
    """A relation's word on a ground that hides the line below it."""
    word = typeset.wrap(words.say(f"relation.{kind}", language), 200, SMALL, language)
    width = word.width + 6
    ground = Rect(Frame(0, 0, width, word.height), "edge-word", 2)
    return Piece((ground, *word.placed(3, 0, f"word-{kind}")), width, word.height)


def _undercut(made: Sequence[Relation]) -> list[Relation]:
    """The relations that others undercut; of several between the same two claims, the first."""
    found: dict[Relation, None] = {}
    for relation in made:
        if relation.kind == UNDERCUTS:
            target = _target(relation, made)
            if target:
                found[target] = None
    return list(found)


def _target(undercut: Relation, made: Sequence[Relation]) -> Relation | None:
    ends = (undercut.head, undercut.onto)
    return next((each for each in made if each.kind != UNDERCUTS and (each.tail, each.head) == ends), None)


def _knot(relation: Relation) -> str:
    """The id of the box in the middle of an undercut line; no claim has such an id."""
    return f"{relation.tail} {relation.kind} {relation.head}"


def _links(relation: Relation, cut: Sequence[Relation]) -> list[_Link]:
    if relation in cut:
        knot = _knot(relation)
        return [
            _Link(relation, relation.tail, knot, worded=False, headed=False),
            _Link(relation, knot, relation.head, worded=False, headed=True),
        ]
    head = relation.head
    if relation.kind == UNDERCUTS:
        target = next((each for each in cut if (each.tail, each.head) == (relation.head, relation.onto)), None)
        head = _knot(target) if target else head
    return [_Link(relation, relation.tail, head, worded=True, headed=True)]


def _edges(
    made: Sequence[Relation], links: Sequence[_Link], placed: layout.Layout, plates: dict[str, Piece]
) -> list[Group]:
    """A group for each relation: its lines, its head, its word. All lines come before all words."""
    taken = list(placed.frames.values())
    lines: dict[Relation, list[Mark]] = {relation: [] for relation in made}
    spots: dict[Relation, Frame] = {}
    for index, link in enumerate(links):
        curve = placed.curves[index]
        end = curve if link.headed else (*curve[:-1], placed.tips[index])
        lines[link.relation].append(Path(_commands(end), f"edge-{link.relation.kind}"))
        if link.headed:
            tip = placed.tips[index]
            toward = (tip[0] - curve[-1][0], tip[1] - curve[-1][1])
            lines[link.relation].append(glyphs.arrow(tip, toward, _HEAD, f"head-{link.relation.kind}"))
        if link.worded:
            spot = _spot(curve, placed.labels[index], plates[link.relation.kind], taken)
            taken.append(spot)
            spots[link.relation] = spot
        elif link.headed:
            spots[link.relation] = placed.frames[link.tail]
    groups = []
    for relation in made:
        spot = spots[relation]
        word = plates[relation.kind].at(spot.x, spot.y)
        groups.append(Group("edge", (*lines[relation], *word), spot, relation.id))
    return groups


def _commands(curve: _Curve) -> tuple[Command, ...]:
    steps: list[Command] = [("M", curve[0])]
    steps += [("C", (*curve[at], *curve[at + 1], *curve[at + 2])) for at in range(1, len(curve) - 2, 3)]
    return tuple(steps)


def _spot(curve: _Curve, center: layout.Point, plate: Piece, taken: Sequence[Frame]) -> Frame:
    """Where the word stands: on its line, as near as can be to the room kept for it; in that room if all else fails."""

    def around(point: layout.Point) -> Frame:
        return Frame(point[0] - plate.width / 2, point[1] - plate.height / 2, plate.width, plate.height)

    near = sorted(_points(curve), key=lambda point: (point[0] - center[0]) ** 2 + (point[1] - center[1]) ** 2)
    for clear in (_CLEAR, 2.0):
        free = (around(point) for point in near if not any(_touch(around(point), other, clear) for other in taken))
        found = next(free, None)
        if found:
            return found
    return around(center)


def _points(curve: _Curve) -> list[layout.Point]:
    found = []
    for at in range(0, len(curve) - 3, 3):
        a, b, c, d = curve[at : at + 4]
        for step in range(_STEPS + 1):
            t = step / _STEPS
            u = 1 - t
            weights = (u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t)
            x, y = (sum(w * p[axis] for w, p in zip(weights, (a, b, c, d), strict=True)) for axis in (0, 1))
            found.append((x, y))
    return found


def _touch(one: Frame, other: Frame, clear: float) -> bool:
    across = one.x < other.right + clear and other.x < one.right + clear
    return across and one.y < other.bottom + clear and other.y < one.bottom + clear
