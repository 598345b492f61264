"""One source on one issue: where it stands, the claims that made it so, and whom it lets speak."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from argmap.corpus import Entry
from argmap.readers import Kind
from argmap.schema import UNNAMED, Coding, Judgement
from argmap.stances import Standing, State, Statement, stand, stand_of_speaker

JUDGED = "the analyst's judgement"
"""The step of the rule that goes before all others."""


@dataclass(frozen=True)
class Tally:
    """How many of the voices that a source carries stand for and against; part of no other number."""

    favor: int = 0
    against: int = 0

    def __bool__(self) -> bool:
        return bool(self.favor or self.against)


@dataclass(frozen=True)
class Reason:
    """What one claim of a source says on an issue, as it was coded; `decides` where the standing rests on it."""

    source: str
    claim: str
    said: Statement
    coding: Coding
    decides: bool = False


@dataclass(frozen=True)
class Carried:
    """A voice that a source carries on an issue, and where it stands by what that source tells of it.

    Each claim of an unnamed voice is a voice of its own: nobody knows whether two of them are one.
    """

    speaker: str
    standing: Standing
    claims: tuple[str, ...]


@dataclass(frozen=True)
class Cell:
    """One source on one issue. `judged` marks the analyst's own judgement over the rule's, which is `by_rule` then."""

    issue: str
    source: str
    standing: Standing
    tally: Tally
    claims: tuple[str, ...]
    passages: int
    judged: bool = False
    reasons: tuple[Reason, ...] = ()
    carried: tuple[Carried, ...] = ()
    judgement: Judgement | None = None
    by_rule: Standing | None = None

    @property
    def state(self) -> State:
        return self.standing.state

    @property
    def conditions(self) -> tuple[Mapping[str, str], ...]:
        """What the standing is said to depend on, by language: of the judgement, and of the claims that decide."""
        codings = [self.judgement, *(each.coding for each in self.reasons if each.decides)]
        return tuple(coding.condition for coding in codings if coding and coding.condition)


def statements(entry: Entry, issue: str) -> tuple[Statement, ...]:
    """What the source's claims say on an issue, in the order of the map."""
    return tuple(each.said for each in reasons(entry).get(issue, ()))


def reasons(entry: Entry) -> Mapping[str, tuple[Reason, ...]]:
    """What the source's claims say, by issue, in the order of the map; none of them decides yet."""
    found: dict[str, list[Reason]] = {}
    for name, claim in entry.claims.items():
        for issue, coding in claim.stance.items():
            said = Statement(name, coding.value, claim.heard_as, claim.speaker, _only_in_heading(entry, name))
            found.setdefault(issue, []).append(Reason(entry.id, name, said, coding))
    return {issue: tuple(each) for issue, each in found.items()}


def cell(issue: str, entry: Entry, coded: Sequence[Reason]) -> Cell:
    """The source's cell by its claims on the issue."""
    said = [each.said for each in coded]
    standing = by_rule = stand(said, silent=issue in entry.map.silent)
    judgement = entry.map.positions.get(issue)
    if judgement:
        standing = Standing(State(judgement.value.value), by_rule.because, JUDGED)
    carried = _carried(said)
    claims = tuple(each.claim for each in said)
    return Cell(
        issue,
        entry.id,
        standing,
        _tally(carried),
        claims,
        _passages(entry, claims),
        judged=judgement is not None,
        reasons=decided(coded, standing),
        carried=carried,
        judgement=judgement,
        by_rule=by_rule if judgement else None,
    )


def decided(coded: Sequence[Reason], standing: Standing) -> tuple[Reason, ...]:
    """The reasons with those marked that the standing rests on."""
    return tuple(replace(each, decides=each.said.claim in standing.because) for each in coded)


def _carried(said: Sequence[Statement]) -> tuple[Carried, ...]:
    """The voices in the order of the map: named speakers once each, by the rule over their claims."""
    voices: dict[str, list[Statement]] = {}
    for each in said:
        if each.speaker:
            key = f"{UNNAMED}/{each.claim}" if each.speaker == UNNAMED else each.speaker
            voices.setdefault(key, []).append(each)
    return tuple(
        Carried(key.partition("/")[0], stand_of_speaker(theirs), tuple(each.claim for each in theirs))
        for key, theirs in voices.items()
    )


def _tally(carried: Sequence[Carried]) -> Tally:
    numbers = [each.standing.state.number or 0 for each in carried]
    return Tally(sum(number > 0 for number in numbers), sum(number < 0 for number in numbers))


def _passages(entry: Entry, claims: Sequence[str]) -> int:
    """How many distinct passages stand behind the claims."""
    return len({citation.number for name in claims for citation in entry.citations_of[name] if citation.number})


def _only_in_heading(entry: Entry, name: str) -> bool:
    hits = [hit for citation in entry.citations_of[name] for hit in citation.hits]
    regions = [entry.reading.region_at(hit.start, hit.end) for hit in hits]
    return bool(hits) and all(region is not None and region.kind in (Kind.TITLE, Kind.HEADING) for region in regions)
