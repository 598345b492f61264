"""All that is asked for in a folder, drawn: what every file of it has to be."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from argmap.gallery.drawings import Studio, files
from argmap.gallery.folder import Change, Folder, changes
from argmap.gallery.order import Order
from argmap.gallery.page import page
from argmap.project import Project
from argmap.schema import in_language

Thing = TypeVar("Thing")


class Each(Protocol):
    """Goes through things one by one; between two of them it can show a bar, or give up by an exception."""

    def __call__(self, things: Iterable[Thing], doing: str, total: int | None = None, /) -> Iterator[Thing]: ...


@dataclass(frozen=True)
class Redrawn:
    """How every file stands to what it has to be, the figures that are left out with the reason, and how many drawings
    each order came to.
    """

    changes: Sequence[Change]
    refused: Mapping[str, str]
    drawings: Sequence[int]


def redraw(studio: Studio, folder: Folder, orders: Sequence[Order], each: Each, *, only: bool = False) -> Redrawn:
    """The folder once these orders are drawn. A figure that is named and is too much is a TooMuch."""
    record = folder.record
    made: dict[str, bytes] = {}
    counts = []
    for order in orders:
        names: dict[str, list[str]] = {}
        drawings = list(each(studio.drawings(order), "drawing"))
        total = len(drawings) * len(order.formats)
        for drawing, name, content in each(files(drawings, order), "writing", total):
            made[name] = content
            names.setdefault(drawing.stem, []).append(name)
        drawn = [drawing.as_drawn(names[drawing.stem]) for drawing in drawings if drawing.stem in names]
        record = record.with_order(order, drawn, only=only)
        counts.append(len(drawings))
    record = folder.gone(record)
    index = None if folder.has_foreign_page else page(record, _titles(studio.project))
    return Redrawn(changes(folder, record, made, index), studio.refused, counts)


def _titles(project: Project) -> Mapping[str, str]:
    """The project's title by language."""
    codebook = project.corpus.codebook
    return {tag: (in_language(codebook.title, tag) or ("", ""))[0] for tag in codebook.languages}
