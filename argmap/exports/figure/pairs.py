"""Which articles agree, pair by pair: as a table for people, and as tidy rows."""

from typing import Final

from argmap import credits, words
from argmap.agreement import Agreement, agreements
from argmap.comparison import table
from argmap.exports.figure.given import Given
from argmap.exports.page import Grid, Row
from argmap.exports.sheet import Sheet
from argmap.findings import percent

_HEADS: Final = ("pair", "same-side", "opposite", "shared", "left-out", "agreement", "range")
_COLUMNS: Final = (
    "one", "other", "shared", "same_side", "opposite_side", "left_out_as_mixed",
    "agreement", "least_without_one", "most_without_one", "overlap",
)  # fmt: skip


def grid(given: Given) -> Grid:
    """All pairs, closest first; those without a shared issue last. Counts stand before the share."""
    found = sorted(_pairs(given), key=lambda each: -1.0 if each.share is None else each.share, reverse=True)
    head = tuple(words.say(f"head.{name}", given.language) for name in _HEADS)
    rows = tuple(_row(given, each) for each in found)
    none = words.say("none.agreement", given.language)
    return Grid(head, rows, numbers=tuple(range(1, len(_HEADS))), none=none)


def sheet(given: Given) -> Sheet:
    """One row for each pair; what is undefined is empty."""
    rows = tuple(
        (
            each.one, each.other, each.shared, each.same_side, each.opposite_side, each.left_out_as_mixed,
            each.share, *(each.without_one or (None, None)), each.overlap,
        )
        for each in _pairs(given)
    )  # fmt: skip
    return Sheet(_COLUMNS, rows)


def _pairs(given: Given) -> tuple[Agreement, ...]:
    return agreements(table(given.comparison))


def _row(given: Given, each: Agreement) -> Row:
    one, other = (
        credits.short(given.corpus, given.corpus.sources[id], given.language) for id in (each.one, each.other)
    )
    counts = (each.same_side, each.opposite_side, each.shared, each.left_out_as_mixed)
    least, most = each.without_one or (None, None)
    span = f"{percent(least)}–{percent(most)}" if each.without_one else percent(None)
    name = words.say("pair", given.language, one=one, other=other)
    return (name, *map(str, counts), percent(each.share), span)
