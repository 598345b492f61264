"""A claim as a box: who says it, what it says, which quotes prove it, and what it answers.

Boxes are measured at a width and drawn from their own top left corner.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from argmap import credits, typeset, words
from argmap.corpus import Corpus, Entry
from argmap.figures import glyphs
from argmap.figures.furniture import BODY, SMALL, Piece, block, flow
from argmap.scene import Frame, Group, Mark, Rect, moved
from argmap.schema import Claim, Voice
from argmap.stances import State

PAD: Final = 11.0
_TOP: Final = 8.0
_GAP: Final = 6.0
_ENDORSED: Final = f"box-{Voice.ENDORSED.value}"
_MARKED: Final = (Voice.ENDORSED, Voice.CONCEDED, Voice.REJECTED)
_DOT: Final = "\u00a0· "
RELATIONS: Final = ("supports", "attacks", "qualifies", "answers", "undercuts")


@dataclass(frozen=True)
class Telling:
    """What boxes need to know: the map, and the language to tell it in."""

    corpus: Corpus
    entry: Entry
    language: str


def roles_of(entry: Entry, name: str) -> tuple[str, ...]:
    """The theme's roles of the claim's box: a thesis, or the voice it is heard in; both of an endorsed thesis."""
    voice = entry.claims[name].heard_as
    if name not in entry.map.theses:
        return (f"box-{voice.value}",)
    return ("box-thesis", _ENDORSED) if voice is Voice.ENDORSED else ("box-thesis",)


def box(telling: Telling, name: str, width: float, notes: Sequence[str] = ()) -> Piece:
    """The claim's box at a width; `notes` are lines below its text."""
    thesis = name in telling.entry.map.theses
    claim = telling.entry.claims[name]
    inner = width - 2 * PAD
    marks: list[Mark] = []
    y = _TOP
    head = _header(telling, claim, inner, thesis)
    marks.extend(head.at(PAD, y))
    y += head.height
    text = _text(telling, name, inner, thesis)
    marks.extend(text.at(PAD, y))
    y += text.height
    tags = _stances(telling, claim, inner)
    if tags.height or notes:
        y += 3
    marks.extend(tags.at(PAD, y))
    y += tags.height
    for note in notes:
        line = block(note, inner, SMALL, telling.language)
        marks.extend(line.placed(PAD, y, "ink-faint"))
        y += line.height
    frame = Frame(0, 0, width, round(y + _TOP, 1))
    kind = "thesis" if thesis else "claim"
    group = Group(kind, (*ground(frame, *roles_of(telling.entry, name)), *marks), frame, name, _hint(telling, name))
    return Piece((group,), width, frame.height)


def ground(frame: Frame, *roles: str) -> tuple[Rect, ...]:
    """The empty box of the first of these roles; words that are endorsed have a bar at their side."""
    box = Rect(frame, roles[0], 4)
    if _ENDORSED not in roles:
        return (box,)
    return box, Rect(Frame(frame.x + 3.5, frame.y + 3, 2.5, frame.height - 6), "box-bar", 1)


def stub(telling: Telling, name: str, width: float, onto: str | None = None, *, near: bool = False) -> Piece:
    """A claim that stands in full elsewhere, as a small plain box with its first words.

    With `onto` it stands for the relation of the claim to another, whose first words follow. It says so where the
    claim is `near`: on the same sheet.
    """
    inner = width - 2 * PAD
    label = words.say("thesis", telling.language) if name in telling.entry.map.theses else ""
    where = words.say("stub.near", telling.language) if near else ""
    head = _run_in(label, where, inner, telling.language, _DOT.lstrip())
    marks = [*head.at(PAD, 5)]
    y = 5 + head.height
    for each, sign in ((name, ""), (onto, "→")):
        if each:
            text, language = credits.claim_text(telling.corpus, telling.entry, each, telling.language)
            start = " ".join(filter(None, (sign, _numbers(telling, each), text)))
            first = block(start, inner, SMALL, words.script_of(text, language), most=2)
            marks.extend(first.placed(PAD, y, "ink-muted"))
            y += first.height
    frame = Frame(0, 0, width, round(y + 6, 1))
    hint = credits.claim_text(telling.corpus, telling.entry, name, telling.language)[0]
    group = Group("stub", (Rect(frame, "box-stub", 4), *marks), frame, name, hint)
    return Piece((group,), width, frame.height)


def _header(telling: Telling, claim: Claim, inner: float, thesis: bool) -> Piece:
    label = words.say("thesis", telling.language) if thesis else ""
    return attribution(telling.corpus, claim, inner, telling.language, label)


def attribution(corpus: Corpus, claim: Claim, inner: float, language: str, label: str = "") -> Piece:
    """Who speaks, what they are and from whom the source has it; nothing for the source's own plain words.

    A `label` stands before the name. How the source takes the words is set apart: it is not what the speaker does.
    """
    name = credits.speaker(corpus, claim.speaker, language) if claim.speaker else ""
    name = _DOT.join(filter(None, (label, name)))
    mark = words.say(f"mark.{claim.heard_as.value}", language) if claim.heard_as in _MARKED else ""
    role = credits.role(corpus, claim.speaker, language) if claim.speaker else ""
    about = words.series([role, credits.via(corpus, claim.via, language)], language)
    rest = _DOT.join(filter(None, (about, mark)))
    return _run_in(name, rest, inner, language, _DOT.lstrip() if mark and not about else "")


def _run_in(name: str, rest: str, inner: float, language: str, joint: str = "") -> Piece:
    """A bold name and, if one line holds both, the rest behind it and a `joint`; else the rest below it."""
    if not (name or rest):
        return Piece((), 0, 0)
    if not name:
        return _small(rest, inner, language)
    bold = block(name, inner, SMALL, language, bold=True)
    marks = bold.placed(0, 0, "ink")
    if not rest:
        return Piece(marks, bold.width, bold.height + 1)
    gap = typeset.measure("n", SMALL, language)
    beside = joint + rest
    if len(bold.lines) == 1 and bold.width + gap + typeset.measure(beside, SMALL, language) <= inner:
        behind = block(beside, inner, SMALL, language)
        return Piece((*marks, *behind.placed(bold.width + gap, 0, "ink-muted")), inner, bold.height + 1)
    after = block(rest, inner, SMALL, language)
    below = moved(after.placed(0, 0, "ink-muted"), 0, bold.height)
    return Piece((*marks, *below), inner, bold.height + after.height + 1)


def _small(text: str, inner: float, language: str) -> Piece:
    set_text = block(text, inner, SMALL, language)
    return Piece(set_text.placed(0, 0, "ink-muted"), set_text.width, set_text.height + 1)


def _text(telling: Telling, name: str, inner: float, thesis: bool) -> Piece:
    """The claim's words, and the numbers of its quotes behind the last of them."""
    text, language = credits.claim_text(telling.corpus, telling.entry, name, telling.language)
    size = BODY + 1 if thesis else BODY
    return _numbered(text, words.script_of(text, language), _numbers(telling, name), inner, size, thesis)


def _numbers(telling: Telling, name: str) -> str:
    found = {citation.number for citation in telling.entry.citations_of[name] if citation.number}
    return "".join(f"[{number}]" for number in sorted(found))


@lru_cache(maxsize=4096)
def _numbered(text: str, language: str, tail: str, inner: float, size: float, bold: bool) -> Piece:
    """Text with its numbers behind the last word, tied to it; where the line cannot hold both, they have their own."""
    numbers = block(tail, inner, SMALL, "en")
    if len(numbers.lines) == 1:
        joined = block(text, inner, size, language, bold=bold, tail=_GAP + numbers.width)
        lines = joined.placed(0, 0, "ink")
        if lines and lines[-1].width + _GAP + numbers.width <= inner:
            first = numbers.placed(lines[-1].width + _GAP, 0, "ink-faint")[0]
            return Piece((*lines, replace(first, y=lines[-1].y)), inner, joined.height)
    set_text = block(text, inner, size, language, bold=bold)
    marks = (*set_text.placed(0, 0, "ink"), *numbers.placed(0, set_text.height, "ink-faint"))
    return Piece(marks, inner, set_text.height + numbers.height)


def _stances(telling: Telling, claim: Claim, inner: float) -> Piece:
    """The issues that the claim is coded on, each behind the sign of its stance."""
    tags = []
    for issue, coding in claim.stance.items():
        if issue in telling.corpus.codebook.issues:
            short = credits.wording(telling.corpus, telling.corpus.codebook.issues[issue].short, telling.language)[0]
            text = block(short, inner - 16, SMALL, telling.language)
            sign = glyphs.state(State(coding.value.value), 5, text.leading / 2, 9)
            tags.append(Piece((*sign, *text.placed(16, 0, "ink-muted")), 16 + text.width, text.height))
    return flow(tags, inner, 18, 0)


def _hint(telling: Telling, name: str) -> str:
    """What a reader of the screen is told: each quote, and where it stands."""
    lines = []
    for citation in telling.entry.citations_of[name]:
        wording = citation.wording(telling.language)
        number = f"[{citation.number}] " if citation.number else ""
        place = ""
        if wording.hit:
            line = telling.entry.place(wording.hit).line
            place = f" ({words.say('place', telling.language, line=line)})"
        lines.append(number + words.quoted(wording.text, wording.language) + place)
    return "\n".join(lines)
