"""Han characters that are written differently in Simplified, Traditional, Hong Kong and Taiwan script.

One character becomes one character, so that offsets survive. The table is derived from OpenCC (Apache-2.0).
"""

from collections.abc import Mapping
from functools import cache

_IDEOGRAPHS = (("\u3400", "\u4dbf"), ("\uf900", "\ufaff"), ("\U00020000", "\U0003ffff"))


@cache
def han_fold() -> Mapping[int, int]:
    """The code points that have a simpler variant, and that variant; made for `str.translate`."""
    from argmap.quotes.han_table import FOLDED, VARIANTS

    return str.maketrans(VARIANTS, FOLDED)


def is_han(character: str) -> bool:
    """Whether a character is a Han ideograph, extensions and compatibility forms included."""
    return "\u4e00" <= character <= "\u9fff" or any(first <= character <= last for first, last in _IDEOGRAPHS)
