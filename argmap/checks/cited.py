"""What the checks of quotes walk over: every wording with its claim, every passage with its surroundings."""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from argmap.corpus import Citation, Corpus, Entry, Section, Wording
from argmap.diagnostics import Label, Subject
from argmap.quotes import Hit
from argmap.schema import Claim, same_language

Span = tuple[int, int]


class Cited(NamedTuple):
    """A wording of a claim that was found at one passage."""

    entry: Entry
    citation: Citation
    wording: Wording
    hit: Hit

    @property
    def claim(self) -> Claim:
        return self.entry.claims[self.citation.claim]

    @property
    def is_thesis(self) -> bool:
        return self.citation.claim in self.entry.map.theses

    @property
    def subject(self) -> Subject:
        return Subject(self.entry.id, self.citation.claim)

    def labels(self, said: str, *more: Label) -> tuple[Label, ...]:
        """Where the quote was written, the passage with what is said of it, and further places."""
        written = self.entry.document.place(self.wording.route)
        return Label(written), Label(self.entry.place(self.hit), said), *more

    def label(self, span: Span, said: str) -> Label:
        """A stretch of the source, and what is to be seen there."""
        return Label(self.entry.reading.text.place(*span), said)

    def text(self, span: Span) -> str:
        """The citable words of a stretch of the source, apart where they stand apart."""
        citable, (start, end) = self.entry.reading.citable, span
        return citable.spaced(*citable.indices(start, end)) if start < end else ""

    def plain(self, span: Span) -> str:
        """The citable characters of a stretch of the source, one by one."""
        return self.entry.reading.citable.slice(*span) if span[0] < span[1] else ""

    @property
    def paragraph(self) -> Span:
        """The paragraph in which the passage begins."""
        return self._paragraph(self.hit.start)

    @property
    def last_paragraph(self) -> Span:
        """The paragraph in which the passage ends."""
        return self._paragraph(self.hit.end - 1)

    @property
    def before(self) -> Span:
        """The rest of the paragraph before the passage."""
        return self.paragraph[0], self.hit.start

    @property
    def after(self) -> Span:
        """The rest of the paragraph after the passage."""
        return self.hit.end, max(self.hit.end, self.last_paragraph[1])

    def within(self, span: Span, first: int, last: int) -> Span:
        """Where characters of `plain` of a span stand in the file; not empty."""
        citable = self.entry.reading.citable
        at = citable.indices(*span)[0]
        return citable.span(at + first, at + last)

    def _paragraph(self, offset: int) -> Span:
        reading = self.entry.reading
        return reading.paragraphs[reading.paragraph(offset) - 1]


@lru_cache(maxsize=1)
def cited(corpus: Corpus) -> tuple[Cited, ...]:
    """Every wording that was found at one passage. Nearly all rules about quotes ask for them."""
    return tuple(
        Cited(entry, citation, wording, wording.hit)
        for entry in corpus.entries.values()
        for citation in entry.citations
        for wording in citation.wordings
        if wording.hit
    )


def wordings(corpus: Corpus) -> Iterator[tuple[Entry, Wording, Subject]]:
    """Every wording, found or not."""
    for entry in corpus.entries.values():
        for citation in entry.citations:
            for wording in citation.wordings:
                yield entry, wording, Subject(entry.id, citation.claim)


def is_foreign(entry: Entry, wording: Wording) -> bool:
    """Whether a wording stands under a language that the source is not in."""
    by_language = wording.route[-1] == wording.language
    return by_language and not any(same_language(wording.language, each) for each in entry.source.language)


def sections(corpus: Corpus) -> Iterator[tuple[Entry, Section]]:
    """The start of every part."""
    for entry in corpus.entries.values():
        for section in entry.sections:
            yield entry, section
