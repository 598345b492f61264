"""`argmap stats`."""

from pathlib import Path

import click

from argmap.cli import shown
from argmap.cli.choices import project_option
from argmap.cli.terminal import colourful, project_folder


@click.command(
    "stats",
    epilog="""\b
Examples:
  argmap stats
  argmap stats --source huanqiu --source gba
  argmap stats --format csv --bom > stats.csv
""",
)
@shown.source_option
@shown.lang_option
@click.option(
    "--format",
    "-f",
    "format_",
    type=click.Choice(["table", "csv", "json", "markdown"]),
    default="table",
    show_default=True,
    help="table: for reading here; csv: one row a count; json: everything, versioned; markdown: for handing on.",
)
@click.option("--bom", is_flag=True, help="Of csv: begin with the mark that Excel needs to read UTF-8.")
@project_option
def command(source: tuple[str, ...], lang: str | None, format_: str, bom: bool, project: Path) -> None:
    """Count what the maps hold: claims, speakers, relations, contested issues.

    Which claims there are and how often, by part, kind and basis; who says them; what stands for and against each;
    which issues and which claims are most contested. A table shows what comes first of a long list, csv and json
    have all of it.
    """
    if bom and format_ != "csv":
        raise click.UsageError("--bom goes with --format csv.")
    from argmap.cli import tables
    from argmap.counts import count
    from argmap.exports.counts import CountsView
    from argmap.project import load

    loaded = load(project_folder(project))
    sources = shown.sources(loaded, source)
    made = CountsView(loaded.corpus, count(loaded.corpus, sources), shown.language(loaded, lang), loaded.stamp)
    if format_ == "table":
        click.echo(tables.write(made.page(), tables.width(), colourful()), nl=False)
    elif format_ == "csv":
        shown.put(made.csv(bom))
    else:
        shown.put(made.json() if format_ == "json" else made.markdown())
