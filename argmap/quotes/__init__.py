"""Quotes and the passages they point at: strings in, offsets out.

`find` proves that a quote stands in a text. `near`, imported by those who ask, explains why one does not. Offsets are
code points of the file, half open. This package knows nothing of maps, sources or files.
"""

from argmap.quotes.citable import Citable
from argmap.quotes.find import cuts, find, find_fragments
from argmap.quotes.fold import FOLDS, Fold
from argmap.quotes.hit import Hit, Step

__all__ = [
    "FOLDS",
    "Citable",
    "Fold",
    "Hit",
    "Step",
    "cuts",
    "find",
    "find_fragments",
]
