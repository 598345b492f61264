"""Documents of `argmap brief` as Word, LibreOffice, poppler and a browser see them."""

import os
import re
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from click.testing import CliRunner
from small_projects import coded, project

from argmap import fonts
from argmap.briefing import outputs
from argmap.briefing.pieces import Picture
from argmap.briefing.scope import Scope
from argmap.briefing.template import fill
from argmap.cli import main
from argmap.cli.brief import TEMPLATES, _template
from argmap.gallery import Studio
from argmap.project import load

pytest.importorskip("pypandoc", reason="the extra `brief` is not installed")
pytest.importorskip("typst", reason="the extra `brief` is not installed")

ROOT = Path(__file__).parents[1]
LANGUAGES = ("en", "zh")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
HOSTILE = (
    "<b>&amp; *x* _y_ [l](u) `c` $z$ #t @q \\n {{ 7*7 }} {% x %} | ![i](/etc/passwd) <script>alert(1)</script> 第一"
)
TEMPLATE = """# {{ title }}{{ cite("a/c0") }}

{{ sources[0].short }}

{{ figure("matrix", caption="Here " ~ number("sources")) }}

{{ stance_table() }}

| a{{ cite("a/c0") }} |
| --- |
| {{ number("sources") }} |

- x
  - {{ quotes(issue="i") }}
- y

{{ figure("positions") }}
"""


@cache
def shipped(template: str, language: str) -> Path:
    """The folder with all documents of a template of argmap's on the shipped project."""
    folder = Path(mkdtemp(prefix="brief-"))
    asked = [each for ending in outputs.OUTPUTS for each in ("-o", str(folder / f"out{ending}"))]
    done = CliRunner().invoke(main, ["brief", template, "-p", str(ROOT), "-l", language, *asked])
    assert done.exit_code == 0, done.output
    assert "note[" not in done.output
    return folder


@cache
def small() -> Path:
    """A small project whose texts are full of signs that some format reads as its own, and its documents."""
    folder = Path(mkdtemp(prefix="brief-"))
    claims = coded(("i", "support", {"text": HOSTILE, "quote": f"Words {HOSTILE}"}), ("j", "neutral"))
    project(
        folder,
        {"a": {"claims": claims}, "b": {"claims": coded(("i", "oppose"))}},
        codebook={"title": HOSTILE},
        registry={"a": {"title": HOSTILE, "short": HOSTILE}},
    )
    (folder / "t.md").write_text(TEMPLATE, "utf-8")
    asked = [each for ending in outputs.OUTPUTS for each in ("-o", str(folder / f"out{ending}"))]
    done = CliRunner().invoke(main, ["brief", str(folder / "t.md"), *asked])
    assert done.exit_code == 0, done.output
    return folder


def part(path: Path, name: str) -> ElementTree.Element:
    with ZipFile(path) as file:
        return ElementTree.fromstring(file.read(name))


def told(path: Path) -> str:
    """A PDF's text, on one line."""
    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext is not installed")
    done = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, check=True)
    return " ".join(done.stdout.decode("utf-8").split())


def facts(path: Path) -> dict[str, str]:
    if not shutil.which("pdfinfo"):
        pytest.skip("pdfinfo is not installed")
    done = subprocess.run(["pdfinfo", str(path)], capture_output=True, text=True, check=True)
    return {key: value.strip() for key, _, value in (line.partition(":") for line in done.stdout.splitlines())}


def test_hostile_texts_reach_every_document_whole() -> None:
    with ZipFile(small() / "out.docx") as file:
        document = ElementTree.fromstring(file.read("word/document.xml"))
        assert not [each for each in file.namelist() if "passwd" in each]
    assert HOSTILE in "".join(document.itertext())
    page = (small() / "out.html").read_text("utf-8")
    assert "<script" not in page
    assert " ".join(HOSTILE.split())[:60] in told(small() / "out.pdf")


def test_word_has_real_footnotes_captions_and_alternative_texts() -> None:
    path = small() / "out.docx"
    document, notes = part(path, "word/document.xml"), part(path, "word/footnotes.xml")
    assert len(list(document.iter(f"{W}footnoteReference"))) == 2
    said = ["".join(each.itertext()) for each in notes if each.get(f"{W}type") is None]
    assert [each.strip().startswith("“Words") for each in said] == [True, True]
    fields = [each.get(f"{W}instr") for each in document.iter(f"{W}fldSimple")]
    assert fields == [" SEQ Figure \\* ARABIC "] * 2
    styles = {
        "".join(each.itertext()): (each.find(f"{W}pPr/{W}pStyle"))
        for each in document.iter(f"{W}p")
        if "Figure 1. " in "".join(each.itertext())
    }
    assert [each.get(f"{W}val") for each in styles.values() if each is not None] == ["ImageCaption"]
    assert next(iter(styles)) == "Figure 1. Here 2"
    drawn = [each for each in document.iter() if each.tag.endswith("}docPr")]
    assert len(drawn) == 2
    assert all("Issue i: " in each.get("descr", "") for each in drawn)


def test_word_is_on_a4_and_its_language_is_the_documents() -> None:
    size = next(part(small() / "out.docx", "word/document.xml").iter(f"{W}pgSz"))
    assert (size.get(f"{W}w"), size.get(f"{W}h")) == ("11906", "16838")
    for language in LANGUAGES:
        styles = part(shipped("brief", language) / "out.docx", "word/styles.xml")
        found = list(styles.iter(f"{W}lang"))
        assert language in {value.partition("-")[0] for each in found for value in each.attrib.values()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_brief_is_one_page_tagged_and_its_text_can_be_taken_out(language: str) -> None:
    path = shipped("brief", language) / "out.pdf"
    found = facts(path)
    assert found["Pages"] == "1"
    assert found["Tagged"] == "yes"
    assert found["Page size"].endswith("(A4)")
    assert "CreationDate" not in found or "1970" in found["CreationDate"]
    title = {"en": "Europe in the AI race", "zh": "欧洲与人工智能竞赛"}[language]
    assert found["Title"] == title
    assert title in told(path)
    assert {"en": "Too little computing power", "zh": "算力不足"}[language] in told(path)


def test_the_title_of_a_page_has_its_footnote_and_the_metadata_none() -> None:
    page = (small() / "out.html").read_text("utf-8")
    assert "doc-noteref" in re.search(r"<h1[^>]*>(.*?)</h1>", page, re.DOTALL)[1]  # type: ignore[index]
    assert "Words" not in re.search(r"<title>(.*?)</title>", page)[1]  # type: ignore[index]
    assert "“Words" in told(small() / "out.pdf")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("template", ["brief", "evidence"])
def test_a_page_loads_nothing(template: str, language: str) -> None:
    page = (shipped(template, language) / "out.html").read_text("utf-8")
    loading = re.findall(
        r"""(?:src|srcset|poster|data)\s*=\s*["']?(?!data:)[^"'>\s]+|url\((?!["']?data:|#)|@import""", page
    )
    assert loading == []
    assert "<link" not in page
    assert "<script" not in page
    identities = re.findall(r'\sid="([^"]+)"', page)
    assert len(identities) == len(set(identities))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_figure_is_set_smaller_than_seven_points(language: str) -> None:
    """The smallest text in pt, times what the width in the document is of the width as drawn."""
    loaded = load(ROOT)
    for name in ("brief", "comparison"):
        scope = Scope(loaded, Studio(loaded), ROOT / "out.pdf", language, on_paper=True)
        for picture in pictures_of(scope, name):
            width, height = outputs._on_paper(picture)
            assert width <= 170.01 and height <= 250.01
            scene = picture.drawing.scene
            least = min(line.size for line in scene.lines) * 0.75 * (width / 25.4 * 96 / scene.width)
            assert least >= 6.99, (name, picture.address, least)


def pictures_of(scope: Scope, name: str) -> list[Picture]:
    return [each for each in fill(scope, _template(name)).shown() if isinstance(each, Picture)]


def test_characters_that_no_face_has_are_named(tmp_path: Path) -> None:
    folder = project(tmp_path, {"a": {"claims": coded(("i", "support"))}})
    (folder / "t.md").write_text("x 😀 ▬ \U00020bb7 {{ title }}", "utf-8")
    done = CliRunner().invoke(main, ["brief", str(folder / "t.md"), "-o", str(folder / "out.pdf")])
    assert done.exit_code == 0
    assert "note[character-not-drawable]: no bundled face has 😀 (U+1F600), 𠮷 (U+20BB7); " in done.stderr
    assert not fonts.covers("😀")
    (folder / "t.md").write_text("{{ title }}", "utf-8")
    done = CliRunner().invoke(main, ["brief", str(folder / "t.md"), "-o", str(folder / "out.pdf")])
    assert "note[" not in done.stderr


HTML = """<!DOCTYPE html>
<html><head><title>{{ title }}</title></head><body><p title="{{ title }}">{{ number("sources") }}{{ cite("a/c0") }}</p>
{{ figure("matrix") }}
<p>{{ quote("a/c0") }}</p></body></html>
"""


def test_a_template_can_be_a_page_of_its_own() -> None:
    path = small() / "page.html.j2"
    path.write_text(HTML, "utf-8")
    out = small() / "page.html"
    done = CliRunner().invoke(main, ["brief", str(path), "-o", str(out)])
    assert done.exit_code == 0, done.output
    page = out.read_text("utf-8")
    assert '<p title="&lt;b&gt;&amp;amp; *x*' in page
    assert "<script" not in page
    assert 'src="data:image/svg+xml;base64,' in page
    assert page.index('href="#note-1"') < page.index('id="note-1"') < page.index("</body>")
    for ending in ("md", "docx", "pdf"):
        done = CliRunner().invoke(main, ["brief", str(path), "-o", str(small() / f"page.{ending}")])
        assert (done.exit_code, "cannot be made from HTML" in " ".join(done.output.split())) == (2, True)


@pytest.mark.skipif(os.name == "nt", reason="time zones and locales are set as on Unix")
def test_the_same_bytes_whatever_the_clock_folder_locale_or_hash_seed(tmp_path: Path) -> None:
    made = []
    for seed, zone, locale in (("1", "Asia/Shanghai", "C"), ("2", "America/Lima", "C.UTF-8")):
        folder = tmp_path / f"folder {seed}"
        shutil.copytree(small() / "maps", folder / "maps")
        shutil.copytree(small() / "seeds", folder / "seeds")
        (folder / "t.md").write_text(TEMPLATE, "utf-8")
        names = [f"out{each}" for each in outputs.OUTPUTS]
        subprocess.run(
            [sys.executable, "-m", "argmap", "brief", "t.md", *(each for name in names for each in ("-o", name))],
            cwd=folder, check=True, capture_output=True,
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale, "PYTHONUTF8": "1"},
        )  # fmt: skip
        made.append({name: (folder / name).read_bytes() for name in names})
    assert [name for name in made[0] if made[0][name] != made[1][name]] == []


@pytest.mark.long
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("template", TEMPLATES)
def test_libreoffice_opens_what_word_gets(template: str, language: str, tmp_path: Path) -> None:
    if not shutil.which("soffice"):
        pytest.skip("LibreOffice is not installed")
    (tmp_path / "fonts.conf").write_text(
        f"""<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd"><fontconfig>
        <dir>{fonts.path("latin").parent}</dir><cachedir>{tmp_path / "cache"}</cachedir></fontconfig>""",
        "utf-8",
    )
    command = [
        "soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--convert-to", "pdf",
        "--outdir", str(tmp_path), str(shipped(template, language) / "out.docx"),
    ]  # fmt: skip
    environment = {**os.environ, "FONTCONFIG_FILE": str(tmp_path / "fonts.conf"), "HOME": str(tmp_path)}
    subprocess.run(command, check=True, capture_output=True, timeout=240, env=environment)
    said = told(tmp_path / "out.pdf")
    assert "政府的过度监管" in said or template != "evidence"
    assert {"en": "Europe in the AI race", "zh": "欧洲与人工智能竞赛"}[language] in said
    assert facts(tmp_path / "out.pdf")["Page size"].endswith("(A4)")


@pytest.mark.long
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_browser_shows_the_page(language: str, tmp_path: Path) -> None:
    browser = shutil.which("chromium") or shutil.which("chromium-browser")
    if not browser:
        pytest.skip("Chromium is not installed")
    address = (shipped("comparison", language) / "out.html").as_uri()
    printed = tmp_path / "page.pdf"
    command = [
        browser, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'profile'}",
        f"--print-to-pdf={printed}", "--host-resolver-rules=MAP * ~NOTFOUND", address,
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    said = told(printed)
    assert {"en": "Europe in the AI race", "zh": "欧洲与人工智能竞赛"}[language] in said
    assert {"en": "Too little computing power", "zh": "算力不足"}[language] in said
