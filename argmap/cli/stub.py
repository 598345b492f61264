"""`argmap stub`."""

import sys
from pathlib import Path

import click

from argmap.cli.choices import half_written, project_option, readable, registered, sources, standard_input, width
from argmap.cli.terminal import colourful, project_folder


@click.command(
    "stub",
    epilog="""\b
Examples:
  argmap stub huanqiu 我们落后了
  argmap stub avalaches "today the bigger risk is shunning it"
""",
)
@click.argument("source", shell_complete=sources)
@click.argument("words")
@project_option
def command(source: str, words: str, project: Path) -> None:
    """Print a claim to paste, for words of a source.

    It has an id, the quote in the source's exact words, the speaker who seems to say it, and in comments where the
    words stand, the part they fall in, and the issues. Every guess is a suggestion: read the passage. WORDS may be
    `-`, for standard input.

    Exits with 1 if the words are not found; what comes near is shown on standard error.
    """
    from argmap.drafting import search, stub
    from argmap.project import load

    loaded = load(project_folder(project))
    registered(loaded, [source])
    readable(loaded, source)
    half_written(loaded, source)
    text = standard_input() if words == "-" else words
    if not text.strip():
        raise click.UsageError("There are no words to look for.")
    result = search.search(loaded.corpus, text.strip(), source)
    if not result.found:
        click.echo(search.write(loaded.corpus, result, width(), colourful()), nl=False, err=True)
        sys.exit(1)
    click.echo(stub.write(loaded.corpus, source, result.found[0].hits), nl=False)
