"""Quotes that are real but join what does not belong together: paragraphs, languages, voices, or two ends of a gap."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from argmap.checks.check import check, counted
from argmap.checks.cited import Cited, Span, cited
from argmap.checks.cues import cues, denials, refers_back, says
from argmap.checks.voices import Names, count_han, names_in, speeches
from argmap.corpus import Corpus
from argmap.diagnostics import Finding, Severity
from argmap.patterns import Pattern
from argmap.readers import Kind, Region

OMISSION_MAX = 200
_ATTRIBUTION_MAX = 5
_SENTENCE_END = Pattern(r"[。！？!?]+[”’」』\"）)]*|\.(?:[”’\")]|\[\d{1,3}\])*(?=\s|\Z)|\n")
_LINE_END = Pattern(r"[ \t]*(?:\r\n|\n|\r)[ \t]*")
_STOPPED = Pattern(r"[。！？!?.:：;；][”’」』\"）)]*\Z")
_GOES_ON = Pattern(r"[a-z\u3400-\u9fff]")
_WORD = Pattern(r"[A-Za-z\u00c0-\u024f]+")
_EDGES = ' \t\n，,。.；;：:、—–-“”‘’"「」『』'


@check(Severity.WARNING)
def quote_crosses_paragraph(corpus: Corpus) -> Iterator[Finding]:
    """A quote stays in one paragraph.

    Words of two paragraphs, put side by side, say together what neither says alone. Cite each by itself; a claim may
    have several quotes.

    Bad, where the source begins a paragraph with `Critics`:

    ```yaml
    quote: The plan costs nothing. Critics call it a gift.
    ```

    Good:

    ```yaml
    quote:
      - The plan costs nothing
      - Critics call it a gift
    ```
    """
    for each in cited(corpus):
        following = next((part for span in each.hit.fragments for part in _begun(each, span)), None)
        if following and not _crosses_language(each):
            yield Finding(
                "this quote goes over the end of a paragraph",
                each.labels("the passage", each.label(following, "another paragraph begins")),
                help="Cite the words of each paragraph as a quote of its own.",
                subject=each.subject,
            )


def _begun(each: Cited, span: Span) -> Iterator[Span]:
    """What of a span is in paragraphs that begin within it. A line that ends within a sentence ends no paragraph."""
    reading = each.entry.reading
    first, last = reading.paragraph(span[0]), reading.paragraph(span[1] - 1)
    for before, after in pairwise(reading.paragraphs[first - 1 : last]):
        between = reading.text.content[before[1] : after[0]]
        kinds = {region.kind for region in (reading.region_at(*before), reading.region_at(*after)) if region}
        if not (
            kinds == {Kind.PARAGRAPH}
            and _LINE_END.fullmatch(between)
            and not _STOPPED.search(each.plain(before)[-3:])
            and _GOES_ON.match(each.plain(after))
        ):
            yield after[0], min(after[1], span[1])


@check(Severity.WARNING)
def quote_crosses_language(corpus: Corpus) -> Iterator[Finding]:
    """A quote stays in one language.

    In a source that is in two languages, the end of one version and the start of the other are no passage.

    Bad:

    ```yaml
    quote: 欧洲落后。 Europe lags behind.
    ```

    Good:

    ```yaml
    quote: {zh-Hans: 欧洲落后, en: Europe lags behind}
    ```
    """
    for each in cited(corpus):
        if _crosses_language(each):
            yield Finding(
                "this quote goes from one language of the source into another",
                each.labels("the passage"),
                help="Write a wording for each language: `quote: {zh: …, en: …}`.",
                subject=each.subject,
            )


def _crosses_language(each: Cited) -> bool:
    """Whether some sentences of the passage are in Han characters, and some in letters."""
    if len(each.entry.source.language) < 2:
        return False
    scripts = set[bool]()
    for fragment in each.hit.fragments:
        for sentence in _SENTENCE_END.split(each.text(fragment)):
            characters, words = count_han(sentence), len(_WORD.findall(sentence))
            if max(characters, words) >= 3:
                scripts.add(characters > words)
    return len(scripts) > 1


@check(Severity.WARNING)
def quote_crosses_speaker(corpus: Corpus) -> Iterator[Finding]:
    """A quote stays with one voice.

    Words that begin inside quotation marks, without the mark, and go on outside them belong to two people; so do
    parts of two speeches. It is no mistake where the words outside the marks name the claim's speaker, as in
    `too strict.” Bi Qi holds that …`.

    Bad:

    ```yaml
    quote: instead of innovation.” As Macron warned, “we are regulating ourselves out of the market
    ```

    Good:

    ```yaml
    speaker: macron
    quote: As Macron warned, “we are regulating ourselves out of the market”
    ```
    """
    for each in cited(corpus):
        heard = _heard(each)
        cut = [speech for speech in heard if _is_unmarked(each, speech) or (len(heard) > 1 and _is_part(each, speech))]
        if cut and _goes_on(each, heard) and not _is_accounted_for(each, heard, names_in(corpus)[each.entry.id]):
            yield Finding(
                "this quote goes from one voice into another",
                each.labels("the passage", each.label((cut[0].start, cut[0].end), "somebody's speech")),
                help="Cite the speech by itself, with its speaker; what stands outside the marks is another claim.",
                subject=each.subject,
            )


def _heard(each: Cited) -> list[Region]:
    """The speeches that the fragments have words of."""
    touched = speeches(each.entry.reading, each.hit.start, each.hit.end)
    return [
        speech
        for speech in touched
        if any(_says(each.text((max(start, speech.start), min(end, speech.end)))) for start, end in each.hit.fragments)
    ]


def _is_unmarked(each: Cited, speech: Region) -> bool:
    """Whether no fragment has the mark that opens a speech."""
    return not any(start <= speech.start < end for start, end in each.hit.fragments)


def _is_part(each: Cited, speech: Region) -> bool:
    """Whether the passage begins or ends within a speech."""
    before, after = (speech.start, each.hit.start), (each.hit.end, speech.end)
    return _says(each.text(before)) or _says(each.text(after))


def _goes_on(each: Cited, heard: Sequence[Region]) -> bool:
    """Whether the fragments have words of two speeches, or words outside the only one."""
    if len(heard) > 1:
        return True
    outside = [(each.hit.start, heard[0].start), (heard[0].end, each.hit.end)]
    spans = [(max(a, start), min(b, end)) for a, b in outside for start, end in each.hit.fragments]
    return any(_says(each.text(span)) for span in spans)


def _says(text: str) -> bool:
    return any(character.isalnum() for character in text)


def _is_accounted_for(each: Cited, heard: Sequence[Region], names: Names) -> bool:
    """Whether all of it is the claim's speaker: named beside the only speech, or between two and nothing more."""
    speaker = each.claim.speaker
    if not speaker:
        return False
    if len(heard) == 1:
        sides = (each.hit.start, heard[0].start), (heard[0].end, each.hit.end)
        return any(_names(each, side, names.of(speaker)) for side in sides)
    between = [(one.end, other.start) for one, other in pairwise(heard)]
    return all(_names(each, span, names.of(speaker), only=True) for span in between)


def _names(each: Cited, span: Span, named: Sequence[Span], *, only: bool = False) -> bool:
    """Whether a stretch names the claim's speaker or refers back; `only`: says that they speak, and little more."""
    words, lists = each.text(span).strip(_EDGES), cues(each.entry.source.language)
    inside = [each.text(name) for name in named if span[0] <= name[0] and name[1] <= span[1]]
    if not inside and not refers_back(words, lists):
        return False
    rest = _size(words) - sum(map(_size, inside))
    return not only or (rest <= _ATTRIBUTION_MAX and says(words, lists))


def _size(text: str) -> int:
    return count_han(text) + len(_WORD.findall(text))


@check(Severity.WARNING)
def omission_hides_negation(corpus: Corpus) -> Iterator[Finding]:
    """What is left out of a sentence holds no negation.

    `……` may shorten a sentence, not turn it round. Whole sentences that are left out are not looked at.

    Bad, where the source says `Europe is not ahead in AI`:

    ```yaml
    quote: Europe is … ahead in AI
    ```

    Good:

    ```yaml
    quote: Europe is not ahead in AI
    ```
    """
    for each in cited(corpus):
        lists = cues(each.entry.source.language)
        for (start, _), gap in zip(each.hit.fragments, each.hit.gaps, strict=False):
            denied = next((word for part in _broken_off(each, start, gap) for word in denials(part, lists)), None)
            if denied:
                yield Finding(
                    f"this quote leaves out a negation: `{denied}`",
                    each.labels("the passage", each.label(gap, "left out")),
                    help="Quote the negation too, or cite the parts of the sentence as they stand.",
                    subject=each.subject,
                )
                break


def _broken_off(each: Cited, start: int, gap: Span) -> Iterator[str]:
    """What is left out of the sentences that the quote has a part of; it begins at `start` before the gap."""
    sentences = _SENTENCE_END.split(each.text(gap))
    if len(sentences) == 1 or not _STOPPED.search(each.text((start, gap[0])).rstrip()):
        yield sentences[0]
    if len(sentences) > 1:
        yield sentences[-1]


@check(Severity.WARNING)
def omission_too_long(corpus: Corpus) -> Iterator[Finding]:
    """An omission is at most 200 characters long, and stays in one paragraph.

    Beginnings and ends that stand far apart make a sentence that nobody wrote.

    Bad, where half a page stands between the two:

    ```yaml
    quote: Europe has talent … but no plan
    ```

    Good:

    ```yaml
    quote: [Europe has talent, but no plan]
    ```
    """
    for each in cited(corpus):
        reading = each.entry.reading
        for gap in each.hit.gaps:
            left_out = len(each.text(gap))
            if reading.paragraph(gap[0] - 1) != reading.paragraph(gap[1]):
                message = "this omission goes over the end of a paragraph"
            elif left_out > OMISSION_MAX:
                message = f"this omission leaves out {counted(left_out, 'character')}"
            else:
                continue
            yield Finding(
                message,
                each.labels("the passage", each.label(gap, "left out")),
                help="Cite the two parts as two quotes of the claim.",
                subject=each.subject,
            )
            break
