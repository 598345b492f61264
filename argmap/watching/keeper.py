"""Keeps things up to date: what happens from the first look to Ctrl-C, step by step."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import Protocol, TypeAlias

from argmap import files
from argmap.gallery import Studio
from argmap.project import Project, load
from argmap.watching.due import Standing, due
from argmap.watching.snapshot import How, Snapshot, differences, digest, taken
from argmap.watching.thing import Outcome, Overtaken, Thing, Workshop


@dataclass(frozen=True)
class Changed:
    """Files are other than they were."""

    files: Mapping[Path, How]


@dataclass(frozen=True)
class Checked:
    """The project was loaded anew, with all that can be said of it."""

    project: Project


@dataclass(frozen=True)
class Begun:
    """A thing is being made."""

    thing: Thing


@dataclass(frozen=True)
class Made:
    """A thing was made, or was not and stays as it was."""

    thing: Thing
    outcome: Outcome
    seconds: float


@dataclass(frozen=True)
class Restarted:
    """A file changed while a thing was made, which begins anew."""

    thing: Thing


@dataclass(frozen=True)
class Rested:
    """There is nothing left to do until something changes."""


Event: TypeAlias = Changed | Checked | Begun | Made | Restarted | Rested


class News(Protocol):
    """Says when something may have changed."""

    def any(self) -> bool:
        """Whether it may have since it was last asked for."""

    def wait(self) -> None:
        """Return when it may have."""


class Keeper:
    """Keeps some things of a project up to date."""

    def __init__(self, folder: Path, things: Sequence[Thing]) -> None:
        self.folder = folder
        self.things = things
        self._late = tuple(range(len(things)))
        self._seen: dict[Path, str] = {}
        self._studio: Studio | None = None

    @property
    def folders(self) -> Collection[Path]:
        """Where the files lie that matter. The project's own folder tells when one of them comes back."""
        return {self.folder, self.folder / "maps", self.folder / "seeds", *(path.parent for path in self._files())}

    def events(self, news: News) -> Iterator[Event]:
        """Whatever happens, without an end."""
        self._seen = dict(taken(self._files()))
        changed: Mapping[Path, How] = {}
        while True:
            belonging = self._belonging()
            if self._studio is None or any(self._is_of_project(path) for path in changed):
                self._studio = Studio(self._loaded())
                yield Checked(self._studio.project)
            self._late = self._due(changed, {**belonging, **self._belonging()})
            yield from self._catch_up(Workshop(self._studio, partial(self._look, news)))
            if not self._late:
                yield Rested()
            changed = self._looked()
            while not changed and not self._late:
                news.wait()
                changed = self._looked()
            if changed:
                yield Changed(changed)

    def _files(self) -> Collection[Path]:
        """All files that something depends on, there or not."""
        return {*self._belonging(), *(path for thing in self.things for path in thing.inputs)}

    def _belonging(self) -> Mapping[Path, str | None]:
        """The project's files, each with the source that it belongs to, None for those of all."""
        found: dict[Path, str | None] = dict.fromkeys(files.written(self.folder))
        if self._studio:
            corpus = self._studio.project.corpus
            found |= {self.folder / document.text.name: map.source for map, document in corpus.maps}
            for id, source in corpus.sources.items():
                if not Path(source.file).is_absolute() and ".." not in Path(source.file).parts:
                    found[self.folder / "seeds" / source.file] = id
        return found

    def _is_of_project(self, path: Path) -> bool:
        """Whether the project has to be loaded anew when this file changes; a map that is gone belonged to it."""
        return path in self._belonging() or not any(path in thing.inputs for thing in self.things)

    def _loaded(self) -> Project:
        """The project as it is now. What it was made from is what was seen, whatever comes in the meantime."""
        project = load(self.folder)
        read = {self.folder / name: digest for name, digest in project.inputs.items()}
        now = {*self._files(), *read}
        new = taken(path for path in now if path not in read and path not in self._seen)
        self._seen = {path: content for path, content in {**self._seen, **new, **read}.items() if path in now}
        return project

    def _due(self, changed: Collection[Path], belonging: Mapping[Path, str | None]) -> tuple[int, ...]:
        of_project = {path: belonging.get(path) for path in changed if self._is_of_project(path)}
        standings = [
            Standing(thing.inputs, thing.sources, number in self._late) for number, thing in enumerate(self.things)
        ]
        return due(standings, changed, of_project)

    def _catch_up(self, workshop: Workshop) -> Iterator[Event]:
        """Make what is late, until nothing is or something changes."""
        while self._late:
            number, *others = self._late
            thing = self.things[number]
            yield Begun(thing)
            begun = perf_counter()
            try:
                workshop.look()
                outcome = thing.make(workshop)
            except Overtaken:
                yield Restarted(thing)
                return
            # What another thing is made from may have been written just now.
            others += [
                at
                for at, each in enumerate(self.things)
                if at not in self._late and not each.inputs.isdisjoint(outcome.written)
            ]
            self._late = tuple(others)
            self._seen |= taken(path for path in thing.inputs if path not in self._seen)
            self._seen |= {path: digest(made) for path, made in outcome.written.items() if path in self._seen}
            yield Made(thing, outcome, perf_counter() - begun)

    def _look(self, news: News) -> None:
        """Raise an Overtaken if something changed since it was last looked."""
        if news.any() and differences(self._seen, self._now()):
            raise Overtaken

    def _looked(self) -> Mapping[Path, How]:
        """What changed since it was last looked."""
        now = self._now()
        found = differences(self._seen, now)
        self._seen = dict(now)
        return found

    def _now(self) -> Snapshot:
        """How all files are that matter or did when the project was loaded: one of them may be gone."""
        return taken({*self._files(), *self._seen})
