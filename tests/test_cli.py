"""The command line: what it says and how it exits, on any console, whatever it is given."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import click
import pytest
from click.testing import CliRunner, Result

from argmap import __version__, files
from argmap.cli import COMMANDS, choices, main
from argmap.cli.explain import RULES
from argmap.cli.schema import KINDS
from argmap.messages import FORMATS

ROOT: Final = Path(__file__).parents[1]
PROJECTS: Final = Path(__file__).parent / "projects"
CLEAN: Final = PROJECTS / "clean"
WRONG: Final = PROJECTS / "quotes"


def run(*arguments: str | Path) -> Result:
    """A command in this process: what it raises is its own fault."""
    result = CliRunner().invoke(main, [str(each) for each in arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def program(
    *arguments: str | Path, cwd: Path = ROOT, environment: Mapping[str, str] | None = None
) -> "subprocess.CompletedProcess[bytes]":
    """A command in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "argmap", *map(str, arguments)],
        cwd=cwd,
        capture_output=True,
        check=False,
        env={**os.environ, **(environment or {})},
    )


def project(folder: Path, written: Mapping[str, str | bytes]) -> Path:
    """A small project that has nothing wrong, and the files that change it; what is empty is left out."""
    usual: dict[str, str | bytes] = {
        "seeds/sources.yaml": "sources:\n  letter: {file: letter.txt, short: L, language: en, format: text}\n",
        "seeds/letter.txt": "The bridge is old. Nobody repairs it.\n",
        "maps/codebook.yaml": "title: The bridge\nlanguages: en\n",
        "maps/letter.yaml": "source: letter\ntheses:\n  is-old: {quote: The bridge is old.}\n",
    }
    for name, content in {**usual, **written}.items():
        path = folder / name
        if content:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def test_a_clean_project_exits_with_0() -> None:
    result = run("validate", "--strict", CLEAN)
    assert result.exit_code == 0
    assert re.fullmatch(
        r"\d+ sources?, \d+ claims, \d+ quotes: all found \(.+\); no errors, no warnings\n", result.output
    )


def test_the_shipped_project_is_clean_and_its_folder_is_found_upwards() -> None:
    done = program("validate", "--strict", cwd=ROOT / "argmap")
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"all found" in done.stdout


def test_errors_exit_with_1_and_show_both_places() -> None:
    result = run("validate", WRONG)
    assert result.exit_code == 1
    assert "--> maps/market.yaml:" in result.output
    assert "--> seeds/market.txt:" in result.output
    assert "Traceback" not in result.output


def test_warnings_exit_with_1_only_if_strict() -> None:
    assert run("validate", PROJECTS / "parts").exit_code == 0
    assert run("validate", "--strict", PROJECTS / "parts").exit_code == 1
    assert run("validate", "--strict", PROJECTS / "languages").exit_code == 0, "notes never fail"


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_can_be_chosen_and_exits_alike(name: str) -> None:
    result = run("validate", "--format", name, WRONG)
    assert result.exit_code == 1
    assert "quote-not-found" in result.output
    assert "\x1b" not in result.output
    if name == "json":
        assert json.loads(result.output)["version"] == 1


def test_of_a_file_only_what_concerns_it_is_shown() -> None:
    result = run("validate", "--format", "concise", WRONG / "maps" / "shichang.yaml")
    assert result.exit_code == 1
    assert "maps/shichang.yaml:" in result.output
    assert "maps/market.yaml:" not in result.output
    assert "\n1 source, " in result.output
    article = run("validate", "--format", "concise", WRONG / "seeds" / "shichang.txt")
    assert article.output == result.output
    assert run("validate", WRONG / "maps" / "codebook.yaml").exit_code == 0


def test_what_stands_in_the_way_of_checking_a_file_is_shown_with_it(tmp_path: Path) -> None:
    folder = project(tmp_path, {"seeds/letter.txt": b"\xc7\xc5\xbe\xc9"})
    result = run("validate", "--format", "concise", folder / "maps" / "letter.yaml")
    assert result.exit_code == 1
    assert "error[not-utf8]" in result.output
    for name, content in (("seeds/sources.yaml", "sources: ["), ("maps/codebook.yaml", "title: x\n")):
        folder = project(tmp_path / Path(name).stem, {name: content})
        assert run("validate", folder / "maps" / "letter.yaml").exit_code == 1, name


def test_of_any_other_file_the_whole_project_is_shown(tmp_path: Path) -> None:
    folder = project(tmp_path, {"notes.md": "# Notes", "maps/letter.yaml": "source: letter\n"})
    assert run("validate", folder / "notes.md").output == run("validate", folder).output
    assert run("validate", folder / "notes.md").exit_code == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param(["validate", "no/such/place"], "'no/such/place' does not exist", id="no-such-path"),
        pytest.param(["validate", "/"], "'/' is not in an argmap project", id="no-project"),
        pytest.param(["validat"], "No such command 'validat'. Did you mean 'validate'?", id="command"),
        pytest.param(["frobnicate"], "No such command 'frobnicate'.", id="far-command"),
        pytest.param(["validate", "--strct"], "--strict", id="option"),
        pytest.param(["validate", "--format", "yaml"], "'full', 'concise', 'json'", id="format"),
        pytest.param(["validate", ".", "."], "unexpected extra argument", id="too-many"),
        pytest.param(["explain", "quote-not-fond"], "Did you mean 'quote-not-found'?", id="rule"),
        pytest.param(["explain", "xyzzy"], "there is no rule 'xyzzy'.", id="far-rule"),
        pytest.param(["schema"], "Name a KIND", id="schema"),
        pytest.param(["schema", "mapp"], "'sources', 'codebook', 'map'", id="kind"),
    ],
)
def test_the_users_mistakes_exit_with_2(arguments: list[str], said: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert said in result.stderr
    assert result.stdout == ""


@pytest.mark.skipif(os.name == "nt", reason="a folder in use cannot be deleted there")
def test_a_folder_that_is_gone_is_a_mistake_of_the_user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    result = run("validate")
    monkeypatch.chdir(ROOT)
    assert result.exit_code == 2
    assert "cannot be read" in result.stderr


BAD_INPUT: Final[Mapping[str, tuple[dict[str, str | bytes], str]]] = {
    "no maps": ({"maps/codebook.yaml": "", "maps/letter.yaml": ""}, "maps/codebook.yaml:1:1: error[unreadable-file]"),
    "no seeds": (
        {"seeds/sources.yaml": "", "seeds/letter.txt": ""},
        "seeds/sources.yaml:1:1: error[unreadable-file]: `seeds/sources.yaml` does not exist",
    ),
    "empty map": ({"maps/letter.yaml": "\n"}, "maps/letter.yaml:1:1: error[empty-file]: there is nothing in this file"),
    "no map": ({"maps/letter.yaml": "# \n"}, "maps/letter.yaml:1:1: error[empty-file]"),
    "binary": (
        {"seeds/letter.txt": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"},
        "seeds/sources.yaml:2:18: error[not-utf8]: `seeds/letter.txt` is not a text file",
    ),
    "binary map": ({"maps/letter.yaml": b"PK\3\4\0\0"}, "maps/letter.yaml:1:1: error[not-utf8]"),
    "gb18030": (
        {"seeds/letter.txt": "市长说，这座桥已经很旧了。".encode("gb18030")},
        "seeds/sources.yaml:2:18: error[not-utf8]: `seeds/letter.txt` is not UTF-8",
    ),
    "alias bomb": (
        {"maps/letter.yaml": "a: &a [x]\nb: [" + "*a, " * 10_000 + "*a]\n"},
        "maps/letter.yaml:1:4: error[alias-or-tag]: anchors are not part of the format",
    ),
    "nesting": (
        {"maps/letter.yaml": "source: " + "[" * 100_000},
        "maps/letter.yaml:1:72: error[too-deep]: nested more than 64 levels deep",
    ),
    "nesting in blocks": (
        {"maps/letter.yaml": "".join(f"{' ' * depth}a:\n" for depth in range(1000))},
        "maps/letter.yaml:65:65: error[too-deep]",
    ),
    "outside": (
        {"seeds/sources.yaml": "sources:\n  letter: {file: ../../etc/passwd, short: L, language: en, format: text}\n"},
        "seeds/sources.yaml:2:18: error[outside-seeds]: `../../etc/passwd` lies outside `seeds/`",
    ),
    "unknown id": (
        {"maps/letter.yaml": "source: letter\ntheses:\n  is-old: {quote: The bridge is old., attacks: is-new}\n"},
        "maps/letter.yaml:3:48: error[unknown-id]: there is no claim `is-new` in this map",
    ),
    "unregistered": (
        {"maps/answer.yaml": "source: answer\ntheses:\n  is-old: {quote: The bridge is old.}\n"},
        "maps/answer.yaml:1:9: error[unknown-id]: there is no source `answer` in seeds/sources.yaml",
    ),
    "two maps": (
        {"maps/letter.yml": "source: letter\ntheses:\n  is-old: {quote: The bridge is old.}\n"},
        "maps/letter.yml:1:9: error[two-maps]: `letter` has two maps",
    ),
    "no font": (
        {"maps/codebook.yaml": "title: The bridge 🌉\nlanguages: en\n"},
        "maps/codebook.yaml:1:19: error[character-not-drawable]: no bundled font has U+1F309",
    ),
}


@pytest.mark.parametrize("case", BAD_INPUT)
def test_bad_input_is_one_clear_diagnostic(case: str, tmp_path: Path) -> None:
    written, expected = BAD_INPUT[case]
    result = run("validate", "--format", "concise", project(tmp_path, written))
    shown = [line for line in result.output.splitlines() if ": error[" in line or ": warning[" in line]
    assert result.exit_code == 1
    assert len(shown) == 1, result.output
    assert shown[0].startswith(expected)
    full = run("validate", tmp_path)
    assert "= help: " in full.output
    assert max(map(len, full.output.splitlines())) < 400


def test_the_help_names_the_encoding(tmp_path: Path) -> None:
    article = "市長說，這座橋已經很舊了。我們不能再等。"
    result = run("validate", project(tmp_path, {"seeds/letter.txt": article.encode("big5")}))
    assert "iconv -f BIG5 -t UTF-8 seeds/letter.txt" in result.output


def test_files_over_the_cap_are_one_diagnostic(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = project(tmp_path, {})
    monkeypatch.setattr(files, "SOURCE_LIMIT", 10)
    result = run("validate", "--format", "concise", folder)
    assert result.output.count("error[") == 1
    assert "seeds/sources.yaml:2:18: error[file-too-large]" in result.output
    monkeypatch.setattr(files, "MAP_LIMIT", 70)
    result = run("validate", "--format", "concise", project(tmp_path / "map", {"maps/codebook.yaml": "title: x" * 90}))
    assert "maps/codebook.yaml:1:1: error[file-too-large]" in result.output


def test_byte_order_marks_and_windows_line_ends_are_silent(tmp_path: Path) -> None:
    marked: dict[str, str | bytes] = {
        "seeds/letter.txt": b"\xef\xbb\xbfThe bridge is old.\r\n",
        "maps/letter.yaml": b"\xef\xbb\xbfsource: letter\r\ntheses:\r\n  is-old: {quote: The bridge is old.}\r\n",
    }
    assert run("validate", "--strict", project(tmp_path, marked)).exit_code == 0


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_a_link_out_of_the_seeds_is_one_diagnostic(tmp_path: Path) -> None:
    folder = project(tmp_path / "project", {"seeds/letter.txt": ""})
    (tmp_path / "secret.txt").write_text("The bridge is old.")
    (folder / "seeds" / "letter.txt").symlink_to(tmp_path / "secret.txt")
    result = run("validate", folder)
    assert result.exit_code == 1
    assert result.output.count("error[") == result.output.count("error[outside-seeds]") == 1
    assert str(tmp_path) not in result.output


def test_explain_lists_all_rules_and_explains_each() -> None:
    listed = run("explain").output.splitlines()
    assert [line.split()[:2] for line in listed] == [[rule.name, rule.severity.value] for rule in RULES]
    for rule in RULES:
        shown = run("explain", rule.name)
        assert shown.exit_code == 0
        assert shown.output.startswith(f"{rule.name} ({rule.severity.value})\n\n{rule.summary}")


def test_schemas_are_printed_or_written(tmp_path: Path) -> None:
    for kind in KINDS:
        assert json.loads(run("schema", kind).output)["$schema"].startswith("https://json-schema.org/")
    output = tmp_path / "new" / "schema"
    assert run("schema", "-o", output).exit_code == 0
    assert sorted(path.name for path in output.iterdir()) == sorted(f"{kind}.json" for kind in KINDS)
    (tmp_path / "file").touch()
    refused = run("schema", "-o", tmp_path / "file" / "below")
    assert refused.exit_code == 2
    assert "cannot be written" in refused.stderr


def test_version_and_help() -> None:
    assert program("--version").stdout.decode().strip() == f"argmap {__version__}"
    shown = run("--help").output
    for command in COMMANDS:
        assert f"\n  {command} " in shown


@pytest.mark.parametrize(
    "environment",
    [
        pytest.param({"PYTHONIOENCODING": "cp1252"}, id="cp1252"),
        pytest.param({"PYTHONIOENCODING": "ascii:strict"}, id="ascii"),
        pytest.param({"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, id="c-locale"),
        pytest.param({"LC_ALL": "POSIX", "PYTHONUTF8": "0"}, id="posix-locale"),
    ],
)
def test_output_survives_consoles_that_lack_characters(environment: dict[str, str]) -> None:
    done = program("validate", WRONG, environment=environment)
    assert (done.returncode, done.stderr) == (1, b"")
    assert b"error[quote-not-found]" in done.stdout
    assert b"Traceback" not in done.stdout
    # Where a console is said to know nothing but ASCII, click writes UTF-8.
    assert any(mayor in done.stdout for mayor in (b"\\u5e02\\u957f", "市长".encode()))
    assert "市长".encode() not in done.stdout or "cp1252" not in environment.values()


def test_no_colour_when_piped() -> None:
    done = program("validate", WRONG, environment={"TERM": "xterm-256color", "FORCE_COLOR": "1"})
    assert b"\x1b" not in done.stdout


def test_colour_on_a_terminal_unless_unwanted(monkeypatch: pytest.MonkeyPatch) -> None:
    from argmap.cli.terminal import colourful

    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    assert colourful()
    monkeypatch.setenv("TERM", "dumb")
    assert not colourful()
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("NO_COLOR", "1")
    assert not colourful()


def test_the_same_output_whatever_the_hash_seed_and_the_folder() -> None:
    one = program("validate", WRONG, environment={"PYTHONHASHSEED": "1"})
    other = program("validate", ".", cwd=WRONG / "maps", environment={"PYTHONHASHSEED": "2", "TZ": "Asia/Shanghai"})
    assert one.stdout == other.stdout


@pytest.mark.skipif(os.name == "nt", reason="there is no head there")
def test_a_closed_pipe_is_no_error() -> None:
    command = f'"{sys.executable}" -m argmap explain | head -n 1'
    done = subprocess.run(command, shell=True, cwd=ROOT, capture_output=True, check=False)
    assert done.stderr == b""


def test_a_reader_that_leaves_is_no_file_that_cannot_be_written() -> None:
    with pytest.raises(BrokenPipeError), choices.writable(Path("figures")):
        raise BrokenPipeError
    with pytest.raises(click.UsageError, match="cannot be written"), choices.writable(Path("figures")):
        raise PermissionError(13, "Permission denied")
