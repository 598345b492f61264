"""The evidence list of a map: every numbered quote, whose it is, where it stands, and how it was found.

Its numbers are those in the boxes of the argument map. In Markdown, texts are escaped: none can become Markdown or
HTML.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from argmap import credits, words
from argmap.corpus import Citation, Corpus, Entry
from argmap.exports.markdown import safe
from argmap.schema import Claim, Voice

_MARKED: Final = (Voice.ENDORSED, Voice.CONCEDED, Voice.REJECTED)


@dataclass(frozen=True)
class Item:
    """One passage: its number, its speakers, its words by language, where and how it was found, what rests on it."""

    number: str
    speakers: str
    quotes: tuple[tuple[str, str], ...]
    found: str
    claims: tuple[str, ...]


@dataclass(frozen=True)
class Evidence:
    """The passages of one source, in the order of the article; `head` says what the source is."""

    title: str
    head: str
    items: tuple[Item, ...]


def write(corpus: Corpus, source: str, language: str, stamp: str) -> str:
    """The list for a source as Markdown; `stamp` is the SHA-256 of the inputs.

    A source without a map is a KeyError.
    """
    return markdown(evidence(corpus, source, language, stamp))


def evidence(corpus: Corpus, source: str, language: str, stamp: str, claims: Collection[str] | None = None) -> Evidence:
    """The list for a source: of all its claims, or of these."""
    entry = corpus.entries[source]
    name = credits.short(corpus, entry.source, language)
    head = words.sentences(
        [
            words.say("source", language, source=credits.credit(corpus, entry.source, language)),
            credits.found([entry], language),
            words.say("one-article", language),
            words.say("inputs", language, stamp=stamp[:8]),
        ],
        language,
    )
    shown = [each for each in entry.citations if claims is None or each.claim in claims]
    shown.sort(key=lambda citation: (not citation.number, citation.number))
    items = []
    for number, group in groupby(shown, key=lambda citation: citation.number):
        same = list(group)
        items += [_item(corpus, entry, each, language) for each in ([same] if number else [[each] for each in same])]
    return Evidence(words.say("title.evidence", language, source=name), head, tuple(items))


def markdown(listed: Evidence) -> str:
    """The list as a page of Markdown."""
    blocks = [f"# {safe(listed.title)}", safe(listed.head), *map(written, listed.items)]
    return "\n\n".join(blocks) + "\n"


def written(item: Item) -> str:
    """One passage as Markdown."""
    lines = [f"**\\[{item.number}\\]** {safe(item.speakers)}".rstrip()]
    for text, _ in item.quotes:
        lines += ["", f"> {safe(text)}"]
    lines += ["", f"- {safe(item.found)}", *(f"- {safe(claim)}" for claim in item.claims)]
    return "\n".join(lines)


def _item(corpus: Corpus, entry: Entry, citations: Sequence[Citation], language: str) -> Item:
    """One passage, and the claims that rest on it."""
    first = citations[0]
    speakers = dict.fromkeys(_speaker(corpus, entry.map.all_claims[each.claim], language) for each in citations)
    told = [_claim(corpus, entry, name, language) for name in dict.fromkeys(each.claim for each in citations)]
    return Item(
        str(first.number) if first.number else "–",
        words.clauses(list(speakers), language),
        tuple((wording.text, wording.language) for wording in first.wordings),
        _opened(_found(corpus, entry, first, language)),
        tuple(filter(None, told)),
    )


def _speaker(corpus: Corpus, claim: Claim, language: str) -> str:
    """Who says it, what they are, from whom the source has it, and how the source takes it."""
    mark = words.say(f"mark.{claim.heard_as.value}", language) if claim.heard_as in _MARKED else ""
    if not claim.speaker:
        return _opened(mark)
    name = credits.speaker(corpus, claim.speaker, language)
    role = credits.role(corpus, claim.speaker, language)
    return words.clauses(
        [words.series([name, role, credits.via(corpus, claim.via, language)], language), mark], language
    )


def _found(corpus: Corpus, entry: Entry, citation: Citation, language: str) -> str:
    """The line of the source, its part, and the step of the ladder."""
    places = dict.fromkeys(words.say("place", language, line=entry.place(hit).line) for hit in citation.hits)
    part = entry.section_of(citation.claim)
    section = credits.wording(corpus, entry.map.parts[part].title, language)[0] if part else ""
    how = words.say(f"step.{citation.step.value if citation.step else 'missing'}", language)
    return words.clauses([*places, section, how], language)


def _claim(corpus: Corpus, entry: Entry, name: str, language: str) -> str:
    """What the analyst makes of it, of what kind it is, and where it stands on which issue."""
    claim = entry.map.all_claims[name]
    text = (
        "" if credits.speaks_by_quotes(entry, name, language) else credits.claim_text(corpus, entry, name, language)[0]
    )
    kinds = [words.say("thesis", language)] if name in entry.map.theses else []
    kinds += [words.say(f"claim.{claim.kind}", language)] if claim.kind else []
    kinds += [words.say(f"basis.{claim.basis}", language)] if claim.basis else []
    stances = []
    for issue, coding in claim.stance.items():
        if issue in corpus.codebook.issues:
            short = credits.wording(corpus, corpus.codebook.issues[issue].short, language)[0]
            state = words.say(f"state.{coding.value.value}", language)
            stances.append(words.say("stance", language, state=state, issue=short))
    aside = words.clauses([words.series(kinds, language), *stances], language)
    return words.say("aside", language, text=text, aside=aside) if text and aside else text or _opened(aside)


def _opened(text: str) -> str:
    """The text with a capital at its start."""
    return text[:1].upper() + text[1:]
