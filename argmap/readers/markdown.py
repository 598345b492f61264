"""Markdown, read by lines: front matter and link addresses are hidden, headings, lists and tables known.

What stands inside a paragraph is read by `inline`, HTML by `html`. Structure only: nothing is rendered.
"""

from collections.abc import Iterator

from argmap.patterns import Pattern
from argmap.readers.html import mask_html
from argmap.readers.inline import mask_code, mask_inline
from argmap.readers.mask import Mask
from argmap.readers.reading import Reading
from argmap.text import Text

_LINE = Pattern(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_FENCE = Pattern(r" {0,3}(`{3,}(?=[^`]*\Z)|~{3,})")
_QUOTED = Pattern(r" {0,3}(?:> ?)+")
_HEADING = Pattern(r" {0,3}#{1,6}(?:[ \t]+|\Z)")
_HEADING_END = Pattern(r"[ \t]+#+[ \t]*\Z")
_UNDERLINE = Pattern(r" {0,3}(?:=+|-+)[ \t]*\Z")
_RULE = Pattern(r" {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})\Z")
_ITEM = Pattern(r"[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+")
_DEFINITION = Pattern(
    r" {0,3}\[(?!\^)[^\]]+\]:[ \t]*(?:<[^<>]*>|[!-~]+)(?:[ \t]+(?:\"[^\"]*\"|'[^']*'|\([^()]*\)))?[ \t]*\Z"
)
_FOOTNOTE = Pattern(r" {0,3}\[\^[^\]\s]+\]:[ \t]*")
_TABLE_RULE = Pattern(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-*:?[ \t]*)+\Z")
_TITLE = Pattern(r"title[ \t]*[:=][ \t]*(.*?)[ \t]*\Z")
_FRONT_MATTER_MAX = 200


def read_markdown(text: Text) -> Reading:
    """The reading of a Markdown file."""
    mask = Mask(text)
    start = _mask_front_matter(mask)
    paragraphs = _Lines(mask).read(start)
    for paragraph in paragraphs:
        mask_code(mask, *paragraph)
    mask_html(mask, start)
    mask.hide_urls()
    for paragraph in paragraphs:
        mask_inline(mask, *paragraph)
    return mask.reading()


def lines_of(content: str, start: int) -> Iterator[tuple[int, int, int]]:
    """The lines from an offset on: where each begins, where its characters end, where the next begins."""
    for line in _LINE.finditer(content, start):
        if line[0]:
            yield line.start(), line.start() + len(line[0].rstrip("\r\n")), line.end()


def _mask_front_matter(mask: Mask) -> int:
    """Hides the block between `---` or `+++` lines that opens a file, except its title; gives where the body begins."""
    opening = ""
    lines: list[tuple[int, int]] = []
    for number, (start, end, after) in enumerate(lines_of(mask.content, 0)):
        line = mask.content[start:end].rstrip()
        if number == 0:
            opening = line
            if line not in ("---", "+++"):
                return 0
        elif line == opening or (line == "..." and opening == "---"):
            mask.hide(0, after)
            for inner in lines:
                _show_title(mask, *inner)
            mask.part(after)
            return after
        if number > _FRONT_MATTER_MAX:
            break
        lines.append((start, end))
    return 0


def _show_title(mask: Mask, start: int, end: int) -> None:
    found = _TITLE.match(mask.content[start:end])
    if not found:
        return
    first, last = start + found.start(1), start + found.end(1)
    if last - first > 1 and mask.content[first] in "\"'" and mask.content[last - 1] == mask.content[first]:
        first, last = first + 1, last - 1
    elif mask.content[first:last].startswith((">", "|")):
        return
    mask.show(first, last)
    mask.mark("title", first, last)
    mask.part(first)


class _Lines:
    """Reads a body line by line; knows the paragraph that the last line belongs to."""

    def __init__(self, mask: Mask) -> None:
        self._mask = mask
        self._paragraphs: list[tuple[int, int]] = []
        self._open: int | None = None
        self._end = 0
        self._fence = ""

    def read(self, start: int) -> list[tuple[int, int]]:
        """Hides the marks of blocks; gives the spans of the paragraphs, to be read inside."""
        for line in lines_of(self._mask.content, start):
            self._line(*line)
        self._close()
        return self._paragraphs

    def _line(self, start: int, end: int, after: int) -> None:
        mask = self._mask
        if self._fenced(start, end):
            return
        quoted = _QUOTED.match(mask.content, start, end)
        first = quoted.end() if quoted else start
        mask.hide(start, first)
        line = mask.content[first:end]
        if not line.strip():
            self._close()
        elif self._open is not None and _UNDERLINE.match(line):
            mask.mark("heading", self._open, self._end)
            mask.hide(first, end)
            self._close()
        elif _RULE.match(line) or _DEFINITION.match(line):
            mask.hide(first, end)
            self._close()
        elif heading := _HEADING.match(line):
            self._heading(first, heading.end(), line)
        elif "|" in line and (_TABLE_RULE.match(line) or line.lstrip()[0] == "|"):
            self._row(first, end, line)
        else:
            self._text(first, end, line)

    def _fenced(self, start: int, end: int) -> bool:
        """Whether a line is code, or the fence around it; code may be cited as it is."""
        line = self._mask.content[start:end]
        fence = _FENCE.match(line)
        if self._fence:
            if fence and fence[1].startswith(self._fence) and not line[fence.end() :].strip():
                self._mask.hide(start, end)
                self._fence = ""
            else:
                self._mask.keep_raw(start, end)
            return True
        if fence:
            self._close()
            self._mask.hide(start, end)
            self._mask.part(start)
            self._fence = fence[1]
        return fence is not None

    def _heading(self, first: int, inner: int, line: str) -> None:
        self._close()
        closing = _HEADING_END.search(line, inner)
        last = first + (closing.start() if closing else len(line))
        self._mask.hide(first, first + inner)
        self._mask.hide(last, first + len(line))
        self._mask.mark("heading", first + inner, last)
        self._open, self._end = first + inner, last
        self._close()

    def _row(self, first: int, end: int, line: str) -> None:
        """A row of a table: its cells stand apart."""
        self._close()
        if _TABLE_RULE.match(line):
            self._mask.hide(first, end)
            return
        for at, character in enumerate(line):
            if character == "|":
                self._mask.hide(first + at, first + at + 1)
                self._mask.seam(first + at + 1)
        self._open, self._end = first, end
        self._close()

    def _text(self, first: int, end: int, line: str) -> None:
        item = _ITEM.match(line)
        if item:
            self._close()
            if not item[0].strip()[0].isdigit():
                self._mask.hide(first, first + item.end())
        elif note := _FOOTNOTE.match(line):
            self._close()
            self._mask.hide(first, first + note.end())
        if self._open is None:
            self._open = first
        self._end = end

    def _close(self) -> None:
        """The paragraph ends, and so does what the next one could continue."""
        if self._open is not None:
            self._mask.part(self._open)
            self._mask.part(self._end)
            self._paragraphs.append((self._open, self._end))
        self._open = None
