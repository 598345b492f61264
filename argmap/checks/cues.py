"""Closed word lists, in Chinese (both scripts) and English: what denies, what limits, what refers back.

They are short on purpose: a rule that is quiet is believed. The languages of a source decide which are used.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from argmap.patterns import Pattern
from argmap.schema import same_language

_ENDS = r"\s”’\"'」』》〉）)\]】.,，。;；:：!！?？…—–-"
_GAP = rf"(?P<gap>(?:[{_ENDS}]|\[\d{{1,3}}\])*)"


class Cues(NamedTuple):
    """The lists of one language, as patterns.

    `limit` begins what follows a passage, `denied` ends what stands before one. In `negation` the group `deny`
    is a negation; what else it matches only looks like one. `back` begins a text about somebody named before it,
    and `said` are verbs of saying.
    """

    language: str
    negation: Pattern
    limit: Pattern
    denied: Pattern
    back: Pattern
    said: Pattern


_ZH = Cues(
    "zh",
    Pattern(
        r"不得不|不可或缺|不言而喻|无不|無不|莫不|差不多|要不是"
        r"|不[仅僅但过過断斷少同久乏妨管论論单單只光禁外时時足力利]|未[来來]|[无無][论論人线線疑数數限比]"
        r"|(?P<deny>不|没|沒|未|无|無|勿|[并並绝絕而决決]非|非[是为為]|否[认認定]|拒[绝絕])"
    ),
    Pattern(
        rf"{_GAP}(?P<word>但是|但(?![愿願丁])|然而|可是|除非|前提是|条件是|條件是|不[过過](?!是|如此)|(?<=[{_ENDS}])[却卻])"
    ),
    Pattern(
        r"(?<!是)(?<!要)(?<!能)(?<!会)(?<!會)(?<!无)(?<!無)(?<!莫)(?<!有)"
        r"(?:不是|[并並绝絕而决決]非|不[会會能可应應该該再]|不可能|不一定|不应该|不應該|[没沒]有?|无法|無法|[从從未尚]未"
        r"|未必|未能|不|未)[\s“‘「『\"]*\Z"
    ),
    Pattern(
        r"[\s“「『]*(?:他|她|它|其|该|該|报告|報告|报道|報道|报导|報導|文章|评论|評論|此外|另外|同时|同時|对此|對此)"
    ),
    Pattern(r"(?:说|說|称|稱|表示|认为|認為|指出|强调|強調|警告|直言|坦言|写道|寫道|宣布|补充|補充|所言|呼吁|呼籲)"),
)
_EN = Cues(
    "en",
    Pattern(
        r"\bnot (?:only|just|merely|least)\b|\bno (?:doubt|sooner|wonder)\b|\b(?:whether )?or not\b|\bif not\b"
        r"|\bno\. ?\d|\bnone ?the ?less\b"
        r"|\b(?P<deny>not?|never|neither|nor|none|nobody|nothing|nowhere|without|cannot|hardly|scarcely|rarely"
        r"|[a-z]+n['’]t|rather than|instead of|refuse[sd]?|den(?:y|ies|ied))\b",
        re.IGNORECASE,
    ),
    Pattern(
        rf"{_GAP}\b(?P<word>but(?! (?:also|rather|instead)\b)|unless|except|however|although|though|even though"
        rf"|provided that|only if|(?<=[.,;:] )yet)\b",
        re.IGNORECASE,
    ),
    Pattern(
        r"(?<!whether )(?<!or )(?<!if )\b(?:(?:not|never|cannot|hardly|scarcely|[a-z]+n['’]t)(?: (?:an?|the|be|been|to"
        r"|yet|even|really|necessarily))?|no|no longer|neither|nor|without|rather than|instead of|far from)"
        r"[\s“‘\"']*\Z",
        re.IGNORECASE,
    ),
    Pattern(
        r"[\s“\"]*(?:he|she|his|her|they|their|it|its|also|in addition|the (?:report|study|paper|survey|authors?"
        r"|company|firm|group|agency|institute|minister|ministry|president|chancellor|official))\b",
        re.IGNORECASE,
    ),
    Pattern(
        r"\b(?:sa(?:id|ys)|tells?|told|argue[sd]?|add(?:s|ed)|warn(?:s|ed)|claim(?:s|ed)|stat(?:es|ed)|call(?:s|ed)"
        r"|announce[sd]?|according to|thinks?|thought|believe[sd]?|wr(?:ites|ote)|noted|explain(?:s|ed))\b",
        re.IGNORECASE,
    ),
)
_CORRELATES = Pattern(r"\bnot\b[^.;!?]*\Z|\b(?:nothing|anything|everything|all|none|no one|last)\s*\Z", re.IGNORECASE)
"""What `but` goes with, when nothing but a space stands before it."""


@cache
def cues(languages: tuple[str, ...]) -> tuple[Cues, ...]:
    """The lists for the languages of a source; none for those that have no list."""
    return tuple(each for each in (_ZH, _EN) if any(same_language(each.language, tag) for tag in languages))


def denials(text: str, lists: Iterable[Cues]) -> Iterator[str]:
    """The negations that stand in a text."""
    for each in lists:
        for found in each.negation.finditer(text):
            if found["deny"]:
                yield found["deny"]


def limit_after(passage: str, after: str, lists: Iterable[Cues]) -> tuple[int, str] | None:
    """Where in the words after a passage a limit begins, and its word."""
    for each in lists:
        found = each.limit.match(after)
        if found and (found["gap"].strip() or not _CORRELATES.search(passage)):
            return found.start("word"), found["word"]
    return None


def denial_before(before: str, lists: Iterable[Cues]) -> tuple[int, str] | None:
    """Where in the words before a passage the negation that it starts after begins, and its words."""
    for each in lists:
        found = each.denied.search(before[-60:])
        if found:
            return found.start() + max(len(before) - 60, 0), found[0].strip(" “‘「『\"'\n")
    return None


def refers_back(text: str, lists: Iterable[Cues]) -> bool:
    """Whether a text begins with a pronoun or another word for somebody named before it."""
    return any(each.back.match(text) for each in lists)


def says(text: str, lists: Iterable[Cues]) -> bool:
    """Whether a text has a verb of saying."""
    return any(each.said.search(text) for each in lists)
