"""Colons that were meant to end a key and do not: full-width ones, and those without a space."""

from typing import NamedTuple

from argmap.diagnostics import Diagnostic, Edit, Fix, Label
from argmap.patterns import Pattern
from argmap.syntax.keys import is_likely
from argmap.syntax.rules import FULLWIDTH_SYNTAX, YAML_SYNTAX
from argmap.text import Text

_SLIP = Pattern(
    r"(?:-[ \t]+)*(?P<key>[^\s:：\"'#\[\]{},，、。；]{1,64})"
    r"(?P<colon>[ \t]*：[ \t\u3000\xa0]*|:[\u3000\xa0][ \t\u3000\xa0]*|:(?=[^\s/]))"
)


class Slip(NamedTuple):
    """A word, and the colon after it that made no key of it."""

    text: Text
    key: str
    start: int
    end: int
    ends_line: bool

    @property
    def is_sure(self) -> bool:
        """Whether a key was meant: a word that keys are made of, or nothing more on the line."""
        return self.ends_line or is_likely(self.key)

    def diagnostic(self) -> Diagnostic:
        colon = self.text.content[self.start : self.end]
        at = self.start + len(colon) - len(colon.lstrip(" \t"))
        if "：" in colon:
            rule, message = FULLWIDTH_SYNTAX, f"a full-width colon after `{self.key}` makes no key"
            label, advice = Label(self.text.place(at, at + 1), "full-width"), "a half-width colon and a space"
        elif len(colon) > 1:
            rule, message = FULLWIDTH_SYNTAX, f"a full-width or no-break space after `{self.key}:` makes no key"
            label, advice = Label(self.text.place(at + 1, self.end), "not an ordinary space"), "an ordinary space"
        else:
            rule, message = YAML_SYNTAX, f"the colon after `{self.key}` needs a space to make a key"
            label, advice = Label(self.text.place(at, at + 1), "no space follows"), "a space after the colon"
        meant = ":" if self.ends_line else ": "
        fix = Fix(f"write `{meant}`", (Edit(self.text.place(self.start, self.end), meant),), safe=True)
        # A `#` right after the colon is part of a word: what was meant cannot be told.
        fixes = (fix,) if colon != meant else ()
        return Diagnostic(rule, message, (label,), f"Write {advice}: `{self.key}{meant}`.", fixes=fixes)

    def inline_diagnostic(self) -> Diagnostic:
        """For a slip on the line of another key, where no key can begin without braces."""
        advice = f"Begin it on the next line, or write it in braces: `{{{self.key}: …}}`."
        return self.diagnostic()._replace(help=advice, fixes=())


def slip(text: Text, start: int, end: int) -> Slip | None:
    """The slip that the stretch from start to end begins with, if there is one."""
    match = _SLIP.match(text.content, start, end)
    if match is None:
        return None
    line_end = text.content.find("\n", match.end())
    rest = text.content[match.end() : line_end if line_end >= 0 else None].strip()
    return Slip(text, match["key"], match.start("colon"), match.end("colon"), not rest or rest.startswith("#"))
