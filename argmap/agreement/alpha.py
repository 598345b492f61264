"""How reliably several coders code the same units: Krippendorff's alpha.

alpha = 1 - Do / De, observed over expected disagreement, where chance gives 0 and systematic disagreement less;
Krippendorff, Computing Krippendorff's Alpha-Reliability (2011). In coincidences of codes c, k within units u of
m codes each: Do = 1/N · Σ_u Σ_{c≠k in u} δ²(c, k) / (m - 1) and De = 1/(N(N - 1)) · Σ_{c, k} n_c n_k δ²(c, k),
over the N codes that stand beside another one in their unit. For any number of coders, with codes missing.
None where nothing can be paired, and where all pairable codes are the same: without variation it says nothing.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable
from fractions import Fraction
from itertools import combinations
from typing import TypeVar

Code = TypeVar("Code", bound=Hashable)


def nominal_alpha(units: Iterable[Iterable[Hashable | None]]) -> float | None:
    """Alpha for codes without an order, δ² = 1 for unequal ones. A unit is the codes it was given, None for missing."""
    return _alpha(units, lambda c, k, totals: int(c != k))


def ordinal_alpha(units: Iterable[Iterable[int | None]]) -> float | None:
    """Alpha for ranked codes: δ² = (Σ n_g from c to k - (n_c + n_k) / 2)², how many codes lie between."""
    return _alpha(units, _ordinal)


def interval_alpha(units: Iterable[Iterable[int | None]]) -> float | None:
    """Alpha for codes at equal distances: δ² = (c - k)²."""
    return _alpha(units, lambda c, k, totals: (c - k) ** 2)


def _alpha(units: Iterable[Iterable[Code | None]], squared: Callable[[Code, Code, Counter[Code]], int]) -> float | None:
    """In exact numbers, so that identical codings give exactly 1 and the order of units and coders never shows."""
    coded = [[code for code in unit if code is not None] for unit in units]
    pairable = [codes for codes in coded if len(codes) > 1]
    totals = Counter(code for codes in pairable for code in codes)
    expected = sum(totals[c] * totals[k] * squared(c, k, totals) for c, k in combinations(totals, 2))
    if not expected:
        return None
    observed = sum(
        Fraction(sum(squared(c, k, totals) for c, k in combinations(codes, 2)), len(codes) - 1) for codes in pairable
    )
    return float(1 - (totals.total() - 1) * observed / expected)


def _ordinal(c: int, k: int, totals: Counter[int]) -> int:
    """Four times δ², which keeps it whole; the factor is in Do and De alike."""
    between = sum(count for code, count in totals.items() if min(c, k) <= code <= max(c, k))
    return (2 * between - totals[c] - totals[k]) ** 2 if c != k else 0
