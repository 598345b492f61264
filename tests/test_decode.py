"""Documents into models: one mistake is one diagnostic, at its place, with words that help."""

import re
from collections.abc import Iterator

import pytest

from argmap import syntax
from argmap.decode import RULES, decode
from argmap.schema import ArgumentMap, Codebook, Registry, Written
from argmap.syntax.document import Items, Mapping, Node
from argmap.text import Text

MODELS: dict[str, type[Written]] = {"map": ArgumentMap, "codebook": Codebook, "registry": Registry}

WHOLE = {
    "map": """\
source: letter
parts:
  all: {title: {en: All, zh: 全文}, starts: The bridge}
theses:
  is-old:
    text: The bridge is old
    quote:
      - The bridge is old.
      - {text: Old, prefix: is, suffix: ., note: A note, translation: {zh: 旧}}
      - {en: Old, zh-Hans: 旧}
    speaker: mayor
    via: [radio, unnamed]
    voice: endorsed
    supports: is-ugly
    attacks: [is-ugly]
    qualifies: [is-ugly]
    answers: [is-ugly]
    undercuts: [is-ugly -> is-old]
    kind: fact
    basis: statistic
    stance:
      keep-it: support
      move-it: {value: oppose, condition: If cheap, note: {en: Perhaps}, confidence: low}
claims:
  is-ugly: {quote: It is ugly.}
positions:
  keep-it: {value: mixed, because: Of the end, condition: None, note: A note, confidence: high}
silent: [paint-it]
""",
    "codebook": """\
title: {en: The bridge, zh: 桥}
languages: [en, zh]
groups: {town: {en: The town}}
speakers:
  mayor: {name: The mayor, also: [he], role: {en: Mayor}, kind: official, groups: [town]}
issues:
  keep-it: {proposition: Keep it., short: {en: Keep}, support-means: Yes, oppose-means: No, rival: move-it}
links:
  - {from: letter/is-old, contradicts: answer/is-new}
  - {from: letter/is-old, same-as: a/b}
  - {from: letter/is-old, updates: a/b}
  - {from: letter/is-old, cites: a/b}
""",
    "registry": f"""\
sources:
  letter:
    file: letter.txt
    short: {{en: A letter}}
    language: [en, zh-Hans]
    format: markdown
    title: The bridge
    kind: comment
    publisher: {{en: The paper}}
    republished-by: The web
    authors: [A. Reader]
    date: 2025-02-13
    url: https://example.org/letter
    groups: [town]
    original: {{publisher: Somebody, title: Something, date: 2025, url: "http://example.org"}}
    sha256: {"0" * 64}
""",
}

ODD = (
    *("[a, b]", "[]", "[[a]]", "[~]", "{a: b}", "{}", "{en: ~}", "{en: [a]}", "[{text: a}]"),
    *("17", "~", '""', '" "', '"a -> b"', "2025-02-30", '"\\x01\\x07\\0"', "😀", "x" * 5000, "support", "text"),
)


def said(kind: str, content: str) -> list[str]:
    """What is wrong with a file: `line rule: message | help`."""
    document, problems = syntax.read(Text("a.yaml", content))
    assert document is not None, problems
    assert problems == ()
    model, found = decode(document, MODELS[kind])
    assert (model is None) == bool(found)
    return [f"{each.place.line} {each.rule.name}: {each.message} | {each.help}".rstrip(" |") for each in found]


@pytest.mark.parametrize("kind", MODELS)
def test_every_key_of_the_format_is_read(kind: str) -> None:
    assert said(kind, WHOLE[kind]) == []
    fields = re.findall(r"(?:^|[{\s])([a-z0-9-]+):", WHOLE[kind])
    for model in (MODELS[kind], *_models_of(MODELS[kind])):
        for name, field in model.model_fields.items():
            assert (field.alias or name) in fields, f"{model.__name__}.{name} is not in the example above"


def _models_of(model: type[Written]) -> Iterator[type[Written]]:
    """The models that a model holds."""
    names = re.findall(
        r"argmap\.schema\.\w+\.([A-Z]\w+)", " ".join(str(f.annotation) for f in model.model_fields.values())
    )
    for each in Written.__subclasses__():
        if each.__name__ in names and each.__name__ != "Undercut":
            yield each
            yield from _models_of(each)


def _places(node: Node) -> Iterator[tuple[int, int]]:
    """Every value of a document, with the brackets or the indented block that it is."""
    yield node.start, node.end
    if isinstance(node, Mapping):
        for entry in node.entries.values():
            yield from _places(entry.node)
    elif isinstance(node, Items):
        for item in node.nodes:
            yield from _places(item)


@pytest.mark.parametrize("kind", MODELS)
def test_an_odd_value_anywhere_is_a_model_or_diagnostics(kind: str) -> None:
    content = WHOLE[kind]
    document, _ = syntax.read(Text("a.yaml", content))
    assert document is not None
    rules = {rule.name for rule in RULES}
    for start, end in list(_places(document.root))[1:]:
        for odd in ODD:
            text = Text(
                "a.yaml", f"{content[:start]}{odd}{'' if content[end - 1] != chr(10) else chr(10)}{content[end:]}"
            )
            changed, problems = syntax.read(text)
            if changed is None:
                assert problems, (content[start:end], odd)
                continue
            model, found = decode(changed, MODELS[kind])
            assert (model is None) == bool(found)
            for each in found:
                assert each.rule.name in rules
                assert len(each.message) < 200, each.message
                assert not re.search(r"\bInput should|pydantic|\['|\{'", each.message + each.help), each.message
                assert 0 <= each.place.start <= each.place.end <= len(text.content)


@pytest.mark.parametrize(
    ("kind", "content", "expected"),
    [
        pytest.param(
            "map",
            "source: a\nclaims:\n  b:\n    suports: c\n",
            ["4 unknown-key: `suports` is not a key of the format here | Did you mean `supports`?"],
            id="misspelt-key",
        ),
        pytest.param(
            "registry",
            "sources:\n  a: {file: a.txt, short: A, language: en, format: text, republished_by: B}\n",
            ["2 unknown-key: `republished_by` is not a key of the format here | Did you mean `republished-by`?"],
            id="underscore-in-key",
        ),
        pytest.param(
            "codebook",
            "titel: A\nlanguages: en\nissues:\n  a: {proposition: P, shrt: S}\n",
            [
                "4 unknown-key: `shrt` is not a key of the format here | Did you mean `short`?",
                "1 unknown-key: `titel` is not a key of the format here | Did you mean `title`?",
            ],
            id="a-misspelt-key-is-not-missing-as-well",
        ),
        pytest.param(
            "map",
            "source: a\nparts:\n  b: {colour: red, starts: B}\n",
            [
                "3 missing-key: `b` has no `title` | Add `title:`.",
                "3 unknown-key: `colour` is not a key of the format here | Possible here: title, starts.",
            ],
            id="another-key-is",
        ),
        pytest.param(
            "map",
            "claims: {}\n",
            ["1 missing-key: the file has no `source` | Add `source:`."],
            id="missing-at-the-top",
        ),
        pytest.param(
            "map",
            "source: ~\n",
            ["1 missing-key: the file has no `source` | Add `source:`."],
            id="nothing-is-missing",
        ),
        pytest.param(
            "map",
            "source: a\nclaims:\n  half-written:\n  b: {quote: B, stance: {c: }}\n",
            [
                "3 missing-key: there is nothing under `half-written` | Write what belongs there, or leave it out.",
                "4 missing-key: there is nothing under `c` | Write what belongs there, or leave it out.",
            ],
            id="an-id-with-nothing-under-it",
        ),
        pytest.param("map", "source: a\ntheses:\nclaims: ~\nsilent:\n", [], id="empty-keys-of-a-template"),
        pytest.param(
            "map", "source: a\ntheses:\n  b: {text: {en: B, zh: }, quote: B, kind: }\n", [], id="empty-fields"
        ),
        pytest.param(
            "map",
            "source: my_article\n",
            ["1 bad-id: `my_article` is not an id | An id is made of letters, digits and hyphens between them."],
            id="bad-id",
        ),
        pytest.param(
            "map",
            "source: a\ntheses:\n  b c: {quote: B}\n",
            ["3 bad-id: `b c` is not an id | An id is made of letters, digits and hyphens between them."],
            id="bad-id-as-key",
        ),
        pytest.param(
            "map",
            'source: ""\n',
            ["1 bad-id: an id is empty | An id is made of letters, digits and hyphens between them."],
            id="empty-id",
        ),
        pytest.param(
            "map",
            "source: a\ntheses:\n  b: {quote: B, stance: {c: suport, d: 17, e: [support], f: silent}}\n",
            [
                "3 bad-value: `suport` is not possible here | Did you mean `support`? Possible: support, "
                "leans-support, neutral, leans-oppose, oppose, mixed, reports, unclear.",
                "3 bad-value: `17` is not possible here | Possible: support, leans-support, neutral, leans-oppose, "
                "oppose, mixed, reports, unclear.",
                "3 bad-value: a stance belongs here, not a list",
                "3 bad-value: `silent` is no stance of a claim | A source that says nothing on an issue lists it under "
                "`silent:`.",
            ],
            id="stances",
        ),
        pytest.param(
            "map",
            "source: a\ntheses:\n  b: {quote: B, kind: [fact]}\n",
            ["3 bad-value: one word belongs here, not a list | Possible: fact, judgement, forecast, demand, question."],
            id="list-for-a-word",
        ),
        pytest.param(
            "map",
            "source: a\ntheses:\n  b:\n    text: [B, C]\n    quote: [[B]]\n    speaker: [c, d]\n    supports: {c: d}\n",
            [
                "4 bad-value: a text, or a mapping of language to text, belongs here, not a list",
                "5 bad-value: a quote belongs here, not a list",
                "6 bad-value: one text belongs here, not a list",
                "7 bad-value: a list belongs here, not a mapping",
            ],
            id="kinds-of-values",
        ),
        pytest.param(
            "map",
            "source: a\ntheses: B\n",
            ["2 bad-value: a mapping of keys and values belongs here, not a text"],
            id="text-for-a-mapping",
        ),
        pytest.param(
            "map",
            "source: a\ntheses:\n  b: {quote: [B, ~], undercuts: c}\n",
            ["3 bad-value: there is nothing here", "3 bad-value: what is undercut is written `premise -> conclusion`"],
            id="nothing-in-a-list",
        ),
        pytest.param(
            "map",
            "source: a\ntheses:\n  b: {text: {english: B}, quote: B}\n",
            [
                "3 bad-value: `english` is not a language tag such as en, zh or zh-Hans | Write a text, or a "
                "mapping of language to text."
            ],
            id="language",
        ),
        pytest.param(
            "codebook", 'title: A\nlanguages: ""\n', ["2 bad-value: there is no text here"], id="empty-language"
        ),
        pytest.param(
            "registry",
            "sources:\n  a: {file: a, short: A, language: en, format: pdf, date: 13.2.2025, "
            "url: example.org, sha256: 12}\n",
            [
                "2 bad-value: `pdf` is not possible here | Possible: text, markdown, html.",
                "2 bad-value: `13.2.2025` is no date of the form 2025-02-13, 2025-02 or 2025",
                "2 bad-value: an address begins with http:// or https:// and has no spaces",
                "2 bad-value: a SHA-256 is 64 digits and letters from a to f",
            ],
            id="source",
        ),
        pytest.param(
            "codebook",
            "title: A\nlanguages: en\nlinks: [{from: a}]\n",
            ["3 bad-value: a claim of another map is written `source/claim`"],
            id="link",
        ),
    ],
)
def test_mistakes_are_said_once_and_kindly(kind: str, content: str, expected: list[str]) -> None:
    assert said(kind, content) == expected


@pytest.mark.parametrize("written", ["2025", "2025-02", "2024-02-29", "1999-12-31"])
def test_dates_may_be_coarse(written: str) -> None:
    content = f"sources: {{a: {{file: a, short: A, language: en, format: text, date: {written}}}}}\n"
    assert said("registry", content) == []


@pytest.mark.parametrize("written", ["2025-2-3", "2025-02-30", "2025-13", "25", "0000", "2025-02-13T10:00", "２０２５"])
def test_what_is_no_date_is_refused(written: str) -> None:
    content = f"sources: {{a: {{file: a, short: A, language: en, format: text, date: '{written}'}}}}\n"
    assert [line.split(":")[0] for line in said("registry", content)] == ["1 bad-value"]


@pytest.mark.parametrize("given", ["agree", "Support", "leans support", "leans_support", "支持", "+2", "-1", "both"])
def test_stances_have_aliases(given: str) -> None:
    assert said("map", f"source: a\ntheses:\n  b: {{quote: B, stance: {{c: '{given}'}}}}\n") == []
