"""A YAML error -> a diagnostic that says what was probably meant.

The parser's own words ("did not find expected key") help nobody, and differ between PyYAML's two
parsers. So its words only choose among causes; the file around the place decides.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

from argmap.diagnostics import Diagnostic, Edit, Fix, Label, Rule
from argmap.patterns import Pattern
from argmap.syntax.colons import slip
from argmap.syntax.document import Scalar
from argmap.syntax.fullwidth import indentation, is_widely_indented
from argmap.syntax.keys import PROSE, is_language
from argmap.syntax.rules import ALIAS_OR_TAG, FULLWIDTH_SYNTAX, KEY_NOT_TEXT, SEVERAL_DOCUMENTS, YAML_SYNTAX
from argmap.syntax.scalar import quoted
from argmap.text import Place, Text

_UNREADABLE = Pattern(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
_SEPARATOR = Pattern(r"[\x85\u2028\u2029]")
_KEY = Pattern(r"[ ]*(?:-[ ]+)*(?P<key>[^\s:#'\"\[\]{},]+|'[^']*'|\"[^\"]*\"):(?P<space>[ ]+|$)")
_WIDE_COMMA = Pattern(r"，[ \t\u3000]*[A-Za-z][\w-]*$")


class Wreck(NamedTuple):
    """Where reading broke off (`at`), what was being read and since where, and what had been read before."""

    text: Text
    at: int
    since: int | None
    problem: str
    context: str
    last: Scalar | None
    closed: tuple[int, int] | None
    bracket: int | None

    @property
    def character(self) -> str:
        return self.text.content[self.at : self.at + 1]

    @property
    def line_start(self) -> int:
        return self.start_of_line(self.at)

    @property
    def is_first_on_line(self) -> bool:
        return not self.text.content[self.line_start : self.at].strip(" ")

    def start_of_line(self, offset: int) -> int:
        return self.text.line_starts[self.text.position(offset)[0] - 1]

    def end_of_line(self, offset: int) -> int:
        line = self.text.position(offset)[0]
        return self.text.line_starts[line - 1] + len(self.text.line(line))

    def place(self, start: int, end: int | None = None) -> Place:
        """From start to end, or one character, or none at the end of the file."""
        return self.text.place(start, min(start + 1 if end is None else end, len(self.text.content)))

    def says(self, *phrases: str) -> bool:
        return any(phrase in self.problem for phrase in phrases)

    def key_before(self, offset: int) -> str | None:
        """The key on whose line, and after whose colon, an offset is the first thing."""
        match = _KEY.fullmatch(self.text.content, self.start_of_line(offset), offset)
        return match["key"] if match else None


def unreadable(text: Text) -> Diagnostic | None:
    """The first character that no YAML file may hold."""
    # Nearly every file can be printed as it is, which is told without a pattern.
    match = None if text.content.replace("\n", "").isprintable() else _UNREADABLE.search(text.content)
    if match is None:
        return None
    character = ord(match.group())
    others = sum(1 for _ in _UNREADABLE.finditer(text.content)) - 1
    name = "half of a surrogate pair" if 0xD800 <= character < 0xE000 else "an invisible character"
    place = text.place(*match.span())
    return Diagnostic(
        YAML_SYNTAX,
        f"{name} (U+{character:04X}) is not allowed",
        (Label(place),),
        "Remove it; it was probably copied along with a text.",
        (f"There are {others} more like it in this file.",) if others else (),
        (Fix("remove it", (Edit(place, ""),), safe=character == 0xFEFF),),
    )


def explained(wreck: Wreck) -> Diagnostic:
    """The first cause that fits."""
    for cause in _CAUSES:
        found = cause(wreck)
        if found:
            return found
    message = f"this is no YAML: {wreck.problem}"
    return _said(wreck, message, [Label(wreck.place(wreck.at))], "Put texts in quotes, and look at the line above.")


def _said(
    wreck: Wreck, message: str, labels: list[Label], advice: str, fix: Fix | None = None, rule: Rule = YAML_SYNTAX
) -> Diagnostic:
    return Diagnostic(rule, message, tuple(labels), advice, fixes=(fix,) if fix else ())


def _directive(wreck: Wreck) -> Diagnostic | None:
    start = wreck.line_start
    if wreck.text.content[start : start + 1] != "%":
        return None
    label = Label(wreck.place(start, wreck.end_of_line(start)))
    return _said(wreck, "directives are not part of the format", [label], "Remove the line.", rule=ALIAS_OR_TAG)


def _tab(wreck: Wreck) -> Diagnostic | None:
    if wreck.character != "\t" and "tab character" not in wreck.problem:
        return None
    before = wreck.text.content[wreck.line_start : wreck.at]
    where = "indents this line" if not before.strip() else "stands where YAML wants a space"
    advice = "Indent with spaces, two for each level." if not before.strip() else "Write a space."
    return _said(wreck, f"a tab {where}", [Label(wreck.place(wreck.at), "a tab")], advice)


def _wide_space(wreck: Wreck) -> Diagnostic | None:
    for offset in (wreck.since, wreck.at):
        if offset is not None and is_widely_indented(wreck.text, offset):
            return indentation(wreck.text, [offset])
    return None


def _line_separator(wreck: Wreck) -> Diagnostic | None:
    """Editors show no line end there, but YAML sees one."""
    since = wreck.at if wreck.since is None or "key" not in wreck.context else wreck.since
    found = list(_SEPARATOR.finditer(wreck.text.content, wreck.start_of_line(since), wreck.at))
    if not found:
        return None
    place = wreck.place(found[-1].start())
    message = f"an invisible line separator (U+{ord(found[-1].group()):04X}) ends the line for YAML"
    fix = Fix("remove it", (Edit(place, ""),), safe=False)
    return _said(wreck, message, [Label(place, "here")], "Remove it, or write a space.", fix)


def _open_quote(wreck: Wreck) -> Diagnostic | None:
    start = wreck.since
    if start is not None and "quoted scalar" in wreck.context and wreck.says("end of stream", "document"):
        return _unclosed(wreck, start, wreck.at)
    last = wreck.last
    if last and last.style in ("'", '"') and wreck.text.position(last.start)[0] < wreck.text.position(last.end - 1)[0]:
        between = wreck.text.content[last.end : wreck.at]
        if last.end <= wreck.at and not between.strip(" "):
            return _unclosed(wreck, last.start, last.end - 1)
    return None


def _unclosed(wreck: Wreck, start: int, end: int) -> Diagnostic:
    mark = wreck.text.content[start]
    labels = [Label(wreck.place(start), "opened here")]
    if end < len(wreck.text.content):
        labels.append(Label(wreck.place(end), "closed only here"))
    advice = (
        f"Close it with {mark} at the end of the text. A {mark} that belongs to the text needs other quotes around."
    )
    return _said(wreck, f"the quotation mark {mark} is not closed", labels, advice)


def _escape(wreck: Wreck) -> Diagnostic | None:
    if wreck.since is None or "quoted scalar" not in wreck.context:
        return None
    start = wreck.text.content.rfind("\\", wreck.since, wreck.at + 1)
    if start < 0:
        return None
    place = wreck.place(start, start + 2)
    message = f"`{place.excerpt}` is no escape that YAML knows"
    return _said(wreck, message, [Label(place)], "Double the backslash, or put the text in single quotes.")


def _stray(wreck: Wreck) -> Diagnostic | None:
    if wreck.bracket is not None or wreck.character not in ("]", "}") or wreck.key_before(wreck.at):
        return None
    advice = "Remove it, or put the text that it belongs to in quotes."
    return _said(wreck, f"`{wreck.character}` closes nothing", [Label(wreck.place(wreck.at))], advice)


def _after_closing(wreck: Wreck) -> Diagnostic | None:
    """More text after a value that quotes or brackets had ended."""
    ends = [(last.start, last.end) for last in (wreck.last,) if last and last.style in ("'", '"')]
    for start, end in ends + [each for each in (wreck.closed,) if each]:
        first = not wreck.text.content[wreck.start_of_line(start) : start].strip(" ")
        rest = wreck.text.content[end : wreck.at]
        if (
            end > wreck.at
            or rest.strip(" ")
            or wreck.character in ("", "\r", "\n")
            or (first and wreck.character == ":")
        ):
            continue
        mark = wreck.text.content[end - 1]
        labels = [Label(wreck.place(wreck.at), "more text"), Label(wreck.place(end - 1), "the value ends here")]
        if mark in "]}":
            advice = "If the bracket belongs to a text, put the text in quotes."
        else:
            advice = f"If the {mark} belongs to the text, put other quotes around the whole text."
        return _said(wreck, f"more text after the closing {mark}", labels, advice)
    return None


def _slip(wreck: Wreck) -> Diagnostic | None:
    """A full-width colon or one without a space, on the line or in the text before it."""
    starts = [offset for offset in (wreck.since,) if offset is not None and "key" in wreck.context]
    last = wreck.last
    if last and not last.style and last.end <= wreck.at and not wreck.text.content[last.end : wreck.at].strip():
        first, final = wreck.text.position(last.start)[0], wreck.text.position(last.end)[0]
        starts += [last.start, *(wreck.text.line_starts[line - 1] for line in range(first + 1, final + 1))]
    for offset in starts:
        start = offset + len(wreck.text.content[offset:]) - len(wreck.text.content[offset:].lstrip(" "))
        found = slip(wreck.text, start, wreck.end_of_line(start))
        if found and found.is_sure and found.start < wreck.at:
            return found.diagnostic()
    return None


def _wide_comma(wreck: Wreck) -> Diagnostic | None:
    if wreck.bracket is None or wreck.character != ":":
        return None
    match = _WIDE_COMMA.search(wreck.text.content[max(wreck.bracket, wreck.at - 200) : wreck.at])
    if match is None:
        return None
    start = wreck.at - len(match.group())
    fix = Fix("write a half-width comma", (Edit(wreck.place(start), ", "),), safe=True)
    advice = "Write a half-width comma and a space between entries."
    label = Label(wreck.place(start), "full-width")
    return _said(wreck, "a full-width comma does not part entries", [label], advice, fix, FULLWIDTH_SYNTAX)


def _indicator(wreck: Wreck) -> Diagnostic | None:
    """A text that begins with a mark of YAML's own."""
    start = wreck.at
    if "block scalar" in wreck.context or re.search("alias|anchor|tag$", wreck.context):
        start = wreck.at if wreck.since is None else wreck.since
    elif not wreck.says("start any token", "sequence entries", "mapping keys", "node content"):
        return None
    mark = wreck.text.content[start : start + 1]
    key = wreck.key_before(start)
    if not mark or mark.isspace():
        return None
    if mark in "-?" and key is None:
        message = f"`{mark}` and a space, where neither a list item nor a key can begin"
        return _said(wreck, message, [Label(wreck.place(start))], "Put the text in quotes.")
    advice = "Put the text in quotes."
    if mark in "|>":
        advice = f"After `{mark}` the text begins on the next line. If `{mark}` belongs to it, put it in quotes."
    elif mark == "-":
        advice = "Begin a list on the next line. If `-` belongs to a text, put the text in quotes."
    message = "an unquoted text cannot begin with " + ("a backtick" if mark == "`" else f"`{mark}`")
    return _said(wreck, message, [Label(wreck.place(start))], advice, _quotes(wreck, start, key))


def _quotes(wreck: Wreck, start: int, key: str | None) -> Fix | None:
    """Quotes around the rest of the line, where it is a text."""
    place = wreck.place(start, wreck.end_of_line(start))
    place = wreck.place(start, start + len(place.excerpt.rstrip()))
    if key is None or not (key in PROSE or is_language(key)) or " #" in place.excerpt or place.excerpt[:1] in "'\"":
        return None
    return Fix("put the text in quotes", (Edit(place, quoted(place.excerpt)),), safe=True)


def _colon(wreck: Wreck) -> Diagnostic | None:
    """A colon within an unquoted text."""
    if not wreck.says("mapping values are not allowed", "unexpected ':'"):
        return None
    content, start = wreck.text.content, wreck.line_start
    match = _KEY.match(content, start, wreck.at)
    if wreck.bracket is None and not (match and match["space"]) and _KEY.match(content, start, wreck.at + 1):
        return None
    label = Label(wreck.place(wreck.at), "read as the end of a key")
    advice = "Put the text in quotes, or write a full-width colon in a Chinese text."
    fix = _quotes(wreck, match.end(), match["key"]) if match and wreck.bracket is None else None
    return _said(wreck, "a colon in an unquoted text", [label], advice, fix)


def _nothing_before_colon(wreck: Wreck) -> Diagnostic | None:
    before = wreck.text.content[wreck.line_start : wreck.at].strip()
    if wreck.character != ":" or before[-1:] not in ("", "{", ","):
        return None
    label = Label(wreck.place(wreck.at))
    return _said(wreck, "a key is missing", [label], "Write a key before the colon.", rule=KEY_NOT_TEXT)


def _no_key(wreck: Wreck) -> Diagnostic | None:
    if wreck.since is None or not wreck.says("could not find expected ':'"):
        return None
    start = wreck.since
    label = Label(wreck.place(start, wreck.end_of_line(start)), "neither a key nor part of the text above")
    advice = "If it goes on with the text above, indent it further. If it is a key, write a colon and a space after it."
    return _said(wreck, "a line without a key", [label], advice)


def _brackets(wreck: Wreck) -> Diagnostic | None:
    if wreck.bracket is None or "flow" not in wreck.context:
        return None
    mark = wreck.text.content[wreck.bracket]
    labels = [Label(wreck.place(wreck.bracket), "opened here"), Label(wreck.place(wreck.at), "reading stops here")]
    closing = "]" if mark == "[" else "}"
    advice = (
        f"Close it with `{closing}`, with commas between what it holds. If it begins a text, put the text in quotes."
    )
    key = wreck.key_before(wreck.bracket)
    fix = _quotes(wreck, wreck.bracket, key) if key not in ("text", "quote") else None
    return _said(wreck, f"`{mark}` is not closed", labels, advice, fix if mark == "[" else None)


def _indentation(wreck: Wreck) -> Diagnostic | None:
    if wreck.says("mapping values are not allowed"):
        start, depth = wreck.line_start, "further than the line before, which has a value already"
    elif "block mapping" in wreck.context or "block collection" in wreck.context or wreck.says("document start"):
        if not wreck.is_first_on_line:
            return None
        start, depth = wreck.line_start, "like nothing above it"
    else:
        return None
    line = wreck.place(start, wreck.end_of_line(start))
    head = start + len(line.excerpt) - len(line.excerpt.lstrip())
    if wreck.character == "-" and wreck.since is not None:
        labels = [
            Label(wreck.place(head), "a list item"),
            Label(wreck.place(wreck.since), "among the keys from here on"),
        ]
        return _said(wreck, "a list item among keys", labels, "Give the list a key, and indent it below.")
    labels = [Label(wreck.place(head, line.end), f"indented {depth}")]
    return _said(wreck, "this line's indentation fits nowhere", labels, "Begin siblings in the same column.")


def _document(wreck: Wreck) -> Diagnostic | None:
    if not wreck.says("document start"):
        return None
    before = wreck.text.content[: wreck.at].rstrip()
    if not before.endswith("..."):
        return None
    labels = [Label(wreck.place(wreck.at)), Label(wreck.place(len(before) - 3, len(before)), "the document ends here")]
    return _said(wreck, "more text after the end of the document", labels, "Remove `...`.", rule=SEVERAL_DOCUMENTS)


_CAUSES: tuple[Callable[[Wreck], Diagnostic | None], ...] = (
    _directive,
    _tab,
    _wide_space,
    _line_separator,
    _open_quote,
    _escape,
    _document,
    _stray,
    _after_closing,
    _slip,
    _wide_comma,
    _nothing_before_colon,
    _indicator,
    _colon,
    _no_key,
    _brackets,
    _indentation,
)
