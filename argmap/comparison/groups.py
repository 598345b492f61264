"""The groups of the codebook: how many of each stand where. Groups are counted and never averaged."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from argmap.comparison.sources import Comparison
from argmap.comparison.speakers import Speakers
from argmap.corpus import Corpus
from argmap.stances import State

Of: TypeAlias = Literal["sources", "speakers"]
Column: TypeAlias = tuple[str, Of]
"""A group, and which of its members are counted. What a source says and what it tells of others stay apart."""

UNGROUPED = ""
"""Stands for the group of those that are in none, so that nobody is left out."""


@dataclass(frozen=True)
class Count:
    """Who of a group stands where on an issue, by state; states that nobody has are left out."""

    issue: str
    group: str
    of: Of
    members: Mapping[State, tuple[str, ...]]

    def count(self, state: State) -> int:
        return len(self.members.get(state, ()))


@dataclass(frozen=True)
class Groups:
    """Issues, the groups that have members among the sources and among the speakers, and a count for each."""

    issues: tuple[str, ...]
    columns: tuple[Column, ...]
    counts: Mapping[tuple[str, Column], Count]

    def count(self, issue: str, column: Column) -> Count:
        return self.counts[issue, column]


def count_groups(corpus: Corpus, comparison: Comparison, speakers: Speakers) -> Groups:
    """The groups in the codebook's order, those of sources first; then those that are in none."""
    of_source = {each: corpus.sources[each].groups for each in comparison.sources}
    known = corpus.codebook.speakers
    of_speaker = {each: known[each].groups if each in known else () for each in speakers.speakers}
    states: dict[Of, Callable[[str, str], State]] = {
        "sources": lambda issue, id: comparison.cell(issue, id).state,
        "speakers": lambda issue, id: speakers.cell(issue, id).state,
    }
    members: dict[Column, list[str]] = {}
    for group in (*corpus.codebook.groups, UNGROUPED):
        members[group, "sources"] = _members(group, of_source)
        members[group, "speakers"] = _members(group, of_speaker)
    columns = tuple(sorted((each for each in members if members[each]), key=lambda each: each[1] == "speakers"))
    counts = {
        (issue, column): Count(issue, *column, _by_state(members[column], issue, states[column[1]]))
        for issue in comparison.issues
        for column in columns
    }
    return Groups(comparison.issues, columns, counts)


def _members(group: str, groups: Mapping[str, Iterable[str]]) -> list[str]:
    return [id for id, theirs in groups.items() if (group in theirs if group else not tuple(theirs))]


def _by_state(ids: Iterable[str], issue: str, state_of: Callable[[str, str], State]) -> Mapping[State, tuple[str, ...]]:
    found: dict[State, tuple[str, ...]] = dict.fromkeys(State, ())
    for id in ids:
        found[state_of(issue, id)] += (id,)
    return {state: there for state, there in found.items() if there}
