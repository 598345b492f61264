"""The sources side by side: where each stands on each issue, what made it so, and whom it lets speak."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby

from argmap.corpus import Corpus, Entry
from argmap.readers import Kind
from argmap.schema import UNNAMED
from argmap.stances import Standing, State, Statement, stand, stand_of_speaker


@dataclass(frozen=True)
class Tally:
    """How many of the voices that a source carries stand for and against; part of no other number."""

    favor: int = 0
    against: int = 0

    def __bool__(self) -> bool:
        return bool(self.favor or self.against)


@dataclass(frozen=True)
class Cell:
    """One source on one issue. `judged` marks the analyst's own judgement over the rule's."""

    issue: str
    source: str
    standing: Standing
    tally: Tally
    claims: tuple[str, ...]
    passages: int
    judged: bool = False

    @property
    def state(self) -> State:
        return self.standing.state


@dataclass(frozen=True)
class Comparison:
    """Issues in the codebook's order, sources by date, and a cell for each pair."""

    issues: tuple[str, ...]
    sources: tuple[str, ...]
    cells: Mapping[tuple[str, str], Cell]

    def cell(self, issue: str, source: str) -> Cell:
        return self.cells[issue, source]


def compare(corpus: Corpus) -> Comparison:
    """The comparison of all sources that have a map; undated sources come last."""
    sources = tuple(sorted(corpus.entries, key=lambda id: (corpus.entries[id].source.date or "9999", id)))
    issues = tuple(corpus.codebook.issues)
    cells = {(issue, source): _cell(issue, corpus.entries[source]) for issue in issues for source in sources}
    return Comparison(issues, sources, cells)


def statements(entry: Entry, issue: str) -> tuple[Statement, ...]:
    """What the source's claims say on an issue, in the order of the map."""
    return tuple(
        Statement(name, claim.stance[issue].value, claim.heard_as, claim.speaker, _only_in_heading(entry, name))
        for name, claim in entry.map.all_claims.items()
        if issue in claim.stance
    )


def _cell(issue: str, entry: Entry) -> Cell:
    said = statements(entry, issue)
    judgement = entry.map.positions.get(issue)
    standing = stand(said, silent=issue in entry.map.silent)
    if judgement:
        standing = Standing(State(judgement.value.value), standing.because, "the analyst's judgement")
    claims = tuple(each.claim for each in said)
    return Cell(issue, entry.id, standing, _tally(said), claims, _passages(entry, claims), judgement is not None)


def _tally(said: tuple[Statement, ...]) -> Tally:
    """Named speakers count once each, by the rule over their claims; an unnamed voice counts for each claim."""

    def voice(each: Statement) -> str:
        return f"{UNNAMED}/{each.claim}" if each.speaker == UNNAMED else str(each.speaker)

    spoken = sorted((each for each in said if each.speaker), key=voice)
    numbers = [stand_of_speaker(group).state.number or 0 for _, group in groupby(spoken, key=voice)]
    return Tally(sum(number > 0 for number in numbers), sum(number < 0 for number in numbers))


def _passages(entry: Entry, claims: tuple[str, ...]) -> int:
    """How many distinct passages stand behind the claims."""
    return len({citation.number for name in claims for citation in entry.citations_of[name] if citation.number})


def _only_in_heading(entry: Entry, name: str) -> bool:
    hits = [hit for citation in entry.citations_of[name] for hit in citation.hits]
    regions = [entry.reading.region_at(hit.start, hit.end) for hit in hits]
    return bool(hits) and all(region is not None and region.kind in (Kind.TITLE, Kind.HEADING) for region in regions)
