"""Each recipe of docs/recipes.md is carried out with the program that it is for: its own commands on its own files."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import mean
from threading import Thread
from zipfile import ZipFile

import pytest
from test_browser import Picture, alike, frames, ink, shades

import argmap
from argmap.writers import png, svg

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "recipes.md").read_text(encoding="utf-8")
TOOLS = os.environ.get("ARGMAP_RECIPES", "")
"""The folder of the programs of an environment with Jupyter, MkDocs, Sphinx, python-docx and python-pptx."""
MODULES = os.environ.get("ARGMAP_NODE_MODULES", "")
LONGEST = 300
"""How many seconds a program may take."""
POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
"""What GitHub sends with an SVG file."""
CHINESE = re.compile("[一-鿿]{4,}")

pytestmark = pytest.mark.long


@cache
def path() -> str:
    """Where programs are looked for: argmap's own environment, the tools', pandoc, the machine."""
    import pypandoc

    folders = [Path(sys.executable).parent, TOOLS, Path(pypandoc.get_pandoc_path()).parent, os.environ["PATH"]]
    return os.pathsep.join(str(folder) for folder in folders if folder)


def need(*programs: str) -> None:
    """Skip the test unless these are there; `tools` stands for the environment of the tools."""
    for program in programs:
        if not (TOOLS if program == "tools" else shutil.which(program, path=path())):
            pytest.skip("ARGMAP_RECIPES is not set" if program == "tools" else f"{program} is not installed")


def run(folder: Path, *command: str | Path) -> str:
    """What a program says; that it fails is a failure of the test."""
    environment = {**os.environ, "PATH": path(), "HOME": str(folder)}
    done = subprocess.run(
        [str(word) for word in command], cwd=folder, env=environment, capture_output=True, text=True, timeout=LONGEST
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout + done.stderr


def section(heading: str) -> str:
    return re.split(r"^## ", PAGE.split(f"\n## {heading}\n")[1], maxsplit=1, flags=re.M)[0]


def carry_out(heading: str, folder: Path, skipping: str = "") -> str:
    """Write the files that a recipe shows, under the names that stand before them, and run its commands."""
    recipe = section(heading)
    for name, content in re.findall(r"`([\w./]+)`:\n\n```\w+\n(.*?)^```", recipe, re.S | re.M):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(content, encoding="utf-8")
    commands = "".join(re.findall(r"^```sh\n(.*?)^```", recipe, re.S | re.M)).splitlines()
    assert commands
    kept = (command for command in commands if not skipping or skipping not in command)
    return "".join(run(folder, "bash", "-c", command) for command in kept)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("maps", "seeds"):
        shutil.copytree(ROOT / name, tmp_path / name)
    return tmp_path


def description(folder: Path, name: str) -> str:
    """The alternative text of a figure, from where the page says it is."""
    asked = json.loads((folder / "argmap.json").read_text(encoding="utf-8"))["asked"]
    return next(str(drawn["description"]) for each in asked for drawn in each["drawn"] if drawn["stem"] == name)


def office(folder: Path, name: str, ending: str = "pdf") -> Path:
    """The file as LibreOffice makes it of another."""
    home = f"-env:UserInstallation={(folder / 'office').as_uri()}"
    run(folder, "soffice", home, "--headless", "--convert-to", ending, "--outdir", folder / "seen", name)
    return folder / "seen" / f"{Path(name).stem}.{ending}"


def pictures(pdf: Path) -> list[tuple[int, int]]:
    """The width of each picture on the pages, in pixels, and how many of them go to the inch."""
    lines = [line.split() for line in run(pdf.parent, "pdfimages", "-list", pdf).splitlines()[2:]]
    return [(int(line[3]), int(line[12])) for line in lines if line[2] == "image"]


def words(text: str) -> str:
    return " ".join(text.split())


def texts(pdf: Path) -> str:
    return words(run(pdf.parent, "pdftotext", pdf, "-"))


def part(document: Path, name: str) -> str:
    with ZipFile(document) as archive:
        return archive.read(name).decode()


DOCX = """
import sys
from docx import Document
from docx.shared import Inches
document = Document()
picture = document.add_picture(sys.argv[1], width=Inches(6.0))
picture._inline.docPr.set("descr", sys.argv[2])
document.save("inserted.docx")
"""

PPTX = """
import sys
from pptx import Presentation
from pptx.util import Inches
deck = Presentation()
deck.slide_width, deck.slide_height = Inches(13.333), Inches(7.5)
slide = deck.slides.add_slide(deck.slide_layouts[6])
picture = slide.shapes.add_picture(sys.argv[1], 0, 0, height=Inches(7.5))
print(picture.width / Inches(1))
deck.save("inserted.pptx")
"""


def test_word(folder: Path) -> None:
    need("soffice", "pdfimages", "tools")
    carry_out("Word", folder)
    told = description(folder / "figures", "matrix.en")
    run(folder, Path(TOOLS) / "python", "-c", DOCX, "figures/matrix.en.png", told)
    shown = office(folder, "inserted.docx")
    assert [ppi >= 290 for _, ppi in pictures(shown)] == [True]
    assert f'descr="{told}"' in part(folder / "inserted.docx", "word/document.xml")
    assert "Europe" in texts(office(folder, "brief.docx"))
    assert (folder / "figures" / "outline" / "matrix.en.svg").read_text(encoding="utf-8").count("<text") == 0


def test_an_office_program_needs_letters_as_shapes(folder: Path) -> None:
    need("soffice")
    scene = argmap.load(ROOT).figure("matrix", lang="zh").scene
    own = shades(png.write(scene, scale=1))
    (folder / "outline.svg").write_bytes(svg.write(scene, text="outline"))
    (folder / "embed.svg").write_bytes(svg.write(scene))
    lines = [frame for text, frame in frames(scene, "title", "issue") if CHINESE.fullmatch(text)]
    assert len(lines) > 10
    outlined, embedded = (shades(office(folder, name, "png").read_bytes()) for name in ("outline.svg", "embed.svg"))
    assert min(alike(outlined, own, frame) for frame in lines) > 0.7
    if not run(folder, "fc-list", ":lang=zh"):
        assert max(alike(embedded, own, frame) for frame in lines) < 0.5


def test_powerpoint(folder: Path) -> None:
    need("soffice", "pdfimages", "tools")
    carry_out("PowerPoint", folder)
    width = float(run(folder, Path(TOOLS) / "python", "-c", PPTX, "slides/issue-work-with-china.en.png"))
    assert width == pytest.approx(10.5, abs=0.1)
    assert len(pictures(office(folder, "inserted.pptx"))) == 1
    sizes = dict(re.findall(r"^\| (\d)[^|]*\| (\d+) \|", section("PowerPoint"), re.M))
    assert sizes == {scale: str(826 * int(scale)) for scale in "2345"}
    drawn = shades((folder / "slides" / "issue-work-with-china.en.png").read_bytes())
    assert len(drawn[0]) == int(sizes["4"])


def test_pandoc(folder: Path) -> None:
    need("pandoc", "pdflatex", "soffice", "pdftotext")
    said = carry_out("pandoc", folder)
    assert "WARNING" not in said
    assert 'src="data:image/svg+xml;base64,' in (folder / "report.html").read_text(encoding="utf-8")
    assert "Where each article stands" in texts(folder / "report.pdf")
    assert pictures(office(folder, "report.docx"))
    assert len(pictures(office(folder, "slides.pptx"))) == 1
    told = re.findall(r'%2Een "(.*?)"', section("pandoc"))[0]
    assert told in part(folder / "slides.pptx", "ppt/slides/slide2.xml")


def test_pandoc_takes_the_language_for_an_ending(folder: Path) -> None:
    need("pandoc")
    run(folder, "argmap", "render", "matrix", "--lang", "en", "--format", "png")
    (folder / "report.md").write_text("![x](figures/matrix.en)\n", encoding="utf-8")
    said = run(folder, "pandoc", "report.md", "--default-image-extension=png", "-o", "report.docx")
    assert "Could not fetch resource figures/matrix.en" in said


def test_pandoc_reads_embedded_blocks(folder: Path) -> None:
    need("pandoc", "soffice", "pdftotext")
    carry_out("pandoc", folder, skipping="report.")
    seen = texts(office(folder, "brief.docx"))
    assert "Table of 2 issues" not in seen
    document = part(folder / "brief.docx", "word/document.xml")
    assert 'descr="Table of 2 issues and 5 articles' in document
    assert "Deutsche Welle 2025-02-10" in words(re.sub("<[^>]+>", "", document))


def test_latex(folder: Path) -> None:
    need("pdflatex", "pdftotext", "pdffonts")
    carry_out("LaTeX", folder)
    seen = texts(folder / "paper.pdf")
    assert "Where each article stands, issue by issue" in seen
    assert "人工智能峰会" in seen
    fonts = run(folder, "pdffonts", "paper.pdf").splitlines()[2:]
    assert fonts and all(line.split()[-5] == "yes" for line in fonts)


def test_jupyter(folder: Path) -> None:
    need("jupyter", "tools")
    (cell,) = re.findall(r"```python\n(.*?)```", section("Jupyter"), re.S)
    code = {"cell_type": "code", "id": "a", "metadata": {}, "execution_count": None, "outputs": [], "source": cell}
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    book = {"nbformat": 4, "nbformat_minor": 5, "metadata": kernel, "cells": [code]}
    (folder / "brief.ipynb").write_text(json.dumps(book), encoding="utf-8")
    carry_out("Jupyter", folder)
    (shown,) = json.loads((folder / "brief.ipynb").read_text(encoding="utf-8"))["cells"][0]["outputs"]
    assert set(shown["data"]) == {"image/svg+xml", "image/png", "text/plain"}
    alt = shown["metadata"]["image/png"]["alt"]
    assert alt.startswith("Table of 16 issues") and alt in "".join(shown["data"]["text/plain"])
    assert 'src="data:image/svg+xml;base64,' in (folder / "brief.html").read_text(encoding="utf-8")
    assert f'alt="{alt}"' in (folder / "accessible.html").read_text(encoding="utf-8")


class _GitHub(BaseHTTPRequestHandler):
    """Gives SVG files with GitHub's policy, and pages that show them as pictures."""

    folder: Path

    def do_GET(self) -> None:
        kind, _, name = self.path.strip("/").partition("/")
        page = f'<!doctype html><body style="margin:0"><img src="/raw/{name}" style="display:block">'
        body = page.encode() if kind == "page" else (self.folder / name).read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", "text/html" if kind == "page" else "image/svg+xml")
        self.send_header("Content-Length", str(len(body)))
        if kind == "raw":
            self.send_header("Content-Security-Policy", POLICY)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: what was asked for is no news."""


@contextmanager
def github(folder: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Here", (_GitHub,), {"folder": folder}))
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def seen_by(browser: str, folder: Path, address: str, size: Sequence[int]) -> Picture:
    """What a browser shows at an address."""
    target, profile = folder / "shot.png", folder / browser
    target.unlink(missing_ok=True)
    profile.mkdir(exist_ok=True)
    window = f"--window-size={size[0]},{size[1]}"
    if browser == "chromium":
        options = ["--no-sandbox", "--disable-gpu", "--hide-scrollbars", f"--user-data-dir={profile}"]
        run(folder, browser, "--headless", *options, f"--screenshot={target}", window, address)
    else:
        run(folder, browser, "--headless", "--no-remote", "--profile", profile, "--screenshot", target, window, address)
    return shades(target.read_bytes())


@pytest.mark.parametrize("browser", ["chromium", "firefox-esr"])
def test_github_shows_fonts_in_pages_and_shapes_everywhere(folder: Path, browser: str) -> None:
    need(browser)
    scene = argmap.load(ROOT).figure("matrix", lang="zh", issue=["europe-lags", "looser-rules"]).scene
    size = round(scene.width), round(scene.height)
    for text in ("embed", "outline"):
        (folder / f"{text}.svg").write_bytes(svg.write(scene, text=text))
    with github(folder) as address:
        seen = {
            (kind, text): seen_by(browser, folder, f"{address}/{kind}/{text}.svg", size)
            for kind in ("file", "page", "raw")
            for text in ("embed", "outline")
        }
    own = shades(png.write(scene, scale=1))
    titles = [frame for text, frame in frames(scene, "title", "issue") if CHINESE.search(text)]
    assert titles and all(mean(ink(own, frame)) > 0.02 for frame in titles)
    assert seen["page", "embed"] == seen["file", "embed"]
    assert seen["raw", "embed"] != seen["file", "embed"]
    assert seen["page", "outline"] == seen["raw", "outline"] == seen["file", "outline"]
    for shown in (seen["page", "embed"], seen["raw", "outline"]):
        assert min(alike(shown, own, frame) for frame in titles) > 0.7


CLEAN = """
import {createRequire} from "node:module";
import {pathToFileURL} from "node:url";
const from = createRequire(process.argv[1] + "/x.js");
const load = async name => (await import(pathToFileURL(from.resolve(name)))).default;
const {unified} = await import(pathToFileURL(from.resolve("unified")));
let text = ""; for await (const piece of process.stdin) text += piece;
const names = ["rehype-parse", "rehype-sanitize", "rehype-stringify"];
const [parse, sanitize, stringify] = await Promise.all(names.map(load));
process.stdout.write(String(await unified().use(parse, {fragment: true}).use(sanitize).use(stringify).process(text)));
"""

MARKUP = """
import sys, cmarkgfm
from cmarkgfm.cmark import Options
text = open("README.md", encoding="utf-8").read()
sys.stdout.write(cmarkgfm.github_flavored_markdown_to_html(text, Options.CMARK_OPT_UNSAFE))
"""


def test_github_keeps_what_is_embedded(folder: Path) -> None:
    need("node", "tools")
    if not (Path(MODULES) / "rehype-sanitize").is_dir():
        pytest.skip("rehype-sanitize is not installed")
    carry_out("GitHub", folder)
    page = run(folder, Path(TOOLS) / "python", "-c", MARKUP)
    done = subprocess.run(
        ["node", "--input-type=module", "-e", CLEAN, MODULES], input=page, capture_output=True, text=True, check=True
    )
    kept = done.stdout
    address, alt = re.findall(r'<img src="(.*?)" alt="(.*?)">', kept)[0]
    assert (folder / address).is_file() and alt.startswith("Table of 2 issues and 5 articles")
    assert "<p>Of 5 articles," in kept and "argmap:" not in kept
    assert kept.count("<td") == page.count("<td") == 14
    assert words(re.sub("<[^>]+>", "", kept)) == words(re.sub("<!--.*?-->|<[^>]+>", "", page))


def test_mkdocs_and_sphinx(folder: Path) -> None:
    need("mkdocs", "sphinx-build", "tools")
    carry_out("MkDocs, Sphinx, Quarto", folder)
    for built in ("site", "html"):
        page = (folder / built / "index.html").read_text(encoding="utf-8")
        (picture,) = re.findall(r"<img [^>]*>", page)
        found = re.search(r'src="(.*?)"', picture)
        assert found and b"@font-face" in (folder / built / found[1]).read_bytes()
        assert 'alt="Table of 2 issues and 5 articles' in picture
        assert "Deutsche Welle" in page and "<table" in page
