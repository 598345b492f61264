"""Scene -> HTML: a piece to be put into a page as it is, with no script and nothing to load."""

from collections.abc import Mapping
from typing import Final

from markupsafe import Markup

from argmap.fonts import Face
from argmap.scene import Scene
from argmap.templating import render
from argmap.writers import svg
from argmap.writers.svg import TextMode

_LEAST: Final = 0.75
"""The share of its width below which a figure is not shrunk: it is scrolled instead, so that it can be read."""


def write(
    scene: Scene,
    *,
    theme: str = "light",
    text: TextMode = "embed",
    fonts: Mapping[Face, bytes] | None = None,
    prefix: str | None = None,
    details: Markup | None = None,
) -> bytes:
    """The scene as a `<figure>`: its drawing, its caption, and `details` that can be opened below.

    `text`, `fonts` and `prefix` are those of the drawing. A figure that stands twice in a page needs two prefixes.
    """
    drawing = svg.write(scene, theme=theme, text=text, fonts=fonts, prefix=prefix, fluid=True).decode()
    # Both were made by templates that escape whatever they are given.
    return render(
        "fragment.html.j2",
        drawing=Markup(drawing),
        title=scene.title,
        language=scene.language,
        widest=scene.width,
        narrowest=_LEAST * scene.width,
        details=details or Markup(),
    ).encode()
