"""The door for Python: the words of the command line, and what it shows is what the commands write."""

import base64
import doctest
import struct
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from small_projects import coded, project

import argmap
from argmap.cli import main

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    claims = coded(("i", "support"), ("j", "leans-oppose"))
    return project(tmp_path_factory.mktemp("project"), {"a": {"claims": claims}, "b": {"claims": claims}})


@pytest.fixture(scope="module")
def loaded(folder: Path) -> argmap.Project:
    return argmap.load(folder)


def test_the_page_says_what_happens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    found = doctest.testfile(
        str(ROOT / "docs" / "python.md"), module_relative=False, optionflags=doctest.NORMALIZE_WHITESPACE
    )
    assert found.attempted > 10
    assert found.failed == 0


def test_to_import_argmap_loads_nothing() -> None:
    program = "import argmap, sys; print([name for name in sys.modules if name.startswith('argmap.')])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_all_names_of_the_door_are_there() -> None:
    assert set(argmap.__all__) == set(dir(argmap))
    assert all(getattr(argmap, name) for name in argmap.__all__)
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        argmap.nothing  # type: ignore[attr-defined]  # noqa: B018


def test_the_types_are_those_of_the_module() -> None:
    stub = (ROOT / "argmap" / "__init__.pyi").read_text(encoding="utf-8")
    assert all(name in stub for name in argmap.__all__)
    assert (ROOT / "argmap" / "py.typed").exists()


def test_figures_are_those_of_render(folder: Path, loaded: argmap.Project, tmp_path: Path) -> None:
    arguments = ["render", "matrix", "--lang", "zh", "-f", "svg", "-f", "png", "-p", str(folder), "-o", str(tmp_path)]
    assert CliRunner().invoke(main, arguments).exit_code == 0
    figure = loaded.figure("matrix", lang="zh")
    assert figure.svg().encode() == (tmp_path / f"{figure.name}.svg").read_bytes()
    assert figure.png() == (tmp_path / f"{figure.name}.png").read_bytes()


@pytest.mark.parametrize("ending", ["svg", "png"])
def test_save_writes_by_the_ending(loaded: argmap.Project, tmp_path: Path, ending: str) -> None:
    figure = loaded.compare(issue="i").figure("matrix")
    saved = figure.save(tmp_path / "new" / f"x.{ending}", theme="dark")
    assert saved.read_bytes() == (figure.svg(theme="dark").encode() if ending == "svg" else figure.png(theme="dark"))


def test_a_notebook_is_given_three_forms(loaded: argmap.Project) -> None:
    figure = loaded.figure("matrix")
    data, about = figure._repr_mimebundle_()
    assert list(data) == ["image/svg+xml", "image/png", "text/plain"]
    assert data["image/svg+xml"] == figure.svg()
    assert base64.b64decode(data["image/png"]) == figure.png()
    assert figure.alt in data["text/plain"]
    assert about["image/svg+xml"] == {"isolated": True}
    width, height = struct.unpack(">II", figure.png(scale=1)[16:24])
    assert about["image/png"] == {"width": width, "height": height, "alt": figure.alt}
    assert list(figure._repr_mimebundle_(include=["text/plain"])[0]) == ["text/plain"]
    assert "image/png" not in figure._repr_mimebundle_(exclude=["image/png"])[0]


def test_a_comparison_is_that_of_compare(folder: Path, loaded: argmap.Project) -> None:
    compared = loaded.compare(issue=["i"], lang="zh")
    for form, written in (("markdown", compared.markdown()), ("csv", compared.csv()), ("json", compared.json())):
        arguments = ["compare", "--issue", "i", "--lang", "zh", "--format", form, "-p", str(folder)]
        assert CliRunner().invoke(main, arguments).stdout_bytes.decode() == written
    assert compared.stance("a", "i") == "support"
    assert loaded.compare().agreement("a", "b").share == 1
    assert (compared.issues, loaded.compare(source="b").sources) == (("i",), ("b",))


def test_mistakes_say_what_was_meant(loaded: argmap.Project, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="did you mean 'matrix'"):
        loaded.figure("matrx")
    with pytest.raises(ValueError, match="there is no source 'z'; there are: a, b"):
        loaded.compare(source="z")
    with pytest.raises(ValueError, match="compares two sources"):
        loaded.figure("versus")
    with pytest.raises(ValueError, match="language tag"):
        loaded.figure("matrix", lang="english!")
    with pytest.raises(ValueError, match="no sheet '9'"):
        loaded.figure("matrix", sheet="9")
    with pytest.raises(ValueError, match=r"neither in \.svg nor in \.png"):
        loaded.figure("matrix").save(tmp_path / "x.gif")
    with pytest.raises(FileNotFoundError, match="not in an argmap project"):
        argmap.load(tmp_path / "nowhere")


def test_what_is_not_verified_is_not_drawn(tmp_path: Path) -> None:
    wrong = {"claims": coded(("i", "support", {"quote": "Words that stand nowhere"})), "text": "Something else."}
    folder = project(tmp_path, {"a": wrong, "b": {"claims": coded(("i", "support"))}})
    loaded = argmap.load(folder)
    with pytest.raises(argmap.Invalid, match="quote-not-found") as refused:
        loaded.compare()
    assert {each.rule.name for each in refused.value.diagnostics} <= {each.rule.name for each in loaded.diagnostics}
    with pytest.raises(argmap.Invalid):
        loaded.validate()
    assert loaded.compare(source="b").sources == ("b",)


def test_a_sound_project_is_given_back(loaded: argmap.Project) -> None:
    assert loaded.validate() is loaded
    assert len(repr(loaded)) + len(repr(loaded.compare())) + len(repr(loaded.figure("matrix"))) < 200
