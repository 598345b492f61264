"""What numerals say: digits with separators, Chinese numerals, English number words."""

import re
from decimal import Decimal
from typing import Final

HAN_SCALES: Final = {"十": 1, "百": 2, "千": 3, "万": 4, "亿": 8, "兆": 12}
"""Powers of ten. 兆 is 10¹² as a number; as a prefix of units, 10⁶, it is not read."""
HAN_DIGITS: Final = {**{digit: value for value, digit in enumerate("零一二三四五六七八九")}, "〇": 0, "两": 2}
ENGLISH_SCALES: Final = {
    "hundred": 2,
    **dict.fromkeys(("thousand", "k"), 3),
    **dict.fromkeys(("million", "mn", "m"), 6),
    **dict.fromkeys(("billion", "bn", "b"), 9),
    **dict.fromkeys(("trillion", "trn", "tn", "t"), 12),
}
_TO_NINETEEN: Final = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_TENS: Final = "twenty thirty forty fifty sixty seventy eighty ninety"
ENGLISH: Final = {
    **{word: value for value, word in enumerate(_TO_NINETEEN.split())},
    **{word: 10 * value for value, word in enumerate(_TENS.split(), start=2)},
}

# One character for one, so that offsets stay: full width becomes ASCII, other forms of a numeral the common one.
_FULL_WIDTH: Final = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if chr(code) != "，"}
_COMMON: Final[dict[int, int | str]] = {
    **_FULL_WIDTH,
    **str.maketrans(
        "兩萬億個點歐鎊幣餘來幾數雙圓圆韓盧臺號時紀週間鐘華裡員後約達過從總壹贰貳叁叄肆伍陆陸柒捌玖拾佰仟￥￡〜∼−‐‑﹪",
        "两万亿个点欧镑币余来几数双元元韩卢台号时纪周间钟华里员后约达过从总一二二三三四五六六七八九十百千¥£~~---%",
    ),
    **dict.fromkeys(map(ord, "\u3000\u00a0\u2009\u202f"), " "),
}


def common(text: str) -> str:
    """The text with one form of each sign and numeral, as long as it was."""
    return text.translate(_COMMON)


def power(exponent: int) -> Decimal:
    return Decimal(1).scaleb(exponent)


def digits_value(digits: str) -> Decimal:
    return Decimal(re.sub(r"[^0-9.]", "", digits))


def han_scale(scales: str) -> Decimal:
    """百万 is a hundred times ten thousand."""
    return power(sum(HAN_SCALES[scale] for scale in scales))


def english_scale(scales: str) -> Decimal:
    return power(sum(ENGLISH_SCALES[word] for word in re.findall("[a-z]+", scales.lower())))


def han_value(numeral: str) -> Decimal:
    """三百 is 300, 一亿二千万 120,000,000, 二〇二五 2025, 三点五 3.5, and 千亿 alone 10¹¹."""
    whole, _, decimals = numeral.partition("点")
    if not any(character in HAN_SCALES for character in whole):
        value = Decimal("".join(str(HAN_DIGITS[character]) for character in whole))
    else:
        value = _with_scales(whole)
    if decimals:
        value += Decimal("0." + "".join(str(HAN_DIGITS[character]) for character in decimals))
    return value


def _with_scales(numeral: str) -> Decimal:
    total, section, digit, smallest = Decimal(0), Decimal(0), None, 99
    for character in numeral:
        if character in HAN_DIGITS:
            digit = HAN_DIGITS[character]
            continue
        exponent = HAN_SCALES[character]
        if exponent < 4:
            # 百 and 千 alone are 100 and 1,000; 五千百 is no numeral, and what it gives harms nobody.
            section += (1 if digit is None else digit) * power(exponent)
        else:
            section += digit or 0
            if exponent > smallest:
                total = (total + section) * power(exponent)
            else:
                total += (section if section or digit is not None else Decimal(1)) * power(exponent)
            section, smallest = Decimal(0), exponent
        digit = None
    return total + section + (digit or 0)


def english_value(words: str) -> Decimal:
    """Twenty-seven is 27, three hundred and five thousand 305,000."""
    total, section = Decimal(0), Decimal(0)
    for word in re.findall("[a-z]+", words.lower()):
        if word in ENGLISH:
            section += ENGLISH[word]
        elif word == "hundred":
            section = (section or 1) * power(2)
        elif word in ENGLISH_SCALES:
            total += (section or 1) * power(ENGLISH_SCALES[word])
            section = Decimal(0)
    return total + section
