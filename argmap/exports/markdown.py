"""A page as Markdown: tables, lists, and all text escaped, so that none can become Markdown or HTML."""

import re
from collections.abc import Iterator
from typing import Final

from argmap.exports.page import Grid, Page
from argmap.findings import Topic
from argmap.patterns import Pattern

_SPECIAL: Final = Pattern(r"[\\`*_\[\]<>&|~$]|^[#+\-=]|^\d+(?=[.)])")


def write(page: Page) -> str:
    """The page from its title to what it rests on."""
    blocks = [f"# {safe(page.title)}", safe(page.subtitle)]
    for grid in page.grids:
        blocks += grid_of(grid)
    blocks += ["; ".join(safe(key) for key in line) for line in page.legend]
    for topic in page.topics:
        blocks += _topic(topic)
    blocks += [safe(line) for line in (*page.foot, *page.credits)]
    return "\n\n".join(block for block in blocks if block) + "\n"


def safe(text: str) -> str:
    """The text on one line, with all that Markdown or HTML would read as its own escaped."""
    return _SPECIAL.sub(_escaped, " ".join(text.split()))


def _escaped(match: re.Match[str]) -> str:
    found = match[0]
    return f"{found}\\" if found.isdigit() else f"\\{found}"


def grid_of(grid: Grid) -> Iterator[str]:
    """A table under its heading, and its note."""
    if grid.title:
        yield f"## {safe(grid.title)}"
    if grid.rows:
        rule = ["---:" if at in grid.numbers else "---" for at in range(len(grid.head))]
        rows = [_row([_cell(each) for each in row]) for row in grid.rows]
        yield "\n".join([_row([_cell(each) for each in grid.head]), _row(rule), *rows])
    else:
        yield safe(grid.none)
    yield safe(grid.note)


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(text: str) -> str:
    """The lines of a cell; the space keeps them apart where the tag is dropped, as pandoc does for Word."""
    return " <br>".join(safe(line) for line in text.split("\n"))


def _topic(topic: Topic) -> Iterator[str]:
    yield f"## {safe(topic.title)}"
    yield safe(topic.note)
    yield "\n".join(f"- {safe(sentence)}" for sentence in topic.sentences) or safe(topic.none)
    yield safe(topic.more)
