"""Legal YAML that seldom means what its author thought: a `#` or a comma that ends an unquoted text."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from argmap.diagnostics import Diagnostic, Edit, Fix, Label
from argmap.patterns import Pattern
from argmap.syntax.colons import slip
from argmap.syntax.document import Entry, Scalar
from argmap.syntax.keys import FIELDS, PROSE, Spot, holds_prose, is_language
from argmap.syntax.rules import COMMA_ENDS_TEXT, COMMENT_ENDS_VALUE
from argmap.syntax.scalar import plain_value, quoted
from argmap.text import Text

# A comment that speaks to a program was meant as one.
_COMMENT = Pattern(r"[ \t]+(#(?!!|\s*argmap:|\s*yaml-language-server:)[^\n\r\x85\u2028\u2029]*)")
_BLANKS = (" ", "\t")
_COMMA = Pattern(r"\s*(,)\s*")
_HASHTAG = Pattern(r"[ \t]+(#(?![\s#!])[^\n\r\x85\u2028\u2029]*)")


def comments_end_values(text: Text, spots: Iterable[Spot]) -> Iterator[Diagnostic]:
    """The comments after unquoted texts, on the lines where the texts end."""
    content = text.content
    for node, keys, _ in spots:
        if isinstance(node, Scalar) and not node.style and content[node.end : node.end + 1] in _BLANKS:
            at = content.find("#", node.end)
            if at > node.end and not content[node.end : at].strip(" \t") and holds_prose(keys):
                found = _comment_ends_value(text, node, keys[-1])
                if found:
                    yield found


def _comment_ends_value(text: Text, node: Scalar, key: str) -> Diagnostic | None:
    pattern = _COMMENT if node.data is not None else _HASHTAG
    match = pattern.match(text.content, node.end)
    if match is None:
        return None
    place = text.place(match.start(1), match.start(1) + len(match[1].rstrip()))
    start = node.start if node.value else place.start
    whole = text.place(start, place.end)
    fix = Fix("put all of it in quotes", (Edit(whole, quoted(whole.excerpt)),), safe=False)
    labels = [Label(place, "a comment: not part of the text")]
    if node.value:
        labels.append(Label(text.place(node.start, node.end), "the text"))
    return Diagnostic(
        COMMENT_ENDS_VALUE,
        f"`#` ends the text of `{key}`",
        tuple(labels),
        "Put the text in quotes if this belongs to it, or the comment on a line of its own.",
        fixes=(fix,),
    )


class Torn(NamedTuple):
    """An unquoted text between braces, from its start to the end of what followed its commas."""

    text: Text
    key: Scalar
    start: int
    comma: int
    end: int

    @property
    def whole(self) -> Scalar:
        """The text as it was meant."""
        return Scalar(plain_value(self.text, self.start, self.end), "", self.start, self.end)


def goes_on(text: Text, before: Torn | Entry, bare: Scalar) -> Torn | None:
    """The text before a comma, if the bare key after it is the rest of it."""
    if isinstance(before, Torn):
        key, start, end = before.key, before.start, before.end
    else:
        key, node = before
        start, end = node.start, node.end
        if not isinstance(node, Scalar) or node.style or start == end:
            return None
    comma = _COMMA.fullmatch(text.content, end, bare.start)
    if comma is None or bare.style or not (key.value in PROSE or is_language(key.value)):
        return None
    found = slip(text, bare.start, bare.end)
    if found and (found.key in FIELDS or is_language(found.key)):
        return None
    return Torn(text, key, start, before.comma if isinstance(before, Torn) else comma.start(1), bare.end)


def comma_ends_text(torn: Torn) -> Diagnostic:
    """The first comma in a text between braces."""
    whole = torn.text.place(torn.start, torn.end)
    comma = torn.text.place(torn.comma, torn.comma + 1)
    return Diagnostic(
        COMMA_ENDS_TEXT,
        f"a comma ends the text of `{torn.key.value}`",
        (Label(comma, "what follows is read as a key without a value"),),
        "Put the text in quotes.",
        fixes=(Fix("put the text in quotes", (Edit(whole, quoted(whole.excerpt)),), safe=True),),
    )
