"""A document tree as a Word file, in argmap's own styles, on A4.

Pandoc takes styles from a document of reference; its own is changed here as it comes, so that none is shipped.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from io import BytesIO
from itertools import count
from typing import Final
from xml.etree import ElementTree
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from argmap import words
from argmap.briefing import nodes, pandoc
from argmap.briefing.nodes import Label, Node
from argmap.templating import resource

_W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_ID: Final = f"{{{_W}}}styleId"
_REFERENCE: Final = "reference.docx"
_PAGE: Final = """<w:sectPr xmlns:w="{w}"><w:footnotePr><w:numRestart w:val="continuous"/></w:footnotePr>
<w:pgSz w:w="11906" w:h="16838"/>
<w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="567" w:footer="567" w:gutter="0"/>
</w:sectPr>"""


def write(document: Node, files: Mapping[str, bytes]) -> bytes:
    """The tree as a Word file; `files` are the pictures that it names."""
    given = {**files, _REFERENCE: _reference()}
    return pandoc.written(document, "docx", f"--reference-doc={_REFERENCE}", files=given)


def counted() -> Label:
    """What stands before captions: fields that Word counts, so that figures can be referred to and listed."""
    numbers = count(1)

    def label(language: str) -> Sequence[Node]:
        before, after = words.say("brief.figure", language, number="\x00").split("\x00")
        kind = before.strip()
        field = (
            f'<w:fldSimple xmlns:w="{_W}" w:instr=" SEQ {kind} \\* ARABIC ">'
            f"<w:r><w:t>{next(numbers)}</w:t></w:r></w:fldSimple>"
        )
        return [*nodes.text(before), nodes.raw("openxml", field, inline=True), *nodes.text(after)]

    return label


@cache
def _reference() -> bytes:
    """Pandoc's document of reference on A4, with our styles in the place of its own of the same names."""
    made = BytesIO()
    with ZipFile(BytesIO(pandoc.data_file(_REFERENCE))) as before, ZipFile(made, "w", ZIP_DEFLATED) as after:
        for name in before.namelist():
            content = before.read(name)
            if name == "word/styles.xml":
                content = _styled(content)
            elif name == "word/document.xml":
                content = re.sub(rb"<w:sectPr.*</w:sectPr>", _PAGE.format(w=_W).encode(), content, flags=re.DOTALL)
            after.writestr(ZipInfo(name), content)
    return made.getvalue()


def _styled(content: bytes) -> bytes:
    for _, (prefix, address) in ElementTree.iterparse(BytesIO(content), ["start-ns"]):
        ElementTree.register_namespace(prefix, address)
    tree = ElementTree.fromstring(content)
    for ours in ElementTree.fromstring(resource("brief-styles.xml")):
        theirs = next((each for each in tree if each.tag == ours.tag and each.get(_ID) == ours.get(_ID)), None)
        if theirs is not None:
            tree.remove(theirs)
        tree.insert(0, ours) if ours.tag.endswith("docDefaults") else tree.append(ours)
    written: bytes = ElementTree.tostring(tree, encoding="UTF-8", xml_declaration=True)
    return written
