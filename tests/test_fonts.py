"""The bundled faces: what they have, how wide it is, what is cut out of them."""

import hashlib
import importlib.util
import io
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import get_args

import pytest
from fontTools.ttLib import TTFont

from argmap import fonts
from argmap.fonts import Face, widths

ROOT = Path(__file__).resolve().parent.parent
FACES: tuple[Face, ...] = get_args(Face)


def gb2312() -> str:
    rows = [*range(0xA1, 0xAA), *range(0xB0, 0xF8)]
    pairs = (bytes((row, cell)) for row in rows for cell in range(0xA1, 0xFF))
    return "".join(pair.decode("gb2312", "ignore") for pair in pairs)


def opened(face: Face) -> TTFont:
    return TTFont(io.BytesIO(fonts.path(face).read_bytes()), lazy=True)


def builder() -> ModuleType:
    spec = importlib.util.spec_from_file_location("build_fonts", ROOT / "tools" / "build_fonts.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


# Coverage


def test_all_of_gb2312_is_covered() -> None:
    characters = gb2312()
    assert len(characters) == 7445
    assert [each for each in characters if not fonts.covers(each)] == []


@pytest.mark.parametrize("character", "镕喆堃赟頔䶮齉龘囍歐國臺灣鬱é€ßŁơₓЖΩ→①№")
def test_rare_characters_are_covered(character: str) -> None:
    assert fonts.covers(character)


@pytest.mark.parametrize("file", sorted((ROOT / "seeds").glob("*.txt")), ids=lambda file: file.name)
def test_all_characters_of_the_articles_are_covered(file: Path) -> None:
    assert [each for each in sorted(set(file.read_text("utf-8"))) if not fonts.covers(each)] == []


@pytest.mark.parametrize("character", " \t\n\r\u00a0\u2003\u3000")
def test_white_space_is_covered(character: str) -> None:
    assert fonts.covers(character)


@pytest.mark.parametrize("character", "\0\x07\x1b\x7f\x85\u202e\u2067\ue000\ud800\uffff😀한")
def test_what_cannot_be_drawn_is_not_covered(character: str) -> None:
    assert not fonts.covers(character)


# Widths


@pytest.mark.parametrize("face", FACES)
def test_coverage_is_that_of_the_file(face: Face) -> None:
    bounds = widths.BOUNDS[face]
    ranges = zip(bounds[::2], bounds[1::2], strict=True)
    covered = {code for first, past in ranges for code in range(first, past)}
    assert covered == set(opened(face).getBestCmap())


@pytest.mark.parametrize("face", FACES)
def test_widths_are_those_of_the_file(face: Face) -> None:
    font = opened(face)
    invisible = "\u00ad\u200b\u200c\u200d\u2060"
    for code, glyph in font.getBestCmap().items():
        if chr(code) not in invisible:
            assert fonts.advance(chr(code), face) == font["hmtx"][glyph][0], hex(code)


@pytest.mark.parametrize("character", "\n\r\u0301\u00ad\u200b")
def test_what_takes_no_room(character: str) -> None:
    assert fonts.advance(character, "latin") == 0


def test_some_widths() -> None:
    assert [fonts.advance(each, "han") for each in "国，“—…\u3000"] == [1000] * 6
    assert fonts.advance("A", "latin") == 639
    assert fonts.advance("\t", "latin") == fonts.advance(" ", "latin") == 260
    assert fonts.advance("😀", "latin") == 1000


@pytest.mark.parametrize("face", FACES)
def test_no_feature_changes_a_width(face: Face) -> None:
    font = opened(face)
    assert "kern" not in font
    features = {
        record.FeatureTag
        for table in ("GSUB", "GPOS")
        if table in font
        for record in font[table].table.FeatureList.FeatureRecord
    }
    assert features <= {"ccmp", "mark", "mkmk"}


@pytest.mark.parametrize("ligature", widths.LIGATURES["han"])
def test_a_ligature_is_as_wide_as_its_characters(ligature: str) -> None:
    font = opened("han")
    width = sum(fonts.advance(each, "han") for each in ligature)
    assert width == 1000 * len(ligature)
    glyph = font.getBestCmap()[ord(ligature[0])]
    sets = font["GSUB"].table.LookupList.Lookup[0].SubTable[0].ligatures
    names = [each.LigGlyph for each in sets[glyph] if len(each.Component) == len(ligature) - 1]
    assert [font["hmtx"][name][0] for name in names] == [width]


@pytest.mark.parametrize("face", FACES)
def test_metrics_are_those_of_the_file(face: Face) -> None:
    font = opened(face)
    metrics = fonts.METRICS[face]
    assert (metrics.ascent, -metrics.descent) == (font["hhea"].ascent, font["hhea"].descent)
    assert metrics.cap_height == font["OS/2"].sCapHeight
    assert metrics.x_height == font["OS/2"].sxHeight


# Which face


@pytest.mark.parametrize("language", ["zh", "zh-Hans", "zh-Hant-TW", "ZH_cn", "yue"])
def test_faces_in_chinese(language: str) -> None:
    assert {fonts.face_for(each, language) for each in "aZé09,.()'\"%-/ €"} == {"latin"}
    assert {fonts.face_for(each, language) for each in "国，。“”‘’—…·《（、！Ⅲ"} == {"han"}


@pytest.mark.parametrize("language", ["en", "en-GB", "fr", "ru", "zh-Latn", "zhx", ""])
def test_faces_in_other_languages(language: str) -> None:
    assert {fonts.face_for(each, language) for each in "aé9,“”‘’—…·Ж\n"} == {"latin"}
    assert {fonts.face_for(each, language) for each in "国，。《→"} == {"han"}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_character_goes_to_a_face_that_has_it(language: str) -> None:
    codes = {face: set(opened(face).getBestCmap()) for face in FACES}
    for code in set.union(*codes.values()):
        assert code in codes[fonts.face_for(chr(code), language)], hex(code)


# Outlines


def test_outlines_are_drawn() -> None:
    assert fonts.units_per_em("han") == fonts.units_per_em("latin") == 1000
    drawn: list[tuple[str, Face]] = [("国", "han"), ("䶮", "han"), ("A", "latin"), ("é", "latin")]
    for character, face in drawn:
        data = fonts.outline(character, face)
        assert data.startswith("M") and data.endswith("Z")
    assert fonts.outline(" ", "latin") == fonts.outline("\n", "han") == ""


def test_two_dashes_are_one_line() -> None:
    assert fonts.pieces("是——不…—", "han") == ["是", "——", "不", "…", "—"]
    assert fonts.pieces("a——", "latin") == ["a", "—", "—"]
    assert "".join(fonts.pieces("—" * 7, "han")) == "—" * 7
    assert fonts.outline("——", "han").count("M") == 1
    assert fonts.outline("——", "han") != fonts.outline("—", "han")


def test_an_outline_that_is_not_there() -> None:
    with pytest.raises(ValueError, match="U0001f600"):
        fonts.outline("😀", "latin")


# Subsets

SOME: dict[Face, frozenset[str]] = {
    "han": frozenset("人工智能，“——”…镕"),
    "latin": frozenset("Artificial 2025: é fi"),
}
DIGESTS = f"""
import hashlib
from argmap import fonts
cut = fonts.subset({SOME!r})
print(*(hashlib.sha256(data).hexdigest() for data in cut.values()))
"""


def test_a_subset_holds_just_the_characters_asked_for() -> None:
    cut = fonts.subset(SOME)
    assert list(cut) == ["han", "latin"]
    for face, data in cut.items():
        font = TTFont(io.BytesIO(data))
        assert "".join(map(chr, font.getBestCmap())) == "".join(sorted(SOME[face]))
        assert font["name"].getDebugName(1) == fonts.FAMILIES[face]
        for code, glyph in font.getBestCmap().items():
            assert font["hmtx"][glyph][0] == fonts.advance(chr(code), face)


def test_a_subset_keeps_the_chinese_dash() -> None:
    font = TTFont(io.BytesIO(fonts.subset({"han": frozenset("国—")})["han"]))
    sets = font["GSUB"].table.LookupList.Lookup[0].SubTable[0].ligatures
    dash = font.getBestCmap()[ord("—")]
    assert [len(each.Component) for each in sets[dash]] == [2, 1]


def test_a_subset_of_nothing() -> None:
    assert fonts.subset({}) == {}
    assert fonts.subset({"han": frozenset(), "latin": frozenset("\n")}) == {}
    assert list(fonts.subset({"han": frozenset("a"), "latin": frozenset("a国")})) == ["latin"]


def test_a_subset_is_small() -> None:
    characters = frozenset(map(chr, range(0x4E00, 0x4E00 + 300)))
    assert len(fonts.subset({"han": characters})["han"]) < 100_000


@pytest.mark.parametrize("seed", ["0", "1", "4242"])
def test_the_same_subset_is_the_same_bytes(seed: str) -> None:
    here = [hashlib.sha256(data).hexdigest() for data in fonts.subset(SOME).values()]
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONUTF8": "1", "TZ": "Asia/Shanghai"}
    there = subprocess.run(
        [sys.executable, "-c", DIGESTS],
        cwd=ROOT, env=environment, check=True, capture_output=True, text=True,
    )  # fmt: skip
    assert there.stdout.split() == here


# The files


@pytest.mark.parametrize("face", FACES)
def test_the_names_and_the_licence(face: Face) -> None:
    font = opened(face)
    names = {record.nameID: str(record) for record in font["name"].names}
    assert names[1] == fonts.FAMILIES[face]
    assert names[6] == fonts.path(face).stem
    assert "modified" in names[10]
    assert "SIL Open Font License" in names[13]
    licence = fonts.path(face).with_name("OFL.txt").read_text("utf-8")
    assert names[0] in licence
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    for number in (1, 2, 3, 4, 6):
        assert "Noto" not in names[number] and "Source" not in names[number]


def test_the_postscript_names() -> None:
    table = opened("han")["CFF "].cff
    top = table.topDictIndex[0]
    parts = [part.FontName for part in top.FDArray]
    for name in (*table.fontNames, top.FamilyName, top.FullName, *parts):
        assert name.replace(" ", "").startswith("ArgmapSansSC")


def test_the_table_of_widths_is_fresh() -> None:
    build = builder()
    text = fonts.path("han").with_name("widths.py").read_text("utf-8")
    assert build.widths_module(build.bundled()) == text


def test_import_is_cheap() -> None:
    program = "import sys, argmap.fonts as f; f.covers('国'); f.advance('a', 'latin')"
    program += "; print(any(name.startswith('fontTools') for name in sys.modules))"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "False"
