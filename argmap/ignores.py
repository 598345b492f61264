"""`# argmap: ignore[rule] reason`: what a comment takes back, and comments that take nothing back."""

from collections.abc import Collection, Iterable, Iterator
from typing import Final, NamedTuple

from argmap.diagnostics import Diagnostic, Label, Rule, Severity
from argmap.patterns import Pattern
from argmap.spelling import alike
from argmap.syntax import Document
from argmap.syntax.comments import Comment, Ignore, comments, ignores
from argmap.text import Place

UNUSED_IGNORE: Final = Rule(
    "unused-ignore",
    Severity.WARNING,
    """A comment `# argmap: ignore[rule] reason` takes back a diagnostic of its line.

It stands at the end of the line, or alone above it. When the mistake is mended the comment is left over; it would
hide the next one. A file that cannot be read is not forgiven: what is wrong with its YAML, its keys or its values
cannot be ignored.

```yaml
quote: 也许是再次错过机会     # argmap: ignore[quote-too-short] the only words on it
```
""",
)
BAD_IGNORE: Final = Rule(
    "bad-ignore",
    Severity.WARNING,
    """A comment that asks argmap to ignore something names rules that there are.

`# argmap: ignore[rule-a, rule-b] reason`, with the names that diagnostics show in brackets. A comment that is
misspelt would do nothing without a word.

```yaml
quote: 也许是再次错过机会     # argmap: ignore[quote-to-short] did you mean `quote-too-short`?
```
""",
)
RULES: Final = (UNUSED_IGNORE, BAD_IGNORE)

_CALL: Final = Pattern(r"#+\s*([A-Za-z]+)\s*([:：]?)\s*([A-Za-z]+)\s*([\[［(]?)")
_EXAMPLE: Final = "# argmap: ignore[rule] reason"


class Known(NamedTuple):
    """The rules there are, by name, and which of them no comment takes back."""

    rules: Collection[str]
    firm: Collection[str]


def without_ignored(
    diagnostics: Iterable[Diagnostic], documents: Iterable[Document], known: Known, complete: bool
) -> list[Diagnostic]:
    """What is left of the diagnostics, and what is wrong with the comments.

    `complete` says that everything could be checked: else nobody knows whether a comment is of use.
    """
    said = [(document, comments(document)) for document in documents]
    asked = [_Asked(document, ignore) for document, words in said for ignore in ignores(words)]
    left = []
    used: set[tuple[Ignore, str]] = set()
    for each in diagnostics:
        by = [(asks.ignore, each.rule.name) for asks in asked if asks.takes_back(each)]
        if not by or each.rule.name in known.firm:
            left.append(each)
        used.update(by)
    for asks in asked:
        left += _judged(asks, known, used, complete)
    understood = {asks.ignore.place for asks in asked}
    for _, words in said:
        left += _misspelt(words, understood)
    return left


class _Asked:
    """An ignore with the line that it is about."""

    def __init__(self, document: Document, ignore: Ignore) -> None:
        self.ignore = ignore
        self.line = _next_line(document, ignore.line) if ignore.alone else ignore.line

    def takes_back(self, diagnostic: Diagnostic) -> bool:
        """Whether it names the rule, and the place begins or ends on its line."""
        place = diagnostic.place
        return (
            diagnostic.rule.name in self.ignore.rules
            and place.text == self.ignore.place.text
            and self.line in (place.line, place.until[0])
        )


def _next_line(document: Document, line: int) -> int:
    """The first line after a comment that is neither blank nor another comment."""
    text = document.text
    for number in range(line + 1, len(text.line_starts) + 1):
        if text.line(number).strip() and not text.line(number).lstrip().startswith("#"):
            return number
    return line


def _judged(asks: _Asked, known: Known, used: Collection[tuple[Ignore, str]], complete: bool) -> Iterator[Diagnostic]:
    ignore = asks.ignore
    if not ignore.rules:
        yield _bad(ignore.place, "this comment names no rule to ignore", f"Write `{_EXAMPLE}`.")
    for name in ignore.rules:
        words = ignore.place.excerpt
        at = ignore.place.start + words.index(name, words.index("["))
        place = ignore.place.text.place(at, at + len(name))
        if name not in known.rules:
            near = alike(name, known.rules)
            help = f"Did you mean `{near}`?" if near else "`argmap explain` lists the rules."
            yield _bad(place, f"there is no rule `{name}`", help)
        elif name in known.firm:
            help = "Correct the mistake: a file that has it is not read."
            yield _bad(place, f"`{name}` cannot be ignored", help)
        elif complete and (ignore, name) not in used:
            message = f"there is no `{name}` on {'the line below' if ignore.alone else 'this line'} to ignore"
            yield Diagnostic(UNUSED_IGNORE, message, (Label(place),), help="Remove it.")


def _misspelt(found: Iterable[Comment], understood: Collection[object]) -> Iterator[Diagnostic]:
    """Comments that were probably meant to ignore something."""
    for comment in found:
        if comment.place not in understood and _is_meant(comment):
            yield _bad(comment.place, "this comment does nothing", f"To ignore a rule, write `{_EXAMPLE}`.")


def _is_meant(comment: Comment) -> bool:
    """Whether the words are nearly those of an ignore, with a colon or a bracket that prose would not have."""
    call = _CALL.match(comment.place.excerpt)
    if call is None:
        return False
    tool, colon, verb, bracket = call.groups()
    if not (colon or bracket) or not _is_near(tool, "argmap"):
        return False
    return _is_near(verb, "ignore") or (tool.lower() == "argmap" and bracket in ("[", "［"))


def _is_near(word: str, wanted: str) -> bool:
    return alike(word.lower(), [wanted], cutoff=0.75) is not None


def _bad(place: Place, message: str, help: str) -> Diagnostic:
    return Diagnostic(BAD_IGNORE, message, (Label(place),), help=help)
