"""What else is wrong with a file, once a mistake that stopped the reading is mended.

Somebody who writes one full-width colon writes fifty. They are shown together, each where it stands in the file
as it is.
"""

from collections.abc import Callable

from argmap.diagnostics import Diagnostic, Edit, Fix, Label
from argmap.text import Place, Text

Reading = Callable[[Text], tuple[Diagnostic, ...]]


def further(text: Text, mistake: Diagnostic, reading: Reading) -> list[Diagnostic]:
    """The mistakes from this line on that a reading of the text with its fix made finds."""
    fix = next((fix for fix in mistake.fixes if fix.safe), None)
    if fix is None:
        return []
    edits = sorted(fix.edits, key=lambda edit: edit.place.start)
    found = reading(Text(text.name, _edited(text.content, edits)))
    back = [_moved(each, text, edits) for each in found]
    return [each for each in back if each.place.line >= mistake.place.line and each.place != mistake.place]


def _edited(content: str, edits: list[Edit]) -> str:
    pieces, at = [], 0
    for edit in edits:
        pieces += [content[at : edit.place.start], edit.text]
        at = edit.place.end
    return "".join((*pieces, content[at:]))


def _moved(diagnostic: Diagnostic, text: Text, edits: list[Edit]) -> Diagnostic:
    def moved(place: Place) -> Place:
        start = _before(place.start, edits)
        return text.place(start, max(start, _before(place.end, edits)))

    labels = tuple(Label(moved(label.place), label.text) for label in diagnostic.labels)
    fixes = tuple(
        Fix(fix.message, tuple(Edit(moved(edit.place), edit.text) for edit in fix.edits), fix.safe)
        for fix in diagnostic.fixes
    )
    return diagnostic._replace(labels=labels, fixes=fixes)


def _before(offset: int, edits: list[Edit]) -> int:
    """Where an offset was before the edits; one within new text was at the end of the old."""
    longer = 0
    for edit in edits:
        start, length = edit.place.start + longer, len(edit.text)
        if offset <= start:
            break
        if offset < start + length:
            return edit.place.end
        longer += length - (edit.place.end - edit.place.start)
    return offset - longer
