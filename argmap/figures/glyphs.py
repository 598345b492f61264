"""The signs of figures, drawn as paths: no font has them all, and none is told apart by colour alone.

Every sign is drawn around a centre, into a square of the given size.
"""

from collections.abc import Mapping, Sequence
from math import cos, pi, sin
from types import MappingProxyType
from typing import Final

from argmap.scene import Command, Path
from argmap.stances import State

_KAPPA: Final = 0.5523
"""How far the controls of a quarter circle stand out, in radii."""

_UP: Final = ((0.0, -0.92), (1.0, 0.84), (-1.0, 0.84))
_DOWN: Final = ((0.0, 0.92), (1.0, -0.84), (-1.0, -0.84))


def _polygon(points: Sequence[tuple[float, float]]) -> tuple[Command, ...]:
    first, *rest = points
    return (("M", first), *(("L", point) for point in rest), ("Z", ()))


def _circle(radius: float) -> tuple[Command, ...]:
    k = radius * _KAPPA
    r = radius
    return (
        ("M", (r, 0)),
        ("C", (r, k, k, r, 0, r)),
        ("C", (-k, r, -r, k, -r, 0)),
        ("C", (-r, -k, -k, -r, 0, -r)),
        ("C", (k, -r, r, -k, r, 0)),
        ("Z", ()),
    )


def _half(radius: float) -> tuple[Command, ...]:
    """The right half of a circle."""
    k = radius * _KAPPA
    r = radius
    return (("M", (0, -r)), ("C", (k, -r, r, -k, r, 0)), ("C", (r, k, k, r, 0, r)), ("Z", ()))


_QUESTION: Final[tuple[Command, ...]] = (
    ("M", (-0.5, -0.42)),
    ("C", (-0.5, -1.08, 0.56, -1.08, 0.56, -0.42)),
    ("C", (0.56, 0.02, 0.0, 0.02, 0.0, 0.4)),
)
_POINT: Final[tuple[Command, ...]] = _polygon(((-0.05, 0.82), (0.05, 0.82), (0.05, 0.92), (-0.05, 0.92)))

_SIGNS: Final[Mapping[State, tuple[tuple[str, tuple[Command, ...]], ...]]] = MappingProxyType(
    {
        State.SUPPORT: (("state-support", _polygon(_UP)),),
        State.LEANS_SUPPORT: (("state-leans-support", _polygon(_UP)),),
        State.NEUTRAL: (("state-neutral", _polygon(((-1, -0.3), (1, -0.3), (1, 0.3), (-1, 0.3)))),),
        State.LEANS_OPPOSE: (("state-leans-oppose", _polygon(_DOWN)),),
        State.OPPOSE: (("state-oppose", _polygon(_DOWN)),),
        State.MIXED: (("state-mixed", _circle(0.94)), ("state-mixed-half", _half(0.94))),
        State.REPORTS: (("state-reports", _circle(0.88)),),
        State.UNCLEAR: (("state-unclear", _QUESTION), ("state-unclear", _POINT)),
        State.SILENT: (("state-silent", _circle(0.22)),),
        State.NOT_CODED: (),
    }
)


def state(which: State, x: float, y: float, size: float) -> tuple[Path, ...]:
    """The sign of a state; *not coded* has none, and is the empty cell."""
    return tuple(Path(_placed(commands, x, y, size / 2), role) for role, commands in _SIGNS[which])


def favor(x: float, y: float, size: float) -> Path:
    """The small sign before the number of reported voices for a proposition."""
    return Path(_placed(_polygon(_UP), x, y, size / 2), "tally")


def against(x: float, y: float, size: float) -> Path:
    """The small sign before the number of reported voices against it."""
    return Path(_placed(_polygon(_DOWN), x, y, size / 2), "tally")


def star(x: float, y: float, size: float) -> Path:
    """The analyst's own judgement."""
    points = []
    for corner in range(10):
        radius, angle = (1.0, 0.42)[corner % 2], corner * pi / 5
        points.append((radius * sin(angle), -radius * cos(angle)))
    return Path(_placed(_polygon(points), x, y, size / 2), "judged")


def passages(x: float, y: float, size: float) -> tuple[Path, ...]:
    """A pair of quotation marks: how many passages."""
    mark: tuple[Command, ...] = (
        ("M", (0.0, -0.62)),
        ("C", (0.44, -0.72, 0.76, -0.4, 0.74, -0.08)),
        ("C", (0.72, 0.36, 0.42, 0.62, 0.06, 0.72)),
        ("C", (0.26, 0.46, 0.34, 0.28, 0.32, 0.1)),
        ("C", (0.06, 0.14, -0.1, -0.06, -0.1, -0.26)),
        ("C", (-0.1, -0.44, -0.06, -0.56, 0.0, -0.62)),
        ("Z", ()),
    )
    half = size / 2
    return tuple(Path(_placed(mark, x + shift * half, y, half), "ink-faint") for shift in (-0.86, 0.1))


def arrow(tip: tuple[float, float], toward: tuple[float, float], size: float, role: str) -> Path:
    """A filled arrow head with its point at `tip`, flying in the direction `toward`, a vector."""
    length = (toward[0] ** 2 + toward[1] ** 2) ** 0.5 or 1.0
    ahead = (toward[0] / length, toward[1] / length)
    aside = (-ahead[1], ahead[0])

    def corner(back: float, out: float) -> tuple[float, float]:
        return tip[0] - ahead[0] * back + aside[0] * out, tip[1] - ahead[1] * back + aside[1] * out

    return Path(_polygon((tip, corner(size, size * 0.42), corner(size * 0.82, 0), corner(size, -size * 0.42))), role)


def _placed(commands: Sequence[Command], x: float, y: float, unit: float) -> tuple[Command, ...]:
    def moved(numbers: tuple[float, ...]) -> tuple[float, ...]:
        return tuple((y if index % 2 else x) + number * unit for index, number in enumerate(numbers))

    return tuple((step, moved(numbers)) for step, numbers in commands)
