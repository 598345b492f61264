"""The counts of the maps as a page for people, as tidy rows and as facts: the analyst's four questions."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from argmap import credits, findings, words
from argmap.corpus import Corpus
from argmap.counts import RELATIONS, ClaimCount, Counts, Cross, IssueCount, SourceCount, SpeakerCount
from argmap.exports import csv, json, markdown
from argmap.exports.page import Grid, Page, Row
from argmap.exports.sheet import Field, Sheet
from argmap.schema import Voice

_SHOWN: Final = 12
_KINDS: Final = ("fact", "judgement", "forecast", "demand", "question", None)
_BASES: Final = ("statistic", "document", "own-reporting", "common-knowledge", None)
_VOICES: Final = tuple(voice.value for voice in Voice)
_POINTED: Final = ("supported", "attacked", "qualified", "answered", "undercut")
"""What a claim is that the relations of the same place point at."""

Thing = TypeVar("Thing")


@dataclass(frozen=True)
class CountsView:
    """The counts in a language, and every form that they can be written in; `stamp` is the SHA-256 of the inputs."""

    corpus: Corpus
    counts: Counts
    language: str
    stamp: str

    def page(self) -> Page:
        """For people: of long lists, only what comes first."""
        entries = [self.corpus.entries[each.source] for each in self.counts.sources]
        counted = [
            words.count("sources", len(entries), self.language),
            words.count("all.claims", sum(each.claims for each in self.counts.sources), self.language),
            words.count("quotes", sum(each.quotes for each in self.counts.sources), self.language),
        ]
        subject = credits.wording(self.corpus, self.corpus.codebook.title, self.language)[0]
        return Page(
            self.language,
            words.say("title.stats", self.language),
            f"{subject} · {words.listing(counted, self.language)}",
            tuple(self._grids()),
            foot=(
                credits.found(entries, self.language),
                words.say("inputs", self.language, stamp=self.stamp[:8]),
            ),
        )

    def markdown(self) -> str:
        """The page, for handing on."""
        return markdown.write(self.page())

    def csv(self, bom: bool = False) -> str:
        """One row for each count: what is counted, of what."""
        return csv.write(Sheet(("topic", "id", "name", "measure", "count"), tuple(self._rows())), bom)

    def json(self) -> str:
        """All counts, for other tools."""
        counts = self.counts
        facts = {
            "language": self.language,
            "inputs_sha256": self.stamp,
            "sources": [_source_facts(each) for each in counts.sources],
            "claims_in_own_words": counts.own,
            "speakers": [self._speaker_facts(each) for each in counts.speakers],
            "claims": [self._claim_facts(each) for each in counts.claims],
            "issues": [_issue_facts(each) for each in counts.issues],
        }
        return json.write("stats", facts)

    def _grids(self) -> Iterator[Grid]:
        counts = self.counts
        yield self._sources()
        yield self._parts()
        yield self._crossed("stats.kinds", "claim", _KINDS, [each.kinds for each in counts.sources])
        yield self._crossed("stats.bases", "basis", _BASES, [each.bases for each in counts.sources])
        yield self._crossed("stats.voices", "voice", _VOICES, [each.voices for each in counts.sources])
        cited = [(*self._claim(each), str(each.passages)) for each in counts.cited]
        yield self._grid("stats.cited", ("claim", "source", "passages"), cited, prose=(0,))
        yield self._speakers()
        pointed = [(*self._claim(each), *_pointed(each)) for each in counts.supported]
        heads = ("claim", "source", *_POINTED)
        yield self._grid("stats.stands", heads, pointed, prose=(0,))
        yield self._issues()
        disputed = [(*self._claim(each), *_pointed(each)) for each in counts.disputed]
        yield self._grid("stats.disputed", heads, disputed, prose=(0,))

    def _grid(
        self,
        title: str,
        heads: Sequence[str],
        rows: Sequence[Row],
        *,
        prose: tuple[int, ...] = (),
        texts: int = 2,
        grouped: bool = False,
        most: int = _SHOWN,
    ) -> Grid:
        """The first rows of a list under their heads; all columns after the first `texts` are numbers."""
        more = words.say("more", self.language, n=len(rows) - most) if len(rows) > most else ""
        return Grid(
            tuple(words.say(f"head.{head}", self.language) for head in heads),
            tuple(rows[:most]),
            title=words.say(title, self.language),
            note=more,
            labels=1,
            prose=prose,
            numbers=tuple(range(texts, len(heads))),
            grouped=grouped,
            none=words.say("none.list", self.language),
        )

    def _sources(self) -> Grid:
        numbers = [
            (each.claims, each.theses, each.quotes, each.passages, each.speakers) for each in self.counts.sources
        ]
        rows = [
            (self._short(each.source), *map(str, row)) for each, row in zip(self.counts.sources, numbers, strict=True)
        ]
        heads = ("source", "claims", "theses", "quotes", "passages", "speakers")
        return self._grid("stats.claims", heads, rows, texts=1, most=len(rows))

    def _parts(self) -> Grid:
        rows = [
            (self._short(each.source), self._part(each.source, part), str(number))
            for each in self.counts.sources
            for part, number in each.parts.items()
            if self.corpus.entries[each.source].map.parts
        ]
        return self._grid("stats.parts", ("source", "part", "claims"), rows, prose=(1,), grouped=True, most=len(rows))

    def _crossed(self, title: str, key: str, values: Sequence[str | None], counted: Sequence[Cross]) -> Grid:
        """Sources by what their claims are; what no claim is, is left out."""
        shown = [value for value in values if any(each.get(value) for each in counted)]
        head = [words.say("head.source", self.language)]
        head += [words.say(f"{key}.{value}" if value else "stats.unset", self.language) for value in shown]
        rows = tuple(
            (self._short(each.source), *(str(cross.get(value, 0)) for value in shown))
            for each, cross in zip(self.counts.sources, counted, strict=True)
        )
        none = words.say("none.list", self.language)
        numbers = tuple(range(1, len(head)))
        return Grid(tuple(head), rows if shown else (), words.say(title, self.language), numbers=numbers, none=none)

    def _speakers(self) -> Grid:
        rows: list[Row] = []
        if self.counts.own:
            own = words.say("stats.own", self.language)
            rows.append((own, "", "", words.say("all.sources", self.language), str(self.counts.own), "0"))
        for each in self.counts.speakers:
            known = each.known
            rows.append(
                (
                    credits.speaker(self.corpus, each.speaker, self.language),
                    words.say(f"speaker.{known.kind}", self.language) if known and known.kind else "",
                    words.series([self._group(group) for group in known.groups] if known else [], self.language),
                    words.series([self._short(source) for source in each.sources], self.language),
                    str(each.claims),
                    str(each.via),
                )
            )
        heads = ("speaker", "kind", "groups", "sources", "claims", "via")
        return self._grid("stats.speakers", heads, rows, prose=(0, 2, 3), texts=4, most=3 * _SHOWN)

    def _issues(self) -> Grid:
        rows = [
            (
                self._issue(each.issue),
                str(each.claims),
                f"{each.favor} : {each.against}",
                f"{len(each.sources.favor)} : {len(each.sources.against)}",
                str(len(each.sources.mixed)),
                findings.counted(each.sources.opposed),
                f"{len(each.voices.favor)} : {len(each.voices.against)}",
                findings.counted(each.voices.opposed),
            )
            for each in self.counts.issues
        ]
        heads = ("issue", "claims", "claim-sides", "source-sides", "mixed", "opposed", "voice-sides", "voice-opposed")
        return self._grid("stats.contested", heads, rows, prose=(0,), texts=1, most=2 * _SHOWN)

    def _rows(self) -> Iterator[tuple[Field, ...]]:
        for source in self.counts.sources:
            head = ("source", source.source, self._short(source.source))
            for measure, value in _numbers(source).items():
                yield (*head, measure, value)
        yield ("speaker", None, None, "claims", self.counts.own)
        for speaker in self.counts.speakers:
            name = credits.speaker(self.corpus, speaker.speaker, self.language)
            for measure, value in (
                ("claims", speaker.claims),
                ("via", speaker.via),
                ("sources", len(speaker.sources)),
            ):
                yield ("speaker", speaker.speaker, name, measure, value)
        for claim in self.counts.claims:
            id, text = f"{claim.source}/{claim.claim}", self._claim(claim)[0]
            yield ("claim", id, text, "passages", claim.passages)
            for relation, name in zip(RELATIONS, _POINTED, strict=True):
                yield ("claim", id, text, name, claim.relations[relation])
        for issue in self.counts.issues:
            for measure, number in _measures(issue).items():
                yield ("issue", issue.issue, self._issue(issue.issue), measure, number)

    def _claim(self, count: ClaimCount) -> tuple[str, str]:
        """The claim's text and its source's name."""
        entry = self.corpus.entries[count.source]
        text = credits.claim_text(self.corpus, entry, count.claim, self.language)[0]
        return text, self._short(count.source)

    def _short(self, source: str) -> str:
        return credits.short(self.corpus, self.corpus.sources[source], self.language)

    def _issue(self, issue: str) -> str:
        return credits.wording(self.corpus, self.corpus.codebook.issues[issue].short, self.language)[0]

    def _group(self, group: str) -> str:
        texts = self.corpus.codebook.groups.get(group)
        return credits.wording(self.corpus, texts, self.language)[0] if texts else group

    def _part(self, source: str, part: str | None) -> str:
        if part is None:
            return words.say("opening", self.language)
        return credits.wording(self.corpus, self.corpus.entries[source].map.parts[part].title, self.language)[0]

    def _speaker_facts(self, each: SpeakerCount) -> dict[str, object]:
        return {
            "id": each.speaker,
            "name": credits.speaker(self.corpus, each.speaker, self.language),
            "kind": each.known.kind if each.known else None,
            "groups": list(each.known.groups) if each.known else [],
            "claims": each.claims,
            "via": each.via,
            "sources": list(each.sources),
        }

    def _claim_facts(self, each: ClaimCount) -> dict[str, object]:
        relations = {name: each.relations[kind] for kind, name in zip(RELATIONS, _POINTED, strict=True)}
        text = self._claim(each)[0]
        head = {"source": each.source, "claim": each.claim, "thesis": each.thesis, "text": text}
        return {**head, "passages": each.passages, **relations}


def _pointed(each: ClaimCount) -> Row:
    return tuple(str(each.relations[kind]) for kind in RELATIONS)


def _numbers(each: SourceCount) -> dict[str, int]:
    """All counts of a source, flat: `kind:fact`, `part:opening`; a value that is not written is `-`."""
    flat = {name: getattr(each, name) for name in ("claims", "theses", "quotes", "passages", "speakers")}
    for name, cross in (("part", each.parts), ("kind", each.kinds), ("basis", each.bases), ("voice", each.voices)):
        flat |= {f"{name}:{value or '-'}": number for value, number in _in_order(cross)}
    return flat


def _in_order(cross: Cross) -> list[tuple[str | None, int]]:
    return sorted(cross.items(), key=lambda each: each[0] or "")


def _source_facts(each: SourceCount) -> dict[str, object]:
    crosses: Mapping[str, Cross] = {
        "by_part": each.parts,
        "by_kind": each.kinds,
        "by_basis": each.bases,
        "by_voice": each.voices,
    }
    return {
        "id": each.source,
        **{name: getattr(each, name) for name in ("claims", "theses", "quotes", "passages", "speakers")},
        **{
            name: [{"value": value, "claims": number} for value, number in _in_order(cross)]
            for name, cross in crosses.items()
        },
    }


def _measures(each: IssueCount) -> dict[str, float]:
    return {
        "claims": each.claims,
        "claims_for": each.favor,
        "claims_against": each.against,
        "sources_for": len(each.sources.favor),
        "sources_against": len(each.sources.against),
        "sources_mixed": len(each.sources.mixed),
        "sources_opposed_pairs": each.sources.opposed,
        "voices_for": len(each.voices.favor),
        "voices_against": len(each.voices.against),
        "voices_mixed": len(each.voices.mixed),
        "voices_opposed_pairs": each.voices.opposed,
    }


def _issue_facts(each: IssueCount) -> dict[str, object]:
    return {"id": each.issue, **_measures(each), "conflict": each.sources.conflict}
