"""`argmap watch`."""

import gc
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from time import strftime

import click

from argmap import files
from argmap.briefing.hosts import HOSTS, host_of
from argmap.cli.terminal import colourful, project_folder
from argmap.diagnostics import Diagnostic
from argmap.messages import report, writer
from argmap.project import Project
from argmap.schema import LANGUAGE
from argmap.watching.documents import KeptDocument
from argmap.watching.folders import KeptFolder
from argmap.watching.keeper import Begun, Changed, Checked, Event, Keeper, Made, Restarted, Rested
from argmap.watching.notices import Notices, Unavailable
from argmap.watching.server import USUAL, Preview
from argmap.watching.shelf import Shelf
from argmap.watching.templates import ENDING, KeptTemplate
from argmap.watching.thing import Thing

_MANY = 8
"""More files than these are counted, not listed."""


@click.command(
    "watch",
    epilog="""\b
Examples:
  argmap watch                       keep the figures up to date that figures/ was drawn with
  argmap watch brief.md              keep the blocks of a document filled
  argmap watch ours.md.j2 --open     write a template, and look at its page
  argmap watch brief.md -o figures --no-preview
""",
)
@click.argument("file", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="[FILE]...")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="FOLDER",
    help="A folder of figures. [default: figures where no FILE is named]",
)  # fmt: skip
@click.option(
    "--project",
    "-p",
    type=click.Path(path_type=Path),
    help="The project, or any file in it. [default: that of the first FILE, or of this folder]",
)
@click.option("--lang", "-l", metavar="LANG", help="The language of templates. [default: the codebook's first]")
@click.option("--preview/--no-preview", default=True, help="Show everything on a page of this machine. [default: on]")
@click.option(
    "--port", type=click.IntRange(1, 65535), metavar="N", help=f"Of the preview. [default: {USUAL}, or any free one]"
)
@click.option("--open", "open_", is_flag=True, help="Open the preview.")
def command(
    file: tuple[Path, ...],
    output: Path | None,
    project: Path | None,
    lang: str | None,
    preview: bool,
    port: int | None,
    open_: bool,
) -> None:
    """Keep documents and figures up to date while maps are written, with a preview.

    FILE is Markdown or HTML with blocks, as for `argmap embed`, or a template, as for `argmap brief`, that ends in .j2;
    a template is shown in the preview and not written. Without FILE, a folder of figures is drawn again as it was asked
    for with `argmap render`.

    At every change of a map, an article or a document, the project is checked as by `argmap validate`, and what
    depends on the change is made again. What shows an error stays as it was last. Ctrl-C ends it.

    The preview is seen by this machine alone, and by whoever uses it. Needs: pip install 'argmap[watch]'.
    """
    if not preview and (open_ or port):
        raise click.UsageError("--open and --port go with a preview.")
    templates = [path for path in file if path.suffix.lower() == ENDING]
    if not preview and templates:
        raise click.UsageError(
            f"'{templates[0]}' is a template: it is shown in the preview, and `argmap brief` writes it."
        )
    if lang is not None and not LANGUAGE.match(lang):
        raise click.BadParameter(f"'{lang}' is not a language tag such as en or zh.", param_hint="--lang")
    paths = tuple(dict.fromkeys(path.resolve() for path in file))
    beside = files.project_of(paths[0]) if paths and not project else None
    folder = project_folder(beside or project or Path())
    for path in paths if not project else ():
        _same_project(path, folder)
    things = [_kept(path, folder, lang or "") for path in paths]
    if output or not paths:
        things.append(_figures(output or Path("figures"), folder))
    keeper = Keeper(folder, things)
    shelf = Shelf({thing.page: thing.name for thing in things})
    with ExitStack() as stack:
        try:
            notices = stack.enter_context(Notices(lambda: keeper.folders))
            shown = stack.enter_context(Preview(shelf, port)) if preview else None
        except Unavailable as missing:
            raise click.UsageError(f"{missing}.") from None
        except OSError as taken:
            raise click.BadParameter(
                f"{port} is not free: {(taken.strerror or '').lower()}.", param_hint="--port"
            ) from None
        _begin(things, folder, shown, open_)
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        try:
            _Audience(shelf).follow(keeper.events(notices))
        except KeyboardInterrupt:
            click.echo("\nNo longer watching.")
            # A second Ctrl-C while threads end would only show where.
            signal.signal(signal.SIGINT, signal.SIG_IGN)
    sys.exit(0)


def _same_project(path: Path, folder: Path) -> None:
    other = files.project_of(path)
    if other not in (None, folder):
        raise click.UsageError(
            f"'{path.name}' lies in another project, {other}. Watch it on its own, or name one with -p."
        )


def _kept(path: Path, folder: Path, language: str) -> Thing:
    """A document or a template, by the ending of its name."""
    here = Path().resolve()
    name = _shown(path, here)
    if path.suffix.lower() == ENDING:
        return KeptTemplate(path, name, here, folder, language)
    host = host_of(name)
    if host is None:
        kinds = "; ".join(f"{each.name} ({' '.join(each.endings)})" for each in HOSTS)
        raise click.BadParameter(f"'{name}' is neither {kinds} nor a template ({ENDING}).", param_hint="FILE")
    return KeptDocument(path, name, here, folder, host)


def _figures(output: Path, folder: Path) -> Thing:
    if output.exists() and not output.is_dir():
        raise click.BadParameter(f"'{output}' is a file, not a folder.", param_hint="--output")
    path = output.resolve()
    return KeptFolder(path, f"{_shown(path, Path().resolve())}/", folder)


def _shown(path: Path, here: Path) -> str:
    return path.relative_to(here).as_posix() if path.is_relative_to(here) else path.as_posix()


def _begin(things: Sequence[Thing], folder: Path, preview: Preview | None, open_: bool) -> None:
    """Say what is going to happen."""
    names = ", ".join(thing.name for thing in things)
    click.echo(f"Watching {folder.name}, for {names}. Ctrl-C ends it.")
    if preview:
        click.echo(f"Preview: {preview.address}")
    if preview and open_:
        click.launch(preview.address)


class _Audience:
    """Tells the terminal and the preview what happens."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._here = Path().resolve()
        self._project: Project | None = None
        self._said = ""
        self._own: dict[str, tuple[Diagnostic, ...]] = {}

    def follow(self, events: Iterator[Event]) -> None:
        """Tell of each as it comes."""
        for event in events:
            match event:
                case Changed(files):
                    for path, how in files.items():
                        self._say(f"{_shown(path, self._here)} {how}")
                case Checked(project):
                    self._check(project)
                case Begun(thing):
                    if isinstance(thing, KeptFolder):  # a document takes less time than it takes to read this
                        self._say(f"{thing.name} is being drawn")
                case Made():
                    self._made(event)
                case Restarted(thing):
                    self._say(f"{thing.name} begins anew: something changed meanwhile")
                case Rested():
                    # Between two changes nobody waits for it.
                    gc.collect()

    def _say(self, line: str) -> None:
        click.echo(f"{click.style(strftime('%H:%M:%S'), dim=True) if colourful() else strftime('%H:%M:%S')} {line}")

    def _check(self, project: Project) -> None:
        self._project = project
        text = self._report(project.diagnostics, colourful())
        # What was said already is only summed up.
        click.echo(text if text != self._said else report(project.corpus, project.diagnostics).summary + "\n", nl=False)
        self._said = text
        self._tell()

    def _made(self, made: Made) -> None:
        thing, outcome = made.thing, made.outcome
        known = self._project.diagnostics if self._project else ()
        own = tuple(each for each in outcome.diagnostics if each not in known)
        if own:
            click.echo(self._report(own, colourful()), nl=False)
        self._own[thing.page] = own
        for path in outcome.written if len(outcome.written) <= _MANY else ():
            click.echo(_shown(path, self._here))
        for note in outcome.notes:
            click.echo(f"note: {thing.name}: {note}")
        if outcome.problem:
            self._say(f"{thing.name} stays as it was: {outcome.problem}")
            self._shelf.keep(thing.page, outcome.problem)
        else:
            self._say(f"{thing.name} {_done(made)} in {made.seconds:.1f} s")
            self._shelf.put(thing.page, outcome.shown)
        self._tell()

    def _tell(self) -> None:
        """Show in the preview what is wrong, and nothing where nothing is."""
        project = self._project
        found = (*(project.diagnostics if project else ()), *(each for own in self._own.values() for each in own))
        self._shelf.tell(self._report(found, False) if found else "")

    def _report(self, diagnostics: Sequence[Diagnostic], colour: bool) -> str:
        assert self._project, "it is checked first"
        return writer("full")(report(self._project.corpus, diagnostics), colour)


def _done(made: Made) -> str:
    """What was made, in words."""
    written, total = len(made.outcome.written), made.outcome.total
    if not total:
        return "was made for the preview"
    if not written:
        return "is as it has to be; looked through"
    return f"is up to date: {written} of {total} file{'' if total == 1 else 's'} written"
