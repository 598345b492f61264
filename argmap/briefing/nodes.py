"""Pieces as nodes of pandoc's document tree: they reach Word, typst and HTML whole, and no text needs escaping."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final, TypeAlias

from argmap import words
from argmap.briefing.pieces import Exhibit, Number, Picture, Piece, Points, Quotation, Table
from argmap.exports.page import Grid

Node: TypeAlias = dict[str, Any]
Shown: TypeAlias = Callable[[Picture], Sequence[Node]]
"""What shows a picture: blocks, without the caption."""
Label: TypeAlias = Callable[[str], Sequence[Node]]
"""What stands before the caption of a picture in a language: that it is a figure, and its number."""

_NOTHING: Final = ["", [], []]
_NARROWEST: Final = 7
"""A column is as wide as if its longest text had at least so many characters."""


def blocks(pieces: Sequence[Piece], shown: Shown, label: Label) -> list[Node]:
    """The pieces as blocks."""
    return [block for piece in pieces for block in _blocks(piece, shown, label)]


def inlines(pieces: Sequence[Piece]) -> list[Node]:
    """The pieces inside a sentence."""
    return [node for piece in pieces for node in _inlines(piece)]


def note(pieces: Sequence[Piece]) -> list[Node]:
    """The pieces as a footnote, whose sign stays on the line of the word before it."""
    return [raw("typst", "#sym.wj", inline=True), {"t": "Note", "c": [para(_inlines(piece)) for piece in pieces]}]


def text(written: str, language: str = "") -> list[Node]:
    """Words with the spaces between them; where a language is given, marked as that."""
    found: list[Node] = []
    for at, word in enumerate(written.split(" ")):
        found += [{"t": "Space"}] if at else []
        found += [{"t": "Str", "c": word}] if word else []
    return [{"t": "Span", "c": [["", [], [["lang", language]]], found]}] if language else found


def para(content: Sequence[Node]) -> Node:
    """A paragraph."""
    return {"t": "Para", "c": list(content)}


def raw(form: str, written: str, *, inline: bool = False) -> Node:
    """Text that is for one format alone, and is left as it is."""
    return {"t": "RawInline" if inline else "RawBlock", "c": [form, written]}


def _blocks(piece: Piece, shown: Shown, label: Label) -> Iterator[Node]:
    if isinstance(piece, Picture):
        caption = [{"t": "Plain", "c": [*label(piece.language), *text(piece.caption)]}] if piece.caption else []
        yield {"t": "Figure", "c": [_NOTHING, [None, caption], list(shown(piece))]}
    elif isinstance(piece, Table):
        yield _table(piece.grid, piece.title)
        yield from (_small(note) for note in piece.notes)
    elif isinstance(piece, Points):
        if piece.title:
            yield para([_strong(piece.title)])
        if piece.sentences:
            yield {"t": "BulletList", "c": [[{"t": "Plain", "c": text(each)}] for each in piece.sentences]}
        else:
            yield para(text(piece.none))
    elif isinstance(piece, Quotation):
        said = [para(text(each, language)) for each, language in piece.words]
        meaning = [para(text(piece.meaning))] if piece.meaning else []
        credit = [para(text(f"{words.say('cite.dash', piece.language)}{piece.credit}"))] if piece.credit else []
        yield {"t": "BlockQuote", "c": [*said, *meaning, *credit]}
    elif isinstance(piece, Exhibit):
        yield from _exhibit(piece)
    else:
        yield para(text(piece.text))


def _exhibit(piece: Exhibit) -> Iterator[Node]:
    item = piece.item
    yield para([_strong(f"[{item.number}]"), {"t": "Space"}, *text(item.speakers)])
    yield {"t": "BlockQuote", "c": [para(text(said, language)) for said, language in item.quotes]}
    yield {"t": "BulletList", "c": [[{"t": "Plain", "c": text(each)}] for each in (item.found, *item.claims)]}


def _inlines(piece: Piece) -> list[Node]:
    if isinstance(piece, Quotation):
        said: list[Node] = []
        for at, (each, language) in enumerate(piece.words):
            said += [*(text(words.say("gap", piece.language)) if at else []), *text(each, language)]
        aside = words.clauses([piece.meaning, piece.credit], piece.language)
        return said + (text(words.say("aside", piece.language, text="", aside=aside)) if aside else [])
    return text(piece.text) if isinstance(piece, Number) else []


def _strong(written: str) -> Node:
    return {"t": "Strong", "c": text(written)}


def _small(written: str) -> Node:
    """A line under a table."""
    return {"t": "Div", "c": [["", ["note"], [["custom-style", "Table Note"]]], [para(text(written))]]}


def _table(grid: Grid, title: str) -> Node:
    """A table whose columns are as wide as their texts ask, each within limits."""
    caption = [{"t": "Plain", "c": text(title)}] if title else []
    longest = [max(_reach(row[at]) for row in (grid.head, *grid.rows)) for at in range(len(grid.head))]
    total = sum(longest)
    columns = [
        [{"t": "AlignRight" if at in grid.numbers else "AlignLeft"}, {"t": "ColWidth", "c": round(each / total, 4)}]
        for at, each in enumerate(longest)
    ]
    body = [_NOTHING, grid.labels, [], [_row(row) for row in grid.rows]]
    return {
        "t": "Table",
        "c": [_NOTHING, [None, caption], columns, [_NOTHING, [_row(grid.head)]], [body], [_NOTHING, []]],
    }


def _reach(cell: str) -> int:
    """How wide a cell wants to be, in letters; Chinese characters count twice, and long texts are wrapped."""
    widest = max(len(line) + sum(each > "\u2e80" for each in line) for line in cell.split("\n"))
    return min(max(widest, _NARROWEST), 4 * _NARROWEST)


def _row(cells: Sequence[str]) -> Any:
    return [_NOTHING, [[_NOTHING, {"t": "AlignDefault"}, 1, 1, [{"t": "Plain", "c": _lines(cell)}]] for cell in cells]]


def _lines(cell: str) -> list[Node]:
    found: list[Node] = []
    for at, line in enumerate(cell.split("\n")):
        found += [*([{"t": "LineBreak"}] if at else []), *text(line)]
    return found
