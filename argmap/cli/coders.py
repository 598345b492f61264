"""`argmap coders`."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from argmap.cli import shown
from argmap.cli.choices import project_option
from argmap.cli.terminal import colourful, project_folder

if TYPE_CHECKING:
    from argmap.project import Project


@click.command(
    "coders",
    epilog="""\b
Examples:
  argmap coders maps docs/coding
  argmap coders maps second-coder --format markdown > coders.md
""",
)
@click.argument("one", metavar="A", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.argument("other", metavar="B", type=click.Path(path_type=Path, exists=True, file_okay=False))
@shown.lang_option
@click.option(
    "--format",
    "-f",
    "format_",
    type=click.Choice(["table", "json", "markdown"]),
    default="table",
    show_default=True,
    help="table: for reading here; json: everything, versioned; markdown: for handing on.",
)
@project_option
def command(one: Path, other: Path, lang: str | None, format_: str, project: Path) -> None:
    """Compare two codings of the same articles.

    A and B are folders of maps, read against the project's codebook and sources: the project's own maps, and what
    somebody else made of the same articles. Shown are, by issue and source, what the rule makes of each; how far
    the two agree beyond chance (Krippendorff's alpha) on results and on values; and every disagreement with the
    words of both. Where nothing can be compared, or nothing varies, a number is undefined.

    Exits with 1 if there are errors in either.
    """
    from argmap.cli import tables
    from argmap.coders import compare_coders
    from argmap.comparison import compare
    from argmap.exports.coders import CodersView, Coding

    folder = project_folder(project)
    if one.resolve() == other.resolve():
        raise click.UsageError(f"'{one}' and '{other}' are the same folder.")
    codings = [(_name(folder, each), _read(folder, each)) for each in (one, other)]
    _refuse([read for _, read in codings])
    for name, read in codings:
        if not read.corpus.entries:
            raise click.UsageError(f"'{name}' holds no maps.")
    first, second = (Coding(name, read.corpus) for name, read in codings)
    coders = compare_coders(compare(first.corpus), compare(second.corpus))
    made = CodersView(first, second, coders, shown.language(codings[0][1], lang))
    if format_ == "table":
        click.echo(tables.write(made.page(), tables.width(), colourful()), nl=False)
    else:
        shown.put(made.json() if format_ == "json" else made.markdown())


def _read(folder: Path, maps: Path) -> "Project":
    """The project with the maps of a folder, wherever it is."""
    from argmap.project import load

    return load(folder, maps_in=_inside(folder, maps))


def _inside(folder: Path, maps: Path) -> str:
    """The folder as seen from the project; as it is, where no way leads there."""
    try:
        return Path(os.path.relpath(maps.resolve(), folder)).as_posix()
    except ValueError:
        return maps.resolve().as_posix()


def _name(folder: Path, maps: Path) -> str:
    """What the coding is called: its folder in the project, or what was typed."""
    resolved = maps.resolve()
    return resolved.relative_to(folder).as_posix() if resolved.is_relative_to(folder) else maps.as_posix()


def _refuse(read: "list[Project]") -> None:
    """Print the errors of both, each once, and stop, if there are any."""
    from argmap.diagnostics import in_order
    from argmap.messages import report, writer

    errors = in_order(error for each in read for error in each.errors())
    if errors:
        click.echo(writer("full")(report(read[0].corpus, errors), colourful()), nl=False, err=True)
        click.echo("Nothing is shown: what it rests on has errors.", err=True)
        sys.exit(1)
