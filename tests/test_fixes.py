"""Fixes change what they say and not a byte more, in YAML written as badly as YAML can be."""

from collections.abc import Callable, Mapping

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from argmap import decode, syntax
from argmap.diagnostics import Diagnostic, Edit, Fix, Label, Rule, Severity
from argmap.fixes import Judged, edited, mend
from argmap.schema import ArgumentMap
from argmap.spelling import one_slip
from argmap.syntax.comments import comments
from argmap.syntax.edit import set_key, set_value
from argmap.text import Text

NAME = "maps/x.yaml"
HOSTILE = st.text(st.sampled_from(list("ab 好，。：:#'\"\\-?,[]{}…!&*|>%@`　\xa0\n\t—\u2028\ufeff\x07~0")), max_size=12)
PROSE = st.lists(st.text(st.sampled_from(list("abc好的，。：'\"")), min_size=1, max_size=6), min_size=1, max_size=5)


def judged(texts: Mapping[str, Text]) -> Judged:
    """A judge of one map, without its source."""
    found: list[Diagnostic] = []
    documents, whole = {}, set()
    for name, text in texts.items():
        document, problems = syntax.read(text)
        found += problems
        if document:
            documents[name] = document
            made, mistakes = decode.decode(document, ArgumentMap)
            found += mistakes
            if made:
                whole.add(name)
    return Judged(tuple(found), texts, documents, frozenset(whole))


def judge_of(content: str) -> Callable[[Mapping[str, Text]], Judged]:
    return lambda texts: judged({NAME: Text(NAME, content), **texts})


def fixed(content: str, unsafe: bool = False) -> str:
    found = mend(judge_of(content), unsafe, lambda _: True)
    return found.after[NAME].content if found.after else content


# A scalar in every style, at an odd depth, among comments.


@st.composite
def scalars(draw: st.DrawFn) -> tuple[str, tuple[str, ...]]:
    """A file with one text that is to be changed, and the route to it."""
    style = draw(st.sampled_from(["plain", "folded plain", "'", "folded '", '"', 'folded "', "|", ">", "{"]))
    line_break = draw(st.sampled_from(["\n", "\r\n"]))
    words = [word.strip("'\"") or "z" for word in draw(PROSE)]
    depth = " " * draw(st.integers(3, 7))
    comment = draw(st.sampled_from(["", "  # say: 'it'", " #", " # argmap: ignore[x]"]))
    lines = (line_break + depth).join(words)
    line = " ".join(words)
    written = {
        "plain": line,
        "folded plain": line_break + depth + lines,
        "'": "'" + line.replace("'", "''") + "'",
        "folded '": "'" + lines.replace("'", "''") + "'",
        '"': '"' + line.replace('"', '\\"') + '\\u4e2d"',
        'folded "': '"' + lines.replace('"', '\\"') + "\\" + line_break + depth + '\\x41"',
        "{": '{"text" : ' + line.replace(",", "") + ", note: [n] }",
    }
    if style in written:
        body = written[style] + comment
    else:
        body = style + draw(st.sampled_from(["", "-", "+"])) + comment + line_break + depth + lines
        body += draw(st.sampled_from(["", line_break, line_break * 2 + "  # after"]))
    head = f"source: x # c{line_break}# alone{line_break * 2}'c' :{line_break}  \"quote\":  "
    tail = f"{line_break}  after: [a,  'b'] # d{line_break}" + draw(st.sampled_from(["", "# end", "   "]))
    return head + body + tail, ("c", "quote", "text") if style == "{" else ("c", "quote")


@given(scalars(), HOSTILE, st.integers(0, 20), st.integers(0, 3), st.booleans())
@settings(max_examples=400)
def test_set_value_changes_the_value_and_nothing_else(
    file: tuple[str, tuple[str, ...]], new: str, at: int, gone: int, whole: bool
) -> None:
    content, route = file
    document, _ = syntax.read(Text(NAME, content))
    assert document
    old = document.scalar(route)
    assert old
    value = new if whole else old.value[:at] + new + old.value[at + gone :]
    edit = set_value(document, route, value)
    if edit is None:
        return
    after = edited(document.text, [edit])
    read, problems = syntax.read(after)
    assert read, problems
    again = read.scalar(route)
    assert again and again.value == value
    assert [s.value for s in read.scalars if s != again] == [s.value for s in document.scalars if s != old]
    assert [c.place.excerpt for c in comments(read)] == [c.place.excerpt for c in comments(document)]
    assert set_value(read, route, value) is None


@pytest.mark.parametrize(
    ("written", "value", "expected"),
    [
        ("美国领先  # c", "美国落后", "美国落后  # c"),
        ("in the lead", "in: the lead", '"in: the lead"'),
        ("in the lead", 'in: the "lead"', "'in: the \"lead\"'"),
        ("in the lead", "~", '"~"'),
        ("one\n    two\n    three # c", "one\n    two\n    four # c".replace("\n    ", " ").partition(" #")[0], None),
        ("'it''s \"late\"' # c", "it's “late”", "'it''s “late”' # c"),
        ("'late'", "la\tte", '"la\\tte"'),
        ('"\\u4e2d国 \\"x\\"" # c', "中国 “x”", '"\\u4e2d国 “x”" # c'),
        ('"one \\\n      two"', "one 2", '"one \\\n      2"'),
        ("|-  # c\n      one\n       two\n", "one\n 2", "|-  # c\n      one\n       2\n"),
        ("|\n      one\n", "ones", "|-\n      ones\n"),
        (">2\n      one\n      two\n", "one 2\n", None),
        (">\n      one\n      two\n", "one 2\n", ">\n      one\n      2\n"),
    ],
)
def test_set_value_keeps_the_style(written: str, value: str, expected: str | None) -> None:
    content = f"c:\n    quote: {written}\n"
    document, _ = syntax.read(Text(NAME, content))
    if document is None:
        return
    edit = set_value(document, ("c", "quote"), value)
    assert edit
    if expected is not None:
        assert edited(document.text, [edit]).content == f"c:\n    quote: {expected}\n"


def test_set_value_keeps_folded_lines() -> None:
    document, _ = syntax.read(Text(NAME, "q: one\n   two\n   three\n"))
    assert document
    edit = set_value(document, ("q",), "one two four")
    assert edit and edited(document.text, [edit]).content == "q: one\n   two\n   four\n"


def test_set_value_has_nothing_to_do() -> None:
    document, _ = syntax.read(Text(NAME, "a: b\nc: [d]\ne: |  # f\n  g\n"))
    assert document
    assert set_value(document, ("a",), "b") is None
    assert set_value(document, ("c",), "b") is None
    assert set_value(document, ("a",), "\ud800") is None
    assert set_value(document, ("e",), "\x07") is None, "the comment would be lost"
    assert set_key(document, ("a",), "é: #") == Edit(document.text.place(0, 1), '"é: #"', "é: #")


# A whole map with slips all over it.

KEYS = {"source": "soruce", "theses": "thesis", "text": "tetx", "quote": "quotes", "supports": "suports"}
VALUES = {"support": "suport", "leans-oppose": "leans-opose", "attributed": "attributd", "judgement": "judgment"}


@st.composite
def maps(draw: st.DrawFn) -> tuple[str, str]:
    """A correct map, and the same with slips."""
    pair: list[tuple[str, str]] = []
    line_break = draw(st.sampled_from(["\n", "\r\n"]))

    def put(*words: str) -> None:
        pair.extend((word, word) for word in words)

    def slip(word: str, slips: Mapping[str, str]) -> None:
        mark = draw(st.sampled_from(["", "'", '"']))
        pair.append((mark + word + mark, mark + draw(st.sampled_from([word, slips[word]])) + mark))

    def key(word: str, depth: int) -> None:
        put(draw(st.sampled_from(["", line_break, f"# suports: {word}{line_break}", f"   #'{line_break}"])))
        put(" " * depth)
        slip(word, KEYS)
        put(":")

    def end() -> None:
        put(draw(st.sampled_from(["", "  ", " # suport", "\t# '"])), line_break)

    depths = [draw(st.integers(1, 5))]
    depths += [depths[0] + draw(st.integers(1, 5))]
    key("source", 0)
    put(" x")
    end()
    key("theses", 0)
    end()
    for name in draw(st.lists(st.sampled_from(["a", "b-c", "主"]), min_size=1, unique=True)):
        put(" " * depths[0], name, ":")
        end()
        key("text", depths[1])
        put(draw(st.sampled_from([" {en: 'suport', zh: \"quotes\"}", f" |{line_break}{' ' * 12}suports: x", " e"])))
        put(line_break)
        key("quote", depths[1])
        put(draw(st.sampled_from([" 甲：乙", " 'suport' # c", f" >-{line_break}{' ' * 12}a{line_break}{' ' * 12}b"])))
        put(line_break)
        key("supports", depths[1])
        put(draw(st.sampled_from([" [a,  a ]", " a", f"{line_break}{' ' * depths[1]}- a # c"])))
        end()
        put(" " * depths[1], draw(st.sampled_from(["stance: {i: ", f"stance:{line_break}{' ' * 12}i:   "])))
        flow = "{" in pair[-1][0]
        slip(draw(st.sampled_from(["support", "leans-oppose"])), VALUES)
        put("}" if flow else "")
        end()
        put(" " * depths[1], draw(st.sampled_from(["voice : ", "'voice':  "])))
        slip("attributed", VALUES)
        end()
        put(" " * depths[1], "kind: ")
        slip("judgement", VALUES)
        end()
    put(draw(st.sampled_from(["", "# end", "...", line_break])))
    clean, dirty = zip(*pair, strict=True)
    return "".join(clean), "".join(dirty)


@given(maps())
@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_slips_are_mended_and_nothing_else_is_touched(pair: tuple[str, str]) -> None:
    clean, dirty = pair
    assert judged({NAME: Text(NAME, clean)}).diagnostics == ()
    assert fixed(dirty) == clean
    assert fixed(clean) == clean


def test_full_width_marks_and_slips_are_mended_in_one_run() -> None:
    dirty = "source：x\r\ntheses:\r\n  a: # 注：释\r\n    qoute：甲：乙\r\n    stance：{i：suport}\r\n"
    mended = fixed(dirty)
    assert mended == "source: x\r\ntheses:\r\n  a: # 注：释\r\n    quote: 甲：乙\r\n    stance: {i: support}\r\n"
    assert fixed(mended) == mended


# Fixes that do more than they say.

RULE = Rule("odd", Severity.NOTE, "Odd.")
CONTENT = "source: x\ntheses:\n  a:\n    quote: one two\n    kind: fact # c\n"


def proposing(*edits: tuple[str, str], safe: bool = True, rule: Rule = RULE) -> Callable[[Mapping[str, Text]], Judged]:
    """A judge that finds one fix with these edits of what stands in the file."""

    def judge(texts: Mapping[str, Text]) -> Judged:
        found = judge_of(CONTENT)(texts)
        text = found.texts[NAME]
        made = []
        for old, new in edits:
            at = text.content.find(old)
            if at < 0:
                return found
            made.append(Edit(text.place(at, at + len(old)), new))
        extra = Diagnostic(rule, "odd", (Label(made[0].place),), fixes=(Fix("do it", tuple(made), safe),))
        return Judged((*found.diagnostics, extra), found.texts, found.documents, found.whole)

    return judge


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("one two", "'one", "could not be read"),
        ("kind", "knd", "could not be read"),
        ("fact", "opinion", "could not be read"),
        ("source: x\n", "", "could not be read"),
    ],
)
def test_a_fix_that_does_more_is_refused(old: str, new: str, why: str) -> None:
    found = mend(proposing((old, new)), False, lambda _: True)
    if found.after:
        pytest.fail(found.after[NAME].content)
    assert "not fixed (do it): " in str(found.refused[0]) and why in str(found.refused[0])


def test_a_fix_that_mends_nothing_is_refused() -> None:
    found = mend(proposing(("one", "one one")), False, lambda _: True)
    assert not found.after and "as many mistakes" in str(found.refused[0])


def test_unsafe_fixes_are_made_when_asked_for() -> None:
    judge = proposing(("one", "three"), safe=False)
    assert not mend(judge, False, lambda _: True).after
    assert mend(judge, True, lambda _: True).after[NAME].content == CONTENT.replace("one", "three")
    assert not mend(judge, True, lambda _: False).after


def test_of_overlapping_fixes_the_first_is_made_and_the_next_waits() -> None:
    def judge(texts: Mapping[str, Text]) -> Judged:
        found = judge_of(CONTENT)(texts)
        text, extra = found.texts[NAME], []
        for old, new in (("one two", "ONE two"), ("two", "TWO")):
            at = text.content.find(old)
            if at >= 0:
                place = text.place(at, at + len(old))
                fix = Fix(f"write {new}", (Edit(place, new),), safe=True)
                extra.append(Diagnostic(RULE, old, (Label(place),), fixes=(fix,)))
        return Judged((*found.diagnostics, *extra), found.texts, found.documents, found.whole)

    found = mend(judge, False, lambda _: True)
    assert found.after[NAME].content == CONTENT.replace("one two", "ONE TWO")
    assert [each.fix.message for each in found.made] == ["write ONE two", "write TWO"]


@pytest.mark.parametrize(
    ("given", "known", "meant"),
    [
        ("suports", ["supports", "support-means"], "supports"),
        ("Supports", ["supports"], "supports"),
        ("support_means", ["supports", "support-means"], "support-means"),
        ("qoute", ["quote"], "quote"),
        ("quot", ["quote"], "quote"),
        ("quotte", ["quote"], "quote"),
        ("quite", ["quote"], "quote"),
        ("fro", ["for", "pro"], None),
        ("agree", ["disagree"], None),
        ("不支持", ["支持"], None),
        ("cold", ["bold", "gold"], None),
        ("", ["quote"], None),
    ],
)
def test_one_slip(given: str, known: list[str], meant: str | None) -> None:
    assert one_slip(given, known) == meant
