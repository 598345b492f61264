"""Pages in a terminal: aligned tables and sentences, in colour and wrapped to fit, or plain and unwrapped when piped.

A table that is too wide for the terminal is cut into several below each other; no cell is ever cut short.
"""

import io
import sys
from collections.abc import Iterator, Sequence
from typing import Final, Literal

from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from argmap.cli import choices
from argmap.drafting.lines import BOLD, DIM, columns, painted, paragraph, visible
from argmap.exports.comparison.why import Reasons, Why
from argmap.exports.page import Grid, Page, Row
from argmap.findings import Topic

UNLIMITED: Final = 100_000
"""The width where nobody looks at the end of the line."""
_PROSE: Final = 100
"""Lines of sentences are no longer, however wide the terminal is."""
_GAP: Final = 2
_NARROWEST: Final = 16
_COLOURS: Final = (
    (r"[▲△]", "cyan"),
    (r"[▼▽]", "red"),
    (r"[▲▼](?!\d)", "bold"),
    (r"[◐?≠]", "yellow"),
    (r"[◌·▬]", "dim"),
    # The voices that a source carries stand back behind where it stands itself.
    (r"(?<=. )▲\d+ ▼\d+$", "dim"),
)


def write(page: Page, width: int, colour: bool) -> str:
    """The page from its title to what it rests on."""
    prose = min(width, _PROSE) if width < UNLIMITED else width
    blocks = [[painted(visible(page.title), BOLD, colour), *paragraph(page.subtitle, prose)]]
    for grid in page.grids:
        blocks += _grid(grid, width, colour)
    blocks.append([painted(line, DIM, colour) for keys in page.legend for line in _flow(keys, prose)])
    blocks += [_topic(topic, prose, colour) for topic in page.topics]
    blocks.append([painted(line, DIM, colour) for text in page.foot for line in paragraph(text, prose)])
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def explained(reasons: Reasons, width: int, colour: bool) -> str:
    """Standings with what made them so, below each other, and the key to their mark."""
    prose = min(width, _PROSE) if width < UNLIMITED else width
    blocks = [_why(each, prose, colour) for each in reasons.standings] or [[reasons.none]]
    if any(ground.decides for each in reasons.standings for ground in each.grounds):
        blocks.append([painted(reasons.key, DIM, colour)])
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def width() -> int:
    """How wide a line may be: as the terminal is, or without end where the output goes elsewhere."""
    return choices.width() if sys.stdout.isatty() else UNLIMITED


def _why(why: Why, width: int, colour: bool) -> list[str]:
    lines = [painted(line, BOLD, colour) for line in paragraph(f"{why.sign} {why.title}".strip(), width)]
    for text in (why.proposition, *why.rule):
        lines += paragraph(text, width, "  ")
    for ground in why.grounds:
        mark = "*" if ground.decides else " "
        head = paragraph(f"{mark} {ground.sign} {ground.title}", width - 2)
        lines += ["", *(f"  {painted(line, BOLD, colour and ground.decides)}" for line in head)]
        for text in filter(None, (ground.text, *ground.lines)):
            lines += paragraph(text, width, "      ")
    return lines


def _topic(topic: Topic, width: int, colour: bool) -> list[str]:
    lines = [painted(topic.title, BOLD, colour)]
    if topic.note:
        lines += [painted(line, DIM, colour) for line in paragraph(topic.note, width)]
    for sentence in topic.sentences:
        lines += paragraph(sentence, width, "• ", "  ")
    if not topic.sentences and topic.none:
        lines += paragraph(topic.none, width, "  ")
    if topic.more:
        lines += paragraph(topic.more, width, "  ")
    return lines


def _flow(keys: Row, width: int) -> list[str]:
    """The keys one after the other in lines; none is broken that fits in one."""
    lines: list[str] = []
    for key in keys:
        joined = f"{lines[-1]}   {key}" if lines else key
        if lines and columns(joined) <= width:
            lines[-1] = joined
        else:
            lines += paragraph(key, width)
    return lines


def _grid(grid: Grid, width: int, colour: bool) -> Iterator[list[str]]:
    """The table in as many pieces as its width needs."""
    title = [painted(grid.title, BOLD, colour)] if grid.title else []
    if not grid.rows:
        yield [*title, *paragraph(grid.none, width)]
        return
    widths = [_width(grid, at) for at in range(len(grid.head))]
    note = [painted(line, DIM, colour) for line in paragraph(grid.note, min(width, _PROSE))] if grid.note else []
    gap, pieces = _GAP, _pieces(grid, widths, width, _GAP)
    if len(pieces) > 1 and len(tight := _pieces(grid, widths, width, 1)) == 1:
        gap, pieces = 1, tight
    for shown in pieces:
        yield title + _drawn(grid, shown, widths, (width, gap), colour) + (note if shown is pieces[-1] else [])
        title = []


def _width(grid: Grid, at: int) -> int:
    """How wide a column must be: its widest cell, and the longest word of its head."""
    cells = max((cell_len(visible(row[at])) for row in grid.rows), default=0)
    return max(cells, *(cell_len(word) for word in (*grid.head[at].split(), "")))


def _pieces(grid: Grid, widths: Sequence[int], width: int, gap: int) -> list[list[int]]:
    """The columns of each piece: the labels, and as many of the others as fit; prose gives way first."""
    least = [min(each, _NARROWEST) if at in grid.prose else each for at, each in enumerate(widths)]
    labels = list(range(grid.labels))
    room = width - sum(least[at] + gap for at in labels)
    pieces: list[list[int]] = [[]]
    left = room
    for at in range(grid.labels, len(grid.head)):
        if pieces[-1] and left < least[at]:
            pieces.append([])
            left = room
        pieces[-1].append(at)
        left -= least[at] + gap
    return [labels + piece for piece in pieces]


def _drawn(grid: Grid, shown: Sequence[int], widths: Sequence[int], room: tuple[int, int], colour: bool) -> list[str]:
    width, gap = room
    table = Table(box=None, pad_edge=False, padding=(0, gap, 0, 0), header_style="bold")
    for at in shown:
        head = Text(_folded(grid.head[at], widths[at]))
        side: Literal["left", "right"] = "right" if at in grid.numbers else "left"
        is_prose = at in grid.prose
        table.add_column(head, justify=side, no_wrap=not is_prose, min_width=None if is_prose else widths[at])
    last = None
    for row in grid.rows:
        if grid.grouped and last is not None and row[0] != last:
            table.add_row()
        table.add_row(*(_cell(row, at, grid.grouped and row[0] == last) for at in shown))
        last = row[0]
    out = io.StringIO()
    console = Console(
        file=out, width=width, color_system="standard" if colour else None, force_terminal=colour, legacy_windows=False
    )
    console.print(table, soft_wrap=False)
    return [line.rstrip() for line in out.getvalue().rstrip("\n").split("\n")]


def _folded(head: str, width: int) -> str:
    """The name of a column in lines that are no wider than it."""
    return "\n".join(line for part in head.split("\n") for line in paragraph(part, width) or [""])


def _cell(row: Row, at: int, repeated: bool) -> Text:
    text = Text("" if repeated and at == 0 else visible(row[at]))
    for pattern, style in _COLOURS:
        text.highlight_regex(pattern, style)
    return text
