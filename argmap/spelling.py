"""Words that are like a known one, or no more than one slip of the finger away from it."""

from collections.abc import Iterable
from typing import Final

SHORTEST: Final = 4
"""In shorter words one letter makes another word."""


def alike(given: str, known: Iterable[str], cutoff: float = 0.6) -> str | None:
    """The known word that is most like a given one; None if none is enough."""
    from difflib import get_close_matches  # only where something is wrong, and it takes its time

    return next(iter(get_close_matches(given, known, n=1, cutoff=cutoff)), None)


def one_slip(given: str, known: Iterable[str]) -> str | None:
    """The only known word that differs in one letter, or by two neighbours swapped; None if there are several.

    Case and `_` for `-` do not count. Only words in Latin letters: in Chinese one character may be a negation.
    """
    folded = _folded(given)
    names = set(known)
    same = [name for name in names if _folded(name) == folded]
    if same:
        return same[0] if len(same) == 1 else None
    if not given.isascii():
        return None
    near = [name for name in names if min(len(given), len(name)) >= SHORTEST and _is_one_slip(folded, _folded(name))]
    return near[0] if len(near) == 1 else None


def _folded(word: str) -> str:
    return word.lower().replace("_", "-")


def _is_one_slip(one: str, other: str) -> bool:
    """Whether one letter was added, left out or changed, or two neighbours were swapped."""
    shorter, longer = sorted((one, other), key=len)
    if len(longer) - len(shorter) > 1:
        return False
    at = next((at for at, letter in enumerate(shorter) if letter != longer[at]), len(shorter))
    if len(shorter) < len(longer):
        return shorter[at:] == longer[at + 1 :]
    swapped = shorter[:at] + shorter[at : at + 2][::-1] + shorter[at + 2 :]
    return longer in (swapped, shorter[:at] + longer[at : at + 1] + shorter[at + 1 :])
