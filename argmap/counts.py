"""What the maps hold, counted: which claims and how often, who says them, what stands for and against each."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from argmap.agreement import Division, most_contested
from argmap.comparison import Comparison, Speakers, compare, compare_speakers, speakers_table, table
from argmap.corpus import Corpus, Entry
from argmap.schema import VALUES, Claim, Speaker

RELATIONS = ("supports", "attacks", "qualifies", "answers", "undercuts")
AGAINST = ("attacks", "qualifies", "undercuts")
"""The relations that weaken what they point at."""

Cross = Mapping[str | None, int]
"""How many claims have each value; None is where nothing is written."""


@dataclass(frozen=True)
class SourceCount:
    """What one map holds. Theses are among the claims; `passages` are distinct, `quotes` are all that were typed."""

    source: str
    theses: int
    claims: int
    quotes: int
    passages: int
    speakers: int
    parts: Cross
    kinds: Cross
    bases: Cross
    voices: Cross


@dataclass(frozen=True)
class SpeakerCount:
    """How many claims are a speaker's, in which sources, and how many claims sources have from them (`via`)."""

    speaker: str
    known: Speaker | None
    claims: int
    via: int
    sources: tuple[str, ...]


@dataclass(frozen=True)
class ClaimCount:
    """How many passages a claim rests on, and how many relations of its map point at it.

    An undercut is counted at the conclusion of the relation that it denies.
    """

    source: str
    claim: str
    thesis: bool
    passages: int
    relations: Mapping[str, int]

    @property
    def against(self) -> int:
        return sum(self.relations[kind] for kind in AGAINST)


@dataclass(frozen=True)
class IssueCount:
    """How many claims are coded on an issue, for and against, whosesoever they are; and how it divides both tables."""

    issue: str
    claims: int
    favor: int
    against: int
    sources: Division
    voices: Division


@dataclass(frozen=True)
class Counts:
    """All counts: sources by date, speakers and claims by how often, issues most contested first."""

    sources: tuple[SourceCount, ...]
    speakers: tuple[SpeakerCount, ...]
    claims: tuple[ClaimCount, ...]
    issues: tuple[IssueCount, ...]
    own: int

    @property
    def cited(self) -> tuple[ClaimCount, ...]:
        """The claims that rest on more than one passage, most first."""
        found = [each for each in self.claims if each.passages > 1]
        return tuple(sorted(found, key=lambda each: -each.passages))

    @property
    def supported(self) -> tuple[ClaimCount, ...]:
        """The claims that any relation points at, most first."""
        found = [each for each in self.claims if any(each.relations.values())]
        return tuple(sorted(found, key=lambda each: -sum(each.relations.values())))

    @property
    def disputed(self) -> tuple[ClaimCount, ...]:
        """The claims that something stands against, those first that something stands for as well."""
        found = [each for each in self.claims if each.against]
        weight = {id(each): (min(each.relations["supports"], each.against), each.against) for each in found}
        return tuple(sorted(found, key=lambda each: weight[id(each)], reverse=True))


def count(corpus: Corpus, sources: Collection[str] | None = None) -> Counts:
    """The counts of the sources that have a map, or of these only."""
    comparison = compare(corpus, sources=sources)
    speakers = compare_speakers(corpus, sources=sources)
    entries = [corpus.entries[source] for source in comparison.sources]
    claims = [(entry, name, claim) for entry in entries for name, claim in entry.map.all_claims.items()]
    return Counts(
        tuple(_source(entry) for entry in entries),
        _speakers(corpus, claims),
        tuple(each for entry in entries for each in _claims(entry)),
        tuple(_issues(comparison, speakers)),
        sum(claim.speaker is None for _, _, claim in claims),
    )


def _source(entry: Entry) -> SourceCount:
    claims = entry.map.all_claims
    parts = Counter[str | None](dict.fromkeys(entry.map.parts, 0))
    parts.update(entry.section_of(name) for name in claims)
    return SourceCount(
        source=entry.id,
        theses=len(entry.map.theses),
        claims=len(claims),
        quotes=len(entry.citations),
        passages=len({citation.number for citation in entry.citations if citation.number}),
        speakers=len({claim.speaker for claim in claims.values() if claim.speaker}),
        parts=parts,
        kinds=Counter[str | None](claim.kind for claim in claims.values()),
        bases=Counter[str | None](claim.basis for claim in claims.values()),
        voices=Counter[str | None](claim.heard_as.value for claim in claims.values()),
    )


def _speakers(corpus: Corpus, claims: list[tuple[Entry, str, Claim]]) -> tuple[SpeakerCount, ...]:
    """Speakers and carriers; those that no codebook knows (`unnamed`, or a carrier by its bare name) as well."""
    theirs = Counter(claim.speaker for _, _, claim in claims if claim.speaker)
    carried = Counter(carrier for _, _, claim in claims for carrier in claim.via)
    sources: dict[str, dict[str, None]] = {}
    for entry, _, claim in claims:
        for each in (*filter(None, (claim.speaker,)), *claim.via):
            sources.setdefault(each, {})[entry.id] = None
    found = [
        SpeakerCount(each, corpus.codebook.speakers.get(each), theirs[each], carried[each], tuple(sources[each]))
        for each in sorted(sources)
    ]
    return tuple(sorted(found, key=lambda each: (-each.claims, -each.via)))


def _claims(entry: Entry) -> Iterator[ClaimCount]:
    """Every claim with the relations that point at it."""
    pointed: dict[str, Counter[str]] = {name: Counter() for name in entry.map.all_claims}
    for claim in entry.map.all_claims.values():
        targets = {kind: getattr(claim, kind) for kind in RELATIONS[:-1]}
        targets["undercuts"] = tuple(each.conclusion for each in claim.undercuts)
        for kind, names in targets.items():
            for name in names:
                if name in pointed:
                    pointed[name][kind] += 1
    for name, relations in pointed.items():
        passages = {citation.number for citation in entry.citations_of[name] if citation.number}
        thesis = name in entry.map.theses
        yield ClaimCount(entry.id, name, thesis, len(passages), {kind: relations[kind] for kind in RELATIONS})


def _issues(comparison: Comparison, speakers: Speakers) -> Iterator[IssueCount]:
    """Most contested among the sources first; then among the voices."""
    voices = {each.issue: each for each in most_contested(speakers_table(speakers))}
    ordered = sorted(
        most_contested(table(comparison)), key=lambda each: (-each.opposed, -voices[each.issue].opposed, each.issue)
    )
    for division in ordered:
        cells = [comparison.cell(division.issue, source) for source in comparison.sources]
        numbers = [VALUES.get(reason.said.stance) for cell in cells for reason in cell.reasons]
        favor = sum(number is not None and number > 0 for number in numbers)
        against = sum(number is not None and number < 0 for number in numbers)
        yield IssueCount(division.issue, len(numbers), favor, against, division, voices[division.issue])
