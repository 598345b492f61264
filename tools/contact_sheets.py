"""Draws every figure and lays them out on the contact sheets in docs/figures/contact, which people look at.

Needs Pillow, which argmap itself does not: pip install pillow
Usage: python tools/contact_sheets.py [SHEET]...
"""

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from PIL.Image import Image

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "docs" / "figures" / "contact"
GAP: Final = 16
"""Around every picture, in pixels."""
CAPTION: Final = 16
PAPER: Final = (226, 228, 232)
INK: Final = (40, 44, 50)
MOST: Final = 1_000_000
"""A sheet of more bytes is written with 256 colours."""

Shown = tuple[str, bytes]
"""A caption, and a PNG file."""


def main() -> int:
    """Draw the sheets that are named, or all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sheets", nargs="*", metavar="SHEET", help=f"of: {', '.join(SHEETS)} (default: all)")
    named = parser.parse_args().sheets or list(SHEETS)
    unknown = [name for name in named if name not in SHEETS]
    if unknown:
        parser.error(f"there is no sheet {unknown[0]!r}; there are: {', '.join(SHEETS)}")
    try:
        import PIL  # noqa: F401
    except ImportError:
        print("This tool needs Pillow: pip install pillow", file=sys.stderr)
        return 1
    sys.path[:0] = [str(ROOT), str(ROOT / "tests")]
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in named:
        make, width = SHEETS[name]
        content = _written(_tiled(list(make()), width))
        target = FOLDER / f"{name}.png"
        target.write_bytes(content)
        print(f"{target.relative_to(ROOT)}: {len(content) / 1000:.0f} kB")
    return 0


def english() -> Iterator[Shown]:
    """Each figure of the shipped project once, in English."""
    yield from _each("en")


def chinese() -> Iterator[Shown]:
    """The same in Chinese."""
    yield from _each("zh")


def _each(language: str) -> Iterator[Shown]:
    import argmap

    project = argmap.load(ROOT)
    for figure in ("matrix", "positions", "agreement", "voices"):
        drawn = project.figure(figure, lang=language)
        yield drawn.name, drawn.png(scale=0.8)
    issue = project.figure("issue", issue="energy-supply-hinders", lang=language)
    yield issue.name, issue.png(scale=0.8)
    versus = project.figure("versus", source=("huanqiu", "gba"), lang=language)
    yield versus.name, versus.png(scale=0.8)
    of_issue = project.figure("map", issue="energy-supply-hinders", lang=language)
    yield f"{of_issue.name} (map --issue)", of_issue.png(scale=0.8)
    yicai = project.figure("map", source="yicai", lang=language)
    yield yicai.name, yicai.png(scale=0.8)
    for part in project.figures("map", source="huanqiu", lang=language):
        if part.sheet.startswith("three-causes"):
            yield part.name, part.png(scale=0.8)


def themes() -> Iterator[Shown]:
    """The matrix in each theme."""
    import argmap
    from argmap.theme import THEMES
    from argmap.writers import png

    drawn = argmap.load(ROOT).figure("matrix", lang="en")
    for theme in THEMES:
        yield f"{drawn.name}, --theme {theme}", png.write(drawn.scene, theme=theme, scale=0.8)


def synthetic() -> Iterator[Shown]:
    """Figures of projects that are made up by chance."""
    from test_comparing_figures import invented

    from argmap.comparison import compare
    from argmap.figures import Subject, agreement_matrix, matrix, positions
    from argmap.writers import png

    makers = (("matrix", matrix.scenes), ("positions", positions.scenes), ("agreement", agreement_matrix.scenes))
    for sources, issues in ((2, 8), (12, 16), (30, 40)):
        corpus = invented(sources, issues)
        for name, scenes in makers:
            sheets = scenes(corpus, compare(corpus), Subject(), "en", "0" * 64)
            of = f", first of {len(sheets)} sheets" if len(sheets) > 1 else ""
            yield f"{name}: {sources} sources, {issues} issues{of}", png.write(sheets[0][1], scale=0.8)


def page() -> Iterator[Shown]:
    """Three figures as wide as the text of an A4 page, 170 mm at 96 pixels to the inch."""
    import argmap

    project = argmap.load(ROOT)
    for figure in ("matrix", "positions", "agreement"):
        drawn = project.figure(figure, lang="en")
        scale = 170 / 25.4 * 96 / drawn.scene.width
        yield f"{drawn.name}, 170 mm wide at 96 dpi (scale {scale:.2f})", drawn.png(scale=scale)


SHEETS: Final[dict[str, tuple[Callable[[], Iterator[Shown]], int]]] = {
    "figures-en": (english, 2100),
    "figures-zh": (chinese, 2100),
    "themes": (themes, 2100),
    "synthetic": (synthetic, 2100),
    "page": (page, 2030),
}
"""The sheets by name: what is on them, and how wide they are in pixels."""


def _tiled(shown: list[Shown], width: int) -> "Image":
    """The pictures under their captions, in rows or where there is room between them."""
    from PIL import Image, ImageDraw, ImageFont

    from argmap.layout import Size, packed

    pictures = [Image.open(BytesIO(content)).convert("RGB") for _, content in shown]
    sizes = [Size(picture.width, picture.height + CAPTION + 6) for picture in pictures]
    places = packed(sizes, width - 2 * GAP, GAP)
    right = max(x + size.width for (x, _), size in zip(places, sizes, strict=True))
    below = max(y + size.height for (_, y), size in zip(places, sizes, strict=True))
    sheet = Image.new("RGB", (round(right) + 2 * GAP, round(below) + 2 * GAP), PAPER)
    draw = ImageDraw.Draw(sheet)
    font = ImageFont.load_default(CAPTION)
    for (caption, _), picture, (x, y) in zip(shown, pictures, places, strict=True):
        left, top = round(x) + GAP, round(y) + GAP
        draw.text((left, top), caption, INK, font)
        sheet.paste(picture, (left, top + CAPTION + 6))
    return sheet


def _written(sheet: "Image") -> bytes:
    """The sheet as a PNG file; if it is too large, with the themes' colours and the commonest others alone."""
    content = _png(sheet)
    if len(content) <= MOST:
        return content
    from PIL import Image

    from argmap.theme import THEMES

    painted = (color for roles in THEMES.values() for each in roles.values() for color in (each.fill, each.stroke))
    themes = [(int(color[1:3], 16), int(color[3:5], 16), int(color[5:], 16)) for color in painted if color]
    raw = sheet.tobytes()
    commonest = Counter(zip(raw[::3], raw[1::3], raw[2::3], strict=True)).most_common(256)
    kept = list(dict.fromkeys([PAPER, INK, *themes, *(color for color, _ in commonest)]))[:256]
    palette = Image.new("P", (1, 1))
    palette.putpalette([part for color in kept for part in color])
    return _png(sheet.quantize(palette=palette, dither=Image.Dither.NONE))


def _png(sheet: "Image") -> bytes:
    stream = BytesIO()
    sheet.save(stream, "PNG", optimize=True)
    return stream.getvalue()


if __name__ == "__main__":
    sys.exit(main())
