"""Templates of briefings, kept as web pages for the preview; nothing of them is written."""

from dataclasses import dataclass, field
from pathlib import Path

from argmap import files
from argmap.briefing.mistakes import Broken
from argmap.briefing.outputs import OUTPUTS
from argmap.briefing.pandoc import Failed, Missing
from argmap.briefing.scope import Scope
from argmap.briefing.template import LIMIT, Template, fill
from argmap.scene import Refused
from argmap.watching.thing import Outcome, Workshop, address

ENDING = ".j2"
"""How the names of templates end."""


@dataclass
class KeptTemplate:
    """A template, with the files beside it that it includes."""

    path: Path
    name: str
    here: Path
    folder: Path
    language: str = ""
    sources: None = field(default=None, init=False)
    inputs: frozenset[Path] = field(default=frozenset(), init=False)

    def __post_init__(self) -> None:
        self.inputs = frozenset({self.path})

    @property
    def page(self) -> str:
        return address(self.path, self.folder)

    def make(self, workshop: Workshop) -> Outcome:
        project = workshop.project
        errors = project.errors()
        if errors:
            return Outcome(problem="what it shows has errors", diagnostics=errors)
        if not project.corpus.entries:
            return Outcome(problem="there is nothing to tell: no source has a map")
        read = files.read(self.here, self.name, LIMIT)
        if isinstance(read, files.Unread):
            return Outcome(problem=read.message.replace("`", "'"))
        html = any(each.lower() in (".html", ".htm", ".xhtml") for each in self.path.suffixes)
        # In the place of the template, its figures are where they will be in the document.
        scope = Scope(project, workshop.studio, self.path.with_suffix(".html"), self.language, on_paper=True)
        try:
            draft = fill(scope, Template(read.text, self.path.parent, html=html))
            beside = (part for part in draft.parts if part != self.name)
            self.inputs = frozenset({self.path, *(self.path.parent / part for part in beside)})
            workshop.look()
            made = OUTPUTS[".html"].make(draft, scope, scope.document)
        except Broken as broken:
            return Outcome(problem="it cannot be filled in", diagnostics=(broken.diagnostic,))
        except (Missing, Failed, Refused) as why:
            return Outcome(problem=str(why))
        return Outcome(shown={self.page: made[scope.document]})
