"""`argmap stamp`."""

import sys
from pathlib import Path

import click

from argmap.cli.choices import failed, project_option, registered, sources, writable
from argmap.cli.terminal import project_folder


@click.command(
    "stamp",
    epilog="""\b
Examples:
  argmap stamp --check
  argmap stamp huanqiu
  argmap stamp
""",
)
@click.argument("source", nargs=-1, shell_complete=sources)
@click.option("--check", is_flag=True, help="Change nothing; exit with 1 if a stamp differs.")
@project_option
def command(source: tuple[str, ...], check: bool, project: Path) -> None:
    """Stamp the sources: accept their files as they are now.

    The stamp of a source is the SHA-256 of its file, in seeds/sources.yaml. Review a changed file first: `argmap
    validate` says which quotes still stand. Without SOURCE, all are stamped.
    """
    from argmap import files
    from argmap.drafting import stamps
    from argmap.project import load

    loaded = load(project_folder(project))
    chosen = registered(loaded, source) or tuple(loaded.corpus.sources)
    differing = stamps.differing(loaded.corpus, chosen)
    document = loaded.corpus.registry_document
    if differing and document and not check:
        text = stamps.stamped(document, differing)
        if text is None:
            failed(
                f"{files.REGISTRY} is written so that argmap cannot change only the stamps. Write them by hand:",
                *(f"  {each.source}: sha256: {each.new}" for each in differing),
            )
        with writable(loaded.folder / files.REGISTRY):
            if not files.rewrite(loaded.folder, document.text, text):
                failed(f"{files.REGISTRY} was changed by somebody else in the meantime; nothing was written.")
    for each in differing:
        click.echo(each)
    unread = [id for id in chosen if id not in loaded.corpus.articles]
    for id in unread:
        click.echo(f"{id}: not stamped, its file cannot be read; `argmap validate` says why.", err=True)
    if not differing and not unread:
        click.echo("All stamps are those of the files." if chosen else "No source is registered.")
    sys.exit(1 if unread or (check and differing) else 0)
