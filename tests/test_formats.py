"""Every figure in every format: complete, well-formed, the same bytes twice, and read by the programs it is for."""

import csv
import html
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from markdown_it import MarkdownIt

from argmap import typeset
from argmap.argument import Argument, Told
from argmap.cli.render import command
from argmap.exports import dot, mermaid
from argmap.exports.figure.told import TOLD
from argmap.figures import FIGURES
from argmap.gallery import Drawing, Order, Studio
from argmap.gallery.drawings import files
from argmap.project import Project, load
from argmap.scene import Refused, Scene
from argmap.writers import FORMATS, pdf, refusal

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = ("en", "zh")
HOSTILE = (
    "\"q\" 'a' `c` *b* _i_ [x](javascript:1) <script>alert(1)</script> &amp; &#60; ]]> <!-- -->"
    ' | {{ 7 }} {% x %} $m$ ~s~ \\N \\n \\" # % ; ; : end 1. #35; 🙂 שלום العربية 欧洲——“竞赛”'
)
UNSEEN = "\x00\x08\x1b\x7f\u202e\u2066\ufffe"
DOT = shutil.which("dot")
NODE = shutil.which("node")
MODULES = os.environ.get("ARGMAP_NODE_MODULES", "")
PAGES = shutil.which("pdftotext")

needs_dot = pytest.mark.skipif(not DOT, reason="Graphviz's dot is not installed")
needs_mermaid = pytest.mark.skipif(
    not (NODE and MODULES), reason="node, or ARGMAP_NODE_MODULES with mermaid and jsdom, is not there"
)
needs_poppler = pytest.mark.skipif(not PAGES, reason="poppler's pdftotext is not installed")


def orders(languages: tuple[str, ...]) -> Iterator[Order]:
    """All figures: of every source, of one issue, and of two sources."""
    yield Order(tuple(each for each in FIGURES if FIGURES[each].each in ("all", "source")), languages=languages)
    yield Order(("map", "issue"), issues=("over-regulation-caused-lag",), languages=languages)
    yield Order(("versus",), ("huanqiu", "gba"), languages=languages)


@pytest.fixture(scope="module")
def project() -> Project:
    return load(ROOT)


@pytest.fixture(scope="module")
def drawings(project: Project) -> list[Drawing]:
    studio = Studio(project)
    return [drawing for order in orders(LANGUAGES) for drawing in studio.drawings(order)]


def of(drawings: list[Drawing], figure: str, language: str = "en") -> list[Drawing]:
    return [each for each in drawings if each.figure == figure and each.language == language]


def written(drawing: Drawing, name: str, **options: object) -> bytes:
    """The file of a drawing in a format, text not embedded, so that it is quick."""
    form = FORMATS[name]
    if form.whole:
        return form.write(drawing.given)
    return form.write(drawing.scene, **{"text": "live", "given": drawing.given, **options})


def made(drawings: list[Drawing], order: Order) -> dict[str, bytes]:
    return {name: content for _, name, content in files(drawings, order)}


# --- the table of formats


def test_every_figure_can_be_written_in_some_formats() -> None:
    for form in FORMATS.values():
        assert set(form.figures) <= {*FIGURES, "positions", "agreement", "voices"}
    assert {figure for figure in FIGURES if FORMATS["markdown"].shows(figure)} == set(FIGURES) <= set(TOLD)


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("figure", FIGURES)
def test_a_format_writes_the_same_twice_or_is_refused(drawings: list[Drawing], figure: str, name: str) -> None:
    if not FORMATS[name].shows(figure):
        assert name in refusal([figure], [name]) and figure in refusal([figure], [name])
        return
    assert not refusal([figure], [name])
    for drawing in (of(drawings, figure)[0], of(drawings, figure, "zh")[-1]):
        assert written(drawing, name) == written(drawing, name) != b""


@pytest.mark.parametrize(("figure", "format_", "can"), [("matrix", "dot", "svg, png"), ("map", "csv", "mermaid")])
def test_what_a_format_cannot_show_is_said(figure: str, format_: str, can: str, tmp_path: Path) -> None:
    asked = [figure, "-f", format_, "-p", str(ROOT), "-o", str(tmp_path / "out")]
    result = CliRunner().invoke(command, asked)
    assert result.exit_code == 2
    assert f"{format_} cannot show {figure}" in result.output and can in result.output
    assert not (tmp_path / "out").exists()


def test_without_a_figure_those_are_drawn_that_the_format_can_show(tmp_path: Path) -> None:
    asked = ["-f", "mermaid", "-s", "yicai", "-l", "en", "-p", str(ROOT), "-o", str(tmp_path)]
    assert CliRunner().invoke(command, asked).exit_code == 0
    assert {each.name for each in tmp_path.iterdir()} == {
        "map-yicai.en.mmd", "map-yicai.en.md", "argmap.json", "index.html"
    }  # fmt: skip


def test_files_of_a_whole_figure_are_written_once(drawings: list[Drawing]) -> None:
    map = [each for each in of(drawings, "map") if each.stem.startswith("map-huanqiu")]
    assert len(map) > 1
    order = Order(formats=("markdown", "dot"))
    names = list(made(map, order))
    assert sorted(each for each in names if each.endswith(".md")) == ["map-huanqiu.en.md"]
    assert sum(each.endswith(".dot") for each in names) == len(map)
    assert "map-huanqiu.en.md" in made(map, Order(formats=("dot",)))


# --- complete


def test_maps_are_complete(project: Project, drawings: list[Drawing]) -> None:
    for source, entry in project.corpus.entries.items():
        drawing = next(each for each in of(drawings, "map") if each.stem == f"map-{source}.en")
        facts = json.loads(written(drawing, "json"))["facts"]
        assert sorted(each["claim"] for each in facts["claims"]) == sorted(entry.map.all_claims)
        listed = written(drawing, "markdown").decode()
        assert all(f"**\\[{citation.number}\\]**" in listed for citation in entry.citations)
        for name in ("dot", "mermaid"):
            text = written(drawing, name).decode()
            assert text.count("supports") >= sum(each["kind"] == "supports" for each in facts["relations"])
            assert len(re.findall(r"^\s+c\d+ ?\[", text, re.MULTILINE)) == len(entry.map.all_claims)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["markdown", "csv", "json", "html"])
def test_the_matrix_is_complete(project: Project, drawings: list[Drawing], name: str, language: str) -> None:
    order = Order(formats=(name,), text="live")
    text = made(of(drawings, "matrix", language), order)[f"matrix.{language}.{FORMATS[name].ending}"].decode()
    corpus = project.corpus
    for id, issue in corpus.codebook.issues.items():
        assert (issue.short[language] if name in ("markdown", "html") else id) in text
    for id, source in corpus.sources.items():
        assert (source.short[language] if name in ("markdown", "html") else id) in text


def test_csv_is_as_wide_as_its_head(drawings: list[Drawing]) -> None:
    for figure in FIGURES:
        if FORMATS["csv"].shows(figure):
            rows = list(csv.reader(StringIO(written(of(drawings, figure)[0], "csv").decode(), newline="")))
            assert len(rows) > 1
            assert {len(row) for row in rows} == {len(rows[0])}


def test_json_has_a_version_and_facts(drawings: list[Drawing]) -> None:
    for drawing in drawings:
        told = json.loads(written(drawing, "json"))
        assert (told["format"], told["version"]) == ("argmap-figure", 1)
        assert told["facts"]["figure"] == drawing.figure
        assert told["title"] and told["description"] and told["language"] == drawing.language


# --- HTML


class Outline(HTMLParser):
    """Which elements there are, whether they are closed in order, and the text."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str | None]] = []
        self.ids: list[str] = []
        self.text = ""
        self.feed(text)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += attrs
        self.ids += [value or "" for name, value in attrs if name == "id"]
        if tag != "br":
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def test_a_fragment_is_one_figure_that_runs_nothing(drawings: list[Drawing]) -> None:
    order = Order(formats=("html",), text="live")
    for figure in FIGURES:
        some = of(drawings, figure, "zh")[:3]
        pages = [Outline(each.decode()) for name, each in made(some, order).items() if name.endswith(".html")]
        assert "details" in pages[0].tags
        for page in pages:
            assert {"figure", "figcaption", "svg"} <= page.tags
            assert not page.tags & {"script", "iframe", "img", "link", "object", "html", "body"}
            assert not [name for name, _ in page.attributes if name.startswith("on") or name == "src"]
            assert len(page.ids) == len(set(page.ids))
        ids = [id for page in pages for id in page.ids]
        assert len(ids) == len(set(ids)), "two fragments can stand in one page"


# --- hostile texts


def quoted(text: str) -> str:
    """The text as YAML has it between quotation marks."""
    return '"' + "".join(f"\\u{ord(each):04x}" if each in UNSEEN else each for each in escaped(text)) + '"'


def escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> list[Drawing]:
    """All figures of a project whose texts are full of marks and of what cannot be seen."""
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "seeds").mkdir()
    (folder / "maps").mkdir()
    text = quoted(HOSTILE + UNSEEN)
    registry, claims = "sources:\n", ""
    for id in ("a", "b"):
        (folder / "seeds" / f"{id}.txt").write_text("alpha beta gamma. delta epsilon zeta. eta theta iota.", "utf-8")
        registry += f"  {id}:\n    file: {id}.txt\n    short: {text}\n    title: {text}\n    language: en\n"
        registry += "    format: text\n"
        claims = f"source: {id}\ntheses:\n  top: {{text: {text}, quote: alpha beta gamma, stance: {{i: support}}}}\n"
        claims += f"claims:\n  low: {{text: {text}, quote: delta epsilon zeta, speaker: s, supports: top"
        claims += ", stance: {i: oppose}}\n"
        claims += f"  no: {{text: {text}, quote: eta theta iota, undercuts: low -> top}}\n"
        (folder / "maps" / f"{id}.yaml").write_text(claims, "utf-8")
    (folder / "seeds" / "sources.yaml").write_text(registry, "utf-8")
    book = f"title: {text}\nlanguages: [en]\nspeakers:\n  s: {{name: {text}, role: {text}}}\n"
    book += f"issues:\n  i: {{proposition: {text}, short: {text}}}\n"
    (folder / "maps" / "codebook.yaml").write_text(book, "utf-8")
    studio = Studio(load(folder))
    usual = Order(tuple(each for each in FIGURES if FIGURES[each].each != "pair"))
    return [*studio.drawings(usual), *studio.drawings(Order(("versus",), ("a", "b")))]


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("name", FORMATS)
def test_hostile_texts_are_written(hostile: list[Drawing], name: str) -> None:
    """Only data have what cannot be seen: whoever reads them is to find every text as it was written."""
    for drawing in hostile:
        if FORMATS[name].shows(drawing.figure) and (name != "png" or drawing.figure == "matrix"):
            content = written(drawing, name)
            if name not in ("png", "pdf", "json", "csv"):
                assert not set(content.decode()) & set(UNSEEN), drawing.stem


def test_hostile_texts_stay_text_in_html(hostile: list[Drawing]) -> None:
    pages = made(hostile, Order(formats=("html",), text="live"))
    for name, content in pages.items():
        if name.endswith(".html"):
            page = Outline(content.decode())
            assert "script" not in page.tags
            assert "<script>alert(1)</script>" in page.text
            assert not any("javascript" in (value or "") for _, value in page.attributes if _ == "href")


def test_hostile_texts_stay_text_in_markdown(hostile: list[Drawing]) -> None:
    for drawing in hostile:
        if drawing.whole:
            page = Outline(MarkdownIt("commonmark").enable("table").render(written(drawing, "markdown").decode()))
            assert not page.tags & {"script", "a", "code", "em", "img"}
            assert "<script>alert(1)</script>" in page.text and "[x](javascript:1)" in page.text


def test_hostile_texts_come_back_from_csv_and_json(hostile: list[Drawing]) -> None:
    for drawing in hostile:
        told = json.loads(written(drawing, "json"))
        assert all(source["short"] == HOSTILE + UNSEEN for source in told["sources"])
        assert [issue["proposition"] for issue in told["issues"]] == [HOSTILE + UNSEEN]
        if drawing.whole and FORMATS["csv"].shows(drawing.figure):
            cells = [cell for row in csv.reader(StringIO(written(drawing, "csv").decode(), newline="")) for cell in row]
            assert any(HOSTILE in cell for cell in cells) or drawing.figure == "agreement"


# --- the programs that the formats are for


def shown_by_dot(text: bytes) -> str:
    """All text of the picture that `dot` makes, without spaces."""
    drawn = subprocess.run([DOT or "dot", "-Tsvg"], input=text, capture_output=True, check=False)
    assert drawn.returncode == 0 and not drawn.stderr, drawn.stderr.decode()
    return squeezed("".join(re.findall(r"<text[^>]*>([^<]*)</text>", drawn.stdout.decode())))


@needs_dot
def test_dot_draws_the_maps(drawings: list[Drawing]) -> None:
    for drawing in of(drawings, "map"):
        shown = html.unescape(shown_by_dot(written(drawing, "dot")))
        for claim in claims_of(drawing.scene):
            assert squeezed(claim["text"]) in shown


@needs_dot
def test_dot_takes_hostile_texts_as_text(hostile: list[Drawing]) -> None:
    for drawing in of(hostile, "map"):
        shown = html.unescape(shown_by_dot(written(drawing, "dot")))
        assert shown.count(squeezed(typeset.clean(HOSTILE))) > len(claims_of(drawing.scene))


def claims_of(scene: Scene) -> list[Told]:
    claims: list[Told] = scene.facts["claims"]  # type: ignore[assignment]
    return claims


def understood(folder: Path, texts: list[bytes]) -> list[dict[str, Any]]:
    """What the real Mermaid makes of these diagrams."""
    paths = []
    for number, text in enumerate(texts):
        paths.append(folder / f"{number}.mmd")
        paths[-1].write_bytes(text)
    program = [NODE or "node", str(ROOT / "tests" / "data" / "mermaid.mjs"), MODULES, *map(str, paths)]
    done = subprocess.run(program, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


@needs_mermaid
def test_mermaid_reads_the_maps(drawings: list[Drawing], tmp_path: Path) -> None:
    maps = [*of(drawings, "map"), *of(drawings, "map", "zh")]
    for drawing, read in zip(maps, understood(tmp_path, [written(each, "mermaid") for each in maps]), strict=True):
        facts: Argument = drawing.scene.facts  # type: ignore[assignment]
        labels = " ".join(label for _, label in read["nodes"])
        assert all(claim["text"] in labels for claim in facts["claims"])
        assert len([label for _, _, label in read["edges"] if label]) == len(facts["relations"])
        assert read["title"] == drawing.scene.title


@needs_mermaid
def test_mermaid_takes_hostile_texts_as_text(hostile: list[Drawing], tmp_path: Path) -> None:
    maps = of(hostile, "map")
    for drawing, read in zip(maps, understood(tmp_path, [written(each, "mermaid") for each in maps]), strict=True):
        labels = [label for _, label in read["nodes"]]
        assert sum(HOSTILE in label for label in labels) >= len(claims_of(drawing.scene)) > 0
        assert HOSTILE in read["title"]


def test_every_mark_is_a_number_in_mermaid() -> None:
    marks = '"#&<>;`*_[]{}()|\\%'
    assert mermaid.safe(marks) == "".join(f"#{ord(mark)};" for mark in marks)
    assert mermaid.safe("a\u202eb\x00") == "ab"


def larger(scene: Scene, claims: int, relations: int) -> Scene:
    """A map with more claims, each of which supports the first."""
    told = claims_of(scene)[0]
    many: list[Told] = [{**told, "id": f"a/{number}"} for number in range(claims)]
    made = [{"tail": f"a/{number}", "kind": "supports", "head": "a/0", "onto": None} for number in range(relations)]
    return replace(
        scene, facts={**scene.facts, "claims": many, "elsewhere": [], "relations": made, "sources": ["yicai"]}
    )


def test_what_mermaid_would_not_draw_is_refused(drawings: list[Drawing]) -> None:
    scene = next(each.scene for each in of(drawings, "map") if each.stem.startswith("map-yicai"))
    assert mermaid.write(larger(scene, 100, 100))
    with pytest.raises(Refused, match="at most 500 relations"):
        mermaid.write(larger(scene, 501, 501))
    with pytest.raises(Refused, match="at most 50,000 characters"):
        mermaid.write(larger(scene, 499, 100))
    assert dot.write(larger(scene, 501, 501)).count("->") == 501


# --- PDF


def test_without_typst_the_way_to_get_it_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    asked = ["matrix", "-f", "pdf", "-l", "en", "-p", str(ROOT), "-o", str(tmp_path / "out")]
    result = CliRunner().invoke(command, asked)
    assert result.exit_code == 2
    assert "pip install 'argmap[pdf]'" in result.output
    assert not (tmp_path / "out").exists()


@needs_poppler
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("figure", ["matrix", "map"])
def test_text_copies_out_of_a_pdf(drawings: list[Drawing], figure: str, language: str, tmp_path: Path) -> None:
    drawing = of(drawings, figure, language)[-1]
    file = tmp_path / "figure.pdf"
    file.write_bytes(pdf.write(drawing.scene))
    text = squeezed(run("pdftotext", "-raw", str(file), "-"))
    for line in drawing.scene.lines:
        assert squeezed(line.text) in text
    told = run("pdfinfo", str(file))
    assert re.search(r"Tagged: +yes", told) and f"Title:           {drawing.scene.title}" in told
    width, height = drawing.scene.width * 0.75, drawing.scene.height * 0.75
    assert re.search(rf"Page size: +{width:g} x {height:g} pts", told)
    assert "Pages:           1" in told and "CreationDate" not in told
    assert f"Lang({language})".encode() in file.read_bytes()


def run(*program: str) -> str:
    return subprocess.run(program, capture_output=True, text=True, check=True).stdout


PROGRAM = """
import hashlib, sys
sys.path[:0] = sys.argv[1:]
from test_writers import sample
from argmap.writers import pdf
print(hashlib.sha256(pdf.write(sample())).hexdigest())
"""


def test_a_pdf_is_the_same_everywhere(tmp_path: Path) -> None:
    found = set()
    for number, (seed, zone) in enumerate((("1", "UTC"), ("2", "Asia/Shanghai"))):
        folder = tmp_path / str(number)
        folder.mkdir()
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone}
        command = [sys.executable, "-c", PROGRAM, str(ROOT), str(ROOT / "tests")]
        found.add(subprocess.check_output(command, cwd=folder, env=environment, text=True))
    assert len(found) == 1
