"""An article by numbered paragraph, with what of it is cited, and how much is not."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from argmap.corpus import Corpus, Entry
from argmap.drafting.lines import BOLD, DIM, NO_START, Marked, Span, columns, lines, marked, painted, paragraph
from argmap.readers import Kind, Reading
from argmap.schema import Source

MARGIN: Final = 5
"""The columns of a paragraph's number and of the space after it."""
_BEGINNING: Final = 40


@dataclass(frozen=True)
class Passage:
    """A paragraph: its number, its span of the file, its kind, what in it is cited and by whom, and what is not."""

    number: int
    start: int
    end: int
    kind: Kind
    cited: tuple[Span, ...]
    uncited: tuple[Span, ...]
    claims: tuple[str, ...]
    parts: tuple[str, ...]

    @property
    def counts(self) -> bool:
        """Whether the paragraph is part of what could be cited."""
        return self.kind is not Kind.BOILERPLATE


@dataclass(frozen=True)
class Stretch:
    """Words in a row that nobody cites, over paragraphs too: how many characters, from where to where."""

    size: int
    start: int
    first: int
    last: int


@dataclass(frozen=True)
class Coverage:
    """An article's paragraphs, and how much of them is cited. Spaces and boilerplate do not count."""

    reading: Reading
    passages: tuple[Passage, ...]

    @cached_property
    def citable(self) -> tuple[Passage, ...]:
        return tuple(passage for passage in self.passages if passage.counts)

    @property
    def cited_paragraphs(self) -> int:
        return sum(bool(passage.cited) for passage in self.citable)

    @property
    def characters(self) -> int:
        return sum(self.size(passage.start, passage.end) for passage in self.citable)

    @property
    def cited_characters(self) -> int:
        return sum(self.size(*span) for passage in self.citable for span in passage.cited)

    @property
    def longest(self) -> Stretch | None:
        """The longest stretch that nobody cites; None where all is cited."""
        return max(self._stretches(), key=lambda stretch: stretch.size, default=None)

    def size(self, start: int, end: int) -> int:
        """How many citable characters, spaces apart, stand in a span of the file."""
        return len("".join(self.reading.citable.slice(start, end).split()))

    def _stretches(self) -> Iterator[Stretch]:
        """Every stretch that nobody cites, in order; one goes on where a paragraph ends uncited."""
        cited = [start for passage in self.passages for start, _ in passage.cited]
        open_, before = None, 0
        for passage in self.citable:
            for start, end in passage.uncited:
                if open_ and bisect_left(cited, before) < bisect_left(cited, start):
                    yield open_
                    open_ = None
                sofar = open_ or Stretch(0, start, passage.number, passage.number)
                open_ = Stretch(sofar.size + self.size(start, end), sofar.start, sofar.first, passage.number)
                before = end
        if open_:
            yield open_


def coverage(reading: Reading, entry: Entry | None) -> Coverage:
    """What of an article its map cites; without a map, nothing."""
    cited = sorted(
        (*fragment, citation.claim)
        for citation in (entry.citations if entry else ())
        for hit in citation.hits
        for fragment in hit.fragments
    )
    starts = {section.id: section.start for section in (entry.sections if entry else ())}
    passages = []
    for number, (start, end) in enumerate(reading.paragraphs, start=1):
        here = [(max(one, start), min(other, end), claim) for one, other, claim in cited if one < end and start < other]
        region = reading.region_at(start, end)
        claims = tuple(dict.fromkeys(claim for _, _, claim in here))
        parts = tuple(id for id, at in starts.items() if at is not None and start <= at < end)
        merged = _merged([(one, other) for one, other, _ in here])
        left = tuple(_left(reading, start, end, merged))
        kind = region.kind if region else Kind.PARAGRAPH
        passages.append(Passage(number, start, end, kind, merged, left, claims, parts))
    return Coverage(reading, tuple(passages))


def _merged(spans: list[Span]) -> tuple[Span, ...]:
    """The spans, in order, those made one that touch."""
    merged: list[Span] = []
    for start, end in spans:
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return tuple(merged)


def _left(reading: Reading, start: int, end: int, cited: tuple[Span, ...]) -> Iterator[Span]:
    """The spans with words that nobody cites, without the marks that end what stands before them."""
    citable = reading.citable
    edges = [start, *(edge for span in cited for edge in span), end]
    for one, other in zip(edges[::2], edges[1::2], strict=True):
        first, last = citable.indices(one, other)
        while first < last and (citable.characters[first] in NO_START or citable.characters[first].isspace()):
            first += 1
        if any(character.isalnum() for character in citable.characters[first:last]):
            yield citable.starts[first], other


def write(corpus: Corpus, source: str, width: int, colour: bool, uncited: bool = False) -> str:
    """The article for people, or only what nobody cites of it."""
    reading, entry = corpus.articles[source].reading, corpus.entries.get(source)
    found = coverage(reading, entry)
    blocks = ["\n".join(_head(source, corpus.sources[source], found, width, colour))]
    for passage in found.passages:
        body = _uncited(found, passage, width, colour) if uncited else _whole(found, passage, width, colour)
        if body:
            blocks.append("\n".join(body))
    blocks.append("\n".join(_summary(found, entry is not None, width, colour)))
    return "\n\n".join(blocks) + "\n"


def _head(source: str, registered: Source, found: Coverage, width: int, colour: bool) -> Iterator[str]:
    title = next(iter(registered.title.values()), "") if registered.title else ""
    for line in paragraph(f"{source}: {title}" if title else source, width):
        yield painted(line, BOLD, colour)
    yield painted(f"{found.reading.text.name}, {_counted(len(found.passages), 'paragraph')}", DIM, colour)


def _whole(found: Coverage, passage: Passage, width: int, colour: bool) -> list[str]:
    """A paragraph with its number, its kind, the cited words marked, and who cites them."""
    words = marked(found.reading.citable, passage.start, passage.end, passage.cited)
    shown = [painted(" " * MARGIN + f"§ {part}", BOLD, colour) for part in passage.parts]
    shown += _numbered(passage, lines(words, width - MARGIN, colour), colour)
    if passage.claims:
        shown += paragraph("← " + ", ".join(passage.claims), width, " " * MARGIN, " " * (MARGIN + 2))
    return shown


def _uncited(found: Coverage, passage: Passage, width: int, colour: bool) -> list[str]:
    """The words of a paragraph that nobody cites, with `…` for those that are."""
    if not passage.counts or not passage.uncited:
        return []
    pieces = [marked(found.reading.citable, *span, ()).text.strip() for span in passage.uncited]
    text = " … ".join(piece for piece in pieces if piece)
    opening = "… " if passage.cited and passage.cited[0][0] <= passage.start else ""
    closing = " …" if passage.cited and passage.cited[-1][1] >= passage.end else ""
    return _numbered(passage, lines(Marked(f"{opening}{text}{closing}"), width - MARGIN, colour), colour)


def _numbered(passage: Passage, body: list[str], colour: bool) -> list[str]:
    """The lines of a paragraph behind its number; kinds other than a paragraph stand in a line before them."""
    kind = "" if passage.kind is Kind.PARAGRAPH else painted(f"[{passage.kind.value}]", DIM, colour)
    first = painted(f"{passage.number:>{MARGIN - 2}}", BOLD, colour) + "  "
    return [
        f"{'' if at else first}{' ' * MARGIN if at else ''}{line}" for at, line in enumerate([kind, *body][not kind :])
    ]


def _summary(found: Coverage, mapped: bool, width: int, colour: bool) -> Iterator[str]:
    total, characters = len(found.citable), found.characters
    if not mapped:
        yield "This source has no map: nothing is cited yet."
    else:
        paragraphs, cited = found.cited_paragraphs, found.cited_characters
        yield painted(
            f"Cited: {paragraphs} of {_counted(total, 'paragraph')} ({_share(paragraphs, total)}), "
            f"{cited} of {_counted(characters, 'character')} ({_share(cited, characters)}), boilerplate left out.",
            BOLD,
            colour,
        )
    longest = found.longest
    if longest is None:
        yield "Nothing is left uncited."
        return
    here = (
        f"paragraph {longest.first}"
        if longest.first == longest.last
        else f"paragraphs {longest.first} to {longest.last}"
    )
    place = found.reading.text.place(longest.start, longest.start)
    end = next(passage.end for passage in found.citable if passage.number == longest.first)
    beginning = _cut(marked(found.reading.citable, longest.start, end, ()).text.strip())
    size = _counted(longest.size, "character")
    yield from paragraph(f"The longest stretch that nobody cites: {size} in {here}, from {place}: {beginning}", width)


def _cut(text: str) -> str:
    """The beginning of a text."""
    size = 0
    for at, character in enumerate(text):
        size += columns(character)
        if size > _BEGINNING:
            return f"{text[:at]}…"
    return text


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f} %" if whole else "–"


def _counted(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"
