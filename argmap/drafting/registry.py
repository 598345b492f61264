"""A new source in the registry: its id, and its block, put after all that stands there in the style of the others."""

import re
import unicodedata
from collections.abc import Collection, Mapping
from pathlib import PurePosixPath
from typing import Final

from argmap.decode import decode
from argmap.drafting.citation import scalar
from argmap.drafting.sniff import Facts
from argmap.schema import ID, Registry
from argmap.syntax import Document, read
from argmap.syntax.document import Mapping as Node
from argmap.text import Text

RESERVED: Final = frozenset(("codebook",))
"""Ids whose map would stand in the place of another file."""
_PLACES: Final = 60


def suggested_id(name: str) -> str:
    """An id made of a file's name, or nothing."""
    stem = unicodedata.normalize("NFC", PurePosixPath(name).stem).casefold()
    words = re.findall(r"[^\W_]+", stem)
    made = ""
    for word in words:
        if len(made) + len(word) + 1 > _PLACES and made:
            break
        made += f"-{word[:_PLACES]}" if made else word[:_PLACES]
    return made if ID.match(made) else ""


def taken(id: str, others: Collection[str]) -> str | None:
    """The id that stands in the way of another: the same, or one that differs in case only."""
    return next((other for other in (*others, *RESERVED) if other.casefold() == id.casefold()), None)


def fields(facts: Facts, id: str, file: str, sha256: str) -> dict[str, str]:
    """The fields of a source, as YAML, in the order of the registry."""
    language = facts.languages[0] if len(facts.languages) == 1 else f"[{', '.join(facts.languages)}]"
    authors = ", ".join(scalar(author, flow=True) for author in facts.authors)
    given = {
        "file": scalar(file),
        "short": scalar(facts.publisher or id),
        "title": scalar(facts.title) if facts.title else "",
        "publisher": scalar(facts.publisher) if facts.publisher else "",
        "authors": f"[{authors}]" if authors else "",
        "date": facts.date,
        "language": language,
        "format": facts.format,
        "url": facts.url,
        "sha256": sha256,
    }
    return {name: value for name, value in given.items() if value}


def appended(document: Document, id: str, block: Mapping[str, str]) -> Text | None:
    """The registry with one more source at its end; None where it is written so that nothing can be added there."""
    text = document.text
    made = Text(text.name, text.content + _separated(document, lines(document, id, block)))
    read_again, problems = read(made)
    if read_again is None or problems:
        return None
    before, after = decode(document, Registry)[0], decode(read_again, Registry)[0]
    if before is None or after is None or [*after.sources] != [*before.sources, id]:
        return None
    return made if all(after.sources[each] == source for each, source in before.sources.items()) else None


def lines(document: Document | None, id: str, block: Mapping[str, str]) -> list[str]:
    """The block, as deep as the others."""
    margin, inner = _margins(document) if document else ("  ", "    ")
    return [f"{margin}{id}:", *(f"{inner}{name}: {value}" for name, value in block.items())]


def _margins(document: Document) -> tuple[str, str]:
    """How deep ids and fields stand in the registry."""
    node = document.root.entries["sources"].node if "sources" in document.root.entries else None
    if not isinstance(node, Node) or not node.entries:
        return "  ", "    "
    key, last = list(node.entries.values())[-1]
    outer = " " * _column(document, key.start)
    if not isinstance(last, Node) or last.flow or not last.entries:
        return outer, f"{outer}  "
    return outer, " " * _column(document, next(iter(last.entries.values())).key.start)


def _column(document: Document, offset: int) -> int:
    return document.text.position(offset)[1] - 1


def _separated(document: Document, block: list[str]) -> str:
    """The block with the line ends of the file; with a blank line before it where the last source has one."""
    content = document.text.content
    line_end = "\r\n" if "\r\n" in content else "\n"
    opening = "" if content.endswith(("\n", "\r")) else line_end
    node = document.root.entries["sources"].node
    if isinstance(node, Node) and len(node.entries) > 1:
        last = list(node.entries.values())[-1].key
        before = content[: content.rfind("\n", 0, last.start) + 1]
        opening += line_end if before.endswith(("\n\n", "\n\r\n")) and not content.endswith(("\n\n", "\n\r\n")) else ""
    return opening + line_end.join(block) + line_end
