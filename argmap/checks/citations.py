"""Whether every quote stands in its source, once, and how it was found."""

from collections.abc import Iterator
from itertools import pairwise

from argmap.checks.check import check, counted
from argmap.corpus import Corpus, Entry, Route, Section, Wording
from argmap.diagnostics import Finding, Label, Severity, Subject
from argmap.quotes import Hit, Step, nearest
from argmap.schema import same_language


@check(Severity.ERROR)
def quote_not_found(corpus: Corpus) -> Iterator[Finding]:
    """The words of a quote stand in the source.

    Typesetting may differ: white space, quotation marks, dashes, full and half width. An omission is marked with
    `……`, `…`, `...` or `[...]`. Anything else must be there character by character: a near miss is an error, and
    the difference is shown.
    """
    for entry, wording, subject in _wordings(corpus):
        if not wording.hits:
            yield _not_found(entry, wording.route, wording.text, f"the source `{entry.id}`", subject)
    for entry, section in _sections(corpus):
        if not section.hits:
            text = entry.map.parts[section.id].starts
            yield _not_found(entry, section.route, text, f"the source `{entry.id}`", Subject(entry.id))


def _not_found(entry: Entry, route: Route, text: str, where: str, subject: Subject) -> Finding:
    place = entry.document.place(route)
    near = nearest(entry.reading.citable, text)
    if near is None:
        return Finding(
            f"these words do not stand in {where}",
            (Label(place),),
            help="Copy the passage out of the source; check that the map names the right one.",
            subject=subject,
        )
    passage = entry.reading.text.place(near.start, near.end)
    certainty = "probably this passage" if near.similarity >= 0.8 else "the nearest passage"
    return Finding(
        f"these words do not stand in {where}",
        (Label(place), Label(passage, certainty)),
        help="Quote the passage as it stands, or mark what is left out with ……",
        notes=(f"difference: {near.difference}", f"similarity {near.similarity:.2f}"),
        subject=subject,
    )


@check(Severity.ERROR)
def quote_ambiguous(corpus: Corpus) -> Iterator[Finding]:
    """A quote points at one passage.

    Words that stand more than once need more words, or `prefix:` or `suffix:` with what stands beside them.
    """
    for entry, wording, subject in _wordings(corpus):
        if len(wording.hits) > 1:
            yield _ambiguous(entry, wording.route, wording.hits, subject)
    for entry, section in _sections(corpus):
        if len(section.hits) > 1:
            yield _ambiguous(entry, section.route, section.hits, Subject(entry.id))


def _ambiguous(entry: Entry, route: Route, hits: tuple[Hit, ...], subject: Subject) -> Finding:
    shown = tuple(Label(entry.place(hit), f"{number}.") for number, hit in enumerate(hits[:3], start=1))
    more = (f"and {counted(len(hits) - 3, 'more place')}",) if len(hits) > 3 else ()
    return Finding(
        f"these words stand {len(hits)} times in the source `{entry.id}`",
        (Label(entry.document.place(route)), *shown),
        help="Quote more of the sentence, or add `prefix:` or `suffix:` with the words beside it.",
        notes=more,
        subject=subject,
    )


@check(Severity.WARNING)
def quote_without_punctuation(corpus: Corpus) -> Iterator[Finding]:
    """A quote has the punctuation of the source.

    Letters and digits agree, commas or full stops do not. The passage is clear, but it is not word for word.
    """
    for entry, wording, subject in _wordings(corpus):
        if wording.hit and wording.hit.step is Step.UNPUNCTUATED:
            yield Finding(
                "this quote differs from the source in its punctuation",
                (Label(entry.document.place(wording.route)), Label(entry.place(wording.hit), "the passage")),
                help="Quote the passage with its own punctuation.",
                subject=subject,
            )


@check(Severity.ERROR)
def quote_in_other_language(corpus: Corpus) -> Iterator[Finding]:
    """A quote by language names languages of the source.

    `quote: {zh-Hans: …, en: …}` is one citation of a source that is in both; a translation belongs under
    `translation:`.
    """
    for entry, wording, subject in _wordings(corpus):
        if wording.route[-1] == wording.language and not any(
            same_language(wording.language, language) for language in entry.source.language
        ):
            yield Finding(
                f"the source `{entry.id}` is not in `{wording.language}`",
                (Label(entry.document.key(wording.route)),),
                help=f"It is in {', '.join(entry.source.language)}. A translation goes under `translation:`.",
                subject=subject,
            )


@check(Severity.WARNING)
def parts_out_of_order(corpus: Corpus) -> Iterator[Finding]:
    """Parts are listed in the order of the article.

    The figures and the evidence list follow it.
    """
    for entry in corpus.entries.values():
        found = [section for section in entry.sections if section.start is not None]
        for before, after in pairwise(found):
            if (before.start or 0) > (after.start or 0):
                yield Finding(
                    f"`{after.id}` starts before `{before.id}` in the source",
                    (Label(entry.document.key(after.route[:2])),),
                    help="List the parts in the order in which they begin.",
                    subject=Subject(entry.id),
                )


def _wordings(corpus: Corpus) -> Iterator[tuple[Entry, Wording, Subject]]:
    for entry in corpus.entries.values():
        for citation in entry.citations:
            for wording in citation.wordings:
                yield entry, wording, Subject(entry.id, citation.claim)


def _sections(corpus: Corpus) -> Iterator[tuple[Entry, Section]]:
    for entry in corpus.entries.values():
        for section in entry.sections:
            yield entry, section
