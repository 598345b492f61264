"""What the figures that compare many sources have in common.

Names and keys, the footer, and how a figure that one page does not hold is cut into sheets.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil
from typing import Final, TypeVar

from argmap import credits, words
from argmap.comparison import Comparison
from argmap.corpus import Corpus
from argmap.figures import Sheets, glyphs
from argmap.figures.furniture import MARGIN, PAGE, SMALL, Key, Keys, Piece, block, footer, heading
from argmap.scene import Frame, Group, Mark, Rect, Scene
from argmap.stances import State

Id = TypeVar("Id")
WIDTH: Final = PAGE[0] - 2 * MARGIN
"""What the page leaves between its margins."""
NAMED: Final = 60
"""Of a longer name of a source, so many characters are drawn; and of where it stands, so many."""
TOLD: Final = 240
_GUTTER: Final = 16.0
CREDITED: Final = 8
"""Of more sources than this the footer gives names and dates only."""


@dataclass(frozen=True)
class Telling:
    """A comparison to be told in a language; `stamp` is the SHA-256 of the inputs."""

    corpus: Corpus
    comparison: Comparison
    language: str
    stamp: str

    def say(self, key: str, **values: object) -> str:
        return words.say(key, self.language, **values)

    def count(self, key: str, number: int, **values: object) -> str:
        return words.count(key, number, self.language, **values)

    def issue(self, id: str) -> str:
        return credits.wording(self.corpus, self.corpus.codebook.issues[id].short, self.language)[0]

    def hint(self, id: str) -> str:
        """The issue's proposition, with how it is coded."""
        coded = self.corpus.codebook.issues[id]
        rules = (
            (sign, credits.wording(self.corpus, text, self.language)[0])
            for sign, text in (("+", coded.support_means), ("−", coded.oppose_means))
            if text
        )
        proposition = credits.wording(self.corpus, coded.proposition, self.language)[0]
        return "\n".join([proposition, *(f"{sign} {text}" for sign, text in rules)])

    def name(self, source: str) -> str:
        return brief(credits.short(self.corpus, self.corpus.entries[source].source, self.language), NAMED)

    def marked(self, source: str) -> str:
        """The name, with a dagger for a digest."""
        dagger = f"\u00a0{credits.DAGGER}" if credits.is_retold(self.corpus.entries[source].source) else ""
        return self.name(source) + dagger

    def dated(self, source: str) -> str:
        return words.series([self.marked(source), self.date(source)], self.language)

    def date(self, source: str) -> str:
        return words.date(self.corpus.entries[source].source.date, self.language, short=True)

    def span(self, what: str, every: Sequence[str], shown: Sequence[str]) -> str:
        """Which of all issues or sources a sheet shows, or nothing where it shows all."""
        if len(shown) == len(every) or not shown:
            return ""
        first, last = every.index(shown[0]) + 1, every.index(shown[-1]) + 1
        key = "range" if last > first else "range.one"
        return self.say(key, what=self.say(f"range.{what}"), first=first, last=last, total=len(every))

    def counts(self) -> list[str]:
        """How many issues and sources the comparison has."""
        return [
            self.count("issues", len(self.comparison.issues)),
            self.count("sources", len(self.comparison.sources)),
        ]

    @property
    def subject(self) -> str:
        return credits.wording(self.corpus, self.corpus.codebook.title, self.language)[0]

    def heading(self, figure: str, subtitle: Sequence[str], width: float) -> Piece:
        kicker = f"{self.say(f'figure.{figure}')} · {self.subject}"
        return heading(kicker, self.say(f"title.{figure}"), words.series(subtitle, self.language), width, self.language)

    def title(self, figure: str) -> str:
        return f"{self.say(f'title.{figure}')} · {self.subject}"

    def footer(self, measures: Sequence[str], width: float, named: Sequence[str] | None = None) -> Piece:
        """How to read the figure, how quotes were found, and the sources: all, or those to be `named` here."""
        entries = [self.corpus.entries[source] for source in self.comparison.sources]
        listed = self.comparison.sources if named is None else named
        few = len(entries) <= CREDITED
        told = [
            brief(credits.credit(self.corpus, self.corpus.entries[id].source, self.language), TOLD)
            if few
            else self.dated(id)
            for id in listed
        ]
        sources = self.say("sources", sources=words.clauses(told, self.language)) if told else ""
        found = [credits.found(entries, self.language), self.say("one-article-each")]
        inputs = self.say("inputs", stamp=self.stamp[:8])
        return footer(
            [
                words.sentences(measures, self.language),
                words.sentences(found if sources else [*found, inputs], self.language),
                words.sentences([sources, inputs if sources else ""], self.language),
            ],
            width,
            self.language,
        )

    def states(self, states: Iterable[State]) -> tuple[Key, ...]:
        return tuple(Key(sample(state), self.say(f"state.{state.value}")) for state in states)

    def dagger(self, sources: Iterable[str]) -> tuple[Key, ...]:
        """What the dagger means, if one of the sources has it."""
        if not any(credits.is_retold(self.corpus.entries[source].source) for source in sources):
            return ()
        return (Key(written(credits.DAGGER, self.language, "ink"), self.say("legend.digest")),)

    def labels(self, labels: Mapping[str, str]) -> Keys:
        """The sources by the letters or numbers that stand for them."""
        keys = tuple(Key(written(label, self.language, "ink"), self.dated(source)) for source, label in labels.items())
        return Keys("", keys)


def brief(text: str, most: int) -> str:
    """The text, cut off after so many characters."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def sample(state: State) -> Piece:
    """A cell of the matrix, for the legend."""
    ground = Rect(Frame(0, 0, 30, 19), "legend" if state is State.NOT_CODED else f"cell-{state.value}", 3)
    return Piece((ground, *glyphs.state(state, 15, 9.5, 13)), 30, 19)


def written(text: str, language: str, role: str, *, bold: bool = True) -> Piece:
    """A few bold characters, for the legend."""
    line = block(text, WIDTH, SMALL, language, bold=bold)
    return Piece(line.placed(0, 10 - line.height / 2, role), line.width, 20)


def columned(keys: Keys, width: float, language: str, most: int) -> Piece:
    """Many keys of one kind in columns of equal width, downwards, under their title if they have one."""
    title = block(keys.title, width, SMALL, language, bold=True)
    count = max(1, min(most, len(keys.keys)))
    column = (width + _GUTTER) / count
    indent = max((key.sample.width for key in keys.keys), default=0.0) + 6
    texts = [block(key.text, column - _GUTTER - indent, SMALL, language, most=3) for key in keys.keys]
    rows = ceil(len(texts) / count)
    marks: list[Mark] = [*title.placed(0, 0, "ink-muted")]
    lowest = top = title.height + (3 if title.height else 0)
    for first in range(0, len(texts), max(rows, 1)):
        x, y = first // rows * column, top
        for key, text in zip(keys.keys[first : first + rows], texts[first : first + rows], strict=True):
            marks.extend(key.sample.at(x + indent - 6 - key.sample.width, y + text.leading / 2 - 10))
            marks.extend(text.placed(x + indent, y, "ink-muted"))
            y += text.height + 0.5
        lowest = max(lowest, y)
    return Piece((Group("legend", tuple(marks), Frame(0, 0, width, lowest)),), width, lowest)


def languages(corpus: Corpus, language: str) -> tuple[str, ...]:
    """The languages whose figures are cut alike: those of the project, and the one that is asked for."""
    return tuple(dict.fromkeys((language, *corpus.codebook.languages)))


def chunks(ids: Sequence[Id], count: int) -> list[tuple[Id, ...]]:
    """The ids in so many consecutive pieces, equally long but for one."""
    borders = [round(len(ids) * at / count) for at in range(count + 1)]
    return [tuple(ids[one:other]) for one, other in pairwise(borders) if other > one]


def cut(ids: Sequence[Id], fits: Callable[[tuple[Id, ...]], bool], least: int = 1) -> list[tuple[Id, ...]]:
    """The ids in as few equal consecutive pieces as fit, at least so many; a single id is let through, fit or not."""
    for count in range(least, len(ids)):
        found = chunks(ids, count)
        if all(fits(each) for each in found):
            return found
    return chunks(ids, max(len(ids), 1)) or [()]


def numbered(scenes: Sequence[Scene]) -> Sheets:
    """The scenes, each with the name of its sheet: its number, or nothing where there is only one."""
    if len(scenes) == 1:
        return (("", scenes[0]),)
    return tuple((str(number), scene) for number, scene in enumerate(scenes, start=1))
