"""The figures that can be drawn. A figure is one module that turns a corpus and its comparison into scenes.

To add one, add its line to `FIGURES`; its module is imported when it is used. The module has a function `scenes`
of the figure's `Subject`, which gives one sheet or several, or, where one page always holds it, a function `scene`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

if TYPE_CHECKING:
    from argmap.comparison import Comparison
    from argmap.corpus import Corpus
    from argmap.scene import Scene

Each: TypeAlias = Literal["all", "source", "issue", "pair"]
"""What one drawing of a figure is about: all that was asked for, one source, one issue, or two sources."""

Sheets: TypeAlias = "tuple[tuple[str, Scene], ...]"
"""Scenes, each with the name of its sheet; the name is empty where there is no other sheet."""


class TooMuch(Exception):  # noqa: N818 - it says what is the matter
    """What was asked for cannot be drawn so that it can be read; the message names the figure that can."""


@dataclass(frozen=True)
class Subject:
    """What a drawing is about: these sources and these issues, in this order; none of a kind means all of them."""

    sources: tuple[str, ...] = ()
    issues: tuple[str, ...] = ()


@dataclass(frozen=True)
class Figure:
    """A figure by name, and what each drawing of it is about. One that is not `usual` is drawn only when named.

    Where a module `by_issue` is given, it draws the figure for each of the issues that were named.
    """

    name: str
    summary: str
    each: Each
    module: str
    by_issue: str = ""
    usual: bool = True

    def subjects(self, asked: Subject, sources: tuple[str, ...], issues: tuple[str, ...]) -> tuple[Subject, ...]:
        """What its drawings are about, of what was asked for; `sources` and `issues` are all that there are."""
        if self.each == "issue" or (self.by_issue and asked.issues):
            return tuple(Subject(asked.sources, (issue,)) for issue in asked.issues or issues)
        if self.each == "source":
            return tuple(Subject((source,)) for source in asked.sources or sources)
        return (asked,)

    def scenes(
        self, corpus: "Corpus", comparison: "Comparison", subject: Subject, language: str, stamp: str
    ) -> "Sheets":
        """The figure's sheets; `comparison` is that of the subject, `stamp` the SHA-256 of the inputs.

        The same sheets come out in all of the codebook's languages. What is too much for any page is a TooMuch.
        """
        module = import_module(self.by_issue if self.by_issue and subject.issues else self.module)
        scenes: Callable[..., Sheets] | None = getattr(module, "scenes", None)
        if scenes:
            return scenes(corpus, comparison, subject, language, stamp)
        return (("", module.scene(corpus, comparison, language, stamp)),)


_ALL: Final = (
    Figure(
        "map",
        "what one article claims, on whose word, and what rests on what",
        "source",
        "argmap.figures.argument_map",
        "argmap.figures.issue_map",
    ),
    Figure("matrix", "where each article stands on each issue", "all", "argmap.figures.matrix"),
    Figure("positions", "how far apart the articles stand on each issue", "all", "argmap.figures.positions"),
    Figure("agreement", "which articles agree, each with each", "all", "argmap.figures.agreement_matrix"),
    Figure("voices", "where the speakers stand that the articles carry", "all", "argmap.figures.voices"),
    Figure("issue", "who stands where on one issue, each in its own words", "issue", "argmap.figures.issue"),
    Figure("versus", "two articles head to head", "pair", "argmap.figures.versus", usual=False),
)

FIGURES: Final[Mapping[str, Figure]] = MappingProxyType({each.name: each for each in _ALL})
"""The figures by name, in the order in which they are drawn."""
