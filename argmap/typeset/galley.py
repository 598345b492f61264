"""A text on one endless line: its clusters, how wide they are, and where it may be broken."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final

from argmap import fonts
from argmap.patterns import Pattern
from argmap.scene import Run

EM: Final = 1000
_HALF: Final = 500
_GAP: Final = 125
"""The space between Chinese and Latin letters, in 1/1000 em."""

# How bad it is to break before a cluster; a worse break is made only where a better one leaves too wide a piece.
FREE, KEPT, WORD, STUCK = range(4)

SPACES: Final = frozenset(" \u3000\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u205f\u1680")
_TIED_SPACES: Final = frozenset("\u00a0\u202f\u2007")
_NO_START: Final = frozenset(
    "，。、；：？！…—―～·‧•％‰℃℉々〻ーゝゞ゛゜ぁぃぅぇぉっゃゅょァィゥェォッャュョ%!,.:;?¢°′″–"
)
_NO_END: Final = frozenset("$€£¥￥＄＃#@№±§")
_RIGHT_BLANK: Final = frozenset("，。、；：）》〉」』】〕〗”’")
_FULL_STOPS: Final = frozenset("？！")
_LEFT_BLANK: Final = frozenset("（《〈「『【〔〖“‘")
PAUSES: Final = frozenset("，。、；：？！,.;:?!")
_SEAMS: Final = frozenset("/._?&=:+-")
DASHES: Final = frozenset("-‐–—")

_UNITS: Final = (
    r"[个個]?百分[点點]|[美欧歐日英]元|英[镑鎊]|人民[币幣]|平方[公千]?[里米]|[公千]里|公斤|千克|个月|小时|分钟|[亿億万萬]?千瓦[时時]?"
    r"|[%％‰℃°元年月日号號时時分秒个個名家项項次倍吨噸米岁歲届屆条條种種国國度台座人位章]"
    r"|[ \u00a0]?(?:%|‰|°C|percent|per cent|million|billion|trillion|bn|mn|km|kg|[kMGT]Wh?|[KMGT]B)(?![a-z])"
)
_TOGETHER: Final = Pattern(
    r"(?:https?://|www\.)[!-~]+"
    r"|(?:第|百分之)?[$€£¥￥+±−-]*\d(?:[\d.,:/–-]*\d)?[百千万萬亿億兆]*[多余餘]?(?:" + _UNITS + r")?"
    r"|[〇一二两兩三四五六七八九十百千万萬亿億]{2,}(?:" + _UNITS + r")?"
    r"|《[^《》\s]{1,6}》|(?![有是的了在会會国國展业業])([\u4e00-\u9fff])\1"
)
"""Addresses, numbers with their units, short titles and doubled characters: broken only when wider than the line.

Characters that often end one word and begin the next, as in 没有有效, are not taken for doubled ones.
"""


@dataclass(frozen=True, eq=False)
class Galley:
    """The clusters of a text, each a character with its marks, where each is, and where a line may break.

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
                px(self.starts[one] - origin, size),
                px(self.ends[other - 1] - self.starts[one], size),
            )
            for one, other in pairwise(cuts)
            if other > one
        )

    def _parted(self, at: int) -> bool:
        return self.faces[at] != self.faces[at - 1] or self.starts[at] != self.ends[at - 1]


def px(thousandths: int, size: float) -> float:
    """A length of the galley at `size` px."""
    return thousandths * size / EM


@lru_cache(maxsize=4096)
def galley(text: str, language: str) -> Galley:
    """The text, which is clean, in the faces that the language chooses."""
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
        inked.append(inked[-1] if cluster in SPACES else at + 1)
    return Galley(tuple(texts), tuple(faces), tuple(starts), tuple(ends), _ties(text, texts, faces), tuple(inked))


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
    ties = [STUCK]
    place = 0
    for at in range(1, len(texts)):
        place += len(texts[at - 1])
        tie = _tie(texts, faces, at, opening)
        ties.append(max(tie, KEPT) if place in together else tie)
    return tuple(ties[: len(texts)])


def _tie(texts: Sequence[str], faces: Sequence[fonts.Face], at: int, opening: frozenset[int]) -> int:
    before, after = texts[at - 1], texts[at]
    if after in SPACES:
        return STUCK
    last = at - 1
    while last > 0 and texts[last] in SPACES:
        last -= 1
    if before in _TIED_SPACES:
        return KEPT
    if after in DASHES and before not in SPACES:
        return STUCK
    if _cannot_end(texts[last], last in opening) or _cannot_start(after, at in opening):
        return STUCK
    if before in SPACES or _is_wide(before, faces[at - 1]) or _is_wide(after, faces[at]):
        return FREE
    if before in DASHES and at > 1 and texts[at - 2][0].isalpha() and after[0].isalpha():
        return FREE
    return KEPT if before in _SEAMS and after not in _SEAMS else WORD


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
