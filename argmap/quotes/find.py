"""The ladder: exact, normalised, variant, omission, unpunctuated. The first step with a hit wins.

A quote is found or it is not; nothing here is approximate.
"""

from collections.abc import Iterable
from itertools import islice

from argmap.quotes.citable import Citable
from argmap.quotes.hit import Hit, Match, Step
from argmap.quotes.key import Key, prepare
from argmap.quotes.marks import close_marks
from argmap.quotes.match import MATCHES_MAX, Surroundings, bare_matches, exact_stretches, folded_matches
from argmap.quotes.omission import cut, find_omission, split_fragments


def find(citable: Citable, quote: str, prefix: str = "", suffix: str = "") -> tuple[Hit, ...]:
    """All passages that a quote points at, at the first step of the ladder that has one.

    None is an empty tuple; several are for the caller to judge, and at most 1,000 are given. `prefix` and
    `suffix` are words that must stand right before and right after, compared after folding.
    """
    if not quote:
        return ()
    around = Surroundings(citable, prefix, suffix) if prefix or suffix else None
    hits = _exact(citable, quote, around)
    if hits:
        return hits
    key = Key(prepare(quote))
    if not key.text:
        return ()
    return (
        _hits(citable, folded_matches(citable, quote, key, variant=False), Step.NORMALISED, around)
        or _hits(citable, folded_matches(citable, quote, key, variant=True), Step.VARIANT, around)
        or find_omission(citable, quote, around)
        or _hits(citable, bare_matches(citable, quote), Step.UNPUNCTUATED, around)
    )


def _exact(citable: Citable, quote: str, around: Surroundings | None) -> tuple[Hit, ...]:
    at = citable.characters.find(quote)
    if at < 0:
        return ()
    if not around and citable.characters.find(quote, at + 1) < 0:
        # One place is the commonest case by far.
        span = citable.span(at, at + len(quote))
        return (_exact_hit(span),) if span[1] - span[0] == len(quote) else ()
    stretches = exact_stretches(citable, quote)
    wanted = (stretch for stretch in stretches if not around or around.hold(*stretch))
    return tuple(_exact_hit(citable.span(*stretch)) for stretch in islice(wanted, MATCHES_MAX))


def _exact_hit(span: tuple[int, int]) -> Hit:
    return Hit(*span, Step.EXACT, (span,), (), Step.EXACT)


def _hits(citable: Citable, matches: Iterable[Match], step: Step, around: Surroundings | None) -> tuple[Hit, ...]:
    """The matches as hits, those between the given words only."""
    hits = []
    for match in matches:
        if around and not around.hold(match.first, match.last):
            continue
        first, last = match.first, match.last
        if step is Step.UNPUNCTUATED:
            first, last = close_marks(citable.characters, first, last)
        span = citable.span(first, last)
        hits.append(Hit(*span, step, (span,), (), step, (match,)))
        if len(hits) == MATCHES_MAX:
            break
    return tuple(hits)


def find_fragments(citable: Citable, quote: str) -> tuple[tuple[str, tuple[Hit, ...]], ...]:
    """The parts of a quote between its omission marks, each with the passages it is found at by itself.

    Tells a fragment that is not there from fragments that are there in another order.
    """
    return tuple((fragment, find(citable, fragment)) for fragment in split_fragments(quote) if fragment)


def cuts(citable: Citable, hit: Hit) -> frozenset[str]:
    """What the edges of a passage cut in two: "number" (`6%` of `16%`), "word" (`able` of `unable`)."""
    first, last = citable.indices(hit.start, hit.end)
    return frozenset(what for what in (cut(citable, first), cut(citable, last)) if what)
