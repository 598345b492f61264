"""Role -> paint, for light, dark and grey figures: the only place that knows a colour.

Colour never stands alone: voices are told apart by their line, relations by line and word, stances by shape.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final


@dataclass(frozen=True)
class Paint:
    """How marks of a role are painted. Colours are `#rrggbb`, or None for none; lengths are px."""

    fill: str | None = None
    stroke: str | None = None
    width: float = 0
    dash: tuple[float, ...] = ()
    opacity: float = 1


@dataclass(frozen=True)
class _Palette:
    """The colours of a theme, by what they are for."""

    page: str
    box: str
    thesis: str
    band: str
    grid: str
    rule: str
    line: str
    ink: str
    muted: str
    faint: str
    inverse: str
    support: str
    support_pale: str
    support_tint: str
    support_hint: str
    oppose: str
    oppose_pale: str
    oppose_tint: str
    oppose_hint: str
    mixed: str
    mixed_half: str
    mixed_tint: str
    neutral: str
    neutral_tint: str
    attacks: str
    qualifies: str
    answers: str
    undercuts: str


_LIGHT: Final = _Palette(
    page="#ffffff",
    box="#ffffff",
    thesis="#f1f4fb",
    band="#f5f6f8",
    grid="#d3d7dc",
    rule="#8b9199",
    line="#4d545d",
    ink="#1b1f24",
    muted="#454b53",
    faint="#5c636c",
    inverse="#ffffff",
    support="#1b4bad",
    support_pale="#d5e1f8",
    support_tint="#dbe5f7",
    support_hint="#eff3fb",
    oppose="#d34621",
    oppose_pale="#fbdcd1",
    oppose_tint="#f9dcd2",
    oppose_hint="#fdf1ec",
    mixed="#f6ca47",
    mixed_half="#3d2f00",
    mixed_tint="#fdf3cf",
    neutral="#6a7079",
    neutral_tint="#eceef1",
    attacks="#b5370f",
    qualifies="#7a5a00",
    answers="#17695a",
    undercuts="#7a2f7d",
)

_DARK: Final = _Palette(
    page="#14171c",
    box="#1d2127",
    thesis="#222a3b",
    band="#1a1e24",
    grid="#383e47",
    rule="#747b85",
    line="#aab1bb",
    ink="#eceef1",
    muted="#c3c8d0",
    faint="#a3aab4",
    inverse="#14171c",
    support="#7fa8ff",
    support_pale="#2a3b63",
    support_tint="#24365c",
    support_hint="#1d2535",
    oppose="#ff8a66",
    oppose_pale="#5b2d20",
    oppose_tint="#52291e",
    oppose_hint="#2c201d",
    mixed="#3d2f00",
    mixed_half="#f6ca47",
    mixed_tint="#41381a",
    neutral="#9aa1ab",
    neutral_tint="#2a2f37",
    attacks="#ff9474",
    qualifies="#e3bd4e",
    answers="#62c7b1",
    undercuts="#d79ada",
)

_RELATION_DASHES: Final[Mapping[str, tuple[float, ...]]] = {
    "supports": (),
    "attacks": (7, 3),
    "qualifies": (2, 2.5),
    "answers": (11, 3, 2, 3),
    "undercuts": (4, 2),
}


def _texts(colors: _Palette) -> dict[str, Paint]:
    inks = {
        "ink": colors.ink,
        "ink-title": colors.ink,
        "ink-muted": colors.muted,
        "ink-faint": colors.faint,
        "ink-inverse": colors.inverse,
    }
    return {role: Paint(fill=color) for role, color in inks.items()}


def _boxes(colors: _Palette) -> dict[str, Paint]:
    own = Paint(colors.box, colors.rule, 1.2)
    return {
        "box-thesis": Paint(colors.thesis, colors.ink, 2),
        "box-own": own,
        "box-attributed": replace(own, dash=(6, 3)),
        "box-endorsed": replace(own, width=1.8),
        "box-bar": Paint(colors.line),
        "box-stub": Paint(colors.band, colors.rule, 0.8),
        "box-conceded": replace(own, width=1.6, dash=(1.6, 2.4)),
        "box-rejected": replace(own, dash=(9, 2.6, 1.6, 2.6)),
    }


def _relations(colors: _Palette) -> dict[str, Paint]:
    by_relation = {
        "supports": colors.support,
        "attacks": colors.attacks,
        "qualifies": colors.qualifies,
        "answers": colors.answers,
        "undercuts": colors.undercuts,
    }
    roles = {
        "edge-link": Paint(None, colors.line, 1.4, (1.4, 3)),
        "head-link": Paint(colors.line),
        "word-link": Paint(colors.muted),
    }
    for relation, color in by_relation.items():
        roles[f"edge-{relation}"] = Paint(None, color, 1.6, _RELATION_DASHES[relation])
        roles[f"head-{relation}"] = Paint(color)
        roles[f"word-{relation}"] = Paint(color)
    return roles | {"edge-word": Paint(colors.page)}


def _states(colors: _Palette) -> dict[str, Paint]:
    return {
        "state-support": Paint(colors.support),
        "state-leans-support": Paint(colors.support_pale, colors.support, 1.2),
        "state-neutral": Paint(colors.neutral),
        "state-leans-oppose": Paint(colors.oppose_pale, colors.oppose, 1.2),
        "state-oppose": Paint(colors.oppose),
        "state-mixed": Paint(colors.mixed, colors.mixed_half, 1.2),
        "state-mixed-half": Paint(colors.mixed_half),
        "state-reports": Paint(None, colors.line, 1.4, (2.4, 1.8)),
        "state-unclear": Paint(None, colors.muted, 2),
        "state-silent": Paint(colors.faint),
        "state-not-coded": Paint(),
    }


def _cells(colors: _Palette) -> dict[str, Paint]:
    plain = Paint(colors.box)
    return {
        "cell-support": Paint(colors.support_tint),
        "cell-leans-support": Paint(colors.support_hint),
        "cell-neutral": Paint(colors.neutral_tint),
        "cell-leans-oppose": Paint(colors.oppose_hint),
        "cell-oppose": Paint(colors.oppose_tint),
        "cell-mixed": Paint(colors.mixed_tint),
        "cell-reports": plain,
        "cell-unclear": plain,
        "cell-silent": plain,
        "cell-not-coded": plain,
    }


def _furniture(colors: _Palette) -> dict[str, Paint]:
    return {
        "page": Paint(colors.page),
        "part": Paint(colors.band, colors.grid, 1),
        "band": Paint(colors.band),
        "legend": Paint(None, colors.grid, 1),
        "grid": Paint(colors.grid),
        "rule": Paint(colors.rule),
        "accent": Paint(colors.ink),
        "tally": Paint(colors.muted),
        "judged": Paint(colors.ink),
        "hatch": Paint(None, colors.rule, 0.7),
    }


def _theme(colors: _Palette) -> Mapping[str, Paint]:
    parts = (_furniture, _texts, _boxes, _relations, _states, _cells)
    return MappingProxyType({role: paint for part in parts for role, paint in part(colors).items()})


def luminance(color: str) -> float:
    """The relative luminance of `#rrggbb` as WCAG 2 defines it, from 0 for black to 1 for white."""
    channels = (int(color[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast of two colours as WCAG 2 defines it, from 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _grey(color: str | None) -> str | None:
    """The grey that is as light as the colour, as a printer without colour makes it."""
    if color is None:
        return None
    light = luminance(color)
    part = 12.92 * light if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055
    return "#" + f"{round(part * 255):02x}" * 3


def _in_grey(theme: Mapping[str, Paint]) -> Mapping[str, Paint]:
    greyed = {role: replace(paint, fill=_grey(paint.fill), stroke=_grey(paint.stroke)) for role, paint in theme.items()}
    return MappingProxyType(greyed)


_LIGHT_ROLES: Final = _theme(_LIGHT)
THEMES: Final[Mapping[str, Mapping[str, Paint]]] = MappingProxyType(
    {"light": _LIGHT_ROLES, "dark": _theme(_DARK), "grey": _in_grey(_LIGHT_ROLES)}
)
"""The paint of every role, by theme; all themes have the same roles."""


def paint(theme: str, role: str) -> Paint:
    """How a role is painted; a theme or a role that is not there is a KeyError."""
    return THEMES[theme][role]
