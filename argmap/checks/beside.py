"""What tells one passage from others with the same words: the shortest words right before it or right after it."""

import json
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import NamedTuple

from argmap.corpus import Route
from argmap.diagnostics import Edit
from argmap.quotes import Citable, Hit, find
from argmap.quotes.omission import cut
from argmap.syntax import Document

_LONGEST = 60


class Beside(NamedTuple):
    """Words that stand beside one passage only; `field` is `prefix` or `suffix`."""

    field: str
    words: str

    def __str__(self) -> str:
        return f"{self.field}: {json.dumps(self.words, ensure_ascii=False)}"


def beside(citable: Citable, text: str, hits: Sequence[Hit], hit: Hit) -> Beside | None:
    """The shorter of prefix and suffix with which the text is found at this passage alone; None if none is short."""
    others = [other for other in hits if other is not hit]
    found = (("prefix", _before(citable, hit, others)), ("suffix", _after(citable, hit, others)))
    for field, words in sorted(found, key=lambda one: ("\n" in one[1].strip(), len(one[1]))):
        each = Beside(field, " ".join(words.split()))
        if each.words and each.words.isprintable() and find(citable, text, **{field: each.words}) == (hit,):
            return each
    return None


def _before(citable: Citable, hit: Hit, others: Sequence[Hit]) -> str:
    key = citable.key

    def context(one: Hit) -> tuple[int, str]:
        first = citable.indices(one.start, one.end)[0]
        at = bisect_left(key.origin, first)
        return first, key.variant[max(at - _LONGEST, 0) : at][::-1]

    first, own = context(hit)
    size = 1 + max(_common(own, context(other)[1]) for other in others)
    if size > len(own):
        return ""
    at = key.origin[bisect_left(key.origin, first) - size]
    while at and (cut(citable, at) or not _says(citable.characters[at:first])):
        at -= 1
    return citable.spaced(at, first).replace("\r", "\n")


def _after(citable: Citable, hit: Hit, others: Sequence[Hit]) -> str:
    key, characters = citable.key, citable.characters

    def context(one: Hit) -> tuple[int, str]:
        last = citable.indices(one.start, one.end)[1]
        at = bisect_left(key.origin, last)
        return last, key.variant[at : at + _LONGEST]

    last, own = context(hit)
    size = 1 + max(_common(own, context(other)[1]) for other in others)
    if size > len(own):
        return ""
    at = key.origin[bisect_left(key.origin, last) + size - 1] + 1
    while at < len(characters) and (cut(citable, at) or not _says(characters[last:at])):
        at += 1
    return citable.spaced(last, at).replace("\r", "\n")


def _common(one: str, other: str) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _says(text: str) -> bool:
    return any(character.isalnum() for character in text)


def edits(document: Document, route: Route, text: str, beside: Beside) -> Iterator[Edit]:
    """The edit that writes the words beside a quote, if its form has a place for them on its line."""
    if route[-1] != "text" or not text.isprintable():
        return
    scalar = document.scalar(route)
    if not document.reaches(route):
        if scalar and scalar.style not in ("|", ">"):
            written = f"{{text: {json.dumps(text, ensure_ascii=False)}, {beside}}}"
            yield Edit(document.text.place(scalar.start, scalar.end), written)
    elif not document.reaches((*route[:-1], beside.field)):
        key = document.key(route)
        line_break = "\r\n" if "\r\n" in document.text.content else "\n"
        after = ", " if document.in_flow(route) else line_break + " " * (key.column - 1)
        yield Edit(document.text.place(key.start, key.start), f"{beside}{after}")
