"""Why a source or a speaker stands where it does: the step of the rule, and every claim with its words and place."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from argmap import credits, words
from argmap.comparison import Cell, Comparison, Reason, Speakers, VoiceCell
from argmap.corpus import Citation, Corpus, Entry
from argmap.exports import signs
from argmap.exports.comparison.rows import short
from argmap.schema import Voice
from argmap.stances import State


@dataclass(frozen=True)
class Ground:
    """One claim: its sign, whether the standing rests on it, whose it is, and lines on what it says and where."""

    sign: str
    decides: bool
    title: str
    text: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Why:
    """One standing: what it is, on what proposition, by which rule, and its grounds, those first that decide."""

    sign: str
    title: str
    proposition: str
    rule: tuple[str, ...]
    grounds: tuple[Ground, ...]


@dataclass(frozen=True)
class Reasons:
    """Standings, the key to the mark of what decides, and what is said where there are none."""

    standings: tuple[Why, ...]
    key: str
    none: str


def of_sources(corpus: Corpus, comparison: Comparison, language: str) -> Reasons:
    """Every cell, issue by issue."""
    none = words.say("none.issues", language)
    return Reasons(tuple(_sources(corpus, comparison, language)), words.say("key.decides", language), none)


def of_speakers(corpus: Corpus, speakers: Speakers, language: str) -> Reasons:
    """Every speaker on every issue that some source lets them speak on."""
    none = words.say("none.voices", language)
    return Reasons(tuple(_speakers(corpus, speakers, language)), words.say("key.decides", language), none)


def _sources(corpus: Corpus, comparison: Comparison, language: str) -> Iterator[Why]:
    for issue in comparison.issues:
        for source in comparison.sources:
            cell = comparison.cell(issue, source)
            who = credits.dated(corpus, corpus.sources[source], language)
            rule = tuple(_rule(corpus, cell, language))
            yield _why(corpus, issue, who, cell.state, rule, cell.reasons, language)


def _speakers(corpus: Corpus, speakers: Speakers, language: str) -> Iterator[Why]:
    rule = (words.say("rule", language, step=words.say("rule.speaker", language)),)
    for issue in speakers.issues:
        for speaker in speakers.speakers:
            cell = speakers.cell(issue, speaker)
            if cell.reasons:
                yield _why(corpus, issue, _who(corpus, cell, language), cell.state, rule, cell.reasons, language)


def _why(
    corpus: Corpus,
    issue: str,
    who: str,
    state: State,
    rule: tuple[str, ...],
    reasons: Sequence[Reason],
    language: str,
) -> Why:
    said = words.say(f"state.{state.value}", language)
    title = words.say("title.why", language, who=who, issue=short(corpus, issue, language), state=said)
    proposition = credits.wording(corpus, corpus.codebook.issues[issue].proposition, language)[0]
    ordered = sorted(reasons, key=lambda each: not each.decides)
    grounds = tuple(_ground(corpus, corpus.entries[each.source], each, language) for each in ordered)
    return Why(signs.SIGNS[state], title, proposition, rule, grounds)


def _who(corpus: Corpus, cell: VoiceCell, language: str) -> str:
    name = credits.speaker(corpus, cell.speaker, language)
    return words.series([name, credits.role(corpus, cell.speaker, language)], language)


def _rule(corpus: Corpus, cell: Cell, language: str) -> Iterator[str]:
    """The step that decided; of the analyst's judgement, its reason as well, and what the rule says."""
    yield words.say("rule", language, step=words.say(f"rule.{cell.standing.step}", language))
    if cell.judgement and cell.by_rule:
        because = credits.wording(corpus, cell.judgement.because, language)[0]
        yield words.say("why.because", language, text=because)
        yield words.say("why.by-rule", language, state=words.say(f"state.{cell.by_rule.state.value}", language))
        yield from _qualified(corpus, cell.judgement.condition, cell.judgement.note, language)
    if cell.carried:
        voices = [
            words.say(
                "why.voice",
                language,
                sign=signs.SIGNS[each.standing.state],
                who=credits.name_of(corpus, each.speaker, language),
            )
            for each in cell.carried
        ]
        yield words.say("why.carried", language, voices=words.series(voices, language))


def _ground(corpus: Corpus, entry: Entry, reason: Reason, language: str) -> Ground:
    claim = entry.map.all_claims[reason.claim]
    coding = reason.coding
    speaker = claim.speaker
    voice = claim.heard_as
    whose = [
        words.say("thesis", language) if reason.claim in entry.map.theses else "",
        credits.speaker(corpus, speaker, language) if speaker else "",
        credits.role(corpus, speaker, language) if speaker else "",
        credits.via(corpus, claim.via, language),
        words.say(f"voice.{voice.value}", language) if not speaker or voice is not Voice.ATTRIBUTED else "",
    ]
    text = ""
    if not credits.speaks_by_quotes(entry, reason.claim, language):
        text = credits.claim_text(corpus, entry, reason.claim, language)[0]
    lines = [*_qualified(corpus, coding.condition, coding.note, language)]
    if coding.confidence:
        level = words.say(f"level.{coding.confidence}", language)
        lines.append(words.say("why.confidence", language, level=level))
    if reason.said.heading:
        lines.append(words.say("why.heading", language))
    for citation in entry.citations_of[reason.claim]:
        lines += _cited(entry, citation, language)
    title = words.say("told", language, what=reason.said.claim, how=words.series(whose, language))
    return Ground(signs.SIGNS[State(coding.value.value)], reason.decides, title, text, tuple(lines))


def _qualified(
    corpus: Corpus, condition: dict[str, str] | None, note: dict[str, str] | None, language: str
) -> Iterator[str]:
    for key, texts in (("condition", condition), ("note", note)):
        if texts:
            yield words.say(f"why.{key}", language, text=credits.wording(corpus, texts, language)[0])


def _cited(entry: Entry, citation: Citation, language: str) -> Iterator[str]:
    """Each wording in its own quotation marks, with where it stands and how it was found."""
    for wording in citation.wordings:
        yield words.quoted(wording.text, wording.language)
        if wording.hit:
            step = words.say(f"step.{wording.hit.step.value}", language)
            yield words.clauses([str(entry.place(wording.hit)), step], language)
