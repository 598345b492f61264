"""What a comparison comes to, in sentences with counts: agreement, common ground, fault lines, who stands alone.

Every number is `agreement`'s; here it is only said, in a language, counts before shares.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import comb, floor
from typing import Final

from argmap import credits, words
from argmap.agreement import (
    Agreement,
    Division,
    Table,
    Tension,
    agreements,
    chance_agreement,
    common_ground,
    fault_lines,
    lone_voices,
    most_contested,
    silences,
    taken_up_by_one,
    tensions,
)
from argmap.comparison import Comparison, Speakers, speakers_table, table
from argmap.corpus import Corpus

FEW: Final = 3
"""Under so many shared issues a share says too little to be weighed."""
_PAIRS: Final = 15
_MOST: Final = 8

Namer = Callable[[str], str]


@dataclass(frozen=True)
class Topic:
    """Sentences of one kind, most telling first; `none` is said where there are none.

    `note` says how to read them, `more` counts those that are left out.
    """

    title: str
    sentences: tuple[str, ...]
    none: str = ""
    note: str = ""
    more: str = ""


def of_sources(corpus: Corpus, comparison: Comparison, speakers: Speakers, language: str) -> tuple[Topic, ...]:
    """What the comparison of sources comes to, and where the voices that they carry part."""
    said = _Said(corpus, language, lambda id: credits.short(corpus, corpus.sources[id], language))
    voices = _Said(corpus, language, lambda id: credits.name_of(corpus, id, language))
    numbers = table(comparison)
    return (
        _agreements(said, numbers),
        _contested(said, numbers),
        said.topic("common", map(said.undisputed, common_ground(numbers))),
        said.topic("faults", map(said.divided, fault_lines(numbers))),
        voices.topic("voice-faults", map(voices.divided, fault_lines(speakers_table(speakers)))),
        said.topic("lone", map(said.alone, lone_voices(numbers))),
        said.topic("single", (said.told(each.issue, said.names(_all(each))) for each in taken_up_by_one(numbers))),
        said.topic("silent", map(said.silence, silences(numbers))),
        said.topic("tensions", map(said.tension, tensions(numbers, rivals(corpus, comparison.issues)))),
    )


def of_speakers(corpus: Corpus, speakers: Speakers, language: str) -> tuple[Topic, ...]:
    """What the comparison of speakers comes to."""
    said = _Said(corpus, language, lambda id: credits.name_of(corpus, id, language))
    numbers = speakers_table(speakers)
    unnamed = [(issue, number) for issue, number in speakers.unnamed.items() if number]
    topics = [
        _contested(said, numbers),
        said.topic("voice-common", map(said.undisputed, common_ground(numbers)), none="none.common"),
        said.topic("voice-faults", map(said.divided, fault_lines(numbers))),
        said.topic("lone", map(said.alone, lone_voices(numbers))),
        said.topic("tensions", map(said.tension, tensions(numbers, rivals(corpus, speakers.issues)))),
    ]
    if unnamed:
        counted = (said.told(issue, words.count("claims.unnamed", number, language)) for issue, number in unnamed)
        topics.append(said.topic("unnamed", counted, none=""))
    return tuple(topics)


def rivals(corpus: Corpus, issues: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """The pairs of rival issues of which both are shown."""
    pairs = ((issue, corpus.codebook.issues[issue].rival) for issue in issues)
    return tuple((one, other) for one, other in pairs if other in issues and other is not None)


def percent(share: float | None) -> str:
    """A share as people read it; a dash where it is undefined."""
    return words.say("undefined", words.FALLBACK) if share is None else f"{floor(share * 100 + 0.5)}%"


def counted(number: float) -> str:
    """A count of pairs, which may have a half."""
    return f"{number:g}"


def _all(division: Division) -> tuple[str, ...]:
    return division.favor + division.neutral + division.against + division.mixed


def _contested(said: "_Said", numbers: Table) -> Topic:
    clashing = [each for each in most_contested(numbers) if each.opposed]
    note = words.say("halves", said.language) if any(each.mixed for each in clashing) else ""
    return said.topic("contested", map(said.clash, clashing), note=note)


def _agreements(said: "_Said", numbers: Table) -> Topic:
    """All pairs, closest first; of very many, only those that agree most and least on enough issues."""
    pairs = sorted(
        agreements(numbers), key=lambda each: (-(each.share if each.share is not None else -1), -each.shared)
    )
    left_out = 0
    if len(pairs) > _PAIRS:
        weighty = [each for each in pairs if each.shared >= FEW]
        shown = weighty if len(weighty) <= 2 * _MOST else weighty[:_MOST] + weighty[-_MOST:]
        left_out, pairs = len(pairs) - len(shown), shown
    more = words.count("pairs.more", left_out, said.language) if left_out else ""
    note = ""
    if pairs:
        chance = words.say("chance", said.language, share=percent(chance_agreement()))
        note = words.sentences([words.say("measure.agreement", said.language), chance], said.language)
    title = words.say("topic.agreement", said.language)
    none = "" if left_out else words.say("none.agreement", said.language)
    return Topic(title, tuple(said.pair(each) for each in pairs), none, note, more)


@dataclass(frozen=True)
class _Said:
    """Says what measures found, in a language, of those that `name` names."""

    corpus: Corpus
    language: str
    name: Namer

    def topic(self, key: str, sentences: Iterable[str], *, none: str | None = None, note: str = "") -> Topic:
        """The sentences under their title, as many as people read."""
        found = tuple(sentences)
        more = words.say("more", self.language, n=len(found) - _MOST) if len(found) > _MOST else ""
        key_of_none = f"none.{key}" if none is None else none
        nothing = words.say(key_of_none, self.language) if key_of_none else ""
        return Topic(words.say(f"topic.{key}", self.language), found[:_MOST], nothing, note, more)

    def names(self, ids: Sequence[str]) -> str:
        """The names as one phrase; of very many, the first."""
        named = [self.name(id) for id in ids]
        if len(named) > _MOST:
            named = [*named[: _MOST - 1], words.say("and-more", self.language, n=len(named) - _MOST + 1)]
        return words.listing(named, self.language)

    def issue(self, id: str) -> str:
        return credits.wording(self.corpus, self.corpus.codebook.issues[id].short, self.language)[0]

    def told(self, issue: str, how: str) -> str:
        return words.say("told", self.language, what=self.issue(issue), how=how)

    def pair(self, found: Agreement) -> str:
        """Counts first, then the share with how far one issue moves it."""
        say, language = words.say, self.language
        parts = [say("pair.none", language)]
        if found.shared:
            counts = {"same": found.same_side, "opposite": found.opposite_side, "shared": found.shared}
            parts = [say("pair.counts", language, **counts)]
        if found.left_out_as_mixed:
            parts.append(say("pair.mixed", language, n=found.left_out_as_mixed))
        if found.without_one and found.shared >= FEW:
            least, most = (percent(each) for each in found.without_one)
            parts.append(say("pair.range", language, share=percent(found.share), least=least, most=most))
        elif found.share is not None:
            parts.append(say("pair.share", language, share=percent(found.share)))
        if 0 < found.shared < FEW:
            parts.append(say("pair.few", language))
        pair = say("pair", language, one=self.name(found.one), other=self.name(found.other))
        return say("told", language, what=pair, how=words.clauses(parts, language))

    def clash(self, division: Division) -> str:
        """How many stand where, and how many pairs are opposed."""
        counts = {"favor": len(division.favor), "against": len(division.against)}
        parts = [words.say("sides", self.language, **counts)]
        if division.mixed:
            parts.append(words.say("sides.mixed", self.language, mixed=len(division.mixed)))
        pairs = comb(division.taken_up_by, 2)
        opposed = words.count("pairs.opposed", pairs, self.language, opposed=counted(division.opposed))
        return self.told(division.issue, words.clauses([words.series(parts, self.language), opposed], self.language))

    def undisputed(self, division: Division) -> str:
        side, those = ("for", division.favor) if division.favor else ("against", division.against)
        parts = [words.say(f"all.{side}", self.language, n=len(those), who=self.names(those))]
        return self.told(division.issue, words.clauses([*parts, *self._sides(division, "neutral")], self.language))

    def divided(self, division: Division) -> str:
        sides = self._sides(division, "for", "against", "both", "neutral")
        return self.told(division.issue, words.clauses(sides, self.language))

    def _sides(self, division: Division, *wanted: str) -> list[str]:
        """Who stands on each of the wanted sides that anybody stands on."""
        sides = {
            "for": division.favor,
            "against": division.against,
            "both": division.mixed,
            "neutral": division.neutral,
        }
        there = [(each, sides[each]) for each in wanted if sides[each]]
        return [words.say(f"sides.{each}", self.language, who=self.names(those)) for each, those in there]

    def alone(self, division: Division) -> str:
        """Who stands alone, and against whom."""
        side, others = ("for", division.against) if division.alone in division.favor else ("against", division.favor)
        who = self.name(division.alone or "")
        return self.told(division.issue, words.say(f"lone.{side}", self.language, who=who, others=self.names(others)))

    def silence(self, division: Division) -> str:
        who = self.names(division.silent)
        return self.told(division.issue, words.say("silent", self.language, who=who, n=division.taken_up_by))

    def tension(self, tension: Tension) -> str:
        """Who supports both of two rival issues, or opposes both."""
        parts = []
        if tension.support_both:
            parts.append(words.say("rivals.support", self.language, who=self.names(tension.support_both)))
        if tension.oppose_both:
            parts.append(words.say("rivals.oppose", self.language, who=self.names(tension.oppose_both)))
        rivals = words.say("rivals", self.language, one=self.issue(tension.one), other=self.issue(tension.other))
        return words.say("told", self.language, what=rivals, how=words.clauses(parts, self.language))
