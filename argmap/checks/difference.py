"""A difference between a quote and a passage, written so that people read it: by whole words and whole numbers."""

from collections.abc import Sequence
from typing import NamedTuple

from argmap.patterns import Pattern
from argmap.quotes.fold import HAN, fold

_SHOWN = 16
_LONGEST = 2_500
_TOKEN = Pattern(r"(?:[0-9A-Za-z\u00c0-\u024f]+(?:[.,'’-][0-9A-Za-z\u00c0-\u024f]+)*|\S|\A\s)\s*")


class Change(NamedTuple):
    """What is the same up to a place, and what the quote and the source have there."""

    same: str
    quote: str = ""
    source: str = ""


def changes(quote: str, passage: str) -> tuple[Change, ...]:
    """The differences in order; a last one that is none holds the rest. What only typesetting changes is the same."""
    one, other = _TOKEN.findall(quote), _TOKEN.findall(passage)
    found, same = list[Change](), ""
    for tag, a, b, c, d in _blocks(one, other):
        if tag == "equal":
            same += "".join(other[c:d])
        else:
            found.append(Change(same, "".join(one[a:b]), "".join(other[c:d])))
            same = ""
    return (*found, Change(same))


def _blocks(one: Sequence[str], other: Sequence[str]) -> Sequence[tuple[str, int, int, int, int]]:
    if max(len(one), len(other)) > _LONGEST:
        return [("replace", 0, len(one), 0, len(other))]
    from difflib import SequenceMatcher  # only where something differs

    first, second = ([fold(token).translate(HAN) for token in tokens] for tokens in (one, other))
    return SequenceMatcher(None, first, second, autojunk=False).get_opcodes()


def left_out(differences: Sequence[Change]) -> tuple[str, ...]:
    """The words that a quote leaves out within it, if it differs in nothing else."""
    *found, rest = differences
    if not found or not found[0].same or not rest.same or any(change.quote for change in found):
        return ()
    return tuple(change.source for change in found)


def shown(differences: Sequence[Change]) -> str:
    """The passage with what only the quote has as `[-…-]` and what only the source has as `{+…+}`."""
    last = len(differences) - 1
    pieces = []
    for at, change in enumerate(differences):
        pieces.append(_shortened(change.same, first=at == 0, last=at == last))
        space = " " if (change.source or change.quote)[-1:].isspace() else ""
        pieces.append(f"[-{change.quote.strip()}-]" if change.quote.strip() else "")
        pieces.append((f"{{+{change.source.strip()}+}}" if change.source.strip() else "") + space)
    return "difference: " + "".join(pieces).replace("\n", " ")


def _shortened(words: str, *, first: bool, last: bool) -> str:
    if len(words) <= 2 * _SHOWN:
        return words
    return ("" if first else words[:_SHOWN]) + "…" + ("" if last else words[-_SHOWN:])
