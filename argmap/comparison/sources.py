"""The sources side by side: a cell for each issue and source, and the plain table that measures read."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from argmap.agreement import Table, Value
from argmap.comparison.cells import Cell, cell, reasons
from argmap.corpus import Corpus
from argmap.stances import State


@dataclass(frozen=True)
class Comparison:
    """Issues in the codebook's order, sources by date, and a cell for each pair."""

    issues: tuple[str, ...]
    sources: tuple[str, ...]
    cells: Mapping[tuple[str, str], Cell]

    def cell(self, issue: str, source: str) -> Cell:
        return self.cells[issue, source]


def compare(
    corpus: Corpus, issues: Collection[str] | None = None, sources: Collection[str] | None = None
) -> Comparison:
    """The comparison of the sources that have a map, or of these only; undated sources come last.

    An unknown issue, or a source without a map, is a KeyError.
    """
    shown = shown_sources(corpus, sources)
    rows = shown_issues(corpus, issues)
    coded = {source: reasons(corpus.entries[source]) for source in shown}
    cells = {
        (issue, source): cell(issue, corpus.entries[source], coded[source].get(issue, ()))
        for issue in rows
        for source in shown
    }
    return Comparison(rows, shown, cells)


def shown_sources(corpus: Corpus, wanted: Collection[str] | None) -> tuple[str, ...]:
    """The sources with a map, or the wanted ones of them, by date."""
    unknown = set(wanted or ()) - set(corpus.entries)
    if unknown:
        raise KeyError(min(unknown))
    found = corpus.entries if wanted is None else set(wanted)
    return tuple(sorted(found, key=lambda id: (corpus.entries[id].source.date or "9999", id)))


def shown_issues(corpus: Corpus, wanted: Collection[str] | None) -> tuple[str, ...]:
    """The codebook's issues, or the wanted ones of them, in its order."""
    unknown = set(wanted or ()) - set(corpus.codebook.issues)
    if unknown:
        raise KeyError(min(unknown))
    return tuple(issue for issue in corpus.codebook.issues if wanted is None or issue in wanted)


def table(comparison: Comparison) -> Table:
    """Where the sources stand, as measures read it: issue -> source -> value."""
    return {
        issue: {source: value(comparison.cell(issue, source).state) for source in comparison.sources}
        for issue in comparison.issues
    }


def value(state: State) -> Value:
    """A position as a number, mixed and silent by name; None for what is neither a position nor looked for."""
    if state is State.MIXED:
        return "mixed"
    return "silent" if state is State.SILENT else state.number
