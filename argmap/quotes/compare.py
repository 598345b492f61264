"""A quote beside the passage that has the same key: which folds it took.

Both are walked together, symbol by symbol; what folds to nothing is compared by kind.
"""

from collections.abc import Iterable

from argmap.quotes.citable import Citable
from argmap.quotes.fold import DASHES, FOLD, Fold, folds_between
from argmap.quotes.key import DROPPED, FOLLOWER, MARKER


def folds_of(quote: str, prepared: str, passage: str, passage_prepared: str) -> set[Fold]:
    """The fewest folds between a quote and a passage that have one key."""
    folds: set[Fold] = set()
    pairs: dict[tuple[str, str], None] = {}
    left = right = 0
    settled = prepared != quote or passage_prepared != passage
    while True:
        same = _common(quote[left:], passage[right:])
        if settled:
            same = min(same, _common(prepared[left:], passage_prepared[right:]))
        left, right = left + same, right + same
        if left == len(quote) and right == len(passage):
            return folds | _fewest(pairs)
        after_left, after_right = _after_skipped(prepared, left), _after_skipped(passage_prepared, right)
        if after_left == left and after_right == right:
            after_left, after_right = _after_pair(prepared, left, passage_prepared, right)
            pairs[quote[left:after_left], passage[right:after_right]] = None
        else:
            one, other = prepared[left:after_left], passage_prepared[right:after_right]
            if (one + other).isspace():
                folds.add("whitespace")
            else:
                kinds, others = _kinds(quote[left:after_left], one), _kinds(passage[right:after_right], other)
                folds.update(kind for kind in kinds | others if kinds.get(kind) != others.get(kind))
        left, right = after_left, after_right


def _fewest(pairs: Iterable[tuple[str, str]]) -> frozenset[Fold]:
    """The fewest folds after which each pair is equal: of two that would do for one, that which others need too."""
    each = frozenset[Fold]().union(*(folds_between(*pair) for pair in pairs))
    if len(each) < 2:
        return each
    one, other = ("\n".join(texts) for texts in zip(*pairs, strict=True))
    return min(each, folds_between(one, other), key=len)


def file_folds(citable: Citable, first: int, last: int) -> set[Fold]:
    """What stands in the file among characters: markup between them, entities in their stead."""
    folds: set[Fold] = set()
    starts, ends = citable.starts, citable.ends
    for at in range(first, last):
        if ends[at] - starts[at] > 1:
            folds.add("entity")
        if at + 1 < last and starts[at + 1] > ends[at]:
            folds.add("markup")
    return folds


def _common(one: str, other: str) -> int:
    """How many characters two texts begin with that are the same."""
    for at, (left, right) in enumerate(zip(one, other, strict=False)):
        if left != right:
            return at
    return min(len(one), len(other))


def _after_skipped(prepared: str, at: int) -> int:
    """The index after the characters that fold to nothing."""
    while at < len(prepared) and not FOLD[ord(prepared[at])]:
        at += 1
    return at


def _after_pair(one: str, left: int, other: str, right: int) -> tuple[int, int]:
    """The indices after the fewest characters whose folds are equally long: an accent may be one or two."""
    ahead = 0
    if len(FOLD[ord(one[left])]) == len(FOLD[ord(other[right])]):
        return left + 1, right + 1
    while True:
        if ahead <= 0:
            ahead += len(FOLD[ord(one[left])])
            left += 1
        else:
            ahead -= len(FOLD[ord(other[right])])
            right += 1
        if ahead == 0 or (left == len(one) and ahead < 0) or (right == len(other) and ahead > 0):
            return left, right


def _kinds(skipped: str, prepared: str) -> dict[Fold, str]:
    """What was skipped, by the fold that skips it."""
    kinds: dict[Fold, str] = {}
    for character, symbol in zip(skipped, prepared, strict=True):
        kind = _kind(character, symbol)
        kinds[kind] = kinds.get(kind, "") + character
    return kinds


def _kind(character: str, symbol: str) -> Fold:
    if symbol == MARKER:
        return "citation-marker"
    if symbol == DROPPED:
        return "punctuation"
    if symbol == FOLLOWER:
        return "dash" if character in DASHES else "compatibility"
    return "whitespace" if character.isspace() else "invisible"
