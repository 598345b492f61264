"""Where Markdown is code by its lines: between fences, and indented."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from argmap.readers.markdown import lines_of

_QUOTED: Final = re.compile(r"(?: {0,3}> ?)+")
_ITEM: Final = re.compile(r"[ \t]*(?:[-+*]|\d{1,9}[.)])(?P<space>[ \t]+)")
_FENCE: Final = re.compile(r"`{3,}(?=[^`]*\Z)|~{3,}")
_TAB: Final = 4


def fenced(content: str) -> Sequence[tuple[int, int]]:
    """The spans of code, in order: whole lines, with the fences."""
    return tuple(_Lines().read(content))


class _Lines:
    """Reads line by line whether one is in code."""

    def __init__(self) -> None:
        self.fence = ""
        self.quoted = False
        self.item = 0
        self.after_blank = True
        self.was_code = False

    def read(self, content: str) -> Iterator[tuple[int, int]]:
        for start, end, after in lines_of(content, 0):
            if self._is_code(content[start:end]):
                yield start, after

    def _is_code(self, line: str) -> bool:
        # Between two fences a quote mark is no mark.
        quote = None if self.fence and not self.quoted else _QUOTED.match(line)
        inner = line[quote.end() :] if quote else line
        if self.quoted != bool(quote):
            # A block quote begins or ends, and with it every list and fence on the other side.
            self.quoted, self.item, self.fence, self.after_blank = bool(quote), 0, "", True
        if not inner.strip():
            self.after_blank = True
            return bool(self.fence)
        indent = _columns(inner[: len(inner) - len(inner.lstrip(" \t"))])
        if self.fence and indent >= self.item:
            if inner.strip().startswith(self.fence) and not inner.strip().strip(self.fence[0]):
                self.fence = ""
            return True
        self.fence = ""
        code = self._is_indented(inner, indent)
        self.was_code, self.after_blank = code, False
        return code or self._opens_fence(inner)

    def _is_indented(self, line: str, indent: int) -> bool:
        """Whether the line is four columns further in than the text around it, where that begins anew."""
        if indent >= self.item + _TAB and (self.after_blank or self.was_code):
            return True
        item = _ITEM.match(line)
        if item and _columns(item["space"]) > _TAB:
            self.item = _columns(line[: item.start("space") + 1])
            return True
        if item:
            self.item = _columns(item[0])
        elif self.after_blank and indent < self.item:
            self.item = 0
        return False

    def _opens_fence(self, line: str) -> bool:
        """Whether the line begins a fenced block; one in a list ends with its item."""
        item = _ITEM.match(line)
        rest = (line[item.end() :] if item else line).lstrip(" \t")
        found = _FENCE.match(rest)
        if found is None:
            return False
        self.fence = found[0]
        if not item and _columns(line[: len(line) - len(rest)]) < self.item:
            self.item = 0
        return True


def _columns(space: str) -> int:
    return len(space.expandtabs(_TAB))
