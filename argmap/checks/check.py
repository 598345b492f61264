"""The shape of a check, and the few words that all checks share."""

import inspect
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from argmap.corpus import Corpus
from argmap.diagnostics import Finding, Rule, Severity
from argmap.spelling import alike
from argmap.syntax import Document

Find = Callable[[Corpus], Iterator[Finding]]


class Check(NamedTuple):
    """A rule and the function that finds where it is broken."""

    rule: Rule
    find: Find


def check(severity: Severity) -> Callable[[Find], Check]:
    """Make a function that yields findings a check: named after it, explained by its docstring."""

    def made(find: Find) -> Check:
        name = find.__name__.replace("_", "-")
        return Check(Rule(name, severity, inspect.cleandoc(find.__doc__ or "")), find)

    return made


def stem(document: Document) -> str:
    """The name of a map's file without folder and ending, which is to be its source's id."""
    return document.text.name.rpartition("/")[2].rpartition(".")[0]


def suggestion(given: str, known: Iterable[str]) -> str:
    """`Did you mean …?` with the nearest of the known words, or the known words if they are few."""
    names = sorted(known)
    near = alike(given, names, cutoff=0.65)
    if near:
        return f"Did you mean `{near}`?"
    return f"Known: {', '.join(names)}." if 0 < len(names) <= 12 else ""


def counted(number: int, one: str, several: str = "") -> str:
    """`1 claim`, `2 claims`."""
    return f"{number} {one if number == 1 else several or one + 's'}"
