"""Whether the bundled fonts have every character that the figures print."""

import unicodedata
from collections.abc import Iterator, Mapping

from argmap import fonts
from argmap.checks.check import check
from argmap.corpus import Corpus, Route
from argmap.diagnostics import Finding, Label, Severity, Subject
from argmap.schema import ANY_LANGUAGE
from argmap.syntax import Document
from argmap.syntax.scalar import place_within

Printed = tuple[Document, Route, str, Subject]


@check(Severity.ERROR)
def character_not_drawable(corpus: Corpus) -> Iterator[Finding]:
    """The bundled fonts have every character that the figures print.

    They have Chinese in both scripts, Latin, Greek and Cyrillic letters, and the usual signs. An emoji or a rare
    ideograph would be an empty box; so a figure with one is not drawn.
    """
    printed = list(_printed(corpus))
    missing = _missing("".join({text for _, _, text, _ in printed}))
    if not missing:
        return
    for document, route, text, subject in printed:
        first = next((at for at, character in enumerate(text) if character in missing), None)
        if first is not None:
            own = dict.fromkeys(character for character in text if character in missing)
            names = ", ".join(f"U+{ord(character):04X}" for character in own)
            yield Finding(
                f"no bundled font has {names}",
                (Label(place_within(document, route, first, first + 1)),),
                help="Write it in another way; in a quote, cite the words beside it.",
                subject=subject,
            )


def _missing(texts: str) -> frozenset[str]:
    """The characters that could not be drawn. Invisible ones are never drawn; marks may be part of a letter."""
    unknown = {character for character in set(texts) if not fonts.covers(character)}
    if unknown:
        composed = set(unicodedata.normalize("NFC", texts))
        unknown = {each for each in unknown & composed if unicodedata.category(each) not in ("Cc", "Cf", "Cs")}
    return frozenset(unknown)


def _printed(corpus: Corpus) -> Iterator[Printed]:
    """Every text that a figure prints, with where it is written."""
    if corpus.registry_document:
        for id, source in corpus.sources.items():
            for field, words in (
                ("short", source.short),
                ("title", source.title),
                ("publisher", source.publisher),
                ("republished-by", source.republished_by),
            ):
                yield from _by_language(corpus.registry_document, ("sources", id, field), words, Subject(id))
    if corpus.codebook_document:
        yield from _of_codebook(corpus, corpus.codebook_document)
    for map, document in corpus.maps:
        for id, part in map.parts.items():
            yield from _by_language(document, ("parts", id, "title"), part.title, Subject(map.source))
        for group, claims in (("theses", map.theses), ("claims", map.claims)):
            for id, claim in claims.items():
                subject = Subject(map.source, id)
                yield from _by_language(document, (group, id, "text"), claim.text, subject)
                for at, quote in enumerate(claim.quote):
                    yield from _by_language(document, (group, id, "quote", at, "text"), quote.text, subject)


def _of_codebook(corpus: Corpus, document: Document) -> Iterator[Printed]:
    book = corpus.codebook
    yield from _by_language(document, ("title",), book.title, Subject())
    for id, words in book.groups.items():
        yield from _by_language(document, ("groups", id), words, Subject())
    for id, speaker in book.speakers.items():
        yield from _by_language(document, ("speakers", id, "name"), speaker.name, Subject())
        yield from _by_language(document, ("speakers", id, "role"), speaker.role, Subject())
    for id, issue in book.issues.items():
        for field, words in (("proposition", issue.proposition), ("short", issue.short)):
            yield from _by_language(document, ("issues", id, field), words, Subject(issue=id))


def _by_language(
    document: Document, route: Route, words: Mapping[str, str] | None, subject: Subject
) -> Iterator[Printed]:
    for language, text in (words or {}).items():
        yield document, route if language == ANY_LANGUAGE else (*route, language), text, subject
