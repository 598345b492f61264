"""YAML -> documents: every rule with cases that fire and cases that stay silent, and every position checked."""

import re
import time
from itertools import pairwise

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.diagnostics import Fix, Rule
from argmap.syntax import RULES, compose, read
from argmap.syntax.comments import comments, ignores
from argmap.syntax.document import Data, Document, Items, Mapping, Node, Scalar
from argmap.syntax.scalar import offsets, place_within
from argmap.text import Text

# What is written -> line, column and rule of all that is said about it.
FIRING = [
    # yaml-syntax: characters
    ("a: x\x01y\n", [(1, 5, "yaml-syntax")]),
    ("a: \ud800\n", [(1, 4, "yaml-syntax")]),
    ("a: 1\nb: x\ufeffy\x00\n", [(2, 5, "yaml-syntax")]),
    ('a: "\\q"\n', [(1, 5, "yaml-syntax")]),
    ('a: "\\ud800"\n', [(1, 5, "yaml-syntax")]),
    ('a: "\\UFFFFFFFF"\n', [(1, 5, "yaml-syntax")]),
    # yaml-syntax: marks in unquoted texts
    ("text: Macron: Europe is late\n", [(1, 13, "yaml-syntax")]),
    ("quote: @x\n", [(1, 8, "yaml-syntax")]),
    ("quote: `x\n", [(1, 8, "yaml-syntax")]),
    ("quote: %x\n", [(1, 8, "yaml-syntax")]),
    ("quote: | x\n", [(1, 8, "yaml-syntax")]),
    ("quote: > x\n", [(1, 8, "yaml-syntax")]),
    ("quote: - x\n", [(1, 8, "yaml-syntax")]),
    ("quote: ? x\n", [(1, 8, "yaml-syntax")]),
    ("quote: ]x\n", [(1, 8, "yaml-syntax")]),
    ("quote: *重要\n", [(1, 8, "yaml-syntax")]),
    ("quote: **x**\n", [(1, 8, "yaml-syntax")]),
    ("quote: &重要 x\n", [(1, 8, "yaml-syntax")]),
    ("quote: !重要 x\n", [(1, 8, "yaml-syntax")]),
    ("quote: [1] 政府\n", [(1, 12, "yaml-syntax")]),
    ("quote: {x} 政府\n", [(1, 12, "yaml-syntax")]),
    ("quote:\n  [7] The layer: more\n", [(2, 7, "yaml-syntax")]),
    ("quote:\n  [7] - more\n", [(2, 7, "yaml-syntax")]),
    ("quote:\n  - The layer: more of it: all\n", [(2, 26, "yaml-syntax")]),
    ("quote:\n  The layer\n  and: more\n", [(3, 3, "yaml-syntax")]),
    # yaml-syntax: quotes and brackets
    ('quote: "x\nb: 1\n', [(1, 8, "yaml-syntax")]),
    ('quote: "x\nb: "y"\n', [(1, 8, "yaml-syntax")]),
    ("quote: 'it's'\n", [(1, 12, "yaml-syntax")]),
    ('quote: "x" y\n', [(1, 12, "yaml-syntax")]),
    ('quote: "x": y\n', [(1, 11, "yaml-syntax")]),
    ("silent: [x\nb: 1\n", [(1, 9, "yaml-syntax")]),
    ("silent: [x, y\n", [(1, 9, "yaml-syntax")]),
    ("a: {b: 1\n", [(1, 4, "yaml-syntax")]),
    ("a: {b: 1}}\n", [(1, 10, "yaml-syntax")]),
    # yaml-syntax: lines and indentation
    ("a:\n\tb: 1\n", [(2, 1, "yaml-syntax")]),
    ("a:\n  b: 1\n\tc: 2\n", [(3, 1, "yaml-syntax")]),
    ("a:\n  b: 1\n c: 2\n", [(3, 2, "yaml-syntax")]),
    ("a: 1\n b: 2\n", [(2, 2, "yaml-syntax")]),
    ("a:\n- b\nc d\n", [(3, 1, "yaml-syntax")]),
    (" a: 1\nb: 2\n", [(2, 1, "yaml-syntax")]),
    ("a: b\n- c\n", [(2, 1, "yaml-syntax")]),
    ("quote: 政府\n他说：好\nb: 1\n", [(2, 1, "yaml-syntax")]),
    ("quote: 政府\u2028监管\n", [(1, 10, "yaml-syntax")]),
    # yaml-syntax: a colon without a space
    ("quote:政府\n", [(1, 6, "yaml-syntax")]),
    ("a: 1\nquote:政府\n", [(2, 6, "yaml-syntax")]),
    ("claims:\n  x:\n    quote:政府\n", [(3, 10, "yaml-syntax")]),
    ("claims:\n  x:\n    quote:政府\n    text: y\n", [(3, 10, "yaml-syntax")]),
    ("stance: trust:support\n", [(1, 14, "yaml-syntax")]),
    # duplicate-key
    ("a: 1\nb: 2\na: 3\n", [(3, 1, "duplicate-key")]),
    ("a: 1\n'a': 2\na: 3\n", [(2, 1, "duplicate-key"), (3, 1, "duplicate-key")]),
    ("a: {b: 1, b: 2}\n", [(1, 11, "duplicate-key")]),
    # alias-or-tag
    ("a: &x 1\nb: *x\n", [(1, 4, "alias-or-tag")]),
    ("a: *x\n", [(1, 4, "alias-or-tag")]),
    ("a: &x [b]\n", [(1, 4, "alias-or-tag")]),
    ("a: &x {b: 1}\nc:\n  <<: *x\n", [(1, 4, "alias-or-tag")]),
    ("a:\n  <<: {b: 1}\n", [(2, 3, "alias-or-tag")]),
    ("a: !!str 1\n", [(1, 4, "alias-or-tag")]),
    ("a: !x [1]\n", [(1, 4, "alias-or-tag")]),
    ("quote: !important thing\n", [(1, 8, "alias-or-tag")]),
    ("*x : 1\n", [(1, 1, "alias-or-tag")]),
    ("%YAML 1.1\n---\na: 1\n", [(1, 1, "alias-or-tag")]),
    ("%TAG ! x:\n---\na: 1\n", [(1, 1, "alias-or-tag")]),
    ("%FOO bar\n---\na: 1\n", [(1, 1, "alias-or-tag")]),
    # too-deep
    ("a: " + "[" * 64 + "]" * 64, [(1, 67, "too-deep")]),
    ("a: " + "[" * 100_000, [(1, 67, "too-deep")]),
    # several-documents
    ("a: 1\n---\nb: 1\n", [(2, 1, "several-documents")]),
    ("---\na: 1\n---\n", [(3, 1, "several-documents")]),
    ("a: 1\n\n# x\n---\nb: [\n", [(4, 1, "several-documents")]),
    ("a: 1\n...\nb: 1\n", [(3, 1, "several-documents")]),
    # not-a-mapping
    ("- a\n", [(1, 1, "not-a-mapping")]),
    ("# x\nabc\n", [(2, 1, "not-a-mapping")]),
    ("[a, b]\n", [(1, 1, "not-a-mapping")]),
    ("~\n", [(1, 1, "not-a-mapping")]),
    ("'a: 1'\n", [(1, 1, "not-a-mapping")]),
    # empty-file
    ("", [(1, 1, "empty-file")]),
    ("\n# x\n\n", [(1, 1, "empty-file")]),
    ("---\n# x\n", [(1, 1, "empty-file")]),
    # key-not-text
    ("[a, b]: c\n", [(1, 1, "key-not-text")]),
    ("? {a: b}\n: c\n", [(1, 3, "key-not-text")]),
    ("'': x\n", [(1, 1, "key-not-text")]),
    (": x\n", [(1, 1, "key-not-text")]),
    ("a: {: x}\n", [(1, 5, "key-not-text")]),
    # fullwidth-syntax: colons
    ("quote：政府\n", [(1, 6, "fullwidth-syntax")]),
    ("quote：政府\nb: 1\n", [(1, 6, "fullwidth-syntax")]),
    ("quote： '政府'\nb: 1\n", [(1, 6, "fullwidth-syntax")]),
    ("a: 1\nquote：政府\nb: 2\n", [(2, 6, "fullwidth-syntax")]),
    ("a: 1\nquote：政府", [(2, 6, "fullwidth-syntax")]),
    ("a: 1\nquote ：政府\n", [(2, 7, "fullwidth-syntax")]),
    ("claims:\n  x:\n    text: 他说：好\n    quote：政府\n", [(4, 10, "fullwidth-syntax")]),
    ("claims:\n  x:\n    quote：政府\n    text: 他说：好\n", [(3, 10, "fullwidth-syntax")]),
    ("claims:\n  x:\n    quote：政府\n", [(3, 10, "fullwidth-syntax")]),
    ("claims:\n  x：\n    text: y\n", [(2, 4, "fullwidth-syntax")]),
    ("claims:\n  主张：\n    text: y\n", [(2, 5, "fullwidth-syntax")]),
    ("claims：\n  x:\n    text: y\n", [(1, 7, "fullwidth-syntax")]),
    ("claims:\n  x：\n", [(2, 4, "fullwidth-syntax")]),
    ("text：他说: 好\n", [(1, 5, "fullwidth-syntax")]),
    ("quote:\n  - text：政府\n", [(2, 9, "fullwidth-syntax")]),
    ("text:\n  en：Europe lags\n", [(2, 5, "fullwidth-syntax")]),
    ("text:\n  en：Europe lags\n  zh: 欧洲落后\n", [(2, 5, "fullwidth-syntax")]),
    ("stance: {trust：support}\n", [(1, 15, "fullwidth-syntax")]),
    ("stance: trust：support\n", [(1, 14, "fullwidth-syntax")]),
    ("text: {en: Europe lags, zh：欧洲}\n", [(1, 27, "fullwidth-syntax")]),
    ("text: {en：Europe, zh：欧洲}\n", [(1, 10, "fullwidth-syntax"), (1, 21, "fullwidth-syntax")]),
    # fullwidth-syntax: commas, spaces, brackets
    ("text: {en: Europe，zh: 欧洲}\n", [(1, 18, "fullwidth-syntax")]),
    ("silent: [trust，cost]\n", [(1, 15, "fullwidth-syntax")]),
    ("silent: [trust、cost， more]\n", [(1, 15, "fullwidth-syntax")]),
    ("a:\n　　b: 1\n　　c: 2\n", [(2, 1, "fullwidth-syntax")]),
    ("a:\n  　b: 1\n", [(2, 1, "fullwidth-syntax")]),
    ("a: 1\n　　quote：x\n", [(2, 1, "fullwidth-syntax")]),
    ("a:\n\xa0\xa0b: 1\n", [(2, 1, "fullwidth-syntax")]),
    ("a: 1\nquote:　政府\n", [(2, 7, "fullwidth-syntax")]),
    ("silent:\n  -　trust\n", [(2, 4, "fullwidth-syntax")]),
    ("silent: ［trust, cost］\n", [(1, 9, "fullwidth-syntax")]),
    # comment-ends-value
    ("quote: 300亿 # x\n", [(1, 13, "comment-ends-value")]),
    ("a:\n  - text: {en: x, zh: 我们 #1\n    }\n", [(2, 26, "comment-ends-value")]),
    ("quote:\n  - We are # 1\n", [(2, 12, "comment-ends-value")]),
    ("title:\n  zh-Hans: 第一\n    段 # 二\n", [(3, 7, "comment-ends-value")]),
    ("quote: #AI的未来\n", [(1, 8, "comment-ends-value")]),
    # comma-ends-text
    ("text: {en: Europe lags, and badly}\n", [(1, 23, "comma-ends-text")]),
    ("text: {en: Europe lags, and badly, zh: 欧洲}\n", [(1, 23, "comma-ends-text")]),
    ("text: {en: a, b, c, zh: 欧洲, 他说：好}\n", [(1, 13, "comma-ends-text"), (1, 27, "comma-ends-text")]),
    ("x: {quote: a, b}\n", [(1, 13, "comma-ends-text")]),
]

SILENT = [
    "a: 1\n",
    "# yaml-language-server: $schema=https://example.org/map.json\n---\na: 1\n",
    "a: 1\r\n\U0001f600: 2\r\n",
    "a: 1\n...\n",
    "a: " + "[" * 63 + "]" * 63,
    "a: {}\nb: []\nc:\nd: ~\n",
    "kind: article   # article | comment\nstance: {x: support}  # clear\nspeaker: macron # who\n",
    "quote: 300亿#x\n",
    'quote: "300亿" # x\n',
    "quote: | # x\n  政府 # no comment\n",
    "quote: 政府  # argmap: ignore[quote-short] known\n",
    "quote: 政府  #! quote-not-found\n",
    "text: # the analyst's words\n  en: x\n",
    "quote: # to be found\n",
    "claims: # all\n  text: # an id\n    speaker: x # y\n",
    "note: https://example.org/#part\n",
    "text: 他说：好\nquote: 政府：监管，过度\n",
    "text: 他说：好 而且：坏\nquote: “政府：监管”\ntitle: ‘a’：b\n",
    "quote:\n  他说：好\n  政府：坏\n",
    "quote:\n  政府的过度监管：AI投资不足\n",
    "quote:\n  - 他说：好\n  - AI：未来\n  - {text: 政府：监管, note: 第一，第二}\n",
    "quote: [他说：好，而且, 政府：监管]\n",
    "quote: [政府监管，投资不足]\n",
    "quote: |\n  quote：政府\n  text:好\n  　　b: 1\n",
    "quote: >-\n  text：政府\n    en：x\n",
    'quote: "x\n  quote：政府\n  text:好"\n',
    "text: {en: Europe lags, zh: 欧洲落后，而且很糟：非常}\n",
    'text: {en: "Europe lags, and badly"}\n',
    "silent: [trust, cost]\nalso: [法国总统, 马克龙]\n",
    "stance: {trust: support, cost}\n",
    "quote: 　　政府\n",
    "publisher: 新华社：北京\nauthors: [张三, 李四]\n",
    "url: https://example.org/a:b\nsha256: 9f\ndate: 2025-02-13\nat: 12:30\n",
    "url:\n  https://example.org/a：b\n",
    "undercuts: a -> b\nfrom: avalaches/use-is-level\n",
    "过度监管: 1\n",
    "? a\n: b\n",
    "quote: x & y * z ! % @ | > - ? ` [ ] { }\n",
    "quote: 我们的\u3000目标\n",
    "quote: 'a''b # c, d: e'\n",
]


def findings(source: str) -> list[tuple[int, int, str]]:
    _, found = read(Text("map.yaml", source))
    return [(each.place.line, each.place.column, each.rule.name) for each in found]


def document(source: str) -> Document:
    found, diagnostics = read(Text("map.yaml", source))
    assert found is not None, diagnostics
    return found


def repaired(source: str, fix: Fix) -> str:
    for edit in sorted(fix.edits, key=lambda each: each.place.start, reverse=True):
        source = source[: edit.place.start] + edit.text + source[edit.place.end :]
    return source


@pytest.fixture(params=["libyaml", "python"])
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "python":
        monkeypatch.setattr(compose, "_Loader", yaml.BaseLoader)


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize(("source", "expected"), FIRING, ids=lambda value: ascii(value)[:40])
def test_mistakes_are_found_where_they_are(source: str, expected: list[tuple[int, int, str]]) -> None:
    assert findings(source) == expected


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize("source", SILENT, ids=lambda value: ascii(value)[:40])
def test_what_is_right_is_left_alone(source: str) -> None:
    assert findings(source) == []
    assert read(Text("map.yaml", source))[0] is not None


def test_every_rule_has_cases_and_an_explanation() -> None:
    assert {rule.name for rule in RULES} == {name for _, expected in FIRING for _, _, name in expected}
    for rule in RULES:
        assert rule.summary.endswith(".")
        assert "Bad:" in rule.explanation
        assert "Good:" in rule.explanation


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_the_examples_of_a_rule_are_what_they_say(rule: Rule) -> None:
    bad, good = re.findall(r"```yaml\n(.*?)```", rule.explanation, re.DOTALL)
    assert [name for _, _, name in findings(good)] == []
    if rule.name != "too-deep":
        assert {name for _, _, name in findings(bad)} == {rule.name}


@pytest.mark.parametrize(("source", "expected"), FIRING, ids=lambda value: ascii(value)[:40])
def test_safe_fixes_mend_what_they_are_for(source: str, expected: list[tuple[int, int, str]]) -> None:
    for diagnostic in read(Text("map.yaml", source))[1]:
        for fix in diagnostic.fixes:
            if fix.safe:
                left = findings(repaired(source, fix))
                assert len(left) < len(expected) or left[0] > expected[0], (repaired(source, fix), left)


def test_messages_speak_to_people() -> None:
    for source, _ in FIRING:
        for diagnostic in read(Text("map.yaml", source))[1]:
            assert diagnostic.message[0].islower() or diagnostic.message[0] in "`", diagnostic.message
            assert not diagnostic.message.endswith(".")
            assert diagnostic.help.endswith(".")
            assert "expected" not in diagnostic.message, diagnostic.message


def test_a_duplicate_shows_both_places() -> None:
    _, (found,) = read(Text("map.yaml", "a: 1\nb: 2\na: 3\n"))
    assert [str(label.place) for label in found.labels] == ["map.yaml:3:1", "map.yaml:1:1"]


def test_a_document_survives_what_can_be_mended() -> None:
    assert document("a: 1\na: 2\n[x]: 3\ntext: {en: Europe lags,  and\n  badly}\n").data == {
        "a": "1",
        "text": {"en": "Europe lags,  and badly"},
    }


def test_one_slip_does_not_hide_the_next() -> None:
    source = "source：huanqiu\nclaims:\n  x:\n    text：他说：好\n    quote: 政府：监管\n"
    source += "    note:x\n    quote: @y\n  z： 1\n"
    assert findings(source) == [
        (1, 7, "fullwidth-syntax"),
        (4, 9, "fullwidth-syntax"),
        (6, 9, "yaml-syntax"),
        (7, 5, "duplicate-key"),
        (7, 12, "yaml-syntax"),
        (8, 4, "fullwidth-syntax"),
    ]
    text = Text("map.yaml", source)
    edits = [edit for each in read(text)[1] for fix in each.fixes for edit in fix.edits]
    mended = repaired(source, Fix("", tuple(edits), safe=True))
    assert [name for _, _, name in findings(mended)] == ["duplicate-key"]


def test_hostile_files_are_refused_at_once() -> None:
    bomb = "a0: &a0 [x, x]\n" + "".join(f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]\n" for i in range(1, 30))
    for source in ("a: " + "[" * 100_000, "a: " + "{a: " * 100_000, "a:\n" + "- " * 100_000, bomb):
        start = time.perf_counter()
        assert read(Text("map.yaml", source))[0] is None
        assert time.perf_counter() - start < 0.5
    start = time.perf_counter()
    assert len(findings("".join(f"a{i}：b\n" for i in range(1_000)))) > 40
    assert findings("en: {en: a" + ", b" * 5_000 + "}\n") == [(1, 11, "comma-ends-text")]
    assert time.perf_counter() - start < 2


DATA = """source: huanqiu
claims:
  x:
    text: {en: no, zh: ~}
    quote:
    - text: |
        政府


    via:
silent: []
"""


def test_data_is_plain_and_every_scalar_a_text() -> None:
    assert document(DATA).data == {
        "source": "huanqiu",
        "claims": {"x": {"text": {"en": "no", "zh": None}, "quote": [{"text": "政府\n"}], "via": None}},
        "silent": [],
    }
    assert document("a: ''\nb: '~'\nc: null\nd: 'null'\ne: 0o10\n").data == {
        "a": "", "b": "~", "c": None, "d": "null", "e": "0o10",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("route", "place", "key", "reaches"),
    [
        (("source",), "huanqiu", "source", True),
        (("claims", "x", "text", "en"), "no", "en", True),
        (("claims", "x", "quote", 0, "text"), "|\n        政府", "text", True),
        (("claims", "x", "quote", 0, "prefix"), "text: |\n        政府", "text", False),
        (("claims", "x", "quote", "Quote", 0, "function-after", "text"), "|\n        政府", "text", False),
        (("claims", "x", "text", 0, "en"), "no", "en", False),
        (("claims", "x", "text", "[key]"), "{en: no, zh: ~}", "text", False),
        (("claims", "x", "via"), "", "via", True),
        (("silent", 3), "[]", "silent", False),
        (("claims", "y"), DATA[DATA.index("x:") : DATA.index("via:") + 4], "claims", False),
        ((), DATA.rstrip(), "source", True),
    ],
)
def test_routes_are_walked_as_far_as_the_file_goes(
    route: tuple[str | int, ...], place: str, key: str, reaches: bool
) -> None:
    found = document(DATA)
    assert found.place(route).excerpt == place
    assert found.key(route).excerpt == key
    assert found.reaches(route) is reaches


def test_characters_within_a_scalar() -> None:
    found = document('a: "x\\u653f府 \\\n  y"\nb: >-\n  政府\n  监管\nc: [1, 2]\n')
    assert place_within(found, ("a",), 1, 2).excerpt == "\\u653f"
    assert place_within(found, ("a",), 2, 3).excerpt == "府"
    assert place_within(found, ("b",), 3, 5).excerpt == "监管"
    assert place_within(found, ("b",), 0, 99).excerpt == "政府\n  监管"
    assert place_within(found, ("c",), 0, 1).excerpt == "[1, 2]"
    assert str(place_within(found, ("b",), 3, 4)) == "map.yaml:5:3"


COMMENTED = """# top
a: x # argmap: ignore[rule-a, rule-b] because it is so
b: "no # comment"
c: | # header
  no # comment
  # nor this
# between
d: [x, # first
  y#z] # last
# argmap: ignore[]
e: 'it''s # no'   #argmap: ignore
"""


def test_comments_are_told_from_text() -> None:
    found = comments(document(COMMENTED))
    assert [(each.line, each.alone, each.text) for each in found] == [
        (1, True, "top"),
        (2, False, "argmap: ignore[rule-a, rule-b] because it is so"),
        (4, False, "header"),
        (7, True, "between"),
        (8, False, "first"),
        (9, False, "last"),
        (10, True, "argmap: ignore[]"),
        (11, False, "argmap: ignore"),
    ]
    assert [(each.line, each.rules, each.reason, each.alone) for each in ignores(comments(document(COMMENTED)))] == [
        (2, ("rule-a", "rule-b"), "because it is so", False),
        (10, (), "", True),
        (11, (), "", False),
    ]


# Scalars in all styles, with what makes positions hard.
WORDS = st.text("ab 中文，：“”\U0001f600é'\"\\#:-.,!", min_size=1, max_size=12).map(str.strip).filter(len)
LINES = st.lists(st.one_of(WORDS, st.just("")), min_size=1, max_size=4)


@st.composite
def plain(draw: st.DrawFn) -> str:
    words = draw(st.lists(st.text("ab中文，“”\U0001f600é'\"\\", min_size=1, max_size=6), min_size=1, max_size=5))
    words[0] = "w" + words[0]
    return "".join(word + draw(st.sampled_from(["", " ", "  ", "\n   ", "  \n\n     "])) for word in words).strip()


@st.composite
def single(draw: st.DrawFn) -> str:
    lines = draw(LINES)
    return "'" + "\n    ".join(line.replace("'", "''") for line in lines) + "'"


@st.composite
def double(draw: st.DrawFn) -> str:
    escapes = [
        "\\n",
        "\\t",
        '\\"',
        "\\\\",
        "\\x41",
        "\\u4e2d",
        "\\U0001F600",
        "\\\n    ",
        "\\\n\n   \\ ",
        " \n   ",
        "\n\n   ",
    ]
    pieces = draw(st.lists(st.one_of(st.sampled_from(escapes), st.text("a 中\U0001f600'：", max_size=4)), max_size=8))
    return '"' + "".join(pieces) + '"'


@st.composite
def block(draw: st.DrawFn) -> str:
    style, chomping = draw(st.sampled_from("|>")), draw(st.sampled_from(["", "-", "+"]))
    depth = draw(st.integers(2, 4))
    indicator = draw(st.sampled_from(["", str(depth)]))
    lines = draw(LINES)
    if indicator or lines[0]:
        lines = [
            draw(st.sampled_from(["", "", " "] if indicator or i else [""])) + line for i, line in enumerate(lines)
        ]
    body = "\n".join(" " * depth + line if line.strip() else "" for line in lines)
    return f"{style}{indicator}{chomping}\n{body}" + "\n" * draw(st.integers(0, 2))


SCALARS = st.one_of(plain(), single(), double(), block())


@pytest.mark.parametrize("loader", [yaml.CBaseLoader, yaml.BaseLoader])
@settings(max_examples=200, deadline=None)
@given(st.lists(SCALARS, min_size=1, max_size=4), st.sampled_from(["\n", "\r\n", "\r"]))
def test_positions_point_at_what_they_say(loader: type, sources: list[str], line_end: str) -> None:
    source = "".join(f"k{i}: {scalar}\n" for i, scalar in enumerate(sources)).replace("\n", line_end)
    values = yaml.load(source, loader)
    text = Text("map.yaml", source)
    original, compose._Loader = compose._Loader, loader
    try:
        found, diagnostics = read(text)
    finally:
        compose._Loader = original
    assert found is not None, diagnostics
    for i, written in enumerate(sources):
        place = found.place((f"k{i}",))
        node = found.scalar((f"k{i}",))
        assert node is not None
        assert node.value == values[f"k{i}"]
        written = written.replace("\n", line_end)
        assert place.excerpt.rstrip() == written.rstrip()
        assert found.key((f"k{i}",)).excerpt == f"k{i}"
        check_offsets(text, node)


def check_offsets(text: Text, node: Scalar) -> None:
    places = offsets(text, node)
    assert len(places) == len(node.value) + 1
    assert all(before < after for before, after in pairwise(places))
    assert node.start <= places[0]
    for character, offset in zip(node.value, places, strict=False):
        written = text.content[offset]
        if character in "\n ":
            assert written in "\r\n \\\t"
        elif written != "\\" or character == "\\":
            assert written == character


GOOD = DATA + COMMENTED.replace("a:", "aa:") + "theses:\n  y:\n    stance: {trust: support}\n    quote: 政府：监管\n"


@settings(max_examples=300, deadline=None)
@given(st.text("ab：，　中\U0001f600 \n\r\t'\"\\#:-?[]{},&*!|>%@`~<.\x85\u2028\xa0\ufeff\x00\ud800", max_size=60))
def test_no_text_is_too_much(source: str) -> None:
    check_nothing_breaks(source)


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_no_mutation_is_too_much(data: st.DataObject) -> None:
    source = GOOD
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(source)))
        length = data.draw(st.integers(0, 6))
        put = data.draw(
            st.sampled_from(["", "：", "，", "\t", ": ", " #", "- ", '"', "'", "[", "}", "&a ", "*a", "\n", "　", "|"])
        )
        source = source[:at] + put + source[at + length :]
    check_nothing_breaks(source)


def check_nothing_breaks(source: str) -> None:
    text = Text("map.yaml", source)
    original = compose._Loader
    for loader in (yaml.CBaseLoader, yaml.BaseLoader):
        compose._Loader = loader
        try:
            found, diagnostics = read(text)
        finally:
            compose._Loader = original
        assert found is not None or diagnostics
        for diagnostic in diagnostics:
            places = [label.place for label in diagnostic.labels]
            places += [edit.place for fix in diagnostic.fixes for edit in fix.edits]
            assert all(0 <= place.start <= place.end <= len(source) for place in places)
        if found is not None:
            check_document(found)


def check_document(found: Document) -> None:
    ignores(comments(found))
    waiting: list[tuple[tuple[str | int, ...], Node, Data]] = [((), found.root, found.data)]
    while waiting:
        route, node, data = waiting.pop()
        assert found.reaches(route)
        assert (found.place(route).start, found.place(route).end) == (node.start, node.end)
        if isinstance(node, Mapping):
            assert isinstance(data, dict)
            waiting += [((*route, name), entry.node, data[name]) for name, entry in node.entries.items()]
        elif isinstance(node, Items):
            assert isinstance(data, list)
            waiting += [((*route, i), item, data[i]) for i, item in enumerate(node.nodes)]
        else:
            assert len(offsets(found.text, node)) == len(node.value) + 1
