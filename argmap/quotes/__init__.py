"""Quotes and the passages they point at: strings in, offsets out.

`find` proves that a quote stands in a text; `nearest` explains why one does not. Offsets are code points of the
file, half open. This package knows nothing of maps, sources or files.
"""

from argmap.quotes.alarms import Alarm
from argmap.quotes.citable import Citable
from argmap.quotes.find import cuts, find, find_fragments
from argmap.quotes.fold import FOLDS, Fold
from argmap.quotes.hit import Hit, Step
from argmap.quotes.near import Near, Segment, nearest, omitted

__all__ = [
    "FOLDS",
    "Alarm",
    "Citable",
    "Fold",
    "Hit",
    "Near",
    "Segment",
    "Step",
    "cuts",
    "find",
    "find_fragments",
    "nearest",
    "omitted",
]
