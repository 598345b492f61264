"""The kinds of values in the files: ids, languages, texts by language, lists that may be a single item.

Shorthand is expanded by validators that run before a field is read; its JSON Schema knows both forms.
"""

import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Annotated, Any, Final

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    GetJsonSchemaHandler,
    WithJsonSchema,
)
from pydantic_core import CoreSchema, PydanticCustomError

from argmap.patterns import Pattern

LANGUAGE: Final = Pattern(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*\Z")
ID: Final = Pattern(r"[^\W_]+(-[^\W_]+)*\Z")
ANY_LANGUAGE: Final = ""
"""The key under which a text stands that was written without naming its language."""
UNNAMED: Final = "unnamed"
"""The speaker whom the source does not name."""


def mistake(kind: str, message: str, **context: str) -> PydanticCustomError:
    """An error of a kind that `decode` knows, at the field whose validator raises it."""
    short = {name: value if len(value) <= 60 else f"{value[:40]}…" for name, value in context.items()}
    return PydanticCustomError(kind, message, short)


def _id(value: str) -> str:
    if not ID.match(value):
        raise mistake("bad_id", "an id is made of letters, digits and hyphens between them")
    return value


def _language(value: str) -> str:
    if value != ANY_LANGUAGE and not LANGUAGE.match(value):
        raise mistake("bad_language", "`{given}` is not a language tag such as en, zh or zh-Hans", given=value)
    return value


def _tag(value: str) -> str:
    return _language(_filled(value))


def _filled(value: str) -> str:
    if not value.strip():
        raise mistake("empty_text", "there is no text here")
    return value


def _by_language(value: Any) -> Any:
    return {ANY_LANGUAGE: value} if isinstance(value, str) else value


def several(value: Any) -> Any:
    """A single item as a list of one."""
    return [value] if isinstance(value, str) else value


class OrElse:
    """Adds to a field's JSON Schema the shorthand that a validator expands before the field is read."""

    def __init__(self, *shorthand: dict[str, Any]) -> None:
        self.shorthand = shorthand

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"anyOf": [*self.shorthand, handler(core)]}


class OrOne:
    """Adds to the JSON Schema of a list that a single item may stand in its stead."""

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        many = handler(core)
        return {"anyOf": [many["items"], many]}


TEXT_SCHEMA: Final = {"type": "string", "minLength": 1}
BY_LANGUAGE_SCHEMA: Final = {
    "type": "object",
    "additionalProperties": TEXT_SCHEMA,
    "propertyNames": {"pattern": "^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$"},
    "minProperties": 1,
}
_WORDS_SCHEMA: Final = {"anyOf": [TEXT_SCHEMA, BY_LANGUAGE_SCHEMA]}

Id = Annotated[str, AfterValidator(_id)]
Language = Annotated[str, AfterValidator(_language)]
Prose = Annotated[str, AfterValidator(_filled)]
Tag = Annotated[str, AfterValidator(_tag)]
Words = Annotated[
    dict[Language, Prose], BeforeValidator(_by_language), Field(min_length=1), WithJsonSchema(_WORDS_SCHEMA)
]
"""A text by language; a plain string stands under `ANY_LANGUAGE`."""
Texts = Annotated[tuple[Prose, ...], BeforeValidator(several), OrOne()]
Ids = Annotated[tuple[Id, ...], BeforeValidator(several), OrOne()]
Languages = Annotated[tuple[Tag, ...], BeforeValidator(several), Field(min_length=1), OrOne()]


def _reference(value: str) -> str:
    source, slash, claim = value.partition("/")
    if not (slash and ID.match(source) and ID.match(claim)):
        raise mistake("bad_reference", "a claim of another map is written `source/claim`")
    return value


Reference = Annotated[str, AfterValidator(_reference)]


def _date(value: str) -> str:
    """A year, a month or a day of the calendar, as it was written."""
    if re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", value):
        try:
            date.fromisoformat(value + "-01-01"[len(value) - 4 :] if len(value) < 10 else value)
        except ValueError:
            pass
        else:
            return value
    raise mistake("bad_date", "`{given}` is no date of the form 2025-02-13, 2025-02 or 2025", given=value)


def _address(value: str) -> str:
    if not re.match(r"https?://\S+\Z", value):
        raise mistake("bad_address", "an address begins with http:// or https:// and has no spaces")
    return value


def _digest(value: str) -> str:
    if not re.fullmatch(r"[0-9a-f]{64}", value):
        raise mistake("bad_sha256", "a SHA-256 is 64 digits and letters from a to f")
    return value


Date = Annotated[str, AfterValidator(_date)]
Address = Annotated[str, AfterValidator(_address)]
Digest = Annotated[str, AfterValidator(_digest)]
"""A SHA-256 in hexadecimal."""


def in_language(words: Mapping[str, str], language: str) -> tuple[str, str] | None:
    """The text in a language and the tag it stands under, or None where there is none.

    A tag serves a wider or a narrower one (`zh` and `zh-Hans`); a text without a language serves all.
    """
    for tag in (language, *sorted(words)):
        if tag in words and same_language(tag, language):
            return words[tag], tag
    if ANY_LANGUAGE in words:
        return words[ANY_LANGUAGE], language
    return None


@cache
def same_language(one: str, other: str) -> bool:
    """Whether two tags name one language, whatever script or region they add."""
    return one.partition("-")[0].lower() == other.partition("-")[0].lower()
