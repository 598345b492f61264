"""What must hold of any quote: found where it was cut, whatever typing did to it; never found where it is not."""

import random
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from argmap.quotes import Citable, Step, find
from argmap.quotes.fold import FOLD, FOLDS, fold
from argmap.quotes.han import han_fold, is_han
from argmap.quotes.near import nearest
from argmap.quotes.omission import whole
from argmap.readers import READERS, Reading
from argmap.text import Text

SEEDS = sorted((Path(__file__).parent.parent / "seeds").glob("*.txt"))
FORMATS = {"001": "markdown", "002": "markdown"}


@cache
def reading(number: int) -> Reading:
    path = SEEDS[number]
    return READERS[FORMATS.get(path.name[:3], "text")](Text(path.name, path.read_text("utf-8-sig")))


@cache
def reversed_han() -> dict[int, str]:
    return {simple: chr(variant) for variant, simple in han_fold().items()}


@st.composite
def cuts(draw: st.DrawFn, least: int = 12, most: int = 120) -> tuple[int, int, int]:
    """A stretch of a seed, by its number, as indices of its citable characters, that begins and ends with a letter."""
    number = draw(st.integers(0, len(SEEDS) - 1))
    source = reading(number)
    characters = source.citable.characters
    size = draw(st.integers(least, most))
    first = draw(st.integers(0, len(characters) - size))
    last = first + size
    while first < last and not characters[first].isalpha():
        first += 1
    while last > first and not characters[last - 1].isalpha():
        last -= 1
    assume(last - first >= least)
    return number, first, last


def rewrap(text: str, rng: random.Random) -> str:
    """Other spaces and line ends wherever spaces mean nothing."""
    text = re.sub(r"(?<![\d.,+-])\s+(?![\d.,+-])", lambda _: rng.choice([" ", "\n", "\r\n  ", "\u3000", "\xa0"]), text)
    return re.sub(r"(?<=[\u4e00-\u9fff])(?=[\u4e00-\u9fff])", lambda _: "\n" if rng.random() < 0.1 else "", text)


def requote(text: str, rng: random.Random) -> str:
    return re.sub('[“”"]', lambda _: rng.choice('“”"「」『』'), text)


def rewidth(text: str, rng: random.Random) -> str:
    wide = {
        "，": ",",
        ",": "，",
        "：": ":",
        ":": "：",
        "（": "(",
        "(": "（",
        "）": ")",
        ")": "）",
        "；": ";",
        ";": "；",
    }
    return "".join(wide.get(c, c) if rng.random() < 0.5 else c for c in text)


def redash(text: str, rng: random.Random) -> str:
    return re.sub(r"[—–]+(?!\d)", lambda _: rng.choice(["—", "——", "--", "–", "―"]), text)


def hide_marks(text: str, rng: random.Random) -> str:
    return "".join(
        c + rng.choice(["\u200b", "\u00ad", "\ufeff", "\u2060"]) if c.isalpha() and rng.random() < 0.1 else c
        for c in text
    )


def traditional(text: str, rng: random.Random) -> str:
    return "".join(reversed_han().get(ord(c), c) if rng.random() < 0.7 else c for c in text)


def simplified(text: str, _: random.Random) -> str:
    return text.translate(han_fold())


def letters(text: str) -> str:
    """The folded letters and digits of a text, without reference markers."""
    folded = fold(re.sub(r"\[\d+\]", "", text)).translate(han_fold())
    return "".join(filter(str.isalnum, folded))


def recase(text: str, rng: random.Random) -> str:
    # Not after digits, where case may be a unit.
    return re.sub(r"(?<![\d\w])[A-Za-z]{5,}", lambda word: word[0].upper() if rng.random() < 0.5 else word[0], text)


def unmark(text: str, _: random.Random) -> str:
    return re.sub(r"(?<=[a-z]) ?\[\d+\](?=\W)", "", text)


CHANGES = (rewrap, requote, rewidth, redash, hide_marks, traditional, simplified, recase, unmark)


@settings(max_examples=300, deadline=None)
@given(cuts())
def test_a_cut_is_found_where_it_was_cut(cut: tuple[int, int, int]) -> None:
    number, first, last = cut
    citable = reading(number).citable
    span = citable.span(first, last)
    hits = find(citable, citable.characters[first:last])
    assert span in [(hit.start, hit.end) for hit in hits]
    hit = next(hit for hit in hits if (hit.start, hit.end) == span)
    verbatim = reading(number).text.content[slice(*span)] == citable.characters[first:last]
    assert (hit.step is Step.EXACT) == verbatim
    assert bool(hit.folds) != verbatim


@settings(max_examples=400, deadline=None)
@given(cuts(), st.lists(st.sampled_from(CHANGES), unique=True, max_size=5), st.randoms(use_true_random=False))
def test_a_changed_cut_is_found_where_it_was_cut(
    cut: tuple[int, int, int], changes: list[Callable[[str, random.Random], str]], rng: random.Random
) -> None:
    number, first, last = cut
    citable = reading(number).citable
    quote = citable.characters[first:last]
    for change in CHANGES:
        if change in changes:
            quote = change(quote, rng)
    hits = find(citable, quote)
    spans = [(hit.start, hit.end) for hit in hits]
    assert citable.span(first, last) in spans, quote
    for hit in hits:
        assert set(hit.folds) <= set(FOLDS)
        assert fold(citable.slice(hit.start, hit.end)[:1])[:1].translate(han_fold()) == fold(quote)[:1].translate(
            han_fold()
        )


@settings(max_examples=150, deadline=None)
@given(cuts(30, 80), st.integers(8, 14), st.sampled_from(["……", "…", "...", " [...] "]))
def test_an_omission_is_found(cut: tuple[int, int, int], kept: int, mark: str) -> None:
    number, first, last = cut
    citable = reading(number).citable
    edges = (
        citable.characters[first + kept - 1 : first + kept + 1] + citable.characters[last - kept - 1 : last - kept + 1]
    )
    assume(all(is_han(edge) for edge in edges))
    head, tail = citable.characters[first : first + kept], citable.characters[last - kept : last]
    hits = find(citable, head + mark + tail)
    assert hits
    assert all(hit.step is Step.OMISSION and len(hit.fragments) == 2 for hit in hits)
    for hit in hits:
        (one, two), (three, four) = hit.fragments
        assert (citable.slice(one, two), citable.slice(three, four)) == (head, tail)
        assert hit.gaps == ((two, three),)


@settings(max_examples=150, deadline=None)
@given(cuts(20, 80), st.integers(0, 3))
def test_another_article_does_not_have_it(cut: tuple[int, int, int], other: int) -> None:
    number, first, last = cut
    quote = reading(number).citable.characters[first:last]
    elsewhere = reading((number + 1 + other) % len(SEEDS)).citable
    assume(letters(quote) not in letters(elsewhere.characters))
    assert find(elsewhere, quote) == ()


@settings(max_examples=150, deadline=None)
@given(cuts(40, 120), st.integers(1, 4), st.randoms(use_true_random=False))
def test_edits_are_never_accepted_and_located(cut: tuple[int, int, int], edits: int, rng: random.Random) -> None:
    number, first, last = cut
    citable = reading(number).citable
    quote = list(citable.characters[first:last])
    for at in rng.sample(range(5, len(quote) - 5), edits):
        quote[at] = "Ж" if quote[at].isspace() else rng.choice(["Ж", quote[at] + "Ж"])
    assert find(citable, "".join(quote)) == ()
    near = nearest(citable, "".join(quote))
    assert near is not None
    start, end = citable.span(first, last)
    assert near.start < end
    assert near.end > start
    # An edit may break up a reference marker or a run of dashes, which then count with all their characters; and what
    # is suggested has whole words.
    begun, ended = whole(citable, first, last)
    assert near.distance <= 5 * edits + (first - begun) + (ended - last)
    assert near.difference.count("Ж") == edits


MEANINGS = [
    (r"(?<=\d)(?=\d)", [",", ".", " ", "、", "-", "\u3000", "\n", "……"]),
    (r"(?<![A-Za-z])\d+", ["-{}", "{}0", "{}%", "{}²", "{}½", "{}亿", "{}.5", "0{}"]),
    (r"[一二三四五六七八九十百千万亿億]", ["{}十", "半", "零"]),
    (r"[€%]|亿欧元|亿美元|歐元", ["", "$", "亿日元", "‰"]),
    (r"(?<=.)(?:不|没有|無|无|并非)(?=.)", ["", "可能"]),
    (r"可能|也许|或许|必須|必须|至少|约|仅|僅", ["", "一定", "未必"]),
    (r" (?:may|can|not|only|is|are|could) ", [" ", " must ", " never ", "n't "]),
    (r"马克龙|毕奇|梁怀新|欧洲|歐洲|美国|美國|OpenAI|China|Europe|U\.S\.", ["{}人", "特朗普", "Japan"]),
]


@pytest.mark.parametrize("number", range(len(SEEDS)))
def test_another_meaning_is_never_accepted(number: int) -> None:
    citable = reading(number).citable
    sentences = [
        part[0] for part in re.finditer(r"[^。！？\n]{12,200}[。！？]|[A-Z][^.\n\[]{30,200}", citable.characters)
    ]
    assert sentences
    for sentence in sentences:
        for words, others in MEANINGS:
            for found in re.finditer(words, sentence):
                for other in others:
                    edited = sentence[: found.start()] + other.format(found[0]) + sentence[found.end() :]
                    for typed in (edited, edited.replace("，", ","), edited.replace("“", "「").replace("”", "」")):
                        assert find(citable, typed) == (), typed


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=60), st.text(max_size=20))
def test_any_text_is_read_without_error(source: str, quote: str) -> None:
    citable = Citable.of(source)
    for hit in find(citable, quote):
        assert 0 <= hit.start < hit.end <= len(source)
    nearest(citable, quote)
    origin = citable.key.origin
    assert len(origin) == len(citable.key.text) == len(citable.key.variant)
    assert list(origin) == sorted(origin)


@settings(max_examples=300, deadline=None)
@given(st.text(min_size=1, max_size=40), st.integers(0, 39), st.integers(1, 40))
def test_any_stretch_of_any_text_is_exact(source: str, first: int, size: int) -> None:
    quote = source[first : first + size]
    assume(quote)
    hits = find(Citable.of(source), quote)
    assert (first, first + len(quote)) in [(hit.start, hit.end) for hit in hits]
    assert {hit.step for hit in hits} == {Step.EXACT}


PIECES = [
    *"0159 .,-—%€$£、。\n\u00ad²①½欧美元不约MmB[]+",
    "[2]",
    " [13]",
    "not",
    " able",
    "……",
    "“",
    "”",
    "－",
    "５",
    "，",
]


def facts(text: str) -> tuple[list[str], list[str]]:
    """The digit runs of a text, and its signs of currency and share; told in another way than the package does."""
    plain = re.sub("[\u00ad]", "", text).replace("５", "5")
    return re.findall(r"\d+", plain), re.findall("[%€$£²①½欧美元不约]", plain)


@settings(max_examples=1000, deadline=None)
@given(
    st.lists(st.sampled_from(PIECES), min_size=3, max_size=12),
    st.lists(st.tuples(st.integers(0, 11), st.sampled_from(["", *PIECES])), max_size=2),
)
def test_what_is_found_has_the_same_facts(pieces: list[str], edits: list[tuple[int, str]]) -> None:
    source = "".join(pieces)
    changed = list(pieces)
    for at, piece in edits:
        changed[at % len(changed)] = piece
    quote = "".join(changed)
    for hit in find(Citable.of(source), quote):
        for passage in (source[start:end] for start, end in hit.fragments):
            if hit.step is Step.OMISSION:
                continue
            without = [re.sub(r"\[\d{1,3}\]", " ", text) for text in (passage, quote)]
            if hit.step is Step.UNPUNCTUATED:
                brackets = [re.sub(r"[\[\]]", " ", text) for text in (passage, quote)]
                assert facts(brackets[0]) == facts(brackets[1]) or facts(without[0]) == facts(without[1])
            else:
                assert facts(without[0]) == facts(without[1]), (source, hit)


@given(st.characters())
def test_folding_is_idempotent_and_keeps_digits(character: str) -> None:
    folded = FOLD[ord(character)]
    assert fold(folded) == folded
    if any(one.isdecimal() for one in folded):
        assert character.isdecimal()
