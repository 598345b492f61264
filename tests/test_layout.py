"""The layout: nothing lost, nothing on top of another, whatever the ids, and clear words where no program is."""

import json
import shutil
import subprocess
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap import layout
from argmap.layout import Edge, Engine, Layout, LayoutFailed, LayoutUnavailable, Size, arrange, packed
from argmap.scene import Frame

WORD = Size(32, 18)
PAGE = Size(770, 1100)
SETTLED = settings(max_examples=20, deadline=None)

SIZES = st.builds(Size, st.integers(40, 220), st.integers(20, 120))
ENDS = st.tuples(st.integers(0, 11), st.integers(0, 11)).filter(lambda ends: ends[0] != ends[1])


def tree(count: int, fan: int = 3) -> tuple[dict[str, Size], list[Edge]]:
    boxes = {f"c{number}": Size(180, 50 + number % 4 * 12) for number in range(count)}
    return boxes, [Edge(f"c{number}", f"c{(number - 1) // fan}", WORD) for number in range(1, count)]


def overlap(one: Frame, other: Frame) -> bool:
    across = one.x < other.right - 0.01 and other.x < one.right - 0.01
    return across and one.y < other.bottom - 0.01 and other.y < one.bottom - 0.01


def check(drawing: Layout, boxes: dict[str, Size], edges: list[Edge]) -> None:
    assert list(drawing.curves) == list(drawing.tips) == list(range(len(edges)))
    assert list(drawing.labels) == [number for number, edge in enumerate(edges) if edge.label]
    for id, frame in drawing.frames.items():
        assert (frame.width, frame.height) == (boxes[id].width, boxes[id].height)
        assert frame.x >= -0.6
        assert frame.y >= -0.6
        assert frame.right <= drawing.width + 0.6
        assert frame.bottom <= drawing.height + 0.6
    assert drawing.frames.keys() == boxes.keys()
    assert not [pair for pair in combinations(drawing.frames.values(), 2) if overlap(*pair)]
    for number, edge in enumerate(edges):
        assert len(drawing.curves[number]) % 3 == 1
        assert touches(drawing.frames[edge.tail], drawing.curves[number][0])
        assert touches(drawing.frames[edge.head], drawing.tips[number])


def touches(frame: Frame, point: tuple[float, float]) -> bool:
    x, y = point
    return frame.x - 2 <= x <= frame.right + 2 and frame.y - 2 <= y <= frame.bottom + 2


def test_heads_stand_above_their_tails() -> None:
    boxes, edges = tree(9)
    drawing = arrange(boxes, edges)
    check(drawing, boxes, edges)
    for edge in edges:
        assert drawing.frames[edge.head].bottom < drawing.frames[edge.tail].y


def test_or_left_of_them() -> None:
    boxes, edges = tree(9)
    drawing = arrange(boxes, edges, direction="left")
    check(drawing, boxes, edges)
    for edge in edges:
        assert drawing.frames[edge.head].right < drawing.frames[edge.tail].x


@SETTLED
@given(st.lists(SIZES, min_size=12, max_size=12), st.lists(ENDS, max_size=16), st.sampled_from(["up", "left", "any"]))
def test_nothing_is_lost_or_covered(sizes: list[Size], ends: list[tuple[int, int]], direction: Any) -> None:
    boxes = {f"c{number}": size for number, size in enumerate(sizes)}
    edges = [Edge(f"c{a}", f"c{b}", WORD if (a + b) % 2 else None) for a, b in ends]
    check(arrange(boxes, edges, page=PAGE, direction=direction), boxes, edges)


def test_words_have_room_beside_the_boxes() -> None:
    boxes, edges = tree(13)
    drawing = arrange(boxes, edges)
    for x, y in drawing.labels.values():
        word = Frame(x - WORD.width / 2, y - WORD.height / 2, WORD.width, WORD.height)
        assert not any(overlap(word, frame) for frame in drawing.frames.values())


def test_the_page_is_kept_by_another_direction_or_shorter_rows() -> None:
    boxes = {f"c{number}": Size(180, 60) for number in range(11)}
    edges = [Edge(f"c{number}", "c0", WORD) for number in range(1, 11)]
    assert arrange(boxes, edges).width > 1900
    sideways = arrange(boxes, edges, page=PAGE, direction="any")
    assert (sideways.width <= PAGE.width, sideways.height <= PAGE.height) == (True, True)
    assert arrange(boxes, edges, page=PAGE).width < 1300
    check(sideways, boxes, edges)


def test_what_nothing_joins_is_set_side_by_side() -> None:
    boxes = {f"c{number}": Size(200, 60) for number in range(7)}
    drawing = arrange(boxes, [], page=Size(700, 1000))
    check(drawing, boxes, [])
    assert drawing.width <= 700
    assert len({frame.y for frame in drawing.frames.values()}) == 3
    assert arrange({}, []).frames == {}


def test_theses_stand_on_top() -> None:
    boxes = {id: Size(100, 40) for id in ("thesis", "second", "claim", "evidence", "figure")}
    edges = [Edge("claim", "thesis"), Edge("evidence", "claim"), Edge("figure", "evidence"), Edge("figure", "second")]
    drawing = arrange(boxes, edges, top=["thesis", "second"])
    assert drawing.frames["thesis"].y == drawing.frames["second"].y == pytest.approx(0, abs=1)


def test_circles_and_several_edges_between_two_boxes_are_drawn() -> None:
    boxes = {id: Size(100, 40) for id in "abc"}
    edges = [Edge("a", "b", WORD), Edge("b", "c", WORD), Edge("c", "a", WORD), Edge("a", "b", WORD)]
    check(arrange(boxes, edges), boxes, edges)


def test_ids_never_reach_the_program() -> None:
    boxes = {id: Size(100, 40) for id in ('a"b', "<b>x</b>", r"\N:s", "环球", "graph", "")}
    edges = [Edge(one, other, WORD) for one, other in combinations(boxes, 2)]
    check(arrange(boxes, edges), boxes, edges)


def test_the_same_boxes_give_the_same_layout() -> None:
    boxes, edges = tree(14)
    assert arrange(boxes, edges, page=PAGE) == arrange(boxes, edges, page=PAGE)


def test_an_edge_to_no_box_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        arrange({"a": Size(10, 10)}, [Edge("a", "b")])


@given(st.lists(SIZES, max_size=14), st.integers(100, 900))
def test_packing_covers_nothing_and_keeps_the_width(sizes: list[Size], width: int) -> None:
    corners = packed(sizes, width, 10)
    frames = [Frame(x, y, size.width, size.height) for (x, y), size in zip(corners, sizes, strict=True)]
    assert not [pair for pair in combinations(frames, 2) if overlap(*pair)]
    assert all(frame.right <= max(width, frame.width) + 0.01 for frame in frames)


def test_the_program_is_found_beside_its_distribution() -> None:
    engine = layout.find_engine()
    assert engine.name == layout.BUNDLED
    assert engine.file.is_file()


def test_without_a_program_the_words_are_clear(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(layout, "_places", lambda: iter([tmp_path / "none"]))
    monkeypatch.setattr(shutil, "which", lambda name: None)
    layout._dot.cache_clear()
    boxes, edges = tree(3)
    with pytest.raises(LayoutUnavailable, match=r"graphviz-pure nor Graphviz's dot 2\.43"):
        arrange(boxes, edges)
    assert arrange(boxes, []).frames.keys() == boxes.keys()
    layout._dot.cache_clear()


def test_a_program_that_cannot_be_started_is_no_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layout, "find_engine", lambda name: Engine(name, tmp_path / "none"))
    with pytest.raises(LayoutUnavailable, match="could not be started"):
        arrange(*tree(3))


def test_a_program_that_takes_too_long_fails() -> None:
    with pytest.raises(LayoutFailed, match="no answer within"):
        arrange(*tree(40), timeout=0.000001)


def failing(monkeypatch: pytest.MonkeyPatch, times: int, spoil: bool) -> list[str]:
    """The first answers are errors, or lack the place of an edge; what was asked for is kept."""
    run = layout._run
    asked: list[str] = []

    def spoiled(engine: Engine, source: str, timeout: float) -> dict[str, Any]:
        asked.append(source)
        if len(asked) > times:
            return run(engine, source, timeout)
        if not spoil:
            raise LayoutFailed("trouble in init_rank")
        told: dict[str, Any] = json.loads(json.dumps(run(engine, source, timeout)))
        del told["edges"][0]["pos"]
        return told

    monkeypatch.setattr(layout, "_run", spoiled)
    return asked


@pytest.mark.parametrize("spoil", [True, False])
def test_a_drawing_with_something_missing_is_asked_for_again(monkeypatch: pytest.MonkeyPatch, spoil: bool) -> None:
    asked = failing(monkeypatch, 1, spoil)
    boxes, edges = tree(5)
    check(arrange(boxes, edges), boxes, edges)
    assert ["newrank=true" in source for source in asked] == [False, True]


def test_words_without_room_stand_on_their_curves(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = failing(monkeypatch, 2, spoil=True)
    boxes, edges = tree(5)
    drawing = arrange(boxes, edges)
    check(drawing, boxes, edges)
    assert ["TABLE" in source for source in asked] == [True, True, False]
    for number, (x, y) in drawing.labels.items():
        xs, ys = zip(*drawing.curves[number], strict=True)
        assert min(xs) - 0.1 <= x <= max(xs) + 0.1
        assert min(ys) - 0.1 <= y <= max(ys) + 0.1


def test_a_program_that_never_draws_all_fails_with_its_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    failing(monkeypatch, 3, spoil=False)
    with pytest.raises(LayoutFailed, match="trouble in init_rank"):
        arrange(*tree(3))


def test_old_versions_of_dot_are_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    for told, name in (("dot - graphviz version 2.43.0 (0)", "dot"), ("dot - graphviz version 2.40.1", None)):
        done = subprocess.CompletedProcess([], 0, "", told)
        monkeypatch.setattr(shutil, "which", lambda name: f"/somewhere/{name}")
        monkeypatch.setattr(subprocess, "run", lambda *given, done=done, **named: done)
        layout._dot.cache_clear()
        engine = layout._dot()
        assert (engine.name if engine else None) == name
    layout._dot.cache_clear()
