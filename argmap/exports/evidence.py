"""The evidence list of a map as Markdown: every numbered quote, whose it is, where it stands, and how it was found.

Its numbers are those in the boxes of the argument map. Texts are escaped: none can become Markdown or HTML.
"""

from collections.abc import Sequence
from itertools import groupby
from typing import Final

from argmap import credits, words
from argmap.corpus import Citation, Corpus, Entry
from argmap.exports.markdown import safe
from argmap.schema import Claim, Voice

_MARKED: Final = (Voice.ENDORSED, Voice.CONCEDED, Voice.REJECTED)


def write(corpus: Corpus, source: str, language: str, stamp: str) -> str:
    """The list for a source, in the order of the article; `stamp` is the SHA-256 of the inputs.

    A source without a map is a KeyError.
    """
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
    blocks = [f"# {safe(words.say('title.evidence', language, source=name))}", safe(head)]
    ordered = sorted(entry.citations, key=lambda citation: (not citation.number, citation.number))
    for number, group in groupby(ordered, key=lambda citation: citation.number):
        if number:
            blocks.append(_item(corpus, entry, list(group), language))
        else:
            blocks.extend(_item(corpus, entry, [citation], language) for citation in group)
    return "\n\n".join(blocks) + "\n"


def _item(corpus: Corpus, entry: Entry, citations: Sequence[Citation], language: str) -> str:
    """One passage: its speakers, its words, where and how it was found, and the claims that rest on it."""
    first = citations[0]
    number = str(first.number) if first.number else "–"
    speakers = dict.fromkeys(_speaker(corpus, entry.map.all_claims[each.claim], language) for each in citations)
    lines = [f"**\\[{number}\\]** {safe(words.clauses(list(speakers), language))}".rstrip()]
    for wording in first.wordings:
        lines += ["", f"> {safe(wording.text)}"]
    lines += ["", f"- {safe(_opened(_found(corpus, entry, first, language)))}"]
    for name in dict.fromkeys(citation.claim for citation in citations):
        told = _claim(corpus, entry, name, language)
        if told:
            lines.append(f"- {safe(told)}")
    return "\n".join(lines)


def _speaker(corpus: Corpus, claim: Claim, language: str) -> str:
    """Who says it, what they are, from whom the source has it, and how the source takes it."""
    mark = words.say(f"mark.{claim.heard_as.value}", language) if claim.heard_as in _MARKED else ""
    if not claim.speaker:
        return mark
    name = credits.speaker(corpus, claim.speaker, language)
    role = credits.role(corpus, claim.speaker, language)
    return words.series([name, role, credits.via(corpus, claim.via, language), mark], language)


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
