"""The shortest words beside a passage that tell it from the other places where its words stand."""

from collections.abc import Iterator
from typing import Final

from argmap.quotes.citable import Citable
from argmap.quotes.find import find
from argmap.quotes.match import Surroundings
from argmap.quotes.omission import cut

_SPLIT_MAX: Final = 10
"""So many characters are shared out between both sides in every way."""
_LONGER: Final = (12, 14, 16, 20, 24, 32, 48, 64, 96, 150, 250)


def beside(citable: Citable, quote: str, start: int, end: int) -> tuple[str, str] | None:
    """The prefix and the suffix with which a quote is found at this span of the file and nowhere else.

    Both are empty where it is so without them; None where even long ones do not help.
    """
    first, last = citable.indices(start, end)
    others: list[tuple[int, int]] = []
    for before, after in _candidates(citable, first, last):
        around = Surroundings(citable, before, after)
        if any(around.hold(*other) for other in others):
            continue
        spans = [(hit.start, hit.end) for hit in find(citable, quote, before, after)]
        if spans == [(start, end)]:
            return before, after
        # A place that stood in the way once is tried first from now on: looking everywhere takes long.
        others += [citable.indices(*span) for span in spans if span != (start, end)]
    return None


def _candidates(citable: Citable, first: int, last: int) -> Iterator[tuple[str, str]]:
    """Words before and after, those that are shorter in all first; numbers and words are never cut."""
    seen: set[tuple[str, str]] = set()
    for left, right in _sizes():
        if left > first or right > len(citable.characters) - last:
            continue
        pair = _before(citable, first, left), _after(citable, last, right)
        if None in pair or pair in seen:
            continue
        seen.add((pair[0] or "", pair[1] or ""))
        yield pair[0] or "", pair[1] or ""


def _sizes() -> Iterator[tuple[int, int]]:
    """How many characters to take before and after."""
    yield 0, 0
    for size in range(1, _SPLIT_MAX + 1):
        yield size, 0
        yield 0, size
        yield from ((left, size - left) for left in range(1, size))
    for size in _LONGER:
        yield size, 0
        yield 0, size
        yield size // 2, size // 2


def _before(citable: Citable, first: int, size: int) -> str | None:
    at = first - size
    while at > 0 and size and cut(citable, at):
        at -= 1
    return _words(citable, at, first) if size else ""


def _after(citable: Citable, last: int, size: int) -> str | None:
    at = last + size
    while size and at < len(citable.characters) and cut(citable, at):
        at += 1
    return _words(citable, last, at) if size else ""


def _words(citable: Citable, first: int, last: int) -> str | None:
    """The characters on one line; None where they are no words."""
    words = " ".join(citable.spaced(first, last).split())
    return words if any(character.isalnum() for character in words) else None
