"""What an author may write, as pydantic models: registry, codebook and map.

The models know no positions: an error's `loc` is a route into the file.
"""

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, WithJsonSchema

from argmap.schema.fields import (
    BY_LANGUAGE_SCHEMA,
    LANGUAGE,
    TEXT_SCHEMA,
    Address,
    Date,
    Digest,
    Id,
    Ids,
    Languages,
    OrElse,
    OrOne,
    Prose,
    Reference,
    Texts,
    Words,
    mistake,
    several,
)


class Written(BaseModel):
    """The base of everything an author writes: unknown keys are mistakes, and nothing changes after reading."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, defer_build=True, alias_generator=lambda name: name.rstrip("_").replace("_", "-")
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
            raise mistake("silent_stance", "`{given}` is no stance of a claim", given=value)
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


Coded = Annotated[Coding, BeforeValidator(_coding), OrElse({"enum": [*Stance, *STANCE_ALIASES]})]


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


OneQuote = Annotated[Quote, BeforeValidator(_quote), OrElse(TEXT_SCHEMA, BY_LANGUAGE_SCHEMA)]
Quotes = Annotated[tuple[OneQuote, ...], BeforeValidator(_quotes), OrOne()]


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
        raise mistake("bad_undercut", "what is undercut is written `premise -> conclusion`")
    return {"premise": ends[0], "conclusion": ends[1]}


_UNDERCUT_SCHEMA: Final = {"type": "string", "pattern": "^.+(->|→).+$"}
OneUndercut = Annotated[Undercut, BeforeValidator(_undercut), WithJsonSchema(_UNDERCUT_SCHEMA)]
Undercuts = Annotated[tuple[OneUndercut, ...], BeforeValidator(several), OrOne()]


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
        # A thesis comes before a claim of the same id, which is an error anyway.
        return {**self.theses, **self.claims, **self.theses}


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
    sha256: Digest | None = None


class Registry(Written):
    """The sources of a project."""

    sources: dict[Id, Source]
