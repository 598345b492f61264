"""Times `argmap watch`: from the saving of a file to the last file that is written because of it.

The project is the shipped one, the watching is the real one, folders and all; only the terminal and the preview's
browser are left out. Each edit changes the text of a claim, a stance, or a sentence of the document. What a run of
`argmap embed` takes for the same is printed beside it, with the ratio.

Usage: python tools/benchmark_watch.py [--saves 20] [--folder]
"""

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

Edits = Iterator[Callable[[], None]]
ROOT = Path(__file__).parents[1]
LIMIT = 1.0
"""Within how many seconds a document of a few figures is to be made anew."""
DOCUMENT = """# A brief

Of <!-- argmap: number what=sources --><!-- /argmap --> articles, first draft.

<!-- argmap: matrix -->
<!-- /argmap -->

<!-- argmap: positions -->
<!-- /argmap -->

<!-- argmap: issue issue=europe-lags -->
<!-- /argmap -->

<!-- argmap: fault-lines -->
<!-- /argmap -->
"""


class Save(NamedTuple):
    """What a save took, in seconds, and how many of them this process was computing: other programs may be, too."""

    taken: float
    used: float


def main() -> int:
    """Print what a save takes, and what it takes without watching; 1 if the median is over the limit."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--saves", type=int, default=20, help="how many edits are saved (default 20)")
    parser.add_argument("--folder", action="store_true", help="the whole folder of figures too, which takes minutes")
    arguments = parser.parse_args()
    sys.path.insert(0, str(ROOT))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve() / "project"
        for each in ("maps", "seeds"):
            shutil.copytree(ROOT / each, folder / each)
        (folder / "brief.md").write_text(DOCUMENT, "utf-8")
        edits = _edits(folder)
        seconds = _document(folder, edits, arguments.saves)
        used = statistics.median(each.used for each in seconds)
        alone = [_embed(folder) for _ in range(5)]
        taken = [each.taken for each in seconds]
        middle = statistics.median(taken)
        print(
            f"a save, with three figures: median {middle:.2f} s of {len(taken)} ({min(taken):.2f} to "
            f"{max(taken):.2f}; {used:.2f} s of them computing), limit {LIMIT:.0f} s: "
            f"{'over' if middle > LIMIT else 'ok'}; `argmap embed` alone: "
            f"{statistics.median(alone):.2f} s, {statistics.median(alone) / middle:.1f} times as long",
            flush=True,
        )
        if arguments.folder:
            seconds = _figures(folder, edits, 3)
            each_taken = ", ".join(f"{each.taken:.1f} s ({each.used:.1f} computing)" for each in seconds)
            print(f"a save, with all usual figures, the first one cold: {each_taken}")
    return int(middle > LIMIT)


def _document(folder: Path, edits: Edits, saves: int) -> list[Save]:
    from argmap.briefing.hosts import HOSTS
    from argmap.watching.documents import KeptDocument
    from argmap.watching.keeper import Keeper

    kept = KeptDocument(folder / "brief.md", "brief.md", folder, folder, HOSTS[0])
    first, *others = _saved(Keeper(folder, [kept]), edits, saves)
    print(f"the first time: {first.taken:.2f} s", flush=True)
    return others


def _figures(folder: Path, edits: Edits, saves: int) -> list[Save]:
    from argmap.watching.folders import KeptFolder
    from argmap.watching.keeper import Keeper

    kept = KeptFolder(folder / "figures", "figures/", folder)
    return _saved(Keeper(folder, [kept]), edits, saves)


def _edits(folder: Path) -> Edits:
    """Edits of an author, without an end: each leaves the project without errors."""
    map, brief = folder / "maps" / "huanqiu.yaml", folder / "brief.md"

    def put(path: Path, old: str, new: str) -> None:
        text = path.read_text("utf-8")
        if old not in text:
            raise SystemExit(f"{path.name} has no {old!r}")
        path.write_text(text.replace(old, new, 1), "utf-8")

    while True:
        yield lambda: put(map, "put Europe at a disadvantage", "put Europe at a great disadvantage")
        yield lambda: put(brief, "first draft", "second draft, with more words")
        yield lambda: put(map, "over-regulation-caused-lag: support", "over-regulation-caused-lag: leans-support")
        yield lambda: put(map, "put Europe at a great disadvantage", "leave Europe quite exhausted, vexed and jinxed")
        yield lambda: put(brief, "second draft, with more words", "first draft")
        yield lambda: put(map, "over-regulation-caused-lag: leans-support", "over-regulation-caused-lag: support")
        yield lambda: put(map, "leave Europe quite exhausted, vexed and jinxed", "put Europe at a disadvantage")


def _saved(keeper: object, edits: Edits, saves: int) -> list[Save]:
    """How long the first making takes, then each save until there is nothing left to do."""
    from argmap.watching.keeper import Keeper, Made, Rested
    from argmap.watching.notices import Notices

    assert isinstance(keeper, Keeper)
    seconds: list[Save] = []
    with Notices(lambda: keeper.folders) as notices:
        begun, busy = time.perf_counter(), time.process_time()
        for event in keeper.events(notices):
            if isinstance(event, Made) and event.outcome.problem:
                raise SystemExit(event.outcome.problem)
            if not isinstance(event, Rested):
                continue
            seconds.append(Save(time.perf_counter() - begun, time.process_time() - busy))
            if len(seconds) > saves:
                return seconds
            time.sleep(0.7)  # a watch begins after the first look, and an author thinks
            begun, busy = time.perf_counter(), time.process_time()
            next(edits)()
    raise AssertionError("events have no end")


def _embed(folder: Path) -> float:
    """What the command takes that fills the document once."""
    brief = folder / "brief.md"
    map = folder / "maps" / "huanqiu.yaml"
    map.write_text(map.read_text("utf-8") + "\n# x", "utf-8")
    begun = time.perf_counter()
    subprocess.run([sys.executable, "-m", "argmap", "embed", str(brief)], check=True, capture_output=True, cwd=ROOT)
    return time.perf_counter() - begun


if __name__ == "__main__":
    sys.exit(main())
