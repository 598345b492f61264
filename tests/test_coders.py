"""Two codings of the same articles: what is compared, what is left out, and what `argmap coders` refuses."""

import json
import os
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from small_projects import coded, corpus, project

from argmap.cli import main
from argmap.coders import Coders, Measured, compare_coders
from argmap.comparison import compare

ROOT = Path(__file__).resolve().parents[1]
ISSUES = ("i", "j", "k")
SPEAKERS: dict[str, Any] = {"ann": {}, "bob": {}}
FIRST: dict[str, Any] = {
    "a": {"claims": coded(("i", "support"), ("j", "oppose"), ("k", "reports"))},
    "b": {"claims": coded(("i", "leans-support")), "silent": ["j", "k"]},
}


def coders(one: dict[str, Any], other: dict[str, Any]) -> Coders:
    first, second = (compare(corpus(maps, ISSUES, SPEAKERS)) for maps in (one, other))
    return compare_coders(first, second)


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(each) for each in arguments])


class TestMeasures:
    def test_the_same_coding_agrees_wholly(self) -> None:
        made = coders(FIRST, FIRST)
        assert made.codes == Measured(6, 6, 1.0)
        assert made.values == Measured(3, 3, 1.0)
        assert made.differing == made.left_out == ()

    def test_values_are_compared_only_where_both_have_a_position(self) -> None:
        second = {**FIRST, "a": {"claims": coded(("i", "leans-support"), ("j", "mixed"), ("k", "reports"))}}
        made = coders(FIRST, second)
        assert made.codes.compared == 6
        assert made.codes.same == 4
        assert made.kinds.same == 5
        assert (made.values.compared, made.values.same) == (2, 1)
        assert [(each.one.source, each.one.issue) for each in made.differing] == [("a", "i"), ("a", "j")]
        assert made.same_in("a") == (1, 3)

    def test_what_one_did_not_code_is_left_out(self) -> None:
        second = {**FIRST, "b": {"claims": coded(("i", "oppose"))}}
        made = coders(FIRST, second)
        assert made.codes.compared == 4
        assert {(each.one.source, each.one.issue) for each in made.left_out} == {("b", "j"), ("b", "k")}

    def test_without_variation_or_overlap_it_is_undefined(self) -> None:
        same = {"a": {"claims": coded(("i", "support"), ("j", "support"))}}
        made = coders(same, same)
        assert (made.codes.alpha, made.values.alpha) == (None, None)
        assert made.codes.share == 1
        nothing = coders({"a": {}}, {"a": {}})
        assert nothing.codes == Measured(0, 0, None)
        assert nothing.codes.share is None

    def test_sources_that_only_one_has_are_named(self) -> None:
        made = coders(FIRST, {"b": FIRST["b"], "c": FIRST["a"]})
        assert (made.sources, made.only_one, made.only_other) == (("b",), ("a",), ("c",))

    def test_named_voices_are_compared_in_each_source(self) -> None:
        one = {"a": {"claims": coded(("i", "support", {"speaker": "ann"}), ("i", "support", {"speaker": "unnamed"}))}}
        other = {"a": {"claims": coded(("i", "oppose", {"speaker": "ann"}), ("i", "support", {"speaker": "bob"}))}}
        made = coders(one, other)
        assert [(each.speaker, bool(each.one), bool(each.other)) for each in made.carried] == [
            ("ann", True, True),
            ("bob", False, True),
        ]
        assert (made.voices.compared, made.voices.same) == (1, 0)

    def test_the_order_of_the_two_does_not_matter(self) -> None:
        second = {**FIRST, "a": {"claims": coded(("i", "leans-support"), ("j", "mixed"), ("k", "unclear"))}}
        one, other = coders(FIRST, second), coders(second, FIRST)
        assert (one.codes, one.kinds, one.values) == (other.codes, other.kinds, other.values)


class TestCommand:
    @pytest.fixture
    def twice(self, tmp_path: Path) -> Path:
        project(tmp_path, FIRST, ISSUES, SPEAKERS)
        second = {**FIRST, "a": {"claims": coded(("i", "oppose"), ("j", "oppose"), ("k", "reports"))}}
        return project(tmp_path, second, ISSUES, SPEAKERS, maps_in="docs/second")

    def test_lists_disagreements_with_both_quotes(self, twice: Path) -> None:
        result = run("coders", twice / "maps", twice / "docs/second", "-p", twice)
        assert result.exit_code == 0, result.output
        assert "Two codings of the same articles: maps and docs/second" in result.output
        assert "Where they differ: A, Issue i" in result.output
        assert "• maps: ▲ supports; “Words of a that stand for c0 and nothing else” (line 3)" in result.output
        assert "• docs/second: ▼ opposes; “Words of a" in result.output
        assert "Agreement beyond chance is Krippendorff’s alpha" in result.output

    def test_json_has_everything_and_undefined_is_null(self, twice: Path) -> None:
        made = json.loads(run("coders", twice / "maps", twice / "docs/second", "-p", twice, "-f", "json").output)
        assert (made["format"], made["one"], made["other"]) == ("argmap-coders", "maps", "docs/second")
        assert made["measures"]["voices"] == {"compared": 0, "same": 0, "share": None, "alpha": None}
        assert len(made["results"]) == 6

    def test_links_between_the_projects_own_maps_are_no_mistake_of_another_coding(self, twice: Path) -> None:
        book = json.loads((twice / "maps" / "codebook.yaml").read_text("utf-8"))
        book["links"] = [{"from": "a/c2", "cites": "b/only-here"}]
        (twice / "maps" / "codebook.yaml").write_text(json.dumps(book), "utf-8")
        map = json.loads((twice / "maps" / "b.yaml").read_text("utf-8"))
        map["claims"]["only-here"] = map["claims"]["c0"]
        (twice / "maps" / "b.yaml").write_text(json.dumps(map), "utf-8")
        result = run("coders", twice / "maps", twice / "docs/second", "-p", twice)
        assert result.exit_code == 0, result.output

    def test_a_folder_may_be_elsewhere(self, twice: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
        elsewhere = tmp_path_factory.mktemp("other") / "coding"
        (twice / "docs/second").rename(elsewhere)
        result = run("coders", twice / "maps", elsewhere, "-p", twice)
        assert result.exit_code == 0, result.output

    @pytest.mark.parametrize("in_both", [False, True])
    def test_errors_in_either_are_shown_as_in_validate(self, twice: Path, in_both: bool) -> None:
        for folder in ("docs/second", "maps")[: 1 + in_both]:
            path = twice / folder / "a.yaml"
            path.write_text(path.read_text("utf-8").replace("Words of a", "No words of a", 1), "utf-8")
        result = run("coders", twice / "maps", twice / "docs/second", "-p", twice)
        assert result.exit_code == 1
        assert result.output.count("error[") == 1 + in_both
        assert "docs/second/a.yaml" in result.output

    def test_the_users_mistakes_exit_with_2(self, twice: Path) -> None:
        (twice / "empty").mkdir()
        for arguments, told in (
            (["maps", "maps"], "same folder"),
            (["maps", "empty"], "'empty' holds no maps"),
            (["maps", "nowhere"], "does not exist"),
            (["maps", "seeds/a.txt"], "is a file"),
        ):
            paths = [str(twice / each) for each in arguments]
            result = run("coders", *paths, "-p", twice)
            assert result.exit_code == 2
            assert told in result.output

    def test_nothing_in_common_is_said(self, twice: Path) -> None:
        for name in ("a", "b"):
            keep, drop = ("maps", "docs/second") if name == "a" else ("docs/second", "maps")
            assert (twice / keep / f"{name}.yaml").exists()
            (twice / drop / f"{name}.yaml").unlink()
        result = run("coders", twice / "maps", twice / "docs/second", "-p", twice)
        assert result.exit_code == 0, result.output
        assert "no article in common" in result.output
        assert "Only maps has: A." in result.output

    @pytest.mark.parametrize("form", ["table", "json", "markdown"])
    @pytest.mark.parametrize("language", ["en", "zh"])
    def test_the_second_reading_of_the_shipped_project(
        self, form: str, language: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(ROOT)
        result = run("coders", "maps", os.path.join("docs", "coding"), "-f", form, "--lang", language)  # noqa: PTH118
        assert result.exit_code == 0, result.output
        if form == "json":
            made = json.loads(result.output)
            assert len(made["sources"]) == 5
            assert made["measures"]["codes"]["share"] > 0.8
            assert made["measures"]["values"]["alpha"] > 0.8
