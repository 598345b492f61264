"""What folding must never change: the numbers, their signs and units, and the negations of a passage.

Keys ignore spaces and punctuation; two texts with one key may still say `20 25` and `2025`. Both are read here
with their spaces, and a hit whose facts differ is refused.
"""

import re
from functools import lru_cache

from argmap.patterns import Pattern
from argmap.quotes.fold import (
    HAN,
    INTERPUNCTS,
    LONG_DASHES,
    QUOTE_MARKS,
    SHORT_DASHES,
    WIDE,
    FoldTable,
    compatible,
    is_invisible,
)
from argmap.quotes.key import MARKER, prepare

_NUMBER = Pattern(
    r"((?:(?<![0-9A-Za-z—-])-|(?<=\d-)-)?(?:(?<![\w.])\.)?\d+(?:[.,:/\"·]\d+)*)"
    r"(?:\s?([A-Za-zµμ]{1,5})(?![A-Za-z]))?"
)
_DIGIT = Pattern(r"\d")
_SAYS = Pattern(r"[\dNn]")
_DIGITS = Pattern(r"(\d+)")
_WORD = Pattern(r"[A-Za-z]+")
# Letters after a number whose case is a matter of a thousand, or of bits and bytes.
_UNIT = Pattern(r"mm?|b|[kmgtp](?:w|b|wh|bit|bps|pa|hz)", re.IGNORECASE)
_NEGATION = Pattern(
    r"\b(?:no|not|none|nor|never|neither|nobody|nothing|nowhere|without|cannot|[a-z]+n[\"'’]t"
    r"|(?:ca|wo|do|does|did|is|are|was|were|has|have|had|should|could|would|must|need|ai)nt)\b",
    re.IGNORECASE,
)


def _lighten(character: str) -> str:
    """A character in its plain form, with spaces, case, and the length of dashes kept."""
    if character.isspace() or character == MARKER:
        return " "
    if character in LONG_DASHES:
        return "—"
    if character in SHORT_DASHES:
        return "-"
    if character in QUOTE_MARKS:
        return '"'
    if character in INTERPUNCTS:
        return "·"
    if character in "。、｡､":
        return character
    if is_invisible(character):
        return ""
    return WIDE.get(ord(character)) or compatible(character)


_LIGHT = FoldTable(_lighten)


def _marked(text: str) -> str:
    """The text with its reference markers blanked; runs stay as long as they are."""
    prepared = prepare(text)
    return "".join(map(lambda old, new: new if new == MARKER else old, text, prepared))


@lru_cache(maxsize=64)
def lighten(text: str) -> str:
    """The text in plain forms and without reference markers, but with its spaces."""
    return (_marked(text) if "[" in text else text).translate(_LIGHT)


def numbers(light: str) -> list[tuple[str, str]]:
    """The numbers of a lightened text with sign, separators and, where its case matters, unit."""
    return [(number, unit if _UNIT.fullmatch(unit) else "") for number, unit in _NUMBER.findall(light)]


def negations(light: str) -> int:
    """How many English negations stand in a lightened text."""
    return len(_NEGATION.findall(light))


def may_differ(quote: str, passage: str) -> bool:
    """Whether `same_facts` is worth asking of two texts with one key: without a digit and without an n it is not."""
    return "n" in passage or _SAYS.search(quote) is not None


def same_facts(quote: str, passage: str, *, markers: bool) -> bool:
    """Whether two texts with one key hold the same numbers and negations; `[12]` may be a marker in the quote."""
    return same_numbers(quote, passage, markers=markers) and same_negations(quote, passage)


def same_numbers(quote: str, passage: str, *, markers: bool = True) -> bool:
    """Whether two texts with one key hold the same numbers: `20 25` is not `2025`."""
    if not _DIGIT.search(quote):
        return True
    one, other = _around_digits(quote), _around_digits(passage)
    if one == other or _lightened(one) == _lightened(other):
        return True
    light = lighten(quote) if markers else quote.translate(_LIGHT)
    return numbers(light) == numbers(lighten(passage))


def same_negations(quote: str, passage: str) -> bool:
    """Whether two texts with one key hold as many English negations: `not able` is not `notable`."""
    # What most pairs are spared: every listed word but "without" has an n, and the words are the same.
    if not any(part in text for text in (quote, passage) for part in ("n", "N", "ithout", "ITHOUT")):
        return True
    if quote.split() == passage.split() or _WORD.findall(quote) == _WORD.findall(passage):
        return True
    return negations(lighten(quote)) == negations(lighten(passage))


def _lightened(parts: list[str]) -> list[str]:
    """The parts in plain forms; as they are where some character takes no ink, for then too little of them is known."""
    light = [part.translate(_LIGHT).translate(HAN) for part in parts]
    return light if list(map(len, light)) == list(map(len, parts)) else parts


def _around_digits(text: str) -> list[str]:
    """The digits of a text and what stands right beside them: two texts that agree in it hold the same numbers."""
    parts = _DIGITS.split(text)
    parts[::2] = [part if len(part) < 10 else part[:7] + part[-2:] for part in parts[::2]]
    parts[0] = parts[0][-2:]
    return parts
