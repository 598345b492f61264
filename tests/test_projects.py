"""Small projects that carry their expected diagnostics: `#! rule` at the end of a line of YAML, or `expected.txt`.

The whole list is compared, so that silence is tested as well; and every rule has a project in which it fires.
"""

import re
from pathlib import Path

import pytest

from argmap.project import RULES, load

PROJECTS = Path(__file__).parent / "projects"
FOLDERS = sorted(folder for folder in PROJECTS.iterdir() if folder.is_dir())
ELSEWHERE = {"file-too-large"}
"""A case would be a file of 5 MB; `test_files` and `test_cli` lower the cap."""
MARK = re.compile(r"#! *([a-z0-9 ,-]+?) *$")


def expected(folder: Path) -> list[str]:
    """The diagnostics that a project says it has, as `file:line rule`, sorted."""
    found = []
    for path in sorted(folder.rglob("*.y*ml")):
        name = path.relative_to(folder).as_posix()
        content = path.read_bytes().decode("utf-8", errors="replace")
        for number, line in enumerate(re.split("\r\n|\r|\n", content), start=1):
            mark = MARK.search(line)
            if mark:
                found += [f"{name}:{number} {rule.strip()}" for rule in mark[1].split(",")]
    listed = folder / "expected.txt"
    if listed.exists():
        lines = listed.read_text(encoding="utf-8").splitlines()
        found += [line.strip() for line in lines if line.strip() and not line.startswith("#")]
    return sorted(found)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_project_has_exactly_what_it_says(folder: Path) -> None:
    found = [f"{each.place.text.name}:{each.place.line} {each.rule.name}" for each in load(folder).diagnostics]
    assert sorted(found) == expected(folder)


def test_every_rule_has_a_case() -> None:
    fired = {line.rpartition(" ")[2] for folder in FOLDERS for line in expected(folder)}
    assert {rule.name for rule in RULES} - fired - ELSEWHERE == set()


def test_every_rule_is_explained() -> None:
    for rule in RULES:
        assert rule.summary.endswith((".", ":")), rule.name
        assert len(rule.explanation) >= len(rule.summary)


def test_shipped_project_has_nothing_to_report() -> None:
    assert load(PROJECTS.parents[1]).diagnostics == ()
