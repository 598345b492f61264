"""The same input gives the same bytes, whatever the hash seed, time zone, locale and folder."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
WORLDS = (
    {"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C"},
    {"PYTHONHASHSEED": "77", "TZ": "Asia/Shanghai", "LC_ALL": "C.UTF-8"},
)


def rendered(folder: Path, world: dict[str, str], *arguments: str) -> dict[str, bytes]:
    """What `argmap render` writes for a copy of the shipped project in a folder of its own."""
    folder.mkdir()
    for name in ("maps", "seeds"):
        shutil.copytree(ROOT / name, folder / name)
    environment = {**os.environ, **world}
    command = [sys.executable, "-m", "argmap", "render", *arguments]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return {path.name: path.read_bytes() for path in sorted((folder / "figures").iterdir())}


def both(tmp_path: Path, *arguments: str) -> None:
    one = rendered(tmp_path / "one", WORLDS[0], *arguments)
    other = rendered(tmp_path / "a longer name 欧洲", WORLDS[1], *arguments)
    assert one.keys() == other.keys()
    assert [name for name in one if one[name] != other[name]] == []


def test_some_figures_are_the_same_everywhere(tmp_path: Path) -> None:
    both(tmp_path, "map", "matrix", "--source", "yicai", "-f", "svg", "-f", "png")


@pytest.mark.long
def test_all_figures_are_the_same_everywhere(tmp_path: Path) -> None:
    both(tmp_path)


@pytest.mark.parametrize("format_", ["full", "concise", "json"])
def test_reports_are_the_same_everywhere(format_: str) -> None:
    command = [sys.executable, "-m", "argmap", "validate", "tests/projects/references", "--format", format_]
    outputs = [
        subprocess.run(command, cwd=ROOT, env={**os.environ, **world}, capture_output=True, check=False).stdout
        for world in WORLDS
    ]
    assert outputs[0] == outputs[1]
    assert outputs[0]
