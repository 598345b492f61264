"""What the commands share that show what the maps come to: which sources and issues, in which language, and errors."""

import sys
from collections.abc import Collection

import click

from argmap.cli import choices
from argmap.cli.terminal import colourful
from argmap.messages import report, writer
from argmap.project import Project
from argmap.schema import LANGUAGE

source_option = click.option(
    "--source",
    "-s",
    multiple=True,
    metavar="ID",
    help="Only this source; may be repeated.",
    shell_complete=choices.sources,
)
issue_option = click.option(
    "--issue",
    "-i",
    multiple=True,
    metavar="ID",
    help="Only this issue; may be repeated.",
    shell_complete=choices.issues,
)
lang_option = click.option("--lang", "-l", metavar="LANG", help="The language. [default: the codebook's first]")


def sources(project: Project, given: tuple[str, ...]) -> tuple[str, ...] | None:
    """The sources asked for, None for all; stops where what they show has errors, or where there is nothing."""
    refuse(project, ())
    for id in given:
        choices.known(id, project.corpus.sources, "source", "--source")
    refuse(project, given or None)
    if not project.corpus.entries:
        raise click.UsageError("There is nothing to compare: no source has a map.")
    for id in given:
        if id not in project.corpus.entries:
            raise click.BadParameter(f"'{id}' has no map.", param_hint="--source")
    return given or None


def issues(project: Project, given: tuple[str, ...]) -> tuple[str, ...] | None:
    """The issues asked for, None for all."""
    for id in given:
        choices.known(id, project.corpus.codebook.issues, "issue", "--issue")
    return given or None


def language(project: Project, given: str | None) -> str:
    """The language asked for, or the codebook's first."""
    if given is not None and not LANGUAGE.match(given):
        raise click.BadParameter(f"'{given}' is not a language tag such as en or zh.", param_hint="--lang")
    return given or project.corpus.codebook.languages[0]


def refuse(project: Project, wanted: Collection[str] | None) -> None:
    """Print the errors that stand in the way of what these sources show, and stop, if there are any."""
    errors = project.errors(wanted)
    if errors:
        click.echo(writer("full")(report(project.corpus, errors), colourful()), nl=False, err=True)
        click.echo("Nothing is shown: what it rests on has errors.", err=True)
        sys.exit(1)


def put(text: str) -> None:
    """Print for another tool: UTF-8 and line ends as they are, whatever the console."""
    click.echo(text.encode("utf-8", "backslashreplace"), nl=False)
