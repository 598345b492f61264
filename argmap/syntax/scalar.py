"""The way from a character of a scalar's value to its offset in the file.

PyYAML tells where a scalar begins and ends, and no more. The scalar is read again here, with the
offset of every character kept: this is only needed for scalars that something is said about.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from argmap.patterns import Pattern
from argmap.syntax.document import Document, Route, Scalar
from argmap.text import Place, Text

_BREAK = Pattern(r"\r\n|[\n\r\x85\u2028\u2029]")
_FOLD = Pattern(r"[ \t]*(?:\r\n|[\n\r\x85\u2028\u2029])[ \t\n\r\x85\u2028\u2029]*")
_BLANK = Pattern(r"[ \t\n\r\x85\u2028\u2029]*")
_INDENTATION = Pattern(r"(?:[ ]*(?:\r\n|[\n\r\x85\u2028\u2029]))*([ ]*)")
_SIMPLE_ESCAPES = dict(zip('0abt\tnvfre "/\\N_LP', '\0\a\b\t\t\n\v\f\r\x1b "/\\\x85\xa0\u2028\u2029', strict=True))
_HEXADECIMAL = {"x": 2, "u": 4, "U": 8}

_Characters = Iterator[tuple[str, int]]


def offsets(text: Text, node: Scalar) -> Sequence[int]:
    """The offset of each character of the value, and one more for the end.

    `value[i:j]` stands from `offsets[i]` to `offsets[j]` in the file.
    """
    content = text.content
    if node.style in ("|", ">"):
        return _block_offsets(content, node)
    if node.style:
        start, end = node.start + 1, node.end - 1
        return _checked(node, _quoted(content, start, end, node.style), end)
    return _checked(node, _plain(content, node.start, node.end), node.end)


def place_within(document: Document, route: Route, start: int, end: int) -> Place:
    """Where the characters `value[start:end]` of the scalar at a route stand."""
    node = document.scalar(route)
    if node is None:
        return document.place(route)
    found = offsets(document.text, node)
    last = len(found) - 1
    return document.text.place(found[min(max(start, 0), last)], found[min(max(end, 0), last)])


def reads_as(text: Text, node: Scalar) -> bool:
    """Whether the characters of the scalar say its value, and nothing more."""
    content = text.content
    if node.style in ("|", ">"):
        found = _block_offsets(content, node)
        rest = content[found[len(node.value.rstrip("\n"))] : node.end]
        return found[0] > node.start and not rest.strip()
    read = (
        _quoted(content, node.start + 1, node.end - 1, node.style)
        if node.style
        else _plain(content, node.start, node.end)
    )
    return "".join(character for character, _ in read) == node.value


def plain_value(text: Text, start: int, end: int) -> str:
    """What a plain scalar from start to end says."""
    return "".join(character for character, _ in _plain(text.content, start, end))


def quoted(source: str) -> str:
    """The source of a plain scalar, in quotes that keep it as it is."""
    if '"' in source or "\\" in source:
        return "'" + source.replace("'", "''") + "'"
    return f'"{source}"'


def _checked(node: Scalar, characters: _Characters, end: int) -> Sequence[int]:
    found = _matched(node, characters, end)
    return _coarse(node) if found is None else found


def _matched(node: Scalar, characters: _Characters, end: int) -> list[int] | None:
    """The offsets, if reading the scalar again gave its value."""
    read = list(islice(characters, len(node.value) + 1))
    if len(read) > len(node.value):
        end = read.pop()[1]
    if "".join(character for character, _ in read) != node.value:
        return None
    return [offset for _, offset in read] + [end]


def _coarse(node: Scalar) -> Sequence[int]:
    """The whole scalar for each character: never wrong, if it cannot be told more finely."""
    return [node.start] * len(node.value) + [node.end]


def _plain(content: str, start: int, end: int) -> _Characters:
    at = start
    while at < end:
        fold = _FOLD.match(content, at, end)
        if fold:
            yield from _folded(content, fold)
            at = fold.end()
        else:
            yield content[at], at
            at += 1


def _folded(content: str, fold: re.Match[str]) -> _Characters:
    """What line ends between two words become: one is a space, more are one fewer."""
    breaks = [_normal(each.group()) for each in _BREAK.finditer(content, fold.start(), fold.end())]
    places = [fold.start(), *(each.end() for each in _BREAK.finditer(content, fold.start(), fold.end()))]
    if breaks[0] == "\n":
        breaks = breaks[1:] or [" "]
    yield from zip(breaks, places, strict=False)


def _normal(line_break: str) -> str:
    """A line break as YAML passes it on: the two Unicode separators as they are, all others as LF."""
    return line_break if line_break in "\u2028\u2029" else "\n"


def _quoted(content: str, start: int, end: int, quote: str) -> _Characters:
    at = start
    while at < end:
        character = content[at]
        fold = _FOLD.match(content, at, end)
        if fold:
            yield from _folded(content, fold)
            at = fold.end()
        elif quote == "'" and character == "'":
            yield "'", at
            at += 2
        elif quote == '"' and character == "\\":
            value, at = _escape(content, at, end)
            yield from value
        else:
            yield character, at
            at += 1


def _escape(content: str, at: int, end: int) -> tuple[list[tuple[str, int]], int]:
    """What an escape stands for, and where the text goes on."""
    line_break = _BREAK.match(content, at + 1, end)
    if line_break:
        blank = _BLANK.match(content, line_break.end(), end)
        after = blank.end() if blank else line_break.end()
        further = _BREAK.finditer(content, line_break.end(), after)
        return [(_normal(each.group()), each.start()) for each in further], after
    letter = content[at + 1]
    length = _HEXADECIMAL.get(letter)
    if length is None:
        return [(_SIMPLE_ESCAPES.get(letter, letter), at)], at + 2
    return [(chr(int(content[at + 2 : at + 2 + length], 16)), at)], at + 2 + length


def _block_offsets(content: str, node: Scalar) -> Sequence[int]:
    header = _BREAK.search(content, node.start)
    body = header.end() if header else len(content)
    for indent in _indents(content, body):
        lines = _lines(content, body, indent)
        characters = _literal(content, lines) if node.style == "|" else _joined(content, lines)
        found = _matched(node, characters, max(node.end, body))
        if found is not None:
            if len(found) > 1 and found[-2] >= found[-1]:
                found[-1] = _after(content, found[-2])
            return found
    return _coarse(node)


def _after(content: str, at: int) -> int:
    line_break = _BREAK.match(content, at)
    return line_break.end() if line_break else at + 1


def _indents(content: str, body: int) -> Iterator[int]:
    """Depths at which the block may be indented: its first line's, and less where an indicator says so."""
    first = _INDENTATION.match(content, body)
    yield from range(len(first.group(1)) if first else 0, -1, -1)


def _lines(content: str, at: int, indent: int) -> Iterator["_Line"]:
    while at < len(content):
        start = at
        while start - at < indent and content[start : start + 1] == " ":
            start += 1
        found = _BREAK.search(content, start)
        end, after, line_break = (
            (found.start(), found.end(), _normal(found.group())) if found else (len(content), len(content), "")
        )
        if start < end and start - at < indent:
            return
        yield _Line(start, end, line_break)
        at = after


class _Line(NamedTuple):
    """A line of a block scalar without its indentation, and what its end says."""

    start: int
    end: int
    line_break: str


def _literal(content: str, lines: Iterator[_Line]) -> _Characters:
    for line in lines:
        yield from zip(content[line.start : line.end], range(line.start, line.end), strict=True)
        if line.line_break:
            yield line.line_break, line.end


def _joined(content: str, lines: Iterator[_Line]) -> _Characters:
    """A folded block: a single line end between two lines that are not indented further is a space."""
    breaks: list[tuple[str, int]] = []
    was_indented = True
    for line in lines:
        if line.start < line.end:
            is_indented = content[line.start] in " \t"
            if breaks and breaks[0][0] == "\n" and not was_indented and not is_indented:
                folded = [character for character, _ in breaks[1:]] or [" "]
                breaks = list(zip(folded, (offset for _, offset in breaks), strict=False))
            yield from breaks
            yield from zip(content[line.start : line.end], range(line.start, line.end), strict=True)
            breaks, was_indented = [], is_indented
        if line.line_break:
            breaks.append((line.line_break, line.end))
    yield from breaks
