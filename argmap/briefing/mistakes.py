"""What can be wrong with a template, and where: jinja2 knows the line, the words in question give the column."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Final

from argmap.briefing import rules
from argmap.briefing.arguments import Wrong
from argmap.diagnostics import Diagnostic, Label, Rule
from argmap.text import Place, Text

OF_PYTHON: Final = (
    ArithmeticError, AttributeError, LookupError, MemoryError, NameError, RecursionError, SyntaxError, TypeError,
    ValueError,
)  # fmt: skip
"""What an expression of a template can fail with, beside what jinja2 raises itself."""
_OURS: Final = str(Path(__file__).parents[1])
_NAME: Final = re.compile(r"'(?P<name>[^']*)' is undefined|has no (?:attribute|element) '?(?P<part>\w+)'?")
_UNSAFE: Final = re.compile(r"attribute '(?P<name>[^']*)'")
_EXAMPLE: Final = re.compile(r"(\w+)=([^\s`]+)")


class Broken(Exception):  # noqa: N818 - it says what the template is
    """A template cannot be filled in, for this reason."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


@dataclass(frozen=True)
class Line:
    """A line of a template, from 1."""

    text: Text
    number: int

    def place(self, *wanted: str) -> Place:
        """The first of these that stands there or in the lines of the same call; or else all of the line."""
        content, starts = self.text.content, self.text.line_starts
        first = starts[min(self.number, len(starts)) - 1]
        last = starts[self.number + 20] if self.number + 20 < len(starts) else len(content)
        for each in filter(None, wanted):
            at = content.find(each, first, last)
            if at >= 0:
                return self.text.place(at, at + len(each))
        line = self.text.line(min(self.number, len(starts)))
        start = first + len(line) - len(line.lstrip())
        return self.text.place(start, max(first + len(line.rstrip()), start))


def line_of(error: BaseException, texts: Mapping[str, Text], whole: Text) -> Line:
    """The line of the template that an error comes from."""
    found = Line(whole, 1)
    step = error.__traceback__
    while step:
        name = step.tb_frame.f_code.co_filename
        if name in texts:
            found = Line(texts[name], step.tb_lineno)
        step = step.tb_next
    return found


def is_of_template(error: BaseException, texts: Collection[str]) -> bool:
    """Whether an error comes from a template's own expression, and not from argmap's code below it."""
    ours, step = True, error.__traceback__
    while step:
        name = step.tb_frame.f_code.co_filename
        ours = name.startswith(_OURS) if name not in texts else False
        step = step.tb_next
    return not ours


def bad_argument(line: Line, wrong: Wrong) -> Diagnostic:
    """A function is told something that cannot be. Its name is the error's note."""
    said = re.findall(r"`([^`]+)`", str(wrong))
    quoted = [f"{mark}{each}{mark}" for each in said for mark in "\"'"]
    quoted += [written for each in said for mark in "\"'" for written in (f"/{each}{mark}", f"{mark}{each}/")]
    quoted += [each for each in said if len(each) > 2]
    called = [f"{name}(" for name in getattr(wrong, "__notes__", ())]
    place = line.place(*quoted, *(f"{each}=" for each in (wrong.argument, f"{wrong.argument}s") if each), *called)
    return _made(rules.TEMPLATE_ARGUMENT, str(wrong), place, _EXAMPLE.sub(_in_jinja, wrong.help))


def _in_jinja(asked: re.Match[str]) -> str:
    """A block's `name=one,other` as a template writes it; what is written so already stays."""
    if asked[2][0] in "\"'[":
        return asked[0]
    values = ", ".join(f'"{each}"' for each in asked[2].rstrip(".").split(","))
    return f"{asked[1]}=[{values}]" if "," in values else f"{asked[1]}={values}"


def syntax(line: Line, message: str) -> Diagnostic:
    """It is no template."""
    return _made(rules.TEMPLATE_SYNTAX, f"this is no template: {_plain(message)}", line.place())


def undefined(line: Line, message: str, known: Collection[str]) -> Diagnostic:
    """It names what there is not."""
    found = _NAME.search(message)
    name = (found["name"] or found["part"]) if found else ""
    if not found:
        return _made(rules.TEMPLATE_NAME, _plain(message), line.place())
    if found["part"]:
        return _made(rules.TEMPLATE_NAME, f"there is no `{name}` in this", line.place(name))
    near = get_close_matches(name, known, n=1)
    help = f"Did you mean `{near[0]}`?" if near else "`argmap brief --help` lists the names."
    return _made(rules.TEMPLATE_NAME, f"there is no `{name}`", line.place(f"{name}(", name), help)


def not_beside(line: Line, name: str) -> Diagnostic:
    """It includes a file that is not there, or not beside it."""
    return _made(
        rules.TEMPLATE_FILE,
        f"there is no file `{name}` beside the template",
        line.place(name),
        "A template can include files of its own folder, and no others.",
    )


def forbidden(line: Line, message: str) -> Diagnostic:
    """It reaches where no template may."""
    found = _UNSAFE.search(message)
    name = found["name"] if found else ""
    return _made(rules.TEMPLATE_FORBIDDEN, f"a template may not use `{name}`" if name else message, line.place(name))


def failed(line: Line, error: BaseException) -> Diagnostic:
    """One of its expressions has no value."""
    if isinstance(error, RecursionError):
        message = "the template includes or calls itself without end, or nests too deeply"
        return _made(rules.TEMPLATE_FAILED, message, line.place())
    if isinstance(error, SyntaxError):
        return _made(rules.TEMPLATE_SYNTAX, f"this is no template: {_plain(error.msg)}", line.place())
    reason = _plain(str(error)) or "it is too large"
    return _made(rules.TEMPLATE_FAILED, f"this cannot be worked out: {reason}", line.place())


def torn(text: Text) -> Diagnostic:
    """A filter has cut a mark, so that something of the maps would be lost."""
    return _made(
        rules.TEMPLATE_FAILED,
        "a filter has changed what stands for a figure, a quote or a footnote",
        text.place(0, 0),
        "Call functions where their result is to stand, and give it to no filter.",
    )


def misplaced(place: Place, name: str, where: str) -> Diagnostic:
    """A call stands where what it gives cannot be shown."""
    help = "Put it on a line of its own." if where in ("a heading", "a table") else "Put it into the text."
    return _made(rules.TEMPLATE_MISPLACED, f"`{name}` cannot be shown in {where}", place, help)


def foreign(text: Text, found: str, message: str, help: str) -> Diagnostic:
    """The template holds what documents are not made from; `found` is a part of it."""
    at = max(text.content.find(found), 0) if found else 0
    there = at + len(found) if text.content.startswith(found, at) else at
    return _made(rules.TEMPLATE_FOREIGN, message, text.place(at, there), help)


def _made(rule: Rule, message: str, place: Place, help: str = "") -> Diagnostic:
    return Diagnostic(rule, message, (Label(place),), help=help)


def _plain(message: str) -> str:
    """jinja2's message, as a part of a sentence."""
    text = " ".join(message.split()).rstrip(".")
    return text[:1].lower() + text[1:] if text[1:2].islower() else text
