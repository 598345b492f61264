"""Whether the figures of a text stand in the words that it rests on."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from argmap.checks.check import check
from argmap.corpus import Citation, Corpus, Entry, Route, Wording
from argmap.diagnostics import Finding, Label, Severity, Subject
from argmap.quantities import Quantity, Script, in_digits, nearest, proved, spoken, stands, stated, written
from argmap.quotes import Hit
from argmap.schema import ANY_LANGUAGE, same_language
from argmap.syntax.scalar import place_within
from argmap.text import Place

_Read = Callable[[str], Sequence[Quantity]]


@check(Severity.WARNING)
def figure_not_in_quote(corpus: Corpus) -> Iterator[Finding]:
    """A figure in a claim's text stands in its quotes, with the same value.

    Numbers written with digits are looked up in the passages: with 万, 亿, thousand, million, billion, with currency
    and percent, as ranges. €30 billion is 300亿欧元, 4万 is 40,000, and number words prove too: 世界前三 proves
    `top 3`. A percentage needs a percentage or a part (一半, three quarters); two currencies must be the same. What
    is called about, nearly or over may be rounded. Dates, ordinals, numbers in names, and figures that translation
    converts (months, miles, megawatts) are left alone. A `translation` is held against its own quote. A sum that no
    quote states is reported: quote its parts, and write them. Texts and quotes in other languages than English and
    Chinese are not read.

    Bad: the quote says ten times as much.

    ```yaml
    text: {en: The EU invests €3 billion}
    quote: 欧盟拟投资300亿欧元
    ```

    Good:

    ```yaml
    text: {en: The EU invests €30 billion}
    quote: 欧盟拟投资300亿欧元
    ```
    """
    for entry in corpus.entries.values():
        for group, claims in (("theses", entry.map.theses), ("claims", entry.map.claims)):
            for name, claim in claims.items():
                citations = entry.citations_of[name]
                subject = Subject(entry.id, name)
                yield from _unproved(entry, (group, name, "text"), claim.text, citations, subject)
                for citation in citations:
                    route = (*citation.wordings[0].route[:4], "translation")
                    yield from _unproved(entry, route, citation.quote.translation, [citation], subject)


class _Figure(NamedTuple):
    """A quantity of a quote, and where it stands."""

    quantity: Quantity
    place: Place


def _unproved(
    entry: Entry, route: Route, words: Mapping[str, str] | None, citations: Sequence[Citation], subject: Subject
) -> Iterator[Finding]:
    """The figures of a text, in each of its languages, that no quote states."""
    texts = {
        language: text for language, text in (words or {}).items() if language == ANY_LANGUAGE or _is_read(language)
    }
    digits = [quantity for text in texts.values() for quantity in in_digits(text)]
    languages = [wording.language for citation in citations for wording in citation.wordings]
    if not digits or not languages or not all(map(_is_read, languages)):
        return
    # Nearly all stand there as numbers. What is no quantity, and what words say, is only asked for those that do not.
    numbers = [figure.quantity for citation in citations for figure in _figures(entry, citation, stated)]
    if all(stands(quantity, numbers) for quantity in digits):
        return
    figures = [figure for citation in citations for figure in _figures(entry, citation, proved)]
    quantities = [figure.quantity for figure in figures]
    for language, text in texts.items():
        wanted = written(text)
        missing = [quantity for quantity in wanted if not stands(quantity, quantities)]
        others = [quantity for quantity in wanted if quantity not in missing]
        spare = [figure for figure in figures if not any(stands(other, [figure.quantity]) for other in others)]
        for quantity in missing:
            place = place_within(entry.document, (*route, language), quantity.start, quantity.end)
            found = nearest(quantity, [figure.quantity for figure in spare or figures])
            near = next((figure for figure in figures if figure.quantity is found), None)
            yield _finding(entry, _Figure(quantity, place), near, citations, subject)


def _figures(entry: Entry, citation: Citation, read: _Read) -> Iterator[_Figure]:
    """What the passages of a citation state, as the source has it; the quote as typed where there is no passage."""
    for wording in citation.wordings:
        if wording.hits:
            yield from _of_passage(entry, wording.hits[0], read)
            continue
        for quantity in read(wording.text):
            place = place_within(entry.document, wording.route, quantity.start, quantity.end)
            yield _Figure(quantity, place)


def _of_passage(entry: Entry, hit: Hit, read: _Read) -> Iterator[_Figure]:
    citable = entry.reading.citable
    for start, end in hit.fragments:
        first, last = citable.indices(start, end)
        # A superscript or a table cell begins another number.
        edges = [first, *(index for index in citable.apart if first < index < last), last]
        for begin, stop in pairwise(edges):
            for quantity in read(citable.characters[begin:stop]):
                span = citable.span(begin + quantity.start, begin + quantity.end)
                yield _Figure(quantity, entry.reading.text.place(*span))


def _finding(
    entry: Entry, missing: _Figure, near: _Figure | None, citations: Sequence[Citation], subject: Subject
) -> Finding:
    quotes = "the quote" if len(citations) == 1 else "the quotes"
    verb = "has" if len(citations) == 1 else "have"
    first = citations[0].wordings[0]
    said = spoken(missing.quantity, _script(first.text, first.language))
    also = "" if _same(said, missing.quantity) else f" ({said})"
    message = f"`{missing.quantity.text}`{also} does not stand in {quotes}"
    if near is None:
        return Finding(
            message,
            (Label(missing.place), Label(_passage(entry, first), "the passage")),
            help=f"{quotes.capitalize()} {verb} no figure near it: quote the sentence that has it, or leave it out.",
            subject=subject,
        )
    meant = spoken(near.quantity, _script(missing.quantity.text, ""))
    also = "" if _same(meant, near.quantity) else f" = {meant}"
    return Finding(
        message,
        (Label(missing.place), Label(near.place, "the nearest figure")),
        help=f"{quotes.capitalize()} {verb} {near.quantity.text}{also}.",
        subject=subject,
    )


def _is_read(language: str) -> bool:
    return any(same_language(language, each) for each in ("en", "zh"))


def _passage(entry: Entry, wording: Wording) -> Place:
    return entry.place(wording.hits[0]) if wording.hits else entry.document.place(wording.route)


def _same(said: str, quantity: Quantity) -> bool:
    """Whether saying it again would tell nothing."""
    return said == quantity.text.replace(" %", "%")


def _script(text: str, language: str) -> Script:
    if not any("\u4e00" <= character <= "\u9fff" for character in text):
        return "latin"
    return "hant" if "hant" in language.lower() else "hans"
