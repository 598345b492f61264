"""What a figure shows: rectangles, paths and lines of text, in order, with roles instead of colours.

Units are CSS pixels (96 an inch), x to the right and y down. A scene is complete: writers only know how it is
written, and decide nothing about what is in it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import cycle
from operator import add
from typing import Literal

from argmap.fonts import Face

Command = tuple[Literal["M", "L", "C", "Z"], tuple[float, ...]]
"""A step of a path: to a point, a line, a cubic curve (two controls and an end), or back to the start."""


class Refused(Exception):  # noqa: N818 - it says what is the matter
    """A scene cannot be written in a format; the message says why, and what can be done."""


@dataclass(frozen=True)
class Frame:
    """A rectangle in the scene."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height

    def moved(self, x: float, y: float) -> "Frame":
        return Frame(self.x + x, self.y + y, self.width, self.height)


@dataclass(frozen=True)
class Rect:
    frame: Frame
    role: str
    radius: float = 0

    def moved(self, x: float, y: float) -> "Rect":
        return Rect(self.frame.moved(x, y), self.role, self.radius)


@dataclass(frozen=True)
class Path:
    commands: tuple[Command, ...]
    role: str

    def moved(self, x: float, y: float) -> "Path":
        steps = ((step, tuple(map(add, numbers, cycle((x, y))))) for step, numbers in self.commands)
        return Path(tuple(steps), self.role)


@dataclass(frozen=True)
class Run:
    """Characters of one face, at `x` from the start of their line."""

    text: str
    face: Face
    x: float
    width: float


@dataclass(frozen=True)
class Line:
    """A line of measured text: `x` is its left end, `y` its baseline."""

    x: float
    y: float
    runs: tuple[Run, ...]
    size: float
    role: str
    language: str
    bold: bool = False

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)

    @property
    def width(self) -> float:
        return self.runs[-1].x + self.runs[-1].width if self.runs else 0.0

    def moved(self, x: float, y: float) -> "Line":
        return Line(self.x + x, self.y + y, self.runs, self.size, self.role, self.language, self.bold)


@dataclass(frozen=True)
class Group:
    """Marks that belong together: a box with its text, a cell, the legend.

    `title` is what a reader of the screen is told when pointing at it, `href` where it leads. Text in the group
    stays inside `frame`, if there is one. `kind` names the group for tests and for pages that style it.
    """

    kind: str
    marks: "tuple[Mark, ...]"
    frame: Frame | None = None
    id: str = ""
    title: str = ""
    href: str = ""

    def moved(self, x: float, y: float) -> "Group":
        frame = self.frame.moved(x, y) if self.frame else None
        return Group(self.kind, moved(self.marks, x, y), frame, self.id, self.title, self.href)


Mark = Rect | Path | Line | Group


def moved(marks: Iterable[Mark], x: float, y: float) -> tuple[Mark, ...]:
    """The marks, shifted to the right and down."""
    return tuple(mark.moved(x, y) for mark in marks) if x or y else tuple(marks)


@dataclass(frozen=True)
class Scene:
    """One figure. `title` and `description` are its alternative text, `language` the language it is in."""

    width: float
    height: float
    title: str
    description: str
    language: str
    marks: tuple[Mark, ...]
    facts: dict[str, object] = field(default_factory=dict)
    """What the figure shows, as plain data, for writers of data."""

    def walk(self) -> Iterator[tuple[Mark, tuple[Group, ...]]]:
        """Every mark, in the order of drawing, with the groups that hold it, outermost first."""

        def inside(marks: tuple[Mark, ...], groups: tuple[Group, ...]) -> Iterator[tuple[Mark, tuple[Group, ...]]]:
            for mark in marks:
                yield mark, groups
                if isinstance(mark, Group):
                    yield from inside(mark.marks, (*groups, mark))

        return inside(self.marks, ())

    @property
    def lines(self) -> tuple[Line, ...]:
        return tuple(mark for mark, _ in self.walk() if isinstance(mark, Line))
