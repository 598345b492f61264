"""Signs and relations are told apart by readers who see no red, no green or no blue, and in print without colour."""

from itertools import combinations
from math import atan2, cos, degrees, exp, hypot, radians, sin, sqrt
from typing import Final

import pytest

from argmap.figures import glyphs
from argmap.stances import State
from argmap.theme import THEMES, luminance, paint

Lab = tuple[float, float, float]
Row = tuple[float, float, float]

# Machado, Oliveira and Fernandes, "A Physiologically-based Model for Simulation of Color Vision Deficiency",
# IEEE TVCG 15(6), 2009: the matrices of severity 1.0, for linear RGB.
SIGHTS: Final[dict[str, tuple[Row, Row, Row]]] = {
    "full": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
IN_COLOR: Final = [theme for theme in THEMES if theme != "grey"]
RELATIONS: Final = ("supports", "attacks", "qualifies", "answers", "undercuts")
APART: Final = 20
"""The least CIEDE2000 distance of two colours that are told apart at a glance."""
GAP: Final = 10
"""The least difference in L* of two greys that are told apart."""


def lab(color: str, sight: str = "full") -> Lab:
    """CIELAB (D65) of a colour as it is seen."""
    channels = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels]
    seen = [min(1.0, max(0.0, sum(a * b for a, b in zip(row, linear, strict=True)))) for row in SIGHTS[sight]]
    to_xyz = ((0.4124564, 0.3575761, 0.1804375), (0.2126729, 0.7151522, 0.072175), (0.0193339, 0.119192, 0.9503041))
    x, y, z = (
        _bent(sum(a * b for a, b in zip(row, seen, strict=True)) / white)
        for row, white in zip(to_xyz, (0.95047, 1.0, 1.08883), strict=True)
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def lightness(color: str) -> float:
    """L* of a colour, as a printer without colour keeps it."""
    return 116 * _bent(luminance(color)) - 16


def _bent(part: float) -> float:
    return float(part ** (1 / 3)) if part > (6 / 29) ** 3 else part / (3 * (6 / 29) ** 2) + 4 / 29


def distance(one: Lab, other: Lab) -> float:
    """CIEDE2000, after Sharma, Wu and Dalal, Color Research and Application 30(1), 2005."""
    (l1, a1, b1), (l2, a2, b2) = one, other
    mean = (hypot(a1, b1) + hypot(a2, b2)) / 2
    stretch = 1.5 - 0.5 * sqrt(mean**7 / (mean**7 + 25**7))
    c1, c2 = hypot(a1 * stretch, b1), hypot(a2 * stretch, b2)
    h1, h2 = (degrees(atan2(b, a * stretch)) % 360 for a, b in ((a1, b1), (a2, b2)))
    turn = h2 - h1 - 360 * round((h2 - h1) / 360) if c1 * c2 else 0.0
    light, chroma = (l1 + l2) / 2, (c1 + c2) / 2
    hue = (h1 + turn / 2) % 360 if c1 * c2 else h1 + h2
    t = (
        1
        - 0.17 * cos(radians(hue - 30))
        + 0.24 * cos(radians(2 * hue))
        + 0.32 * cos(radians(3 * hue + 6))
        - 0.20 * cos(radians(4 * hue - 63))
    )
    d_light = (l2 - l1) / (1 + 0.015 * (light - 50) ** 2 / sqrt(20 + (light - 50) ** 2))
    d_chroma = (c2 - c1) / (1 + 0.045 * chroma)
    d_hue = 2 * sqrt(c1 * c2) * sin(radians(turn / 2)) / (1 + 0.015 * chroma * t)
    rotation = -2 * sqrt(chroma**7 / (chroma**7 + 25**7)) * sin(radians(60 * exp(-(((hue - 275) / 25) ** 2))))
    return sqrt(d_light**2 + d_chroma**2 + d_hue**2 + rotation * d_chroma * d_hue)


def shape(which: State) -> tuple[object, ...]:
    """What is left of a sign without its colours: its outlines, and whether each is filled, and its line."""
    drawn = []
    for path in glyphs.state(which, 0, 0, 20):
        painted = paint("light", path.role)
        drawn.append((path.commands, painted.fill is None, painted.dash))
    return tuple(drawn)


def colors(theme: str, which: State) -> tuple[str, ...]:
    """The colours of a sign that has areas: those that fill them."""
    roles = dict.fromkeys(path.role for path in glyphs.state(which, 0, 0, 20))
    return tuple(color for role in roles if (color := paint(theme, role).fill or paint(theme, role).stroke))


def furthest(one: tuple[str, ...], other: tuple[str, ...], sight: str) -> float:
    """How far the colour of one sign that is least like the other's is from all of the other's."""
    there = max(min(distance(lab(a, sight), lab(b, sight)) for b in other) for a in one)
    back = max(min(distance(lab(a, sight), lab(b, sight)) for a in one) for b in other)
    return max(there, back)


SAME_SHAPE: Final = [pair for pair in combinations(State, 2) if shape(pair[0]) == shape(pair[1])]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        # Of the test data published with Sharma, Wu and Dalal 2005.
        ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
        ((50, -1.3802, -84.2814), (50, 0, -82.7485), 1.0000),
        ((50, 2.5, 0), (73, 25, -18), 27.1492),
        ((50, 2.5, 0), (58, 24, 15), 19.4535),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
        ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
    ],
)
def test_the_distance_is_ciede2000(one: Lab, other: Lab, expected: float) -> None:
    assert distance(one, other) == pytest.approx(expected, abs=0.0001)
    assert distance(other, one) == pytest.approx(expected, abs=0.0001)


def test_signs_are_told_apart_by_shape_and_the_leaning_by_being_pale() -> None:
    assert SAME_SHAPE == [(State.SUPPORT, State.LEANS_SUPPORT), (State.LEANS_OPPOSE, State.OPPOSE)]


@pytest.mark.parametrize("sight", SIGHTS)
@pytest.mark.parametrize("theme", IN_COLOR)
def test_signs_of_one_shape_are_told_apart_by_colour(theme: str, sight: str) -> None:
    for one, other in SAME_SHAPE:
        assert furthest(colors(theme, one), colors(theme, other), sight) >= APART, (one, other)


@pytest.mark.parametrize("theme", THEMES)
def test_signs_of_one_shape_are_told_apart_in_grey(theme: str) -> None:
    for one, other in SAME_SHAPE:
        pale, full = (lightness(paint(theme, f"state-{each.value}").fill or "") for each in (one, other))
        assert abs(pale - full) >= GAP, (one, other)


@pytest.mark.parametrize("sight", SIGHTS)
@pytest.mark.parametrize("theme", IN_COLOR)
def test_support_oppose_and_mixed_are_told_apart_by_colour_too(theme: str, sight: str) -> None:
    for one, other in combinations((State.SUPPORT, State.OPPOSE, State.MIXED), 2):
        assert furthest(colors(theme, one), colors(theme, other), sight) >= APART, (one, other)


@pytest.mark.parametrize("theme", THEMES)
def test_relations_are_told_apart_by_their_lines(theme: str) -> None:
    lines = {paint(theme, f"edge-{relation}").dash for relation in (*RELATIONS, "link")}
    assert len(lines) == len(RELATIONS) + 1


@pytest.mark.parametrize("sight", SIGHTS)
@pytest.mark.parametrize("theme", IN_COLOR)
def test_support_and_attack_are_told_apart_by_colour_too(theme: str, sight: str) -> None:
    one, other = (paint(theme, f"edge-{relation}").stroke or "" for relation in ("supports", "attacks"))
    assert distance(lab(one, sight), lab(other, sight)) >= APART
