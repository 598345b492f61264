"""Typst source -> PDF, with the bundled fonts alone: tagged, its text selectable, the same bytes each time.

Typst comes with `pip install 'argmap[pdf]'`; it is imported when it is used.
"""

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Final

from argmap import fonts

if TYPE_CHECKING:
    from typst import Fonts, PDFStandard

_ACCESSIBLE: Final = "ua-1"
_NOT_ACCESSIBLE: Final = "PDF/UA-1 error"


class Unavailable(Exception):  # noqa: N818 - it says what is the matter
    """There is no typst; the message says how it is installed."""


class Failed(Exception):  # noqa: N818
    """Typst found something wrong in the source; the message is its own."""


def compile(source: str, inputs: Mapping[str, str]) -> bytes:
    """The PDF of a typst source, by the PDF/UA-1 standard of accessible documents where its texts allow that.

    The source finds `inputs` in `sys.inputs`: what is given there needs no escaping. It can read no file but the
    bundled fonts' folder. A character that no face has keeps a document from the standard; it is written without.
    """
    try:
        from typst import Compiler, TypstError
    except ImportError:
        raise Unavailable("PDF needs typst, which is not installed: pip install 'argmap[pdf]'") from None

    def made(*standards: "PDFStandard") -> bytes:
        compiler = Compiler(
            source.encode(),
            root=str(fonts.path("latin").parent),
            font_paths=_faces(),
            ignore_system_fonts=True,
            sys_inputs=dict(inputs),
        )
        # Without a time of its own, a PDF would have that of the run.
        written = compiler.compile(format="pdf", timestamp=0, pdf_standards=list(standards))
        assert isinstance(written, bytes)
        return written

    try:
        return made(_ACCESSIBLE)
    except TypstError as refused:
        if not refused.message.startswith(_NOT_ACCESSIBLE):
            raise Failed(refused.message) from None
    try:
        return made()
    except TypstError as wrong:
        raise Failed(wrong.message) from None


@cache
def _faces() -> "Fonts":
    """The bundled faces, read once."""
    from typst import Fonts

    return Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(fonts.path("latin").parent)])
