"""A page for people: tables and sentences in a language, before it is written in a format."""

from dataclasses import dataclass

from argmap.findings import Topic

Row = tuple[str, ...]


@dataclass(frozen=True)
class Grid:
    """A table. A name in `head` may have two lines.

    The first `labels` columns say what a row is about; where a table is too wide, the others are cut into several,
    each with the labels. Columns of `prose` may be wrapped, those of `numbers` stand flush right. With `grouped`,
    rows of one first label belong together.
    """

    head: Row
    rows: tuple[Row, ...]
    title: str = ""
    note: str = ""
    labels: int = 1
    prose: tuple[int, ...] = (0,)
    numbers: tuple[int, ...] = ()
    grouped: bool = False
    none: str = ""


@dataclass(frozen=True)
class Page:
    """Tables, lines of keys to their signs, and sentences; at the foot, what it all rests on."""

    language: str
    title: str
    subtitle: str
    grids: tuple[Grid, ...]
    legend: tuple[Row, ...] = ()
    topics: tuple[Topic, ...] = ()
    foot: tuple[str, ...] = ()
    credits: tuple[str, ...] = ()
