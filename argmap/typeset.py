"""Text -> measured, wrapped lines, in Chinese, in English and in both mixed.

Widths are those of the bundled faces, in whole 1/1000 em until the end: what is measured here is what every
writer draws. No line is wider than asked unless a single character is.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final, Literal

from argmap import fonts
from argmap.patterns import Pattern
from argmap.scene import Line, Run

Align = Literal["left", "center", "right"]

BOLD: Final = 0.03
"""The line, in em, that is drawn around letters to make them bold; bold text is that much wider in all."""

_EM: Final = 1000
_HALF: Final = 500
_GAP: Final = 125
"""The space between Chinese and Latin letters, in 1/1000 em."""
_RISE: Final = 0.38
"""How far, in em, a baseline stands below the middle of its line: the em box of a Chinese character centred."""

# How bad it is to break before a cluster; a worse break is made only where a better one leaves too wide a piece.
_FREE, _KEPT, _WORD, _STUCK = range(4)

_MANY: Final = 200
"""Of a longer text all lines are about as long anyway, and to even them takes time."""

_SPACES: Final = frozenset(" \u3000\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u205f\u1680")
_TIED_SPACES: Final = frozenset("\u00a0\u202f\u2007")
_NO_START: Final = frozenset(
    "，。、；：？！…—―～·‧•％‰℃℉々〻ーゝゞ゛゜ぁぃぅぇぉっゃゅょァィゥェォッャュョ%!,.:;?¢°′″–"
)
_NO_END: Final = frozenset("$€£¥￥＄＃#@№±§")
_RIGHT_BLANK: Final = frozenset("，。、；：）》〉」』】〕〗”’")
_FULL_STOPS: Final = frozenset("？！")
_LEFT_BLANK: Final = frozenset("（《〈「『【〔〖“‘")
_WEAK_START: Final = frozenset("的地得了着过们吗呢吧等")
_PAUSES: Final = frozenset("，。、；：？！,.;:?!")
_SEAMS: Final = frozenset("/._?&=:+-")
_DASHES: Final = frozenset("-‐–—")

_UNITS: Final = (
    r"个?百分点|[美欧日英]元|英镑|人民币|平方[公千]?[里米]|[公千]里|公斤|千克|个月|小时|分钟|[亿万]?千瓦时?"
    r"|[%％‰℃°元年月日号时分秒个名家项次倍吨米岁届条种国度台座人位章]"
    r"|[ \u00a0]?(?:%|‰|°C|percent|per cent|million|billion|trillion|bn|mn|km|kg|[kMGT]Wh?|[KMGT]B)(?![a-z])"
)
_TOGETHER: Final = Pattern(
    r"(?:https?://|www\.)[!-~]+"
    r"|(?:第|百分之)?[$€£¥￥+±−-]*\d(?:[\d.,:/–-]*\d)?[百千万亿兆]*[多余]?(?:" + _UNITS + r")?"
    r"|[〇一二两三四五六七八九十百千万亿]{2,}(?:" + _UNITS + r")?"
)
"""Addresses, and numbers with their units: broken only when wider than the line."""


@dataclass(frozen=True)
class Block:
    """Wrapped lines of one size. `leading` goes from baseline to baseline; all lengths are px.

    `width` is that of the widest line, `height` is `leading` for each line.
    """

    lines: tuple[tuple[Run, ...], ...]
    size: float
    leading: float
    bold: bool
    language: str
    width: float
    height: float

    def placed(
        self, x: float, y: float, role: str, *, align: Align = "left", width: float | None = None
    ) -> tuple[Line, ...]:
        """The lines with the block's top at `y`, aligned between `x` and `x + width`, the block's own unless given."""
        within = self.width if width is None else width
        share = {"left": 0.0, "center": 0.5, "right": 1.0}[align]
        first = y + self.leading / 2 + _RISE * self.size
        return tuple(
            Line(
                x + share * (within - _extent_of(runs)),
                first + number * self.leading,
                runs,
                self.size,
                role,
                self.language,
                self.bold,
            )
            for number, runs in enumerate(self.lines)
        )


def clean(text: str) -> str:
    """The text as it is set: on one line, single spaces, nothing that is invisible or turns the writing around."""
    spaced = re.sub(r"[\t-\r\x1c-\x1f\x85\u2028\u2029]", " ", text)
    return re.sub(" +", " ", "".join(filter(_is_set, spaced))).strip("".join(_SPACES))


def _is_set(character: str) -> bool:
    return unicodedata.category(character) not in ("Cc", "Cf", "Cs") and ord(character) & 0xFFFE != 0xFFFE


def measure(text: str, size: float, language: str, *, bold: bool = False) -> float:
    """How wide the text is on one line, in px, at `size` px; `language` (BCP 47) chooses between the faces."""
    galley = _galley(clean(text), language)
    return _px(galley.extent(0, len(galley.texts)), size) + (BOLD * size if bold and galley.texts else 0)


def wrap(
    text: str,
    width: float,
    size: float,
    language: str,
    *,
    bold: bool = False,
    leading: float | None = None,
    most: int | None = None,
    balanced: bool = True,
) -> Block:
    """The text in lines of at most `width` px, at `size` px.

    No line starts with a closing mark or ends with an opening one. Words, numbers with their units, and `——` are
    broken only where they are wider than a line. `balanced` lines are about equally long, and as many as if each
    were filled. `most` is how many lines there may be; what is cut off leaves a `…`. Without text there are no lines.
    """
    limit = int((width / size - (BOLD if bold else 0)) * _EM)
    galley, lines = _set(clean(text), limit, language, most, balanced)
    return _block([galley.runs(start, end, size) for start, end in lines], size, leading, bold, language)


def _block(runs: list[tuple[Run, ...]], size: float, leading: float | None, bold: bool, language: str) -> Block:
    pitch = leading or size * (1.5 if fonts.face_for("“", language) == "han" else 1.35)
    widest = max((_extent_of(line) for line in runs), default=0.0)
    return Block(
        tuple(runs), size, pitch, bold, language, widest + (BOLD * size if bold and runs else 0), len(runs) * pitch
    )


def _extent_of(runs: Sequence[Run]) -> float:
    return runs[-1].x + runs[-1].width if runs else 0.0


def _px(thousandths: int, size: float) -> float:
    return thousandths * size / _EM


@dataclass(frozen=True)
class _Galley:
    """A text on one endless line: its clusters (a character with its marks), where each is, where it may break.

    All lengths are 1/1000 em. `ties[i]` says how bad a break before cluster i is; `inked[i]` is the end of the last
    cluster before i that is no space.
    """

    texts: tuple[str, ...]
    faces: tuple[fonts.Face, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    ties: tuple[int, ...]
    inked: tuple[int, ...]

    def extent(self, start: int, end: int) -> int:
        """How wide clusters from `start` up to `end` are as a line."""
        end = self.inked[end]
        return self.ends[end - 1] - self.starts[start] - self.lead(start) if end > start else 0

    def lead(self, start: int) -> int:
        """The blank half of an opening mark that stands first in its line: it hangs out to the left."""
        return _HALF if self.faces[start] == "han" and self.texts[start] in _LEFT_BLANK else 0

    def runs(self, start: int, end: int, size: float) -> tuple[Run, ...]:
        """The clusters as runs of one face each, cut also where they are moved together or apart."""
        end = self.inked[end]
        cuts = [start, *(at for at in range(start + 1, end) if self._parted(at)), end]
        origin = self.starts[start] + self.lead(start) if end > start else 0
        return tuple(
            Run(
                "".join(self.texts[one:other]),
                self.faces[one],
                _px(self.starts[one] - origin, size),
                _px(self.ends[other - 1] - self.starts[one], size),
            )
            for one, other in pairwise(cuts)
            if other > one
        )

    def _parted(self, at: int) -> bool:
        return self.faces[at] != self.faces[at - 1] or self.starts[at] != self.ends[at - 1]


@lru_cache(maxsize=4096)
def _galley(text: str, language: str) -> _Galley:
    texts = _clusters(text)
    faces: list[fonts.Face] = []
    starts: list[int] = []
    ends: list[int] = []
    inked = [0]
    for at, cluster in enumerate(texts):
        faces.append(faces[-1] if cluster == " " and faces else fonts.face_for(cluster[0], language))
        kern = _kern(texts[at - 1], faces[at - 1], cluster, faces[at]) if at else 0
        starts.append((ends[-1] if ends else 0) + kern)
        ends.append(starts[-1] + fonts.advance(cluster[0], faces[at]))
        inked.append(inked[-1] if cluster in _SPACES else at + 1)
    return _Galley(tuple(texts), tuple(faces), tuple(starts), tuple(ends), _ties(text, texts, faces), tuple(inked))


def _clusters(text: str) -> list[str]:
    clusters: list[str] = []
    for character in text:
        if clusters and unicodedata.category(character) in ("Mn", "Me"):
            clusters[-1] += character
        else:
            clusters.append(character)
    return clusters


def _kern(before: str, face: fonts.Face, after: str, next_face: fonts.Face) -> int:
    """How far two neighbours are moved apart, or, where two marks leave a gap, together."""
    if face == next_face == "han":
        tight = (before in _RIGHT_BLANK and after in _RIGHT_BLANK | _LEFT_BLANK | _FULL_STOPS) or (
            before in _LEFT_BLANK and after in _LEFT_BLANK
        )
        return -_HALF if tight else 0
    if {face, next_face} == {"han", "latin"}:
        han, latin = (before, after) if face == "han" else (after, before)
        return _GAP if _is_ideograph(han[0]) and latin[0].isalnum() else 0
    return 0


def _is_ideograph(character: str) -> bool:
    return unicodedata.east_asian_width(character) == "W" and character.isalpha()


def _is_wide(cluster: str, face: fonts.Face) -> bool:
    width = unicodedata.east_asian_width(cluster[0])
    return width in "WF" or (width == "A" and face == "han")


def _ties(text: str, texts: Sequence[str], faces: Sequence[fonts.Face]) -> tuple[int, ...]:
    """How bad a break before each cluster is; before the first there is nothing to break."""
    together = {at for match in _TOGETHER.finditer(text) for at in range(match.start() + 1, match.end())}
    opening = _opening_quotes(texts)
    ties = [_STUCK]
    place = 0
    for at in range(1, len(texts)):
        place += len(texts[at - 1])
        tie = _tie(texts, faces, at, opening)
        ties.append(max(tie, _KEPT) if place in together else tie)
    return tuple(ties[: len(texts)])


def _tie(texts: Sequence[str], faces: Sequence[fonts.Face], at: int, opening: frozenset[int]) -> int:
    before, after = texts[at - 1], texts[at]
    if after in _SPACES:
        return _STUCK
    last = at - 1
    while last > 0 and texts[last] in _SPACES:
        last -= 1
    if before in _TIED_SPACES:
        return _KEPT
    if after in _DASHES and before not in _SPACES:
        return _STUCK
    if _cannot_end(texts[last], last in opening) or _cannot_start(after, at in opening):
        return _STUCK
    if before in _SPACES or _is_wide(before, faces[at - 1]) or _is_wide(after, faces[at]):
        return _FREE
    if before in _DASHES and at > 1 and texts[at - 2][0].isalpha() and after[0].isalpha():
        return _FREE
    return _KEPT if before in _SEAMS and after not in _SEAMS else _WORD


def _cannot_start(cluster: str, opening: bool) -> bool:
    if cluster in "\"'":
        return not opening
    return cluster in _NO_START or unicodedata.category(cluster[0]) in ("Pe", "Pf") or cluster in _TIED_SPACES


def _cannot_end(cluster: str, opening: bool) -> bool:
    return opening or cluster in _NO_END or unicodedata.category(cluster[0]) in ("Ps", "Pi")


def _opening_quotes(texts: Sequence[str]) -> frozenset[int]:
    """Where a straight quote opens: every other double one, and a single one that follows no letter."""
    double = [at for at, cluster in enumerate(texts) if cluster == '"']
    single = (at for at, cluster in enumerate(texts) if cluster == "'" and not (at and texts[at - 1][0].isalnum()))
    return frozenset((*double[::2], *single))


_Span = tuple[int, int]


@lru_cache(maxsize=4096)
def _set(text: str, limit: int, language: str, most: int | None, balanced: bool) -> tuple[_Galley, list[_Span]]:
    galley = _galley(text, language)
    pieces = _pieces(galley, limit)
    lines = _filled(galley, pieces, limit)
    if most is not None and len(lines) > most:
        return _cut_short(galley, lines[: max(most, 1)], limit, language)
    if balanced and len(lines) > 1:
        lines = _balanced(galley, pieces, max(galley.extent(*line) for line in lines), len(lines))
    return galley, lines


def _pieces(galley: _Galley, limit: int) -> list[_Span]:
    """The clusters in pieces that fit: whole words if possible, else parts, and at last single clusters."""
    pieces = list(_split(galley, 0, len(galley.texts), _FREE))
    for tie in (_KEPT, _WORD, _STUCK):
        pieces = [
            part
            for start, end in pieces
            for part in (_split(galley, start, end, tie) if galley.extent(start, end) > limit else [(start, end)])
        ]
    return pieces


def _split(galley: _Galley, start: int, end: int, worst: int) -> Iterator[_Span]:
    cuts = [start, *(at for at in range(start + 1, end) if galley.ties[at] <= worst), end]
    return ((one, other) for one, other in pairwise(cuts) if other > one)


def _filled(galley: _Galley, pieces: Sequence[_Span], limit: int) -> list[_Span]:
    """Lines that each take as many pieces as fit."""
    lines: list[_Span] = []
    for start, end in pieces:
        if lines and galley.extent(lines[-1][0], end) <= limit:
            lines[-1] = (lines[-1][0], end)
        else:
            lines.append((start, end))
    return lines


def _balanced(galley: _Galley, pieces: Sequence[_Span], limit: int, count: int) -> list[_Span]:
    """The same number of lines, as narrow as that allows, and in that width as even as possible."""
    broken = any(galley.ties[start] > _FREE for start, _ in pieces[1:])
    low, high = limit if broken else max(galley.extent(*piece) for piece in pieces), limit
    while low < high:
        middle = (low + high) // 2
        if len(_filled(galley, pieces, middle)) <= count:
            high = middle
        else:
            low = middle + 1
    return _evened(galley, pieces, high, count) if len(pieces) <= _MANY else _filled(galley, pieces, high)


def _evened(galley: _Galley, pieces: Sequence[_Span], limit: int, count: int) -> list[_Span]:
    """Of all ways to set the pieces in so many lines, the one with the least uneven ends."""
    best: list[dict[int, tuple[int, int]]] = [{0: (0, 0)}]
    for _ in range(count):
        reached: dict[int, tuple[int, int]] = {}
        for first, (cost, _) in best[-1].items():
            for last in range(first, len(pieces)):
                start, end = pieces[first][0], pieces[last][1]
                slack = limit - galley.extent(start, end)
                if slack < 0:
                    break
                total = cost + slack * slack + _awkwardness(galley, start, end)
                if last + 1 not in reached or total <= reached[last + 1][0]:
                    reached[last + 1] = (total, first)
        best.append(reached)
    lines: list[_Span] = []
    last = len(pieces)
    for reached in reversed(best[1:]):
        first = reached[last][1]
        lines.append((pieces[first][0], pieces[last - 1][1]))
        last = first
    return lines[::-1]


def _awkwardness(galley: _Galley, start: int, end: int) -> int:
    """What a line costs beside its empty end: for a broken word, a particle in front, or no pause at the end."""
    broken = galley.ties[end] if end < len(galley.ties) else _FREE
    weak = start > 0 and galley.texts[start] in _WEAK_START
    pause = galley.texts[max(galley.inked[end], 1) - 1] in _PAUSES
    return (9 * broken + (4 if weak else 0) + (0 if pause else 1)) * _EM * _EM


def _cut_short(galley: _Galley, lines: Sequence[_Span], limit: int, language: str) -> tuple[_Galley, list[_Span]]:
    """The lines with a `…` in place of all that follows them: after a whole word if one fits."""
    start, end = lines[-1]
    whole = [at for at in range(start + 1, end + 1) if at == end or galley.ties[at] == _FREE]
    for last in (*reversed(whole), *range(end, start, -1)):
        shortened = _ended(galley, last, language)
        if shortened.extent(start, len(shortened.texts)) <= limit:
            break
    else:
        shortened = _ended(galley, start, language)
    return shortened, [*lines[:-1], (start, len(shortened.texts))]


def _ended(galley: _Galley, end: int, language: str) -> _Galley:
    kept = "".join(galley.texts[:end]).rstrip("".join(_SPACES | _PAUSES | _DASHES))
    return _galley(kept + "…", language)
