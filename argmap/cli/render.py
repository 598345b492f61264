"""`argmap render`."""

import sys
from pathlib import Path

import click

from argmap import gallery
from argmap.cli.terminal import Progress, colourful, project_folder, writable
from argmap.figures import FIGURES
from argmap.files import write
from argmap.layout import BUNDLED, LayoutUnavailable, find_engine
from argmap.messages import report, writer
from argmap.project import Project, load
from argmap.schema import LANGUAGE
from argmap.writers import FORMATS


@click.command(
    "render",
    epilog="""\b
Examples:
  argmap render
  argmap render matrix --lang zh -f png
  argmap render map --source huanqiu --source gba -o briefing/figures
""",
)
@click.argument("figure", nargs=-1, type=click.Choice(list(FIGURES)))
@click.option("--source", "-s", multiple=True, metavar="ID", help="Only this source's figures; may be repeated.")
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
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("figures"),
    show_default=True,
    help="The folder that the files are written into.",
)
@click.option(
    "--project",
    "-p",
    type=click.Path(path_type=Path),
    default=Path(),
    show_default=True,
    help="The project, or any file in it.",
)
@click.option("--open", "open_", is_flag=True, help="Open the first figure when it is done.")
def command(
    figure: tuple[str, ...],
    source: tuple[str, ...],
    lang: tuple[str, ...],
    format_: tuple[str, ...],
    output: Path,
    project: Path,
    open_: bool,
) -> None:
    """Draw figures: argument maps, and the matrix of stances.

    FIGURE is map (one for each source, and one for each of its parts where the whole is too large for a page) or
    matrix; without one, all are drawn. Beside a map stands its list of evidence, in Markdown.

    Files are named FIGURE[-SUBJECT].LANG.FORMAT. A figure is refused, and nothing is written, while what it shows
    has errors.
    """
    loaded = load(project_folder(project))
    figures, formats = _once(figure) or tuple(FIGURES), _once(format_) or ("svg",)
    sources = _sources(loaded, _once(source))
    languages = _languages(loaded, _once(lang))
    _refuse(loaded, figures, sources)
    _tell_engine(figures)
    with writable(output), Progress() as progress:
        made = list(progress.each(gallery.drawings(loaded, figures, sources, languages), "drawing"))
        total = len(made) * len(formats)
        whole = list(progress.each(gallery.files(made, formats), "writing", total))
        written = [(output / name, write(output / name, content)) for name, content in whole]
    for path, changed in written:
        click.echo(f"{path}{'' if changed else '  (unchanged)'}")
    if open_ and written:
        click.launch(str(written[0][0]))


def _once(given: tuple[str, ...]) -> tuple[str, ...]:
    """What was given, each once, in order."""
    return tuple(dict.fromkeys(given))


def _sources(project: Project, given: tuple[str, ...]) -> tuple[str, ...]:
    known = project.corpus.sources
    mapped = {map.source for map, _ in project.corpus.maps}
    for id in given:
        if id not in known:
            raise click.BadParameter(
                f"there is no source '{id}'. Known: {', '.join(known) or 'none'}.", param_hint="--source"
            )
        if id not in mapped and project.corpus.complete:
            raise click.BadParameter(f"'{id}' has no map.", param_hint="--source")
    return given or tuple(id for id in known if id in mapped)


def _languages(project: Project, given: tuple[str, ...]) -> tuple[str, ...]:
    for language in given:
        if not LANGUAGE.match(language):
            raise click.BadParameter(f"'{language}' is not a language tag such as en or zh.", param_hint="--lang")
    return given or project.corpus.codebook.languages


def _refuse(project: Project, figures: tuple[str, ...], sources: tuple[str, ...]) -> None:
    """Print the errors in what the figures show, and stop, if there are any."""
    errors = project.errors(gallery.shown(figures, sources))
    if errors:
        click.echo(writer("full")(report(project.corpus, errors), colourful()), nl=False, err=True)
        click.echo("No figure was drawn: what it shows has errors.", err=True)
        sys.exit(1)
    if not project.corpus.entries:
        raise click.UsageError("There is nothing to draw: no source has a map.")


def _tell_engine(figures: tuple[str, ...]) -> None:
    """Say so when whole maps are laid out by another program than the one that argmap comes with."""
    if "map" not in figures:
        return
    try:
        engine = find_engine()
    except LayoutUnavailable as missing:
        click.echo(f"note: {missing}; whole maps stand in columns until then.", err=True)
        return
    if engine.name != BUNDLED:
        click.echo(f"note: whole maps are laid out by {engine.name}; {BUNDLED} would place boxes elsewhere.", err=True)
