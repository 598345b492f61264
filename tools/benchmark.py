"""Times argmap's commands as ratios to a plain Python start, in interleaved pairs; prints medians.

The modules are compiled first, as `pip` does when it installs them: PYTHONDONTWRITEBYTECODE would have each run do it.

Usage: python tools/benchmark.py [--pairs 15]
"""

import argparse
import compileall
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]
PYTHON = sys.executable
ARGMAP = [PYTHON, "-m", "argmap"]
IMPORTS = "import click, yaml; from pydantic import BaseModel"

MEASURED = (
    ("argmap --version", [*ARGMAP, "--version"], "python -c pass", [PYTHON, "-c", "pass"], 6.0),
    ("argmap validate", [*ARGMAP, "validate"], f'python -c "{IMPORTS}"', [PYTHON, "-c", IMPORTS], 2.5),
)


def main() -> int:
    """Print a line for each measured command; 1 if a median ratio is over its limit."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", type=int, default=15, help="how many pairs of runs (default 15)")
    pairs = parser.parse_args().pairs
    compileall.compile_dir(ROOT / "argmap", quiet=1)
    failed = False
    for name, command, base_name, base, limit in MEASURED:
        ratios, seconds, base_seconds = _pairs(command, base, pairs)
        ratio = statistics.median(ratios)
        failed |= ratio > limit
        print(
            f"{name}: {statistics.median(seconds) * 1000:.0f} ms, {base_name}: "
            f"{statistics.median(base_seconds) * 1000:.0f} ms; median ratio {ratio:.2f} of {pairs} pairs "
            f"({min(ratios):.2f} to {max(ratios):.2f}), limit {limit}: {'over' if ratio > limit else 'ok'}"
        )
    return int(failed)


def _pairs(command: Sequence[str], base: Sequence[str], pairs: int) -> tuple[list[float], list[float], list[float]]:
    """The ratios, and the seconds of both, of runs one after the other; a first pair warms up."""
    _seconds(command), _seconds(base)
    timed = [(_seconds(command), _seconds(base)) for _ in range(pairs)]
    return [one / other for one, other in timed], [one for one, _ in timed], [other for _, other in timed]


def _seconds(command: Sequence[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    return time.perf_counter() - start


if __name__ == "__main__":
    sys.exit(main())
