"""What a figure is drawn from: all that its tables and lists need to know."""

from dataclasses import dataclass

from argmap.comparison import Comparison
from argmap.corpus import Corpus
from argmap.scene import Scene


@dataclass(frozen=True)
class Given:
    """A figure by name, what it is about, and the scenes of all its sheets.

    `comparison` is that of the sources and issues that it is about, `stamp` the SHA-256 of the inputs.
    """

    figure: str
    corpus: Corpus
    comparison: Comparison
    scenes: tuple[Scene, ...]
    language: str
    stamp: str
