"""A project put together once: its files read, its corpus linked, everything that can be said about it said."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

from argmap import checks, decode, files, ignores, syntax
from argmap.corpus import Article, Corpus, link
from argmap.diagnostics import Diagnostic, Label, Rule, Severity, in_order
from argmap.readers import READERS
from argmap.schema import ArgumentMap, Codebook, Registry, Written
from argmap.syntax import Document
from argmap.text import Text

if TYPE_CHECKING:
    from argmap.fixes import Judged, Mended

Model = TypeVar("Model", bound=Written)

RULES: tuple[Rule, ...] = tuple(
    sorted((*files.RULES, *syntax.RULES, *decode.RULES, *checks.RULES, *ignores.RULES), key=lambda rule: rule.name)
)
"""Every rule of argmap, by name."""

_FIRM: Final = frozenset(
    rule.name
    for rule in (*files.RULES, *syntax.RULES, *decode.RULES, *ignores.RULES)
    if rule.severity is Severity.ERROR or rule in ignores.RULES
)
"""Rules that no comment takes back: a file that breaks them is not read, or is a comment itself."""


@dataclass(frozen=True, eq=False)
class Project:
    """A folder with `maps/` and `seeds/`: its corpus, and all diagnostics in order.

    `inputs` are the hashes of its files by name, `texts` its YAML files; `documents` those that are YAML, and `whole`
    names those that say something.
    """

    folder: Path
    corpus: Corpus
    diagnostics: tuple[Diagnostic, ...]
    inputs: Mapping[str, str]
    texts: Mapping[str, Text]
    documents: Mapping[str, Document]
    whole: frozenset[str]

    @cached_property
    def stamp(self) -> str:
        """SHA-256 over all files that the figures are made from, by name and content."""
        lines = "".join(f"{name} {digest}\n" for name, digest in sorted(self.inputs.items()))
        return sha256(lines.encode("utf-8", "surrogateescape")).hexdigest()

    @property
    def judged(self) -> "Judged":
        """What fixes are made from, and are checked by."""
        from argmap.fixes import Judged  # most commands make none

        return Judged(self.diagnostics, self.texts, self.documents, self.whole)

    def errors(self, sources: Iterable[str] | None = None) -> tuple[Diagnostic, ...]:
        """The errors that stand in the way of figures of these sources, or of all."""
        wanted = None if sources is None else set(sources)
        shared = (files.REGISTRY, files.CODEBOOK)
        return tuple(
            diagnostic
            for diagnostic in self.diagnostics
            if diagnostic.severity is Severity.ERROR
            and (wanted is None or diagnostic.place.text.name in shared or _source_of(diagnostic) in wanted)
        )


def _source_of(diagnostic: Diagnostic) -> str:
    return diagnostic.subject.source or diagnostic.place.text.name.rpartition("/")[2].rpartition(".")[0]


def load(folder: Path, texts: Mapping[str, Text] | None = None, maps_in: str = "maps") -> Project:
    """The project in a folder, with texts in the place of its YAML files of the same names.

    `maps_in` is the folder of the maps, from the project's: another coding of the same articles can be read.
    What is wrong with its files is in its diagnostics; nothing is raised for them.
    """
    listing = files.listing(folder, maps_in)
    loader = _Loader(folder, texts or {})
    registry = loader.written(listing.registry, Registry)
    codebook = loader.written(listing.codebook, Codebook)
    if codebook and maps_in != "maps":
        # Links join claims of the project's own maps, which another coding does not have.
        codebook = codebook[0].model_copy(update={"links": ()}), codebook[1]
    maps = [loader.written(each, ArgumentMap) for each in listing.maps.values()]
    articles = dict(loader.articles(registry)) if registry else {}
    whole = tuple(each for each in maps if each)
    corpus = link(codebook, registry, articles, whole, complete=len(whole) == len(maps))
    diagnostics = _said((*loader.diagnostics, *checks.run(corpus)), loader.documents.values())
    whole_files = frozenset(loader.whole)
    return Project(folder, corpus, diagnostics, loader.inputs, loader.texts, loader.documents, whole_files)


def _said(found: Iterable[Diagnostic], documents: Iterable[Document]) -> tuple[Diagnostic, ...]:
    """What was found, in order, without what comments ignore."""
    unique = in_order(found)
    known = ignores.Known([rule.name for rule in RULES], _FIRM)
    complete = not any(each.rule.name in _FIRM for each in unique)
    return in_order(ignores.without_ignored(unique, tuple(documents), known, complete))


def mend(folder: Path, unsafe: bool, wanted: Callable[[Diagnostic], bool] = lambda _: True) -> "Mended":
    """The project's files with the fixes of the wanted diagnostics made; nothing is written."""
    from argmap import fixes

    return fixes.mend(lambda texts: load(folder, texts).judged, unsafe, wanted)


class _Loader:
    """Collects, while files are read, what is wrong with them and what they hash to."""

    def __init__(self, folder: Path, changed: Mapping[str, Text]) -> None:
        self.folder = folder
        self.changed = changed
        self.diagnostics: list[Diagnostic] = []
        self.inputs: dict[str, str] = {}
        self.texts: dict[str, Text] = {}
        self.documents: dict[str, Document] = {}
        self.whole: set[str] = set()

    def written(self, file: files.Read, model: type[Model]) -> tuple[Model, Document] | None:
        """The model that a YAML file holds, with its document."""
        if isinstance(file, files.Unread):
            self.diagnostics.append(file.diagnostic())
            return None
        name = file.text.name
        self.inputs[name] = file.sha256
        text = self.texts[name] = self.changed.get(name, file.text)
        document, problems = syntax.read(text)
        self.diagnostics.extend(problems)
        if document is None:
            return None
        self.documents[name] = document
        made, mistakes = decode.decode(document, model)
        self.diagnostics.extend(mistakes)
        if made is None:
            return None
        self.whole.add(name)
        return made, document

    def articles(self, registry: tuple[Registry, Document]) -> Iterator[tuple[str, Article]]:
        """The sources that can be read, by id."""
        for id, source in registry[0].sources.items():
            file = files.source(self.folder, source.file)
            if isinstance(file, files.Unread):
                place = registry[1].place(("sources", id, "file"))
                self.diagnostics.append(file.diagnostic(Label(place), source=id))
            else:
                self.inputs[file.text.name] = file.sha256
                yield id, Article(READERS[source.format](file.text), file.sha256)
