"""Whether the registry holds together, and whether the sources are what the quotes were checked against."""

from collections.abc import Iterator
from posixpath import normpath

from argmap.checks.check import check, counted, stem
from argmap.checks.difference import changes, shown
from argmap.corpus import Corpus, Entry
from argmap.diagnostics import Finding, Label, Severity, Subject
from argmap.spelling import alike

_SHOWN, _TRIED, _NAMED = 5, 50, 10
_LONGEST = 200
"""How many characters of a difference are shown."""


@check(Severity.ERROR)
def one_file_two_sources(corpus: Corpus) -> Iterator[Finding]:
    """A file is one source."""
    document = corpus.registry_document
    if document is None:
        return
    seen: dict[str, str] = {}
    for id, source in corpus.sources.items():
        first = seen.setdefault(normpath(source.file), id)
        if first != id:
            here = document.place(("sources", id, "file"))
            there = document.place(("sources", first, "file"))
            yield Finding(
                f"`{first}` and `{id}` are the same file",
                (Label(here), Label(there, f"`{first}`")),
                help="Keep one of them, or correct the file's name.",
                subject=Subject(id),
            )


@check(Severity.NOTE)
def source_without_map(corpus: Corpus) -> Iterator[Finding]:
    """A registered source has no map yet; figures leave it out."""
    document = corpus.registry_document
    mapped = {map.source for map, _ in corpus.maps} | {stem(document) for _, document in corpus.maps}
    if document is None or not corpus.complete:
        return
    # Where an id is misspelt here, the map that it was meant for says so.
    unknown = [map.source for map, _ in corpus.maps if map.source not in corpus.sources]
    for id in corpus.sources:
        if id not in mapped and not alike(id, unknown):
            yield Finding(
                f"`{id}` has no map",
                (Label(document.key(("sources", id))),),
                help=f"Write `maps/{id}.yaml`.",
                subject=Subject(id),
            )


@check(Severity.WARNING)
def source_changed(corpus: Corpus) -> Iterator[Finding]:
    """The source's file is the one that its quotes were checked against.

    The registry's `sha256` is a stamp of the file's bytes. When it differs the article was edited, or converted by
    a tool that changes line ends. The notes say which quotes still stand, which stand with a difference, and which
    are gone; after a review, `argmap stamp` accepts the file as it is.
    """
    document = corpus.registry_document
    if document is None:
        return
    for id, source in corpus.sources.items():
        article = corpus.articles.get(id)
        if source.sha256 and article and source.sha256 != article.sha256:
            yield Finding(
                f"the file of `{id}` is not the one that was stamped",
                (Label(document.place(("sources", id, "sha256"))),),
                help=f"Review what changed; then accept the file with `argmap stamp {id}`.",
                notes=tuple(_standing(corpus.entries.get(id))),
                subject=Subject(id),
            )


def _standing(entry: Entry | None) -> Iterator[str]:
    """What the changed file leaves of the quotes: how many stand, and those that differ or are gone."""
    from argmap.quotes.near import nearest  # only where a source was changed

    citations = entry.citations if entry else ()
    if entry is None or not citations:
        return
    standing = sum(citation.found for citation in citations)
    yield f"{standing} of {counted(len(citations), 'quote')} still stand{'s' if len(citations) == 1 else ''}"
    missing = [(citation.claim, each.text) for citation in citations for each in citation.wordings if not each.hits]
    tried = [(claim, text, nearest(entry.reading.citable, text)) for claim, text in missing[:_TRIED]]
    differing = [(claim, text, near) for claim, text, near in tried if near]
    for claim, text, near in differing[:_SHOWN]:
        difference = shown(changes(text, entry.reading.citable.slice(near.start, near.end)))
        yield f"`{claim}` stands with a {difference if len(difference) <= _LONGEST else difference[:_LONGEST] + '…'}"
    if len(differing) > _SHOWN:
        yield f"{len(differing) - _SHOWN} more with a difference"
    gone = list(dict.fromkeys(f"`{claim}`" for claim, _, near in tried if not near))
    if gone:
        yield f"gone: the quotes of {', '.join(gone[:_NAMED])}" + (
            f" and {len(gone) - _NAMED} more" if len(gone) > _NAMED else ""
        )
    if len(missing) > _TRIED:
        yield f"{len(missing) - _TRIED} more not found"
