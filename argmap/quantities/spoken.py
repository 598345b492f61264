"""A quantity in the words of the other script: €30 billion is 300亿欧元."""

from decimal import Decimal, localcontext
from typing import Final, Literal

from argmap.quantities.quantity import FRACTION, PERCENT, POINTS, Quantity, is_currency

Script = Literal["latin", "hans", "hant"]

_LATIN_SCALES: Final = ((12, " trillion"), (9, " billion"), (6, " million"))
_HAN_SCALES: Final = ((12, "万亿"), (8, "亿"), (4, "万"))
_LATIN_SIGNS: Final = "EUR:€ USD:$ dollar:$ GBP:£ HKD:HK$ AUD:A$ CAD:C$ SGD:S$ TWD:NT$ NZD:NZ$ yen-or-yuan:¥"
_LATIN_WORDS: Final = "CNY:yuan local-yuan:yuan JPY:yen KRW:won"
_HAN_WORDS: Final = (
    "EUR:欧元 USD:美元 dollar:美元 GBP:英镑 CNY:元 local-yuan:元 yen-or-yuan:元 JPY:日元 KRW:韩元 HKD:港元 AUD:澳元 "
    "CAD:加元 SGD:新加坡元 CHF:瑞士法郎 TWD:新台币 INR:印度卢比 RUB:卢布 NZD:新西兰元 MOP:澳门元 points:个百分点"
)


def _table(pairs: str) -> dict[str, str]:
    return {kind: word for kind, _, word in (pair.partition(":") for pair in pairs.split())}


_LATIN_BEFORE: Final = _table(_LATIN_SIGNS)
_LATIN_AFTER: Final = _table(_LATIN_WORDS)
_HAN_AFTER: Final = _table(_HAN_WORDS)
_TO_TRADITIONAL: Final = str.maketrans("万亿欧镑个点韩卢台兰门", "萬億歐鎊個點韓盧臺蘭門")
_DECIMALS_MAX: Final = 3


def spoken(quantity: Quantity, script: Script) -> str:
    """The quantity as a writer of the script would put it."""
    with localcontext(prec=100):
        return _spoken(quantity, script)


def _spoken(quantity: Quantity, script: Script) -> str:
    kind = quantity.kind
    ends = tuple(end * 100 for end in quantity.ends) if kind == FRACTION else quantity.ends
    exponent, scale = _scale(ends, _LATIN_SCALES if script == "latin" else _HAN_SCALES)
    number = "–".join(f"{_short(end.scaleb(-exponent)):{'f' if scale and script != 'latin' else ',f'}}" for end in ends)
    if kind in (PERCENT, FRACTION):
        return f"{number}{scale}%"
    if script == "latin":
        return f"{_LATIN_BEFORE.get(kind, '')}{number}{scale}{_latin_after(kind)}"
    said = f"{number}{scale}{_HAN_AFTER.get(kind, '')}"
    return said.translate(_TO_TRADITIONAL) if script == "hant" else said


def _latin_after(kind: str) -> str:
    if kind == POINTS:
        return " percentage points"
    if not is_currency(kind) or kind in _LATIN_BEFORE:
        return ""
    return f" {_LATIN_AFTER.get(kind, kind)}"


def _scale(ends: tuple[Decimal, ...], scales: tuple[tuple[int, str], ...]) -> tuple[int, str]:
    """The largest scale with which the number is short; none if there is no such."""
    for exponent, name in scales:
        unit = Decimal(1).scaleb(exponent)
        if (
            max(ends) >= unit
            and 10 * min(ends) >= unit
            and all(end.scaleb(-exponent) == round(end.scaleb(-exponent), _DECIMALS_MAX) for end in ends)
        ):
            return exponent, name
    return 0, ""


def _short(number: Decimal) -> Decimal:
    """Without zeros at its end; thirds to three places."""
    rounded = round(number, _DECIMALS_MAX)
    return rounded.quantize(Decimal(1)) if rounded == rounded.to_integral_value() else rounded.normalize()
