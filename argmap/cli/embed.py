"""`argmap embed`."""

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from argmap import files
from argmap.briefing.arguments import ARGUMENTS
from argmap.briefing.directives import DIRECTIVES
from argmap.briefing.document import Document, Filled, fill
from argmap.briefing.hosts import HOSTS, host_of
from argmap.briefing.numbers import NUMBERS
from argmap.cli import choices
from argmap.cli.terminal import Progress, colourful, project_folder
from argmap.diagnostics import Diagnostic
from argmap.fixes import difference
from argmap.gallery import Studio
from argmap.messages import report, writer
from argmap.project import Project, load


def _listed(summaries: Mapping[str, str]) -> str:
    width = max(map(len, summaries))
    return "\n".join(f"  {name:<{width}}  {summary}" for name, summary in summaries.items())


_EPILOG = f"""\b
A block:
  <!-- argmap: matrix issue=europe-lags,looser-rules lang=en -->
  <!-- /argmap -->

\b
Directives:
{_listed({each.name: each.summary for each in DIRECTIVES.values()})}

\b
Arguments:
{_listed(ARGUMENTS)}

\b
Numbers, for what=:
{_listed({each.name: each.summary for each in NUMBERS.values()})}

\b
Examples:
  argmap embed brief.md
  argmap embed --check README.md docs/*.md
  argmap embed --project ../ai-race report.html
"""


@click.command("embed", epilog=_EPILOG)
@click.argument(
    "file", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="FILE..."
)
@click.option(
    "--project",
    "-p",
    type=click.Path(path_type=Path),
    help="The project, or any file in it. [default: that of each file, or of this folder]",
)
@click.option("--check", is_flag=True, help="Write nothing; exit with 1 and a diff if something is stale.")
def command(file: tuple[Path, ...], project: Path | None, check: bool) -> None:
    """Fill the blocks of documents: figures, tables, quotes, numbers.

    FILE is Markdown or HTML. A block stands between two comments, as below. What is between them is written anew each
    time; all else stays byte for byte, and what is in code is left alone. Where both markers are on one line, a number
    or a citation stands inside the sentence. Pictures are drawn into a folder beside the document, figures/ and the
    document's name.

    Nothing is written while what the blocks show has errors, or a block asks for what there is not.
    """
    documents = [_read(path) for path in dict.fromkeys(path.resolve() for path in file)]
    projects: dict[Path, tuple[Project, Studio]] = {}
    filled = []
    with choices.writable(Path("figures")), Progress() as progress:
        for document in progress.each(documents, "filling", len(documents)):
            folder = project_folder(project) if project else _project_of(document.path)
            if folder not in projects:
                loaded = load(folder)
                projects[folder] = loaded, Studio(loaded)
            filled.append((fill(*projects[folder], document), projects[folder][0]))
    _refuse(filled)
    made = [each for each, _ in filled]
    pictures = {path: content for each in made for path, content in each.pictures.items()}
    late = {path: content for path, content in pictures.items() if files.content(path) != content}
    for each in made:
        if not each.blocks:
            click.echo(f"note: {each.document.text.name} has no blocks.", err=True)
    if check:
        _report_check(made, late)
    _write(made, late)


def _read(path: Path) -> Document:
    """A document; a click error where its kind is not known or it is no text."""
    here = Path().resolve()
    name = path.relative_to(here).as_posix() if path.is_relative_to(here) else path.as_posix()
    host = host_of(name)
    if host is None:
        kinds = "; ".join(f"{each.name} ({' '.join(each.endings)})" for each in HOSTS)
        raise click.BadParameter(f"blocks in '{name}' are not known, only in {kinds}.", param_hint="FILE")
    read = files.read(Path(), name, files.SOURCE_LIMIT)
    if isinstance(read, files.Unread):
        raise click.BadParameter(f"{read.message}. {read.help}", param_hint="FILE")
    return Document(path, read.text, host)


def _project_of(path: Path) -> Path:
    """The project that a document stands in, or else that of this folder."""
    return files.project_of(path) or project_folder(Path())


def _refuse(filled: Sequence[tuple[Filled, Project]]) -> None:
    """Print what is wrong, and stop, if anything is."""
    wrong: dict[int, tuple[Project, list[Diagnostic]]] = {}
    for each, project in filled:
        if each.diagnostics:
            known = wrong.setdefault(id(project), (project, []))[1]
            known += [one for one in each.diagnostics if one not in known]
    for project, diagnostics in wrong.values():
        click.echo(writer("full")(report(project.corpus, diagnostics), colourful()), nl=False, err=True)
    if wrong:
        click.echo("Nothing was written.", err=True)
        sys.exit(1)


def _report_check(made: Sequence[Filled], late: Mapping[Path, bytes]) -> None:
    """Stop: with 1, where each stale block is, and a diff, if there are any."""
    stale = False
    for each in made:
        for place in each.stale:
            click.echo(f"{place}: this block is stale", err=True)
        for path, place in each.drawn.items():
            if path in late:
                state = "stale" if path.exists() else "missing"
                click.echo(f"{place}: {_shown(path)} is {state}", err=True)
                stale = True
        if each.stale:
            before = each.document.text
            text = difference(before, each.after, files.mark_of(Path(), before.name))
            click.echo(text.encode(), nl=False)
            stale = True
    if stale:
        click.echo("`argmap embed` fills them.", err=True)
        sys.exit(1)
    count = sum(each.blocks for each in made)
    if count:
        click.echo(f"{'The block is' if count == 1 else f'All {count} blocks are'} up to date.")
    sys.exit(0)


def _write(made: Sequence[Filled], late: Mapping[Path, bytes]) -> None:
    """Put the pictures in place, then the documents that show them."""
    changed = [each for each in made if each.stale]
    for path in (*late, *(each.document.path for each in changed)):
        if files.is_locked(path):
            raise click.UsageError(f"'{_shown(path)}' is read-only. Nothing was written.")
    for path, content in late.items():
        with choices.writable(path):
            files.write(path, content)
        click.echo(_shown(path))
    for each in changed:
        name = each.document.text.name
        with choices.writable(each.document.path):
            if not files.rewrite(Path(), each.document.text, each.after):
                raise click.UsageError(f"'{name}' was changed while it was being filled. Try again.")
        click.echo(name)
    blocks = sum(each.blocks for each in made)
    stale = sum(len(each.stale) for each in changed)
    click.echo(f"{blocks} block{'' if blocks == 1 else 's'}, {stale} changed.", err=True)


def _shown(path: Path) -> str:
    here = Path().resolve()
    return path.relative_to(here).as_posix() if path.is_relative_to(here) else path.as_posix()
