"""The project's own rules of form: types, lint, layers, sizes."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MODULES = sorted((ROOT / "argmap").rglob("*.py"))
GENERATED = {"argmap/fonts/widths.py", "argmap/quotes/han_table.py"}


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(["mypy", "--no-error-summary"], id="types"),
        pytest.param(["ruff", "check", "--quiet", "."], id="lint"),
        pytest.param(["ruff", "format", "--quiet", "--check", "."], id="format"),
    ],
)
def test_tools_find_nothing(arguments: list[str]) -> None:
    done = subprocess.run([sys.executable, "-m", *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_imports_run_one_way() -> None:
    program = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    done = subprocess.run(
        [sys.executable, "-c", program, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "1 kept" in done.stdout


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_modules_are_short_and_introduced(module: Path) -> None:
    text = module.read_text(encoding="utf-8")
    if module.relative_to(ROOT).as_posix() not in GENERATED:
        assert text.count("\n") <= 400
        assert text.startswith('"""'), "a module says first what it is"
    assert "except Exception" not in text


OWNERS = {
    "click": ("argmap/cli/",),
    "rich": ("argmap/cli/", "argmap/messages/full.py"),
    "pydantic": ("argmap/schema/", "argmap/decode.py"),
    "pydantic_core": ("argmap/schema/", "argmap/decode.py"),
    "yaml": ("argmap/syntax/",),
    "graphviz": ("argmap/layout.py", "argmap/exports/dot.py"),
    "jinja2": ("argmap/templating.py", "argmap/briefing/template.py"),
    "pypandoc": ("argmap/briefing/pandoc.py",),
    "typst": ("argmap/pdf.py",),
    "fontTools": ("argmap/fonts/",),
    "resvg_py": ("argmap/writers/png.py",),
    "watchfiles": ("argmap/watching/notices.py",),
    "subprocess": ("argmap/layout.py", "argmap/briefing/pandoc.py"),
}


@pytest.mark.parametrize("package", OWNERS)
def test_a_dependency_has_one_owner(package: str) -> None:
    users = {
        path.relative_to(ROOT).as_posix()
        for path in MODULES
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.split()[:2] in (["import", package], ["from", package])
        or line.strip().startswith((f"from {package}.", f"import {package}."))
    }
    assert all(user.startswith(OWNERS[package]) for user in users), users


def test_patterns_avoid_what_python_3_11_gets_wrong() -> None:
    """Possessive quantifiers and atomic groups match wrongly in Python before 3.11.5, which Debian 12 has."""
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in MODULES
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if re.search(r"(?<!\\)(?:[\])}]|\\[a-z])(?:\+\+|\*\+|\?\+)|\(\?>", line) and "{{+" not in line and 'r"' in line
    ]
    assert found == []
