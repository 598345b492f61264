"""What a template can call: the directives of blocks, by the names that read well in a sentence of a template."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from argmap.briefing import figures, lists, numbers, passages
from argmap.briefing.arguments import Wrong
from argmap.briefing.draft import Way, is_torn
from argmap.briefing.scope import Make
from argmap.figures import FIGURES


@dataclass(frozen=True)
class Function:
    """A function by name. Values without a name are those of `first`: one for each name in it, or all for the only one.

    `example` is a call of it.
    """

    name: str
    summary: str
    example: str
    first: tuple[str, ...]
    arguments: tuple[str, ...]
    make: Make
    needs: tuple[str, ...] = ()
    way: Way = "block"


_ALL: Final = (
    Function(
        "figure", f"a figure: {', '.join(FIGURES)}", 'figure("matrix", issue=["europe-lags"])', ("name",),
        figures.ARGUMENTS, figures.pictures, needs=("name",),
    ),
    Function(
        "versus", "the figure of two articles, head to head", 'versus("huanqiu", "gba")', ("source",),
        figures.ARGUMENTS, figures.pictures, needs=("source",),
    ),
    Function("stance_table", "the table of stances", "stance_table()", ("issue",), lists.ARGUMENTS, lists.stances),
    Function(
        "common_ground", "issues on which none stands against the others", "common_ground()", ("issue",),
        lists.ARGUMENTS, lists.topic("common"),
    ),
    Function(
        "fault_lines", "issues on which articles stand on both sides", "fault_lines()", ("issue",),
        lists.ARGUMENTS, lists.topic("faults"),
    ),
    Function(
        "findings", f"what the comparison comes to: {', '.join(lists.TOPICS)}", 'findings("agreement")', ("topic",),
        ("topic", *lists.ARGUMENTS), lists.findings_of, needs=("topic",),
    ),
    Function(
        "quotes", "quotes, each with where it stands", 'quotes(issue="europe-lags")', ("claim",),
        ("source", "issue", "claim", "lang"), passages.quotes,
    ),
    Function(
        "evidence", "all quotes of sources, numbered as in their maps", 'evidence("huanqiu")', ("source",),
        ("source", "lang"), passages.evidence, needs=("source",),
    ),
    Function(
        "cite", "a footnote: a claim's quotes in the original, what they mean, whose they are, where they stand",
        'cite("huanqiu/regulating-ourselves-out")', ("claim",), ("claim", "lang"), passages.cite,
        needs=("claim",), way="note",
    ),
    Function(
        "quote", "a claim's quotes inside the sentence, as they stand in the source", 'quote("dw/deepseek-is-open")',
        ("claim",), ("claim", "lang"), passages.quote, needs=("claim",), way="inline",
    ),
    Function(
        "number", "a count or a measure inside the sentence", 'number("agreement", source=["huanqiu", "gba"])',
        ("what",), ("what", "source", "issue"), numbers.number, needs=("what",), way="value",
    ),
)  # fmt: skip

FUNCTIONS: Final[Mapping[str, Function]] = MappingProxyType({each.name: each for each in _ALL})
"""The functions by name."""


def values_of(
    function: Function, given: Sequence[object], named: Mapping[str, object]
) -> Mapping[str, tuple[str, ...]]:
    """The values of each argument as texts; a Wrong for one that cannot be."""
    values: dict[str, tuple[str, ...]] = {}
    if len(function.first) == 1 and function.first[0] in _LISTS:
        values[function.first[0]] = _texts(function.first[0], list(given))
    else:
        if len(given) > len(function.first):
            raise Wrong(f"`{function.name}` takes {len(function.first)} value without a name, not {len(given)}")
        values |= {name: _texts(name, value) for name, value in zip(function.first, given, strict=False)}
    for key, value in named.items():
        values[key] = (*values.get(key, ()), *_texts(key, value))
    told = {name: tuple(dict.fromkeys(found)) for name, found in values.items() if found}
    for name in function.first:
        if name not in _LISTS and len(told.get(name, ())) > 1:
            raise Wrong(
                f"`{function.name}` takes one {name}, not {len(told[name])}", f"Write `{function.example}`.", name
            )
    return told


_LISTS: Final = ("source", "issue", "claim")
_LARGE: Final = 1_000_000


def _texts(name: str, value: object) -> tuple[str, ...]:
    """A text, a number, a thing with an id, or a list of these."""
    if isinstance(value, (list, tuple)):
        return tuple(text for each in value for text in _texts(name, each))
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return (f"{value:g}" if abs(value) < _LARGE else "a large number",)
    text = getattr(value, "id", value)
    if not isinstance(text, str):
        raise Wrong(f"`{name}` cannot be {type(value).__name__}", "Give it a text, or a list of texts.", name)
    if is_torn(text, 0):
        raise Wrong(f"`{name}` cannot hold a figure, a quote or a footnote", "Give it a text or a number.", name)
    return (str(text),) if text else ()
