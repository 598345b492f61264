"""The one Jinja2 environment: everything is escaped, nothing may be undefined, control characters are left out."""

from functools import cache
from importlib.resources import files
from typing import Any, Final

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from argmap.patterns import Pattern

# What XML forbids or browsers read as something else, and the invisible characters that turn writing around.
_FORBIDDEN: Final = Pattern(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)


def render(template: str, **values: Any) -> str:
    """The template of that name, filled in. A value that it needs and is not given is a jinja2 error."""
    return _environment().get_template(template).render(values)


def resource(name: str) -> str:
    """A file among the templates, as it is."""
    return (files("argmap") / "templates" / name).read_text("utf-8")


def number(value: float) -> str:
    """A length with at most two decimals, so that the same drawing gives the same bytes."""
    written = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if written == "-0" else written


def plain(text: str) -> str:
    """The text without characters that no XML file may hold, or that make it read other than it is."""
    return text if text.isprintable() else _FORBIDDEN.sub("", text)


@cache
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("argmap"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=_without_controls,
    )
    made.filters["number"] = number
    return made


def _without_controls(value: Any) -> Any:
    """Text that is escaped already was made by a template or is a mark of our own, and has none."""
    return plain(value) if isinstance(value, str) and not isinstance(value, Markup) else value
