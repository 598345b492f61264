"""Pieces as Markdown. All text is escaped, so that none can become Markdown or HTML."""

from collections.abc import Iterator, Sequence

from argmap import words
from argmap.briefing.pieces import Exhibit, Number, Picture, Piece, Points, Quotation, Table
from argmap.exports import evidence
from argmap.exports.markdown import grid_of, safe


def block(pieces: Sequence[Piece]) -> str:
    """The pieces, with blank lines between them. Two quotations next to each other stay two."""
    return "\n\n".join(part for piece in pieces for part in _parts(piece) if part)


def inline(pieces: Sequence[Piece]) -> str:
    """The pieces inside a sentence."""
    return " ".join(_inside(piece) for piece in pieces)


def _parts(piece: Piece) -> Iterator[str]:
    if isinstance(piece, Picture):
        yield f"![{safe(piece.alt)}]({piece.address})"
        yield f"*{safe(piece.caption)}*" if piece.caption else ""
    elif isinstance(piece, Table):
        yield f"**{safe(piece.title)}**" if piece.title else ""
        yield from grid_of(piece.grid)
        yield from (safe(note) for note in piece.notes)
    elif isinstance(piece, Points):
        yield f"**{safe(piece.title)}**" if piece.title else ""
        yield "\n".join(f"- {safe(sentence)}" for sentence in piece.sentences) or safe(piece.none)
    elif isinstance(piece, Quotation):
        dash = words.say("cite.dash", piece.language)
        lines = [*(each for each, _ in piece.words), piece.meaning, f"{dash}{piece.credit}"]
        yield "\n>\n".join(f"> {safe(line)}" for line in lines if line)
    elif isinstance(piece, Exhibit):
        yield evidence.written(piece.item)
    else:
        yield safe(piece.text)


def _inside(piece: Piece) -> str:
    if isinstance(piece, Quotation):
        said = words.say("gap", piece.language).join(each for each, _ in piece.words)
        aside = words.clauses([piece.meaning, piece.credit], piece.language)
        return safe(words.say("aside", piece.language, text=said, aside=aside) if aside else said)
    return safe(piece.text) if isinstance(piece, Number) else block([piece])
