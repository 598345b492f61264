"""The comparison as tidy rows: one for each source and issue, each citation, each speaker and issue, or each count.

Ids in one field are parted by spaces; an id has none. Texts that are not the source's are in the language asked for.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from argmap import credits
from argmap.comparison import Comparison, Groups, Reason, Speakers
from argmap.comparison.cells import JUDGED
from argmap.corpus import Citation, Corpus, Entry, Wording
from argmap.exports.sheet import Field, Sheet
from argmap.schema import VALUES

STEPS: Final[Mapping[str, str]] = {
    JUDGED: "judgement",
    "own words": "own-words",
    "granted": "granted",
    "as coded": "as-coded",
    "others' words only": "others-only",
    "looked for, not found": "looked-for",
    "not coded": "not-coded",
}
"""The steps of the rule of where somebody stands, as other tools read them."""

_STANCES: Final = (
    "source", "name", "date", "issue", "short", "stance", "value", "judged", "rule", "claims",
    "carried_for", "carried_against", "passages", "condition", "sha256",
)  # fmt: skip
_CITATIONS: Final = (
    "source", "date", "issue", "stance", "value", "condition", "note", "confidence", "voice", "speaker",
    "speaker_kind", "speaker_groups", "via", "decides", "claim", "thesis", "kind", "basis", "text", "number",
    "language", "quote", "file", "line", "start", "end", "step", "sha256",
)  # fmt: skip
_VOICES: Final = ("speaker", "name", "kind", "groups", "issue", "short", "stance", "value", "sources", "claims")
_GROUPS: Final = ("group", "name", "of", "issue", "short", "stance", "count", "members")


def stances(corpus: Corpus, comparison: Comparison, language: str) -> Sheet:
    """One row for each source and issue."""
    rows = []
    for id in comparison.sources:
        source = corpus.sources[id]
        for issue in comparison.issues:
            cell = comparison.cell(issue, id)
            conditions = [credits.wording(corpus, each, language)[0] for each in cell.conditions]
            rows.append(
                (
                    id, credits.short(corpus, source, language), source.date, issue, short(corpus, issue, language),
                    cell.state.value, cell.state.number, _yes(cell.judged), STEPS[cell.standing.step],
                    " ".join(cell.standing.because), cell.tally.favor, cell.tally.against, cell.passages,
                    "; ".join(conditions) or None, corpus.articles[id].sha256,
                )
            )  # fmt: skip
    return Sheet(_STANCES, tuple(rows))


def citations(corpus: Corpus, comparison: Comparison, language: str) -> Sheet:
    """One row for each issue, citation and wording; claims that are coded on no issue come last, with none.

    The latter are left out where only some of the codebook's issues are asked for.
    """
    rows: list[tuple[Field, ...]] = []
    for id in comparison.sources:
        entry = corpus.entries[id]
        for issue in comparison.issues:
            for reason in comparison.cell(issue, id).reasons:
                rows += _cited(corpus, entry, reason.claim, language, issue, reason)
        if comparison.issues == tuple(corpus.codebook.issues):
            for name, claim in entry.map.all_claims.items():
                if not claim.stance:
                    rows += _cited(corpus, entry, name, language)
    return Sheet(_CITATIONS, tuple(rows))


def voices(corpus: Corpus, speakers: Speakers, language: str) -> Sheet:
    """One row for each speaker and each issue that some source lets them speak on."""
    rows = []
    for speaker in speakers.speakers:
        known = corpus.codebook.speakers.get(speaker)
        for issue in speakers.issues:
            cell = speakers.cell(issue, speaker)
            if cell.reasons:
                rows.append(
                    (
                        speaker, credits.speaker(corpus, speaker, language), known.kind if known else None,
                        " ".join(known.groups) if known else "", issue, short(corpus, issue, language),
                        cell.state.value, cell.state.number, " ".join(cell.sources),
                        " ".join(cell.standing.because),
                    )
                )  # fmt: skip
    return Sheet(_VOICES, tuple(rows))


def groups(corpus: Corpus, counted: Groups, language: str) -> Sheet:
    """One row for each group, issue and stance that somebody has; a row without a group counts those in none."""
    rows = []
    for column in counted.columns:
        group, of = column
        name = credits.wording(corpus, corpus.codebook.groups[group], language)[0] if group else None
        for issue in counted.issues:
            for state, members in counted.count(issue, column).members.items():
                told = short(corpus, issue, language)
                rows.append((group or None, name, of, issue, told, state.value, len(members), " ".join(members)))
    return Sheet(_GROUPS, tuple(rows))


def short(corpus: Corpus, issue: str, language: str) -> str:
    """The issue's short name."""
    return credits.wording(corpus, corpus.codebook.issues[issue].short, language)[0]


def _cited(
    corpus: Corpus, entry: Entry, name: str, language: str, issue: str | None = None, reason: Reason | None = None
) -> Iterator[tuple[Field, ...]]:
    """The rows of one claim on one issue, or on none."""
    claim = entry.map.all_claims[name]
    speaker = corpus.codebook.speakers.get(claim.speaker or "")
    coding = reason.coding if reason else None
    condition, note = (
        credits.wording(corpus, text, language)[0] if text else None
        for text in (coding.condition if coding else None, coding.note if coding else None)
    )
    head = (
        entry.id, entry.source.date, issue, coding.value.value if coding else None,
        VALUES.get(coding.value) if coding else None, condition, note, coding.confidence if coding else None,
        claim.heard_as.value, claim.speaker, speaker.kind if speaker else None,
        " ".join(speaker.groups) if speaker else None, " ".join(claim.via) or None,
        _yes(reason.decides) if reason else None, name, _yes(name in entry.map.theses), claim.kind, claim.basis,
        credits.claim_text(corpus, entry, name, language)[0],
    )  # fmt: skip
    for citation in entry.citations_of[name]:
        for wording in citation.wordings:
            yield *head, *_place(corpus, entry, citation, wording)


def _place(corpus: Corpus, entry: Entry, citation: Citation, wording: Wording) -> tuple[Field, ...]:
    """The words as they were typed, where they stand, and how they were found."""
    hit = wording.hit
    return (
        citation.number or None, wording.language, wording.text, entry.reading.text.name,
        entry.place(hit).line if hit else None, hit.start if hit else None, hit.end if hit else None,
        hit.step.value if hit else None, corpus.articles[entry.id].sha256,
    )  # fmt: skip


def _yes(flag: bool) -> str:
    return "true" if flag else "false"
