"""A claim ready to paste for words of a source: id, quote, part, speaker, and the issues it may be coded on."""

from collections.abc import Iterator
from typing import Final

from argmap.corpus import Corpus, Entry
from argmap.drafting.citation import draft
from argmap.drafting.speakers import said_by
from argmap.messages.report import SAID
from argmap.patterns import Pattern
from argmap.quotes import Hit
from argmap.quotes.han import is_han
from argmap.readers import Reading
from argmap.schema import in_language, same_language

_ID_WORDS: Final = 5
_WORD: Final = Pattern(r"[^\W_]+(?:['’][^\W_]+)*")
_SMALL: Final = (
    "a an the and or but of to in on at by for with from as is are was were be been that this which it its has have"
    " had will would can may also than their his her they he she"
)


def write(corpus: Corpus, source: str, hits: tuple[Hit, ...]) -> str:
    """The claim for the first of the passages."""
    reading, entry, hit = corpus.articles[source].reading, corpus.entries.get(source), hits[0]
    made = draft(reading.citable, hit)
    quote = made.yaml() if made else "    # These words stand more than once, in the same surroundings: quote more."
    lines = [
        f"  {suggested_id(reading.citable.slice(hit.start, hit.end), entry)}:",
        *(f"    # {line}" for line in _whereabouts(reading, entry, hit)),
        *_another(hits),
        *texts(corpus, source),
        *said_by(corpus, source, hit.start, hit.end),
        quote,
        *coding(corpus, "    "),
    ]
    return "\n".join(lines) + "\n"


def suggested_id(words: str, entry: Entry | None) -> str:
    """An id that the map has not, from the words; `claim-1` for words in Chinese."""
    taken = entry.map.all_claims if entry else {}
    small = frozenset(_SMALL.split())
    found = [word.lower() for word in _WORD.findall(words.replace("'", "").replace("’", ""))]
    telling = [word for word in found if word not in small and word.isascii()][:_ID_WORDS]
    name = "claim" if any(map(is_han, words)) or not telling else "-".join(telling)
    if name != "claim" and name not in taken:
        return name
    number = 1 if name == "claim" else 2
    while f"{name}-{number}" in taken:
        number += 1
    return f"{name}-{number}"


def texts(corpus: Corpus, source: str) -> list[str]:
    """Lines to fill in for each language of the figures that is not the source's own."""
    own = corpus.sources[source].language
    wanted = [each for each in corpus.codebook.languages if not any(same_language(each, other) for other in own)]
    return ["    text:", *(f"      {language}: …" for language in wanted)] if wanted else []


def coding(corpus: Corpus, indent: str) -> Iterator[str]:
    """The issues of the codebook as comments, each with its proposition."""
    issues = corpus.codebook.issues
    if not issues:
        return
    yield f"{indent}# stance, on what this alone answers: support, leans-support, neutral, leans-oppose, oppose,"
    yield f"{indent}#   mixed, reports or unclear"
    yield f"{indent}# stance:"
    for id, issue in issues.items():
        found = in_language(issue.proposition, corpus.codebook.languages[0])
        proposition = found[0] if found else next(iter(issue.proposition.values()))
        yield f"{indent}#   {id}: {' '.join(proposition.split())}"


def _whereabouts(reading: Reading, entry: Entry | None, hit: Hit) -> Iterator[str]:
    """Where the passage stands and how it was found; the part it falls in."""
    place = reading.text.place(hit.start, hit.end)
    yield f"{place.text.name}, line {place.line}, paragraph {reading.paragraph(hit.start)}: {SAID[hit.step]}"
    for section in entry.sections if entry else ():
        if section.start is not None and section.start <= hit.start < section.end:
            yield f"part: {section.id}"


def _another(hits: tuple[Hit, ...]) -> Iterator[str]:
    if len(hits) > 1:
        yield f"    # These words stand {len(hits)} times; this is the first place."
