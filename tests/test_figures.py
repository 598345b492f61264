"""Figures are complete and fit: every text in its frame, every relation drawn with its word, all of it printable."""

import re
from itertools import combinations, pairwise
from pathlib import Path
from string import Formatter

import pytest

from argmap import layout, theme, words
from argmap.comparison import compare
from argmap.corpus import Corpus
from argmap.exports import evidence
from argmap.figures import FIGURES, Figure, Subject, argument_map, forest, glyphs, ladder
from argmap.figures.boxes import Telling
from argmap.figures.furniture import PAGE, smallest_print
from argmap.figures.network import network
from argmap.project import load
from argmap.scene import Frame, Group, Line, Rect, Scene
from argmap.scene import Path as Drawn
from argmap.schema import LINKS
from argmap.stances import State

STAMP = "0123456789abcdef" * 4
LANGUAGES = ("en", "zh")
ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return load(ROOT).corpus


PAIRS = (("huanqiu", "gba"), ("yicai", "avalaches"))


def named(subject: Subject, sheet: str) -> str:
    return "-".join(filter(None, (*subject.issues, *subject.sources, sheet)))


def subjects(corpus: Corpus, figure: Figure) -> list[Subject]:
    """What the figure is drawn of here: all that there is, the issues' maps, and some pairs of sources."""
    if figure.each == "pair":
        return [Subject(pair) for pair in PAIRS]
    entries, issues = tuple(corpus.entries), tuple(corpus.codebook.issues)
    every = list(figure.subjects(Subject(), entries, issues))
    return every + (list(figure.subjects(Subject((), issues), entries, issues)) if figure.by_issue else [])


def scenes(corpus: Corpus, figure: str, subject: Subject, language: str) -> dict[str, Scene]:
    """The sheets of one figure, by subject and sheet."""
    compared = compare(corpus, subject.issues or None, subject.sources or None)
    made = FIGURES[figure].scenes(corpus, compared, subject, language, STAMP)
    return {named(subject, sheet): scene for sheet, scene in made}


def maps(corpus: Corpus, source: str, language: str) -> dict[str, Scene]:
    return scenes(corpus, "map", Subject((source,)), language)


@pytest.fixture(scope="module")
def drawn(corpus: Corpus) -> dict[tuple[str, str, str], Scene]:
    """All figures of the shipped project, by figure, subject and language."""
    return {
        (figure.name, name, language): scene
        for figure in FIGURES.values()
        for subject in subjects(corpus, figure)
        for language in LANGUAGES
        for name, scene in scenes(corpus, figure.name, subject, language).items()
    }


def project(folder: Path, claims: str, text: str) -> Corpus:
    """A project of one source and one map."""
    (folder / "seeds").mkdir()
    (folder / "maps").mkdir()
    (folder / "seeds" / "a.txt").write_text(text, "utf-8")
    (folder / "seeds" / "sources.yaml").write_text(
        "sources:\n  a:\n    file: a.txt\n    short: A & <B>\n    language: en\n    format: text\n", "utf-8"
    )
    (folder / "maps" / "codebook.yaml").write_text("title: Trial\nlanguages: [en]\n", "utf-8")
    (folder / "maps" / "a.yaml").write_text("source: a\n" + claims, "utf-8")
    found = load(folder).corpus
    assert "a" in found.entries
    return found


KNOTTY = """
theses:
  top: {text: The whole, quote: alpha beta gamma}
claims:
  reason: {text: A reason, quote: delta epsilon zeta, supports: top}
  objection: {text: An objection, quote: eta theta iota, attacks: [top, reason]}
  doubt: {text: A doubt, quote: kappa lambda mu, undercuts: reason -> top}
  second-doubt: {text: Another doubt, quote: nu xi omicron, undercuts: objection -> reason}
  one: {text: One, quote: pi rho sigma, supports: two}
  two: {text: Two, quote: tau upsilon phi, supports: one, qualifies: top}
  selfish: {text: Selfish, quote: chi psi omega, supports: selfish}
"""
GREEK = "alpha beta gamma. delta epsilon zeta. eta theta iota. kappa lambda mu. nu xi omicron. pi rho sigma. "
GREEK += "tau upsilon phi. chi psi omega."


@pytest.fixture
def knotty(tmp_path: Path) -> Corpus:
    return project(tmp_path, KNOTTY, GREEK)


def box_of(line: Line) -> Frame:
    return Frame(line.x, line.y - 0.74 * line.size, line.width, 0.94 * line.size)


def overlap(one: Frame, other: Frame, by: float = 0.5) -> bool:
    return (
        min(one.right, other.right) - max(one.x, other.x) > by
        and min(one.bottom, other.bottom) - max(one.y, other.y) > by
    )


def within(inner: Frame, outer: Frame) -> bool:
    return (
        inner.x >= outer.x - 1
        and inner.right <= outer.right + 1
        and inner.y >= outer.y - 1
        and inner.bottom <= outer.bottom + 1
    )


def groups(scene: Scene, *kinds: str) -> list[Group]:
    return [mark for mark, _ in scene.walk() if isinstance(mark, Group) and mark.kind in kinds]


def assert_sound(scene: Scene) -> None:
    """What must hold of every scene."""
    sheet = Frame(0, 0, scene.width, scene.height)
    for mark, holders in scene.walk():
        if isinstance(mark, Line):
            for holder in holders:
                if holder.frame:
                    assert within(box_of(mark), holder.frame), (mark.text, holder.kind, holder.id)
            assert within(box_of(mark), sheet), mark.text
            assert mark.text.strip()
        if isinstance(mark, Rect | Drawn | Line):
            assert all(mark.role in roles for roles in theme.THEMES.values()), mark.role
    lines = sorted(((box_of(line), line.text) for line in scene.lines), key=lambda pair: pair[0].y)
    for index, (one, text) in enumerate(lines):
        for other, again in lines[index + 1 :]:
            if other.y > one.bottom:
                break
            assert not overlap(one, other), (text, again)
    boxes = groups(scene, "thesis", "claim", "stub")
    for box, neighbour in combinations(boxes, 2):
        assert box.frame and neighbour.frame and not overlap(box.frame, neighbour.frame), (box.id, neighbour.id)
    assert scene.title and scene.description
    for edge in groups(scene, "edge"):
        for box in boxes:
            assert box.frame and edge.frame and not overlap(edge.frame, box.frame), (edge.id, box.id)


def assert_lines_keep_clear(scene: Scene) -> None:
    """On a sheet for the page no line runs through a box; the ends of curves stand for them."""
    frames = [box.frame for box in groups(scene, "thesis", "claim", "stub") if box.frame]
    inner = [Frame(each.x + 1, each.y + 1, each.width - 2, each.height - 2) for each in frames]
    for edge in groups(scene, "edge"):
        for mark in edge.marks:
            if isinstance(mark, Drawn) and mark.role.startswith("edge-"):
                ends = [numbers[-2:] for _, numbers in mark.commands]
                for (x, y), (again, below) in pairwise(ends):
                    run = Frame(min(x, again), min(y, below), abs(x - again) + 0.1, abs(y - below) + 0.1)
                    assert not any(overlap(run, box, 0.05) for box in inner), edge.id


def edges(scene: Scene) -> list[str]:
    """The relations drawn, each of which has a line and its word."""
    found = groups(scene, "edge")
    kinds = (*forest.KINDS, forest.UNDERCUTS, *LINKS)
    known = {words.say(f"relation.{kind}", scene.language) for kind in kinds}
    for edge in found:
        assert next(line.text for line in edge.marks if isinstance(line, Line)) in known
        assert any(isinstance(mark, Drawn) and mark.role.startswith("edge-") for mark in edge.marks)
    return sorted(edge.id for edge in found)


def test_texts_keep_to_their_frames_and_clear_of_each_other(drawn: dict[tuple[str, str, str], Scene]) -> None:
    assert drawn
    for (_, subject, _), scene in drawn.items():
        assert_sound(scene)
        if "-" in subject:
            assert_lines_keep_clear(scene)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_relation_is_lost(corpus: Corpus, drawn: dict[tuple[str, str, str], Scene], language: str) -> None:
    for source, entry in corpus.entries.items():
        made = sorted(relation.id for relation in forest.relations(entry))
        assert edges(drawn["map", source, language]) == made
        sheets = [
            scene
            for (figure, subject, spoken), scene in drawn.items()
            if (figure, spoken) == ("map", language) and subject.startswith(f"{source}-")
        ]
        if sheets:
            assert sorted(each for sheet in sheets for each in edges(sheet)) == made
            claims = [group.id for sheet in sheets for group in groups(sheet, "thesis", "claim")]
            assert sorted(claims) == sorted(entry.map.all_claims)


def test_every_claim_stands_in_the_whole(corpus: Corpus, drawn: dict[tuple[str, str, str], Scene]) -> None:
    for source, entry in corpus.entries.items():
        whole = drawn["map", source, "en"]
        assert sorted(group.id for group in groups(whole, "thesis", "claim")) == sorted(entry.map.all_claims)


def test_print_is_large_enough(corpus: Corpus, drawn: dict[tuple[str, str, str], Scene]) -> None:
    for (figure, subject, _), scene in drawn.items():
        parted = (
            figure == "map"
            and subject in corpus.entries
            and any(each[0] == "map" and each[1].startswith(f"{subject}-") for each in drawn)
        )
        assert min(line.size for line in scene.lines) >= 12
        if not parted:
            assert smallest_print(scene) >= 7, subject
            assert scene.width <= PAGE[0] and scene.height <= PAGE[1]


def test_subjects_are_the_same_in_all_languages(drawn: dict[tuple[str, str, str], Scene]) -> None:
    by_language = [
        {(figure, subject) for figure, subject, spoken in drawn if spoken == language} for language in LANGUAGES
    ]
    assert by_language[0] == by_language[1]


def test_every_state_has_its_own_sign() -> None:
    shapes = {tuple((mark.commands, mark.role) for mark in glyphs.state(state, 0, 0, 12)) for state in State}
    assert len(shapes) == len(State)
    outlines = {
        tuple(mark.commands for mark in glyphs.state(state, 0, 0, 12))
        for state in State
        if not state.value.startswith("leans")
    }
    assert len(outlines) == len(State) - 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_matrix_shows_every_state_and_cell(
    corpus: Corpus, drawn: dict[tuple[str, str, str], Scene], language: str
) -> None:
    scene = drawn["matrix", "", language]
    assert len(groups(scene, "cell")) == len(corpus.codebook.issues) * len(corpus.entries)
    legend = " ".join(line.text for line in _lines(groups(scene, "legend")))
    for state in State:
        assert words.say(f"state.{state.value}", language) in legend


def _lines(found: list[Group]) -> list[Line]:
    return [line for group in found for line in Scene(0, 0, "", "", "en", (group,)).lines]


@pytest.mark.parametrize("language", LANGUAGES)
def test_footers_say_how_quotes_were_found(
    corpus: Corpus, drawn: dict[tuple[str, str, str], Scene], language: str
) -> None:
    for (_, subject, spoken), scene in drawn.items():
        if spoken == language:
            text = "".join(line.text for line in _lines(groups(scene, "footer")))
            assert STAMP[:8] in text, subject
            assert words.say("step.exact", language).split()[0] in text, subject


def test_drawing_twice_gives_the_same(corpus: Corpus, drawn: dict[tuple[str, str, str], Scene]) -> None:
    source = next(iter(corpus.entries))
    for subject, scene in maps(corpus, source, "zh").items():
        assert scene == drawn["map", subject, "zh"]


def test_circles_and_undercuts_are_drawn(knotty: Corpus) -> None:
    entry = knotty.entries["a"]
    made = sorted(relation.id for relation in forest.relations(entry))
    assert len(made) == 9
    ((subject, scene),) = maps(knotty, "a", "en").items()
    assert subject == "a"
    assert_sound(scene)
    assert_lines_keep_clear(scene)
    assert edges(scene) == made


def test_an_undercut_points_at_a_line_in_the_network(knotty: Corpus) -> None:
    entry = knotty.entries["a"]
    names = [name for name in entry.map.all_claims if name != "selfish"]
    made = [relation for relation in forest.relations(entry) if relation.tail != "selfish"]
    draw = argument_map.Boxes(Telling(knotty, entry, "en")).drawer(names)
    piece = network(names, made, ["top"], 232, "en", draw)
    scene = Scene(piece.width + 1, piece.height + 1, "t", "d", "en", piece.marks)
    assert_sound(scene)
    assert edges(scene) == sorted(relation.id for relation in made)


def test_trees_are_drawn_as_high_as_they_were_measured(corpus: Corpus, knotty: Corpus) -> None:
    for whole, entry in [(each, entry) for each in (corpus, knotty) for entry in each.entries.values()]:
        names = list(entry.claims)
        trees = forest.forest(names, forest.relations(entry), entry.map.theses)
        draw = argument_map.Boxes(Telling(whole, entry, "en")).drawer(names)
        for count in (1, 2, 3, 5):
            grid = ladder.Grid(count, count * 240, "en", draw, entry.map.theses)
            piece, empty = ladder.arranged(trees, grid), ladder.outlined(trees, grid)
            assert (piece.width, piece.height, empty.marks) == (empty.width, empty.height, ())
            bottoms = [mark.frame.bottom for mark in piece.marks if isinstance(mark, Group) and mark.frame]
            assert max(bottoms) == pytest.approx(piece.height)


def test_long_and_hostile_texts_stay_inside(tmp_path: Path) -> None:
    claims = 'theses:\n  top: {text: "<b>&amp;\\u202e \\u0007 ]]>", quote: alpha beta gamma}\nclaims:\n'
    claims += f"  long: {{text: {'x' * 400}, quote: delta epsilon zeta, supports: top}}\n"
    claims += f"  many: {{text: {'word ' * 300}end, quote: eta theta iota, attacks: top}}\n"
    claims += f"  voice: {{text: Said, quote: kappa lambda mu, speaker: {'y' * 120}, supports: top}}\n"
    for scene in maps(project(tmp_path, claims, GREEK), "a", "en").values():
        assert_sound(scene)


def test_a_map_without_relations_is_drawn(tmp_path: Path) -> None:
    claims = "theses:\n  top: {text: Alone, quote: alpha beta gamma}\n"
    (scene,) = maps(project(tmp_path, claims, GREEK), "a", "en").values()
    assert_sound(scene)
    assert not edges(scene)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_evidence_list_has_every_quote(corpus: Corpus, language: str) -> None:
    for source, entry in corpus.entries.items():
        text = evidence.write(corpus, source, language, STAMP)
        for citation in entry.citations:
            assert f"**\\[{citation.number}\\]**" in text
        assert text.count("**\\[") == len({citation.number for citation in entry.citations})


def test_the_evidence_list_is_not_markdown_by_accident(tmp_path: Path) -> None:
    claims = 'theses:\n  top: {text: "[x](javascript:1) <img>", quote: "# one *two* three"}\n'
    text = evidence.write(project(tmp_path, claims, "# one *two* three"), "a", "en", STAMP)
    assert "> \\# one \\*two\\* three" in text
    assert "\\[x\\](javascript:1) \\<img\\>" in text


def test_languages_have_the_same_words() -> None:
    fields = {
        language: {
            key: sorted(filter(None, (name for _, name, _, _ in Formatter().parse(phrase))))
            for key, phrase in phrases.items()
        }
        for language, phrases in words.PHRASES.items()
    }
    assert fields["en"] == fields["zh"]
    assert words.COUNTED["en"].keys() == words.COUNTED["zh"].keys()


def test_words_follow_number_and_language() -> None:
    assert words.count("claims", 1, "en") == "1 further claim"
    assert words.count("claims", 2, "en-GB") == "2 further claims"
    assert words.say("state.support", "fr") == "supports"
    assert words.date("2025-02-13", "en") == "13 February 2025"
    assert words.date("2025-02-13", "en", short=True) == "13 Feb 2025"
    assert words.date("2025-02", "zh-Hant") == "2025年2月"
    assert words.date("2025", "en") == "2025"
    assert words.listing(["a", "b", "c"], "en") == "a, b and c"
    assert words.quoted("a “b”", "zh-Hans") == "“a ‘b’”"
    assert words.quoted("a「b」", "zh-TW") == "「a『b』」"


def test_the_sentence_on_quotes() -> None:
    steps = {"exact": 88, "normalised": 7, "omission": 1}
    assert words.found(steps, 96, "en") == (
        "All 96 quotes found: 88 word for word, 7 after typographic normalisation, 1 with a marked omission."
    )
    assert words.found(steps, 97, "en").startswith("96 of 97 quotes found:")
    assert words.found({"exact": 1}, 1, "en") == "The one quote was found word for word."
    assert words.found({}, 0, "en") == ""
    assert words.found({}, 2, "en") == "None of the 2 quotes was found."


def test_a_whole_map_without_a_layout_program_stands_in_columns(
    corpus: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none(*_: object, **__: object) -> None:
        raise layout.LayoutUnavailable("none")

    monkeypatch.setattr(layout, "arrange", none)
    scene = maps(corpus, "dw", "en")["dw"]
    entry = corpus.entries["dw"]
    said = "\n".join(line.text for line in scene.lines)
    assert all(f"[{citation.number}]" in said for citation in entry.citations)


TAKEN = """
theses:
  top: {text: The whole, speaker: unnamed, voice: endorsed, quote: alpha beta gamma}
claims:
  said: {text: A reason, speaker: unnamed, voice: rejected, quote: delta epsilon zeta, supports: top}
  granted: {text: An objection, voice: conceded, quote: eta theta iota, attacks: top}
"""


def test_how_the_source_takes_words_is_told_of_the_source(tmp_path: Path) -> None:
    found = project(tmp_path, TAKEN, GREEK)
    listed = evidence.write(found, "a", "en", STAMP)
    assert "Unnamed voice; the article agrees" in listed
    assert "Unnamed voice; the article rejects this" in listed
    assert " The article grants this" in listed
    (scene,) = maps(found, "a", "en").values()
    (top,) = groups(scene, "thesis")
    assert "Thesis\u00a0· Unnamed voice" in [line.text for line in top.marks if isinstance(line, Line)]
    texts = [line.text for line in scene.lines]
    assert "· the article agrees" in texts
    assert "the article grants this" in texts


def test_an_endorsed_thesis_has_the_bar_and_its_key(tmp_path: Path) -> None:
    (scene,) = maps(project(tmp_path, TAKEN, GREEK), "a", "en").values()
    (top,) = groups(scene, "thesis")
    assert [mark.role for mark in top.marks if isinstance(mark, Rect)] == ["box-thesis", "box-bar"]
    assert words.say("voice.endorsed", "en") in [line.text for line in scene.lines]


def test_several_parts_are_parts(drawn: dict[tuple[str, str, str], Scene]) -> None:
    told = [line.text for scene in drawn.values() for line in scene.lines if re.match(r"Parts? \d", line.text)]
    assert told
    assert all(text.startswith("Parts") == bool(re.match(r"Parts? \d+–", text)) for text in told)


def test_numbers_stand_behind_the_last_word_and_break_no_line_early(drawn: dict[tuple[str, str, str], Scene]) -> None:
    seen = 0
    for (figure, _, _), scene in drawn.items():
        for box in groups(scene, "thesis", "claim") if figure == "map" else []:
            lines = [mark for mark in box.marks if isinstance(mark, Line)]
            at = next((at for at, line in enumerate(lines) if re.fullmatch(r"(\[\d+\])+", line.text)), 0)
            if at and box.frame:
                seen += 1
                last, number = lines[at - 1], lines[at]
                assert last.y == number.y
                text = [line for line in lines[:at] if line.role == "ink" and line.size == last.size]
                assert sum(line.width for line in text) + number.width > 0.5 * (len(text) - 1) * (box.frame.width - 22)
    assert seen > 100


def test_a_stub_says_when_its_claim_is_on_the_sheet(drawn: dict[tuple[str, str, str], Scene]) -> None:
    near = 0
    for (figure, _, language), scene in drawn.items():
        if figure == "map":
            full = {box.id for box in groups(scene, "thesis", "claim")}
            for stub in groups(scene, "stub"):
                said = any(
                    words.say("stub.near", language) in line.text for line in stub.marks if isinstance(line, Line)
                )
                if stub.id:
                    assert said == (stub.id in full)
                    near += said
    assert near
