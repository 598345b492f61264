"""The blocks of a document: where each begins and ends, and what is wrong with the markers."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from argmap.briefing import rules
from argmap.briefing.hosts import Host
from argmap.diagnostics import Diagnostic, Label, Rule
from argmap.text import Place, Text

_BEGIN: Final = re.compile(r"\s*argmap:(?P<words>.*)", re.DOTALL)
_END: Final = re.compile(r"\s*/\s*argmap\s*")
_NEAR: Final = re.compile(
    r"\s*(?:(?P<end>/\s*argmap\b|end[-\s]?argmap\b|argmap[-\s]*end\b)|argmap\s*(?P<colon>[:：])?\s*(?P<word>[\w-]*))",
    re.IGNORECASE,
)
_BEFORE: Final = re.compile(r"[ \t>]*(?:(?:[-+*]|\d{1,9}[.)])[ \t]+)*")
_ONE_LINE_END: Final = re.compile(r"\r\n|\n|\r")


@dataclass(frozen=True)
class Block:
    """A stretch between two markers, and what the first one says, after the name of argmap."""

    begin: Place
    words: Place
    end: Place

    @property
    def text(self) -> Text:
        return self.begin.text

    @property
    def content(self) -> Place:
        """What is written anew."""
        return self.text.place(self.begin.end, self.end.start)

    @property
    def is_inline(self) -> bool:
        """Whether both markers stand on one line."""
        return not _ONE_LINE_END.search(self.content.excerpt)

    @property
    def margin(self) -> str:
        """What every line of the content begins with: the indentation and the quote marks of the first marker."""
        line_start = self.text.line_starts[self.begin.line - 1]
        before = self.text.content[line_start : self.begin.start]
        if not _BEFORE.fullmatch(before):
            return ""
        return re.sub(r"[^\s>]", " ", before)

    @property
    def line_end(self) -> str:
        """How lines end where the block stands, or else in the document."""
        content = self.text.content
        found = _ONE_LINE_END.search(content, self.begin.end) or _ONE_LINE_END.search(content)
        return found[0] if found else "\n"


def find(text: Text, host: Host, directives: Iterable[str]) -> tuple[Sequence[Block], Sequence[Diagnostic]]:
    """The blocks of a document in order, and what is wrong with its markers; none is in code."""
    reader = _Reader(text, frozenset(directives))
    for comment in host.comments(text.content):
        reader.take(comment)
    reader.close()
    return reader.blocks, reader.diagnostics


class _Reader:
    """Goes from comment to comment."""

    def __init__(self, text: Text, directives: frozenset[str]) -> None:
        self.text = text
        self.directives = directives
        self.blocks: list[Block] = []
        self.diagnostics: list[Diagnostic] = []
        self.begun: tuple[Place, Place] | None = None
        self.inner = 0
        self.nested = False

    def take(self, comment: re.Match[str]) -> None:
        place = self.text.place(*comment.span())
        inside = comment["comment"]
        begins = _BEGIN.fullmatch(inside)
        if comment["open"] is not None:
            if begins or _END.match(inside):
                first_line = self.text.place(place.start, place.start + len(inside.split("\n")[0]) + 4)
                self._say(rules.UNCLOSED_BLOCK, "this marker never ends", first_line, "End it with `-->`.")
                self.nested = True
        elif begins:
            at = comment.start("comment")
            self._begin(place, self.text.place(at + begins.start("words"), at + begins.end("words")))
        elif _END.fullmatch(inside):
            self._end(place)
        elif self._is_near(inside):
            help = "Write `<!-- argmap: directive name=value -->` or `<!-- /argmap -->`."
            self._say(rules.BAD_MARKER, "this comment is nearly a marker of a block", place, help)
            self.nested = True
        elif self.begun and not self.inner:
            message = "this comment stands inside a block, and would be lost"
            self._say(rules.FOREIGN_COMMENT, message, place, "Move it out of the block.", self.begun[0])

    def close(self) -> None:
        """Nothing more comes."""
        if self.begun and not self.nested:
            help = "Put `<!-- /argmap -->` where it ends."
            self._say(rules.UNCLOSED_BLOCK, "this block has no end", self.begun[0], help)

    def _begin(self, place: Place, words: Place) -> None:
        if self.begun is None:
            self.begun = place, words
            return
        self.inner += 1
        self.nested = True
        help = "End the first one with `<!-- /argmap -->` before it."
        self._say(rules.NESTED_BLOCK, "this block begins inside another one", place, help, self.begun[0])

    def _end(self, place: Place) -> None:
        if self.inner:
            self.inner -= 1
        elif self.begun:
            self.blocks.append(Block(*self.begun, place))
            self.begun = None
        elif not self.nested:
            self._say(rules.STRAY_END, "this marker ends a block that was not begun", place, "Remove it.")

    def _is_near(self, inside: str) -> bool:
        found = _NEAR.match(inside)
        if found is None:
            return False
        return bool(found["end"] or found["colon"]) or (found["word"] or "").lower() in self.directives

    def _say(self, rule: Rule, message: str, place: Place, help: str, other: Place | None = None) -> None:
        labels = (Label(place), *([Label(other, "it begins here")] if other else []))
        self.diagnostics.append(Diagnostic(rule, message, labels, help=help))
