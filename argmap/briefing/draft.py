"""A template filled in: its text, with a mark in the place of each thing that the maps give it."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from argmap.briefing.pieces import Piece

Way: TypeAlias = Literal["block", "inline", "note"]
"""Whether pieces stand on lines of their own, inside a sentence, or as a footnote to it."""

# Neither sign can come from a template's text or from a map: both are taken out there.
_MARK: Final = re.compile("\x02(\\d+)\x03")


@dataclass(frozen=True)
class Insert:
    """What stands in one place of a draft."""

    pieces: Sequence[Piece]
    way: Way


@dataclass(frozen=True)
class Draft:
    """A text of Markdown, or of HTML, with the marks of its inserts, each by its number, in a language.

    `parts` are the template and what it includes, by their names.
    """

    text: str
    inserts: Sequence[Insert]
    language: str
    html: bool = False
    parts: tuple[str, ...] = ()

    def filled(self, write: Callable[[int, str, bool], str]) -> str:
        """The text with what `write` gives for each number, what stands before it, and whether it ends its line."""

        def written(mark: re.Match[str]) -> str:
            before = self.text[self.text.rfind("\n", 0, mark.start()) + 1 : mark.start()]
            return write(int(mark[1]), before, self.text[mark.end() : mark.end() + 1] in ("", "\n", "\r"))

        return _MARK.sub(written, self.text)

    def order(self) -> tuple[int, ...]:
        """The numbers of the inserts that the text holds, in its order: what was made may never be put down."""
        return tuple(dict.fromkeys(int(mark[1]) for mark in _MARK.finditer(self.text)))

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
    return f"\x02{number}\x03"
