"""The two bundled faces: which characters they have, how wide they are, what they look like.

`han` draws Chinese and full-width punctuation, `latin` everything that is set in Latin, Greek or
Cyrillic letters. Coverage and widths come from a generated table and open no file; the font files
themselves are opened, with fontTools, only by `subset`, `outline` and `units_per_em`. There is no
kerning, so the width of a text is the sum of its advances.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cache, lru_cache
from io import BytesIO
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from argmap.fonts import widths

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

Face = Literal["han", "latin"]

FAMILIES: Mapping[Face, str] = MappingProxyType({"han": "Argmap Sans SC", "latin": "Argmap Sans Latin"})
"""The family name of each face, as CSS, SVG and typst are to name it."""

FILES: Mapping[Face, str] = MappingProxyType(
    {"han": "ArgmapSansSC-Regular.otf", "latin": "ArgmapSansLatin-Regular.ttf"}
)
"""The file of each face, in this package."""


class Metrics(NamedTuple):
    """The heights of a face in 1/1000 em, each a distance from the baseline, none negative."""

    ascent: int
    """From the baseline up to the top of a line."""
    descent: int
    """From the baseline down to the bottom of a line."""
    cap_height: int
    x_height: int


def _metrics(face: Face) -> Metrics:
    ascent, descent, cap_height, x_height = widths.HEIGHTS[face]
    return Metrics(ascent, -descent, cap_height, x_height)


METRICS: Mapping[Face, Metrics] = MappingProxyType({face: _metrics(face) for face in FAMILIES})

# White space that no glyph is drawn for.
_BLANK = frozenset("\t\n\r")

# Both faces have these; in Chinese they are as wide as a Chinese character.
_FULL_WIDTH = frozenset("“”\u2018\u2019—―…‥·‧•‖※℃℉№℡ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫⅰⅱⅲⅳⅴⅵⅶⅷⅸⅹⅺⅻ")

# Chinese, and the languages that BCP 47 files under it.
_CHINESE = frozenset(("zh", "cmn", "yue", "lzh", "wuu", "hak", "nan", "gan", "hsn", "cdo", "cjy"))


def covers(character: str) -> bool:
    """Whether a bundled face has this character.

    Spaces, tabs and line ends count as covered. Other control characters do not, nor do the
    invisible ones that turn the direction of writing.
    """
    return character in _BLANK or _has(character, "han") or _has(character, "latin")


def face_for(character: str, language: str) -> Face:
    """The face that draws this character in a text of that language, a BCP 47 tag.

    In Chinese, curly quotes, dashes, ellipses and middle dots are full width, thus `han`; letters,
    digits and ASCII punctuation are `latin`. In any other language `latin` draws all that it has.
    """
    if _is_chinese(language) and character in _FULL_WIDTH:
        return "han"
    return "latin" if character in _BLANK or _has(character, "latin") else "han"


@cache
def advance(character: str, face: Face) -> int:
    """How far this character moves the pen in this face, in 1/1000 em.

    A combining mark or an invisible character is 0, as is the end of a line; a tab is a space. A
    character that the face does not have is 1000, the width of a Chinese one.
    """
    if character in _BLANK:
        return advance(" ", face) if character == "\t" else 0
    if not _has(character, face):
        return 1000
    return _exceptions(face).get(character, widths.USUAL[face])


def pieces(text: str, face: Face) -> list[str]:
    """The text cut into what this face draws as one.

    A piece is a character, or two or three dashes in a row: a Chinese dash is a single line. A
    piece is as wide as its characters together, and `outline` takes it. Marks are not moved onto
    their letters: bring a text into NFC first.
    """
    found: list[str] = []
    at = 0
    while at < len(text):
        ligatures = (line for line in widths.LIGATURES[face] if text.startswith(line, at))
        found.append(next(ligatures, text[at]))
        at += len(found[-1])
    return found


def path(face: Face) -> Path:
    """Where the whole font file of this face is."""
    from pathlib import Path

    return Path(__file__).with_name(FILES[face])


def subset(texts: Mapping[Face, Iterable[str]]) -> dict[Face, bytes]:
    """A font file for each face, OTF or TTF, with just these characters.

    The same characters give the same bytes. A face that is to draw nothing is left out, and so is
    a character that the face does not have.
    """
    cut: dict[Face, bytes] = {}
    for face in FAMILIES:
        codes = tuple(sorted({ord(each) for each in texts.get(face, ()) if _has(each, face)}))
        if codes:
            cut[face] = _cut(face, codes)
    return cut


@cache
def outline(piece: str, face: Face) -> str:
    """The shape of a character, or of a piece as `pieces` gives it, as SVG path data.

    Lengths are font units, `units_per_em` to the em, and y grows *upward* from the baseline. White
    space has an empty shape. A character that the face does not have is a ValueError.
    """
    from fontTools.pens.svgPathPen import SVGPathPen

    if piece in _BLANK:
        return ""
    if not all(_has(character, face) for character in piece):
        raise ValueError(f"{FAMILIES[face]} has no {piece!a}")
    glyphs, names, _ = _shapes(face)
    pen = SVGPathPen(glyphs)
    glyphs[names[piece]].draw(pen)
    commands: str = pen.getCommands()
    return commands


def units_per_em(face: Face) -> int:
    """How many font units, the unit of `outline`, make one em."""
    _, _, units = _shapes(face)
    return units


def _has(character: str, face: Face) -> bool:
    # An odd number of bounds at or before a code point means that it is inside a range.
    return bisect_right(widths.BOUNDS[face], ord(character)) % 2 == 1


@cache
def _is_chinese(language: str) -> bool:
    primary, *rest = language.lower().replace("_", "-").split("-")
    return primary in _CHINESE and "latn" not in rest


@cache
def _exceptions(face: Face) -> Mapping[str, int]:
    return {character: width for width, characters in widths.EXCEPTIONS[face].items() for character in characters}


@cache
def _shapes(face: Face) -> tuple[Any, Mapping[str, str], int]:
    """The glyphs of the opened face, the name of the glyph of each piece, and the units per em."""
    from fontTools.ttLib import TTFont

    font = TTFont(BytesIO(path(face).read_bytes()), lazy=True)
    names: dict[str, str] = {chr(code): name for code, name in font.getBestCmap().items()}
    if widths.LIGATURES[face]:
        names |= _ligature_names(font, names, widths.LIGATURES[face])
    return font.getGlyphSet(), names, font["head"].unitsPerEm


def _ligature_names(font: Any, names: Mapping[str, str], ligatures: Iterable[str]) -> dict[str, str]:
    drawn = {
        (first, *ligature.Component): ligature.LigGlyph
        for lookup in font["GSUB"].table.LookupList.Lookup
        for subtable in lookup.SubTable
        for first, rest in subtable.ligatures.items()
        for ligature in rest
    }
    return {ligature: drawn[tuple(names[character] for character in ligature)] for ligature in ligatures}


# A figure that is drawn again mostly has the characters that it had, and cutting takes longer than drawing.
@lru_cache(maxsize=256)
def _cut(face: Face, codes: tuple[int, ...]) -> bytes:
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    options = Options()
    options.layout_features = ["ccmp"] if face == "han" else ["ccmp", "mark", "mkmk"]
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    options.notdef_outline = True
    options.glyph_names = False
    # The bundled file has no hints left; to look for them would take half of the time.
    options.hinting = True
    # Boxes and times stay as the bundled file has them.
    font = TTFont(BytesIO(path(face).read_bytes()), lazy=True, recalcBBoxes=False, recalcTimestamp=False)
    if "CFF " not in font:
        # No table that is kept names its glyphs: to make up names from their characters would take a third of the time.
        font.setGlyphOrder([f"glyph{number}" for number in range(font["maxp"].numGlyphs)])
    with font:
        cutter = Subsetter(options)
        cutter.populate(unicodes=codes)
        cutter.subset(font)
        written = BytesIO()
        font.save(written)
    return written.getvalue()
