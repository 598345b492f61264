"""Make the faces that argmap draws with, their licence file and their table of widths.

    python tools/build_fonts.py
    python tools/build_fonts.py --wheel HAN.whl --wheel LATIN.whl

The faces are cut from Noto Sans SC and Noto Sans, which two PyPI packages carry. Without
`--wheel`, pip downloads them at the versions pinned below. The same wheels and the same
version of fontTools give the same bytes, whatever the clock.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import subprocess
import sys
import tempfile
import unicodedata
import zipfile
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

PLACE = Path(__file__).resolve().parent.parent / "argmap" / "fonts"

# 2025-01-01 00:00 UTC in seconds since 1904, which is how a font counts time.
WRITTEN = 3_818_448_000


@dataclass(frozen=True)
class Origin:
    """A face to make, and where it is cut from."""

    face: str
    package: str
    version: str
    sha256: str
    member: str
    licence: str
    family: str
    file: str
    features: tuple[str, ...]
    unused_tables: tuple[str, ...]

    @property
    def postscript_name(self) -> str:
        return Path(self.file).stem


ORIGINS = (
    Origin(
        face="han",
        package="pylopdf-fonts-zh-cn",
        version="0.1.1",
        sha256="e2661ef3790cbe0f0f6aa5338b6859b7cd288ee75bc88cd4239c62cd025d4fb3",
        member="pylopdf_fonts_zh_cn/NotoSansSC-Regular.otf",
        licence="pylopdf_fonts_zh_cn-0.1.1.dist-info/licenses/LICENSE",
        family="Argmap Sans SC",
        file="ArgmapSansSC-Regular.otf",
        features=("ccmp",),
        # Figures are set in lines from left to right, without kerning: a width is a plain sum.
        unused_tables=("BASE", "DSIG", "GDEF", "GPOS", "VORG", "vhea", "vmtx"),
    ),
    Origin(
        face="latin",
        package="textflowkit-fonts",
        version="0.1.6",
        sha256="dbb875e87da5af21851c1289c2ba977bbbae5f520c6cc1b10344184368f1d116",
        member="textflowkit_fonts/fonts/NotoSans.ttf",
        licence="textflowkit_fonts/fonts/OFL-NotoSans.txt",
        family="Argmap Sans Latin",
        file="ArgmapSansLatin-Regular.ttf",
        features=("ccmp", "mark", "mkmk"),
        unused_tables=("DSIG", "STAT", "gasp"),
    ),
)

# Symbols that both faces take as far as their source has them. The invisible marks that
# change the direction of writing are left out: a text that holds one should be reported.
SYMBOLS = (
    (0x2000, 0x200D), (0x2010, 0x2027), (0x202F, 0x2060), (0x2070, 0x209F), (0x20A0, 0x20CF),
    (0x2100, 0x214F), (0x2150, 0x218F), (0x2190, 0x21FF), (0x2200, 0x22FF),
)  # fmt: skip
RANGES: Mapping[str, tuple[tuple[int, int], ...]] = {
    "han": (
        *SYMBOLS,
        (0x0020, 0x0020), (0x00A0, 0x00A0), (0x00B7, 0x00B7),
        (0x2300, 0x23FF), (0x2460, 0x24FF), (0x2500, 0x27BF), (0x2900, 0x2BFF),
        # Radicals: text copied out of a PDF holds them in place of the characters.
        (0x2E80, 0x2FDF),
        (0x3000, 0x303F), (0x3041, 0x3098), (0x309B, 0x30FF), (0x3105, 0x312F),
        (0x31F0, 0x31FF), (0x3200, 0x33FF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0xFE10, 0xFE1F),
        (0xFE30, 0xFE6F), (0xFF00, 0xFF9F), (0xFFE0, 0xFFEF),
        # Rare characters beyond the URO; the source has a few hundred, most of them for names.
        (0x20000, 0x323AF),
    ),
    "latin": (
        *SYMBOLS,
        (0x0020, 0x007E), (0x00A0, 0x024F), (0x0259, 0x0259), (0x02B0, 0x02DF),
        (0x0300, 0x036F), (0x0370, 0x03FF), (0x0400, 0x052F), (0x1E00, 0x1EFF),
        (0x25CC, 0x25CC), (0xFB00, 0xFB06), (0xFFFD, 0xFFFD),
    ),
}  # fmt: skip
# Extension A characters of the Table of General Standard Chinese Characters (2013): names too.
EXTENSION_A = (
    "㑇㑊㑮㕮㘎㙍㙘㙦㛃㛚㛹㟃㠇㠓㤘㥄㧐㧑㧟㫰㬊㬎㬚㭎㭕㮾㰀㳇㳘㳚㴔㵐㶲㸆㸌㺄㻬㽏㿠"
    "䁖䂮䃅䃎䅟䌹䎃䎖䏝䏡䏲䐃䓖䓛䓨䓫䓬䗖䗛䗪䗴䜣䝙䢺䢼䣘䥽䦃䲟䲠䲢䴓䴔䴕䴖䴗䴘䴙䶮"
)


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--wheel", type=Path, action="append", help="a wheel already there; give both of them")
    given: list[Path] | None = parser.parse_args(arguments).wheel
    with tempfile.TemporaryDirectory() as folder:
        wheels = opened(given or list(downloaded(Path(folder))))
        build(wheels)


def build(wheels: Mapping[str, zipfile.ZipFile]) -> None:
    """Write the faces, OFL.txt and widths.py."""
    PLACE.mkdir(parents=True, exist_ok=True)
    for origin in ORIGINS:
        (PLACE / origin.file).write_bytes(face_bytes(origin, wheels[origin.face]))
    fonts = bundled()
    (PLACE / "OFL.txt").write_text(
        licence_text(fonts, wheels["latin"].read(ORIGINS[1].licence).decode("ascii")), "utf-8"
    )
    (PLACE / "widths.py").write_text(widths_module(fonts), "utf-8")
    for file in sorted(PLACE.iterdir()):
        if file.is_file():
            print(f"{file.name:32}{file.stat().st_size:>10,}")


def bundled() -> dict[str, TTFont]:
    """The faces as they stand in the package."""
    files = {origin.face: io.BytesIO((PLACE / origin.file).read_bytes()) for origin in ORIGINS}
    return {face: TTFont(file, lazy=True, recalcTimestamp=False) for face, file in files.items()}


# Where the faces come from


def downloaded(folder: Path) -> Iterator[Path]:
    """Fetch the pinned wheels with pip."""
    pins = [f"{origin.package}=={origin.version}" for origin in ORIGINS]
    command = [sys.executable, "-m", "pip", "download", "--no-deps", "--dest", str(folder), *pins]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    yield from folder.glob("*.whl")


def opened(wheels: Iterable[Path]) -> dict[str, zipfile.ZipFile]:
    """The wheels by the face they hold; one that is not the pinned one ends the program."""
    contents = {hashlib.sha256(data).hexdigest(): data for data in map(Path.read_bytes, wheels)}
    missing = [origin.package for origin in ORIGINS if origin.sha256 not in contents]
    if missing:
        sys.exit(f"not there, or not the pinned version: {', '.join(missing)}")
    return {origin.face: zipfile.ZipFile(io.BytesIO(contents[origin.sha256])) for origin in ORIGINS}


# A face


def face_bytes(origin: Origin, wheel: zipfile.ZipFile) -> bytes:
    """Cut the face down to what argmap draws, and give it its own name."""
    font = TTFont(io.BytesIO(wheel.read(origin.member)), lazy=True, recalcTimestamp=False)
    if "fvar" in font:
        sys.exit(f"{origin.member} is a variable font: the pinned one is not")
    if origin.face == "han":
        set_dashes(font)
    wanted = chain.from_iterable(range(first, last + 1) for first, last in RANGES[origin.face])
    rare = map(ord, EXTENSION_A) if origin.face == "han" else ()
    cutter = Subsetter(cut_options(origin))
    cutter.populate(unicodes=[*wanted, *rare])
    cutter.subset(font)
    rename(font, origin)
    font["head"].created = font["head"].modified = WRITTEN
    written = io.BytesIO()
    font.save(written)
    return written.getvalue()


def cut_options(origin: Origin) -> Options:
    options = Options()
    options.layout_features = list(origin.features)
    options.drop_tables = [*options.drop_tables, *origin.unused_tables]
    options.name_IDs = ["*"]
    options.name_languages = [0x409]
    options.notdef_outline = True
    options.glyph_names = False
    options.hinting = False
    # Without subroutines the file is larger, but its wheel is smaller, and cutting it is faster.
    options.desubroutinize = True
    options.recalc_timestamp = False
    return options


def set_dashes(font: TTFont) -> None:
    """Draw the em dash as Chinese does, on the middle of the line and full width.

    The source does so only where the text is marked as Chinese, and its pair of em dashes is
    narrower than two characters. With the glyphs of the horizontal bar, a pair is one line
    and just two characters wide, so that no width hangs on a ligature or a language.
    """
    bar = font.getBestCmap()[0x2015]
    for table in font["cmap"].tables:
        if 0x2014 in table.cmap:
            table.cmap[0x2014] = bar
    for lookup in font["GSUB"].table.LookupList.Lookup:
        for subtable in lookup.SubTable:
            inner = getattr(subtable, "ExtSubTable", subtable)
            if hasattr(inner, "ligatures"):
                inner.ligatures = {first: rest for first, rest in inner.ligatures.items() if first == bar}


def rename(font: TTFont, origin: Origin) -> None:
    """Give the face its own names, and say that it is a modified version.

    The licence lets nobody else use a reserved name, and a reader should not take this
    smaller face for the one it came from.
    """
    names = font["name"]
    source = f"{names.getDebugName(1)} ({names.getDebugName(5).partition(';')[0]})"
    version = names.getDebugName(5).partition(";")[0]
    values = {
        1: origin.family,
        2: "Regular",
        3: f"{origin.postscript_name};{version}",
        4: f"{origin.family} Regular",
        5: f"{version}; modified for argmap",
        6: origin.postscript_name,
        10: f"A modified version of {source}: fewer characters, other names, no kerning.",
    }
    kept = {0, 8, 9, 13, 14}
    names.names = [record for record in names.names if record.nameID in kept]
    for number, value in values.items():
        names.setName(value, number, 3, 1, 0x409)
    names.names.sort()
    font["OS/2"].achVendID = "ARGM"
    if "CFF " in font:
        rename_outlines(font, origin)


def rename_outlines(font: TTFont, origin: Origin) -> None:
    """The same names once more, in the table that holds PostScript outlines."""
    table = font["CFF "].cff
    table.fontNames = [origin.postscript_name]
    top = table.topDictIndex[0]
    top.FamilyName = origin.family
    top.FullName = f"{origin.family} Regular"
    for part in top.FDArray:
        part.FontName = f"{origin.postscript_name}-{part.FontName.rpartition('-')[2]}"


# The licence


def licence_text(fonts: Mapping[str, TTFont], source: str) -> str:
    """The copyright lines of the faces, then the Open Font License as the source has it."""
    lines = ["The faces in this folder are modified versions of other faces.", ""]
    for font in fonts.values():
        names = font["name"]
        lines += [f"{names.getDebugName(1)}: {names.getDebugName(10)}", names.getDebugName(0), ""]
    text = source.replace("\r\n", "\n")
    body = text[text.index("This Font Software is licensed") :]
    body = "\n".join(line.rstrip() for line in body.splitlines())
    return "\n".join(lines) + "\n" + body.strip() + "\n"


# The table of widths

WIDTHS_HEAD = '''# ruff: noqa: E501
"""Advance widths and coverage of the bundled faces.

Generated by `python tools/build_fonts.py`: change that, never this. Lengths are in 1/1000 em.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

# fmt: off
'''
WIDTHS_BODY = (
    ("BOUNDS", "tuple[int, ...]", "Where coverage begins, ends, begins again, …: code points."),
    ("USUAL", "int", "The width of every character that EXCEPTIONS does not name."),
    ("EXCEPTIONS", "Mapping[int, str]", "The other widths, each with its characters."),
    ("LIGATURES", "tuple[str, ...]", "What is drawn as one, longest first; as wide as its parts."),
    ("HEIGHTS", "tuple[int, int, int, int]", "Ascent, descent, cap height, x-height; all upward."),
)


def widths_module(fonts: Mapping[str, TTFont]) -> str:
    """The text of widths.py."""
    tables = {face: measured(font) for face, font in fonts.items()}
    parts = [WIDTHS_HEAD]
    for name, kind, comment in WIDTHS_BODY:
        rows = "".join(f'    "{face}": {table[name]},\n' for face, table in tables.items())
        parts.append(f"\n# {comment}\n{name}: Mapping[str, {kind}] = {{\n{rows}}}\n")
    return "".join(parts)


def measured(font: TTFont) -> dict[str, str]:
    """What widths.py says of one face, each value as Python source."""
    scale = 1000 / font["head"].unitsPerEm
    mapping: dict[int, str] = font.getBestCmap()
    by_width: dict[int, list[int]] = {}
    for code, glyph in sorted(mapping.items()):
        # An invisible character takes no room, whatever glyph the face has for it.
        seen = unicodedata.category(chr(code)) not in ("Cf", "Mn", "Me", "Zl", "Zp")
        width = round(font["hmtx"][glyph][0] * scale) if seen else 0
        by_width.setdefault(width, []).append(code)
    usual = max(by_width, key=lambda width: len(by_width[width]))
    exceptions = (
        f"{width}: {''.join(map(chr, codes))!a}" for width, codes in sorted(by_width.items()) if width != usual
    )
    line, letters = font["hhea"], font["OS/2"]
    heights = (line.ascent, line.descent, letters.sCapHeight, letters.sxHeight)
    return {
        "BOUNDS": f"({filled(map(hex, bounds(mapping)))})",
        "USUAL": str(usual),
        "EXCEPTIONS": f"{{{filled(exceptions)}}}",
        "LIGATURES": f"({', '.join(map(ascii, ligatures(font)))})",
        "HEIGHTS": str(tuple(round(height * scale) for height in heights)),
    }


def filled(items: Iterable[str]) -> str:
    """The items as indented lines, as many to a line as go into it."""
    lines = [""]
    for item in items:
        if lines[-1] and len(lines[-1]) + len(item) > 90:
            lines.append("")
        lines[-1] += f" {item}," if lines[-1] else f"{item},"
    return "".join(f"\n        {line}" for line in lines) + "\n    "


def bounds(codes: Collection[int]) -> list[int]:
    """The first code point of every run, and the one after its last."""
    points = set(codes)
    firsts = {code for code in points if code - 1 not in points}
    return sorted(firsts | {code + 1 for code in points if code + 1 not in points})


def ligatures(font: TTFont) -> list[str]:
    """The strings of dashes that the face draws as one, longest first."""
    dashes = {code: font.getBestCmap().get(code) for code in (0x2014, 0x2015)}
    lengths = {
        (first, 1 + len(ligature.Component))
        for lookup in font["GSUB"].table.LookupList.Lookup
        for subtable in lookup.SubTable
        if hasattr(subtable, "ligatures")
        for first, rest in subtable.ligatures.items()
        for ligature in rest
        if set(ligature.Component) == {first}
    }
    found = {chr(code) * length for code, glyph in dashes.items() for first, length in lengths if glyph == first}
    return sorted(found, key=lambda dash: (-len(dash), dash))


if __name__ == "__main__":
    main()
