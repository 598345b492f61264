"""What can be said about a project's files: a rule, a message, the places it is about, and help.

Diagnostics are values. They are collected, put in order once, and turned into text last.
"""

from collections.abc import Iterable
from enum import Enum
from typing import NamedTuple

from argmap.text import Place


class Severity(Enum):
    """How much a diagnostic matters: errors fail, warnings fail with `--strict`, notes never."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Rule(NamedTuple):
    """What must hold of the files. `explanation` is Markdown: its first line says it in one sentence."""

    name: str
    severity: Severity
    explanation: str

    @property
    def summary(self) -> str:
        return self.explanation.strip().splitlines()[0]


class Label(NamedTuple):
    """A place and what is to be seen there; the first label of a diagnostic is the place."""

    place: Place
    text: str = ""


class Edit(NamedTuple):
    """Characters to put in the stead of those at a place.

    `value` is what the scalar at the place says then, where the edit is all of a scalar: it is read back.
    """

    place: Place
    text: str
    value: str | None = None


class Fix(NamedTuple):
    """Edits that mend a mistake; an unsafe one may change what the author meant.

    A `choice` is one of several that only the author can choose among: it is shown, and never made by a program.
    """

    message: str
    edits: tuple[Edit, ...]
    safe: bool
    choice: bool = False


class Subject(NamedTuple):
    """What a diagnostic is about, by id, as far as that is known."""

    source: str | None = None
    claim: str | None = None
    issue: str | None = None


class Finding(NamedTuple):
    """What a check yields; the runner stamps the rule on it."""

    message: str
    labels: tuple[Label, ...]
    help: str = ""
    notes: tuple[str, ...] = ()
    fixes: tuple[Fix, ...] = ()
    subject: Subject = Subject()


class Diagnostic(NamedTuple):
    """A finding under its rule. The first label is where it is; there is always one."""

    rule: Rule
    message: str
    labels: tuple[Label, ...]
    help: str = ""
    notes: tuple[str, ...] = ()
    fixes: tuple[Fix, ...] = ()
    subject: Subject = Subject()

    @property
    def place(self) -> Place:
        return self.labels[0].place

    @property
    def severity(self) -> Severity:
        return self.rule.severity

    def fix(self, unsafe: bool = False) -> Fix | None:
        """The fix that is made when fixes are wanted: the first safe one, or else the first unsafe one."""
        made = [fix for fix in self.fixes if not fix.choice and (fix.safe or unsafe)]
        return next((fix for fix in made if fix.safe), made[0] if made else None)


def stamped(rule: Rule, finding: Finding) -> Diagnostic:
    """The finding as a diagnostic of this rule."""
    return Diagnostic(
        rule, finding.message, finding.labels, finding.help, finding.notes, finding.fixes, finding.subject
    )


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """All diagnostics once, by file, offset, rule and message."""

    def key(diagnostic: Diagnostic) -> tuple[str, int, int, str, str]:
        place = diagnostic.place
        return place.text.name, place.start, place.end, diagnostic.rule.name, diagnostic.message

    unique: dict[tuple[str, int, int, str, str], Diagnostic] = {}
    for diagnostic in diagnostics:
        unique.setdefault(key(diagnostic), diagnostic)
    return tuple(unique[each] for each in sorted(unique))
