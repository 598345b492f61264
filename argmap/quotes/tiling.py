"""Silent omissions: the pieces of a quote all stand in a text, in order, but words between them are left out.

Pieces are verbatim after folding. This is tried before edit distance, whose cheapest stretch would be half a passage.
"""

from bisect import bisect_left
from collections.abc import Callable

PIECE_MIN = 4
PIECES_MAX = 4
GAP_MAX = 200
_TRIES_MAX = 2_000

Piece = tuple[int, int]


def tile(text: str, part: str, fits: Callable[[int, int], bool]) -> tuple[Piece, ...]:
    """The fewest pieces of a text that put together make the part, with the least between them; or none.

    A piece is a span of the text. `fits` says of a gap, start and end, whether words may be left out there.
    """
    tiling = _Tiling(text, part, fits)
    at = text.find(part[:PIECE_MIN])
    best: tuple[Piece, ...] = ()
    while at >= 0 and tiling.tries:
        pieces = tiling.pieces(at, 0, PIECES_MAX)
        if pieces and (not best or _cost(pieces) < _cost(best)):
            best = pieces
        at = text.find(part[:PIECE_MIN], at + 1)
    return best


def _cost(pieces: tuple[Piece, ...]) -> tuple[int, int]:
    return len(pieces), pieces[-1][1] - pieces[0][0]


class _Tiling:
    """One search, with what is left of its tries."""

    def __init__(self, text: str, part: str, fits: Callable[[int, int], bool]) -> None:
        self._text, self._part, self._fits = text, part, fits
        self.tries = _TRIES_MAX

    def pieces(self, at: int, done: int, left: int) -> tuple[Piece, ...]:
        """The pieces from a place of the text on that make the rest of the part."""
        self.tries -= 1
        length = self._common(at, done)
        rest = len(self._part) - done
        if length == rest:
            return ((at, at + length),) if done else ()
        if left == 1:
            return ()
        longest = min(length, rest - PIECE_MIN)
        for size in range(longest, max(PIECE_MIN, longest - 8) - 1, -1):
            found = self._after(at, at + size, done + size, left)
            if found:
                return found
            if self.tries <= 0:
                break
        return ()

    def _after(self, at: int, end: int, done: int, left: int) -> tuple[Piece, ...]:
        """The piece that ends here, and those that come after it within reach."""
        start = self._part[done : done + PIECE_MIN]
        following = self._text.find(start, end + 1, end + GAP_MAX + PIECE_MIN)
        while following >= 0 and self.tries > 0:
            if self._fits(end, following):
                later = self.pieces(following, done, left - 1)
                if later:
                    return (at, end), *later
            following = self._text.find(start, following + 1, end + GAP_MAX + PIECE_MIN)
        return ()

    def _common(self, at: int, done: int) -> int:
        """How many symbols of text and part agree from two places on."""
        rest = len(self._part) - done
        sizes = range(1, min(rest, len(self._text) - at) + 1)
        return bisect_left(sizes, True, key=lambda size: not self._text.startswith(self._part[done : done + size], at))
