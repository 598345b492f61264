"""The formats that a figure can be written in. A format is one module with one function `write`.

To add one, add its line to `FORMATS`; its module is imported when it is used.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from importlib import import_module
from types import MappingProxyType
from typing import Final


@dataclass(frozen=True)
class Format:
    """A format by name, with the ending of its files and the module that writes it.

    `figures` are those that it can show; where none is named, it can show all. `write` takes a scene and the
    `options`; where the file is of the `whole` figure, it takes what the figure is drawn from, whatever its sheets.
    """

    name: str
    ending: str
    summary: str
    module: str
    options: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()
    whole: bool = False

    def shows(self, figure: str) -> bool:
        return not self.figures or figure in self.figures

    def write(self, shown: object, **options: object) -> bytes:
        """The bytes of a file. A scene that the format cannot hold is a `scene.Refused`."""
        written: Callable[..., str | bytes] = import_module(self.module).write
        content = written(shown, **{name: options[name] for name in self.options if name in options})
        return content.encode("utf-8", "replace") if isinstance(content, str) else content


_TABLES: Final = ("matrix", "positions", "agreement", "voices", "issue", "versus")
_DRAWN: Final = ("theme", "text", "fonts")
_ALL: Final = (
    Format("svg", "svg", "a drawing with its fonts inside, for web pages and editors", "argmap.writers.svg", _DRAWN),
    Format("png", "png", "pixels, for documents and slides", "argmap.writers.png", ("theme", "scale")),
    Format("pdf", "pdf", "a page whose text can be selected, for print", "argmap.writers.pdf", ("theme",)),
    Format("html", "html", "a piece to put into a web page", "argmap.writers.html", (*_DRAWN, "details")),
    Format("json", "json", "what the figure shows, for programs", "argmap.exports.figure.json", ("given",)),
    Format("csv", "csv", "the table", "argmap.exports.figure.csv", figures=_TABLES, whole=True),
    Format(
        "markdown", "md", "the table in words, or the list of quotes", "argmap.exports.figure.markdown",
        figures=("map", *_TABLES), whole=True,
    ),
    Format("dot", "dot", "the argument map for Graphviz", "argmap.exports.dot", figures=("map",)),
    Format("mermaid", "mmd", "the argument map for Markdown on GitHub", "argmap.exports.mermaid", figures=("map",)),
)  # fmt: skip

FORMATS: Final[Mapping[str, Format]] = MappingProxyType({each.name: each for each in _ALL})
"""The formats by name."""


def refusal(figures: Iterable[str], formats: Iterable[str]) -> str:
    """Why these figures cannot all be written in these formats, and what can; nothing where they can."""
    formats = tuple(formats)
    for figure in figures:
        for name in formats:
            form = FORMATS[name]
            if not form.shows(figure):
                others = ", ".join(each.name for each in FORMATS.values() if each.shows(figure))
                return f"{name} cannot show {figure}, only {', '.join(form.figures)}; {figure} can be: {others}."
    return ""
