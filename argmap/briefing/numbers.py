"""Numbers inside a sentence: counts of what the maps hold, and measures of two sources or of one issue."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from argmap import credits, findings
from argmap.agreement import Agreement, Division, agreement_of, divisions
from argmap.briefing.arguments import Asked, Wrong
from argmap.briefing.pieces import Number, Piece
from argmap.briefing.scope import Scope
from argmap.comparison import compare, table
from argmap.corpus import Entry
from argmap.schema import UNNAMED


@dataclass(frozen=True)
class Measure:
    """A number by name, and what it says."""

    name: str
    summary: str
    of: Callable[[Scope, Asked], str]


def number(scope: Scope, asked: Asked) -> Sequence[Piece]:
    """The number that `what` names."""
    return [Number(NUMBERS[asked.one("what")].of(scope, asked))]


def _counted(count: Callable[[Sequence[Entry]], int]) -> Callable[[Scope, Asked], str]:
    """A count over the sources that have a map, or those named."""

    def of(scope: Scope, asked: Asked) -> str:
        if asked.all("issue"):
            raise Wrong(f"`{asked.one('what')}` is not counted by issue", argument="issue")
        wanted = asked.all("source") or scope.corpus.entries
        return str(count([scope.corpus.entries[id] for id in wanted]))

    return of


def _of_pair(tell: Callable[[Agreement], str]) -> Callable[[Scope, Asked], str]:
    """A number about two sources, over all issues or those named."""

    def of(scope: Scope, asked: Asked) -> str:
        sources = asked.all("source")
        if len(sources) != 2:
            raise Wrong(f"`{asked.one('what')}` is a number about two sources", "Write `source=one,other`.", "source")
        return tell(agreement_of(table(compare(scope.corpus, asked.all("issue") or None, sources)), *sources))

    return of


def _of_issue(tell: Callable[[Division], str]) -> Callable[[Scope, Asked], str]:
    """A number about one issue, over all sources or those named."""

    def of(scope: Scope, asked: Asked) -> str:
        issues = asked.all("issue")
        if len(issues) != 1:
            raise Wrong(f"`{asked.one('what')}` is a number about one issue", "Write `issue=…`.", "issue")
        return tell(divisions(table(compare(scope.corpus, issues, asked.all("source") or None)))[0])

    return of


def _exact(entries: Sequence[Entry]) -> int:
    return credits.steps_of(each for entry in entries for each in entry.citations).get("exact", 0)


def _speakers(entries: Sequence[Entry]) -> int:
    heard = {claim.speaker for entry in entries for claim in entry.map.all_claims.values()}
    return len(heard - {None, UNNAMED})


_ALL: Final = (
    Measure("sources", "articles with a map", _counted(len)),
    Measure("claims", "claims, theses among them", _counted(lambda all: sum(len(e.map.all_claims) for e in all))),
    Measure("quotes", "quotes, all of them found", _counted(lambda all: sum(len(e.citations) for e in all))),
    Measure("quotes-exact", "quotes that were found word for word", _counted(_exact)),
    Measure("speakers", "speakers whom the articles name", _counted(_speakers)),
    Measure("agreement", "how far two sources agree, in %", _of_pair(lambda each: findings.percent(each.share))),
    Measure("shared", "issues on which both of two sources have a position", _of_pair(lambda each: str(each.shared))),
    Measure("same-side", "issues on which two sources are on one side", _of_pair(lambda each: str(each.same_side))),
    Measure(
        "opposite-side",
        "issues on which two sources are on opposite sides",
        _of_pair(lambda each: str(each.opposite_side)),
    ),
    Measure("for", "sources that support an issue", _of_issue(lambda each: str(len(each.favor)))),
    Measure("against", "sources that oppose it", _of_issue(lambda each: str(len(each.against)))),
    Measure("mixed", "sources on both sides of it", _of_issue(lambda each: str(len(each.mixed)))),
    Measure("silent", "sources that are silent on it", _of_issue(lambda each: str(len(each.silent)))),
    Measure("opposed", "its opposed pairs of sources", _of_issue(lambda each: findings.counted(each.opposed))),
    Measure("conflict", "their share of all pairs, in %", _of_issue(lambda each: findings.percent(each.conflict))),
)

NUMBERS: Final[Mapping[str, Measure]] = MappingProxyType({each.name: each for each in _ALL})
"""The numbers by name."""
