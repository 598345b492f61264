"""What small projects cannot show of the checks of quotes: word lists, wordings, fixes that are made, and time."""

import shutil
import time
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from argmap.checks import attribution
from argmap.checks.cited import Cited, cited
from argmap.checks.cues import cues, denial_before, denials, limit_after, refers_back
from argmap.checks.difference import changes, shown
from argmap.checks.voices import Names, forms, forms_of, is_spoken
from argmap.corpus import Corpus
from argmap.diagnostics import Diagnostic, Fix
from argmap.project import load
from argmap.quotes import Citable
from argmap.readers import Kind, read_plain
from argmap.schema import UNNAMED, Speaker
from argmap.text import Text

TESTS = Path(__file__).parent
PROJECTS = TESTS / "projects"
CHINESE, ENGLISH = cues(("zh-Hant",)), cues(("en",))


def write(folder: Path, source: str, claims: str, language: str = "en", speakers: str = "") -> Path:
    for name, content in {
        "seeds/sources.yaml": f"sources:\n  a: {{file: a.txt, short: A, language: {language}, format: text}}\n",
        "seeds/a.txt": source,
        "maps/codebook.yaml": f"title: T\nlanguages: en\n{speakers}",
        "maps/a.yaml": f"source: a\ntheses:\n{claims}",
    }.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return folder


@cache
def not_found() -> dict[tuple[str | None, str | None], Diagnostic]:
    """What is found in the project of that name, by source and claim."""
    return {(each.subject.source, each.subject.claim): each for each in found(PROJECTS / "not-found")}


def found(folder: Path) -> list[Diagnostic]:
    return list(load(folder).diagnostics)


class TestLists:
    @pytest.mark.parametrize(
        ("passage", "after", "word"),
        [
            ("票价便宜", "，但需要许多司机", "但"),
            ("票價便宜", "。」然而沒有司機", "然而"),
            ("车次不变", "，除非市议会另有决定", "除非"),
            ("歐洲有優勢", "，卻沒有用上", "卻"),
            ("欧洲有优势", "[12]。不过，没有用上", "不过"),
            ("It is cheap", ", but it is slow", "but"),
            ("It is cheap", " [3].” However, it is slow", "However"),
            ("It is cheap", " unless it rains", "unless"),
            ("It is cheap", ", yet slow", "yet"),
            ("It is not cheap", ", but it is fast", "but"),
        ],
    )
    def test_limits(self, passage: str, after: str, word: str) -> None:
        at = after.index(word)
        assert limit_after(passage, after, (*CHINESE, *ENGLISH)) == (at, word)

    @pytest.mark.parametrize(
        ("passage", "after"),
        [
            ("票价便宜", "，不过是第一年"),
            ("票价便宜", "，而且不贵"),
            ("这是", "但愿如此"),
            ("票价", "却便宜"),
            ("not only cheap", ", but also fast"),
            ("It is not cheap", " but fast"),
            ("nothing", " but rain"),
            ("It is cheap", " and buttoned up"),
            ("It is not", " yet open"),
            ("It is cheap", ". Rain falls, but not here"),
        ],
    )
    def test_no_limits(self, passage: str, after: str) -> None:
        assert limit_after(passage, after, (*CHINESE, *ENGLISH)) is None

    def test_a_language_without_a_list_is_left_alone(self) -> None:
        assert cues(("fr", "de-AT")) == ()
        assert limit_after("C’est bon", ", but", cues(("fr",))) is None
        assert [each.language for each in cues(("en-GB", "zh-Hans"))] == ["zh", "en"]

    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("并不是为卡车", ["不"]),
            ("無需收費", ["無"]),
            ("沒有人", ["沒"]),
            ("尚未完工", ["未"]),
            ("不仅宽，而且直，未来不断变化，无论如何，不得不说", []),
            ("非洲的无人机", []),
            ("which was not built", ["not"]),
            ("it didn’t, and never will", ["didn’t", "never"]),
            ("not only wide, no doubt, whether or not it rains; No. 5; another notable knot", []),
        ],
    )
    def test_negations(self, text: str, words: list[str]) -> None:
        assert list(denials(text, (*CHINESE, *ENGLISH))) == words

    @pytest.mark.parametrize(
        ("before", "words"),
        [
            ("電車並非", "並非"),
            ("担心的不是“", "不是"),
            ("从未", "从未"),
            ("欧洲没有", "没有"),
            ("It is not a ", "not a"),
            ("it isn’t ", "isn’t"),
            ("rather than “", "rather than"),
            ("It has no ", "no"),
        ],
    )
    def test_denied(self, before: str, words: str) -> None:
        assert denial_before(before, (*CHINESE, *ENGLISH)) == (before.index(words), words)

    @pytest.mark.parametrize(
        "before", ["这是不是", "有没有", "不得不说", "电车", "not only ", "whether or not ", "knot ", "piano ", ""]
    )
    def test_not_denied(self, before: str) -> None:
        assert denial_before(before, (*CHINESE, *ENGLISH)) is None

    def test_what_refers_back(self) -> None:
        back = ["他说", "該公司", "“他", "此外，", "He said", "The report says", "Their ships"]
        assert all(refers_back(text, (*CHINESE, *ENGLISH)) for text in back)
        assert not any(refers_back(text, (*CHINESE, *ENGLISH)) for text in ["王芳说", "Heaven", "The port", "Itself"])


class TestVoices:
    @pytest.mark.parametrize(
        ("text", "spoken"),
        [
            ("他说：“我们落后了。”", True),
            ("所谓“信任溢价”很高", False),
            ("在“后美国时代”", False),
            ("鼓噪“歐洲已輸掉AI競賽”的同時", True),
            ("“为什么？”", False),
            ("the “gateway of the north” is", False),
            ("he said: “We need it badly.”", True),
            ("“The tram divides the town,” she said", True),
            ("only “some months,” enough", False),
            ("a “slow and costly goodbye to trade”", True),
            ('5" long and the rest of a long line of words that goes on', False),
        ],
    )
    def test_speech_is_more_than_a_term(self, text: str, spoken: bool) -> None:
        reading = read_plain(Text("a.txt", text))
        speech = [region for region in reading.regions if region.kind is Kind.SPEECH]
        assert [is_spoken(reading, region) for region in speech] == [spoken]

    def test_forms_of_a_name(self) -> None:
        speaker = Speaker.model_validate(
            {
                "name": {"en": "Ursula von der Leyen", "zh": "乌尔苏拉·冯德莱恩"},
                "also": ["委员会主席"],
                "role": "the President",
                "kind": "official",
            }
        )
        assert set(forms(speaker)) == {
            "Ursula von der Leyen",
            "von der Leyen",
            "Leyen",
            "乌尔苏拉·冯德莱恩",
            "冯德莱恩",
            "委员会主席",
            "President",
        }
        paper = Speaker.model_validate({"name": {"en": "Financial Times", "zh": "《金融时报》"}, "kind": "media"})
        assert forms(paper) == ("Financial Times", "金融时报")

    def test_letters_match_as_words_and_han_in_either_script(self) -> None:
        speakers = {
            "ap": Speaker.model_validate({"name": "AP"}),
            "macron": Speaker.model_validate({"name": {"zh": "马克龙"}}),
        }
        text = "A plan to map Apia. AP says: 馬克龍 and AP's man, 马克龙."
        names = Names(Citable.of(text), forms_of(speakers))
        assert [text[slice(*span)] for span in names.of("ap")] == ["AP", "AP"]
        assert [text[slice(*span)] for span in names.of("macron")] == ["馬克龍", "马克龙"]


class TestAttribution:
    def test_a_wrong_speaker_is_seen_on_the_shipped_maps(self) -> None:
        corpus = load(TESTS.parent).corpus
        swapped = list(_swapped(corpus))
        seen = [list(attribution.speaker_not_near_quote.find(each)) for each in swapped]
        assert len(swapped) > 50
        assert sum(map(bool, seen)) >= 0.9 * len(swapped)

    def test_the_nearest_name_is_shown(self, tmp_path: Path) -> None:
        speakers = "speakers:\n  berg: {name: Anna Berg}\n  lind: {name: Paul Lind}\n"
        claim = "  one: {quote: Ships are late, speaker: lind, voice: endorsed}\n"
        (only,) = found(write(tmp_path, "Anna Berg said: Ships are late.", claim, speakers=speakers))
        assert only.message == "these words are given to `berg`, not to `lind`"
        assert [label.place.excerpt for label in only.labels[1:]] == ["Ships are late", "Anna Berg"]
        assert only.notes == ("`lind` is named nowhere in the source",)


def _swapped(corpus: Corpus) -> Iterator[Corpus]:
    """The corpus with one claim given to a speaker of another paragraph, for each claim that has a speaker."""
    for each in cited(corpus):
        speaker, entry = each.claim.speaker, each.entry
        if speaker in (None, UNNAMED) or each.is_thesis:
            continue
        names = Names(entry.reading.citable, forms_of(corpus.codebook.speakers))
        others = [id for id in corpus.codebook.speakers if id != speaker and id not in each.claim.via and names.of(id)]
        if others:
            claim = each.claim.model_copy(update={"speaker": others[each.hit.start % len(others)]})
            claims = {each.citation.claim: claim}
            map = entry.map.model_copy(update={"claims": claims, "theses": {}})
            citations = tuple(one for one in entry.citations if one.claim == each.citation.claim)
            yield replace(corpus, entries={entry.id: replace(entry, map=map, citations=citations)})


class TestWordings:
    @pytest.mark.parametrize(
        ("claim", "words"),
        [
            ("number", "in a number"),
            ("currency", "in a currency"),
            ("hedge", "in how certain it is"),
            ("negation", "without saying so, a negation: `not`"),
            ("name", "in a speaker's name"),
            ("front-matter", "only in its front matter"),
            ("comment", "only in a comment"),
            ("address", "only in an address"),
            ("markup", "holds markup"),
            ("of-sun", "these words stand in `sun`, not in `wind`"),
            ("translated", "it is a translation"),
            ("beside", "but not beside"),
            ("missing-part", "a part of this quote does not stand in the source `wind`: `wants to pay for the cables`"),
            ("other-order", "not in this order"),
            ("slight", "too short to be sure of: `We`"),
        ],
    )
    def test_a_miss_says_what_kind_it_is(self, claim: str, words: str) -> None:
        assert words in not_found()["wind", claim].message

    def test_where_the_words_stand_is_shown(self) -> None:
        assert str(not_found()["sun", "of-feng"].labels[1].place) == "seeds/feng.md:1:33"
        assert "a tag" in not_found()["sun", "attribute"].message

    @pytest.mark.parametrize(
        ("quote", "passage", "difference"),
        [
            ("It opens at seven.", "It opens at six.", "It opens at [-seven-]{+six+}."),
            ("costs 35 million", "costs 3.5 million", "costs [-35-]{+3.5+} million"),
            ("现在更大的风险", "更大的風險", "[-现在-]更大的風險"),
            ("a “b” c", 'a "b" d', 'a "b" [-c-]{+d+}'),
        ],
    )
    def test_differences_are_whole_words(self, quote: str, passage: str, difference: str) -> None:
        assert shown(changes(quote, passage)) == f"difference: {difference}"


class TestFixes:
    def made(self, project: str, folder: Path) -> Iterator[tuple[Diagnostic, Fix, list[Diagnostic]]]:
        """Each fix of a project with what is found after it was made alone."""
        for each in found(PROJECTS / project):
            for number, fix in enumerate(each.fixes):
                copy = folder / f"{len(list(folder.iterdir()))}-{number}"
                shutil.copytree(PROJECTS / project, copy)
                (edit,) = fix.edits
                content = edit.place.text.content
                mended = content[: edit.place.start] + edit.text + content[edit.place.end :]
                (copy / edit.place.text.name).write_text(mended, encoding="utf-8")
                yield each, fix, [other for other in found(copy) if other.subject == each.subject]

    @pytest.mark.parametrize("project", ["not-found", "omissions", "retyped"])
    def test_the_passage_as_it_stands_is_found(self, project: str, tmp_path: Path) -> None:
        fixes = [(each.rule.name, rest) for each, _, rest in self.made(project, tmp_path)]
        assert len(fixes) >= 4
        assert [rest for rule, rest in fixes if rule in {one.rule.name for one in rest}] == []

    def test_each_candidate_can_be_chosen(self, tmp_path: Path) -> None:
        fixes = list(self.made("ambiguous", tmp_path))
        assert len(fixes) >= 8
        assert all(fix.choice and not fix.safe for _, fix, _ in fixes)
        assert [each.subject for each, _, rest in fixes if rest] == []

    def test_what_hides_a_negation_is_not_marked(self) -> None:
        left_out = [each for each in not_found().values() if each.rule.name == "quote-leaves-out-words"]
        grave = [each for each in left_out if "negation" in each.message]
        assert grave and all(fix.message == "quote the passage as it stands" for each in grave for fix in each.fixes)
        assert any(fix.message == "mark what is left out" for each in left_out for fix in each.fixes)


class TestBadInput:
    @pytest.mark.parametrize(
        "quote",
        ["。。。", '"……"', "'[…]'", '"\u200b"', '"\ufeff"', "'((((((((((a+)+)+)+$'", '"😀😀😀😀"', '"“「『"', "']]>'"],
    )
    def test_hostile_quotes_do_no_harm(self, quote: str, tmp_path: Path) -> None:
        source = "。。。“「『 😀😀😀😀 ]]> <!-- ((((((((((a+)+)+)+$ --> 。\n" * 3
        folder = write(tmp_path, source, f"  one: {{quote: {quote}}}\n", language="[en, zh]")
        assert all(each.place.text.name == "maps/a.yaml" for each in found(folder))

    @pytest.mark.parametrize("source", ["", "\n", "\u200b", "“", '"'])
    def test_empty_sources_do_no_harm(self, source: str, tmp_path: Path) -> None:
        assert found(write(tmp_path, source, "  one: {quote: Ships are late today}\n"))

    def test_a_thousand_places_take_bounded_time(self, tmp_path: Path) -> None:
        folder = write(tmp_path, "渡船晚上出发，" * 20_000, "  one: {text: It leaves, quote: 渡船晚上出发}\n", "zh")
        start = time.perf_counter()
        (only,) = found(folder)
        assert only.rule.name == "quote-ambiguous"
        assert time.perf_counter() - start < 10

    def test_a_near_miss_in_a_large_source_takes_bounded_time(self, tmp_path: Path) -> None:
        words = [f"ship{number} left port {number * 7919 % 1000} late" for number in range(10_000)]
        quote = " ".join(words[5_000:5_080])[:2_000].replace("late", "soon", 3)
        folder = write(tmp_path, " ".join(words), f"  one: {{quote: {quote}}}\n")
        start = time.perf_counter()
        (only,) = found(folder)
        assert only.rule.name == "quote-not-found"
        assert time.perf_counter() - start < 20


def test_every_passage_knows_its_paragraph() -> None:
    corpus = load(TESTS.parent).corpus
    for each in cited(corpus):
        assert isinstance(each, Cited)
        whole = each.plain(each.before) + each.plain((each.hit.start, each.hit.end)) + each.plain(each.after)
        assert whole == each.plain((each.paragraph[0], each.last_paragraph[1]))
