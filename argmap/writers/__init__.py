"""The formats that a figure can be written in. A format is one module with one function `write(scene, …)`.

To add one, add its line to `FORMATS`; its module is imported when it is used.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from types import MappingProxyType
from typing import Final


@dataclass(frozen=True)
class Format:
    """A format by name, with the ending of its files and the module that writes it."""

    name: str
    ending: str
    summary: str
    module: str

    @property
    def write(self) -> Callable[..., bytes]:
        """`write(scene, *, theme, …) -> bytes` of the format's module."""
        writer: Callable[..., bytes] = import_module(self.module).write
        return writer


_ALL: Final = (
    Format("svg", "svg", "vector drawing with its fonts inside, for web pages and editors", "argmap.writers.svg"),
    Format("png", "png", "pixels, for documents and slides", "argmap.writers.png"),
)

FORMATS: Final[Mapping[str, Format]] = MappingProxyType({each.name: each for each in _ALL})
"""The formats by name."""
