"""Two codings of the same articles: what the rule makes of each, and how far they agree beyond chance."""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

from argmap.agreement import nominal_alpha, ordinal_alpha
from argmap.comparison import Cell, Comparison
from argmap.schema import UNNAMED
from argmap.stances import Standing, State


@dataclass(frozen=True)
class Pair:
    """What two codings make of one issue in one source."""

    one: Cell
    other: Cell

    @property
    def same(self) -> bool:
        return self.one.state is self.other.state

    @property
    def comparable(self) -> bool:
        """Whether both took the issue up at all: what is not coded is missing, and no code."""
        return State.NOT_CODED not in (self.one.state, self.other.state)


@dataclass(frozen=True)
class Voice:
    """Where a speaker stands on an issue by what one source tells of them, in each of two codings."""

    issue: str
    source: str
    speaker: str
    one: Standing | None
    other: Standing | None


@dataclass(frozen=True)
class Measured:
    """On how many units two codings were compared, and how many came out the same; None is undefined."""

    compared: int
    same: int
    alpha: float | None

    @property
    def share(self) -> float | None:
        return self.same / self.compared if self.compared else None


@dataclass(frozen=True)
class Coders:
    """Two codings side by side, over the sources that both have, by issue and source.

    `codes` compares the results as such, `kinds` only whether there is a position, or which way of having none;
    `values` the positions, where both have one. Each is an agreement of its own: a position has no distance from
    silence. `voices` compares where named speakers stand that both carry.
    """

    issues: tuple[str, ...]
    sources: tuple[str, ...]
    only_one: tuple[str, ...]
    only_other: tuple[str, ...]
    pairs: tuple[Pair, ...]
    carried: tuple[Voice, ...]
    codes: Measured
    kinds: Measured
    values: Measured
    voices: Measured

    def pair(self, issue: str, source: str) -> Pair:
        at = self.issues.index(issue) * len(self.sources) + self.sources.index(source)
        return self.pairs[at]

    @property
    def differing(self) -> tuple[Pair, ...]:
        """The pairs that both took up and that came out differently, source by source."""
        found = [each for each in self.pairs if each.comparable and not each.same]
        return tuple(sorted(found, key=lambda each: self.sources.index(each.one.source)))

    @property
    def left_out(self) -> tuple[Pair, ...]:
        """The pairs that only one of the codings took up."""
        return tuple(each for each in self.pairs if not each.comparable and not each.same)

    def same_in(self, source: str) -> tuple[int, int]:
        """How many issues came out the same in a source, of how many that both took up."""
        there = [each for each in self.pairs if each.one.source == source and each.comparable]
        return sum(each.same for each in there), len(there)


def compare_coders(one: Comparison, other: Comparison) -> Coders:
    """Two comparisons of one codebook, over the sources that both have."""
    sources = tuple(source for source in one.sources if source in other.sources)
    pairs = tuple(Pair(one.cell(issue, each), other.cell(issue, each)) for issue in one.issues for each in sources)
    states = [(each.one.state, each.other.state) for each in pairs if each.comparable]
    valued = [(a, b) for one, other in states if (a := one.number) is not None and (b := other.number) is not None]
    carried = tuple(voice for pair in pairs for voice in _voices(pair))
    both = [(each.one.state, each.other.state) for each in carried if each.one and each.other]
    return Coders(
        issues=one.issues,
        sources=sources,
        only_one=tuple(source for source in one.sources if source not in other.sources),
        only_other=tuple(source for source in other.sources if source not in one.sources),
        pairs=pairs,
        carried=carried,
        codes=_measured(states),
        kinds=_measured([(_kind(a), _kind(b)) for a, b in states]),
        values=Measured(len(valued), sum(a == b for a, b in valued), ordinal_alpha(valued)),
        voices=_measured(both),
    )


def _measured(units: Sequence[tuple[Hashable, Hashable]]) -> Measured:
    return Measured(len(units), sum(one == other for one, other in units), nominal_alpha(units))


def _kind(state: State) -> str:
    return "position" if state.number is not None else state.value


def _voices(pair: Pair) -> Iterable[Voice]:
    """The named speakers whom either coding carries; unnamed voices have no name to be paired by."""
    one = {each.speaker: each.standing for each in pair.one.carried if each.speaker != UNNAMED}
    other = {each.speaker: each.standing for each in pair.other.carried if each.speaker != UNNAMED}
    for speaker in sorted({**one, **other}):
        yield Voice(pair.one.issue, pair.one.source, speaker, one.get(speaker), other.get(speaker))
