"""`argmap sheet`."""

from pathlib import Path

import click

from argmap.cli.choices import issues, known, project_option, unusable, width
from argmap.cli.terminal import colourful, project_folder


@click.command(
    "sheet",
    epilog="""\b
Examples:
  argmap sheet europe-lags
  argmap sheet trust-premium --lang zh --format markdown > trust-premium.md
""",
)
@click.argument("issue", shell_complete=issues)
@click.option("--lang", "-l", metavar="LANG", help="Language of the sheet. [default: the codebook's first]")
@click.option(
    "--format",
    "-f",
    "format_",
    type=click.Choice(["text", "markdown"]),
    default="text",
    show_default=True,
    help="text: for reading here; markdown: for handing on.",
)
@project_option
def command(issue: str, lang: str | None, format_: str, project: Path) -> None:
    """Print the coding sheet of an issue.

    The proposition and the coding rules come first; then, by source and date, every claim coded on it with its
    quotes, what the rule makes of the source and why, and the voices it reports; at the end, who is silent and who
    has not been coded.
    """
    from argmap import files
    from argmap.drafting import sheet, sheet_formats
    from argmap.project import load
    from argmap.schema import LANGUAGE

    loaded = load(project_folder(project))
    if loaded.corpus.codebook_document is None:
        unusable(loaded, files.CODEBOOK)
    known(issue, loaded.corpus.codebook.issues, "issue", "ISSUE")
    if lang is not None and not LANGUAGE.match(lang):
        raise click.BadParameter(f"'{lang}' is not a language tag such as en or zh.", param_hint="--lang")
    made = sheet.sheet(loaded.corpus, issue, lang or loaded.corpus.codebook.languages[0])
    if not loaded.corpus.complete:
        click.echo("A map has errors and is left out; `argmap validate` shows them.", err=True)
    shown = sheet_formats.markdown(made) if format_ == "markdown" else sheet_formats.text(made, width(), colourful())
    click.echo(shown, nl=False)
