"""Every figure that a passage may be read to state: digits, number words, parts and multiples.

More is read than is meant: 四 in 四川 is a 4 here. It is the side that proves, and its readings only silence.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final, TypeAlias

from argmap.patterns import Pattern
from argmap.quantities.numerals import (
    ENGLISH,
    HAN_DIGITS,
    common,
    digits_value,
    english_scale,
    english_value,
    han_value,
)
from argmap.quantities.quantity import FRACTION, PERCENT, PLAIN, POINTS, Quantity
from argmap.quantities.scan import Figure, figures, listed, quantities
from argmap.quantities.units import ANY_CASE

_Reading: TypeAlias = tuple[int, int, Decimal, str]

_HALF: Final = Decimal("0.5")

_NUMERAL: Final = r"[〇零一二两三四五六七八九十百千万亿]{1,24}|[0-9]{1,18}(?:\.[0-9]{1,6})?"
_SOME_TENTHS: Final = Pattern("[一二三四五六七八九](?=[一二三四五六七八九]?成)")
_TENTHS: Final = Pattern("([一二三四五六七八九])成([一二三四五六七八九])")
_HAN_PART: Final = Pattern(rf"({_NUMERAL})分之({_NUMERAL})")
_HAN_TIMES: Final = Pattern(rf"({_NUMERAL})[多余]?倍")
_HAN_AND_HALF: Final = Pattern(rf"({_NUMERAL})(?:个|年|倍|天|小时)半")
_PARTS: Final = "half:2 halves:2 third:3 quarter:4 fourth:4 fifth:5 sixth:6 seventh:7 eighth:8 ninth:9 tenth:10"
_NTHS: Final = {word: int(number) for word, _, number in (pair.partition(":") for pair in _PARTS.split())}
_SMALL: Final = rf"(?<![A-Za-z0-9])(?:{'|'.join(ENGLISH)}|[0-9]{{1,18}})"
_SCALE: Final = "hundred|thousand|million|billion|trillion"
_RATIO: Final = Pattern("(?<![0-9])([0-9]{1,3})[/⁄]([0-9]{1,3})(?![0-9])")
_PART: Final = Pattern(rf"(?:({_SMALL})[ -])?(?<![A-Za-z])({'|'.join(_NTHS)})s?(?![A-Za-z])", ANY_CASE)
_OUT_OF: Final = Pattern(rf"({_SMALL}) (?:in|of|out of) (?:every )?({_SMALL})(?![A-Za-z])", ANY_CASE)
_AND_HALF: Final = Pattern(rf"({_SMALL})(?: |-)and(?: |-)a(?: |-)half(?:(?: |-)({_SCALE}))?", ANY_CASE)
_PART_OF_SCALE: Final = Pattern(rf"\b(half|quarter)(?: of)? an? ({_SCALE})(?![A-Za-z])", ANY_CASE)
_DOZENS: Final = Pattern(rf"({_SMALL}) dozen", ANY_CASE)
_WORDS: Final[dict[str, tuple[tuple[Decimal | int, str], ...]]] = {
    **dict.fromkeys(("first", "once", "single", "sole", "only"), ((1, PLAIN),)),
    **dict.fromkeys(("second", "both", "couple", "pair", "双", "俩"), ((2, PLAIN),)),
    **{word: ((value, PLAIN),) for word, value in _NTHS.items() if value > 2},
    **dict.fromkeys(("trio", "仨"), ((3, PLAIN),)),
    "eleventh": ((11, PLAIN),),
    **dict.fromkeys(("dozen", "twelfth", "一打"), ((12, PLAIN),)),
    **dict.fromkeys(("twice", "double", "doubled", "doubles", "doubling", "twofold"), ((2, FRACTION), (1, FRACTION))),
    **dict.fromkeys(("翻番", "翻一番", "翻倍", "翻了一番", "倍增"), ((2, FRACTION), (1, FRACTION))),
    **dict.fromkeys(
        ("thrice", "triple", "tripled", "triples", "tripling", "threefold"), ((3, FRACTION), (2, FRACTION))
    ),
    **dict.fromkeys(("all", "every", "entire", "whole", "全部", "全都", "全体", "所有"), ((1, FRACTION),)),
    **dict.fromkeys(("no", "none", "nothing"), ((0, FRACTION),)),
    "半": ((_HALF, FRACTION),),
    **dict.fromkeys(("半个百分点", "half a percentage point"), ((_HALF, POINTS),)),
}
_ONE_NUMERAL: Final = Pattern(rf"[{''.join(HAN_DIGITS)}]|(?<![A-Za-z])(?:{'|'.join(ENGLISH)})(?![A-Za-z])", ANY_CASE)
_SHORT: Final = Pattern("[kmbt](?![A-Za-z0-9])", ANY_CASE)
_WORD: Final = Pattern(
    rf"(?<![A-Za-z])(?:{'|'.join(word for word in _WORDS if word.isascii())})(?![A-Za-z])"
    rf"|{'|'.join(sorted((word for word in _WORDS if not word.isascii()), key=len, reverse=True))}",
    ANY_CASE,
)


def stated(text: str) -> tuple[Quantity, ...]:
    """The numbers of a passage as they stand there: of what `proved` reads, what is quickly read."""
    plain = common(text)
    return tuple(_numbers(plain, text, _found(plain, text)))


def proved(text: str) -> tuple[Quantity, ...]:
    """The quantities that a passage may be read to state, by where they stand."""
    plain = common(text)
    found = _found(plain, text)
    read = [*_numbers(plain, text, found)]
    readings = (_of_lists, _digit_by_digit, _in_millions)
    further = [each for reading in readings for each in reading(plain, found)]
    further += [*_parts(plain), *_multiples(plain), *_words(plain)]
    read += [Quantity(value, None, kind, start, end, text[start:end]) for start, end, value, kind in further]
    return tuple(sorted(read, key=lambda each: (each.start, -each.end)))


def _found(plain: str, text: str) -> list[Figure]:
    return [figure for figure in figures(plain, text, words=True) if not _says_no_number(plain, figure)]


def _numbers(plain: str, text: str, found: Sequence[Figure]) -> Iterator[Quantity]:
    for quantity, _ in quantities(plain, text, found):
        vague = quantity.upper is None and "几" in plain[quantity.start : quantity.end + 1]
        yield quantity._replace(vague=True) if vague else quantity


def _says_no_number(text: str, figure: Figure) -> bool:
    """Whether a numeral is the scale of one that is not told: 数十, 几百万."""
    return not figure.in_digits and text[figure.start - 1 : figure.start] in ("几", "数")


def _of_lists(text: str, found: Sequence[Figure]) -> Iterator[_Reading]:
    for figure in listed(text, found):
        yield figure.start, figure.end, figure.value, figure.kind


def _digit_by_digit(text: str, found: Sequence[Figure]) -> Iterator[_Reading]:
    """三四个 is three or four, two three is no 5."""
    for figure in found:
        if not figure.in_digits:
            for each in _ONE_NUMERAL.finditer(text, figure.start, figure.end):
                numeral = each.group().lower()
                value = HAN_DIGITS[numeral] if numeral in HAN_DIGITS else ENGLISH[numeral]
                yield each.start(), each.end(), Decimal(value), PLAIN


def _in_millions(text: str, found: Sequence[Figure]) -> Iterator[_Reading]:
    """5m may be metres or millions."""
    for figure in found:
        short = _SHORT.match(text, figure.end) if figure.bare and figure.in_digits else None
        if short:
            yield figure.start, short.end(), figure.number * english_scale(short.group()), PLAIN


def _parts(text: str) -> Iterator[_Reading]:
    """三分之一, 2/3, three quarters, one in five, 七八成, 三成五, half a million."""
    for each in _HAN_PART.finditer(text):
        yield from _part(each, _value(each[2]), _value(each[1]))
    for pattern in (_RATIO, _OUT_OF):
        for each in pattern.finditer(text):
            yield from _part(each, _value(each[1]), _value(each[2]))
    for each in _PART.finditer(text):
        yield from _part(each, _value(each[1] or "one"), Decimal(_NTHS[each[2].lower()]))
    for each in _SOME_TENTHS.finditer(text):
        yield each.start(), each.end(), 10 * _value(each.group()), PERCENT
    for each in _TENTHS.finditer(text):
        yield each.start(), each.end(), 10 * _value(each[1]) + _value(each[2]), PERCENT
    for each in _PART_OF_SCALE.finditer(text):
        yield each.start(), each.end(), english_scale(each[2]) / _NTHS[each[1].lower()], PLAIN


def _part(found: re.Match[str], count: Decimal, whole: Decimal) -> Iterator[_Reading]:
    if whole:
        yield found.start(), found.end(), count / whole, FRACTION


def _multiples(text: str) -> Iterator[_Reading]:
    """三倍 is three times as much, and 增长三倍 four times; two and a half, 一年半, two dozen."""
    for each in _HAN_TIMES.finditer(text):
        value = _value(each[1])
        yield each.start(), each.end(), value, FRACTION
        yield each.start(), each.end(), value + 1, FRACTION
    for each in _HAN_AND_HALF.finditer(text):
        yield each.start(), each.end(), _value(each[1]) + _HALF, PLAIN
    for each in _AND_HALF.finditer(text):
        scale = english_scale(each[2] or "")
        yield each.start(), each.end(), (_value(each[1]) + _HALF) * scale, PLAIN
    for each in _DOZENS.finditer(text):
        yield each.start(), each.end(), _value(each[1]) * 12, PLAIN


def _words(text: str) -> Iterator[_Reading]:
    for each in _WORD.finditer(text):
        for value, kind in _WORDS[each.group().lower()]:
            yield each.start(), each.end(), Decimal(value), kind


def _value(numeral: str) -> Decimal:
    if numeral[0].isdigit():
        return digits_value(numeral)
    return english_value(numeral) if numeral.isascii() else han_value(numeral)
