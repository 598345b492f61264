"""The coding sheet of an issue: proposition and rules, every claim coded on it, and what follows for each source."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from argmap import credits, words
from argmap.comparison import Cell, compare
from argmap.corpus import Citation, Corpus, Entry
from argmap.schema import Voice
from argmap.stances import State

STATES: Final = (State.SILENT, State.NOT_CODED)
"""The states of a source that no claim is coded for."""

_PHRASES: Final[Mapping[str, Mapping[str, str]]] = {
    "en": {
        "support-means": "To support means",
        "oppose-means": "To oppose means",
        "rival": "In tension with",
        "carried": "Reported voices: {favor} for, {against} against",
        "without-map": "without a map",
        "nobody": "No claim is coded on this issue.",
        "own words": "by its own words",
        "granted": "by what it concedes",
        "as coded": "as coded",
        "others' words only": "it has only others' words",
        "the analyst's judgement": "the analyst's own judgement",
        "because": "because of {claims}",
        "condition": "on condition",
        "note": "note",
        "confidence": "confidence",
        "colon": ": ",
    },
    "zh": {
        "support-means": "何谓支持",
        "oppose-means": "何谓反对",
        "rival": "与之相抵触",
        "carried": "所转述的声音：赞成{favor}，反对{against}",
        "without-map": "尚无论证图",
        "nobody": "此议题尚无编码。",
        "own words": "据其自述",
        "granted": "据其让步承认",
        "as coded": "据编码",
        "others' words only": "只有他人的话",
        "the analyst's judgement": "分析者的判断",
        "because": "依据{claims}",
        "condition": "条件",
        "note": "注",
        "confidence": "把握",
        "colon": "：",
    },
}


def say(key: str, language: str, **values: object) -> str:
    """A phrase of the sheet."""
    return _PHRASES[words.spoken(language)][key].format(**values)


@dataclass(frozen=True)
class Quoted:
    """A quote as written, and where it stands and how it was found."""

    text: str
    where: str


@dataclass(frozen=True)
class Coded:
    """A claim coded on the issue: its value and voice, whose it is, what it says, and what it rests on."""

    id: str
    value: State
    said: str
    voice: str
    text: str
    quotes: tuple[Quoted, ...]
    remarks: tuple[str, ...]


@dataclass(frozen=True)
class Side:
    """One source: what the rule makes of its claims, and the voices that it carries."""

    source: str
    state: State
    verdict: str
    carried: str
    claims: tuple[Coded, ...]


@dataclass(frozen=True)
class Sheet:
    """All of it, in one language. `rules` and `without` are named texts; `without` has the sources with no claim."""

    issue: str
    proposition: str
    rules: tuple[tuple[str, str], ...]
    sides: tuple[Side, ...]
    without: tuple[tuple[str, str], ...]
    language: str


def sheet(corpus: Corpus, issue: str, language: str) -> Sheet:
    """The sheet of an issue, sources by date. An unknown issue is a KeyError."""
    comparison = compare(corpus)
    cells = [comparison.cell(issue, source) for source in comparison.sources]
    coded = [cell for cell in cells if cell.claims]
    return Sheet(
        issue,
        credits.wording(corpus, corpus.codebook.issues[issue].proposition, language)[0],
        tuple(_rules(corpus, issue, language)),
        tuple(_side(corpus, corpus.entries[cell.source], cell, language) for cell in coded),
        tuple(_without(corpus, [cell for cell in cells if not cell.claims], language)),
        language,
    )


def _rules(corpus: Corpus, id: str, language: str) -> Iterator[tuple[str, str]]:
    issues = corpus.codebook.issues
    issue = issues[id]
    for key, means in (("support-means", issue.support_means), ("oppose-means", issue.oppose_means)):
        if means:
            yield say(key, language), credits.wording(corpus, means, language)[0]
    for rival in [issue.rival, *(each for each, other in issues.items() if other.rival == id)]:
        if rival in issues:
            text = credits.wording(corpus, issues[rival].proposition, language)[0]
            yield say("rival", language), f"{rival}{say('colon', language)}{text}"


def _without(corpus: Corpus, cells: list[Cell], language: str) -> Iterator[tuple[str, str]]:
    """Who was looked at and is silent, who has not been coded, and who has no map."""
    for state in STATES:
        names = [cell.source for cell in cells if cell.state is state]
        if names:
            yield words.say(f"state.{state.value}", language), ", ".join(names)
    bare = [id for id in corpus.sources if id not in corpus.entries]
    if bare:
        yield say("without-map", language), ", ".join(bare)


def _side(corpus: Corpus, entry: Entry, cell: Cell, language: str) -> Side:
    verdict = words.series(
        [words.say(f"state.{cell.state.value}", language), say(cell.standing.step, language)], language
    )
    if cell.standing.because:
        verdict = words.series([verdict, say("because", language, claims=", ".join(cell.standing.because))], language)
    carried = say("carried", language, favor=cell.tally.favor, against=cell.tally.against) if cell.tally else ""
    claims = tuple(_coded(corpus, entry, id, cell.issue, language) for id in cell.claims)
    source = f"{entry.id}{say('colon', language)}{credits.dated(corpus, entry.source, language)}"
    return Side(source, cell.state, verdict, carried, claims)


def _coded(corpus: Corpus, entry: Entry, id: str, issue: str, language: str) -> Coded:
    claim = entry.map.all_claims[id]
    coding = claim.stance[issue]
    remarks = [
        f"{say(key, language)}{say('colon', language)}{credits.wording(corpus, told, language)[0]}"
        for key, told in (("condition", coding.condition), ("note", coding.note))
        if told
    ]
    if coding.confidence:
        remarks.append(f"{say('confidence', language)}{say('colon', language)}{coding.confidence}")
    value = State(coding.value.value)
    said = words.say(f"state.{value.value}", language)
    quotes = tuple(each for citation in entry.citations_of[id] for each in _quoted(entry, citation, language))
    text = credits.claim_text(corpus, entry, id, language)[0] if claim.text else ""
    if text == words.say("gap", language).join(quote.text for quote in quotes):
        text = ""
    return Coded(id, value, said, _voice(corpus, entry, id, language), text, quotes, tuple(remarks))


def _voice(corpus: Corpus, entry: Entry, id: str, language: str) -> str:
    """Whose words they are, and how the source takes them."""
    claim = entry.map.all_claims[id]
    own = "voice.thesis" if id in entry.map.theses and claim.heard_as is Voice.OWN else f"voice.{claim.heard_as.value}"
    speaker = credits.speaker(corpus, claim.speaker, language) if claim.speaker else ""
    return words.series([speaker, credits.via(corpus, claim.via, language), words.say(own, language)], language)


def _quoted(entry: Entry, citation: Citation, language: str) -> Iterator[Quoted]:
    """Each wording of a quote, with its place in the file and its paragraph."""
    for wording in citation.wordings:
        hit = wording.hit
        if hit:
            place = entry.place(hit)
            how = words.say(f"step.{hit.step.value}", language)
            where = words.series(
                [f"{place.text.name}:{place.line}", f"¶{entry.reading.paragraph(hit.start)}", how], language
            )
        else:
            where = words.say("step.missing", language)
        yield Quoted(words.quoted(wording.text, wording.language), where)
