"""Text -> measured, wrapped lines, in Chinese, in English and in both mixed.

Widths are those of the bundled faces, in whole 1/1000 em until the end: what is measured here is what every
writer draws. No line is wider than asked unless a single character is.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import ceil
from typing import Final, Literal

from argmap import fonts
from argmap.scene import Line, Run
from argmap.typeset.galley import EM, SPACES, Galley, galley, px
from argmap.typeset.lines import Span, broken

Align = Literal["left", "center", "right"]

BOLD: Final = 0.03
"""The line, in em, that is drawn around letters to make them bold; bold text is that much wider in all."""

_RISE: Final = 0.38
"""How far, in em, a baseline stands below the middle of its line: the em box of a Chinese character centred."""


@dataclass(frozen=True)
class Block:
    """Wrapped lines of one size. `leading` goes from baseline to baseline; all lengths are px.

    `width` is that of the widest line, `height` is `leading` for each line.
    """

    lines: tuple[tuple[Run, ...], ...]
    size: float
    leading: float
    bold: bool
    language: str
    width: float
    height: float

    def placed(
        self, x: float, y: float, role: str, *, align: Align = "left", width: float | None = None
    ) -> tuple[Line, ...]:
        """The lines with the block's top at `y`, aligned between `x` and `x + width`, the block's own unless given."""
        within = self.width if width is None else width
        share = {"left": 0.0, "center": 0.5, "right": 1.0}[align]
        first = y + self.leading / 2 + _RISE * self.size
        return tuple(
            Line(
                x + share * (within - _extent_of(runs)),
                first + number * self.leading,
                runs,
                self.size,
                role,
                self.language,
                self.bold,
            )
            for number, runs in enumerate(self.lines)
        )


@lru_cache(maxsize=4096)
def clean(text: str) -> str:
    """The text as it is set: on one line, single spaces, nothing that is invisible or turns the writing around."""
    spaced = re.sub(r"[\t-\r\x1c-\x1f\x85\u2028\u2029]", " ", text)
    return re.sub(" +", " ", "".join(filter(_is_set, spaced))).strip("".join(SPACES))


def _is_set(character: str) -> bool:
    return unicodedata.category(character) not in ("Cc", "Cf", "Cs") and ord(character) & 0xFFFE != 0xFFFE


def measure(text: str, size: float, language: str, *, bold: bool = False) -> float:
    """How wide the text is on one line, in px, at `size` px; `language` (BCP 47) chooses between the faces."""
    line = galley(clean(text), language)
    return px(line.extent(0, len(line.texts)), size) + (BOLD * size if bold and line.texts else 0)


def wrap(
    text: str,
    width: float,
    size: float,
    language: str,
    *,
    bold: bool = False,
    leading: float | None = None,
    most: int | None = None,
    balanced: bool = True,
    tail: float = 0,
) -> Block:
    """The text in lines of at most `width` px, at `size` px.

    No line starts with a closing mark or ends with an opening one. Words, numbers with their units, and `——` are
    broken only where they are wider than a line. `balanced` lines are about equally long, and as many as if each
    were filled. `most` is how many lines there may be; what is cut off leaves a `…`. Without text there are no lines.
    After the last word, `tail` px are left free in its line, which are no part of the block's width; a line that
    cannot leave them has them outside.
    """
    limit = int((width / size - (BOLD if bold else 0)) * EM)
    line, spans = broken(clean(text), limit, language, most, balanced, ceil(tail / size * EM))
    return _block(line, spans, size, leading, bold, language)


@lru_cache(maxsize=8192)
def _block(
    line: Galley, spans: tuple[Span, ...], size: float, leading: float | None, bold: bool, language: str
) -> Block:
    """The clusters of a line as a block of lines; at many widths a text is broken alike."""
    lines = tuple(line.runs(start, end, size) for start, end in spans)
    pitch = leading or size * (1.5 if fonts.face_for("“", language) == "han" else 1.35)
    widest = max((_extent_of(runs) for runs in lines), default=0.0)
    return Block(
        lines, size, pitch, bold, language, widest + (BOLD * size if bold and lines else 0), len(lines) * pitch
    )


def _extent_of(runs: Sequence[Run]) -> float:
    return runs[-1].x + runs[-1].width if runs else 0.0
