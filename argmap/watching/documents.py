"""Documents with blocks, kept filled."""

from dataclasses import dataclass, field
from os.path import relpath
from pathlib import Path
from urllib.parse import urljoin

from argmap import files
from argmap.briefing.document import Document, Filled, fill
from argmap.briefing.hosts import Host
from argmap.watching import pages
from argmap.watching.thing import Content, Outcome, Workshop, address, put, refused


@dataclass
class KeptDocument:
    """A Markdown or HTML file. `name` is the way to it from `here`, where the command was called."""

    path: Path
    name: str
    here: Path
    folder: Path
    host: Host
    sources: frozenset[str] | None = field(default=None, init=False)

    @property
    def page(self) -> str:
        return address(self.path, self.folder)

    @property
    def inputs(self) -> frozenset[Path]:
        return frozenset({self.path})

    def make(self, workshop: Workshop) -> Outcome:
        read = files.read(self.here, self.name, files.SOURCE_LIMIT)
        if isinstance(read, files.Unread):
            return Outcome(problem=read.message.replace("`", "'"))
        filled = fill(workshop.project, workshop.studio, Document(self.path, read.text, self.host))
        self.sources = filled.sources
        if filled.diagnostics:
            return Outcome(problem="what it shows has errors", diagnostics=filled.diagnostics)
        workshop.look()
        try:
            return self._written(filled)
        except OSError as failed:
            return Outcome(problem=refused(failed))

    def _written(self, filled: Filled) -> Outcome:
        """Put the pictures in place, then the document that shows them."""
        for path in (*filled.pictures, self.path):
            if files.is_locked(path):
                return Outcome(problem=f"'{path.name}' is read-only")
        written = dict(put(filled.pictures))
        if filled.stale:
            if not files.rewrite(self.here, filled.document.text, filled.after):
                return Outcome(written, problem="it was changed just now")
            written[self.path] = files.content(self.path) or b""
        notes = () if filled.blocks else ("it has no blocks",)
        return Outcome(written, len(filled.pictures) + 1, notes=notes, shown=self._shown(filled))

    def _shown(self, filled: Filled) -> Content:
        """The document as a page, and its pictures where it looks for them."""
        pictures = {
            urljoin(self.page, Path(relpath(path, self.path.parent)).as_posix()): content
            for path, content in filled.pictures.items()
        }
        text = filled.after.content
        page = text if self.host.name == "HTML" else pages.of_markdown(self.name, text, tuple(pictures))
        return {self.page: page.encode(), **pictures}
