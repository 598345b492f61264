"""A strict composer over YAML events: the nodes of a file with their places, and what is wrong with its writing.

Nothing is expanded or resolved, so that no file can make it do more work than it has characters.
"""

import re
from typing import Any, NoReturn

import yaml

from argmap.diagnostics import Diagnostic, Label, Rule, in_order
from argmap.patterns import Pattern
from argmap.syntax.colons import slip
from argmap.syntax.document import Document, Entry, Items, Mapping, Node, Scalar
from argmap.syntax.errors import Wreck, explained, unreadable
from argmap.syntax.fullwidth import misread
from argmap.syntax.keys import spots
from argmap.syntax.mended import further
from argmap.syntax.rules import (
    ALIAS_OR_TAG,
    COMMA_ENDS_TEXT,
    DUPLICATE_KEY,
    EMPTY_FILE,
    KEY_NOT_TEXT,
    NOT_A_MAPPING,
    SEVERAL_DOCUMENTS,
    TOO_DEEP,
    YAML_SYNTAX,
)
from argmap.syntax.traps import Torn, comma_ends_text, comments_end_values, goes_on
from argmap.text import Place, Text

_DEEPEST = 64
_MOST_LABELS = 4
_MOST_MENDED = 50
_BLANK = " \t\r\n\x85\u2028\u2029"
_DIRECTIVE = Pattern(r"^%[^\r\n]*", re.MULTILINE)
_TAG = Pattern(r"(?:&\S+\s+)?(!\S*)")
_ANCHOR = Pattern(r"(?:!\S*\s+)?(&\S+)")
_HALF = Pattern(r"[\ud800-\udfff]")
_HALF_ESCAPE = Pattern(r"\\(?:u|U0000)[dD][89a-fA-F][0-9a-fA-F]{2}")
_Loader: Any = yaml.CBaseLoader if yaml.__with_libyaml__ else yaml.BaseLoader

# Mistakes that leave a document to go on with.
_MENDED = frozenset((DUPLICATE_KEY, KEY_NOT_TEXT, COMMA_ENDS_TEXT))


class _RefusedError(Exception):
    """There is no use in reading on."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        self.diagnostic = diagnostic


def read(text: Text) -> tuple[Document | None, tuple[Diagnostic, ...]]:
    """The document, if one can be told, and all that is wrong with how it is written.

    There may be a document beside errors: a key that is there twice counts once, and a text that a
    comma ended is put together again.
    """
    return _read(text, _MOST_MENDED)


def _read(text: Text, mends: int) -> tuple[Document | None, tuple[Diagnostic, ...]]:
    """A reading that, where it breaks off at a mistake with a fix, goes on as if that were mended."""
    bad = unreadable(text)
    if bad:
        return None, (bad,)
    composer = _Composer(text)
    try:
        root = composer.root()
    except _RefusedError as refused:
        return None, in_order((*composer.found, *composer.extras(), refused.diagnostic))
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        mistake = explained(composer.wreck(error))
        # A list before more text on its line is no key, but the beginning of a text: the same mistake.
        line = mistake.place.line
        before = [each for each in composer.found if each.rule != KEY_NOT_TEXT or each.place.line != line]
        found = [*before, *composer.extras()]
    else:
        if isinstance(root, Mapping):
            return _judged(composer, root)
        mistake = _not_a_mapping(text, root)
        found = composer.found + composer.extras()
        if any(each.rule not in _MENDED for each in found):
            return None, in_order(found)
    after = further(text, mistake, lambda mended: _read(mended, mends - 1)[1]) if mends else []
    return None, in_order((*found, mistake, *after))


def _judged(composer: "_Composer", root: Mapping) -> tuple[Document | None, tuple[Diagnostic, ...]]:
    """The document, unless there is something in it that means nothing."""
    text, found = composer.text, composer.found + composer.extras()
    if any(each.rule not in _MENDED for each in found):
        return None, in_order(found)
    every = spots(root)
    slips = list(misread(text, every))
    if slips:
        return None, in_order((*found, *slips))
    if "#" in text.content:
        found += comments_end_values(text, every)
    return Document(text, root, tuple(composer.scalars)), in_order(found)


class _Composer:
    """Reads events one after the other, and remembers what it passed."""

    def __init__(self, text: Text) -> None:
        self.text = text
        self.scalars: list[Scalar] = []
        self.found: list[Diagnostic] = []
        self._loader = _Loader(text.content)
        self._next = self._loader.get_event
        self._open: list[int] = []
        self._closed: tuple[int, int] | None = None
        self._anchors: dict[str, list[Place]] = {}
        self._merges: list[Place] = []

    def root(self) -> Node:
        self._next()
        event = self._next()
        if isinstance(event, yaml.StreamEndEvent):
            self._refuse(EMPTY_FILE, "there is nothing in this file", 0, 0, "Fill the file, or remove it.")
        directive = _DIRECTIVE.search(self.text.content, 0, event.end_mark.index)
        if directive:
            message = "directives are not part of the format"
            self._refuse(ALIAS_OR_TAG, message, directive.start(), directive.end(), "Remove the line.")
        root = self._node(self._next(), 1)
        if isinstance(root, Scalar) and not root.style and root.start == root.end:
            self._refuse(EMPTY_FILE, "there is nothing in this file", 0, 0, "Fill the file, or remove it.")
        self._next()
        event = self._next()
        if not isinstance(event, yaml.StreamEndEvent):
            start = event.start_mark.index
            start += len(self.text.content[start:]) - len(self.text.content[start:].lstrip(_BLANK))
            advice = "Remove the line, or move what follows to a file of its own."
            self._refuse(SEVERAL_DOCUMENTS, "a second document begins here", start, start + 3, advice)
        return root

    def wreck(self, error: Exception) -> Wreck:
        """What is known of the place where reading broke off."""
        last = self.scalars[-1] if self.scalars else None
        bracket = self._open[-1] if self._open else None
        since: int | None
        if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark:
            since = error.context_mark.index if error.context_mark else None
            at, words, doing = error.problem_mark.index, str(error.problem), str(error.context)
        else:
            # Only an escape for a character that there is not, and only in the Python parser.
            since = last.end if last else 0
            at, words, doing = int(self._loader.index), str(error), "quoted scalar"
        return Wreck(self.text, at, since, words, doing, last, self._closed, bracket)

    def extras(self) -> list[Diagnostic]:
        """Anchors, each with its aliases, or else the merge keys."""
        found = []
        for places in self._anchors.values():
            marks = [Label(place, "used here" if place is not places[0] else "") for place in places]
            found.append(
                Diagnostic(
                    ALIAS_OR_TAG,
                    f"{'anchors' if places[0].excerpt[0] == '&' else 'aliases'} are not part of the format",
                    tuple(marks[:_MOST_LABELS]),
                    "Write out what is meant. If it begins a text, put the text in quotes.",
                )
            )
        if not found:
            advice = "Write out the keys that are meant."
            found = [
                Diagnostic(ALIAS_OR_TAG, "merge keys are not part of the format", (Label(each),), advice)
                for each in self._merges
            ]
        return found

    def _refuse(self, rule: Rule, message: str, start: int, end: int, advice: str) -> NoReturn:
        raise _RefusedError(Diagnostic(rule, message, (Label(self.text.place(start, end)),), advice))

    def _report(self, rule: Rule, message: str, node: Node, advice: str) -> None:
        place = self.text.place(node.start, node.end)
        self.found.append(Diagnostic(rule, message, (Label(place),), advice))

    def _node(self, event: Any, depth: int) -> Node:
        kind = event.__class__
        if kind is yaml.ScalarEvent:
            return self._scalar(event)
        start, end = event.start_mark.index, event.end_mark.index
        if kind is yaml.AliasEvent:
            self._anchors.setdefault(event.anchor, []).append(self.text.place(start, end))
            return Scalar("", "*", start, end)
        if depth > _DEEPEST:
            advice = "Write lists and mappings side by side."
            self._refuse(TOO_DEEP, f"nested more than {_DEEPEST} levels deep", start, max(end, start + 1), advice)
        if event.anchor is not None or event.tag is not None:
            self._marked(event)
        compose = self._items if kind is yaml.SequenceStartEvent else self._mapping
        # A single pair in a list has no brackets of its own.
        if not event.flow_style or start == end:
            return compose(event, depth)
        self._open.append(end - 1)
        node = compose(event, depth)
        self._open.pop()
        self._closed = node.start, node.end
        return node

    def _scalar(self, event: Any) -> Scalar:
        value, style = event.value, event.style or ""
        start, end = event.start_mark.index, event.end_mark.index
        if event.anchor is not None or event.tag is not None:
            self._marked(event)
        if style in ("|", ">"):
            end = start + max(1, len(self.text.content[start:end].rstrip(_BLANK)))
        elif style == '"' and not value.isprintable() and _HALF.search(value):
            escape = _HALF_ESCAPE.search(self.text.content, start, end)
            first, last = escape.span() if escape else (start, end)
            message = "an escape for half of a surrogate pair"
            self._refuse(YAML_SYNTAX, message, first, last, "Write the character itself.")
        scalar = Scalar(value, style, start, end)
        self.scalars.append(scalar)
        return scalar

    def _items(self, start: Any, depth: int) -> Items:
        nodes = []
        while (event := self._next()).__class__ is not yaml.SequenceEndEvent:
            nodes.append(self._node(event, depth + 1))
        begin = start.start_mark.index
        end = _end(event) if start.flow_style or not nodes else nodes[-1].end
        return Items(tuple(nodes), start.flow_style, begin, end)

    def _mapping(self, start: Any, depth: int) -> Mapping:
        entries: dict[str, Entry] = {}
        torn: dict[str, Torn] = {}
        previous = end = None
        while (event := self._next()).__class__ is not yaml.MappingEndEvent:
            key = self._node(event, depth + 1)
            node = self._node(self._next(), depth + 1)
            end = node.end
            if not isinstance(key, Scalar) or not key.value:
                self._keyless(key)
                previous = None
            elif (
                previous
                and _is_bare(key, node)
                and (text := goes_on(self.text, torn.get(previous.key.value) or previous, key))
            ):
                torn[previous.key.value] = text
            elif key.value in entries:
                self._twice(entries[key.value].key, key)
                previous = None
            else:
                entry = entries[key.value] = Entry(key, node)
                previous = entry if start.flow_style else None
                if key.value == "<<" and not key.style:
                    self._merges.append(self.text.place(key.start, key.end))
        for text in torn.values():
            entries[text.key.value] = Entry(text.key, text.whole)
            self.found.append(comma_ends_text(text))
        begin = start.start_mark.index
        return Mapping(entries, start.flow_style, begin, _end(event) if start.flow_style or end is None else end)

    def _keyless(self, key: Node) -> None:
        if not isinstance(key, Scalar):
            kind = "list" if isinstance(key, Items) else "mapping"
            self._report(
                KEY_NOT_TEXT,
                f"a {kind} cannot be a key",
                key,
                "Write a text. If the brackets belong to it, put it in quotes.",
            )
        elif key.style != "*":
            self._report(KEY_NOT_TEXT, "a key is empty", key, "Write a key before the colon.")

    def _twice(self, first: Scalar, second: Scalar) -> None:
        labels = (
            Label(self.text.place(second.start, second.end), "again here"),
            Label(self.text.place(first.start, first.end), "first here"),
        )
        advice = "Keep one of them. Where several are meant, write a list under one key."
        self.found.append(Diagnostic(DUPLICATE_KEY, f"the key `{second.value}` is there twice", labels, advice))

    def _marked(self, event: Any) -> None:
        """An anchor or a tag before a node."""
        start = event.start_mark.index
        anchor = _ANCHOR.match(self.text.content, start)
        if anchor and event.anchor is not None:
            self._anchors.setdefault(event.anchor, []).insert(0, self.text.place(*anchor.span(1)))
        tag = _TAG.match(self.text.content, start)
        if tag and event.tag is not None:
            place = self.text.place(*tag.span(1))
            advice = "Remove it. If it begins a text, put the text in quotes."
            self.found.append(Diagnostic(ALIAS_OR_TAG, "tags are not part of the format", (Label(place),), advice))


def _end(event: Any) -> int:
    return int(event.end_mark.index)


def _is_bare(key: Scalar, node: Node) -> bool:
    """Whether a key in a flow mapping has not even a colon."""
    return isinstance(node, Scalar) and node.start == node.end == key.end and not node.style


def _line_end(text: Text, offset: int) -> int:
    line = text.position(offset)[0]
    return text.line_starts[line - 1] + len(text.line(line))


def _not_a_mapping(text: Text, root: Node) -> Diagnostic:
    if isinstance(root, Scalar) and not root.style:
        found = slip(text, root.start, root.end)
        if found and (found.is_sure or "：" in root.value):
            return found.diagnostic()
    kind = "list" if isinstance(root, Items) else "text"
    message = f"this file is a {kind}, not a mapping"
    end = min(root.end, _line_end(text, root.start))
    return Diagnostic(NOT_A_MAPPING, message, (Label(text.place(root.start, end)),), "Begin with a key: `source: …`.")
