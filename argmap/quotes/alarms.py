"""Words whose change changes what is said: numbers, currencies, negations, hedges, names.

Short closed lists, for Chinese and English. An alarm says where to look; it never judges a meaning.
"""

import re
from collections.abc import Iterable
from typing import Literal

from argmap.patterns import Pattern
from argmap.quotes.fold import WIDE
from argmap.quotes.han import han_fold

Alarm = Literal["number", "currency", "negation", "hedge", "name"]

_LISTS: tuple[tuple[Alarm, Pattern], ...] = (
    (
        "number",
        Pattern(
            r"[-+−]?\d[\d.,]*\d?[%‰]?|%|百分之|一(?![些般定样直旦起切致边])|[〇零二三四五六七八九百千万亿兆两半倍]|十(?!分)"
            r"|\b(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|(?:twen|thir|for|fif|six|"
            r"seven|eigh|nine)ty|hundreds?|thousands?|millions?|billions?|trillions?|dozens?|half|halves|thirds?|quarters?"
            r"|percent|per cent|percentage|twice|double[sd]?|triple[sd]?|first|second|bn|mn)\b"
        ),
    ),
    (
        "currency",
        Pattern(
            r"[€$£¥₩₽₹¢]|[欧美日港加澳]?元(?![首素旦件])|英镑|日圆|人民币|卢布|法郎|克朗"
            r"|\b(?:euros?|dollars?|pounds?|yen|yuan|renminbi|rmb|usd|eur|gbp|cny|francs?)\b"
        ),
    ),
    (
        "negation",
        Pattern(
            r"不|没有?|未(?!来)|无(?!线)|非(?![洲常])|(?<![特分区级个性类识差])别(?![的人处名墅])|勿|否|莫|毫无|并非|拒绝"
            r"|\b(?:no|not|none|never|neither|nor|nobody|nothing|nowhere|without|cannot|hardly|scarcely|barely|refuse[sd]?"
            r"|[a-z]+n['’]t|(?:un|in|im|ir|il|dis|non-?)[a-z]{3,})\b"
        ),
    ),
    (
        "hedge",
        Pattern(
            r"可能|也许|或许|大概|大约|约|恐怕|似乎|看来|必须|必然|必定|应该?|仅仅?|只(?!能)|至少|至多|最多|几乎|一定|肯定|除非|如果|假如|若"
            r"|\b(?:may|might|could|would|should|must|can|perhaps|possibly|probably|likely|maybe|only|merely|about|around"
            r"|roughly|nearly|almost|at least|at most|unless|if|seems?|appears?|allegedly|reportedly|some|all|every)\b"
        ),
    ),
)
_PREFIXED = Pattern(r"(?:un|in|im|ir|il|dis|non-?)([a-z]{3,})")


def alarms_in(
    quote: str,
    quote_spans: Iterable[tuple[int, int]],
    source: str,
    source_spans: Iterable[tuple[int, int]],
    names: frozenset[str] = frozenset(),
) -> frozenset[Alarm]:
    """The kinds of words that the differing spans of a quote and a passage touch."""
    found: set[Alarm] = set()
    for text, spans, other in ((quote, [*quote_spans], source), (source, [*source_spans], quote)):
        plain, other = _plain(text), _plain(other)
        for alarm, words in _LISTS:
            if alarm not in found and _touches(words, plain, spans, other if alarm == "negation" else ""):
                found.add(alarm)
        if names and any(_touches(Pattern(re.escape(_plain(name))), plain, spans, "") for name in names if name):
            found.add("name")
    return frozenset(found)


def _touches(words: Pattern, text: str, spans: list[tuple[int, int]], other: str) -> bool:
    """Whether a listed word overlaps a differing span; a word with a negating prefix must lack it elsewhere."""
    for word in words.finditer(text):
        prefixed = _PREFIXED.fullmatch(word[0]) if other else None
        if prefixed and not re.search(rf"\b{prefixed[1]}\b", other):
            continue
        if any(start < word.end() and word.start() < end for start, end in spans):
            return True
    return False


def _plain(text: str) -> str:
    """The text in simple characters, narrow and in lower case, each where it was."""
    lowered = "".join(low if len(low := character.lower()) == 1 else character for character in text)
    return lowered.translate(WIDE).translate(han_fold())
