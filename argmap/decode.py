"""Documents into models. What pydantic finds becomes diagnostics at routes, one for each mistake."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any, Final, TypeVar, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from argmap.diagnostics import Diagnostic, Label, Rule, Severity
from argmap.schema import STANCE_ALIASES, Stance, Written
from argmap.syntax import Document

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

An empty value, `~` and `null` all count as missing.
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

_PLAIN: Final = {
    "string_type": "a text belongs here",
    "dict_type": "a mapping of keys and values belongs here",
    "tuple_type": "a list belongs here",
    "model_type": "a mapping of keys and values belongs here",
    "too_short": "there is nothing here",
}


def decode(document: Document, model: type[Model]) -> tuple[Model | None, tuple[Diagnostic, ...]]:
    """What the document says, as a model; or None and what is wrong with it."""
    try:
        return model.model_validate(_without_nothing(document.data)), ()
    except ValidationError as failed:
        errors = failed.errors(include_url=False)
        return None, tuple(_diagnostics(document, model, errors))


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
    for error in errors:
        loc = error["loc"]
        if loc and loc[-1] == "[key]":
            yield _bad_key(document, error)
        elif loc not in bad_keys:
            yield _diagnostic(document, model, error)


def _diagnostic(document: Document, model: type[Written], error: ErrorDetails) -> Diagnostic:
    route, kind = error["loc"], error["type"]
    if kind == "extra_forbidden":
        return _unknown_key(document, model, route)
    if kind == "missing":
        return _missing_key(document, model, route)
    if kind == "bad_id":
        return Diagnostic(
            BAD_ID, f"`{error['input']}` is not an id", _at(document, route), help=_sentence(error["msg"])
        )
    if kind == "silent_stance":
        return Diagnostic(
            BAD_VALUE,
            f"{error['msg']}",
            _at(document, route),
            help="A source that says nothing on an issue lists it under `silent:`.",
        )
    return _bad_value(document, error)


def _bad_key(document: Document, error: ErrorDetails) -> Diagnostic:
    route = error["loc"][:-1]
    rule = BAD_ID if error["type"] == "bad_id" else BAD_VALUE
    what = f"`{error['input']}` is not an id" if rule is BAD_ID else error["msg"]
    help = _sentence(error["msg"]) if rule is BAD_ID else "Write a text, or a mapping of language to text."
    return Diagnostic(rule, what, (Label(document.key(route)),), help=help)


def _unknown_key(document: Document, model: type[Written], route: Route) -> Diagnostic:
    key = str(route[-1])
    allowed = _keys(model, route[:-1])
    nearest = get_close_matches(key.lower().replace("_", "-"), allowed, n=1, cutoff=0.6)
    help = f"Did you mean `{nearest[0]}`?" if nearest else f"Possible here: {', '.join(allowed)}."
    return Diagnostic(UNKNOWN_KEY, f"`{key}` is not a key of the format here", (Label(document.key(route)),), help=help)


def _missing_key(document: Document, model: type[Written], route: Route) -> Diagnostic:
    parent = route[:-1]
    place = document.key(parent) if document.reaches(parent) and parent else document.place(parent)
    if not parent:
        place = document.text.place(0, 0)
    where = f"`{_last_name(parent)}`" if parent else "the file"
    return Diagnostic(MISSING_KEY, f"{where} has no `{route[-1]}`", (Label(place),), help=f"Add `{route[-1]}:`.")


def _last_name(route: Route) -> str:
    return next((str(step) for step in reversed(route) if isinstance(step, str)), "this")


def _bad_value(document: Document, error: ErrorDetails) -> Diagnostic:
    given = error["input"]
    message = _PLAIN.get(error["type"], error["msg"])
    help = ""
    if error["type"] in ("enum", "literal_error"):
        allowed = _choices(error)
        near = get_close_matches(str(given), (*allowed, *STANCE_ALIASES) if _is_stance(error) else allowed, n=1)
        message = f"`{given}` is not possible here"
        help = (f"Did you mean `{near[0]}`? " if near else "") + f"Possible: {', '.join(allowed)}."
    return Diagnostic(BAD_VALUE, message, _at(document, error["loc"]), help=help)


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
    here: Any = model
    for step in route:
        here = _inside(here, step)
    return tuple(_aliases(here)) if _is_model(here) else ()


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
