"""Quotes that are real but stand in a wrong light: what is right beside them, in what text, and how short they are."""

from collections.abc import Iterator

from argmap.checks.check import check
from argmap.checks.cited import Cited, Span, cited
from argmap.checks.cues import cues, denial_before, limit_after
from argmap.checks.voices import count_han
from argmap.corpus import Corpus, Entry
from argmap.diagnostics import Finding, Fix, Severity
from argmap.patterns import Pattern
from argmap.quotes import find
from argmap.quotes.omission import cut, whole
from argmap.readers import Kind
from argmap.schema import Voice
from argmap.syntax.edit import set_value

_SENTENCE_END = Pattern(r"[。！？!?]|\.(?=[\s”’\")\[]|\Z)")
_APART = (Kind.TITLE, Kind.HEADING, Kind.CAPTION, Kind.BYLINE, Kind.BOILERPLATE)
_HAN_MIN, _LETTERS_MIN = 4, 10


@check(Severity.WARNING)
def quote_stops_before_but(corpus: Corpus) -> Iterator[Finding]:
    """A quote does not stop where the source takes a part of it back.

    The next words are 但, 然而, 除非, `but`, `unless` or the like, in the same paragraph. It is no mistake where
    another quote of the map has what follows: as a claim that qualifies this one, for example.

    Bad, where the source goes on with `, but it lacks the computing power`:

    ```yaml
    quote: Europe has world-class research
    ```

    Good:

    ```yaml
    quote: Europe has world-class research, but it lacks the computing power
    ```
    """
    for each in cited(corpus):
        lists = cues(each.entry.source.language)
        found = limit_after(each.text((each.hit.start, each.hit.end)), each.plain(each.after), lists)
        if not found:
            continue
        sentence = _sentence(each, found[0])
        if not _is_cited(each.entry, sentence):
            yield Finding(
                f"this quote stops before `{found[1]}`",
                each.labels("the passage", each.label(sentence, "the source goes on")),
                help="Quote on, or make what follows a claim that `qualifies` this one.",
                subject=each.subject,
            )


def _sentence(each: Cited, start: int) -> Span:
    """What is left of the sentence from a place after the passage on."""
    words = each.plain(each.after)
    end = _SENTENCE_END.search(words, start)
    return each.within(each.after, start, end.end() if end else len(words))


def _is_cited(entry: Entry, span: Span) -> bool:
    """Whether a quote of the map has words of a stretch of the source."""
    fragments = (part for citation in entry.citations for hit in citation.hits for part in hit.fragments)
    return any(start < span[1] and span[0] < end for start, end in fragments)


@check(Severity.WARNING)
def quote_starts_after_negation(corpus: Corpus) -> Iterator[Finding]:
    """A quote does not start right after the word that denies it.

    并非, 不是, 没有, `not`, `rather than` and the like stand right before it. In a claim with `voice: rejected` that
    is as it should be.

    Bad, where the source says `AI并非越大越好`:

    ```yaml
    quote: 越大越好
    ```

    Good:

    ```yaml
    quote: AI并非越大越好
    ```
    """
    for each in cited(corpus):
        before = each.plain(each.before)
        found = denial_before(before, cues(each.entry.source.language))
        if found and each.claim.voice is not Voice.REJECTED:
            yield Finding(
                f"this quote starts right after `{found[1]}`",
                each.labels("the passage", each.label(each.within(each.before, found[0], len(before)), "denied here")),
                help="Quote the negation too; if the source tells the words to refute them, say `voice: rejected`.",
                subject=each.subject,
            )


@check(Severity.ERROR)
def quote_cuts_number(corpus: Corpus) -> Iterator[Finding]:
    """A quote does not begin or end within a number.

    `6%` of `16%` and `7000` of `7000亿` are figures that the source does not have. The sign and the currency before a
    number belong to it, and so does what multiplies it: `%`, 万, 亿, `billion`.

    Bad, where the source says `中国占据17%，而欧盟仅获得6%的份额`:

    ```yaml
    quote: 美国吸纳61%的资本流入，中国占据1
    ```

    Good:

    ```yaml
    quote: 美国吸纳61%的资本流入，中国占据17%
    ```
    """
    yield from _cut(corpus, "number")


@check(Severity.WARNING)
def quote_cuts_word(corpus: Corpus) -> Iterator[Finding]:
    """A quote does not begin or end within a word.

    Part of a word may say the opposite, as `able` of `unable` does.

    Bad, where the source says `they are unable to act`:

    ```yaml
    quote: able to act alone
    ```

    Good:

    ```yaml
    quote: unable to act alone
    ```
    """
    yield from _cut(corpus, "word")


def _cut(corpus: Corpus, what: str) -> Iterator[Finding]:
    for each in cited(corpus):
        citable = each.entry.reading.citable
        first, last = citable.indices(each.hit.start, each.hit.end)
        sides = [side for side, at in (("begins", first), ("ends", last)) if cut(citable, at) == what]
        if sides:
            begun, ended = whole(citable, first, last)
            words = " ".join(citable.spaced(begun, ended).split())
            prefix, suffix = each.citation.quote.prefix or "", each.citation.quote.suffix or ""
            found = len(each.hit.fragments) == 1 and len(find(citable, words, prefix, suffix)) == 1
            edit = set_value(each.entry.document, each.wording.route, words) if found else None
            yield Finding(
                f"this quote {' and '.join(sides)} within a {what}",
                each.labels("the passage", each.label(citable.span(begun, ended), f"with the whole {what}")),
                help=f"Quote the whole {what}.",
                fixes=(Fix(f"quote the whole {what}", (edit,), safe=False),) if edit else (),
                subject=each.subject,
            )


@check(Severity.WARNING)
def thesis_from_heading(corpus: Corpus) -> Iterator[Finding]:
    """A thesis is quoted from the text, not from a heading, a caption, a byline or boilerplate alone.

    Headings are written by editors, and sharpen: a sentence of the text must say it too. Such a thesis counts at most
    as leaning.

    Bad, where this is the headline:

    ```yaml
    quote: Europe has lost the race
    ```

    Good:

    ```yaml
    quote: Europe is clearly behind in AI, and the gap is growing
    ```
    """
    yield from _from_heading(corpus, theses=True)


@check(Severity.NOTE)
def claim_from_heading(corpus: Corpus) -> Iterator[Finding]:
    """A claim is quoted from the text, not from a heading, a caption, a byline or boilerplate alone.

    What a picture shows or a headline promises may be worth a claim; look whether the text says it too, and quote that.

    ```yaml
    quote: Visitors at a fair in Hanover        # a caption
    ```
    """
    yield from _from_heading(corpus, theses=False)


def _from_heading(corpus: Corpus, *, theses: bool) -> Iterator[Finding]:
    kinds = [(each, _kind(each)) for each in cited(corpus)]
    sound = {(each.entry.id, each.citation.claim) for each, kind in kinds if kind not in _APART}
    for each, kind in kinds:
        if kind in _APART and each.is_thesis is theses and (each.entry.id, each.citation.claim) not in sound:
            what = "boilerplate" if kind is Kind.BOILERPLATE else f"a {kind}"
            yield Finding(
                f"this {'thesis' if theses else 'claim'} is quoted from {what}",
                each.labels(f"{what} of the source"),
                help="Quote where the text itself says it, or add that as a second quote.",
                subject=each.subject,
            )


def _kind(each: Cited) -> Kind | None:
    region = each.entry.reading.region_at(each.hit.start, each.hit.end)
    return region.kind if region else None


@check(Severity.WARNING)
def quote_too_short(corpus: Corpus) -> Iterator[Finding]:
    """A quote has at least 4 Han characters or 10 letters.

    Shorter words stand in many texts and prove nothing.

    Bad:

    ```yaml
    quote: 落后
    ```

    Good:

    ```yaml
    quote: 欧洲在AI方面的落后可追溯到互联网的发展时代
    ```
    """
    for each in cited(corpus):
        if is_too_short(each.wording.text):
            yield Finding(
                "this quote is too short to prove anything",
                each.labels("the passage"),
                help="Quote at least the clause that it stands in.",
                subject=each.subject,
            )


def is_too_short(text: str) -> bool:
    """Whether a text has under 4 Han characters and 10 letters or digits, both counted by their share."""
    han = count_han(text)
    if han >= _HAN_MIN:
        return False
    letters = sum(character.isalnum() for character in text) - han
    return han / _HAN_MIN + letters / _LETTERS_MIN < 1
