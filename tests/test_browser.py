"""What a browser shows of an SVG file is what argmap draws itself, without any font of the machine."""

import re
import shutil
import struct
import subprocess
import zlib
from collections.abc import Iterator, Sequence
from math import ceil
from pathlib import Path
from statistics import correlation, mean

import pytest
from test_writers import chunks

import argmap
from argmap.scene import Frame, Line, Scene
from argmap.writers import png, svg

ROOT = Path(__file__).parents[1]
CHROMIUM = shutil.which("chromium")
LISTER = shutil.which("fc-list")
LONGEST = 120
"""How many seconds the browser may take for a picture."""

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(not CHROMIUM, reason="chromium is not installed"),
]

Picture = Sequence[bytes]
"""Rows of grey pixels, one byte each."""


def shades(written: bytes) -> Picture:
    """The rows of an 8-bit RGB or RGBA picture, each pixel as the darkest of its colours; what is clear is white."""
    width, _, depth, kind, _, _, interlaced = struct.unpack(">IIBBBBB", written[16:29])
    assert (depth, interlaced) == (8, 0)
    step = {2: 3, 6: 4}[kind]
    raw = zlib.decompress(b"".join(data for name, data in chunks(written) if name == b"IDAT"))
    rows = []
    above = bytearray(width * step)
    for start in range(0, len(raw), width * step + 1):
        above = _unfiltered(raw[start], bytearray(raw[start + 1 : start + 1 + width * step]), above, step)
        darkest = map(min, above[::step], above[1::step], above[2::step])
        rows.append(
            bytes(darkest)
            if step == 3
            else bytes(255 if not a else d for d, a in zip(darkest, above[3::4], strict=True))
        )
    return rows


def _unfiltered(kind: int, row: bytearray, above: bytearray, step: int) -> bytearray:
    """A row as it was before the filter of this kind, 0 to 4."""
    if kind == 2:
        return bytearray((a + b) & 255 for a, b in zip(row, above, strict=True))
    if kind:
        for at in range(len(row)):
            left, corner = (row[at - step], above[at - step]) if at >= step else (0, 0)
            over = above[at]
            guess = left + over - corner
            paeth = min((left, over, corner), key=lambda each: abs(guess - each))
            row[at] = (row[at] + (0, left, 0, (left + over) // 2, paeth)[kind]) & 255
    return row


def ink(picture: Picture, frame: Frame) -> list[float]:
    """How dark each column of a frame is on average, from 0 to 1."""
    part = [row[int(frame.x) : ceil(frame.right)] for row in picture[int(frame.y) : ceil(frame.bottom)]]
    return [sum(255 - shade for shade in column) / len(part) / 255 for column in zip(*part, strict=True)]


def alike(one: Picture, other: Picture, frame: Frame) -> float:
    """How alike the columns' darkness is in two pictures: 1 if it rises and falls together, about 0 for others."""
    profiles = []
    for picture in (one, other):
        raw = ink(picture, frame)
        profiles.append([sum(raw[max(0, at - 1) : at + 2]) for at in range(len(raw))])
    return correlation(*profiles)


def frames(scene: Scene, *kinds: str) -> Iterator[tuple[str, Frame]]:
    """The text of every line in groups of these kinds, and its box."""
    for mark, groups in scene.walk():
        if isinstance(mark, Line) and any(group.kind in kinds for group in groups):
            yield mark.text, Frame(mark.x, mark.y - mark.size, mark.width, mark.size * 1.3)


def shot(folder: Path, drawing: bytes, scene: Scene) -> Picture:
    """The drawing as headless Chromium shows it, as an `<img>` that fills a page."""
    folder.mkdir()
    (folder / "figure.svg").write_bytes(drawing)
    width, height = ceil(scene.width), ceil(scene.height)
    (folder / "page.html").write_text(
        f'<!doctype html><body style="margin:0"><img src="figure.svg" width="{scene.width}" style="display:block">',
        "utf-8",
    )
    command = [
        CHROMIUM or "chromium",
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--hide-scrollbars",
        f"--user-data-dir={folder / 'profile'}",
        f"--screenshot={folder / 'shot.png'}",
        f"--window-size={width},{height}",
        (folder / "page.html").as_uri(),
    ]
    subprocess.run(command, cwd=folder, capture_output=True, check=True, timeout=LONGEST)
    return shades((folder / "shot.png").read_bytes())


def scene_of(figure: str, **about: str) -> Scene:
    return argmap.load(ROOT).figure(figure, lang="zh", **about).scene


@pytest.mark.parametrize(("figure", "about"), [("matrix", {}), ("map", {"source": "yicai"})])
def test_a_browser_shows_what_argmap_draws(tmp_path: Path, figure: str, about: dict[str, str]) -> None:
    scene = scene_of(figure, **about)
    own = shades(png.write(scene, scale=1))
    seen = shot(tmp_path / "embedded", svg.write(scene), scene)
    lines = [(text, frame) for text, frame in frames(scene, "title", "sources", "issue", "claim") if len(text) > 3]
    assert len(lines) > 20
    for text, frame in lines:
        assert mean(ink(own, frame)) > 0.02, text
        assert mean(ink(seen, frame)) == pytest.approx(mean(ink(own, frame)), rel=0.25), text
        assert alike(seen, own, frame) > 0.7, text


def test_without_the_embedded_font_missing_text_would_be_noticed(tmp_path: Path) -> None:
    if not LISTER:
        pytest.skip("fc-list is not installed")
    if subprocess.run([LISTER, ":lang=zh"], capture_output=True, check=True).stdout:
        pytest.skip("a font with Chinese characters is installed")
    scene = scene_of("matrix")
    own = shades(png.write(scene, scale=1))
    seen = shot(tmp_path / "live", svg.write(scene, text="live"), scene)
    chinese = [frame for text, frame in frames(scene, "title", "issue") if re.fullmatch("[一-鿿]{3,}", text)]
    assert len(chinese) > 10
    assert all(alike(seen, own, frame) < 0.5 for frame in chinese)
