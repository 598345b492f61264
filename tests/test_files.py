"""Reading and writing at the edge: what cannot be read is a value with one clear message."""

import hashlib
import os
import sys
from pathlib import Path

import pytest

from argmap import files
from argmap.diagnostics import Rule
from argmap.files import Blob, Unread, decoded, listing, project_of, read, source, write

SIMPLIFIED = "市长说，这座桥已经很旧了。我们不能再等，也不能只修一半。"
TRADITIONAL = "市長說，這座橋已經很舊了。我們不能再等，也不能只修一半。"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("maps", "seeds"):
        (tmp_path / name).mkdir()
    return tmp_path


def refused(found: files.Read, rule: Rule) -> Unread:
    assert isinstance(found, Unread)
    assert found.rule is rule
    assert found.help
    return found


def test_a_byte_order_mark_is_no_text_but_counts_in_the_stamp(folder: Path) -> None:
    content = b"\xef\xbb\xbf" + "桥\r\n旧了".encode()
    (folder / "seeds" / "a.txt").write_bytes(content)
    found = source(folder, "a.txt")
    assert isinstance(found, Blob)
    assert found.text.content == "桥\r\n旧了"
    assert found.sha256 == hashlib.sha256(content).hexdigest()


@pytest.mark.parametrize(
    ("encoding", "text", "named"),
    [
        pytest.param("gb18030", SIMPLIFIED, "GB18030", id="gb18030"),
        pytest.param("gbk", TRADITIONAL, "GB18030", id="gbk-traditional"),
        pytest.param("big5", TRADITIONAL, "BIG5", id="big5"),
        pytest.param("cp1252", "Le marché ferme à midi, “peut-être” déjà à onze heures.", "CP1252", id="cp1252"),
        pytest.param("utf-16", SIMPLIFIED, "UTF-16", id="utf-16"),
        pytest.param("utf-16", "The bridge is old.", "UTF-16", id="utf-16-ascii"),
    ],
)
def test_another_encoding_is_named_with_the_way_to_convert(encoding: str, text: str, named: str) -> None:
    found = refused(decoded("seeds/a.txt", text.encode(encoding)), files.NOT_UTF8)
    assert f"`iconv -f {named} -t UTF-8 seeds/a.txt" in found.help


@pytest.mark.parametrize("encoding", ["gb18030", "big5"])
def test_the_encoding_is_named_wherever_a_long_file_is_cut(encoding: str) -> None:
    for before in range(4):
        content = b"x" * before + (TRADITIONAL * 2000).encode(encoding)
        found = refused(decoded("a.txt", content), files.NOT_UTF8)
        assert f"-f {encoding.upper()}" in found.help


@pytest.mark.parametrize(
    "content",
    [b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", b"\x00", b"PK\x03\x04\x14\x00\x00\x00\x08\x00", b"%PDF-1.7\n%\x00\xff"],
    ids=["png", "nul", "zip", "pdf"],
)
def test_a_binary_file_is_called_one(content: bytes) -> None:
    found = refused(decoded("a", content), files.NOT_UTF8)
    assert "not a text file" in found.message
    assert "iconv" not in found.help


def test_what_is_in_no_known_encoding_names_none() -> None:
    found = refused(decoded("a", b"\x81\xff\x9d\x81\xff\xff\xfe"), files.NOT_UTF8)
    assert "iconv" not in found.help


def test_files_over_the_cap_are_not_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert (files.MAP_LIMIT, files.SOURCE_LIMIT) == (5_000_000, 10_000_000)
    monkeypatch.setattr(files, "SOURCE_LIMIT", 1_000_000)
    monkeypatch.setattr(files, "MAP_LIMIT", 2_000_000)
    (folder / "seeds" / "long.txt").write_bytes(b"x" * 1_000_001)
    (folder / "seeds" / "whole.txt").write_bytes(b"x" * 1_000_000)
    (folder / "maps" / "long.yaml").write_bytes(b"#" * 2_000_001)
    assert "larger than 1 MB" in refused(source(folder, "long.txt"), files.FILE_TOO_LARGE).message
    assert isinstance(source(folder, "whole.txt"), Blob)
    assert "larger than 2 MB" in refused(listing(folder).maps["long.yaml"], files.FILE_TOO_LARGE).message


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "/etc/passwd", "../seeds-of-others/a.txt", "..", "a/../../maps/b"]
)
def test_a_source_outside_the_seeds_is_refused_by_its_name(folder: Path, name: str) -> None:
    refused(source(folder, name), files.OUTSIDE_SEEDS)


def test_a_source_may_lie_deeper_and_be_named_in_a_roundabout_way(folder: Path) -> None:
    (folder / "seeds" / "2025").mkdir()
    (folder / "seeds" / "2025" / "a.txt").write_text("text")
    assert isinstance(source(folder, "2025/a.txt"), Blob)
    assert isinstance(source(folder, "./2025/../2025/a.txt"), Blob)


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_links_may_lead_within_the_seeds_only(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "secret.txt").write_text("secret")
    seeds = folder / "seeds"
    (seeds / "a.txt").write_text("text")
    (seeds / "same.txt").symlink_to("a.txt")
    (seeds / "out.txt").symlink_to(elsewhere / "secret.txt")
    (seeds / "out").symlink_to(elsewhere, target_is_directory=True)
    (seeds / "nowhere.txt").symlink_to("gone.txt")
    (seeds / "round.txt").symlink_to("round.txt")
    assert isinstance(source(folder, "same.txt"), Blob)
    refused(source(folder, "out.txt"), files.OUTSIDE_SEEDS)
    refused(source(folder, "out/secret.txt"), files.OUTSIDE_SEEDS)
    refused(source(folder, "nowhere.txt"), files.UNREADABLE_FILE)
    refused(source(folder, "round.txt"), files.UNREADABLE_FILE)


@pytest.mark.parametrize("name", ["a\x00b", "x" * 5000, "\ud800", "con\n", "   ", "a.txt/b.txt"])
def test_names_that_no_file_has_are_refused(folder: Path, name: str) -> None:
    (folder / "seeds" / "a.txt").write_text("text")
    assert len(refused(source(folder, name), files.UNREADABLE_FILE).message) < 200


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no pipes with names")
def test_what_is_no_file_is_said_to_be_none(folder: Path) -> None:
    os.mkfifo(folder / "seeds" / "pipe")
    (folder / "seeds" / "more").mkdir()
    assert refused(source(folder, "pipe"), files.UNREADABLE_FILE).message == "`seeds/pipe` is no file"
    assert refused(source(folder, "more"), files.UNREADABLE_FILE).message == "`seeds/more` is a folder"


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="whoever may read everything cannot be refused")
def test_a_file_that_may_not_be_opened_is_refused(folder: Path) -> None:
    path = folder / "seeds" / "a.txt"
    path.write_text("text")
    path.chmod(0)
    assert "permission" in refused(source(folder, "a.txt"), files.UNREADABLE_FILE).message


def test_the_file_that_was_probably_meant_is_named(folder: Path) -> None:
    (folder / "seeds" / "huanqiu.txt").write_text("text")
    (folder / "maps" / "codebook.yml").write_text("title: Its ending is too short")
    assert source(folder, "huanqui.txt") == Unread(
        "seeds/huanqui.txt",
        files.UNREADABLE_FILE,
        "`seeds/huanqui.txt` does not exist",
        "Did you mean `huanqiu.txt`?",
    )
    codebook = refused(listing(folder).codebook, files.UNREADABLE_FILE)
    assert codebook.help == "Did you mean `codebook.yml`?"
    assert "no folder" in refused(read(folder, "nowhere/a.yaml", 10), files.UNREADABLE_FILE).help


def test_maps_are_listed_by_name_without_codebook_and_editors_files(folder: Path) -> None:
    names = [
        "b.yaml",
        "a.yml",
        "codebook.yaml",
        "codebook.yml",
        ".#b.yaml",
        "._b.yaml",
        "b.yaml~",
        "notes.md",
        "c.yxml",
    ]
    for name in names:
        (folder / "maps" / name).write_text("source: x")
    (folder / "maps" / "folder.yaml").mkdir()
    assert list(listing(folder).maps) == ["a.yml", "b.yaml", "folder.yaml"]
    refused(listing(folder).maps["folder.yaml"], files.UNREADABLE_FILE)


def test_an_empty_folder_lists_what_is_missing(tmp_path: Path) -> None:
    found = listing(tmp_path)
    assert found.maps == {}
    assert refused(found.registry, files.UNREADABLE_FILE).message == "`seeds/sources.yaml` does not exist"
    assert refused(found.codebook, files.UNREADABLE_FILE).message == "`maps/codebook.yaml` does not exist"


def test_the_project_is_found_upwards(folder: Path) -> None:
    (folder / "seeds" / "sources.yaml").write_text("sources: {}")
    article = folder / "seeds" / "more" / "a.txt"
    article.parent.mkdir()
    article.write_text("text")
    for path in (folder, folder / "maps", folder / "seeds", article, folder / "not-there.yaml"):
        assert project_of(path) == folder.resolve()


def test_the_nearest_project_wins_and_empty_folders_are_the_last_resort(folder: Path) -> None:
    inner = folder / "inner"
    (inner / "maps").mkdir(parents=True)
    assert project_of(inner / "maps") == folder.resolve()
    (inner / "seeds").mkdir()
    assert project_of(inner / "maps") == inner.resolve()
    (inner / "maps" / "codebook.yaml").write_text("title: Inner")
    assert project_of(inner / "maps" / "codebook.yaml") == inner.resolve()


def test_what_is_written_is_there_whole(tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder" / "a.svg"
    assert write(path, b"one")
    assert not write(path, b"one")
    assert write(path, b"two")
    assert path.read_bytes() == b"two"
    assert [each.name for each in path.parent.iterdir()] == ["a.svg"]


def test_a_write_that_fails_leaves_the_file_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.svg"
    path.write_bytes(b"old")

    def full(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="No space left"):
        write(path, b"new")
    assert path.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["a.svg"]


@pytest.mark.skipif(os.name == "nt", reason="modes are another matter there")
def test_a_written_file_may_be_read_by_those_who_could_before(tmp_path: Path) -> None:
    path = tmp_path / "a.svg"
    write(path, b"one")
    usual = tmp_path / "usual"
    usual.touch()
    assert path.stat().st_mode == usual.stat().st_mode
    path.chmod(0o640)
    write(path, b"two")
    assert path.stat().st_mode & 0o777 == 0o640
