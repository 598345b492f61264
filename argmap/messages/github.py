"""Diagnostics as annotations of a GitHub workflow: the worst ten, since more are not shown, and how many more."""

from argmap.diagnostics import Diagnostic, Severity
from argmap.messages.report import Report

MOST = 10
_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def write(report: Report, colour: bool = False) -> str:
    """A workflow command for each of the worst diagnostics, errors first; then the rest in a line, and the summary."""
    order = list(Severity)
    worst = sorted(report.diagnostics, key=lambda each: order.index(each.severity))
    lines = [_command(each, report.base) for each in worst[:MOST]]
    if worst[MOST:]:
        lines.append(f"and {len(worst) - MOST} more, not annotated: {_counts(worst[MOST:])}")
    return "".join(f"{line}\n" for line in (*lines, report.summary, report.fixes) if line)


def _command(diagnostic: Diagnostic, base: str) -> str:
    place = diagnostic.place
    properties = {
        "file": base + place.text.name,
        "line": str(place.line),
        "col": str(place.column),
        "title": diagnostic.rule.name,
    }
    given = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    said = [diagnostic.message, *diagnostic.notes, *([diagnostic.help] if diagnostic.help else [])]
    return f"::{_COMMANDS[diagnostic.severity]} {given}::{_data(chr(10).join(said))}"


def _counts(diagnostics: list[Diagnostic]) -> str:
    names = [each.rule.name for each in diagnostics]
    return ", ".join(f"{names.count(name)} × {name}" for name in dict.fromkeys(names))


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
