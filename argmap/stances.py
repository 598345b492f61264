"""Where somebody stands on an issue, by one rule: where their clearest own words stand; on both sides, mixed.

Pure: statements in, a standing out. Nothing here averages, and nothing turns a non-position into a number.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from argmap.schema import VALUES, Stance, Voice

OWN_VOICES = (Voice.OWN, Voice.ENDORSED)


class State(StrEnum):
    """What a cell of the matrix can show: five positions, and five different ways of having none."""

    SUPPORT = "support"
    LEANS_SUPPORT = "leans-support"
    NEUTRAL = "neutral"
    LEANS_OPPOSE = "leans-oppose"
    OPPOSE = "oppose"
    MIXED = "mixed"
    REPORTS = "reports"
    UNCLEAR = "unclear"
    SILENT = "silent"
    NOT_CODED = "not-coded"

    @property
    def number(self) -> int | None:
        """+2 to -2 for a position, None for everything else."""
        return VALUES.get(Stance(self.value)) if self.value in list(Stance) else None


@dataclass(frozen=True)
class Statement:
    """One claim's stance on one issue, and whose it is. `heading` marks words that stand only in a heading."""

    claim: str
    stance: Stance
    voice: Voice
    speaker: str | None = None
    heading: bool = False


@dataclass(frozen=True)
class Standing:
    """Where somebody stands, the claims that made it so, and which step of the rule did."""

    state: State
    because: tuple[str, ...]
    step: str


def stand(statements: Sequence[Statement], silent: bool = False) -> Standing:
    """Where a source stands by its statements on one issue, whose voices are as the source carries them.

    The rule of the design's section 3, steps 2 to 6; an analyst's own judgement (step 1) goes before it.
    """
    for step, voices in (("own words", OWN_VOICES), ("granted", (Voice.CONCEDED,))):
        standing = _clearest([each for each in statements if each.voice in voices], step)
        if standing:
            return standing
    own = [each for each in statements if each.voice in (*OWN_VOICES, Voice.CONCEDED)]
    for stance in (Stance.UNCLEAR, Stance.REPORTS):
        coded = tuple(each.claim for each in own if each.stance is stance)
        if coded:
            return Standing(State(stance.value), coded, "as coded")
    if statements:
        return Standing(State.REPORTS, tuple(each.claim for each in statements), "others' words only")
    return Standing(State.SILENT, (), "looked for, not found") if silent else Standing(State.NOT_CODED, (), "not coded")


def stand_of_speaker(statements: Iterable[Statement]) -> Standing:
    """Where a speaker stands by the claims that are theirs, all taken as their own words."""
    return stand([replace(each, voice=Voice.OWN) for each in statements])


def _clearest(statements: Sequence[Statement], step: str) -> Standing | None:
    """Mixed where a statement is, or where both signs occur; else the strongest position; None without any."""
    valued = [(each, _weight(each)) for each in statements if each.stance in VALUES]
    mixed = tuple(each.claim for each in statements if each.stance is Stance.MIXED)
    signs = {value > 0 for _, value in valued if value}
    if mixed or len(signs) == 2:
        return Standing(State.MIXED, mixed or tuple(each.claim for each, value in valued if value), step)
    if not valued:
        return None
    strongest = max((value for _, value in valued), key=abs)
    because = tuple(each.claim for each, value in valued if value == strongest)
    stance = next(stance for stance, value in VALUES.items() if value == strongest)
    return Standing(State(stance.value), because, step)


def _weight(statement: Statement) -> int:
    """The statement's value; words that stand only in a heading count at most as leaning."""
    value = VALUES[statement.stance]
    return max(-1, min(1, value)) if statement.heading else value
