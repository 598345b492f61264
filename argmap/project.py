"""A project put together once: its files read, its corpus linked, everything that can be said about it said."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from argmap import checks, decode, files, syntax
from argmap.corpus import Article, Corpus, link
from argmap.diagnostics import Diagnostic, Label, Rule, Severity, in_order
from argmap.readers import READERS
from argmap.schema import ArgumentMap, Codebook, Registry, Written
from argmap.syntax import Document

Model = TypeVar("Model", bound=Written)

RULES: tuple[Rule, ...] = tuple(
    sorted((*files.RULES, *syntax.RULES, *decode.RULES, *checks.RULES), key=lambda rule: rule.name)
)
"""Every rule of argmap, by name."""


@dataclass(frozen=True)
class Project:
    """A folder with `maps/` and `seeds/`: its corpus, and all diagnostics in order."""

    folder: Path
    corpus: Corpus
    diagnostics: tuple[Diagnostic, ...]
    inputs: Mapping[str, str]

    @cached_property
    def stamp(self) -> str:
        """SHA-256 over all files that the figures are made from, by name and content."""
        lines = "".join(f"{name} {digest}\n" for name, digest in sorted(self.inputs.items()))
        return sha256(lines.encode()).hexdigest()

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


def load(folder: Path) -> Project:
    """The project in a folder. What is wrong with its files is in its diagnostics; nothing is raised for them."""
    listing = files.listing(folder)
    loader = _Loader(folder)
    registry = loader.written(listing.registry, Registry)
    codebook = loader.written(listing.codebook, Codebook)
    maps = [loader.written(each, ArgumentMap) for each in listing.maps.values()]
    articles = dict(loader.articles(registry)) if registry else {}
    whole = tuple(each for each in maps if each)
    corpus = link(codebook, registry, articles, whole, complete=len(whole) == len(maps))
    found = (*loader.diagnostics, *checks.run(corpus))
    return Project(folder, corpus, in_order(found), loader.inputs)


class _Loader:
    """Collects, while files are read, what is wrong with them and what they hash to."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.diagnostics: list[Diagnostic] = []
        self.inputs: dict[str, str] = {}

    def written(self, file: files.Read, model: type[Model]) -> tuple[Model, Document] | None:
        """The model that a YAML file holds, with its document."""
        if isinstance(file, files.Unread):
            self.diagnostics.append(file.diagnostic())
            return None
        self.inputs[file.text.name] = file.sha256
        document, problems = syntax.read(file.text)
        self.diagnostics.extend(problems)
        if document is None:
            return None
        made, mistakes = decode.decode(document, model)
        self.diagnostics.extend(mistakes)
        return None if made is None else (made, document)

    def articles(self, registry: tuple[Registry, Document]) -> Iterator[tuple[str, Article]]:
        """The sources that can be read, by id."""
        for id, source in registry[0].sources.items():
            file = files.source(self.folder, source.file)
            if isinstance(file, files.Unread):
                place = registry[1].place(("sources", id, "file"))
                self.diagnostics.append(file.diagnostic(Label(place)))
            else:
                self.inputs[file.text.name] = file.sha256
                yield id, Article(READERS[source.format](file.text), file.sha256)
