"""The measures: published and worked cases, and edges."""

from collections.abc import Callable, Sequence
from itertools import product

import pytest

from argmap.agreement import (
    Agreement,
    Blocs,
    Division,
    Table,
    Tension,
    Value,
    agreement_of,
    agreements,
    bloc_order,
    chance_agreement,
    common_ground,
    divisions,
    fault_lines,
    interval_alpha,
    lone_voices,
    most_contested,
    nominal_alpha,
    ordinal_alpha,
    silences,
    taken_up_by_one,
    tensions,
)

LEVELS = (-2, -1, 0, 1, 2)
NOBODY: tuple[str, ...] = ()


def table(**columns: str) -> dict[str, dict[str, Value]]:
    """Columns by source, a word an issue: a number, `mixed`, `silent`, or a dot for what has no position."""
    values: dict[str, Value] = {**{str(level): level for level in LEVELS}, "mixed": "mixed", "silent": "silent"}
    rows = zip(*(column.split() for column in columns.values()), strict=True)
    return {
        str(number): {source: values.get(word) for source, word in zip(columns, row, strict=True)}
        for number, row in enumerate(rows, start=1)
    }


def pair(one: str, other: str) -> Agreement:
    return agreement_of(table(A=one, B=other), "A", "B")


def issue(*values: str) -> Division:
    """The division of one issue over sources A, B, C, …"""
    return divisions(table(**dict(zip("ABCDEFGH", values, strict=False))))[0]


T1 = table(A="2 1 -1 0 .", B="2 -1 -2 . 1", C="-2 -1 2 1 .", D="1 . -1 2 -1")


class TestPairs:
    @pytest.mark.parametrize(
        ("names", "shared", "share", "same", "opposite", "overlap"),
        [
            ("AB", 3, 0.75, 2, 1, 0.6),
            ("AC", 4, 0.375, 0, 3, 1.0),
            ("AD", 3, 0.75, 2, 0, 0.6),
            ("BC", 3, 0.333333, 1, 2, 0.6),
            ("BD", 3, 0.666667, 2, 1, 0.6),
            ("CD", 3, 0.416667, 1, 2, 0.6),
        ],
    )
    def test_worked_case(self, names: str, shared: int, share: float, same: int, opposite: int, overlap: float) -> None:
        found = agreement_of(T1, *names)
        assert (found.shared, found.same_side, found.opposite_side) == (shared, same, opposite)
        assert found.share == pytest.approx(share, abs=1e-6)
        assert found.overlap == overlap
        assert found in agreements(T1)

    def test_weights_bear_on_the_share_and_on_no_count(self) -> None:
        weighted = agreement_of(T1, "A", "C", weights={"1": 2, "4": 0.5})
        assert (weighted.share, weighted.shared, weighted.opposite_side) == (0.25, 4, 3)
        assert weighted.without_one == pytest.approx((1 - 2.875 / 3.5, 1 - 1.375 / 2.5))

    def test_without_weight_there_is_no_share(self) -> None:
        nothing = agreement_of(table(A="2 1", B="2 1"), "A", "B", weights={"1": 0, "2": 0})
        assert (nothing.shared, nothing.share, nothing.without_one) == (2, None, None)
        assert agreement_of(table(A="2 1", B="2 1"), "A", "B", weights={"1": 0}).without_one == (1, 1)
        with pytest.raises(ValueError, match="below 0"):
            agreement_of(T1, "A", "B", weights={"1": -1})

    @pytest.mark.parametrize(
        ("one", "other"), [("2 .", ". 2"), (". .", "silent mixed"), ("mixed silent", "2 2"), ("mixed", "mixed")]
    )
    def test_without_overlap_it_is_undefined_and_not_0(self, one: str, other: str) -> None:
        found = pair(one, other)
        assert (found.shared, found.share, found.without_one) == (0, None, None)

    def test_left_out_as_mixed_is_what_both_take_up(self) -> None:
        found = pair("mixed mixed mixed mixed 2", "2 mixed silent . mixed")
        assert (found.left_out_as_mixed, found.shared) == (3, 0)

    def test_neutral_is_a_position_on_no_side(self) -> None:
        found = pair("0 0 0", "0 2 -1")
        assert (found.shared, found.same_side, found.opposite_side) == (3, 0, 0)
        assert found.share == 1 - (0 + 2 + 1) / 3 / 4

    def test_the_range_is_that_of_leaving_out_any_one_issue(self) -> None:
        assert pair("2 2 2", "2 1 -2").without_one == (1 - 5 / 8, 1 - 1 / 8)
        assert pair("2 .", "-2 1").without_one is None

    def test_overlap_is_undefined_where_neither_has_a_position(self) -> None:
        assert pair("mixed .", ". silent").overlap is None
        assert pair("2 . mixed", ". silent mixed").overlap == 0

    def test_a_source_agrees_with_itself_and_an_unknown_one_with_nobody(self) -> None:
        assert agreement_of(T1, "A", "A").share == 1
        assert agreement_of(T1, "A", "Z").share is None

    def test_the_declared_range_counts_not_the_observed_one(self) -> None:
        tale = table(A="1 0", B="-1 0")
        assert agreement_of(tale, "A", "B").share == 0.75
        assert agreement_of(tale, "A", "B", span=2).share == 0.5
        with pytest.raises(ValueError, match="further apart than the scale"):
            agreement_of(table(A="2", B="-1"), "A", "B", span=2)

    def test_chance_is_the_mean_over_all_pairs_of_steps(self) -> None:
        every = {f"{a}/{b}": {"A": a, "B": b} for a, b in product(LEVELS, LEVELS)}
        assert agreement_of(every, "A", "B").share == chance_agreement() == 0.6
        assert [chance_agreement(span) for span in (1, 2)] == [0.5, pytest.approx(5 / 9)]

    def test_tensions_name_who_stands_on_the_same_side_of_both_rivals(self) -> None:
        rivals = table(A="2 1 1", B="-1 -2 .", C="1 -1 .", D="0 0 .", E="mixed mixed .", F="2 . 2")
        expected = Tension("1", "2", support_both=("A",), oppose_both=("B",))
        assert tensions(rivals, [("2", "1"), ("1", "2"), ("3", "unknown")]) == (expected,)
        assert tensions(rivals, [("1", "3")]) == (Tension("1", "3", ("A", "F"), NOBODY),)

    def test_no_sources_no_pairs(self) -> None:
        assert agreements({}) == agreements({"1": {}}) == agreements({"1": {"A": 2}}) == ()


class TestIssues:
    @pytest.mark.parametrize(
        ("number", "sides", "opposed", "conflict", "coverage", "mean"),
        [
            (1, (3, 0, 1), 3, 0.5, 1, 0.75),
            (2, (1, 0, 2), 2, 2 / 3, 0.75, -1 / 3),
            (3, (1, 0, 3), 3, 0.5, 1, -0.5),
            (4, (2, 1, 0), 0, 0, 0.75, 1),
            (5, (1, 0, 1), 1, 1, 0.5, 0),
        ],
    )
    def test_worked_case(
        self, number: int, sides: tuple[int, int, int], opposed: float, conflict: float, coverage: float, mean: float
    ) -> None:
        found = divisions(T1)[number - 1]
        assert (len(found.favor), len(found.neutral), len(found.against)) == sides
        assert (found.opposed, found.conflict, found.coverage, found.mean) == (opposed, conflict, coverage, mean)

    @pytest.mark.parametrize(
        ("values", "opposed", "conflict"),
        [
            (("2", "mixed"), 0.5, 0.5),
            (("0", "mixed"), 0.5, 0.5),
            (("mixed", "mixed"), 0, 0),
            (("2", "1", "-1", "mixed", "mixed", "0"), 2 + 4.0, 6 / 15),
            (("2", "mixed", "silent", "."), 0.5, 0.5),
            (("2", "0"), 0, 0),
            (("2",), 0, None),
            (("mixed", "silent"), 0, None),
            ((".", "silent"), 0, None),
        ],
    )
    def test_mixed_is_half_opposed_to_all_but_mixed(
        self, values: tuple[str, ...], opposed: float, conflict: float | None
    ) -> None:
        found = issue(*values)
        assert (found.opposed, found.conflict) == (opposed, conflict)

    def test_without_positions_there_is_no_mean_and_without_sources_no_coverage(self) -> None:
        assert issue("mixed", "silent").mean is None
        assert issue("mixed", "silent").coverage == 0.5
        assert divisions({"1": {}})[0].coverage is None
        assert divisions({}) == ()

    def test_sources_are_all_that_any_issue_lists(self) -> None:
        assert [each.coverage for each in divisions({"1": {"A": 2}, "2": {"B": 1, "C": None}})] == [1 / 3, 1 / 3]

    def test_most_contested_goes_by_opposed_pairs_then_share_then_id(self) -> None:
        assert [each.issue for each in most_contested(T1)] == ["1", "3", "2", "5", "4"]
        tie: Table = {
            "b": {"A": 1, "B": -1, "C": 0},
            "z": {"A": None, "B": -1, "C": 2},
            "a": {"A": 1, "B": 0, "C": -2},
            "e": dict.fromkeys("ABC", None),
            "d": {"A": 1, "B": 0, "C": 2},
        }
        assert [each.issue for each in most_contested(tie)] == ["z", "a", "b", "d", "e"]

    def test_common_ground_is_two_on_one_side_and_none_on_the_other_or_mixed(self) -> None:
        ground = table(
            A="2 -2 2 2 2 2 0 1", B="1 -1 . mixed -1 0 0 1", C="0 . silent 2 1 1 0 1", D=". -1 . 1 1 . . silent"
        )
        assert [each.issue for each in common_ground(ground)] == ["2", "8", "1", "6"]
        assert common_ground(ground)[0].against == ("A", "B", "D")
        assert common_ground(ground)[3].neutral == ("B",)

    def test_fault_lines_have_someone_on_each_side(self) -> None:
        assert [each.issue for each in fault_lines(T1)] == ["1", "3", "2", "5"]
        assert fault_lines(table(A="2 2 mixed", B="1 0 mixed")) == ()

    def test_a_lone_voice_stands_against_two_or_more(self) -> None:
        lone = table(A="2 1 2 1 .", B="-1 -1 -1 . 1", C="-2 . 1 . -1", D="0 0 mixed mixed -1")
        assert [(each.issue, each.alone) for each in lone_voices(lone)] == [("3", "B"), ("5", "B"), ("1", "A")]

    def test_what_only_one_takes_up(self) -> None:
        one = table(A="2 mixed 0 . silent", B=". silent . . silent", C=". . 1 . .")
        assert [each.issue for each in taken_up_by_one(one)] == ["1", "2"]

    def test_silences_are_looked_for_and_not_found_where_others_speak(self) -> None:
        quiet = table(A="silent silent silent .", B="2 mixed 2 2", C="silent 0 . 1", D="-1 -1 . 1")
        assert [(each.issue, each.silent) for each in silences(quiet)] == [("2", ("A",)), ("1", ("A", "C"))]
        assert [each.issue for each in silences(quiet, least=0)] == ["2", "1", "3"]


FOUR_OBSERVERS = """1 2 3 3 2 1 4 1 2 . . .
                    1 2 3 3 2 2 4 1 2 5 . 3
                    . 3 3 3 2 3 4 2 2 5 1 .
                    1 2 3 3 2 4 4 1 2 5 1 ."""
THREE_OBSERVERS = """. . . . . 3 4 1 2 1 1 3 3 . 3
                     1 . 2 1 3 3 4 3 . . . . . . .
                     . . 2 1 3 4 4 . 2 1 1 3 3 . 4"""
STANCES = "2 2 1 1 0 0 -1 -1 -2 -2 \n 2 1 1 2 0 -1 -1 -2 -2 -2"
BINARY = "0 1 0 0 0 0 0 0 1 0 \n 1 1 1 0 0 1 0 0 0 0"


def units(coders: str) -> list[tuple[int | None, ...]]:
    """One row a coder, as they are printed; one unit a column."""
    rows = [[None if word == "." else int(word) for word in line.split()] for line in coders.splitlines()]
    return list(zip(*rows, strict=True))


class TestAlpha:
    @pytest.mark.parametrize(
        ("coders", "nominal", "ordinal", "interval"),
        [
            pytest.param(FOUR_OBSERVERS, 0.743421, 0.815388, 0.849107, id="Krippendorff 2011 C"),
            pytest.param(THREE_OBSERVERS, 0.691358, None, 0.810845, id="three observers, 15 units"),
            pytest.param(STANCES, 0.522013, 0.903958, 0.913242, id="ten stances"),
            pytest.param(BINARY, 0.095238, 0.095238, 0.095238, id="Krippendorff 2011 A"),
        ],
    )
    def test_published_case(self, coders: str, nominal: float, ordinal: float | None, interval: float) -> None:
        assert nominal_alpha(units(coders)) == pytest.approx(nominal, abs=1e-6)
        assert interval_alpha(units(coders)) == pytest.approx(interval, abs=1e-6)
        if ordinal is not None:
            assert ordinal_alpha(units(coders)) == pytest.approx(ordinal, abs=1e-6)

    def test_words_can_be_coded_too(self) -> None:
        published = zip("aabbdcccedda", "babbbccceddd", strict=True)
        assert nominal_alpha(published) == pytest.approx(0.692, abs=5e-4)

    @pytest.mark.parametrize("alpha", [nominal_alpha, ordinal_alpha, interval_alpha])
    def test_it_is_undefined_without_variation_or_pairs(
        self, alpha: Callable[[Sequence[Sequence[int | None]]], float | None]
    ) -> None:
        assert alpha([]) is None
        assert alpha([(1, 1), (1, 1)]) is None
        assert alpha([(1, None), (None, 2)]) is None
        assert alpha([(1, 1), (2, None)]) is None
        assert alpha([(1,), ()]) is None

    def test_systematic_disagreement_is_below_0(self) -> None:
        assert nominal_alpha([(1, 2), (2, 1)]) == -0.5


class TestBlocs:
    def test_worked_case(self) -> None:
        assert bloc_order(T1).groups == (("B", "A", "D"), ("C",))

    def test_two_camps_stand_apart(self) -> None:
        camps = table(A="2 2 -2 -2", B="-2 -1 2 2", C="2 1 -2 -1", D="-2 -2 2 1", E="1 2 -2 -2")
        assert bloc_order(camps).groups == (("B", "D"), ("C", "A", "E"))

    def test_a_join_at_chance_and_a_fifth_above_the_last_is_cut(self) -> None:
        joined_at_20_and_40_percent = table(A="2 2 2 2 2", B="2 2 2 2 -2", C="0 0 0 2 0")
        assert bloc_order(joined_at_20_and_40_percent).groups == (("A", "B"), ("C",))

    @pytest.mark.parametrize(
        "columns",
        [
            pytest.param({"A": "2 2 2", "B": "2 2 2", "C": "1 2 2"}, id="all agree"),
            pytest.param({"A": "2 -2 .", "B": "-2 . 2", "C": ". 2 -2"}, id="all clash"),
            pytest.param({"A": "2 2 2 2", "B": "2 2 0 0", "C": "0 0 0 -1"}, id="a step too small"),
            pytest.param({"A": "2", "B": "-2"}, id="two sources"),
            pytest.param({"A": "."}, id="one source"),
            pytest.param({"A": "2 . .", "B": ". 2 .", "C": ". . 2"}, id="nothing shared"),
        ],
    )
    def test_without_a_clear_gap_there_is_one_group(self, columns: dict[str, str]) -> None:
        found = bloc_order(table(**columns))
        assert found.groups == (tuple(found.order),)

    def test_nothing_known_is_by_id(self) -> None:
        found = bloc_order(table(C="2 . .", B=". 2 .", A=". . 2"))
        assert found.order == ("A", "B", "C")
        assert found.imputed == (("A", "B"), ("A", "C"), ("B", "C"))

    def test_nobody_has_no_order(self) -> None:
        assert bloc_order({}) == Blocs((), (), ())

    def test_what_lies_on_a_line_comes_in_its_order(self) -> None:
        line = table(E="2 2 2 2", C="2 2 -2 -2", A="-2 -2 -2 -2", D="2 2 2 -2", B="2 -2 -2 -2")
        assert bloc_order(line).order == tuple("ABCDE")

    def test_imputed_pairs_are_told(self) -> None:
        sparse = table(A="2 . 1", B="2 1 1", C=". 1 .")
        assert bloc_order(sparse).imputed == (("A", "C"),)
        assert bloc_order(sparse, least_shared=2).imputed == (("A", "C"), ("B", "C"))
