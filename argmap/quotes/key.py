"""A text as it is compared, and the way back: every symbol of a key knows the character it came from.

Runs and reference markers are settled first, on a copy of the same length; then each code point by itself.
"""

import re
import unicodedata
from array import array
from collections.abc import Sequence
from itertools import chain, compress, repeat

from argmap.patterns import Pattern
from argmap.quotes.fold import DASHES, ELLIPSES, FOLD, HAN, QUOTE_MARKS, RUN, SHORT_DASHES, FoldTable

# Stand-ins on the copy; all of them are controls, and so fold to nothing.
FOLLOWER, DROPPED, MARKER = "\x00", "\x01", "\x02"
MARKED = Pattern(r"\[\d{1,3}\]")
_BEFORE_MARKER = frozenset(".,;:!?%)]\"'”’。，；：！？）】」』》…％")
_KEPT_SIGNS = frozenset("%‰‱&@#*/\\§％＃＆＊／＠＼﹪")
_NUMERALS = r"\d〇零一二三四五六七八九十百千万亿两萬億兩"
_KEPT = Pattern(
    rf"(?<=[{_NUMERALS}])\W+(?=[{_NUMERALS}])"
    rf"|(?<![\w.。])[.．](?=\d)|(?<![A-Za-z\d])[{re.escape(SHORT_DASHES)}](?=\d)"
)


def _drop(character: str) -> str:
    punctuation = unicodedata.category(character)[0] == "P" and character not in _KEPT_SIGNS
    return DROPPED if punctuation or character in DASHES or character in QUOTE_MARKS + FOLLOWER else character


_DROP = FoldTable(_drop)


def _is_marker(text: str, start: int) -> bool:
    """Whether `[12]` at a place refers to a source: it follows a word or the end of a sentence, or begins."""
    around = text[max(start - 8, 0) : start]
    size = len(around)
    while size and not FOLD[ord(around[size - 1])]:
        size -= 1
    if not size:
        return start < 8
    before = around[size - 1]
    return around.count("\n", size) < 2 and (before.isalnum() or before in _BEFORE_MARKER)


def prepare(text: str, *, markers: bool = True) -> str:
    """A copy of the same length in which runs of dashes or dots and reference markers are one symbol or none."""
    if not RUN.search(text):
        return text

    def settle(run: re.Match[str]) -> str:
        first = run[0][0]
        if first == "[":
            return MARKER * len(run[0]) if markers and _is_marker(text, run.start()) else run[0]
        first = "…" if first in ".。" or first in ELLIPSES else first
        return first + FOLLOWER * (len(run[0]) - 1)

    return RUN.sub(settle, text)


def strip_punctuation(prepared: str) -> str:
    """A copy of the same length without punctuation, except between digits, before decimals, and signs."""
    pieces, done = [], 0
    for kept in _KEPT.finditer(prepared):
        pieces += [prepared[done : kept.start()].translate(_DROP), kept[0]]
        done = kept.end()
    return "".join([*pieces, prepared[done:].translate(_DROP)])


class Key:
    """The folded form of a prepared text. `text` is for the step *normalised*, `variant` for those after it."""

    __slots__ = ("_origin", "_variant", "prepared", "text")

    def __init__(self, prepared: str) -> None:
        self.prepared = prepared
        self.text = prepared.translate(FOLD)
        self._variant: str | None = None
        self._origin: Sequence[int] | None = None

    @property
    def variant(self) -> str:
        """The key with Han variants folded too; as long as `text`, symbol for symbol."""
        if self._variant is None:
            self._variant = self.text.translate(HAN)
        return self._variant

    @property
    def origin(self) -> Sequence[int]:
        """The index in the text of the character that each symbol came from."""
        if self._origin is None:
            lengths = list(map(len, map(FOLD.__getitem__, map(ord, self.prepared))))
            if max(lengths, default=0) < 2:
                self._origin = array("I", compress(range(len(lengths)), lengths))
            else:
                self._origin = array("I", chain.from_iterable(map(repeat, range(len(lengths)), lengths)))
        return self._origin

    def stretch(self, start: int, end: int) -> tuple[int, int] | None:
        """The indices in the text that symbols from `start` to `end` cover; None if an edge splits a character."""
        origin = self.origin
        first, last = origin[start], origin[end - 1]
        if (start and origin[start - 1] == first) or (end < len(origin) and origin[end] == last):
            return None
        last += 1
        prepared = self.prepared
        while last < len(prepared) and prepared[last] == FOLLOWER:
            last += 1
        if last < len(prepared) and prepared[last] > "\u02ff" and unicodedata.combining(prepared[last]):
            return None
        return first, last
