"""Which rows of a figure stand on which page, the same in every language."""

from collections.abc import Sequence
from typing import Final

_STEP: Final = 8.0
"""How much less room is tried at a time, so that the pages become about equally full."""


def paged(
    heights: Sequence[Sequence[float]],
    rooms: Sequence[float],
    gap: float,
    leading: Sequence[Sequence[float]] | None = None,
) -> list[tuple[int, int]]:
    """From which row to which each page goes, in as few pages as can be, about equally full.

    `heights` has each row's height in each language, `rooms` what a page leaves for rows in each; `leading` has the
    heights of rows that stand first on their page, where they differ. A row that is higher than its page has one to
    itself. Without rows there is one empty page.
    """
    leading = leading or heights
    best = _filled(heights, rooms, gap, leading)
    less = _STEP
    while less < min(rooms):
        tried = _filled(heights, [room - less for room in rooms], gap, leading)
        if len(tried) > len(best):
            break
        best, less = tried, less + _STEP
    return best


def _filled(
    heights: Sequence[Sequence[float]], rooms: Sequence[float], gap: float, leading: Sequence[Sequence[float]]
) -> list[tuple[int, int]]:
    """Every page as full as can be, in order."""
    borders = [0]
    used = [0.0] * len(rooms)
    for index, row in enumerate(heights):
        after = [taken + gap + height for taken, height in zip(used, row if index else leading[0], strict=True)]
        if index > borders[-1] and any(taken - gap > room for taken, room in zip(after, rooms, strict=True)):
            borders.append(index)
            after = [gap + height for height in leading[index]]
        used = after
    return list(zip(borders, [*borders[1:], len(heights)], strict=True))
