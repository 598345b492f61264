"""What a block is filled with, before it is written in the language of its document."""

from dataclasses import dataclass
from typing import TypeAlias

from argmap.exports.evidence import Item
from argmap.exports.page import Grid
from argmap.gallery import Drawing, Order, files


@dataclass(frozen=True)
class Picture:
    """A drawing to show, as it was ordered; `alt` says in words what it shows.

    `address` is where its file stands, seen from the document.
    """

    address: str
    alt: str
    caption: str
    drawing: Drawing
    order: Order

    @property
    def language(self) -> str:
        return self.drawing.language

    def content(self) -> bytes:
        """The bytes of its file, in the one format that was ordered."""
        ending = f".{self.order.formats[0]}"
        return next(made for _, name, made in files([self.drawing], self.order) if name.endswith(ending))


@dataclass(frozen=True)
class Table:
    """A table, and under it the lines that explain its signs and say what it rests on."""

    title: str
    grid: Grid
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Points:
    """A list of sentences; `none` is said where there are none."""

    title: str
    sentences: tuple[str, ...]
    none: str


@dataclass(frozen=True)
class Quotation:
    """Words of a source in its language, what they mean in the reader's, and where they stand."""

    words: tuple[tuple[str, str], ...]
    """Each wording, in its quotation marks, with its language."""
    meaning: str
    credit: str
    language: str


@dataclass(frozen=True)
class Exhibit:
    """A numbered passage of an evidence list, with what rests on it."""

    item: Item
    language: str


@dataclass(frozen=True)
class Number:
    """A number inside a sentence of the author's."""

    text: str


Piece: TypeAlias = Picture | Table | Points | Quotation | Exhibit | Number
"""One thing in a block. A number, and a quotation in the middle of a line, stand inside a sentence."""
