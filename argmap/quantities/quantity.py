"""A quantity: a value or a range, what it is a quantity of, and where it stands."""

from decimal import Decimal
from typing import Final, NamedTuple

PLAIN: Final = "plain"
PERCENT: Final = "percent"
POINTS: Final = "points"
FRACTION: Final = "fraction"
"""A part or a multiple of something, in words: 一半, two thirds, 三倍. It proves a percentage as well."""

DOLLAR: Final = "dollar"
"""`$`, or dollars that are not said to be whose."""
YEN_OR_YUAN: Final = "yen-or-yuan"
LOCAL_YUAN: Final = "local-yuan"
"""元 in traditional script, which in Hong Kong and Taiwan is their dollar."""

_MAY_BE: Final = {
    DOLLAR: frozenset(("USD", "AUD", "CAD", "HKD", "NZD", "SGD", "TWD")),
    YEN_OR_YUAN: frozenset(("CNY", "JPY")),
    LOCAL_YUAN: frozenset(("CNY", "HKD", "MOP", "TWD")),
}


class Quantity(NamedTuple):
    """`text[start:end]` read as a number. `upper` is the other end of a range.

    `kind` is `plain`, `percent`, `points`, `fraction` or a currency: its ISO code, or `dollar`, `yen-or-yuan` and
    `local-yuan` where the text leaves open which. `about` says that the text itself calls it approximate. A
    `vague` one is only where a number begins: 十几 proves `over 10`, but not `10`.
    """

    value: Decimal
    upper: Decimal | None
    kind: str
    start: int
    end: int
    text: str
    about: bool = False
    vague: bool = False

    @property
    def ends(self) -> tuple[Decimal, ...]:
        """The value, or both ends of the range."""
        return (self.value,) if self.upper is None else (self.value, self.upper)


def is_currency(kind: str) -> bool:
    return kind not in (PLAIN, PERCENT, POINTS, FRACTION)


def currencies(kind: str) -> frozenset[str]:
    """The currencies that a kind may mean."""
    return _MAY_BE.get(kind, frozenset((kind,)))
