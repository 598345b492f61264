"""Diagnostics for programs. The form has a version of its own and follows no internal type.

Lines and columns are from 1, columns and offsets in code points, ends exclusive.
"""

import json

from argmap.diagnostics import Diagnostic, Fix, Label, Severity
from argmap.messages.report import Report
from argmap.text import Place

VERSION = 1


def write(report: Report, colour: bool = False) -> str:
    """One JSON object: `version`, `summary`, `diagnostics`."""
    return json.dumps(_report(report), ensure_ascii=False, indent=2) + "\n"


def _report(report: Report) -> dict[str, object]:
    return {
        "format": "argmap-diagnostics",
        "version": VERSION,
        "summary": {
            "sources": report.sources,
            "claims": report.claims,
            "quotes": report.quotes,
            "found": {step.value: number for step, number in report.found.items()},
            "errors": report.count(Severity.ERROR),
            "warnings": report.count(Severity.WARNING),
            "notes": report.count(Severity.NOTE),
            "fixed": report.fixed,
            "fixable": report.fixable,
            "unsafely_fixable": report.unsafely_fixable,
        },
        "diagnostics": [_diagnostic(each) for each in report.diagnostics],
    }


def _diagnostic(diagnostic: Diagnostic) -> dict[str, object]:
    subject = diagnostic.subject
    return {
        "rule": diagnostic.rule.name,
        "severity": diagnostic.severity.value,
        "message": diagnostic.message,
        "help": diagnostic.help or None,
        "notes": list(diagnostic.notes),
        "source": subject.source,
        "claim": subject.claim,
        "issue": subject.issue,
        "places": [_label(label) for label in diagnostic.labels],
        "fixes": [_fix(fix) for fix in diagnostic.fixes],
    }


def _label(label: Label) -> dict[str, object]:
    return {**_place(label.place), "label": label.text or None}


def _place(place: Place) -> dict[str, object]:
    end_line, end_column = place.until
    return {
        "file": place.text.name,
        "line": place.line,
        "column": place.column,
        "end_line": end_line,
        "end_column": end_column,
        "start": place.start,
        "end": place.end,
    }


def _fix(fix: Fix) -> dict[str, object]:
    edits = [{**_place(edit.place), "text": edit.text} for edit in fix.edits]
    return {"message": fix.message, "safe": fix.safe, "choice": fix.choice, "edits": edits}
