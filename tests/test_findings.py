"""What a comparison comes to in sentences: counts before shares, and nothing said of what is undefined."""

from typing import Any

import pytest
from small_projects import coded, corpus

from argmap import findings, words
from argmap.comparison import compare, compare_speakers
from argmap.exports.comparison.view import view

RIVALS: dict[str, Any] = {
    "issues": {
        "i": {"proposition": "x", "short": "Issue i", "rival": "j"},
        "j": {"proposition": "y", "short": "Issue j"},
    }
}


def told(maps: dict[str, Any], topic: str, language: str = "en", codebook: dict[str, Any] | None = None) -> list[str]:
    """The sentences of one topic."""
    made = corpus(maps, ("i", "j", "k"), {"ann": {}}, codebook)
    topics = findings.of_sources(made, compare(made), compare_speakers(made), language)
    return next(list(each.sentences) for each in topics if each.title == words.say(f"topic.{topic}", language))


def source(*stances: tuple[str, str], **more: Any) -> dict[str, Any]:
    return {"claims": coded(*stances), **more}


class TestAgreement:
    def test_the_range_is_said_from_three_shared_on(self) -> None:
        three = {
            "a": source(("i", "support"), ("j", "support"), ("k", "support")),
            "b": source(("i", "support"), ("j", "leans-support"), ("k", "oppose")),
        }
        assert told(three, "agreement") == [
            "A and B: same side on 2, opposite on 1, of 3 shared; "
            "agreement 58% (38% to 88% if any one issue is left out)"
        ]

    def test_mixed_is_left_out_and_said(self) -> None:
        maps = {"a": source(("i", "mixed")), "b": source(("i", "support"))}
        assert told(maps, "agreement") == ["A and B: no shared issue: undefined; 1 more left out as mixed"]
        assert told(maps, "agreement", "zh") == ["A与B：没有共有议题：无定义；另有1项因正反兼有而不计"]

    def test_of_very_many_pairs_only_some_are_told(self) -> None:
        maps = {f"s{at}": source(("i", "support"), ("j", "oppose"), ("k", "support")) for at in range(9)}
        made = corpus(maps, ("i", "j", "k"))
        topic = findings.of_sources(made, compare(made), compare_speakers(made), "en")[0]
        assert (len(topic.sentences), topic.more) == (16, "… 20 more pairs")


def test_contested_counts_a_mixed_pair_half() -> None:
    maps = {"a": source(("i", "support")), "b": source(("i", "oppose")), "c": source(("i", "mixed"))}
    assert told(maps, "contested") == ["Issue i: 1 for, 1 against, 1 mixed; 2 of 3 pairs opposed"]


def test_common_ground_is_told_for_either_side_with_the_neutral() -> None:
    maps = {
        "a": source(("i", "oppose"), ("j", "support")),
        "b": source(("i", "leans-oppose"), ("j", "support")),
        "c": source(("i", "neutral")),
    }
    assert told(maps, "common") == [
        "Issue i: 2 against, none for: A and B; neutral C",
        "Issue j: 2 for, none against: A and B",
    ]


def test_who_stands_alone_is_told_with_whom_against() -> None:
    maps = {"a": source(("i", "oppose")), "b": source(("i", "oppose")), "c": source(("i", "support"))}
    assert told(maps, "lone") == ["Issue i: C alone for; against A and B"]


def test_silence_is_told_where_two_others_take_it_up() -> None:
    maps = {
        "a": source(("i", "oppose")),
        "b": source(("i", "support"), ("j", "support")),
        "c": {"silent": ["i", "j"]},
    }
    assert told(maps, "silent") == ["Issue i: C, while 2 others take a position"]
    assert told(maps, "single") == ["Issue j: B"]


@pytest.mark.parametrize(("stance", "how"), [("support", "supported"), ("oppose", "opposed")])
def test_rivals_held_together_are_told(stance: str, how: str) -> None:
    maps = {"a": source(("i", stance), ("j", stance))}
    assert told(maps, "tensions", codebook=RIVALS) == [f"“Issue i” and “Issue j”: both {how} by A"]


def test_voices_part_beside_the_sources() -> None:
    speaking = (("i", "support", {"speaker": "ann"}), ("i", "oppose", {"speaker": "bob"}))
    assert told({"a": {"claims": coded(*speaking)}}, "voice-faults") == ["Issue i: for Ann; against bob"]
    assert told({"a": {"claims": coded(*speaking)}}, "faults") == []


def test_of_very_many_names_the_first_are_told() -> None:
    maps = {f"s{at}": source(("i", "support")) for at in range(12)}
    assert told(maps, "common") == ["Issue i: 12 for, none against: S0, S1, S10, S11, S2, S3, S4 and 5 more"]


def test_words_that_stand_only_in_a_heading_are_told_as_such() -> None:
    claim = {"x": {"stance": {"i": "support"}, "quote": "Rules are good"}}
    maps = {"a": {"claims": claim, "text": "# A title\n\nSome text.\n\n## Rules are good\n\nMore text.\n"}}
    made = corpus(maps, registry={"a": {"format": "markdown"}})
    why = view(made, "source", "en", "").why().standings[0]
    assert why.title == "A, undated on “Issue i”: leans to support"
    assert "only in a heading, so at most leaning" in why.grounds[0].lines


@pytest.mark.parametrize("share", [None, 0.0, 0.625, 1.0])
def test_a_share_is_rounded_half_up_and_undefined_is_a_dash(share: float | None) -> None:
    assert findings.percent(share) == {None: "–", 0.0: "0%", 0.625: "63%", 1.0: "100%"}[share]
