"""A line for each diagnostic, as editors and `grep` read it, and the summary."""

from argmap.diagnostics import Diagnostic
from argmap.messages.report import Report


def write(report: Report, colour: bool = False) -> str:
    """`file:line:column: severity[rule]: message`, then the summary; never coloured."""
    lines = (*map(_line, report.diagnostics), report.summary, report.fixes)
    return "".join(f"{line}\n" for line in lines if line)


def _line(diagnostic: Diagnostic) -> str:
    return f"{diagnostic.place}: {diagnostic.severity.value}[{diagnostic.rule.name}]: {diagnostic.message}"
