"""The one place that runs pandoc: Markdown in, its document tree changed, another format out.

Pandoc is a program of its own, under the GPL, and optional: `pip install 'argmap[brief]'` brings it in the package
pypandoc-binary. argmap runs it and is not linked with it.
"""

import json
import os
import subprocess
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final

from argmap.briefing.nodes import Node

MARKDOWN: Final = "gfm+raw_attribute-alerts-emoji-tex_math_dollars-tex_math_gfm"
"""Markdown as GitHub reads it; what argmap escapes is escaped here, too."""
_ENVIRONMENT: Final = {"SOURCE_DATE_EPOCH": "0", "LC_ALL": "C.UTF-8"}
"""Documents hold the time at which they were made, unless pandoc is told another one."""


class Missing(Exception):  # noqa: N818 - it says what is the matter
    """There is no pandoc; the message says how it is installed."""


class Failed(Exception):  # noqa: N818
    """Pandoc refused; the message is its own."""


def tree(text: str) -> Node:
    """The document tree of a Markdown text."""
    made = _run(["-f", MARKDOWN, "-t", "json", "--shift-heading-level-by=-1"], text.encode())
    try:
        read: Node = json.loads(made)
    except ValueError:
        raise Failed("pandoc: it wrote no document tree; is it really pandoc?") from None
    except RecursionError:
        raise Failed("lists or block quotes in the template are nested too deeply") from None
    return read


def page(text: str) -> str:
    """What stands in the body of a web page that shows a Markdown text."""
    return _run(["-f", MARKDOWN, "-t", "html5", "--wrap=none"], text.encode()).decode()


def written(document: Node, form: str, *options: str, files: Mapping[str, bytes] | None = None) -> bytes:
    """The tree in another format; `files` are those that it names, by their names."""
    from tempfile import TemporaryDirectory

    with TemporaryDirectory(prefix="argmap-") as folder:
        for name, content in (files or {}).items():
            (Path(folder) / name).write_bytes(content)
        return _run(["-f", "json", "-t", form, *options, "-o", "-"], json.dumps(document).encode(), Path(folder))


def data_file(name: str) -> bytes:
    """A file that pandoc brings, such as `reference.docx`."""
    return _run([f"--print-default-data-file={name}"])


def replaced(document: Node, take: Callable[[Node], Sequence[Node] | None]) -> Node:
    """The tree with what `take` gives in the place of a node; where it gives None, the node stays."""

    def changed(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: changed(each) for key, each in value.items()}
        if not isinstance(value, list):
            return value
        found: list[Any] = []
        for each in value:
            taken = take(each) if isinstance(each, dict) and "t" in each else None
            found += [changed(each)] if taken is None else taken
        return found

    result: Node = changed(document)
    return result


def _run(arguments: Sequence[str], given: bytes = b"", folder: Path | None = None) -> bytes:
    program = _program()
    try:
        done = subprocess.run(
            [program, *arguments], input=given, cwd=folder, capture_output=True, env={**os.environ, **_ENVIRONMENT}
        )
    except OSError as failed:
        reason = (failed.strerror or str(failed)).lower()
        raise Failed(f"pandoc cannot be started at {program}: {reason}") from None
    if done.returncode:
        raise Failed(f"pandoc: {done.stderr.decode('utf-8', 'replace').strip()}")
    return done.stdout


@cache
def _program() -> str:
    """The pandoc that pypandoc brings, or one that is installed."""
    try:
        import pypandoc

        found: str = pypandoc.get_pandoc_path()
    except (ImportError, OSError):
        raise Missing("this needs pandoc, which is not installed: pip install 'argmap[brief]'") from None
    return found
