"""What the directives work with: the project, the document they write for, and the pictures that they draw."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from argmap import credits
from argmap.briefing.arguments import Asked
from argmap.briefing.pieces import Picture, Piece
from argmap.corpus import Corpus
from argmap.gallery import Studio
from argmap.project import Project


@dataclass
class Scope:
    """The project with the studio that draws its figures, the document's path, and its pictures so far by file.

    `spoken` is the document's language, the codebook's first where it is empty. A document `on_paper` shows a figure
    by its sheets, which are no larger than a page, and names a source in full once: `introduced` are those it has.
    `lost` are characters that it does not show: no face has them.
    """

    project: Project
    studio: Studio
    document: Path
    spoken: str = ""
    on_paper: bool = False
    pictures: dict[Path, Picture] = field(default_factory=dict)
    introduced: set[str] = field(default_factory=set)
    lost: set[str] = field(default_factory=set)

    @property
    def corpus(self) -> Corpus:
        return self.project.corpus

    @property
    def title(self) -> str:
        """The project's title in the document's language."""
        return credits.wording(self.corpus, self.corpus.codebook.title, self.spoken)[0]

    def language(self, asked: Asked) -> str:
        return asked.one("lang") or self.spoken or self.corpus.codebook.languages[0]


Make: TypeAlias = Callable[[Scope, Asked], Sequence[Piece]]
"""Fills a block; what cannot be is a Wrong."""
