"""Documentation that is made from the code is fresh, and what it names exists."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from argmap.cli import COMMANDS, main
from argmap.cli.schema import KINDS, schema

ROOT = Path(__file__).parents[1]
PAGES = ("README.md", "docs/rules.md", "docs/cli.md", "docs/embedding.md", "docs/briefs.md", "docs/formats.md")


def test_generated_pages_are_fresh() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "cogapp", "--check", *PAGES],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("kind", KINDS)
def test_committed_schemas_are_fresh(kind: str) -> None:
    assert (ROOT / "docs" / "schema" / f"{kind}.json").read_text(encoding="utf-8") == schema(kind)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_an_example(name: str) -> None:
    shown = CliRunner().invoke(main, [name, "--help"])
    assert shown.exit_code == 0
    assert f"  argmap {name}" in shown.output
    command = main.get_command(None, name)  # type: ignore[arg-type]
    assert command is not None
    assert command.help


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", "docs/design.md"])
def test_paths_in_the_documentation_exist(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    linked = re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", text)
    assert [link for link in linked if not (ROOT / page).parent.joinpath(link).exists()] == []
