"""What a check of a project comes to: its diagnostics, and the counts that are said at the end."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from argmap.corpus import Corpus
from argmap.diagnostics import Diagnostic, Severity
from argmap.quotes import Step

SAID = {
    Step.EXACT: "word for word",
    Step.NORMALISED: "after typographic normalisation",
    Step.VARIANT: "across Simplified and Traditional script",
    Step.OMISSION: "with a marked omission",
    Step.UNPUNCTUATED: "apart from punctuation",
}
"""How a quote was found, in words; only the exact step is word for word."""


@dataclass(frozen=True)
class Report:
    """Diagnostics in order, and how many sources, claims and quotes they are about; `found` counts by step.

    `fixed` is how many fixes were made before; None where none were asked for. `base` is the way to the project's
    folder, ending in `/`, for formats whose readers do not start there.
    """

    diagnostics: tuple[Diagnostic, ...]
    sources: int
    claims: int
    quotes: int
    found: dict[Step, int]
    fixed: int | None = None
    base: str = ""

    def count(self, severity: Severity) -> int:
        return sum(diagnostic.severity is severity for diagnostic in self.diagnostics)

    @property
    def summary(self) -> str:
        """One line: `5 sources, 137 claims, 174 quotes: all found (…); no errors, no warnings`."""
        counts = (
            f"{_counted(self.sources, 'source')}, {_counted(self.claims, 'claim')}, {_counted(self.quotes, 'quote')}"
        )
        return f"{counts}{self._found()}; {self._problems()}"

    @property
    def fixable(self) -> int:
        """How many of the diagnostics have a safe fix."""
        return sum(each.fix() is not None for each in self.diagnostics)

    @property
    def unsafely_fixable(self) -> int:
        """How many more have an unsafe one."""
        return sum(each.fix(unsafe=True) is not None for each in self.diagnostics) - self.fixable

    @property
    def fixes(self) -> str:
        """What was fixed and what can be, in one line; nothing if there is nothing to say."""
        said = [] if self.fixed is None else [f"{self.fixed} fixed"]
        if self.fixable:
            said.append(f"{self.fixable} fixable with --fix")
        if self.unsafely_fixable:
            more = "more " if said else "fixable "
            said.append(
                f"{self.unsafely_fixable} {more}with {'' if self.fixed is not None else '--fix '}--unsafe-fixes"
            )
        return ", ".join(said)

    def _found(self) -> str:
        total = sum(self.found.values())
        if not self.quotes:
            return ""
        how = ", ".join(f"{number} {SAID[step]}" for step, number in self.found.items() if number)
        share = "all found" if total == self.quotes else f"{total} found"
        return f": {share}" + (f" ({how})" if how else "")

    def _problems(self) -> str:
        errors, warnings, notes = (self.count(severity) for severity in Severity)
        said = f"{_counted(errors, 'error')}, {_counted(warnings, 'warning')}"
        return said + (f", {_counted(notes, 'note')}" if notes else "")


def report(
    corpus: Corpus,
    diagnostics: Iterable[Diagnostic],
    source: str | None = None,
    fixed: int | None = None,
    base: str = "",
) -> Report:
    """The report on a corpus, or on one source of it."""
    entries = [entry for id, entry in corpus.entries.items() if source in (None, id)]
    steps = Counter(citation.step for entry in entries for citation in entry.citations if citation.step)
    return Report(
        tuple(diagnostics),
        len(entries),
        sum(len(entry.map.all_claims) for entry in entries),
        sum(len(entry.citations) for entry in entries),
        {step: steps[step] for step in Step},
        fixed,
        base,
    )


def _counted(number: int, thing: str) -> str:
    return f"{number or 'no'} {thing}{'' if number == 1 else 's'}"
