"""The commands that help while writing, run on copies of the shipped project and in empty folders."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from argmap.cli import main
from argmap.diagnostics import Severity
from argmap.project import Project, load
from argmap.syntax import read
from argmap.text import Text

ROOT = Path(__file__).parents[1]
CHINESE = (
    "欧盟法案的三个问题\n\n欧盟的人工智能法案在布鲁塞尔通过。"
    "批评者说，这部法律过于严格，会使企业离开欧洲。\n\n国家应当保护公民。\n"
)
MARKDOWN = """---
title: "Europe's AI Act: three problems"
date: 2025-03-01 08:00
author: [Jane Doe, John Roe]
url: https://example.org/eu-ai
---

# Europe's AI Act: three problems

The European Union passed the law in Brussels in 2024. Critics say that it will drive firms out of Europe.
"""
PAGE = (
    "<!doctype html><html><head><title>Law slows – News</title></head><body><h1>Law slows</h1>"
    "<p>The new law of the Union slows <b>the growth</b> of firms &amp; towns in Europe, it is said.</p></body></html>"
)
Run = Callable[..., Result]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command in a folder, in 80 columns."""

    def runs(folder: Path, *arguments: str, stdin: str = "") -> Result:
        monkeypatch.chdir(folder)
        monkeypatch.setenv("COLUMNS", "80")
        return CliRunner().invoke(main, list(arguments), input=stdin, prog_name="argmap", color=True)

    return runs


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    """A copy of the shipped project."""
    for name in ("maps", "seeds"):
        shutil.copytree(ROOT / name, tmp_path / "project" / name)
    return tmp_path / "project"


def errors(project: Project) -> list[str]:
    return [f"{each.place} {each.message}" for each in project.diagnostics if each.severity is Severity.ERROR]


def said(project: Project) -> set[str]:
    return {each.rule.name for each in project.diagnostics}


# quote


def test_quote_prints_the_place_and_a_citation(run: Run, shipped: Path) -> None:
    done = run(shipped, "quote", "我们需要一个人工智能议程")
    assert done.exit_code == 0
    assert done.output == (
        "seeds/002_920e0258dd261b84.txt:28:84\n"
        "  (huanqiu, paragraph 2, in quotation marks): word for word\n"
        "  …）竞赛。“我们落后了。”马克龙直言，“⟦我们需要一个人工智能议程⟧，因为我们必须弥\n"
        "  合与美国和中国在人工…\n"
        "  cited by macron-we-are-behind\n"
        "    quote: 我们需要一个人工智能议程\n"
    )


def test_quote_finds_words_in_the_other_script_and_gives_the_source_s(run: Run, shipped: Path) -> None:
    done = run(shipped, "quote", "我們需要一個人工智能議程", "--source", "huanqiu")
    assert "across Simplified and Traditional script (variant)" in " ".join(done.output.split())
    assert "    quote: 我们需要一个人工智能议程\n" in done.output


def test_quote_reads_standard_input_and_exits_with_1_if_not_found(run: Run, shipped: Path) -> None:
    done = run(shipped, "quote", "-", stdin="火星上没有欧洲的数据中心也没有人\n")
    assert done.exit_code == 1 and done.output == "These words were not found.\n"
    assert run(shipped, "quote", "-", stdin=" \n").exit_code == 2


def test_quote_disambiguates(run: Run, shipped: Path) -> None:
    done = run(shipped, "quote", "可信AI", "-s", "gba")
    assert done.exit_code == 0
    assert done.output.count("      text: 可信AI\n") == 3
    assert done.output.count("      prefix: ") + done.output.count("      suffix: ") >= 3


@pytest.mark.parametrize(
    "words",
    [
        "。" * 1_000_000,
        "欧洲" * 500_000,
        "(a+)+$" * 1000,
        "\u202e\u200b",
        "“”",
        "\x00",
        "quote: {a: [b",
        "……",
        "a … b … c",
    ],
)
def test_quote_survives_any_words(run: Run, shipped: Path, words: str) -> None:
    for command in (("quote", "-"), ("stub", "dw", "-")):
        done = run(shipped, *command, stdin=words)
        assert done.exit_code in (0, 1) and not isinstance(done.exception, (ValueError, RecursionError))


def test_quote_works_beside_a_half_written_map(run: Run, shipped: Path) -> None:
    (shipped / "maps" / "dw.yaml").write_text("source: dw\nclaims:\n  x: {quote: [\n", encoding="utf-8")
    (shipped / "maps" / "codebook.yaml").write_text("title: {\n", encoding="utf-8")
    assert run(shipped, "quote", "我们落后了").exit_code == 0
    done = run(shipped, "passages", "dw")
    assert done.exit_code == 0 and "maps/dw.yaml has errors" in done.stderr
    assert run(shipped, "stub", "dw", "爱丽舍宫称").exit_code == 0
    done = run(shipped, "sheet", "europe-lags")
    assert done.exit_code == 1 and "maps/codebook.yaml has errors" in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("quote", "x", "-s", "huanqu"),
        ("passages", "huanqu"),
        ("stub", "huanqu", "x"),
        ("stamp", "huanqu"),
        ("sheet", "europe-lag"),
    ],
)
def test_unknown_ids_are_answered_with_the_nearest(run: Run, shipped: Path, arguments: tuple[str, ...]) -> None:
    done = run(shipped, *arguments)
    assert done.exit_code == 2
    assert "Did you mean 'huanqiu'?" in done.output or "Did you mean 'europe-lags'?" in done.output


@pytest.mark.parametrize("broken", ["sources: [\n", "", "sources:\n  a: {}\n"])
def test_a_broken_registry_is_said_to_be(run: Run, shipped: Path, broken: str) -> None:
    (shipped / "seeds" / "sources.yaml").write_text(broken, encoding="utf-8")
    for arguments in (
        ("quote", "x"),
        ("passages", "dw"),
        ("stub", "dw", "x"),
        ("stamp",),
        ("new", str(ROOT / "README.md")),
    ):
        done = run(shipped, *arguments)
        assert done.exit_code == 1 and "seeds/sources.yaml has errors" in done.stderr, arguments


def test_a_source_that_cannot_be_read_is_said_to_be(run: Run, shipped: Path) -> None:
    (shipped / "seeds" / "001_1420cef449377af1.txt").unlink()
    done = run(shipped, "passages", "dw")
    assert done.exit_code == 1 and "`seeds/001_1420cef449377af1.txt` does not exist" in done.stderr
    assert run(shipped, "quote", "我们落后了").exit_code == 0
    done = run(shipped, "stamp")
    assert done.exit_code == 1 and "dw: not stamped" in done.stderr


# passages


@pytest.mark.parametrize("source", ["yicai", "dw", "huanqiu", "avalaches", "gba"])
def test_passages_end_with_what_is_cited(run: Run, shipped: Path, source: str) -> None:
    done = run(shipped, "passages", source)
    assert done.exit_code == 0
    assert "\nCited: " in done.output and "\nThe longest stretch that nobody cites: " in done.output
    assert "⟦" in done.output and "\x1b" not in done.output
    assert "⟦" not in run(shipped, "passages", source, "--uncited").output


def test_passages_need_no_map(run: Run, shipped: Path) -> None:
    (shipped / "maps" / "dw.yaml").unlink()
    done = run(shipped, "passages", "dw")
    assert done.exit_code == 0 and "This source has no map" in done.output
    assert done.stderr == ""


# new


@pytest.mark.parametrize(
    ("name", "content", "id", "lines"),
    [
        (
            "欧盟 法案.txt",
            CHINESE,
            "欧盟-法案",
            ["file: 欧盟 法案.txt", "language: zh-Hans", "format: text"],
        ),
        (
            "EU_AI.md",
            MARKDOWN,
            "eu-ai",
            [
                'title: "Europe\'s AI Act: three problems"',
                "authors: [Jane Doe, John Roe]",
                "date: 2025-03-01",
                "language: en",
                "format: markdown",
                "url: https://example.org/eu-ai",
            ],
        ),
        ("page.html", PAGE, "page", ["title: Law slows", "language: en", "format: html"]),
    ],
)
def test_new_starts_a_project_that_validates(
    run: Run, tmp_path: Path, name: str, content: str, id: str, lines: list[str]
) -> None:
    folder = tmp_path / "empty"
    folder.mkdir()
    (tmp_path / name).write_text(content, encoding="utf-8")
    done = run(folder, "new", str(tmp_path / name))
    assert done.exit_code == 0, done.output
    assert (folder / "seeds" / name).read_bytes() == (tmp_path / name).read_bytes()
    assert "seeds/** -text" in (folder / ".gitattributes").read_text(encoding="utf-8")
    registry = (folder / "seeds" / "sources.yaml").read_text(encoding="utf-8")
    assert all(f"\n    {line}\n" in registry for line in lines), registry
    map_text = (folder / "maps" / f"{id}.yaml").read_text(encoding="utf-8")
    assert map_text.startswith("# yaml-language-server: $schema=../schema/map.json\n")
    assert (folder / "schema" / "map.json").exists()
    project = load(folder)
    assert errors(project) == []
    assert "issue-not-coded" in said(project) and "source-changed" not in said(project)
    assert [citation.step for citation in project.corpus.entries[id].citations] != []
    assert run(folder, "validate").exit_code == 0
    assert run(folder, "passages", id).exit_code == 0


def test_new_adds_to_the_registry_and_changes_nothing_else(run: Run, shipped: Path, tmp_path: Path) -> None:
    before = {path: path.read_bytes() for path in shipped.rglob("*") if path.is_file()}
    (tmp_path / "article.md").write_text(MARKDOWN, encoding="utf-8")
    done = run(shipped, "new", "../article.md", "--id", "act")
    assert done.exit_code == 0, done.output
    after = {path: path.read_bytes() for path in shipped.rglob("*") if path.is_file()}
    registry = shipped / "seeds" / "sources.yaml"
    assert after.pop(registry).startswith(before.pop(registry))
    assert {path: content for path, content in after.items() if path in before} == before
    assert sorted(path.name for path in after.keys() - before.keys()) == ["act.yaml", "article.md"]
    map_text = (shipped / "maps" / "act.yaml").read_text(encoding="utf-8")
    assert map_text.startswith("# yaml-language-server: $schema=../docs/schema/map.json\nsource: act\n")
    assert "    #   europe-lags: Europe lags behind the United States and China in AI.\n" in map_text
    assert map_text.endswith("silent: []\n")
    assert errors(load(shipped)) == []


def test_new_keeps_a_file_that_is_in_seeds_where_it_is(run: Run, shipped: Path) -> None:
    (shipped / "seeds" / "more").mkdir()
    (shipped / "seeds" / "more" / "x.txt").write_bytes(b"\xef\xbb\xbf" + CHINESE.encode())
    done = run(shipped / "maps", "new", "../seeds/more/x.txt")
    assert done.exit_code == 0, done.output
    assert load(shipped).corpus.sources["x"].file == "more/x.txt"
    assert errors(load(shipped)) == []


def test_new_copies_every_byte(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "empty"
    folder.mkdir()
    content = b"\xef\xbb\xbf" + CHINESE.replace("\n", "\r\n").encode()
    (folder / "x.txt").write_bytes(content)
    assert run(folder, "new", "x.txt").exit_code == 0
    assert (folder / "seeds" / "x.txt").read_bytes() == content
    assert errors(load(folder)) == [] and "source-changed" not in said(load(folder))


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("gb.txt", CHINESE.encode("gb18030"), "It is probably GB18030"),
        ("utf16.txt", CHINESE.encode("utf-16"), "UTF-16"),
        ("binary.txt", bytes(range(256)), "not a text file"),
        ("paper.pdf", b"%PDF-1.7 ...", "is a PDF"),
        ("paper.txt", b"%PDF-1.7 ...", "is a PDF"),
        ("letter.docx", b"PK\x03\x04", "is a Word document"),
        ("empty.txt", b"\n\n", "no words that could be quoted"),
        ("large.txt", b"a b c " * 2_000_000, "larger than 10 MB"),
    ],
)
def test_new_refuses_what_is_no_article(run: Run, tmp_path: Path, name: str, content: bytes, reason: str) -> None:
    (tmp_path / name).write_bytes(content)
    done = run(tmp_path, "new", name)
    assert done.exit_code == 1 and reason in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == [name], "nothing was written"


def test_new_refuses_what_is_taken_or_there_already(run: Run, shipped: Path, tmp_path: Path) -> None:
    (tmp_path / "DW.txt").write_text(CHINESE, encoding="utf-8")
    done = run(shipped, "new", "../DW.txt")
    assert done.exit_code == 2 and "there is a source 'dw'" in done.output
    done = run(shipped, "new", "../DW.txt", "--id", "codebook")
    assert done.exit_code == 2 and "taken" in done.output
    assert run(shipped, "new", "../DW.txt", "--id", "a b").exit_code == 2
    done = run(shipped, "new", "seeds/001_1420cef449377af1.txt", "--id", "x")
    assert done.exit_code == 1 and "registered already, as 'dw'" in done.stderr
    shutil.copy(shipped / "seeds" / "001_1420cef449377af1.txt", tmp_path / "copy.txt")
    done = run(shipped, "new", "../copy.txt")
    assert done.exit_code == 1 and "registered already, as 'dw'" in done.stderr
    (shipped / "seeds" / "DW.txt").write_text("Something else.", encoding="utf-8")
    done = run(shipped, "new", "../DW.txt", "--id", "x")
    assert done.exit_code == 1 and "there is another file seeds/DW.txt" in done.stderr
    assert run(shipped, "new", "../nothing.txt").exit_code == 2
    assert errors(load(shipped)) == []


# stub


def test_a_stub_can_be_pasted(run: Run, shipped: Path) -> None:
    done = run(shipped, "stub", "dw", "法国、欧洲已有明显差距")
    assert done.exit_code == 0
    assert done.output.startswith(
        "  claim-1:\n    # seeds/001_1420cef449377af1.txt, line 5, paragraph 9: word for word\n"
        "    # part: us-leads-china-follows\n    text:\n      en: …\n    quote: 法国、欧洲已有明显差距\n"
    ) or done.output.startswith(
        "  claim-1:\n    # seeds/001_1420cef449377af1.txt, line 5, paragraph 9: word for word\n"
    )
    path = shipped / "maps" / "dw.yaml"
    content = path.read_text(encoding="utf-8").replace("claims:\n", f"claims:\n{done.output}\n", 1)
    path.write_text(content, encoding="utf-8")
    assert read(Text("maps/dw.yaml", content))[1] == ()
    assert errors(load(shipped)) == []
    assert "claim-1" in load(shipped).corpus.entries["dw"].map.claims


def test_a_stub_of_words_that_are_not_there_shows_what_comes_near(run: Run, shipped: Path) -> None:
    done = run(shipped, "stub", "dw", "法国、欧洲已有巨大的明显差距")
    assert done.exit_code == 1 and done.stdout == ""
    assert "[-巨大的-]" in done.stderr


# sheet and stamp


def test_a_sheet_in_two_forms_and_languages(run: Run, shipped: Path) -> None:
    done = run(shipped, "sheet", "trust-premium", "--lang", "zh")
    assert done.exit_code == 0 and "何谓支持：" in done.output and "所转述的声音：赞成1，反对0" in done.output
    done = run(shipped, "sheet", "trust-premium", "-f", "markdown")
    assert done.output.startswith("# Strict rules give Europe an advantage because its AI is trusted.\n")
    assert run(shipped, "sheet", "trust-premium", "--lang", "x y").exit_code == 2


def test_stamp_accepts_a_changed_file(run: Run, shipped: Path) -> None:
    assert run(shipped, "stamp").output == "All stamps are those of the files.\n"
    seed, registry = shipped / "seeds" / "002_920e0258dd261b84.txt", shipped / "seeds" / "sources.yaml"
    seed.write_bytes(seed.read_bytes() + b"\n")
    before = registry.read_bytes()
    done = run(shipped, "stamp", "--check")
    assert done.exit_code == 1 and done.output.startswith("huanqiu: 1d1c05ba… → ")
    assert registry.read_bytes() == before
    assert run(shipped, "stamp", "dw").output == "All stamps are those of the files.\n"
    done = run(shipped, "stamp", "huanqiu")
    assert done.exit_code == 0
    pairs = zip(before.splitlines(), registry.read_bytes().splitlines(), strict=True)
    assert [one.split(b":")[0] for one, other in pairs if one != other] == [b"    sha256"]
    assert load(shipped).diagnostics == ()


# completion


@pytest.mark.parametrize(
    ("words", "cword", "expected"),
    [
        ("argmap passages h", "2", ["huanqiu"]),
        ("argmap quote x --source ", "4", ["yicai", "dw", "huanqiu", "avalaches", "gba"]),
        ("argmap sheet trust", "2", ["trust-premium"]),
        ("argmap stamp d", "2", ["dw"]),
    ],
)
def test_ids_complete_in_the_shell(
    run: Run, shipped: Path, monkeypatch: pytest.MonkeyPatch, words: str, cword: str, expected: list[str]
) -> None:
    monkeypatch.setenv("_ARGMAP_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", words)
    monkeypatch.setenv("COMP_CWORD", cword)
    assert [line.partition(",")[2] for line in run(shipped).output.split()] == expected
    for broken in ("sources: [\n", "sources: 3\n", "a: b\n"):
        (shipped / "seeds" / "sources.yaml").write_text(broken, encoding="utf-8")
        (shipped / "maps" / "codebook.yaml").write_text(broken, encoding="utf-8")
        assert run(shipped).output.strip() == ""
    assert run(shipped.parent).output.strip() == ""


def test_colour_only_on_a_terminal(run: Run, shipped: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, arguments in {
        "quote": ("quote", "我们落后了"),
        "passages": ("passages", "dw"),
        "sheet": ("sheet", "europe-lags"),
    }.items():
        assert "\x1b" not in run(shipped, *arguments).output
        monkeypatch.setattr(f"argmap.cli.{name}.colourful", lambda: True)
        assert "\x1b[4;36m" in run(shipped, *arguments).output or name == "sheet"
        assert "⟦" not in run(shipped, *arguments).output
