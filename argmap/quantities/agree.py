"""Whether a figure stands among those of a passage, and which comes nearest to it."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Final

from argmap.quantities.quantity import FRACTION, PERCENT, PLAIN, POINTS, Quantity, currencies, is_currency

_TOLERANCE: Final = 10
"""What is called approximate may be a tenth off, and no more."""
_FAR: Final = 10
"""Number words stand everywhere (一个); one that is so many times more or less was not meant."""


def stands(wanted: Quantity, figures: Sequence[Quantity]) -> bool:
    """Whether a passage with these figures states the quantity.

    Values are equal; two currencies are the same; a percentage needs a percentage or a part in words; what has no
    unit goes with any. A range is there if both its ends are. What the text calls approximate may be rounded.
    """
    return all(any(_proves(figure, wanted, end) for figure in figures) for end in wanted.ends)


def nearest(wanted: Quantity, figures: Iterable[Quantity]) -> Quantity | None:
    """The figure that was most probably meant, if any comes near: other unit, factor of ten, digits swapped."""
    likely = [figure for figure in figures if _in_digits(figure) or _ratio(wanted.value, figure.value) <= _FAR]
    return min(likely, key=lambda figure: _distance(wanted, figure), default=None)


def _proves(figure: Quantity, wanted: Quantity, end: Decimal) -> bool:
    if not _compatible(wanted.kind, figure.kind) or (figure.vague and not wanted.about):
        return False
    in_words = wanted.kind == PERCENT and figure.kind == FRACTION
    return any(
        _equal(end, value * 100 if in_words else value, rounded=in_words, about=wanted.about) for value in figure.ends
    )


def _compatible(wanted: str, found: str) -> bool:
    """Whether a figure of one kind can prove one of another."""
    if PLAIN in (wanted, found):
        return wanted not in (PERCENT, POINTS)
    if is_currency(wanted) and is_currency(found):
        return bool(currencies(wanted) & currencies(found))
    return wanted == found or (wanted == PERCENT and found == FRACTION)


def _equal(value: Decimal, other: Decimal, *, rounded: bool, about: bool) -> bool:
    """Equal, or as near as a rounded value can be: 67 for two thirds, about 110 for 109."""
    if value == other:
        return True
    if not (rounded or about) or abs(other - value) * _TOLERANCE > value:
        return False
    last = (value.normalize() if about else value).as_tuple().exponent
    return isinstance(last, int) and other.quantize(Decimal(1).scaleb(last)) == value


def _distance(wanted: Quantity, figure: Quantity) -> tuple[bool, int, Decimal]:
    """What makes a figure a likelier or a less likely slip for another, the smallest first."""
    pairs = [(end, value) for end in wanted.ends for value in figure.ends]
    kinds = 0 if figure.kind == wanted.kind else 1 if _compatible(wanted.kind, figure.kind) else 2
    digits = any(_digits(end) == _digits(value) for end, value in pairs)
    swapped = any(sorted(_digits(end)) == sorted(_digits(value)) for end, value in pairs)
    slip = 0 if digits else 1 if swapped else 2 + kinds
    return not _in_digits(figure), slip, min(_ratio(end, value) for end, value in pairs)


def _in_digits(figure: Quantity) -> bool:
    return any(character.isdecimal() for character in figure.text)


def _digits(value: Decimal) -> tuple[int, ...]:
    return value.normalize().as_tuple().digits


def _ratio(one: Decimal, other: Decimal) -> Decimal:
    low, high = sorted((one, other))
    return high / low if low else high + 1
