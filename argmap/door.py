"""The door for Python: a project, its comparison and its figures, in the words of the command line.

    >>> import argmap
    >>> argmap.load(".").compare().figure("matrix").save("matrix.svg")  # doctest: +SKIP

Ids that there are not, and figures that cannot be drawn, are a ValueError that says what was probably meant.
"""

from base64 import b64encode
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final, Literal, TypeAlias

from argmap import agreement, files, project
from argmap.comparison import table
from argmap.diagnostics import Diagnostic, Severity
from argmap.exports.comparison.view import By, View, view
from argmap.figures import FIGURES, TooMuch
from argmap.gallery import Drawing, Order, Studio
from argmap.messages import report, writer
from argmap.scene import Scene
from argmap.schema import LANGUAGE
from argmap.spelling import alike
from argmap.theme import THEMES
from argmap.writers import png, svg

Ids: TypeAlias = str | Iterable[str]
"""One id, or several."""
Theme: TypeAlias = Literal["light", "dark", "grey"]
Text: TypeAlias = Literal["embed", "outline", "live"]
_SVG: Final = "image/svg+xml"
_PNG: Final = "image/png"
_PLAIN: Final = "text/plain"


class Invalid(ValueError):  # noqa: N818 - it says what the project is
    """What is asked for rests on errors. The message is what `argmap validate` prints of them."""

    def __init__(self, loaded: project.Project, diagnostics: Collection[Diagnostic]) -> None:
        super().__init__(writer("full")(report(loaded.corpus, diagnostics), False).rstrip())
        self.diagnostics = tuple(diagnostics)


def load(path: str | Path = ".") -> "Project":
    """The project that a path is or lies in. Where there is none, it is a FileNotFoundError.

    What is wrong with its files is in its `diagnostics`; nothing is raised for them until they matter.
    """
    folder = files.project_of(Path(path)) if Path(path).exists() else None
    if folder is None:
        raise FileNotFoundError(
            f"'{path}' is not in an argmap project: there is no folder with maps/codebook.yaml and "
            "seeds/sources.yaml here or above it"
        )
    return Project(project.load(folder))


@dataclass(frozen=True, repr=False)
class Project:
    """A folder with `maps/` and `seeds/`, as it was when it was loaded."""

    loaded: project.Project

    def __repr__(self) -> str:
        return f"<argmap project: {len(self.sources)} sources, {len(self.issues)} issues>"

    @property
    def folder(self) -> Path:
        return self.loaded.folder

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """Everything that `argmap validate` says, in order."""
        return self.loaded.diagnostics

    @property
    def sources(self) -> tuple[str, ...]:
        """The ids of the sources that have a map."""
        return tuple(self.loaded.corpus.entries)

    @property
    def issues(self) -> tuple[str, ...]:
        """The ids of the codebook's issues."""
        return tuple(self.loaded.corpus.codebook.issues)

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of the figures; the first is the default."""
        return self.loaded.corpus.codebook.languages

    def validate(self, *, strict: bool = False) -> "Project":
        """The project itself, if it has no errors, and with `strict` no warnings; else it is an Invalid."""
        failing = (Severity.ERROR, Severity.WARNING) if strict else (Severity.ERROR,)
        if any(each.severity in failing for each in self.diagnostics):
            raise Invalid(self.loaded, self.diagnostics)
        return self

    def compare(self, *, issue: Ids = (), source: Ids = (), by: By = "source", lang: str | None = None) -> "Comparison":
        """Where the sources agree, where they clash and where they are silent: of all, or of these."""
        sources, issues = self._checked(source, issue)
        language = self._language(lang)
        corpus, stamp = self.loaded.corpus, self.loaded.stamp
        return Comparison(self, sources, issues, view(corpus, by, language, stamp, issues or None, sources or None))

    def figure(
        self, name: str, *, source: Ids = (), issue: Ids = (), sheet: str = "", lang: str | None = None
    ) -> "Figure":
        """One figure. Where it has several sheets and no `sheet` is named, the first: the whole, if there is one."""
        drawn = self.figures(name, source=source, issue=issue, lang=lang)
        if not sheet:
            return drawn[0]
        known = {each.sheet: each for each in drawn}
        return known[_known(sheet, known, "sheet")]

    def figures(self, name: str, *, source: Ids = (), issue: Ids = (), lang: str | None = None) -> tuple["Figure", ...]:
        """All drawings of a figure: for each source, or issue, that it is about, and each of its sheets."""
        _known(name, FIGURES, "figure")
        sources, issues = self._checked(source, issue)
        if FIGURES[name].each == "pair" and len(sources) != 2:
            raise ValueError(f"{name} compares two sources: figure({name!r}, source=[one, other])")
        if not self.sources:
            raise ValueError("there is nothing to draw: no source has a map")
        try:
            drawn = self._studio.drawings(Order((name,), sources, issues, (self._language(lang),)))
            return tuple(Figure(each) for each in drawn)
        except TooMuch as refused:
            raise ValueError(str(refused)) from None

    @cached_property
    def _studio(self) -> Studio:
        return Studio(self.loaded)

    def _language(self, given: str | None) -> str:
        if given is not None and not LANGUAGE.match(given):
            raise ValueError(f"{given!r} is not a language tag such as en or zh")
        return given or self.languages[0]

    def _checked(self, source: Ids, issue: Ids) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The ids, if there are such and what they show has no errors."""
        sources, issues = _several(source), _several(issue)
        self._refuse(())
        for id in sources:
            _known(id, self.loaded.corpus.sources, "source")
        for id in issues:
            _known(id, self.issues, "issue")
        self._refuse(sources or None)
        for id in sources:
            if id not in self.sources:
                raise ValueError(f"the source {id!r} has no map")
        return sources, issues

    def _refuse(self, sources: Collection[str] | None) -> None:
        errors = self.loaded.errors(sources)
        if errors:
            raise Invalid(self.loaded, errors)


@dataclass(frozen=True, repr=False)
class Comparison:
    """Who stands where: of some sources on some issues, or of all."""

    project: Project
    _sources: tuple[str, ...]
    _issues: tuple[str, ...]
    _view: View

    def __repr__(self) -> str:
        return f"<argmap comparison: {len(self.sources)} sources, {len(self.issues)} issues>"

    @property
    def sources(self) -> tuple[str, ...]:
        """The sources that are compared, by date."""
        return self._view.comparison.sources

    @property
    def issues(self) -> tuple[str, ...]:
        """The issues that they are compared on."""
        return self._view.comparison.issues

    def stance(self, source: str, issue: str) -> str:
        """Where a source stands on an issue: `support` to `oppose`, `mixed`, `reports`, `silent`, `not-coded`."""
        _known(source, self.sources, "source")
        _known(issue, self.issues, "issue")
        return self._view.comparison.cell(issue, source).state.value

    def agreement(self, one: str, other: str) -> agreement.Agreement:
        """How two of the sources compare, in counts and as a share; what is undefined is None."""
        for source in (one, other):
            _known(source, self.sources, "source")
        return agreement.agreement_of(table(self._view.comparison), one, other)

    def figure(self, name: str = "matrix", *, sheet: str = "") -> "Figure":
        """A figure of what is compared, in the same language."""
        return self.project.figure(
            name, source=self._sources, issue=self._issues, sheet=sheet, lang=self._view.language
        )

    def markdown(self) -> str:
        """The comparison as a page."""
        return self._view.markdown()

    def csv(self, *, rows: Literal["stances", "citations"] = "stances", bom: bool = False) -> str:
        """The comparison as tidy rows."""
        return self._view.csv(rows == "citations", bom)

    def json(self) -> str:
        """Everything, for other programs."""
        return self._view.json()


@dataclass(frozen=True, repr=False)
class Figure:
    """One drawing. A notebook shows it, and reads its alternative text where it cannot."""

    _drawing: Drawing

    def __repr__(self) -> str:
        return f"<argmap figure: {self.name}>"

    @property
    def scene(self) -> Scene:
        """What is drawn, mark by mark."""
        return self._drawing.scene

    @property
    def title(self) -> str:
        return self.scene.title

    @property
    def alt(self) -> str:
        """What the figure shows, in words."""
        return self.scene.description

    @property
    def language(self) -> str:
        return self._drawing.language

    @property
    def sheet(self) -> str:
        """The name of the sheet; empty for a figure that is whole."""
        return self._drawing.sheet

    @property
    def name(self) -> str:
        """What `argmap render` calls its files, without their ending."""
        return self._drawing.stem

    def svg(self, *, theme: Theme = "light", text: Text = "embed") -> str:
        """The figure as SVG; `text` is set in fonts inside, drawn as shapes, or left to the reader's fonts."""
        return svg.write(self.scene, theme=_known(theme, THEMES, "theme"), text=text).decode()

    def png(self, *, theme: Theme = "light", scale: float = 2.0) -> bytes:
        """The figure as PNG, with `scale` pixels to each px."""
        return png.write(self.scene, theme=_known(theme, THEMES, "theme"), scale=scale)

    def save(self, path: str | Path, *, theme: Theme = "light", text: Text = "embed", scale: float = 2.0) -> Path:
        """Write the figure, whole or not at all, in the format of the path's ending, and give the path."""
        target = Path(path)
        ending = target.suffix.lower()
        if ending == ".svg":
            content = self.svg(theme=theme, text=text).encode()
        elif ending == ".png":
            content = self.png(theme=theme, scale=scale)
        else:
            raise ValueError(f"'{target}' ends neither in .svg nor in .png")
        files.write(target, content)
        return target

    def _repr_mimebundle_(
        self, include: Collection[str] | None = None, exclude: Collection[str] | None = None
    ) -> tuple[dict[str, str], dict[str, dict[str, object]]]:
        """The figure for a notebook: as SVG, as PNG, and in words, which the metadata of the PNG have too."""
        made: dict[str, Callable[[], str]] = {
            _SVG: self.svg,
            _PNG: lambda: b64encode(self.png()).decode("ascii"),
            _PLAIN: lambda: f"{self.title}\n\n{self.alt}",
        }
        wanted = [each for each in made if (not include or each in include) and each not in (exclude or ())]
        shown: dict[str, object] = {
            "width": round(self.scene.width),
            "height": round(self.scene.height),
            "alt": self.alt,
        }
        about: dict[str, dict[str, object]] = {_SVG: {"isolated": True}, _PNG: shown}
        return {each: made[each]() for each in wanted}, {each: about[each] for each in wanted if each in about}


def _several(given: Ids) -> tuple[str, ...]:
    """The ids, each once, in order."""
    return (given,) if isinstance(given, str) else tuple(dict.fromkeys(given))


def _known(given: str, ids: Collection[str], what: str) -> str:
    """The id, if there is such a thing."""
    if given not in ids:
        near = alike(given, ids)
        meant = f"did you mean {near!r}?" if near else f"there are: {', '.join(filter(None, ids)) or 'none'}"
        raise ValueError(f"there is no {what} {given!r}; {meant}")
    return given
