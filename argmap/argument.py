"""What an argument map shows, as plain data: its claims with their words, and the relations between them.

This is what a map's scene has in its facts, and what other tools are given: as JSON, as DOT, as Mermaid.
"""

from collections.abc import Iterable, Sequence
from typing import TypedDict

from argmap import credits
from argmap.corpus import Corpus, Entry


class Position(TypedDict):
    """Where a claim stands on an issue."""

    issue: str
    short: str
    stance: str


class Told(TypedDict):
    """One claim. `id` is `source/claim`; `passages` are numbers of the source's evidence list."""

    id: str
    source: str
    source_name: str
    claim: str
    part: str | None
    thesis: bool
    voice: str
    speaker: str | None
    speaker_name: str | None
    speaker_role: str | None
    via: list[str]
    kind: str | None
    basis: str | None
    text: str
    language: str
    passages: list[int]
    stances: list[Position]


class Joined(TypedDict):
    """What one claim does to another; an undercut bears on the relation of `head` to `onto`."""

    tail: str
    kind: str
    head: str
    onto: str | None


class Argument(TypedDict):
    """All that a map shows. `elsewhere` are claims that relations lead to and that another sheet shows."""

    figure: str
    sources: list[str]
    claims: list[Told]
    elsewhere: list[Told]
    relations: list[Joined]


def argument(corpus: Corpus, claims: Sequence[tuple[str, str]], relations: Iterable[Joined], language: str) -> Argument:
    """The claims, each by source and id, and the relations; what these lead to besides is told, too."""
    made = list(relations)
    shown = dict.fromkeys(name_of(*claim) for claim in claims)
    ends = dict.fromkeys(end for each in made for end in (each["tail"], each["head"], each["onto"]) if end)
    return {
        "figure": "map",
        "sources": list(dict.fromkeys(id.partition("/")[0] for id in (*shown, *ends))),
        "claims": [_told(corpus, id, language) for id in shown],
        "elsewhere": [_told(corpus, id, language) for id in ends if id not in shown],
        "relations": made,
    }


def name_of(source: str, claim: str) -> str:
    """A claim's id among those of all sources."""
    return f"{source}/{claim}"


def joined(source: str, tail: str, kind: str, head: str, onto: str | None = None) -> Joined:
    """A relation of one source's map."""
    return {
        "tail": name_of(source, tail),
        "kind": kind,
        "head": name_of(source, head),
        "onto": name_of(source, onto) if onto else None,
    }


def _told(corpus: Corpus, id: str, language: str) -> Told:
    source, _, name = id.partition("/")
    entry = corpus.entries[source]
    claim = entry.claims[name]
    text, tag = credits.claim_text(corpus, entry, name, language)
    speaker = claim.speaker
    return {
        "id": id,
        "source": source,
        "source_name": credits.short(corpus, entry.source, language),
        "claim": name,
        "part": entry.section_of(name),
        "thesis": name in entry.map.theses,
        "voice": claim.heard_as.value,
        "speaker": speaker,
        "speaker_name": credits.speaker(corpus, speaker, language) if speaker else None,
        "speaker_role": (credits.role(corpus, speaker, language) or None) if speaker else None,
        "via": list(claim.via),
        "kind": claim.kind,
        "basis": claim.basis,
        "text": text,
        "language": tag,
        "passages": _passages(entry, name),
        "stances": [
            {
                "issue": issue,
                "short": credits.wording(corpus, corpus.codebook.issues[issue].short, language)[0],
                "stance": coding.value.value,
            }
            for issue, coding in claim.stance.items()
            if issue in corpus.codebook.issues
        ],
    }


def _passages(entry: Entry, name: str) -> list[int]:
    return sorted({citation.number for citation in entry.citations_of[name] if citation.number})
