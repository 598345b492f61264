"""Which files are other than they were. Only contents count: to write the same again is no change.

This is also why argmap's own writing starts nothing: what it wrote is known before the news of it comes.
"""

from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Literal, TypeAlias

from argmap import files

How: TypeAlias = Literal["is new", "changed", "is gone"]
Snapshot: TypeAlias = Mapping[Path, str]
"""Files with what their content hashes to; nothing where there is no file that can be read."""


def digest(content: bytes) -> str:
    """What a file's content hashes to."""
    return sha256(content).hexdigest()


def taken(paths: Iterable[Path]) -> Snapshot:
    """How the files are now."""
    return {path: _now(path) for path in paths}


def _now(path: Path) -> str:
    try:
        content = files.content(path)
    except (OSError, ValueError):
        return ""
    return "" if content is None else digest(content)


def differences(before: Snapshot, after: Snapshot) -> Mapping[Path, How]:
    """What became of the files in between, in order. A file that was not looked at is taken for one that was not."""
    found: dict[Path, How] = {}
    for path in sorted({*before, *after}):
        was, is_now = before.get(path, ""), after.get(path, "")
        if was != is_now:
            found[path] = "is gone" if not is_now else "changed" if was else "is new"
    return found
