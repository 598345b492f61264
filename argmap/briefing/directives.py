"""What a block can be filled with. To add a directive, add its line to `DIRECTIVES`."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from argmap.briefing import figures, lists, numbers, passages
from argmap.briefing.scope import Make
from argmap.figures import FIGURES


@dataclass(frozen=True)
class Directive:
    """A directive by name, the arguments that it knows and those that it needs.

    One that is `inline` stands inside a sentence where both its markers are on one line.
    """

    name: str
    summary: str
    arguments: tuple[str, ...]
    make: Make
    needs: tuple[str, ...] = ()
    inline: bool = False


_FIGURES: Final = tuple(
    Directive(each.name, f"the figure: {each.summary}", figures.ARGUMENTS, figures.pictures)
    for each in FIGURES.values()
)
_OTHERS: Final = (
    Directive("table", "the table of stances", lists.ARGUMENTS, lists.stances),
    Directive(
        "common-ground", "issues on which none stands against the others", lists.ARGUMENTS, lists.topic("common")
    ),
    Directive("fault-lines", "issues on which articles stand on both sides", lists.ARGUMENTS, lists.topic("faults")),
    Directive("quotes", "quotes, each with where it stands", ("source", "issue", "claim", "lang"), passages.quotes),
    Directive(
        "cite", "a claim's quote with its article", ("claim", "lang"), passages.cite, needs=("claim",), inline=True
    ),
    Directive(
        "number", "a count or a measure", ("what", "source", "issue"), numbers.number, needs=("what",), inline=True
    ),
)

DIRECTIVES: Final[Mapping[str, Directive]] = MappingProxyType({each.name: each for each in (*_FIGURES, *_OTHERS)})
"""The directives by name."""
