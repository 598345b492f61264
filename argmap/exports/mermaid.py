"""An argument map as Mermaid, for the Markdown of GitHub, GitLab and others. All text is text: no mark means anything.

Ids are generated; a voice is told by the line of its box, a relation by its line and its word. An undercut points at
the relation that it denies, which has a dot in its middle for that.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from argmap.exports.chart import Chart, chart
from argmap.patterns import Pattern
from argmap.scene import Refused, Scene
from argmap.templating import plain
from argmap.theme import Paint, paint

MOST_EDGES: Final = 500
MOST_CHARACTERS: Final = 50_000
"""What Mermaid draws unless it is told to draw more; GitHub and GitLab do not tell it."""

_MARKS: Final = Pattern(r"""["#&<>;`*_\[\]{}()|\\%~^=@$:/'+-]""")


def write(scene: Scene) -> str:
    """The map as a flowchart, theses at the left: what supports a claim stands to its right.

    A map that Mermaid would not draw is a Refused.
    """
    shown = chart(scene)
    lines = list(_ties(shown))
    if len(lines) > MOST_EDGES:
        raise Refused(
            f"mermaid draws at most {MOST_EDGES} relations, and “{scene.title}” has {len(lines)}; svg has all"
        )
    text = "\n".join((*_head(scene), *_boxes(shown), *lines, *_looks(shown))) + "\n"
    if len(text) > MOST_CHARACTERS:
        told = f"{MOST_CHARACTERS:,} characters, and “{scene.title}” takes {len(text):,}"
        raise Refused(f"mermaid reads at most {told}; svg and dot have no such limit")
    return text


def safe(text: str) -> str:
    """The text with every character that Mermaid or Markdown reads as its own written by its number."""
    return _MARKS.sub(lambda match: f"#{ord(match[0])};", plain(text))


def _head(scene: Scene) -> Iterator[str]:
    yield "flowchart RL"
    yield f"  accTitle: {safe(scene.title)}"
    yield f"  accDescr: {safe(scene.description)}"


def _boxes(shown: Chart) -> Iterator[str]:
    several = len(shown.names) > 1
    for source, name in shown.names.items():
        inside = [(claim, elsewhere) for claim, elsewhere in shown.boxes if claim["source"] == source]
        if several:
            yield f'  subgraph s{list(shown.names).index(source) + 1}["{safe(name)}"]'
        for claim, elsewhere in inside:
            label = "<br/>".join(safe(text) for text in shown.texts(claim) if text)
            yield f'  {shown.ids[claim["id"]]}["{label}"]:::{shown.look(claim, elsewhere)}'
        if several:
            yield "  end"
    for line in shown.lines_between:
        if line.middle:
            yield f'  {line.middle}((" ")):::point'


def _ties(shown: Chart) -> Iterator[str]:
    for line in shown.lines_between:
        if line.middle:
            yield f"  {line.tail} --- {line.middle}"
            yield f'  {line.middle} -->|"{safe(line.word)}"| {line.head}'
        else:
            yield f'  {line.tail} -->|"{safe(line.word)}"| {line.head}'


def _looks(shown: Chart) -> Iterator[str]:
    """The classes that occur, and the line of each kind of relation, by the numbers of its ties."""
    for name in dict.fromkeys(shown.look(claim, elsewhere) for claim, elsewhere in shown.boxes):
        box, ink = paint("light", f"box-{name}"), paint("light", "ink")
        yield f"  classDef {name} fill:{box.fill},stroke:{box.stroke or box.fill},{_drawn(box)},color:{ink.fill}"
    if any(line.middle for line in shown.lines_between):
        dot = paint("light", "box-bar").fill
        yield f"  classDef point fill:{dot},stroke:{dot},color:{dot}"
    numbers: dict[str, list[int]] = {}
    at = 0
    for line in shown.lines_between:
        ties = 2 if line.middle else 1
        numbers.setdefault(line.kind, []).extend(range(at, at + ties))
        at += ties
    for kind, ties_of in numbers.items():
        yield f"  linkStyle {_listed(ties_of)} {_line(kind)}"


def _line(kind: str) -> str:
    look = paint("light", f"edge-{kind}")
    return f"stroke:{look.stroke},{_drawn(look)}"


def _drawn(look: Paint) -> str:
    """The width of a line, and its dashes."""
    dash = f",stroke-dasharray:{' '.join(f'{part:g}' for part in look.dash)}" if look.dash else ""
    return f"stroke-width:{look.width:g}px{dash}"


def _listed(numbers: Sequence[int]) -> str:
    return ",".join(map(str, numbers))
