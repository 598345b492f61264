"""One view of the comparison, by source, by speaker or by group, and every form that it can be written in."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal, TypeAlias

from argmap.comparison import Comparison, Speakers, compare, compare_speakers, count_groups
from argmap.corpus import Corpus
from argmap.exports import csv, json, markdown
from argmap.exports.comparison import facts, pages, rows
from argmap.exports.comparison import why as reasons
from argmap.exports.comparison.why import Reasons
from argmap.exports.page import Page

By: TypeAlias = Literal["source", "speaker", "group"]


@dataclass(frozen=True)
class View:
    """What is shown, in a language; `stamp` is the SHA-256 of the inputs."""

    corpus: Corpus
    comparison: Comparison
    speakers: Speakers
    by: By
    language: str
    stamp: str

    def page(self) -> Page:
        """For people."""
        given = (self.corpus, self.comparison)
        if self.by == "source":
            return pages.sources(*given, self.speakers, self.language, self.stamp)
        if self.by == "speaker":
            return pages.voices(*given, self.speakers, self.language, self.stamp)
        counted = count_groups(*given, self.speakers)
        return pages.groups(*given, counted, self.language, self.stamp)

    def why(self) -> Reasons:
        """Which claims made it; groups have no reasons of their own."""
        if self.by == "source":
            return reasons.of_sources(self.corpus, self.comparison, self.language)
        return reasons.of_speakers(self.corpus, self.speakers, self.language)

    def csv(self, citations: bool = False, bom: bool = False) -> str:
        """Tidy rows: of stances or counts, or of citations."""
        if citations:
            sheet = rows.citations(self.corpus, self.comparison, self.language)
        elif self.by == "source":
            sheet = rows.stances(self.corpus, self.comparison, self.language)
        elif self.by == "speaker":
            sheet = rows.voices(self.corpus, self.speakers, self.language)
        else:
            counted = count_groups(self.corpus, self.comparison, self.speakers)
            sheet = rows.groups(self.corpus, counted, self.language)
        return csv.write(sheet, bom)

    def json(self) -> str:
        """Everything, for other tools."""
        given = (self.corpus, self.comparison)
        if self.by == "source":
            found = facts.sources(*given, self.language, self.stamp)
        elif self.by == "speaker":
            found = facts.speakers(*given, self.speakers, self.language, self.stamp)
        else:
            found = facts.groups(*given, count_groups(*given, self.speakers), self.language, self.stamp)
        return json.write("comparison", found)

    def markdown(self) -> str:
        """The page, for handing on."""
        return markdown.write(self.page())


def view(
    corpus: Corpus,
    by: By,
    language: str,
    stamp: str,
    issues: Collection[str] | None = None,
    sources: Collection[str] | None = None,
) -> View:
    """The view of all issues and of all sources that have a map, or of these only."""
    return View(
        corpus, compare(corpus, issues, sources), compare_speakers(corpus, issues, sources), by, language, stamp
    )
