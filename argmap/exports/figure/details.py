"""What there is to read of a figure as HTML, to be opened below it: its table in words, or the list of its quotes."""

from markupsafe import Markup

from argmap import words
from argmap.exports.evidence import Evidence
from argmap.exports.figure.given import Given
from argmap.exports.figure.told import told
from argmap.templating import render


def write(given: Given) -> Markup:
    """A closed `<details>`; every text in it is escaped."""
    pages = told(given)
    key = "evidence" if any(isinstance(each, Evidence) for each in pages) else "table"
    summary = words.say(f"details.{key}", given.language)
    # All that is not the template's own has been escaped by it.
    return Markup(render("details.html.j2", summary=summary, pages=pages, language=given.scenes[0].language))
