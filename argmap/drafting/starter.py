"""The first files of a project, and the first map of an article: valid, and true as far as they go."""

from collections.abc import Iterator, Mapping
from typing import Final

from argmap.corpus import Corpus
from argmap.drafting.citation import Draft, drafted, scalar
from argmap.drafting.sniff import Facts
from argmap.drafting.stub import coding
from argmap.patterns import Pattern
from argmap.quotes.han import is_han
from argmap.readers import Kind, Reading
from argmap.schema import same_language

ATTRIBUTES: Final = """\
# The articles are evidence: their bytes are what the quotes were checked against.
seeds/** -text
"""
SCHEMAS: Final = "schema"
"""The folder of the JSON Schemas in a project that argmap starts."""

_MODELINE: Final = Pattern(r"#\s*yaml-language-server:\s*\$schema=(\S+)")
_END: Final = Pattern(
    r"[。！？!?…]+[”」』\"’）)]*"
    r"|(?:(?<=[^\W_]{2})|(?<=[)”\"’%]))(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bSt)(?<!\bNo)(?<!\bMrs)\.[”\"’)]*(?=\s|\Z)|\Z"
)
_SHORTEST, _LONGEST = 12, 400
"""How much a sentence must and may say: a Han character counts 2, another letter 1."""
_TEXTS: Final[Mapping[str, Mapping[str, str]]] = {
    "title": {"en": "Sources compared", "zh": "来源比较"},
    "proposition": {"en": "The government should do more about this matter.", "zh": "政府应当在此事上有更多作为。"},
    "short": {"en": "Government should act", "zh": "政府应有作为"},
    "support-means": {
        "en": "Calls for laws, money or other action that the government does not yet take.",
        "zh": "要求政府立法、出资或采取目前尚无的其他行动。",
    },
    "oppose-means": {
        "en": "Says that the government should leave the matter alone, or do less about it.",
        "zh": "主张政府不要干预此事，或者少加干预。",
    },
}


def languages_for(facts: Facts) -> tuple[str, ...]:
    """The languages of the figures of a new project: that of the article if argmap speaks it, else English."""
    own = [each for each in ("en", "zh") if any(same_language(each, language) for language in facts.languages)]
    return tuple(own) or ("en",)


def registry(block: list[str], schemas: str) -> str:
    """The registry with its first source; `schemas` is the folder of the schemas, from here."""
    head = (modeline(f"{schemas}/sources.json"), "# What the files themselves say, and nothing else.", "sources:")
    return "\n".join([*head, *block]) + "\n"


def codebook(languages: tuple[str, ...], schemas: str) -> str:
    """A codebook with one issue, in these languages; `schemas` is the folder of the schemas, from here."""
    lines = [
        modeline(f"{schemas}/codebook.json"),
        f"title: {_words('title', languages)}",
        f"languages: [{', '.join(languages)}]",
        "",
        "issues:",
        "  # An example: write your own, as sentences that a source may affirm or deny.",
        "  government-should-act:",
        *(f"    {key}: {_words(key, languages)}" for key in _TEXTS if key != "title"),
    ]
    return "\n".join(lines) + "\n"


def _words(key: str, languages: tuple[str, ...]) -> str:
    return f"{{{', '.join(f'{each}: {scalar(_TEXTS[key][each], flow=True)}' for each in languages)}}}"


def modeline(schema: str) -> str:
    """The line by which editors find the schema of a file."""
    return f"# yaml-language-server: $schema={schema}"


def schema_of(text: str, kind: str) -> str | None:
    """Where the schema of another kind of file is, by the modeline of one."""
    found = _MODELINE.search(text[:2_000])
    folder, slash, name = found[1].rpartition("/") if found else ("", "", "")
    return f"{folder}{slash}{kind}.json" if name.endswith(".json") else None


def starter_map(corpus: Corpus, id: str, facts: Facts, reading: Reading, schema: str) -> str | None:
    """A map with a thesis to fill in; None where the article has no words that could be quoted."""
    first = first_sentence(reading)
    if first is None:
        return None
    own = [each for each in corpus.codebook.languages if any(same_language(each, other) for other in facts.languages)]
    wanted = [each for each in corpus.codebook.languages if each not in own]
    lines = [modeline(schema), f"source: {id}", "", "theses:"]
    lines += ["  # What the piece is built around, in its own voice. This is only its first sentence: replace it."]
    lines += ["  thesis-1:"]
    if wanted:
        lines += ["    # text:", *(f"    #   {language}: what it says, in your words" for language in wanted)]
    lines += [first.yaml(), *coding(corpus, "    "), ""]
    lines += ["# claims:", f'#   `argmap stub {id} "words"` prints one to paste.', "", *_silent(corpus)]
    return "\n".join(lines) + "\n"


def _silent(corpus: Corpus) -> Iterator[str]:
    if corpus.codebook.issues:
        yield "# The issues that were looked for and not found."
    yield "silent: []"


def first_sentence(reading: Reading) -> Draft | None:
    """The first sentence of a paragraph as a citation; else of whatever can be quoted."""
    for kinds in ((Kind.PARAGRAPH,), tuple(Kind)):
        for start, end in reading.paragraphs:
            region = reading.region_at(start, end)
            if region is None or region.kind in kinds:
                found = next(_quotable(reading, start, end), None)
                if found:
                    return found
    return None


def _quotable(reading: Reading, start: int, end: int) -> Iterator[Draft]:
    """The sentences of a paragraph that are long enough to say something and stand once."""
    citable = reading.citable
    first, last = citable.indices(start, end)
    text = citable.characters[first:last]
    for begin, close in _sentences(text):
        size = _size(text[begin:close])
        if size >= _SHORTEST:
            made = drafted(citable, *citable.span(first + begin, first + close))
            if made:
                yield made


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    """Where sentences begin and end, without the space around them; a very long one ends where it may."""
    begin = 0
    for found in _END.finditer(text):
        close = found.end()
        while begin < close and text[begin].isspace():
            begin += 1
        if close > begin:
            yield begin, _shortened(text, begin, close)
        begin = close


def _shortened(text: str, begin: int, close: int) -> int:
    """The end of a sentence, or of its last clause that is not too long."""
    if _size(text[begin:close]) <= _LONGEST:
        return close
    best = begin
    size = 0
    for at in range(begin, close):
        size += 2 if is_han(text[at]) else 1
        if size > _LONGEST:
            return best if best > begin else at
        if text[at] in "，；：、,;: " and not (text[at] == "," and text[at + 1 : at + 2].isdecimal()):
            best = at
    return close


def _size(words: str) -> int:
    return sum(2 if is_han(character) else character.isalnum() for character in words)
