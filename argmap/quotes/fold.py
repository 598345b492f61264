"""What typing and typesetting change without changing words: each code point is folded by itself.

Nothing here looks at a neighbour, so that offsets survive. Currency signs, percent signs and digits in disguise
(`²`, `①`, `½`) are never folded: they are content.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import lru_cache
from itertools import combinations
from typing import Literal, get_args

from argmap.patterns import Pattern
from argmap.quotes.han import han_fold

Fold = Literal[
    "markup",
    "entity",
    "citation-marker",
    "whitespace",
    "quote-marks",
    "dash",
    "width",
    "compatibility",
    "interpunct",
    "invisible",
    "case",
    "variant",
    "punctuation",
]
FOLDS: tuple[Fold, ...] = get_args(Fold)

QUOTE_MARKS = "\"'“”‘’„‟‚‛«»‹›「」『』｢｣﹁﹂﹃﹄〝〞〟❝❞❛❜＂＇`´"
LONG_DASHES = "—―⸺⸻─━︱"
SHORT_DASHES = "-‐‑‒–−－﹣"
DASHES = LONG_DASHES + SHORT_DASHES + "︲﹘"
INTERPUNCTS = "·•・･‧∙⋅⸱·"
ELLIPSES = "…⋯︙"
WIDE = {0xFF01 + at: chr(0x21 + at) for at in range(94)}
WIDE |= dict(zip(map(ord, "￠￡￢￥￦﹩。｡、､"), "¢£¬¥₩$..,,", strict=True))
_SIGNS = "⁺⁻⁼₊₋₌"
_RADICALS = (("\u2e80", "\u2fdf"), ("\uf900", "\ufaff"), ("\U0002f800", "\U0002fa1f"))
_SHOWN_FORMATS = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd")
_SYMBOLS = (
    dict.fromkeys(QUOTE_MARKS, '"')
    | dict.fromkeys(DASHES, "-")
    | dict.fromkeys(INTERPUNCTS, "·")
    | dict.fromkeys(ELLIPSES, "…")
)


def is_invisible(character: str) -> bool:
    """Whether a character takes no ink: controls, joiners, soft hyphens, direction marks, variation selectors."""
    if "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef" or character == "\u034f":
        return True
    category = unicodedata.category(character)
    return category == "Cc" or (category == "Cf" and character not in _SHOWN_FORMATS)


def is_disguised(character: str, plain: str) -> bool:
    """Whether a character's plain form would bring digits, number words, signs or currency into the text."""
    if character.isdecimal():
        return False
    if len(plain) == 1 and any(first <= character <= last for first, last in _RADICALS):
        return False
    if character in _SIGNS or unicodedata.category(character) == "Sc":
        return True
    return any(unicodedata.numeric(part, None) is not None for part in character + plain)


def compatible(character: str) -> str:
    """The compatibility decomposition (NFKD) of a character, or itself if that would disguise a number."""
    plain = unicodedata.normalize("NFKD", character)
    return character if plain == character or is_disguised(character, plain) else plain


def fold_character(character: str) -> str:
    """What a character is compared as: one symbol, several, or none."""
    if "\u4e00" <= character <= "\u9fff":
        # Most characters of a Chinese text, and nothing of what follows is about them.
        return character
    if character in _SYMBOLS:
        return _SYMBOLS[character]
    if character.isspace() or is_invisible(character):
        return ""
    plain = WIDE.get(ord(character)) or compatible(character)
    return character.lower() if plain == character else "".join(map(fold_character, plain))


class FoldTable(dict[int, str]):
    """A table for `str.translate` that works out a code point when it first meets it."""

    def __init__(self, fold: Callable[[str], str]) -> None:
        self._fold = fold

    def __missing__(self, code: int) -> str:
        self[code] = folded = self._fold(chr(code))
        return folded


FOLD = FoldTable(fold_character)


def fold(text: str) -> str:
    """The text as it is compared at the step *normalised*, runs and reference markers apart."""
    return text.translate(FOLD)


def _mapped(table: Mapping[str, str]) -> Callable[[str], str]:
    return lambda text: "".join(table.get(character, character) for character in text)


# Ordered so that a fold further down works on what those above it leave.
_STAGES: tuple[tuple[Fold, Callable[[str], str]], ...] = (
    ("quote-marks", _mapped(dict.fromkeys(QUOTE_MARKS, '"'))),
    ("dash", _mapped(dict.fromkeys(DASHES, "-"))),
    ("interpunct", _mapped(dict.fromkeys(INTERPUNCTS, "·"))),
    ("width", _mapped({chr(wide): narrow for wide, narrow in WIDE.items()})),
    ("compatibility", lambda text: "".join(map(compatible, text.translate(dict.fromkeys(map(ord, ELLIPSES), "…"))))),
    ("variant", lambda text: text.translate(han_fold())),
    ("case", lambda text: "".join(character.lower() for character in text)),
)


@lru_cache(maxsize=4096)
def folds_between(one: str, other: str) -> frozenset[Fold]:
    """The fewest folds after which two short stretches, whose keys are equal, are equal themselves."""
    for size in range(1, len(_STAGES) + 1):
        for stages in combinations(_STAGES, size):
            left, right = one, other
            for _, stage in stages:
                left, right = stage(left), stage(right)
            if left == right:
                return frozenset(name for name, _ in stages)
    return frozenset({"compatibility"})


_DASH, _DOTS = f"[{re.escape(DASHES)}]", f"[{ELLIPSES}]"
# It begins with one class of characters, which is what the engine can skip to.
RUN = Pattern(
    rf"[{re.escape(DASHES)}{ELLIPSES}.。\[]"
    rf"(?:(?<={_DASH}){_DASH}+|(?<={_DOTS}){_DOTS}*|(?<=\.)\.\.+|(?<=。)。。+|(?<=\[)\d{{1,3}}\])"
)


class _HanTable(dict[int, int]):
    """A table for `str.translate`: the simpler variant of a character, or itself where it has none."""

    def __missing__(self, code: int) -> int:
        self[code] = simple = han_fold().get(code, code)
        return simple


HAN = _HanTable()
