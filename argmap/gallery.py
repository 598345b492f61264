"""The figures of a project as files: which there are, what they are named, and the bytes of each.

Nothing is written here. A figure's files have one stem, `FIGURE[-SUBJECT].LANGUAGE`, and the ending of the format.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from argmap import fonts, writers
from argmap.comparison import compare
from argmap.exports import evidence
from argmap.figures import FIGURES
from argmap.fonts import Face
from argmap.project import Project
from argmap.scene import Scene
from argmap.writers import svg


@dataclass(frozen=True)
class Drawing:
    """One figure in one language; `beside` are the texts that go with it, by ending."""

    stem: str
    scene: Scene
    beside: Mapping[str, str]


def drawings(
    project: Project, figures: Sequence[str], sources: Sequence[str], languages: Sequence[str]
) -> Iterator[Drawing]:
    """The figures, in order, of the sources that have a map, each in each of the languages."""
    comparison = compare(project.corpus)
    for name in figures:
        figure = FIGURES[name]
        for language in languages:
            for source in sources if figure.per_source else ("",):
                made = figure.scenes(project.corpus, comparison, source, language, project.stamp)
                for subject, scene in made:
                    stem = f"{name}-{subject}.{language}" if subject else f"{name}.{language}"
                    yield Drawing(stem, scene, _beside(project, name, subject, source, language))


def _beside(project: Project, figure: str, subject: str, source: str, language: str) -> Mapping[str, str]:
    """The evidence list goes with the whole map of a source."""
    if figure != "map" or subject != source:
        return {}
    return {"md": evidence.write(project.corpus, source, language, project.stamp)}


def shown(figures: Collection[str], sources: Collection[str]) -> Collection[str] | None:
    """The sources that the figures show, or None for all: errors in others do not stand in their way."""
    return sources if all(FIGURES[name].per_source for name in figures) else None


def files(made: Sequence[Drawing], formats: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    """The name and the bytes of each file.

    The fonts are cut once for all figures: to cut them takes longer than to draw.
    """
    cut: Mapping[Face, bytes] = {}
    if "svg" in formats:
        cut = fonts.subset(svg.characters(*(drawing.scene for drawing in made)))
    for drawing in made:
        for name in formats:
            form = writers.FORMATS[name]
            options = {"fonts": cut} if name == "svg" else {}
            yield f"{drawing.stem}.{form.ending}", form.write(drawing.scene, **options)
        for ending, text in drawing.beside.items():
            yield f"{drawing.stem}.{ending}", text.encode()
