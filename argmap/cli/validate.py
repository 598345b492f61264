"""`argmap validate`."""

import sys
from pathlib import Path

import click

from argmap.cli.terminal import colourful, project_folder
from argmap.diagnostics import Diagnostic, Severity
from argmap.files import CODEBOOK, REGISTRY
from argmap.messages import FORMATS, report, writer
from argmap.project import Project, load


@click.command(
    "validate",
    epilog="""\b
Examples:
  argmap validate
  argmap validate maps/huanqiu.yaml
  argmap validate --strict --format concise ~/briefings/ai
  argmap validate --diff
  argmap validate --fix
""",
)
@click.argument("path", type=click.Path(path_type=Path), default=Path())
@click.option("--strict", is_flag=True, help="Exit with 1 on warnings, too.")
@click.option(
    "--format",
    "format_",
    type=click.Choice(list(FORMATS)),
    default="full",
    show_default=True,
    help="; ".join(f"{format.name}: {format.summary}" for format in FORMATS.values()) + ".",
)
@click.option("--fix", is_flag=True, help="Make the safe fixes, then check. All else stays byte for byte.")
@click.option("--diff", is_flag=True, help="Only print what --fix would change; exit with 1 if it is anything.")
@click.option("--unsafe-fixes", is_flag=True, help="With --fix or --diff: fixes that may change what was meant, too.")
def command(path: Path, strict: bool, format_: str, fix: bool, diff: bool, unsafe_fixes: bool) -> None:
    """Check that every claim cites words that stand in its source.

    PATH is a project or any file in it; the project is found upwards. Of a file, only what concerns it is shown.

    Exits with 0 if there is nothing wrong, 1 if there are errors (with --strict, warnings), 2 if the command
    cannot be carried out.
    """
    if fix and diff:
        raise click.UsageError("--fix writes and --diff does not: choose one.")
    if unsafe_fixes and not (fix or diff):
        raise click.UsageError("--unsafe-fixes goes with --fix or --diff.")
    project = load(project_folder(path))
    fixed = None
    if fix or diff:
        from argmap.cli import fixing  # most runs only check

        found = fixing.mended(project, path, unsafe_fixes)
        if diff:
            sys.exit(1 if fixing.show(project.folder, found) else 0)
        fixing.write(project.folder, found)
        project, fixed = load(project.folder), len(found.made)
    diagnostics, source = _about(project, path)
    result = report(project.corpus, diagnostics, source, fixed, _base(project.folder))
    click.echo(writer(format_)(result, colourful()), nl=False)
    failed = result.count(Severity.ERROR) or (strict and result.count(Severity.WARNING))
    sys.exit(1 if failed else 0)


def _base(folder: Path) -> str:
    """The way to a project from here, if it is further down: continuous integration starts at the top."""
    here = Path().resolve()
    return f"{folder.relative_to(here).as_posix()}/" if here in folder.parents else ""


def _about(project: Project, path: Path) -> tuple[tuple[Diagnostic, ...], str | None]:
    """The diagnostics that concern a file, and its source if it is one's map or article; otherwise all."""
    name = path.resolve().relative_to(project.folder).as_posix()
    corpus, found = project.corpus, project.diagnostics
    mapped = (map.source for map, document in corpus.maps if document.text.name == name)
    read = (id for id, source in corpus.sources.items() if f"seeds/{source.file}" == name)
    source = next(iter((*mapped, *read)), None)
    if name not in project.inputs and not any(each.place.text.name == name for each in found):
        return found, None
    # What cannot be read leaves everything that refers into it unchecked.
    unread = {
        file
        for file, document in ((REGISTRY, corpus.registry_document), (CODEBOOK, corpus.codebook_document))
        if document is None
    }
    return tuple(each for each in found if _concerns(each, name, source, unread)), source


def _concerns(diagnostic: Diagnostic, name: str, source: str | None, unread: set[str]) -> bool:
    files = {label.place.text.name for label in diagnostic.labels}
    return name in files or not files.isdisjoint(unread) or (source is not None and diagnostic.subject.source == source)
