"""What every figure has around it: title, legend, footer, and the sheet that they stand on.

Pieces are drawn from their own top left corner and moved to their place once they are measured.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import ceil
from typing import Final

from argmap import typeset, words
from argmap.scene import Frame, Group, Mark, Rect, Scene, moved

PAGE: Final = (826.0, 1215.0)
"""The largest figure, in px, whose 12 px text is still 7 pt at 170 x 250 mm."""
MARGIN: Final = 28.0
BODY: Final = 13.0
SMALL: Final = 12.0
TITLE: Final = 21.0
_KEY: Final = 20.0
"""The height of a line of the legend."""


@dataclass(frozen=True)
class Piece:
    """Marks around their own origin, with the size that they take."""

    marks: tuple[Mark, ...]
    width: float
    height: float

    def at(self, x: float, y: float) -> tuple[Mark, ...]:
        """The marks with the piece's top left corner at a point."""
        return moved(self.marks, x, y)


NOTHING: Final = Piece((), 0, 0)


def block(
    text: str,
    width: float,
    size: float,
    language: str,
    *,
    bold: bool = False,
    most: int | None = None,
    tail: float = 0,
) -> typeset.Block:
    """Wrapped text in the leading that figures use: more for Chinese, which has no space between its lines."""
    return _block(text, width, size, language, bold, most, tail)


# Figures of one project set the same texts at the same widths again and again, to see what fits.
@lru_cache(maxsize=32768)
def _block(
    text: str, width: float, size: float, language: str, bold: bool, most: int | None, tail: float
) -> typeset.Block:
    pitch = 1.46 if language.startswith("zh") else 1.36
    leading = round(size * pitch, 1)
    return typeset.wrap(text, width, size, language, bold=bold, leading=leading, most=most, tail=tail)


def stacked(pieces: Sequence[Piece], gap: float) -> Piece:
    """Pieces below each other, flush left."""
    marks: list[Mark] = []
    y = 0.0
    for piece in pieces:
        marks.extend(piece.at(0, y))
        y += piece.height + gap
    return Piece(tuple(marks), max((piece.width for piece in pieces), default=0), max(y - gap, 0))


def paragraph(
    text: str, width: float, size: float, language: str, role: str, *, bold: bool = False, most: int | None = None
) -> Piece:
    """Text as a piece."""
    set_text = block(text, width, size, language, bold=bold, most=most)
    return Piece(set_text.placed(0, 0, role), set_text.width, set_text.height)


def heading(kicker: str, title: str, subtitle: str, width: float, language: str) -> Piece:
    """A short bar, what kind of figure it is of what, its title, and a line below."""
    parts = [paragraph(kicker, width, SMALL, language, "ink-muted")]
    parts.append(paragraph(title, width, TITLE, words.script_of(title, language), "ink-title", bold=True))
    if subtitle:
        parts.append(paragraph(subtitle, width, BODY, words.script_of(subtitle, language), "ink-muted"))
    text = stacked(parts, 3)
    bar = Rect(Frame(0, 0, 36, 5), "accent")
    rule = Rect(Frame(0, 0, width, 1), "rule")
    group = Group("title", (rule, bar, *text.at(0, 15)), Frame(0, 0, width, text.height + 15))
    return Piece((group,), width, text.height + 15)


@dataclass(frozen=True)
class Key:
    """One thing that a legend explains: a sample and its words."""

    sample: Piece
    text: str


@dataclass(frozen=True)
class Keys:
    """Things of one kind that a legend explains, and what kind that is."""

    title: str
    keys: tuple[Key, ...]


def legend(kinds: Sequence[Keys], width: float, language: str) -> Piece:
    """The kinds below each other, their titles in a column, the keys of each one after the other in lines."""
    kinds = [each for each in kinds if each.keys]
    if not kinds:
        return NOTHING
    titles = [block(each.title, 150, SMALL, language, bold=True) for each in kinds]
    left = max(title.width for title in titles) + 20
    marks: list[Mark] = []
    y = 0.0
    for title, each in zip(titles, kinds, strict=True):
        line = flow([_key(key, width - left, language) for key in each.keys], width - left, 22, 3)
        marks.extend(title.placed(0, y + (_KEY - title.leading) / 2, "ink-muted"))
        marks.extend(line.at(left, y))
        y += max(line.height, title.height) + 5
    group = Group("legend", tuple(marks), Frame(0, 0, width, y - 5))
    return Piece((group,), width, y - 5)


def _key(key: Key, room: float, language: str) -> Piece:
    indent = key.sample.width + 7
    text = block(key.text, room - indent, SMALL, language)
    marks = [*key.sample.at(0, (_KEY - key.sample.height) / 2)]
    marks.extend(text.placed(indent, (_KEY - text.leading) / 2, "ink-muted"))
    return Piece(tuple(marks), indent + text.width, _KEY + max(0.0, text.height - text.leading))


def flow(pieces: Sequence[Piece], width: float, gap: float, leading: float) -> Piece:
    """Pieces side by side, in as many lines as they need: `gap` between them, `leading` between lines."""
    marks: list[Mark] = []
    x = y = tallest = 0.0
    for piece in pieces:
        if x and x + piece.width > width:
            x, y = 0.0, y + tallest + leading
            tallest = 0.0
        marks.extend(piece.at(x, y))
        tallest = max(tallest, piece.height)
        x += piece.width + gap
    return Piece(tuple(marks), width, y + tallest)


def footer(sentences: Sequence[str], width: float, language: str) -> Piece:
    """A rule, and below it what the figure rests on."""
    text = stacked([paragraph(each, width, SMALL, language, "ink-faint") for each in sentences if each], 2)
    rule = Rect(Frame(0, 0, width, 1), "rule")
    group = Group("footer", (rule, *text.at(0, 9)), Frame(0, 0, width, text.height + 9))
    return Piece((group,), width, text.height + 9)


@dataclass(frozen=True)
class Imprint:
    """What a scene says of itself beside its marks."""

    title: str
    description: str
    language: str
    facts: dict[str, object]


def sheet(top: Piece, body: Piece, keys: Piece, bottom: Piece, width: float, imprint: Imprint) -> Scene:
    """The whole figure: title, body, legend and footer below each other between margins.

    `width` is that between the margins; a narrower body is centred.
    """
    marks: list[Mark] = []
    y = MARGIN - 8
    for piece, gap in ((top, 22.0), (body, 24.0), (keys, 14.0), (bottom, 0.0)):
        if piece.height:
            inset = (width - piece.width) / 2 if piece is body else 0
            marks.extend(piece.at(MARGIN + inset, y))
            y += piece.height + gap
    height = ceil(y + MARGIN - 10)
    whole = ceil(width + 2 * MARGIN - 0.01)
    page = Rect(Frame(0, 0, whole, height), "page")
    language = words.spoken(imprint.language)
    return Scene(whole, height, imprint.title, imprint.description, language, (page, *marks), imprint.facts)


def smallest_print(scene: Scene) -> float:
    """The smallest text in pt when the figure is set on a page of 170 x 250 mm, never enlarged."""
    scale = min(1.0, 170 / 25.4 * 96 / scene.width, 250 / 25.4 * 96 / scene.height)
    return min((line.size for line in scene.lines), default=SMALL) * scale * 0.75
