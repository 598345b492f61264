"""What of a file may be cited, character by character, and where each character stands in the file.

Offsets are code points, half open. Nothing is rewritten: what may not be cited is left out.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from argmap.quotes.key import Key, prepare, strip_punctuation


@dataclass(frozen=True, eq=False)
class Citable:
    """Characters that may be cited. `characters[i]` stands in the file at `starts[i]` up to `ends[i]`.

    An entity is one character with a wide span. `breaks` are the indices at which a paragraph begins, the
    first one left out; `seams` those at which a character stands apart from the one before it although
    nothing citable is between them (a superscript, a table cell). Reference markers such as `[12]` are
    characters like others: a quote may hold them; only the folded keys skip them.
    """

    characters: str
    starts: Sequence[int] = field(repr=False)
    ends: Sequence[int] = field(repr=False)
    breaks: Sequence[int] = field(default=(), repr=False)
    seams: Sequence[int] = field(default=(), repr=False)

    @classmethod
    def of(cls, text: str, breaks: Iterable[int] = ()) -> "Citable":
        """All of a text, as it is."""
        count = len(text)
        return cls(text, array("I", range(count)), array("I", range(1, count + 1)), tuple(breaks))

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Where the characters from index `first` to `last`, half open and not empty, stand in the file."""
        return self.starts[first], self.ends[last - 1]

    def indices(self, start: int, end: int) -> tuple[int, int]:
        """The indices of the characters that stand in the file within a span; both the same if none does."""
        first = bisect_left(self.starts, start)
        return first, max(first, bisect_right(self.ends, end))

    def is_plain(self, first: int, last: int) -> bool:
        """Whether the file has these characters as they are, with nothing between them."""
        return self.ends[last - 1] - self.starts[first] == last - first

    def slice(self, start: int, end: int) -> str:
        """The citable characters within a span of the file."""
        first, last = self.indices(start, end)
        return self.characters[first:last]

    @cached_property
    def apart(self) -> Sequence[int]:
        """Breaks and seams, in order."""
        return sorted({*self.breaks, *self.seams})

    def is_apart(self, index: int) -> bool:
        """Whether a character stands apart from the one before it."""
        at = bisect_left(self.apart, index)
        return at < len(self.apart) and self.apart[at] == index

    def spaced(self, first: int, last: int) -> str:
        """The characters between two indices, with a space wherever they stand apart without one."""
        apart = self.apart
        if not apart:
            return self.characters[first:last]
        inside = apart[bisect_right(apart, first) : bisect_left(apart, last)]
        if not inside:
            return self.characters[first:last]
        edges = [first, *inside, last]
        return " ".join(self.characters[a:b] for a, b in pairwise(edges))

    @cached_property
    def key(self) -> Key:
        """The characters folded, for *normalised* and *variant*."""
        return Key(prepare(self.characters))

    @cached_property
    def bare_key(self) -> Key:
        """The characters folded and without punctuation, for *unpunctuated*."""
        return Key(strip_punctuation(self.key.prepared))
