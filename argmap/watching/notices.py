"""Notices that something may have changed in some folders: the one place that watches them.

A notice says nothing of what changed: whoever gets one looks. So none can be wrong, and one too many does no harm.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection
from pathlib import Path
from threading import Event, Thread
from typing import Any, Final

Places = frozenset[tuple[Path, int]]
_LATEST: Final = 200
"""How many milliseconds a notice waits at most for more of the same."""
_STEP: Final = 25
"""A notice is given when nothing more came for this many milliseconds."""
_PATIENCE: Final = 500
"""After how many milliseconds it is looked whether the folders are still the same ones."""


class Unavailable(Exception):  # noqa: N818 - it says what is the matter
    """The package that watches folders is not installed; the message says how it is."""


class Notices:
    """Watches folders, which may come and go, on a thread of its own."""

    def __init__(self, folders: Callable[[], Collection[Path]]) -> None:
        try:
            from watchfiles import watch
        except ImportError:
            raise Unavailable("this needs watchfiles, which is not installed: pip install 'argmap[watch]'") from None
        self._watch: Any = watch
        self._folders = folders
        self._heard = Event()
        self._ended = Event()
        self._thread = Thread(target=self._listen, name="notices", daemon=True)

    def __enter__(self) -> Notices:
        self._thread.start()
        return self

    def __exit__(self, *failed: object) -> None:
        self._ended.set()
        self._thread.join(timeout=2)

    def any(self) -> bool:
        """Whether there was a notice since it was last asked for."""
        heard = self._heard.is_set()
        self._heard.clear()
        return heard

    def wait(self) -> None:
        """Return at the next notice."""
        while not self._heard.wait(1):  # a wait without an end could not be broken off by Ctrl-C everywhere
            pass
        self._heard.clear()

    def _listen(self) -> None:
        while not self._ended.is_set():
            try:
                self._listen_in(_places(self._folders()))
            except (OSError, RuntimeError):
                # Too many folders are watched on this machine, or one went away just now: to look is always possible.
                self._ended.wait(_PATIENCE / 1000)
                self._heard.set()

    def _listen_in(self, places: Places) -> None:
        """Give notices until the folders are other ones."""
        news = self._watch(
            *(path for path, _ in places),
            watch_filter=None,
            debounce=_LATEST,
            step=_STEP,
            rust_timeout=_PATIENCE,
            yield_on_timeout=True,
            stop_event=self._ended,
            raise_interrupt=False,
            recursive=False,
        )
        begun = False
        for changes in news:
            # The first time, whatever came: before the watch began, nobody listened.
            if changes or not begun:
                self._heard.set()
            begun = True
            if _places(self._folders()) != places:
                return


def _places(folders: Collection[Path]) -> Places:
    """The folders that are there, and for each that is not the nearest one above, where it would have to appear.

    A folder that was deleted and made anew has the old name and is another one.
    """
    found = set()
    for folder in folders:
        for path in (folder, *folder.parents):
            try:
                if path.is_dir() and os.access(path, os.R_OK):
                    found.add((path, path.stat().st_ino))
                    break
            except OSError:
                continue
    return frozenset(found)
