"""Pieces as HTML, written by a template that escapes all text."""

from collections.abc import Sequence

from markupsafe import Markup

from argmap import words
from argmap.briefing.pieces import Piece
from argmap.templating import render


def block(pieces: Sequence[Piece]) -> str:
    """The pieces as elements that flow text can hold."""
    return _written(pieces, inside=False)


def inline(pieces: Sequence[Piece]) -> str:
    """The pieces inside a sentence."""
    return _written(pieces, inside=True).replace("\n", "")


def reference(number: int) -> str:
    """What points at a footnote."""
    return render("notes.html.j2", number=number, notes=()).strip()


def notes(told: Sequence[tuple[int, Sequence[Piece]]]) -> str:
    """The footnotes by their numbers, as a section."""
    return render("notes.html.j2", number=0, notes=[(number, Markup(inline(pieces))) for number, pieces in told])


def _written(pieces: Sequence[Piece], *, inside: bool) -> str:
    named = [(type(each).__name__, each) for each in pieces]
    return render("embed.html.j2", pieces=named, inside=inside, say=words.say, clauses=words.clauses).rstrip("\n")
