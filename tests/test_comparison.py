"""The comparison: what made each cell, whom it carries, speakers over all maps, groups, and the tables of measures."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_projects import coded, corpus

from argmap.agreement import agreements, divisions
from argmap.comparison import compare, compare_speakers, count_groups, speakers_table, table
from argmap.counts import count
from argmap.schema import Stance
from argmap.stances import State

SPEAKERS: dict[str, Any] = {
    "ann": {"kind": "official", "groups": ["north"]},
    "bob": {"kind": "expert", "groups": ["north", "south"]},
    "cy": {"kind": "media"},
}
GROUPS = {"groups": {"north": "North", "south": "South", "empty": "Empty"}}


class TestCell:
    def test_says_which_claims_decide(self) -> None:
        said = coded(("i", "leans-support"), ("i", "support"), ("i", "oppose", {"speaker": "ann"}))
        cell = compare(corpus({"a": {"claims": said}}, speakers=SPEAKERS)).cell("i", "a")
        assert cell.state is State.SUPPORT
        assert [(each.claim, each.decides) for each in cell.reasons] == [("c0", False), ("c1", True), ("c2", False)]
        assert cell.reasons[2].said.speaker == "ann"
        assert cell.claims == ("c0", "c1", "c2")
        assert cell.passages == 3

    def test_carries_a_speaker_once_and_each_unnamed_voice_by_itself(self) -> None:
        said = coded(
            ("i", "support", {"speaker": "ann"}),
            ("i", "leans-support", {"speaker": "ann"}),
            ("i", "oppose", {"speaker": "unnamed"}),
            ("i", "oppose", {"speaker": "unnamed"}),
            ("i", "mixed", {"speaker": "bob"}),
        )
        cell = compare(corpus({"a": {"claims": said}}, speakers=SPEAKERS)).cell("i", "a")
        assert [(each.speaker, each.standing.state.value, each.claims) for each in cell.carried] == [
            ("ann", "support", ("c0", "c1")),
            ("unnamed", "oppose", ("c2",)),
            ("unnamed", "oppose", ("c3",)),
            ("bob", "mixed", ("c4",)),
        ]
        assert (cell.tally.favor, cell.tally.against) == (1, 2)
        assert cell.state is State.REPORTS

    def test_keeps_what_the_rule_says_beside_the_analysts_judgement(self) -> None:
        positions = {"i": {"value": "oppose", "because": "the whole drift", "condition": {"zh": "如果"}}}
        cell = compare(corpus({"a": {"claims": coded(("i", "support")), "positions": positions}})).cell("i", "a")
        assert (cell.state, cell.judged) == (State.OPPOSE, True)
        assert cell.by_rule is not None
        assert cell.by_rule.state is State.SUPPORT
        assert cell.judgement is not None
        assert cell.conditions == ({"zh": "如果"},)

    def test_has_the_conditions_of_the_claims_that_decide(self) -> None:
        told = {"stance": {"i": {"value": "support", "condition": "if it rains"}}}
        weaker = {"stance": {"i": {"value": "leans-support", "condition": "if it snows"}}}
        cell = compare(corpus({"a": {"claims": {"x": told, "y": weaker}}})).cell("i", "a")
        assert cell.conditions == ({"": "if it rains"},)

    def test_silence_is_looked_for_and_the_rest_is_not_coded(self) -> None:
        made = compare(corpus({"a": {"silent": ["i"]}}))
        assert made.cell("i", "a").state is State.SILENT
        assert made.cell("j", "a").state is State.NOT_CODED


THREE = {id: {"claims": coded(("i", "support"), ("j", "oppose"))} for id in ("a", "b", "c")}
DATES: dict[str, dict[str, str]] = {"a": {"date": "2025-03"}, "b": {}, "c": {"date": "2024"}}


class TestOrderAndFilters:
    def test_sources_come_by_date_and_issues_as_in_the_codebook(self) -> None:
        made = compare(corpus(THREE, registry=DATES))
        assert made.sources == ("c", "a", "b")
        assert made.issues == ("i", "j")

    def test_only_what_was_asked_for_in_the_same_order(self) -> None:
        made = compare(corpus(THREE, registry=DATES), issues=["j"], sources=["b", "c"])
        assert (made.issues, made.sources, len(made.cells)) == (("j",), ("c", "b"), 2)

    @pytest.mark.parametrize("wanted", [{"issues": ["x"]}, {"sources": ["x"]}])
    def test_what_is_not_there_is_a_key_error(self, wanted: dict[str, list[str]]) -> None:
        with pytest.raises(KeyError, match="x"):
            compare(corpus(THREE), **wanted)

    def test_nothing_comes_of_nothing(self) -> None:
        made = compare(corpus({}))
        assert table(made) == {"i": {}, "j": {}}
        assert compare(corpus({"a": {}}, issues=())).cells == {}


SPEAKING = {
    "a": {"claims": coded(("i", "support", {"speaker": "ann"}), ("i", "support", {"speaker": "unnamed"}))},
    "b": {"claims": coded(("i", "oppose", {"speaker": "ann", "voice": "rejected"}), ("j", "support"))},
    "c": {"claims": coded(("j", "leans-oppose", {"speaker": "bob", "voice": "endorsed"}))},
}


class TestSpeakers:
    def test_stand_by_all_claims_in_all_maps(self) -> None:
        made = compare_speakers(corpus(SPEAKING, speakers=SPEAKERS))
        assert made.speakers == ("ann", "bob")
        ann = made.cell("i", "ann")
        assert (ann.state, ann.sources) == (State.MIXED, ("a", "b"))
        assert ann.standing.because == ("a/c0", "b/c0")
        assert [each.decides for each in ann.reasons] == [True, True]
        assert made.cell("j", "ann").state is State.NOT_CODED

    def test_unnamed_voices_are_counted_and_in_no_cell(self) -> None:
        made = compare_speakers(corpus(SPEAKING, speakers=SPEAKERS))
        assert dict(made.unnamed) == {"i": 1, "j": 0}
        assert "unnamed" not in made.speakers

    def test_are_a_table_like_sources(self) -> None:
        made = speakers_table(compare_speakers(corpus(SPEAKING, speakers=SPEAKERS)))
        assert made == {"i": {"ann": "mixed", "bob": None}, "j": {"ann": None, "bob": -1}}

    def test_of_some_sources_only(self) -> None:
        made = compare_speakers(corpus(SPEAKING, speakers=SPEAKERS), sources=["a"])
        assert made.speakers == ("ann",)
        assert made.cell("i", "ann").state is State.SUPPORT


def test_groups_are_counted_sources_and_speakers_apart_and_nobody_is_lost() -> None:
    maps: dict[str, dict[str, Any]] = {
        "a": {"claims": coded(("i", "support"), ("i", "oppose", {"speaker": "bob"}))},
        "b": {"claims": coded(("i", "oppose"), ("i", "support", {"speaker": "cy"}))},
        "c": {"silent": ["i"]},
    }
    registry = {"a": {"groups": ["north"]}, "b": {"groups": ["north"]}}
    made = corpus(maps, speakers=SPEAKERS, codebook=GROUPS, registry=registry)
    counted = count_groups(made, compare(made), compare_speakers(made))
    assert counted.columns == (
        ("north", "sources"),
        ("", "sources"),
        ("north", "speakers"),
        ("south", "speakers"),
        ("", "speakers"),
    )
    north = counted.count("i", ("north", "sources"))
    assert {state.value: members for state, members in north.members.items()} == {"support": ("a",), "oppose": ("b",)}
    assert counted.count("i", ("", "sources")).count(State.SILENT) == 1
    assert counted.count("i", ("south", "speakers")).members == {State.OPPOSE: ("bob",)}


STANCES = st.sampled_from([each.value for each in Stance])
CLAIM = st.tuples(
    st.sampled_from("ij"),
    STANCES,
    st.sampled_from([{}, {"speaker": "ann"}, {"speaker": "bob", "voice": "endorsed"}, {"voice": "conceded"}]),
)
MAPS = st.dictionaries(st.sampled_from("abcd"), st.lists(CLAIM, max_size=5), max_size=4)


@given(MAPS)
def test_the_order_of_maps_and_claims_does_not_matter(written: dict[str, list[Any]]) -> None:
    maps = {id: {"claims": coded(*claims)} for id, claims in written.items()}
    turned = {id: {"claims": dict(reversed(fields["claims"].items()))} for id, fields in reversed(maps.items())}
    one, other = corpus(maps, speakers=SPEAKERS), corpus(turned, speakers=SPEAKERS)
    assert table(compare(one)) == table(compare(other))
    assert speakers_table(compare_speakers(one)) == speakers_table(compare_speakers(other))
    assert agreements(table(compare(one))) == agreements(table(compare(other)))


@given(MAPS)
def test_names_do_not_matter(written: dict[str, list[Any]]) -> None:
    maps = {id: {"claims": coded(*claims)} for id, claims in sorted(written.items())}
    renamed = {f"new-{id}": fields for id, fields in maps.items()}
    before = divisions(table(compare(corpus(maps, speakers=SPEAKERS))))
    after = divisions(table(compare(corpus(renamed, speakers=SPEAKERS))))
    assert [(each.opposed, each.mean, len(each.favor)) for each in before] == [
        (each.opposed, each.mean, len(each.favor)) for each in after
    ]


@given(MAPS)
def test_what_is_carried_is_no_stance_of_the_source(written: dict[str, list[Any]]) -> None:
    maps = {id: {"claims": coded(*claims)} for id, claims in written.items()}
    own = {
        id: {"claims": {name: each for name, each in fields["claims"].items() if each.get("speaker") != "ann"}}
        for id, fields in maps.items()
    }
    numbers = {"one": table(compare(corpus(maps, speakers=SPEAKERS))), "other": table(compare(corpus(own)))}
    for issue in "ij":
        for id in maps:
            assert numbers["one"][issue][id] == numbers["other"][issue][id]


RELATED: dict[str, Any] = {
    "top": {"kind": "fact", "basis": "statistic"},
    "reason": {"supports": "top", "speaker": "ann", "via": "bob"},
    "doubt": {"attacks": ["top", "reason"], "stance": {"i": "support"}},
    "cut": {"undercuts": "reason -> top", "speaker": "unnamed"},
}


class TestCounts:
    def test_relations_are_counted_where_they_point(self) -> None:
        made = count(corpus({"a": {"claims": RELATED}}, speakers=SPEAKERS))
        pointed = {each.claim: dict(each.relations) for each in made.claims}
        assert pointed["top"] == {"supports": 1, "attacks": 1, "qualifies": 0, "answers": 0, "undercuts": 1}
        assert [each.claim for each in made.disputed] == ["top", "reason"]
        assert [each.claim for each in made.supported] == ["top", "reason"]

    def test_speakers_and_carriers_are_counted_apart(self) -> None:
        made = count(corpus({"a": {"claims": RELATED}}, speakers=SPEAKERS))
        found = {each.speaker: (each.claims, each.via, each.sources) for each in made.speakers}
        assert found == {"ann": (1, 0, ("a",)), "unnamed": (1, 0, ("a",)), "bob": (0, 1, ("a",))}
        assert made.own == 3

    def test_a_source_is_counted_whole(self) -> None:
        source = count(corpus({"a": {"claims": RELATED}}, speakers=SPEAKERS)).sources[0]
        assert (source.claims, source.theses, source.quotes, source.passages, source.speakers) == (5, 1, 5, 5, 2)
        assert source.kinds == {"fact": 1, None: 4}
        assert source.parts == {None: 5}

    def test_contested_issues_come_first(self) -> None:
        maps = {
            "a": {"claims": coded(("j", "support"), ("i", "support"))},
            "b": {"claims": coded(("j", "oppose"), ("i", "support"))},
        }
        found = [(each.issue, each.claims, each.favor, each.against) for each in count(corpus(maps)).issues]
        assert found == [("j", 2, 1, 1), ("i", 2, 2, 0)]
