"""`argmap embed`: blocks are filled, everything else stays byte for byte, and mistakes harm no file."""

import codecs
import re
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st
from small_projects import coded, project

from argmap.briefing import RULES, blocks
from argmap.briefing.directives import DIRECTIVES
from argmap.briefing.document import Document, Filled, fill
from argmap.briefing.hosts import host_of
from argmap.cli import main
from argmap.gallery import Studio
from argmap.project import Project, load
from argmap.text import Text

NUMBER = "<!-- argmap: number what=sources -->"
GROUND = "<!-- argmap: common-ground -->"
END = "<!-- /argmap -->"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return made(tmp_path)


def made(folder: Path) -> Path:
    claims = coded(("i", "support"), ("j", "oppose", {"speaker": "ann"}))
    return project(folder, {"a": {"claims": claims}, "b": {"claims": claims}}, speakers={"ann": {}})


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return load(made(tmp_path_factory.mktemp("project")))


def filled(loaded: Project, content: str, name: str = "brief.md") -> Filled:
    host = host_of(name)
    assert host is not None
    return fill(loaded, Studio(loaded), Document(loaded.folder / name, Text(name, content), host))


def said(found: Filled) -> list[str]:
    return [f"{each.place.line}:{each.place.column} {each.rule.name}" for each in found.diagnostics]


def embed(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["embed", *(str(folder / each) if "." in each else each for each in arguments)])


FRAGMENTS = [
    "\n", "\r\n", "\r", "\n\n", " ", "\t", "    ", "```", "~~~", "`", "``", "<!--", "-->", "<!-- x -->",
    "<pre>", "</pre>", "<code>", "</code>", "> ", "- ", "1. ", "words", "环球", "é", "\u2028", "\x85", "\ufeff",
    "\\", "argmap:", "/argmap", NUMBER, GROUND, END, f"{NUMBER}{END}", f"{NUMBER}9{END}",
    f"\n{GROUND}\n{END}\n", f"\n  {GROUND}\n  {END}", f"\n> {GROUND}\n> old\n> {END}\n",
]  # fmt: skip
DOCUMENTS = st.lists(st.one_of(st.sampled_from(FRAGMENTS), st.text(max_size=5)), max_size=25).map("".join)


def outside(text: Text, name: str) -> list[str]:
    """What stands outside the blocks, markers included."""
    host = host_of(name)
    assert host is not None
    found, _ = blocks.find(text, host, DIRECTIVES)
    borders = [0, *(at for each in found for at in (each.content.start, each.content.end)), len(text.content)]
    return [text.content[start:end] for start, end in zip(borders[::2], borders[1::2], strict=True)]


@cache
def shared_project() -> Project:
    from tempfile import mkdtemp

    return load(made(Path(mkdtemp())))


@settings(max_examples=400, deadline=None)
@given(DOCUMENTS, st.sampled_from(["brief.md", "brief.html"]))
def test_embed_twice_is_embed_once_and_nothing_else_changes(content: str, name: str) -> None:
    loaded = shared_project()
    once = filled(loaded, content, name)
    if once.diagnostics:
        assert once.after.content == content
        return
    assert outside(once.after, name) == outside(once.document.text, name)
    twice = filled(loaded, once.after.content, name)
    assert twice.diagnostics == ()
    assert twice.after.content == once.after.content
    assert twice.stale == ()


def test_a_number_stands_inside_its_sentence(loaded: Project) -> None:
    found = filled(loaded, f"Of {NUMBER}{END} articles.\n")
    assert found.after.content == f"Of {NUMBER}2{END} articles.\n"


def test_a_cell_of_two_lines_keeps_its_words_apart_where_the_line_break_is_dropped(tmp_path: Path) -> None:
    claims = coded(("i", "support"))
    dated = {"a": {"date": "2025-02-13"}}
    loaded = load(project(tmp_path, {"a": {"claims": claims}}, registry=dated))
    table = filled(loaded, f"<!-- argmap: table -->\n{END}\n").after.content
    assert "| A <br>2025-02-13 |" in table


def test_a_list_stands_on_lines_of_its_own_with_the_margin_of_its_marker(loaded: Project) -> None:
    sentences = [r"Issue i: 2 for, none against: A and B"]
    plain = filled(loaded, f"{GROUND}{END}").after.content
    assert plain == f"{GROUND}\n\n- {sentences[0]}\n\n{END}"
    quoted = filled(loaded, f"> {GROUND}\n> {END}").after.content
    assert quoted == f"> {GROUND}\n>\n> - {sentences[0]}\n>\n> {END}"
    item = filled(loaded, f"- {GROUND}\n  {END}\n").after.content
    assert item == f"- {GROUND}\n\n  - {sentences[0]}\n\n  {END}\n"
    ended = filled(loaded, f"x\r\n{GROUND}\r\n{END}").after.content
    assert ended == f"x\r\n{GROUND}\r\n\r\n- {sentences[0]}\r\n\r\n{END}"


@pytest.mark.parametrize(
    "code",
    [
        "```html\n{}\n```", "~~~\n{}\n~~~~", "````\n```\n{}\n```\n````", "> ```\n> {}\n> ```", "- ```\n  {}\n  ```",
        "`{}`", "`` ` {} ``", "    {}", "para\n\n\t{}", "- item\n\n      {}", "<pre>\n{}\n</pre>", "<code>{}</code>",
        "<script>\n{}\n</script>", "```\n{}",
    ],
)  # fmt: skip
def test_blocks_in_code_are_left_alone(loaded: Project, code: str) -> None:
    for marker in ("<!-- argmap: nothing -->", f"{NUMBER}9{END}", END):
        found = filled(loaded, code.format(marker))
        assert (found.diagnostics, found.blocks) == ((), 0)


@pytest.mark.parametrize(
    "around",
    ["```\ncode\n```\n{}", "- item\n\n  {}", "para\n    {}", "> ```\n{}", "a ` b {}", "1. x\n\n   {}", r"\` {} `"],
)
def test_blocks_beside_code_are_filled(loaded: Project, around: str) -> None:
    assert f"{NUMBER}2{END}" in filled(loaded, around.format(f"{NUMBER}9{END}")).after.content


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("x\n<!-- argmap: matrx -->\n<!-- /argmap -->", ["2:14 embed-unknown-directive"]),
        ("<!-- argmap: -->\n<!-- /argmap -->", ["1:1 embed-unknown-directive"]),
        (f"a {NUMBER}\n", ["1:3 embed-unclosed-block"]),
        ("<!-- argmap: number what=sources", ["1:1 embed-unclosed-block"]),
        (f"{NUMBER}{NUMBER}{END}{END}", [f"1:{len(NUMBER) + 1} embed-nested-block"]),
        (f"{NUMBER}\n{NUMBER}{END}\n", ["2:1 embed-nested-block"]),
        (f"text {END}", ["1:6 embed-stray-end"]),
        ("<!-- argmap matrix -->", ["1:1 embed-bad-marker"]),
        ("<!-- ARGMAP: matrix --><!-- /argmap -->", ["1:1 embed-bad-marker"]),
        (f"{NUMBER}<!-- end argmap -->", ["1:37 embed-bad-marker"]),
        ("<!-- argmap is a program -->", []),
        (f"<!-- toc -->{NUMBER}{END}<!-- /toc -->", []),
        (f"{NUMBER}<!-- toc -->{END}<!-- /toc -->", ["1:37 embed-foreign-comment"]),
        (f"para\n     {GROUND}\n     {END}", ["2:6 embed-misplaced-block"]),
        ("<!-- argmap: number -->" + END, ["1:14 embed-bad-argument"]),
        ("<!-- argmap: number what=souces -->" + END, ["1:26 embed-bad-argument"]),
        ("<!-- argmap: number wat=sources -->" + END, ["1:21 embed-bad-argument"]),
        ("<!-- argmap: number what=“sources” x -->" + END, ["1:36 embed-bad-argument"]),
        ("<!-- argmap: number what='' -->" + END, ["1:27 embed-bad-argument"]),
        ("<!-- argmap: matrix lang=english! -->" + END, ["1:26 embed-bad-argument"]),
        ("<!-- argmap: matrix scale=300 -->" + END, ["1:27 embed-bad-argument"]),
        ("<!-- argmap: matrix dir=/tmp -->" + END, ["1:25 embed-bad-argument"]),
        ("<!-- argmap: matrix sheet=9 -->" + END, ["1:27 embed-bad-argument"]),
        ("<!-- argmap: versus source=a -->" + END, ["1:28 embed-bad-argument"]),
        ("<!-- argmap: table issue=i,k -->" + END, ["1:26 embed-bad-argument"]),
        ("<!-- argmap: cite claim=c0 -->" + END, ["1:25 embed-bad-argument"]),
        ("<!-- argmap: cite claim=a/c9 -->" + END, ["1:25 embed-bad-argument"]),
        ("<!-- argmap: cite claim=z/c0 -->" + END, ["1:25 embed-bad-argument"]),
        ("<!-- argmap: number what=agreement source=a -->" + END, ["1:43 embed-bad-argument"]),
        ("<!-- argmap: number what=conflict -->" + END, ["1:14 embed-bad-argument"]),
        ("<!-- argmap: quotes -->" + END, ["1:14 embed-bad-argument"]),
    ],
)
def test_mistakes_are_said_where_they_are(loaded: Project, content: str, expected: list[str]) -> None:
    found = filled(loaded, content)
    assert said(found) == expected
    if expected:
        assert found.after.content == content


def test_every_rule_is_tested() -> None:
    text = Path(__file__).read_text(encoding="utf-8")
    own = [each.name for each in RULES if each.name.startswith("embed-")]
    assert [name for name in own if f" {name}" not in text] == []


def test_what_was_meant_is_said(loaded: Project) -> None:
    helps = [
        filled(loaded, content + END).diagnostics[0].help
        for content in (
            "<!-- argmap: matrx -->",
            "<!-- argmap: cite claim=a/the-thesi -->",
            "<!-- argmap: table sorce=a -->",
        )
    ]
    assert helps == ["Did you mean `matrix`?", "Did you mean `the-thesis`?", "Did you mean `source`?"]


@pytest.mark.parametrize("directive", DIRECTIVES)
@pytest.mark.parametrize("name", ["brief.md", "brief.html"])
def test_every_directive_fills_a_block(loaded: Project, directive: str, name: str) -> None:
    arguments = {"versus": " source=a,b", "quotes": " issue=i", "cite": " claim=a/c1", "number": " what=claims"}
    content = f"<!-- argmap: {directive}{arguments.get(directive, '')} lang=zh -->\n{END}\n"
    content = content.replace(" lang=zh", "") if directive == "number" else content
    found = filled(loaded, content, name)
    assert found.diagnostics == ()
    assert len(found.after.content) > len(content)
    assert filled(loaded, found.after.content, name).after == found.after
    for path in found.pictures:
        assert f"figures/brief/{path.name}" in found.after.content


def test_a_citation_says_whose_words_stand_where(tmp_path: Path) -> None:
    claim = {
        "quote": {"text": "我们落后了", "translation": "We have fallen behind"},
        "speaker": "ann",
        "text": "Behind",
    }
    text = "开头\n\n我们落后了。\n\nWords of a that stand for the-thesis and nothing else."
    folder = project(
        tmp_path,
        {"a": {"claims": coded(("i", "support", claim)), "text": text}},
        speakers={"ann": {"role": "an analyst"}},
        registry={"a": {"language": "zh-Hans", "date": "2025-02-13", "title": "AI <竞赛>"}},
    )
    content = f"<!-- argmap: cite claim=a/c0 -->{END}"
    found = filled(load(folder), content).after.content
    told = "“我们落后了” (“We have fallen behind” (translation); Ann, an analyst; "
    assert told + r"《AI \<竞赛\>》, A, 13 February 2025, paragraph 2)".replace(" ", " ") in found.replace(
        "\u00a0", " "
    )
    assert "&lt;竞赛&gt;" in filled(load(folder), content, "brief.html").after.content


def test_a_quote_that_is_not_found_stops_everything(folder: Path) -> None:
    source = folder / "seeds" / "a.txt"
    source.write_text(source.read_text(encoding="utf-8").replace("c0", "cO"), encoding="utf-8")
    page = folder / "brief.md"
    page.write_text(f"<!-- argmap: cite claim=a/c1 -->{END}\n", encoding="utf-8")
    done = embed(folder, "brief.md")
    assert done.exit_code == 1
    assert "error[quote-" in done.output and "Nothing was written." in done.output
    assert page.read_text(encoding="utf-8") == f"<!-- argmap: cite claim=a/c1 -->{END}\n"
    page.write_text(f"<!-- argmap: cite claim=b/c1 -->{END}\n", encoding="utf-8")
    assert embed(folder, "brief.md").exit_code == 0, "errors in another source do not stand in the way"


@pytest.mark.parametrize("mark", [b"", codecs.BOM_UTF8])
def test_bytes_outside_the_blocks_stay(folder: Path, mark: bytes) -> None:
    page = folder / "brief.md"
    before = mark + f"a  \r\n\tb\n{NUMBER}{END} \r\u2028\x0c no end".encode()
    page.write_bytes(before)
    assert embed(folder, "brief.md").exit_code == 0
    assert page.read_bytes() == before.replace(END.encode(), b"2" + END.encode())
    assert embed(folder, "brief.md", "--check").exit_code == 0


def test_check_shows_what_is_stale_and_writes_nothing(folder: Path) -> None:
    page = folder / "brief.md"
    page.write_text(f"one\n\n<!-- argmap: matrix -->\n{END}\n{NUMBER}7{END}\n", encoding="utf-8")
    done = embed(folder, "brief.md", "--check")
    assert done.exit_code == 1
    assert re.search(r"brief\.md:3:1: .*matrix\.en\.svg is missing", done.output)
    assert re.search(r"brief\.md:5:1: this block is stale", done.output)
    assert f"-{NUMBER}7{END}" in done.output and f"+{NUMBER}2{END}" in done.output
    assert not (folder / "figures").exists()
    assert embed(folder, "brief.md").exit_code == 0
    assert embed(folder, "brief.md", "--check").exit_code == 0
    picture = folder / "figures" / "brief" / "matrix.en.svg"
    picture.write_text("spoilt", encoding="utf-8")
    assert "matrix.en.svg is stale" in embed(folder, "brief.md", "--check").output
    assert embed(folder, "brief.md").exit_code == 0
    assert picture.read_text(encoding="utf-8").startswith("<svg")


def test_a_changed_claim_is_found_and_mended(folder: Path) -> None:
    page, map = folder / "brief.md", folder / "maps" / "a.yaml"
    page.write_text(f"<!-- argmap: common-ground -->\n{END}\n", encoding="utf-8")
    assert embed(folder, "brief.md").exit_code == 0
    map.write_text(map.read_text(encoding="utf-8").replace('"support"', '"oppose"'), encoding="utf-8")
    assert embed(folder, "brief.md", "--check").exit_code == 1
    assert embed(folder, "brief.md").exit_code == 0
    assert embed(folder, "brief.md", "--check").exit_code == 0


def test_one_document_with_a_mistake_keeps_all_from_being_written(folder: Path) -> None:
    (folder / "good.md").write_text(f"{NUMBER}{END}", encoding="utf-8")
    (folder / "bad.md").write_text(f"{NUMBER}", encoding="utf-8")
    assert embed(folder, "good.md", "bad.md").exit_code == 1
    assert (folder / "good.md").read_text(encoding="utf-8") == f"{NUMBER}{END}"


def test_a_read_only_file_is_left_as_it_is(folder: Path) -> None:
    page = folder / "brief.md"
    page.write_text(f"<!-- argmap: matrix -->\n{END}", encoding="utf-8")
    page.chmod(0o444)
    done = embed(folder, "brief.md")
    assert done.exit_code == 2
    assert "read-only" in done.output
    assert not (folder / "figures").exists()


def test_files_that_cannot_be_filled_are_refused(folder: Path) -> None:
    (folder / "brief.docx").write_bytes(b"PK")
    (folder / "brief.md").write_bytes("中文".encode("gb18030"))
    assert "Markdown" in embed(folder, "brief.docx").output
    assert "UTF-8" in embed(folder, "brief.md").output
    assert [embed(folder, each).exit_code for each in ("brief.docx", "brief.md", "none.md")] == [2, 2, 2]


def test_a_folder_that_render_draws_is_not_drawn_into(folder: Path) -> None:
    drawn = CliRunner().invoke(main, ["render", "matrix", "-p", str(folder), "-o", str(folder / "figures")])
    assert drawn.exit_code == 0
    page = folder / "brief.md"
    page.write_text(f"<!-- argmap: matrix dir=figures -->\n{END}", encoding="utf-8")
    assert "argmap render" in embed(folder, "brief.md").output
    page.write_text(f"<!-- argmap: matrix dir=../pics -->\n{END}", encoding="utf-8")
    assert "](../pics/matrix.en.svg)" in filled(load(folder), page.read_text(encoding="utf-8")).after.content


def test_options_of_a_picture_are_in_its_name(loaded: Project) -> None:
    options = {
        "": "matrix.en.svg",
        "theme=dark text=outline": "matrix.en.dark.outline.svg",
        "format=png": "matrix.en.png",
        "format=png scale=3": "matrix.en.3x.png",
    }
    content = "".join(f"<!-- argmap: matrix {each} caption=none -->{END}\n" for each in options)
    assert [path.name for path in filled(loaded, content).pictures] == list(options.values())
