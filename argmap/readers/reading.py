"""A source as it is read: what may be cited, in which paragraphs, and what kind of text each stretch is.

All spans are offsets into the file, in code points, half open.
"""

from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from argmap.quotes import Citable
from argmap.text import Text


class Kind(StrEnum):
    """What a stretch of a source is. Speech overlaps the others."""

    TITLE = "title"
    HEADING = "heading"
    CAPTION = "caption"
    BYLINE = "byline"
    PARAGRAPH = "paragraph"
    SPEECH = "speech"
    BOILERPLATE = "boilerplate"


class Region(NamedTuple):
    """A stretch of a source and its kind; of speech, the quotation marks are part."""

    start: int
    end: int
    kind: Kind


@dataclass(frozen=True, eq=False)
class Reading:
    """A text, what of it may be cited, its regions by where they start, and its paragraphs in order."""

    text: Text
    citable: Citable
    regions: tuple[Region, ...]
    paragraphs: tuple[tuple[int, int], ...]

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return tuple(start for start, _ in self.paragraphs)

    @cached_property
    def _blocks(self) -> tuple[Region, ...]:
        return tuple(region for region in self.regions if region.kind is not Kind.SPEECH)

    @cached_property
    def _block_starts(self) -> tuple[int, ...]:
        return tuple(region.start for region in self._blocks)

    @cached_property
    def _speeches(self) -> tuple[Region, ...]:
        return tuple(region for region in self.regions if region.kind is Kind.SPEECH)

    def paragraph(self, offset: int) -> int:
        """The number, from 1, of the paragraph that an offset is in or after; 1 before the first."""
        return max(bisect_right(self._starts, offset), 1)

    def regions_of(self, start: int, end: int) -> tuple[Region, ...]:
        """The regions that a span touches, speech included, in order."""
        return tuple(region for region in self.regions if region.start < end and start < region.end)

    def region_at(self, start: int, end: int) -> Region | None:
        """The title, heading, caption, byline, paragraph or boilerplate in which a span begins."""
        at = bisect_right(self._block_starts, start)
        if at and self._blocks[at - 1].end > start:
            return self._blocks[at - 1]
        return next((region for region in self._blocks[at : at + 1] if region.start < end), None)

    def speech_at(self, start: int, end: int) -> Region | None:
        """The speech in which a whole span stands, its quotation marks left out of account."""
        at = bisect_right(self._speeches, start, key=lambda region: region.start)
        return next((region for region in self._speeches[max(at - 1, 0) : at] if region.end >= end), None)
