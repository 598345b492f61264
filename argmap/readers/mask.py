"""What of a file is hidden, read through or set apart, collected offset by offset.

Readers only say what they see; the citable text is made from it at the end. The file is never rewritten.
"""

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Literal

from argmap.patterns import Pattern
from argmap.quotes import Citable
from argmap.readers.reading import Reading
from argmap.readers.regions import Block, kinds_of, to_regions
from argmap.text import Text

Mark = Literal["title", "heading", "caption", "bold", "link"]
_SHOWN, _HIDDEN, _ENTITY = 0, 1, 2
_STRETCH = re.compile(rb"\x00+|\x02")
_URL = Pattern(r"(?<![A-Za-z0-9])https?://[!#-&*-;=?-Z_a-z~]+")


class Mask:
    """Collects what a reader sees in a text."""

    def __init__(self, text: Text) -> None:
        self.text = text
        self.content = text.content
        self._state = bytearray(len(text.content))
        self._raw = bytearray(len(text.content))
        self._entities: dict[int, tuple[int, str]] = {}
        self._breaks: set[int] = set()
        self._seams: set[int] = set()
        self._images: list[int] = []
        self._marks: dict[Mark, list[tuple[int, int]]] = {}

    def hide(self, start: int, end: int) -> None:
        """Nothing in this span may be cited."""
        self._state[start:end] = b"\x01" * (end - start)

    def show(self, start: int, end: int) -> None:
        """What was hidden with what is around it may be cited after all."""
        self._state[start:end] = b"\x00" * (end - start)

    def is_hidden(self, offset: int) -> bool:
        return self._state[offset] != _SHOWN

    def keep_raw(self, start: int, end: int) -> None:
        """A span is code: markup in it is text."""
        self._raw[start:end] = b"\x01" * (end - start)

    def is_raw(self, offset: int) -> bool:
        return self._raw[offset] != 0

    def breaks(self) -> list[int]:
        """Where paragraphs begin, in order."""
        return sorted(self._breaks)

    def read_as(self, start: int, end: int, characters: str) -> None:
        """A span, an entity, stands for some characters."""
        self.hide(start, end)
        if characters:
            self._state[start] = _ENTITY
            self._entities[start] = end, characters

    def part(self, offset: int) -> None:
        """A paragraph begins here."""
        self._breaks.add(offset)

    def seam(self, offset: int) -> None:
        """What stands here does not join what stands before it."""
        self._seams.add(offset)

    def image(self, offset: int) -> None:
        self._images.append(offset)

    def mark(self, mark: Mark, start: int, end: int) -> None:
        """A span is set as a title, a heading, a caption, in bold, or as a link."""
        if start < end:
            self._marks.setdefault(mark, []).append((start, end))

    def hide_urls(self) -> None:
        """Addresses that stand in the text are not words."""
        for url in _URL.finditer(self.content):
            end = url.end()
            while self.content[end - 1] in ".,;:!?)]}'\"*_":
                end -= 1
            self.hide(url.start(), end)

    def reading(self, *, plain: bool = False) -> Reading:
        """All that was seen, put together; `plain` text has only those headings that it looks like having."""
        citable = self._citable()
        stretches = [*_paragraphs(citable)]
        spans = [citable.span(*stretch) for stretch in stretches]
        merged = {mark: self._merged(ranges) for mark, ranges in self._marks.items()}
        images = sorted(self._images)
        blocks, after = [], 0
        for (first, last), (start, end) in zip(stretches, spans, strict=True):
            marks = frozenset(mark for mark, ranges in merged.items() if _covers(ranges, start, end))
            pictured = bisect_right(images, start) > bisect_left(images, after)
            blocks.append(Block(citable.characters[first:last], marks, pictured))
            after = end
        return Reading(self.text, citable, to_regions(citable, stretches, kinds_of(blocks, plain=plain)), tuple(spans))

    def _citable(self) -> Citable:
        pieces: list[str] = []
        starts, ends = array("I"), array("I")
        offsets = array("I", range(len(self.content) + 1))
        for stretch in _STRETCH.finditer(self._state):
            start, end = stretch.span()
            if self._state[start] == _ENTITY:
                end, characters = self._entities[start]
                pieces.append(characters)
                starts.extend([start] * len(characters))
                ends.extend([end] * len(characters))
            else:
                pieces.append(self.content[start:end])
                starts.extend(offsets[start:end])
                ends.extend(offsets[start + 1 : end + 1])
        breaks, seams = _indices(starts, self._breaks), _indices(starts, self._seams)
        return Citable("".join(pieces), starts, ends, breaks, seams)

    def _merged(self, ranges: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """The ranges in order, those made one that only hidden characters and spaces part."""
        merged: list[tuple[int, int]] = []
        for start, end in sorted(ranges):
            if merged and self._is_blank(merged[-1][1], start):
                merged[-1] = merged[-1][0], max(end, merged[-1][1])
            else:
                merged.append((start, end))
        return merged

    def _is_blank(self, start: int, end: int) -> bool:
        return all(self._state[at] == _HIDDEN or self.content[at].isspace() for at in range(start, end))


def _indices(starts: Sequence[int], offsets: Iterable[int]) -> tuple[int, ...]:
    """The indices of the characters at or after offsets in the file, the first and the last left out."""
    indices = {bisect_left(starts, offset) for offset in offsets}
    return tuple(sorted(indices - {0, len(starts)}))


def _paragraphs(citable: Citable) -> Iterator[tuple[int, int]]:
    """The stretches between breaks, without the space around them, as indices; empty ones left out."""
    characters = citable.characters
    for first, last in pairwise([0, *citable.breaks, len(characters)]):
        part = characters[first:last]
        words = part.strip()
        if words:
            first += len(part) - len(part.lstrip())
            yield first, first + len(words)


def _covers(ranges: list[tuple[int, int]], start: int, end: int) -> bool:
    at = bisect_right(ranges, start, key=lambda one: one[0]) - 1
    return at >= 0 and ranges[at][1] >= end
