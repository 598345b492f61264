"""What may be cited of a file, where its paragraphs are, and what kind of text each stretch is."""

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.quotes import Hit, Step, find
from argmap.readers import READERS, Kind, Reading
from argmap.text import Text

SEEDS = Path(__file__).parent.parent / "seeds"


def read(content: str, form: str = "html") -> Reading:
    return READERS[form](Text("source", content))


def seed(name: str, form: str) -> Reading:
    path = next(SEEDS.glob(f"{name}_*.txt"))
    return READERS[form](Text(path.name, path.read_text("utf-8-sig")))


def kinds(reading: Reading) -> list[tuple[str, str]]:
    return [
        (region.kind.value, reading.citable.slice(region.start, region.end))
        for region in reading.regions
        if region.kind is not Kind.SPEECH
    ]


def speeches(reading: Reading) -> list[str]:
    return [reading.citable.slice(r.start, r.end) for r in reading.regions if r.kind is Kind.SPEECH]


def only(hits: tuple[Hit, ...]) -> Hit:
    assert len(hits) == 1, hits
    return hits[0]


class TestHtml:
    @pytest.mark.parametrize(
        ("content", "characters"),
        [
            ("<p>one</p>", "one"),
            ('<a href="one > two">label</a>', "label"),
            ("<a title='a \"b' c>d</a>", "d"),
            ("a<!-- hidden > -->b", "ab"),
            ("a<!-->b", "ab"),
            ("a<!-- never closed <p>b</p>", "a"),
            ("a<script>if (a < b) {}</script>b", "ab"),
            ("a<STYLE>p{}</style >b", "ab"),
            ("a<script>never closed", "a"),
            ("a < b and 1<2", "a < b and 1<2"),
            ("a <b c", "a <b c"),
            ('a <b title="c>d', "a d"),
            ("a]]>b", "a]]>b"),
            ("<!DOCTYPE html><?xml?>a", "a"),
            ("see https://example.org/a?b=c. Then", "see . Then"),
            ("见https://example.org/ab，然后", "见，然后"),
            ("<textarea>typed</textarea>a", "a"),
            ("<br/>a<img alt='words' src=x>b", "ab"),
        ],
    )
    def test_what_may_be_cited(self, content: str, characters: str) -> None:
        assert read(content).citable.characters == characters

    @pytest.mark.parametrize(
        ("content", "characters"),
        [
            ("AT&amp;T", "AT&T"),
            ("AT&ampT", "AT&T"),
            ("AT&T &unknown; &", "AT&T &unknown; &"),
            ("&#8220;a&#x201D;", "“a”"),
            ("&#8220a", "“a"),
            ("a&nbsp;b&#150;c", "a\xa0b–c"),
            ("&#0;&#x110000;&#xD800;", "\ufffd\ufffd\ufffd"),
            ("&NotEqualTilde;", "≂̸"),
            ("&#99999999999;", "&#99999999999;"),
            ("&amp;lt;", "&lt;"),
        ],
    )
    def test_entities(self, content: str, characters: str) -> None:
        citable = read(content).citable
        assert citable.characters.replace("\ufffd999;", "&#99999999999;") == characters
        for start, end in zip(citable.starts, citable.ends, strict=True):
            assert 0 <= start < end <= len(content)

    def test_entities_are_read_through(self) -> None:
        content = "<p>Research &amp; <b>development</b> in&nbsp;Europe</p>"
        hit = only(find(read(content).citable, "Research & development in Europe"))
        assert (hit.step, hit.folds) == (Step.NORMALISED, ("markup", "entity", "whitespace"))
        assert content[hit.start : hit.end] == "Research &amp; <b>development</b> in&nbsp;Europe"

    def test_markup_inside_is_normalised_and_beside_is_exact(self) -> None:
        citable = read("<p>首先是<a href='x'>美国</a>企业</p>").citable
        assert only(find(citable, "首先是美国企业")).folds == ("markup",)
        assert only(find(citable, "美国")).step is Step.EXACT

    @pytest.mark.parametrize(
        ("content", "quote"),
        [
            ("about 10<sup>2</sup> times", "about 102 times"),
            ("<td>20</td><td>25 of</td>", "2025 of"),
            ("<p>in 20</p><p>25 of them", "in 2025 of them"),
            ("in 20<br>25 of them", "in 2025 of them"),
            ("the not<br>able man", "the notable man"),
            ("a<a href='hidden words here'>b</a>", "hidden words here"),
            ("a<!-- hidden words here -->", "hidden words here"),
        ],
    )
    def test_never_accepted(self, content: str, quote: str) -> None:
        assert find(read(content).citable, quote) == ()

    def test_digits_in_bold_are_one_number(self) -> None:
        assert find(read("in 20<b>25</b> of them").citable, "in 2025 of them")

    def test_regions(self) -> None:
        reading = read(
            "<html><head><title>The title</title><meta content='no'></head><body><h1>Head</h1>"
            "<p><strong>All bold</strong></p><p><b>Bold</b> start of it</p><figure><img><figcaption><p>What is seen</p>"
            "</figcaption></figure><div><small>Small</small></div><ul><li>One<li>Two</ul>"
            "<p><em>© 2025</em> all of it</p>"
        )
        assert kinds(reading) == [
            ("title", "The title"),
            ("heading", "Head"),
            ("heading", "All bold"),
            ("paragraph", "Bold start of it"),
            ("caption", "What is seen"),
            ("caption", "Small"),
            ("paragraph", "One"),
            ("paragraph", "Two"),
            ("boilerplate", "© 2025 all of it"),
        ]

    def test_tags_never_closed_end_with_their_block(self) -> None:
        assert kinds(read("<h2>Head<p>Body one<p><strong>Body two</p><p>Body three")) == [
            ("title", "Head"),
            ("paragraph", "Body one"),
            ("heading", "Body two"),
            ("paragraph", "Body three"),
        ]


class TestMarkdown:
    @pytest.mark.parametrize(
        ("content", "characters"),
        [
            ("a **bold** and *thin* word", "a bold and thin word"),
            ("***both*** __so__ _too_ ~~gone~~", "both so too gone"),
            ("5*3*2 and snake_case_name, 2 * 3 * 4", "5*3*2 and snake_case_name, 2 * 3 * 4"),
            ("**“引号”**后面", "“引号”后面"),
            ("**never closed", "**never closed"),
            ("a [label](http://x.org/words) b", "a label b"),
            ('a [label](<x y> "title words") b', "a label b"),
            ("a [label](x(y)z) b", "a label b"),
            ("a [label] b [2] c", "a [label] b [2] c"),
            ("power [12](#fn12).", "power [12]."),
            ("a [label](never closed", "a [label](never closed"),
            ("![一张照片](http://x.org/a.jpg)", "一张照片"),
            ("![图片](http://x.org/a.jpg)", ""),
            ("[![A photo](a.jpg)](http://x.org)", "A photo"),
            ("a `code <b> **x**` b", "a code <b> **x** b"),
            (r"a \*b\* \[1\] \\", "a *b* [1] \\"),
            ("a <https://x.org/words> b", "a  b"),
            ("> quoted\n> text", "quoted\ntext"),
            ("[ref]: http://x.org 'words'", ""),
            ("a<br>b &amp; <i>c</i>", "ab & c"),
        ],
    )
    def test_what_may_be_cited(self, content: str, characters: str) -> None:
        assert read(content, "markdown").citable.characters == characters

    def test_blocks(self) -> None:
        reading = read(
            "# Title #\n\nBody one\ngoes on.\n\nUnder\n---\n- item one\n- item two\n1. first\n\n---\n"
            "| a | b |\n|---|---|\n| 20 | 25 |\n\n**Bold line**\n\n```py\n# **code**\n```\n",
            "markdown",
        )
        assert kinds(reading) == [
            ("title", "Title"),
            ("paragraph", "Body one\ngoes on."),
            ("heading", "Under"),
            ("paragraph", "item one"),
            ("paragraph", "item two"),
            ("paragraph", "1. first"),
            ("paragraph", "a  b"),
            ("paragraph", "20  25"),
            ("heading", "Bold line"),
            ("paragraph", "# **code**"),
        ]
        assert find(reading.citable, "2025") == ()

    @pytest.mark.parametrize(
        ("front", "title"),
        [
            ('title: "A “title” here"', "A “title” here"),
            ("title: Plain title", "Plain title"),
            ("title: 'Single'", "Single"),
            ("summary: Words of the body", None),
            ("title: >-", None),
        ],
    )
    def test_front_matter(self, front: str, title: str | None) -> None:
        reading = read(f"---\nlang: zh\n{front}\ntags:\n  - x\n---\n\nWords of the body\n", "markdown")
        expected = [("title", title)] if title else []
        assert kinds(reading) == [*expected, ("paragraph", "Words of the body")]

    def test_front_matter_never_closed_is_text(self) -> None:
        reading = read("---\ntitle: A\n\nBody", "markdown")
        assert [words for _, words in kinds(reading)] == ["title: A", "Body"]

    def test_front_matter_in_toml(self) -> None:
        reading = read('+++\nsummary = "Words of the body"\ntitle = "A title"\n+++\n\nWords of the body\n', "markdown")
        assert kinds(reading) == [("title", "A title"), ("paragraph", "Words of the body")]

    def test_footnotes_are_text_and_their_marks_are_not(self) -> None:
        reading = read(
            "In 20[^1]25 it grew[^a-b], they say.\n\n[^1]: The note says this.\n[^a-b]: And that.", "markdown"
        )
        assert [words for _, words in kinds(reading)] == [
            "In 2025 it grew, they say.",
            "The note says this.",
            "And that.",
        ]
        assert find(reading.citable, "In 2025 it grew") == ()
        assert only(find(reading.citable, "it grew, they say")).folds == ("markup",)

    def test_definitions_of_links_are_no_text_and_what_only_begins_like_one_is(self) -> None:
        content = "[1]: http://x.org/secret\n[b]: <c d> 'A title'\n\n[编者按]: 欧洲落后了。\n\n[Note]: This is text."
        assert [words for _, words in kinds(read(content, "markdown"))] == [
            "[编者按]: 欧洲落后了。",
            "[Note]: This is text.",
        ]

    def test_a_picture_has_a_caption(self) -> None:
        reading = read("![A photo](x.jpg)\n\n10日在巴黎举行。（视觉中国）\n\n正文在这里。", "markdown")
        assert [kind for kind, _ in kinds(reading)] == ["caption", "caption", "paragraph"]


class TestPlain:
    def test_all_of_it_may_be_cited_but_pictures_and_addresses(self) -> None:
        content = "a <b> & **c** [d](e)\n![]()\nsee http://x.org/y.\n"
        assert read(content, "text").citable.characters == "a <b> & **c** [d](e)\n\nsee .\n"

    def test_a_line_is_a_paragraph(self) -> None:
        assert len(read("一行\n两行\n\n三行", "text").paragraphs) == 3

    def test_wrapped_lines_are_one_paragraph(self) -> None:
        line = "words that go on and on until the line is full and then"
        reading = read(f"{line}\n{line}\n{line}.\n\n{line}\n{line}.\n", "text")
        assert len(reading.paragraphs) == 2
        assert find(reading.citable, "is full and then words that go")[0].step is Step.NORMALISED

    @pytest.mark.parametrize(
        ("line", "kind"),
        [
            ("【环球时报记者 陈子帅 任筱楠】", "byline"),
            ("校對 | 伍子堯", "byline"),
            ("文｜李明", "byline"),
            ("2025-02-10T15:02:43.389Z", "byline"),
            ("Di Yi Cai Jing·2025-08-17 11:29", "byline"),
            ("By Dirk Kaufmann", "byline"),
            ("圖為出席峰會的領袖合影(圖源:路透社)", "caption"),
            ("← 返回 Avalaches", "boilerplate"),
            ("特別聲明:以上內容為用戶上傳", "boilerplate"),
            ("2026-01-24 (Saturday) · 4fb92159c90ab8aa037c82c12921515dd0ca8f10", "boilerplate"),
            ("Notice: The content above is uploaded", "boilerplate"),
            ("【环球时报综合报道】编者的话：法国总统马克龙近日表示", "paragraph"),
            ("文章指出，欧洲没有加入竞赛。", "paragraph"),
            ("作者认为，来源不明。", "paragraph"),
            ("图为何物尚不清楚", "caption"),
        ],
    )
    def test_kinds(self, line: str, kind: str) -> None:
        body = "正文第一段很长。" * 12
        assert (kind, line) in kinds(read(f"{body}\n{line}\n\n短句子。\n{'再短一些。'}\n", "text"))


class TestSpeech:
    @pytest.mark.parametrize(
        ("content", "expected"),
        [
            ("他说：“可以。”然后走了", ["“可以。”"]),
            ("「外『内』外」后", ["「外『内』外」"]),
            ("“外‘内’外”后“再”", ["“外‘内’外”", "“再”"]),
            ('he said "yes" and "no"', ['"yes"', '"no"']),
            ("“一“二”三”四", ["“一“二”三”"]),
            ("never “closed here", ["“closed here"]),
            ("不开”的", []),
            ("Europe’s ‘choice’", []),
            ("„Ja“, sagte er", ["„Ja“"]),
        ],
    )
    def test_stretches(self, content: str, expected: list[str]) -> None:
        assert speeches(read(content, "text")) == expected

    def test_it_ends_with_the_paragraph(self) -> None:
        assert speeches(read("<p>“一<p>二</p>")) == ["“一"]

    def test_it_is_found_by_place(self) -> None:
        reading = read("<p>他说，“我们<b>落后</b>了”。</p>")
        inside, outside = (only(find(reading.citable, quote)) for quote in ("落后了", "他说，“我们"))
        assert reading.speech_at(inside.start, inside.end) is not None
        assert reading.speech_at(outside.start, outside.end) is None


class TestPlaces:
    def test_paragraphs_are_numbered_from_one(self) -> None:
        reading = read("<p>one</p>\n<p>two</p><p></p><p>three</p>")
        content = reading.text.content
        assert [reading.paragraph(content.index(word)) for word in ("one", "two", "three")] == [1, 2, 3]
        assert reading.paragraph(0) == 1
        assert reading.paragraph(len(content)) == 3

    def test_region_of_a_span(self) -> None:
        reading = read("# Head\n\nBody “said” text", "markdown")
        content = reading.text.content
        at = content.index("said")
        region = reading.region_at(at, at + 4)
        assert region is not None
        assert region.kind is Kind.PARAGRAPH
        assert [r.kind for r in reading.regions_of(0, len(content))] == [Kind.TITLE, Kind.PARAGRAPH, Kind.SPEECH]
        assert read("").region_at(0, 0) is None

    def test_breaks_begin_paragraphs(self) -> None:
        citable = read("<p>one</p><p>two</p>").citable
        assert [citable.characters[at:] for at in citable.breaks] == ["two"]


class TestSeeds:
    def test_titles_and_headings(self) -> None:
        assert kinds(seed("000", "text"))[0] == ("title", "中欧人工智能存在相向而行的发展空间")
        assert kinds(seed("001", "markdown"))[0] == ("title", "人工智能峰会——欧洲还有竞争力吗？")
        assert kinds(seed("002", "markdown"))[0] == ("title", "AI竞赛，欧洲为什么暂时“落后”？")
        headings = [words for kind, words in kinds(seed("002", "markdown")) if kind == "heading"]
        assert headings == [
            "三方面原因导致竞争力不足",
            "向前可追溯至互联网发展时代",
            "“也许现在更大的风险是再次错过机会”",
        ]
        assert ("heading", "主權分散與改革滯后的雙重掣肘") in kinds(seed("004", "text"))

    def test_bylines_captions_boilerplate(self) -> None:
        reading = seed("001", "markdown")
        assert ("byline", "Dirk Kaufmann") in kinds(reading)
        assert ("caption", "巴黎大皇宫去年底的一次数字艺术展") in kinds(reading)
        assert kinds(reading)[-1][0] == "boilerplate"
        assert [kind for kind, _ in kinds(seed("004", "text"))].count("caption") == 4

    @pytest.mark.parametrize("words", ["weserv", "api.dw.com", "1739200625000", "ArticleRef", "%E4%BA%BA"])
    def test_markup_may_not_be_cited(self, words: str) -> None:
        reading = seed("001", "markdown")
        assert words in reading.text.content
        assert find(reading.citable, words) == ()

    @pytest.mark.parametrize(("name", "form"), [("000", "text"), ("001", "markdown"), ("002", "markdown")])
    def test_every_character_is_where_it_says(self, name: str, form: str) -> None:
        reading = seed(name, form)
        citable, content = reading.citable, reading.text.content
        assert "".join(content[a:b] for a, b in zip(citable.starts, citable.ends, strict=True)) == citable.characters


HOSTILE = {
    "tags": "<a " * 100_000,
    "closed late": "<a " * 100_000 + ">",
    "quotes in tags": '<a ">"' * 26_000,
    "single quotes": "<a '>'" * 50_000 + ">",
    "comments": "<!--" * 83_000,
    "scripts": "<script>" * 40_000,
    "entities": "&amp" * 33_000,
    "ampersands": "&" * 333_000,
    "captions": "<figcaption>a" * 13_000,
    "bold": "<b>a" * 33_000,
    "stars": "**a " * 83_000,
    "mixed stars": "*a **b ***c " * 26_000,
    "brackets": "[" * 166_000,
    "links": "[a](" * 83_000,
    "titled links": '[a](b "' * 46_000,
    "pictures": "![a](b" * 26_000,
    "ticks": "".join("`" * size + "a" for size in range(1, 1_200)),
    "fences": "```\n" * 16_000,
    "pipes": "|" * 166_000,
    "front matter": "---\n" + "a: b\n" * 16_000,
    "one line": "欧洲“没有”加入。" * 110_000,
    "quotation marks": "“" * 166_000 + "”" * 166_000,
    "dashes": "- " * 133_000,
    "rules": "-" * 333_000 + "a",
    "quoted": "> " * 133_000,
    "urls": "https://" * 40_000,
    "blank lines": "\n" * 100_000,
    "carriage returns": "\r" * 66_000,
    "images": "![]()\n" * 16_000,
    "spaces": "a" + " " * 333_000 + "b",
    "cdata": "<![CDATA[" * 33_000 + "]]>" * 33_000,
    "table rule": "|" + "-|" * 50_000 + "x",
    "surrogates": "\ud800" * 1000,
}


LINES = ("fences", "front matter", "one line", "blank lines", "carriage returns", "images", "spaces", "surrogates")
TAGS = (*list(HOSTILE)[:10], "one line", "urls", "spaces", "cdata")


@pytest.mark.parametrize(
    ("name", "form"),
    [
        *((name, "markdown") for name in HOSTILE),
        *((name, "html") for name in TAGS),
        *((name, "text") for name in LINES),
    ],
)
def test_hostile_texts_end(name: str, form: str) -> None:
    begun = time.process_time()
    reading = read(HOSTILE[name], form)
    assert time.process_time() - begun < 10
    assert len(reading.citable.starts) == len(reading.citable.characters)


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.sampled_from([*"<>&![]()*_`#-|\"' \n\\;a1“”", "<b>", "</b>", "<!--", "-->", "---\n", "&amp", "http://a"])
    ),
    st.sampled_from(sorted(READERS)),
)
def test_any_markup_is_read_without_error(pieces: list[str], form: str) -> None:
    content = "".join(pieces)
    reading = read(content, form)
    citable = reading.citable
    assert list(citable.starts) == sorted(citable.starts)
    assert all(start < end <= len(content) for start, end in zip(citable.starts, citable.ends, strict=True))
    assert list(citable.breaks) == sorted(set(citable.breaks))
    assert all(0 < at < len(citable.characters) for at in citable.breaks)
    assert list(reading.paragraphs) == sorted(reading.paragraphs)
