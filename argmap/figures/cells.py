"""A cell of the matrix: the sign of where a source stands on its ground, and beside it as much as there is room for."""

from collections.abc import Callable
from enum import Enum
from functools import lru_cache
from typing import Final

from argmap import credits, typeset, words
from argmap.comparison import Cell
from argmap.corpus import Corpus
from argmap.figures import glyphs
from argmap.figures.comparing import Telling
from argmap.figures.furniture import NOTHING, SMALL, Piece
from argmap.scene import Frame, Group, Mark, Path, Rect
from argmap.stances import State

MINI: Final = 8.0
_PAD: Final = 7.0
_SIGN: Final = 15.0
_APART: Final = 6.0
_ASIDE: Final = 80.0
"""From this width on, a cell in two lines has its numbers beside the sign."""
_RAISED: Final = 15.0
"""The size in which superior figures are set: they are less than half as tall as that."""
_SUPERIORS: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")

_Sign = Callable[[float, float], tuple[Path, ...]]


class Manner(Enum):
    """How much a cell tells: all in one line, all in two, or the sign alone."""

    LINE = "line"
    STACK = "stack"
    BARE = "bare"


ROW: Final = {Manner.LINE: 36.0, Manner.STACK: 38.0, Manner.BARE: 15.2}
"""The least height of a row."""


def needed(cell: Cell, manner: Manner, language: str) -> float:
    """The least width that the cell takes."""
    tally, passages = _tally(cell, language).width, _passages(cell, language).width
    if manner is Manner.LINE:
        return 4 + 2 * _PAD + _SIGN + _APART + tally + (_APART if tally else 0) + passages
    return 14 + max(_SIGN + 10 + passages, tally)


def draw(telling: Telling, cell: Cell, frame: Frame, manner: Manner, note: str = "", tallied: bool = True) -> Group:
    """The cell in its frame; `note` is the number of the footnote with its condition.

    `tallied` says that some cell of the row has reported voices, so that all signs stand above them.
    """
    gap = 0.5 if manner is Manner.BARE else 2.0
    ground = Frame(frame.x + gap, frame.y + gap + 0.5, frame.width - 2 * gap, frame.height - 2 * gap - 0.5)
    radius = 1 if manner is Manner.BARE else 3
    marks: list[Mark] = [Rect(ground, f"cell-{cell.state.value}", radius)]
    if manner is Manner.LINE:
        marks.extend(_line(cell, ground, telling.language, note))
    elif manner is Manner.STACK:
        marks.extend(_stack(cell, ground, telling.language, note, tallied))
    else:
        marks.extend(_bare(cell, ground, note))
    return Group(
        "cell", tuple(marks), ground, f"{cell.issue}-{cell.source}", _told(telling.corpus, cell, telling.language)
    )


def _line(cell: Cell, ground: Frame, language: str, note: str) -> list[Mark]:
    middle = ground.y + ground.height / 2
    sign = ground.x + _PAD + _SIGN / 2
    marks = _signed(cell, sign, middle, _SIGN, note)
    tally, passages = _tally(cell, language), _passages(cell, language)
    marks.extend(tally.at(sign + _SIGN / 2 + _APART, middle - tally.height / 2))
    marks.extend(passages.at(ground.right - _PAD - passages.width, middle - passages.height / 2))
    return marks


def _stack(cell: Cell, ground: Frame, language: str, note: str, tallied: bool) -> list[Mark]:
    """The numbers in two lines beside the sign or, in a narrow cell, the voices below it."""
    tally, passages = _tally(cell, language), _passages(cell, language)
    middle, sign = ground.y + ground.height / 2, ground.x + 5 + _SIGN / 2
    if ground.width >= _ASIDE:
        marks = _signed(cell, sign, middle, _SIGN, note)
        up, down = (-7.5, 8.5) if tally.width else (0.0, 0.0)
        marks.extend(tally.at(ground.right - 6 - tally.width, middle + up - tally.height / 2))
        marks.extend(passages.at(ground.right - 6 - passages.width, middle + down - passages.height / 2))
        return marks
    upper = middle - (9 if tallied else 0)
    marks = _signed(cell, sign, upper, _SIGN, note)
    marks.extend(passages.at(ground.right - 5 - passages.width, upper - passages.height / 2))
    marks.extend(tally.at(ground.x + 4, upper + 9))
    return marks


def _bare(cell: Cell, ground: Frame, note: str) -> list[Mark]:
    size = min(0.76 * min(ground.width, ground.height), _SIGN - 1)
    y = ground.y + ground.height / 2
    x = ground.x + ground.width / 2
    if cell.judged or note:
        x = max(ground.x + size / 2, x - 3)
    edge = min(x + size / 2 + 5, ground.right)
    marks: list[Mark] = list(glyphs.state(cell.state, x, y, size))
    if cell.judged:
        marks.append(glyphs.star(edge - 2, y + size / 2 - 2 if note else y - size / 2 + 1, 6))
    if note:
        raised = superior(note)
        marks.extend(raised.at(edge - raised.width, max(y - size / 2 - 2, ground.y - 0.8)))
    return marks


def _signed(cell: Cell, x: float, y: float, size: float, note: str) -> list[Mark]:
    """The sign with the star of a judgement above its right shoulder, and its footnote below."""
    marks: list[Mark] = list(glyphs.state(cell.state, x, y, size))
    if cell.judged:
        marks.append(glyphs.star(x + size / 2 + 4, y - size / 2 - 1, MINI))
    if note:
        marks.extend(superior(note).at(x + size / 2 + 1, y - size / 2 + (5 if cell.judged else -2)))
    return marks


def superior(number: str) -> Piece:
    """A footnote's number in superior figures, tight around them."""
    line = typeset.wrap(number.translate(_SUPERIORS), 60, _RAISED, "en", leading=12)
    return Piece(line.placed(0, 0, "ink"), line.width, 8)


def _tally(cell: Cell, language: str) -> Piece:
    """The reported voices for and against, where there are any."""
    return _voices(cell.tally.favor, cell.tally.against, language) if cell.tally else NOTHING


def _passages(cell: Cell, language: str) -> Piece:
    """How many distinct passages, where there are any."""
    return _cited(cell.passages, language) if cell.passages else NOTHING


@lru_cache(maxsize=1024)
def _voices(favor: int, against: int, language: str) -> Piece:
    one = _number(favor, language, "ink-muted", lambda x, y: (glyphs.favor(x, y, MINI),))
    other = _number(against, language, "ink-muted", lambda x, y: (glyphs.against(x, y, MINI),))
    return Piece((*one.marks, *other.at(one.width + 6, 0)), one.width + 6 + other.width, one.height)


@lru_cache(maxsize=256)
def _cited(passages: int, language: str) -> Piece:
    return _number(passages, language, "ink-faint", lambda x, y: glyphs.passages(x, y, MINI))


def _number(number: int, language: str, role: str, sign: _Sign) -> Piece:
    """A small sign and its number."""
    text = typeset.wrap(str(number), 100, SMALL, language)
    middle = text.height / 2
    return Piece((*sign(MINI / 2, middle), *text.placed(MINI + 3, 0, role)), MINI + 3 + text.width, text.height)


def _told(corpus: Corpus, cell: Cell, language: str) -> str:
    """What a reader of the screen is told about a cell: the state, and the claims behind it."""
    entry = corpus.entries[cell.source]
    lines = [
        f"{credits.short(corpus, entry.source, language)}: {words.say(f'state.{cell.state.value}', language)}",
        credits.wording(corpus, corpus.codebook.issues[cell.issue].short, language)[0],
    ]
    for reason in cell.reasons:
        claim = entry.claims[reason.claim]
        state = words.say(f"state.{State(reason.said.stance.value).value}", language)
        speaker = credits.speaker(corpus, claim.speaker, language) if claim.speaker else ""
        text = credits.claim_text(corpus, entry, reason.claim, language)[0]
        lines.append(words.series([f"– {state}", speaker], language) + f": {text}")
    return "\n".join(lines)
