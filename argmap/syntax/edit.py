"""Edits that change what a scalar says, in its own style: what is written for other texts than the author's.

Only what differs is written anew, so that folded lines, escapes and the comment of a block stay as they are.
"""

import re
from collections.abc import Iterator
from typing import Final

from argmap.diagnostics import Edit
from argmap.patterns import Pattern
from argmap.syntax.colons import slip
from argmap.syntax.document import Document, Route, Scalar
from argmap.syntax.keys import FIELDS, is_language
from argmap.syntax.scalar import offsets, quoted, reads_as
from argmap.text import Text

_LONGEST: Final = 2_500
"""Longer texts are compared at their ends only."""
_NOT_PLAIN: Final = Pattern(r"""[,\[\]{}#&*!|>'"%@`:\s］｛［]|[-?](?![^\s,\[\]{}])|(?:---|\.\.\.)(?!\S)""")
_ENDS_PLAIN: Final = Pattern(r":(?=\s|\Z)|\s#|[ \t](?=[\r\n])")
_FLOW_MARKS: Final = Pattern(r"[,\[\]{}?]|:(?=[,\[\]{}])")
_HALF: Final = Pattern(r"[\ud800-\udfff]")
_CONTROL: Final = Pattern(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
_BREAK: Final = Pattern(r"\r\n|[\r\n\x85\u2028\u2029]")
_HEADER: Final = Pattern(r"([|>])([1-9]?)([+-]?)([1-9]?)")
_NAMED: Final = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_BLANK: Final = " \t\n"
_KEEPS: Final = {"": "-", "\n": ""}


def set_value(document: Document, route: Route, value: str) -> Edit | None:
    """An edit after which the scalar at a route says `value`.

    None if there is no scalar, if it says so already, or if nothing but an unreadable file could say it.
    """
    node = document.scalar(route)
    return None if node is None else _edit(document.text, node, value, document.in_flow(route))


def set_key(document: Document, route: Route, name: str) -> Edit | None:
    """An edit after which the last key of a route is `name`; None if it is not there."""
    node = document.key_scalar(route)
    return None if node is None else _edit(document.text, node, name, document.in_flow(route))


def _edit(text: Text, node: Scalar, value: str, flow: bool) -> Edit | None:
    if value == node.value or node.start == node.end or _HALF.search(value):
        return None
    end = node.end
    if node.style in ("|", ">"):
        end = max(end, offsets(text, node)[len(node.value.rstrip("\n"))])
    for source, style in _sources(text, node._replace(end=end), value, flow):
        edited = text.content[: node.start] + source + text.content[end:]
        if reads_as(Text(text.name, edited), Scalar(value, style, node.start, node.start + len(source))):
            return Edit(text.place(node.start, end), source, value)
    return None


def _sources(text: Text, node: Scalar, value: str, flow: bool) -> Iterator[tuple[str, str]]:
    """Ways of writing the value, each with its style: the one that changes least comes first."""
    if node.style in ("|", ">"):
        block = _block(text, node, value)
        if block:
            yield block, node.style
        if _BREAK.search(text.content, node.start, node.end) and "#" in _first_line(text, node):
            return
    elif node.style == '"':
        yield _pieced(text, node, value, '"'), '"'
    elif not _CONTROL.search(value):
        if node.style == "'":
            yield _pieced(text, node, value, "'"), "'"
        else:
            yield from _plain(text, node, value, flow)
    yield _in_quotes(value, node.style)


def _plain(text: Text, node: Scalar, value: str, flow: bool) -> Iterator[tuple[str, str]]:
    """A plain text as it is, on the lines it was on; else these lines in quotes."""
    source = _pieced(text, node, value, "")
    if is_plain(value, flow) and not _ENDS_PLAIN.search(source):
        yield source, ""
    style = quoted(value)[0]
    yield style + _pieced(text, node, value, style) + style, style


def is_plain(value: str, flow: bool) -> bool:
    """Whether a text on one line needs no quotes: in a flow collection or not, and for argmap's own reading."""
    if value in ("", "~", "null") or value != value.strip() or _CONTROL.search(value):
        return False
    if _NOT_PLAIN.match(value) or _ENDS_PLAIN.search(value) or (flow and _FLOW_MARKS.search(value)):
        return False
    found = slip(Text("", value), 0, len(value))
    return not (found and (found.key in FIELDS or is_language(found.key)))


def _pieced(text: Text, node: Scalar, value: str, style: str) -> str:
    """The source of the scalar with what differs written in a style; a plain one has no quotes yet."""
    content, at = text.content, offsets(text, node)
    pieces = [content[node.start : at[0]]]
    for same, a, b, c, d in _differences(node.value, value):
        kept = content[at[a] : at[b]]
        if same and not node.style:
            kept = kept.replace("'", "''") if style == "'" else kept if not style else _marked(kept)
        pieces.append(kept if same else _written(value[c:d], style))
    return "".join((*pieces, content[at[-1] : node.end]))


def _written(words: str, style: str) -> str:
    """Words as they stand between quotes of a style; line ends that fold are none of them."""
    if style == "'":
        return words.replace("'", "''")
    return _escaped(words) if style == '"' else words


def _marked(words: str) -> str:
    return words.replace("\\", "\\\\").replace('"', '\\"')


def _escaped(words: str) -> str:
    def code(match: re.Match[str]) -> str:
        number = ord(match.group())
        return f"\\x{number:02x}" if number < 256 else f"\\u{number:04x}"

    named = "".join(_NAMED.get(character, character) for character in words)
    return _CONTROL.sub(code, named)


def _in_quotes(value: str, style: str) -> tuple[str, str]:
    """The whole text on one line, in the quotes it had if they can hold it."""
    if style == '"' or _CONTROL.search(value):
        return f'"{_escaped(value)}"', '"'
    source = quoted(value)
    return source, source[0]


def _differences(old: str, new: str) -> Iterator[tuple[bool, int, int, int, int]]:
    """Stretches of both texts without gaps, and whether they are the same."""
    shorter = min(len(old), len(new))
    first = next((at for at in range(shorter) if old[at] != new[at]), shorter)
    shorter -= first
    last = next((at for at in range(shorter) if old[-1 - at] != new[-1 - at]), shorter)
    yield True, 0, first, 0, first
    one, other = old[first : len(old) - last], new[first : len(new) - last]
    if max(len(one), len(other)) > _LONGEST:
        yield False, first, len(old) - last, first, len(new) - last
    else:
        from difflib import SequenceMatcher  # only for what is written anew

        for tag, a, b, c, d in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
            yield tag == "equal", a + first, b + first, c + first, d + first
    yield True, len(old) - last, len(old), len(new) - last, len(new)


def _block(text: Text, node: Scalar, value: str) -> str | None:
    """A block scalar with the value at its own indentation; None if that cannot be told or cannot hold it."""
    content, at = text.content, offsets(text, node)
    old, new = node.value.rstrip("\n"), value.rstrip("\n")
    header = _HEADER.match(content, node.start)
    line_break = _BREAK.search(content, node.start)
    if not (header and line_break and old and new) or _CONTROL.search(new.replace("\n", "")):
        return None
    if old[0] in _BLANK or new[0] in _BLANK:
        return None
    if node.style == ">" and "\n" in new and "\n" not in old:
        return None
    chomping = header[3]
    if value[len(new) :] != node.value[len(old) :]:
        chomping = _KEEPS.get(value[len(new) :], "?")
    if chomping == "?":
        return None
    margin = _BREAK.split(content[line_break.end() : at[0]])[-1]
    pieces = [header[1], header[2], chomping, header[4], content[header.end() : at[0]]]
    for same, a, b, c, d in _differences(old, new):
        pieces.append(content[at[a] : at[b]] if same else new[c:d].replace("\n", line_break.group() + margin))
    return "".join(pieces)


def _first_line(text: Text, node: Scalar) -> str:
    return text.line(text.position(node.start)[0])[text.position(node.start)[1] - 1 :]
