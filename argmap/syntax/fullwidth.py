"""Full-width marks that stand where YAML's own were meant, in a file that YAML could read all the same.

A Chinese text is full of full-width marks. So a text is never looked at, unless it stands where no text can be
or begins with a word that is a key of the format.
"""

from collections.abc import Iterable, Iterator

from argmap.diagnostics import Diagnostic, Edit, Fix, Label
from argmap.patterns import Pattern
from argmap.syntax.colons import slip
from argmap.syntax.document import Items, Scalar
from argmap.syntax.keys import BY_ID, FIELDS, HOLDERS, Spot, holds_prose, is_language
from argmap.syntax.rules import FULLWIDTH_SYNTAX
from argmap.text import Text

_WIDE = Pattern(r"[ \t]*[\u3000\xa0][ \t\u3000\xa0]*")
_LIST_MARK = Pattern(r"-[\u3000\xa0][ \t\u3000\xa0]*")
_IDS = Pattern(r"[\w-]+(?:[ \t]*[，、][ \t\u3000]*[\w-]+)+")
_COMMA = Pattern(r"[ \t]*[，、][ \t\u3000]*")
_COMMAS = frozenset("，、")
_BRACKETS = {"［": "］", "｛": "｝"}
_BEGINNINGS = ("-", *_BRACKETS)

# What may stand beneath a text, so that a text that begins with it was meant as a mapping.
_BENEATH_PROSE = frozenset(
    ("text", "prefix", "suffix", "note", "translation", "en", "zh", "zh-Hans", "zh-Hant", "zh-CN", "zh-TW", "de", "fr")
)


def misread(text: Text, spots: Iterable[Spot]) -> Iterator[Diagnostic]:
    """The mistakes, one by one; spaces before keys are one mistake."""
    indented: list[int] = []
    for node, keys, key in spots:
        if key is not None and not key.style:
            if key.value[0] in "\u3000\xa0":
                indented.append(key.start)
            elif "：" in key.value or ":" in key.value:
                yield from _key(text, key)
        if isinstance(node, Scalar):
            if not node.style and _is_suspect(node.value):
                yield from _value(text, keys, node)
        elif isinstance(node, Items) and node.flow and not holds_prose(keys):
            yield from _joined_ids(text, node)
    if indented:
        yield indentation(text, sorted(indented))


def _is_suspect(value: str) -> bool:
    """Whether a value could be more than a text: it has a colon, or begins as a list or a mapping does."""
    return ":" in value or "：" in value or value.startswith(_BEGINNINGS)


def indentation(text: Text, offsets: list[int]) -> Diagnostic:
    """Wide spaces before keys. As wide as two letters, one is worth two spaces; a no-break space one."""
    edits = []
    for offset in offsets:
        start = text.line_starts[text.position(offset)[0] - 1]
        wide = _WIDE.match(text.content, start) or _WIDE.match(text.content, offset)
        if wide:
            spaces = wide.group().replace("\u3000", "  ").replace("\xa0", " ")
            edits.append(Edit(text.place(wide.start(), wide.end()), spaces))
    name = "full-width" if "\u3000" in edits[0].place.excerpt else "no-break"
    return Diagnostic(
        FULLWIDTH_SYNTAX,
        f"{name} spaces do not indent",
        tuple(Label(edit.place, "here" if edit is edits[0] else "and here") for edit in edits),
        "Indent with ordinary spaces.",
        fixes=(Fix("indent with ordinary spaces", tuple(edits), safe=True),),
    )


def is_widely_indented(text: Text, offset: int) -> bool:
    """Whether the line of an offset begins with a wide space."""
    return _WIDE.match(text.content, text.line_starts[text.position(offset)[0] - 1]) is not None


def _key(text: Text, key: Scalar) -> Iterator[Diagnostic]:
    found = slip(text, key.start, key.end)
    if found and ("：" in key.value or found.key in FIELDS or is_language(found.key)):
        yield found.diagnostic()


def _value(text: Text, keys: tuple[str, ...], node: Scalar) -> Iterator[Diagnostic]:
    if node.value[0] == "-" and (mark := _LIST_MARK.match(node.value)) and _begins_line(text, node):
        yield _wide_list_mark(text, node.start + 1, node.start + mark.end())
    elif node.value[0] in _BRACKETS and node.value[-1] == _BRACKETS[node.value[0]]:
        if not holds_prose(keys):
            yield _wide_brackets(text, node)
    elif _begins_line(text, node):
        found = slip(text, node.start, node.end)
        if found and _is_meant(found.key, keys):
            yield found.diagnostic()
    elif keys[-1] in HOLDERS and (found := slip(text, node.start, node.end)):
        yield found.inline_diagnostic()


def _is_meant(word: str, keys: tuple[str, ...]) -> bool:
    """Whether a line that begins with this word and a colon was meant as a key and its value."""
    if holds_prose(keys):
        return word in _BENEATH_PROSE
    return keys[-1] in HOLDERS or word in FIELDS or (len(keys) > 1 and keys[-2] in BY_ID)


def _begins_line(text: Text, node: Scalar) -> bool:
    start = text.line_starts[text.position(node.start)[0] - 1]
    return not text.content[start : node.start].strip(" -")


def _joined_ids(text: Text, items: Items) -> Iterator[Diagnostic]:
    for node in items.nodes:
        if not isinstance(node, Scalar) or node.style or _COMMAS.isdisjoint(node.value):
            continue
        if _IDS.fullmatch(node.value):
            places = [text.place(*each.span()) for each in _COMMA.finditer(text.content, node.start, node.end)]
            edits = tuple(Edit(place, ", ") for place in places)
            yield Diagnostic(
                FULLWIDTH_SYNTAX,
                f"`{places[0].excerpt.strip()}` does not part the items of a list",
                tuple(Label(place, "full-width") for place in places),
                "Write a half-width comma and a space between the items.",
                fixes=(Fix("write half-width commas", edits, safe=True),),
            )


def _wide_list_mark(text: Text, start: int, end: int) -> Diagnostic:
    return Diagnostic(
        FULLWIDTH_SYNTAX,
        "a full-width or no-break space after `-` makes no list item",
        (Label(text.place(start, end), "not an ordinary space"),),
        "Write an ordinary space after `-`.",
        fixes=(Fix("write an ordinary space", (Edit(text.place(start, end), " "),), safe=True),),
    )


def _wide_brackets(text: Text, node: Scalar) -> Diagnostic:
    kind, half = ("list", "[ ]") if node.value[0] == "［" else ("mapping", "{ }")
    return Diagnostic(
        FULLWIDTH_SYNTAX,
        f"full-width brackets make no {kind}",
        (Label(text.place(node.start, node.start + 1), "full-width"), Label(text.place(node.end - 1, node.end))),
        f"Write `{half}`, with half-width colons and commas between them.",
    )
