"""What is read and what is pointed at.

Maps and articles are the same `Text`, so that one diagnostic can point into both. Offsets are code
points from 0, half open; lines and columns, from 1, are computed only when something is shown.
"""

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple


@dataclass(frozen=True)
class Text:
    """A file's name, as it is shown, and its decoded content without a byte order mark."""

    name: str
    content: str

    @cached_property
    def line_starts(self) -> tuple[int, ...]:
        """The offset at which each line begins, the first one 0.

        Lines end at LF, CRLF or a lone CR, as in editors: YAML's and Unicode's further line
        separators do not count, or the line numbers would differ from what the author sees.
        """
        starts = [0]
        content = self.content
        if "\r" not in content:
            at = content.find("\n")
            while at >= 0:
                starts.append(at + 1)
                at = content.find("\n", at + 1)
            return tuple(starts)
        for at, character in enumerate(content):
            if character == "\n" or (character == "\r" and content[at + 1 : at + 2] != "\n"):
                starts.append(at + 1)
        return tuple(starts)

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column, both from 1, of an offset; an offset past the end is the end."""
        offset = min(max(offset, 0), len(self.content))
        line = bisect_right(self.line_starts, offset)
        return line, offset - self.line_starts[line - 1] + 1

    def line(self, number: int) -> str:
        """The characters of a line, from 1, without its line ending."""
        start = self.line_starts[number - 1]
        following = self.line_starts[number : number + 1]
        end = following[0] if following else len(self.content)
        return self.content[start:end].rstrip("\r\n")

    def place(self, start: int, end: int) -> "Place":
        return Place(self, start, end)


class Place(NamedTuple):
    """A stretch of a text, as offsets into it."""

    text: Text
    start: int
    end: int

    @property
    def excerpt(self) -> str:
        return self.text.content[self.start : self.end]

    @property
    def line(self) -> int:
        return self.text.position(self.start)[0]

    @property
    def column(self) -> int:
        return self.text.position(self.start)[1]

    @property
    def until(self) -> tuple[int, int]:
        """Line and column just after the last character."""
        return self.text.position(self.end)

    def __str__(self) -> str:
        return f"{self.text.name}:{self.line}:{self.column}"
