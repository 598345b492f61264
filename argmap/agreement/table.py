"""What every measure reads: issue -> source -> where it stands. A source may as well be a speaker or a coder.

A position is a number on a declared scale; every other state has no number and never becomes one.
"""

from collections.abc import Mapping
from typing import Literal, TypeAlias

Value: TypeAlias = int | Literal["mixed", "silent"] | None
"""A position (+2 to -2); on both sides; looked for and not found; or anything else without a position."""

Row: TypeAlias = Mapping[str, Value]
Table: TypeAlias = Mapping[str, Row]

SPAN = 4
"""The declared range of the scale from -2 to +2: the greatest difference there can be, observed or not."""


def sources_of(table: Table) -> tuple[str, ...]:
    """All sources that any issue lists, by id; one without any position counts as well, if it is listed."""
    return tuple(sorted({source for row in table.values() for source in row}))


def columns_of(table: Table) -> dict[str, dict[str, Value]]:
    """The same table as source -> issue -> value, both by id."""
    return {
        source: {issue: table[issue][source] for issue in sorted(table) if source in table[issue]}
        for source in sources_of(table)
    }


def takes_up(value: Value) -> bool:
    """Whether it has a position or is mixed: all that is known by silence or by report alone takes nothing up."""
    return isinstance(value, int) or value == "mixed"


def sign(value: Value) -> int:
    """1 for the side of support, -1 for the side against; 0 for neutral and for all that has no position."""
    return (value > 0) - (value < 0) if isinstance(value, int) else 0
