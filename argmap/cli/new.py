"""`argmap new`."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from argmap.cli.choices import failed, project_option, unusable, writable

if TYPE_CHECKING:
    from argmap.corpus import Corpus
    from argmap.drafting.beginning import Beginning
    from argmap.files import Blob
    from argmap.project import Project


@click.command(
    "new",
    epilog="""\b
Examples:
  argmap new article.md
  argmap new ~/Downloads/page.html --id spiegel
""",
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--id", "id_", metavar="ID", help="The source's id. [default: made of the file's name]")
@project_option
def command(file: Path, id_: str | None, project: Path) -> None:
    """Register an article and start its map; in an empty folder, start a project.

    FILE is a text in UTF-8: plain, Markdown or HTML. It is copied into seeds/ unless it is there, registered with
    what it says of itself (look it over), stamped, and given a map with a thesis to fill in. Where there is no
    project, a registry, a codebook with an example, JSON Schemas for editors and .gitattributes are written, too.
    Nothing that exists is overwritten, and the registry is only added to.
    """
    from argmap.drafting import beginning

    if not project.exists():
        raise click.BadParameter(f"'{project}' does not exist.", param_hint="--project")
    folder, loaded = _project(project)
    corpus = loaded.corpus if loaded else None
    blob = _read(file)
    inside = _inside(folder, file)
    _stop(beginning.registered(corpus, blob, inside))
    id = beginning.identified(file.name, id_, corpus, [path.stem for path in (folder / "maps").glob("*.y*ml")])
    if isinstance(id, beginning.Refusal):
        raise click.BadParameter(f"{id.message}. {id.help}", param_hint="--id")
    target = inside or file.resolve().name
    if not inside and (folder / "seeds" / target).exists():
        failed(f"there is another file seeds/{target}", f"Register that one, or rename '{file}'.")
    has_codebook = loaded is not None and any((folder / "maps" / f"codebook.{end}").exists() for end in ("yaml", "yml"))
    schema = _schema(folder, corpus)
    made = beginning.begin(corpus, has_codebook, blob, id, target, schema or "../schema/map.json")
    if isinstance(made, beginning.Refusal):
        failed(made.message, made.help)
    with writable(folder):
        for line in _written(folder, made, file, blob.text.content, None if inside else target, corpus, schema is None):
            click.echo(line)
    click.echo(f'\n{id}: {made.told}\nNext: argmap passages {id}, argmap stub {id} "words", argmap validate')


def _project(path: Path) -> tuple[Path, "Project | None"]:
    """The folder to work in, and its project if it has one with a registry."""
    from argmap import files
    from argmap.project import load

    found = files.project_of(path)
    if found is None:
        return (path if path.is_dir() else path.parent).resolve(), None
    if not any((found / name).exists() for name in (files.REGISTRY, files.CODEBOOK)):
        return found, None
    loaded = load(found)
    if (found / files.REGISTRY).exists() and loaded.corpus.registry_document is None:
        unusable(loaded, files.REGISTRY)
    return found, loaded


def _read(file: Path) -> "Blob":
    """The article, or an end with the reason."""
    from argmap import files
    from argmap.drafting.beginning import no_text

    if not file.exists():
        raise click.BadParameter(f"'{file}' does not exist.", param_hint="FILE")
    _stop(no_text(file.name, None) if file.is_file() else None)
    path = file.resolve()
    found = files.read(path.parent, path.name, files.SOURCE_LIMIT)
    if isinstance(found, files.Unread):
        failed(found.message, found.help)
    _stop(no_text(file.name, found.text.content))
    try:
        path.name.encode()
    except UnicodeEncodeError:
        failed("the name of the file is not UTF-8", "Rename it.")
    return found


def _stop(refusal: object) -> None:
    from argmap.drafting.beginning import Refusal

    if isinstance(refusal, Refusal):
        failed(refusal.message, refusal.help)


def _inside(folder: Path, file: Path) -> str | None:
    """The file's name in `seeds/`, if it is there."""
    seeds = (folder / "seeds").resolve()
    path = file.resolve()
    return path.relative_to(seeds).as_posix() if path.is_relative_to(seeds) else None


def _schema(folder: Path, corpus: "Corpus | None") -> str | None:
    """Where the schema of maps is, by a file of the project; None where schemas are to be written."""
    from argmap.drafting.starter import SCHEMAS, schema_of

    documents = [document for _, document in corpus.maps] if corpus else []
    shared = (corpus.codebook_document, corpus.registry_document) if corpus else ()
    for document in (*documents, *shared):
        found = schema_of(document.text.content, "map") if document else None
        if found:
            return found
    return f"../{SCHEMAS}/map.json" if (folder / SCHEMAS / "map.json").exists() else None


def _written(
    folder: Path, made: "Beginning", file: Path, text: str, target: str | None, corpus: "Corpus | None", schemas: bool
) -> Iterator[str]:
    """Write the files, the registry last, and say of each what was done."""
    from argmap import files
    from argmap.cli.schema import KINDS, schema
    from argmap.drafting.starter import ATTRIBUTES, SCHEMAS

    fresh: dict[str, bytes] = {}
    if corpus is None:
        fresh[".gitattributes"] = ATTRIBUTES.encode()
    if schemas:
        fresh |= {f"{SCHEMAS}/{kind}.json": schema(kind).encode() for kind in KINDS}
    if made.codebook is not None:
        fresh[files.CODEBOOK] = made.codebook.encode()
    for name, content in fresh.items():
        if not (folder / name).exists():
            files.write(folder / name, content)
            yield f"{name}  (new)"
    if target:
        path = file.resolve()
        files.write(folder / "seeds" / target, (files.mark_of(path.parent, path.name) + text).encode())
        yield f"seeds/{target}  (copied)"
    files.write(folder / "maps" / f"{made.id}.yaml", made.map.encode())
    yield f"maps/{made.id}.yaml  (new)"
    document = corpus.registry_document if corpus else None
    if document is None:
        files.write(folder / files.REGISTRY, made.registry.content.encode())
        yield f"{files.REGISTRY}  (new)"
    elif files.rewrite(folder, document.text, made.registry):
        yield f"{files.REGISTRY}  ({made.id} added)"
    else:
        failed(f"{files.REGISTRY} was changed by somebody else in the meantime; '{made.id}' was not added.")
