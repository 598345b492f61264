"""What can be said of words that do not stand in the source: what is missing, what differs, where else they stand."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from argmap.checks.context import is_too_short
from argmap.checks.difference import Change, changes, left_out, shown
from argmap.checks.voices import count_han, forms
from argmap.corpus import Corpus, Entry, Route
from argmap.diagnostics import Finding, Fix, Label, Subject
from argmap.quotes import Citable, Hit, find, find_fragments
from argmap.quotes.alarms import Alarm
from argmap.quotes.han import is_han
from argmap.quotes.near import Near, nearest
from argmap.quotes.omission import FRAGMENTS_MAX
from argmap.syntax.edit import set_value
from argmap.syntax.scalar import place_within
from argmap.text import Place, Text

_PROBABLE = 0.8
_EVIDENCE_MIN = 5
_ALARMS: dict[Alarm, tuple[str, str]] = {
    "number": ("a number", "See which number the source has, and correct the claim's text too."),
    "currency": ("a currency", "See which currency the source has, and correct the claim's text too."),
    "negation": ("a negation", "See whether the claim still holds: one of the two denies what the other says."),
    "name": ("a speaker's name", "See whose words these are, and correct `speaker:` too."),
    "hedge": ("how certain it is", "See how sure the source is, and correct the claim's text too."),
}
_GRAVE: tuple[Alarm, ...] = ("number", "currency", "negation", "name")
_FIXES = {"marked": "mark what is left out", "passage": "quote the passage as it stands"}


@dataclass(frozen=True)
class Miss:
    """Words that were looked for in a source and not found, and where they were written."""

    corpus: Corpus
    entry: Entry
    route: Route
    text: str
    subject: Subject

    @property
    def place(self) -> Place:
        return self.entry.document.place(self.route)

    @property
    def citable(self) -> Citable:
        return self.entry.reading.citable

    @property
    def source(self) -> str:
        return f"the source `{self.entry.id}`"

    @cached_property
    def near(self) -> Near | None:
        """The passage that was probably meant."""
        return _nearest(self.citable, self.text, self.names)

    @cached_property
    def differences(self) -> tuple[Change, ...]:
        """How it differs from that passage."""
        return _differences(self.citable, self.text, self.near) if self.near else ()

    @cached_property
    def left_out(self) -> tuple[str, ...]:
        """The words that the quote leaves out without saying so, if that is all. What changes a number is more."""
        near = self.near
        if near is None or near.omitted:
            return near.omitted if near else ()
        return left_out(self.differences) if near.similarity >= _PROBABLE and not near.alarms else ()

    @cached_property
    def names(self) -> frozenset[str]:
        return frozenset(form for speaker in self.corpus.codebook.speakers.values() for form in forms(speaker))

    def leaving_out(self) -> Finding | None:
        """The finding that the quote leaves out words without saying so, if that is what is wrong with it."""
        near = self.near
        return _leaving_out(self, near) if near and self.left_out and not _is_beside(self) else None

    def unfound(self) -> Finding | None:
        """The finding that the words do not stand there, unless they only leave out some."""
        if _is_beside(self):
            return _beside(self)
        if self.left_out:
            return None
        return _in_pieces(self) or _elsewhere(self) or _hidden(self) or _nearly(self) or _nowhere(self)

    def finding(self, message: str, *labels: Label, help: str, notes: tuple[str, ...] = (), **fixes: str) -> Finding:
        """The finding; `passage` and `marked` are what the quote may say instead."""
        edits = [(name, set_value(self.entry.document, self.route, words)) for name, words in fixes.items() if words]
        made = [(name, edit) for name, edit in edits if edit]
        offered = tuple(Fix(_FIXES[name], (edit,), False, choice=at > 0) for at, (name, edit) in enumerate(made))
        return Finding(message, (Label(self.place), *labels), help, notes, offered, self.subject)


@lru_cache(maxsize=1024)
def _nearest(citable: Citable, text: str, names: frozenset[str]) -> Near | None:
    """Two rules ask, and it is dear."""
    return nearest(citable, text, names)


def _differences(citable: Citable, text: str, near: Near) -> tuple[Change, ...]:
    return changes(text, citable.spaced(*citable.indices(near.start, near.end)))


def _leaving_out(miss: Miss, near: Near) -> Finding:
    words = ", ".join(f"`{_shortened(words.strip())}`" for words in miss.left_out)
    grave = _grave(near)
    return miss.finding(
        f"this quote leaves out words of `{miss.entry.id}` without saying so{grave and ', ' + grave}: {words}",
        *_labels(miss, near, "the passage"),
        help="Quote the passage as it stands" + ("." if grave else ", or mark what is left out with `……`."),
        notes=(shown(miss.differences),),
        marked="" if grave else _marked(miss),
        passage=_passage(miss, near),
    )


def _is_beside(miss: Miss) -> bool:
    """Whether the words do stand in the source, but not between what `prefix:` and `suffix:` say."""
    return bool(find(miss.citable, miss.text))


def _beside(miss: Miss) -> Finding:
    hits = find(miss.citable, miss.text)
    return miss.finding(
        f"these words stand in {miss.source}, but not beside what `prefix:` or `suffix:` says",
        *(Label(miss.entry.place(hit), f"{number}.") for number, hit in enumerate(hits[:3], start=1)),
        help="Correct the words beside the passage, or leave them out.",
    )


def _in_pieces(miss: Miss) -> Finding | None:
    """Of a quote with marked omissions: the part that is missing, or that all are there in another order."""
    fragments = find_fragments(miss.citable, miss.text)
    if len(fragments) < 2:
        return None
    short = next((part for part, _ in fragments if _is_slight(part)), None)
    if short:
        return miss.finding(
            f"a part of this quote is too short to be sure of: `{short}`",
            help="Between omissions, at least three Han characters or five letters must stand.",
        )
    if all(hits for _, hits in fragments):
        if _in_order([hits for _, hits in fragments]):
            return miss.finding(
                "an omission of this quote cuts a number or a word in two"
                if len(fragments) <= FRAGMENTS_MAX
                else f"this quote has {len(fragments)} parts, and at most {FRAGMENTS_MAX} are looked for",
                *(_numbered(miss, number, hits[0]) for number, (_, hits) in enumerate(fragments[:3], start=1)),
                help="Leave out whole words, or make the parts quotes of their own.",
            )
        return miss.finding(
            f"the parts of this quote stand in {miss.source}, but not in this order",
            *(_numbered(miss, number, hits[0]) for number, (_, hits) in enumerate(fragments[:3], start=1)),
            help="Put them in the order of the source, or make them quotes of their own.",
        )
    missing = next(part for part, hits in fragments if not hits)
    if not any(hits for _, hits in fragments):
        return None
    at = miss.text.index(missing)
    place = place_within(miss.entry.document, miss.route, at, at + len(missing))
    near = _nearest(miss.citable, missing, miss.names)
    return miss.finding(
        f"a part of this quote does not stand in {miss.source}: `{_shortened(missing)}`",
        Label(place, "this part"),
        *(_labels(miss, near, "the nearest passage") if near else ()),
        help="Quote the passage as it stands; the other parts are found.",
        notes=(shown(_differences(miss.citable, missing, near)),) if near else (),
    )


def _in_order(found: Iterable[tuple[Hit, ...]]) -> bool:
    """Whether the parts stand one after the other somewhere."""
    end = 0
    for hits in found:
        following = [hit.end for hit in hits if hit.start >= end]
        if not following:
            return False
        end = min(following)
    return True


def _is_slight(part: str) -> bool:
    """Whether a part is so short that it would be found anywhere."""
    return sum(2 if is_han(character) else 1 for character in part if character.isalnum()) < _EVIDENCE_MIN


def _numbered(miss: Miss, number: int, hit: Hit) -> Label:
    return Label(miss.entry.place(hit), f"part {number}")


def _elsewhere(miss: Miss) -> Finding | None:
    """The words stand in another source, and nothing that is almost them stands in this one."""
    if is_too_short(miss.text) or (miss.near and miss.near.similarity >= _PROBABLE):
        return None
    for id, article in miss.corpus.articles.items():
        hits = find(article.reading.citable, miss.text) if id != miss.entry.id else ()
        if hits:
            place = article.reading.text.place(hits[0].start, hits[0].end)
            return miss.finding(
                f"these words stand in `{id}`, not in `{miss.entry.id}`",
                Label(place, f"in `{id}`"),
                help=f"The claim belongs in `maps/{id}.yaml`; or quote `{miss.entry.id}` itself.",
            )
    return None


def _hidden(miss: Miss) -> Finding | None:
    """The words stand in the file, but some or all of them where nothing may be cited."""
    text = miss.entry.reading.text
    hits = find(_all_of(text), miss.text)
    if not hits:
        return None
    place = miss.entry.place(hits[0])
    words = miss.citable.slice(place.start, place.end).strip()
    if words:
        return miss.finding(
            "this quote holds markup, which is not the source's words",
            Label(place, "read through its markup"),
            help=f"Quote the words alone: `{_shortened(words)}`",
            passage=words if find(miss.citable, words) else "",
        )
    return miss.finding(
        f"these words stand in {miss.source} only in {_where(text.content, place.start)}",
        Label(place, "not part of the text"),
        help="Quote what readers of the article see.",
    )


@lru_cache(maxsize=8)
def _all_of(text: Text) -> Citable:
    """The file with all that may not be cited."""
    return Citable.of(text.content)


def _where(content: str, at: int) -> str:
    """What kind of hidden text a place of a file is in."""
    before = content[:at]
    if content.startswith("---") and "\n---" not in before:
        return "its front matter"
    if before.rfind("<!--") > before.rfind("-->"):
        return "a comment"
    if before.rfind("<") > before.rfind(">"):
        return "a tag"
    word = before[max(before.rfind(" "), before.rfind("("), before.rfind("\n")) + 1 :]
    return "an address" if "://" in word + content[at : at + 8] else "markup"


def _nearly(miss: Miss) -> Finding | None:
    near = miss.near
    if near is None:
        return None
    certain = near.similarity >= _PROBABLE
    alarms = [each for each in _ALARMS if each in near.alarms] if certain else []
    differs = " and ".join(_ALARMS[each][0] for each in alarms)
    return miss.finding(
        f"this quote differs from {miss.source} in {differs}"
        if alarms
        else f"these words do not stand in {miss.source}",
        *_labels(miss, near, "probably this passage" if certain else "the nearest passage"),
        help=_ALARMS[alarms[0]][1] if alarms else "Quote the passage as it stands, or mark what is left out with `……`.",
        notes=(shown(miss.differences), f"similarity {near.similarity:.2f}"),
        passage=_passage(miss, near) if certain else "",
    )


def _nowhere(miss: Miss) -> Finding:
    if _is_translated(miss):
        return miss.finding(
            f"this quote is in another script than {miss.source}: it is a translation",
            help="Quote the source's own words, and put these under `translation:`.",
        )
    return miss.finding(
        f"these words do not stand in {miss.source}",
        help="Copy the passage out of the source; check that the map names the right one.",
    )


def _is_translated(miss: Miss) -> bool:
    """Whether the quote is in Han characters and the source in letters, or the reverse."""
    quote, source = _han_share(miss.text), _han_share(miss.citable.characters)
    return quote - source > 0.7 or (quote == 0 and source > 0.5)


def _han_share(text: str) -> float:
    han = count_han(text)
    letters = sum(character.isalpha() for character in text)
    return han / letters if letters else 0.0


def _passage(miss: Miss, near: Near) -> str:
    """The passage on one line; empty if that would not be found."""
    words = " ".join(miss.citable.slice(near.start, near.end).split())
    return words if len(find(miss.citable, words)) == 1 else ""


def _marked(miss: Miss) -> str:
    """The quote with its omissions marked; empty if that would not be found."""
    if any(change.quote for change in miss.differences):
        return ""
    mark = "……" if count_han(miss.text) else " … "
    words = mark.join(" ".join(change.same.split()) for change in miss.differences)
    return words if len(find(miss.citable, words)) == 1 else ""


def _labels(miss: Miss, near: Near, said: str) -> Iterator[Label]:
    """The passage, and in it the first words that are left out."""
    text = miss.entry.reading.text
    yield Label(text.place(near.start, near.end), said)
    if near.gaps:
        yield Label(text.place(*near.gaps[0]), "left out")


def _grave(near: Near) -> str:
    """What weighs most among the differences; empty if nothing does."""
    what = [_ALARMS[each][0] for each in _GRAVE if each in near.alarms]
    return " and ".join(what)


def _shortened(words: str) -> str:
    return words if len(words) <= 60 else f"{words[:40]}…{words[-16:]}"
