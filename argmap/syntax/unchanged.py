"""Whether edits changed in a document's data what they were to change, and nothing else."""

from collections.abc import Iterator, Sequence

from argmap.diagnostics import Edit
from argmap.syntax.document import Items, Mapping, Node, Scalar
from argmap.syntax.keys import spots


class Changes:
    """The edits of one text, in order: what they touched in the old one, and where that stands in the new one."""

    def __init__(self, edits: Sequence[Edit]) -> None:
        self._edits = edits

    def edit_of(self, node: Scalar) -> Edit | None:
        """The edit that is all of a scalar of the old text."""
        return next((e for e in self._edits if e.place.start == node.start and e.place.end >= node.end), None)

    def touch(self, node: Node) -> bool:
        """Whether an edit is in or at a node of the old text."""
        return any(edit.place.start <= node.end and node.start <= edit.place.end for edit in self._edits)

    def made(self, node: Node) -> bool:
        """Whether a node of the new text begins in what an edit wrote."""
        return any(start <= node.start <= start + len(edit.text) for start, edit in self._placed())

    def uncovered(self, root: Node) -> list[tuple[int, int]]:
        """Where, in the new text, mappings and lists stand under keys that an edit rewrote: nobody knew them before."""
        starts = {start for start, edit in self._placed() if edit.value is not None}
        return [
            (node.start, node.end)
            for node, _, key in spots(root)
            if key is not None and key.start in starts and not isinstance(node, Scalar)
        ]

    def _placed(self) -> Iterator[tuple[int, Edit]]:
        """The edits, each with where its text begins in the new one."""
        longer = 0
        for edit in self._edits:
            yield edit.place.start + longer, edit
            longer += len(edit.text) - (edit.place.end - edit.place.start)


def first_difference(old: Node, new: Node, changes: Changes) -> str:
    """What else the edits changed, in words; nothing if only what they touched is different."""
    if isinstance(old, Scalar):
        return _scalar(old, new, changes)
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        return _mapping(old, new, changes)
    if isinstance(old, Items) and isinstance(new, Items) and len(old.nodes) == len(new.nodes):
        found = (first_difference(one, other, changes) for one, other in zip(old.nodes, new.nodes, strict=True))
        return next(filter(None, found), "")
    return "" if changes.touch(old) else "something else would change"


def _scalar(old: Scalar, new: Node, changes: Changes) -> str:
    edit = changes.edit_of(old)
    if edit is not None and edit.value is not None:
        right = isinstance(new, Scalar) and new.data == edit.value
        return "" if right else "the text would not be read back as it was written"
    return "" if new.data == old.data or changes.touch(old) else "something else would change"


def _mapping(old: Mapping, new: Mapping, changes: Changes) -> str:
    """Entries are the same by key, but for keys that an edit rewrote and entries that it made."""
    names = dict(zip(old.entries, old.entries, strict=True))
    for name, (key, _) in old.entries.items():
        edit = changes.edit_of(key)
        if edit is not None and edit.value is not None:
            names[name] = edit.value
        elif name not in new.entries and changes.touch(key):
            del names[name]
    for name, wanted in names.items():
        if wanted not in new.entries:
            return f"`{name}` would be lost"
        found = first_difference(old.entries[name].node, new.entries[wanted].node, changes)
        if found:
            return found
    added = (new.entries[name].key for name in new.entries.keys() - set(names.values()))
    return "" if all(changes.made(key) for key in added) else "something else would change"
