"""`argmap render`: what it draws, what it writes, what it remembers, and what it says when it cannot."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from click.shell_completion import ShellComplete
from click.testing import CliRunner, Result

from argmap import files, fonts
from argmap.cli import main
from argmap.figures import FIGURES, Sheets, Subject, TooMuch, argument_map, issue, matrix

CODEBOOK = """
title: {en: The bridge, zh: 桥}
languages: [en, zh]
issues:
  repair: {proposition: {en: The bridge should be repaired., zh: 桥应当修缮。}, short: {en: Repair, zh: 修缮}}
  toll: {proposition: {en: There should be a toll., zh: 应当收费。}, short: {en: Toll, zh: 收费}, rival: repair}
"""
SOURCES = """
sources:
  letter: {file: letter.txt, short: {en: Letter, zh: 来信}, language: en, format: text, date: 2025-01-02}
  reply: {file: reply.txt, short: {en: Reply, zh: 回信}, language: en, format: text, date: 2025-02}
  note: {file: note.txt, short: Note, language: en, format: text}
"""
MAPS = {
    "letter": """
source: letter
theses:
  is-old: {text: {zh: 桥很旧}, quote: The bridge is old., stance: {repair: support}}
silent: [toll]
""",
    "reply": """
source: reply
theses:
  is-fine: {text: {zh: 桥很好}, quote: The bridge is fine., stance: {repair: oppose}}
claims:
  toll-helps: {text: {zh: 收费有用}, quote: A toll would pay for it., speaker: unnamed, stance: {toll: support}}
""",
    "note": """
source: note
theses:
  is-there: {text: {zh: 有一座桥}, quote: There is a bridge.}
silent: [repair, toll]
""",
}
TEXTS = {
    "letter": "The bridge is old. Nobody repairs it.",
    "reply": "The bridge is fine. A toll would pay for it.",
    "note": "There is a bridge.",
}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project of three sources and two issues, which the command is run in."""
    for folder in ("maps", "seeds"):
        (tmp_path / folder).mkdir()
    (tmp_path / "maps" / "codebook.yaml").write_text(CODEBOOK, "utf-8")
    (tmp_path / "seeds" / "sources.yaml").write_text(SOURCES, "utf-8")
    for name, text in MAPS.items():
        (tmp_path / "maps" / f"{name}.yaml").write_text(text, "utf-8")
        (tmp_path / "seeds" / f"{name}.txt").write_text(TEXTS[name] + "\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(main, ["render", *arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def drawn(*arguments: str) -> Result:
    result = run(*arguments)
    assert result.exit_code == 0, result.output
    return result


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def figures_in(folder: Path) -> set[str]:
    """The files of figures: without the record and the page."""
    return names(folder) - {"argmap.json", "index.html"}


def test_without_a_figure_all_usual_ones_are_drawn(project: Path) -> None:
    drawn("-l", "en")
    made = figures_in(project / "figures")
    usual = {name for name, figure in FIGURES.items() if figure.usual}
    assert {re.split(r"[-.]", name)[0] for name in made} == usual
    assert {"map-letter.en.svg", "map-letter.en.md", "map-reply.en.svg", "map-note.en.svg"} <= made
    assert {"issue-repair.en.svg", "issue-toll.en.svg", "matrix.en.svg"} <= made


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["versus", "-s", "reply", "-s", "letter"], {"versus-reply-letter.en.svg"}),
        (["issue", "-i", "toll"], {"issue-toll.en.svg"}),
        (["issue", "-i", "toll", "-i", "repair"], {"issue-toll.en.svg", "issue-repair.en.svg"}),
        (["issue", "-i", "toll", "-s", "reply"], {"issue-toll-reply.en.svg"}),
        (["map", "-i", "repair"], {"map-repair.en.svg", "map-repair.en.md"}),
        (["map", "-s", "reply"], {"map-reply.en.svg", "map-reply.en.md"}),
        (["matrix", "-s", "reply", "-s", "note"], {"matrix-reply-note.en.svg"}),
        (["matrix", "-f", "png", "-f", "svg"], {"matrix.en.png", "matrix.en.svg"}),
    ],
)
def test_options_say_what_a_figure_is_about(project: Path, arguments: list[str], expected: set[str]) -> None:
    drawn(*arguments, "-l", "en")
    assert figures_in(project / "figures") == expected


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--source", "lettre"], "there is no source 'lettre'. Did you mean 'letter'?"),
        (["--issue", "tol"], "there is no issue 'tol'. Did you mean 'toll'?"),
        (["issue", "--issue", "weather"], "there is no issue 'weather'. Known: repair, toll."),
        (["versus"], "versus compares two sources, and none were named"),
        (["versus", "--source", "letter"], "versus compares two sources, and 1 was named"),
        (["versus", "-s", "letter", "-s", "reply", "-s", "note"], "and 3 were named"),
        (["versus", "-s", "letter", "-s", "letter"], "and 1 was named"),
        (["nothing"], "'nothing' is not one of"),
        (["--format", "gif"], "'gif' is not one of"),
        (["--theme", "pink"], "'pink' is not one of"),
        (["--lang", "e"], "'e' is not a language tag"),
        (["--scale", "0"], "0 is not in the range"),
        (["-o", "maps/codebook.yaml"], "is a file, not a folder"),
    ],
)
def test_what_cannot_be_is_a_sentence_and_writes_nothing(project: Path, arguments: list[str], told: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert told in " ".join(result.output.split())
    assert names(project) == {"maps", "seeds"}


def test_without_issues_there_is_no_figure_of_one(project: Path) -> None:
    (project / "maps" / "codebook.yaml").write_text("title: The bridge\nlanguages: [en, zh]\n", "utf-8")
    for name in MAPS:
        text = re.sub(r", stance: {.*?}(?=})|silent: .*", "", MAPS[name])
        (project / "maps" / f"{name}.yaml").write_text(text, "utf-8")
    result = run("issue")
    assert result.exit_code == 2
    assert "There is nothing to draw: the codebook has no issues." in result.output
    assert names(project) == {"maps", "seeds"}
    drawn("-l", "en")


def test_an_unwritable_folder_is_a_sentence(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(path: Path, content: bytes) -> bool:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr("argmap.cli.render.write", refused)
    result = run("matrix", "-l", "en")
    assert result.exit_code == 2
    assert "cannot be written: permission denied." in result.output
    (project / "blocked").write_text("", "utf-8")
    assert "cannot be written" in run("matrix", "-l", "en", "-o", "blocked/deeper").output


def test_errors_in_what_is_shown_stop_it_and_others_do_not(project: Path) -> None:
    (project / "maps" / "note.yaml").write_text(MAPS["note"].replace("There is", "There was"), "utf-8")
    result = run("-l", "en")
    assert result.exit_code == 1
    assert "No figure was drawn" in result.output
    assert names(project) == {"maps", "seeds"}
    drawn("versus", "-s", "letter", "-s", "reply", "-l", "en")
    assert figures_in(project / "figures") == {"versus-letter-reply.en.svg"}


def test_only_what_has_changed_is_written(project: Path) -> None:
    drawn("matrix", "issue")
    before = {path: path.stat().st_mtime_ns for path in (project / "figures").iterdir()}
    again = drawn("matrix", "issue")
    assert again.stdout == ""
    assert before == {path: path.stat().st_mtime_ns for path in (project / "figures").iterdir()}
    (project / "figures" / "issue-toll.en.svg").write_text("by hand", "utf-8")
    assert drawn("matrix", "issue").stdout == str(Path("figures/issue-toll.en.svg")) + "\n"


def test_check_needs_no_options_and_writes_nothing(project: Path) -> None:
    missing = run("--check")
    assert missing.exit_code == 1
    assert names(project) == {"maps", "seeds"}
    drawn("issue", "-i", "repair", "-l", "zh", "--theme", "grey")
    assert run("--check").exit_code == 0
    text = (project / "maps" / "reply.yaml").read_text("utf-8").replace("repair: oppose", "repair: mixed")
    (project / "maps" / "reply.yaml").write_text(text, "utf-8")
    before = {path: path.read_bytes() for path in (project / "figures").iterdir()}
    late = run("--check")
    assert late.exit_code == 1
    assert f"{Path('figures/issue-repair.zh.svg')}: changed" in late.stdout.splitlines()
    assert before == {path: path.read_bytes() for path in (project / "figures").iterdir()}
    drawn()
    assert run("--check").exit_code == 0


def test_check_asks_for_what_options_say(project: Path) -> None:
    drawn("matrix", "-l", "en")
    late = run("matrix", "-l", "en", "-l", "zh", "--check")
    assert late.exit_code == 1
    assert f"{Path('figures/matrix.zh.svg')}: missing" in late.stdout.splitlines()


def test_without_options_what_was_asked_is_drawn_again(project: Path) -> None:
    drawn("versus", "-s", "letter", "-s", "reply", "-l", "en", "--text", "outline", "-o", "out")
    first = (project / "out" / "versus-letter-reply.en.svg").read_bytes()
    drawn("matrix", "-l", "zh", "-f", "png", "--scale", "1", "-o", "out")
    for path in (project / "out").glob("[mv]*"):
        path.unlink()
    drawn("-o", "out")
    assert figures_in(project / "out") == {"versus-letter-reply.en.svg", "matrix.zh.png"}
    assert (project / "out" / "versus-letter-reply.en.svg").read_bytes() == first


def test_what_is_asked_anew_takes_the_place_of_the_old_and_the_rest_is_stale(project: Path) -> None:
    drawn("matrix", "-l", "en", "-l", "zh")
    drawn("issue", "-i", "toll", "-l", "en")
    (project / "figures" / "mine.svg").write_text("not argmap's", "utf-8")
    result = drawn("matrix", "-l", "en", "-f", "png")
    stale = [line.split(" ")[0] for line in result.stderr.splitlines() if "is stale" in line]
    assert stale == [str(Path("figures") / name) for name in ("matrix.en.svg", "matrix.zh.svg")]
    late = run("--check")
    assert late.exit_code == 1
    assert late.stdout.splitlines() == [f"{each}: stale" for each in stale]
    for path in stale:
        Path(path).unlink()
    drawn()
    assert run("--check").exit_code == 0
    only = drawn("matrix", "-l", "en", "--only")
    assert "issue-toll.en.svg is stale" in only.stderr
    assert "mine.svg" not in only.stderr
    assert json.loads((project / "figures" / "argmap.json").read_bytes())["asked"][0]["figures"] == ["matrix"]


def test_a_later_order_has_the_file(project: Path) -> None:
    drawn("issue", "-l", "en")
    light = (project / "figures" / "issue-toll.en.svg").read_bytes()
    drawn("issue", "-i", "toll", "-l", "en", "--theme", "dark")
    dark = (project / "figures" / "issue-toll.en.svg").read_bytes()
    assert light != dark
    assert run("--check").exit_code == 0
    drawn("issue", "-l", "en")
    assert (project / "figures" / "issue-toll.en.svg").read_bytes() == light
    assert run("--check").exit_code == 0


def test_what_was_asked_and_is_gone_is_told(project: Path) -> None:
    drawn("issue", "-i", "toll", "-l", "en")
    (project / "maps" / "codebook.yaml").write_text(CODEBOOK[: CODEBOOK.index("  toll")], "utf-8")
    for name in MAPS:
        path = project / "maps" / f"{name}.yaml"
        path.write_text(
            MAPS[name].replace(", toll]", "]").replace("[toll]", "[]").replace("toll: support", ""), "utf-8"
        )
    result = run("--check")
    assert result.exit_code == 2
    assert "there is no issue 'toll'" in result.output
    assert "argmap.json asks for it" in " ".join(result.output.split())
    assert drawn("matrix", "-l", "en", "--only").exit_code == 0


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff",
        b"[]",
        b"{}",
        b'{"argmap": 2}',
        b'{"argmap": 1, "asked": 3, "stale": []}',
        b'{"argmap": 1, "asked": [{"figures": "map"}], "stale": []}',
        b'{"argmap": 1, "asked": [], "stale": ["../seeds/letter.txt"]}',
        b"[" * 100_000,
    ],
)
def test_a_record_that_is_not_argmaps_is_left_alone(project: Path, content: bytes) -> None:
    (project / "figures").mkdir()
    (project / "figures" / "argmap.json").write_bytes(content)
    result = run("matrix", "-l", "en")
    assert result.exit_code == 2
    assert "argmap.json' cannot be read" in " ".join(result.output.split())
    assert (project / "figures" / "argmap.json").read_bytes() == content
    assert names(project / "figures") == {"argmap.json"}


def test_a_page_of_somebody_else_is_left_alone(project: Path) -> None:
    (project / "figures").mkdir()
    (project / "figures" / "index.html").write_text("<p>mine", "utf-8")
    result = drawn("matrix", "-l", "en")
    assert "is not argmap's" in result.stderr
    assert (project / "figures" / "index.html").read_text("utf-8") == "<p>mine"
    assert run("--check").exit_code == 0


def test_an_interrupted_run_leaves_whole_files_and_is_taken_up_again(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[Path] = []

    def interrupted(path: Path, content: bytes) -> bool:
        if len(written) == 2:
            raise KeyboardInterrupt
        written.append(path)
        return files.write(path, content)

    monkeypatch.setattr("argmap.cli.render.write", interrupted)
    result = CliRunner().invoke(main, ["render", "issue"])
    assert result.exit_code == 1
    assert names(project / "figures") == {path.name for path in written}
    assert all(path.read_bytes().rstrip().endswith((b"</svg>", b"}")) for path in written)
    monkeypatch.undo()
    monkeypatch.chdir(project)
    assert run("--check").exit_code == 1
    drawn()
    assert run("--check").exit_code == 0


def test_a_write_that_fails_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.svg"
    path.write_bytes(b"old")

    def broken(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", broken)
    with pytest.raises(OSError, match="No space"):
        files.write(path, b"new")
    assert names(tmp_path) == {"a.svg"}
    assert path.read_bytes() == b"old"


def test_scenes_are_made_once_and_fonts_cut_once(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[str] = []
    scenes, subset = issue.scenes, fonts.subset

    def counted(*given: object) -> object:
        calls.append("scene")
        return scenes(*given)  # type: ignore[arg-type]

    def cut(given: object) -> object:
        calls.append("cut")
        return subset(given)  # type: ignore[arg-type]

    monkeypatch.setattr(issue, "scenes", counted)
    monkeypatch.setattr(fonts, "subset", cut)
    drawn("issue", "-f", "svg", "-f", "png", "--scale", "1")
    assert calls.count("scene") == 4
    assert calls.count("cut") == 1


def test_what_is_too_much_is_refused_if_it_was_named_and_left_out_if_not(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise TooMuch("60 sources by 100 issues cannot be read on a page: argmap render issue shows them one by one")

    monkeypatch.setattr(matrix, "scenes", refused, raising=False)
    named = run("matrix")
    assert named.exit_code == 2
    assert "argmap render issue" in " ".join(named.output.split())
    assert names(project) == {"maps", "seeds"}
    rest = drawn("-l", "en")
    assert "matrix is left out" in rest.stderr
    assert "issue-toll.en.svg" in figures_in(project / "figures")


class Page(HTMLParser):
    """What a page refers to, and its texts."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def test_the_index_page_shows_every_figure_and_loads_nothing_else(project: Path) -> None:
    drawn("-f", "svg", "-f", "png", "--scale", "1", "-s", "letter", "-s", "reply")
    text = (project / "figures" / "index.html").read_text("utf-8")
    page = Page(text)
    linked = {attributes.get("href") or "" for tag, attributes in page.found if tag == "a"}
    assert figures_in(project / "figures") == {each for each in linked if not each.startswith("#")}
    pictures = [attributes for tag, attributes in page.found if tag == "img"]
    assert pictures and all(each["src"] in names(project / "figures") and each["alt"] for each in pictures)
    assert not {tag for tag, _ in page.found} & {"script", "link", "iframe", "object", "embed"}
    ids = {attributes["id"] for _, attributes in page.found if "id" in attributes}
    assert {each[1:] for each in linked if each.startswith("#")} <= ids
    record = json.loads((project / "figures" / "argmap.json").read_bytes())
    told = " ".join(page.texts)
    assert all(each["description"] in told for order in record["asked"] for each in order["drawn"])
    assert {"The bridge", "桥"} <= {each.strip() for each in page.texts}


def test_the_page_escapes_what_authors_write(project: Path) -> None:
    codebook = CODEBOOK.replace("en: The bridge,", 'en: "<script>alert(1)</script> & \\u202e",')
    (project / "maps" / "codebook.yaml").write_text(codebook, "utf-8")
    drawn("issue", "-i", "repair", "-l", "en")
    text = (project / "figures" / "index.html").read_text("utf-8")
    assert "<script" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp;" in text
    assert "\u202e" not in text


def test_two_drawings_of_one_name_have_two_files(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (project / "seeds" / "sources.yaml").write_text(SOURCES.replace("  note:", "  letter-end:"), "utf-8")
    (project / "maps" / "note.yaml").unlink()
    (project / "maps" / "letter-end.yaml").write_text(MAPS["note"].replace("note", "letter-end"), "utf-8")
    whole = argument_map.scenes

    def parted(*given: object) -> Sheets:
        ((_, scene),) = whole(*given)  # type: ignore[arg-type]
        return (("", scene), ("end", scene))

    monkeypatch.setattr(argument_map, "scenes", parted)
    drawn("map", "-s", "letter", "-s", "letter-end", "-l", "en")
    made = {name for name in figures_in(project / "figures") if name.endswith(".svg")}
    expected = ("letter", "letter-end", "letter-end-2", "letter-end-end")
    assert made == {f"map-{name}.en.svg" for name in expected}


def test_a_subject_of_very_long_ids_has_a_name_that_a_file_can_have(project: Path) -> None:
    long = "修缮" * 60
    codebook = CODEBOOK.replace("  repair:", f"  {long}:").replace("rival: repair", f"rival: {long}")
    (project / "maps" / "codebook.yaml").write_text(codebook, "utf-8")
    for name in ("letter", "reply", "note"):
        path = project / "maps" / f"{name}.yaml"
        path.write_text(MAPS[name].replace("repair:", f"{long}:").replace("[repair", f"[{long}"), "utf-8")
    drawn("issue", "-i", long, "-l", "en")
    (made,) = figures_in(project / "figures")
    assert re.fullmatch(r"issue-[0-9a-f]{12}\.en\.svg", made)


@pytest.mark.parametrize(
    ("option", "typed", "expected"), [("--source", "l", ["letter"]), ("--issue", "", ["repair", "toll"])]
)
def test_ids_are_completed_in_the_shell(project: Path, option: str, typed: str, expected: list[str]) -> None:
    completer = ShellComplete(main, {}, "argmap", "_ARGMAP_COMPLETE")
    found = completer.get_completions(["render", "issue", option], typed)
    assert [each.value for each in found] == expected


def test_subjects_are_what_was_asked_for() -> None:
    every, issues = ("a", "b"), ("x", "y")
    assert FIGURES["map"].subjects(Subject(), every, issues) == (Subject(("a",)), Subject(("b",)))
    assert FIGURES["map"].subjects(Subject(("b",)), every, issues) == (Subject(("b",)),)
    assert FIGURES["map"].subjects(Subject(("b",), ("y",)), every, issues) == (Subject(("b",), ("y",)),)
    assert FIGURES["issue"].subjects(Subject(), every, issues) == (Subject((), ("x",)), Subject((), ("y",)))
    assert FIGURES["matrix"].subjects(Subject(("b",), ("y",)), every, issues) == (Subject(("b",), ("y",)),)
    assert FIGURES["versus"].subjects(Subject(("b", "a")), every, issues) == (Subject(("b", "a")),)
