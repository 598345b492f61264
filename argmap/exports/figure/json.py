"""A figure as JSON: what it shows, as plain data; how it is drawn is not in it."""

from argmap.exports import json
from argmap.scene import Scene


def write(scene: Scene) -> str:
    """The scene's words for itself, and its facts."""
    told = {"title": scene.title, "description": scene.description, "language": scene.language}
    return json.write("figure", {**told, "facts": scene.facts})
