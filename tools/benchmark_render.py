"""Times `argmap render` as ratios to importing what it needs and one layout, in interleaved pairs; prints medians.

Usage: python tools/benchmark_render.py [--pairs 7]
"""

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[1]
PYTHON = sys.executable
RENDER = [PYTHON, "-m", "argmap", "render"]

NEEDED = """
import click, yaml, jinja2, graphviz, fontTools.subset, subprocess
from pydantic import BaseModel
subprocess.run([{engine!r}, "-Tjson"], input=b"digraph {{ a -> b }}", capture_output=True, check=True)
"""
BASE_NAME = "imports and one tiny layout"
MATRIX_LIMIT = 0.5
"""Within how many seconds a matrix of 30 sources and 40 issues is to be drawn."""


def main() -> int:
    """Print a line for each measure; 1 if a median is over its limit."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", type=int, default=7, help="how many pairs of runs (default 7)")
    pairs = parser.parse_args().pairs
    sys.path[:0] = [str(ROOT), str(ROOT / "tests")]
    failed = False
    with tempfile.TemporaryDirectory() as folder:
        measured = (
            ("render matrix, one language", ["matrix", "--lang", "en"], 2.5),
            ("render of all usual figures, one language", ["--lang", "en", "-f", "svg"], 10.0),
        )
        for name, arguments, limit in measured:
            failed |= _against_base(name, arguments, limit, pairs, Path(folder))
    return int(failed | _large_matrix(pairs))


def _against_base(name: str, arguments: list[str], limit: float, pairs: int, folder: Path) -> bool:
    """Print what runs of `argmap render` take, each into a new folder; whether the median ratio is over the limit."""
    from argmap.layout import find_engine

    number = 0

    def render() -> None:
        nonlocal number
        number += 1
        _run([*RENDER, *arguments, "-o", str(folder / f"{len(arguments)}-{number}")])

    base = [PYTHON, "-c", NEEDED.format(engine=str(find_engine("auto").file))]
    timed = _pairs(render, lambda: _run(base), pairs)
    ratios = [one / other for one, other in timed]
    ratio = statistics.median(ratios)
    print(
        f"{name}: {statistics.median(one for one, _ in timed) * 1000:.0f} ms, {BASE_NAME}: "
        f"{statistics.median(other for _, other in timed) * 1000:.0f} ms; median ratio {ratio:.2f} of {pairs} pairs "
        f"({min(ratios):.2f} to {max(ratios):.2f}), limit {limit}: {'over' if ratio > limit else 'ok'}",
        flush=True,
    )
    return ratio > limit


def _large_matrix(runs: int) -> bool:
    """Print what the scene of a 30 x 40 matrix takes in this process; whether the median is over the limit."""
    from test_comparing_figures import invented

    from argmap.comparison import compare
    from argmap.figures import Subject, matrix

    corpus = invented(30, 40)

    def draw() -> None:
        matrix.scenes(corpus, compare(corpus), Subject(), "en", "0" * 64)

    draw()
    seconds = [_seconds(draw) for _ in range(runs)]
    middle = statistics.median(seconds)
    print(
        f"scene of a 30 x 40 matrix: median {middle * 1000:.0f} ms of {runs} runs "
        f"({min(seconds) * 1000:.0f} to {max(seconds) * 1000:.0f}), "
        f"limit {MATRIX_LIMIT * 1000:.0f} ms: {'over' if middle > MATRIX_LIMIT else 'ok'}"
    )
    return middle > MATRIX_LIMIT


def _pairs(one: Callable[[], None], other: Callable[[], None], pairs: int) -> list[tuple[float, float]]:
    """The seconds of both, run one after the other; a first pair warms up."""
    one()
    other()
    return [(_seconds(one), _seconds(other)) for _ in range(pairs)]


def _seconds(action: Callable[[], None]) -> float:
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def _run(command: list[str]) -> None:
    subprocess.run(command, cwd=ROOT, capture_output=True, check=True)


if __name__ == "__main__":
    sys.exit(main())
