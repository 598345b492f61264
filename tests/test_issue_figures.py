"""Figures of single issues and of two sources: nobody is left out, every quote is whole, links are the analyst's."""

from pathlib import Path

import pytest
from test_figures import LANGUAGES, ROOT, STAMP, assert_lines_keep_clear, assert_sound, edges, groups, scenes

from argmap import credits, words
from argmap.comparison import Comparison, compare
from argmap.corpus import Corpus
from argmap.figures import Subject, issue_map, pages, sections, versus
from argmap.figures.furniture import PAGE
from argmap.figures.sections import Section
from argmap.figures.testimony import clearest
from argmap.project import load
from argmap.scene import Group, Scene
from argmap.scene import Path as Drawn
from argmap.schema import UNNAMED, Stance
from argmap.stances import State


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return load(ROOT).corpus


@pytest.fixture(scope="module")
def comparison(corpus: Corpus) -> Comparison:
    return compare(corpus)


def text_of(made: dict[str, Scene], kind: str = "") -> str:
    """All texts of the sheets, or of their groups of a kind, without the breaks between lines."""
    found = [line for scene in made.values() for line in scene.lines]
    if kind:
        marks = [group for scene in made.values() for group in groups(scene, kind)]
        found = [line for mark in marks for line in Scene(0, 0, "", "", "en", (mark,)).lines]
    return "".join(line.text for line in found).replace(" ", "")


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_issue_has_a_row_for_each_that_takes_it_up_and_names_the_rest(
    corpus: Corpus, comparison: Comparison, language: str
) -> None:
    for issue in comparison.issues:
        made = scenes(corpus, "issue", Subject((), (issue,)), language)
        rows = [group.id for scene in made.values() for group in groups(scene, "row")]
        cells = [comparison.cell(issue, source) for source in comparison.sources]
        taken = [cell for cell in cells if cell.state not in (State.SILENT, State.NOT_CODED)]
        assert sorted(rows) == sorted(f"{issue}-{cell.source}" for cell in taken)
        told = text_of(made)
        for source in comparison.sources:
            assert credits.short(corpus, corpus.entries[source].source, language).replace(" ", "") in told
        quoted = text_of(made, "row")
        for cell in taken:
            entry = corpus.entries[cell.source]
            for reason in clearest(cell):
                for citation in entry.citations_of[reason.claim]:
                    wording = citation.wording(language)
                    said = words.quoted(wording.text, wording.language)
                    assert f"{said}[{citation.number}]".replace(" ", "") in quoted.replace("\u00a0", "")
            for voice in cell.carried:
                assert credits.speaker(corpus, voice.speaker, language).replace(" ", "") in quoted


def test_the_clearest_claims_are_those_that_decide(corpus: Corpus, comparison: Comparison) -> None:
    for cell in comparison.cells.values():
        shown = clearest(cell)
        assert bool(shown) == bool(cell.claims)
        assert {each.claim for each in shown} <= set(cell.standing.because or cell.claims)
        stances = {each.said.stance for each in shown}
        if cell.state.number:
            assert stances == {Stance(cell.state.value)}
        if cell.state is State.MIXED and Stance.MIXED not in stances:
            assert len(shown) == 2


def test_two_sources_stand_most_opposed_first(corpus: Corpus, comparison: Comparison) -> None:
    order = ("opposite", "mixed", "apart", "same", "one", "none")
    for one, other in (("yicai", "gba"), ("avalaches", "huanqiu")):
        made = scenes(corpus, "versus", Subject((one, other)), "en")
        kinds = [
            versus.kind_of(comparison.cell(group.id, one).state, comparison.cell(group.id, other).state)
            for scene in made.values()
            for group in groups(scene, "issue")
        ]
        assert kinds == sorted(kinds, key=order.index)
        shown = {group.id for scene in made.values() for group in groups(scene, "issue")}
        absent = {State.SILENT, State.NOT_CODED}
        states = {issue: {comparison.cell(issue, id).state for id in (one, other)} for issue in comparison.issues}
        assert shown == {issue for issue in comparison.issues if states[issue] - absent}
        first = next(iter(made.values()))
        top = groups(first, "issue")[0].id
        assert [group.id for group in groups(first, "cell")[:2]] == [f"{top}-{one}", f"{top}-{other}"]


@pytest.mark.parametrize(
    ("left", "right", "kind"),
    [
        (State.SUPPORT, State.OPPOSE, "opposite"),
        (State.LEANS_OPPOSE, State.LEANS_SUPPORT, "opposite"),
        (State.MIXED, State.OPPOSE, "mixed"),
        (State.MIXED, State.MIXED, "mixed"),
        (State.MIXED, State.SILENT, "one"),
        (State.NEUTRAL, State.SUPPORT, "apart"),
        (State.SUPPORT, State.LEANS_SUPPORT, "same"),
        (State.SUPPORT, State.REPORTS, "one"),
        (State.REPORTS, State.UNCLEAR, "none"),
        (State.REPORTS, State.SILENT, "none"),
    ],
)
def test_how_two_states_stand_to_each_other(left: State, right: State, kind: str) -> None:
    assert versus.kind_of(left, right) == versus.kind_of(right, left) == kind


def linked(folder: Path) -> Corpus:
    """Two sources on one issue, with a link of each kind, one of them to a claim that is not coded on it."""
    (folder / "seeds").mkdir()
    (folder / "maps").mkdir()
    (folder / "seeds" / "sources.yaml").write_text(
        "sources:\n"
        "  a: {file: a.txt, short: A, language: en, format: text}\n"
        "  b: {file: b.txt, short: B, language: en, format: text}\n",
        "utf-8",
    )
    (folder / "maps" / "codebook.yaml").write_text(
        "title: Trial\nlanguages: [en]\nissues:\n  x: {proposition: It is so., short: So}\nlinks:\n"
        "  - {from: b/one, contradicts: a/one}\n  - {from: b/two, same-as: a/two}\n"
        "  - {from: b/two, updates: a/one}\n  - {from: b/one, cites: a/loose}\n",
        "utf-8",
    )
    coded = (
        "theses:\n  one: {text: First, quote: alpha beta gamma, stance: {x: %s}}\n"
        "claims:\n  two: {text: Second, quote: delta epsilon zeta, supports: one, stance: {x: %s}}\n"
        "  loose: {text: Loose, quote: eta theta iota, supports: two}\n"
    )
    for name, stances in (("a", ("support", "support")), ("b", ("oppose", "support"))):
        (folder / "seeds" / f"{name}.txt").write_text("alpha beta gamma. delta epsilon zeta. eta theta iota.", "utf-8")
        (folder / "maps" / f"{name}.yaml").write_text(f"source: {name}\n" + coded % stances, "utf-8")
    found = load(folder)
    assert not found.errors()
    return found.corpus


def test_links_are_dotted_and_named_as_the_analysts(tmp_path: Path) -> None:
    corpus = linked(tmp_path)
    ((name, scene),) = scenes(corpus, "map", Subject((), ("x",)), "en").items()
    assert name == "x"
    assert_sound(scene)
    assert_lines_keep_clear(scene)
    assert edges(scene) == [
        "a-two-supports-one",
        "b-one-cites-a/loose",
        "b-one-contradicts-a/one",
        "b-two-same-as-a/two",
        "b-two-supports-one",
        "b-two-updates-a/one",
    ]
    for edge in groups(scene, "edge"):
        roles = {mark.role for mark in edge.marks if isinstance(mark, Drawn) and mark.role.startswith("edge")}
        assert roles == {"edge-link" if "/" in edge.id else "edge-supports"}
    legend = text_of({name: scene}, "legend")
    assert words.say("keys.links", "en").replace(" ", "") in legend
    assert all(words.say(f"relation.{kind}", "en").replace(" ", "") in legend for kind in ("cites", "updates"))
    assert words.say("measure.links", "en").replace(" ", "") in text_of({name: scene}, "footer")
    told = text_of({name: scene})
    assert "contradictedbyB[1]" in told and "updatedbyB[2]" in told and "saidalsobyB[2]" in told
    assert "Loose" in told and "supportedby1claimelsewhere" in told
    assert len({group.id for group in _groups(scene)}) == len(_groups(scene))


def _groups(scene: Scene) -> list[Group]:
    return [mark for mark, _ in scene.walk() if isinstance(mark, Group) and mark.id]


def test_without_links_nothing_is_said_of_them(corpus: Corpus) -> None:
    assert not corpus.codebook.links or issue_map.links(corpus)
    for name, scene in scenes(corpus, "map", Subject((), ("talent-shortfall",)), "en").items():
        if not any("/" in edge for edge in edges(scene)):
            assert words.say("keys.links", "en").replace(" ", "") not in text_of({name: scene})


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_map_of_an_issue_has_every_claim_once_and_every_relation_between_them(
    corpus: Corpus, comparison: Comparison, language: str
) -> None:
    from argmap.figures.forest import relations

    for issue in comparison.issues:
        made = scenes(corpus, "map", Subject((), (issue,)), language)
        boxes = [group.id for scene in made.values() for group in groups(scene, "thesis", "claim")]
        coded = [f"{id}-{claim}" for id in comparison.sources for claim in comparison.cell(issue, id).claims]
        assert sorted(boxes) == sorted(coded)
        between = [
            f"{id}-{relation.id}"
            for id in comparison.sources
            for relation in relations(corpus.entries[id])
            if {relation.tail, relation.head, relation.onto or relation.head} <= set(comparison.cell(issue, id).claims)
        ]
        found = [edge for scene in made.values() for edge in edges(scene) if "/" not in edge]
        assert sorted(found) == sorted(between)


def test_pages_hold_their_rows_and_are_as_few_as_can_be() -> None:
    heights = [[100.0, 90.0], [200.0, 250.0], [300.0, 10.0], [50.0, 50.0]]
    found = pages.paged(heights, [400.0, 400.0], 10)
    assert found == [(0, 2), (2, 4)]
    assert pages.paged([], [400.0], 10) == [(0, 0)]
    assert pages.paged([[900.0], [900.0]], [400.0], 10) == [(0, 1), (1, 2)]
    assert pages.paged([[100.0]] * 7, [400.0], 0) == [(0, 4), (4, 7)]


def test_sections_share_a_row_where_that_is_lower() -> None:
    def height(section: Section, span: int) -> float:
        return len(section.names) * 100.0 / span

    small, large = Section("a", ("x",)), Section("b", tuple("abcdef"))

    def most(section: Section) -> int:
        return len(section.names)

    assert sections.in_rows([small, large], most, height, 3, 1000) == [((small, 1), (large, 2))]
    assert sections.in_rows([small, large], most, height, 3, 250) == [((small, 1),), ((large, 3),)]
    assert sections.in_rows([], most, height, 3, 250) == []


@pytest.mark.parametrize("figure", ["issue", "map", "versus"])
def test_long_names_stay_inside_and_split(figure: str, tmp_path: Path) -> None:
    corpus = linked(tmp_path)
    long = "A name that goes on and on " * 18 + "x" * 60
    sources = {id: source.model_copy(update={"short": {"": long}}) for id, source in corpus.sources.items()}
    for id, entry in corpus.entries.items():
        object.__setattr__(entry, "source", sources[id])
    subject = Subject(("a", "b")) if figure == "versus" else Subject((), ("x",))
    for scene in scenes(corpus, figure, subject, "en").values():
        assert_sound(scene)
        assert scene.width <= PAGE[0]
        assert STAMP[:8] in "".join(line.text for line in scene.lines)


def test_an_issue_that_nobody_takes_up_is_drawn(tmp_path: Path) -> None:
    corpus = linked(tmp_path)
    book = corpus.codebook.model_copy(update={"issues": {"y": corpus.codebook.issues["x"]}})
    object.__setattr__(corpus, "codebook", book)
    for figure in ("issue", "map"):
        (scene,) = scenes(corpus, figure, Subject((), ("y",)), "en").values()
        assert_sound(scene)
        assert words.say("absent.not-coded", "en", names="A and B") in [line.text for line in scene.lines]


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_sheet_of_two_sources_begins_with_the_title_of_its_rows(
    corpus: Corpus, comparison: Comparison, language: str
) -> None:
    titled: set[str] = set()
    for scene in scenes(corpus, "versus", Subject(("huanqiu", "gba")), language).values():
        first = groups(scene, "issue")[0]
        assert first.id and first.frame
        kind = versus.kind_of(*(comparison.cell(first.id, source).state for source in ("huanqiu", "gba")))
        title = words.say(f"versus.{kind}", language)
        title = words.say("again", language, what=title) if kind in titled else title
        above = [line.text for line in scene.lines if 0 < first.frame.y - line.y < 20]
        assert above == [title]
        stands = (
            [comparison.cell(group.id, id).state for id in ("huanqiu", "gba")] for group in groups(scene, "issue")
        )
        titled |= {versus.kind_of(*each) for each in stands}


def test_a_speaker_who_is_shown_is_not_named_again(corpus: Corpus, comparison: Comparison) -> None:
    for issue in comparison.issues:
        for scene in scenes(corpus, "issue", Subject((), (issue,)), "en").values():
            for row in groups(scene, "row"):
                cell = comparison.cell(issue, row.id.removeprefix(f"{issue}-"))
                named = text_of({"": Scene(0, 0, "", "", "en", (row,))}, "voices")
                states = {each.speaker: each.standing.state.value for each in cell.carried}
                shown = [each.said for each in clearest(cell) if each.said.speaker not in (None, UNNAMED)]
                for said in shown:
                    name = credits.speaker(corpus, str(said.speaker), "en").replace(" ", "")
                    assert name not in named or states[str(said.speaker)] != said.stance.value
                if named and shown:
                    assert "Furthervoices:" in named
