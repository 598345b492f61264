"""A template filled in: Jinja2 in a sandbox, with the functions of `functions` and what there is to name.

A template can read no file but those beside it, reach into nothing, and print nothing that does not exist. It can
loop for ever: templates are the user's own, and Ctrl-C ends them.
"""

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from jinja2 import (
    BaseLoader,
    Environment,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
    Undefined,
    UndefinedError,
)
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from argmap import credits, files, words
from argmap.agreement import most_contested
from argmap.briefing import mistakes
from argmap.briefing.arguments import PLURALS, Asked, Wrong, check, meant
from argmap.briefing.draft import Draft, Insert, between, is_torn, mark
from argmap.briefing.functions import FUNCTIONS, Function, values_of
from argmap.briefing.mistakes import Broken
from argmap.briefing.numbers import NUMBERS
from argmap.briefing.pieces import Number
from argmap.briefing.scope import Scope
from argmap.comparison import compare, table
from argmap.corpus import Corpus
from argmap.diagnostics import Diagnostic
from argmap.exports.markdown import safe
from argmap.figures import FIGURES
from argmap.templating import plain
from argmap.text import Place, Text

LIMIT: Final = 1_000_000
"""The largest template in bytes."""
_RANDOM: Final = ("random", "lipsum", "cycler", "joiner")
"""Filters and functions of jinja2 that would give other text each time, by chance or by an address in memory."""


@dataclass(frozen=True)
class Source:
    """A source as a template can name it."""

    id: str
    short: str
    date: str
    credit: str


@dataclass(frozen=True)
class Issue:
    """An issue as a template can name it."""

    id: str
    short: str
    proposition: str


@dataclass(frozen=True)
class Template:
    """A template as it was read: its text, the folder that it may include from, and whether it is HTML."""

    text: Text
    folder: Path | None
    html: bool = False


def fill(scope: Scope, template: Template) -> Draft:
    """The draft that a template makes of the scope's project; a Broken where it cannot be made."""
    return _Writing(scope, template).draft()


@dataclass
class _Writing:
    """One template being filled in: the files it is made of, and the inserts so far."""

    scope: Scope
    template: Template
    texts: dict[str, Text] = field(default_factory=dict)
    inserts: list[Insert] = field(default_factory=list)
    notes: dict[object, int] = field(default_factory=dict)

    def draft(self) -> Draft:
        loader = _Beside(self.template, self.texts)
        environment = ImmutableSandboxedEnvironment(
            loader=loader,
            autoescape=True,
            undefined=StrictUndefined,
            finalize=_for_html if self.template.html else _for_markdown,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        for name in _RANDOM:
            environment.globals.pop(name, None)
            environment.filters.pop(name, None)
        names = self._names()
        try:
            text = environment.get_template(self.template.text.name).render(names)
        except Wrong as wrong:
            raise Broken(mistakes.bad_argument(self._line(wrong), wrong)) from None
        except TemplateError as error:
            raise Broken(self._mistake(environment, error, names)) from None
        except mistakes.OF_PYTHON as error:
            if not mistakes.is_of_template(error, self.texts):
                raise
            raise Broken(mistakes.failed(self._line(error), error)) from None
        if is_torn(text, len(self.inserts)):
            raise Broken(mistakes.torn(self.template.text))
        language = self.scope.spoken or self.scope.corpus.codebook.languages[0]
        return Draft(
            between(text, plain),
            tuple(self.inserts),
            language,
            self.template.text,
            self.template.html,
            tuple(self.texts),
        )

    def _names(self) -> Mapping[str, object]:
        """All that a template can name."""
        corpus = self.scope.corpus
        language = self.scope.spoken or corpus.codebook.languages[0]
        made = {id: _issue(corpus, id, language) for id in corpus.codebook.issues}
        contested = [each.issue for each in most_contested(table(compare(corpus))) if each.opposed]
        known: dict[str, object] = {
            "title": credits.wording(corpus, corpus.codebook.title, language)[0],
            "language": language,
            "sources": tuple(_source(corpus, id, language) for id in corpus.entries),
            "issues": tuple(made.values()),
            "contested": tuple(made[id] for id in contested),
            "say": _Say(language, _for_html if self.template.html else _for_markdown),
        }
        return known | {name: self._callable(function) for name, function in FUNCTIONS.items()}

    def _callable(self, function: Function) -> Callable[..., str]:
        def call(*given: object, **named: object) -> str:
            plurals = {PLURALS.get(name, name): value for name, value in named.items()}
            asked = self._asked(function, values_of(function, given, plurals))
            key = function.name, tuple(sorted(asked.values.items()))
            if function.way == "note" and key in self.notes:
                return Markup(mark(self.notes[key]))
            pieces = function.make(self.scope, asked)
            if function.way == "value":
                return " ".join(each.text for each in pieces if isinstance(each, Number))
            self.notes[key] = len(self.inserts)
            self.inserts.append(Insert(pieces, function.way, function.name, self._here(function.name)))
            return Markup(mark(self.notes[key]))

        def told(*given: object, **named: object) -> str:
            try:
                return call(*given, **named)
            except Wrong as wrong:
                wrong.add_note(function.name)
                raise

        return _Named(function.name, told)

    def _here(self, name: str) -> Place:
        """Where the template calls the function."""
        frame = sys._getframe(1)
        while frame.f_back and frame.f_code.co_filename not in self.texts:
            frame = frame.f_back
        made = frame.f_globals.get("__jinja_template__")
        text = self.texts.get(frame.f_code.co_filename, self.template.text)
        return mistakes.Line(text, made.get_corresponding_lineno(frame.f_lineno) if made else 1).place(f"{name}(")

    def _asked(self, function: Function, values: Mapping[str, tuple[str, ...]]) -> Asked:
        """What a call asks for, if there is such a thing."""
        for name in values:
            if name not in function.arguments and name not in function.first:
                known = [*function.first, *function.arguments]
                raise Wrong(f"`{function.name}` has no argument `{name}`", meant(name, known), name)
        for name in function.needs:
            if name not in values:
                raise Wrong(f"`{function.name}` is not told which {name}", f"Write `{function.example}`.")
        directive = "versus" if function.name == "versus" else function.name
        if function.name == "figure":
            directive = values["name"][0]
            if directive not in FIGURES:
                raise Wrong(f"there is no figure `{directive}`", meant(directive, FIGURES), "name")
        asked = Asked(directive, self.template.text.place(0, 0), values, {})
        check(asked, self.scope.corpus, NUMBERS)
        for id in asked.all("source"):
            if id not in self.scope.corpus.entries:
                raise Wrong(f"`{id}` has no map", argument="source")
        return asked

    def _line(self, error: BaseException) -> mistakes.Line:
        return mistakes.line_of(error, self.texts, self.template.text)

    def _mistake(self, environment: Environment, error: TemplateError, names: Mapping[str, object]) -> Diagnostic:
        """What jinja2 has against a template, in our words."""
        if isinstance(error, TemplateSyntaxError):
            text = self.texts.get(error.filename or "", self.template.text)
            return mistakes.syntax(mistakes.Line(text, error.lineno), error.message or "")
        if isinstance(error, TemplateNotFound):
            return mistakes.not_beside(self._line(error), str(error.name or ""))
        if isinstance(error, SecurityError):
            return mistakes.forbidden(self._line(error), error.message or "")
        if isinstance(error, UndefinedError):
            known = [*names, *environment.globals, *environment.filters]
            return mistakes.undefined(self._line(error), error.message or "", known)
        return mistakes.failed(self._line(error), error)


@dataclass(frozen=True)
class _Named:
    """A function that is written as its name, and not as an address in memory."""

    _name: str
    _call: Callable[..., str]

    def __call__(self, *given: object, **named: object) -> str:
        return self._call(*given, **named)

    def __repr__(self) -> str:
        return self._name


@dataclass(frozen=True)
class _Say:
    """Says argmap's own words for briefings, by their key."""

    _language: str
    _escaped: Callable[[object], Any]

    def __repr__(self) -> str:
        return "say"

    def __call__(self, key: str, **values: object) -> Markup:
        known = [each.removeprefix("brief.") for each in words.PHRASES[words.FALLBACK] if each.startswith("brief.")]
        if key not in known:
            raise Wrong(f"there are no words `{key}`", meant(str(key), known))
        try:
            written = {name: escape(self._escaped(value)) for name, value in values.items()}
            return Markup(words.say(f"brief.{key}", self._language, **written))
        except KeyError as missing:
            raise Wrong(f"the words `{key}` need a value for {missing}") from None


class _Beside(BaseLoader):
    """Finds the template, and files in its folder that it includes; what it has read is in `texts`."""

    def __init__(self, template: Template, texts: dict[str, Text]) -> None:
        self._template = template
        self._texts = texts

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, None]:
        text = self._template.text if template == self._template.text.name else self._beside(template)
        if text is None:
            raise TemplateNotFound(template)
        self._texts[text.name] = text
        return plain(text.content), text.name, None

    def _beside(self, name: object) -> Text | None:
        folder = self._template.folder
        if folder is None or not isinstance(name, str):
            return None
        try:
            inside = (folder / name).resolve().is_relative_to(folder.resolve())
        except (OSError, ValueError):
            return None
        read = files.read(folder, name, LIMIT) if inside else None
        return read.text if isinstance(read, files.Blob) else None


def _source(corpus: Corpus, id: str, language: str) -> Source:
    source = corpus.sources[id]
    return Source(
        id, credits.short(corpus, source, language), words.date(source.date, language),
        credits.credit(corpus, source, language),
    )  # fmt: skip


def _issue(corpus: Corpus, id: str, language: str) -> Issue:
    issue = corpus.codebook.issues[id]
    short, proposition = (credits.wording(corpus, each, language)[0] for each in (issue.short, issue.proposition))
    return Issue(id, short, proposition)


def _for_markdown(value: Any) -> Any:
    """What a template prints, escaped as Markdown unless it is written already."""
    return _printed(value, _as_markdown)


def _as_markdown(text: str) -> str:
    """The text escaped, with the space around it: it may stand between two words."""
    before, after = (" " if text[at].isspace() else "" for at in (0, -1)) if text else ("", "")
    inside = safe(plain(text))
    return f"{before}{inside}{after}" if inside else before


def _for_html(value: Any) -> Any:
    """What a template prints, escaped as HTML unless it is written already."""
    return _printed(value, lambda text: str(escape(plain(text))))


def _printed(value: Any, escaped: Callable[[str], str]) -> str:
    """Texts and numbers; a text keeps its marks. Anything else is shown in no form that a reader would know."""
    if value is None:
        return ""
    if hasattr(value, "__html__"):
        return Markup(value)
    if isinstance(value, Undefined):
        return str(value)  # says that there is no such name
    if not isinstance(value, (str, int, float)):
        raise Wrong(f"{_kind(value)} cannot be printed", "Print a text of it, as in `{{ source.short }}`.")
    return Markup(between(str(value), escaped))


def _kind(value: object) -> str:
    kinds = {"list": "a list", "tuple": "a list", "generator": "a list", "dict": "a list", "_Named": "a function"}
    return kinds.get(type(value).__name__, f"a {type(value).__name__.strip('_').lower()}")
