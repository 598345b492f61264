"""Whether the registry holds together, and whether the sources are what the quotes were checked against."""

from collections.abc import Iterator

from argmap.checks.check import check
from argmap.corpus import Corpus
from argmap.diagnostics import Finding, Label, Severity, Subject


@check(Severity.ERROR)
def one_file_two_sources(corpus: Corpus) -> Iterator[Finding]:
    """A file is one source."""
    document = corpus.registry_document
    if document is None:
        return
    seen: dict[str, str] = {}
    for id, source in corpus.sources.items():
        first = seen.setdefault(source.file, id)
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
    mapped = {map.source for map, _ in corpus.maps}
    if document is None or not corpus.complete:
        return
    for id in corpus.sources:
        if id not in mapped:
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
    a tool that changes line ends.
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
                help=f"Look at what changed; then write the new stamp: {article.sha256}",
                subject=Subject(id),
            )
