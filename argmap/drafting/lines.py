"""Text for a terminal: how many columns it takes, where its lines break, and stretches of it that are marked.

Chinese characters take two columns. No line begins with a closing mark or ends with an opening one.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from argmap.quotes import Citable

Span = tuple[int, int]

OPENED, CLOSED = "⟦⟧"
"""What stands around marked words where there is no colour."""
CITED: Final = "4;36"
BOLD, DIM, ADDED, REMOVED, WARNED = "1", "2", "32", "31", "33"
NO_START: Final = frozenset("，。、；：？！…—”’）》〉」』】〕〗%‰℃·,.;:?!)]}" + CLOSED)
_NO_END: Final = frozenset("“‘（《〈「『【〔〖([{" + OPENED)
_HIDDEN: Final = ("Cc", "Cf", "Cs", "Zl", "Zp")


def painted(text: str, code: str, colour: bool) -> str:
    """The text in a colour, where colour is wanted."""
    return f"\x1b[{code}m{text}\x1b[0m" if colour and text else text


def columns(text: str) -> int:
    """How many columns of a terminal the text takes; what is wide in some terminals counts as narrow."""
    return sum(map(_columns, text))


def _columns(character: str) -> int:
    if character < "\u0300":
        return 1
    if unicodedata.combining(character):
        return 0
    return 2 if _is_wide(character) else 1


def _is_wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) in "WF"


def visible(text: str) -> str:
    """The text on one line, with characters that would move or hide others as their code points."""
    return "".join(map(_visible, text))


def _visible(character: str) -> str:
    if character in "\t\n\r":
        return " "
    return f"<U+{ord(character):04X}>" if unicodedata.category(character) in _HIDDEN else character


def on_one_line(text: str) -> str:
    """The text without line ends: a space stands in their stead, or nothing between Chinese characters."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    joined = "".join(lines[:1])
    for line in lines[1:]:
        joined += line if _is_wide(joined[-1]) and _is_wide(line[0]) else f" {line}"
    return joined


@dataclass(frozen=True)
class Marked:
    """A text on one line, and the stretches of it that are marked, in order and apart."""

    text: str
    spans: tuple[Span, ...] = ()

    def cut(self, before: int, after: int) -> "Marked":
        """At most so many columns before the first mark and after the last one, with `…` for what is left out."""
        first, last = self.spans[0][0], self.spans[-1][1]
        start = _back(self.text, first, before)
        end = _ahead(self.text, last, after)
        opening, closing = "…" if start else "", "…" if end < len(self.text) else ""
        shift = len(opening) - start
        spans = tuple((one + shift, other + shift) for one, other in self.spans)
        return Marked(f"{opening}{self.text[start:end]}{closing}", spans)


def _back(text: str, at: int, width: int) -> int:
    start, room = at, width
    while start > 0 and room >= _columns(text[start - 1]):
        start -= 1
        room -= _columns(text[start])
    while start < at and _in_word(text, start):
        start += 1
    return start


def _ahead(text: str, at: int, width: int) -> int:
    end, room = at, width
    while end < len(text) and room >= _columns(text[end]):
        room -= _columns(text[end])
        end += 1
    while end > at and _in_word(text, end):
        end -= 1
    return end


def _in_word(text: str, at: int) -> bool:
    """Whether a word written with spaces is cut before a character."""
    around = text[max(at - 1, 0) : at + 1]
    return at > 0 and len(around) == 2 and all(each.isalnum() and not _is_wide(each) for each in around)


def marked(citable: Citable, start: int, end: int, spans: Iterable[Span]) -> Marked:
    """The citable words within a span of the file, with spans of the file marked."""
    first, last = citable.indices(start, end)
    flags = bytearray(last - first)
    for one in spans:
        left, right = citable.indices(max(one[0], start), min(one[1], end))
        flags[left - first : max(right - first, 0)] = b"\x01" * (right - left)
    apart = {index for index in citable.apart if first < index < last}
    pieces: list[str] = []
    ranges: list[Span] = []
    at = 0
    for index in range(first, last):
        piece = _visible(citable.characters[index])
        if index in apart:
            piece = f" {piece}"
        if flags[index - first]:
            begin = at + len(piece) - len(piece.lstrip())
            if ranges and flags[index - first - 1]:
                ranges[-1] = ranges[-1][0], at + len(piece)
            else:
                ranges.append((begin, at + len(piece)))
        pieces.append(piece)
        at += len(piece)
    return Marked("".join(pieces), tuple(ranges))


def lines(words: Marked, width: int, colour: bool) -> list[str]:
    """The text in lines of at most so many columns, marked stretches in colour or between brackets."""
    if colour:
        return set_in_lines(words.text, [(start, end, CITED) for start, end in words.spans], width)
    return set_in_lines(_bracketed(words), (), width)


def set_in_lines(text: str, spans: Sequence[tuple[int, int, str]], width: int) -> list[str]:
    """The text in lines of at most so many columns, with spans of it, in order and apart, in colours."""
    shown = []
    for start, end in _wrapped(text, max(width, 2)):
        pieces, at = [], start
        for one, other, code in spans:
            left, right = max(one, start), min(other, end)
            if left < right:
                pieces += [text[at:left], painted(text[left:right], code, True)]
                at = right
        shown.append("".join((*pieces, text[at:end])))
    return shown


def paragraph(text: str, width: int, indent: str = "", hanging: str | None = None) -> list[str]:
    """A plain text in lines, all indented; `hanging` is the indent of those after the first."""
    rest = indent if hanging is None else hanging
    made = set_in_lines(visible(text), (), width - max(columns(indent), columns(rest)))
    return [f"{rest if at else indent}{line}" for at, line in enumerate(made)]


def _bracketed(words: Marked) -> str:
    pieces, at = [], 0
    for start, end in words.spans:
        pieces += [words.text[at:start], OPENED, words.text[start:end], CLOSED]
        at = end
    return "".join((*pieces, words.text[at:]))


def _wrapped(text: str, width: int) -> Iterator[Span]:
    """Where each line begins and ends; the spaces between two lines belong to neither."""
    start, room = 0, width
    allowed = -1
    at = 0
    while at < len(text):
        if at > start and _may_break(text, at):
            allowed = at
        room -= _columns(text[at])
        if room < 0 and text[at] != " ":
            end = allowed if allowed > start else max(at, start + 1)
            yield start, start + len(text[start:end].rstrip(" "))
            while end < len(text) and text[end] == " ":
                end += 1
            start = at = end
            room, allowed = width, -1
        else:
            at += 1
    if start < len(text):
        yield start, start + len(text[start:].rstrip(" "))


def _may_break(text: str, at: int) -> bool:
    before, after = text[at - 1], text[at]
    if unicodedata.combining(after) or after in NO_START or before in _NO_END or after == " ":
        return False
    return before == " " or _is_wide(before) or _is_wide(after)
