"""The rule of where somebody stands, case by case."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.schema import Stance, Voice
from argmap.stances import State, Statement, stand, stand_of_speaker

S, LS, N, LO, O = Stance.SUPPORT, Stance.LEANS_SUPPORT, Stance.NEUTRAL, Stance.LEANS_OPPOSE, Stance.OPPOSE
OWN, SAID, ENDORSED, GRANTED, REJECTED = (
    Voice.OWN,
    Voice.ATTRIBUTED,
    Voice.ENDORSED,
    Voice.CONCEDED,
    Voice.REJECTED,
)


def said(*each: tuple[Stance, Voice]) -> list[Statement]:
    return [Statement(f"c{at}", stance, voice) for at, (stance, voice) in enumerate(each)]


@pytest.mark.parametrize(
    ("statements", "state", "because"),
    [
        (said((S, OWN)), State.SUPPORT, ("c0",)),
        (said((LS, OWN), (S, OWN)), State.SUPPORT, ("c1",)),
        (said((LO, OWN), (N, OWN)), State.LEANS_OPPOSE, ("c0",)),
        (said((N, OWN)), State.NEUTRAL, ("c0",)),
        (said((S, OWN), (LO, OWN)), State.MIXED, ("c0", "c1")),
        (said((S, OWN), (Stance.MIXED, OWN)), State.MIXED, ("c1",)),
        (said((S, ENDORSED), (O, SAID)), State.SUPPORT, ("c0",)),
        (said((O, GRANTED), (S, SAID)), State.OPPOSE, ("c0",)),
        (said((LS, OWN), (O, GRANTED)), State.LEANS_SUPPORT, ("c0",)),
        (said((Stance.REPORTS, OWN), (Stance.UNCLEAR, OWN)), State.UNCLEAR, ("c1",)),
        (said((Stance.REPORTS, OWN), (S, SAID)), State.REPORTS, ("c0",)),
        (said((S, SAID), (O, REJECTED)), State.REPORTS, ("c0", "c1")),
        ([], State.NOT_CODED, ()),
    ],
)
def test_a_source_stands_where_its_clearest_own_words_stand(
    statements: list[Statement], state: State, because: tuple[str, ...]
) -> None:
    standing = stand(statements)
    assert (standing.state, standing.because) == (state, because)


def test_silence_is_only_what_was_looked_for() -> None:
    assert stand([], silent=True).state is State.SILENT
    assert stand([], silent=False).state is State.NOT_CODED


@pytest.mark.parametrize(("stance", "state"), [(S, State.LEANS_SUPPORT), (O, State.LEANS_OPPOSE), (N, State.NEUTRAL)])
def test_words_of_a_heading_count_at_most_as_leaning(stance: Stance, state: State) -> None:
    assert stand([Statement("c", stance, OWN, heading=True)]).state is state


def test_a_speakers_words_are_their_own_wherever_they_are_told() -> None:
    assert stand_of_speaker(said((S, SAID), (LS, REJECTED))).state is State.SUPPORT
    assert stand_of_speaker(said((S, SAID), (O, GRANTED))).state is State.MIXED


def test_only_positions_are_numbers() -> None:
    assert [state.number for state in State] == [2, 1, 0, -1, -2, None, None, None, None, None]


any_statements = st.lists(
    st.builds(Statement, st.text("ab", min_size=1, max_size=3), st.sampled_from(Stance), st.sampled_from(Voice))
)


@given(any_statements)
def test_the_order_of_claims_does_not_matter(statements: list[Statement]) -> None:
    assert stand(statements).state is stand(statements[::-1]).state


@given(any_statements)
def test_more_support_never_weakens(statements: list[Statement]) -> None:
    before = stand(statements).state.number
    after = stand([*statements, Statement("more", S, OWN)]).state
    own = [each for each in statements if each.voice in (OWN, ENDORSED)]
    if before is not None and before > 0 and any(each.stance in (S, LS) for each in own):
        assert after is State.SUPPORT
