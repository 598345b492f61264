"""Two codings of the same articles, as a page for people and as facts: measures, and every disagreement with quotes."""

from collections.abc import Iterator
from dataclasses import dataclass

from argmap import credits, findings, words
from argmap.coders import Coders, Measured, Pair, Voice
from argmap.comparison import Cell
from argmap.corpus import Corpus
from argmap.exports import json, markdown, signs
from argmap.exports.comparison.facts import cell as cell_facts
from argmap.exports.page import Grid, Page, Row
from argmap.findings import Topic
from argmap.stances import Standing, State

_MEASURES = ("codes", "kinds", "values", "voices")


@dataclass(frozen=True)
class Coding:
    """One of the codings: what it is called, and its maps with their sources."""

    name: str
    corpus: Corpus


@dataclass(frozen=True)
class CodersView:
    """Two codings side by side, in a language, and every form that the comparison can be written in."""

    one: Coding
    other: Coding
    coders: Coders
    language: str

    def page(self) -> Page:
        """For people: what the rule makes of each, how far that agrees, and where it does not."""
        say, language = words.say, self.language
        names = {"one": self.one.name, "other": self.other.name}
        key = (say("key.coders", language, **names), say("key.missing", language))
        counts = [
            words.count("issues", len(self.coders.issues), language),
            words.count("sources", len(self.coders.sources), language),
        ]
        subject = credits.wording(self.one.corpus, self.one.corpus.codebook.title, language)[0]
        return Page(
            language,
            say("title.coders", language, **names),
            f"{subject} · {words.listing(counts, language)}",
            (self._measures(), self._results()),
            (key, signs.legend(language)[:-1]),
            tuple(self._topics()),
            (say("measure.coders", language), *self._only()),
        )

    def markdown(self) -> str:
        """The page, for handing on."""
        return markdown.write(self.page())

    def json(self) -> str:
        """Everything, for other tools; what is undefined is null."""
        coders = self.coders
        facts = {
            "one": self.one.name,
            "other": self.other.name,
            "language": self.language,
            "issues": list(coders.issues),
            "sources": list(coders.sources),
            "only_in_one": list(coders.only_one),
            "only_in_other": list(coders.only_other),
            "measures": {name: _measure_facts(getattr(coders, name)) for name in _MEASURES},
            "results": [self._pair_facts(each) for each in coders.pairs],
            "voices": [_voice_facts(each) for each in coders.carried],
        }
        return json.write("coders", facts)

    def _measures(self) -> Grid:
        """How far the two agree: on results, on kinds of results, on values, and on voices."""
        rows = []
        for name in _MEASURES:
            found: Measured = getattr(self.coders, name)
            alpha = words.say("undefined", self.language) if found.alpha is None else f"{found.alpha:.2f}"
            what = words.say(f"coders.{name}", self.language)
            rows.append((what, str(found.compared), str(found.same), findings.percent(found.share), alpha))
        heads = ("what", "compared", "same", "share", "alpha")
        head = tuple(words.say(f"head.{each}", self.language) for each in heads)
        return Grid(head, tuple(rows), numbers=(1, 2, 3, 4))

    def _results(self) -> Grid:
        """Issues by sources, both results in each cell; then on how many issues each source came out the same."""
        head = [words.say("head.issue", self.language), *(self._short(each) for each in self.coders.sources)]
        rows: list[Row] = [
            (self._issue(issue), *(_both(self.coders.pair(issue, each)) for each in self.coders.sources))
            for issue in self.coders.issues
        ]
        if rows and self.coders.sources:
            same = [self.coders.same_in(each) for each in self.coders.sources]
            rows.append((words.say("head.same", self.language), *(f"{number}/{of}" for number, of in same)))
        none = words.say("none.issues" if self.coders.sources else "coders.none", self.language)
        shown = tuple(rows) if self.coders.sources else ()
        return Grid(tuple(head), shown, title=words.say("coders.results", self.language), none=none)

    def _topics(self) -> Iterator[Topic]:
        title = words.say("coders.disagreements", self.language)
        pairs = self.coders.differing
        if not pairs:
            yield Topic(title, (), words.say("none.disagreements", self.language))
        for pair in pairs:
            yield self._differing(pair, title)
        left_out = self.coders.left_out
        if left_out:
            sentences = tuple(self._told(each) for each in left_out)
            yield Topic(words.say("coders.left-out", self.language), sentences)
        voices = [
            each for each in self.coders.carried if each.one and each.other and each.one.state != each.other.state
        ]
        if voices:
            sentences = tuple(self._voice(each) for each in voices)
            yield Topic(words.say("coders.voices-differ", self.language), sentences, note=self._voices_only())

    def _differing(self, pair: Pair, title: str) -> Topic:
        """What each coding makes of it, with the words that it rests on."""
        sides = [(self.one, pair.one), (self.other, pair.other)]
        sentences = tuple(self._side(coding, cell) for coding, cell in sides)
        what = f"{self._short(pair.one.source)}, {self._issue(pair.one.issue)}"
        return Topic(words.say("told", self.language, what=title, how=what), sentences)

    def _side(self, coding: Coding, cell: Cell) -> str:
        state = words.say(f"state.{cell.state.value}", self.language)
        told = words.say("told", self.language, what=coding.name, how=f"{signs.SIGNS[cell.state]} {state}")
        return words.clauses([told, *self._quotes(coding, cell)], self.language)

    def _quotes(self, coding: Coding, cell: Cell) -> Iterator[str]:
        """The quotes of the claims that decide, each with its line."""
        entry = coding.corpus.entries[cell.source]
        for name in cell.standing.because:
            for citation in entry.citations_of[name]:
                wording = citation.wording(self.language)
                quoted = words.quoted(wording.text, wording.language)
                line = words.say("place", self.language, line=entry.place(wording.hit).line) if wording.hit else ""
                yield words.say("aside", self.language, text=quoted, aside=line) if line else quoted

    def _told(self, pair: Pair) -> str:
        what = f"{self._short(pair.one.source)}, {self._issue(pair.one.issue)}"
        sides = [
            words.say(
                "told", self.language, what=coding.name, how=words.say(f"state.{cell.state.value}", self.language)
            )
            for coding, cell in ((self.one, pair.one), (self.other, pair.other))
        ]
        return words.say("told", self.language, what=what, how=words.series(sides, self.language))

    def _voice(self, voice: Voice) -> str:
        who = credits.speaker(self.one.corpus, voice.speaker, self.language)
        what = words.series([self._short(voice.source), self._issue(voice.issue), who], self.language)
        return words.say("told", self.language, what=what, how=f"{_sign(voice.one)} {_sign(voice.other)}")

    def _voices_only(self) -> str:
        """How many voices only one of the codings has."""
        counts = {
            "n_one": sum(each.other is None for each in self.coders.carried),
            "n_other": sum(each.one is None for each in self.coders.carried),
        }
        if not any(counts.values()):
            return ""
        return words.say("coders.voices-only", self.language, one=self.one.name, other=self.other.name, **counts)

    def _only(self) -> Iterator[str]:
        for coding, sources in ((self.one, self.coders.only_one), (self.other, self.coders.only_other)):
            if sources:
                named = words.listing([self._short(each) for each in sources], self.language)
                yield words.say("coders.only", self.language, coding=coding.name, sources=named)

    def _short(self, source: str) -> str:
        return credits.short(self.one.corpus, self.one.corpus.sources[source], self.language)

    def _issue(self, issue: str) -> str:
        return credits.wording(self.one.corpus, self.one.corpus.codebook.issues[issue].short, self.language)[0]

    def _pair_facts(self, pair: Pair) -> dict[str, object]:
        return {
            "issue": pair.one.issue,
            "source": pair.one.source,
            "comparable": pair.comparable,
            "same": pair.same,
            "one": cell_facts(self.one.corpus, pair.one, self.language),
            "other": cell_facts(self.other.corpus, pair.other, self.language),
        }


def _both(pair: Pair) -> str:
    """Both signs, and a mark where they differ."""
    one, other = (signs.SIGNS[cell.state] or "–" for cell in (pair.one, pair.other))
    return f"{one} {other}" if pair.same else f"{one} {other} ≠"


def _sign(standing: Standing | None) -> str:
    return signs.SIGNS[standing.state if standing else State.NOT_CODED]


def _measure_facts(measured: Measured) -> dict[str, object]:
    return {
        "compared": measured.compared,
        "same": measured.same,
        "share": measured.share,
        "alpha": measured.alpha,
    }


def _voice_facts(voice: Voice) -> dict[str, object]:
    return {
        "issue": voice.issue,
        "source": voice.source,
        "speaker": voice.speaker,
        "one": voice.one.state.value if voice.one else None,
        "other": voice.other.state.value if voice.other else None,
    }
