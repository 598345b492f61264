"""What a block is filled with, before it is written in the language of its document."""

from dataclasses import dataclass
from typing import TypeAlias

from argmap.exports.page import Grid


@dataclass(frozen=True)
class Picture:
    """A file to show, by its address from the document; `alt` says in words what it shows."""

    address: str
    alt: str
    caption: str
    language: str


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
class Number:
    """A number inside a sentence of the author's."""

    text: str


Piece: TypeAlias = Picture | Table | Points | Quotation | Number
"""One thing in a block. A number, and a quotation in the middle of a line, stand inside a sentence."""
