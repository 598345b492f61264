"""The table of Han variants: one code point to one, closed, and true to numbers."""

import subprocess
import sys
import unicodedata

import pytest

from argmap.quotes.han import han_fold, is_han
from argmap.quotes.han_table import FOLDED, VARIANTS

FORMS = [
    ("著", "着"),
    ("瞭", "了"),
    ("祇", "只"),
    ("藉", "借"),
    ("喫", "吃"),
    ("後", "后"),
    ("裏", "里"),
    ("裡", "里"),
    ("爲", "为"),
    ("為", "为"),
    ("敘", "叙"),
    ("敍", "叙"),
    ("臺", "台"),
    ("萬", "万"),
    ("億", "亿"),
    ("無", "无"),
    ("沒", "没"),
]


@pytest.mark.parametrize(("variant", "simple"), FORMS)
def test_known_pairs(variant: str, simple: str) -> None:
    assert variant.translate(han_fold()) == simple
    assert simple.translate(han_fold()) == simple


def test_one_code_point_becomes_one() -> None:
    assert len(VARIANTS) == len(FOLDED) == len(set(VARIANTS)) == len(han_fold())
    assert all(map(is_han, VARIANTS + FOLDED))


def test_closed_and_idempotent() -> None:
    assert not set(VARIANTS) & set(FOLDED)
    assert VARIANTS.translate(han_fold()).translate(han_fold()) == FOLDED


def test_numbers_stay_what_they_are() -> None:
    for variant, simple in zip(VARIANTS, FOLDED, strict=True):
        if unicodedata.numeric(simple, None) is not None:
            assert unicodedata.numeric(variant, None) == unicodedata.numeric(simple), variant + simple


def test_words_that_differ_stay_apart() -> None:
    for one, other in ("未末", "元圆", "己已", "人入", "大太", "不下", "有无", "划画", "座坐", "复覆", "像象"):
        assert one.translate(han_fold()) != other.translate(han_fold())


def test_common_simplified_characters_stay() -> None:
    moved = [c for c in VARIANTS if 0xB0 <= (c.encode("gb2312", "replace") + b"\0")[0] < 0xD8]
    assert len(moved) <= 12, moved


def test_the_table_is_read_when_needed() -> None:
    program = "import sys, argmap.quotes; sys.exit('argmap.quotes.han_table' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
