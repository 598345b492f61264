"""The measures: what holds whatever the table, and whatever the order of its lines."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations, pairwise, product

from hypothesis import given
from hypothesis import strategies as st

from argmap.agreement import (
    Agreement,
    Table,
    Value,
    agreement_of,
    agreements,
    bloc_order,
    common_ground,
    divisions,
    fault_lines,
    interval_alpha,
    lone_voices,
    most_contested,
    nominal_alpha,
    ordinal_alpha,
    silences,
)

LEVELS = (-2, -1, 0, 1, 2)


def tables(least: int = 0, most: int = 6) -> st.SearchStrategy[dict[str, dict[str, Value]]]:
    """Tables of all states, and of sources that only some issues list."""
    values: st.SearchStrategy[Value] = st.sampled_from([*LEVELS, *LEVELS, "mixed", "silent", None])
    row = st.dictionaries(st.sampled_from("ABCDEF"), values, min_size=least, max_size=most)
    return st.dictionaries(st.sampled_from("uvwxyz"), row, min_size=least and 1)


def renamed(tale: Table, sources: dict[str, str], issues: dict[str, str]) -> dict[str, dict[str, Value]]:
    return {issues[issue]: {sources[source]: value for source, value in row.items()} for issue, row in tale.items()}


def shuffled(tale: Table) -> dict[str, dict[str, Value]]:
    return {issue: dict(reversed(list(row.items()))) for issue, row in reversed(list(tale.items()))}


def negated(tale: Table) -> dict[str, dict[str, Value]]:
    return {
        issue: {source: -value if isinstance(value, int) else value for source, value in row.items()}
        for issue, row in tale.items()
    }


SOURCES = st.permutations("ABCDEF").map(lambda order: dict(zip("ABCDEF", order, strict=True)))
ISSUES = st.permutations("uvwxyz").map(lambda order: dict(zip("uvwxyz", order, strict=True)))
WEIGHTS = st.none() | st.dictionaries(st.sampled_from("uvwxyz"), st.floats(0, 10))


def numbers(found: Agreement) -> tuple[object, ...]:
    return found.shared, found.same_side, found.opposite_side, found.left_out_as_mixed, found.share, found.overlap


def opposed(one: Value, other: Value) -> float:
    """The pair rule as the design words it."""
    if isinstance(one, int) and isinstance(other, int):
        return float(one * other < 0)
    taken_up = all(isinstance(value, int) or value == "mixed" for value in (one, other))
    return 0.5 if taken_up and (one == "mixed") != (other == "mixed") else 0


Tree = str | tuple["Tree", "Tree"]


def apart_in(tale: Table) -> dict[tuple[str, str], Fraction]:
    """1 - agreement both ways round, the mean where it is undefined."""
    found = agreements(tale)
    known = [1 - Fraction(each.share).limit_denominator(1000) for each in found if each.share is not None]
    mean = sum(known, Fraction(0)) / len(known) if known else Fraction(0)
    return {
        names: mean if each.share is None else 1 - Fraction(each.share).limit_denominator(1000)
        for each in found
        for names in ((each.one, each.other), (each.other, each.one))
    }


def linkage(sources: list[str], apart: dict[tuple[str, str], Fraction]) -> Tree:
    """Average linkage, naively; ties to the smallest ids."""
    trees: dict[tuple[str, ...], Tree] = {(source,): source for source in sources}
    while len(trees) > 1:
        _, one, other = min(
            (sum(apart[pair] for pair in product(one, other)) / (len(one) * len(other)), one, other)
            for one, other in combinations(sorted(trees), 2)
        )
        trees[tuple(sorted(one + other))] = (trees.pop(one), trees.pop(other))
    return next(iter(trees.values()))


def flips(tree: Tree) -> Iterator[tuple[str, ...]]:
    """All orders of leaves that a tree allows."""
    if isinstance(tree, str):
        yield (tree,)
        return
    for left, right in product(list(flips(tree[0])), list(flips(tree[1]))):
        yield left + right
        yield right + left


@given(tables(), WEIGHTS)
def test_agreement_is_symmetric(tale: Table, weights: dict[str, float] | None) -> None:
    one, other = agreement_of(tale, "A", "B", weights=weights), agreement_of(tale, "B", "A", weights=weights)
    assert numbers(one) == numbers(other)
    assert one.without_one == other.without_one


@given(tables(), WEIGHTS)
def test_agreement_is_bounded(tale: Table, weights: dict[str, float] | None) -> None:
    for each in agreements(tale, weights=weights):
        assert each.share is None or 0 <= each.share <= 1
        assert each.overlap is None or 0 <= each.overlap <= 1
        assert each.same_side + each.opposite_side <= each.shared
        assert weights is not None or (each.share is None) == (each.shared == 0)
        if each.without_one and each.share is not None:
            assert 0 <= each.without_one[0] <= each.share <= each.without_one[1] <= 1


@given(tables())
def test_conflict_is_bounded_and_counts_the_pairs(tale: Table) -> None:
    for each in divisions(tale):
        assert each.opposed == sum(opposed(*two) for two in combinations(tale[each.issue].values(), 2))
        assert (each.conflict is None) == (each.taken_up_by < 2)
        assert each.conflict is None or 0 <= each.conflict <= 1
        assert each.coverage is None or 0 <= each.coverage <= 1


@given(tables())
def test_no_order_shows(tale: Table) -> None:
    other = shuffled(tale)
    assert agreements(other) == agreements(tale)
    assert most_contested(other) == most_contested(tale)
    assert common_ground(other) == common_ground(tale)
    assert silences(other) == silences(tale)
    assert bloc_order(other) == bloc_order(tale)


@given(tables(), SOURCES, ISSUES)
def test_names_change_no_number(tale: Table, sources: dict[str, str], issues: dict[str, str]) -> None:
    other = renamed(tale, sources, issues)
    for each in agreements(tale):
        assert numbers(agreement_of(other, sources[each.one], sources[each.other])) == numbers(each)
    found = {each.issue: each for each in divisions(other)}
    for division in divisions(tale):
        twin = found[issues[division.issue]]
        assert set(twin.favor) == {sources[source] for source in division.favor}
        assert (twin.opposed, twin.conflict, twin.mean) == (division.opposed, division.conflict, division.mean)
    longer = renamed(tale, {name: f"{name}x" for name in sources}, issues)
    assert bloc_order(longer).order == tuple(f"{name}x" for name in bloc_order(tale).order)


@given(tables())
def test_turning_every_proposition_round_changes_nothing_but_the_signs(tale: Table) -> None:
    other = negated(tale)
    assert agreements(other) == agreements(tale)
    assert bloc_order(other) == bloc_order(tale)
    for here, there in zip(divisions(tale), divisions(other), strict=True):
        assert (here.favor, here.against) == (there.against, there.favor)
        assert (here.opposed, here.conflict, here.alone) == (there.opposed, there.conflict, there.alone)
        assert here.mean == (None if there.mean is None else -there.mean)


@given(tables())
def test_common_ground_and_fault_lines_exclude_each_other(tale: Table) -> None:
    ground, faults = ({each.issue for each in found(tale)} for found in (common_ground, fault_lines))
    assert not ground & faults
    assert {each.issue for each in lone_voices(tale)} <= faults


@given(tables())
def test_bloc_order_is_a_permutation_cut_into_groups(tale: Table) -> None:
    found = bloc_order(tale)
    assert sorted(found.order) == sorted({source for row in tale.values() for source in row})
    assert tuple(source for group in found.groups for source in group) == found.order


@given(tables(least=3))
def test_bloc_order_is_the_best_and_first_that_the_tree_allows(tale: Table) -> None:
    apart = apart_in(tale)
    allowed = flips(linkage(sorted({name for pair in apart for name in pair}), apart))
    best = min((sum(apart[here] for here in pairwise(order)), order) for order in allowed)
    assert bloc_order(tale).order == best[1]


@given(st.lists(st.tuples(*[st.sampled_from([*LEVELS, None])] * 3), max_size=12), st.permutations(range(3)))
def test_alpha_knows_no_order_and_at_most_agrees(coded: list[tuple[int | None, ...]], coders: list[int]) -> None:
    turned = [tuple(unit[coder] for coder in coders) for unit in reversed(coded)]
    opposite = [tuple(None if code is None else -code for code in unit) for unit in coded]
    for alpha in (nominal_alpha, ordinal_alpha, interval_alpha):
        assert alpha(turned) == alpha(coded) == alpha(opposite)
        assert (alpha(coded) or 0) <= 1


@given(st.lists(st.sampled_from(LEVELS), min_size=2, max_size=12), st.integers(2, 4))
def test_alpha_of_identical_codings_is_1_with_variation(codes: list[int], coders: int) -> None:
    for alpha in (nominal_alpha, ordinal_alpha, interval_alpha):
        assert alpha([(code,) * coders for code in codes]) == (1 if len(set(codes)) > 1 else None)
