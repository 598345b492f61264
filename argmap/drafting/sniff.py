"""What a file says of itself: its format, its languages, and title, date, authors, publisher and address.

Nothing is guessed beyond its format and language: what the file does not say is left out.
"""

import html
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath
from typing import Final

from argmap.drafting.lines import on_one_line
from argmap.patterns import Pattern
from argmap.quotes.han import is_han
from argmap.readers import READERS, Kind, Reading
from argmap.syntax import read
from argmap.text import Text

UNKNOWN: Final = "und"
"""The language tag of what cannot be told."""

_ENDINGS: Final = {
    **dict.fromkeys((".md", ".markdown", ".mdown", ".mkd"), "markdown"),
    **dict.fromkeys((".html", ".htm", ".xhtml"), "html"),
}
_PAGE: Final = Pattern(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body)\b", re.I | re.S)
_TAG: Final = Pattern(r"</?(?:p|div|span|h[1-6]|ul|li|table|article|section)\b[^>]*>", re.IGNORECASE)
_FRONT: Final = Pattern(r"---[ \t]*\r?\n(.*?)(?:\r\n|\r|\n)(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.S)
_SIGNS: Final = (
    Pattern(r"^ {0,3}#{1,6} \S", re.M),
    Pattern(r"!\[[^\]\n]*\]\([^)\n]+\)"),
    Pattern(r"(?<!!)\[[^\]\n]+\]\((?:https?:|/|#)[^)\n]+\)"),
    Pattern(r"(?<!\*)\*\*[^*\n]+\*\*(?!\*)"),
    Pattern(r"^\S[^\n]*\n(?:={3,}|-{3,})[ \t]*$", re.M),
    Pattern(r"^(?:[-*+]|\d+\.) \S[^\n]*\n(?:[-*+]|\d+\.) \S", re.M),
)
_SMALL: Final = {
    language: frozenset(words.split())
    for language, words in {
        "en": "the of and to in is that for it was with as are on be this from by which have has not",
        "de": "der die und das den von zu mit ist des im nicht ein eine dem sich auch auf für als",
        "fr": "le la les des et est une que dans pour qui sur pas par du au avec ce sont plus",
        "es": "el la los las de que y en un una por con para es se del no su al más",
        "it": "il la di che e un una per non con sono del della le si dei nel alla gli è",
        "nl": "de het een van en in is dat op te zijn voor met niet aan er ook als bij door",
        "pt": "o a os as de que e do da em um uma para com não por se na no dos",
    }.items()
}
_WORD: Final = Pattern(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_DATE: Final = Pattern(r"(?<!\d)((?:19|20)\d\d)\s?[-./年]\s?(\d{1,2})\s?[-./月]\s?(\d{1,2})(?!\d)")
_AUTHORS: Final = Pattern(r"(?:(?:本文)?作者|文)\s*[:：/|｜]\s*(\S.*)|By ([A-Z].*)")
_ADDRESS: Final = Pattern(r"https?://[^\s<>\"']+")
_TITLE_LINK: Final = Pattern(
    r"\A(?:<!--.*?-->|\s)*#{0,6}[ \t]*\[[^\]\n]*\]\((https?://[^)\s]+)\)[ \t]*(?=[\r\n]|\Z)", re.S
)
_META: Final = Pattern(r"<(?:meta|link)\b[^>]*>", re.IGNORECASE)
_ATTRIBUTE: Final = Pattern(r"([\w:-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_HEAD_MAX: Final = 100_000


@dataclass(frozen=True)
class Facts:
    """What is known of an article from its file alone."""

    format: str
    languages: tuple[str, ...]
    title: str = ""
    date: str = ""
    authors: tuple[str, ...] = ()
    publisher: str = ""
    url: str = ""


def facts(text: Text) -> tuple[Facts, Reading]:
    """The facts, and the file as it is read by them."""
    form = format_of(text)
    reading = READERS[form](text)
    said = {**_page_facts(text, form), **_front_facts(text, form)}
    kinds = [(reading.region_at(*span), reading.citable.slice(*span)) for span in reading.paragraphs]
    titles = [words for region, words in kinds if region and region.kind is Kind.TITLE]
    bylines = [words for region, words in kinds if region and region.kind is Kind.BYLINE]
    link = _TITLE_LINK.match(text.content) if form == "markdown" else None
    return (
        Facts(
            form,
            languages_of(reading),
            on_one_line(said.get("title", "") or _title(titles, reading)),
            next(_dates([said.get("date", ""), *bylines]), ""),
            tuple(_authors(said.get("authors", ""), bylines)),
            on_one_line(said.get("publisher", "")),
            _address(said.get("url", "") or (link[1] if link else "")),
        ),
        reading,
    )


def format_of(text: Text) -> str:
    """By the file's ending; where that says nothing, by what is in it."""
    ending, content = PurePosixPath(text.name).suffix.lower(), text.content[:_HEAD_MAX]
    if ending in _ENDINGS:
        return _ENDINGS[ending]
    if _PAGE.match(content):
        return "html"
    signs = sum(bool(sign.search(content)) for sign in _SIGNS)
    if _FRONT.match(content) or signs > 1:
        return "markdown"
    if len(_TAG.findall(content)) > 3:
        return "markdown" if signs else "html"
    return "text"


def languages_of(reading: Reading) -> tuple[str, ...]:
    """The languages that much of an article is in, the first one first."""
    weights: Counter[str] = Counter()
    for start, end in reading.paragraphs:
        language, weight = _language(reading.citable.slice(start, end))
        weights[language] += weight
    total = sum(weights.values())
    found = [language for language, weight in weights.items() if weight * 4 >= total and weight]
    known = [language for language in found if language != UNKNOWN]
    script = script_of(reading.citable.characters)
    return tuple(script if language == "zh" else language for language in known) or (UNKNOWN,)


def _language(words: str) -> tuple[str, int]:
    """The language of a paragraph, and how many words or characters speak for it."""
    han = sum(map(is_han, words))
    kana = sum("\u3040" <= character <= "\u30ff" for character in words)
    hangul = sum("\uac00" <= character <= "\ud7a3" for character in words)
    latin = [word.lower() for word in _WORD.findall(words) if word[0] < "\u0250"]
    other = sum("\u0370" <= character <= "\u1fff" for character in words)
    if kana * 10 > han + kana:
        return "ja", han + kana
    if hangul > han + len(latin):
        return "ko", hangul
    if han > 2 * len(latin):
        return "zh", han
    if other > sum(map(len, latin)):
        return UNKNOWN, other // 5
    counts = {language: sum(word in small for word in latin) for language, small in _SMALL.items()}
    best = max(counts, key=lambda language: counts[language])
    return (best if counts[best] * 10 >= len(latin) > 0 else UNKNOWN), len(latin)


def script_of(text: str) -> str:
    """Simplified or Traditional, by the characters that only one of two character sets has."""
    simplified = traditional = 0
    for character, number in Counter(filter(is_han, text)).items():
        mainland, taiwan = _is_in(character, "gb2312"), _is_in(character, "big5")
        simplified += number * (mainland and not taiwan)
        traditional += number * (taiwan and not mainland)
    if simplified == traditional:
        return "zh"
    return "zh-Hans" if simplified > traditional else "zh-Hant"


def _is_in(character: str, encoding: str) -> bool:
    try:
        character.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def _front_facts(text: Text, form: str) -> dict[str, str]:
    """What the front matter of a Markdown file says."""
    front = _FRONT.match(text.content) if form == "markdown" else None
    document = read(Text(text.name, f"{front[1]}\n"))[0] if front else None
    if document is None:
        return {}
    data = {key.lower(): value for key, value in document.data.items()}
    keys = {
        "title": ("title",),
        "date": ("date", "published", "pubdate", "publishdate"),
        "authors": ("authors", "author", "byline"),
        "publisher": ("publisher", "site", "sitename", "site_name"),
        "url": ("url", "canonical", "canonical_url", "link", "source_url", "original_url", "source"),
    }
    found = {name: next((_plain(data[key]) for key in given if data.get(key)), "") for name, given in keys.items()}
    return {name: value for name, value in found.items() if value}


def _plain(value: object) -> str:
    """A text, or the texts of a list side by side."""
    if isinstance(value, list):
        return "、".join(each for each in value if isinstance(each, str))
    return value if isinstance(value, str) else ""


def _page_facts(text: Text, form: str) -> dict[str, str]:
    """What the head of an HTML page says."""
    if form != "html":
        return {}
    named: dict[str, str] = {}
    for tag in _META.findall(text.content[:_HEAD_MAX]):
        attributes = {name.lower(): html.unescape(one or other) for name, one, other in _ATTRIBUTE.findall(tag)}
        name = (
            attributes.get("property")
            or attributes.get("name")
            or attributes.get("itemprop")
            or attributes.get("rel", "")
        )
        named.setdefault(name.lower(), attributes.get("content") or attributes.get("href") or "")
    keys = {
        "date": ("article:published_time", "date", "datepublished", "pubdate", "dc.date"),
        "authors": ("author", "article:author"),
        "publisher": ("og:site_name", "publisher"),
        "url": ("canonical", "og:url"),
    }
    found = {name: next((named[key] for key in given if named.get(key)), "") for name, given in keys.items()}
    if found["authors"].startswith("http"):
        found["authors"] = ""
    return {name: value for name, value in found.items() if value}


def _title(titles: list[str], reading: Reading) -> str:
    """The title; of a page, its heading where the title of the window only adds the site's name to it."""
    if not titles:
        return ""
    headings = (reading.citable.slice(each.start, each.end) for each in reading.regions if each.kind is Kind.HEADING)
    first = next(headings, "")
    return first if len(first) > 3 and titles[0].startswith(first) else titles[0]


def _dates(texts: Iterable[str]) -> Iterator[str]:
    """The days of the calendar that are named, as 2025-02-13."""
    for text in texts:
        for found in _DATE.finditer(text):
            try:
                yield date(*map(int, found.groups())).isoformat()
            except ValueError:
                continue


def _authors(said: str, bylines: Iterable[str]) -> Iterator[str]:
    """The names that the file gives as its authors'."""
    found = next((match[1] or match[2] for line in bylines if (match := _AUTHORS.fullmatch(line.strip()))), "")
    for name in re.split(r"[、;；]|,\s|，|\s+(?:and|und|et|&)\s+", said or found):
        # A date often stands in the same line.
        if name.strip() and not re.search(r"\d", name):
            yield on_one_line(name)


def _address(said: str) -> str:
    found = _ADDRESS.fullmatch(said.strip())
    return found[0] if found else ""
