"""The kinds of documents with blocks: how their files end, how they write a comment, and what they say literally.

To add one, add its line to `HOSTS`, and a module with `block` and `inline` that writes pieces in its language.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import PurePath
from typing import Final

from argmap.briefing.code import fenced
from argmap.briefing.pieces import Piece

Span = tuple[int, int]

_ELEMENTS: Final = r"<(?P<tag>pre|code|script|style|textarea|xmp)\b[^>]*>.*?</(?P=tag)\s*>"
_COMMENT: Final = r"<!--(?P<comment>.*?)(?:-->|(?P<open>\Z))"
# A span ends with its paragraph: before a blank line, a comment at the start of a line, or an item of a list.
_NEW_BLOCK: Final = r"(?:\r(?!\n)|\n)(?:[ \t>]*(?:[\r\n]|(?:[-+*]|\d{1,9}[.)])[ \t])|(?: {0,3}>)* {0,3}<!--)"
_CODE_SPAN: Final = rf"(?<![`\\])(?P<ticks>`+)(?!`)(?:(?!{_NEW_BLOCK}).)+?(?<!`)(?P=ticks)(?!`)"


@dataclass(frozen=True)
class Host:
    """A kind of document. `tokens` finds comments, and what is literal and so hides them; `literal` gives more of it.

    `spaced` says that a block needs blank lines around its content.
    """

    name: str
    endings: tuple[str, ...]
    tokens: re.Pattern[str]
    literal: Callable[[str], Sequence[Span]]
    module: str
    spaced: bool

    def comments(self, content: str) -> Iterator[re.Match[str]]:
        """The comments that are not in code, in order; group `comment` is the inside, `open` matches without an end."""
        hidden = iter((*self.literal(content), (len(content), len(content))))
        at, (start, end) = 0, next(hidden)
        while found := self.tokens.search(content, at):
            while end <= found.start() and start < len(content):
                start, end = next(hidden)
            if start <= found.start():
                at = max(end, at + 1)
                continue
            if found["comment"] is not None:
                yield found
            at = max(found.end(), at + 1)

    def block(self, pieces: Sequence[Piece]) -> str:
        """The pieces as blocks, lines ended by LF, without a line end at the end."""
        write: Callable[[Sequence[Piece]], str] = import_module(self.module).block
        return write(pieces)

    def inline(self, pieces: Sequence[Piece]) -> str:
        """The pieces inside a line; all of them can stand there."""
        write: Callable[[Sequence[Piece]], str] = import_module(self.module).inline
        return write(pieces)


def _nothing(content: str) -> Sequence[Span]:
    return ()


_FLAGS: Final = re.DOTALL | re.IGNORECASE
HOSTS: Final = (
    Host(
        "Markdown",
        (".md", ".markdown", ".mdown", ".mkd", ".qmd", ".rmd"),
        re.compile(f"{_COMMENT}|{_ELEMENTS}|{_CODE_SPAN}", _FLAGS),
        fenced,
        "argmap.briefing.markdown",
        spaced=True,
    ),
    Host(
        "HTML",
        (".html", ".htm", ".xhtml"),
        re.compile(f"{_COMMENT}|{_ELEMENTS}", _FLAGS),
        _nothing,
        "argmap.briefing.html",
        spaced=False,
    ),
)
"""The kinds of documents that can be filled."""


def host_of(name: str) -> Host | None:
    """The kind of a document by the ending of its name; None where blocks in it are not known."""
    ending = PurePath(name).suffix.lower()
    return next((host for host in HOSTS if ending in host.endings), None)
