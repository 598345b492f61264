"""The pre-commit hook and the workflow of the documentation say what there is."""

import re
import shlex
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from argmap.cli import main
from argmap.project import RULES

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
HOOKS: list[dict[str, Any]] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
COMMANDS = sorted(set(re.findall(r"argmap (validate(?: [\w./-]+)*)", PAGE + HOOKS[0]["entry"])))


@pytest.mark.parametrize("command", COMMANDS)
def test_commands_exist(command: str) -> None:
    assert CliRunner().invoke(main, [*shlex.split(command), "--help"]).exit_code == 0


def test_the_hook_runs_for_what_a_project_is_made_of() -> None:
    hook = HOOKS[0]
    assert hook["id"] == "argmap-validate" and f"id: {hook['id']}" in PAGE and not hook["pass_filenames"]
    pattern = re.compile(hook["files"])
    for name in ("maps/x.yaml", "maps/codebook.yml", "seeds/sources.yaml", "seeds/a/欧洲.txt", "b/maps/x.yaml"):
        assert pattern.search(name), name
    for name in ("README.md", "docs/maps.md", "roadmaps/x.yaml", "maps/figures/x.svg"):
        assert not pattern.search(name), name


def test_yaml_of_the_page_is_yaml_and_its_rules_exist() -> None:
    blocks = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
    pages = [yaml.safe_load(block) for block in blocks if "argmap: ignore" not in block]
    assert [sorted(map(str, page)) for page in pages] == [["repos"], ["True", "jobs", "name", "permissions"]]
    named = set(re.findall(r"ignore\[([\w-]+)\]", PAGE))
    assert named <= {rule.name for rule in RULES}
