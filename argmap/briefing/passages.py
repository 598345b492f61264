"""Quotes in a document: the words as they stand in the source, what they mean, whose they are, and where they stand."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from argmap import credits, words
from argmap.briefing.arguments import Asked, Wrong, meant
from argmap.briefing.pieces import Exhibit, Piece, Quotation
from argmap.briefing.scope import Scope
from argmap.corpus import Citation, Entry
from argmap.exports import evidence as listed
from argmap.quotes import Step
from argmap.schema import Voice, in_language, same_language

_MARKED = (Voice.ENDORSED, Voice.CONCEDED, Voice.REJECTED)


def cite(scope: Scope, asked: Asked) -> Sequence[Piece]:
    """Claims' quotes, with the article's title: on paper where the article is cited first, then by its short name."""
    found = []
    for each in asked.all("claim"):
        entry, name = _claim(scope, each)
        known = scope.on_paper and entry.map.source in scope.introduced
        scope.introduced.add(entry.map.source)
        found.append(_quotation(scope, entry, name, scope.language(asked), whole=not known))
    return found


def quote(scope: Scope, asked: Asked) -> Sequence[Piece]:
    """The words alone, for a sentence that says itself whose they are."""
    found = (_quotation(scope, *_claim(scope, each), scope.language(asked), whole=False) for each in asked.all("claim"))
    return [replace(each, meaning="", credit="") for each in found]


def evidence(scope: Scope, asked: Asked) -> Sequence[Piece]:
    """The passages of sources by their numbers, as the list beside an argument map has them."""
    language = scope.language(asked)
    lists = (listed.evidence(scope.corpus, each, language, scope.project.stamp) for each in asked.all("source"))
    return [Exhibit(item, language) for each in lists for item in each.items]


def quotes(scope: Scope, asked: Asked) -> Sequence[Piece]:
    """The quotes of the claims named, or of all claims of these sources on these issues."""
    if not any(asked.all(each) for each in ("claim", "source", "issue")):
        raise Wrong("`quotes` is not told which", "Write `source=…`, `issue=…` or `claim=source/claim`.")
    chosen = [_claim(scope, each) for each in asked.all("claim")] or list(_chosen(scope, asked))
    if not chosen:
        raise Wrong("there are no quotes of these sources on these issues")
    return [_quotation(scope, entry, name, scope.language(asked), whole=False) for entry, name in chosen]


def _chosen(scope: Scope, asked: Asked) -> Iterator[tuple[Entry, str]]:
    """Claims that are coded on one of the issues, or all; in the order of the articles."""
    issues = set(asked.all("issue"))
    for id in asked.all("source") or scope.corpus.entries:
        entry = scope.corpus.entries[id]
        for name in dict.fromkeys(each.claim for each in sorted(entry.citations, key=lambda each: each.number)):
            if not issues or issues & entry.map.all_claims[name].stance.keys():
                yield entry, name


def _claim(scope: Scope, given: str) -> tuple[Entry, str]:
    source, _, name = given.partition("/")
    if source not in scope.corpus.entries:
        raise Wrong(f"`{source}` has no map", argument="claim")
    entry = scope.corpus.entries[source]
    if name not in entry.map.all_claims:
        raise Wrong(f"`{source}` has no claim `{name}`", meant(name, entry.map.all_claims), "claim")
    return entry, name


def _quotation(scope: Scope, entry: Entry, name: str, language: str, *, whole: bool) -> Quotation:
    citations = entry.citations_of[name]
    wordings = [each.wording(language) for each in citations]
    said = tuple((words.quoted(each.text, each.language), each.language) for each in wordings)
    foreign = not all(same_language(each.language, language) for each in wordings)
    meaning = _meaning(scope, entry, name, citations, language) if foreign else ""
    return Quotation(said, meaning, _credit(scope, entry, name, citations, language, whole=whole), language)


def _meaning(scope: Scope, entry: Entry, name: str, citations: Sequence[Citation], language: str) -> str:
    """The quotes' translations where all have one; or else the analyst's text, and that it is theirs."""
    found = [in_language(each.quote.translation, language) if each.quote.translation else None for each in citations]
    translated = [each[0] for each in found if each]
    if citations and len(translated) == len(citations):
        quoted = words.say("gap", language).join(words.quoted(each, language) for each in translated)
        return words.say("cite.translation", language, text=quoted)
    if credits.speaks_by_quotes(entry, name, language):
        return ""
    return words.say("cite.analyst", language, text=credits.claim_text(scope.corpus, entry, name, language)[0])


def _credit(scope: Scope, entry: Entry, name: str, citations: Sequence[Citation], language: str, *, whole: bool) -> str:
    """Speaker, source, date, paragraph, and how the words were found where it was not word for word."""
    corpus, claim = scope.corpus, entry.map.all_claims[name]
    who = credits.speaker(corpus, claim.speaker, language) if claim.speaker else ""
    role = credits.role(corpus, claim.speaker, language) if claim.speaker else ""
    mark = words.say(f"mark.{claim.heard_as.value}", language) if claim.heard_as in _MARKED else ""
    speaker = words.series([who, role, credits.via(corpus, claim.via, language)], language)
    article = (credits.credit if whole else credits.dated)(corpus, entry.source, language)
    numbers = sorted({entry.reading.paragraph(hit.start) for each in citations for hit in each.hits})
    places = [words.say("cite.paragraph", language, number=each) for each in numbers]
    steps = dict.fromkeys(each.step for each in citations if each.step and each.step is not Step.EXACT)
    how = [words.say(f"step.{each.value}", language) for each in steps]
    return words.clauses([speaker, mark, words.series([article, *places], language), *how], language)
