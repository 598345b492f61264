"""The figures that can be drawn. A figure is one module that turns a corpus into scenes.

To add one, add its line to `FIGURES`; its module is imported when it is used.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from argmap.comparison import Comparison
    from argmap.corpus import Corpus
    from argmap.scene import Scene


@dataclass(frozen=True)
class Figure:
    """A figure by name. One that is `per_source` is drawn for each source by itself."""

    name: str
    summary: str
    per_source: bool
    module: str

    def scenes(
        self, corpus: "Corpus", comparison: "Comparison", source: str, language: str, stamp: str
    ) -> tuple[tuple[str, "Scene"], ...]:
        """The figure's scenes, each with its subject: empty for a figure of all sources, which takes no `source`."""
        module = import_module(self.module)
        if self.per_source:
            drawn: tuple[tuple[str, Scene], ...] = module.scenes(corpus, source, language, stamp)
            return drawn
        return (("", module.scene(corpus, comparison, language, stamp)),)


_ALL: Final = (
    Figure(
        "map", "what one article claims, on whose word, and what rests on what", True, "argmap.figures.argument_map"
    ),
    Figure("matrix", "where each article stands on each issue", False, "argmap.figures.matrix"),
)

FIGURES: Final[Mapping[str, Figure]] = MappingProxyType({each.name: each for each in _ALL})
"""The figures by name."""
