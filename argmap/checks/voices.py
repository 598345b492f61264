"""Who speaks where in a source: speech that is more than a term in quotation marks, and where speakers are named."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, cached_property, lru_cache
from itertools import pairwise

from argmap.corpus import Corpus
from argmap.patterns import Pattern
from argmap.quotes import Citable
from argmap.quotes.fold import FoldTable
from argmap.quotes.han import is_han
from argmap.quotes.key import Key, prepare
from argmap.quotes.match import folded_matches
from argmap.quotes.omission import cut
from argmap.readers import Kind, Reading, Region
from argmap.schema import Speaker

Span = tuple[int, int]
_HAN = "一"
_ALIKE = FoldTable(lambda character: _HAN if is_han(character) else character)
"""One Han character for all: a class of all of them is slow to compile and slow to search for."""
_WORD = Pattern(rf"[^\W\d_{_HAN}]+")
_CLOSED = '”」』"»›’'
_ENDS = "。！？!?.…"
_PARTS = Pattern(r"[\s·•・‧]+")
_PARTICLES = frozenset(("von", "van", "der", "den", "de", "del", "di", "da", "la", "le", "bin", "al"))
_SPEECH_MIN, _CLAUSE_MIN, _SENTENCE_MIN = 42, 40, 20


def count_han(text: str) -> int:
    """How many Han characters a text has."""
    return text.translate(_ALIKE).count(_HAN)


def size(text: str) -> int:
    """How much a text says: 5 for a Han character, 8 for a word of letters. Eight characters, or five words, are 40."""
    alike = text.translate(_ALIKE)
    return 5 * alike.count(_HAN) + 8 * len(_WORD.findall(alike))


def is_spoken(reading: Reading, region: Region) -> bool:
    """Whether quotation marks hold speech: a sentence that ends inside them, or too many words for a term."""
    words = reading.citable.slice(region.start, region.end)
    if words[:1] == '"' and words[-1:] not in _CLOSED:
        return False
    inner = words[1:].rstrip(_CLOSED)
    last = inner[-1:] or " "
    return size(inner) >= (_SENTENCE_MIN if last in _ENDS else _CLAUSE_MIN if last in ",，" else _SPEECH_MIN)


def speeches(reading: Reading, start: int, end: int) -> list[Region]:
    """The speech that a span touches, in order."""
    touched = reading.regions_of(start, end)
    return [region for region in touched if region.kind is Kind.SPEECH and is_spoken(reading, region)]


def forms(speaker: Speaker) -> tuple[str, ...]:
    """The forms in which a speaker may be named: names, also without the first, other forms, roles."""
    found = dict[str, None]()
    for name in speaker.name.values():
        found[name] = None
        if speaker.kind not in ("media", "organisation"):
            found |= dict.fromkeys(_last_names(name))
    for other in (*speaker.also, *(speaker.role or {}).values()):
        found[other] = None
    stripped = (form.strip("《》〈〉「」“”\"' ") for form in found)
    bare = (form[4:] if form.startswith(("the ", "The ")) else form for form in stripped)
    return tuple(form for form in bare if form)


def forms_of(speakers: Mapping[str, Speaker]) -> Mapping[str, Sequence[str]]:
    """The forms of each speaker, by id."""
    return {id: forms(speaker) for id, speaker in speakers.items()}


def _last_names(name: str) -> Iterator[str]:
    """The last name of a person, and with its particles: `von der Leyen`, `Leyen`, `勒汉`."""
    parts = _PARTS.split(name.strip())
    given = [part for part in parts if part not in _PARTICLES]
    if not 2 <= len(given) <= 3 or not all(part[0].isupper() or is_han(part[0]) for part in given):
        return
    for before, after in pairwise(range(len(parts))):
        if parts[before] not in _PARTICLES and parts[after] in _PARTICLES:
            yield " ".join(parts[after:])
    if len(parts[-1]) > (1 if is_han(parts[-1][0]) else 2):
        yield parts[-1]


def _outermost(spans: Sequence[Span]) -> list[Span]:
    """The spans, in order, without those that lie within another."""
    kept: list[Span] = []
    for span in spans:
        if not kept or span[1] > kept[-1][1]:
            kept.append(span)
    return kept


class Names:
    """Where the speakers of a codebook are named in a source. Letters match as whole words, Han in either script."""

    def __init__(self, citable: Citable, forms: Mapping[str, Sequence[str]]) -> None:
        self._citable = citable
        self._forms = forms
        self._found: dict[str, Sequence[Span]] = {}

    def of(self, speaker: str) -> Sequence[Span]:
        """The stretches of the file that name a speaker, in order."""
        if speaker not in self._found:
            named = {span for form in self._forms.get(speaker, ()) for span in self._stretches(form)}
            self._found[speaker] = _outermost(sorted(named, key=lambda span: (span[0], -span[1])))
        return self._found[speaker]

    @cached_property
    def all(self) -> Sequence[tuple[Span, str]]:
        """Every name of the codebook, in order, with its speaker."""
        return sorted((span, id) for id in self._forms for span in self.of(id))

    def within(self, start: int, end: int) -> Sequence[tuple[Span, str]]:
        """Every name that begins within a span of the file, in order, with its speaker."""
        first = bisect_left(self.all, start, key=lambda named: named[0][0])
        return self.all[first : bisect_left(self.all, end, key=lambda named: named[0][0])]

    def _stretches(self, form: str) -> Iterator[Span]:
        citable, key = self._citable, _key(form)
        if not key.text or key.variant not in citable.key.variant:
            return
        for match in folded_matches(citable, form, key, variant=True):
            if not cut(citable, match.first) and not cut(citable, match.last):
                yield citable.span(match.first, match.last)


@lru_cache(maxsize=1)
def names_in(corpus: Corpus) -> Mapping[str, Names]:
    """Where speakers are named in the sources that have a map, by source. Two rules ask, and it is dear."""
    forms = forms_of(corpus.codebook.speakers)
    return {id: Names(entry.reading.citable, forms) for id, entry in corpus.entries.items()}


@cache
def _key(form: str) -> Key:
    """The key of a form, which is looked up in every source."""
    return Key(prepare(form))
