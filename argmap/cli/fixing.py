"""What `argmap validate` does with fixes: makes them, or shows what they would change."""

from collections.abc import Callable
from pathlib import Path

import click

from argmap import files
from argmap.diagnostics import Diagnostic
from argmap.fixes import Mended, difference
from argmap.project import Project, mend


def mended(project: Project, path: Path, unsafe: bool) -> Mended:
    """The fixes of a project, or of the file that a path names; what was not made is said on standard error."""
    found = mend(project.folder, unsafe, _wanted(project, path))
    for refused in found.refused:
        click.echo(str(refused), err=True)
    return found


def _wanted(project: Project, path: Path) -> Callable[[Diagnostic], bool]:
    """Whether a diagnostic's fixes are in the file that is asked for; an article's are in its map."""
    name = path.resolve().relative_to(project.folder).as_posix()
    articles = {f"seeds/{source.file}": id for id, source in project.corpus.sources.items()}
    maps = {map.source: document.text.name for map, document in project.corpus.maps}
    if path.is_dir():
        return lambda _: True
    wanted = maps.get(articles[name], f"maps/{articles[name]}.yaml") if name in articles else name
    return lambda diagnostic: any(edit.place.text.name == wanted for fix in diagnostic.fixes for edit in fix.edits)


def write(folder: Path, found: Mended) -> None:
    """Put the changed files in place; a click error where one was changed meanwhile, or cannot be written."""
    for name, before in found.before.items():
        try:
            done = files.rewrite(folder, before, found.after[name])
        except OSError as failed:
            raise click.UsageError(f"'{name}' cannot be written: {failed.strerror}") from failed
        if not done:
            raise click.UsageError(f"'{name}' was changed while it was being fixed. Try again.")


def show(folder: Path, found: Mended) -> bool:
    """Print what would change as a unified diff, and how much on standard error; whether anything would."""
    for name, before in found.before.items():
        text = difference(before, found.after[name], files.mark_of(folder, name))
        click.echo(text.encode(), nl=False)
    click.echo(f"{len(found.made) or 'nothing'} to fix", err=True)
    return bool(found.before)
