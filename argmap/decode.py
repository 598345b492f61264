"""Documents into models. What pydantic finds becomes diagnostics at routes, one for each mistake."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, TypeVar, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from argmap.diagnostics import Diagnostic, Edit, Fix, Label, Rule, Severity
from argmap.schema import STANCE_ALIASES, Coding, Quote, Stance, Undercut, Written
from argmap.schema.fields import Id
from argmap.spelling import alike, one_slip
from argmap.syntax import Document
from argmap.syntax.edit import set_key, set_value

Model = TypeVar("Model", bound=Written)
Route = tuple[str | int, ...]

UNKNOWN_KEY: Final = Rule(
    "unknown-key",
    Severity.ERROR,
    """A key is not part of the format.

Nothing in a file is ever ignored, so a misspelt key would lose what stands under it.

```yaml
claims:
  tax-hurts:
    suports: thesis     # error: did you mean `supports`?
```
""",
)
MISSING_KEY: Final = Rule(
    "missing-key",
    Severity.ERROR,
    """A key that must be there is missing or has no value.

An empty value, `~` and `null` all count as missing. An id with nothing under it is an error as well: it may be
half written.
""",
)
BAD_VALUE: Final = Rule(
    "bad-value",
    Severity.ERROR,
    """A value is not of the kind that its key asks for.

A date that is none, a stance that does not exist, a list where one text is meant.

```yaml
stance: {trust-premium: suport}     # error: did you mean `support`?
```
""",
)
BAD_ID: Final = Rule(
    "bad-id",
    Severity.ERROR,
    """An id is made of letters of any script and digits, with hyphens between them.

Ids are YAML keys; they name sources, parts, theses, claims, speakers, groups and issues, and stand in file names.
""",
)
RULES: Final = (UNKNOWN_KEY, MISSING_KEY, BAD_VALUE, BAD_ID)

_KINDS: Final[Mapping[Any, str]] = {
    Quote: "a quote",
    Coding: "a stance",
    Undercut: "`premise -> conclusion`",
}
"""What may be written as a text where a model is read from it."""


def decode(document: Document, model: type[Model]) -> tuple[Model | None, tuple[Diagnostic, ...]]:
    """What the document says, as a model; or None and what is wrong with it."""
    empty = tuple(_empty(document, model))
    try:
        made = model.model_validate(_without_nothing(document.data))
    except ValidationError as failed:
        errors = failed.errors(include_url=False)
        return None, (*empty, *_diagnostics(document, model, errors))
    return (None, empty) if empty else (made, ())


def _empty(document: Document, model: type[Written]) -> Iterator[Diagnostic]:
    """Ids with nothing under them: what they name would be lost without a word."""
    if any(scalar.data is None for scalar in document.scalars):
        for route in _nothing(document.data):
            if _is_by_id(_annotation(model, route[:-1])):
                message = f"there is nothing under `{route[-1]}`"
                help = "Write what belongs there, or leave it out."
                yield Diagnostic(MISSING_KEY, message, (Label(document.key(route)),), help=help)


def _nothing(data: Any, route: Route = ()) -> Iterator[Route]:
    """The routes of keys that have no value."""
    pairs = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for step, value in pairs:
        if value is None and isinstance(step, str):
            yield (*route, step)
        else:
            yield from _nothing(value, (*route, step))


def _without_nothing(data: Any) -> Any:
    """The data without keys that have no value: empty, `~` and `null` are missing."""
    if isinstance(data, dict):
        return {key: _without_nothing(value) for key, value in data.items() if value is not None}
    if isinstance(data, list):
        return [_without_nothing(value) for value in data]
    return data


def _diagnostics(document: Document, model: type[Written], errors: list[ErrorDetails]) -> Iterator[Diagnostic]:
    """One diagnostic for each place: where an id is wrong, what stands under it is not judged as well."""
    bad_keys = {error["loc"][:-1] for error in errors if error["loc"] and error["loc"][-1] == "[key]"}
    misspelt = {
        (*error["loc"][:-1], _meant(model, error["loc"])) for error in errors if error["type"] == "extra_forbidden"
    }
    for error in errors:
        loc = error["loc"]
        if loc and loc[-1] == "[key]":
            yield _bad_key(document, error)
        elif loc not in bad_keys and not (error["type"] == "missing" and loc in misspelt):
            yield _diagnostic(document, model, error)


def _diagnostic(document: Document, model: type[Written], error: ErrorDetails) -> Diagnostic:
    route, kind = error["loc"], error["type"]
    if kind == "extra_forbidden":
        return _unknown_key(document, model, route)
    if kind == "missing":
        return _missing_key(document, model, route)
    if kind == "bad_id":
        message = f"`{shown(error['input'])}` is not an id" if error["input"] else "an id is empty"
        return Diagnostic(BAD_ID, message, _at(document, route), help=_sentence(error["msg"]))
    if kind == "silent_stance":
        return Diagnostic(
            BAD_VALUE,
            f"{error['msg']}",
            _at(document, route),
            help="A source that says nothing on an issue lists it under `silent:`.",
        )
    return _bad_value(document, model, error)


def _bad_key(document: Document, error: ErrorDetails) -> Diagnostic:
    route = error["loc"][:-1]
    rule = BAD_ID if error["type"] == "bad_id" else BAD_VALUE
    what = f"`{shown(error['input'])}` is not an id" if rule is BAD_ID else error["msg"]
    help = _sentence(error["msg"]) if rule is BAD_ID else "Write a text, or a mapping of language to text."
    return Diagnostic(rule, what, (Label(document.key(route)),), help=help)


def _unknown_key(document: Document, model: type[Written], route: Route) -> Diagnostic:
    meant = _meant(model, route)
    help = f"Did you mean `{meant}`?" if meant else f"Possible here: {', '.join(_keys(model, route[:-1]))}."
    message = f"`{shown(route[-1])}` is not a key of the format here"
    sure = one_slip(str(route[-1]), _keys(model, route[:-1]))
    # A key that is there already would be there twice.
    edit = set_key(document, route, sure) if sure and not document.key_scalar((*route[:-1], sure)) else None
    return Diagnostic(UNKNOWN_KEY, message, (Label(document.key(route)),), help=help, fixes=_respelt(edit, sure))


def _meant(model: type[Written], route: Route) -> str | None:
    """The key that was probably meant, if any."""
    key = str(route[-1]).lower().replace("_", "-")
    sure = one_slip(key, _keys(model, route[:-1]))
    return sure or alike(key, _keys(model, route[:-1]))


def _respelt(edit: Edit | None, word: str | None) -> tuple[Fix, ...]:
    return (Fix(f"write `{word}`", (edit,), safe=True),) if edit else ()


def _missing_key(document: Document, model: type[Written], route: Route) -> Diagnostic:
    parent = route[:-1]
    place = document.key(parent) if document.reaches(parent) and parent else document.place(parent)
    if not parent:
        place = document.text.place(0, 0)
    where = f"`{_last_name(parent)}`" if parent else "the file"
    return Diagnostic(MISSING_KEY, f"{where} has no `{route[-1]}`", (Label(place),), help=f"Add `{route[-1]}:`.")


def _last_name(route: Route) -> str:
    return next((str(step) for step in reversed(route) if isinstance(step, str)), "this")


def _bad_value(document: Document, model: type[Written], error: ErrorDetails) -> Diagnostic:
    given, kind = error["input"], error["type"]
    message, help = error["msg"], ""
    if given is None or kind == "too_short":
        message = "there is nothing here"
    elif kind in ("enum", "literal_error"):
        return _not_among(document, error)
    elif kind in ("string_type", "tuple_type", "dict_type", "model_type"):
        expected = _expected(kind, _annotation(model, error["loc"]))
        message = f"{expected} belongs here, not {_kind(given)}"
    return Diagnostic(BAD_VALUE, message, _at(document, error["loc"]), help=help)


def _not_among(document: Document, error: ErrorDetails) -> Diagnostic:
    """A word that is none of those possible."""
    given, allowed = error["input"], _choices(error)
    # Short aliases are near to anything.
    aliases = [alias for alias in STANCE_ALIASES if len(alias) > 2] if _is_stance(error) else []
    near = alike(given, (*allowed, *aliases)) if isinstance(given, str) else None
    message = f"`{shown(given)}` is not possible here"
    if not isinstance(given, str):
        message = f"one word belongs here, not {_kind(given)}"
    help = (f"Did you mean `{near}`? " if near else "") + f"Possible: {', '.join(allowed)}."
    sure = _sure(given, allowed, aliases) if isinstance(given, str) else None
    edit = set_value(document, error["loc"], sure) if sure else None
    return Diagnostic(BAD_VALUE, message, _at(document, error["loc"]), help=help, fixes=_respelt(edit, sure))


def _sure(given: str, allowed: Iterable[str], aliases: Iterable[str]) -> str | None:
    """The word that was meant, if one slip leads to one meaning only."""
    word, alias = one_slip(given, allowed), one_slip(given, aliases)
    return (word or alias) if not (word and alias) or STANCE_ALIASES[alias] == word else None


def _expected(kind: str, annotation: Any) -> str:
    if kind in ("string_type", "tuple_type"):
        return "one text" if kind == "string_type" else "a list"
    if get_origin(annotation) is dict and not _is_by_id(annotation):
        return "a text, or a mapping of language to text,"
    return _KINDS.get(annotation, "a mapping of keys and values")


def _kind(given: Any) -> str:
    return "a list" if isinstance(given, list) else "a mapping" if isinstance(given, dict) else "a text"


def shown(given: Any) -> str:
    """What was written, short enough for a message."""
    words = str(given)
    return words if len(words) <= 60 else f"{words[:40]}…"


def _choices(error: ErrorDetails) -> tuple[str, ...]:
    expected = str(error.get("ctx", {}).get("expected", ""))
    return tuple(word.strip(" '") for word in expected.replace(" or ", ", ").split(","))


def _is_stance(error: ErrorDetails) -> bool:
    return Stance.LEANS_SUPPORT.value in _choices(error)


def _at(document: Document, route: Route) -> tuple[Label, ...]:
    return (Label(document.place(route)),)


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:] + "."


def _keys(model: type[BaseModel], route: Route) -> tuple[str, ...]:
    """The keys that may stand at a route of the model."""
    here = _annotation(model, route)
    return tuple(_aliases(here)) if _is_model(here) else ()


def _annotation(model: type[BaseModel], route: Route) -> Any:
    """The type of what stands at a route of the model."""
    here: Any = model
    for step in route:
        here = _inside(here, step)
    return here


def _is_by_id(annotation: Any) -> bool:
    return get_origin(annotation) is dict and get_args(annotation)[0] == Id


def _inside(annotation: Any, step: str | int) -> Any:
    """The type of what stands at a step below a type, through options, lists and mappings."""
    if _is_model(annotation):
        field = _aliases(annotation).get(str(step))
        return _bare(annotation.model_fields[field].annotation) if field else None
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is dict:
        return _bare(arguments[1])
    if origin is tuple:
        return _bare(arguments[0]) if isinstance(step, int) else _inside(_bare(arguments[0]), step)
    return None


def _bare(annotation: Any) -> Any:
    """The annotation without `Annotated` and without `| None`."""
    if hasattr(annotation, "__metadata__"):
        return _bare(get_args(annotation)[0])
    options = [each for each in get_args(annotation) if each is not type(None)]
    if len(options) == 1 and get_origin(annotation) not in (dict, tuple):
        return _bare(options[0])
    return annotation


def _is_model(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)


def _aliases(model: type[BaseModel]) -> Mapping[str, str]:
    return {field.alias or name: name for name, field in model.model_fields.items()}
