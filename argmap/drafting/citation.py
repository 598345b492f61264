"""A passage as a citation to paste: the source's exact words, in YAML, with what beside them makes them unique."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from argmap.patterns import Pattern
from argmap.quotes import Citable, Hit, find
from argmap.quotes.beside import beside
from argmap.quotes.han import is_han
from argmap.syntax.edit import is_plain
from argmap.syntax.scalar import quoted

INDENT: Final = "    "
"""Fields of a claim stand this far in."""
_NEEDS_ESCAPE: Final = Pattern(
    r"[\x00-\x1f\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]"
)
_NO_TEXT: Final = Pattern(
    r"[-+.]?\d[\d_.,:eExXoO+\-TZ ]*|(?:true|false|yes|no|on|off|y|n|null|~|[-+]?\.(?:inf|nan))", re.IGNORECASE
)
"""What programs other than argmap read as a number, a date or a truth value."""
_LINE_END: Final = Pattern(r"[^\S\r\n]*[\r\n]\s*")


def scalar(value: str, *, flow: bool = False) -> str:
    """The YAML of a text on one line, between braces or brackets if `flow`: without quotes where it needs none."""
    if _NEEDS_ESCAPE.search(value):
        marked = value.replace("\\", "\\\\").replace('"', '\\"')
        return '"' + _NEEDS_ESCAPE.sub(lambda found: f"\\u{ord(found[0]):04x}", marked) + '"'
    if is_plain(value, flow) and not _NO_TEXT.fullmatch(value):
        return value
    return quoted(value)


@dataclass(frozen=True)
class Draft:
    """A citation: words that are found once, with those beside them that it needs."""

    text: str
    prefix: str = ""
    suffix: str = ""

    def yaml(self, indent: str = INDENT) -> str:
        """`quote: …` on a line of its own, or with its fields under it."""
        fields = {"text": self.text, "prefix": self.prefix, "suffix": self.suffix}
        given = [f"{indent}  {name}: {scalar(value)}" for name, value in fields.items() if value]
        return f"{indent}quote: {scalar(self.text)}" if len(given) == 1 else "\n".join([f"{indent}quote:", *given])


def draft(citable: Citable, hit: Hit) -> Draft | None:
    """The citation of a passage; None where nothing beside it tells it from others."""
    return drafted(citable, hit.start, hit.end, hit.gaps)


def drafted(citable: Citable, start: int, end: int, gaps: tuple[tuple[int, int], ...] = ()) -> Draft | None:
    """The citation of a span of the file, with an omission marked for each gap in it."""
    for text in _wordings(citable, start, end, gaps):
        hits = find(citable, text)
        if len(hits) == 1 and (hits[0].start, hits[0].end) == (start, end):
            return Draft(text)
        around = beside(citable, text, start, end) if hits else None
        if around:
            return Draft(text, *around)
    return None


def _wordings(citable: Citable, start: int, end: int, gaps: tuple[tuple[int, int], ...]) -> Iterator[str]:
    """The words of the passage, line ends as they were only if it is not found without them."""
    if gaps:
        edges = [start, *(edge for gap in gaps for edge in gap), end]
        fragments = [words(citable, *edges[at : at + 2]) for at in range(0, len(edges), 2)]
        yield mark_for("".join(fragments)).join(fragment.strip() for fragment in fragments)
        return
    yield words(citable, start, end)
    yield citable.slice(start, end)


def words(citable: Citable, start: int, end: int) -> str:
    """The citable words of a span of the file, without line ends."""
    spaced = citable.spaced(*citable.indices(start, end))

    def settle(found: re.Match[str]) -> str:
        before, after = spaced[: found.start()][-1:], spaced[found.end() :][:1]
        return "" if before and after and is_han(before) and is_han(after) else " "

    return _LINE_END.sub(settle, spaced) if "\n" in spaced or "\r" in spaced else spaced


def mark_for(text: str) -> str:
    """How an omission is marked in a text like this."""
    return "……" if any(map(is_han, text)) else " ... "
