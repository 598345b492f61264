"""What all commands share at the edge: the project of a path, colour, and consoles of any encoding."""

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Self, TypeVar

import click

if TYPE_CHECKING:
    from rich.progress import Progress as Bars

Thing = TypeVar("Thing")


def forgiving() -> None:
    """Let output survive a console that lacks a character: it is shown as its code point."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(errors="backslashreplace")


def colourful() -> bool:
    """Whether standard output is a terminal that wants colour (`NO_COLOR` says no)."""
    return sys.stdout.isatty() and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"


def project_folder(path: Path) -> Path:
    """The project that a path is or lies in; a click error where there is none."""
    from argmap.files import project_of

    try:
        exists, folder = path.exists(), project_of(path)
    except OSError as failed:
        # A folder that was deleted while one stands in it, or one that may not be looked into.
        reason = (failed.strerror or str(failed)).lower()
        raise click.BadParameter(f"'{path}' cannot be read: {reason}.", param_hint="PATH") from None
    if not exists:
        raise click.BadParameter(f"'{path}' does not exist.", param_hint="PATH")
    if folder is None:
        raise click.UsageError(
            f"'{path}' is not in an argmap project: there is no folder with maps/codebook.yaml and "
            "seeds/sources.yaml here or above it."
        )
    return folder


@contextmanager
def writable(output: Path) -> Iterator[None]:
    """Make what the file system refuses a plain sentence."""
    try:
        yield
    except OSError as failed:
        raise click.UsageError(f"'{output}' cannot be written: {(failed.strerror or str(failed)).lower()}.") from None


class Progress:
    """Bars on standard error while something long runs; nothing where that is no terminal."""

    def __init__(self) -> None:
        self._stack = ExitStack()
        self._bars: Bars | None = None

    def __enter__(self) -> Self:
        if sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import Progress as Bars

            self._bars = self._stack.enter_context(Bars(console=Console(stderr=True), transient=True))
        return self

    def __exit__(self, *failed: object) -> None:
        self._stack.close()

    def each(self, things: Iterable[Thing], doing: str, total: int | None = None) -> Iterator[Thing]:
        """The things, one after the other, with a bar of how many are done."""
        task = self._bars.add_task(doing, total=total) if self._bars else None
        for thing in things:
            yield thing
            if self._bars and task is not None:
                self._bars.advance(task)
