"""`argmap validate --fix` and `--diff`, and the fixes of all that the test projects get wrong."""

import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from argmap import project as projects
from argmap.cli import main
from argmap.diagnostics import Severity
from argmap.fixes import difference, mend
from argmap.text import Text

NAME = "maps/x.yaml"

ARTICLE = "Europe is late. It regulates “too much” for its own good.\n"
REGISTRY = "sources:\n  x: {file: x.txt, short: X, language: en, format: text}\n"
CODEBOOK = "title: T\nlanguages: [en]\nissues:\n  i: {proposition: P, short: S}\n"
MAP = "source: x\r\ntheses:\r\n  a:   # soruce\r\n    quotes: 'Europe is late.'\r\n    stance: {i: suport}  # 注：x"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name, content in {
        "seeds/x.txt": ARTICLE,
        "seeds/sources.yaml": REGISTRY,
        "maps/codebook.yaml": CODEBOOK,
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(content, encoding="utf-8", newline="")
    (tmp_path / NAME).write_bytes(b"\xef\xbb\xbf" + MAP.encode())
    return tmp_path


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["validate", *map(str, arguments)])


def test_fix_writes_only_what_it_mends(project: Path) -> None:
    before = {path: path.read_bytes() for path in project.rglob("*") if path.is_file()}
    shown = run("--format", "concise", project)
    assert shown.exit_code == 1 and shown.output.endswith("2 fixable with --fix\n")
    done = run("--fix", "--format", "concise", project)
    assert done.exit_code == 0, done.output
    assert "2 fixed\n" in done.output
    expected = MAP.replace("quotes", "quote").replace("suport", "support")
    before[project / NAME] = b"\xef\xbb\xbf" + expected.encode()
    assert {path: path.read_bytes() for path in project.rglob("*") if path.is_file()} == before
    assert "0 fixed\n" in run("--fix", project).output
    assert (project / NAME).read_bytes() == before[project / NAME]


@pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
def test_diff_is_a_patch_of_what_fix_does(project: Path, tmp_path: Path) -> None:
    before = (project / NAME).read_bytes()
    shown = run("--diff", project)
    assert shown.exit_code == 1 and shown.stderr == "2 to fix\n"
    assert (project / NAME).read_bytes() == before
    (tmp_path / "fix.patch").write_bytes(shown.stdout_bytes)
    subprocess.run(["git", "apply", "--no-index", "fix.patch"], cwd=project, check=True, capture_output=True)
    by_patch = (project / NAME).read_bytes()
    (project / NAME).write_bytes(before)
    run("--fix", project)
    assert (project / NAME).read_bytes() == by_patch != before
    assert run("--diff", project).exit_code == 0


def test_fix_of_one_file_leaves_the_others(project: Path) -> None:
    (project / "maps/codebook.yaml").write_text(CODEBOOK.replace("title", "titel"), encoding="utf-8")
    assert "1 fixed\n" in run("--fix", project / "maps/codebook.yaml").output
    assert (project / NAME).read_bytes().endswith(MAP.encode())
    assert "2 fixed\n" in run("--fix", project / "seeds/x.txt").output


@pytest.mark.parametrize("arguments", [["--fix", "--diff"], ["--unsafe-fixes"]])
def test_options_that_make_no_sense_together(project: Path, arguments: list[str]) -> None:
    assert run(*arguments, project).exit_code == 2


def test_a_link_to_a_map_stays_a_link(project: Path, tmp_path: Path) -> None:
    real = tmp_path / "elsewhere.yaml"
    (project / NAME).rename(real)
    (project / NAME).symlink_to(real)
    assert "2 fixed\n" in run("--fix", project).output
    assert (project / NAME).is_symlink() and b"support" in real.read_bytes()


def test_difference_without_a_last_line_break() -> None:
    shown = difference(Text("m", "a\nb"), Text("m", "a\nc\n"))
    assert shown == "--- a/m\n+++ b/m\n@@ -1,2 +1,2 @@\n a\n-b\n\\ No newline at end of file\n+c\n"


PROJECTS = sorted(folder for folder in (Path(__file__).parent / "projects").iterdir() if folder.is_dir())


@pytest.mark.parametrize("unsafe", [False, True], ids=["safe", "unsafe"])
@pytest.mark.parametrize("folder", PROJECTS, ids=lambda folder: folder.name)
def test_projects_with_every_mistake_are_better_afterwards(folder: Path, unsafe: bool) -> None:
    found = projects.mend(folder, unsafe)
    assert not found.refused

    def errors(texts: Mapping[str, Text]) -> int:
        return sum(each.severity is Severity.ERROR for each in projects.load(folder, texts).diagnostics)

    if found.before.keys() <= projects.load(folder).judged.whole:
        mended = sum(each.diagnostic.severity is Severity.ERROR for each in found.made)
        assert errors(found.after) <= errors({}) - mended
    again = mend(lambda texts: projects.load(folder, {**found.after, **texts}).judged, unsafe, lambda _: True)
    assert not again.made
    assert not any(each.fix(unsafe) for each in projects.load(folder, found.after).diagnostics)
