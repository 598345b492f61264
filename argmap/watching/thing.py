"""What is kept up to date, and what comes of making it again."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol, TypeAlias, TypeVar

from argmap import files
from argmap.diagnostics import Diagnostic
from argmap.gallery import Studio
from argmap.project import Project

Step = TypeVar("Step")
Content: TypeAlias = Mapping[str, bytes]
"""What the preview serves of a thing, by address."""


class Overtaken(Exception):  # noqa: N818 - it says what is the matter
    """A file changed while something was made from it."""


@dataclass(frozen=True)
class Workshop:
    """What things are made with. `look` is called now and then between two steps, and may raise an Overtaken."""

    studio: Studio
    look: Callable[[], None]

    @property
    def project(self) -> Project:
        return self.studio.project

    def each(self, things: Iterable[Step], doing: str, total: int | None = None, /) -> Iterator[Step]:
        """Goes through the steps of drawing, and looks before each whether it is still wanted."""
        for thing in things:
            self.look()
            yield thing


@dataclass(frozen=True)
class Outcome:
    """What came of making a thing: the files that were written, with their content, out of `total`.

    Where there is a `problem`, it stays as it was, whatever is still missing; `diagnostics` show why, as far as
    something in the author's files is wrong. `shown` is for the preview.
    """

    written: Mapping[Path, bytes] = field(default_factory=dict)
    total: int = 0
    problem: str = ""
    diagnostics: tuple[Diagnostic, ...] = ()
    notes: tuple[str, ...] = ()
    shown: Content = field(default_factory=dict)


class Thing(Protocol):
    """Something that is kept up to date: `page` is its address in the preview."""

    @property
    def name(self) -> str: ...

    @property
    def page(self) -> str: ...

    @property
    def inputs(self) -> frozenset[Path]:
        """The files that it is made from besides the project's."""

    @property
    def sources(self) -> frozenset[str] | None:
        """The sources that it named when it was last made, None where it shows all."""

    def make(self, workshop: Workshop) -> Outcome: ...


def put(contents: Mapping[Path, bytes]) -> Mapping[Path, bytes]:
    """Write the files that are not yet so, each whole or not at all; returns those."""
    return {path: content for path, content in contents.items() if files.write(path, content)}


def refused(failed: OSError) -> str:
    """Why a file could not be written, in a sentence."""
    return f"'{failed.filename}' cannot be written: {(failed.strerror or str(failed)).lower()}"


def address(path: Path, folder: Path) -> str:
    """Where the preview shows a file of the project, or one that lies outside of it."""
    if path.is_relative_to(folder):
        return f"/{path.relative_to(folder).as_posix()}"
    return f"/outside/{path.as_posix().lstrip('/')}"
