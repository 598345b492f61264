"""A YAML file as it was read: plain data, and where every part of it stands.

Everything below is found by *route*, the steps from the root: `("claims", "x", "quote", 0, "text")`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, TypeAlias

from argmap.text import Place, Text

Route: TypeAlias = Sequence[str | int]
Data: TypeAlias = "str | list[Data] | dict[str, Data] | None"

_MISSING = frozenset(("", "~", "null"))


class Scalar(NamedTuple):
    """One value or key. `style` is `'`, `"`, `|`, `>`, or empty for plain; quotes lie within start and end."""

    value: str
    style: str
    start: int
    end: int

    @property
    def data(self) -> Data:
        """The text, or None where a plain scalar says that there is none."""
        return None if not self.style and self.value in _MISSING else self.value


class Items(NamedTuple):
    """A list."""

    nodes: tuple["Node", ...]
    flow: bool
    start: int
    end: int

    @property
    def data(self) -> Data:
        return [node.data for node in self.nodes]


class Entry(NamedTuple):
    """A key and its value."""

    key: Scalar
    node: "Node"


class Mapping(NamedTuple):
    """Entries by key, in the order of the file."""

    entries: dict[str, Entry]
    flow: bool
    start: int
    end: int

    @property
    def data(self) -> Data:
        return {name: entry.node.data for name, entry in self.entries.items()}


Node: TypeAlias = Scalar | Items | Mapping


@dataclass(frozen=True, eq=False)
class Document:
    """What a file holds. `scalars` are all keys and values in the order of the file."""

    text: Text
    root: Mapping
    scalars: tuple[Scalar, ...]

    @cached_property
    def data(self) -> dict[str, Data]:
        """Dictionaries, lists, strings and None: every scalar is text until the schema gives it a type."""
        return {name: entry.node.data for name, entry in self.root.entries.items()}

    def place(self, route: Route) -> Place:
        """Where the value at a route stands, or the last value on the way to it."""
        node = self._walk(route)[-1].node
        return self.text.place(node.start, node.end)

    def key(self, route: Route) -> Place:
        """Where the key of the value at a route stands, or the last key on the way to it.

        So for a missing field this is the key that it is missing under. An item of a list has no
        key: the first key in it stands for it, as it does for the root.
        """
        found = self._walk(route)[-1]
        shown: Node = found.node if found.key is None else found.key
        while not isinstance(shown, Scalar):
            first = _first(shown)
            if first is None:
                break
            shown = first
        return self.text.place(shown.start, shown.end)

    def reaches(self, route: Route) -> bool:
        """Whether every step of the route is in the file."""
        return len(self._walk(route)) == len(route) + 1

    def scalar(self, route: Route) -> Scalar | None:
        """The scalar at a route, if there is one."""
        node = self._walk(route)[-1].node
        return node if isinstance(node, Scalar) else None

    def key_scalar(self, route: Route) -> Scalar | None:
        """The key that a route ends with, if it is in the file."""
        key = self._walk(route)[-1].key
        return key if key and route and key.value == route[-1] else None

    def in_flow(self, route: Route) -> bool:
        """Whether the value at a route stands between braces or brackets."""
        nodes = (found.node for found in self._walk(route)[:-1])
        return any(not isinstance(node, Scalar) and node.flow for node in nodes)

    def _walk(self, route: Route) -> list["_Found"]:
        """The root and what each step leads to. Steps that are not there are skipped.

        A route from pydantic may hold the tag of a union, `[key]`, the name of a missing field, or
        the index of a list that was written as a single value.
        """
        found = [_Found(None, self.root)]
        for step in route:
            node = found[-1].node
            if isinstance(node, Mapping) and isinstance(step, str) and step in node.entries:
                found.append(_Found(*node.entries[step]))
            elif isinstance(node, Items) and isinstance(step, int) and 0 <= step < len(node.nodes):
                found.append(_Found(None, node.nodes[step]))
        return found


class _Found(NamedTuple):
    key: Scalar | None
    node: Node


def _first(node: Items | Mapping) -> Node | None:
    if isinstance(node, Mapping):
        return next((entry.key for entry in node.entries.values()), None)
    return next(iter(node.nodes), None)
