"""How a quote was found: at one passage or several, word for word or not, in the language that it says."""

import re
from collections.abc import Iterator
from itertools import pairwise

from argmap.checks.check import check, counted
from argmap.checks.cited import Cited, cited, is_foreign, sections, wordings
from argmap.corpus import Corpus, Entry, Route
from argmap.diagnostics import Finding, Fix, Label, Severity, Subject
from argmap.quotes import Fold, Hit, Step, find
from argmap.quotes.key import MARKED
from argmap.quotes.omission import MARK
from argmap.syntax.edit import set_value

_PLACES_MAX = 3
_SAID: dict[Fold, str] = {
    "whitespace": "spaces",
    "quote-marks": "quotation marks",
    "dash": "dashes",
    "width": "full and half width",
    "compatibility": "forms of characters",
    "interpunct": "the point between names",
    "case": "capitals",
}


@check(Severity.ERROR)
def quote_ambiguous(corpus: Corpus) -> Iterator[Finding]:
    """A quote points at one passage.

    Words that stand more than once need more words, or `prefix:` or `suffix:` with what stands beside them. The
    shortest that do are shown with each place.

    Bad:

    ```yaml
    quote: computational resources
    ```

    Good:

    ```yaml
    quote: {text: computational resources, prefix: it lacks the}
    ```
    """
    for entry, wording, subject in wordings(corpus):
        if len(wording.hits) > 1:
            yield _ambiguous(entry, wording.route, wording.hits, subject, wording.text)
    for entry, section in sections(corpus):
        if len(section.hits) > 1:
            yield _ambiguous(entry, section.route, section.hits, Subject(entry.id), entry.map.parts[section.id].starts)


def _ambiguous(entry: Entry, route: Route, hits: tuple[Hit, ...], subject: Subject, text: str) -> Finding:
    from argmap.checks.beside import beside, edits  # only where words stand more than once

    document, shown = entry.document, hits[:_PLACES_MAX]
    words = [beside(entry.reading.citable, text, hits, hit) if route[0] != "parts" else None for hit in shown]
    labels = [Label(entry.place(hit), f"{at + 1}. {words[at] or ''}".rstrip()) for at, hit in enumerate(shown)]
    fixes = [
        Fix(f"take passage {at}", (edit,), safe=False, choice=True)
        for at, each in enumerate(words, start=1)
        if each
        for edit in edits(document, route, text, each)
    ]
    further = len(hits) - len(shown)
    return Finding(
        f"these words stand {len(hits)} times in the source `{entry.id}`",
        (Label(document.place(route)), *labels),
        help="Quote more of the sentence" + (", or say which it is as shown." if any(words) else "."),
        notes=(f"and {counted(further, 'more place')}",) if further else (),
        fixes=tuple(fixes),
        subject=subject,
    )


@check(Severity.WARNING)
def quote_without_punctuation(corpus: Corpus) -> Iterator[Finding]:
    """A quote has the punctuation of the source.

    Letters and digits agree, commas or full stops do not. The passage is clear, but it is not word for word.

    Bad, where the source says `主导的首先是美国企业，中国则紧随跟上`:

    ```yaml
    quote: 主导的首先是美国企业中国则紧随跟上
    ```

    Good:

    ```yaml
    quote: 主导的首先是美国企业，中国则紧随跟上
    ```
    """
    for each in cited(corpus):
        if each.hit.hardest is Step.UNPUNCTUATED:
            yield _as_it_stands(each, "this quote differs from the source in its punctuation", safe=True)


@check(Severity.NOTE)
def quote_normalised(corpus: Corpus) -> Iterator[Finding]:
    """A quote is typed as the source has it.

    The passage is certain, but quotation marks, dashes, spaces, full and half width or capitals were typed in another
    way; only what is typed exactly is called word for word. Markup, reference markers and folded lines do not count.

    Bad, where the source says `“人工智能行动峰会”于2月10日-11日举行`:

    ```yaml
    quote: 「人工智能行动峰会」于2月10日–11日举行
    ```

    Good:

    ```yaml
    quote: “人工智能行动峰会”于2月10日-11日举行
    ```
    """
    for each in cited(corpus):
        seen = [_SAID[fold] for fold in each.hit.folds if fold in _SAID]
        if each.hit.hardest is Step.NORMALISED and seen and _differs(each):
            yield _as_it_stands(each, f"typed otherwise than in the source: {', '.join(seen)}", safe=True)


@check(Severity.NOTE)
def quote_in_other_script(corpus: Corpus) -> Iterator[Finding]:
    """A quote is typed in the script of the source, Simplified or Traditional.

    The passage is certain, and the script is the analyst's choice; the figures print the quote as it is typed.

    ```yaml
    quote: 歐洲已有明顯差距        # the source says 欧洲已有明显差距
    ```
    """
    for each in cited(corpus):
        if each.hit.hardest is Step.VARIANT:
            yield _as_it_stands(each, "this quote is in another script than the source", safe=False)


def _as_it_stands(each: Cited, message: str, *, safe: bool) -> Finding:
    """The finding that a quote differs in form alone, with the fix that types it as the source does."""
    words = _passage(each)
    again = find(each.entry.reading.citable, words, each.citation.quote.prefix or "", each.citation.quote.suffix or "")
    same = len(again) == 1 and (again[0].start, again[0].end) == (each.hit.start, each.hit.end)
    edit = set_value(each.entry.document, each.wording.route, words) if same else None
    return Finding(
        message,
        each.labels("the passage"),
        help="Quote it as the source has it." if safe else "Keep it, or quote it in the script of the source.",
        fixes=(Fix("quote the passage as it stands", (edit,), safe),) if edit else (),
        subject=each.subject,
    )


def _differs(each: Cited) -> bool:
    """Whether more differs than reference markers, and where lines end in the map."""
    typed, passage = each.wording.text, _passage(each)
    if "citation-marker" in each.hit.folds:
        typed, passage = (" ".join(MARKED.sub(" ", text).split()) for text in (typed, passage))
    written = each.entry.document.place(each.wording.route)
    if written.line != written.until[0]:
        typed, passage = ("".join(text.split()) for text in (typed, passage))
    return typed != passage


def _passage(each: Cited) -> str:
    """The words of the passage on one line, with the omission marks of the quote."""
    parts = iter([_on_one_line(each.text(fragment)) for fragment in each.hit.fragments])
    if len(each.hit.fragments) == 1:
        return next(parts)
    pieces, at = [], 0
    for mark in MARK.finditer(each.wording.text):
        pieces += [next(parts) if mark.start() > at else "", mark[0]]
        at = mark.end()
    return "".join((*pieces, next(parts, "")))


def _on_one_line(text: str) -> str:
    """The text with its line ends as spaces, or as nothing beside what is written without spaces."""

    def joined(gap: re.Match[str]) -> str:
        beside = text[gap.start() - 1 : gap.start()], text[gap.end() : gap.end() + 1]
        return "" if any(each > "\u2e7f" for each in beside) else " "

    return re.sub(r"\s*[\n\r]\s*", joined, text)


@check(Severity.ERROR)
def quote_in_other_language(corpus: Corpus) -> Iterator[Finding]:
    """A quote by language names languages of the source.

    `quote: {zh-Hans: …, en: …}` is one citation of a source that is in both; a translation belongs under
    `translation:`.

    Bad, where the source is in Chinese alone:

    ```yaml
    quote: {zh: 欧洲已有明显差距, en: Europe is clearly behind}
    ```

    Good:

    ```yaml
    quote: {text: 欧洲已有明显差距, translation: Europe is clearly behind}
    ```
    """
    for entry, wording, subject in wordings(corpus):
        if is_foreign(entry, wording):
            yield Finding(
                f"the source `{entry.id}` is not in `{wording.language}`",
                (Label(entry.document.key(wording.route)),),
                help=f"It is in {', '.join(entry.source.language)}. A translation goes under `translation:`.",
                subject=subject,
            )


@check(Severity.WARNING)
def parts_out_of_order(corpus: Corpus) -> Iterator[Finding]:
    """Parts are listed in the order of the article.

    The figures and the evidence list follow it.
    """
    for entry in corpus.entries.values():
        found = [section for section in entry.sections if section.start is not None]
        for before, after in pairwise(found):
            if (before.start or 0) > (after.start or 0):
                yield Finding(
                    f"`{after.id}` starts before `{before.id}` in the source",
                    (Label(entry.document.key(after.route[:2])),),
                    help="List the parts in the order in which they begin.",
                    subject=Subject(entry.id),
                )
