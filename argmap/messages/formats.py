"""The formats that diagnostics can be written in; a format's module is imported when it is used."""

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Final, NamedTuple

from argmap.messages.report import Report


class Format(NamedTuple):
    """A way of writing diagnostics: what it is for, and the module whose `write` does it."""

    name: str
    summary: str
    module: str


FORMATS: Final[Mapping[str, Format]] = {
    each.name: each
    for each in (
        Format("full", "for people: the lines themselves, with both places", "argmap.messages.full"),
        Format("concise", "a line each: file:line:column, severity, rule, message", "argmap.messages.concise"),
        Format("json", "for programs: versioned, all places and fixes", "argmap.messages.json"),
        Format("sarif", "for code scanning: SARIF 2.1.0", "argmap.messages.sarif"),
        Format("github", "annotations of a GitHub workflow, the worst ten", "argmap.messages.github"),
    )
}


def writer(name: str) -> Callable[[Report, bool], str]:
    """The function of a format: a report, and whether colour is wanted, to text that ends in a line break."""
    write: Callable[[Report, bool], str] = import_module(FORMATS[name].module).write
    return write
