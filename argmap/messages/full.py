"""Diagnostics for people: the message, the lines of both places with carets under what is meant, and help."""

import unicodedata
from collections.abc import Iterator

from argmap.diagnostics import Diagnostic, Label, Severity
from argmap.messages.report import Report
from argmap.text import Place

_WIDTH = 100
"""How many columns of a line are shown; articles have paragraphs of thousands of characters."""
_BEFORE = 24
"""How many of them stand before the place."""
_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.NOTE: "36"}


def write(report: Report, colour: bool = False) -> str:
    """Every diagnostic as a paragraph, then the summary; with ANSI colours if wanted."""
    paragraphs = ["\n".join(_diagnostic(diagnostic, colour)) for diagnostic in report.diagnostics]
    worst = min((diagnostic.severity for diagnostic in report.diagnostics), key=list(Severity).index, default=None)
    summary = _painted(report.summary, _COLOURS[worst] if worst else "32", colour)
    return "\n\n".join([*paragraphs, summary]) + "\n" + (f"{report.fixes}\n" if report.fixes else "")


def _diagnostic(diagnostic: Diagnostic, colour: bool) -> Iterator[str]:
    severity = _COLOURS[diagnostic.severity]
    name = _painted(f"{diagnostic.severity.value}[{diagnostic.rule.name}]", f"1;{severity}", colour)
    yield f"{name}{_painted(': ' + diagnostic.message, '1', colour)}"
    margin = max(len(str(label.place.line)) for label in diagnostic.labels)
    for at, label in enumerate(diagnostic.labels):
        yield from _label(label, margin, severity if at == 0 else "34", colour)
    for note in diagnostic.notes:
        yield f"{' ' * margin} = {note}"
    if diagnostic.help:
        yield f"{' ' * margin} = {_painted('help', '1', colour)}: {diagnostic.help}"
    fix = diagnostic.fix(unsafe=True)
    if fix:
        option = "--fix" if fix.safe else "--fix --unsafe-fixes"
        yield f"{' ' * margin} = {_painted('fix', '1', colour)}: {fix.message} ({option})"


def _label(label: Label, margin: int, painted: str, colour: bool) -> Iterator[str]:
    place = label.place
    yield f"{' ' * margin}{_painted('-->', '34', colour)} {place}"
    if not place.text.content:
        return
    shown, indent, width = _window(place)
    bar = _painted("|", "34", colour)
    yield f"{' ' * margin} {bar}"
    yield f"{_painted(str(place.line).rjust(margin), '34', colour)} {bar} {shown}"
    carets = _painted("^" * max(width, 1) + (f" {label.text}" if label.text else ""), painted, colour)
    yield f"{' ' * margin} {bar} {' ' * indent}{carets}"


def _window(place: Place) -> tuple[str, int, int]:
    """The part of the line around the place, and in columns: where the place begins in it, and how wide it is."""
    line, start = place.text.line(place.line), place.column - 1
    ends_here = place.until[0] == place.line
    end = place.until[1] - 1 if ends_here else len(line)
    first = start
    while first > 0 and _columns(line[first - 1 : start]) <= _BEFORE:
        first -= 1
    if _columns(line) <= _WIDTH - 2 or _columns(line[:start]) <= _BEFORE * 2:
        first = 0
    last = first
    while last < len(line) and _columns(line[first : last + 1]) <= _WIDTH - 2:
        last += 1
    before, after = "…" if first else "", "…" if last < len(line) else ""
    shown = before + _visible(line[first:last]) + after
    indent = _columns(before + _visible(line[first:start]))
    return shown, indent, _columns(_visible(line[start : min(end, last)]))


def _visible(text: str) -> str:
    """The text with tabs as spaces, and characters that would move or hide others as their code points."""
    return "".join(_character(character) for character in text)


def _character(character: str) -> str:
    if character == "\t":
        return "  "
    if unicodedata.category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp"):
        return f"<U+{ord(character):04X}>"
    return character


def _columns(text: str) -> int:
    """How many columns of a terminal the text takes; what is wide in some terminals counts as narrow."""
    return sum(
        0 if unicodedata.combining(character) else 2 if unicodedata.east_asian_width(character) in "WF" else 1
        for character in text
    )


def _painted(text: str, code: str, colour: bool) -> str:
    return f"\x1b[{code}m{text}\x1b[0m" if colour else text
