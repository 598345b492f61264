"""How the page's width is shared in the matrix: the issues, a column for each source, and the margin."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from argmap import typeset
from argmap.figures import cells
from argmap.figures.cells import Manner
from argmap.figures.comparing import WIDTH, Telling
from argmap.figures.furniture import BODY, SMALL

Groups = tuple[tuple[str, ...], ...]

_LABEL: Final = {Manner.LINE: (168.0, 216.0), Manner.STACK: (132.0, 200.0), Manner.BARE: (150.0, 240.0)}
"""The column of the issues: as wide as the page leaves, but no less and no more than this."""
_COLUMN: Final = {Manner.LINE: (76.0, 132.0), Manner.STACK: (62.0, 96.0), Manner.BARE: (16.0, 34.0)}
_MARGIN: Final = {Manner.LINE: (45.0, 62.0), Manner.STACK: (45.0, 62.0), Manner.BARE: (42.0, 32.0)}
"""The columns of how many are for and against, and of opposed pairs."""
_THREE_DIGITS: Final = 22.0
_GAP: Final = 9.0
"""Between groups of sources, and before the margin."""


@dataclass(frozen=True)
class Grid:
    """Where the columns of a sheet stand: each source's left edge, and that of the margin with its two columns."""

    label: float
    column: float
    left: Mapping[str, float]
    margin: float
    tail: tuple[float, float]

    @property
    def width(self) -> float:
        return self.margin + sum(self.tail)


def manner_of(telling: Telling, groups: Groups) -> Manner:
    """The manner that tells most and still fits the page with all sources side by side."""
    for manner in (Manner.LINE, Manner.STACK):
        held = _room(manner, _LABEL[manner][0], groups) / max(len(telling.comparison.sources), 1)
        if held >= _COLUMN[manner][0] and held >= _needed(telling, manner):
            return manner
    return Manner.BARE


class Columns:
    """The columns of a matrix in one manner and one language."""

    def __init__(self, telling: Telling, groups: Groups, manner: Manner) -> None:
        self.groups = groups
        self.manner = manner
        self._least = max(_needed(telling, manner), _COLUMN[manner][0])
        self._telling = telling

    def sheets(self) -> int:
        """On how many sheets the sources must stand side by side."""
        count = len(self._telling.comparison.sources)
        if self.manner is not Manner.BARE:
            return 1
        least = _COLUMN[Manner.BARE][0] if count < 100 else _THREE_DIGITS
        held = int(_room(Manner.BARE, _LABEL[Manner.BARE][0], self.groups) // least)
        return -(-count // max(held, 1)) or 1

    def grid(self, sources: Sequence[str]) -> Grid:
        """An equal share of the page for each source, but never too little for a cell's numbers."""
        low, high = _LABEL[self.manner]
        high = max(low, min(high, self._natural))
        count = max(len(sources), 1)
        label = max(low, min(high, _room(self.manner, 0, self.groups) - self._least * count))
        share = _room(self.manner, label, self.groups) / count
        column = max(self._least, min(share, _COLUMN[self.manner][1]))
        left: dict[str, float] = {}
        x = label
        for group in self.groups:
            shown = [source for source in group if source in sources]
            for source in shown:
                left[source] = x
                x += column
            x += _GAP if shown else 0
        return Grid(label, column, left, x if left else label + _GAP, _MARGIN[self.manner])

    @cached_property
    def _natural(self) -> float:
        """The width in which every label takes one line."""
        size = SMALL if self.manner is Manner.BARE else BODY
        names = [self._telling.issue(issue) for issue in self._telling.comparison.issues]
        return max((typeset.measure(name, size, self._telling.language) for name in names), default=0.0) + 18


def _needed(telling: Telling, manner: Manner) -> float:
    every = telling.comparison.cells.values() if manner is not Manner.BARE else ()
    return max((cells.needed(cell, manner, telling.language) for cell in every), default=0.0)


def _room(manner: Manner, label: float, groups: Groups) -> float:
    """What is left for the columns of sources."""
    return WIDTH - label - sum(_MARGIN[manner]) - _GAP * len(groups)
