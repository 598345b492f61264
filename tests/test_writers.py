"""Themes and writers: whatever a scene holds is written whole, well-formed, and the same each time."""

import os
import re
import struct
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
import zlib
from base64 import b64decode
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import get_args

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap import fonts, typeset
from argmap.fonts import Face
from argmap.scene import Frame, Group, Line, Mark, Rect, Scene
from argmap.scene import Path as Drawn
from argmap.templating import number
from argmap.theme import THEMES, contrast, paint
from argmap.writers import FORMATS, png, svg
from argmap.writers.svg import TextMode

ROOT = Path(__file__).resolve().parent.parent
SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = (
    "</text><script>alert(1)</script> & ' \" ]]> <!-- {{ 7 * 7 }} {% raw %} "
    "\x00\x08\x0b\x1b\x7f\u202e\u2066\ufffe\ud800 结束"
)
MODES: tuple[TextMode, ...] = get_args(TextMode)


def text(
    words: str, x: float, y: float, *, role: str = "ink", bold: bool = False, size: float = 16
) -> tuple[Line, ...]:
    return typeset.wrap(words, 400, size, "zh", bold=bold).placed(x, y, role)


def scene(*marks: Mark, title: str = "Europe in the AI race", language: str = "en") -> Scene:
    page = Rect(Frame(0, 0, 420, 200), "page")
    return Scene(420, 200, title, "Where five sources stand.", language, (page, *marks))


def sample() -> Scene:
    return scene(
        Rect(Frame(10, 10, 200, 60.005), "box-attributed", 4),
        Drawn((("M", (10, 100)), ("C", (50, 90.123, 80, 110, 120, 100)), ("Z", ())), "edge-attacks"),
        *text("欧洲在AI竞赛中“落后”——", 20, 20),
        *text("Over-regulation, 4.5 % of GDP", 20, 60, bold=True),
        Group(
            "claim",
            text("链接", 20, 120),
            Frame(20, 120, 80, 24),
            "the claim",
            "A title",
            "https://example.com/?a=1&b=2",
        ),
    )


def parsed(written: bytes) -> ElementTree.Element:
    return ElementTree.fromstring(written)


def texts(root: ElementTree.Element) -> list[str]:
    return ["".join(element.itertext()) for element in root.iter(f"{SVG}text")]


def pixels(written: bytes) -> tuple[int, int, list[bytes]]:
    """Width, height and rows of an 8-bit RGBA picture."""
    assert written[:8] == b"\x89PNG\r\n\x1a\n"
    width, height, depth, kind, _, _, interlaced = struct.unpack(">IIBBBBB", written[16:29])
    assert (depth, kind, interlaced) == (8, 6, 0)
    packed = b"".join(data for name, data in chunks(written) if name == b"IDAT")
    raw = zlib.decompress(packed)
    rows: list[bytes] = []
    above = bytes(width * 4)
    for start in range(0, len(raw), width * 4 + 1):
        above = unfiltered(raw[start], raw[start + 1 : start + 1 + width * 4], above)
        rows.append(above)
    return width, height, rows


def chunks(written: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 8
    while at < len(written):
        (length,) = struct.unpack(">I", written[at : at + 4])
        yield written[at + 4 : at + 8], written[at + 8 : at + 8 + length]
        at += length + 12


def unfiltered(kind: int, row: bytes, above: bytes) -> bytes:
    done = bytearray(row)
    for at in range(len(row)):
        left = done[at - 4] if at >= 4 else 0
        corner = above[at - 4] if at >= 4 else 0
        guess = left + above[at] - corner
        paeth = min((left, above[at], corner), key=lambda each: abs(guess - each))
        done[at] = (row[at] + (0, left, above[at], (left + above[at]) // 2, paeth)[kind]) & 255
    return bytes(done)


def darkest(rows: list[bytes], frame: Frame, scale: float) -> int:
    left, right = int(frame.x * scale) * 4, int(frame.right * scale) * 4
    return min(min(row[left:right]) for row in rows[int(frame.y * scale) : int(frame.bottom * scale)])


# --- themes


@pytest.mark.parametrize("theme", THEMES)
def test_every_role_is_paint_that_can_be_seen(theme: str) -> None:
    assert THEMES[theme].keys() == THEMES["light"].keys()
    for role, each in THEMES[theme].items():
        colors = [color for color in (each.fill, each.stroke) if color]
        assert all(re.fullmatch("#[0-9a-f]{6}", color) for color in colors), role
        assert bool(each.stroke) == (each.width > 0), role
        assert all(part > 0 for part in each.dash), role
        assert 0 < each.opacity <= 1, role
        assert colors or role == "state-not-coded"
        if role.startswith(("ink", "word-", "head-")):
            assert each.fill, role


GROUNDS = ("page", "band", "part", "edge-word")


@pytest.mark.parametrize("theme", THEMES)
def test_text_stands_out_from_whatever_it_stands_on(theme: str) -> None:
    roles = THEMES[theme]
    grounds = [role for role in roles if role.startswith(("box-", "cell-")) and role != "box-bar"]
    inks = [role for role in roles if role.startswith(("ink", "word-")) and role != "ink-inverse"]
    for ground in (*grounds, *GROUNDS):
        for ink in inks:
            under, over = roles[ground].fill, roles[ink].fill
            assert under
            assert over
            word_on_box = ink.startswith("word-") and ground not in GROUNDS
            assert word_on_box or contrast(under, over) >= 4.5, (ink, ground)
    inverse = roles["ink-inverse"].fill
    assert inverse
    assert contrast(inverse, roles["state-support"].fill or "") >= 4.5


@pytest.mark.parametrize("theme", THEMES)
def test_signs_and_lines_stand_out_from_their_ground(theme: str) -> None:
    for role, each in THEMES[theme].items():
        if role.startswith(("state-", "edge-", "head-")) and role not in ("edge-word", "state-not-coded"):
            state = role.removeprefix("state-").removesuffix("-half")
            ground = paint(theme, f"cell-{state}" if role.startswith("state-") else "page").fill
            marks = [color for color in (each.fill, each.stroke) if color]
            assert ground
            assert max(contrast(ground, color) for color in marks) >= 3, role


def test_voices_and_relations_differ_in_more_than_colour() -> None:
    roles = THEMES["grey"]
    voices = ("thesis", "own", "attributed", "endorsed", "conceded", "rejected")
    assert len({(roles[f"box-{voice}"].width, roles[f"box-{voice}"].dash) for voice in voices}) == len(voices)
    relations = ("supports", "attacks", "qualifies", "answers", "undercuts")
    assert len({roles[f"edge-{relation}"].dash for relation in relations}) == len(relations)


def test_grey_has_no_colour() -> None:
    for each in THEMES["grey"].values():
        for color in (each.fill, each.stroke):
            assert color is None or color[1:3] == color[3:5] == color[5:7]


def test_an_unknown_role_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        paint("light", "box-nobody")
    with pytest.raises(KeyError):
        svg.write(scene(Rect(Frame(0, 0, 1, 1), "box-nobody")))


# --- the table of formats


def test_every_format_writes() -> None:
    for name, each in FORMATS.items():
        assert name == each.name
        assert each.figures or each.write(sample())
        assert each.summary


# --- SVG


@pytest.mark.parametrize("mode", MODES)
def test_hostile_text_stays_text(mode: TextMode) -> None:
    group = Group(HOSTILE, text(HOSTILE, 0, 0), None, HOSTILE, HOSTILE, "https://example.com/" + HOSTILE)
    bad = scene(group, title=HOSTILE, language='en" onload="alert(1)')
    written = svg.write(bad, text=mode)
    root = parsed(written)
    assert not list(root.iter(f"{SVG}script"))
    assert "onload" not in {name for element in root.iter() for name in element.attrib}
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe]", written.decode())
    assert "{{ 7 * 7 }}" in (root.findtext(f"{SVG}title") or "")


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=40), st.sampled_from(["live", "bare"]))
def test_any_text_gives_a_well_formed_file(words: str, mode: TextMode) -> None:
    group = Group("claim", (), None, words, words, words)
    root = parsed(svg.write(scene(*text(words, 0, 0), group, title=words), text=mode))
    assert "".join("".join(texts(root)).split()) == "".join(typeset.clean(words).split())


@pytest.mark.parametrize(
    ("href", "written"),
    [
        ("https://example.com/?a=1&b=<", "https://example.com/?a=1&b=<"),
        ("HTTP://example.com", "HTTP://example.com"),
        ("mailto:a@example.com", "mailto:a@example.com"),
        ("#the claim", "#x-the-claim"),
        ("javascript:alert(1)", None),
        (" \x01java\x00script:alert(1)", None),
        ("data:text/html,<script>", None),
        ("file:///etc/passwd", None),
        ("//example.com", None),
        ("", None),
    ],
)
def test_links_lead_to_the_web_to_mail_or_into_the_figure(href: str, written: str | None) -> None:
    root = parsed(svg.write(scene(Group("claim", (), None, "c", "", href)), text="bare", prefix="x-"))
    links = [link.get("href") for link in root.iter(f"{SVG}a")]
    assert links == ([written] if written else [])


def test_a_figure_says_what_it_is() -> None:
    root = parsed(svg.write(sample(), text="live", prefix="x-"))
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == "x-title x-desc"
    named = {element.get("id"): element.text for element in root.iter() if element.get("id")}
    assert named["x-title"] == "Europe in the AI race"
    assert named["x-desc"] == "Where five sources stand."
    group = next(element for element in root.iter(f"{SVG}g"))
    assert (group.get("class"), group.get("id"), group.findtext(f"{SVG}title")) == ("claim", "x-the-claim", "A title")
    assert (root.get("lang"), next(root.iter(f"{SVG}text")).get("lang")) == ("en", "zh")


def test_ids_of_two_figures_do_not_meet() -> None:
    def ids(drawn: Scene) -> set[str]:
        root = parsed(svg.write(drawn, text="outline"))
        return {element.attrib["id"] for element in root.iter() if "id" in element.attrib}

    assert not ids(sample()) & ids(scene(*text("另一张图", 0, 0)))


@pytest.mark.parametrize("mode", ["embed", "live"])
def test_every_run_is_told_its_width(mode: TextMode) -> None:
    drawn = sample()
    root = parsed(svg.write(drawn, text=mode))
    told = [float(element.get("textLength", "nan")) for element in root.iter() if element.get("textLength")]
    assert told == pytest.approx([run.width for line in drawn.lines for run in line.runs], abs=0.006)
    assert all(element.get("textLength") for element in root.iter(f"{SVG}tspan"))
    starts = [element.get("x") for element in root.iter() if element.get("textLength")]
    assert starts == [number(line.x + run.x) for line in drawn.lines for run in line.runs]


def test_bold_is_a_line_around_the_letters() -> None:
    plain, bold = (list(parsed(svg.write(sample(), text="live")).iter(f"{SVG}text"))[at] for at in (0, 1))
    assert plain.get("stroke") is None
    assert bold.get("stroke") == bold.get("fill")
    assert float(bold.get("stroke-width", "0")) == pytest.approx(typeset.BOLD * 16)


def embedded(written: bytes) -> dict[str, TTFont]:
    faces = re.findall(r"@font-face\{font-family:([^;]+);src:url\(data:font/\w+;base64,([^)]+)\)", written.decode())
    return {family: TTFont(BytesIO(b64decode(data))) for family, data in faces}


def test_the_embedded_fonts_have_what_is_set_and_are_named() -> None:
    drawn = sample()
    written = svg.write(drawn)
    found = embedded(written)
    used = svg.characters(drawn)
    for face, (family, font) in zip(sorted(used), found.items(), strict=True):
        assert family.startswith(fonts.FAMILIES[face])
        assert f'font-family="{family}, {fonts.FAMILIES[face]}, ' in written.decode()
        assert set(map(ord, used[face])) <= font.getBestCmap().keys()
    assert not embedded(svg.write(drawn, text="live"))


def test_one_cut_of_the_fonts_serves_many_figures() -> None:
    other = scene(*text("另一张图 B", 0, 0))
    cut = fonts.subset(svg.characters(sample(), other))
    first, second = (embedded(svg.write(each, fonts=cut)) for each in (sample(), other))
    assert first.keys() == second.keys()
    latin_only = scene(*typeset.wrap("Latin", 100, 12, "en").placed(0, 0, "ink"))
    assert len(embedded(svg.write(latin_only, fonts=cut))) == 1


def test_outlines_need_no_font() -> None:
    root = parsed(svg.write(sample(), text="outline"))
    assert not texts(root)
    shapes = {path.get("id") for path in root.iter(f"{SVG}path") if path.get("id")}
    uses = [use.get("href", "").removeprefix("#") for use in root.iter(f"{SVG}use")]
    assert set(uses) == shapes
    visible = "".join(line.text for line in sample().lines).replace(" ", "").replace("——", "—")
    assert len(uses) == len(visible)
    assert [line.text for line in sample().lines] == [
        group.get("aria-label") for group in root.iter(f"{SVG}g") if group.get("aria-label")
    ]


def test_numbers_are_short() -> None:
    assert [number(each) for each in (1, 1.5, 1.006, -0.001, 100, 0)] == ["1", "1.5", "1.01", "0", "100", "0"]
    assert not re.search(r"\d\.\d{3}", svg.write(sample(), text="live").decode())


def test_a_face_is_named_once_where_most_text_is_in_it() -> None:
    for language, usual in (("zh", "han"), ("en", "latin")):
        face: Face = "han" if usual == "han" else "latin"
        drawn = scene(
            *typeset.wrap("欧洲竞赛" if language == "zh" else "Europe", 200, 12, language).placed(0, 0, "ink")
        )
        root = parsed(svg.write(drawn, text="bare"))
        assert root.get("font-family") == fonts.FAMILIES[face]
        assert next(root.iter(f"{SVG}text")).get("font-family") is None


# --- PNG


def test_the_picture_has_the_text_in_it() -> None:
    drawn = sample()
    width, height, rows = pixels(png.write(drawn, scale=1.5))
    assert (width, height) == (630, 300)
    for line in drawn.lines:
        for run in line.runs:
            ink = Frame(line.x + run.x, line.y - line.size * 0.7, run.width, line.size * 0.7)
            assert darkest(rows, ink, 1.5) < 130, run.text
    assert darkest(rows, Frame(250, 150, 150, 40), 1.5) == 255


def test_the_picture_has_the_ground_of_its_theme() -> None:
    _, _, rows = pixels(png.write(sample(), theme="dark", scale=1))
    assert rows[199][-4:-1].hex() == (paint("dark", "page").fill or "")[1:]


def test_no_text_is_drawn_without_a_font_and_that_is_noticed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(fonts, "path", lambda face: tmp_path / fonts.FILES[face])
    with pytest.raises(FileNotFoundError, match="ArgmapSans"):
        png.write(sample())


def test_a_picture_too_large_is_drawn_smaller(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(png, "MOST_PIXELS", 84_000)
    width, height, _ = pixels(png.write(sample(), scale=4))
    assert (width, height) == (420, 200)


# --- the same bytes


PROGRAM = """
import hashlib, sys
sys.path[:0] = sys.argv[1:]
from test_writers import MODES, png, sample, svg
for mode in MODES:
    print(hashlib.sha256(svg.write(sample(), text=mode)).hexdigest())
print(hashlib.sha256(png.write(sample())).hexdigest())
"""


def written_elsewhere(folder: Path, **environment: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(ROOT), str(ROOT / "tests")],
        cwd=folder,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def test_the_bytes_depend_on_nothing_but_the_scene(tmp_path: Path) -> None:
    one = written_elsewhere(ROOT, PYTHONHASHSEED="1", TZ="UTC", LC_ALL="C")
    other = written_elsewhere(tmp_path, PYTHONHASHSEED="2", TZ="Asia/Shanghai", LC_ALL="C.UTF-8")
    assert one == other
    assert len(set(one.split())) == len(MODES) + 1
