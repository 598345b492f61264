"""`argmap validate`."""

import sys
from pathlib import Path

import click

from argmap.cli.terminal import colourful, project_folder
from argmap.diagnostics import Diagnostic, Severity
from argmap.messages import FORMATS, report, writer
from argmap.project import Project, load


@click.command(
    "validate",
    epilog="""\b
Examples:
  argmap validate
  argmap validate maps/huanqiu.yaml
  argmap validate --strict --format concise ~/briefings/ai
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
def command(path: Path, strict: bool, format_: str) -> None:
    """Check that every claim cites words that stand in its source.

    PATH is a project or any file in it; the project is found upwards. Of a file, only what concerns it is shown.

    Exits with 0 if there is nothing wrong, 1 if there are errors (with --strict, warnings), 2 if the command
    cannot be carried out.
    """
    project = load(project_folder(path))
    diagnostics, source = _about(project, path)
    result = report(project.corpus, diagnostics, source)
    click.echo(writer(format_)(result, colourful()), nl=False)
    failed = result.count(Severity.ERROR) or (strict and result.count(Severity.WARNING))
    sys.exit(1 if failed else 0)


def _about(project: Project, path: Path) -> tuple[tuple[Diagnostic, ...], str | None]:
    """The diagnostics that concern a file, and its source if it is one's map or article; all for a folder."""
    if path.is_dir():
        return project.diagnostics, None
    name = path.resolve().relative_to(project.folder).as_posix()
    chosen = tuple(each for each in project.diagnostics if any(label.place.text.name == name for label in each.labels))
    corpus = project.corpus
    mapped = (map.source for map, document in corpus.maps if document.text.name == name)
    read = (id for id, source in corpus.sources.items() if f"seeds/{source.file}" == name)
    return chosen, next(iter((*mapped, *read)), None)
