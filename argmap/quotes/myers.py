"""Approximate search with bit vectors: Myers 1999, in the form of Hyyrö 2003, on Python's long integers.

Distances are Levenshtein's: insertions, deletions and substitutions of one symbol each cost 1.
"""

from collections.abc import Iterable, Iterator


def closest(text: str, part: str) -> tuple[int, int, int]:
    """The stretch of a text that takes the fewest edits to become a part: start, end, distance.

    Of equally good stretches it is the first, and the longest that ends there. Takes time in proportion to
    the text's length times the part's, over the machine's word.
    """
    best, end = len(part), 0
    previous = best + 1
    for at, distance in enumerate(_distances(text, part, anchored=False), start=1):
        # A stretch that grows without getting worse substitutes what a shorter one leaves out.
        if distance < best or (distance == best == previous and at == end + 1):
            best, end = distance, at
        previous = distance
    window = text[max(end - 2 * len(part) - 1, 0) : end][::-1]
    least, length = len(part), 0
    for at, distance in enumerate(_distances(window, part[::-1], anchored=True), start=1):
        if distance < least or (distance == least and at == length + 1):
            least, length = distance, at
    return end - length, end, best


def distance_of(text: str, part: str) -> int:
    """How many edits turn one text, all of it, into another."""
    return (*_distances(text, part, anchored=True),)[-1] if text else len(part)


def _distances(text: Iterable[str], part: str, *, anchored: bool) -> Iterator[int]:
    """After each symbol of a text, the distance of the part from the text so far, or from its best ending."""
    places: dict[str, int] = {}
    for at, symbol in enumerate(part):
        places[symbol] = places.get(symbol, 0) | 1 << at
    mask = (1 << len(part)) - 1
    top = 1 << (len(part) - 1)
    first = int(anchored)
    worse, better, distance = mask, 0, len(part)
    for symbol in text:
        equal = places.get(symbol, 0)
        across = (((equal & worse) + worse) ^ worse) | equal
        rises, falls = better | (mask & ~(across | worse)), worse & across
        if rises & top:
            distance += 1
        elif falls & top:
            distance -= 1
        rises = rises << 1 | first
        down = equal | better
        worse = (falls << 1 | ~(down | rises)) & mask
        better = rises & down & mask
        yield distance
