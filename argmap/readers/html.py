"""HTML, and the HTML inside Markdown: tags are hidden, entities read, blocks set apart.

Every character is looked at a fixed number of times, however broken the markup is.
"""

import re
from bisect import bisect_right

from argmap.patterns import Pattern
from argmap.readers.mask import Mark, Mask
from argmap.readers.reading import Reading
from argmap.text import Text

_TOKEN = Pattern(r"<!--|<[!?]|</?(?=[A-Za-z])|&(?=[#A-Za-z])")
_TAG_NAME = Pattern(r"[A-Za-z][^\s/>]*")
_TAG_REST = Pattern(r"(?:[^\"'>]|\"[^\"]*\"|'[^']*')*>")
_ENTITY = Pattern(r"&(?:#[0-9]{1,8};?|#[xX][0-9A-Fa-f]{1,6};?|[A-Za-z][A-Za-z0-9]{0,31};?)")
_BLOCKS = frozenset(
    re.findall(
        r"\w+",
        "address article aside blockquote body br caption dd details dialog div dl dt fieldset figcaption figure footer"
        " form h1 h2 h3 h4 h5 h6 head header hr html legend li main nav ol optgroup option p pre search section select"
        " summary table tbody td tfoot th thead title tr ul",
    )
)
_UNREAD = frozenset(("script", "style", "template", "noscript", "iframe", "svg", "textarea", "noembed"))
_MARKS: dict[str, Mark] = {
    "b": "bold",
    "strong": "bold",
    "small": "caption",
    "figcaption": "caption",
    "caption": "caption",
    "title": "title",
    "a": "link",
} | {f"h{level}": "heading" for level in range(1, 7)}  # type: ignore[assignment]
_LASTING = frozenset(("figcaption", "caption", "small"))
_SEAMS = frozenset(("sup", "sub", "rt", "rp"))


def read_html(text: Text) -> Reading:
    """The reading of an HTML file or fragment."""
    mask = Mask(text)
    mask_html(mask)
    mask.hide_urls()
    return mask.reading()


def mask_html(mask: Mask, start: int = 0) -> None:
    """Hides the tags from an offset on, reads the entities, and notes blocks, headings and captions."""
    content, tags = mask.content, _Tags(mask)
    token = _TOKEN.search(content, start)
    while token:
        at = token.start()
        if mask.is_hidden(at) or mask.is_raw(at):
            after = at + 1
        elif token[0] == "<!--":
            after = _after_comment(content, at)
            mask.hide(at, after)
        elif token[0] == "&":
            after = _entity(mask, at)
        elif token[0] in ("<!", "<?"):
            after = (content.find(">", at) + 1) or len(content)
            mask.hide(at, after)
        else:
            after = tags.read(at, token.end())
        token = _TOKEN.search(content, after)
    tags.close_all(len(content))


def _after_comment(content: str, at: int) -> int:
    """Where a comment ends: a comment never closed hides the rest, as in a browser."""
    if content.startswith((">", "->"), at + 4):
        return content.index(">", at) + 1
    end = content.find("-->", at + 4)
    return end + 3 if end >= 0 else len(content)


def _entity(mask: Mask, at: int) -> int:
    """Reads an entity, with or without its semicolon; what only looks like one stays as it is."""
    found = _ENTITY.match(mask.content, at)
    if not found:
        return at + 1
    from html import unescape  # the names of characters take long to load, and few texts have one
    from html.entities import html5

    name = found[0][1:]
    if not name.startswith("#") and name not in html5:
        name = next((name[:size] for size in range(len(name), 1, -1) if name[:size] in html5), "")
    if not name:
        return at + 1
    mask.read_as(at, at + 1 + len(name), unescape("&" + name))
    return at + 1 + len(name)


class _Tags:
    """The tags that are open while a text is read."""

    def __init__(self, mask: Mask) -> None:
        self._mask = mask
        self._open: dict[str, list[int]] = {}
        self._tagless = self._quoteless = False

    def read(self, at: int, name_at: int) -> int:
        """Hides the tag at an offset and notes what it means; gives the offset after it."""
        content = self._mask.content
        name_found = _TAG_NAME.match(content, name_at)
        if self._tagless or not name_found:
            return name_at
        rest = None if self._quoteless else _TAG_REST.match(content, name_found.end())
        # A quotation mark that is never closed is looked for once, not from every tag on.
        self._quoteless = rest is None
        after = rest.end() if rest else content.find(">", name_found.end()) + 1
        if not after:
            # No tag can end any more: what looks like one is text.
            self._tagless = True
            return name_at
        name, closing = name_found[0].lower(), content[at + 1] == "/"
        if name in _UNREAD and not closing and content[after - 2] != "/":
            end = re.compile(rf"</{re.escape(name)}(?=[\s/>])", re.IGNORECASE).search(content, after)
            self._mask.hide(at, end.start() if end else len(content))
            self._mask.seam(after)
            return end.start() if end else len(content)
        self._mask.hide(at, after)
        self._note(name, at, after, closing=closing)
        return after

    def _note(self, name: str, at: int, after: int, *, closing: bool) -> None:
        if name in _BLOCKS:
            self._mask.part(at)
            if name != "br":
                self._close_passing(at)
        if name in _SEAMS:
            self._mask.seam(after)
        if name == "img" and not closing:
            self._mask.image(at)
        if name in _MARKS:
            if closing:
                self._close(name, at)
            else:
                self._open.setdefault(name, []).append(after)

    def _close(self, name: str, end: int) -> None:
        starts = self._open.get(name)
        if starts:
            self._mask.mark(_MARKS[name], starts.pop(), end)

    def _close_passing(self, end: int) -> None:
        """A block ends what only marks words; captions may hold blocks."""
        for name in self._open.keys() - _LASTING:
            for start in self._open.pop(name):
                self._mask.mark(_MARKS[name], start, end)

    def close_all(self, end: int) -> None:
        """What was never closed ends with its paragraph."""
        self._close_passing(end)
        breaks = [*self._mask.breaks(), end]
        for name, starts in self._open.items():
            for start in starts:
                self._mask.mark(_MARKS[name], start, breaks[bisect_right(breaks, start, hi=len(breaks) - 1)])
