"""Folders of figures, kept as they were asked for with `argmap render`."""

from dataclasses import dataclass, field
from pathlib import Path

from argmap import gallery
from argmap.corpus import Corpus
from argmap.figures import FIGURES, TooMuch
from argmap.gallery import MANIFEST, PAGE, Folder, NotOurs, Order, Redrawn
from argmap.scene import Refused
from argmap.watching.thing import Outcome, Workshop, address, put, refused
from argmap.writers import refusal


@dataclass
class KeptFolder:
    """A folder of figures: what its record asks for or, where it has none, the usual figures."""

    path: Path
    name: str
    folder: Path
    sources: frozenset[str] | None = field(default=None, init=False)

    @property
    def page(self) -> str:
        return address(self.path / PAGE, self.folder)

    @property
    def inputs(self) -> frozenset[Path]:
        return frozenset({self.path / MANIFEST})

    def make(self, workshop: Workshop) -> Outcome:
        project = workshop.project
        try:
            opened = Folder.open(self.path)
            orders = [order for order, _ in opened.record.orders] or [Order()]
            shown = [gallery.shown(order) for order in orders]
            self.sources = None if None in shown else frozenset(id for ids in shown if ids for id in ids)
            errors = project.errors(self.sources)
            if errors:
                return Outcome(problem="what it shows has errors", diagnostics=errors)
            problem = next(filter(None, (impossible(project.corpus, order) for order in orders)), "")
            if problem:
                return Outcome(problem=problem)
            return self._written(opened, gallery.redraw(workshop.studio, opened, orders, workshop.each))
        except (NotOurs, TooMuch, Refused) as why:
            return Outcome(problem=str(why))
        except OSError as failed:
            return Outcome(problem=refused(failed))

    def _written(self, opened: Folder, redrawn: Redrawn) -> Outcome:
        if not all(redrawn.drawings):
            return Outcome(problem="there is nothing to draw: the codebook has no issues")
        whole = {each.path: each.content for each in redrawn.changes if each.content is not None}
        notes = [f"{name} is left out: {why}" for name, why in redrawn.refused.items()]
        notes += [f"{each.path.name} is stale: nobody asks for it" for each in redrawn.changes if each.state == "stale"]
        if opened.has_foreign_page:
            notes.append(f"{PAGE} is not argmap's, and is left as it is")
        shown = {address(path, self.folder): content for path, content in whole.items()}
        return Outcome(put(whole), len(whole), notes=tuple(notes), shown=shown)


def impossible(corpus: Corpus, order: Order) -> str:
    """Why an order of a record cannot be carried out; nothing where it can."""
    if not corpus.entries:
        return "there is nothing to draw: no source has a map"
    for what, asked, known in (
        ("a map of", order.sources, corpus.entries),
        ("the issue", order.issues, corpus.codebook.issues),
    ):
        unknown = [id for id in asked if id not in known]
        if unknown:
            return f"{MANIFEST} asks for {what} '{unknown[0]}', which there is not"
    pairs = [name for name in order.figures if FIGURES[name].each == "pair"]
    if pairs and len(order.sources) != 2:
        return f"{pairs[0]} compares two sources, and {MANIFEST} names {len(order.sources) or 'none'}"
    return refusal(order.figures, order.formats) or ""
