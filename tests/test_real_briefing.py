"""The briefing in docs/briefing/ is what its templates make of the maps today, and all of it can be read."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from argmap.cli import main

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "docs" / "briefing"
LANGUAGES = ("en", "zh")

pytest.importorskip("pypandoc", reason="pandoc is not installed: pip install 'argmap[brief]'")
pytest.importorskip("typst", reason="typst is not installed: pip install 'argmap[brief]'")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_briefing_is_fresh(language: str) -> None:
    stem = FOLDER / f"europe-ai.{language}"
    outputs = [part for ending in (".md", ".html", ".docx", ".pdf") for part in ("-o", f"{stem}{ending}")]
    done = CliRunner().invoke(main, ["brief", "--check", f"{stem}.md.j2", "--lang", language, *outputs])
    assert done.exit_code == 0, done.output


def test_both_languages_cite_the_same_claims() -> None:
    cited = [
        re.findall(r'"([a-z]+/[a-z0-9-]+)"', (FOLDER / f"europe-ai.{each}.md.j2").read_text("utf-8"))
        for each in LANGUAGES
    ]
    assert cited[0] == cited[1]
    assert len(cited[0]) > 30
