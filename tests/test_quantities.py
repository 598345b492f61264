"""Quantities: what is read on either side, when two are the same, and that planted errors are found."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.checks.quantities import figure_not_in_quote
from argmap.corpus import Corpus, Entry
from argmap.diagnostics import Finding
from argmap.project import load
from argmap.quantities import Quantity, Script, nearest, proved, spoken, stands, written

ROOT = Path(__file__).parents[1]


def shown(quantity: Quantity) -> str:
    ends = "..".join(f"{end.normalize():f}" for end in quantity.ends)
    return ends if quantity.kind == "plain" else f"{ends} {quantity.kind}"


WRITTEN = {
    # Scales
    "4万人": "40000",
    "1.5万": "15000",
    "20 万": "200000",
    "3万亿元": "3000000000000 CNY",
    "1亿2000万": "120000000",
    "1500亿2000万": "150020000000",
    "5千万": "50000000",
    "20余項": "20",
    "1000多亿美元": "100000000000 USD",
    "超20萬企業用戶": "200000",
    "5兆": "5000000000000",
    "100 thousand": "100000",
    "a 3 hundred": "300",
    "1.2 million jobs": "1200000",
    "a 30-billion-euro fund": "30000000000 EUR",
    "$30bn": "30000000000 dollar",
    "£3m": "3000000 GBP",
    "40k users": "40000",
    # Separators and widths
    "7,000": "7000",
    "7 000": "7000",
    "7\u202f000": "7000",
    "7，000": "7000",
    "1,234,567.5": "1234567.5",
    "７０００": "7000",
    "４５．５％": "45.5 percent",
    # Units
    "€30 billion": "30000000000 EUR",
    "109 billion euros": "109000000000 EUR",
    "US$5": "5 USD",
    "300亿欧元": "30000000000 EUR",
    "300億歐元": "30000000000 EUR",
    "300亿元": "30000000000 CNY",
    "300億元": "30000000000 local-yuan",
    "人民币300亿元": "30000000000 CNY",
    "¥30亿": "3000000000 yen-or-yuan",
    "37%": "37 percent",
    "37 per cent": "37 percent",
    "百分之30": "30 percent",
    "3成": "30 percent",
    "27成员国": "27",
    "4 percentage points": "4 points",
    "4个百分点": "4 points",
    "50 basis points": "0.5 points",
    "100元素": "100",
    # Ranges
    "€30-50 billion": "30000000000..50000000000 EUR",
    "300-500亿欧元": "30000000000..50000000000 EUR",
    "30 to 50 billion": "30000000000..50000000000",
    "between 30 and 50 billion euros": "30000000000..50000000000 EUR",
    "800-1.2万": "800..12000",
    "10%–20%": "10..20 percent",
    "20至30%": "20..30 percent",
    "from 30 to 50 billion": "30000000000, 50000000000",
    "from 40,000 to 100,000": "40000, 100000",
    # Neighbours
    "US$5bn £3m": "5000000000 USD, 3000000 GBP",
    "4 of 14": "4, 14",
    "top 3": "3",
    "世界前3": "3",
    "the EU's 27 members": "27",
    "27国": "27",
    "27-member bloc": "27",
    "2000家企业": "2000",
}

LEFT_ALONE = (
    "2025", "2025-02-13", "13.2.2025", "in 2016", "2015–2022", "2024/25", "2015年至2022年", "2月", "10日", "1月20日",
    "2月10日-11日", "2月10至11日", "February 10-11", "10-11 February 2025", "May 5", "20世纪90年代", "the 1990s", "90s",
    "12:30", "5 pm", "15时30分", "1st", "2nd", "20th century", "第3", "第 12 条", "No. 1", "Article 6(1)", "phase 2",
    "GPT-4", "GPT-4o", "5G", "uses Llama 3", "iPhone 15", "A4", "F-35", "Web3", "H100", "G20", "COP 28",
    "7B", "28nm", "v1.2.3", "[12]", "one (1)", "1. Europe lags", "10^26", "10²⁵", "24/7", "50-50", "2/3", "3:1", "5m",
    "18 months", "3个月", "100天", "20-minute", "30 GW", "5千瓦", "50 miles", "3 centuries", "2024/1689", "https://a.b/7",
    "three", "half", "三百", "",
)  # fmt: skip


@pytest.mark.parametrize("text", WRITTEN)
def test_written_figures_are_read(text: str) -> None:
    assert ", ".join(map(shown, written(text))) == WRITTEN[text]


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_what_only_looks_like_a_quantity_is_left_alone(text: str) -> None:
    assert written(text) == ()


PROVED = {
    "世界前三": "3",
    "三百年": "300",
    "二十七个": "27",
    "两千三百万": "23000000",
    "一亿二千万": "120000000",
    "一百零五": "105",
    "三万亿": "3000000000000",
    "千亿級": "100000000000",
    "二〇二五年": "2025",
    "两点五亿": "250000000",
    "三十多亿美元": "3000000000 USD",
    "三百至五百亿欧元": "30000000000..50000000000 EUR",
    "叁佰": "300",
    "百分之三十": "30 percent",
    "三成五": "35 percent",
    "七八成": "80 percent",
    "三分之一": "0.3333333333333333333333333333 fraction",
    "一半": "0.5 fraction",
    "半个百分点": "0.5 points",
    "一年半": "1.5",
    "增长三倍": "4 fraction",
    "双方": "2",
    "10、20和30%": "20 percent",
    "2025年": "2025",
    "GPT-4": "4",
    "12:30": "30",
    "5m": "5000000",
    "twenty-seven": "27",
    "three hundred and five thousand": "305000",
    "two million": "2000000",
    "half a million": "500000",
    "two and a half billion": "2500000000",
    "a million": "1000000",
    "three to five billion euros": "3000000000..5000000000 EUR",
    "three quarters": "0.75 fraction",
    "two dozen": "24",
    "one in five": "0.2 fraction",
    "2/3": "0.6666666666666666666666666667 fraction",
    "doubled": "2 fraction",
    "the third": "3",
}


@pytest.mark.parametrize("text", PROVED)
def test_a_passage_proves(text: str) -> None:
    assert PROVED[text] in map(shown, proved(text))


SAME = [
    ("€30 billion", "300亿欧元"),
    ("€30 billion", "300亿"),
    ("300亿欧元", "€30 billion"),
    ("30 billion", "three hundred and thirty billion, or thirty billion euros"),
    ("€30-50 billion", "300-500亿欧元"),
    ("€30-50 billion", "300亿欧元到500亿欧元"),
    ("€50 billion", "300-500亿欧元"),
    ("$100 billion", "1000亿美元"),
    ("US$100 billion", "$100bn"),
    ("HK$5 billion", "50億元"),
    ("¥5 billion", "50亿元"),
    ("40,000", "4万人"),
    ("top 3", "世界前三"),
    ("4 of 14", "14项技术中，仅在4项"),
    ("50%", "一半"),
    ("75%", "three quarters"),
    ("67%", "三分之二"),
    ("20%", "one in five"),
    ("30%", "三成"),
    ("100%", "翻番"),
    ("2 times", "两倍"),
    ("4 points", "4个百分点"),
    ("about 110 billion", "1090亿"),
    ("over 200,000", "超20萬"),
    ("nearly 40%", "37%"),
    ("over 10", "十几个"),
    ("over 1 billion", "十几亿"),
    ("20余项", "二十多项"),
]
DIFFERENT = [
    ("€3 billion", "300亿欧元"),
    ("€30 billion", "300亿美元"),
    ("300亿元", "$30 billion"),
    ("€30-50 billion", "300-400亿欧元"),
    ("17%", "71%"),
    ("17%", "17项"),
    ("4%", "4个百分点"),
    ("4 percentage points", "4%"),
    ("66%", "三分之一"),
    ("110 billion", "1090亿"),
    ("about 120 billion", "1090亿"),
    ("top 3", "世界前列"),
    ("40,000", "40万人"),
    ("10", "十几个"),
    ("over 10", "数十个"),
]


@pytest.mark.parametrize(("text", "passage"), SAME)
def test_same_values_agree(text: str, passage: str) -> None:
    wanted = written(text)
    assert wanted and all(stands(each, proved(passage)) for each in wanted)


@pytest.mark.parametrize(("text", "passage"), DIFFERENT)
def test_different_values_do_not(text: str, passage: str) -> None:
    assert not any(stands(each, proved(passage)) for each in written(text))


@pytest.mark.parametrize(
    ("text", "script", "said"),
    [
        ("€30 billion", "hans", "300亿欧元"),
        ("€30 billion", "hant", "300億歐元"),
        ("300-500亿欧元", "latin", "€30–50 billion"),
        ("4万", "latin", "40,000"),
        ("40,000", "hans", "4万"),
        ("1.09万亿元", "latin", "1.09 trillion yuan"),
        ("1,234,567", "hans", "1,234,567"),
        ("4个百分点", "latin", "4 percentage points"),
        ("CHF 5", "latin", "5 CHF"),
        ("13", "hans", "13"),
        ("9" * 18 + " trillion trillion", "latin", "999" + ",999" * 5 + ",000" * 4 + " trillion"),
    ],
)
def test_quantities_are_said_in_the_other_script(text: str, script: Script, said: str) -> None:
    assert spoken(written(text)[0], script) == said


@pytest.mark.parametrize(
    ("text", "passage", "near"),
    [
        ("€3 billion", "13个国家投资300亿欧元", "300亿欧元"),
        ("71%", "61%和17%", "17%"),
        ("$30 billion", "2025年的300亿欧元", "300亿欧元"),
        ("5", "三个", "三"),
    ],
)
def test_nearest_is_what_was_probably_meant(text: str, passage: str, near: str) -> None:
    found = nearest(written(text)[0], proved(passage))
    assert found and found.text == near


def test_a_word_that_is_far_off_is_not_near() -> None:
    assert nearest(written("€3 billion")[0], proved("一个计划")) is None


# A value in any form is the same value.


def _latin(value: int) -> Iterator[str]:
    yield str(value)
    yield f"{value:,}"
    for by in (" ", "\u00a0", "\u202f", "，"):
        yield f"{value:,}".replace(",", by)
    for word, size in (
        ("thousand", 10**3),
        ("million", 10**6),
        ("billion", 10**9),
        ("bn", 10**9),
        ("trillion", 10**12),
    ):
        yield f"{(Decimal(value) / size).normalize():f} {word}"


def _han(value: int) -> Iterator[str]:
    for word, size in (("万", 10**4), ("萬", 10**4), ("亿", 10**8), ("億", 10**8), ("万亿", 10**12)):
        yield f"{(Decimal(value) / size).normalize():f}{word}"
    if value >= 10**8 and value % 10**4 == 0:
        yield f"{value // 10**8}亿{value % 10**8 // 10**4}万"


def full_width(text: str) -> str:
    return "".join(chr(ord(character) + 0xFEE0) if "!" <= character <= "~" else character for character in text)


SCRIPTS: tuple[Script, ...] = ("latin", "hans", "hant")
values = st.builds(lambda digits, zeros: digits * 10**zeros, st.integers(1, 9999), st.integers(4, 9))


@given(values, st.data())
def test_a_value_is_read_in_every_form(value: int, data: st.DataObject) -> None:
    forms = [form for form in (*_latin(value), *_han(value)) if len(form.partition(".")[2].split(" ")[0]) <= 6]
    text = data.draw(st.sampled_from(forms))
    if data.draw(st.booleans()):
        text = full_width(text)
    before, after = data.draw(
        st.sampled_from([("", ""), ("投资", "。"), ("投资", "欧元"), ("it spends €", " there"), ("(", ")")])
    )
    figures = written(before + text + after)
    assert [each.ends for each in figures] == [(Decimal(value),)]
    assert stands(figures[0], proved(before + text + after))
    for script in SCRIPTS:
        assert written(spoken(figures[0], script))[0].value == value


@given(
    st.text(
        st.sampled_from(
            "0123456789.,- 万亿百千三半分之点几年月日%€$元oneandtwo hundred million half third–至/:[]K\u017f\ud800"
        )
    )
)
def test_nothing_breaks_the_readers(text: str) -> None:
    read = proved(text)
    for each in (*written(text), *read):
        assert text[each.start : each.end] == each.text
        assert each.upper is None or each.value < each.upper
        spoken(each, "hans")
        nearest(each, read)
    for each in written(text):
        assert stands(each, read), each


# Planted errors: every figure of the shipped maps, made wrong in every way that is likely.

NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
OTHER_WORDS = {
    "currency": (("€", "$"), ("€", "£"), ("$", "€"), ("euros", "dollars"), ("euros", "yuan"), ("欧元", "美元")),
    "scale": (("billion", "million"), ("billion", "trillion"), ("million", "billion"), ("亿", "万"), ("亿", "万亿")),
    "percent": (("%", " percentage points"),),
}


def mistakes(figure: str) -> Iterator[tuple[str, str]]:
    for found in NUMBER.finditer(figure):
        digits = found.group()
        value = Decimal(digits.replace(",", ""))
        wrong = [("factor of ten", value * 10), ("factor of ten", value / 10)]
        if "%" in figure:
            wrong += [("percent", value + 1), ("percent", value - 1), ("percent", 100 - value)]
        for kind, other in wrong:
            written_as = f"{other.normalize():{',' if ',' in digits else ''}f}"
            yield kind, figure[: found.start()] + written_as + figure[found.end() :]
        for at in range(len(digits) - 1):
            one, two = digits[at], digits[at + 1]
            if one.isdigit() and two.isdigit() and one != two and (at or two != "0"):
                swapped = digits[:at] + two + one + digits[at + 2 :]
                yield "swapped digits", figure[: found.start()] + swapped + figure[found.end() :]
    for kind, pairs in OTHER_WORDS.items():
        yield from ((kind, figure.replace(right, wrong)) for right, wrong in pairs if right in figure)


@cache
def shipped() -> Corpus:
    return load(ROOT).corpus


def findings(entry: Entry, claim: str, language: str, text: str) -> list[Finding]:
    """What is found when one claim says this in the stead of its text."""
    group = "theses" if claim in entry.map.theses else "claims"
    written_as = entry.map.all_claims[claim].model_copy(update={"text": {language: text}})
    map = entry.map.model_copy(update={"theses": {}, "claims": {}} | {group: {claim: written_as}})
    planted = replace(entry, map=map, citations=entry.citations_of[claim])
    return list(figure_not_in_quote.find(replace(shipped(), entries={entry.id: planted})))


def test_shipped_maps_have_no_wrong_figure() -> None:
    assert list(figure_not_in_quote.find(shipped())) == []


def test_every_planted_error_is_found() -> None:
    planted: Counter[str] = Counter()
    missed = []
    for entry in shipped().entries.values():
        for name, claim in entry.map.all_claims.items():
            for language, text in (claim.text or {}).items():
                for figure in written(text):
                    for kind, wrong in mistakes(figure.text):
                        planted[kind] += 1
                        if not findings(entry, name, language, text[: figure.start] + wrong + text[figure.end :]):
                            missed.append((entry.id, name, kind, wrong))
    assert missed == []
    assert planted.total() >= 140
    assert set(planted) == {"factor of ten", "swapped digits", "currency", "scale", "percent"}


def test_the_finding_says_both_values_and_points_at_both() -> None:
    entry = shipped().entries["dw"]
    (finding,) = findings(entry, "campus-30-50-billion", "en", "€3-5 billion go into the campus")
    assert finding.message == "`€3-5 billion` (30–50亿欧元) does not stand in the quote"
    assert finding.help == "The quote has 300-500亿欧元 = €30–50 billion."
    assert finding.labels[1].place.excerpt == "300-500亿欧元"
