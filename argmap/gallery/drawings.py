"""The figures of a project: which drawings an order asks for, what they are named, and the bytes of their files.

A figure's files have one stem, `FIGURE[-SUBJECT].LANGUAGE`, and the ending of the format.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Final

from argmap import fonts, writers
from argmap.comparison import Comparison, compare
from argmap.exports.figure.given import Given
from argmap.figures import FIGURES, Figure, Sheets, Subject, TooMuch
from argmap.fonts import Face
from argmap.gallery.order import Drawn, Order
from argmap.project import Project
from argmap.scene import Scene
from argmap.writers import svg

_LONGEST: Final = 120
"""The longest subject of a file's name in bytes; file systems allow about 255 for all of it."""


@dataclass(frozen=True)
class Drawing:
    """One sheet of a figure in one language, and what the figure is drawn from.

    The first sheet has the stem of files that stand for all of them in `whole`; with `listed` one of these is always
    the list of quotes. `sheet` is its name, empty for a figure that is whole.
    """

    stem: str
    figure: str
    language: str
    scene: Scene
    given: Given
    whole: str = ""
    listed: bool = False
    sheet: str = ""

    def as_drawn(self, files: Iterable[str]) -> Drawn:
        """What the folder's record says of it, with these files."""
        scene = self.scene
        return Drawn(self.stem, self.figure, self.language, scene.title, scene.description, tuple(files))


class Studio:
    """Draws a project's figures, each once, however many orders and formats they are for.

    `refused` has the figures that nobody named and that cannot be drawn so that they can be read, with the reason.
    """

    def __init__(self, project: Project) -> None:
        self.project = project
        self.refused: dict[str, str] = {}
        self._sheets: dict[tuple[str, Subject, str], Sheets] = {}
        self._comparisons: dict[Subject, Comparison] = {}

    def drawings(self, order: Order) -> Iterator[Drawing]:
        """What the order asks for, in order. A figure that it names and that is too much is a TooMuch."""
        languages = order.languages or self.project.corpus.codebook.languages
        taken: set[str] = set()
        for name in figures_of(order):
            try:
                for subject in self._subjects(FIGURES[name], order):
                    for language in languages:
                        yield from self._of(FIGURES[name], subject, language, taken)
            except TooMuch as refused:
                if name in order.figures:
                    raise
                self.refused[name] = str(refused)

    def _of(self, figure: Figure, subject: Subject, language: str, taken: set[str]) -> Iterator[Drawing]:
        """The sheets of one figure; `taken` are the stems that are. With a map go the quotes of its claims."""
        sheets = self._drawn(figure, subject, language)
        scenes = tuple(scene for _, scene in sheets)
        project = self.project
        given = Given(figure.name, project.corpus, self._compared(subject), scenes, language, project.stamp)
        listed = figure.name == "map"
        whole = "-".join(filter(None, (figure.name, _name(subject))))
        for number, (sheet, scene) in enumerate(sheets):
            stem = _free("-".join(filter(None, (whole, sheet))), language, taken)
            of_all = "" if number else _free(whole, language, taken) if sheet else stem
            yield Drawing(stem, figure.name, language, scene, given, of_all, listed and not number, sheet)

    def _subjects(self, figure: Figure, order: Order) -> tuple[Subject, ...]:
        corpus = self.project.corpus
        return figure.subjects(
            Subject(order.sources, order.issues), tuple(corpus.entries), tuple(corpus.codebook.issues)
        )

    def _drawn(self, figure: Figure, subject: Subject, language: str) -> Sheets:
        key = figure.name, subject, language
        if key not in self._sheets:
            project = self.project
            compared = self._compared(subject)
            self._sheets[key] = figure.scenes(project.corpus, compared, subject, language, project.stamp)
        return self._sheets[key]

    def _compared(self, subject: Subject) -> Comparison:
        if subject not in self._comparisons:
            made = compare(self.project.corpus, subject.issues or None, subject.sources or None)
            self._comparisons[subject] = made
        return self._comparisons[subject]


def figures_of(order: Order) -> tuple[str, ...]:
    """The figures that are asked for: those named, or the usual ones that one of the formats can show."""
    usual = (name for name, figure in FIGURES.items() if figure.usual)
    return order.figures or tuple(
        name for name in usual if any(writers.FORMATS[form].shows(name) for form in order.formats)
    )


def shown(order: Order) -> Collection[str] | None:
    """The sources that the figures show, or None for all: errors in others do not stand in their way."""
    return order.sources or None


def files(made: Sequence[Drawing], order: Order) -> Iterator[tuple[Drawing, str, bytes]]:
    """The name and the bytes of each file, with the drawing that it shows.

    The fonts are cut once for all figures: to cut them takes longer than to draw.
    """
    cut: Mapping[Face, bytes] | None = None
    if {"svg", "html"} & set(order.formats) and order.text == "embed":
        cut = fonts.subset(svg.characters(*(drawing.scene for drawing in made)))
    options = {"theme": order.theme, "text": order.text, "scale": order.scale, "fonts": cut}
    for drawing in made:
        for name in order.formats:
            form = writers.FORMATS[name]
            if form.whole and form.shows(drawing.figure) and drawing.whole:
                yield drawing, f"{drawing.whole}.{form.ending}", form.write(drawing.given)
            elif form.shows(drawing.figure) and not form.whole:
                more = {"details": _details(drawing)} if "details" in form.options else {"given": drawing.given}
                yield drawing, f"{drawing.stem}.{form.ending}", form.write(drawing.scene, **options, **more)
        if drawing.listed and "markdown" not in order.formats:
            form = writers.FORMATS["markdown"]
            yield drawing, f"{drawing.whole}.{form.ending}", form.write(drawing.given)


def _details(drawing: Drawing) -> object:
    """What there is to read of a sheet: of a map its own quotes; of other figures, the first sheet has it all."""
    from argmap.exports.figure import details

    if drawing.figure == "map":
        return details.write(replace(drawing.given, scenes=(drawing.scene,)))
    return details.write(drawing.given) if drawing.whole else None


def _name(subject: Subject) -> str:
    """The subject in a file's name: its ids or, where they are too long for one, a number made from them."""
    whole = "-".join((*subject.issues, *subject.sources))
    if len(whole.encode()) <= _LONGEST:
        return whole
    return sha256(whole.encode()).hexdigest()[:12]


def _free(stem: str, language: str, taken: set[str]) -> str:
    """The stem, with a number where ids happen to make the same one of two subjects."""
    number = 1
    name = f"{stem}.{language}"
    while name in taken:
        number += 1
        name = f"{stem}-{number}.{language}"
    taken.add(name)
    return name
