"""A template filled in: its text, with a mark in the place of each thing that the maps give it."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from argmap.briefing.pieces import Piece
from argmap.text import Place, Text

Way: TypeAlias = Literal["block", "inline", "note", "value"]
"""Whether pieces stand on lines of their own, inside a sentence, or as a footnote to it; or are a text to work with."""

# None of these signs can come from a template's text or from a map: they are taken out there. Digits are not among
# them, so that no filter takes a mark for a number.
_MARK: Final = re.compile("(\x02[\x10-\x17]+\x03)")
_SIGN: Final = re.compile("[\x02\x03\x10-\x17]")
_ZERO: Final = 0x10


@dataclass(frozen=True)
class Insert:
    """What stands in one place of a draft, by the function that was called for it, and where that was."""

    pieces: Sequence[Piece]
    way: Way
    name: str
    place: Place


@dataclass(frozen=True)
class Draft:
    """A text of Markdown, or of HTML, with the marks of its inserts, each by its number, in a language.

    `parts` are the template and what it includes, by their names.
    """

    text: str
    inserts: Sequence[Insert]
    language: str
    template: Text
    html: bool = False
    parts: tuple[str, ...] = ()

    def filled(self, write: Callable[[int, str, bool], str]) -> str:
        """The text with what `write` gives for each number, what stands before it, and whether it ends its line."""

        def written(mark: re.Match[str]) -> str:
            before = self.text[self.text.rfind("\n", 0, mark.start()) + 1 : mark.start()]
            return write(_number(mark[0]), before, self.text[mark.end() : mark.end() + 1] in ("", "\n", "\r"))

        return _MARK.sub(written, self.text)

    def order(self) -> tuple[int, ...]:
        """The numbers of the inserts that the text holds, in its order: what was made may never be put down."""
        return tuple(dict.fromkeys(_number(mark[0]) for mark in _MARK.finditer(self.text)))

    def notes(self) -> dict[int, int]:
        """The number of the footnote that each insert is, by the insert's own."""
        own = (each for each in self.order() if self.inserts[each].way == "note")
        return {each: number for number, each in enumerate(own, start=1)}

    def shown(self) -> Iterator[Piece]:
        """The pieces that the text holds, in its order."""
        for number in self.order():
            yield from self.inserts[number].pieces


def mark(number: int) -> str:
    """The mark of an insert."""
    return "\x02" + "".join(chr(_ZERO + int(digit)) for digit in f"{number:o}") + "\x03"


def between(text: str, write: Callable[[str], str]) -> str:
    """The text with its marks as they are, and what `write` makes of what stands between them."""
    return "".join(part if at % 2 else write(part) for at, part in enumerate(_MARK.split(text)))


def is_torn(text: str, count: int) -> bool:
    """Whether the text holds a part of a mark, or one of more than so many inserts."""
    parts = _MARK.split(text)
    return any(_SIGN.search(each) for each in parts[::2]) or any(_number(each) >= count for each in parts[1::2])


def _number(mark: str) -> int:
    return int("".join(str(ord(each) - _ZERO) for each in mark[1:-1]), 8)
