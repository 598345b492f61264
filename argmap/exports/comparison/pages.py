"""The comparison as a page: of sources, of the speakers they carry, or of groups."""

from collections.abc import Iterator

from argmap import credits, findings, words
from argmap.agreement import Division, divisions
from argmap.comparison import Cell, Comparison, Groups, Speakers, table
from argmap.comparison.groups import Column, Count
from argmap.corpus import Corpus
from argmap.exports import signs
from argmap.exports.page import Grid, Page, Row
from argmap.stances import State

_COUNTED = tuple(state for state in State if state not in (State.SILENT, State.NOT_CODED))


def sources(corpus: Corpus, comparison: Comparison, speakers: Speakers, language: str, stamp: str) -> Page:
    """Issues by sources: state and carried voices in each cell, sides at the end; then what it comes to."""
    notes = tuple(_conditions(corpus, comparison, language))
    numbers = {(issue, source): at for at, (issue, source, _) in enumerate(notes, start=1)}
    head = [words.say("head.issue", language), *(_source(corpus, each, language) for each in comparison.sources)]
    rows = []
    for division in divisions(table(comparison)):
        issue = division.issue
        cells = [_cell(comparison.cell(issue, each), numbers.get((issue, each))) for each in comparison.sources]
        rows.append((_issue(corpus, issue, language), *cells, _sides(division)))
    grid = Grid((*head, words.say("head.sides", language)), tuple(rows), none=words.say("none.issues", language))
    topics = findings.of_sources(corpus, comparison, speakers, language) if comparison.issues else ()
    if notes:
        told = tuple(f"{signs.raised(at)} {text}" for at, (_, _, text) in enumerate(notes, start=1))
        topics = (findings.Topic(words.say("topic.conditions", language), told), *topics)
    return Page(
        language,
        words.say("title.compare.source", language),
        _subtitle(corpus, comparison, language),
        (grid,),
        _legend(corpus, comparison, language),
        topics,
        (words.say("measure.matrix", language), *_foot(corpus, comparison, language, stamp)),
        _credits(corpus, comparison, language),
    )


def voices(corpus: Corpus, comparison: Comparison, speakers: Speakers, language: str, stamp: str) -> Page:
    """Each issue's speakers, those for it first, with what they are and which sources carry them."""
    columns = [words.say(f"head.{each}", language) for each in ("speaker", "kind", "sources")]
    head = (words.say("head.issue", language), "", *columns)
    rows = tuple(_voices(corpus, speakers, language))
    return Page(
        language,
        words.say("title.compare.speaker", language),
        _subtitle(corpus, comparison, language, words.count("speakers", len(speakers.speakers), language)),
        (Grid(head, rows, labels=3, prose=(0, 4), grouped=True, none=words.say("none.voices", language)),),
        (signs.legend(language),),
        findings.of_speakers(corpus, speakers, language) if rows else (),
        (words.say("measure.voices", language), *_foot(corpus, comparison, language, stamp)),
        _credits(corpus, comparison, language),
    )


def groups(corpus: Corpus, comparison: Comparison, counted: Groups, language: str, stamp: str) -> Page:
    """Issues by groups: how many of each stand where."""
    head = (words.say("head.issue", language), *(group(corpus, each, language) for each in counted.columns))
    rows = tuple(
        (_issue(corpus, issue, language), *(_counts(counted.count(issue, each)) for each in counted.columns))
        for issue in counted.issues
        if counted.columns
    )
    return Page(
        language,
        words.say("title.compare.group", language),
        _subtitle(corpus, comparison, language),
        (Grid(head, rows, none=words.say("none.groups", language)),),
        (signs.legend(language),),
        (),
        (words.say("measure.groups", language), *_foot(corpus, comparison, language, stamp)),
        _credits(corpus, comparison, language),
    )


def group(corpus: Corpus, column: Column, language: str) -> str:
    """A group's name, and which of its members are counted."""
    id, of = column
    name = words.say("group.none", language)
    if id:
        name = credits.wording(corpus, corpus.codebook.groups[id], language)[0]
    return words.say(f"group.{of}", language, group=name[:1].upper() + name[1:])


def _issue(corpus: Corpus, issue: str, language: str) -> str:
    return credits.wording(corpus, corpus.codebook.issues[issue].short, language)[0]


def _source(corpus: Corpus, id: str, language: str) -> str:
    """A source's name, with its dagger, over its date."""
    source = corpus.sources[id]
    dagger = credits.DAGGER if credits.is_retold(source) else ""
    return f"{credits.short(corpus, source, language)}{dagger}\n{source.date or words.say('undated', language)}"


def _cell(cell: Cell, note: int | None) -> str:
    marks = (signs.JUDGED if cell.judged else "") + (signs.raised(note) if note else "")
    return f"{signs.SIGNS[cell.state]:1}{marks:1} {signs.tally(cell.tally)}".rstrip()


def _sides(division: Division) -> str:
    return f"{len(division.favor)} : {len(division.against)}"


def _conditions(corpus: Corpus, comparison: Comparison, language: str) -> Iterator[tuple[str, str, str]]:
    """Issue, source and text of each cell whose standing depends on something."""
    for issue in comparison.issues:
        for id in comparison.sources:
            conditions = comparison.cell(issue, id).conditions
            if conditions:
                text = words.clauses([credits.wording(corpus, each, language)[0] for each in conditions], language)
                who = credits.short(corpus, corpus.sources[id], language)
                told = words.say("condition", language, who=who, issue=_issue(corpus, issue, language), text=text)
                yield issue, id, told


def _voices(corpus: Corpus, speakers: Speakers, language: str) -> Iterator[Row]:
    order = {state: at for at, state in enumerate(State)}
    for issue in speakers.issues:
        cells = [speakers.cell(issue, each) for each in speakers.speakers]
        there = [cell for cell in cells if cell.reasons]
        for cell in sorted(there, key=lambda each: order[each.state]):
            kind = corpus.codebook.speakers[cell.speaker].kind if cell.speaker in corpus.codebook.speakers else None
            yield (
                _issue(corpus, issue, language),
                signs.SIGNS[cell.state],
                credits.speaker(corpus, cell.speaker, language),
                words.say(f"speaker.{kind}", language) if kind else "",
                words.series([credits.short(corpus, corpus.sources[id], language) for id in cell.sources], language),
            )


def _counts(count: Count) -> str:
    there = ((signs.SIGNS[state], count.count(state)) for state in _COUNTED)
    return " ".join(f"{sign}{number}" for sign, number in there if number)


def _subtitle(corpus: Corpus, comparison: Comparison, language: str, *more: str) -> str:
    counts = [
        words.count("issues", len(comparison.issues), language),
        words.count("sources", len(comparison.sources), language),
        *more,
    ]
    subject = credits.wording(corpus, corpus.codebook.title, language)[0]
    return f"{subject} · {words.listing(counts, language)}"


def _legend(corpus: Corpus, comparison: Comparison, language: str) -> tuple[Row, ...]:
    """The states, and the marks that occur."""
    cells = comparison.cells.values()
    occurring = {
        "tally": any(cell.tally for cell in cells),
        "judged": any(cell.judged for cell in cells),
        "condition": any(cell.conditions for cell in cells),
        "digest": any(credits.is_retold(corpus.sources[id]) for id in comparison.sources),
    }
    marks = tuple(words.say(f"key.{key}", language) for key, occurs in occurring.items() if occurs)
    return signs.legend(language), marks


def _foot(corpus: Corpus, comparison: Comparison, language: str, stamp: str) -> tuple[str, ...]:
    entries = [corpus.entries[id] for id in comparison.sources]
    found = words.sentences([credits.found(entries, language), words.say("one-article-each", language)], language)
    return found, words.say("inputs", language, stamp=stamp[:8])


def _credits(corpus: Corpus, comparison: Comparison, language: str) -> tuple[str, ...]:
    named = [credits.credit(corpus, corpus.sources[id], language) for id in comparison.sources]
    return (words.say("sources", language, sources=words.clauses(named, language)),)
