"""The units beside a number: before it `€`, `US$` or 百分之, after it `%`, `euros`, 亿欧元."""

import re
from decimal import Decimal
from typing import Final

from argmap.patterns import Pattern
from argmap.quantities.quantity import DOLLAR, LOCAL_YUAN, PERCENT, POINTS, YEN_OR_YUAN

TENTHS: Final = "tenths"
BASIS_POINTS: Final = "basis-points"
MULTIPLES: Final = {TENTHS: (PERCENT, Decimal(10)), BASIS_POINTS: (POINTS, Decimal("0.01"))}
"""Units that are so many of another: 三成 are 30 %, fifty 基点 half a percentage point."""
ANY_CASE: Final = re.IGNORECASE | re.ASCII
"""Without `ASCII` the long s would be an s, and no word that is known."""
# A sign before digits is theirs: $5bn £3m.
_LAST: Final = r"(?! ?[0-9])"

_CODES: Final = "EUR USD GBP CNY JPY CHF HKD TWD KRW INR AUD CAD SGD NZD MOP RUB"
_SIGNS: Final = (
    "€:EUR £:GBP ₩:KRW ₹:INR RMB:CNY 人民币:CNY CN¥:CNY JP¥:JPY US$:USD HK$:HKD NT$:TWD A$:AUD AU$:AUD C$:CAD CA$:CAD "
    f"S$:SGD NZ$:NZD $:{DOLLAR} ¥:{YEN_OR_YUAN} 百分之:{PERCENT}"
)
_SIGNS_BEFORE: Final = {
    **{code: code for code in _CODES.split()},
    **{sign: kind for sign, _, kind in (pair.partition(":") for pair in _SIGNS.split())},
}
_WORDS_AFTER: Final = (
    (POINTS, r"percent(?:age)?[ -]points?|pp|ppts?"),
    (BASIS_POINTS, r"basis[ ]points?|bps"),
    (PERCENT, r"percent|per[ ]cent|pct"),
    ("EUR", r"euros?"),
    ("USD", r"(?:US|U\.S\.|American)[ ]dollars?"),
    ("HKD", r"Hong[ ]Kong[ ]dollars?"),
    ("AUD", r"Australian[ ]dollars?"),
    ("CAD", r"Canadian[ ]dollars?"),
    ("SGD", r"Singapore[ ]dollars?"),
    (DOLLAR, r"dollars?"),
    ("GBP", r"pounds?(?:[ ]sterling)?"),
    ("CNY", r"(?:Chinese[ ])?yuan|renminbi|RMB"),
    ("JPY", r"(?:Japanese[ ])?yen"),
    ("KRW", r"(?:Korean[ ])?won"),
    ("INR", r"(?:Indian[ ])?rupees?"),
    ("CHF", r"Swiss[ ]francs?"),
    ("RUB", r"(?:Russian[ ])?rou?bles?"),
    *((code, code) for code in _CODES.split()),
)
_SIGNS_AFTER: Final = (
    (POINTS, r"个?百分点"),
    (BASIS_POINTS, r"个?基点"),
    (PERCENT, r"%"),
    ("EUR", rf"€{_LAST}|欧元"),
    ("USD", rf"US\${_LAST}|美元|美金"),
    ("HKD", rf"HK\${_LAST}|港元|港币"),
    ("AUD", r"澳元"),
    ("CAD", r"加元"),
    ("SGD", r"新加坡元|新元"),
    ("TWD", r"新?台币"),
    ("GBP", rf"£{_LAST}|英镑"),
    ("CNY", rf"元?人民币{_LAST}|元(?![素年旦首老宇件])|块钱"),
    ("JPY", r"日元"),
    ("KRW", r"韩元"),
    ("INR", r"印度卢比"),
    ("CHF", r"瑞士法郎"),
    ("RUB", r"卢布"),
    (DOLLAR, rf"\${_LAST}"),
    (TENTHS, r"成(?![员立功本为果就分熟效年长都交品])"),
)
_KINDS: Final = [kind for kind, _ in (*_WORDS_AFTER, *_SIGNS_AFTER)]
_BEFORE: Final = Pattern(
    rf"(?:(?<![A-Za-z])(?:{'|'.join(map(re.escape, sorted(_SIGNS_BEFORE, key=len, reverse=True)))})) ?\Z"
)
_LONGEST_BEFORE: Final = 5
_AFTER: Final = Pattern(
    # Only the words are in any case: classes of Han characters take long to compile where case is folded.
    r"[多余几]?[ -]?(?:(?i:of)[ ])?"
    rf"(?:(?i:{'|'.join(f'({pattern})' for _, pattern in _WORDS_AFTER)})(?![A-Za-z]){_LAST}"
    rf"|{'|'.join(f'({pattern})' for _, pattern in _SIGNS_AFTER)})",
    re.ASCII,
)
_TRADITIONAL: Final = Pattern("[萬億圓]")


def unit_before(text: str, at: int) -> tuple[str, int] | None:
    """The unit that ends where a number begins, and where it begins itself."""
    window = text[max(0, at - _LONGEST_BEFORE) : at]
    found = _BEFORE.search(window)
    if not found:
        return None
    return _SIGNS_BEFORE[found.group().rstrip(" ")], at - len(found.group())


def unit_after(text: str, at: int) -> tuple[str, int] | None:
    """The unit that begins where a number ends, and where it ends itself."""
    found = _AFTER.match(text, at)
    return (_KINDS[found.lastindex - 1], found.end()) if found and found.lastindex else None


def local(kind: str, original: str) -> str:
    """元 as what it may mean in the script that the figure is written in."""
    return LOCAL_YUAN if kind == "CNY" and _TRADITIONAL.search(original) and "元" in original[-1:] else kind
