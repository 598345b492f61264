"""Where words stand in the sources, by every step of the ladder, each place with a citation to paste."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from argmap.checks.difference import changes
from argmap.corpus import Corpus
from argmap.drafting.citation import drafted
from argmap.drafting.lines import (
    ADDED,
    BOLD,
    REMOVED,
    WARNED,
    columns,
    lines,
    marked,
    painted,
    paragraph,
    set_in_lines,
    visible,
)
from argmap.messages.report import SAID
from argmap.quotes import Citable, Hit, cuts, find, find_fragments
from argmap.quotes.marks import close_marks
from argmap.quotes.near import Near, nearest
from argmap.quotes.omission import cut
from argmap.readers import Kind, Reading

PLACES_MAX: Final = 5
"""So many places in one source are shown."""
NEAR_MAX: Final = 3
_AROUND: Final = 36
"""So many columns of the paragraph are shown before the words and after them."""
_MARKS: Final = (("", "", ""), ("[-", "-]", REMOVED), ("{+", "+}", ADDED))
_WHERE: Final = {
    Kind.TITLE: "the title",
    Kind.HEADING: "a heading",
    Kind.CAPTION: "a caption",
    Kind.BYLINE: "a byline",
    Kind.BOILERPLATE: "boilerplate",
}


@dataclass(frozen=True)
class Found:
    """A source in which the words stand, and the places."""

    source: str
    reading: Reading
    hits: tuple[Hit, ...]


@dataclass(frozen=True)
class Missed:
    """A source in which something like the words stands; `fragment` says that they are only part of what was asked."""

    source: str
    reading: Reading
    near: Near
    words: str
    fragment: bool = False


@dataclass(frozen=True)
class Search:
    """What a search comes to: places, or what comes near; `elsewhere` are places in sources not asked for.

    `disordered` are the sources that have every part between omission marks, but in another order.
    """

    found: tuple[Found, ...]
    missed: tuple[Missed, ...] = ()
    elsewhere: tuple[Found, ...] = ()
    disordered: tuple[str, ...] = ()


def search(corpus: Corpus, text: str, source: str | None = None) -> Search:
    """Look words up in one source or in all that can be read."""
    readings = {id: corpus.articles[id].reading for id in corpus.sources if id in corpus.articles}
    asked = [id for id in readings if source in (None, id)]
    if len("".join(text.split())) > max((len(each.text.content) for each in readings.values()), default=0):
        # More than any source holds.
        return Search(())
    found = tuple(_found(readings, asked, text))
    if found:
        return Search(found)
    names = frozenset(
        name for speaker in corpus.codebook.speakers.values() for name in (*speaker.name.values(), *speaker.also)
    )
    missed = [near for id in asked if (near := _missed(id, readings[id], text, names))]
    missed.sort(key=lambda each: -each.near.similarity)
    others = [id for id in readings if id not in asked]
    return Search(
        (), tuple(missed[:NEAR_MAX]), tuple(_found(readings, others, text)), _disordered(readings, asked, text)
    )


def _found(readings: dict[str, Reading], sources: Iterable[str], text: str) -> Iterator[Found]:
    for id in sources:
        hits = find(readings[id].citable, text)
        if hits:
            yield Found(id, readings[id], hits)


def _missed(id: str, reading: Reading, text: str, names: frozenset[str]) -> Missed | None:
    """The nearest passage: of words with an omission, that of the part which is not found."""
    near = nearest(reading.citable, text, names)
    if near:
        return Missed(id, reading, near, text)
    parts = find_fragments(reading.citable, text)
    if len(parts) < 2 or not any(hits for _, hits in parts):
        return None
    for part, hits in parts:
        near = None if hits else nearest(reading.citable, part, names)
        if near:
            return Missed(id, reading, near, part, fragment=True)
    return None


def _disordered(readings: dict[str, Reading], sources: Iterable[str], text: str) -> tuple[str, ...]:
    def has_all(id: str) -> bool:
        parts = find_fragments(readings[id].citable, text)
        return len(parts) > 1 and all(hits for _, hits in parts)

    return tuple(id for id in sources if has_all(id))


def write(corpus: Corpus, result: Search, width: int, colour: bool) -> str:
    """The result for people."""
    blocks = [block for found in result.found for block in _places(corpus, found, width, colour)]
    if not blocks:
        blocks = list(_without(result, width, colour))
    return "\n\n".join(blocks) + "\n"


def _places(corpus: Corpus, found: Found, width: int, colour: bool) -> Iterator[str]:
    for hit in found.hits[:PLACES_MAX]:
        place = str(found.reading.text.place(hit.start, hit.end))
        how = SAID[hit.step] + (f" ({', '.join(hit.folds)})" if hit.folds else "")
        body = _headed(place, f"({', '.join(_whereabouts(found, hit))}): {how}", width, colour)
        body += context(found.reading, hit, width, colour)
        body += [painted(f"  {note}", WARNED, colour) for note in _notes(found, hit)]
        claims = _cited_by(corpus, found.source, hit)
        body += paragraph(f"cited by {', '.join(claims)}", width, "  ", "    ") if claims else []
        body.append(citation(found.reading, hit.start, hit.end, hit.gaps))
        yield "\n".join(body)
    more = len(found.hits) - PLACES_MAX
    if more > 0:
        yield f"… and {more} more place{'s' if more > 1 else ''} in {found.source}: look for more of the sentence."


def _headed(place: str, told: str, width: int, colour: bool) -> list[str]:
    """A place, which stays in one piece, and what is told of it: on the next line where there is no room."""
    if columns(f"{place} {told}") <= width:
        return [f"{painted(place, BOLD, colour)} {told}"]
    return [painted(place, BOLD, colour), *paragraph(told, width, "  ", "  ")]


def context(reading: Reading, hit: Hit, width: int, colour: bool) -> list[str]:
    """The passage in its paragraph, marked."""
    start = reading.paragraphs[reading.paragraph(hit.start) - 1][0]
    end = reading.paragraphs[reading.paragraph(hit.end - 1) - 1][1]
    words = marked(reading.citable, min(start, hit.start), max(end, hit.end), hit.fragments)
    return [f"  {line}" for line in lines(words.cut(_AROUND, _AROUND), width - 2, colour)]


def citation(reading: Reading, start: int, end: int, gaps: tuple[tuple[int, int], ...] = ()) -> str:
    """The YAML to paste, or why there is none."""
    made = drafted(reading.citable, start, end, gaps)
    return made.yaml() if made else "    # These words stand more than once, in the same surroundings: quote more."


def _whereabouts(found: Found, hit: Hit) -> Iterator[str]:
    """The source, the paragraph, and what kind of text it is."""
    reading = found.reading
    yield found.source
    first, last = reading.paragraph(hit.start), reading.paragraph(hit.end - 1)
    yield f"paragraph {first}" if first == last else f"paragraphs {first} to {last}"
    region = reading.region_at(hit.start, hit.end)
    if region and region.kind in _WHERE:
        yield f"in {_WHERE[region.kind]}"
    if reading.speech_at(hit.start, hit.end):
        yield "in quotation marks"


def _notes(found: Found, hit: Hit) -> Iterator[str]:
    for what in sorted(cuts(found.reading.citable, hit)):
        yield f"these words begin or end within a {what}"


def _cited_by(corpus: Corpus, source: str, hit: Hit) -> list[str]:
    """The claims whose quotes share words with the passage."""
    entry = corpus.entries.get(source)
    citing = [
        citation.claim
        for citation in (entry.citations if entry else ())
        if any(other.start < hit.end and hit.start < other.end for other in citation.hits)
    ]
    return list(dict.fromkeys(citing))


def _without(result: Search, width: int, colour: bool) -> Iterator[str]:
    yield painted("These words were not found.", f"{BOLD};{REMOVED}", colour)
    for found in result.elsewhere:
        place = found.reading.text.place(found.hits[0].start, found.hits[0].end)
        yield f"They stand in another source, {found.source}: {place}"
    if result.disordered:
        yield f"Their parts all stand in {', '.join(result.disordered)}, but in another order."
    for missed in result.missed:
        yield "\n".join(_near(missed, width, colour))


def _near(missed: Missed, width: int, colour: bool) -> Iterator[str]:
    near, reading = missed.near, missed.reading
    place = str(reading.text.place(near.start, near.end))
    part = f"; of the part “{visible(missed.words)}”" if missed.fragment else ""
    where = f"{missed.source}, paragraph {reading.paragraph(near.start)}"
    yield from _headed(place, f"({where}): the nearest passage, similarity {near.similarity:.2f}{part}", width, colour)
    yield from (f"  {line}" for line in _difference(missed, width - 2, colour))
    yield f"  {painted('[-only in your words-]', REMOVED, colour)} {painted('{+only in the source+}', ADDED, colour)}"
    if near.omitted:
        yield painted("  words are left out without a mark", WARNED, colour)
    for alarm in sorted(near.alarms):
        yield painted(f"  a {alarm} differs", WARNED, colour)
    yield citation(reading, *_whole(reading.citable, near))
    if near.gaps:
        yield "    # or, with the omission marked:"
        yield citation(reading, near.start, near.end, near.gaps)


def _whole(citable: Citable, near: Near) -> tuple[int, int]:
    """The span of the nearest passage, with the rest of words, numbers and pairs of marks that it cuts."""
    first, last = citable.indices(near.start, near.end)
    while cut(citable, first):
        first -= 1
    while cut(citable, last):
        last += 1
    return citable.span(*close_marks(citable.characters, first, last))


def _difference(missed: Missed, width: int, colour: bool) -> list[str]:
    """The passage with the difference written into it by whole words, in lines."""
    near = missed.near
    text, spans = "", []
    for change in changes(missed.words, missed.reading.citable.slice(near.start, near.end)):
        for words, (opening, closing, code) in zip((change.same, change.quote, change.source), _MARKS, strict=True):
            piece = f"{opening}{visible(words)}{closing}" if words else ""
            if code and colour and piece:
                spans.append((len(text), len(text) + len(piece), code))
            text += piece
    return set_in_lines(text, spans, width)
