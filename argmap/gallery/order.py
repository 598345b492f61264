"""What was asked for in a folder, and which of its files came of it: `argmap.json`, as it is read and written.

It holds no time and no path, so that it can be committed with the figures.
"""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields, replace
from typing import Any, Final, TypeVar

from argmap.figures import FIGURES

MANIFEST: Final = "argmap.json"
VERSION: Final = 1


class NotOurs(Exception):  # noqa: N818 - it says what is the matter
    """A file is in the way that argmap did not make, or cannot read; the message says which and why."""


@dataclass(frozen=True)
class Order:
    """What somebody asked for. What is empty is left open: the usual figures, all sources, all languages."""

    figures: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    issues: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    formats: tuple[str, ...] = ("svg",)
    theme: str = "light"
    text: str = "embed"
    scale: float = 2.0

    def replaces(self, other: "Order") -> bool:
        """Whether it is about the same figures, and so says anew how they are wanted."""
        return (self.figures, self.sources, self.issues) == (other.figures, other.sources, other.issues)


@dataclass(frozen=True)
class Drawn:
    """A figure that was drawn, its alternative text, and its files."""

    stem: str
    figure: str
    language: str
    title: str
    description: str
    files: tuple[str, ...]


@dataclass(frozen=True)
class Record:
    """The orders of a folder, oldest first, each with what came of it; and files that are no longer asked for.

    Where two orders make a file of one name, it is the later one's.
    """

    orders: tuple[tuple[Order, tuple[Drawn, ...]], ...] = ()
    stale: tuple[str, ...] = ()

    @property
    def files(self) -> tuple[str, ...]:
        """The figures' files, in the order of drawing."""
        return tuple(name for _, made in self.orders for each in made for name in each.files)

    def with_order(self, order: Order, made: Iterable[Drawn], *, only: bool = False) -> "Record":
        """The record once this was drawn; with `only`, nothing else is asked for any more."""
        drawn = tuple(made)
        taken = {name for each in drawn for name in each.files}
        kept = () if only else tuple((old, was) for old, was in self.orders if not order.replaces(old))
        orders = (*((old, _without(taken, was)) for old, was in kept), (order, drawn))
        now = Record(orders)
        before = dict.fromkeys((*self.stale, *self.files))
        return replace(now, stale=tuple(sorted(set(before).difference(now.files))))

    def without(self, gone: Iterable[str]) -> "Record":
        """The record without stale files that are gone."""
        lost = set(gone)
        return replace(self, stale=tuple(name for name in self.stale if name not in lost))

    def written(self) -> bytes:
        """The record as a file."""
        asked = [{**asdict(order), "drawn": [asdict(each) for each in made]} for order, made in self.orders]
        document = {"argmap": VERSION, "asked": asked, "stale": self.stale}
        return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def _without(taken: Iterable[str], made: Iterable[Drawn]) -> tuple[Drawn, ...]:
    lost = set(taken)
    left = (replace(each, files=tuple(name for name in each.files if name not in lost)) for each in made)
    return tuple(each for each in left if each.files)


Made = TypeVar("Made", Order, Drawn)


def read(content: bytes) -> Record:
    """The record that a file holds. What argmap did not write is a NotOurs."""
    try:
        document = json.loads(content)
        version = document["argmap"]
        if version != VERSION:
            raise NotOurs(f"its format is {version!r}, and this version of argmap knows {VERSION}")
        orders = tuple(
            (_made(Order, each), tuple(_made(Drawn, one) for one in each["drawn"])) for each in document["asked"]
        )
        record = Record(orders, _names(document["stale"]))
    except (ValueError, LookupError, TypeError, RecursionError):
        raise NotOurs("it does not hold what argmap writes into it") from None
    named = (name for order, made in orders for name in (*order.figures, *(each.figure for each in made)))
    unknown = next((name for name in named if name not in FIGURES), None)
    if unknown is not None:
        raise NotOurs(f"this version of argmap has no figure '{unknown}'")
    return record


def _made(kind: type[Made], given: dict[str, Any]) -> Made:
    """A dataclass of the fields that it needs. A field that is missing or of another type is no value of argmap's."""
    return kind(**{field.name: _value(field.type, given[field.name]) for field in fields(kind)})


def _value(kind: Any, given: Any) -> Any:
    if kind is str and isinstance(given, str):
        return given
    if kind is float and isinstance(given, int | float) and not isinstance(given, bool):
        return float(given)
    if kind is str or kind is float:
        raise TypeError
    return _names(given)


def _names(given: Any) -> tuple[str, ...]:
    """Ids or names of files, of which none leads out of the folder."""
    if not isinstance(given, list) or not all(isinstance(each, str) and not set(each) & set("/\\") for each in given):
        raise TypeError
    return tuple(given)
