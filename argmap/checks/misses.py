"""Quotes whose words do not stand in the source, and those that leave out words without saying so."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from argmap.checks.check import check
from argmap.checks.cited import is_foreign, sections, wordings
from argmap.corpus import Corpus
from argmap.diagnostics import Finding, Severity, Subject

if TYPE_CHECKING:
    from argmap.checks.missed import Miss


@check(Severity.ERROR)
def quote_leaves_out_words(corpus: Corpus) -> Iterator[Finding]:
    """A quote says where it leaves out words.

    Every word of it stands in the source, in order, but not side by side. Mark the gap with `……`, `…`, `...` or
    `[...]`; whoever reads the quote can see then that there is more.

    Bad, where the source says `也许对欧洲来说现在更大的风险是再次错过机会`:

    ```yaml
    quote: 也许对欧洲来说更大的风险是再次错过机会
    ```

    Good:

    ```yaml
    quote: 也许对欧洲来说……更大的风险是再次错过机会
    ```
    """
    for miss in _misses(corpus):
        finding = miss.leaving_out()
        if finding:
            yield finding


@check(Severity.ERROR)
def quote_not_found(corpus: Corpus) -> Iterator[Finding]:
    """The words of a quote stand in the source.

    Typesetting may differ: white space, quotation marks, dashes, full and half width, Simplified and Traditional
    script. An omission is marked with `……`, `…`, `...` or `[...]`. Anything else must be there character by
    character: a near miss is an error, and the difference is shown. What stands only in a tag, an address or front
    matter is not the source's words, and neither is a translation of them.

    Bad, where the source says `300-500亿欧元`:

    ```yaml
    quote: 投资额将在300-500亿美元
    ```

    Good:

    ```yaml
    quote: 投资额将在300-500亿欧元
    ```
    """
    for miss in _misses(corpus):
        finding = miss.unfound()
        if finding:
            yield finding


def _misses(corpus: Corpus) -> Iterator["Miss"]:
    missing = [
        (entry, wording.route, wording.text, subject)
        for entry, wording, subject in wordings(corpus)
        if not wording.hits and not is_foreign(entry, wording)
    ]
    missing += [
        (entry, section.route, entry.map.parts[section.id].starts, Subject(entry.id))
        for entry, section in sections(corpus)
        if not section.hits
    ]
    if missing:
        from argmap.checks.missed import Miss  # what explains a miss is not needed where there is none

        yield from (Miss(corpus, *each) for each in missing)
