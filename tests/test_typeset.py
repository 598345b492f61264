"""Typesetting: breaks that were checked by hand, and what holds of any text at any width."""

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap import fonts, typeset
from argmap.typeset import Block, clean, measure, wrap

HAN = "欧洲政府监管投资人才培养水平不够综合导致竞赛风"
CLOSING = "，。、；：？！）》」』】〉”’"
OPENING = "（《「『【〈“‘"
MIXED = st.text(HAN + CLOSING + OPENING + "abcXYZ019 .,;:()\"'/%—…-€\u3000é\u0301", max_size=80)
WIDTHS = st.floats(20, 500)


def texts(block: Block) -> list[str]:
    return ["".join(run.text for run in line) for line in block.lines]


def visible(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize(
    ("text", "language", "width", "lines"),
    [
        (
            "政府的过度监管、AI投资不足、人才培养水平不够，综合导致了欧洲在AI竞赛时处于下风",
            "zh",
            160,
            ["政府的过度监管、AI投", "资不足、人才培养水平", "不够，综合导致了欧洲", "在AI竞赛时处于下风"],
        ),
        (
            "“我们已经通知客户，三月起全线涨价6%”，某家电企业负责人说：《关税（2025年）》。",
            "zh",
            160,
            ["“我们已经通知客户，", "三月起全线涨价6%”，", "某家电企业负责人说：", "《关税（2025年）》。"],
        ),
        (
            "Over-regulation, thin investment and weak training of talent put Europe at a disadvantage",
            "en",
            220,
            ["Over-regulation, thin investment", "and weak training of talent", "put Europe at a disadvantage"],
        ),
        (
            "The EU’s “AI Act” — in force since 2024 — may cost €300 billion, or 4.5 % of GDP (per year).",
            "en",
            160,
            ["The EU’s “AI Act” — in", "force since 2024 — may", "cost €300 billion, or", "4.5 % of GDP (per year)."],
        ),
        (
            "IMF（国际货币基金组织）估算2026年通胀将因此上升0.4个百分点，约3,120亿美元——远超预期……真的吗？",
            "zh",
            220,
            [
                "IMF（国际货币基金组织）",
                "估算2026年通胀将因此上升",
                "0.4个百分点，约3,120亿美元——",
                "远超预期……真的吗？",
            ],
        ),
        (
            "欧盟委员会主席冯德莱恩 (Ursula von der Leyen) 宣布“投资人工智能”计划：InvestAI，总额2000亿欧元",
            "zh",
            220,
            [
                "欧盟委员会主席冯德莱恩",
                "(Ursula von der Leyen) 宣",
                "布“投资人工智能”计划：",
                "InvestAI，总额2000亿欧元",
            ],
        ),
    ],
)
def test_breaks_checked_by_hand(text: str, language: str, width: float, lines: list[str]) -> None:
    assert texts(wrap(text, width, 14, language)) == lines


@pytest.mark.parametrize(
    ("whole", "language"),
    [
        ("3,120亿美元", "zh"),
        ("0.4个百分点", "zh"),
        ("第30年", "zh"),
        ("百分之30", "zh"),
        ("二十七国", "zh"),
        ("——", "zh"),
        ("€300 billion", "en"),
        ("4.5 %", "en"),
        ("800\u00a0GW", "en"),
        ("1090亿欧元", "zh"),
        ("1090億歐元", "zh"),
        ("岌岌", "zh"),
        ("《人工智能法》", "zh"),
    ],
)
def test_a_number_stays_with_its_unit_at_every_width(whole: str, language: str) -> None:
    filler = "监管投资人才" if language == "zh" else "ab cde f "
    text = filler * 3 + whole + " " * (language == "en") + filler * 3
    least = measure(whole, 14, language) + 15
    for step in range(60):
        lines = texts(wrap(text, least + step * 3, 14, language, balanced=step % 2 == 0))
        assert sum(whole in line for line in lines) == 1, lines


def test_words_and_addresses_are_broken_only_where_they_are_too_wide() -> None:
    text = "see https://example.com/very/long/path?with=query&more=stuff for details"
    assert texts(wrap(text, 500, 14, "en")) == [text]
    assert texts(wrap(text, 160, 14, "en")) == [
        "see https://example.",
        "com/very/long/path?",
        "with=query&more=",
        "stuff for details",
    ]
    parts = texts(wrap("Donaudampfschifffahrtsgesellschaft", 100, 14, "de"))
    assert "".join(parts) == "Donaudampfschifffahrtsgesellschaft"
    assert len(parts) == 3


def test_a_hyphen_between_letters_may_end_a_line() -> None:
    assert texts(wrap("self-regulation", 90, 14, "en")) == ["self-", "regulation"]


@given(MIXED, WIDTHS, st.sampled_from(["zh", "zh-Hant", "en"]), st.booleans(), st.booleans())
def test_no_line_is_too_wide_and_nothing_is_lost(
    text: str, width: float, language: str, bold: bool, balanced: bool
) -> None:
    block = wrap(text, width, 14, language, bold=bold, balanced=balanced)
    assert visible("".join(texts(block))) == visible(clean(text))
    for line in texts(block):
        assert line.strip() == line
        single = sum(not unicodedata.combining(each) for each in line) == 1
        assert single or measure(line, 14, language, bold=bold) <= width + 0.001


@given(st.lists(st.sampled_from([*HAN, *(f"{han}{mark}" for han, mark in zip(HAN, CLOSING, strict=False))])))
def test_no_line_starts_with_a_closing_mark(parts: list[str]) -> None:
    for width in (70, 100, 133):
        assert all(line[0] not in CLOSING for line in texts(wrap("".join(parts), width, 14, "zh")))


@given(st.lists(st.sampled_from([*HAN, *(f"{mark}{han}" for han, mark in zip(HAN, OPENING, strict=False))])))
def test_no_line_ends_with_an_opening_mark(parts: list[str]) -> None:
    for width in (70, 100, 133):
        assert all(line[-1] not in OPENING for line in texts(wrap("".join(parts), width, 14, "zh")))


@given(MIXED, WIDTHS)
def test_balanced_lines_are_as_many_and_no_wider(text: str, width: float) -> None:
    filled = wrap(text, width, 14, "zh", balanced=False)
    balanced = wrap(text, width, 14, "zh")
    assert len(balanced.lines) == len(filled.lines)
    assert balanced.width <= filled.width + 0.001


@given(st.lists(st.sampled_from([*HAN, "，", "《", "》。", "trade ", "AI’s ", "6% "]), max_size=60))
def test_a_text_is_balanced_alike_at_all_widths_of_as_many_lines(parts: list[str]) -> None:
    found: dict[int, list[str]] = {}
    for width in range(100, 600, 13):
        lines = texts(wrap("".join(parts), width, 14, "zh"))
        assert found.setdefault(len(lines), lines) == lines


def test_balancing_leaves_no_character_alone_on_the_last_line() -> None:
    text = "短期通胀压力有限的看法来自经济学家"
    assert [len(line) for line in texts(wrap(text, 14 * 8, 14, "zh", balanced=False))] == [8, 8, 1]
    assert [len(line) for line in texts(wrap(text, 14 * 8, 14, "zh"))] == [6, 6, 5]


def test_a_word_that_ends_as_the_next_begins_is_not_taken_for_doubled() -> None:
    assert texts(wrap("这些知识并没有有效地转化", 14 * 7, 14, "zh", balanced=False))[0] == "这些知识并没有"


@given(MIXED, st.floats(30, 300), st.integers(1, 4))
def test_what_is_cut_off_leaves_an_ellipsis(text: str, width: float, most: int) -> None:
    whole = wrap(text, width, 14, "zh")
    cut = wrap(text, width, 14, "zh", most=most)
    assert len(cut.lines) == min(len(whole.lines), most)
    assert cut.width <= width + 0.001
    if len(whole.lines) > most:
        assert texts(cut)[-1].endswith("…")
        assert visible(clean(text)).startswith(visible("".join(texts(cut)))[:-1])


def test_a_cut_comes_after_a_whole_word_and_leaves_no_comma() -> None:
    text = "Over-regulation, thin investment, and weak training of talent"
    assert texts(wrap(text, 160, 14, "en", most=2)) == ["Over-regulation, thin", "investment, and weak…"]
    assert texts(wrap("政府的过度监管，人才培养水平不够", 14 * 9, 14, "zh", most=1)) == ["政府的过度监管…"]


def test_a_last_line_of_marks_alone_is_cut_without_touching_the_line_above() -> None:
    assert texts(wrap("国，、。b ", 20, 13, "zh", most=3)) == ["国", "，、", "…"]
    assert texts(wrap("、 ，a", 20, 13, "zh", most=2)) == ["、", "…"]


def test_the_language_chooses_the_face_of_quotes_and_dashes() -> None:
    (chinese,) = wrap("说“好”", 200, 14, "zh").lines
    assert [(run.text, run.face) for run in chinese] == [("说“好”", "han")]
    (english,) = wrap("say “yes” 好", 200, 14, "en").lines
    assert [(run.text, run.face) for run in english] == [("say “yes” ", "latin"), ("好", "han")]


def test_widths_are_sums_of_advances() -> None:
    assert measure("欧洲", 10, "zh") == 20
    assert measure("AI", 10, "en") == sum(fonts.advance(each, "latin") for each in "AI") / 100
    assert measure("cafe\u0301", 10, "en") == measure("cafe", 10, "en")
    assert measure("欧洲", 10, "zh", bold=True) == pytest.approx(20 + 10 * typeset.BOLD)
    assert measure("", 10, "en", bold=True) == 0


def test_chinese_and_latin_stand_a_little_apart_and_marks_close_together() -> None:
    assert measure("欧AI洲", 10, "zh") == pytest.approx(20 + measure("AI", 10, "zh") + 2.5)
    assert measure("欧 AI", 10, "en") == pytest.approx(
        10 + sum(fonts.advance(each, "latin") for each in "AI") / 100 + 2.24, abs=0.5
    )
    assert measure("说：“好。”", 10, "zh") == pytest.approx(60 - 10)


def test_an_opening_mark_at_the_start_of_a_line_hangs_out() -> None:
    block = wrap("《法案》", 200, 10, "zh")
    assert block.lines[0][0].x == -5
    assert block.width == 35


def test_a_line_is_placed_where_it_is_asked() -> None:
    block = wrap("欧洲在人工智能竞赛中", 60, 10, "zh", leading=16)
    assert (len(block.lines), block.leading, block.height) == (2, 16, 32)
    left = block.placed(100, 50, "ink")
    assert [line.x for line in left] == [100, 100]
    assert [line.y for line in left] == pytest.approx([50 + 8 + 3.8, 50 + 24 + 3.8])
    for align, share in (("center", 0.5), ("right", 1.0)):
        for line in block.placed(100, 50, "ink", align=align, width=90):  # type: ignore[arg-type]
            assert line.x + share * line.width == pytest.approx(100 + share * 90)
    assert {line.role for line in left} == {"ink"}
    assert left[0].text == "欧洲在人工"


def test_without_text_there_are_no_lines() -> None:
    for text in ("", " \n\t ", "\u202e\x00"):
        block = wrap(text, 100, 14, "zh", bold=True)
        assert (block.lines, block.width, block.height) == ((), 0, 0)
        assert block.placed(0, 0, "ink") == ()


def test_what_is_invisible_or_turns_the_writing_around_is_left_out() -> None:
    assert clean("a\u202eb\u2066c\u200e\x00\x1b[d\ud800\ufffe") == "abc[d"
    assert clean(" one\r\ntwo\u2028three \t\x0b four ") == "one two three four"
    assert clean("800\u00a0GW") == "800\u00a0GW"


def test_long_texts_take_no_time() -> None:
    text = "政府的过度监管、AI投资不足，" * 400
    started = time.perf_counter()
    wrap(text, 700, 12, "zh")
    wrap(text, 60, 12, "zh")
    wrap("x" * 5000, 60, 12, "en")
    assert time.perf_counter() - started < 5
