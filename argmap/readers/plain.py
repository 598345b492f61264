"""Plain text: a line is a paragraph, unless the lines are wrapped; then a blank line parts them.

Everything may be cited but addresses and lines that are nothing but a picture in Markdown.
"""

from itertools import pairwise

from argmap.patterns import Pattern
from argmap.readers.mask import Mask
from argmap.readers.reading import Reading
from argmap.text import Text

_LINE = Pattern(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_IMAGE = Pattern(r"\s*!\[[^\]\r\n]*\]\([^)\r\n]*\)\s*")
_WRAPPED_MAX = 100
_WRAPPED_MIN = 40


def read_plain(text: Text) -> Reading:
    """The reading of a plain text."""
    mask = Mask(text)
    lines = [line for line in _LINE.finditer(text.content) if line[0]]
    wrapped = _is_wrapped([line[0].strip() for line in lines])
    blank = True
    for line in lines:
        if _IMAGE.fullmatch(line[0]):
            mask.hide(line.start(), line.start() + len(line[0].rstrip("\r\n")))
            mask.image(line.start())
            mask.part(line.start())
            blank = True
        elif not line[0].strip():
            blank = True
        elif not wrapped or blank:
            mask.part(line.start())
            blank = False
    mask.hide_urls()
    return mask.reading(plain=True)


def _is_wrapped(lines: list[str]) -> bool:
    """Whether paragraphs go over several lines: blank lines between them, and no line wide."""
    if "" not in lines or any(_width(line) > _WRAPPED_MAX for line in lines):
        return False
    inner = [_width(line) for line, following in pairwise(lines) if line and following]
    return bool(inner) and sum(size >= _WRAPPED_MIN for size in inner) * 2 >= len(inner)


def _width(line: str) -> int:
    """The columns that a line takes; what is not Latin counts double."""
    return len(line) + sum(character > "\u2e7f" for character in line[: _WRAPPED_MAX + 1])
