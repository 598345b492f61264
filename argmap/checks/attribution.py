"""Whether words are given to those who said them: speakers are named near their words, and speech has a speaker."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from argmap.checks.check import check
from argmap.checks.cited import Cited, Span, cited
from argmap.checks.cues import cues, refers_back, says
from argmap.checks.voices import Names, count_han, is_spoken, names_in
from argmap.corpus import Corpus
from argmap.diagnostics import Finding, Label, Severity
from argmap.patterns import Pattern
from argmap.schema import UNNAMED, Speaker, Voice

BEFORE: Final = 300
ACROSS: Final = 120
AFTER: Final = 120
"""How far a name may stand from the words, in Han characters, of which two letters and a half make one: before them
in their paragraph, before them in another one, and after them."""
_BESIDE = 48
_TOLD = Pattern(r"(?:对|對|向|接受|告诉|告訴|\bto|\btold|\bwith|\bagainst)[\s《“]*\Z", re.IGNORECASE)
_BY = Pattern(r"(?:\baccording to|据|據)\s*\Z", re.IGNORECASE)
_SENTENCE_END = Pattern(r"[。！？!?；;]|\.\s")


@check(Severity.WARNING)
def speaker_not_near_quote(corpus: Corpus) -> Iterator[Finding]:
    """The speaker of a claim is named near its quote.

    In any form that the codebook has: `name` in each language, `also:`, `role:`, the last name of a person; in either
    script. Near is: in the quote, earlier in its paragraph, shortly after it, shortly before in the paragraph before,
    or anywhere in that one where the quote's paragraph begins with 他, 该, `he`, `the report` or the like. It does not
    suffice that the carrier (`via:`) is named; and another speaker must not stand right before the quote.

    Bad, where the source says `毕奇认为，互联网的发展需要弱化监管`:

    ```yaml
    speaker: macron
    quote: 互联网的发展需要弱化监管
    ```

    Good:

    ```yaml
    speaker: bi-qi
    quote: 互联网的发展需要弱化监管
    ```
    """
    speakers = corpus.codebook.speakers
    for each in cited(corpus):
        speaker, here = each.claim.speaker, names_in(corpus)[each.entry.id]
        if speaker is None or speaker == UNNAMED or speaker not in speakers:
            continue
        named = here.of(speaker)
        reach = _reach(each)
        nearby = [span for span in named if _is_near(each, span, *reach)]
        other = _beside(each, here, speakers)
        if nearby and not (other and not any(_is_between(each, span, other[0]) for span in nearby)):
            continue
        message = (
            f"these words are given to `{other[1]}`, not to `{speaker}`"
            if other
            else f"`{speaker}` is not named near this quote"
        )
        yield Finding(
            message,
            each.labels("the passage", *_shown(each, here, speaker, other)),
            help=f"Check whose words these are. If the source calls `{speaker}` otherwise, add the form under `also:`.",
            notes=() if named else (f"`{speaker}` is named nowhere in the source",),
            subject=each.subject,
        )


def _is_near(each: Cited, name: Span, paragraph: Span, carried: int) -> bool:
    start, end = each.hit.start, each.hit.end
    if name[1] > start:
        inside = name[0] < end
        return inside or (name[0] < each.last_paragraph[1] and _is_within(each, (end, name[0]), AFTER))
    if name[0] < paragraph[0]:
        return name[0] >= carried or _is_within(each, (name[1], start), ACROSS)
    return carried < paragraph[0] or _is_within(each, (name[1], start), BEFORE)


def _reach(each: Cited) -> tuple[Span, int]:
    """The quote's paragraph, and where the text begins that pronouns in it may refer to."""
    reading = each.entry.reading
    if each.entry.source.kind == "interview":
        return each.paragraph, 0
    lists = cues(each.entry.source.language)
    number = reading.paragraph(each.hit.start) - 1
    after = each.plain(each.after).lstrip(' ”’」』"，,。.；;')
    if number and refers_back(after, lists) and says(after[:30], lists):
        number -= 1
    while number and refers_back(each.text(reading.paragraphs[number]), lists):
        number -= 1
    return each.paragraph, reading.paragraphs[number][0]


def _is_within(each: Cited, span: Span, most: int) -> bool:
    """Whether the words of a stretch are worth so many Han characters at most."""
    words = each.plain(span)
    if len(words) > 2.5 * most:
        return False
    han = count_han(words)
    return han + (len(words) - han) / 2.5 <= most


def _beside(each: Cited, names: Names, speakers: Mapping[str, Speaker]) -> tuple[Span, str] | None:
    """Another speaker who, by the words right before the quote, says it; carriers and media are no speakers here."""
    before = each.before
    for span, id in reversed(names.within(*before)):
        words = each.plain((span[1], before[1]))
        if len(words) > _BESIDE or _SENTENCE_END.search(words):
            return None
        if id == each.claim.speaker:
            return None
        earlier = each.plain((before[0], span[0]))
        if id in each.claim.via or speakers[id].kind == "media":
            continue
        if _BY.search(earlier):
            return span, id
        if not _TOLD.search(earlier):
            return (span, id) if says(words, cues(each.entry.source.language)) else None
    return None


def _is_between(each: Cited, name: Span, other: Span) -> bool:
    """Whether a name stands in the sentence in which another is said to speak, or after it."""
    return name[0] > other[0] or not _SENTENCE_END.search(each.plain((name[1], other[0])))


def _shown(each: Cited, names: Names, speaker: str, other: tuple[Span, str] | None) -> Iterator[Label]:
    """Who stands right before the quote, or the nearest name of the codebook; and where the speaker is named."""
    nearest = other or min(names.all, key=lambda named: _gap(each, named[0]), default=None)
    if nearest:
        yield each.label(nearest[0], f"`{nearest[1]}` says it" if other else f"the nearest name: `{nearest[1]}`")
    own = min(names.of(speaker), key=lambda name: _gap(each, name), default=None)
    if own and nearest and own != nearest[0]:
        yield each.label(own, f"`{speaker}` is named here")


def _gap(each: Cited, name: Span) -> tuple[int, int]:
    """How many characters stand between a name and the passage; of two, the one before comes first."""
    return max(each.hit.start - name[1], name[0] - each.hit.end, 0), name[0]


@check(Severity.WARNING)
def speech_without_speaker(corpus: Corpus) -> Iterator[Finding]:
    """Words inside quotation marks are somebody's, and their claim says whose.

    A whole sentence in quotation marks is speech, and so is a part of one. A term of a few words is not. Without
    `speaker:` the claim would count as the source's own voice.

    Bad, where the source has it in quotation marks:

    ```yaml
    quote: We have too many overlapping rules
    ```

    Good:

    ```yaml
    speaker: virkkunen
    quote: We have too many overlapping rules
    ```
    """
    for each in cited(corpus):
        if each.claim.speaker or each.claim.heard_as is not Voice.OWN:
            continue
        reading = each.entry.reading
        speech = reading.speech_at(each.hit.start, each.hit.end)
        if speech and is_spoken(reading, speech):
            yield Finding(
                "these words are somebody's speech, but the claim has no speaker",
                each.labels("the passage", each.label((speech.start, speech.end), "in quotation marks")),
                help="Name who says it under `speaker:`, or write `speaker: unnamed`.",
                subject=each.subject,
            )
