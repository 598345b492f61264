"""The sha256 stamps of the registry: which differ from the files, and the edits that write them anew.

Only the characters of a stamp change; a missing one is added at the end of its source's block, in its style.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from argmap.corpus import Corpus, Entry
from argmap.decode import decode
from argmap.diagnostics import Edit
from argmap.fixes import edited
from argmap.schema import Registry
from argmap.syntax import Document, read
from argmap.syntax.document import Items, Mapping, Node, Scalar
from argmap.syntax.edit import set_value
from argmap.text import Text

KEY: Final = "sha256"


@dataclass(frozen=True)
class Stamp:
    """A source whose stamp is not its file's; `old` is None where there is none yet.

    `lost` are the claims with a quote that the file does not have.
    """

    source: str
    old: str | None
    new: str
    lost: tuple[str, ...]

    def __str__(self) -> str:
        told = (
            f"{self.source}: {self.old[:8]}… → {self.new[:8]}…" if self.old else f"{self.source}: {self.new[:8]}…, new"
        )
        if self.lost:
            told += f"; not found in it: the quotes of {', '.join(self.lost)}"
        return told


def differing(corpus: Corpus, sources: Iterable[str]) -> tuple[Stamp, ...]:
    """The stamps of these sources that are missing or not those of their files."""
    return tuple(
        Stamp(id, corpus.sources[id].sha256, corpus.articles[id].sha256, _lost(corpus.entries.get(id)))
        for id in sources
        if id in corpus.articles and corpus.sources[id].sha256 != corpus.articles[id].sha256
    )


def _lost(entry: Entry | None) -> tuple[str, ...]:
    missing = (citation.claim for citation in (entry.citations if entry else ()) if not citation.found)
    return tuple(dict.fromkeys(missing))


def stamped(document: Document, stamps: Iterable[Stamp]) -> Text | None:
    """The registry with these stamps; None where it is written so that nothing else would stay as it is."""
    edits = [_edit(document, stamp) for stamp in stamps]
    made = [edit for edit in edits if edit]
    if len(made) < len(edits):
        return None
    text = edited(document.text, sorted(made, key=lambda edit: edit.place.start))
    return text if _says(text, document, {stamp.source: stamp.new for stamp in stamps}) else None


def _says(text: Text, before: Document, stamps: dict[str, str]) -> bool:
    """Whether the new text reads as the old one with these stamps, and nothing else."""
    document, problems = read(text)
    registry = decode(document, Registry)[0] if document and not problems else None
    old = decode(before, Registry)[0]
    if registry is None or old is None:
        return False
    wanted = {
        id: source.model_copy(update={KEY: stamps[id]}) if id in stamps else source
        for id, source in old.sources.items()
    }
    return dict(registry.sources) == wanted


def _edit(document: Document, stamp: Stamp) -> Edit | None:
    route = ("sources", stamp.source, KEY)
    if not document.reaches(route):
        return _added(document, stamp)
    scalar = document.scalar(route)
    if scalar and scalar.start == scalar.end:
        at = document.key(route).end + 1
        return Edit(document.text.place(at, at), f" {stamp.new}")
    return set_value(document, route, stamp.new)


def _added(document: Document, stamp: Stamp) -> Edit | None:
    """The key at the end of its source's block, below the last field, or before the closing brace."""
    sources = document.root.entries["sources"].node
    fields = sources.entries[stamp.source].node if isinstance(sources, Mapping) else None
    if not isinstance(fields, Mapping) or not fields.entries:
        return None
    content = document.text.content
    end = _end(content, fields)
    if fields.flow:
        before = content[: end - 1].rstrip()
        comma = "" if before.endswith(",") else ","
        return Edit(document.text.place(len(before), len(before)), f"{comma} {KEY}: {stamp.new}")
    first = next(iter(fields.entries.values())).key
    margin = content[content.rfind("\n", 0, first.start) + 1 : first.start]
    if margin.strip(" "):
        return None
    found = re.compile(r"[^\r\n]*").match(content, end)
    at = found.end() if found else end
    line_end = "\r\n" if "\r\n" in content else "\n"
    return Edit(document.text.place(at, at), f"{line_end}{margin}{KEY}: {stamp.new}")


def _end(content: str, node: Node) -> int:
    """Where what was written for a node ends; a block collection ends with the last thing in it."""
    if isinstance(node, Scalar):
        return node.start + len(content[node.start : node.end].rstrip()) if node.style in ("|", ">") else node.end
    if node.flow:
        return node.end
    return max(_ends(content, node), default=node.end)


def _ends(content: str, node: Items | Mapping) -> Iterator[int]:
    if isinstance(node, Mapping):
        for key, value in node.entries.values():
            yield max(key.end + 1, _end(content, value))
    else:
        yield from (_end(content, each) for each in node.nodes)
