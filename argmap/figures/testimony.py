"""What a source says on an issue: its clearest claims with the words that prove them, and the voices it carries.

Nothing is shortened: a quote stands whole, in the language of its source.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from argmap import credits, words
from argmap.comparison import Carried, Cell, Reason
from argmap.corpus import Citation, Corpus, Entry
from argmap.figures import boxes, glyphs
from argmap.figures.comparing import Telling, sample
from argmap.figures.furniture import BODY, SMALL, Key, Keys, Piece, block, flow, paragraph, stacked
from argmap.scene import Frame, Group, Rect
from argmap.schema import UNNAMED, VALUES
from argmap.stances import State

_SIGN = 10.0
_INDENT = 16.0
_BAR = 11.0
_VOICE_GAP = 12.0


def clearest(cell: Cell) -> tuple[Reason, ...]:
    """The claims that best show why the source stands where it does: one, or one for each side that there is."""
    decides = [each for each in cell.reasons if each.decides] or list(cell.reasons)
    if cell.state in (State.MIXED, State.REPORTS, State.UNCLEAR):
        plain = [each for each in decides if each.said.stance.value == cell.state.value]
        return tuple(plain[:1]) or _of_each_side(decides)
    return tuple(sorted(decides, key=_weight, reverse=True)[:1])


def _of_each_side(reasons: Sequence[Reason]) -> tuple[Reason, ...]:
    """The strongest for and the strongest against; where nobody takes a side, the first."""
    sides = [[each for each in reasons if VALUES.get(each.said.stance, 0) * side > 0] for side in (1, -1)]
    return tuple(max(side, key=_weight) for side in sides if side) or tuple(reasons[:1])


def _weight(reason: Reason) -> int:
    """How strong a position is; of equals the first one stands, and theses come first."""
    return abs(VALUES.get(reason.said.stance, 0))


def _is_told(voice: Carried, shown: Sequence[Reason]) -> bool:
    """Whether the claims that are shown have all the voice says, or a named one already stands there as it does."""
    if {each.claim for each in shown}.issuperset(voice.claims):
        return True
    stances = {each.said.stance.value for each in shown if each.said.speaker == voice.speaker != UNNAMED}
    return voice.standing.state.value in stances


@dataclass(frozen=True)
class Teller:
    """The corpus, and the language that it is told in."""

    corpus: Corpus
    language: str

    def testimony(self, cell: Cell, width: float) -> Piece:
        """The cell in words: its clearest claims, a judgement over them, and the voices that they leave out."""
        entry = self.corpus.entries[cell.source]
        shown = clearest(cell)
        signed = len(shown) > 1 or any(each.said.stance.value != cell.state.value for each in shown)
        parts = [self._claim(entry, each, width, signed) for each in shown]
        judgement = cell.judgement
        if judgement:
            because = credits.wording(self.corpus, judgement.because, self.language)[0]
            parts.append(self._aside("why.because", because, width))
            if judgement.condition:
                parts.append(self._condition(judgement.condition, width))
        voices = [each for each in cell.carried if not _is_told(each, shown)]
        if voices:
            heard = {each.said.speaker for each in shown}
            further = len(voices) < len(cell.carried) or any(each.speaker in heard for each in voices)
            parts.append(self._voices(voices, width, more=further))
        piece = stacked(parts, 7)
        return Piece(piece.marks, width, piece.height)

    def _claim(self, entry: Entry, reason: Reason, width: float, signed: bool) -> Piece:
        """Who says it, what the analyst makes of it, and its quotes behind a bar."""
        indent = _INDENT if signed else 0.0
        inner = width - indent
        head, text = self._speaker(entry, reason, inner), self._text(entry, reason, inner)
        parts = [each for each in (head, text) if each.height]
        parts.extend(self._quote(each, inner, alone=not text.height) for each in entry.citations_of[reason.claim])
        if reason.coding.condition:
            parts.append(self._condition(reason.coding.condition, inner))
        piece = stacked(parts, 2)
        sign = glyphs.state(State(reason.said.stance.value), _SIGN / 2, 9, _SIGN) if signed else ()
        frame = Frame(0, 0, width, piece.height)
        kind = "testimony"
        group = Group(kind, (*sign, *piece.at(indent, 0)), frame, f"{reason.source}-{reason.claim}")
        return Piece((group,), width, piece.height)

    def _speaker(self, entry: Entry, reason: Reason, width: float) -> Piece:
        return boxes.attribution(self.corpus, entry.claims[reason.claim], width, self.language)

    def _text(self, entry: Entry, reason: Reason, width: float) -> Piece:
        """The analyst's text; nothing where the quote stands for it."""
        if credits.speaks_by_quotes(entry, reason.claim, self.language):
            return Piece((), 0, 0)
        text, language = credits.claim_text(self.corpus, entry, reason.claim, self.language)
        return paragraph(text, width, BODY, words.script_of(text, language), "ink")

    def _quote(self, citation: Citation, width: float, *, alone: bool) -> Piece:
        """The words as they stand in the source, in its language, with their number in its evidence list.

        They are larger where they stand `alone`, for the analyst's text.
        """
        wording = citation.wording(self.language)
        number = f"\u00a0[{citation.number}]" if citation.number else ""
        text = words.quoted(wording.text, wording.language) + number
        size, role = (BODY, "ink") if alone else (SMALL, "ink-muted")
        set_text = block(text, width - _BAR, size, words.script_of(text, wording.language))
        bar = Rect(Frame(0, 2, 2, set_text.height - 4), "rule")
        return Piece((bar, *set_text.placed(_BAR, 0, role)), width, set_text.height)

    def _aside(self, key: str, text: str, width: float) -> Piece:
        return paragraph(words.say(key, self.language, text=text), width, SMALL, self.language, "ink-muted")

    def _condition(self, condition: dict[str, str], width: float) -> Piece:
        return self._aside("why.condition", credits.wording(self.corpus, condition, self.language)[0], width)

    def _voices(self, voices: Sequence[Carried], width: float, *, more: bool) -> Piece:
        """The names of voices behind the sign of where they stand, further lines below the first name."""
        said = words.say("voices.further" if more else "voices.carried", self.language)
        lead = paragraph(said, width, SMALL, self.language, "ink-muted")
        left = lead.width + _VOICE_GAP
        named: dict[State, dict[str, int]] = {}
        for state in State:
            for each in voices:
                if each.standing.state is state:
                    name = credits.speaker(self.corpus, each.speaker, self.language)
                    named.setdefault(state, {}).setdefault(name, 0)
                    named[state][name] += 1
        pieces = [self._named(state, names, width - left) for state, names in named.items()]
        listed = flow(pieces, width - left, _VOICE_GAP, 0)
        marks = (*lead.marks, *listed.at(left, 0))
        return Piece((Group("voices", marks, Frame(0, 0, width, listed.height)),), width, listed.height)

    def _named(self, state: State, names: dict[str, int], width: float) -> Piece:
        listed = [f"{name} ×\u2009{number}" if number > 1 else name for name, number in names.items()]
        text = block(words.listing(listed, self.language), width - _INDENT, SMALL, self.language)
        sign = glyphs.state(state, 5, text.leading / 2, _SIGN - 1)
        return Piece((*sign, *text.placed(_INDENT - 2, 0, "ink")), _INDENT + text.width, text.height)


def keys(telling: Telling, cells: Sequence[Cell]) -> list[Keys]:
    """What the signs of these cells mean, of their claims and of their voices, and what stands beside them."""
    standing = {cell.state for cell in cells}
    beside = {each.standing.state for cell in cells for each in cell.carried}
    beside |= {State(each.said.stance.value) for cell in cells for each in clearest(cell)}
    states = [
        Key(sample(state) if state in standing else _sign_sample(state), telling.say(f"state.{state.value}"))
        for state in State
        if state in standing or (state in beside and state is not State.NOT_CODED)
    ]
    other = [Key(_quote_sample(), telling.say("legend.quote"))] if any(cell.claims for cell in cells) else []
    if any(cell.judged for cell in cells):
        other.append(Key(_judged_sample(), telling.say("legend.judged")))
    other.extend(telling.dagger(telling.comparison.sources))
    return [Keys(telling.say("keys.signs"), tuple(states)), Keys(telling.say("keys.words"), tuple(other))]


def _sign_sample(state: State) -> Piece:
    """The sign beside a claim or a voice, for the legend."""
    return Piece(glyphs.state(state, 6, 10, _SIGN), 12, 20)


def _judged_sample() -> Piece:
    """The star of the analyst's judgement, for the legend."""
    return Piece((glyphs.star(5, 10, 9),), 10, 20)


def _quote_sample() -> Piece:
    """The bar beside a quote, for the legend."""
    return Piece((Rect(Frame(4, 3, 2, 14), "rule"),), 8, 20)
