"""`argmap quote`."""

import sys
from pathlib import Path

import click

from argmap.cli.choices import project_option, readable, registered, sources, standard_input, width
from argmap.cli.terminal import colourful, project_folder


@click.command(
    "quote",
    epilog="""\b
Examples:
  argmap quote 我们落后了
  argmap quote "Europe can lead in deployment" --source avalaches
  xclip -o | argmap quote -
""",
)
@click.argument("text", metavar="TEXT")
@click.option("--source", "-s", metavar="ID", help="Look in this source only.", shell_complete=sources)
@project_option
def command(text: str, source: str | None, project: Path) -> None:
    """Find words in the sources, and print a citation to paste.

    TEXT may differ from the source as a quote in a map may: in typesetting, between Simplified and Traditional
    script, with omissions marked by …… or ... . With `-` it is read from standard input. Words that are only nearly
    there are shown with the difference.

    Exits with 0 if the words were found, 1 if not.
    """
    from argmap.drafting.search import search, write
    from argmap.project import load

    loaded = load(project_folder(project))
    registered(loaded, [source] if source else (), "--source")
    if source:
        readable(loaded, source)
    if text == "-":
        text = standard_input()
    if not text.strip():
        raise click.UsageError("There are no words to look for.")
    result = search(loaded.corpus, text.strip(), source)
    click.echo(write(loaded.corpus, result, width(), colourful()), nl=False)
    sys.exit(0 if result.found else 1)
