"""A stretch of a citable text that a quote, or a fragment of one, matches at one step.

A match is refused when the passage says another number, drops a negation, or names other references.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator

from argmap.quotes.citable import Citable
from argmap.quotes.facts import may_differ, same_facts
from argmap.quotes.hit import Match
from argmap.quotes.key import MARKED, MARKER, Key, prepare, strip_punctuation

MATCHES_MAX = 1000
_WORK_MAX = 20_000_000
_FOLDED_WORK_MAX = 500_000


class Surroundings:
    """Words that must stand right before and right after a passage, compared after folding."""

    def __init__(self, citable: Citable, prefix: str, suffix: str) -> None:
        self._citable = citable
        self._prefix = [form.variant for form in (_key(prefix), _bare_key(prefix))]
        self._suffix = [form.variant for form in (_key(suffix), _bare_key(suffix))]

    def hold(self, first: int, last: int) -> bool:
        """Whether they stand around the characters from index `first` to `last`."""
        keys = (self._citable.key, self._citable.bare_key)
        before, after = not self._prefix[0], not self._suffix[0]
        for key, prefix, suffix in zip(keys, self._prefix, self._suffix, strict=True):
            before = before or (bool(prefix) and key.variant.endswith(prefix, 0, bisect_left(key.origin, first)))
            after = after or (bool(suffix) and key.variant.startswith(suffix, bisect_left(key.origin, last)))
        return before and after


def occurrences(text: str, part: str, at: int, work: int = _WORK_MAX) -> Iterator[int]:
    """Where a part begins in a text, from its first place on, overlaps included; as many as the work allows.

    The work is counted in characters.
    """
    left = max(100, work // len(part))
    while at >= 0 and left:
        yield at
        left -= 1
        at = text.find(part, at + 1)


def exact_stretches(citable: Citable, quote: str) -> Iterator[tuple[int, int]]:
    """Where the file itself, with nothing in between, has the quote, as indices."""
    for first in occurrences(citable.characters, quote, citable.characters.find(quote)):
        last = first + len(quote)
        if citable.is_plain(first, last):
            yield first, last


def folded_matches(citable: Citable, quote: str, key: Key, *, variant: bool) -> Iterable[Match]:
    """Where the folded text has the folded quote."""
    source = citable.key
    text, part = (source.variant, key.variant) if variant else (source.text, key.text)
    return _verified(citable, quote, key, source, text, part)


def bare_matches(citable: Citable, quote: str) -> Iterator[Match]:
    """Where the folded text has the folded quote, both without punctuation."""
    prepared = prepare(quote)
    forms = [prepared] if MARKER not in prepared else [prepared, prepare(quote, markers=False)]
    source = citable.bare_key
    for form in forms:
        key = Key(strip_punctuation(form))
        if len(key.text) > 1:
            yield from _verified(citable, quote, key, source, source.variant, key.variant)


def _verified(citable: Citable, quote: str, key: Key, source: Key, text: str, part: str) -> Iterable[Match]:
    """The matches of one key in another, those refused that say something else."""
    at = text.find(part)
    if at < 0:
        return ()
    if text.find(part, at + 1) < 0:
        # One place is the commonest case by far.
        match = _match(citable, quote, key, source, at, at + len(part))
        return (match,) if match else ()
    places = occurrences(text, part, at, _FOLDED_WORK_MAX * len(part) // len(quote))
    matches = (_match(citable, quote, key, source, each, each + len(part)) for each in places)
    return (match for match in matches if match)


def _match(citable: Citable, quote: str, key: Key, source: Key, start: int, end: int) -> Match | None:
    """The match at a stretch of the key, unless it says something else."""
    stretch = source.stretch(start, end)
    if not stretch:
        return None
    first, last = stretch
    marked = MARKER in key.prepared
    if marked:
        first, last = _with_markers(key.prepared, source.prepared, first, last)
        if not _follows(_markers(quote, key), _markers(citable.characters[first:last], source, first)):
            return None
    if not may_differ(quote, citable.characters[first:last]):
        return Match(citable, quote, key, source, first, last)
    same = same_facts(quote, citable.spaced(first, last), markers=marked)
    return Match(citable, quote, key, source, first, last) if same else None


def _with_markers(quote: str, source: str, first: int, last: int) -> tuple[int, int]:
    """The stretch with the reference markers beside it that the quote begins or ends with."""
    if quote.lstrip()[0] == MARKER:
        before = source[max(first - 40, 0) : first]
        marker = len(before.rstrip()) - len(before.rstrip().rstrip(MARKER))
        first -= len(before) - len(before.rstrip()) + marker if marker else 0
    if quote.rstrip()[-1] == MARKER:
        after = source[last : last + 40]
        marker = len(after.lstrip()) - len(after.lstrip().lstrip(MARKER))
        last += len(after) - len(after.lstrip()) + marker if marker else 0
    return first, last


def _markers(text: str, key: Key, offset: int = 0) -> list[str]:
    """The reference markers of a text, in order."""
    return [found[0] for found in MARKED.finditer(text) if key.prepared[offset + found.start()] == MARKER]


def _follows(some: list[str], all_of_them: list[str]) -> bool:
    """Whether all of some stand among others, in order."""
    rest = iter(all_of_them)
    return all(one in rest for one in some)


def _key(text: str) -> Key:
    return Key(prepare(text))


def _bare_key(text: str) -> Key:
    return Key(strip_punctuation(prepare(text)))
