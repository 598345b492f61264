"""A figure's table as CSV: tidy rows of stances, of voices, of pairs or of citations."""

from collections.abc import Callable, Mapping
from typing import Final

from argmap.comparison import compare_speakers
from argmap.exports import csv
from argmap.exports.comparison import rows
from argmap.exports.figure import pairs
from argmap.exports.figure.given import Given
from argmap.exports.sheet import Sheet


def write(given: Given) -> str:
    """The table of a figure that `SHEETS` has."""
    return csv.write(SHEETS[given.figure](given))


def _stances(given: Given) -> Sheet:
    return rows.stances(given.corpus, given.comparison, given.language)


def _citations(given: Given) -> Sheet:
    return rows.citations(given.corpus, given.comparison, given.language)


def _voices(given: Given) -> Sheet:
    shown = given.comparison
    return rows.voices(given.corpus, compare_speakers(given.corpus, shown.issues, shown.sources), given.language)


SHEETS: Final[Mapping[str, Callable[[Given], Sheet]]] = {
    "matrix": _stances,
    "positions": _stances,
    "agreement": pairs.sheet,
    "voices": _voices,
    "issue": _citations,
    "versus": _citations,
}
"""The table of each figure that has one."""
