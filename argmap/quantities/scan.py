"""Numbers with their scale and unit, and the units that neighbours share: 300-500亿, 10、20和30%."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Final, NamedTuple

from argmap.patterns import Pattern
from argmap.quantities.numerals import digits_value, english_scale, english_value, han_scale, han_value
from argmap.quantities.quantity import PLAIN, Quantity, is_currency
from argmap.quantities.units import ANY_CASE, MULTIPLES, local, unit_after, unit_before

_ONE = Decimal(1)
# At most 18 digits: longer runs are no quantities, and what is computed from these stays exact.
_DIGITS: Final = (
    r"(?<![0-9])(?:[0-9]{1,3}(?:(?P<by>[ ,，'’])[0-9]{3}(?![0-9]))(?:(?P=by)[0-9]{3}(?![0-9])){0,4}"
    r"|[0-9]{1,18}(?![0-9]))(?:\.[0-9]{1,6}(?![0-9]))?"
)
# A scale that is part of a unit is none: 5千瓦, 5兆字节, 5百分点.
_UNITS_OF_SCALES: Final = {"百": "分", "千": "瓦克米卡赫伏", "万": "", "亿": "", "兆": "瓦字赫比焦帕欧"}
_SCALES_MAX: Final = 4
_HAN_SCALE: Final = (
    f"(?:{'|'.join(f'{scale}(?![{units}])' if units else scale for scale, units in _UNITS_OF_SCALES.items())})"
)
_HAN_RUN: Final = rf"(?:[〇零一二两三四五六七八九十]|{_HAN_SCALE}){{1,24}}(?:点[〇零一二三四五六七八九]{{1,8}})?"
_WORD: Final = (
    "(?:(?:six|seven|eight|nine)(?:teen|ty)|(?:thir|four|fif)teen|eighteen|eighty|twenty|thirty|forty|fifty|zero|one|two|"
    "three|four|five|six|seven|eight|nine|ten|eleven|twelve|hundred|thousand|million|billion|trillion)(?![A-Za-z])"
)
_ENGLISH_RUN: Final = rf"(?<![A-Za-z]){_WORD}(?:(?: |-| and ){_WORD}){{0,11}}"
_WRITTEN: Final = Pattern(f"(?P<digits>{_DIGITS})")
# Only the English is in any case: classes of Han characters take long to compile where case is folded.
_SPOKEN: Final = Pattern(f"(?P<digits>{_DIGITS})|(?P<han>{_HAN_RUN})|(?i:(?P<english>{_ENGLISH_RUN}))", re.ASCII)
_FURTHER: Final = Pattern(r"[0-9]{1,18}(?:\.[0-9]{1,6})?")
_LARGE: Final = "万亿兆"
_LARGE_MAX: Final = 3
_ENGLISH_SCALED: Final = Pattern(r"(.+)[ -](thousand|million|billion|trillion)", ANY_CASE)
_SOME: Final = frozenset("多余来几")
_ENGLISH_AFTER: Final = Pattern(
    r"(?:[ -]?(?:hundred|thousand|million|billion|trillion|bn|mn|trn|tn)(?![A-Za-z])){1,3}", ANY_CASE
)
_SHORT_AFTER: Final = Pattern(r"[kmbt](?![A-Za-z0-9])", ANY_CASE)
_RANGE: Final = ("-", "–", "—", "―", "~", "至", "到", "to")
_BETWEEN: Final = ("and", "和", "与")
_CHANGE_TO: Final = ("to", "至", "到")
_CHANGE_FROM: Final = Pattern(r"(?:\bfrom|从|由|自)\W?\Z", ANY_CASE)
_LIST: Final = Pattern(r"(?: ?(?:[,、/]|and|or|和|及|与|或) ?){1,2}")
_ABOUT_BEFORE: Final = Pattern(
    r"(?:\b(?:about|around|roughly|approximately|nearly|almost|some|over|above|under|below|than|least|close to)|[~≈]"
    r"|大?约|近|超过?|逾|至少|不到|接近)\s?\Z",
    ANY_CASE,
)
_ABOUT_AFTER: Final = Pattern(r"[多余来几]|\+|\s?or (?:so|more)\b|[^，。,.;；]{0,3}(?:左右|上下|以上)")


class Figure(NamedTuple):
    """A number as it stands, before it is known whether it is one end of a range."""

    number: Decimal
    scale: Decimal
    kind: str
    start: int
    end: int
    number_start: int
    in_digits: bool

    @property
    def value(self) -> Decimal:
        return self.number * self.scale

    @property
    def bare(self) -> bool:
        """Whether it stands without scale and unit."""
        return self.scale == _ONE and self.kind == PLAIN


def figures(text: str, original: str, *, words: bool) -> Iterator[Figure]:
    """The numbers in a text (in its common form), those in words as well if asked for."""
    pattern = _SPOKEN if words else _WRITTEN
    at = 0
    while found := pattern.search(text, at):
        number, scale, end = _number(text, found)
        before = unit_before(text, found.start())
        short = _SHORT_AFTER.match(text, end) if found["digits"] and scale == _ONE else None
        if short and (before or short.group() == "k"):
            scale, end = english_scale(short.group()), short.end()
        after = unit_after(text, end)
        kind, at = after or (PLAIN, end)
        start = found.start()
        if before:
            kind, start = _nearer(before[0], kind), before[1]
        if kind in MULTIPLES:
            kind, scale = MULTIPLES[kind][0], scale * MULTIPLES[kind][1]
        yield Figure(number, scale, local(kind, original[start:at]), start, at, found.start(), bool(found["digits"]))


def _nearer(before: str, after: str) -> str:
    """Of a sign before and a word after, the more telling: `$5 billion Hong Kong dollars`, 人民币300亿元."""
    return after if is_currency(after) and after != "CNY" else before


def _number(text: str, found: re.Match[str]) -> tuple[Decimal, Decimal, int]:
    """The number, its scale, and where they end."""
    number, scale, end = *_numeral(found), found.end()
    begin = end + (bool(found["digits"]) and text.startswith(" ", end))
    begin += text[begin : begin + 1] in _SOME
    scales = _scales(text, begin)
    if not scales:
        english = _ENGLISH_AFTER.match(text, end)
        return (number, scale * english_scale(english.group()), english.end()) if english else (number, scale, end)
    first, end = scale * han_scale(scales), begin + len(scales)
    value, smallest = number * first, first
    while (further := _FURTHER.match(text, end)) and (scales := _scales(text, further.end())):
        if han_scale(scales) >= smallest:
            break
        smallest = han_scale(scales)
        value, end = value + Decimal(further[0]) * smallest, further.end() + len(scales)
    return value / first, first, end


def _scales(text: str, at: int) -> str:
    """The Chinese scales that begin at a place."""
    for end in range(at, at + _SCALES_MAX):
        scale, following = text[end : end + 1], text[end + 1 : end + 2]
        if scale not in _UNITS_OF_SCALES or (following and following in _UNITS_OF_SCALES[scale]):
            return text[at:end]
    return text[at : at + _SCALES_MAX]


def _numeral(found: re.Match[str]) -> tuple[Decimal, Decimal]:
    """What the digits or words of a match say, with a scale that ends them for itself: a range may share it."""
    if found["digits"]:
        return digits_value(found["digits"]), _ONE
    run = found.group()
    if found["english"]:
        scaled = _ENGLISH_SCALED.fullmatch(run)
        return (english_value(scaled[1]), english_scale(scaled[2])) if scaled else (english_value(run), _ONE)
    stem = run.rstrip(_LARGE)
    if stem and 0 < len(run) - len(stem) <= _LARGE_MAX and not any(scale in stem for scale in _LARGE):
        return han_value(stem), han_scale(run[len(stem) :])
    return han_value(run), _ONE


def quantities(text: str, original: str, found: Sequence[Figure]) -> Iterator[tuple[Quantity, tuple[Figure, ...]]]:
    """The figures as quantities, two ends of a range as one, with the figures they are made of."""
    rest = list(found)
    at = 0
    while at < len(rest):
        first = rest[at]
        second = rest[at + 1] if at + 1 < len(rest) else None
        pair = _ends(text, first, second) if second else None
        if pair and not _is_change(text, *pair):
            yield _quantity(text, original, *pair), pair
            at += 2
            continue
        if pair:
            first, rest[at + 1] = pair
        yield _quantity(text, original, first), (first,)
        at += 1


def _is_change(text: str, first: Figure, second: Figure) -> bool:
    """Whether it goes from the one to the other, which is no range."""
    by_word = any(word in text[first.end : second.start] for word in _CHANGE_TO)
    return by_word and _CHANGE_FROM.search(text[max(0, first.start - 6) : first.start]) is not None


def _ends(text: str, first: Figure, second: Figure) -> tuple[Figure, Figure] | None:
    """Two figures as the ends of a range, each with the scale and unit that stands at one of them only."""
    between = text[first.end : second.start].removeprefix(" ").removesuffix(" ")
    is_range = between in _RANGE or (
        between in _BETWEEN and re.search(r"\bbetween\W?\Z|在\Z", text[max(0, first.start - 8) : first.start])
    )
    if not is_range:
        return None
    first = shared(first, second)
    if second.kind == PLAIN:
        second = second._replace(kind=first.kind)
    if first.kind not in (second.kind, PLAIN) or first.value >= second.value:
        return None
    return first, second


def shared(first: Figure, second: Figure) -> Figure:
    """The first figure with the scale and unit that the second has for both."""
    if first.bare and first.number <= second.number:
        return first._replace(scale=second.scale, kind=second.kind)
    if first.kind == PLAIN:
        return first._replace(kind=second.kind)
    # €30-50 billion: the sign stands at one end, the scale at the other.
    if first.scale == _ONE and is_currency(first.kind) and first.number <= second.number and first.number < 1000:
        return first._replace(scale=second.scale)
    return first


def listed(text: str, found: Sequence[Figure]) -> Iterator[Figure]:
    """Bare figures of a list with the scale and unit that only its last one has: 10、20和30%."""
    following: Figure | None = None
    for figure, after in reversed(list(pairwise(found))):
        last = following or after
        following = None
        if figure.bare and _LIST.fullmatch(text, figure.end, after.start):
            following = figure._replace(scale=last.scale, kind=last.kind)
            yield following


def _quantity(text: str, original: str, first: Figure, second: Figure | None = None) -> Quantity:
    end = second.end if second else first.end
    about = (
        _ABOUT_BEFORE.search(text[max(0, first.start - 14) : first.start])
        or not _SOME.isdisjoint(text[first.start : end])
        or _ABOUT_AFTER.match(text, end)
    )
    return Quantity(
        first.value,
        second.value if second else None,
        second.kind if second else first.kind,
        first.start,
        end,
        original[first.start : end],
        bool(about),
    )
