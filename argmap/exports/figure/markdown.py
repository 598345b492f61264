"""A figure as Markdown: its table with the text around it, or the list of its quotes."""

from argmap.exports import evidence, markdown
from argmap.exports.figure.given import Given
from argmap.exports.figure.told import told
from argmap.exports.page import Page
from argmap.templating import plain


def write(given: Given) -> str:
    """What there is to read of the figure, one page below the other."""
    pages = told(given)
    return plain(
        "\n".join(markdown.write(each) if isinstance(each, Page) else evidence.markdown(each) for each in pages)
    )
