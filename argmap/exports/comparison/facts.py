"""The comparison as facts for other tools: every cell with its reasons and quotes, and every measure."""

from collections.abc import Mapping

from argmap import credits, findings
from argmap.agreement import (
    Agreement,
    Division,
    Table,
    agreements,
    chance_agreement,
    common_ground,
    fault_lines,
    lone_voices,
    most_contested,
    silences,
    tensions,
)
from argmap.comparison import Cell, Comparison, Groups, Reason, Speakers, speakers_table, table
from argmap.comparison.cells import Carried
from argmap.corpus import Citation, Corpus, Entry
from argmap.exports.comparison.rows import STEPS, short
from argmap.stances import Standing

Facts = dict[str, object]


def sources(corpus: Corpus, comparison: Comparison, language: str, stamp: str) -> Facts:
    """Sources, issues, cells, and what the sources come to."""
    return {
        **_head(corpus, comparison, language, stamp, "source"),
        "cells": [cell(corpus, each, language) for each in comparison.cells.values()],
        **measures(corpus, table(comparison), comparison.issues),
        "agreement": [_agreement(each) for each in agreements(table(comparison))],
        "agreement_by_chance": chance_agreement(),
    }


def speakers(corpus: Corpus, comparison: Comparison, compared: Speakers, language: str, stamp: str) -> Facts:
    """Speakers, and where each stands by all claims that are theirs; speakers without any on an issue are left out."""
    cells = [each for each in compared.cells.values() if each.reasons]
    return {
        **_head(corpus, comparison, language, stamp, "speaker"),
        "speakers": [_speaker(corpus, each, language) for each in compared.speakers],
        "cells": [
            {
                "issue": each.issue,
                "speaker": each.speaker,
                **_standing(each.standing),
                "sources": list(each.sources),
                "reasons": [reason(corpus, corpus.entries[said.source], said, language) for said in each.reasons],
            }
            for each in cells
        ],
        "unnamed": dict(compared.unnamed),
        **measures(corpus, speakers_table(compared), compared.issues),
    }


def groups(corpus: Corpus, comparison: Comparison, counted: Groups, language: str, stamp: str) -> Facts:
    """For each group, issue and stance, how many members; a group that is null counts those in none."""
    return {
        **_head(corpus, comparison, language, stamp, "group"),
        "groups": {id: credits.wording(corpus, name, language)[0] for id, name in corpus.codebook.groups.items()},
        "counts": [
            {
                "group": column[0] or None,
                "of": column[1],
                "issue": issue,
                "members": {
                    state.value: list(members) for state, members in counted.count(issue, column).members.items()
                },
            }
            for column in counted.columns
            for issue in counted.issues
        ],
    }


def measures(corpus: Corpus, numbers: Table, issues: tuple[str, ...]) -> Facts:
    """What a table of positions comes to, issue by issue."""
    return {
        "divisions": [_division(each) for each in most_contested(numbers)],
        "common_ground": [each.issue for each in common_ground(numbers)],
        "fault_lines": [each.issue for each in fault_lines(numbers)],
        "lone_voices": [{"issue": each.issue, "alone": each.alone} for each in lone_voices(numbers)],
        "silences": [{"issue": each.issue, "silent": list(each.silent)} for each in silences(numbers)],
        "tensions": [
            {
                "issues": [each.one, each.other],
                "support_both": list(each.support_both),
                "oppose_both": list(each.oppose_both),
            }
            for each in tensions(numbers, findings.rivals(corpus, issues))
        ],
    }


def cell(corpus: Corpus, each: Cell, language: str) -> Facts:
    """One source on one issue, with all that made it so."""
    entry = corpus.entries[each.source]
    judgement = each.judgement
    return {
        "issue": each.issue,
        "source": each.source,
        **_standing(each.standing),
        "judged": each.judged,
        "judged_because": text(corpus, judgement.because, language) if judgement else None,
        "by_rule": _standing(each.by_rule) if each.by_rule else None,
        "conditions": [text(corpus, condition, language) for condition in each.conditions],
        "carried_for": each.tally.favor,
        "carried_against": each.tally.against,
        "carried": [_carried(voice) for voice in each.carried],
        "passages": each.passages,
        "reasons": [reason(corpus, entry, said, language) for said in each.reasons],
    }


def reason(corpus: Corpus, entry: Entry, given: Reason, language: str) -> Facts:
    """One claim as it was coded, with its quotes."""
    claim = entry.map.all_claims[given.claim]
    coding = given.coding
    told, tag = credits.claim_text(corpus, entry, given.claim, language)
    return {
        "source": given.source,
        "claim": given.claim,
        "thesis": given.claim in entry.map.theses,
        "decides": given.decides,
        "stance": coding.value.value,
        "only_in_heading": given.said.heading,
        "voice": given.said.voice.value,
        "speaker": given.said.speaker,
        "via": list(claim.via),
        "condition": text(corpus, coding.condition, language) if coding.condition else None,
        "note": text(corpus, coding.note, language) if coding.note else None,
        "confidence": coding.confidence,
        "text": {"text": told, "language": tag or None},
        "citations": [_citation(entry, citation) for citation in entry.citations_of[given.claim]],
    }


def text(corpus: Corpus, texts: Mapping[str, str], language: str) -> Facts:
    """The analyst's words, and the language that they are in, if that is known."""
    words, tag = credits.wording(corpus, texts, language)
    return {"text": words, "language": tag or None}


def _head(corpus: Corpus, comparison: Comparison, language: str, stamp: str, by: str) -> Facts:
    return {
        "by": by,
        "title": credits.wording(corpus, corpus.codebook.title, language)[0],
        "language": language,
        "inputs_sha256": stamp,
        "issues": [_issue(corpus, each, language) for each in comparison.issues],
        "sources": [source(corpus, each, language) for each in comparison.sources],
    }


def source(corpus: Corpus, id: str, language: str) -> Facts:
    """What the registry says of a source, and how its quotes were found."""
    written, entry = corpus.sources[id], corpus.entries[id]
    return {
        "id": id,
        "short": credits.short(corpus, written, language),
        "date": written.date,
        "kind": written.kind,
        "groups": list(written.groups),
        "file": entry.reading.text.name,
        "sha256": corpus.articles[id].sha256,
        "quotes": len(entry.citations),
        "found": credits.steps_of(entry.citations),
    }


def _issue(corpus: Corpus, id: str, language: str) -> Facts:
    issue = corpus.codebook.issues[id]
    proposition = credits.wording(corpus, issue.proposition, language)[0]
    issues = corpus.codebook.issues
    rivals = [each for each in issues if each == issue.rival or issues[each].rival == id]
    return {"id": id, "short": short(corpus, id, language), "proposition": proposition, "rivals": rivals}


def _speaker(corpus: Corpus, id: str, language: str) -> Facts:
    known = corpus.codebook.speakers.get(id)
    name = credits.speaker(corpus, id, language)
    return {
        "id": id,
        "name": name,
        "kind": known.kind if known else None,
        "groups": list(known.groups) if known else [],
    }


def _standing(standing: Standing) -> Facts:
    return {
        "stance": standing.state.value,
        "value": standing.state.number,
        "rule": STEPS[standing.step],
        "because": list(standing.because),
    }


def _carried(voice: Carried) -> Facts:
    return {"speaker": voice.speaker, **_standing(voice.standing), "claims": list(voice.claims)}


def _citation(entry: Entry, citation: Citation) -> Facts:
    return {
        "number": citation.number or None,
        "step": citation.step.value if citation.step else None,
        "wordings": [
            {
                "quote": wording.text,
                "language": wording.language,
                "file": entry.reading.text.name,
                "line": entry.place(wording.hit).line if wording.hit else None,
                "start": wording.hit.start if wording.hit else None,
                "end": wording.hit.end if wording.hit else None,
                "step": wording.hit.step.value if wording.hit else None,
            }
            for wording in citation.wordings
        ],
    }


def _division(division: Division) -> Facts:
    return {
        "issue": division.issue,
        "for": list(division.favor),
        "neutral": list(division.neutral),
        "against": list(division.against),
        "mixed": list(division.mixed),
        "silent": list(division.silent),
        "mean": division.mean,
        "opposed_pairs": division.opposed,
        "conflict": division.conflict,
        "coverage": division.coverage,
    }


def _agreement(each: Agreement) -> Facts:
    least, most = each.without_one or (None, None)
    return {
        "one": each.one,
        "other": each.other,
        "shared": each.shared,
        "same_side": each.same_side,
        "opposite_side": each.opposite_side,
        "left_out_as_mixed": each.left_out_as_mixed,
        "agreement": each.share,
        "least_without_one": least,
        "most_without_one": most,
        "overlap": each.overlap,
    }
