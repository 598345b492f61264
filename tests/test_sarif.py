"""The formats for machines: SARIF is valid and stable, and workflow commands cannot be broken out of."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from jsonschema import Draft4Validator

from argmap.cli import main
from argmap.corpus import link
from argmap.diagnostics import Diagnostic, Edit, Fix, Label, Rule, Severity, Subject
from argmap.messages import Report, report, writer
from argmap.text import Text

TESTS = Path(__file__).parent
SCHEMA = json.loads((TESTS / "data" / "sarif-2.1.0-rtm.5.json").read_text("utf-8"))
MAP = Text("maps/欧洲 a.yaml", "claims:\n  x:\n    quote: 一𠀀个\n    kind: fact\n")
SEED = Text("seeds/x.txt", "一𠀀箇\n")
RULE = Rule("odd-quote", Severity.ERROR, "A quote is not odd.\n\nBecause.")
NOTE = Rule("small-thing", Severity.NOTE, "A thing is large.")


def diagnostic(text: Text = MAP, words: str = "一𠀀个", rule: Rule = RULE, message: str = "odd") -> Diagnostic:
    at = text.content.index(words)
    place = text.place(at, at + len(words))
    edit = Edit(text.place(at + 2, at + 3), "箇")
    fixes = (Fix("write it", (edit,), safe=False),)
    subject = Subject("x", "a")
    return Diagnostic(
        rule, message, (Label(place), Label(SEED.place(0, 3), "the passage")), "Help.", ("n",), fixes, subject
    )


def written(format_: str, *diagnostics: Diagnostic, base: str = "") -> str:
    corpus = link(None, None, {}, (), complete=True)
    made: Report = report(corpus, diagnostics, base=base)
    return writer(format_)(made, False)


def run_of(*diagnostics: Diagnostic, base: str = "") -> Any:
    log = json.loads(written("sarif", *diagnostics, base=base))
    Draft4Validator(SCHEMA).validate(log)
    return log["runs"][0]


def test_sarif_has_places_in_code_points_and_both_files() -> None:
    run = run_of(diagnostic(), diagnostic(words="kind", rule=NOTE))
    result = run["results"][0]
    assert run["columnKind"] == "unicodeCodePoints"
    assert result["level"] == "error" and run["results"][1]["level"] == "note"
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "maps/%E6%AC%A7%E6%B4%B2%20a.yaml", "uriBaseId": "%SRCROOT%"}
    region = {"startLine": 3, "startColumn": 12, "endLine": 3, "endColumn": 15}
    assert place["region"] == {**region, "snippet": {"text": "一𠀀个"}}
    related = result["relatedLocations"][0]
    assert related["message"]["text"] == "the passage"
    assert related["physicalLocation"]["artifactLocation"]["uri"] == "seeds/x.txt"
    change = result["fixes"][0]["artifactChanges"][0]["replacements"][0]
    assert change["deletedRegion"] == {**region, "startColumn": 14} and change["insertedContent"] == {"text": "箇"}
    rules = run["tool"]["driver"]["rules"]
    assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == "odd-quote"
    assert rules[0]["help"]["text"].endswith("Because.")


def test_sarif_paths_begin_where_the_work_begins() -> None:
    found = run_of(diagnostic(), base="briefings/ai/")["results"][0]["locations"][0]["physicalLocation"]
    assert found["artifactLocation"]["uri"].startswith("briefings/ai/maps/")


def test_fingerprints_do_not_follow_lines() -> None:
    moved = Text(MAP.name, "# above\n\n" + MAP.content.replace("一𠀀个", "'一𠀀个'"))
    other = Text(MAP.name, MAP.content.replace("个", "箇"))

    def prints(*diagnostics: Diagnostic) -> list[str]:
        return [each["partialFingerprints"]["argmap/v1"] for each in run_of(*diagnostics)["results"]]

    first = prints(diagnostic())
    assert prints(diagnostic(moved, "'一𠀀个'")) == first
    assert prints(diagnostic(other, "一𠀀箇")) != first
    assert prints(diagnostic(rule=NOTE)) != first
    twice = prints(diagnostic(), diagnostic(message="again"))
    assert twice[0] == first[0] and twice[1] != first[0]


@pytest.mark.parametrize("folder", sorted((TESTS / "projects").iterdir()), ids=lambda folder: folder.name)
def test_every_project_is_valid_sarif(folder: Path) -> None:
    if folder.is_dir():
        shown = CliRunner().invoke(main, ["validate", "--format", "sarif", str(folder)])
        log = json.loads(shown.output)
        Draft4Validator(SCHEMA).validate(log)
        for result in log["runs"][0]["results"]:
            uris = [place["physicalLocation"]["artifactLocation"]["uri"] for place in result["locations"]]
            assert all(":" not in uri and not uri.startswith(("/", "..")) for uri in uris)
        assert CliRunner().invoke(main, ["validate", "--format", "sarif", str(folder)]).output == shown.output


def test_github_escapes_what_would_end_a_command() -> None:
    hostile = diagnostic(Text("maps/a,b:c%.yaml", MAP.content), message="100%\r\n::error::x")
    line = written("github", hostile).splitlines()[0]
    assert line == (
        "::error file=maps/a%2Cb%3Ac%25.yaml,line=3,col=12,title=odd-quote::100%25%0D%0A::error::x%0An%0AHelp."
    )


def test_github_annotates_the_worst_ten_and_counts_the_rest() -> None:
    many = [diagnostic(rule=NOTE, message=str(at)) for at in range(9)]
    many += [diagnostic(message=str(at)) for at in range(3)]
    lines = written("github", *many, base="b/").splitlines()
    assert [line.partition(" ")[0] for line in lines[:10]] == ["::error"] * 3 + ["::notice"] * 7
    assert lines[0].startswith("::error file=b/maps/")
    assert lines[10] == "and 2 more, not annotated: 2 × small-thing"
    assert "3 errors" in lines[11]
    assert len(lines) == 13


def test_github_says_little_when_there_is_little() -> None:
    assert written("github").count("\n") == 1
