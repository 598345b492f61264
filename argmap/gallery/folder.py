"""A folder of figures on disk: what stands in it, and what has to change for it to be as was asked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias

from argmap import files
from argmap.gallery import order as records
from argmap.gallery.order import MANIFEST, NotOurs, Record
from argmap.gallery.page import GENERATOR, PAGE

State: TypeAlias = Literal["missing", "changed", "same", "stale"]


@dataclass(frozen=True)
class Change:
    """A file, and how it stands to what was asked for; `content` is what it has to be, None for a stale one."""

    path: Path
    state: State
    content: bytes | None


@dataclass(frozen=True)
class Folder:
    """A folder, and what argmap knows of it."""

    path: Path
    record: Record

    @classmethod
    def open(cls, path: Path) -> "Folder":
        """The folder with its record, an empty one where there is none; NotOurs where that cannot be read."""
        content = files.content(path / MANIFEST)
        try:
            return cls(path, records.read(content) if content is not None else Record())
        except NotOurs as why:
            raise NotOurs(f"'{path / MANIFEST}' cannot be read: {why}") from None

    @property
    def has_foreign_page(self) -> bool:
        """Whether the place of the index page is taken by one that argmap did not make."""
        content = files.content(self.path / PAGE)
        return content is not None and f'name="generator" content="{GENERATOR}"'.encode() not in content

    def gone(self, record: Record) -> Record:
        """The record without the stale files that somebody has deleted."""
        return record.without(name for name in record.stale if not (self.path / name).is_file())


def changes(folder: Folder, record: Record, made: Mapping[str, bytes], page: bytes | None) -> Sequence[Change]:
    """Every file that argmap answers for, the record first, so that a run that is cut short is remembered.

    `record` is what the folder comes to, `made` the figures' files, `page` the index page if there is one.
    """
    wanted = {MANIFEST: record.written(), **made, **({PAGE: page} if page is not None else {})}
    found = [_change(folder.path / name, content) for name, content in wanted.items()]
    return (*found, *(Change(folder.path / name, "stale", None) for name in record.stale))


def _change(path: Path, content: bytes) -> Change:
    before = files.content(path)
    state: State = "missing" if before is None else "same" if before == content else "changed"
    return Change(path, state, content)
