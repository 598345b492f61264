"""`argmap watch`: what changed is made again, what has errors stays as it was, and nothing runs in circles."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import watchfiles
from click.testing import CliRunner
from small_projects import Fields, coded, project

from argmap.briefing import pandoc
from argmap.briefing.hosts import host_of
from argmap.cli import main
from argmap.watching import notices
from argmap.watching.documents import KeptDocument
from argmap.watching.due import Standing, due
from argmap.watching.folders import KeptFolder
from argmap.watching.keeper import Begun, Changed, Checked, Event, Keeper, Made, Restarted, Rested
from argmap.watching.snapshot import differences, taken
from argmap.watching.templates import KeptTemplate

LONGEST = 120
"""How many seconds anything may take on a slow machine."""
NUMBER = "Of <!-- argmap: number what=claims --><!-- /argmap --> claims.\n"
MATRIX = "<!-- argmap: matrix -->\n<!-- /argmap -->\n"
OF_A = "<!-- argmap: matrix source=a,b -->\n<!-- /argmap -->\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    claims = coded(("i", "support"), ("j", "oppose"))
    made = project(tmp_path / "project", {"a": {"claims": claims}, "b": {"claims": claims}, "c": {"claims": claims}})
    (made / "brief.md").write_text(NUMBER + MATRIX, "utf-8")
    return made


class Ended(Exception):  # noqa: N818 - it says what is the matter
    """There is no more news."""


class Script:
    """News that come when they are waited for: each is something to do before. `meanwhile` comes while work is done."""

    def __init__(self, *actions: Callable[[], object], meanwhile: tuple[Callable[[], object], ...] = ()) -> None:
        self.actions = list(actions)
        self.meanwhile = list(meanwhile)

    def any(self) -> bool:
        if self.meanwhile:
            self.meanwhile.pop(0)()
            return True
        return False

    def wait(self) -> None:
        if not self.actions:
            raise Ended
        self.actions.pop(0)()


def document(folder: Path, name: str = "brief.md") -> KeptDocument:
    host = host_of(name)
    assert host is not None
    return KeptDocument(folder / name, name, folder, folder, host)


def lived(
    keeper: Keeper, *actions: Callable[[], object], meanwhile: tuple[Callable[[], object], ...] = ()
) -> list[str]:
    """What happens, in short, until there is no more news."""
    found = []

    def followed(events: Iterator[Event]) -> None:
        for event in events:
            if not isinstance(event, Begun):
                found.append(short(event))

    with pytest.raises(Ended):
        followed(keeper.events(Script(*actions, meanwhile=meanwhile)))
    return found


def short(event: Event) -> str:
    match event:
        case Changed(files):
            return ", ".join(f"{path.name} {how}" for path, how in files.items())
        case Checked(project):
            return f"checked: {len(project.errors())} errors"
        case Begun(thing):
            return f"{thing.name} begins"
        case Made(thing, outcome):
            written = ", ".join(sorted(path.name for path in outcome.written)) or "nothing"
            return f"{thing.name}: {outcome.problem or f'{written} written'}"
        case Restarted(thing):
            return f"{thing.name} again"
        case Rested():
            return "."


def replace(path: Path, old: str, new: str) -> Callable[[], object]:
    def done() -> None:
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), "utf-8")

    return done


# What has to be made again


A, B, BOOK, MINE = (Path(each) for each in ("maps/a.yaml", "maps/b.yaml", "maps/codebook.yaml", "brief.md"))
OF = {A: "a", B: "b", BOOK: None}
ALL = Standing(frozenset({Path("all.md")}))
OF_ONE = Standing(frozenset({MINE}), frozenset({"a"}))
OF_OTHER = Standing(frozenset({Path("other.md")}), frozenset({"b"}))


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        pytest.param({A}, (1, 0, 2), id="what names the source comes first, what does not last"),
        pytest.param({B}, (2, 0, 1), id="the other way round"),
        pytest.param({BOOK}, (0, 1, 2), id="the codebook is everybody's"),
        pytest.param({MINE}, (1,), id="a document alone concerns no other"),
        pytest.param({MINE, B}, (1, 2, 0), id="what is being written comes before all"),
        pytest.param({Path("else.md")}, (), id="what nobody is made from"),
        pytest.param(set(), (), id="nothing"),
    ],
)
def test_what_is_due_and_in_which_order(changed: set[Path], expected: tuple[int, ...]) -> None:
    of_project = {path: OF[path] for path in changed if path in OF}
    assert due([ALL, OF_ONE, OF_OTHER], changed, of_project) == expected


def test_what_was_not_reached_stays_due() -> None:
    late = Standing(frozenset({Path("late.md")}), late=True)
    assert due([ALL, late], {MINE}, {}) == (1,)


def test_only_contents_count(tmp_path: Path) -> None:
    same, changed, gone, new = paths = [tmp_path / name for name in ("same", "changed", "gone", "new")]
    for path in (same, changed, gone):
        path.write_bytes(b"1")
    before = taken(paths)
    same.write_bytes(b"1")
    changed.write_bytes(b"2")
    gone.unlink()
    new.write_bytes(b"1")
    found = differences(before, taken(paths))
    assert {path.name: how for path, how in found.items()} == {
        "changed": "changed", "gone": "is gone", "new": "is new",
    }  # fmt: skip


# What happens


def test_nothing_happens_until_something_changes(folder: Path) -> None:
    keeper = Keeper(folder, [document(folder)])
    first = lived(keeper)
    assert first == ["checked: 0 errors", "brief.md: brief.md, matrix.en.svg written", "."]
    assert "Of <!-- argmap: number what=claims -->9<!-- /argmap -->" in (folder / "brief.md").read_text("utf-8")


def test_its_own_writing_starts_nothing(folder: Path) -> None:
    keeper = Keeper(folder, [document(folder), KeptFolder(folder / "figures", "figures/", folder)])
    nothing = [lambda: None] * 5
    found = lived(keeper, *nothing, (folder / "brief.md").touch)
    assert [each.partition(":")[0] for each in found] == ["checked", "brief.md", "figures/", "."]


def test_a_change_of_a_map_makes_what_depends_on_it(folder: Path) -> None:
    (folder / "of-a.md").write_text(OF_A, "utf-8")
    keeper = Keeper(folder, [document(folder), document(folder, "of-a.md")])
    found = lived(keeper, replace(folder / "maps" / "a.yaml", "support", "oppose"))
    assert found[4:] == [
        "a.yaml changed",
        "checked: 0 errors",
        "of-a.md: matrix-a-b.en.svg, of-a.md written",
        "brief.md: brief.md, matrix.en.svg written",
        ".",
    ]


def test_a_change_of_a_document_loads_nothing_anew(folder: Path) -> None:
    keeper = Keeper(folder, [document(folder)])
    found = lived(keeper, replace(folder / "brief.md", "what=claims", "what=sources"))
    assert found[3:] == ["brief.md changed", "brief.md: brief.md written", "."]


def test_what_has_errors_stays_as_it_was(folder: Path) -> None:
    keeper = Keeper(folder, [document(folder)])
    book, drawn = folder / "maps" / "codebook.yaml", folder / "figures" / "brief" / "matrix.en.svg"
    states: list[tuple[bytes, bytes]] = []

    def state() -> None:
        states.append(((folder / "brief.md").read_bytes(), drawn.read_bytes()))

    found = lived(
        keeper,
        state,
        replace(book, '"title"', '"titel"'),
        state,
        lambda: book.write_text("{", "utf-8"),
        state,
        lambda: book.unlink(),
        state,
        lambda: project(folder, {"a": {}, "b": {}, "c": {}}, codebook={"title": "Anew"}),
        state,
    )
    assert states[0] == states[1] == states[2] == states[3] != states[4]
    refused = [each for each in found if each.startswith("brief.md: ")]
    assert refused[1:4] == ["brief.md: what it shows has errors"] * 3
    assert "matrix.en.svg" in refused[4]


def test_a_mistake_in_a_document_is_shown_and_mended(folder: Path) -> None:
    keeper = Keeper(folder, [document(folder)])
    found = lived(
        keeper,
        replace(folder / "brief.md", "argmap: matrix", "argmap: matirx"),
        replace(folder / "brief.md", "argmap: matirx", "argmap: matrix"),
    )
    assert found[3:] == [
        "brief.md changed", "brief.md: what it shows has errors", ".",
        "brief.md changed", "brief.md: nothing written", ".",
    ]  # fmt: skip


def test_a_half_written_map_stops_only_what_shows_it(folder: Path) -> None:
    (folder / "of-a.md").write_text(OF_A, "utf-8")
    keeper = Keeper(folder, [document(folder), document(folder, "of-a.md")])
    found = lived(keeper, lambda: (folder / "maps" / "c.yaml").write_text("source: c\ntheses: {x: ", "utf-8"))
    assert "brief.md: what it shows has errors" in found[4:]
    assert "of-a.md: matrix-a-b.en.svg written" in found[4:]


def test_files_go_and_come(folder: Path) -> None:
    brief, away = folder / "brief.md", folder / "away.md"
    map = folder / "maps" / "c.yaml"
    kept = map.read_text("utf-8")
    found = lived(
        Keeper(folder, [document(folder)]),
        lambda: brief.rename(away),
        lambda: away.rename(brief),
        map.unlink,
        lambda: map.write_text(kept, "utf-8"),
    )
    assert found[3:] == [
        "brief.md is gone", "brief.md: 'brief.md' does not exist", ".",
        "brief.md is new", "brief.md: nothing written", ".",
        "c.yaml is gone", "checked: 0 errors", "brief.md: brief.md, matrix.en.svg written", ".",
        "c.yaml is new", "checked: 0 errors", "brief.md: brief.md, matrix.en.svg written", ".",
    ]  # fmt: skip


def test_a_project_goes_and_comes(folder: Path, tmp_path: Path) -> None:
    found = lived(
        Keeper(folder, [document(folder)]),
        lambda: folder.rename(tmp_path / "elsewhere"),
        lambda: (tmp_path / "elsewhere").rename(folder),
    )
    assert "brief.md: 'brief.md' does not exist" in found
    assert found[-3:] == ["checked: 0 errors", "brief.md: nothing written", "."]


def test_a_map_that_cannot_be_read_is_missed_when_it_goes(folder: Path) -> None:
    map = folder / "maps" / "d.yaml"
    found = lived(Keeper(folder, [document(folder)]), lambda: map.write_bytes(b"\xff"), map.unlink)
    assert [each for each in found if each.startswith(("d.yaml", "checked"))] == [
        "checked: 0 errors", "d.yaml is new", "checked: 1 errors", "d.yaml is gone", "checked: 0 errors",
    ]  # fmt: skip


def test_a_new_source_is_watched(folder: Path) -> None:
    other: dict[str, Fields] = {each: {} for each in "abcd"}
    found = lived(
        Keeper(folder, [document(folder)]),
        lambda: project(folder, other),
        replace(folder / "seeds" / "b.txt", "", "More. "),
        lambda: (folder / "seeds" / "d.txt").write_text("Other words", "utf-8"),
    )
    assert "d.txt changed" in found
    assert not any("d.txt is new" in each for each in found)


def test_what_changes_meanwhile_begins_anew(folder: Path) -> None:
    change = replace(folder / "maps" / "a.yaml", "support", "oppose")
    found = lived(Keeper(folder, [document(folder)]), meanwhile=(lambda: None, change))
    assert found == [
        "checked: 0 errors", "brief.md again",
        "a.yaml changed", "checked: 0 errors", "brief.md: brief.md, matrix.en.svg written", ".",
    ]  # fmt: skip


def test_folders_are_left_between_two_figures(folder: Path) -> None:
    kept = KeptFolder(folder / "figures", "figures/", folder)
    change = replace(folder / "maps" / "a.yaml", "support", "oppose")
    found = lived(Keeper(folder, [kept]), meanwhile=(*[lambda: None] * 6, change))
    assert found[:3] == ["checked: 0 errors", "figures/ again", "a.yaml changed"]
    assert found[4].endswith(" written")


def test_read_only_files_are_left_alone(folder: Path) -> None:
    brief = folder / "brief.md"
    keeper = Keeper(folder, [document(folder)])
    found = lived(
        keeper,
        lambda: brief.chmod(0o444),
        replace(folder / "maps" / "a.yaml", "support", "oppose"),
        lambda: brief.chmod(0o644),
        replace(folder / "maps" / "a.yaml", "oppose", "mixed"),
    )
    assert "brief.md: 'brief.md' is read-only" in found
    assert found[-2] == "brief.md: brief.md, matrix.en.svg written"


def test_a_folder_that_cannot_be_written_is_said(folder: Path) -> None:
    (folder / "figures").write_text("in the way", "utf-8")
    found = lived(Keeper(folder, [KeptFolder(folder / "figures", "figures/", folder)]))
    assert "figures/: " in found[1]
    assert "cannot be written" in found[1]


def test_a_folder_is_drawn_as_it_was_asked_for(folder: Path) -> None:
    figures = folder / "figures"
    asked = ["render", "-p", str(folder), "-o", str(figures), "--lang", "en"]
    assert CliRunner().invoke(main, [*asked, "matrix"]).exit_code == 0
    kept = KeptFolder(figures, "figures/", folder)
    found = lived(
        Keeper(folder, [kept]),
        replace(folder / "maps" / "a.yaml", "support", "oppose"),
        lambda: CliRunner().invoke(main, [*asked, "positions"]),
    )
    assert found[1] == "figures/: nothing written"
    assert found[5] == "figures/: argmap.json, index.html, matrix.en.svg written"
    assert found[7] == "argmap.json changed"
    assert CliRunner().invoke(main, ["render", "-p", str(folder), "-o", str(figures), "--check"]).exit_code == 0


@pytest.mark.parametrize(
    ("asked", "problem"),
    [
        ('"figures": ["matrix"], "sources": ["nobody"]', "a map of 'nobody'"),
        ('"figures": ["issue"], "issues": ["nothing"]', "the issue 'nothing'"),
        ('"figures": ["versus"]', "names none"),
    ],
)
def test_a_folder_that_asks_for_what_there_is_not(folder: Path, asked: str, problem: str) -> None:
    figures = folder / "figures"
    assert CliRunner().invoke(main, ["render", "matrix", "-p", str(folder), "-o", str(figures)]).exit_code == 0
    record = figures / "argmap.json"
    for field in asked.split(", "):
        key, _, value = field.partition(": ")
        text = record.read_text("utf-8")
        at = text.index(key)
        end = text.index("]", at) + 1
        record.write_text(f"{text[:at]}{key}: {value}{text[end:]}", "utf-8")
    found = lived(Keeper(folder, [KeptFolder(figures, "figures/", folder)]))
    assert problem in found[1]


def test_a_template_is_shown_with_what_it_includes(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    template, part = folder / "ours.html.j2", folder / "part.txt"
    template.write_text('<p>{{ number("claims") }} {% include "part.txt" %}</p>', "utf-8")
    part.write_text("claims", "utf-8")
    kept = KeptTemplate(template, "ours.html.j2", folder, folder)
    keeper = Keeper(folder, [kept])
    pages = []
    for event in until_ended(keeper, lambda: part.write_text("of them", "utf-8"), replace(template, "{{", "{{{{")):
        if isinstance(event, Made):
            pages.append(event.outcome.shown.get("/ours.html.j2", event.outcome.problem.encode()).decode())
    assert pages == ["<p>9 claims</p>", "<p>9 of them</p>", "it cannot be filled in"]
    assert kept.inputs == {template, part}
    assert not list(folder.glob("ours.html"))


def until_ended(keeper: Keeper, *actions: Callable[[], object]) -> Iterator[Event]:
    events = keeper.events(Script(*actions))
    while True:
        try:
            yield next(events)
        except Ended:
            return


def test_a_document_is_shown_with_its_pictures_where_it_looks_for_them(folder: Path) -> None:
    (folder / "sub").mkdir()
    (folder / "sub" / "brief.md").write_text("<!-- argmap: matrix dir=../drawn -->\n<!-- /argmap -->\n", "utf-8")
    kept = document(folder, "sub/brief.md")
    made = [each for each in until_ended(Keeper(folder, [kept])) if isinstance(each, Made)]
    assert set(made[0].outcome.shown) == {"/sub/brief.md", "/drawn/matrix.en.svg"}
    assert b'<img src="../drawn/matrix.en.svg"' in made[0].outcome.shown["/sub/brief.md"]


def test_without_pandoc_a_document_is_shown_as_text(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(text: str) -> str:
        raise pandoc.Missing

    monkeypatch.setattr(pandoc, "page", missing)
    (folder / "brief.md").write_text(f"<b>&\n\n{MATRIX}", "utf-8")
    made = [each for each in until_ended(Keeper(folder, [document(folder)])) if isinstance(each, Made)]
    page = made[0].outcome.shown["/brief.md"].decode()
    assert '<img src="/figures/brief/matrix.en.svg"' in page
    assert "&lt;b&gt;&amp;" in page


# Notices


def heard(found: notices.Notices) -> bool:
    """Whether there is a notice before long."""
    end = time.monotonic() + LONGEST
    while time.monotonic() < end:
        if found.any():
            return True
        time.sleep(0.01)
    return False


def test_folders_that_are_not_there_are_watched_from_above(tmp_path: Path) -> None:
    wanted = tmp_path / "not" / "yet"
    with notices.Notices(lambda: {wanted}) as found:
        assert heard(found), "the first time it is always looked"
        wanted.mkdir(parents=True)
        assert heard(found)
        (wanted / "file").write_text("", "utf-8")
        assert heard(found)


def test_where_nothing_can_be_watched_it_is_looked_now_and_then(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*paths: Path, **options: object) -> Iterator[object]:
        raise OSError("inotify watch limit reached")

    monkeypatch.setattr(watchfiles, "watch", refused)
    with notices.Notices(lambda: {tmp_path}) as found:
        assert heard(found)
        assert heard(found)


# The command


def test_without_the_package_the_command_says_what_to_install(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "watchfiles", None)
    shown = CliRunner().invoke(main, ["watch", "-p", str(folder), "--no-preview"])
    assert shown.exit_code == 2
    assert "pip install 'argmap[watch]'" in shown.output


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--no-preview", "--open"], "go with a preview"),
        (["--no-preview", "ours.md.j2"], "is a template"),
        (["--lang", "!"], "not a language tag"),
        (["brief.txt"], "neither Markdown"),
        (["other/brief.md", "brief.md"], "lies in another project"),
        (["-o", "brief.txt"], "is a file, not a folder"),
    ],
)
def test_what_cannot_be_watched(folder: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], said: str) -> None:
    monkeypatch.chdir(folder)
    for name in ("brief.txt", "ours.md.j2"):
        (folder / name).write_text("", "utf-8")
    project(folder / "other", {"a": {}})
    (folder / "other" / "brief.md").write_text("", "utf-8")
    shown = CliRunner().invoke(main, ["watch", *arguments])
    assert shown.exit_code == 2
    assert said in shown.output


ending = pytest.mark.skipif(os.name == "nt", reason="Ctrl-C is sent otherwise")


class Run:
    """`argmap watch` as a program, and what it says."""

    def __init__(self, folder: Path, log: Path, *arguments: str) -> None:
        self.log = log
        with log.open("wb") as out:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "argmap", "watch", *arguments], cwd=folder, stdout=out, stderr=subprocess.STDOUT
            )

    @property
    def said(self) -> str:
        return self.log.read_text("utf-8")

    def until(self, words: str, times: int = 1) -> None:
        """Wait until it has said something so many times."""
        self.wait(lambda: self.said.count(words) >= times)

    def wait(self, condition: Callable[[], bool]) -> None:
        end = time.monotonic() + LONGEST
        while not condition():
            assert self.process.poll() is None, self.said
            assert time.monotonic() < end, self.said
            time.sleep(0.05)


@contextmanager
def running(folder: Path, *arguments: str) -> Iterator[Run]:
    run = Run(folder, folder.parent / "said.txt", *arguments)
    try:
        yield run
    finally:
        run.process.kill()
        run.process.wait()


@ending
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_the_whole_of_it(folder: Path, how: signal.Signals) -> None:
    map, drawn = folder / "maps" / "a.yaml", folder / "figures" / "brief" / "matrix.en.svg"
    with running(folder, "brief.md", "--no-preview") as run:
        run.until("brief.md is up to date")
        before = drawn.read_bytes()
        # As editors save: a file beside it, then its name.
        (folder / "maps" / ".a.yaml.swp").write_text("", "utf-8")
        (folder / "maps" / "new").write_text(map.read_text("utf-8").replace("support", "oppose"), "utf-8")
        (folder / "maps" / "new").replace(map)
        run.until("brief.md is up to date", 2)
        good = drawn.read_bytes()
        assert good != before
        map.write_text(map.read_text("utf-8").replace("oppose", "oposse"), "utf-8")
        run.until("brief.md stays as it was")
        assert "oposse" in run.said
        assert drawn.read_bytes() == good
        map.write_text(map.read_text("utf-8").replace("oposse", "oppose"), "utf-8")
        run.until("brief.md is as it has to be")
        run.process.send_signal(how)
        assert run.process.wait(LONGEST) == 0
        assert "No longer watching." in run.said
        assert "Traceback" not in run.said
        assert run.said.count(" changed\n") == 3
    assert not [path for path in folder.rglob(".*") if path.name != ".a.yaml.swp"]


def test_folders_may_be_made_anew_while_they_are_watched(folder: Path) -> None:
    maps, away = folder / "maps", folder / "away"
    with running(folder, "brief.md", "--no-preview") as run:
        run.until("brief.md is up to date")
        maps.rename(away)
        run.until("brief.md stays as it was")
        maps.mkdir()
        for path in away.iterdir():
            (maps / path.name).write_bytes(path.read_bytes())
        run.until("brief.md is as it has to be")
        replace(maps / "a.yaml", "support", "oppose")()
        run.until("brief.md is up to date", 2)
