"""Diagnostics as SARIF 2.1.0, for code scanning: columns in code points, paths relative, fixes as replacements.

Fingerprints are made of what a diagnostic is about, never of lines, so that moving a claim re-opens nothing.
"""

import json
from collections import Counter
from collections.abc import Iterable
from hashlib import sha256
from urllib.parse import quote

from argmap import __version__
from argmap.diagnostics import Diagnostic, Edit, Fix, Label, Rule
from argmap.messages.report import Report
from argmap.patterns import Pattern
from argmap.text import Place

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_ROOT = "%SRCROOT%"
_UNTYPED = Pattern(r"[\s'\"]+")

Json = dict[str, object]


def write(report: Report, colour: bool = False) -> str:
    """One SARIF log with one run."""
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [_run(report)]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _run(report: Report) -> Json:
    rules = sorted({each.rule for each in report.diagnostics}, key=lambda rule: rule.name)
    prints = _fingerprints(report.diagnostics)
    writer = _Writer(report.base, {rule.name: at for at, rule in enumerate(rules)})
    return {
        "tool": {"driver": {"name": "argmap", "version": __version__, "rules": [_rule(rule) for rule in rules]}},
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": True}],
        "results": [writer.result(*each) for each in zip(report.diagnostics, prints, strict=True)],
    }


def _rule(rule: Rule) -> Json:
    explanation = rule.explanation.strip()
    return {
        "id": rule.name,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": explanation},
        "help": {"text": explanation, "markdown": explanation},
        "defaultConfiguration": {"level": rule.severity.value},
    }


def _fingerprints(diagnostics: Iterable[Diagnostic]) -> list[str]:
    """For each diagnostic the hash of its subject, its rule and the words it points at, and which of its kind it is."""
    seen: Counter[str] = Counter()
    prints = []
    for each in diagnostics:
        subject, words = each.subject, _UNTYPED.sub("", each.place.excerpt)
        source = subject.source or each.place.text.name
        parts = (source, subject.claim or "", subject.issue or "", each.rule.name, words)
        digest = sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]
        seen[digest] += 1
        prints.append(f"{digest}:{seen[digest]}")
    return prints


class _Writer:
    """Writes results with paths below a base."""

    def __init__(self, base: str, rules: dict[str, int]) -> None:
        self.base = base
        self.rules = rules

    def result(self, diagnostic: Diagnostic, fingerprint: str) -> Json:
        first, *others = diagnostic.labels
        said = [diagnostic.message, *diagnostic.notes, *([diagnostic.help] if diagnostic.help else [])]
        result: Json = {
            "ruleId": diagnostic.rule.name,
            "ruleIndex": self.rules[diagnostic.rule.name],
            "level": diagnostic.severity.value,
            "message": {"text": "\n".join(said)},
            "locations": [self._location(first)],
            # GitHub looks at the second name only.
            "partialFingerprints": {"argmap/v1": fingerprint, "primaryLocationLineHash": fingerprint},
        }
        if others:
            related = [{"id": at, **self._location(label)} for at, label in enumerate(others, start=1)]
            result["relatedLocations"] = related
        if diagnostic.fixes:
            result["fixes"] = [self._fix(fix) for fix in diagnostic.fixes]
        return result

    def _location(self, label: Label) -> Json:
        place = label.place
        region = _region(place)
        if place.end > place.start:
            region["snippet"] = {"text": place.excerpt}
        location: Json = {"physicalLocation": {"artifactLocation": self._file(place), "region": region}}
        return {**location, "message": {"text": label.text}} if label.text else location

    def _file(self, place: Place) -> Json:
        return {"uri": quote(self.base + place.text.name, errors="surrogateescape"), "uriBaseId": _ROOT}

    def _fix(self, fix: Fix) -> Json:
        changes: dict[str, list[Edit]] = {}
        for edit in fix.edits:
            changes.setdefault(edit.place.text.name, []).append(edit)
        return {
            "description": {"text": fix.message if fix.safe else f"{fix.message} (may change what was meant)"},
            "artifactChanges": [
                {
                    "artifactLocation": self._file(edits[0].place),
                    "replacements": [
                        {"deletedRegion": _region(edit.place), "insertedContent": {"text": edit.text}} for edit in edits
                    ],
                }
                for edits in changes.values()
            ],
        }


def _region(place: Place) -> Json:
    end_line, end_column = place.until
    return {"startLine": place.line, "startColumn": place.column, "endLine": end_line, "endColumn": end_column}
