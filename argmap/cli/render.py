"""`argmap render`."""

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

import click

from argmap import gallery
from argmap.cli import choices
from argmap.cli.terminal import Progress, colourful, project_folder
from argmap.figures import FIGURES, TooMuch
from argmap.files import write
from argmap.gallery import Change, Folder, NotOurs, Order, Studio
from argmap.project import Project, load
from argmap.scene import Refused
from argmap.schema import LANGUAGE
from argmap.theme import THEMES
from argmap.writers import FORMATS, refusal

_TEXTS: Final = {
    "embed": "with its fonts inside",
    "outline": "as shapes, which need no font",
    "live": "in the reader's fonts",
}
_USUAL: Final = ", ".join(name for name, figure in FIGURES.items() if figure.usual)


@click.command(
    "render",
    epilog="""\b
Examples:
  argmap render
  argmap render --check
  argmap render matrix --lang zh -f png --scale 3
  argmap render versus --source huanqiu --source gba
  argmap render issue map --issue energy-supply-hinders -o briefing/figures
""",
)
@click.argument("figure", nargs=-1, type=click.Choice(list(FIGURES)))
@click.option(
    "--source", "-s", multiple=True, metavar="ID", help="Only this source; may be repeated.",
    shell_complete=choices.sources,
)  # fmt: skip
@click.option(
    "--issue", "-i", multiple=True, metavar="ID", help="Only this issue; may be repeated.",
    shell_complete=choices.issues,
)  # fmt: skip
@click.option(
    "--lang", "-l", multiple=True, metavar="LANG", help="Language of the figures; may be repeated. [default: all]"
)
@click.option(
    "--format",
    "-f",
    "format_",
    multiple=True,
    type=click.Choice(list(FORMATS)),
    help="; ".join(f"{each.name}: {each.summary}" for each in FORMATS.values()) + ". May be repeated. [default: svg]",
)
@click.option("--theme", type=click.Choice(list(THEMES)), help="The colors. [default: light]")
@click.option(
    "--text",
    type=click.Choice(list(_TEXTS)),
    help="Text in svg: " + "; ".join(f"{name}: {how}" for name, how in _TEXTS.items()) + ". [default: embed]",
)
@click.option("--scale", type=click.FloatRange(0.1, 20), help="Pixels of a png to each px of the figure. [default: 2]")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    default=Path("figures"),
    show_default=True,
    help="The folder that the files are written into.",
)
@choices.project_option
@click.option("--only", is_flag=True, help="Forget what else was asked for in this folder before.")
@click.option("--check", is_flag=True, help="Write nothing; exit with 1 if a file is out of date.")
@click.option("--open", "open_", is_flag=True, help="Open the index page when it is done.")
def command(
    figure: tuple[str, ...],
    source: tuple[str, ...],
    issue: tuple[str, ...],
    lang: tuple[str, ...],
    format_: tuple[str, ...],
    theme: str | None,
    text: str | None,
    scale: float | None,
    output: Path,
    project: Path,
    only: bool,
    check: bool,
    open_: bool,
) -> None:
    """Draw figures: argument maps, and where sources agree and disagree.

    FIGURE may be repeated; without one, all usual figures are drawn. A map is drawn for each source, and for each of
    its parts where the whole is too large for a page; of an issue that is named, it shows all that is said on it.
    `issue` is drawn for each issue; `versus` compares two sources and is drawn only when named. All others show
    everything, or the sources and issues that are named. Beside a map stands the list of its quotes.

    Files are named FIGURE[-SUBJECT].LANG.FORMAT; index.html shows them all. argmap.json remembers what was asked for
    in the folder: without options, it is drawn again; with options, it is added, in place of what was asked of the
    same figures, sources and issues. Only files that have changed are written. A figure is refused, and nothing is
    written, while what it shows has errors.
    """
    loaded = load(project_folder(project))
    asked = Order(
        _once(figure), _once(source), _once(issue), _once(lang), _once(format_) or ("svg",),
        theme or "light", text or "embed", scale or 2.0,
    )  # fmt: skip
    plain = asked == Order() and not any((format_, theme, text, scale))
    with choices.writable(output):
        folder = _folder(output)
        orders = [each for each, _ in folder.record.orders] if plain and not only else []
        orders = orders or [asked]
        for each in orders:
            _check(loaded, each, "" if each is asked else f" ({output / gallery.MANIFEST} asks for it)")
        _refuse(loaded, orders)
        _tell_engine(orders)
        with Progress() as progress:
            changes = _drawn(loaded, folder, orders, only, progress)
        if check:
            _report_check(output, changes)
        for change in changes:
            if change.state in ("missing", "changed") and change.content is not None:
                write(change.path, change.content)
    _report(output, changes)
    if open_:
        click.launch(str(output / gallery.PAGE))


def _once(given: tuple[str, ...]) -> tuple[str, ...]:
    """What was given, each once, in order."""
    return tuple(dict.fromkeys(given))


def _folder(path: Path) -> Folder:
    if path.exists() and not path.is_dir():
        raise click.BadParameter(f"'{path}' is a file, not a folder.", param_hint="--output")
    try:
        return Folder.open(path)
    except NotOurs as why:
        raise click.UsageError(f"{why}. Delete it, or choose another folder.") from None


def _check(project: Project, order: Order, where: str) -> None:
    """Stop where an order asks for what there is not."""
    corpus = project.corpus
    mapped = {map.source for map, _ in corpus.maps}
    for id in order.sources:
        choices.known(id, corpus.sources, "source", f"--source{where}")
        if id not in mapped and corpus.complete:
            raise click.BadParameter(f"'{id}' has no map.", param_hint=f"--source{where}")
    if corpus.codebook_document is not None:
        for id in order.issues:
            choices.known(id, corpus.codebook.issues, "issue", f"--issue{where}")
    for language in order.languages:
        if not LANGUAGE.match(language):
            raise click.BadParameter(f"'{language}' is not a language tag such as en or zh.", param_hint="--lang")
    impossible = refusal(order.figures, order.formats)
    if impossible:
        raise click.UsageError(f"{impossible}{where}")
    for name in order.figures:
        if FIGURES[name].each == "pair" and len(order.sources) != 2:
            raise click.UsageError(
                f"{name} compares two sources, and {len(order.sources) or 'none'} "
                f"{'was' if len(order.sources) == 1 else 'were'} named: argmap render {name} --source A --source B"
            )


def _refuse(project: Project, orders: Sequence[Order]) -> None:
    """Print the errors in what the figures show, and stop, if there are any."""
    shown = [gallery.shown(order) for order in orders]
    wanted = None if None in shown else {id for ids in shown if ids for id in ids}
    errors = project.errors(wanted)
    if errors:
        from argmap.messages import report, writer

        click.echo(writer("full")(report(project.corpus, errors), colourful()), nl=False, err=True)
        click.echo("No figure was drawn: what it shows has errors.", err=True)
        sys.exit(1)
    if not project.corpus.entries:
        raise click.UsageError("There is nothing to draw: no source has a map.")


def _tell_engine(orders: Iterable[Order]) -> None:
    """Say so when whole maps are laid out by another program than the one that argmap comes with."""
    if not any("map" in gallery.figures_of(order) for order in orders):
        return
    from argmap.layout import BUNDLED, LayoutUnavailable, find_engine

    try:
        engine = find_engine()
    except LayoutUnavailable as missing:
        click.echo(f"note: {missing}; whole maps stand in columns until then.", err=True)
        return
    if engine.name != BUNDLED:
        click.echo(f"note: whole maps are laid out by {engine.name}; {BUNDLED} would place boxes elsewhere.", err=True)


def _drawn(
    project: Project, folder: Folder, orders: Sequence[Order], only: bool, progress: Progress
) -> Sequence[Change]:
    """All files of the orders, made, and how they stand to those in the folder."""
    try:
        redrawn = gallery.redraw(Studio(project), folder, orders, progress.each, only=only)
    except (TooMuch, Refused) as refused:
        raise click.UsageError(f"{refused}") from None
    if not all(redrawn.drawings):
        raise click.UsageError("There is nothing to draw: the codebook has no issues.")
    for name, why in redrawn.refused.items():
        click.echo(f"note: {name} is left out: {why}", err=True)
    if folder.has_foreign_page:
        click.echo(f"note: {folder.path / gallery.PAGE} is not argmap's, and is left as it is.", err=True)
    return redrawn.changes


def _report(output: Path, changes: Sequence[Change]) -> None:
    """The files that were written, how many were not, and those that nobody asks for any more."""
    for change in changes:
        if change.state in ("missing", "changed"):
            click.echo(str(change.path))
    same = sum(change.state == "same" for change in changes)
    if same:
        click.echo(f"{same} {'file is' if same == 1 else 'files are'} unchanged in {output}", err=True)
    for change in changes:
        if change.state == "stale":
            click.echo(f"{change.path} is stale: argmap made it, and nobody asks for it any more", err=True)


def _report_check(output: Path, changes: Sequence[Change]) -> None:
    """Stop, with 1 and a list if a file is not as it has to be."""
    late = [change for change in changes if change.state != "same"]
    for change in late:
        click.echo(f"{change.path}: {change.state}")
    if late:
        click.echo(f"{len(late)} of {len(changes)} files are out of date; `argmap render` draws them.", err=True)
        sys.exit(1)
    click.echo(f"All {len(changes)} files in {output} are up to date.")
    sys.exit(0)
