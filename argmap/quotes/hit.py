"""Where a quote was found, and how. Offsets are code points of the file, half open."""

from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from argmap.quotes.citable import Citable
from argmap.quotes.compare import file_folds, folds_of
from argmap.quotes.fold import FOLDS, Fold
from argmap.quotes.key import Key


class Step(StrEnum):
    """The steps of the ladder, in order. Only `EXACT` may be called word for word."""

    EXACT = "exact"
    NORMALISED = "normalised"
    VARIANT = "variant"
    OMISSION = "omission"
    UNPUNCTUATED = "unpunctuated"


STEPS = tuple(Step)


class Match(NamedTuple):
    """A quote, or a fragment of one, and the indices of the citable characters that have its key."""

    citable: Citable
    quote: str
    key: Key
    source: Key
    first: int
    last: int

    @property
    def folds(self) -> set[Fold]:
        """The fewest folds after which the quote and the passage in the file are equal."""
        citable, first, last = self.citable, self.first, self.last
        prepared = self.source.prepared[first:last]
        folds = folds_of(self.quote, self.key.prepared, citable.characters[first:last], prepared)
        return folds if citable.is_plain(first, last) else folds | file_folds(citable, first, last)

    @property
    def step(self) -> Step:
        """The step that these folds belong to."""
        folds = self.folds
        if "punctuation" in folds:
            return Step.UNPUNCTUATED
        return Step.VARIANT if "variant" in folds else Step.NORMALISED if folds else Step.EXACT


@dataclass(frozen=True, init=False)
class Hit:
    """A passage that a quote points at.

    `fragments` are the spans that the quote's words cover: one, or several with a marked omission; `gaps` are
    the spans left out between them. `hardest` is the last step that a fragment needed; without an omission it
    is `step`.
    """

    start: int
    end: int
    step: Step
    fragments: tuple[tuple[int, int], ...]
    gaps: tuple[tuple[int, int], ...]
    hardest: Step
    matches: tuple[Match, ...] = field(repr=False, compare=False)

    def __init__(
        self,
        start: int,
        end: int,
        step: Step,
        fragments: tuple[tuple[int, int], ...],
        gaps: tuple[tuple[int, int], ...],
        hardest: Step,
        matches: tuple[Match, ...] = (),
    ) -> None:
        # What a frozen dataclass would do by itself takes twice as long, and a hit takes as long as a search.
        fields = self.__dict__
        fields["start"], fields["end"], fields["step"] = start, end, step
        fields["fragments"], fields["gaps"], fields["hardest"] = fragments, gaps, hardest
        fields["matches"] = matches

    @cached_property
    def folds(self) -> tuple[Fold, ...]:
        """What had to be folded, in the order of `FOLDS`; empty when every fragment is exact.

        Worked out when first asked for: it costs more than finding.
        """
        taken = {fold for match in self.matches for fold in match.folds}
        return tuple(fold for fold in FOLDS if fold in taken)
