"""`argmap passages`."""

from pathlib import Path

import click

from argmap.cli.choices import half_written, project_option, readable, registered, sources, width
from argmap.cli.terminal import colourful, project_folder


@click.command(
    "passages",
    epilog="""\b
Examples:
  argmap passages huanqiu
  argmap passages gba --uncited | less -R
""",
)
@click.argument("source", shell_complete=sources)
@click.option("--uncited", is_flag=True, help="Show only what no claim cites.")
@project_option
def command(source: str, uncited: bool, project: Path) -> None:
    """Print an article by paragraph, with what is cited of it.

    Cited words are underlined on a terminal and stand between ⟦ and ⟧ elsewhere; the claims that cite them follow
    after ←, and § says where a part begins. At the end stands how much is cited, and the longest stretch that is not.
    SOURCE needs no map yet.
    """
    from argmap.drafting.article import write
    from argmap.project import load

    loaded = load(project_folder(project))
    registered(loaded, [source])
    readable(loaded, source)
    half_written(loaded, source)
    click.echo(write(loaded.corpus, source, width(), colourful(), uncited), nl=False)
