"""Scene -> SVG. Whatever the texts hold, the file is well-formed, loads nothing, and has the same bytes each time."""

import re
from base64 import b64encode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from hashlib import sha256
from typing import Final, Literal

from markupsafe import Markup

from argmap import fonts as faces
from argmap.fonts import Face
from argmap.patterns import Pattern
from argmap.scene import Group, Line, Mark, Path, Rect, Run, Scene
from argmap.templating import number, plain, render
from argmap.theme import Paint, paint
from argmap.typeset import BOLD

TextMode = Literal["embed", "live", "outline", "bare"]
"""How text is written: with its fonts inside; with the reader's fonts, fitted to our widths; as shapes that need no
font; or, for programs that are given our fonts, by the fonts' names alone."""

_FALLBACK: Final[Mapping[Face, str]] = {
    "han": (
        "Noto Sans SC, Noto Sans CJK SC, Source Han Sans SC, PingFang SC, Microsoft YaHei, WenQuanYi Micro Hei, "
        "sans-serif"
    ),
    "latin": "Noto Sans, Segoe UI, Helvetica Neue, Arial, sans-serif",
}
_ADDRESS: Final = Pattern(r"https?://|mailto:|#", re.IGNORECASE)


def write(
    scene: Scene,
    *,
    theme: str = "light",
    text: TextMode = "embed",
    fonts: Mapping[Face, bytes] | None = None,
    prefix: str | None = None,
    fluid: bool = False,
    shared: bool = False,
) -> bytes:
    """The scene as one SVG file, UTF-8.

    `fonts` are the font files to embed, cut once for many figures; without them they are cut to the scene's own
    characters. `prefix` goes before every id, so that several figures can stand in one page; it is made from the
    title and the text unless given. A `fluid` figure is as wide as the place that it stands in. One with `shared`
    fonts names them, and the page around it has them once, by `font_faces`. An unknown theme or role is a KeyError.
    """
    embedded: tuple[_Embedded, ...] = ()
    if text == "embed":
        used = characters(scene)
        embedded = _embedded({face: cut for face, cut in (fonts or faces.subset(used)).items() if face in used})
    pen = _Pen(
        theme,
        text,
        _families(embedded, text),
        _usual(scene),
        scene.language,
        _prefix(scene) if prefix is None else prefix,
        () if shared else embedded,
        fluid,
    )
    if text == "outline":
        pen.shapes.update(sorted(_shapes(scene, pen)))
    return render("figure.svg.j2", scene=scene, pen=pen).encode()


def font_faces(fonts: Mapping[Face, bytes]) -> tuple[tuple[str, str], ...]:
    """The family of each font file, and the CSS that declares it: what figures with `shared` fonts need once."""
    return tuple((font.family, render("fonts.css.j2", fonts=[font]).strip()) for font in _embedded(fonts))


def characters(*scenes: Scene) -> dict[Face, frozenset[str]]:
    """The characters that the scenes set in each face: what `fonts.subset` is to keep."""
    found: dict[Face, set[str]] = {}
    for scene in scenes:
        for line in scene.lines:
            for run in line.runs:
                found.setdefault(run.face, set()).update(run.text)
    return {face: frozenset(found[face]) for face in sorted(found)}


@dataclass(frozen=True)
class _Embedded:
    """A font file as it is written into the figure. No other figure has fonts of its name in another cut."""

    face: Face
    family: str
    kind: str
    data: str


@dataclass(frozen=True)
class _Glyph:
    """A shape, by its id, at its place in the scene."""

    id: str
    x: float
    scale: str


@dataclass(frozen=True)
class _Pen:
    """What the template asks: how the marks of a scene are written."""

    theme: str
    text: TextMode
    families: Mapping[Face, str]
    usual: Face
    spoken_in: str
    prefix: str
    embedded: tuple[_Embedded, ...]
    fluid: bool
    shapes: dict[str, str] = field(default_factory=dict)
    taken: dict[str, int] = field(default_factory=dict)

    def form(self, mark: Mark) -> str:
        return type(mark).__name__

    def painted(self, mark: Rect | Path) -> Markup:
        return _painted(paint(self.theme, mark.role))

    def inked(self, line: Line) -> Markup:
        em = 0.0
        if line.bold:
            em = faces.units_per_em(line.runs[0].face) if self.text == "outline" and line.runs else line.size
        return _inked(self.theme, line.role, em)

    def steps(self, path: Path) -> str:
        return "".join(step + " ".join(map(number, numbers)) for step, numbers in path.commands)

    def name(self, id: str) -> str:
        return self.prefix + re.sub(r"\s+", "-", id)

    def own_name(self, group: Group) -> str:
        """The group's id; where another has it already, as a claim that is drawn twice, with a number."""
        name = self.name(group.id)
        again = self.taken[name] = self.taken.get(name, 0) + 1
        reserved = name in self.shapes or group.id in ("title", "desc")
        return f"{name}-{again}" if again > 1 or reserved else name

    def address(self, group: Group) -> str:
        """Where the group leads, or nothing if that is no web page, mail address or place in the figure."""
        href = plain(group.href).strip()
        if not _ADDRESS.match(href):
            return ""
        return "#" + self.name(href[1:]) if href.startswith("#") else href

    def tagged(self, language: str) -> Markup:
        return _tagged(language)

    def spoken(self, line: Line) -> Markup:
        """The line's language where the figure's does not say it already."""
        return _tagged("" if f"{self.spoken_in}-".startswith(f"{line.language}-") else line.language)

    def fitted(self, run: Run) -> Markup:
        """The run's face where it is not the usual one, and its width, so that every font fills it."""
        face = "" if run.face == self.usual else f' font-family="{self.families[run.face]}"'
        if self.text == "bare" or run.width <= 0:
            return Markup(face)
        return Markup(f'{face} textLength="{number(run.width)}" lengthAdjust="spacingAndGlyphs"')

    def glyphs(self, line: Line) -> Iterator[_Glyph]:
        for run in line.runs:
            scale = f"{line.size / faces.units_per_em(run.face):.5f}".rstrip("0")
            x = line.x + run.x
            for piece in faces.pieces(run.text, run.face):
                id = _shape_id(self, piece, run.face)
                if id in self.shapes:
                    yield _Glyph(id, x, scale)
                x += sum(faces.advance(each, run.face) for each in piece) * line.size / 1000


@cache
def _painted(paint: Paint) -> Markup:
    """How a mark is painted, as attributes."""
    said = f' fill="{paint.fill or "none"}"'
    if paint.stroke:
        said += f' stroke="{paint.stroke}" stroke-width="{number(paint.width)}"'
        if paint.dash:
            said += f' stroke-dasharray="{" ".join(map(number, paint.dash))}"'
    if paint.opacity != 1:
        said += f' opacity="{number(paint.opacity)}"'
    return Markup(said)


@cache
def _inked(theme: str, role: str, em: float) -> Markup:
    """How letters are painted. Bold ones have a line of their own colour around them, for which `em` is their size.

    There is one font file for both weights.
    """
    fill = paint(theme, role)
    return _painted(replace(fill, stroke=fill.fill, width=BOLD * em) if em else fill)


@cache
def _tagged(language: str) -> Markup:
    return Markup(' lang="{0}" xml:lang="{0}"').format(plain(language)) if language else Markup()


def _families(embedded: tuple[_Embedded, ...], text: TextMode) -> Mapping[Face, str]:
    own = {font.face: f"{font.family}, " for font in embedded}
    if text == "bare":
        return faces.FAMILIES
    return {face: f"{own.get(face, '')}{name}, {_FALLBACK[face]}" for face, name in faces.FAMILIES.items()}


def _embedded(cuts: Mapping[Face, bytes]) -> tuple[_Embedded, ...]:
    return tuple(
        _Embedded(
            face,
            f"{faces.FAMILIES[face]} x{sha256(cuts[face]).hexdigest()[:8]}",
            faces.FILES[face].rpartition(".")[2],
            b64encode(cuts[face]).decode("ascii"),
        )
        for face in sorted(cuts)
    )


def _usual(scene: Scene) -> Face:
    """The face that most runs are set in: it is named once for the whole figure."""
    runs = [run.face for line in scene.lines for run in line.runs]
    return "han" if runs.count("han") > runs.count("latin") else "latin"


def _prefix(scene: Scene) -> str:
    told = "\n".join((scene.title, scene.description, scene.language, *(line.text for line in scene.lines)))
    return f"a{sha256(told.encode('utf-8', 'replace')).hexdigest()[:6]}-"


def _shape_id(pen: _Pen, piece: str, face: Face) -> str:
    return f"{pen.prefix}{face[0]}{'-'.join(f'{ord(each):x}' for each in piece)}"


def _shapes(scene: Scene, pen: _Pen) -> Iterator[tuple[str, str]]:
    """The shapes of all pieces that are set and not blank, by id. What the faces do not have is left out."""
    runs = {(run.text, run.face) for line in scene.lines for run in line.runs}
    pieces = {(piece, face) for text, face in runs for piece in faces.pieces(text, face)}
    for piece, face in pieces:
        try:
            shape = faces.outline(piece, face)
        except ValueError:
            continue
        if shape:
            yield _shape_id(pen, piece, face), shape
