"""What kind of text a paragraph is, told from its words, its setting and its neighbours.

The lists are short and cautious: what is not surely something else is a paragraph.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from argmap.patterns import Pattern
from argmap.quotes import Citable
from argmap.quotes.han import is_han
from argmap.readers.reading import Kind, Region

_NOTICES = (
    "版权声明", "版權聲明", "版权所有", "版權所有", "著作权法保护", "著作權法保護", "原创声明", "原創聲明",
    "免责声明", "免責聲明", "特别声明", "特別聲明", "未经授权", "未经许可", "未经允许", "未經授權",
    "未經許可", "未經允許", "侵权必究", "侵權必究", "转载请注明", "轉載請註明", "All rights reserved",
)  # fmt: skip
_BOILERPLATE = Pattern(
    r"\W*©|Copyright\b|Notice: The content above|←\s*(?:返回|Back)|返回首页|责任编辑"
    r"|(?:\S{4,10} \(\w+\) · )?[0-9a-f]{40}$"
)
_DATE = r"\d{4}\s?[-./年]\s?\d{1,2}\s?[-./月]\s?\d{1,2}日?(?:[T\s]\s*\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?Z?)?"
_DATELINE = Pattern(rf"(?:[^。！？!?]{{0,40}}?[\s·|｜•]\s*)?{_DATE}")
_ROLES = (
    r"作者|本文作者|文|图|圖|记者|記者|编辑|編輯|责编|責編|责任编辑|責任編輯|编译|編譯|翻译|翻譯|译者|譯者|来源|來源|出处"
    r"|校对|校對|排版|初审|初審|终审|終審|审核|審核|监制|監製|供稿|By|Author|Editor|Source"
)
_BYLINE = Pattern(
    rf"【[^】]{{0,80}}(?:记者|記者|通讯员|通訊員|特派|特约|特約)[^】]*】|本文作者|(?:{_ROLES})\s*[|｜丨/／:：]\s*\S.{{0,60}}"
    r"|By [A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,4}"
)
_CREDIT = (
    r"(?:图源|圖源|图片来源|圖片來源|摄影|攝影|视觉中国|新华社|新華社|路透社|法新社|美联社|美聯社"
    r"|Getty|Reuters|AFP|AP\b)"
)
_CAPTION = Pattern(rf"(?:[图圖](?:为|為|注|说|說|[:：])).{{0,160}}|.{{0,160}}[（(](?:{_CREDIT})[^）)]{{0,20}}[）)]。?")
_NAME = Pattern(r"[A-Z][\w.'’-]*(?: [\w.'’-]+){1,4}")
_STOPS = "。！？!?；;.…”」,，、"
_HEADING_MAX = 80
_BODY_MIN = 60
_SPEECH_OPENS = {"“": "”", "「": "」", "『": "』", "„": "“”", "«": "»", "〝": "〞", '"': '"'}
_SPEECH_MARK = Pattern(f"[{''.join((*_SPEECH_OPENS, *_SPEECH_OPENS.values()))}]")


class Block(NamedTuple):
    """A paragraph's citable characters, how it is set, and whether a picture stands right before it."""

    characters: str
    marks: frozenset[str]
    pictured: bool


def kinds_of(blocks: Sequence[Block], *, plain: bool) -> list[Kind]:
    """The kind of each block, in order."""
    kinds = [_kind(block) for block in blocks]
    for at, (block, kind) in enumerate(zip(blocks, kinds, strict=True)):
        if plain and kind is Kind.PARAGRAPH and _looks_like_heading(blocks, kinds, at):
            kinds[at] = Kind.HEADING
        follows = kinds[at + 1] if at + 1 < len(kinds) else None
        named = not (plain and at == 0)
        if named and kind is Kind.PARAGRAPH and follows is Kind.BYLINE and _is_name(block, blocks[at + 1]):
            kinds[at] = Kind.BYLINE
    if blocks and "link" in blocks[-1].marks and len(blocks[-1].characters) <= 20:
        kinds[-1] = Kind.BOILERPLATE
    _sign(blocks, kinds)
    _entitle(kinds, blocks, plain=plain)
    return kinds


def _kind(block: Block) -> Kind:
    words = block.characters
    if "title" in block.marks:
        return Kind.TITLE
    beginning = words[:400]
    if any(notice in beginning for notice in _NOTICES) or _BOILERPLATE.match(beginning):
        return Kind.BOILERPLATE
    if len(words) <= 120 and (_BYLINE.fullmatch(words) or _DATELINE.fullmatch(words)):
        return Kind.BYLINE
    if "caption" in block.marks or (len(words) <= 200 and _CAPTION.fullmatch(words)):
        return Kind.CAPTION
    if "heading" in block.marks or ("bold" in block.marks and len(words) <= _HEADING_MAX):
        return Kind.HEADING
    return Kind.PARAGRAPH


def _is_name(block: Block, dateline: Block) -> bool:
    words = block.characters
    if len(words) > 40 or not _DATELINE.fullmatch(dateline.characters):
        return False
    is_chinese = 2 <= len(words) <= 4 and all(is_han(character) or character == "·" for character in words)
    return is_chinese or _NAME.fullmatch(words) is not None


def _looks_like_heading(blocks: Sequence[Block], kinds: Sequence[Kind], at: int) -> bool:
    """Whether a line of plain text is short, ends no sentence, and has body text soon after it."""
    words = blocks[at].characters
    if len(words) > 30 or words[-1] in _STOPS or "\n" in words or words[0] in "-*•":
        return False
    return any(
        len(later.characters) >= _BODY_MIN and kind is Kind.PARAGRAPH
        for later, kind in zip(blocks[at + 1 : at + 3], kinds[at + 1 : at + 3], strict=True)
    )


def _sign(blocks: Sequence[Block], kinds: list[Kind]) -> None:
    """What follows `本文作者` says who they are."""
    signed = False
    for at, block in enumerate(blocks):
        if block.characters in ("本文作者", "作者简介", "作者簡介"):
            signed = True
        elif len(block.characters) > 80 or kinds[at] is not Kind.PARAGRAPH:
            signed = False
        elif signed:
            kinds[at] = Kind.BYLINE


def _entitle(kinds: list[Kind], blocks: Sequence[Block], *, plain: bool) -> None:
    """The first heading before any paragraph is the title, if nothing else is."""
    if Kind.TITLE in kinds:
        return
    for at, kind in enumerate(kinds):
        if plain and kind in (Kind.PARAGRAPH, Kind.HEADING):
            words = blocks[at].characters
            if kinds[at + 1 : at + 2] == [Kind.BYLINE] and len(words) <= _HEADING_MAX and words[-1] not in "。.；;，,":
                kinds[at] = Kind.TITLE
            return
        if kind is Kind.HEADING:
            kinds[at] = Kind.TITLE
            return
        if kind is Kind.PARAGRAPH:
            return


def to_regions(citable: Citable, stretches: Sequence[tuple[int, int]], kinds: Sequence[Kind]) -> tuple[Region, ...]:
    """A region for each paragraph, given by indices, and for each speech in it, by where they start."""
    regions = []
    for (first, last), kind in zip(stretches, kinds, strict=True):
        regions.append(Region(*citable.span(first, last), kind))
        for start, end in speeches(citable.characters[first:last]):
            regions.append(Region(*citable.span(first + start, first + end), Kind.SPEECH))
    return tuple(regions)


def speeches(paragraph: str) -> Iterator[tuple[int, int]]:
    """The stretches in quotation marks, marks included, outermost only; one never closed ends with the paragraph."""
    start = 0
    stack: list[str] = []
    for found in _SPEECH_MARK.finditer(paragraph):
        mark = found[0]
        if stack and mark in stack[-1]:
            stack.pop()
            if not stack:
                yield start, found.end()
        elif mark in _SPEECH_OPENS:
            if not stack:
                start = found.start()
            stack.append(_SPEECH_OPENS[mark])
    if stack:
        yield start, len(paragraph)
