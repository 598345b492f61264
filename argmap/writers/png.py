"""Scene -> PNG, drawn with the bundled fonts alone: no font of the machine changes the picture."""

from typing import Final

import resvg_py

from argmap import fonts
from argmap.scene import Scene
from argmap.writers import svg

MOST_PIXELS: Final = 100_000_000
"""A larger picture takes gigabytes while it is drawn; its scale is lowered."""


def write(scene: Scene, *, theme: str = "light", scale: float = 2.0) -> bytes:
    """The scene as a PNG file with `scale` pixels to the px, fewer if it would have more than `MOST_PIXELS`.

    A bundled font file that is not there is a FileNotFoundError: without it the picture would have no text.
    """
    files = [fonts.path(face) for face in fonts.FAMILIES]
    for file in files:
        if not file.is_file():
            raise FileNotFoundError(f"a bundled font is missing: {file.name}")
    drawn = svg.write(scene, theme=theme, text="bare").decode()
    return resvg_py.svg_to_bytes(
        svg_string=drawn,
        zoom=min(scale, (MOST_PIXELS / (scene.width * scene.height)) ** 0.5),
        font_files=[str(file) for file in files],
        skip_system_fonts=True,
    )
