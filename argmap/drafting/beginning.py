"""What registering an article comes to: the new content of each file, or why it is refused. Nothing is written here."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

from argmap.corpus import Corpus, link
from argmap.decode import decode
from argmap.drafting import registry, starter
from argmap.drafting.sniff import UNKNOWN, Facts, facts
from argmap.files import CODEBOOK, REGISTRY, Blob
from argmap.schema import ID, Codebook
from argmap.syntax import read
from argmap.text import Text

_NO_TEXT: Final[Mapping[str, str]] = {
    ".pdf": "a PDF",
    ".doc": "a Word document",
    ".docx": "a Word document",
    ".odt": "an OpenDocument text",
    ".rtf": "a document in RTF",
    ".epub": "an e-book",
    ".pages": "a Pages document",
    ".ppt": "a presentation",
    ".pptx": "a presentation",
    ".xls": "a table",
    ".xlsx": "a table",
}
_BEGINS: Final[Mapping[str, str]] = {"%PDF-": "a PDF", "{\\rtf": "a document in RTF"}


@dataclass(frozen=True)
class Refusal:
    """Why an article cannot be registered, and what to do."""

    message: str
    help: str = ""


@dataclass(frozen=True)
class Beginning:
    """A registered article: the registry as it is to be, the map, and the codebook where there was none."""

    id: str
    facts: Facts
    registry: Text
    map: str
    codebook: str | None

    @property
    def told(self) -> str:
        """What the file says of itself, on one line."""
        found = self.facts
        language = ", ".join(found.languages) if found.languages != (UNKNOWN,) else "language unknown"
        given = [found.format, language, found.date, f"“{found.title}”" if found.title else "", *found.authors]
        return ", ".join(each for each in given if each)


def no_text(name: str, content: str | None) -> Refusal | None:
    """Why a file is no text, by its name or its first characters; None where nothing speaks against it."""
    ending = name[name.rfind(".") :].lower() if "." in name else ""
    what = _NO_TEXT.get(ending) or next(
        (said for start, said in _BEGINS.items() if (content or "").startswith(start)), None
    )
    if what is None:
        return None
    return Refusal(
        f"`{name}` is {what}, and argmap reads text", "Save its text as UTF-8 (.txt, .md or .html) and register that."
    )


def identified(name: str, given: str | None, corpus: Corpus | None, mapped: Collection[str]) -> str | Refusal:
    """The id of a new source: the one given, or one made of the file's name. `mapped` are the maps there are."""
    id = given or registry.suggested_id(name)
    if not id or not ID.match(id):
        if given:
            return Refusal(f"'{given}' is not an id", "An id is made of letters, digits and hyphens between them.")
        return Refusal(f"no id can be made of the name `{name}`", "Choose one with --id.")
    other = registry.taken(id, [*(corpus.sources if corpus else ()), *mapped])
    if other is None:
        return id
    if other in registry.RESERVED:
        return Refusal(f"the id '{id}' is taken: maps/{other}.yaml is another file", "Choose one with --id.")
    what = f"there is a source '{other}'" if corpus and other in corpus.sources else f"there is a map maps/{other}.yaml"
    return Refusal(f"the id '{id}' is taken: {what}", "Choose another one with --id.")


def registered(corpus: Corpus | None, blob: Blob, file: str | None) -> Refusal | None:
    """Whether the file, by its name in `seeds/` or by its bytes, is a source already."""
    for id, source in corpus.sources.items() if corpus else ():
        article = corpus.articles.get(id) if corpus else None
        if source.file == file or (article and article.sha256 == blob.sha256):
            return Refusal(
                f"this file is registered already, as '{id}' (seeds/{source.file})", f"Its map is maps/{id}.yaml."
            )
    return None


def begin(
    corpus: Corpus | None, has_codebook: bool, blob: Blob, id: str, file: str, schema: str
) -> Beginning | Refusal:
    """The new content of the project's files for an article that will be `seeds/FILE`."""
    found, reading = facts(Text(f"seeds/{file}", blob.text.content))
    schemas = schema.rpartition("/")[0]
    codebook = None if has_codebook else starter.codebook(starter.languages_for(found), schemas)
    map = starter.starter_map(_with(corpus, codebook), id, found, reading, schema)
    if map is None:
        return Refusal(f"`{file}` has no words that could be quoted", "Is it the article's text?")
    block = registry.fields(found, id, file, blob.sha256)
    document = corpus.registry_document if corpus else None
    if document is None:
        made: Text | None = Text(REGISTRY, starter.registry(registry.lines(None, id, block), schemas))
    else:
        made = registry.appended(document, id, block)
    if made is None:
        lines = "\n".join(registry.lines(document, id, block))
        return Refusal(f"{REGISTRY} is written so that nothing can be added at its end", f"Add this by hand:\n{lines}")
    return Beginning(id, found, made, map, codebook)


def _with(corpus: Corpus | None, codebook: str | None) -> Corpus:
    """The corpus, or one that has nothing but a new codebook."""
    if corpus and codebook is None:
        return corpus
    document = read(Text(CODEBOOK, codebook or ""))[0]
    book = decode(document, Codebook)[0] if document else None
    return link((book, document) if book and document else None, None, {}, (), complete=True)
