"""The speakers side by side: where each stands by all the claims that are theirs, in all maps.

Voices that no source names are in no cell, because nobody knows which of them are one; they are counted by issue.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from argmap.agreement import Table
from argmap.comparison.cells import Reason, decided, reasons
from argmap.comparison.sources import shown_issues, shown_sources, value
from argmap.corpus import Corpus
from argmap.schema import UNNAMED
from argmap.stances import Standing, State, stand_of_speaker


@dataclass(frozen=True)
class VoiceCell:
    """One speaker on one issue; claims are named `source/claim`."""

    issue: str
    speaker: str
    standing: Standing
    reasons: tuple[Reason, ...] = ()

    @property
    def state(self) -> State:
        return self.standing.state

    @property
    def sources(self) -> tuple[str, ...]:
        """The sources that carry the speaker on this issue, by date."""
        return tuple(dict.fromkeys(each.source for each in self.reasons))


@dataclass(frozen=True)
class Speakers:
    """Issues and speakers in the codebook's order, and a cell for each pair.

    Speakers are those whom some source lets speak on an issue; `unnamed` is how many claims of unnamed voices
    there are on each issue.
    """

    issues: tuple[str, ...]
    speakers: tuple[str, ...]
    cells: Mapping[tuple[str, str], VoiceCell]
    unnamed: Mapping[str, int]

    def cell(self, issue: str, speaker: str) -> VoiceCell:
        return self.cells[issue, speaker]


def compare_speakers(
    corpus: Corpus, issues: Collection[str] | None = None, sources: Collection[str] | None = None
) -> Speakers:
    """The speakers of all sources that have a map, or of these only."""
    rows = shown_issues(corpus, issues)
    theirs: dict[tuple[str, str], list[Reason]] = {}
    for source in shown_sources(corpus, sources):
        coded = reasons(corpus.entries[source])
        for issue in rows:
            for each in coded.get(issue, ()):
                if each.said.speaker:
                    theirs.setdefault((issue, each.said.speaker), []).append(_named(each))
    speaking = {speaker for _, speaker in theirs} - {UNNAMED}
    known = [speaker for speaker in corpus.codebook.speakers if speaker in speaking]
    speakers = (*known, *sorted(speaking.difference(known)))
    cells = {(issue, each): _cell(issue, each, theirs.get((issue, each), [])) for issue in rows for each in speakers}
    return Speakers(rows, speakers, cells, {issue: len(theirs.get((issue, UNNAMED), ())) for issue in rows})


def speakers_table(speakers: Speakers) -> Table:
    """Where the speakers stand, as measures read it: issue -> speaker -> value."""
    return {
        issue: {speaker: value(speakers.cell(issue, speaker).state) for speaker in speakers.speakers}
        for issue in speakers.issues
    }


def _cell(issue: str, speaker: str, theirs: list[Reason]) -> VoiceCell:
    standing = stand_of_speaker(each.said for each in theirs)
    return VoiceCell(issue, speaker, standing, decided(theirs, standing))


def _named(reason: Reason) -> Reason:
    """The reason with its claim named as other maps name it."""
    name = f"{reason.source}/{reason.claim}"
    return replace(reason, said=replace(reason.said, claim=name))
