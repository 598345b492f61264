"""Why a quote is not found: words left out silently, or a passage that is almost it.

What comes out is a suggestion and an explanation, never a proof.
"""

import unicodedata
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Literal, NamedTuple

from argmap.quotes.alarms import Alarm, alarms_in
from argmap.quotes.citable import Citable
from argmap.quotes.facts import same_negations, same_numbers
from argmap.quotes.han import is_han
from argmap.quotes.key import Key, prepare
from argmap.quotes.myers import closest, distance_of
from argmap.quotes.omission import cut
from argmap.quotes.tiling import tile

SIMILAR = 0.60
SIMILAR_IF_SHORT = 0.85
_QUOTE_MAX = 4_000
_WORK_MAX = 4_000_000_000
_DIFFERENCE_MAX = 2_500


class Segment(NamedTuple):
    """A piece of a difference: in both texts ("equal", as the source has it), or only in one of them."""

    where: Literal["equal", "quote", "source"]
    text: str


class Near(NamedTuple):
    """The passage that a quote probably means, in code points of the file, and how the two differ.

    `omitted` are the words that the quote leaves out without saying so, and `gaps` where they stand; empty
    when it differs in another way. `distance` counts edits of folded characters, `similarity` is 1 less their
    share of the longer text.
    """

    start: int
    end: int
    distance: int
    similarity: float
    segments: tuple[Segment, ...]
    alarms: frozenset[Alarm]
    omitted: tuple[str, ...] = ()
    gaps: tuple[tuple[int, int], ...] = ()

    @property
    def difference(self) -> str:
        """The passage with what only the quote has as `[-…-]` and what only the source has as `{+…+}`."""
        forms = {"equal": "{}", "quote": "[-{}-]", "source": "{{+{}+}}"}
        return "".join(forms[segment.where].format(segment.text) for segment in self.segments)


def nearest(citable: Citable, quote: str, names: frozenset[str] = frozenset()) -> Near | None:
    """The passage that a quote which was not found probably means, or None.

    Silent omissions come first. Otherwise a passage must be similar by 0.60, or by 0.85 when the quote is
    short. `names` are those whose change is worth an alarm. Quotes beyond 4,000 folded characters are not tried.
    """
    key, source = Key(prepare(quote)), citable.key
    size = len(key.variant)
    if not 0 < size <= _QUOTE_MAX or size * len(source.variant) > _WORK_MAX or not source.variant:
        return None
    start, end, distance = closest(source.variant, key.variant)
    similarity = 1 - distance / max(size, end - start)
    pieces = tile(source.variant, key.variant, lambda one, other: _may_omit(citable, one, other))
    if pieces:
        spans = [_indices(source, *piece) for piece in pieces]
        gaps = [_trimmed(citable, one[1], other[0]) for one, other in pairwise(spans)]
        return _near(citable, quote, key, (pieces[0][0], pieces[-1][1]), distance, similarity, names, gaps)
    if similarity < (SIMILAR_IF_SHORT if _is_short(key.variant) else SIMILAR):
        return None
    start, end, distance = _settled(citable, key.variant, start, end, distance)
    return _near(citable, quote, key, (start, end), distance, 1 - distance / max(size, end - start), names, [])


def omitted(citable: Citable, quote: str, names: frozenset[str] = frozenset()) -> Near | None:
    """The passage of which a quote silently leaves out words, or None."""
    near = nearest(citable, quote, names)
    return near if near and near.omitted else None


def _is_short(key: str) -> bool:
    """Whether a folded quote has under 12 Han or 20 other characters' worth of evidence."""
    han = sum(map(is_han, key))
    return han / 12 + (len(key) - han) / 20 < 1


def _indices(key: Key, start: int, end: int) -> tuple[int, int]:
    """The indices of the characters that a stretch of a key touches."""
    return key.origin[start], key.origin[end - 1] + 1


def _trimmed(citable: Citable, first: int, last: int) -> tuple[int, int]:
    """The stretch without the space around it."""
    words = citable.characters[first:last]
    return first + len(words) - len(words.lstrip()), last - len(words) + len(words.rstrip())


def _settled(citable: Citable, quote: str, start: int, end: int, distance: int) -> tuple[int, int, int]:
    """A stretch of the key and its distance, its edges moved where they cut a word or add nothing but a mark."""
    source = citable.key

    def best(stretches: Iterable[tuple[int, int]]) -> tuple[int, int, int]:
        tried = [(distance_of(source.variant[a:b], quote), b - a, a, b) for a, b in stretches if a < b]
        least, _, first, last = min(tried)
        return first, last, least

    if _cuts(citable, start):
        start, end, distance = best((_uncut(citable, start, step), end) for step in (-1, 1))
    if _cuts(citable, end):
        start, end, distance = best((start, _uncut(citable, end, step)) for step in (-1, 1))
    while start + 1 < end and _is_stray(source.variant[start], quote[0]):
        shorter = best([(start, end), (start + 1, end)])
        if shorter[0] == start:
            break
        start, end, distance = shorter
    while start + 1 < end and _is_stray(source.variant[end - 1], quote[-1]):
        shorter = best([(start, end), (start, end - 1)])
        if shorter[1] == end:
            break
        start, end, distance = shorter
    return start, end, distance


def _cuts(citable: Citable, at: int) -> bool:
    """Whether a number or a word goes on at a symbol of the key."""
    origin = citable.key.origin
    # What stands between two symbols of the key, a space, parts them.
    return 0 < at < len(origin) and origin[at] - origin[at - 1] < 2 and bool(cut(citable, origin[at]))


def _uncut(citable: Citable, at: int, step: int) -> int:
    """The next symbol of the key in a direction at which nothing is cut."""
    while _cuts(citable, at):
        at += step
    return at


def _is_stray(symbol: str, quoted: str) -> bool:
    """Whether a passage begins or ends with a mark that the quote does not have there."""
    return (
        symbol != quoted and not symbol.isalnum() and unicodedata.category(symbol)[0] == "P" and symbol not in "%&@#*"
    )


def _may_omit(citable: Citable, start: int, end: int) -> bool:
    """Whether leaving out a stretch of the key cuts neither a number nor a word."""
    origin = citable.key.origin
    return not cut(citable, origin[start]) and not cut(citable, origin[end])


def _near(
    citable: Citable,
    quote: str,
    key: Key,
    stretch: tuple[int, int],
    distance: int,
    similarity: float,
    names: frozenset[str],
    gaps: list[tuple[int, int]],
) -> Near:
    first, last = _indices(citable.key, *stretch)
    passage = citable.characters[first:last]
    steps = list(_differences(quote, key, passage))
    alarms = alarms_in(quote, [step[1:3] for step in steps if step[0]], passage, [s[3:5] for s in steps if s[0]], names)
    spaced = citable.spaced(first, last)
    if key.variant == citable.key.variant[slice(*stretch)]:
        alarms |= frozenset({"number"} if not same_numbers(quote, spaced) else ())
        alarms |= frozenset({"negation"} if not same_negations(quote, spaced) else ())
    return Near(
        *citable.span(first, last),
        distance,
        similarity,
        tuple(_segments(steps, quote, passage)),
        alarms,
        tuple(citable.characters[one:other] for one, other in gaps),
        tuple(citable.span(one, other) for one, other in gaps),
    )


_Difference = tuple[bool, int, int, int, int]


def _differences(quote: str, key: Key, passage: str) -> Iterator[_Difference]:
    """Whether stretches differ, and where they stand in the quote and in the passage, without gaps."""
    other = Key(prepare(passage))
    one_text, other_text = key.variant, other.variant
    one_at, other_at = [*key.origin, len(quote)], [*other.origin, len(passage)]
    if one_text == other_text:
        one_text, other_text = quote, passage
        one_at, other_at = list(range(len(quote) + 1)), list(range(len(passage) + 1))
    one_at[0] = other_at[0] = 0
    for tag, a, b, c, d in _blocks(one_text, other_text):
        yield tag != "equal", one_at[a], one_at[b], other_at[c], other_at[d]


def _blocks(one: str, other: str) -> list[tuple[str, int, int, int, int]]:
    if max(len(one), len(other)) > _DIFFERENCE_MAX:
        return [("replace", 0, len(one), 0, len(other))]
    blocks: list[tuple[str, int, int, int, int]] = []
    for block in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        tag, a, b, c, d = block
        # A digit that two different numbers share is no agreement: `57` for `75` differs as a whole.
        if len(blocks) > 1 and tag != "equal" and blocks[-1][0] == "equal" and one[slice(*blocks[-1][1:3])].isdecimal():
            blocks.pop()
            _, a, _, c, _ = blocks.pop()
            tag = "replace"
        blocks.append((tag, a, b, c, d))
    return blocks


def _segments(steps: list[_Difference], quote: str, passage: str) -> Iterator[Segment]:
    for differs, a, b, c, d in steps:
        if not differs:
            yield Segment("equal", passage[c:d])
            continue
        if a < b:
            yield Segment("quote", quote[a:b])
        if c < d:
            yield Segment("source", passage[c:d])
