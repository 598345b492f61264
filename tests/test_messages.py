"""Diagnostics as text: golden paragraphs with carets, colour only if asked for, lines for `grep`, JSON by its shape."""

import json
import re
from textwrap import dedent
from typing import Any

import pytest
from jsonschema import validate

from argmap.diagnostics import Diagnostic, Edit, Fix, Label, Rule, Severity, Subject
from argmap.messages import FORMATS, Report, writer
from argmap.quotes import Step
from argmap.text import Place, Text

RULE = Rule("quote-not-found", Severity.ERROR, "The words of a quote stand in the source.")
WARNING = Rule("issue-not-coded", Severity.WARNING, "Every map codes every issue.")
NOTE = Rule("source-without-map", Severity.NOTE, "A registered source has no map yet.")
MAP = Text("maps/qiao.yaml", "source: qiao\ntheses:\n  jiu:\n    quote: 市长说：“桥很新。” # the mayor\n")
ARTICLE = Text("seeds/qiao.txt", "桥\n" * 9 + "市长说：“桥很旧。”他不想等。\n")


def at(text: Text, words: str, nth: int = 1) -> Place:
    start = -1
    for _ in range(nth):
        start = text.content.index(words, start + 1)
    return text.place(start, start + len(words))


def reported(*diagnostics: Diagnostic, **counts: int) -> Report:
    found = {step: counts.pop(step.name.lower(), 0) for step in Step}
    return Report(diagnostics, counts.get("sources", 0), counts.get("claims", 0), counts.get("quotes", 0), found)


def paragraph(*diagnostics: Diagnostic, colour: bool = False) -> str:
    """What stands before the summary."""
    return writer("full")(reported(*diagnostics), colour).rpartition("\n\n")[0] + "\n"


def golden(text: str) -> str:
    return dedent(text).lstrip("\n")


CHINESE = Diagnostic(
    RULE,
    "these words do not stand in the source `qiao`",
    (Label(at(MAP, "市长说：“桥很新。”")), Label(at(ARTICLE, "市长说：“桥很旧。”"), "probably this passage")),
    help="Quote the passage as it stands.",
    notes=("difference: 桥很[-新-]{+旧+}", "similarity 0.90"),
    fixes=(Fix("quote the passage", (Edit(at(MAP, "新"), "旧"),), safe=False),),
    subject=Subject("qiao", "jiu"),
)


def test_two_places_in_chinese_with_carets_below_the_words() -> None:
    # A Chinese character takes two columns, a curly quotation mark one: in terminals, and here.
    assert paragraph(CHINESE._replace(fixes=())) == golden(
        """
        error[quote-not-found]: these words do not stand in the source `qiao`
          --> maps/qiao.yaml:4:12
           |
         4 |     quote: 市长说：“桥很新。” # the mayor
           |            ^^^^^^^^^^^^^^^^^^
          --> seeds/qiao.txt:10:1
           |
        10 | 市长说：“桥很旧。”他不想等。
           | ^^^^^^^^^^^^^^^^^^ probably this passage
           = difference: 桥很[-新-]{+旧+}
           = similarity 0.90
           = help: Quote the passage as it stands.
        """
    )


def test_mixed_widths_tabs_marks_and_invisible_characters_keep_their_columns() -> None:
    text = Text("maps/a.yaml", "\tＡＩ和ＡＩ, cafe\u0301, \u202eAI\u200b: here\n")
    assert paragraph(Diagnostic(RULE, "message", (Label(at(text, "here")),))) == golden(
        """
        error[quote-not-found]: message
         --> maps/a.yaml:1:22
          |
        1 |   ＡＩ和ＡＩ, cafe\u0301, <U+202E>AI<U+200B>: here
          |                                         ^^^^
        """
    )


def test_a_long_line_is_shown_around_the_place() -> None:
    text = Text("seeds/a.txt", "桥旧了。" * 200 + "市长不想等。" + "桥很长。" * 200)
    shown = paragraph(Diagnostic(RULE, "message", (Label(at(text, "市长不想等"), "here"),)))
    assert shown == golden(
        """
        error[quote-not-found]: message
         --> seeds/a.txt:1:801
          |
        1 | …桥旧了。桥旧了。桥旧了。市长不想等。桥很长。桥很长。桥很长。桥很长。桥很长。桥很长。桥很长。桥很长…
          |                          ^^^^^^^^^^ here
        """
    )


def test_a_line_that_fits_is_shown_whole() -> None:
    text = Text("maps/a.yaml", "x" * 70 + " here " + "y" * 20)
    assert "\n1 | " + text.content + "\n" in paragraph(Diagnostic(RULE, "message", (Label(at(text, "here")),)))


def test_carets_end_where_the_line_does() -> None:
    text = Text("maps/a.yaml", "quote: |\n  The bridge\n  is old.\n")
    shown = paragraph(Diagnostic(RULE, "message", (Label(at(text, "The bridge\n  is old.")),)))
    assert "2 |   The bridge\n  |   ^^^^^^^^^^\n" in shown
    long = Text("seeds/a.txt", "word " * 1000)
    lines = paragraph(Diagnostic(RULE, "message", (Label(long.place(500, 4000)),))).splitlines()
    assert max(map(len, lines)) <= 110


@pytest.mark.parametrize("content", ["", "a\n", "a"])
def test_a_place_at_the_end_of_a_file_has_one_caret_or_no_line(content: str) -> None:
    text = Text("maps/a.yaml", content)
    shown = paragraph(Diagnostic(RULE, "message", (Label(text.place(len(content), len(content))),)))
    assert shown.count("^") == (1 if content else 0)
    assert "--> maps/a.yaml:" in shown


def test_line_ends_of_any_kind_are_not_shown() -> None:
    text = Text("seeds/a.txt", "one\r\ntwo\rthree\n")
    shown = paragraph(Diagnostic(RULE, "message", (Label(at(text, "two")), Label(at(text, "three")))))
    assert "\r" not in shown
    assert "2 | two\n" in shown
    assert "3 | three\n" in shown


def test_colour_only_where_it_is_wanted() -> None:
    for name in FORMATS:
        plain = writer(name)(reported(CHINESE), False)
        assert "\x1b" not in plain
        assert re.sub(r"\x1b\[[\d;]*m", "", writer(name)(reported(CHINESE), True)) == plain
    coloured = writer("full")(reported(CHINESE), True)
    assert coloured.startswith("\x1b[1;31merror[quote-not-found]\x1b[0m")
    assert coloured.count("\x1b[") == 2 * coloured.count("\x1b[0m")


@pytest.mark.parametrize("name", FORMATS)
def test_escapes_in_a_file_do_not_reach_the_terminal(name: str) -> None:
    text = Text("seeds/a.txt", "\x1b]0;title\x07 here \x9b31m")
    shown = writer(name)(reported(Diagnostic(RULE, "message", (Label(at(text, "here")),))), False)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", shown)


def test_concise_is_a_line_each_and_the_summary() -> None:
    other = Diagnostic(WARNING, "not coded: `trams`", (Label(MAP.place(0, 6)),), help="Code it.")
    assert writer("concise")(reported(CHINESE, other, sources=1, claims=1, quotes=1), False) == golden(
        """
        maps/qiao.yaml:4:12: error[quote-not-found]: these words do not stand in the source `qiao`
        maps/qiao.yaml:1:1: warning[issue-not-coded]: not coded: `trams`
        1 source, 1 claim, 1 quote: 0 found; 1 error, 1 warning
        """
    ).replace("1 warning\n", "1 warning\n" + _fixable("concise", CHINESE, other))


def _fixable(name: str, *diagnostics: Diagnostic) -> str:
    """What is said of fixes after the summary."""
    said = reported(*diagnostics).fixes
    return f"{said}\n" if said else ""


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ({}, "no sources, no claims, no quotes; no errors, no warnings"),
        (
            {"sources": 5, "claims": 9, "quotes": 3, "exact": 3},
            "5 sources, 9 claims, 3 quotes: all found (3 word for word); no errors, no warnings",
        ),
        (
            {"sources": 1, "claims": 2, "quotes": 9, "exact": 1, "normalised": 2, "omission": 1},
            "1 source, 2 claims, 9 quotes: 4 found (1 word for word, 2 after typographic normalisation, 1 with a "
            "marked omission); no errors, no warnings",
        ),
    ],
)
def test_the_summary_counts_in_words(counts: dict[str, int], said: str) -> None:
    for name in ("full", "concise"):
        assert writer(name)(reported(**counts), False) == said + "\n"


def test_notes_are_counted_only_where_there_are_some() -> None:
    note = Diagnostic(NOTE, "`a` has no map", (Label(MAP.place(0, 6)),))
    assert reported(note).summary.endswith("no errors, no warnings, 1 note")


PLACE: dict[str, Any] = {
    "file": {"type": "string"},
    **{key: {"type": "integer", "minimum": 1} for key in ("line", "column", "end_line", "end_column")},
    **{key: {"type": "integer", "minimum": 0} for key in ("start", "end")},
}
TEXT = {"type": "string", "minLength": 1}
MAYBE = {"type": ["string", "null"], "minLength": 1}


def _object(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def _list(item: dict[str, Any], least: int = 0) -> dict[str, Any]:
    return {"type": "array", "items": item, "minItems": least}


SHAPE = {
    **_object(
        format={"const": "argmap-diagnostics"},
        version={"const": 1},
        summary={"type": "object"},
        diagnostics=_list(
            _object(
                rule={"type": "string", "pattern": "^[a-z0-9-]+$"},
                severity={"enum": ["error", "warning", "note"]},
                message=TEXT,
                help=MAYBE,
                notes=_list(TEXT),
                source=MAYBE,
                claim=MAYBE,
                issue=MAYBE,
                places=_list(_object(**PLACE, label=MAYBE), least=1),
                fixes=_list(
                    _object(
                        message=TEXT,
                        safe={"type": "boolean"},
                        choice={"type": "boolean"},
                        edits=_list(_object(**PLACE, text={"type": "string"}), least=1),
                    )
                ),
            )
        ),
    ),
}


def test_json_has_its_shape_and_its_places_are_right() -> None:
    bare = Diagnostic(NOTE, "message", (Label(MAP.place(0, 0)),))
    written = writer("json")(reported(CHINESE, bare, sources=1, claims=2, quotes=3, exact=1), True)
    assert "市长" not in written.partition('"diagnostics"')[0]
    found = json.loads(written)
    validate(found, SHAPE)
    summary = found["summary"]
    assert {name: summary[name] for name in ("sources", "claims", "quotes", "errors", "warnings", "notes")} == {
        "sources": 1, "claims": 2, "quotes": 3, "errors": 1, "warnings": 0, "notes": 1,
    }  # fmt: skip
    assert summary["found"] == {"exact": 1, "normalised": 0, "variant": 0, "omission": 0, "unpunctuated": 0}
    first, second = found["diagnostics"]
    assert (first["rule"], first["source"], first["claim"], first["issue"]) == ("quote-not-found", "qiao", "jiu", None)
    for place, text, label in zip(first["places"], (MAP, ARTICLE), (None, "probably this passage"), strict=True):
        words = text.content[place["start"] : place["end"]]
        assert words in ("市长说：“桥很新。”", "市长说：“桥很旧。”")
        line = text.line(place["line"])
        assert line[place["column"] - 1 : place["end_column"] - 1] == words
        assert (place["file"], place["label"]) == (text.name, label)
    assert first["fixes"][0]["edits"][0]["text"] == "旧"
    assert (second["help"], second["notes"], second["fixes"]) == (None, [], [])


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_ends_in_one_line_end_and_survives_half_characters(name: str) -> None:
    text = Text("seeds/\udcff.txt", "\ud800 here")
    for report in (reported(), reported(CHINESE), reported(Diagnostic(RULE, "message", (Label(text.place(2, 6)),)))):
        written = writer(name)(report, False)
        assert written == "" or (written.endswith("\n") and not written.endswith("\n\n"))
