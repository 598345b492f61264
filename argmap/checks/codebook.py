"""Whether the codebook holds together, and whether figures can say all of it in their languages."""

from collections.abc import Iterator, Mapping

from argmap.checks.check import check, stem, suggestion
from argmap.corpus import Corpus, Route
from argmap.diagnostics import Finding, Label, Severity, Subject
from argmap.schema import UNNAMED, Claim, in_language, same_language
from argmap.syntax import Document


@check(Severity.ERROR)
def unknown_group(corpus: Corpus) -> Iterator[Finding]:
    """The groups of speakers and sources are listed in the codebook."""
    document = corpus.codebook_document
    if document is None:
        return
    groups = corpus.codebook.groups
    for id, speaker in corpus.codebook.speakers.items():
        yield from _unknown_groups(document, ("speakers", id), speaker.groups, groups)
    if corpus.registry_document:
        for id, source in corpus.sources.items():
            yield from _unknown_groups(corpus.registry_document, ("sources", id), source.groups, groups)


def _unknown_groups(
    document: Document, route: Route, given: tuple[str, ...], groups: Mapping[str, object]
) -> Iterator[Finding]:
    for at, group in enumerate(given):
        if group not in groups:
            yield Finding(
                f"there is no group `{group}` in maps/codebook.yaml",
                (Label(document.place((*route, "groups", at))),),
                help=suggestion(group, groups),
            )


@check(Severity.ERROR)
def reserved_id(corpus: Corpus) -> Iterator[Finding]:
    """`unnamed` is the speaker whom a source does not name, and no id of the codebook."""
    document = corpus.codebook_document
    if document and UNNAMED in corpus.codebook.speakers:
        yield Finding(
            "`unnamed` is reserved for speakers whom the source does not name",
            (Label(document.key(("speakers", UNNAMED))),),
            help="Leave it out here; maps may use it as it is.",
        )


@check(Severity.ERROR)
def unknown_rival(corpus: Corpus) -> Iterator[Finding]:
    """The rival of an issue is another issue of the codebook.

    Rivals are propositions in tension. The relation is symmetric and written once.
    """
    document, issues = corpus.codebook_document, corpus.codebook.issues
    for id, issue in issues.items():
        if document and issue.rival and (issue.rival not in issues or issue.rival == id):
            message = "an issue cannot be its own rival" if issue.rival == id else f"there is no issue `{issue.rival}`"
            others = [each for each in issues if each != id]
            yield Finding(
                message,
                (Label(document.place(("issues", id, "rival"))),),
                help=suggestion(issue.rival, others),
                subject=Subject(issue=id),
            )


@check(Severity.ERROR)
def broken_link(corpus: Corpus) -> Iterator[Finding]:
    """A link joins claims of two maps, by exactly one relation.

    ```yaml
    links:
      - {from: avalaches/use-is-level, contradicts: huanqiu/germany-falls-behind}
    ```
    """
    document = corpus.codebook_document
    if document is None:
        return
    for at, link in enumerate(corpus.codebook.links):
        if len(link.kinds) != 1:
            yield Finding(
                "a link has exactly one of contradicts, same-as, updates, cites",
                (Label(document.place(("links", at))),),
                help="Write two links for two relations.",
            )
        for key, reference in (("from", link.from_), *link.kinds):
            yield from _broken_end(corpus, document, ("links", at, key), reference)
        for key, reference in link.kinds:
            if reference.partition("/")[0] == link.from_.partition("/")[0]:
                yield Finding(
                    "a link joins claims of two maps, and both of these are in one",
                    (Label(document.place(("links", at, key))),),
                    help="Within a map, write a relation at the claim.",
                )


def _broken_end(corpus: Corpus, document: Document, route: Route, reference: str) -> Iterator[Finding]:
    source, _, claim = reference.partition("/")
    maps = {map.source: map for map, _ in corpus.maps}
    if source not in maps:
        # A map that names another source has its own mistake.
        if corpus.complete and source not in map(stem, (document for _, document in corpus.maps)):
            message = f"there is no map of `{source}`"
            yield Finding(message, (Label(document.place(route)),), help=suggestion(source, maps))
    elif claim not in maps[source].all_claims:
        message = f"the map of `{source}` has no claim `{claim}`"
        yield Finding(message, (Label(document.place(route)),), help=suggestion(claim, maps[source].all_claims))


@check(Severity.NOTE)
def text_not_in_language(corpus: Corpus) -> Iterator[Finding]:
    """Texts are given in every language of the figures.

    A missing one falls back to the first. A claim's text in the source's own language may be left out: its quote
    is printed instead.
    """
    languages = corpus.codebook.languages
    if corpus.codebook_document:
        for route, words in _codebook_words(corpus):
            yield from _missing(corpus.codebook_document, route, words, languages)
    for map, document in corpus.maps:
        source = corpus.sources.get(map.source)
        if source is None:
            continue
        own = source.language
        for group, claims in (("theses", map.theses), ("claims", map.claims)):
            for id, claim in claims.items():
                yield from _untold(document, (group, id), claim, [each for each in languages if not _among(each, own)])
        for id, part in map.parts.items():
            wanted = [each for each in languages if not _among(each, own)]
            yield from _missing(document, ("parts", id, "title"), part.title, wanted)


def _among(language: str, others: tuple[str, ...]) -> bool:
    return any(same_language(language, other) for other in others)


def _untold(document: Document, route: Route, claim: Claim, languages: list[str]) -> Iterator[Finding]:
    if claim.text is not None:
        yield from _missing(document, (*route, "text"), claim.text, languages)
    elif languages:
        names = ", ".join(f"`{language}`" for language in languages)
        yield Finding(f"`{route[-1]}` has no text in {names}", (Label(document.key(route)),), help="Add `text:`.")


def _codebook_words(corpus: Corpus) -> Iterator[tuple[Route, Mapping[str, str]]]:
    book = corpus.codebook
    yield ("title",), book.title
    for id, words in book.groups.items():
        yield ("groups", id), words
    for id, speaker in book.speakers.items():
        yield ("speakers", id, "name"), speaker.name
    for id, issue in book.issues.items():
        yield ("issues", id, "proposition"), issue.proposition
        yield ("issues", id, "short"), issue.short


def _missing(
    document: Document, route: Route, words: Mapping[str, str], languages: tuple[str, ...] | list[str]
) -> Iterator[Finding]:
    missing = [language for language in languages if in_language(words, language) is None]
    if missing:
        names = ", ".join(f"`{language}`" for language in missing)
        help = "Figures in that language show another one here."
        yield Finding(f"this text is not in {names}", (Label(document.place(route)),), help=help)
