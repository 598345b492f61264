"""What an author may write, as pydantic models: registry, codebook and map.

Shorthand is expanded here, by validators that run before the fields are read, so that the rest of argmap sees
one form. The models know no positions: an error's `loc` is a route into the file.
"""

import re
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Final, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    WithJsonSchema,
)
from pydantic_core import CoreSchema, PydanticCustomError

LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*\Z")
ID: Final = re.compile(r"[^\W_]+(-[^\W_]+)*\Z")
ANY_LANGUAGE: Final = ""
"""The key under which a text stands that was written without naming its language."""
UNNAMED: Final = "unnamed"
"""The speaker whom the source does not name."""


def _mistake(kind: str, message: str, **context: Any) -> PydanticCustomError:
    return PydanticCustomError(kind, message, context)


def _id(value: str) -> str:
    if not ID.match(value):
        raise _mistake("bad_id", "an id is made of letters, digits and hyphens between them")
    return value


def _language(value: str) -> str:
    if value != ANY_LANGUAGE and not LANGUAGE.match(value):
        raise _mistake("bad_language", "`{given}` is not a language tag such as en, zh or zh-Hans", given=value)
    return value


def _filled(value: str) -> str:
    if not value.strip():
        raise _mistake("empty_text", "there is no text here")
    return value


def _by_language(value: Any) -> Any:
    return {ANY_LANGUAGE: value} if isinstance(value, str) else value


def _several(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


class _OrElse:
    """Adds to a field's JSON Schema the shorthand that a validator expands before the field is read."""

    def __init__(self, *shorthand: dict[str, Any]) -> None:
        self.shorthand = shorthand

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"anyOf": [*self.shorthand, handler(core)]}


class _OrOne:
    """Adds to the JSON Schema of a list that a single item may stand in its stead."""

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        many = handler(core)
        return {"anyOf": [many["items"], many]}


_TEXT_SCHEMA: Final = {"type": "string", "minLength": 1}
_BY_LANGUAGE_SCHEMA: Final = {
    "type": "object",
    "additionalProperties": _TEXT_SCHEMA,
    "propertyNames": {"pattern": "^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$"},
    "minProperties": 1,
}
_WORDS_SCHEMA: Final = {"anyOf": [_TEXT_SCHEMA, _BY_LANGUAGE_SCHEMA]}

Id = Annotated[str, AfterValidator(_id)]
Language = Annotated[str, AfterValidator(_language)]
Prose = Annotated[str, AfterValidator(_filled)]
Words = Annotated[
    dict[Language, Prose], BeforeValidator(_by_language), Field(min_length=1), WithJsonSchema(_WORDS_SCHEMA)
]
"""A text by language; a plain string stands under `ANY_LANGUAGE`."""
Texts = Annotated[tuple[Prose, ...], BeforeValidator(_several), _OrOne()]
Ids = Annotated[tuple[Id, ...], BeforeValidator(_several), _OrOne()]
Languages = Annotated[tuple[Language, ...], BeforeValidator(_several), Field(min_length=1), _OrOne()]


class Written(BaseModel):
    """The base of everything an author writes: unknown keys are mistakes, and nothing changes after reading."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, alias_generator=lambda name: name.rstrip("_").replace("_", "-")
    )


class Stance(StrEnum):
    """Where somebody stands on a proposition: five positions, and three ways of taking none."""

    SUPPORT = "support"
    LEANS_SUPPORT = "leans-support"
    NEUTRAL = "neutral"
    LEANS_OPPOSE = "leans-oppose"
    OPPOSE = "oppose"
    MIXED = "mixed"
    REPORTS = "reports"
    UNCLEAR = "unclear"


VALUES: Final[Mapping[Stance, int]] = {
    Stance.SUPPORT: 2,
    Stance.LEANS_SUPPORT: 1,
    Stance.NEUTRAL: 0,
    Stance.LEANS_OPPOSE: -1,
    Stance.OPPOSE: -2,
}
"""The positions as numbers; what is not here is no position and never becomes a number."""

STANCE_ALIASES: Final[Mapping[str, Stance]] = {
    **dict.fromkeys(
        ("agree", "agrees", "for", "pro", "favor", "favour", "supports", "+2", "2", "支持"), Stance.SUPPORT
    ),
    **dict.fromkeys(("leans-for", "leans-agree", "tends-to-agree", "+1", "1", "倾向支持"), Stance.LEANS_SUPPORT),
    **dict.fromkeys(("balanced", "undecided", "0", "中立"), Stance.NEUTRAL),
    **dict.fromkeys(("leans-against", "leans-disagree", "tends-to-disagree", "-1", "倾向反对"), Stance.LEANS_OPPOSE),
    **dict.fromkeys(("disagree", "disagrees", "against", "con", "contra", "opposes", "-2", "反对"), Stance.OPPOSE),
    **dict.fromkeys(("both", "ambivalent", "混合"), Stance.MIXED),
    **dict.fromkeys(("discusses", "discuss", "mentions", "报道"), Stance.REPORTS),
    **dict.fromkeys(("ambiguous", "不明"), Stance.UNCLEAR),
}


def _stance(value: Any) -> Any:
    if isinstance(value, str):
        folded = value.strip().lower().replace(" ", "-").replace("_", "-")
        if folded in ("silent", "not-coded"):
            raise _mistake("silent_stance", "`{given}` is no stance of a claim", given=value)
        return STANCE_ALIASES.get(folded, folded if folded in list(Stance) else value)
    return value


StanceValue = Annotated[
    Stance,
    BeforeValidator(_stance),
    WithJsonSchema({"type": "string", "enum": [*Stance, *STANCE_ALIASES]}),
]


class Coding(Written):
    """A stance as coded, with what qualifies it."""

    value: StanceValue
    condition: Words | None = None
    note: Words | None = None
    confidence: Literal["high", "medium", "low"] | None = None


class Judgement(Coding):
    """The analyst's overall stance of a source where the rule says something else, with the reason."""

    because: Words


def _coding(value: Any) -> Any:
    return {"value": value} if isinstance(value, str) else value


Coded = Annotated[Coding, BeforeValidator(_coding), _OrElse({"enum": [*Stance, *STANCE_ALIASES]})]


class Quote(Written):
    """The words typed to point at a passage: one wording, or one for each language of the source."""

    text: Words
    prefix: Prose | None = None
    suffix: Prose | None = None
    note: Words | None = None
    translation: Words | None = None


def _quote(value: Any) -> Any:
    if isinstance(value, str):
        return {"text": value}
    if isinstance(value, dict) and value and all(isinstance(key, str) and LANGUAGE.match(key) for key in value):
        fields = {"text", "prefix", "suffix", "note", "translation"}
        if not fields & value.keys():
            return {"text": value}
    return value


def _quotes(value: Any) -> Any:
    return value if isinstance(value, list) else [value]


OneQuote = Annotated[Quote, BeforeValidator(_quote), _OrElse(_TEXT_SCHEMA, _BY_LANGUAGE_SCHEMA)]
Quotes = Annotated[tuple[OneQuote, ...], BeforeValidator(_quotes), _OrOne()]


class Voice(StrEnum):
    """How the source carries a claim: as its own, as another's, taken over, granted, or told to be refuted."""

    OWN = "own"
    ATTRIBUTED = "attributed"
    ENDORSED = "endorsed"
    CONCEDED = "conceded"
    REJECTED = "rejected"


class Undercut(Written):
    """The relation, of one claim to another, that a claim denies."""

    premise: Id
    conclusion: Id


def _undercut(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    ends = [end.strip() for end in re.split(r"->|→", value)]
    if len(ends) != 2 or not all(ends):
        raise _mistake("bad_undercut", "what is undercut is written `premise -> conclusion`")
    return {"premise": ends[0], "conclusion": ends[1]}


_UNDERCUT_SCHEMA: Final = {"type": "string", "pattern": "^.+(->|→).+$"}
OneUndercut = Annotated[Undercut, BeforeValidator(_undercut), WithJsonSchema(_UNDERCUT_SCHEMA)]
Undercuts = Annotated[tuple[OneUndercut, ...], BeforeValidator(_several), _OrOne()]


class Claim(Written):
    """One thing that a source says; a thesis is a claim that the piece is built around."""

    text: Words | None = None
    quote: Quotes = ()
    speaker: Id | None = None
    via: Ids = ()
    voice: Voice | None = None
    supports: Ids = ()
    attacks: Ids = ()
    qualifies: Ids = ()
    answers: Ids = ()
    undercuts: Undercuts = ()
    kind: Literal["fact", "judgement", "forecast", "demand", "question"] | None = None
    basis: Literal["statistic", "document", "own-reporting", "common-knowledge"] | None = None
    stance: dict[Id, Coded] = {}

    @property
    def heard_as(self) -> Voice:
        """The voice as written, or what goes without saying: own, or attributed where somebody speaks."""
        return self.voice or (Voice.ATTRIBUTED if self.speaker else Voice.OWN)


class Part(Written):
    """A section of an article, from the quote it starts with to the next part."""

    title: Words
    starts: Prose


class ArgumentMap(Written):
    """One source's theses, claims, relations and stances."""

    source: Id
    parts: dict[Id, Part] = {}
    theses: dict[Id, Claim] = {}
    claims: dict[Id, Claim] = {}
    positions: dict[Id, Judgement] = {}
    silent: Ids = ()

    @property
    def all_claims(self) -> Mapping[str, Claim]:
        """Theses and claims, by id, in the order of the file."""
        return {**self.theses, **self.claims}


class Speaker(Written):
    """Somebody whose assertions sources report."""

    name: Words
    also: Texts = ()
    role: Words | None = None
    kind: Literal["official", "expert", "business", "media", "organisation"] | None = None
    groups: Ids = ()


class Issue(Written):
    """A proposition on which sources are compared."""

    proposition: Words
    short: Words
    support_means: Words | None = None
    oppose_means: Words | None = None
    rival: Id | None = None


LINKS: Final = ("contradicts", "same-as", "updates", "cites")


def _reference(value: str) -> str:
    source, slash, claim = value.partition("/")
    if not (slash and ID.match(source) and ID.match(claim)):
        raise _mistake("bad_reference", "a claim of another map is written `source/claim`")
    return value


Reference = Annotated[str, AfterValidator(_reference)]


class Link(Written):
    """A relation between claims of two maps; exactly one of the kinds is given."""

    from_: Reference
    contradicts: Reference | None = None
    same_as: Reference | None = None
    updates: Reference | None = None
    cites: Reference | None = None

    @property
    def kinds(self) -> tuple[tuple[str, str], ...]:
        """The kinds given, each with the claim it points at."""
        ends = (self.contradicts, self.same_as, self.updates, self.cites)
        return tuple((kind, end) for kind, end in zip(LINKS, ends, strict=True) if end is not None)


class Codebook(Written):
    """Issues, speakers, groups and links, shared by all maps."""

    title: Words
    languages: Languages
    groups: dict[Id, Words] = {}
    speakers: dict[Id, Speaker] = {}
    issues: dict[Id, Issue] = {}
    links: tuple[Link, ...] = ()


def _date(value: str) -> str:
    """A year, a month or a day of the calendar, as it was written."""
    if re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", value):
        try:
            date.fromisoformat(value + "-01-01"[len(value) - 4 :] if len(value) < 10 else value)
        except ValueError:
            pass
        else:
            return value
    raise _mistake("bad_date", "`{given}` is no date of the form 2025-02-13, 2025-02 or 2025", given=value)


def _address(value: str) -> str:
    if not re.match(r"https?://\S+\Z", value):
        raise _mistake("bad_address", "an address begins with http:// or https:// and has no spaces")
    return value


def _digest(value: str) -> str:
    if not re.fullmatch(r"[0-9a-f]{64}", value):
        raise _mistake("bad_sha256", "a SHA-256 is 64 digits and letters from a to f")
    return value


Date = Annotated[str, AfterValidator(_date)]
Address = Annotated[str, AfterValidator(_address)]


class Original(Written):
    """The work that a digest retells or a comment is about."""

    publisher: Words | None = None
    title: Words | None = None
    date: Date | None = None
    url: Address | None = None


class Source(Written):
    """One article or document: what it says of itself, and how it is read."""

    file: Prose
    short: Words
    language: Languages
    format: Literal["text", "markdown", "html"]
    title: Words | None = None
    kind: Literal["article", "comment", "digest", "interview", "report"] | None = None
    publisher: Words | None = None
    republished_by: Words | None = None
    authors: Texts = ()
    date: Date | None = None
    url: Address | None = None
    groups: Ids = ()
    original: Original | None = None
    sha256: Annotated[str, AfterValidator(_digest)] | None = None


class Registry(Written):
    """The sources of a project."""

    sources: dict[Id, Source]


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


def same_language(one: str, other: str) -> bool:
    """Whether two tags name one language, whatever script or region they add."""
    return one.partition("-")[0].lower() == other.partition("-")[0].lower()
