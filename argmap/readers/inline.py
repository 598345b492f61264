"""What stands inside a Markdown paragraph: code, emphasis, links, pictures, escapes.

Marks are hidden, labels read through, addresses hidden. Only marks that pair are marks.
"""

from bisect import bisect_right

from argmap.patterns import Pattern
from argmap.readers.mask import Mask

_TICKS = Pattern(r"`+")
_TOKEN = Pattern(r"\\(?=[!-/:-@\[-`{-~])|!?\[|\]|\*+|_+|~~")
_ADDRESS = Pattern(
    r"\(\s{0,40}(?:<[^<>\r\n]*>|(?:[^()\s<]|\([^()\s]*\))*)(?:\s{1,40}(?:\"[^\"]*\"|'[^']*'|\([^()]*\)))?\s{0,40}\)"
)
_REFERENCE = Pattern(r"\d{1,3}")
_FOOTNOTE = Pattern(r"\[\^[^\]\s]+\]")
_PLACEHOLDERS = frozenset(("图片", "圖片", "图", "圖", "image", "img", "picture", "photo", "alt"))


def mask_code(mask: Mask, start: int, end: int) -> None:
    """Hides the ticks of code in a paragraph; what is between them is text as it stands."""
    ticks = [found.span() for found in _TICKS.finditer(mask.content, start, end)]
    by_size: dict[int, list[int]] = {}
    for first, last in ticks:
        by_size.setdefault(last - first, []).append(first)
    done = start
    for first, last in ticks:
        same = by_size[last - first]
        at = bisect_right(same, first)
        if first < done or at == len(same) or mask.content[first - 1 : first] == "\\":
            continue
        done = same[at] + last - first
        mask.hide(first, last)
        mask.hide(same[at], done)
        mask.keep_raw(last, same[at])


def mask_inline(mask: Mask, start: int, end: int) -> None:
    """Hides the marks of a paragraph."""
    pairs = _Pairs(mask, start, end)
    at = start
    while token := _TOKEN.search(mask.content, at, end):
        at = token.end()
        if mask.is_hidden(token.start()) or mask.is_raw(token.start()):
            at = token.start() + 1
        elif token[0][0] == "\\":
            mask.hide(token.start(), at)
            at += 1
        elif token[0].endswith("["):
            pairs.brackets.append(token.start())
        elif token[0] == "]":
            at = pairs.close_bracket(token.start())
        else:
            pairs.emphasis(token.start(), at)


class _Pairs:
    """The brackets and emphasis marks of a paragraph that wait for their other half."""

    def __init__(self, mask: Mask, start: int, end: int) -> None:
        self._mask = mask
        self._start, self._end = start, end
        self.brackets: list[int] = []
        self._emphasis: dict[str, list[list[int]]] = {"*": [], "_": [], "~": []}

    def close_bracket(self, at: int) -> int:
        """Reads a link or a picture that ends here; gives where to go on."""
        mask, content = self._mask, self._mask.content
        if not self.brackets:
            return at + 1
        opening = self.brackets.pop()
        if _FOOTNOTE.fullmatch(content, opening, at + 1):
            mask.hide(opening, at + 1)
            mask.seam(at + 1)
            return at + 1
        address = _ADDRESS.match(content, at + 1, self._end)
        if not address:
            return at + 1
        picture = content[opening] == "!"
        first = opening + 1 + picture
        if _REFERENCE.fullmatch(content, first, at):
            mask.hide(at + 1, address.end())
            return address.end()
        mask.hide(opening, first)
        mask.hide(at, address.end())
        if not picture:
            mask.mark("link", first, at)
            return address.end()
        mask.image(opening)
        mask.mark("caption", first, at)
        if content[first:at].strip().lower() in _PLACEHOLDERS:
            mask.hide(first, at)
        return address.end()

    def emphasis(self, first: int, last: int) -> None:
        """Pairs a run of marks with those that wait, or lets it wait."""
        content, mark = self._mask.content, self._mask.content[first]
        before = content[first - 1] if first > self._start else " "
        after = content[last] if last < self._end else " "
        if before.isdecimal() and after.isdecimal():
            return
        within_word = mark == "_" and before.isalnum() and after.isalnum()
        waiting = self._emphasis[mark]
        while first < last and waiting and not before.isspace() and not within_word:
            start, size = waiting[-1]
            paired = min(size, last - first)
            self._mask.hide(start + size - paired, start + size)
            self._mask.hide(first, first + paired)
            if mark != "~" and paired > 1:
                self._mask.mark("bold", start + size, first)
            first += paired
            waiting[-1][1] -= paired
            if not waiting[-1][1]:
                waiting.pop()
        if first < last and not after.isspace() and not within_word:
            waiting.append([first, last - first])
