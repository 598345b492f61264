"""The legend of argument maps: voices, relations, links and signs, as far as they occur."""

from collections.abc import Collection, Sequence
from typing import Final

from argmap import typeset, words
from argmap.corpus import Entry
from argmap.figures import boxes, glyphs
from argmap.figures.forest import Relation
from argmap.figures.furniture import SMALL, Key, Keys, Piece
from argmap.scene import Frame, Path
from argmap.schema import LINKS, Voice
from argmap.stances import State

_VOICES: Final = ("thesis", *(voice.value for voice in Voice))


def map_keys(
    claims: Sequence[tuple[Entry, str]],
    relations: Collection[Relation],
    language: str,
    *,
    stubs: bool,
    others: bool = False,
    states: Collection[State] = (),
) -> list[Keys]:
    """What the boxes of these claims, their lines and their signs mean; where there are `stubs`, what they are.

    `others` says that stubs are claims of other articles, too; `states` are signs that stand beside no claim.
    """
    return [
        Keys(words.say("keys.boxes", language), tuple(_boxes(claims, language, stubs, others))),
        Keys(words.say("keys.lines", language), _lines(boxes.RELATIONS, relations, language)),
        Keys(words.say("keys.links", language), _lines(LINKS, relations, language)),
        Keys(words.say("keys.signs", language), tuple(_signs(claims, states, language))),
    ]


def _boxes(claims: Sequence[tuple[Entry, str]], language: str, stubs: bool, others: bool) -> list[Key]:
    roles = {role for entry, name in claims for role in boxes.roles_of(entry, name)}
    keys = [
        Key(_box_sample(f"box-{voice}"), words.say(f"voice.{voice}", language))
        for voice in _VOICES
        if f"box-{voice}" in roles
    ]
    if stubs:
        keys.append(Key(_box_sample("box-stub"), words.say(f"legend.stub{'.elsewhere' if others else ''}", language)))
    if any(entry.citations_of[name] for entry, name in claims):
        keys.append(Key(_number_sample(), words.say("legend.numbers", language)))
    return keys


def _lines(known: Sequence[str], relations: Collection[Relation], language: str) -> tuple[Key, ...]:
    looks = {relation.kind: relation.look for relation in relations}
    return tuple(
        Key(_line_sample(looks[kind]), words.say(f"relation.{kind}", language)) for kind in known if kind in looks
    )


def _signs(claims: Sequence[tuple[Entry, str]], states: Collection[State], language: str) -> list[Key]:
    stances = {coding.value.value for entry, name in claims for coding in entry.claims[name].stance.values()}
    return [
        Key(_sign_sample(state), words.say(f"state.{state.value}", language))
        for state in State
        if state.value in stances or state in states
    ]


def _box_sample(role: str) -> Piece:
    return Piece(boxes.ground(Frame(1, 2, 28, 15), role), 30, 19)


def _line_sample(look: str) -> Piece:
    path = Path((("M", (0, 9.5)), ("L", (23, 9.5))), f"edge-{look}")
    return Piece((path, glyphs.arrow((30, 9.5), (1, 0), 8, f"head-{look}")), 30, 19)


def _sign_sample(state: State) -> Piece:
    return Piece(glyphs.state(state, 6, 9.5, 10), 12, 19)


def _number_sample() -> Piece:
    number = typeset.wrap("[3]", 60, SMALL, "en")
    return Piece(number.placed(0, 9.5 - number.height / 2, "ink-faint"), number.width, 19)
