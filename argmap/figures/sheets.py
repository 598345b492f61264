"""Which claims of a map stand together on a sheet: the whole map if the page holds it, else part by part.

A part that the page does not hold is cut in two, as near to the middle and as high in its trees as can be.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from argmap.corpus import Entry
from argmap.figures.forest import Relation, forest, in_reading_order

FEW: Final = 3
"""A part with fewer claims than this shares the sheet of a neighbour."""


@dataclass(frozen=True)
class Sheet:
    """Some claims of a map, and the parts they stand in; `part` is None before the first part.

    `number` of `total` counts the sheets that one part takes.
    """

    names: tuple[str, ...]
    parts: tuple[str | None, ...]
    number: int = 1
    total: int = 1

    @property
    def name(self) -> str:
        """The sheet's name among those of the map."""
        part = next((part for part in self.parts if part), "opening")
        return f"{part}-{self.number}" if self.total > 1 else part


def parts_of(entry: Entry) -> dict[str | None, tuple[str, ...]]:
    """The claims of each part in the order of the article, theses first; parts without claims are left out."""
    found: dict[str | None, tuple[str, ...]] = {None: (), **{section.id: () for section in entry.sections}}
    for name in entry.claims:
        section = entry.section_of(name)
        found[section] += (name,)
    return {part: names for part, names in found.items() if names}


def sheets(entry: Entry, every: Sequence[Relation], fits: Callable[[Sheet], bool]) -> tuple[Sheet, ...]:
    """The sheets of a map that does not fit the page as a whole."""
    found: list[Sheet] = []
    for sheet in _gathered(entry, fits):
        cut = _cut(sheet, entry, every, fits)
        found.extend(Sheet(names, sheet.parts, number, len(cut)) for number, names in enumerate(cut, start=1))
    return tuple(found)


def _gathered(entry: Entry, fits: Callable[[Sheet], bool]) -> list[Sheet]:
    """A sheet for each part; one with few claims is joined to its neighbour where the page holds both."""
    found: list[Sheet] = []
    for part, names in parts_of(entry).items():
        if found and min(len(names), len(found[-1].names)) < FEW:
            both = Sheet(found[-1].names + names, (*found[-1].parts, part))
            if fits(both):
                found[-1] = both
                continue
        found.append(Sheet(names, (part,)))
    return found


def _cut(sheet: Sheet, entry: Entry, every: Sequence[Relation], fits: Callable[[Sheet], bool]) -> list[tuple[str, ...]]:
    """The sheet's claims, cut in two until each piece fits."""
    if len(sheet.names) < 2 or fits(sheet):
        return [sheet.names]
    ordered = in_reading_order(forest(sheet.names, every, entry.map.theses))
    middle = len(ordered) / 2
    at = min(range(1, len(ordered)), key=lambda index: (abs(index - middle) + 2 * ordered[index][1], index))
    names = [name for name, _ in ordered]
    return [
        piece
        for half in (names[:at], names[at:])
        for piece in _cut(Sheet(tuple(half), sheet.parts), entry, every, fits)
    ]
