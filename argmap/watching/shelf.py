"""What the preview shows: the last good state of each thing, and what is the matter with it. Threads may share it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from threading import Condition
from typing import Literal, TypeAlias

from argmap.watching.thing import Content

State: TypeAlias = Literal["to be made", "up to date", "kept as it was", "missing"]


@dataclass
class Entry:
    """A thing on the shelf: its name, the address of its page, what is served of it, and its problem if it has one."""

    name: str
    page: str
    content: Content = field(default_factory=dict)
    problem: str = ""

    @property
    def state(self) -> State:
        if self.problem:
            return "kept as it was" if self.content else "missing"
        return "up to date" if self.content else "to be made"

    def version(self) -> str:
        """What changes with anything that the page shows."""
        hashed = sha256(self.problem.encode())
        for address, content in sorted(self.content.items()):
            hashed.update(f"\0{address}\0{len(content)}\0".encode())
            hashed.update(content)
        return hashed.hexdigest()[:16]


@dataclass(frozen=True)
class Served:
    """What stands at an address. A page that is `live` comes anew when its version is another one."""

    content: bytes
    version: str = ""
    problem: str = ""

    @property
    def is_live(self) -> bool:
        return bool(self.version)


class Shelf:
    """All things by the address of their pages, and what was said of the project last."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self._entries = {page: Entry(name, page) for page, name in names.items()}
        self._report = ""
        self._versions: dict[str, str] = {}
        self._changed = Condition()
        self._closed = False
        with self._changed:
            self._count()

    def put(self, page: str, content: Content) -> None:
        """Show a thing as it is now."""
        with self._changed:
            entry = self._entries[page]
            entry.content, entry.problem = content, ""
            self._count()

    def keep(self, page: str, problem: str) -> None:
        """Go on showing a thing as it was, and say why."""
        with self._changed:
            self._entries[page].problem = problem
            self._count()

    def tell(self, report: str) -> None:
        """Show what there is to say of the project."""
        with self._changed:
            self._report = report
            self._count()

    def close(self) -> None:
        """Let nobody wait any more."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def overview(self) -> tuple[tuple[Entry, ...], str, str]:
        """All entries as they are, what there is to say, and the version of both."""
        with self._changed:
            entries = tuple(Entry(e.name, e.page, e.content, e.problem) for e in self._entries.values())
            return entries, self._report, self._versions["/"]

    def at(self, address: str) -> Served | None:
        """What stands at an address."""
        with self._changed:
            entry = self._entries.get(address)
            if entry:
                content = entry.content.get(address)
                return Served(content or b"", self._versions[address], entry.problem)
            found = (each.content[address] for each in self._entries.values() if address in each.content)
            return next((Served(content) for content in found), None)

    def other(self, address: str, version: str, patience: float) -> str | None:
        """The version of a page once it is another one, or after some seconds; None where there will be none."""
        with self._changed:
            self._changed.wait_for(lambda: self._closed or self._versions.get(address) != version, patience)
            return None if self._closed else self._versions.get(address)

    def _count(self) -> None:
        """Set the versions of all pages, and wake those who wait for others."""
        self._versions = {page: entry.version() for page, entry in self._entries.items()}
        whole = "\0".join((self._report, *self._versions.values()))
        self._versions["/"] = sha256(whole.encode("utf-8", "replace")).hexdigest()[:16]
        self._changed.notify_all()
