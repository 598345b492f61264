"""`argmap compare`."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from argmap.cli import shown
from argmap.cli.choices import project_option
from argmap.cli.terminal import colourful, project_folder

if TYPE_CHECKING:
    from argmap.exports.comparison.view import By


@click.command(
    "compare",
    epilog="""\b
Examples:
  argmap compare
  argmap compare --why --issue europe-lags --source huanqiu
  argmap compare --by speaker --issue looser-rules
  argmap compare --format csv --rows citations > citations.csv
  argmap compare --lang zh --format markdown > comparison.md
""",
)
@shown.issue_option
@shown.source_option
@click.option(
    "--by",
    type=click.Choice(["source", "speaker", "group"]),
    default="source",
    show_default=True,
    help="source: where each article stands; speaker: where those stand whom they report; group: how many of each.",
)
@click.option("--why", is_flag=True, help="Print which claims made it, in whose words, and the step of the rule.")
@shown.lang_option
@click.option(
    "--format",
    "-f",
    "format_",
    type=click.Choice(["table", "csv", "json", "markdown"]),
    default="table",
    show_default=True,
    help="table: for reading here; csv: tidy rows; json: everything, versioned; markdown: for handing on.",
)
@click.option(
    "--rows",
    type=click.Choice(["stances", "citations"]),
    help="Of csv: one row for each stance, or one for each citation. [default: stances]",
)
@click.option("--bom", is_flag=True, help="Of csv: begin with the mark that Excel needs to read UTF-8.")
@project_option
def command(
    issue: tuple[str, ...],
    source: tuple[str, ...],
    by: "By",
    why: bool,
    lang: str | None,
    format_: str,
    rows: str | None,
    bom: bool,
    project: Path,
) -> None:
    """Show where sources agree, where they clash and where they are silent.

    A source stands where its clearest own words stand; on both sides, it is mixed. The voices that it only reports
    are tallied beside (▲ for, ▼ against) and never counted as its own. Below the table, the numbers in sentences:
    agreement pair by pair, the most contested issues, common ground, fault lines, lone voices, silences.

    In CSV, an apostrophe is put before a text that a spreadsheet would run as a formula (one that begins with
    = + - or @); JSON has every text as it is.
    """
    _fit(by, why, format_, rows, bom)
    from argmap.cli import tables
    from argmap.exports.comparison.view import view
    from argmap.project import load

    loaded = load(project_folder(project))
    sources = shown.sources(loaded, source)
    issues = shown.issues(loaded, issue)
    made = view(loaded.corpus, by, shown.language(loaded, lang), loaded.stamp, issues, sources)
    if why:
        click.echo(tables.explained(made.why(), tables.width(), colourful()), nl=False)
    elif format_ == "table":
        click.echo(tables.write(made.page(), tables.width(), colourful()), nl=False)
    elif format_ == "csv":
        shown.put(made.csv(rows == "citations", bom))
    else:
        shown.put(made.json() if format_ == "json" else made.markdown())


def _fit(by: str, why: bool, format_: str, rows: str | None, bom: bool) -> None:
    """Refuse options that do not go together."""
    if why and format_ != "table":
        raise click.UsageError("--why is for reading here; the same stands in --format json.")
    if why and by == "group":
        raise click.UsageError("Groups are only counted: --why goes with --by source or --by speaker.")
    if format_ != "csv" and (rows or bom):
        raise click.UsageError("--rows and --bom go with --format csv; json has every citation.")
    if rows == "citations" and by != "source":
        raise click.UsageError("Citations are listed by source; each row names the speaker.")
