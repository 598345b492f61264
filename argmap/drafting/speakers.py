"""Who probably says a passage: the name beside the 说, 表示, says or told that is nearest to it.

A suggestion for the analyst, with its reason; nothing is coded by it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from argmap.checks.voices import Names, forms_of
from argmap.corpus import Corpus
from argmap.drafting.lines import on_one_line, visible
from argmap.patterns import Pattern
from argmap.readers import Reading

Span = tuple[int, int]

_SAID: Final = Pattern(
    r"表示|(?<!被)(?:认为|認為)|指出|强调|強調|警告|直言|坦言|写道|寫道|宣布|宣佈|补充|補充|呼吁|呼籲|透露|声称|聲稱|提到"
    r"|(?<![小传傳来來以是])[说說](?![明法服])|(?<![被号號名职職堪簡简自著])[称稱](?![为為之作号號呼])"
    r"|\b(?:sa(?:id|ys)|t(?:old|ells)|argue[sd]?|add(?:ed|s)|warn(?:ed|s)|claim(?:ed|s)|not(?:ed|es)|explain(?:ed|s)"
    r"|announce[sd]?|believe[sd]?|wr(?:ote|ites)|according to)\b",
    re.IGNORECASE,
)
_BREAK: Final = Pattern(r"[。！？!?；;\n]|\.(?=\s|[”\"’])")
_CLAUSE: Final = Pattern(r"[。！？!?；;，,：:\n“”\"「」『』]|\.(?=\s)")
_HE: Final = Pattern(
    r"\W*(?:但|不过|而|同时)?(?:他|她|其)们?(?:也|还|又|则|更|进一步)?\W*|\W*(?:he|she|they)\W*", re.IGNORECASE
)
_TOLD: Final = Pattern(r"(?:接受|[向对對受])[了過过]?\W{0,2}\Z")
"""What stands before the name of somebody who is told, and does not speak."""
_ASKED: Final = Pattern(r"\W{0,2}(?:网站|中文网|电视台)?(?:的)?(?:采访|採訪|专访|專訪|记者|記者)")
_CLOSED: Final = Pattern(r"[”」』\"’]")
_SUBJECT_MAX: Final = 40
_ASIDE: Final = 24


@dataclass(frozen=True)
class Attribution:
    """A verb of saying near a passage. `subject` is what stands before it, `id` the speaker whom it names."""

    verb: str
    subject: str
    id: str | None
    distance: int
    certain: bool
    after: bool


def said_by(corpus: Corpus, source: str, start: int, end: int) -> list[str]:
    """Lines for the claim of a passage: `speaker:` where it is clear, else a comment that names candidates."""
    reading, paragraph = corpus.articles[source].reading, _Paragraph(corpus, source, start, end)
    found = sorted(paragraph.attributions(), key=lambda each: (not each.certain, each.distance, each.after))
    nearest = found[0] if found else None
    if nearest and nearest.certain and nearest.id:
        return [f"    # “{nearest.subject}”, {nearest.verb}", f"    speaker: {nearest.id}"]
    if nearest and nearest.certain and _HE.fullmatch(nearest.subject):
        return [f"    # speaker: “{nearest.subject}” ({nearest.verb}): who was named before?"]
    if nearest and nearest.certain and len(nearest.subject) > 1:
        return [f"    # speaker: “{nearest.subject}” ({nearest.verb}) is not in the codebook"]
    if nearest and nearest.id:
        side = "after" if nearest.after else "before"
        return [f"    # speaker: perhaps {nearest.id} ({nearest.verb}, {nearest.distance} characters {side} the quote)"]
    return list(_undecided(reading, paragraph, start, end))


def _undecided(reading: Reading, paragraph: "_Paragraph", start: int, end: int) -> Iterator[str]:
    if reading.speech_at(start, end):
        yield "    # In quotation marks: whose words are these?"
    ids = list(dict.fromkeys(id for _, id in paragraph.names))
    if ids:
        yield f"    # Named in this paragraph: {', '.join(ids)}"


class _Paragraph:
    """The paragraph around a passage: its characters, where the passage is in them, and who is named where."""

    def __init__(self, corpus: Corpus, source: str, start: int, end: int) -> None:
        reading = corpus.articles[source].reading
        citable = reading.citable
        whole = reading.paragraphs[reading.paragraph(start) - 1]
        first, last = citable.indices(whole[0], max(whole[1], end))
        self.text = citable.characters[first:last]
        begin, close = citable.indices(start, end)
        self.quote: Span = (max(begin - first, 0), close - first)
        self.names: list[tuple[Span, str]] = []
        for span, id in Names(citable, forms_of(corpus.codebook.speakers)).within(whole[0], max(whole[1], end)):
            one, other = citable.indices(*span)
            self.names.append(((one - first, other - first), id))

    def attributions(self) -> Iterator[Attribution]:
        """Every verb of saying that may be about the passage."""
        before: str | None = None
        for verb in _SAID.finditer(self.text):
            attribution = self._attribution(verb, before)
            before = attribution.id or before
            if attribution.distance >= 0:
                yield attribution

    def _attribution(self, verb: re.Match[str], before: str | None) -> Attribution:
        """What one verb says; `before` is the speaker of the verb before it, for pronouns."""
        begin = max((found.end() for found in _CLAUSE.finditer(self.text, 0, verb.start())), default=0)
        subject = self.text[max(begin, verb.start() - _SUBJECT_MAX) : verb.start()].strip()
        id = self._named(begin, verb.start(), last=True) or self._behind(verb)
        if id is None and _HE.fullmatch(subject):
            id = before or self._named(0, begin, last=True)
        distance, certain = self._reach(begin, verb)
        shown = on_one_line(visible(subject)) or self._spelled(id)
        return Attribution(verb[0], shown, id, distance, certain, verb.start() >= self.quote[1])

    def _named(self, start: int, end: int, *, last: bool) -> str | None:
        ids = [id for span, id in self.names if start <= span[0] and span[1] <= end and not self._is_told(span)]
        return ids[-1 if last else 0] if ids else None

    def _is_told(self, span: Span) -> bool:
        """Whether a name is that of a paper that asked, or of somebody spoken to."""
        return bool(_TOLD.search(self.text[max(span[0] - 6, 0) : span[0]]) or _ASKED.match(self.text, span[1]))

    def _behind(self, verb: re.Match[str]) -> str | None:
        """The name after an English verb: `said Macron`, `according to the Commission`."""
        end = _first(_BREAK, self.text, verb.end(), verb.end() + _ASIDE * 2)
        return self._named(verb.end(), end, last=False) if verb[0].isascii() else None

    def _spelled(self, id: str | None) -> str:
        return next((self.text[slice(*span)] for span, each in self.names if each == id), "")

    def _reach(self, begin: int, verb: re.Match[str]) -> tuple[int, bool]:
        """How far the verb is from the passage, and whether nothing else stands between; -1 for out of reach."""
        start, end = self.quote
        if verb.start() < end and begin >= start:
            return 0, True
        if verb.end() <= start:
            return start - verb.end(), not _ended(self.text[verb.end() : start])
        if verb.start() >= end:
            between = self.text[end:begin]
            apart = any(map(str.isalnum, between)) or (bool(_BREAK.search(between)) and not _CLOSED.search(between))
            return verb.start() - end, not apart and verb.start() - begin <= _SUBJECT_MAX
        return 0, True


def _ended(between: str) -> bool:
    """Whether a sentence ends between a verb and the words after it, other than within speech that goes on."""
    opened = max(between.rfind(mark) for mark in "“「『")
    closed = max(between.rfind(mark) for mark in "”」』")
    within = between[:opened] if opened > closed else between
    return bool(_BREAK.search(within))


def _first(pattern: Pattern, text: str, start: int, end: int) -> int:
    found = pattern.search(text, start, end)
    return found.start() if found else min(end, len(text))
