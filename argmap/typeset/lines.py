"""Where a galley is broken into lines: whole words if possible, in as few lines as can be, and these about even."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final

from argmap.typeset.galley import DASHES, EM, FREE, KEPT, PAUSES, SPACES, STUCK, WORD, Galley, galley

Span = tuple[int, int]
"""From which cluster a line or a piece goes up to which."""

_MANY: Final = 200
"""Of a longer text all lines are about as long anyway, and to even them takes time."""
_WEAK_START: Final = frozenset("的地得了着过们吗呢吧等")


def broken(
    text: str, limit: int, language: str, most: int | None, balanced: bool, tail: int
) -> tuple[Galley, tuple[Span, ...]]:
    """The clean text's galley and its lines, none wider than `limit` (in 1/1000 em) that can be broken.

    What is cut off after `most` lines leaves a `…`, in a galley of its own. After the last word `tail` is left free.
    """
    whole = _whole(text, language, tail)
    pieces = whole if whole.widest <= limit else _pieces(whole.galley, _split_where_wide(whole, limit), tail)
    starts = pieces.filled(limit)
    lines = pieces.lines(starts)
    if most is not None and len(lines) > most:
        return _cut_short(whole.galley, lines[: max(most, 1)], limit, language)
    if balanced and len(lines) > 1:
        if len(pieces.spans) == len(whole.spans):
            lines = _balanced(text, language, len(lines), tail)
        else:
            widest = max(pieces.rights[end - 1] - pieces.lefts[start] for start, end in pairwise(starts))
            lines = _evened(pieces, widest, len(lines))
    return whole.galley, lines


@dataclass(frozen=True, eq=False)
class _Pieces:
    """What is not broken again.

    A line from one piece to another goes from the left of the one to the right of the other. A line that begins with a
    piece is `weak` by so much, one that ends with it `abrupt`: what it costs beside its empty end.
    """

    galley: Galley
    spans: tuple[Span, ...]
    lefts: tuple[int, ...]
    rights: tuple[int, ...]
    weak: tuple[int, ...]
    abrupt: tuple[int, ...]
    widest: int

    def filled(self, limit: int) -> list[int]:
        """The piece that each line begins with, where each takes as many as fit, and how many pieces there are."""
        starts = [0]
        while starts[-1] < len(self.spans):
            start = starts[-1]
            starts.append(max(bisect_right(self.rights, self.lefts[start] + limit, start), start + 1))
        return starts

    def lines(self, starts: Sequence[int]) -> tuple[Span, ...]:
        """The lines that begin with these pieces; the last start is the end."""
        return tuple((self.spans[one][0], self.spans[other - 1][1]) for one, other in pairwise(starts))


@lru_cache(maxsize=4096)
def _whole(text: str, language: str, tail: int) -> _Pieces:
    """The text in pieces that are broken only where they are wider than the line."""
    made = galley(text, language)
    return _pieces(made, tuple(_split(made, 0, len(made.texts), FREE)), tail)


def _pieces(galley: Galley, spans: tuple[Span, ...], tail: int) -> _Pieces:
    lefts = tuple(galley.starts[start] + galley.lead(start) for start, _ in spans)
    rights = [galley.ends[galley.inked[end] - 1] for _, end in spans]
    if rights:
        rights[-1] += tail
    return _Pieces(
        galley,
        spans,
        lefts,
        tuple(rights),
        tuple(4 if start > 0 and galley.texts[start] in _WEAK_START else 0 for start, _ in spans),
        tuple(_abruptness(galley, end) for _, end in spans),
        max((right - left for left, right in zip(lefts, rights, strict=True)), default=0),
    )


def _abruptness(galley: Galley, end: int) -> int:
    """For a broken word, or no pause at the end."""
    broken = galley.ties[end] if end < len(galley.ties) else FREE
    pause = galley.texts[max(galley.inked[end], 1) - 1] in PAUSES
    return 9 * broken + (0 if pause else 1)


def _split_where_wide(whole: _Pieces, limit: int) -> tuple[Span, ...]:
    """The pieces, those that are too wide in parts, and at last in single clusters."""
    galley, pieces = whole.galley, list(whole.spans)
    for tie in (KEPT, WORD, STUCK):
        pieces = [
            part
            for start, end in pieces
            for part in (_split(galley, start, end, tie) if galley.extent(start, end) > limit else [(start, end)])
        ]
    return tuple(pieces)


def _split(galley: Galley, start: int, end: int, worst: int) -> Iterator[Span]:
    cuts = [start, *(at for at in range(start + 1, end) if galley.ties[at] <= worst), end]
    return ((one, other) for one, other in pairwise(cuts) if other > one)


@lru_cache(maxsize=8192)
def _balanced(text: str, language: str, count: int, tail: int) -> tuple[Span, ...]:
    """The whole pieces in so many lines, as narrow as that allows, and in that width as even as possible.

    It does not hang on the width that was asked for: a text is balanced once for each number of lines.
    """
    pieces = _whole(text, language, tail)
    low, high = pieces.widest, max(pieces.rights[-1] - pieces.lefts[0], pieces.widest)
    while low < high:
        middle = (low + high) // 2
        if len(pieces.filled(middle)) - 1 <= count:
            high = middle
        else:
            low = middle + 1
    return _evened(pieces, high, count)


def _evened(pieces: _Pieces, limit: int, count: int) -> tuple[Span, ...]:
    """Of all ways to set the pieces in so many lines, the one with the least uneven ends."""
    if len(pieces.spans) > _MANY:
        return pieces.lines(pieces.filled(limit))
    # By line, after how many pieces it may end: what all lines up to there cost at best, and where it begins.
    best: list[dict[int, tuple[int, int]]] = [{0: (0, 0)}]
    for number, earliest in enumerate(_earliest(pieces, limit, count), start=1):
        latest = len(pieces.spans) - count + number
        reached: dict[int, tuple[int, int]] = {}
        for first, (cost, _) in best[-1].items():
            room = limit + pieces.lefts[first]
            full = bisect_right(pieces.rights, room, first)
            for last in range(max(first + 1, earliest), min(full, latest) + 1):
                slack = min(room - pieces.rights[last - 1], limit)
                total = cost + slack * slack + (pieces.weak[first] + pieces.abrupt[last - 1]) * EM * EM
                if last not in reached or total <= reached[last][0]:
                    reached[last] = (total, first)
        best.append(reached)
    starts = [len(pieces.spans)]
    for reached in reversed(best[1:]):
        starts.append(reached[starts[-1]][1])
    return pieces.lines(starts[::-1])


def _earliest(pieces: _Pieces, limit: int, count: int) -> list[int]:
    """After how many pieces each of so many lines ends at least, if the lines below it are to hold the rest."""
    ends = [len(pieces.spans)]
    for number in range(count - 1, 0, -1):
        last = ends[-1] - 1
        ends.append(max(bisect_left(pieces.lefts, pieces.rights[last] - limit, 0, last), number))
    return ends[::-1]


def _cut_short(whole: Galley, lines: tuple[Span, ...], limit: int, language: str) -> tuple[Galley, tuple[Span, ...]]:
    """The lines with a `…` in place of all that follows them: after a whole word if one fits."""
    start, end = lines[-1]
    ends = [at for at in range(start + 1, end + 1) if at == end or whole.ties[at] == FREE]
    for last in (*reversed(ends), *range(end, start, -1)):
        shortened = _ended(whole, start, last, language)
        if shortened.extent(start, len(shortened.texts)) <= limit:
            break
    else:
        shortened = _ended(whole, start, start, language)
    return shortened, (*lines[:-1], (start, len(shortened.texts)))


def _ended(whole: Galley, start: int, end: int, language: str) -> Galley:
    """The galley cut off in the line that begins at `start`; the lines above it stay as they are."""
    last = "".join(whole.texts[start:end]).rstrip("".join(SPACES | PAUSES | DASHES))
    return galley("".join(whole.texts[:start]) + last + "…", language)
