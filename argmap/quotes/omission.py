"""A quote with marked omissions: every fragment stands in the text, in order, without overlap.

A fragment must be long enough to be evidence, and the omission must not cut a number or a word.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import islice, pairwise
from typing import Literal

from argmap.patterns import Pattern
from argmap.quotes.citable import Citable
from argmap.quotes.han import is_han
from argmap.quotes.hit import STEPS, Hit, Match, Step
from argmap.quotes.key import Key, prepare
from argmap.quotes.match import MATCHES_MAX, Surroundings, folded_matches

MARK = Pattern(
    r"\s*(?:[\[［(（〔【]\s*(?:[…⋯]|\.{3,}|。{3,})+\s*[\]］)）〕】]|(?:[…⋯]|\.{3,}|。{3,}|(?<!\.)\.(?:\s\.){2,})+)\s*"
)
_TIMES = frozenset("%‰％万萬亿億兆")
_TIMES_WORD = Pattern(r"(?:thousand|million|billion|trillion|bn|per ?cent)\b", re.IGNORECASE)
_CURRENCIES = frozenset("$€£¥")
_RAISED = frozenset("⁰¹²³⁴⁵⁶⁷⁸⁹½⅓⅔¼¾")
_BEFORE_ONE = frozenset("统統唯之第单單同專专")
_AFTER_SCALE = frozenset("分姓般")
FRAGMENTS_MAX = 20
_EVIDENCE_MIN = 5


def split_fragments(quote: str) -> list[str]:
    """The parts of a quote between its omission marks; empty ones at the ends say that a mark stands there."""
    return MARK.split(quote)


def find_omission(citable: Citable, quote: str, around: Surroundings | None) -> tuple[Hit, ...]:
    """The passages that the fragments of a quote span, those that took the fewest folds."""
    fragments = split_fragments(quote)
    if not 1 < len(fragments) <= FRAGMENTS_MAX:
        return ()
    found: list[list[Match]] = []
    for number, fragment in enumerate(fragments):
        if not fragment and number in (0, len(fragments) - 1):
            continue
        matches = _fragment_matches(citable, fragment, cut_before=number > 0, cut_after=number + 1 < len(fragments))
        if not matches:
            return ()
        found.append(matches)
    chains = _chains(found) if found else []
    if around:
        chains = [chain for chain in chains if around.hold(chain[0].first, chain[-1].last)]
    hits = [_to_hit(citable, chain) for chain in chains]
    easiest = min((STEPS.index(hit.hardest) for hit in hits), default=0)
    return tuple(hit for hit in hits if STEPS.index(hit.hardest) == easiest)


def cut(citable: Citable, at: int) -> Literal["number", "word"] | None:
    """What is cut by an edge before the character at an index: a number, a word written with spaces, or nothing.

    A number's sign and currency belong to it, and so does what multiplies it: `%`, 亿, `billion`.
    """
    text = citable.characters
    if not 0 < at < len(text) or citable.is_apart(at):
        return None
    if _is_letter(text[at - 1]) and _is_letter(text[at]):
        return "word"
    return "number" if _number_goes_on(text, at) else None


def _number_goes_on(text: str, at: int) -> bool:
    """Whether a place is within a number, by what stands before it."""
    earlier, before, here = text[at - 2 : at - 1], text[at - 1], text[at]
    if before.isdecimal():
        return here.isdecimal() or here in _RAISED or _decimals(text, at) or _multiplies(text, at + here.isspace())
    if before in ".．,，":
        return earlier.isdecimal() and _decimals(text, at - 1)
    if before in "+-−－":
        return here.isdecimal() and not earlier.isalnum()
    if before.isspace():
        return _multiplies(text, at) if earlier.isdecimal() else earlier in _CURRENCIES and here.isdecimal()
    if before in _CURRENCIES:
        return here.isdecimal()
    if here in _CURRENCIES:
        return before.isascii() and before.isalpha()
    return _numeral_goes_on(text, at)


def _decimals(text: str, at: int) -> bool:
    """Whether the point or the comma of a number stands at a place, with the digits after it."""
    digits = text[at + 1 : at + 5]
    if text[at] in ".．":
        return digits[:1].isdecimal()
    return text[at] in ",，" and len(digits) > 2 and digits[:3].isdecimal() and not digits[3:].isdecimal()


def _multiplies(text: str, at: int) -> bool:
    return text[at : at + 1] in _TIMES or _TIMES_WORD.match(text, at) is not None


def _numeral_goes_on(text: str, at: int) -> bool:
    """The same for Chinese numerals, but not where they are part of a word: 统一, 十分, 百姓."""
    earlier, before, here, after = text[at - 2 : at - 1], text[at - 1], text[at], text[at + 1 : at + 2]
    if before in "十百千万萬亿億" and here in "二三四五六七八九":
        return True
    if before in "万萬":
        return here in "亿億兆"
    begins = before in "二三四五六七八九十百千两兩" or (before == "一" and earlier not in _BEFORE_ONE)
    return begins and here in "十百千万萬亿億兆" and after not in _AFTER_SCALE


def whole(citable: Citable, first: int, last: int) -> tuple[int, int]:
    """The stretch, widened until its edges cut neither a number nor a word."""
    while cut(citable, first):
        first -= 1
    while cut(citable, last):
        last += 1
    return first, last


def _is_letter(character: str) -> bool:
    return character.isalpha() and character < "\u0590"


def _fragment_matches(citable: Citable, fragment: str, *, cut_before: bool, cut_after: bool) -> list[Match]:
    """Where a fragment stands, its cut edges between words; none if it is too short to be evidence."""
    key = Key(prepare(fragment))
    if sum(2 if is_han(symbol) else 1 for symbol in key.text[:_EVIDENCE_MIN]) < _EVIDENCE_MIN:
        return []
    matches = islice(folded_matches(citable, fragment, key, variant=True), MATCHES_MAX)
    return [
        match
        for match in matches
        if not (cut_before and cut(citable, match.first)) and not (cut_after and cut(citable, match.last))
    ]


def _chains(found: Sequence[Sequence[Match]]) -> list[list[Match]]:
    """Each fragment followed by the nearest next one; of chains with one end, the shortest."""
    chains: dict[int, list[Match]] = {}
    starts = [[match.first for match in matches] for matches in found]
    for match in found[0]:
        chain = [match]
        for matches, firsts in zip(found[1:], starts[1:], strict=True):
            at = bisect_left(firsts, chain[-1].last)
            if at == len(firsts):
                return list(chains.values())
            chain.append(matches[at])
        chains[chain[-1].last] = chain
    return list(chains.values())


def _to_hit(citable: Citable, chain: Sequence[Match]) -> Hit:
    spans = tuple(citable.span(match.first, match.last) for match in chain)
    gaps = tuple((one[1], other[0]) for one, other in pairwise(spans))
    hardest = max((match.step for match in chain), key=STEPS.index)
    return Hit(spans[0][0], spans[-1][1], Step.OMISSION, spans, gaps, hardest, tuple(chain))
