"""Two sources at a time: on how much they can be compared, and how far they agree there."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from argmap.agreement.table import SPAN, Row, Table, Value, columns_of, sign, takes_up

Weights = Mapping[str, float]


@dataclass(frozen=True)
class Agreement:
    """How two sources compare: counts first, the share second.

    `shared` counts the issues on which both have a position, `same_side` and `opposite_side` those with equal and
    with opposite signs (neutral is on no side), `left_out_as_mixed` the issues that both take up and at least one
    is mixed on. `share` is None without shared issues. `without_one` is the least and the greatest share that is
    left when any one shared issue is left out, None under two. `overlap` is Jaccard's (1901) coefficient of the
    issues each has a position on, |J ∩ J'| / |J ∪ J'|, None where neither has any.
    """

    one: str
    other: str
    shared: int
    same_side: int
    opposite_side: int
    left_out_as_mixed: int
    share: float | None
    without_one: tuple[float, float] | None
    overlap: float | None


@dataclass(frozen=True)
class Tension:
    """Two rival issues, and the sources that support both or oppose both."""

    one: str
    other: str
    support_both: tuple[str, ...]
    oppose_both: tuple[str, ...]


def agreement_of(table: Table, one: str, other: str, *, span: int = SPAN, weights: Weights | None = None) -> Agreement:
    """How two sources compare, over the issues on which both have a position.

    share = 1 - Σ w |s - s'| / (R Σ w), R the declared range of the scale. This is Gower's (1971) similarity with
    missing data, and the city-block match of voting-advice applications (EU Profiler, euandi). Weights are by
    issue, 1 where none is given; they bear on the share and its range, never on a count.
    """
    columns = columns_of(table)
    return _agreement((one, columns.get(one, {})), (other, columns.get(other, {})), span, weights)


def agreements(table: Table, *, span: int = SPAN, weights: Weights | None = None) -> tuple[Agreement, ...]:
    """`agreement_of` every pair of sources, by id."""
    return tuple(_agreement(one, other, span, weights) for one, other in combinations(columns_of(table).items(), 2))


def chance_difference(span: int = SPAN) -> Fraction:
    """E|s - s'| / R of two sources that take each step of the scale equally often and independently.

    E|s - s'| = (k² - 1) / 3k on k = R + 1 steps, so it is (k + 1) / 3k: two fifths on five steps.
    """
    return Fraction(span + 2, 3 * (span + 1))


def chance_agreement(span: int = SPAN) -> float:
    """The share to expect of two sources by chance alone, 1 - `chance_difference`: 0.6 on five steps."""
    return float(1 - chance_difference(span))


def tensions(table: Table, rivals: Iterable[tuple[str, str]]) -> tuple[Tension, ...]:
    """The pairs of rival issues that some source supports together or opposes together, by id.

    A source is named where its positions on both issues have the same sign; the pairs may be given either way round.
    """
    pairs = sorted({(min(pair), max(pair)) for pair in rivals})
    found = (_tension(table, *pair) for pair in pairs)
    return tuple(each for each in found if each.support_both or each.oppose_both)


def differences(left: Row, right: Row, span: int = SPAN) -> dict[str, int]:
    """|s - s'| on each issue on which both columns have a position."""
    found: dict[str, int] = {}
    for issue, value in left.items():
        against = right.get(issue)
        if isinstance(value, int) and isinstance(against, int):
            found[issue] = abs(value - against)
            if found[issue] > span:
                raise ValueError(f"{value} and {against} on {issue} are further apart than the scale of range {span}")
    return found


def _agreement(one: tuple[str, Row], other: tuple[str, Row], span: int, weights: Weights | None) -> Agreement:
    left, right = one[1], other[1]
    apart = differences(left, right, span)
    products = [sign(left[issue]) * sign(right[issue]) for issue in apart]
    either = sum(isinstance(left.get(issue), int) or isinstance(right.get(issue), int) for issue in {**left, **right})
    share, without_one = _shares(apart, span, weights)
    return Agreement(
        one=one[0],
        other=other[0],
        shared=len(apart),
        same_side=products.count(1),
        opposite_side=products.count(-1),
        left_out_as_mixed=sum(_both_mixed_or_one(value, right.get(issue)) for issue, value in left.items()),
        share=share,
        without_one=without_one,
        overlap=len(apart) / either if either else None,
    )


def _tension(table: Table, one: str, other: str) -> Tension:
    left, right = table.get(one, {}), table.get(other, {})
    signs = {source: (sign(left[source]), sign(right.get(source))) for source in sorted(left)}
    together = {side: tuple(source for source in signs if signs[source] == (side, side)) for side in (1, -1)}
    return Tension(one, other, support_both=together[1], oppose_both=together[-1])


def _shares(
    apart: Mapping[str, int], span: int, weights: Weights | None
) -> tuple[float | None, tuple[float, float] | None]:
    """The share, and its range when any one issue is left out; in exact numbers, so that no order of issues shows."""
    weighted = [(_weight(issue, weights), difference) for issue, difference in apart.items()]
    weight = sum(w for w, _ in weighted)
    loss = sum(w * difference for w, difference in weighted)
    without = [_share(loss - w * difference, weight - w, span) for w, difference in weighted]
    known = [share for share in without if share is not None]
    return _share(loss, weight, span), (min(known), max(known)) if known else None


def _share(loss: int | Fraction, weight: int | Fraction, span: int) -> float | None:
    most = span * weight
    return float((most - loss) / most) if most else None


def _weight(issue: str, weights: Weights | None) -> int | Fraction:
    if weights is None:
        return 1
    weight = Fraction(weights.get(issue, 1))
    if weight < 0:
        raise ValueError(f"the weight of {issue} is below 0")
    return weight


def _both_mixed_or_one(value: Value, against: Value) -> bool:
    return "mixed" in (value, against) and takes_up(value) and takes_up(against)
