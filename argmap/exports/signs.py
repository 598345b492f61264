"""The signs of the ten states in text: told apart by shape, as in the figures."""

from collections.abc import Mapping
from typing import Final

from argmap import words
from argmap.comparison import Tally
from argmap.stances import State

SIGNS: Final[Mapping[State, str]] = {
    State.SUPPORT: "▲",
    State.LEANS_SUPPORT: "△",
    State.NEUTRAL: "▬",
    State.LEANS_OPPOSE: "▽",
    State.OPPOSE: "▼",
    State.MIXED: "◐",
    State.REPORTS: "◌",
    State.UNCLEAR: "?",
    State.SILENT: "·",
    State.NOT_CODED: "",
}
JUDGED: Final = "*"
_RAISED: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def legend(language: str) -> tuple[str, ...]:
    """All states with their signs; what is not coded has none."""
    named = ((SIGNS[state], words.say(f"state.{state.value}", language)) for state in State)
    return tuple(f"{sign} {name}" if sign else words.say("key.blank", language, state=name) for sign, name in named)


def tally(counts: Tally) -> str:
    """The reported voices for and against; nothing where there are none."""
    return f"▲{counts.favor} ▼{counts.against}" if counts else ""


def raised(number: int) -> str:
    """A number as the mark of a note."""
    return str(number).translate(_RAISED)
