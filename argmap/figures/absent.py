"""The lines below a figure of one issue: who does not take it up, and the issue that it is in tension with."""

from collections.abc import Iterable

from argmap import credits, words
from argmap.comparison import Cell
from argmap.figures import glyphs
from argmap.figures.comparing import WIDTH, Telling
from argmap.figures.furniture import SMALL, Piece, paragraph, stacked
from argmap.stances import State

_INDENT = 36.0


def absent(telling: Telling, issue: str, cells: Iterable[Cell]) -> Piece:
    """The silent and those that are not coded, by name, and the rival issue; nothing where there is none of these."""
    language = telling.language
    lines = []
    listed = list(cells)
    for state in (State.SILENT, State.NOT_CODED):
        names = [telling.marked(cell.source) for cell in listed if cell.state is state]
        if names:
            told = telling.say(f"absent.{state.value}", names=words.listing(names, language))
            text = paragraph(told, WIDTH - _INDENT, SMALL, language, "ink-muted")
            lines.append(Piece((*glyphs.state(state, 18, 9, 13), *text.at(_INDENT, 0)), WIDTH, text.height))
    issues = telling.corpus.codebook.issues
    rivals = [name for name, other in issues.items() if issue == other.rival or name == issues[issue].rival]
    for rival in rivals:
        other = credits.wording(telling.corpus, issues[rival].proposition, language)[0]
        said = telling.say("issue.rival", other=words.quoted(other, language))
        lines.append(paragraph(said, WIDTH, SMALL, language, "ink-muted"))
    return stacked(lines, 4)
