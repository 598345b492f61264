"""Quotation marks and brackets at the edges of a passage: what it opens it closes, what it closes it opens."""

PAIRS = dict(zip("“‘「『«‹《〈（(【[〔〝﹁﹃", "”’」』»›》〉）)】]〕〞﹂﹄", strict=True))
_OPENING = {close: mark for mark, close in PAIRS.items()}
_STOPS = "。.，,！!？?；;…、：:"


def close_marks(text: str, first: int, last: int) -> tuple[int, int]:
    """The stretch, widened by the marks right beside it that pair with marks left open inside it."""
    unopened, unclosed = _unpaired(text[first:last])
    for mark in unclosed:
        after = last
        while after < min(last + 2, len(text)) and text[after] in _STOPS and text[after] != mark:
            after += 1
        if text[after : after + 1] != mark:
            break
        last = after + 1
    for mark in unopened:
        if not first or text[first - 1] != mark:
            break
        first -= 1
    return first, last


def _unpaired(passage: str) -> tuple[list[str], list[str]]:
    """The opening marks that lack before a passage and the closing ones that lack after it, nearest first."""
    unopened: list[str] = []
    unclosed: list[str] = []
    for at, character in enumerate(passage):
        if character == "’" and passage[at - 1 : at].isascii() and passage[at - 1 : at].isalpha():
            if unclosed and unclosed[-1] == "’" and not passage[at + 1 : at + 2].isalpha():
                unclosed.pop()
        elif character in PAIRS:
            unclosed.append(PAIRS[character])
        elif character in _OPENING:
            if unclosed and unclosed[-1] == character:
                unclosed.pop()
            elif not unclosed:
                unopened.append(_OPENING[character])
    if passage.count('"') % 2 and not unclosed:
        unclosed.append('"')
    return unopened, unclosed[::-1]
