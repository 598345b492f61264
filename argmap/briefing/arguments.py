"""What a block is told: its words read as `name=value`, and each value checked against what there is."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath, PureWindowsPath
from types import MappingProxyType
from typing import Final

from argmap.briefing import rules
from argmap.corpus import Corpus
from argmap.diagnostics import Diagnostic, Label
from argmap.schema import LANGUAGE
from argmap.spelling import alike
from argmap.text import Place
from argmap.theme import THEMES

PICTURES: Final = ("svg", "png")
"""The formats that a document can show."""
TEXTS: Final = ("embed", "outline", "live")

ARGUMENTS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "source": "ids of sources",
        "issue": "ids of issues",
        "claim": "claims, as `source/claim`",
        "lang": "the language; the codebook's first where it is not given",
        "what": "which number",
        "sheet": "of a figure with several sheets, the names of those to show, or `all`",
        "format": " or ".join(f"`{each}`" for each in PICTURES),
        "theme": ", ".join(f"`{each}`" for each in THEMES),
        "text": "text in svg: " + ", ".join(f"`{each}`" for each in TEXTS),
        "scale": "pixels of a png to each px, 0.1 to 20",
        "dir": "the folder of the picture, from the document's; `figures/` and the document's name",
        "caption": "another caption; `none` for none",
    }
)
"""The arguments by name, and what their values are."""
_LISTS: Final = ("source", "issue", "claim", "sheet")
PLURALS: Final[Mapping[str, str]] = {"sources": "source", "issues": "issue", "claims": "claim", "sheets": "sheet"}
"""Other names that the arguments go by."""
_WORD: Final = re.compile(r"[^\s=\"']+")
_ARGUMENT: Final = re.compile(
    r"""(?P<name>[^\s=]+)\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s"']+))"""
)


class Wrong(Exception):  # noqa: N818 - it says what is the matter
    """A block cannot be filled as it asks; `argument` is the one that is wrong, if it is one."""

    def __init__(self, message: str, help: str = "", argument: str = "") -> None:
        super().__init__(message)
        self.help = help
        self.argument = argument


@dataclass(frozen=True)
class Asked:
    """The directive of a block by its name, and the values of its arguments with their places."""

    directive: str
    place: Place
    values: Mapping[str, tuple[str, ...]]
    places: Mapping[str, Place]

    def all(self, name: str) -> tuple[str, ...]:
        """The values of an argument, each once; empty where it was not given."""
        return self.values.get(name, ())

    def one(self, name: str, default: str = "") -> str:
        """The last value of an argument."""
        return self.values[name][-1] if name in self.values else default

    def wrong(self, refused: Wrong) -> Diagnostic:
        """What speaks against it, at the argument's value or else at the directive."""
        place = self.places.get(refused.argument, self.place)
        return Diagnostic(rules.BAD_ARGUMENT, str(refused), (Label(place),), help=refused.help)

    @property
    def sources(self) -> Collection[str] | None:
        """The sources that are shown, None for all: errors in others do not stand in its way."""
        named = {*self.all("source"), *(claim.partition("/")[0] for claim in self.all("claim"))}
        return named or None


def word_of(words: Place) -> Place:
    """The first word: the directive."""
    found = _WORD.search(words.excerpt)
    start, end = found.span() if found else (0, 0)
    return words.text.place(words.start + start, words.start + end)


def read(words: Place, allowed: Collection[str]) -> tuple[Asked | None, list[Diagnostic]]:
    """What the words of a block ask for, its arguments among those allowed; or what is wrong with them."""
    text, directive = words.text, word_of(words)
    problems: list[Diagnostic] = []
    values: dict[str, tuple[str, ...]] = {}
    places: dict[str, Place] = {}
    at = directive.end
    while at < words.end:
        if text.content[at].isspace():
            at += 1
            continue
        found = _ARGUMENT.match(text.content, at, words.end)
        if found is None:
            rest = text.place(at, at + len(text.content[at : words.end].split()[0]))
            help = 'Write `name=value`, or `name="a value"` with straight quotation marks.'
            problems.append(Diagnostic(rules.BAD_ARGUMENT, "this is no argument", (Label(rest),), help=help))
            break
        at = found.end()
        name = PLURALS.get(found["name"], found["name"])
        if name not in allowed:
            problems.append(_unknown(text.place(*found.span("name")), allowed))
            continue
        group = next(each for each in ("double", "single", "bare") if found[each] is not None)
        places[name] = text.place(*found.span(group))
        given = found[group].replace("，", ",").split(",") if name in _LISTS else [found[group]]
        cleaned = [each.strip() for each in given if each.strip()]
        values[name] = tuple(dict.fromkeys((*values.get(name, ()), *cleaned)))
        if not cleaned:
            problems.append(Diagnostic(rules.BAD_ARGUMENT, f"`{name}` has no value", (Label(places[name]),)))
    return (None if problems else Asked(directive.excerpt, directive, values, places)), problems


def _unknown(place: Place, allowed: Collection[str]) -> Diagnostic:
    message = f"there is no argument `{place.excerpt}` here"
    return Diagnostic(rules.BAD_ARGUMENT, message, (Label(place),), help=meant(place.excerpt, allowed))


def meant(given: str, known: Collection[str]) -> str:
    """What was probably meant, or what there is."""
    near = alike(given, known)
    if near:
        return f"Did you mean `{near}`?"
    if not known:
        return "There are none."
    shown = list(known)[:20]
    return f"There {'is' if len(shown) == 1 else 'are'}: {', '.join(f'`{each}`' for each in shown)}" + (
        " …" if len(known) > len(shown) else "."
    )


def check(asked: Asked, corpus: Corpus, numbers: Collection[str]) -> None:
    """A Wrong for the first value that cannot be; claims are left until the maps are known to be sound."""
    known = {
        "source": (corpus.sources, "source"),
        "issue": (corpus.codebook.issues, "issue"),
        "what": (numbers, "number"),
        "format": (PICTURES, "format"),
        "theme": (THEMES, "theme"),
        "text": (TEXTS, "way of writing text"),
    }
    for name, (ids, thing) in known.items():
        for value in asked.all(name):
            if value not in ids:
                raise Wrong(f"there is no {thing} `{value}`", meant(value, ids), name)
    for claim in asked.all("claim"):
        source, slash, _ = claim.partition("/")
        if not slash:
            raise Wrong(f"`{claim}` names no source", "Write `claim=source/claim`.", "claim")
        if source not in corpus.sources:
            raise Wrong(f"there is no source `{source}`", meant(source, corpus.sources), "claim")
    _check_form(asked)


def _check_form(asked: Asked) -> None:
    """The values that are no choice among names."""
    language, scale, folder = asked.one("lang", "en"), asked.one("scale", "2"), asked.one("dir", ".")
    if not LANGUAGE.match(language):
        raise Wrong(f"`{language}` is not a language tag such as en or zh", argument="lang")
    if not re.fullmatch(r"\d{1,3}(\.\d{1,3})?", scale) or not 0.1 <= float(scale) <= 20:
        raise Wrong(f"`{scale}` is not a number from 0.1 to 20", argument="scale")
    if PurePosixPath(folder).is_absolute() or PureWindowsPath(folder).drive or "\\" in folder:
        raise Wrong(f"`{folder}` is not a folder seen from the document", "Write it like `../figures`.", "dir")
