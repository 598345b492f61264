"""A draft as a document: Markdown with its pictures beside it, one HTML page, Word, PDF.

To add a kind, add its line to `OUTPUTS`: a function of the draft, of the scope that it was made in, and of its path.
"""

import re
from base64 import b64encode
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from types import MappingProxyType
from typing import Final

from markupsafe import Markup

from argmap import fonts, pdf, words
from argmap.briefing import html, markdown, mistakes, nodes, pandoc, word
from argmap.briefing.draft import Draft, Insert
from argmap.briefing.mistakes import Broken
from argmap.briefing.nodes import Label, Node, Shown
from argmap.briefing.pieces import Picture
from argmap.briefing.scope import Scope
from argmap.diagnostics import Diagnostic
from argmap.fonts import Face
from argmap.scene import Refused
from argmap.templating import number, plain, render, resource
from argmap.writers import png, svg

Files = Mapping[Path, bytes]
_FORM: Final = "argmap"
_NO_BLOCKS: Final = re.compile(r"[ \t>]*(?:(?:[-+*]|\d{1,9}[.)])[ \t]+)*(?P<heading>#{1,6}[ \t]|(?P<table>\|))")
_MARGIN: Final = re.compile(r"[ \t>]*(?:(?:[-+*]|\d{1,9}[.)])[ \t]+)*")
_PAPER: Final = (170.0, 232.0)
"""The largest figure on a page of A4 with its heading and its caption, in mm."""
_TALLEST: Final = 250.0
"""How high a figure may become, in mm, before its smallest text is set below `_PRINT` pt."""
_PRINT: Final = 7.0
_MM: Final = 25.4 / 96
"""A px is 1/96 inch."""
_LEAST: Final = 0.75
"""The share of its width below which a figure in a page is not shrunk."""
_REPLACED: Final = "▬"
"""What `brief.typ` sets as another sign."""
_PIXELS: Final = 2.5
"""Pixels of a picture in Word to each px: it is printed."""


@dataclass(frozen=True)
class Output:
    """A kind of document by the ending of its file; `needs` is a program that it is made with."""

    ending: str
    summary: str
    make: Callable[[Draft, Scope, Path], Files]
    html_too: bool = False


def as_markdown(draft: Draft, scope: Scope, path: Path) -> Files:
    """The document as Markdown, with its pictures in `figures/` and its name beside it."""
    notes = draft.notes()
    pieces = _numbered(draft)
    # The template may have footnotes of its own.
    own = next(letters for letters in ("", "a", "aa", "aaa") if not re.search(rf"\[\^{letters}\d", draft.text))

    def write(at: int, before: str, last: bool) -> str:
        insert = draft.inserts[at]
        if insert.way == "note":
            return f"[^{own}{notes[at]}]"
        if insert.way == "inline":
            return markdown.inline(insert.pieces)
        _allowed(insert, before)
        return _apart(markdown.block([pieces.get(id(each), each) for each in insert.pieces]), before, last)

    told = [f"[^{own}{number}]: {markdown.inline(draft.inserts[at].pieces)}" for at, number in notes.items()]
    text = draft.filled(write).rstrip("\n")
    whole = "\n\n".join([text, *(["\n".join(told)] if told else [])]) + "\n"
    shown = {each.address for each in pieces.values()}
    pictures = {at: each.content() for at, each in scope.pictures.items() if each.address in shown}
    return {path: whole.encode(), **pictures}


def as_html(draft: Draft, scope: Scope, path: Path) -> Files:
    """The document as one page that loads nothing: its figures and its fonts are inside."""
    pictures = [each for each in draft.shown() if isinstance(each, Picture)]
    if draft.html:
        return {path: _own_page(draft).encode()}
    signs: dict[str, Picture] = {}

    def shown(picture: Picture) -> Sequence[Node]:
        sign = f"<div>{_FORM} {len(signs) + 1}</div>"
        signs[sign] = picture
        return [nodes.raw("html", sign)]

    document = _tree(draft, shown, _counted())
    document["blocks"].insert(0, {"t": "Header", "c": [0, ["", [], []], _heading(document, scope)]})
    body = pandoc.written(document, "html5", "--wrap=none", "--shift-heading-level-by=1").decode()
    used = svg.characters(*(each.drawing.scene for each in pictures))
    cut = fonts.subset(_with_text(used, body))
    for at, (sign, picture) in enumerate(signs.items(), start=1):
        body = body.replace(sign, _drawn(picture, cut, f"f{at}-"), 1)
    faces = svg.font_faces(cut)
    page = render(
        "brief.html.j2",
        title=_title(document, scope),
        language=draft.language,
        faces=[Markup(css) for _, css in faces],
        families=Markup(
            ", ".join(name for name, _ in (faces if words.spoken(draft.language) == "zh" else faces[::-1]))
        ),
        body=Markup(body),
    )
    return {path: page.encode()}


def _drawn(picture: Picture, cut: Mapping[Face, bytes], prefix: str) -> str:
    """A drawing for a page that has its fonts; it is not shrunk until it cannot be read."""
    scene = picture.drawing.scene
    drawing = svg.write(scene, theme=picture.order.theme, fonts=cut, prefix=prefix, fluid=True, shared=True)
    least, most = number(_LEAST * scene.width), number(scene.width)
    return f'<div class="drawing" style="min-width:{least}px;max-width:{most}px">{drawing.decode()}</div>'


def _own_page(draft: Draft) -> str:
    """A template's own page, with its pictures in it, and its footnotes at the end of its body."""
    notes = draft.notes()
    pieces = {
        at: [_inside(each) if isinstance(each, Picture) else each for each in insert.pieces]
        for at, insert in enumerate(draft.inserts)
    }

    def write(at: int, before: str, last: bool) -> str:
        if draft.inserts[at].way == "note":
            return html.reference(notes[at])
        return (html.inline if draft.inserts[at].way == "inline" else html.block)(pieces[at])

    text = draft.filled(write)
    if not notes:
        return text
    end = text.lower().rfind("</body>")
    told = html.notes([(number, draft.inserts[at].pieces) for at, number in notes.items()])
    return text[:end] + told + text[end:] if end >= 0 else text + told


def _inside(picture: Picture) -> Picture:
    """A picture whose address is all of it."""
    kind = "png" if picture.order.formats == ("png",) else "svg+xml"
    return replace(picture, address=f"data:image/{kind};base64,{b64encode(picture.content()).decode('ascii')}")


def as_word(draft: Draft, scope: Scope, path: Path) -> Files:
    """The document for Word: pictures as PNG with alternative text, captions that Word numbers, real footnotes."""
    files: dict[str, bytes] = {}

    def shown(picture: Picture) -> Sequence[Node]:
        name = f"figure-{len(files) + 1}.png"
        files[name] = png.write(picture.drawing.scene, theme=picture.order.theme, scale=_PIXELS)
        width, height = _on_paper(picture)
        size = [["width", f"{number(width)}mm"], ["height", f"{number(height)}mm"]]
        return [{"t": "Plain", "c": [{"t": "Image", "c": [["", [], size], nodes.text(picture.alt), [name, ""]]}]}]

    document = _tree(draft, shown, word.counted())
    return {path: word.write(document, files)}


def as_pdf(draft: Draft, scope: Scope, path: Path) -> Files:
    """The document as a PDF that is tagged, with drawings that can be enlarged and text that can be selected."""
    inputs: dict[str, str] = {}

    def shown(picture: Picture) -> Sequence[Node]:
        name = f"figure-{len(inputs)}"
        inputs[name] = svg.write(picture.drawing.scene, theme=picture.order.theme, text="bare").decode()
        inputs[f"{name}-alt"] = plain(picture.alt)
        width, _ = _on_paper(picture)
        return [nodes.raw("typst", f'#drawing("{name}", {number(width)}mm)')]

    document = _tree(draft, shown, _counted())
    title = [nodes.raw("typst", "#block(below: 1em, title[", inline=True), *_heading(document, scope)]
    document["blocks"].insert(0, {"t": "Plain", "c": [*title, nodes.raw("typst", "])", inline=True)]})
    content = pandoc.written(document, "typst", "--wrap=none").decode()
    inputs |= {"title": _title(document, scope), "language": draft.language.partition("-")[0].lower()}
    drawn = {each for text in (content, *inputs.values()) for each in text}
    scope.lost |= {each for each in drawn if not fonts.covers(each) and each not in _REPLACED}
    try:
        return {path: pdf.compile(resource("brief.typ") + content, inputs)}
    except pdf.Unavailable as missing:
        raise Refused(str(missing).replace("[pdf]", "[brief]")) from None
    except pdf.Failed as failed:
        raise Refused(f"typst: {failed}") from None


def _tree(draft: Draft, shown: Shown, label: Label) -> Node:
    """The document's tree, with the pieces as nodes. A piece that no place shows, and what is foreign, is a Broken."""
    document = pandoc.tree(draft.filled(_placed(draft)))
    document["meta"].setdefault("lang", {"t": "MetaString", "c": draft.language})
    written: dict[str, Sequence[Node]] = {}
    for at in draft.order():
        insert = draft.inserts[at]
        if insert.way == "block":
            written[str(at)] = nodes.blocks(insert.pieces, shown, label)
        else:
            written[str(at)] = (nodes.note if insert.way == "note" else nodes.inlines)(insert.pieces)
    placed: set[str] = set()

    def take(node: Node) -> Sequence[Node] | None:
        if node["t"] == "Image":
            raise Broken(_own_picture(draft, node["c"][2][0]))
        if node["t"] not in ("RawBlock", "RawInline") or node["c"][0] == "html":
            return None
        form, said = node["c"][0], node["c"][1].strip()
        if form != _FORM or said not in written:
            raise Broken(_raw(draft, form))
        placed.add(said)
        return written[said]

    try:
        whole = pandoc.replaced(document, take)
    except RecursionError:
        raise Refused("lists or block quotes in the template are nested too deeply") from None
    for insert in (draft.inserts[at] for at in draft.order() if str(at) not in placed):
        raise Broken(mistakes.misplaced(insert.place, insert.name, "code, a comment or an attribute"))
    return whole


def _own_picture(draft: Draft, address: str) -> Diagnostic:
    message = f"the picture `{address}` cannot be shown in this kind of document"
    return mistakes.foreign(draft.template, address, message, "Only Markdown documents show pictures of your own.")


def _raw(draft: Draft, form: str) -> Diagnostic:
    return mistakes.foreign(draft.template, f"{{={form}}}", f"raw `{form}` cannot be shown", "Write it in Markdown.")


def _allowed(insert: Insert, before: str) -> None:
    """A Broken where no block can stand."""
    found = _NO_BLOCKS.match(before)
    if found:
        raise Broken(mistakes.misplaced(insert.place, insert.name, "a table" if found["table"] else "a heading"))


def _placed(draft: Draft) -> Callable[[int, str, bool], str]:
    """What stands for the pieces while pandoc reads the text."""

    def write(at: int, before: str, last: bool) -> str:
        if draft.inserts[at].way == "block":
            _allowed(draft.inserts[at], before)
            return _apart(f"```{{={_FORM}}}\n{at}\n```", before, last)
        return f"`{at}`{{={_FORM}}}"

    return write


def _apart(block: str, before: str, last: bool) -> str:
    """A block on lines of its own, with the margin of the list or the block quote that it stands in."""
    found = _MARGIN.fullmatch(before)
    margin = re.sub(r"[^\s>]", " ", before) if found else ""
    lines = [f"{margin}{line}" if line else margin.rstrip() for line in block.split("\n")]
    inside = "\n".join(lines)[len(margin) :]
    return (inside if found else f"\n\n{inside}") + ("" if last else f"\n{margin.rstrip()}\n{margin}")


def _numbered(draft: Draft) -> dict[int, Picture]:
    """The pictures by their identity, with their number before their caption."""
    label = _counted()
    found: dict[int, Picture] = {}
    for each in draft.shown():
        if isinstance(each, Picture):
            said = "".join(node.get("c", " ") for node in label(each.language)) if each.caption else ""
            found[id(each)] = replace(each, caption=f"{said}{each.caption}")
    return found


def _counted() -> Label:
    """Says that a picture is a figure, and the next number."""
    numbers = count(1)
    return lambda language: nodes.text(words.say("brief.figure", language, number=next(numbers)))


def _on_paper(picture: Picture) -> tuple[float, float]:
    """Width and height in mm: as drawn, or as large as the page allows."""
    width, height = picture.drawing.scene.width * _MM, picture.drawing.scene.height * _MM
    scale = min(1.0, _PAPER[0] / width, _PAPER[1] / height)
    least = min((line.size for line in picture.drawing.scene.lines), default=_PRINT) * 0.75
    scale = max(scale, min(1.0, _PAPER[0] / width, _TALLEST / height, _PRINT / least))
    return width * scale, height * scale


def _heading(document: Node, scope: Scope) -> list[Node]:
    """The document's title: its only heading of the first level, or else the project's."""
    title = document["meta"].get("title", {"t": ""})
    return list(title["c"]) if title["t"] == "MetaInlines" else nodes.text(scope.title)


def _title(document: Node, scope: Scope) -> str:
    """The title as plain text, without its footnotes."""
    said = {"t": "Plain", "c": _heading(document, scope)}
    told = pandoc.replaced({**document, "blocks": [said]}, lambda node: [] if node["t"] == "Note" else None)
    return plain(pandoc.written(told, "plain", "--wrap=none").decode().strip())


def _with_text(used: Mapping[Face, frozenset[str]], text: str) -> Mapping[Face, frozenset[str]]:
    """The characters of the figures, and those of a text that the faces have."""
    found = {face: set(used.get(face, ())) for face in fonts.FAMILIES}
    for character in set(text):
        if fonts.covers(character):
            found[fonts.face_for(character, "en")].add(character)
    return {face: frozenset(each) for face, each in found.items() if each}


OUTPUTS: Final[Mapping[str, Output]] = MappingProxyType(
    {
        each.ending: each
        for each in (
            Output(".md", "Markdown, with its pictures beside it", as_markdown),
            Output(".html", "one page with everything inside", as_html, html_too=True),
            Output(".docx", "Word", as_word),
            Output(".pdf", "PDF", as_pdf),
        )
    }
)
"""The kinds of documents, by the ending of their files."""
