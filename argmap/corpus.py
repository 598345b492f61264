"""Maps and sources together, with every quote looked up. Facts only: `checks` judges them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple

from argmap.quotes import Hit, Step, find
from argmap.readers import Reading
from argmap.schema import ANY_LANGUAGE, ArgumentMap, Claim, Codebook, Quote, Registry, Source
from argmap.syntax import Document
from argmap.text import Place

Route = tuple[str | int, ...]
NO_CODEBOOK = Codebook(title={ANY_LANGUAGE: "–"}, languages=("en",))
"""Stands where the codebook could not be read."""


class Wording(NamedTuple):
    """One wording of a quote, where it was written, and every passage that it was found at."""

    route: Route
    language: str
    text: str
    hits: tuple[Hit, ...]

    @property
    def hit(self) -> Hit | None:
        """The passage, if there is exactly one."""
        return self.hits[0] if len(self.hits) == 1 else None


_FURTHER: Final = {step: number for number, step in enumerate(Step)}


class Citation(NamedTuple):
    """A claim's quote with the passages it points at. `number` is its place in the evidence list, 0 if not found.

    Numbers follow the source; citations of one passage share one.
    """

    claim: str
    quote: Quote
    wordings: tuple[Wording, ...]
    number: int = 0

    @property
    def found(self) -> bool:
        return all(wording.hit for wording in self.wordings)

    @property
    def hits(self) -> tuple[Hit, ...]:
        """The passages, one a wording, of those that were found once."""
        return tuple(wording.hit for wording in self.wordings if wording.hit)

    @property
    def step(self) -> Step | None:
        """The furthest step of the ladder that a wording needed; None if one was not found."""
        return max((hit.step for hit in self.hits), key=_FURTHER.__getitem__) if self.found else None

    def wording(self, language: str) -> Wording:
        """The wording in a language, or the first."""
        for wording in self.wordings:
            if wording.language.partition("-")[0] == language.partition("-")[0]:
                return wording
        return self.wordings[0]


class Section(NamedTuple):
    """A part of an article: from where it starts, in the file, to the next part or the end."""

    id: str
    route: Route
    hits: tuple[Hit, ...]
    start: int | None
    end: int


class Article(NamedTuple):
    """A source's file as read, and the SHA-256 of its bytes."""

    reading: Reading
    sha256: str


@dataclass(frozen=True, eq=False)
class Entry:
    """One source with its map: what was written, what was read, and where the quotes stand."""

    id: str
    source: Source
    reading: Reading
    map: ArgumentMap
    document: Document
    citations: tuple[Citation, ...]
    sections: tuple[Section, ...]

    def place(self, hit: Hit) -> Place:
        return self.reading.text.place(hit.start, hit.end)

    @cached_property
    def claims(self) -> Mapping[str, Claim]:
        """Theses and claims, by id, in the order of the file."""
        return self.map.all_claims

    @cached_property
    def citations_of(self) -> Mapping[str, tuple[Citation, ...]]:
        """The citations of each claim, by its id."""
        found: dict[str, tuple[Citation, ...]] = dict.fromkeys(self.map.all_claims, ())
        for citation in self.citations:
            found[citation.claim] += (citation,)
        return found

    def section_of(self, claim: str) -> str | None:
        """The part in which a claim's first quote stands; None before the first part, or without a passage."""
        starts = [citation.hits[0].start for citation in self.citations_of[claim] if citation.hits]
        if not starts:
            return None
        for section in self.sections:
            if section.start is not None and section.start <= starts[0] < section.end:
                return section.id
        return None


@dataclass(frozen=True, eq=False)
class Corpus:
    """Everything that was written and read, and the sources that have a map, by id in the registry's order.

    A document that is None could not be read: what would refer into it cannot be judged. `complete` says that
    every map of the project was read.
    """

    codebook: Codebook
    codebook_document: Document | None
    sources: Mapping[str, Source]
    registry_document: Document | None
    articles: Mapping[str, Article]
    maps: tuple[tuple[ArgumentMap, Document], ...]
    complete: bool
    entries: Mapping[str, Entry]


def link(
    codebook: tuple[Codebook, Document] | None,
    registry: tuple[Registry, Document] | None,
    articles: Mapping[str, Article],
    maps: tuple[tuple[ArgumentMap, Document], ...],
    complete: bool,
) -> Corpus:
    """The corpus; entries are the maps whose source is registered and could be read, the first of two."""
    book, book_document = codebook or (NO_CODEBOOK, None)
    sources, sources_document = (registry[0].sources, registry[1]) if registry else ({}, None)
    written = {map.source: (map, document) for map, document in reversed(maps)}
    entries = {
        id: _entry(id, source, articles[id].reading, *written[id])
        for id, source in sources.items()
        if id in written and id in articles
    }
    return Corpus(book, book_document, sources, sources_document, articles, maps, complete, entries)


def _entry(id: str, source: Source, reading: Reading, map: ArgumentMap, document: Document) -> Entry:
    citations = [
        citation
        for group, claims in (("theses", map.theses), ("claims", map.claims))
        for name, claim in claims.items()
        for citation in _citations(name, claim, (group, name), source, reading)
    ]
    return Entry(id, source, reading, map, document, _numbered(citations), _sections(map, reading))


def _citations(name: str, claim: Claim, route: Route, source: Source, reading: Reading) -> list[Citation]:
    """The claim's quotes, looked up in the source."""
    return [
        Citation(name, quote, _wordings(quote, (*route, "quote", index, "text"), source, reading))
        for index, quote in enumerate(claim.quote)
    ]


def _wordings(quote: Quote, route: Route, source: Source, reading: Reading) -> tuple[Wording, ...]:
    return tuple(
        Wording(
            route if language == ANY_LANGUAGE else (*route, language),
            language or source.language[0],
            text,
            find(reading.citable, text, quote.prefix or "", quote.suffix or ""),
        )
        for language, text in quote.text.items()
    )


def _numbered(citations: Sequence[Citation]) -> tuple[Citation, ...]:
    """The citations with their numbers, by where their first passage stands in the file."""
    spans = {(c.hits[0].start, c.hits[0].end) for c in citations if c.found}
    numbers = {span: number for number, span in enumerate(sorted(spans), start=1)}
    return tuple(c._replace(number=numbers[c.hits[0].start, c.hits[0].end]) if c.found else c for c in citations)


def _sections(map: ArgumentMap, reading: Reading) -> tuple[Section, ...]:
    found = {name: find(reading.citable, part.starts, "", "") for name, part in map.parts.items()}
    starts = {name: hits[0].start for name, hits in found.items() if hits}
    borders = [*sorted(starts.values()), len(reading.text.content)]

    def end(start: int | None) -> int:
        return next(border for border in borders if start is None or border > start)

    return tuple(
        Section(name, ("parts", name, "starts"), found[name], starts.get(name), end(starts.get(name)))
        for name in map.parts
    )
