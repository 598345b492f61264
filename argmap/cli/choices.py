"""What the commands for writing share: the project option, ids that exist, and their completion in the shell."""

import sys
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import get_terminal_size
from typing import TYPE_CHECKING, NoReturn

import click

from argmap import files, syntax
from argmap.spelling import alike

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from argmap.project import Project

project_option = click.option(
    "--project",
    "-p",
    type=click.Path(path_type=Path),
    default=Path(),
    show_default=True,
    help="The project, or any file in it.",
)


def sources(context: click.Context, parameter: click.Parameter, incomplete: str) -> "list[CompletionItem]":
    """The ids of the registry that begin with what was typed."""
    return _ids(context, files.REGISTRY, "sources", "short", incomplete)


def issues(context: click.Context, parameter: click.Parameter, incomplete: str) -> "list[CompletionItem]":
    """The ids of the codebook's issues that begin with what was typed."""
    return _ids(context, files.CODEBOOK, "issues", "short", incomplete)


def _ids(context: click.Context, name: str, key: str, said: str, incomplete: str) -> "list[CompletionItem]":
    """The ids under a key of a file; nothing where there is no project or the file cannot be read."""
    from click.shell_completion import CompletionItem

    try:
        folder = files.project_of(Path(context.params.get("project") or "."))
    except (OSError, RuntimeError):
        return []
    file = files.read(folder, name, files.MAP_LIMIT) if folder else None
    document = syntax.read(file.text)[0] if isinstance(file, files.Blob) else None
    found = document.data.get(key) if document else None
    if not isinstance(found, dict):
        return []
    return [CompletionItem(id, help=_short(each, said)) for id, each in found.items() if id.startswith(incomplete)]


def _short(fields: object, key: str) -> str | None:
    """A text of an entry, in whatever language comes first."""
    value = fields.get(key) if isinstance(fields, dict) else None
    if isinstance(value, dict):
        value = next(iter(value.values()), None)
    return value if isinstance(value, str) else None


def width() -> int:
    """How many columns a line of output may have."""
    return max(get_terminal_size().columns, 20)


def standard_input() -> str:
    """All of standard input, as UTF-8."""
    return sys.stdin.buffer.read().decode("utf-8-sig", "replace")


def known(given: str, ids: Collection[str], what: str, hint: str) -> str:
    """The id, if there is such a thing; else a click error that says which was probably meant."""
    if given in ids:
        return given
    near = alike(given, ids)
    meant = f" Did you mean '{near}'?" if near else f" Known: {', '.join(ids) or 'none'}."
    raise click.BadParameter(f"there is no {what} '{given}'.{meant}", param_hint=hint)


def registered(project: "Project", given: Iterable[str], hint: str = "SOURCE") -> tuple[str, ...]:
    """The ids of sources, each once, if they are registered."""
    if project.corpus.registry_document is None:
        unusable(project, files.REGISTRY)
    return tuple(dict.fromkeys(known(id, project.corpus.sources, "source", hint) for id in given))


def readable(project: "Project", source: str) -> None:
    """Stop, with the reason, where a source's file cannot be read."""
    if source not in project.corpus.articles:
        reasons = [each for each in project.diagnostics if each.subject.source == source]
        failed(
            reasons[0].message if reasons else f"the file of '{source}' cannot be read", *(e.help for e in reasons[:1])
        )


def unusable(project: "Project", name: str) -> NoReturn:
    """Stop, because nothing can be done without a file that has errors."""
    first = next((each for each in project.diagnostics if each.place.text.name == name), None)
    failed(f"{name} has errors" + (f": {first.message}" if first else ""), "`argmap validate` shows them.")


def failed(message: str, *helps: str) -> NoReturn:
    """Say on standard error what the author's files lack, and end with 1."""
    click.echo(f"Error: {message}", err=True)
    for help in filter(None, helps):
        click.echo(help, err=True)
    sys.exit(1)


@contextmanager
def writable(path: Path) -> Iterator[None]:
    """Make what the file system refuses a plain sentence."""
    try:
        yield
    except BrokenPipeError:
        # Whoever reads what is printed has left: no file is to blame.
        raise
    except OSError as refused:
        named = refused.filename or path
        raise click.UsageError(f"'{named}' cannot be written: {(refused.strerror or str(refused)).lower()}.") from None


def half_written(project: "Project", source: str) -> None:
    """Say on standard error that a source's map is left out because it has errors."""
    name = f"maps/{source}.yaml"
    if source not in project.corpus.entries and any(each.place.text.name == name for each in project.errors()):
        click.echo(f"{name} has errors and is left out; `argmap validate {name}` shows them.", err=True)
