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
    """Diagnostics in order, and how many sources, claims and quotes they are about; `found` counts by step."""

    diagnostics: tuple[Diagnostic, ...]
    sources: int
    claims: int
    quotes: int
    found: dict[Step, int]

    def count(self, severity: Severity) -> int:
        return sum(diagnostic.severity is severity for diagnostic in self.diagnostics)

    @property
    def summary(self) -> str:
        """One line: `5 sources, 137 claims, 174 quotes: all found (…); no errors, no warnings`."""
        counts = (
            f"{_counted(self.sources, 'source')}, {_counted(self.claims, 'claim')}, {_counted(self.quotes, 'quote')}"
        )
        return f"{counts}{self._found()}; {self._problems()}"

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


def report(corpus: Corpus, diagnostics: Iterable[Diagnostic], source: str | None = None) -> Report:
    """The report on a corpus, or on one source of it."""
    entries = [entry for id, entry in corpus.entries.items() if source in (None, id)]
    steps = Counter(citation.step for entry in entries for citation in entry.citations if citation.step)
    return Report(
        tuple(diagnostics),
        len(entries),
        sum(len(entry.map.all_claims) for entry in entries),
        sum(len(entry.citations) for entry in entries),
        {step: steps[step] for step in Step},
    )


def _counted(number: int, thing: str) -> str:
    return f"{number or 'no'} {thing}{'' if number == 1 else 's'}"
