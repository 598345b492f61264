"""Help while writing, below the command line: citations, coverage, speakers, sniffing, the registry, stamps."""

from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from argmap.corpus import Corpus
from argmap.decode import decode
from argmap.drafting import article, registry, search, sheet, sheet_formats, speakers, stamps, starter, stub
from argmap.drafting.citation import Draft, drafted, scalar
from argmap.drafting.lines import Marked, columns, lines, paragraph, visible
from argmap.drafting.sniff import facts, format_of, languages_of, script_of
from argmap.project import load
from argmap.quotes import Citable, find
from argmap.quotes.beside import beside
from argmap.readers import READERS, read_plain
from argmap.schema import Registry
from argmap.syntax import Document, read
from argmap.text import Text

ROOT = Path(__file__).parents[1]
CORPUS = load(ROOT).corpus
NEW = "0" * 63 + "1"


def document_of(content: str, name: str = "seeds/sources.yaml") -> Document:
    document, problems = read(Text(name, content))
    assert document is not None and not problems
    return document


def pasted(draft: Draft) -> dict[str, str]:
    """The fields of a citation as a map has them that it is pasted into."""
    data = document_of(f"claims:\n  a:\n{draft.yaml()}\n", "maps/x.yaml").data
    quote = data["claims"]["a"]["quote"]  # type: ignore[call-overload,index]
    return {"text": quote} if isinstance(quote, str) else quote  # type: ignore[return-value]


# Citations


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30), st.booleans())
@settings(max_examples=300, deadline=None)
def test_a_scalar_says_what_was_written(value: str, flow: bool) -> None:
    content = f"text: {{en: {scalar(value, flow=True)}, zh: x}}\n" if flow else f"quote: {scalar(value)}\n"
    data = document_of(content, "maps/x.yaml").data
    assert (data["text"]["en"] if flow else data["quote"]) == value  # type: ignore[call-overload,index]


@pytest.mark.parametrize("value", ["2025", "2025-02-13", "no", "~", "null", "1.5", "True", ""])
def test_what_other_programs_read_otherwise_is_quoted(value: str) -> None:
    assert scalar(value)[0] == scalar(value)[-1] == '"'


@given(st.data())
@settings(max_examples=120, deadline=None)
def test_a_pasted_citation_is_found_exactly_once_where_it_was_cut(data: st.DataObject) -> None:
    reading = CORPUS.articles[data.draw(st.sampled_from(sorted(CORPUS.articles)))].reading
    start, end = data.draw(st.sampled_from(reading.paragraphs))
    first, last = reading.citable.indices(start, end)
    begin = data.draw(st.integers(first, last - 1))
    stop = data.draw(st.integers(begin + 1, min(last, begin + 60)))
    words = reading.citable.spaced(begin, stop).strip()
    assume(any(map(str.isalnum, words)))
    hits = find(reading.citable, words)
    assert hits
    for hit in hits[: search.PLACES_MAX]:
        draft = drafted(reading.citable, hit.start, hit.end, hit.gaps)
        if draft is None:
            assert words.isdecimal(), "only part of a reference marker has nothing beside it"
            continue
        again = find(reading.citable, **{"prefix": "", "suffix": "", **_named(pasted(draft))})
        assert [(each.start, each.end) for each in again] == [(hit.start, hit.end)]


def _named(fields: dict[str, str]) -> dict[str, str]:
    return {"quote" if name == "text" else name: value for name, value in fields.items()}


def test_repeated_words_get_the_shortest_words_beside_them() -> None:
    citable = Citable.of("red apple, green apple, old apple pie")
    places = [(hit.start, hit.end) for hit in find(citable, "apple")]
    assert [beside(citable, "apple", *place) for place in places] == [("red", ""), ("green", ""), ("old", "")]
    assert beside(Citable.of("same same"), "same", 0, 4) == ("", "same")
    assert Draft("apple", "red").yaml() == "    quote:\n      text: apple\n      prefix: red"


def test_words_that_nothing_tells_apart_have_no_citation() -> None:
    citable = Citable.of("一样的话。" * 400)
    assert drafted(citable, 1000, 1003) is None


def test_an_omission_and_a_line_end_survive_in_a_citation() -> None:
    reading = read_plain(
        Text("x", "欧洲在人工智能\n领域落后，但仍有机会迎头赶上。\n\nEurope lags\nin the race for AI, they say.\n")
    )
    citable = reading.citable
    (hit,) = find(citable, "欧洲在人工智能……迎头赶上")
    draft = drafted(citable, hit.start, hit.end, hit.gaps)
    assert draft == Draft("欧洲在人工智能……迎头赶上")
    (hit,) = find(citable, "lags in the race")
    assert drafted(citable, hit.start, hit.end) == Draft("lags in the race")


# Lines


@given(st.text(max_size=60), st.integers(2, 40))
@settings(deadline=None)
def test_lines_are_as_wide_as_asked_and_lose_only_spaces(text: str, width: int) -> None:
    made = lines(Marked(visible(text)), width, False)
    assert "".join("".join(made).split()) == "".join(visible(text).split())
    assert all(columns(line) <= width for line in made)


def test_marks_are_brackets_without_colour_and_underlined_with_it() -> None:
    words = Marked("欧洲落后了。是吗？", ((0, 5),))
    assert lines(words, 80, False) == ["⟦欧洲落后了⟧。是吗？"]
    assert lines(words, 80, True) == ["\x1b[4;36m欧洲落后了\x1b[0m。是吗？"]
    assert lines(words, 9, False) == ["⟦欧洲落后", "了⟧。是", "吗？"]
    assert paragraph("Europe lags behind", 12, "- ", "  ") == ["- Europe", "  lags", "  behind"]


def test_nothing_from_a_file_can_steer_the_terminal() -> None:
    assert visible("a\x1b[31mb\u202ec") == "a<U+001B>[31mb<U+202E>c"


# Search


def test_words_in_another_source_only_are_said_to_be_there() -> None:
    found = search.search(CORPUS, "我们落后了", "gba")
    assert not found.found and [each.source for each in found.elsewhere] == ["huanqiu"]
    assert "They stand in another source, huanqiu: seeds/002_" in search.write(CORPUS, found, 80, False)


def test_a_near_miss_shows_the_difference_and_the_right_words() -> None:
    shown = search.write(CORPUS, search.search(CORPUS, "亚马逊今年计划投资2000亿美元"), 80, False)
    assert "亚马逊今年计划投资[-2000-]{+1000+}亿美元" in shown
    assert "a number differs" in shown
    assert "    quote: 亚马逊今年计划投资1000亿美元\n" in shown


def test_parts_in_another_order_are_said_to_be() -> None:
    result = search.search(CORPUS, "在人工智能方面的差距……我们落后了", "huanqiu")
    assert not result.found and result.disordered == ("huanqiu",)


# Articles


@pytest.mark.parametrize("id", CORPUS.sources)
def test_coverage_adds_up(id: str) -> None:
    found = article.coverage(CORPUS.articles[id].reading, CORPUS.entries[id])
    assert 0 < found.cited_characters < found.characters
    assert {claim for each in found.passages for claim in each.claims} == set(CORPUS.entries[id].map.all_claims)
    bare = article.coverage(CORPUS.articles[id].reading, None)
    assert bare.cited_characters == 0 and bare.longest is not None
    assert bare.longest.size <= bare.characters == found.characters


def test_the_longest_stretch_goes_over_paragraphs_and_ends_at_a_citation(tmp_path: Path) -> None:
    project = small(
        tmp_path, "第一段话没有人引用。\n第二段话有人引用，后面没有。\n第三段话也没有人引用它。\n", "第二段话有人引用"
    )
    found = article.coverage(project.articles["a"].reading, project.entries["a"])
    assert found.longest is not None
    assert (found.longest.first, found.longest.last) == (2, 3)
    assert article.write(project, "a", 60, False).startswith(
        "a\nseeds/a.txt, 3 paragraphs\n\n  1  第一段话没有人引用。\n\n  2  ⟦第二段话有人引用⟧，后面没有。\n     ← t\n\n"
    )
    assert article.write(project, "a", 60, False, uncited=True) == (
        "a\nseeds/a.txt, 3 paragraphs\n\n"
        "  1  第一段话没有人引用。\n\n  2  … 后面没有。\n\n  3  第三段话也没有人引用它。\n\n"
        "Cited: 1 of 3 paragraphs (33 %), 8 of 36 characters (22 %), boilerplate left out.\n"
        "The longest stretch that nobody cites: 17 characters in\n"
        "paragraphs 2 to 3, from seeds/a.txt:2:10: 后面没有。\n"
    )


def small(folder: Path, content: str, quote: str, more: str = "", codebook: str = "issues: {}") -> Corpus:
    """A project with one article and one thesis."""
    for name in ("maps", "seeds"):
        (folder / name).mkdir(exist_ok=True)
    (folder / "seeds" / "a.txt").write_text(content, encoding="utf-8")
    (folder / "seeds" / "sources.yaml").write_text(
        f"sources:\n  a:\n    file: a.txt\n    short: A\n    language: zh\n    format: text\n{more}", encoding="utf-8"
    )
    (folder / "maps" / "codebook.yaml").write_text(f"title: x\nlanguages: [zh]\n{codebook}\n", encoding="utf-8")
    (folder / "maps" / "a.yaml").write_text(f"source: a\ntheses:\n  t:\n    quote: {quote}\n", encoding="utf-8")
    return load(folder).corpus


# Stubs


@pytest.mark.parametrize(
    ("source", "words", "speaker"),
    [
        ("huanqiu", "我们落后了", "macron"),
        ("dw", "投资额将在300-500亿欧元", "elysee"),
        ("avalaches", "Chinese systems trail U.S. leaders", "google-ai-chief"),
        ("dw", "它的结构性影响看来将相当深远", "malhi"),
    ],
)
def test_the_speaker_is_the_one_beside_the_verb(source: str, words: str, speaker: str) -> None:
    (hit,) = find(CORPUS.articles[source].reading.citable, words)
    assert f"    speaker: {speaker}" in speakers.said_by(CORPUS, source, hit.start, hit.end)


def test_speakers_are_seldom_wrong_on_the_shipped_maps() -> None:
    right = wrong = 0
    for id, entry in CORPUS.entries.items():
        for citation in entry.citations:
            wanted, hit = entry.map.all_claims[citation.claim].speaker, citation.hits[0]
            said = speakers.said_by(CORPUS, id, hit.start, hit.end)
            found = next((line.split(": ")[1] for line in said if line.startswith("    speaker:")), None)
            if wanted and wanted != "unnamed" and found:
                right, wrong = right + (found == wanted), wrong + (found != wanted)
    assert right >= 35 and wrong <= 2


def test_ids_are_made_of_telling_words_and_are_free() -> None:
    entry = CORPUS.entries["huanqiu"]
    assert stub.suggested_id("The EU plans to invest €30 billion in AI", entry) == "eu-plans-invest-30-billion"
    assert stub.suggested_id("我们落后了", entry) == "claim-1"
    assert stub.suggested_id("Macron’s plan", entry) == "macrons-plan"
    assert stub.suggested_id("“……”", None) == "claim-1"


# Sniffing


@pytest.mark.parametrize("id", CORPUS.sources)
def test_the_shipped_articles_are_known_for_what_they_are(id: str) -> None:
    source, text = CORPUS.sources[id], CORPUS.articles[id].reading.text
    found, _ = facts(text)
    assert (found.format, found.languages) == (source.format, source.language)
    assert found.title in ("", next(iter((source.title or {}).values()), ""))
    assert found.date in ("", source.date)
    assert found.url in ("", source.url)


@pytest.mark.parametrize(
    ("name", "content", "form"),
    [
        ("a.md", "Words.", "markdown"),
        ("a.HTM", "Words.", "html"),
        ("a.txt", "<!DOCTYPE html><p>Words.", "html"),
        ("a.txt", "---\ntitle: x\n---\nWords.", "markdown"),
        ("a.txt", "# Heading\n\nSee [this](https://x.org).", "markdown"),
        ("a.txt", "A line.\n\n2 * 3 * 4 = 24. #hashtag\n", "text"),
        ("a", "<p>One</p><p>Two</p><p>Three</p>", "html"),
    ],
)
def test_formats(name: str, content: str, form: str) -> None:
    assert format_of(Text(name, content)) == form


@pytest.mark.parametrize(
    ("content", "language"),
    [
        ("欧洲在人工智能领域落后了，这是事实。", ("zh-Hans",)),
        ("歐洲在人工智能領域落後了，這是事實。", ("zh-Hant",)),
        ("人工智能", ("zh",)),
        ("The law is a burden, and the firms of Europe say that it is not for them.", ("en",)),
        ("Das Gesetz ist eine Last, und die Firmen sagen, dass es nicht für sie ist.", ("de",)),
        ("La loi est une charge pour les entreprises, et elles ne sont pas contentes.", ("fr",)),
        ("ヨーロッパは人工知能で遅れている。", ("ja",)),
        ("유럽은 인공지능에서 뒤처지고 있다.", ("ko",)),
        ("Европа отстаёт в области искусственного интеллекта.", ("und",)),
        ("12 34 56", ("und",)),
    ],
)
def test_languages(content: str, language: tuple[str, ...]) -> None:
    assert languages_of(read_plain(Text("a", content))) == language


def test_scripts_are_told_by_what_only_one_has() -> None:
    assert script_of("后来他们说") == "zh-Hans" and script_of("後來他們說") == "zh-Hant" and script_of("中文") == "zh"


def test_a_page_says_who_wrote_it_and_when() -> None:
    head = (
        '<html><head><title>Law slows – News</title><meta content="Jane Doe" name="author">'
        '<meta property="og:site_name" content="The News"><link href="https://x.org/a" rel="canonical">'
    )
    body = "</head><body><p>2025-04-05</p><h1>Law slows</h1><p>The law of the Union slows it.</p>"
    found, _ = facts(Text("a.html", head + body))
    assert (found.title, found.date, found.authors) == ("Law slows", "2025-04-05", ("Jane Doe",))
    assert (found.publisher, found.url) == ("The News", "https://x.org/a")


# Starting


@pytest.mark.parametrize(
    ("content", "quote"),
    [
        (
            "标题\n2025年1月1日\n欧洲落后了，但还有机会。第二句话在这里。\n" + "更多的话。" * 20,
            "欧洲落后了，但还有机会。",
        ),
        ("Dr. Smith of the U.S. office came in 2024. He left again soon after that.", None),
        ("“我们不能再等下去了。”他说，这是最后的机会。", "“我们不能再等下去了。”"),
    ],
)
def test_the_first_sentence(content: str, quote: str | None) -> None:
    first = starter.first_sentence(read_plain(Text("a", content)))
    assert first is not None
    assert first.text == (quote or "Dr. Smith of the U.S. office came in 2024.")


def test_a_very_long_sentence_is_cut_at_a_clause() -> None:
    first = starter.first_sentence(read_plain(Text("a", "".join(f"第{at}个很长的分句在这里，" for at in range(60)))))
    assert first is not None and len(first.text) < 250


REGISTRY = "# mine\nsources:\n  a:\n    file: a.txt   # the first\n    short: A\n    language: en\n    format: text\n"
BLOCK = {"file": "b.txt", "short": "B", "language": "zh", "format": "text"}
ADDED = "  b:\n    file: b.txt\n    short: B\n    language: zh\n    format: text\n"


@pytest.mark.parametrize(
    ("before", "added"),
    [
        (REGISTRY, ADDED),
        (REGISTRY.rstrip("\n"), "\n" + ADDED),
        (REGISTRY + "# the end\n", ADDED),
        (REGISTRY.replace("\n", "\r\n"), ADDED.replace("\n", "\r\n")),
        (REGISTRY.replace("\n  ", "\n "), ADDED.replace("  b", " b").replace("    ", "   ")),
        ("sources:\n  a: {file: a.txt, short: A, language: en, format: text}\n", ADDED),
        (
            "sources:\n  c:\n    file: c\n    short: C\n    language: en\n    format: text\n\n" + REGISTRY[15:],
            "\n" + ADDED,
        ),
    ],
)
def test_a_source_is_added_at_the_end_in_the_style_of_the_others(before: str, added: str) -> None:
    made = registry.appended(document_of(before), "b", BLOCK)
    assert made is not None and made.content == before + added


@pytest.mark.parametrize(
    "before",
    ["sources: {a: {file: a.txt, short: A, language: en, format: text}}\n", "sources: {}\n", REGISTRY + "...\n"],
)
def test_nothing_is_added_where_it_would_not_be_read(before: str) -> None:
    assert registry.appended(document_of(before), "b", BLOCK) is None


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("EU AI Act (final).md", "eu-ai-act-final"),
        ("欧盟_法案.txt", "欧盟-法案"),
        ("___.txt", ""),
        ("a--b.html", "a-b"),
        ("x" * 90 + ".txt", "x" * 60),
    ],
)
def test_ids_from_names(name: str, id: str) -> None:
    assert registry.suggested_id(name) == id


# Stamps


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (REGISTRY, REGISTRY + f"    sha256: {NEW}\n"),
        (REGISTRY.rstrip("\n"), REGISTRY + f"    sha256: {NEW}"),
        (REGISTRY + "\n# the end\n", REGISTRY + f"    sha256: {NEW}\n\n# the end\n"),
        (REGISTRY.replace("\n", "\r\n"), REGISTRY.replace("\n", "\r\n") + f"    sha256: {NEW}\r\n"),
        (REGISTRY + "    sha256: " + "a" * 64 + "  # old\n", REGISTRY + f"    sha256: {NEW}  # old\n"),
        (REGISTRY + "    sha256: '" + "a" * 64 + "'\n", REGISTRY + f"    sha256: '{NEW}'\n"),
        (REGISTRY + "    sha256:\n", REGISTRY + f"    sha256: {NEW}\n"),
        (
            "sources:\n  a: {file: a, short: A, language: en, format: text }  # x\n",
            f"sources:\n  a: {{file: a, short: A, language: en, format: text, sha256: {NEW} }}  # x\n",
        ),
        (
            REGISTRY + "    title: |\n      Two\n      lines\n",
            REGISTRY + f"    title: |\n      Two\n      lines\n    sha256: {NEW}\n",
        ),
        (REGISTRY + "    groups:\n      - x # y\n", REGISTRY + f"    groups:\n      - x # y\n    sha256: {NEW}\n"),
        (
            REGISTRY.replace("a:\n", "b:\n") + REGISTRY[15:],
            REGISTRY.replace("a:\n", "b:\n") + REGISTRY[15:] + f"    sha256: {NEW}\n",
        ),
    ],
)
def test_only_the_stamp_changes(before: str, after: str) -> None:
    made = stamps.stamped(document_of(before), [stamps.Stamp("a", None, NEW, ())])
    assert made is not None
    assert made.content == after
    registry_, _ = decode(document_of(made.content), Registry)
    assert registry_ and registry_.sources["a"].sha256 == NEW


# Sheets


def test_a_sheet_says_what_the_rule_makes_of_each_source() -> None:
    made = sheet.sheet(CORPUS, "trust-premium", "en")
    assert [side.source.split(":")[0] for side in made.sides] == ["huanqiu", "gba"]
    gba = made.sides[1]
    assert gba.verdict.startswith("supports, by its own words, because of ")
    assert gba.carried == "Reported voices: 1 for, 0 against"
    assert {names for _, names in made.without} == {"dw, yicai, avalaches"}
    assert made.rules[0][0] == "To support means" and made.rules[2][1].startswith("over-regulation-caused-lag")


@pytest.mark.parametrize("language", ["en", "zh", "fr"])
@pytest.mark.parametrize("issue", CORPUS.codebook.issues)
def test_every_coded_claim_is_on_the_sheet(issue: str, language: str) -> None:
    made = sheet.sheet(CORPUS, issue, language)
    coded = sorted(
        (entry.id, id)
        for entry in CORPUS.entries.values()
        for id, claim in entry.map.all_claims.items()
        if issue in claim.stance
    )
    assert (
        sorted((side.source.split("：")[0].split(":")[0], claim.id) for side in made.sides for claim in side.claims)
        == coded
    )
    text, markdown = sheet_formats.text(made, 70, False), sheet_formats.markdown(made)
    assert all(columns(line) <= 70 for line in text.splitlines() if "seeds/" not in line)
    assert "\x1b" not in text and markdown.startswith("# ")


def test_markdown_of_a_sheet_is_inert() -> None:
    made = sheet.Sheet("x", "<b>*bold*</b>", (), (), (("silent", "a_b"),), "en")
    assert sheet_formats.markdown(made) == (
        "# \\<b\\>\\*bold\\*\\</b\\>\n\n`x`\n\nNo claim is coded on this issue.\n\n- **silent** – a\\_b\n"
    )


# A changed source


def test_a_changed_source_says_which_quotes_still_stand(tmp_path: Path) -> None:
    words = "欧洲在人工智能领域的投资不足，这一点专家们都同意。"
    small(tmp_path, words + "另一句话说的是完全不同的事情。", "欧洲在人工智能领域的投资不足", f"    sha256: {NEW}\n")
    (tmp_path / "maps" / "a.yaml").write_text(
        "source: a\ntheses:\n  t:\n    quote: 欧洲在人工智能领域的投资不足\nclaims:\n"
        "  near:\n    quote: 这一点许多专家们都同意，另一句话说的是完全不同\n"
        "  gone:\n    quote: 天气预报明天有雨请带伞出门\n",
        encoding="utf-8",
    )
    (found,) = [each for each in load(tmp_path).diagnostics if each.rule.name == "source-changed"]
    assert found.notes == (
        "1 of 3 quotes still stand",
        "`near` stands with a difference: 这一点[-许多-]专家们都同意[-，-]{+。+}另一句话说的是完全不同",
        "gone: the quotes of `gone`",
    )
    assert "argmap stamp a" in found.help


def test_every_reader_gives_a_first_sentence_for_the_shipped_articles() -> None:
    for id, source in CORPUS.sources.items():
        reading = READERS[source.format](CORPUS.articles[id].reading.text)
        assert starter.first_sentence(reading) is not None


@pytest.mark.parametrize("byline", ["By Jane Doe, 2026-03-02", "By Jane Doe"])
def test_a_date_in_a_byline_is_no_author(byline: str) -> None:
    said, _ = facts(Text("a.md", f"# Ticket prices\n\n{byline}\n\nThe minister said that prices will fall in May.\n"))
    assert said.authors == ("Jane Doe",)
