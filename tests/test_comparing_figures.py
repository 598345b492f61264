"""Figures of many sources: nobody is left out or shown twice, numbers are those of the measures, and all of it fits."""

import random
from collections import Counter
from collections.abc import Callable
from functools import lru_cache
from itertools import pairwise
from typing import Any

import pytest
import small_projects
from test_figures import LANGUAGES, STAMP, assert_sound, groups

from argmap.agreement import agreements, bloc_order, divisions, most_contested
from argmap.comparison import Comparison, compare, compare_speakers, table
from argmap.corpus import Corpus
from argmap.figures import Sheets, Subject, agreement_matrix, matrix, positions, voices
from argmap.figures.furniture import PAGE, smallest_print
from argmap.findings import FEW
from argmap.scene import Group, Path, Rect, Scene
from argmap.stances import State

STANCES = ("support", "leans-support", "neutral", "leans-oppose", "oppose")
KINDS = ("official", "expert", "business", "media", "organisation", None)
ODD: dict[str, Callable[[str], str]] = {
    "plain": lambda name: name,
    "long": lambda name: f"{name} " * 60,
    "word": lambda name: name + "x" * 500,
    "strange": lambda name: f"موقف 🎉 {name} עברית 👩‍👩‍👧",
}
MAKERS = (matrix.scenes, positions.scenes, agreement_matrix.scenes, voices.scenes)


@lru_cache
def invented(sources: int, issues: int, speakers: int = 37, odd: str = "plain", conditions: int = 0) -> Corpus:
    """A corpus with claims by chance, always the same ones; `conditions` is how many stances have one."""
    chance = random.Random(f"{sources}-{issues}-{odd}")
    topics = [f"i{number}" for number in range(issues)]
    voices = [f"p{number}" for number in range(speakers)]
    left = conditions
    maps: dict[str, Any] = {}
    for number in range(sources):
        claims: dict[str, Any] = {}
        silent = []
        for topic in topics:
            for value, speaker in _said(chance, voices):
                stance: Any = value
                if left and not speaker and value == "support":
                    left -= 1
                    stance = {"value": value, "condition": {"en": f"if {number} allows", "zh": f"如果{number}允许"}}
                claims[f"c{len(claims)}"] = {"stance": {topic: stance}, **({"speaker": speaker} if speaker else {})}
            if chance.random() < 0.3 and not any(topic in claim["stance"] for claim in claims.values()):
                silent.append(topic)
        maps[f"s{number}"] = {"claims": claims, "silent": silent}
    name = ODD[odd]
    codebook = {
        "issues": {
            each: {"proposition": each, "short": {"en": name(f"Issue {each}"), "zh": name(f"议题{each}")}}
            for each in topics
        },
        "speakers": {
            each: {"name": name(f"Person {each}"), **({"kind": kind} if kind else {})}
            for each, kind in zip(voices, KINDS * 10, strict=False)
        },
    }
    registry = {
        f"s{number}": {
            "short": {"en": name(f"Paper {number}"), "zh": name(f"报纸{number}")},
            "date": f"20{10 + number}",
        }
        for number in range(sources)
    }
    return small_projects.corpus(maps, topics, codebook=codebook, registry=registry)


def _said(chance: random.Random, voices: list[str]) -> list[tuple[str, str]]:
    """What a source says on an issue: values, each with its speaker if it has one."""
    drawn = chance.random()
    if drawn < 0.5:
        return [(chance.choice(STANCES), "")]
    if drawn < 0.6:
        return [("support", ""), ("oppose", "")]
    if drawn < 0.8 and voices:
        return [(chance.choice(STANCES), chance.choice((*voices, "unnamed")))]
    return [("unclear", "")] if drawn < 0.85 else []


def parted(blocs: int, each: int) -> Corpus:
    """Sources in blocs that agree within and are opposed between."""
    topics = [f"i{number}" for number in range(6)]
    maps = {
        f"s{bloc}{number}": {
            "claims": small_projects.coded(*((topic, ("support", "oppose")[bloc]) for topic in topics))
        }
        for number in range(each)
        for bloc in range(blocs)
    }
    return small_projects.corpus(maps, topics)


def sheets(corpus: Corpus, make: Any, language: str = "en", **options: Any) -> tuple[Comparison, Sheets]:
    comparison = compare(corpus)
    return comparison, make(corpus, comparison, Subject(), language, STAMP, **options)


def ids(made: Sheets, *kinds: str) -> Counter[str]:
    return Counter(group.id for _, scene in made for group in groups(scene, *kinds))


def texts(group: Group) -> list[str]:
    return [line.text for line in Scene(0, 0, "", "", "en", (group,)).lines]


@pytest.mark.parametrize(
    ("sources", "issues"), [(0, 0), (1, 4), (2, 16), (3, 0), (8, 16), (12, 18), (30, 40), (60, 30)]
)
@pytest.mark.parametrize("make", MAKERS, ids=lambda make: make.__module__.rpartition(".")[2])
def test_any_number_of_sources_is_drawn_on_pages(make: Any, sources: int, issues: int) -> None:
    corpus = invented(sources, issues)
    names = set()
    for language in LANGUAGES:
        _, made = sheets(corpus, make, language)
        names.add(tuple(name for name, _ in made))
        for _, scene in made:
            assert_sound(scene)
            assert smallest_print(scene) >= 7
            assert min(line.size for line in scene.lines) >= 12
            assert scene.width <= PAGE[0]
    assert len(names) == 1


@pytest.mark.parametrize("odd", [odd for odd in ODD if odd != "plain"])
@pytest.mark.parametrize("make", MAKERS, ids=lambda make: make.__module__.rpartition(".")[2])
def test_long_and_strange_names_stay_inside(make: Any, odd: str) -> None:
    for sources in (4, 13):
        for _, scene in sheets(invented(sources, 5, 6, odd), make)[1]:
            assert_sound(scene)
            assert smallest_print(scene) >= 7


def test_a_large_matrix_is_one_page() -> None:
    _, made = sheets(invented(30, 40), matrix.scenes)
    assert len(made) == 1
    assert sum(ids(made, "cell").values()) == 1200


@pytest.mark.parametrize("order", ["date", "bloc"])
def test_every_cell_stands_on_one_sheet(order: str) -> None:
    comparison, made = sheets(invented(60, 30), matrix.scenes, order=order)
    assert len(made) > 1
    assert ids(made, "cell") == Counter(f"{issue}-{source}" for issue, source in comparison.cells)
    for _, scene in made:
        for group in groups(scene, "cell"):
            assert any(isinstance(mark, Rect) for mark in group.marks)


def test_the_margin_counts_all_sources() -> None:
    comparison, made = sheets(invented(60, 30), matrix.scenes)
    found = {each.issue: each for each in divisions(table(comparison))}
    for _, scene in made:
        for margin in scene.facts["margins"]:  # type: ignore[attr-defined]
            division = found[margin["issue"]]
            assert (margin["for"], margin["against"]) == (len(division.favor), len(division.against))
            assert margin["conflict"] == division.conflict


def test_conditions_are_footnotes_in_the_order_of_reading() -> None:
    for sources in (3, 12):
        _, made = sheets(invented(sources, 10, conditions=4), matrix.scenes)
        ((_, scene),) = made
        raised = [text for group in groups(scene, "cell") for text in texts(group) if text in "¹²³⁴"]
        assert raised == ["¹", "²", "³", "⁴"]
        below = [text for group in groups(scene, "legend") for text in texts(group)]
        assert [text for text in below if text in "¹²³⁴"] == raised
        assert sum("allows" in text for text in below) == 4


def test_blocs_stand_apart() -> None:
    corpus = parted(2, 6)
    assert len(bloc_order(table(compare(corpus))).groups) == 2
    for make, options, inside in (
        (matrix.scenes, {"order": "bloc"}, "i0-"),
        (agreement_matrix.scenes, {}, "s00-"),
    ):
        ((_, scene),) = sheets(corpus, make, **options)[1]
        row = sorted(group.frame.x for group in groups(scene, "cell") if group.frame and group.id.startswith(inside))
        steps = [other - one for one, other in pairwise(row)]
        assert sum(min(steps) + 5 < step < min(steps) * 2 for step in steps) == 1
    ((_, scene),) = sheets(corpus, matrix.scenes)[1]
    row = sorted(group.frame.x for group in groups(scene, "cell") if group.frame and group.id.startswith("i0-"))
    assert max(other - one for one, other in pairwise(row)) < min(other - one for one, other in pairwise(row)) + 1


@pytest.mark.parametrize("sources", [5, 12])
def test_every_source_is_in_every_row_of_positions_once(sources: int) -> None:
    comparison, made = sheets(invented(sources, 20), positions.scenes)
    rows = [row for _, scene in made for row in scene.facts["issues"]]  # type: ignore[attr-defined]
    assert [row["issue"] for row in rows] == [each.issue for each in most_contested(table(comparison))]
    letters = Counter[str]()
    for _, scene in made:
        for group in groups(scene, "dot", "beside"):
            issue = group.id.partition("-")[0]
            letters.update(f"{issue}{letter}" for text in texts(group) for letter in text.split())
    assert set(letters.values()) == {1}
    assert len(letters) == sources * 20


def test_many_sources_are_counted_at_each_step() -> None:
    comparison, made = sheets(invented(30, 12), positions.scenes)
    shown = {group.id: texts(group) for _, scene in made for group in groups(scene, "bar", "beside")}
    for issue in comparison.issues:
        for state in State:
            there = sum(comparison.cell(issue, source).state is state for source in comparison.sources)
            assert shown.get(f"{issue}-{state.value}", []) == ([str(there)] if there else [])


@pytest.mark.parametrize("sources", [5, 12])
def test_agreement_is_hatched_or_a_dash_where_it_should_be(sources: int) -> None:
    comparison, made = sheets(invented(sources, 8), agreement_matrix.scenes)
    ((_, scene),) = made
    pairs = {frozenset((each.one, each.other)): each for each in agreements(table(comparison))}
    seen = Counter(frozenset(group.id.split("-")) for group in groups(scene, "cell"))
    assert seen == Counter(dict.fromkeys(pairs, 1 if sources == 5 else 2))
    for group in groups(scene, "cell"):
        found = pairs[frozenset(group.id.split("-"))]
        hatched = any(isinstance(mark, Path) and mark.role == "hatch" for mark in group.marks)
        assert hatched == (0 < found.shared < FEW)
        assert ("–" in texts(group)) == (found.shared == 0)
        weighed = [mark for mark in group.marks if isinstance(mark, Rect) and mark.role in ("cell-neutral", "grid")]
        if found.shared < FEW or found.share is None or found.share < 0.6:
            assert not [mark for mark in weighed if mark.frame.height > 10]


def test_pairs_are_shown_both_ways_on_sheets() -> None:
    comparison, made = sheets(invented(60, 10), agreement_matrix.scenes)
    expected = Counter(f"{one}-{other}" for one in comparison.sources for other in comparison.sources if one != other)
    assert ids(made, "cell") == expected


@pytest.mark.parametrize("by", ["kind", "group", "source"])
def test_voices_show_every_standing(by: str) -> None:
    corpus = invented(6, 10)
    _, made = sheets(corpus, voices.scenes, by=by)
    speakers = compare_speakers(corpus)
    rows = [row for _, scene in made for row in scene.facts["rows"]]  # type: ignore[attr-defined]
    assert {row["speaker"] for row in rows} == set(speakers.speakers)
    if by != "source":
        for row in rows:
            for issue in speakers.issues:
                state = speakers.cell(issue, row["speaker"]).state
                assert row["states"].get(issue, "not-coded") == state.value
    drawn = sum(len(groups(scene, "cell")) for _, scene in made)
    assert drawn == sum(len(row["states"]) for row in rows)


def test_sheets_of_voices_hold_every_row_once() -> None:
    _, made = sheets(invented(30, 40), voices.scenes)
    assert len(made) > 1
    assert set(ids(made, "cell").values()) == {1}


def test_drawing_twice_gives_the_same() -> None:
    corpus = invented(9, 12)
    for make in MAKERS:
        assert sheets(corpus, make)[1] == sheets(corpus, make)[1]
