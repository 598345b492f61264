"""Fixes made on texts, and checked by reading the texts again: a fix that does more than it says is not made."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import unified_diff
from itertools import pairwise
from typing import Final, NamedTuple

from argmap.diagnostics import Diagnostic, Edit, Fix, Rule, Severity
from argmap.syntax import Document
from argmap.syntax.unchanged import Changes, first_difference
from argmap.text import Text

ROUNDS: Final = 20
"""A fix may uncover the next mistake; so often at most."""
_SHOWN: Final = 50
"""Of so many mistakes in the writing of a file, more may follow that are not shown yet."""


class Judged(NamedTuple):
    """What is said of a project with some texts. `texts` are its YAML files, `whole` names those that say something.

    A file without a document is no YAML; one with a document that is not whole has keys or values that are wrong.
    """

    diagnostics: tuple[Diagnostic, ...]
    texts: Mapping[str, Text]
    documents: Mapping[str, Document]
    whole: frozenset[str]

    def stage(self, name: str) -> int:
        """How far the reading of a file comes."""
        return (name in self.documents) + (name in self.whole)


Judge = Callable[[Mapping[str, Text]], Judged]
"""Says what a project comes to with these texts in the place of its files of the same names."""


class Proposal(NamedTuple):
    """A fix, and what it is to mend."""

    diagnostic: Diagnostic
    fix: Fix


class Refused(NamedTuple):
    """A fix that was not made, and why."""

    proposal: Proposal
    why: str

    def __str__(self) -> str:
        diagnostic = self.proposal.diagnostic
        return f"{diagnostic.place}: not fixed ({self.proposal.fix.message}): {self.why}"


class Mended(NamedTuple):
    """What came of the fixes: the changed files' texts before and after, what was made, what was not, what is left."""

    before: Mapping[str, Text]
    after: Mapping[str, Text]
    made: tuple[Proposal, ...]
    refused: tuple[Refused, ...]
    judged: Judged


def mend(judge: Judge, unsafe: bool, wanted: Callable[[Diagnostic], bool]) -> Mended:
    """Make the fixes of the wanted diagnostics, round by round, until no more can be made.

    Of fixes that overlap the first one is made, and the others wait for the next round.
    """
    first = judged = judge({})
    made: list[Proposal] = []
    refused: dict[tuple[str, str, str], Refused] = {}
    changed: dict[str, Text] = {}
    for _ in range(ROUNDS):
        proposals = [
            Proposal(each, fix)
            for each in judged.diagnostics
            if wanted(each) and (fix := each.fix(unsafe)) and _changes(fix) and _name(each, fix) not in refused
        ]
        if not proposals:
            break
        bench = _Bench(judge, judged, changed)
        bench.make(_apart(_foremost(judged, proposals)))
        refused |= {_name(each.proposal.diagnostic, each.proposal.fix): each for each in bench.refused}
        made += bench.made
        changed, judged = bench.changed, bench.judged
    before = {name: first.texts[name] for name, text in sorted(changed.items()) if text != first.texts[name]}
    return Mended(before, {name: changed[name] for name in before}, tuple(made), tuple(refused.values()), judged)


def _name(diagnostic: Diagnostic, fix: Fix) -> tuple[str, str, str]:
    """What is told apart from one round to the next, when lines have moved."""
    place = diagnostic.place
    return (
        diagnostic.rule.name,
        f"{place.text.name}: {diagnostic.message}",
        f"{fix.message}: {place.text.line(place.line)}",
    )


def _changes(fix: Fix) -> bool:
    return any(edit.place.excerpt != edit.text for edit in fix.edits)


def _foremost(judged: Judged, proposals: list[Proposal]) -> list[Proposal]:
    """Those in the files that are read least, the worst mistakes first: what they uncover is not laid to the others."""

    def rank(proposal: Proposal) -> tuple[int, int]:
        stage = min(judged.stage(edit.place.text.name) for edit in proposal.fix.edits)
        return stage, list(Severity).index(proposal.diagnostic.severity)

    first = min(map(rank, proposals))
    return [proposal for proposal in proposals if rank(proposal) == first]


def _apart(proposals: Iterable[Proposal]) -> list[Proposal]:
    """Those that touch no characters of one that comes before them in the file."""
    chosen: list[Proposal] = []
    taken: dict[str, list[tuple[int, int]]] = {}
    for proposal in sorted(proposals, key=lambda each: min((e.place.start, e.place.end) for e in each.fix.edits)):
        spans = [(edit.place.text.name, edit.place.start, edit.place.end) for edit in proposal.fix.edits]
        if not any(_touch(span, other) for name, *span in spans for other in taken.get(name, ())):
            chosen.append(proposal)
            for name, start, end in spans:
                taken.setdefault(name, []).append((start, end))
    return chosen


def _touch(one: Sequence[int], other: Sequence[int]) -> bool:
    return (one[0] < other[1] and other[0] < one[1]) or one[0] == other[0]


class _Bench:
    """Makes fixes together if that is well; else parts them until those that are not are found."""

    def __init__(self, judge: Judge, judged: Judged, changed: Mapping[str, Text]) -> None:
        self.judge = judge
        self.start = self.judged = judged
        self.base = self.changed = dict(changed)
        self.made: list[Proposal] = []
        self.refused: list[Refused] = []

    def make(self, proposals: Sequence[Proposal]) -> None:
        if not proposals:
            return
        why = self._try([*self.made, *proposals])
        if why and len(proposals) == 1:
            self.refused.append(Refused(proposals[0], why))
        elif why:
            middle = len(proposals) // 2
            self.make(proposals[:middle])
            self.make(proposals[middle:])

    def _try(self, proposals: list[Proposal]) -> str:
        """Why these fixes cannot be made together; nothing if they can, and then they are."""
        edits: dict[str, list[Edit]] = {}
        for proposal in proposals:
            for edit in proposal.fix.edits:
                edits.setdefault(edit.place.text.name, []).append(edit)
        for name, several in edits.items():
            several.sort(key=lambda edit: (edit.place.start, edit.place.end))
            if any(one.place.end > other.place.start for one, other in pairwise(several)):
                return "its edits overlap"
            if self.start.texts.get(name) != several[0].place.text:
                return f"`{name}` is no file that argmap edits"
        texts = self.base | {name: edited(self.start.texts[name], several) for name, several in edits.items()}
        after = self.judge(texts)
        why = _Trial(self.start, after, edits, [each.diagnostic for each in proposals]).objection()
        if not why:
            self.made, self.changed, self.judged = proposals, texts, after
        return why


def edited(text: Text, edits: Iterable[Edit]) -> Text:
    """The text with edits made that are in order and apart."""
    pieces, at = [], 0
    for edit in edits:
        pieces += [text.content[at : edit.place.start], edit.text]
        at = edit.place.end
    return Text(text.name, "".join((*pieces, text.content[at:])))


@dataclass(frozen=True)
class _Trial:
    """What came of fixes of one severity, in files that were read equally far before."""

    before: Judged
    after: Judged
    edits: Mapping[str, list[Edit]]
    mended: Sequence[Diagnostic]

    def objection(self) -> str:
        """What speaks against the fixes; nothing if nothing does."""
        if any(self.after.stage(name) < self.before.stage(name) for name in self.before.texts):
            return "the file could not be read any more"
        for name in self.edits.keys() & self.before.documents.keys():
            old, new = self.before.documents[name], self.after.documents[name]
            found = first_difference(old.root, new.root, Changes(self.edits[name]))
            if found:
                return found
        return "as many mistakes would be left" if any(map(self._is_as_bad, self._judged())) else ""

    def _judged(self) -> list[str | None]:
        """The files whose mistakes are compared, or None for all: what could not be read could not be judged."""
        if all(name in self.before.whole for name in self.edits):
            return [None]
        return [name for name in self.edits if self.after.stage(name) == self.before.stage(name)]

    def _is_as_bad(self, name: str | None) -> bool:
        """Whether not so many mistakes are gone as were mended, or any of those that weigh more came."""
        if name and not self.before.stage(name):
            return self._is_unread_as_bad(name)
        mine = self.mended[0].severity
        for severity in list(Severity)[: list(Severity).index(mine) + 1]:
            gone = _count(self.mended, severity, name)
            left = [each for each in self.after.diagnostics if not self._was_hidden(each)]
            if _count(left, severity, name) > _count(self.before.diagnostics, severity, name) - gone:
                return True
        return False

    def _is_unread_as_bad(self, name: str) -> bool:
        """The same of a file that is no YAML: there others may come to light, but those that were mended are gone."""
        was, now, gone = (_said(each, name) for each in (self.before.diagnostics, self.after.diagnostics, self.mended))
        return was.total() < _SHOWN and (now.total() > was.total() or any(now[each] >= was[each] for each in gone))

    def _was_hidden(self, diagnostic: Diagnostic) -> bool:
        """Whether it stands under a key that nobody knew before."""
        place = diagnostic.place
        name = place.text.name
        if name not in self.edits or name not in self.after.documents:
            return False
        spans = Changes(self.edits[name]).uncovered(self.after.documents[name].root)
        return any(start <= place.start and place.end <= end for start, end in spans)


def _count(diagnostics: Iterable[Diagnostic], severity: Severity, name: str | None) -> int:
    return sum(each.severity is severity and name in (None, each.place.text.name) for each in diagnostics)


def _said(diagnostics: Iterable[Diagnostic], name: str) -> Counter[tuple[Rule, str]]:
    return Counter((each.rule, each.message) for each in diagnostics if each.place.text.name == name)


def difference(before: Text, after: Text, mark: str = "") -> str:
    """A unified diff, as `patch` and `git apply` read it; `mark` is a byte order mark that both files begin with."""
    old, new = _lines(mark + before.content), _lines(mark + after.content)
    return "".join(unified_diff(old, new, f"a/{before.name}", f"b/{after.name}"))


def _lines(content: str) -> list[str]:
    *lines, last = content.split("\n")
    ended = [f"{line}\n" for line in lines]
    return [*ended, f"{last}\n\\ No newline at end of file\n"] if last else ended
