"""`argmap brief`."""

import sys
from collections.abc import Collection, Mapping, Sequence
from importlib.resources import files as packaged
from pathlib import Path
from typing import Final

import click

from argmap import files
from argmap.briefing.functions import FUNCTIONS
from argmap.briefing.mistakes import Broken
from argmap.briefing.outputs import OUTPUTS
from argmap.briefing.pandoc import Failed, Missing
from argmap.briefing.scope import Scope
from argmap.briefing.template import LIMIT, Template, fill
from argmap.cli import choices
from argmap.cli.terminal import Progress, colourful, project_folder
from argmap.diagnostics import Diagnostic
from argmap.gallery import Studio
from argmap.messages import report, writer
from argmap.project import Project, load
from argmap.scene import Refused
from argmap.schema import LANGUAGE
from argmap.text import Text

TEMPLATES: Final[Mapping[str, str]] = {
    "brief": "one page: what is contested, where the articles agree and clash",
    "comparison": "all figures and findings, and the argument of each article",
    "evidence": "every quote, whose it is, where it stands and what rests on it",
}
"""The templates that argmap brings, by name, with what they show; the first is the default."""


def _listed(rows: Mapping[str, str]) -> str:
    width = max(map(len, rows))
    return "\n".join(f"  {name:<{width}}  {summary}" for name, summary in rows.items())


_NAMED: Final = 8
"""Characters that no face has are named up to so many."""
VALUES: Final = {
    "title": "the project's title",
    "language": "the language of the document",
    "sources": "its sources, each with .id .short .date .credit",
    "issues": "its issues, each with .id .short .proposition",
    "contested": "the issues with opposed sources, most contested first",
    "say": "argmap's own words in the document's language, as the templates that it brings use them",
}
_EPILOG = f"""\b
Templates that argmap brings:
{_listed(TEMPLATES)}

\b
Kinds of documents, by the ending of OUT:
{_listed({ending: each.summary for ending, each in OUTPUTS.items()})}

\b
A template is Markdown with Jinja2, or HTML (.html, .html.j2) for web pages:
  ## Where they stand
  {{{{ figure("matrix", issue=["europe-lags", "looser-rules"]) }}}}
  Europe lags{{{{ cite("dw/europe-clearly-behind") }}}}, and {{{{ number("sources") }}}} articles say why.

\b
Functions of templates:
{_listed({each.name: each.summary for each in FUNCTIONS.values()})}

\b
Values of templates:
{_listed(VALUES)}

\b
Examples:
  argmap brief -o brief.docx
  argmap brief comparison --lang zh -o compared.pdf -o compared.html
  argmap brief --print brief > ours.md.j2
  argmap brief ours.md.j2 -o ours.docx
  argmap brief --check ours.md.j2 -o ours.docx
"""


@click.command("brief", epilog=_EPILOG)
@click.argument("template", default=next(iter(TEMPLATES)), metavar="[TEMPLATE]")
@click.option(
    "-o", "--output", multiple=True, type=click.Path(dir_okay=False, path_type=Path), metavar="OUT",
    help=f"The document, {' '.join(OUTPUTS)}; may be repeated.",
)  # fmt: skip
@click.option("--lang", "-l", metavar="LANG", help="The document's language. [default: the codebook's first]")
@click.option(
    "--project",
    "-p",
    type=click.Path(path_type=Path),
    help="The project, or any file in it. [default: that of the template, or of this folder]",
)
@click.option("--check", is_flag=True, help="Write nothing; exit with 1 if a document is out of date.")
@click.option("--print", "print_", is_flag=True, help="Print the template, to begin one's own from.")
def command(
    template: str, output: tuple[Path, ...], lang: str | None, project: Path | None, check: bool, print_: bool
) -> None:
    """Make a briefing from a template.

    TEMPLATE is one that argmap brings, or a file. Figures, tables, quotes, footnotes and numbers in it come from the
    maps. Nothing is written while what it shows has errors: a quote that is not found gets into no document.

    Word, PDF and web pages are made with pandoc and typst: pip install 'argmap[brief]'.
    """
    read = _template(template)
    if print_:
        click.echo(read.text.content, nl=False)
        return
    outputs = tuple({path.resolve(): path for path in reversed(output)}.values())[::-1]
    if not outputs:
        raise click.UsageError("Where to? Name the document with -o, as in: argmap brief -o brief.docx")
    for path in outputs:
        _known(path, read)
    if lang is not None and not LANGUAGE.match(lang):
        raise click.BadParameter(f"'{lang}' is not a language tag such as en or zh.", param_hint="--lang")
    beside = read.folder and files.project_of(read.folder)
    loaded = load(project_folder(project or beside or Path()))
    _refuse(loaded, loaded.errors())
    if not loaded.corpus.entries:
        raise click.UsageError("There is nothing to tell: no source has a map.")
    with Progress() as progress:
        made = _made(loaded, read, outputs, lang or "", progress)
    late = {path: content for path, content in made.items() if files.content(path) != content}
    if check:
        _report_check(made, late)
    _write(late, len(made))


def _template(given: str) -> Template:
    """The template of argmap's own of that name, or the file."""
    path = Path(given)
    if given in TEMPLATES and not path.is_file():
        content = (packaged("argmap") / "templates" / "briefs" / f"{given}.md").read_text("utf-8")
        return Template(Text(f"argmap's template {given}", content), None)
    if not path.is_file():
        choices.known(given, TEMPLATES, "template", "TEMPLATE")
    read = files.read(Path(), path.as_posix(), LIMIT)
    if isinstance(read, files.Unread):
        raise click.BadParameter(f"{read.message}. {read.help}", param_hint="TEMPLATE")
    return Template(read.text, path.resolve().parent, html=_is_html(path))


def _is_html(path: Path) -> bool:
    return any(each.lower() in (".html", ".htm", ".xhtml") for each in path.suffixes)


def _known(path: Path, template: Template) -> None:
    """Stop where a kind of document cannot be made."""
    kind = OUTPUTS.get(path.suffix.lower())
    if kind is None:
        raise click.BadParameter(
            f"'{path}' cannot be made; a document ends in {', '.join(OUTPUTS)}.", param_hint="--output"
        )
    if template.html and not kind.html_too:
        raise click.BadParameter(
            f"'{path}' cannot be made from HTML; write the template in Markdown.", param_hint="--output"
        )
    if template.folder and path.resolve() == (template.folder / Path(template.text.name).name).resolve():
        raise click.BadParameter(f"'{path}' is the template itself.", param_hint="--output")


def _made(
    loaded: Project, template: Template, outputs: Sequence[Path], language: str, progress: Progress
) -> Mapping[Path, bytes]:
    """The files of all documents. A figure is drawn once for all of them."""
    studio = Studio(loaded)
    made: dict[Path, bytes] = {}
    for path in progress.each(outputs, "writing", len(outputs)):
        scope = Scope(loaded, studio, path, language, on_paper=True)
        try:
            draft = fill(scope, template)
            made |= OUTPUTS[path.suffix.lower()].make(draft, scope, path)
        except Broken as broken:
            _refuse(loaded, [broken.diagnostic])
        except (Missing, Failed, Refused) as refused:
            raise click.UsageError(f"'{path}' cannot be made: {refused}") from None
        _note_lost(scope.lost, path)
    return made


def _note_lost(lost: Collection[str], path: Path) -> None:
    """Say which characters a document does not show: nothing is lost in silence."""
    if lost:
        named = ", ".join(f"{each} (U+{ord(each):04X})" for each in sorted(lost)[:_NAMED])
        more = f" and {len(lost) - _NAMED} more" if len(lost) > _NAMED else ""
        click.echo(
            f"note[character-not-drawable]: no bundled face has {named}{more}; {path} does not show it", err=True
        )


def _refuse(loaded: Project, diagnostics: Sequence[Diagnostic]) -> None:
    """Print what is wrong, and stop, if anything is."""
    if diagnostics:
        click.echo(writer("full")(report(loaded.corpus, diagnostics), colourful()), nl=False, err=True)
        click.echo("Nothing was written.", err=True)
        sys.exit(1)


def _report_check(made: Mapping[Path, bytes], late: Mapping[Path, bytes]) -> None:
    """Stop, with 1 and a list if a file is not as it has to be."""
    for path in late:
        click.echo(f"{path}: {'stale' if path.exists() else 'missing'}")
    if late:
        click.echo(f"{len(late)} of {len(made)} files are out of date; `argmap brief` makes them.", err=True)
        sys.exit(1)
    click.echo(f"{'The file is' if len(made) == 1 else f'All {len(made)} files are'} up to date.")
    sys.exit(0)


def _write(late: Mapping[Path, bytes], count: int) -> None:
    for path in late:
        if files.is_locked(path):
            raise click.UsageError(f"'{path}' is read-only. Nothing was written.")
    for path, content in late.items():
        with choices.writable(path):
            files.write(path, content)
        click.echo(str(path))
    if count > len(late):
        same = count - len(late)
        click.echo(f"{same} {'file is' if same == 1 else 'files are'} unchanged.", err=True)
