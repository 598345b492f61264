"""One issue at a time: who is on which side, how divided that is, and who is missing."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import comb

from argmap.agreement.table import Row, Table, sign, sources_of


@dataclass(frozen=True)
class Division:
    """Who stands where on an issue, each by id. `sources` counts all of the table; `mean` is that of positions.

    Sources that are neither named here nor silent have no position: they report, are unclear or are not coded.
    """

    issue: str
    favor: tuple[str, ...]
    neutral: tuple[str, ...]
    against: tuple[str, ...]
    mixed: tuple[str, ...]
    silent: tuple[str, ...]
    sources: int
    mean: float | None

    @property
    def taken_up_by(self) -> int:
        """How many have a position or are mixed: the n of `conflict` and `coverage`."""
        return len(self.favor) + len(self.neutral) + len(self.against) + len(self.mixed)

    @property
    def opposed(self) -> float:
        """Opposed pairs: over pairs of sources, opposite signs count 1, exactly one of the two mixed ½, else 0.

        F·G + ½·M·(F + Z + G). The count of clashing pairs is what DNA calls conflict (Leifeld 2017), one stance a
        source; the half for mixed, who stand on both sides, is argmap's own.
        """
        return len(self.favor) * len(self.against) + len(self.mixed) * (self.taken_up_by - len(self.mixed)) / 2

    @property
    def conflict(self) -> float | None:
        """The share of pairs that are opposed, `opposed` / C(n, 2); None under two sources.

        Mixed sources are in n, because the pairs they are in are in the sum: so the share never exceeds 1.
        """
        pairs = comb(self.taken_up_by, 2)
        return self.opposed / pairs if pairs else None

    @property
    def coverage(self) -> float | None:
        """The share of all sources that take the issue up, n / N."""
        return self.taken_up_by / self.sources if self.sources else None

    @property
    def alone(self) -> str | None:
        """The source that stands alone on its side, against two or more on the other."""
        for side, other in ((self.favor, self.against), (self.against, self.favor)):
            if len(side) == 1 and len(other) >= 2:
                return side[0]
        return None


def divisions(table: Table) -> tuple[Division, ...]:
    """Every issue's division, in the table's order."""
    sources = len(sources_of(table))
    return tuple(_division(issue, row, sources) for issue, row in table.items())


def most_contested(table: Table) -> tuple[Division, ...]:
    """Every issue, most contested first: by opposed pairs, then by their share, then by id."""
    return _ordered(divisions(table))


def common_ground(table: Table) -> tuple[Division, ...]:
    """Issues with two or more sources on one side, either side, and none on the other or mixed; largest side first.

    Neutral sources do not disturb it: they are named in the division.
    """
    found = [each for each in divisions(table) if _undisputed(each)]
    return tuple(sorted(found, key=lambda each: (-len(each.favor + each.against), each.issue)))


def fault_lines(table: Table) -> tuple[Division, ...]:
    """Issues with at least one source on each side, most contested first."""
    return _ordered(each for each in divisions(table) if each.favor and each.against)


def lone_voices(table: Table) -> tuple[Division, ...]:
    """Issues on which one source stands alone against two or more (`Division.alone`), most contested first."""
    return _ordered(each for each in divisions(table) if each.alone is not None)


def taken_up_by_one(table: Table) -> tuple[Division, ...]:
    """Issues on which only one source has a position or is mixed, by id."""
    return tuple(sorted((each for each in divisions(table) if each.taken_up_by == 1), key=lambda each: each.issue))


def silences(table: Table, least: int = 2) -> tuple[Division, ...]:
    """Issues on which a source is silent while `least` or more others take them up; most taken up first, then by id.

    Silent is what was looked for and not found; a source that only reports, or is not coded, is not silent.
    """
    found = [each for each in divisions(table) if each.silent and each.taken_up_by >= least]
    return tuple(sorted(found, key=lambda each: (-each.taken_up_by, each.issue)))


def _division(issue: str, row: Row, sources: int) -> Division:
    by_id = sorted(row)
    sides: dict[int, tuple[str, ...]] = {
        side: tuple(source for source in by_id if isinstance(row[source], int) and sign(row[source]) == side)
        for side in (1, 0, -1)
    }
    positions = [value for value in row.values() if isinstance(value, int)]
    return Division(
        issue=issue,
        favor=sides[1],
        neutral=sides[0],
        against=sides[-1],
        mixed=tuple(source for source in by_id if row[source] == "mixed"),
        silent=tuple(source for source in by_id if row[source] == "silent"),
        sources=sources,
        mean=sum(positions) / len(positions) if positions else None,
    )


def _undisputed(division: Division) -> bool:
    sides = sorted((len(division.favor), len(division.against)))
    return sides[0] == 0 and sides[1] >= 2 and not division.mixed


def _ordered(divisions: Iterable[Division]) -> tuple[Division, ...]:
    return tuple(sorted(divisions, key=lambda each: (-each.opposed, -(each.conflict or 0), each.issue)))
