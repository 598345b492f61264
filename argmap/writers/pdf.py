"""Scene -> PDF: one page as large as the figure, its text selectable, tagged as a figure with its alternative text."""

from typing import Final

from argmap import pdf
from argmap.scene import Refused, Scene
from argmap.templating import number, plain
from argmap.writers import svg

_POINTS: Final = 0.75
"""A px is 1/96 inch, a point 1/72."""

_SOURCE: Final = """
#set document(title: sys.inputs.title, description: sys.inputs.description, date: none)
#set page(width: float(sys.inputs.width) * 1pt, height: float(sys.inputs.height) * 1pt, margin: 0pt)
#set text(lang: sys.inputs.language)
#image(bytes(sys.inputs.drawing), format: "svg", alt: sys.inputs.description, width: 100%, height: 100%)
"""


def write(scene: Scene, *, theme: str = "light") -> bytes:
    """The scene as a PDF file. Without typst it is a Refused."""
    inputs = {
        "title": plain(scene.title),
        "description": plain(scene.description or scene.title),
        "language": scene.language.partition("-")[0].lower(),
        "width": number(scene.width * _POINTS),
        "height": number(scene.height * _POINTS),
        "drawing": svg.write(scene, theme=theme, text="bare").decode(),
    }
    try:
        return pdf.compile(_SOURCE, inputs)
    except pdf.Unavailable as missing:
        raise Refused(str(missing)) from None
