"""Boxes and edges -> positions: a layered drawing, edges going up, laid out by a program that sees only numbers.

No text of a user reaches the program: it is given generated ids, sizes and empty labels. Units are px, y down.
"""

import json
import os
import re
import shutil
import subprocess
import sysconfig
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib import metadata
from math import ceil
from pathlib import Path
from typing import Any, Final, Literal

from argmap.scene import Frame

Point = tuple[float, float]
EngineName = Literal["auto", "graphviz-pure", "dot"]

BUNDLED: Final = "graphviz-pure"
OLDEST_DOT: Final = (2, 43)
TIMEOUT: Final = 60.0
"""How many seconds one run of the program may take."""

_INCH: Final = 72.0
"""The program counts 72 units to the inch; one of them is our px."""
_ROWS: Final = (6, 5, 4, 3, 2)
"""How many boxes may stand side by side below one box, as tried one after the other."""

Direction = Literal["up", "left", "any"]
"""Where edges lead: heads above their tails, heads left of their tails, or what fits the page better."""


class LayoutUnavailable(Exception):  # noqa: N818 - it says what is the matter
    """There is no program that could lay out the drawing."""


class LayoutFailed(Exception):  # noqa: N818
    """The program was there, but gave no complete drawing, whatever was left out."""


@dataclass(frozen=True)
class Size:
    """How much room something takes."""

    width: float
    height: float


@dataclass(frozen=True)
class Edge:
    """An arrow between boxes, by their ids, and the room for its words."""

    tail: str
    head: str
    label: Size | None = None


@dataclass(frozen=True)
class Layout:
    """Where everything is, from 0, 0 at the top left.

    `frames` are by box id, the rest by the edge's place in what was given. A curve is a first point and then three
    for each cubic piece; it goes from the tail's border to where the arrow's head begins, whose tip is at the border
    of the box it leads to. A label is the centre of the edge's words.
    """

    frames: Mapping[str, Frame]
    curves: Mapping[int, tuple[Point, ...]]
    tips: Mapping[int, Point]
    labels: Mapping[int, Point]
    width: float
    height: float


@dataclass(frozen=True)
class Engine:
    """The layout program: its name, and the file to start."""

    name: str
    file: Path


def arrange(
    boxes: Mapping[str, Size],
    edges: Sequence[Edge],
    *,
    page: Size | None = None,
    direction: Direction = "up",
    top: Collection[str] = (),
    gap: float = 22,
    rank_gap: float = 40,
    head: float = 8,
    engine: EngineName = "auto",
    timeout: float = TIMEOUT,
) -> Layout:
    """A layout in which every box has its size, every edge a curve, and every label its room.

    Boxes that no edge joins, however far around, are laid out apart and set side by side. `page` is the size to stay
    within, if another direction (where `any` is asked for) or shorter rows make that possible. Boxes in `top` that
    support nothing stand above all others of their piece. `gap` is kept between neighbours, `rank_gap` between a box
    and the next below; `head` is how long the heads of arrows are.

    LayoutUnavailable without a program, LayoutFailed if it draws nothing whole, KeyError for an edge to no box.
    """
    for edge in edges:
        boxes[edge.tail], boxes[edge.head]
    pieces = [
        _Piece({id: boxes[id] for id in ids}, {number: edges[number] for number in numbers}, frozenset(top))
        for ids, numbers in _pieces(boxes, edges)
    ]
    program = find_engine(engine) if edges else None
    drawings = []
    for to_left in (False, True) if direction == "any" and page else (direction == "left",):
        style = _Style(gap, rank_gap, head, timeout, to_left)
        parts = [_best(piece, program, style, page) if program and piece.edges else _alone(piece) for piece in pieces]
        drawings.append(_together(parts, gap * 2, page))
        if _fit(drawings[-1], page) >= 1:
            break
    return max(drawings, key=lambda drawing: _fit(drawing, page))


def find_engine(name: EngineName = "auto") -> Engine:
    """The layout program: the one that is installed with argmap, else Graphviz's own `dot`, if new enough."""
    found = (_bundled() if name != "dot" else None) or (_dot() if name != BUNDLED else None)
    if found is None:
        oldest = ".".join(map(str, OLDEST_DOT))
        raise LayoutUnavailable(f"neither {BUNDLED} nor Graphviz's dot {oldest} or newer was found; install either")
    return found


def _bundled() -> Engine | None:
    return next((Engine(BUNDLED, file) for file in _places() if file.is_file()), None)


def _places() -> Iterator[Path]:
    """Where the program may be: an environment that is not activated has its scripts on no search path."""
    names = (BUNDLED, f"{BUNDLED}.exe")
    try:
        files = metadata.files(BUNDLED) or []
    except metadata.PackageNotFoundError:
        files = []
    yield from (Path(str(file.locate())).resolve() for file in files if file.name in names)
    yield from (Path(sysconfig.get_path("scripts")) / each for each in names)
    on_path = shutil.which(BUNDLED)
    if on_path:
        yield Path(on_path)


@lru_cache(maxsize=1)
def _dot() -> Engine | None:
    file = shutil.which("dot")
    if not file:
        return None
    try:
        told = subprocess.run([file, "-V"], capture_output=True, text=True, timeout=TIMEOUT, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return None
    version = re.search(r"version (\d+)\.(\d+)", told.stderr + told.stdout)
    new_enough = version and (int(version[1]), int(version[2])) >= OLDEST_DOT
    return Engine("dot", Path(file)) if new_enough else None


def _run(engine: Engine, source: str, timeout: float) -> dict[str, Any]:
    """What the program answers; LayoutFailed if that is an error, no JSON, or nothing within `timeout` seconds."""
    try:
        done = subprocess.run(
            [str(engine.file), "-Tjson0", *(["-Kdot"] if engine.name == "dot" else [])],
            input=source.encode("ascii"),
            capture_output=True,
            timeout=timeout,
            check=False,
            env={**os.environ, "LC_ALL": "C"},
        )
    except subprocess.TimeoutExpired:
        raise LayoutFailed(f"no answer within {timeout:g} s") from None
    except OSError as error:
        raise LayoutUnavailable(f"{engine.name} could not be started: {error.strerror}") from error
    if done.returncode:
        raise LayoutFailed(done.stderr.decode("utf-8", "replace").strip() or f"exit code {done.returncode}")
    try:
        told: dict[str, Any] = json.loads(done.stdout)
    except ValueError:
        raise LayoutFailed("its answer is no JSON") from None
    return told


@dataclass(frozen=True)
class _Piece:
    """Boxes that edges join, and these edges by number."""

    boxes: Mapping[str, Size]
    edges: Mapping[int, Edge]
    top: frozenset[str]


@dataclass(frozen=True)
class _Style:
    """How one run is asked to draw. `row` is how many boxes may stand side by side below one; 0 is any number."""

    gap: float
    rank_gap: float
    head: float
    timeout: float
    to_left: bool = False
    row: int = 0
    new_ranks: bool = False
    words: bool = True


def _pieces(boxes: Mapping[str, Size], edges: Sequence[Edge]) -> list[tuple[list[str], list[int]]]:
    """Box ids and edge numbers that hang together, in the order of their first box."""
    piece_of = {id: number for number, id in enumerate(boxes)}
    for edge in edges:
        one, other = sorted((piece_of[edge.tail], piece_of[edge.head]))
        if one != other:
            piece_of = {id: one if piece == other else piece for id, piece in piece_of.items()}
    ids: defaultdict[int, list[str]] = defaultdict(list)
    numbers: defaultdict[int, list[int]] = defaultdict(list)
    for id in boxes:
        ids[piece_of[id]].append(id)
    for number, edge in enumerate(edges):
        numbers[piece_of[edge.tail]].append(number)
    return [(ids[piece], numbers[piece]) for piece in sorted(ids)]


def _best(piece: _Piece, engine: Engine, style: _Style, page: Size | None) -> Layout:
    """The drawing with rows of any length if it fits the page, or with the longest rows that do, or the nearest."""
    drawings = [_drawn(piece, engine, style)]
    most = max(Counter(edge.head for edge in piece.edges.values()).values())
    for row in () if style.to_left else _ROWS:
        if _fit(drawings[-1], page) >= 1:
            break
        if row < most:
            drawings.append(_drawn(piece, engine, replace(style, row=row)))
    return max(drawings, key=lambda drawing: _fit(drawing, page))


def _fit(drawing: Layout, page: Size | None) -> float:
    """How much the drawing must shrink to fit the page; at least 1 where it need not."""
    return min(page.width / max(drawing.width, 1), page.height / max(drawing.height, 1)) if page else 1


def _drawn(piece: _Piece, engine: Engine, style: _Style) -> Layout:
    """The first whole drawing, asked for in simpler and simpler ways; words without room are put on their curves."""
    reason = ""
    for attempt in (style, replace(style, new_ranks=True), replace(style, new_ranks=True, words=False)):
        try:
            told = _run(engine, _source(piece, attempt), attempt.timeout)
            return _read(piece, told)
        except LayoutFailed as failure:
            reason = str(failure)
    raise LayoutFailed(f"{engine.name} gave no whole drawing: {reason}")


def _source(piece: _Piece, style: _Style) -> str:
    import graphviz

    graph = graphviz.Digraph(
        "map",
        graph_attr={
            "rankdir": "RL" if style.to_left else "BT",
            "nodesep": f"{style.gap / _INCH:.4f}",
            "ranksep": f"{style.rank_gap / _INCH:.4f}",
            "newrank": str(style.new_ranks).lower(),
        },
        node_attr={"shape": "box", "fixedsize": "true", "label": ""},
        edge_attr={"arrowsize": f"{style.head / 10:.4f}"},
    )
    name_of = {id: f"n{number}" for number, id in enumerate(piece.boxes)}
    for id, size in piece.boxes.items():
        graph.node(name_of[id], width=f"{size.width / _INCH:.4f}", height=f"{size.height / _INCH:.4f}")
    lengths = _lengths(piece, style.row)
    for number, edge in piece.edges.items():
        label = _empty_label(edge.label) if edge.label and style.words else ""
        attributes = {"label": label} if label else {}
        graph.edge(name_of[edge.tail], name_of[edge.head], id=f"e{number}", minlen=str(lengths[number]), **attributes)
    tails = {edge.tail for edge in piece.edges.values()}
    highest = [name_of[id] for id in piece.boxes if id in piece.top and id not in tails]
    if len(highest) > 1:
        graph.body.append(f"\t{{rank=max; {'; '.join(highest)}}}\n")
    source: str = graph.source
    return source


def _empty_label(size: Size) -> str:
    cell = '<TR><TD FIXEDSIZE="TRUE" WIDTH="1" HEIGHT="1"></TD></TR>'
    return (
        f'<<TABLE FIXEDSIZE="TRUE" WIDTH="{ceil(size.width)}" HEIGHT="{ceil(size.height)}" '
        f'BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="0">{cell}</TABLE>>'
    )


def _lengths(piece: _Piece, row: int) -> Mapping[int, int]:
    """Over how many ranks each edge goes: 1, or more where boxes below one box stand in several rows.

    Boxes with nothing below them fill the upper rows, those with the most below them the lowest.
    """
    below: defaultdict[str, list[int]] = defaultdict(list)
    for number, edge in piece.edges.items():
        below[edge.head].append(number)
    if not row:
        return dict.fromkeys(piece.edges, 1)
    lengths: dict[int, int] = {}
    for numbers in below.values():
        in_order = sorted(numbers, key=lambda number: (len(below.get(piece.edges[number].tail, ())), number))
        lengths |= {number: 1 + place // row for place, number in enumerate(in_order)}
    return lengths


def _read(piece: _Piece, told: Mapping[str, Any]) -> Layout:
    """The drawing as the program tells it, with y turned down; LayoutFailed if anything is missing."""
    try:
        left, bottom, right, top = map(float, told["bb"].split(","))
        at = {entry["name"]: entry["pos"] for entry in told["objects"] if "pos" in entry}
        ends = {entry["id"]: entry for entry in told["edges"]}

        def points(text: str) -> list[Point]:
            pairs = (pair.split(",") for pair in text.removeprefix("e,").split())
            return [(float(x) - left, top - float(y)) for x, y in pairs]

        frames = {}
        for number, (id, size) in enumerate(piece.boxes.items()):
            ((x, y),) = points(at[f"n{number}"])
            frames[id] = Frame(x - size.width / 2, y - size.height / 2, size.width, size.height)
        drawn = {number: points(ends[f"e{number}"]["pos"]) for number in piece.edges}
        tips = {number: tip for number, (tip, *_) in drawn.items()}
        curves = {number: tuple(curve) for number, (_, *curve) in drawn.items()}
        labels = {}
        for number, edge in piece.edges.items():
            if edge.label:
                given = ends[f"e{number}"].get("lp")
                labels[number] = points(given)[0] if given else _middle(curves[number])
    except (KeyError, ValueError, IndexError) as error:
        raise LayoutFailed(f"its answer lacks {error}") from None
    return Layout(frames, curves, tips, labels, right - left, top - bottom)


def _alone(piece: _Piece) -> Layout:
    """Boxes that nothing joins."""
    ((id, size),) = piece.boxes.items()
    return Layout({id: Frame(0, 0, size.width, size.height)}, {}, {}, {}, size.width, size.height)


def _together(drawings: Sequence[Layout], gap: float, page: Size | None) -> Layout:
    """The drawings in one, packed into the page's width, or into something a little wider than high."""
    widest = max((drawing.width for drawing in drawings), default=0)
    area = sum((drawing.width + gap) * (drawing.height + gap) for drawing in drawings)
    width = max(widest, page.width if page else (1.5 * area) ** 0.5)
    sizes = [Size(drawing.width, drawing.height) for drawing in drawings]
    frames: dict[str, Frame] = {}
    curves: dict[int, tuple[Point, ...]] = {}
    tips: dict[int, Point] = {}
    labels: dict[int, Point] = {}
    right = below = 0.0
    for drawing, (dx, dy) in zip(drawings, packed(sizes, width, gap), strict=True):
        frames |= {id: replace(each, x=each.x + dx, y=each.y + dy) for id, each in drawing.frames.items()}
        curves |= {number: tuple((x + dx, y + dy) for x, y in curve) for number, curve in drawing.curves.items()}
        tips |= {number: (x + dx, y + dy) for number, (x, y) in drawing.tips.items()}
        labels |= {number: (x + dx, y + dy) for number, (x, y) in drawing.labels.items()}
        right, below = max(right, dx + drawing.width), max(below, dy + drawing.height)
    return Layout(
        frames, dict(sorted(curves.items())), dict(sorted(tips.items())), dict(sorted(labels.items())), right, below
    )


def packed(sizes: Sequence[Size], width: float, gap: float) -> tuple[Point, ...]:
    """Where each rectangle's top left corner goes, in their order: as high as possible, then as far left.

    The rectangles stay within `width`, except one that is wider itself.
    """
    placed: list[Frame] = []
    for size in sizes:
        candidates = (
            Frame(x, _fall(x, size, placed, gap), size.width, size.height)
            for x in sorted({0.0, *(frame.right + gap for frame in placed)})
            if x == 0 or x + size.width <= width + 0.001
        )
        placed.append(min(candidates, key=lambda frame: (frame.y, frame.x)))
    return tuple((frame.x, frame.y) for frame in placed)


def _middle(curve: Sequence[Point]) -> Point:
    """The middle of a curve: where two pieces meet, or half way along the piece in the middle."""
    pieces = (len(curve) - 1) // 3
    a, b, c, d = curve[3 * (pieces // 2) :][:4] if pieces % 2 else [curve[3 * (pieces // 2)]] * 4
    return (a[0] + 3 * b[0] + 3 * c[0] + d[0]) / 8, (a[1] + 3 * b[1] + 3 * c[1] + d[1]) / 8


def _fall(x: float, size: Size, placed: Sequence[Frame], gap: float) -> float:
    """How high at `x` a rectangle can stand below everything that is there."""
    under = (frame for frame in placed if frame.x < x + size.width + gap and x < frame.right + gap)
    return max((frame.bottom + gap for frame in under), default=0.0)
