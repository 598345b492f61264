"""`argmap compare` and `argmap stats`: what they print in each form, and what they refuse."""

import csv
import io
import json
import re
import time
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from rich.cells import cell_len
from small_projects import coded, corpus, project

from argmap.cli import main, tables
from argmap.exports.comparison.view import By, view
from argmap.exports.csv import BOM, guarded

ROOT = Path(__file__).resolve().parents[1]
SPEAKERS: dict[str, Any] = {"ann": {"kind": "official", "groups": ["north"]}, "bob": {}}
GROUPS = {"groups": {"north": "North"}}
TWO: dict[str, Any] = {
    "a": {"claims": coded(("i", "support"), ("j", "leans-oppose"), ("i", "oppose", {"speaker": "ann"}))},
    "b": {"claims": coded(("i", "oppose")), "silent": ["j"]},
}


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(each) for each in arguments])


def shown(*arguments: object) -> str:
    result = run(*arguments)
    assert result.exit_code == 0, result.output
    return result.output


def records(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return project(tmp_path_factory.mktemp("two"), TWO, speakers=SPEAKERS, codebook=GROUPS)


class TestTable:
    def test_has_every_state_with_its_sign_and_the_voices_beside(self, two: Path) -> None:
        lines = shown("compare", "-p", two).splitlines()
        assert re.search(r"Issue i +▲ +▲0 ▼1 +▼ +1 : 1$", lines[5])
        assert re.search(r"Issue j +▽ +· +0 : 1$", lines[6])

    def test_says_counts_before_shares(self, two: Path) -> None:
        text = shown("compare", "-p", two)
        assert "A and B: same side on 0, opposite on 1, of 1 shared; agreement 0%; too few to weigh" in text
        assert "Issue i: 1 for, 1 against; 1 of 1 pair opposed" in text
        assert "Issue i: for A; against B" in text

    @pytest.mark.parametrize("language", ["en", "zh"])
    @pytest.mark.parametrize("by", ["source", "speaker", "group"])
    def test_columns_are_aligned_whatever_the_script(self, by: str, language: str) -> None:
        lines = shown("compare", "-p", ROOT, "--by", by, "--lang", language).splitlines()
        start = next(at for at, line in enumerate(lines) if re.match("Issue|议题", line))
        columns = set()
        for line in lines[start + 1 :]:
            if not line.strip():
                break
            found = re.search(r"[▲△▬▽▼◐◌·?]", line)
            if found and by != "group":
                columns.add(cell_len(line[: found.start()]))
        assert len(columns) <= 1

    def test_is_plain_when_piped_and_never_wrapped(self) -> None:
        text = shown("compare", "-p", ROOT)
        assert "\x1b" not in text
        assert not any(line.endswith(" ") for line in text.splitlines())
        assert max(map(len, text.splitlines())) > 150

    def test_in_a_terminal_it_is_coloured_and_cut_into_tables_that_fit(self, two: Path) -> None:
        maps = {f"a-source-with-a-long-name-{at}": TWO["a"] for at in range(9)}
        page = view(corpus(maps, speakers=SPEAKERS), "source", "en", "0" * 64).page()
        lines = tables.write(page, 60, colour=True).splitlines()
        assert any("\x1b[" in line for line in lines)
        plain = [re.sub(r"\x1b\[[0-9;]*m", "", line) for line in lines]
        assert max(cell_len(line) for line in plain) <= 60
        assert sum(line.startswith("Issue i ") for line in plain) > 2
        assert sum(line.count("▲0 ▼1") for line in plain) == 9

    def test_speaks_chinese(self) -> None:
        text = shown("compare", "-p", ROOT, "--lang", "zh")
        head = text.partition("\n\n")[2]
        assert "欧洲落后" in head
        assert not re.search(r"\b(for|against|shared|agreement|issue|article)\b", text)


class TestWhy:
    def test_names_the_claims_the_words_the_place_and_the_step(self, two: Path) -> None:
        text = shown("compare", "-p", two, "--why", "--issue", "i", "--source", "a")
        assert "A, undated on “Issue i”: supports" in text
        assert "Rule: the clearest of its own words decide; on both sides, it is mixed." in text
        assert "* ▲ c0: the article’s own words" in text
        assert "“Words of a that stand for c0 and nothing else”" in text
        assert "seeds/a.txt:3:1; word for word" in text
        assert "  ▼ c2: Ann" in text
        assert "Voices it carries: ▼ Ann." in text

    def test_gives_the_analysts_reason_and_what_the_rule_says(self, tmp_path: Path) -> None:
        positions = {"i": {"value": "neutral", "because": "the whole drift", "condition": "if asked"}}
        note = {"stance": {"i": {"value": "support", "note": "a note", "confidence": "low"}}}
        project(tmp_path, {"a": {"claims": {"x": note}, "positions": positions}})
        text = shown("compare", "-p", tmp_path, "--why", "-i", "i", "-i", "j")
        for told in (
            "▬ A",
            "the analyst’s own judgement goes",
            "Because: the whole drift",
            "By the rule it would be: supports.",
            "condition: if asked",
            "note: a note",
            "confidence: low",
            "no claim is coded on it",
        ):
            assert told in text
        table = shown("compare", "-p", tmp_path)
        assert "▬*¹" in table
        assert "¹ A on Issue i: if asked" in table

    def test_of_a_speaker_goes_through_all_maps(self, two: Path) -> None:
        text = shown("compare", "-p", two, "--why", "--by", "speaker")
        assert "▼ Ann on “Issue i”: opposes" in text
        assert "* ▼ a/c2: Ann" in text

    def test_of_nobody_is_said(self, tmp_path: Path) -> None:
        project(tmp_path, {"a": {}})
        assert "No speaker takes a stance" in shown("compare", "-p", tmp_path, "--why", "--by", "speaker")


class TestCsv:
    def test_has_a_row_for_each_source_and_issue(self, two: Path) -> None:
        text = shown("compare", "-p", two, "-f", "csv")
        assert "\r\n" in CliRunner().invoke(main, ["compare", "-p", str(two), "-f", "csv"]).stdout_bytes.decode()
        found = {(row["source"], row["issue"]): row for row in records(text)}
        assert found["a", "i"]["value"] == "2"
        assert (found["a", "i"]["claims"], found["a", "i"]["carried_against"]) == ("c0", "1")
        assert (found["b", "j"]["stance"], found["b", "j"]["value"]) == ("silent", "")

    def test_citations_lead_back_to_the_words_in_the_file(self) -> None:
        rows = records(shown("compare", "-p", ROOT, "-f", "csv", "--rows", "citations"))
        assert {row["source"] for row in rows} == {"yicai", "dw", "huanqiu", "avalaches", "gba"}
        for row in rows:
            text = (ROOT / row["file"]).read_text(encoding="utf-8-sig")
            passage = text[int(row["start"]) : int(row["end"])]
            if row["step"] == "exact":
                assert row["quote"] in passage or re.sub(r"\s", "", row["quote"]) in re.sub(r"[\s*\[\]]", "", passage)
        quotes = json.loads(shown("stats", "-p", ROOT, "-f", "json"))["sources"]
        numbers = {(row["source"], row["number"]) for row in rows}
        assert len(numbers) == sum(each["passages"] for each in quotes)

    def test_undefined_is_empty_and_voices_and_groups_have_rows_of_their_own(self, two: Path) -> None:
        voice = records(shown("compare", "-p", two, "-f", "csv", "--by", "speaker"))[0]
        assert (voice["speaker"], voice["kind"], voice["value"], voice["sources"]) == ("ann", "official", "-2", "a")
        groups = records(shown("compare", "-p", two, "-f", "csv", "--by", "group"))
        assert {(row["group"], row["of"]) for row in groups} == {("", "sources"), ("north", "speakers")}

    @pytest.mark.parametrize("text", ["=1+1", "+49", "-5 per cent", "@you", "\tx", "＝1", "'=1", "''-x"])
    def test_a_formula_is_guarded_and_nothing_is_lost(self, text: str) -> None:
        safe = str(guarded(text))
        assert safe == f"'{text}"
        assert re.sub(r"^'(?='*[=+\-@\t\r\n＝＋－＠])", "", safe) == text

    @pytest.mark.parametrize("field", [-2, 0.5, None, "'quoted'", "a=b", ""])
    def test_all_else_is_as_it_is(self, field: str | float | None) -> None:
        assert guarded(field) == field

    def test_quotes_with_commas_and_marks_survive(self, tmp_path: Path) -> None:
        quote = '=SUM(1, 2), said "she" and left'
        claim = {"x": {"stance": {"i": "support"}, "quote": quote, "text": "a, b"}}
        project(tmp_path, {"a": {"claims": claim}})
        row = records(shown("compare", "-p", tmp_path, "-f", "csv", "--rows", "citations"))[0]
        assert row["quote"] == f"'{quote}"
        assert row["text"] == "a, b"

    def test_the_mark_for_excel_comes_on_demand(self, two: Path) -> None:
        assert shown("compare", "-p", two, "-f", "csv", "--bom").startswith(BOM)
        assert not shown("compare", "-p", two, "-f", "csv").startswith(BOM)


class TestJsonAndMarkdown:
    def test_json_is_versioned_and_undefined_is_null(self, two: Path) -> None:
        made = json.loads(shown("compare", "-p", two, "-f", "json"))
        assert (made["format"], made["version"]) == ("argmap-comparison", 1)
        assert made["agreement"][0]["agreement"] == 0
        assert made["agreement"][0]["least_without_one"] is None
        cells = {(each["issue"], each["source"]): each for each in made["cells"]}
        assert cells["j", "b"]["value"] is None
        reason = cells["i", "a"]["reasons"][0]
        assert reason["citations"][0]["wordings"][0]["file"] == "seeds/a.txt"

    @pytest.mark.parametrize("by", ["source", "speaker", "group"])
    def test_the_same_bytes_twice(self, two: Path, by: str) -> None:
        for form in ("json", "markdown", "csv"):
            assert shown("compare", "-p", two, "-f", form, "--by", by) == shown(
                "compare", "-p", two, "-f", form, "--by", by
            )

    def test_no_text_can_become_markdown(self, tmp_path: Path) -> None:
        codebook = {"issues": {"i": {"proposition": "x", "short": "a | b <b>*c*</b>"}}}
        project(tmp_path, {"a": {"claims": coded(("i", "support"))}}, codebook=codebook)
        text = shown("compare", "-p", tmp_path, "-f", "markdown")
        assert "a \\| b \\<b\\>\\*c\\*\\</b\\>" in text
        rows = [line for line in text.splitlines() if line.startswith("|")]
        assert len({len(re.findall(r"(?<!\\)\|", row)) for row in rows}) == 1


class TestBadInput:
    @pytest.mark.parametrize("by", ["source", "speaker", "group"])
    @pytest.mark.parametrize("form", ["table", "csv", "json", "markdown"])
    @pytest.mark.parametrize(
        ("maps", "issues"),
        [
            pytest.param({"a": {}}, (), id="no issues"),
            pytest.param({"a": {"claims": coded(("i", "support"))}}, ("i",), id="one source"),
            pytest.param(
                {"a": {"claims": coded(("i", "support"))}, "b": {"claims": coded(("j", "oppose"))}},
                ("i", "j"),
                id="no overlap",
            ),
            pytest.param({"a": {"silent": ["i", "j"]}, "b": {"silent": ["i", "j"]}}, ("i", "j"), id="all silent"),
        ],
    )
    def test_little_is_shown_as_little(
        self, tmp_path: Path, maps: dict[str, Any], issues: tuple[str, ...], form: str, by: str
    ) -> None:
        project(tmp_path, maps, issues)
        assert shown("compare", "-p", tmp_path, "-f", form, "--by", by)
        assert shown("stats", "-p", tmp_path, "-f", form)

    def test_no_overlap_is_undefined(self, tmp_path: Path) -> None:
        project(tmp_path, {"a": {"claims": coded(("i", "support"))}, "b": {"claims": coded(("j", "oppose"))}})
        assert "A and B: no shared issue: undefined" in shown("compare", "-p", tmp_path)
        assert json.loads(shown("compare", "-p", tmp_path, "-f", "json"))["agreement"][0]["agreement"] is None

    @pytest.mark.parametrize(
        ("arguments", "told"),
        [
            (["--issue", "ij"], "there is no issue 'ij'"),
            (["--source", "aa"], "there is no source 'aa'. Did you mean 'a'?"),
            (["--lang", "?"], "not a language tag"),
            (["--bom"], "--format csv"),
            (["--rows", "citations"], "--format csv"),
            (["--rows", "citations", "-f", "csv", "--by", "group"], "Citations are listed by source"),
            (["--why", "--by", "group"], "only counted"),
            (["--why", "-f", "json"], "--format json"),
        ],
    )
    def test_the_users_mistakes_exit_with_2(self, two: Path, arguments: list[str], told: str) -> None:
        result = run("compare", "-p", two, *arguments)
        assert result.exit_code == 2
        assert told in result.output

    def test_without_maps_there_is_nothing_to_compare(self, tmp_path: Path) -> None:
        project(tmp_path, {})
        result = run("compare", "-p", tmp_path)
        assert result.exit_code == 2
        assert "no source has a map" in result.output

    def test_errors_in_what_is_shown_are_refused_and_others_are_not(self, tmp_path: Path) -> None:
        maps = {**TWO, "c": {"claims": {"x": {"quote": "not in the file"}}, "text": "other words"}}
        project(tmp_path, maps, speakers=SPEAKERS, codebook=GROUPS)
        for command in ("compare", "stats"):
            refused = run(command, "-p", tmp_path)
            assert refused.exit_code == 1
            assert "quote-not-found" in refused.output
            assert "Nothing is shown" in refused.output
            assert run(command, "-p", tmp_path, "--source", "a").exit_code == 0


class TestStats:
    def test_answers_the_four_questions(self) -> None:
        text = shown("stats", "-p", ROOT)
        for title in ("Which claims, and how often", "Who says them", "What stands for and against each"):
            assert title in text
        assert re.search(r"Europe lags in AI +\d+", text)

    def test_csv_has_one_count_a_row(self, two: Path) -> None:
        rows = records(shown("stats", "-p", two, "-f", "csv"))
        found = {(row["topic"], row["id"], row["measure"]): row["count"] for row in rows}
        assert found["source", "a", "claims"] == "4"
        assert found["speaker", "ann", "claims"] == "1"
        assert found["issue", "i", "sources_opposed_pairs"] == "1.0"
        assert found["claim", "a/c0", "passages"] == "1"

    def test_of_one_source(self, two: Path) -> None:
        made = json.loads(shown("stats", "-p", two, "-f", "json", "--source", "b"))
        assert [each["id"] for each in made["sources"]] == ["b"]
        assert made["speakers"] == []

    def test_speaks_chinese(self) -> None:
        assert not re.search(r"\b(claims|quotes|issues|articles)\b", shown("stats", "-p", ROOT, "--lang", "zh"))


@pytest.mark.parametrize("by", ["source", "speaker", "group"])
def test_sixty_sources_and_a_hundred_issues_take_seconds(by: By) -> None:
    issues = [f"i{at}" for at in range(100)]
    stances = ("support", "oppose", "leans-support", "neutral", "mixed", "reports")
    maps = {
        f"s{row}": {
            "claims": {
                f"c{at}": {"stance": {issue: stances[(row * at) % 6]}, **({"speaker": "ann"} if at % 5 == 1 else {})}
                for at, issue in enumerate(issues)
                if (row + at) % 3
            }
        }
        for row in range(60)
    }
    made = corpus(maps, issues, SPEAKERS)
    start = time.process_time()
    found = view(made, by, "en", "0" * 64)
    text = tables.write(found.page(), tables.UNLIMITED, colour=False)
    assert time.process_time() - start < 15
    if by == "source":
        assert text.count("\nIssue i") >= 100
        assert "more pairs" in text
