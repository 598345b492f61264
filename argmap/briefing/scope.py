"""What the directives work with: the project, the document they write for, and the pictures that they draw."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from argmap.briefing.arguments import Asked
from argmap.briefing.pieces import Piece
from argmap.corpus import Corpus
from argmap.gallery import Studio
from argmap.project import Project


@dataclass
class Scope:
    """The project with the studio that draws its figures, the document's path, and the files drawn for it so far."""

    project: Project
    studio: Studio
    document: Path
    pictures: dict[Path, bytes] = field(default_factory=dict)

    @property
    def corpus(self) -> Corpus:
        return self.project.corpus

    def language(self, asked: Asked) -> str:
        return asked.one("lang") or self.corpus.codebook.languages[0]


Make: TypeAlias = Callable[[Scope, Asked], Sequence[Piece]]
"""Fills a block; what cannot be is a Wrong."""
