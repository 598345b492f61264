"""What must hold of a corpus. A check is one function: its name is the rule, its docstring the explanation."""

from collections.abc import Iterable, Iterator

from argmap.checks import (
    attribution,
    citations,
    codebook,
    context,
    joins,
    misses,
    quantities,
    sources,
    structure,
    typography,
)
from argmap.checks.check import Check
from argmap.corpus import Corpus
from argmap.diagnostics import Diagnostic, stamped

_MODULES = (misses, citations, joins, context, attribution, structure, codebook, sources, typography, quantities)
CHECKS: tuple[Check, ...] = tuple(
    check for module in _MODULES for check in vars(module).values() if isinstance(check, Check)
)
RULES = tuple(check.rule for check in CHECKS)


def run(corpus: Corpus, checks: Iterable[Check] = CHECKS) -> Iterator[Diagnostic]:
    """Everything that the checks find, in no particular order."""
    for check in checks:
        for finding in check.find(corpus):
            yield stamped(check.rule, finding)
