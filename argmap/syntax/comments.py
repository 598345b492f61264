"""The comments of a file, and what they ask argmap to ignore."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from argmap.patterns import Pattern
from argmap.syntax.document import Document, Scalar
from argmap.text import Place

_COMMENT = Pattern(r"#[^\n\r\x85\u2028\u2029]*")
_BREAK = Pattern(r"[\n\r\x85\u2028\u2029]")
_IGNORE = Pattern(r"#+\s*argmap:\s*ignore(?:\s*\[([^\]]*)\])?(.*)", re.DOTALL)


class Comment(NamedTuple):
    """A comment from its `#` to the end of its line. `alone` says that nothing stands before it on the line."""

    place: Place
    alone: bool

    @property
    def line(self) -> int:
        return self.place.line

    @property
    def text(self) -> str:
        """What it says, without the `#`."""
        return self.place.excerpt.lstrip("#").strip()


class Ignore(NamedTuple):
    """`# argmap: ignore[rule-a, rule-b] reason`. Without brackets, or with empty ones, there are no rules."""

    rules: tuple[str, ...]
    reason: str
    line: int
    place: Place
    alone: bool


def comments(document: Document) -> tuple[Comment, ...]:
    """The comments in the order of the file: every `#` that is not within a key or a value."""
    text = document.text
    content = text.content
    if "#" not in content:
        return ()
    found = []
    at = -1
    for start, end in _gaps(document):
        if at < start:
            at = content.find("#", start)
        if at < 0:
            break
        if at >= end:
            continue
        for match in _COMMENT.finditer(content, start, end):
            line_start = text.line_starts[text.position(match.start())[0] - 1]
            alone = not content[line_start : match.start()].strip()
            place = text.place(match.start(), match.start() + len(match.group().rstrip()))
            found.append(Comment(place, alone))
    return tuple(found)


def ignores(comments: Iterable[Comment]) -> tuple[Ignore, ...]:
    """Those comments that ask to ignore rules."""
    found = []
    for comment in comments:
        match = _IGNORE.fullmatch(comment.place.excerpt)
        if match:
            rules = tuple(name.strip() for name in re.split("[,，]", match[1] or "") if name.strip())
            found.append(Ignore(rules, match[2].strip(), comment.line, comment.place, comment.alone))
    return tuple(found)


def _gaps(document: Document) -> list[tuple[int, int]]:
    """The stretches between scalars; the rest of a block scalar's first line is one too."""
    gaps = []
    start = 0
    for scalar in document.scalars:
        gaps.append((start, scalar.start))
        if scalar.style in ("|", ">"):
            gaps.append((scalar.start, _line_end(document.text.content, scalar)))
        start = scalar.end
    gaps.append((start, len(document.text.content)))
    return gaps


def _line_end(content: str, scalar: Scalar) -> int:
    found = _BREAK.search(content, scalar.start, scalar.end)
    return found.start() if found else scalar.end
