"""The figures that a text states in digits, without those that only look like quantities.

Left alone: dates, ordinals, numbers in names, and what translation converts (months, miles, megawatts). A figure
that is left alone needs no proof, so whatever is in doubt is.
"""

from typing import Final

from argmap.patterns import Pattern
from argmap.quantities.numerals import common
from argmap.quantities.quantity import Quantity
from argmap.quantities.scan import Figure, figures, quantities

_MONTH: Final = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_YEAR: Final = r"(?:1[5-9]|20)[0-9]{2}"
_TO: Final = r" ?(?:[-–—~至到]|to) ?"
_LABEL: Final = (
    "articles?|chapter|section|part|title|annex|appendix|phase|stage|level|tier|page|paragraph|figure|table|round|version"
    "|step|rule|option|volume|vol|type|class|category|number|no|nos|nr|pp?"
)
# Not verbose: these are read beside examples, one kind of thing a line.
_NO_QUANTITY: Final = Pattern(
    "|".join(
        (
            r"[0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]{1,2}|[0-9]{1,2}[-/.][0-9]{1,2}[-/.][0-9]{2,4}",
            rf"(?<![0-9]){_YEAR} ?年?{_TO}(?:{_YEAR}|[0-9]{{2}})(?![0-9]) ?年?|(?<![0-9]){_YEAR}/[0-9]{{2}}(?![0-9])",
            rf"(?<![0-9.,]){_YEAR}(?![0-9]|[.,][0-9]| ?[家人个名项座所种])",
            r"[0-9]{2,4} ?年代|[0-9]{1,2} ?世纪|(?<![0-9])[0-9]{4} ?年",
            rf"\b{_MONTH} [0-9]{{1,2}}(?:{_TO}(?:{_MONTH} )?[0-9]{{1,2}})?(?![0-9])",
            rf"[0-9]{{1,2}}(?:{_TO}[0-9]{{1,2}})? {_MONTH}(?![a-z])",
            rf"[0-9]{{1,2}} ?月(?: ?[0-9]{{1,2}} ?[日号]?(?:{_TO}(?:[0-9]{{1,2}} ?月 ?)?[0-9]{{1,2}} ?[日号])?)?",
            rf"(?:[0-9]{{1,2}} ?[日号]?{_TO})?[0-9]{{1,2}} ?[日号]",
            r"[0-9]{1,2}(?::[0-9]{2})? ?(?:[ap]\.?m\b|o'clock)|[0-9]{1,2}[时点][0-9]{1,2}分?",
            r"(?<![0-9])[0-9]{1,9} ?[:/] ?[0-9]",
            r"(?<![0-9])[0-9]{1,9}(?:st|nd|rd|th)\b|第 ?[0-9]+|(?:#|§|№) ?[0-9]+|\b(?i:"
            + _LABEL
            + r")\b\.? ?[0-9]+(?:\.[0-9]+)?",
            r"\[[0-9, -]+\]|\([0-9]{1,2}\)|(?:^|(?<=[\s;,:，：；]))[0-9]{1,2}\)|^[0-9]{1,2}[.、](?![0-9])",
        )
    )
)
_CONVERTED: Final = Pattern(
    r"[ -]?(?:(?:[kMGT]?Wh?|(?:kilo|mega|giga|tera)?watts?(?:[- ]?hours?)?|square (?:miles|feet)|miles?|feet"
    r"|foot|inch(?:es)?|acres?|ounces?|degrees?|months?|weeks?|days?|hours?|minutes?|seconds?|decades?|centur(?:y|ies)"
    r"|dozens?)(?![A-Za-z])|个?(?:月|星期|周|天|小时|分钟|秒|千瓦|兆瓦|吉瓦|瓦|英里|英尺|英寸|亩|华里))"
)
_NAME_BEFORE: Final = Pattern(r"(?:[A-Za-zÀ-ɏ]['’]?-?|[_/\\#@&^.]|[0-9]-)\Z")
_NAME_AFTER: Final = Pattern(r"[A-Za-zÀ-ɏ_^²³⁰-₉]|[-.][0-9]|/[A-Za-z0-9]")
_CAPITALISED: Final = Pattern(r"(?<![A-Za-zÀ-ɏ'’-])(?!Top )([A-Za-zÀ-ɏ'’-]*[A-ZÀ-Þ][A-Za-zÀ-ɏ'’-]*) \Z")
_SENTENCE_END: Final = Pattern(r"(?:\A|[.!?:;。！？：；\n])[\s\"'“‘(]*\Z")
_NAME_LONGEST: Final = 40
_DIGITS: Final = frozenset("0123456789")


def in_digits(text: str) -> tuple[Quantity, ...]:
    """Everything in digits, what `written` leaves alone included."""
    plain = common(text)
    return tuple(quantity for quantity, _ in _numbers(plain, text))


def written(text: str) -> tuple[Quantity, ...]:
    """The quantities that a text states in digits."""
    plain = common(text)
    found = _numbers(plain, text)
    masked = bytearray(len(plain))
    for each in _NO_QUANTITY.finditer(plain) if found else ():
        masked[each.start() : each.end()] = b"\1" * (each.end() - each.start())
    return tuple(
        quantity
        for quantity, parts in found
        if not (
            any(part.bare and masked[part.number_start] for part in parts)
            or _CONVERTED.match(plain, quantity.end)
            or _in_name(plain, parts)
        )
    )


def _numbers(plain: str, text: str) -> list[tuple[Quantity, tuple[Figure, ...]]]:
    if _DIGITS.isdisjoint(plain):
        return []
    return list(quantities(plain, text, list(figures(plain, text, words=False))))


def _in_name(text: str, parts: tuple[Figure, ...]) -> bool:
    """Whether a number belongs to a word or a name: GPT-4, 5G, F-35, Llama 3."""
    first, last = parts[0], parts[-1]
    if _NAME_AFTER.match(text, last.end):
        return True
    if first.start < first.number_start:
        return False
    window = text[max(0, first.start - _NAME_LONGEST) : first.start]
    if _NAME_BEFORE.search(window):
        return True
    word = _CAPITALISED.search(window)
    if not word or not first.bare or first.number >= 1000 or word[1].endswith(("'s", "’s")):
        return False
    return not (word[1].istitle() and _SENTENCE_END.search(window[: word.start()]))
