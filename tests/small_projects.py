"""Small projects for tests, in memory and on disk: maps by source, whose claims quote themselves."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from argmap import syntax
from argmap.corpus import Article, Corpus, link
from argmap.readers import READERS
from argmap.schema import ArgumentMap, Codebook, Registry
from argmap.text import Text

Fields = Mapping[str, Any]


def coded(*stances: tuple[str, str] | tuple[str, str, Fields]) -> dict[str, Any]:
    """A map's claims: an issue and a stance each, and what else stands in the claim."""
    claims = {}
    for at, (issue, stance, *more) in enumerate(stances):
        claims[f"c{at}"] = {"stance": {issue: stance}, **(more[0] if more else {})}
    return claims


def corpus(
    maps: Mapping[str, Fields],
    issues: Sequence[str] = ("i", "j"),
    speakers: Fields | None = None,
    codebook: Fields | None = None,
    registry: Mapping[str, Fields] | None = None,
) -> Corpus:
    """A corpus of these maps, in the order given."""
    files = contents(maps, issues, speakers, codebook, registry)
    document = syntax.read(Text("some.yaml", "a: b"))[0]
    assert document is not None
    book = Codebook.model_validate(files["maps/codebook.yaml"])
    sources = Registry.model_validate(files["seeds/sources.yaml"])
    articles = {
        id: Article(READERS[source.format](Text(f"seeds/{id}.txt", files[f"seeds/{id}.txt"])), "0" * 64)
        for id, source in sources.sources.items()
    }
    made = tuple((ArgumentMap.model_validate(files[f"maps/{id}.yaml"]), document) for id in maps)
    return link((book, document), (sources, document), articles, made, complete=True)


def project(
    folder: Path,
    maps: Mapping[str, Fields],
    issues: Sequence[str] = ("i", "j"),
    speakers: Fields | None = None,
    codebook: Fields | None = None,
    registry: Mapping[str, Fields] | None = None,
    maps_in: str = "maps",
) -> Path:
    """The same written into a folder; JSON is YAML."""
    for name, content in contents(maps, issues, speakers, codebook, registry).items():
        path = folder / name.replace("maps/", f"{maps_in}/" if not name.endswith("codebook.yaml") else "maps/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content if isinstance(content, str) else json.dumps(content, ensure_ascii=False), "utf-8")
    return folder


def contents(
    maps: Mapping[str, Fields],
    issues: Sequence[str],
    speakers: Fields | None,
    codebook: Fields | None,
    registry: Mapping[str, Fields] | None,
) -> dict[str, Any]:
    """What stands in each file. A map without a thesis is given one that takes no stance."""
    files: dict[str, Any] = {
        "maps/codebook.yaml": {
            "title": "A trial",
            "languages": ["en", "zh"],
            "issues": {each: {"proposition": f"{each} holds.", "short": f"Issue {each}"} for each in issues},
            "speakers": {each: {"name": each.title(), **more} for each, more in (speakers or {}).items()},
            **(codebook or {}),
        },
        "seeds/sources.yaml": {
            "sources": {
                id: {
                    "file": f"{id}.txt",
                    "short": id.upper(),
                    "language": "en",
                    "format": "text",
                    **(registry or {}).get(id, {}),
                }
                for id in maps
            }
        },
    }
    for id, fields in maps.items():
        claims = {name: _quoting(id, name, claim) for name, claim in fields.get("claims", {}).items()}
        theses = {name: _quoting(id, name, claim) for name, claim in fields.get("theses", {"the-thesis": {}}).items()}
        rest = {key: value for key, value in fields.items() if key not in ("claims", "theses", "text")}
        files[f"maps/{id}.yaml"] = {"source": id, **rest, "theses": theses, "claims": claims}
        quotes = [claim["quote"] for claim in (*theses.values(), *claims.values())]
        files[f"seeds/{id}.txt"] = fields.get("text", "\n\n".join(f"{quote}." for quote in quotes))
    return files


def _quoting(id: str, name: str, claim: Fields) -> dict[str, Any]:
    return {"text": f"{name} of {id}", "quote": f"Words of {id} that stand for {name} and nothing else", **claim}
