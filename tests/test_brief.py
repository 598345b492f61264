"""`argmap brief`: templates are filled in, mistakes in them are diagnostics, and no file is harmed."""

import os
import re
import stat
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from small_projects import Fields, coded, project

from argmap import files
from argmap.briefing import draft, pandoc, rules
from argmap.briefing.draft import mark
from argmap.briefing.functions import FUNCTIONS
from argmap.cli import main
from argmap.cli.brief import TEMPLATES

ROOT = Path(__file__).parents[1]
FIGURE = '{{ figure("matrix") }}'
NOTE = '{{ cite("a/c0") }}'
GROUND = "{{ common_ground() }}"
HOSTILE = "<b>&amp; *x* _y_ [l](u) `c` $z$ #t @q \\n {{ 7*7 }} {% x %} | 1. ~~s~~ ![i](/etc/passwd) %} --- 第一"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return made(tmp_path)


def made(folder: Path, codebook: Fields | None = None, registry: Mapping[str, Fields] | None = None) -> Path:
    claims = coded(("i", "support"), ("j", "oppose", {"speaker": "ann"}))
    other = coded(("i", "oppose"), ("j", "oppose"))
    return project(
        folder,
        {"a": {"claims": claims}, "b": {"claims": other}},
        speakers={"ann": {}},
        codebook=codebook,
        registry=registry,
    )


def brief(folder: Path, template: str | None, *options: str, name: str = "t.md", out: str = "out.md") -> Result:
    """The command on this template, written into the folder; without options, into the file `out`."""
    path = folder / name
    if template is not None:
        path.write_bytes(template.encode())
    return CliRunner().invoke(main, ["brief", str(path), *(options or ("-o", str(folder / out)))])


def text(folder: Path, template: str, *, name: str = "t.md", out: str = "out.md") -> str:
    done = brief(folder, template, name=name, out=out)
    assert done.exit_code == 0, done.output
    return (folder / out).read_text("utf-8")


def needs_pandoc() -> None:
    pytest.importorskip("pypandoc", reason="the extra `brief` is not installed")


def needs_typst() -> None:
    needs_pandoc()
    pytest.importorskip("typst", reason="the extra `brief` is not installed")


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("{{ title }}", "A trial"),
        ("{{ language }}", "en"),
        ('{{ number("sources") }} of {{ number("claims") }}', "2 of 6"),
        ('{% if number("sources")|int > 1 %}many{% endif %}', "many"),
        ('{% if number("sources") == "2" %}two{% endif %}', "two"),
        ('{{ number("agreement", source=["a", "b"]) }}', "0%"),
        ('{{ quote("a/c0") }}', "“Words of a that stand for c0 and nothing else”"),
        ('{{ sources|map(attribute="short")|join(", ") }}', "A, B"),
        ('{% for each in sources %}{{ each.short }}{{ ", " if not loop.last }}{% endfor %}', "A, B"),
        ("{{ contested[0].short }}", "Issue i"),
        ("{% raw %}{{ x }}{% endraw %}", "{{ x }}"),
        ("{# a comment #}x", "x"),
        ("{%- for s in sources -%}  {{- s.id -}}  {%- endfor -%}", "ab"),
        ('{% macro m(x) %}**{{ x }}**{% endmacro %}{{ m("a*b") }}', r"**a\*b**"),
        ("{% set x %}{{ title }}{% endset %}{{ x }}{{ x }}", "A trialA trial"),
        ("{% filter upper %}{{ title }}{% endfilter %}", "A TRIAL"),
        ("{% autoescape false %}{{ '<b>' }}{% endautoescape %}", r"\<b\>"),
        ("{{ '<b>*'|safe }}", "<b>*"),
        ("{% with x=1 %}{{ x }}{% endwith %}", "1"),
        ("{{ '' }}x", "x"),
        ("{% if nope is defined %}x{% else %}y{% endif %}", "y"),
        ("{% include 'nothing.md' ignore missing %}x", "x"),
        ("\ufeff{{ title }}", "A trial"),
        ("a\r\nb\r\n", "a\nb"),
        ("", ""),
        ("\\ud800{{ '\\ud800\\u202e\\x07' }}x", "\\ud800x"),
    ],
)
def test_what_jinja_does_templates_do(folder: Path, template: str, expected: str) -> None:
    assert text(folder, template) == expected + "\n"


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        (f"- a\n- {GROUND}\n- b\n", "- a\n- No ground\n- b\n"),
        (f"> {GROUND}\n> more\n", "> No ground\n> more\n"),
        (f"> - {GROUND}\n", "> - No ground\n"),
        (f"x {GROUND} y\n", "x \n\nNo ground\n\n y\n"),
        (f"x\n{GROUND}\ny\n", "x\nNo ground\ny\n"),
        (f"{GROUND}{GROUND}\n", "No ground\n\n\n\nNo ground\n"),
        ("1. {{ fault_lines() }}\n2. x\n", "1. - Issue i: for A; against B\n2. x\n"),
        ("- {{ fault_lines() }}\n", "- - Issue i: for A; against B\n"),
        (
            "  - {{ quotes('a/c0') }}\n",
            "  - > “Words of a that stand for c0 and nothing else”\n    >\n    > — A, undated, paragraph 2\n",
        ),
    ],
)
def test_blocks_keep_the_margin_of_where_they_stand(folder: Path, template: str, expected: str) -> None:
    found = text(folder, template).replace(
        "There is no issue on which two or more stand on one side and none on the other.", "No ground"
    )
    assert found == expected


TOLD = "“Words of a that stand for c0 and nothing else” (A, undated, paragraph 2)"


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        (f"x{NOTE}", f"x[^1]\n\n[^1]: {TOLD}"),
        (f"# T{NOTE}", f"# T[^1]\n\n[^1]: {TOLD}"),
        (f"| a{NOTE} |\n| --- |", f"| a[^1] |\n| --- |\n\n[^1]: {TOLD}"),
        (f"{{% set n = {NOTE[3:-3]} %}}x{{{{ n }}}} y{{{{ n }}}}", f"x[^1] y[^1]\n\n[^1]: {TOLD}"),
        (f"x[^1]{NOTE}\n\n[^1]: own", f"x[^1][^a1]\n\n[^1]: own\n\n[^a1]: {TOLD}"),
        (f"{{% set n = {NOTE[3:-3]} %}}x", "x"),
        (f"{{{{ [{NOTE[3:-3]}]|join }}}}", f"[^1]\n\n[^1]: {TOLD}"),
        (f"{{{{ {NOTE[3:-3]}|upper }}}}{{{{ '%s'|format({NOTE[3:-3]}) }}}}", f"[^1][^1]\n\n[^1]: {TOLD}"),
        (f"x{NOTE} y{NOTE}", f"x[^1] y[^1]\n\n[^1]: {TOLD}"),
    ],
)
def test_footnotes(folder: Path, template: str, expected: str) -> None:
    assert text(folder, template) == expected + "\n"


def test_figures_are_numbered_where_they_stand_and_lie_beside(folder: Path) -> None:
    found = text(folder, f"{{% set x = figure('positions') %}}{FIGURE}\n\n{{{{ x }}}}\n")
    assert re.findall(r"\*(Figure \d\.) ", found) == ["Figure 1.", "Figure 2."]
    pictures = re.findall(r"\]\((figures/out/[^)]+)\)", found)
    assert pictures == ["figures/out/matrix.en.svg", "figures/out/positions.en.svg"]
    assert sorted(each.name for each in (folder / "figures" / "out").iterdir()) == ["matrix.en.svg", "positions.en.svg"]


def test_a_caption_can_hold_a_number_and_is_escaped(folder: Path) -> None:
    found = text(folder, "{{ figure('matrix', caption=number('sources') ~ ' <b> *x*') }}")
    assert r"*Figure 1. 2 \<b\> \*x\**" in found


def test_a_figure_that_is_not_put_down_is_not_written(folder: Path) -> None:
    text(folder, f"{{% set x = {FIGURE[3:-3]} %}}nothing")
    assert not (folder / "figures").exists()


MISTAKES = [
    # template-syntax
    ("x\n{% for s in sources %}", "template-syntax", "2:1"),
    ("{{ title", "template-syntax", "1:1"),
    ("{% trans %}x{% endtrans %}", "template-syntax", "1:1"),
    ("{% do x %}", "template-syntax", "1:1"),
    ("{{ title|nope }}", "template-syntax", "1:1"),
    ("{{ [1, 2]|random }}", "template-syntax", "1:1"),
    ("{{ figure(name='a', name='b') }}", "template-syntax", "1:1"),
    ("{% if 1 %}" * 150 + "x" + "{% endif %}" * 150, "template-syntax", "1:1"),
    # template-unknown-name
    ("\n\n  {{ nope }}", "template-unknown-name", "3:6"),
    ("{{ figur('matrix') }}", "template-unknown-name", "1:4"),
    ("{{ sources[0].nope }}", "template-unknown-name", "1:15"),
    ("{{ sources[9] }}", "template-unknown-name", "1:12"),
    ("{{ lipsum() }}", "template-unknown-name", "1:4"),
    ("{{ 变量 }}", "template-unknown-name", "1:4"),
    # template-bad-argument
    ("{{ figure() }}", "template-bad-argument", "1:4"),
    ("{{ figure('nope') }}", "template-bad-argument", "1:11"),
    ("{{ figure('matrix', 'x') }}", "template-bad-argument", "1:4"),
    ("{{ figure('matrix', name='map') }}", "template-bad-argument", "1:4"),
    ("{{ figure('matrix', nope=1) }}", "template-bad-argument", "1:4"),
    ("{{ figure('matrix', issue='zz') }}", "template-bad-argument", "1:27"),
    ("{{ figure('matrix', issue={'a': 1}) }}", "template-bad-argument", "1:21"),
    ("{{ figure('matrix', lang='x-!') }}", "template-bad-argument", "1:26"),
    ("{{ figure('matrix', scale=10**400) }}", "template-bad-argument", "1:21"),
    ("{{ figure('matrix', dir='/etc') }}", "template-bad-argument", "1:25"),
    (f"{{{{ figure('matrix', caption={NOTE[3:-3]}) }}}}", "template-bad-argument", "1:21"),
    ("{{ versus('a') }}", "template-bad-argument", "1:4"),
    ("{{ versus('a', 'zz') }}", "template-bad-argument", "1:16"),
    ("{{ cite() }}", "template-bad-argument", "1:4"),
    ("x\n{{ cite('a/zz') }}", "template-bad-argument", "2:9"),
    ("{{ cite('zz/c0') }}", "template-bad-argument", "1:9"),
    ("{{ number('zz') }}", "template-bad-argument", "1:11"),
    ("{{ findings('zz') }}", "template-bad-argument", "1:13"),
    ("{{ quotes() }}", "template-bad-argument", "1:4"),
    ("{{ say('zz') }}", "template-bad-argument", "1:8"),
    ("{{ say('basis') }}", "template-bad-argument", "1:8"),
    ("{{ sources }}", "template-bad-argument", "1:1"),
    ("{{ figure }}", "template-bad-argument", "1:1"),
    ("{{ [nope] }}", "template-bad-argument", "1:1"),
    # template-missing-file
    ("{% include 'nothing.md' %}", "template-missing-file", "1:13"),
    ("{% include '/etc/passwd' %}", "template-missing-file", "1:13"),
    ("{% include '../../../../../etc/passwd' %}", "template-missing-file", "1:13"),
    ("{% include 'passwd.md' %}", "template-missing-file", "1:13"),
    ("{% include 'a' ~ '\\x00' %}", "template-missing-file", "1:1"),
    ("{% import 'nothing.md' as n %}", "template-missing-file", "1:12"),
    ("{% extends 5 %}", "template-missing-file", "1:12"),
    # template-forbidden
    ("{{ ''.__class__.__mro__ }}", "template-forbidden", "1:7"),
    ("{{ ''|attr('__class__') }}", "template-forbidden", "1:13"),
    ("{{ ''['__class__'] }}", "template-forbidden", "1:8"),
    ("{{ '{0.__class__}'.format(1) }}", "template-forbidden", "1:8"),
    ("{{ figure._call }}", "template-forbidden", "1:11"),
    ("{{ say._escaped }}", "template-forbidden", "1:8"),
    # template-failed
    ("{% macro m() %}\n\n{{ 1/0 }}{% endmacro %}{{ m() }}", "template-failed", "3:1"),
    ("{{ 1 + 'a' }}", "template-failed", "1:1"),
    ("{{ range(10**9)|list }}", "template-failed", "1:1"),
    ("{{ 'a' * 10**13 }}", "template-failed", "1:1"),
    ("{{ 10**5000 }}", "template-failed", "1:1"),
    ("{{ figure('matrix', scale=1e308*10) }}", "template-failed", "1:1"),
    ("{% include 't.md' %}", "template-failed", "1:1"),
    ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "template-failed", "1:1"),
    ("{{ " + "[" * 300 + "]" * 300 + " }}", "template-failed", "1:1"),
    (f"{{{{ {NOTE[3:-3]}[0] }}}}", "template-failed", "1:1"),
    ("{{ '\\x02\\x10\\x03' }}", "template-failed", "1:1"),
    ("{{ '\\x02'|safe }}", "template-failed", "1:1"),
    # template-misplaced
    (f"x\n\n## {FIGURE}", "template-misplaced", "3:7"),
    (f"| {GROUND} |\n| --- |", "template-misplaced", "1:6"),
]


@pytest.mark.parametrize(("template", "rule", "place"), MISTAKES)
def test_a_mistake_is_a_diagnostic_at_its_place_and_nothing_is_written(
    folder: Path, template: str, rule: str, place: str
) -> None:
    (folder / "passwd.md").symlink_to("/etc/passwd")
    done = brief(folder, template)
    assert (done.exit_code, done.exception.__class__) == (1, SystemExit), done.output
    assert re.findall(r"^error\[([^]]+)\]", done.output, re.MULTILINE) == [rule]
    assert re.search(r"t\.md:(\d+:\d+)", done.output)[1] == place  # type: ignore[index]
    assert "Nothing was written." in done.output
    assert not (folder / "out.md").exists()
    assert "root:" not in done.output


PANDOC_MISTAKES = [
    (f"```\n{FIGURE}\n```", "template-misplaced", "2:4"),
    (f"```\n{NOTE}\n```", "template-misplaced", "2:4"),
    (f"x\n\n    {NOTE}", "template-misplaced", "3:8"),
    (f"`{NOTE}`", "template-misplaced", "1:5"),
    ('<p title="{{ quote("a/c0") }}">x</p>', "template-misplaced", "1:14"),
    ("x\n\n![x](/etc/passwd)", "template-foreign", "3:6"),
    ("![x](https://example.org/x.png)", "template-foreign", "1:6"),
    ("```{=typst}\n#read(\"/etc/passwd\")\n```", "template-foreign", "1:4"),
    ("`<w:br/>`{=openxml}", "template-foreign", "1:10"),
    ("```{=argmap}\n0\n```", "template-foreign", "1:4"),
]  # fmt: skip


@pytest.mark.parametrize(("template", "rule", "place"), PANDOC_MISTAKES)
@pytest.mark.parametrize("out", ["out.docx", "out.html"])
def test_what_no_document_can_show_is_a_diagnostic(
    folder: Path, template: str, rule: str, place: str, out: str
) -> None:
    needs_pandoc()
    done = brief(folder, template, out=out)
    assert (done.exit_code, done.exception.__class__) == (1, SystemExit), done.output
    assert re.findall(r"^error\[([^]]+)\]", done.output, re.MULTILINE) == [rule]
    assert re.search(r"t\.md:(\d+:\d+)", done.output)[1] == place  # type: ignore[index]
    assert not (folder / out).exists()


def test_every_rule_of_templates_has_a_case() -> None:
    cases = {rule for _, rule, _ in (*MISTAKES, *PANDOC_MISTAKES)}
    assert cases == {each.name for each in rules.RULES if each.name.startswith("template-")}


@pytest.mark.parametrize("name", FUNCTIONS)
def test_functions_are_called_by_their_examples(name: str) -> None:
    """The examples are calls about the shipped project."""
    assert FUNCTIONS[name].example.startswith(f"{name}(")


def test_the_examples_work_on_the_shipped_project(tmp_path: Path) -> None:
    template = tmp_path / "t.md"
    template.write_text("\n\n".join(f"{{{{ {each.example} }}}}" for each in FUNCTIONS.values()), "utf-8")
    out = tmp_path / "out.md"
    done = CliRunner().invoke(main, ["brief", str(template), "-p", str(ROOT), "-o", str(out)])
    assert done.exit_code == 0, done.output
    assert "我们正在把自己监管出市场" in out.read_text("utf-8")


def test_a_footnote_says_all_about_its_quote(tmp_path: Path) -> None:
    template = tmp_path / "t.md"
    template.write_text('x{{ cite("huanqiu/regulating-ourselves-out") }}', "utf-8")
    out = tmp_path / "out.md"
    CliRunner().invoke(main, ["brief", str(template), "-p", str(ROOT), "-o", str(out)])
    told = out.read_text("utf-8")
    for part in ("我们正在把自己监管出市场", "Europe is regulating itself out", "Emmanuel Macron", "Global Times",
                 "13 February 2025", "paragraph"):  # fmt: skip
        assert part in told


def test_a_template_includes_what_lies_beside_it(folder: Path) -> None:
    other = folder / "texts"
    (other / "parts").mkdir(parents=True)
    (other / "parts" / "head.md").write_text("# {{ title }} {{ nope }}", "utf-8")
    done = brief(folder, "x\n{% include 'parts/head.md' %}", name="texts/t.md")
    assert re.search(r"head\.md:1:18", done.output)
    (other / "parts" / "head.md").write_text("# {{ title }}", "utf-8")
    assert text(folder, "{% include 'parts/head.md' %}", name="texts/t.md") == "# A trial\n"
    (folder / "linked").symlink_to(other)
    assert text(folder, "{% include 'parts/head.md' %}", name="linked/t.md") == "# A trial\n"


def test_an_included_file_that_is_not_utf_8_is_not_there(folder: Path) -> None:
    (folder / "x.md").write_bytes(b"\xff\xfe\x00")
    assert "template-missing-file" in brief(folder, "{% include 'x.md' %}").output


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"\xff", "not UTF-8"), (b"a\x00b", "not a text file"), (b"x" * 1_000_001, "larger than 1 MB")],
)
def test_a_template_that_cannot_be_read(folder: Path, content: bytes, said: str) -> None:
    (folder / "t.md").write_bytes(content)
    done = brief(folder, None)
    assert done.exit_code == 2
    assert said in done.output


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["-o", "out.txt"], "a document ends in .md, .html, .docx, .pdf"),
        (["-o", "out"], "a document ends in"),
        (["-o", "t.md"], "is the template itself"),
        (["-o", "sub/../t.md"], "is the template itself"),
        (["-o", "link.md"], "is the template itself"),
        (["-o", "sub.md"], "is a directory"),
        (["-o", "file/out.md"], "cannot be written"),
        (["-o", "out.md", "-l", "?"], "is not a language tag"),
        ([], "Where to?"),
    ],
)
def test_where_a_document_cannot_go(
    folder: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], said: str
) -> None:
    monkeypatch.chdir(folder)
    (folder / "sub.md").mkdir()
    (folder / "sub").mkdir()
    (folder / "file").write_text("x")
    (folder / "link.md").symlink_to("t.md")
    (folder / "t.md").write_text("# {{ title }}", "utf-8")
    done = CliRunner().invoke(main, ["brief", "t.md", *arguments])
    assert (done.exit_code, done.exception.__class__) == (2, SystemExit), done.output
    assert said in " ".join(done.output.split())
    assert (folder / "t.md").read_text("utf-8") == "# {{ title }}"


def test_an_unknown_template_says_what_was_meant(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    done = CliRunner().invoke(main, ["brief", "evidense", "-o", "out.md"])
    assert done.exit_code == 2
    assert "Did you mean 'evidence'?" in done.output


def test_outside_of_projects_there_is_nothing_to_tell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(main, ["brief", "-o", "out.md"])
    assert done.exit_code == 2
    assert "is not in an argmap project" in done.output


def test_the_template_is_printed_to_begin_ones_own(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    for name in TEMPLATES:
        printed = CliRunner().invoke(main, ["brief", "--print", name]).output
        (folder / "own.md.j2").write_text(printed, "utf-8")
        for template, out in ((name, "one.md"), ("own.md.j2", "two.md")):
            done = CliRunner().invoke(main, ["brief", template, "-o", out])
            assert done.exit_code == 0, done.output
        one, two = ((folder / each).read_text("utf-8") for each in ("one.md", "two.md"))
        assert one == two.replace("figures/two", "figures/one")


def test_a_document_and_its_pictures_are_made_where_no_folder_is(folder: Path) -> None:
    done = brief(folder, FIGURE, "-o", str(folder / "new" / "deep" / "out.md"))
    assert done.exit_code == 0
    assert (folder / "new" / "deep" / "figures" / "out" / "matrix.en.svg").is_file()


def test_two_spellings_of_a_path_are_one_file(folder: Path) -> None:
    (folder / "sub").mkdir()
    done = brief(folder, "x", "-o", str(folder / "out.md"), "-o", str(folder / "sub" / ".." / "out.md"))
    assert done.exit_code == 0
    assert len(done.output.splitlines()) == 1


def test_a_file_that_is_read_only_stays_and_so_do_all_others(folder: Path) -> None:
    locked, free = folder / "b.md", folder / "a.md"
    locked.write_text("mine", "utf-8")
    locked.chmod(stat.S_IRUSR)
    done = brief(folder, "x", "-o", str(free), "-o", str(locked))
    assert done.exit_code == 2
    assert "is read-only. Nothing was written." in done.output
    assert locked.read_text("utf-8") == "mine"
    assert not free.exists()


def test_a_write_that_fails_leaves_what_was_there(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "out.md").write_text("before", "utf-8")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    done = brief(folder, "after")
    assert done.exit_code == 2
    assert "no space left on device" in done.output
    assert (folder / "out.md").read_text("utf-8") == "before"
    assert [each.name for each in folder.iterdir() if each.name.startswith(".")] == []


def test_check_writes_nothing_and_says_what_is_out_of_date(folder: Path) -> None:
    out = folder / "out.md"
    told = [f"{folder / 'figures' / 'out' / 'matrix.en.svg'}: missing", f"{out}: missing"]
    done = brief(folder, FIGURE, "--check", "-o", str(out))
    assert done.exit_code == 1
    assert sorted(done.output.splitlines()[:2]) == told
    assert not out.exists()
    brief(folder, FIGURE)
    assert brief(folder, FIGURE, "--check", "-o", str(out)).exit_code == 0
    out.write_text("changed", "utf-8")
    done = brief(folder, FIGURE, "--check", "-o", str(out))
    assert (done.exit_code, f"{out}: stale" in done.output) == (1, True)
    assert out.read_text("utf-8") == "changed"


@pytest.mark.parametrize("out", ["out.md", "out.html", "out.docx", "out.pdf"])
def test_a_project_with_errors_gets_into_no_document(tmp_path: Path, out: str) -> None:
    claims = coded(("i", "support", {"quote": "Words that stand nowhere in the article"}))
    folder = project(tmp_path, {"a": {"claims": claims, "text": "Something else."}})
    done = brief(folder, NOTE, out=out)
    assert done.exit_code == 1
    assert "error[quote-not-found]" in done.output
    assert not (folder / out).exists()


@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize("language", ["en", "zh", "zh-Hant", "fr", "de"])
def test_the_templates_suit_projects_of_any_size(tmp_path: Path, template: str, language: str) -> None:
    one = project(tmp_path / "one", {"a": {"claims": coded(("i", "support"))}})
    bare = project(tmp_path / "bare", {"a": {"claims": {"c": {}}}}, issues=())
    for folder in (one, bare):
        out = folder / "out.md"
        done = CliRunner().invoke(main, ["brief", template, "-p", str(folder), "-l", language, "-o", str(out)])
        assert done.exit_code == 0, (folder.name, done.output)
        assert out.read_text("utf-8").startswith("# ")


@pytest.mark.parametrize("out", ["out.html", "out.docx", "out.pdf"])
def test_without_pandoc_it_says_what_to_install(folder: Path, monkeypatch: pytest.MonkeyPatch, out: str) -> None:
    monkeypatch.setitem(sys.modules, "pypandoc", None)
    pandoc._program.cache_clear()
    done = brief(folder, "x", out=out)
    pandoc._program.cache_clear()
    assert done.exit_code == 2
    assert "pip install 'argmap[brief]'" in done.output
    assert not (folder / out).exists()


def test_without_typst_it_says_what_to_install(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    needs_pandoc()
    monkeypatch.setitem(sys.modules, "typst", None)
    done = brief(folder, "x", out="out.pdf")
    assert done.exit_code == 2
    assert "pip install 'argmap[brief]'" in done.output


@pytest.mark.parametrize(
    ("program", "said"),
    [
        ("#!/bin/sh\necho 'Unknown extension: raw_attribute' >&2; exit 23\n", "Unknown extension"),
        ("#!/bin/sh\necho something else\n", "is it really pandoc?"),
        ("not a program", "cannot be started"),
        (None, "cannot be started"),
    ],
)
@pytest.mark.skipif(os.name == "nt", reason="the programs are scripts of a Unix shell")
def test_a_pandoc_that_does_not_work_is_named(
    folder: Path, monkeypatch: pytest.MonkeyPatch, program: str | None, said: str
) -> None:
    path = folder / "pandoc"
    if program is not None:
        path.write_text(program)
        path.chmod(0o755 if program.startswith("#!") else 0o644)
    monkeypatch.setattr(pandoc, "_program", lambda: str(path))
    done = brief(folder, "x", out="out.docx")
    assert (done.exit_code, done.exception.__class__) == (2, SystemExit), done.output
    assert said in " ".join(done.output.split())


def test_hostile_texts_stay_texts_in_markdown(tmp_path: Path) -> None:
    folder = made(
        tmp_path,
        codebook={"title": HOSTILE},
        registry={"a": {"short": HOSTILE, "title": HOSTILE}},
    )
    found = text(folder, "# {{ title }}\n\n{{ sources[0].short }}\n")
    assert found.count(r"\<b\>\&amp; \*x\*") == 2
    assert "](/etc/passwd" not in found.replace(r"\]", "")


def test_a_template_that_never_ends_is_stopped_by_the_keyboard(folder: Path) -> None:
    import signal

    if os.name == "nt":
        pytest.skip("there is no such signal")
    loop = "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}"
    (folder / "t.md").write_text(loop, "utf-8")
    command = [sys.executable, "-m", "argmap", "brief", "t.md", "-o", "out.md"]
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        with pytest.raises(subprocess.TimeoutExpired):
            running.wait(timeout=4)
        running.send_signal(signal.SIGINT)
        _, said = running.communicate(timeout=20)
    assert running.returncode == 1
    assert "Traceback" not in said
    assert not (folder / "out.md").exists()


def test_marks_are_found_again_and_torn_ones_noticed() -> None:
    both = f"a{mark(0)}b{mark(517)}"
    assert draft.between(both, str.upper) == f"A{mark(0)}B{mark(517)}"
    assert not draft.is_torn(both, 518)
    assert draft.is_torn(both, 517)
    assert draft.is_torn(mark(9)[:-1], 10)


def test_what_was_locked_is_known_as_that(tmp_path: Path) -> None:
    assert not files.is_locked(tmp_path / "none.md")
