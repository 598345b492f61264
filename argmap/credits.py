"""What figures and lists say of sources: names, dates, and how their quotes were found."""

from collections.abc import Iterable, Mapping
from typing import Final

from argmap import words
from argmap.corpus import Citation, Corpus, Entry
from argmap.quotes import Step
from argmap.schema import UNNAMED, Claim, Source, in_language, same_language

DAGGER: Final = "†"


def wording(corpus: Corpus, texts: Mapping[str, str], language: str) -> tuple[str, str]:
    """A text in a language, or else in the codebook's first, or else in any; and the language it is in."""
    for each in (language, *corpus.codebook.languages):
        found = in_language(texts, each)
        if found:
            return found
    tag, text = next(iter(texts.items()))
    return text, tag


def short(corpus: Corpus, source: Source, language: str) -> str:
    """The source's short name."""
    return wording(corpus, source.short, language)[0]


def dated(corpus: Corpus, source: Source, language: str) -> str:
    """The source's short name with its date."""
    return words.series([short(corpus, source, language), words.date(source.date, language)], language)


def credit(corpus: Corpus, source: Source, language: str) -> str:
    """Where the article stands: title, publisher, who republished it, date, and what it is about."""
    title = words.titled(wording(corpus, source.title, language)[0]) if source.title else ""
    kind = words.say(f"kind.{source.kind}", language) if source.kind else ""
    publisher = wording(corpus, source.publisher or source.short, language)[0]
    again = ""
    if source.republished_by:
        again = words.say("republished", language, publisher=wording(corpus, source.republished_by, language)[0])
    date = words.date(source.date, language).replace(" ", "\u00a0")
    return words.series([title, kind, publisher, again, date, _original(corpus, source, language)], language)


def _original(corpus: Corpus, source: Source, language: str) -> str:
    """What a comment or a digest is about, as far as it is known."""
    original = source.original
    texts = [text for text in (original.publisher, original.title) if text] if original else []
    if not texts:
        return ""
    named = [wording(corpus, text, language)[0] for text in texts]
    if original and original.title:
        named[-1] = words.titled(named[-1])
    return words.say("on-original", language, original=words.say("gap", language).join(named))


def is_retold(source: Source) -> bool:
    """Whether the source carries a dagger: it retells another text."""
    return source.kind == "digest"


def speaker(corpus: Corpus, name: str, language: str) -> str:
    """A speaker's name, capitalised as at the start of a line."""
    if name == UNNAMED:
        return words.say("unnamed", language)
    known = corpus.codebook.speakers.get(name)
    full = wording(corpus, known.name, language)[0] if known else name
    return full[:1].upper() + full[1:]


def role(corpus: Corpus, name: str, language: str) -> str:
    """What the speaker is, or nothing."""
    known = corpus.codebook.speakers.get(name)
    return wording(corpus, known.role, language)[0] if known and known.role else ""


def via(corpus: Corpus, carriers: Iterable[str], language: str) -> str:
    """From whom the source has it, or nothing."""
    names = [name_of(corpus, each, language) for each in carriers]
    return words.say("via", language, carriers=words.listing(names, language)) if names else ""


def name_of(corpus: Corpus, name: str, language: str) -> str:
    """A speaker's or a carrier's name, as it stands inside a sentence."""
    known = corpus.codebook.speakers.get(name)
    if known:
        return wording(corpus, known.name, language)[0]
    return words.say("unnamed", language) if name == UNNAMED else name


def claim_text(corpus: Corpus, entry: Entry, name: str, language: str) -> tuple[str, str]:
    """A claim's text in a language, and the language it is in.

    Where the source is in that language and the analyst wrote none, its quotes stand in quotation marks; else the
    text is in the codebook's first language, or in any.
    """
    claim = entry.claims[name]
    if claim.text and not speaks_by_quotes(entry, name, language):
        return wording(corpus, claim.text, language)
    if not claim.quote:
        return name, language
    tag = next((tag for tag in entry.source.language if same_language(tag, language)), entry.source.language[0])
    return words.say("gap", tag).join(words.quoted(quote, tag) for quote in _quotes(claim, tag)), tag


def speaks_by_quotes(entry: Entry, name: str, language: str) -> bool:
    """Whether the claim's own quotes stand for its text in a language."""
    claim = entry.claims[name]
    if claim.text and in_language(claim.text, language):
        return False
    return bool(claim.quote) and (not claim.text or any(same_language(tag, language) for tag in entry.source.language))


def _quotes(claim: Claim, language: str) -> list[str]:
    return [(in_language(quote.text, language) or (next(iter(quote.text.values())), ""))[0] for quote in claim.quote]


def found(entries: Iterable[Entry], language: str) -> str:
    """The sentence that says how many quotes there are and how they were found."""
    citations = [citation for entry in entries for citation in entry.citations]
    return words.found(steps_of(citations), len(citations), language)


def steps_of(citations: Iterable[Citation]) -> dict[str, int]:
    """How many citations each step of the ladder found, nearest first; those not found are left out."""
    steps = [citation.step for citation in citations]
    return {step.value: steps.count(step) for step in Step if step in steps}
