"""What there is to read of each figure: a page with its table, or the lists of the quotes that it shows."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Final, TypeAlias, cast

from argmap import words
from argmap.argument import Argument
from argmap.comparison import compare_speakers
from argmap.exports.comparison import pages, why
from argmap.exports.comparison.why import Ground, Why
from argmap.exports.evidence import Evidence, evidence
from argmap.exports.figure import pairs
from argmap.exports.figure.given import Given
from argmap.exports.page import Page
from argmap.findings import Topic

Told: TypeAlias = Page | Evidence


def told(given: Given) -> tuple[Told, ...]:
    """The pages of a figure that `TOLD` has."""
    return TOLD[given.figure](given)


def _evidence(given: Given) -> tuple[Told, ...]:
    """The quotes of a map's claims, source by source."""
    names: dict[str, set[str]] = {}
    for scene in given.scenes:
        for claim in cast(Argument, scene.facts)["claims"]:
            names.setdefault(claim["source"], set()).add(claim["claim"])
    return tuple(
        evidence(given.corpus, source, given.language, given.stamp, claims) for source, claims in names.items()
    )


def _sources(given: Given) -> tuple[Told, ...]:
    return (_page(given),)


def _page(given: Given) -> Page:
    shown = given.comparison
    speakers = compare_speakers(given.corpus, shown.issues, shown.sources)
    return pages.sources(given.corpus, shown, speakers, given.language, given.stamp)


def _voices(given: Given) -> tuple[Told, ...]:
    shown = given.comparison
    speakers = compare_speakers(given.corpus, shown.issues, shown.sources)
    return (pages.voices(given.corpus, shown, speakers, given.language, given.stamp),)


def _pairs(given: Given) -> tuple[Told, ...]:
    """The pairs, without the findings on single issues; how agreement is measured stands with its topic."""
    page = _page(given)
    measure = words.say("measure.agreement", given.language)
    return (
        replace(
            page,
            title=given.scenes[0].title,
            grids=(pairs.grid(given),),
            legend=(),
            topics=(),
            foot=(measure, *page.foot[1:]),
        ),
    )


def _quotes(given: Given) -> tuple[Told, ...]:
    """The table, and in the place of findings every claim with its quotes."""
    reasons = why.of_sources(given.corpus, given.comparison, given.language)
    topics = tuple(_topic(each) for each in reasons.standings if each.grounds)
    return (replace(_page(given), title=given.scenes[0].title, topics=topics),)


def _topic(standing: Why) -> Topic:
    note = " ".join((standing.proposition, *standing.rule))
    return Topic(f"{standing.sign} {standing.title}".strip(), tuple(map(_ground, standing.grounds)), note=note)


def _ground(ground: Ground) -> str:
    return " — ".join(_parts(ground))


def _parts(ground: Ground) -> Iterator[str]:
    yield f"{ground.sign} {ground.title}".strip()
    yield from filter(None, (ground.text, *ground.lines))


TOLD: Final[Mapping[str, Callable[[Given], tuple[Told, ...]]]] = {
    "map": _evidence,
    "matrix": _sources,
    "positions": _sources,
    "agreement": _pairs,
    "voices": _voices,
    "issue": _quotes,
    "versus": _quotes,
}
"""What there is to read of each figure."""
