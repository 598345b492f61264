"""The index page of a folder of figures: each with its alternative text and its files, in every language.

One file that needs no script and loads nothing but the figures beside it.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final
from urllib.parse import quote

from argmap import words
from argmap.figures import FIGURES
from argmap.gallery.order import Drawn, Record
from argmap.templating import render

PAGE: Final = "index.html"
GENERATOR: Final = "argmap"
"""What the page says it was made by: a page of this name that does not is somebody else's."""
_PICTURES: Final = ("svg", "png")


@dataclass(frozen=True)
class _Link:
    """A file to open or to look at."""

    href: str
    ending: str


@dataclass(frozen=True)
class _Shown:
    """A figure on the page."""

    stem: str
    title: str
    description: str
    picture: str
    links: tuple[_Link, ...]


@dataclass(frozen=True)
class _Kind:
    """The drawings of one figure."""

    name: str
    figures: tuple[_Shown, ...]


@dataclass(frozen=True)
class _Part:
    """The figures in one language, and the words around them."""

    tag: str
    spoken: str
    title: str
    contents: str
    kinds: tuple[_Kind, ...]


def page(record: Record, titles: Mapping[str, str]) -> bytes:
    """The page of all figures that were asked for; `titles` is the project's by language, in their order."""
    every = [each for _, drawn in record.orders for each in drawn]
    languages = [*titles, *dict.fromkeys(each.language for each in every if each.language not in titles)]
    parts = [_part(language, titles, [each for each in every if each.language == language]) for language in languages]
    return render("index.html.j2", parts=[part for part in parts if part.kinds], generator=GENERATOR).encode()


def _part(language: str, titles: Mapping[str, str], drawn: Sequence[Drawn]) -> _Part:
    names = list(FIGURES)
    ordered = sorted(drawn, key=lambda each: names.index(each.figure))
    title = titles.get(language) or next(iter(titles.values()))
    kinds = tuple(
        _Kind(words.say(f"page.{name}", language), _shown(list(group), title))
        for name, group in groupby(ordered, key=lambda each: each.figure)
    )
    return _Part(language, words.spoken(language), title, words.say("page.contents", language), kinds)


def _shown(drawn: Sequence[Drawn], project: str) -> tuple[_Shown, ...]:
    """Each stem once, with the files that all orders made of it; sheets of one title are numbered."""
    by_stem: dict[str, list[Drawn]] = {}
    for each in drawn:
        by_stem.setdefault(each.stem, []).append(each)
    shown = [_one(stem, made, project) for stem, made in by_stem.items()]
    often = Counter(figure.title for figure in shown)
    seen: Counter[str] = Counter()
    for at, figure in enumerate(shown):
        seen[figure.title] += 1
        if often[figure.title] > 1:
            shown[at] = replace(figure, title=f"{figure.title} ({seen[figure.title]})")
    return tuple(shown)


def _one(stem: str, made: Sequence[Drawn], project: str) -> _Shown:
    """A figure with its files; the project's title stands over the page and is left out of the figure's."""
    endings = {name.rpartition(".")[2]: name for each in made for name in each.files}
    picture = next((endings[ending] for ending in _PICTURES if ending in endings), "")
    told = next((each for each in made if picture in each.files), made[0])
    links = tuple(_Link(quote(name), ending) for ending, name in endings.items())
    return _Shown(stem, told.title.removesuffix(f" · {project}"), told.description, quote(picture), links)
