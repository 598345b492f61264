"""A figure as JSON: what it shows, as plain data; how it is drawn is not in it."""

from argmap import credits
from argmap.exports import json
from argmap.exports.comparison import facts
from argmap.exports.figure.given import Given
from argmap.scene import Scene


def write(scene: Scene, *, given: Given | None = None) -> str:
    """The scene's words for itself, and its facts; with what the figure is drawn from, its sources and issues."""
    told: dict[str, object] = {"title": scene.title, "description": scene.description, "language": scene.language}
    if given:
        told |= _named(given)
    return json.write("figure", {**told, "facts": scene.facts})


def _named(given: Given) -> dict[str, object]:
    """What the ids in the facts stand for."""
    corpus, compared, language = given.corpus, given.comparison, given.language
    issues = {id: corpus.codebook.issues[id] for id in compared.issues}
    return {
        "inputs_sha256": given.stamp,
        "sources": [facts.source(corpus, id, language) for id in compared.sources],
        "issues": [
            {
                "id": id,
                "short": credits.wording(corpus, issue.short, language)[0],
                "proposition": credits.wording(corpus, issue.proposition, language)[0],
            }
            for id, issue in issues.items()
        ],
    }
