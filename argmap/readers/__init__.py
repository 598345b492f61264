"""Readers: a text in some format becomes a `Reading`, what may be cited of it and what kind of text it is.

A format is one file with one function; `READERS` is the table of them, by the name that the registry uses.
"""

from collections.abc import Callable, Mapping

from argmap.readers.html import read_html
from argmap.readers.markdown import read_markdown
from argmap.readers.plain import read_plain
from argmap.readers.reading import Kind, Reading, Region
from argmap.text import Text

READERS: Mapping[str, Callable[[Text], Reading]] = {
    "text": read_plain,
    "markdown": read_markdown,
    "html": read_html,
}

__all__ = ["READERS", "Kind", "Reading", "Region", "read_html", "read_markdown", "read_plain"]
