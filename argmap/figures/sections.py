"""Sections of a figure set side by side in columns: in their order, so that all of it is as low as can be."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import product
from math import inf
from typing import Final, TypeAlias

_FAR: Final = 1000
"""How much worse a row is that no page holds."""


@dataclass(frozen=True)
class Section:
    """Some claims of a source; `part` is 1 for all of them, else the number of a half, 2n and 2n + 1 of those of n."""

    source: str
    names: tuple[str, ...]
    part: int = 1


Row: TypeAlias = tuple[tuple[Section, int], ...]
"""Sections side by side, each with the number of columns that it takes."""


def in_rows(
    sections: Sequence[Section],
    most: Callable[[Section], int],
    height: Callable[[Section, int], float],
    columns: int,
    room: float,
) -> list[Row]:
    """The sections in rows, each with the number of columns it takes.

    `most` is how many a section can make use of, `height` how high it is in so many, `room` how high a row may be.
    A row is higher only where a section is so in all columns.
    """
    best: list[tuple[float, list[Row]]] = [(0.0, [])]
    for end in range(1, len(sections) + 1):
        found: tuple[float, list[Row]] = (inf, [])
        for start in range(max(0, end - columns), end):
            together = sections[start:end]
            for spans in product(*(range(1, min(columns, max(most(each), 1)) + 1) for each in together)):
                if sum(spans) > columns:
                    continue
                row = tuple(zip(together, spans, strict=True))
                tallest = max(height(*each) for each in row)
                total = best[start][0] + (tallest if tallest <= room else tallest * _FAR)
                if total < found[0]:
                    found = total, [*best[start][1], row]
        best.append(found)
    return best[-1][1]
