"""The published cases come out as they say, and what folding must never accept is refused."""

import time
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from argmap.quotes import Citable, Hit, Step, cuts, find, find_fragments
from argmap.quotes.near import Near, nearest, omitted
from argmap.readers import READERS, Reading
from argmap.text import Text

TESTS = Path(__file__).parent
SEEDS = TESTS.parent / "seeds"
CASES: list[dict[str, Any]] = [
    case
    for name in ("quote_cases.yaml", "quote_cases_more.yaml")
    for case in yaml.safe_load((TESTS / "data" / name).read_text("utf-8"))["cases"]
]
MARKDOWN = ("001_1420cef449377af1.txt", "002_920e0258dd261b84.txt")


@cache
def reading(name: str) -> Reading:
    return READERS["markdown" if name in MARKDOWN else "text"](Text(name, (SEEDS / name).read_text("utf-8-sig")))


def found(source: str, quote: str, prefix: str = "", suffix: str = "") -> list[tuple[str, str, tuple[str, ...]]]:
    """Step, passage and folds of each hit in a text that is all citable."""
    hits = find(Citable.of(source), quote, prefix, suffix)
    return [(hit.step.value, source[hit.start : hit.end], hit.folds) for hit in hits]


def near(source: str, quote: str, *names: str) -> Near | None:
    citable = Citable.of(source)
    assert not find(citable, quote)
    return nearest(citable, quote, frozenset(names))


def names_of(folds: tuple[str, ...]) -> set[str]:
    return {fold.replace("-", "_") for fold in folds}


def hits_of(case: dict[str, Any]) -> tuple[Hit, ...]:
    citable = reading(case["file"]).citable
    return find(citable, case["quote"], case.get("prefix", ""), case.get("suffix", ""))


def only(hits: tuple[Hit, ...]) -> Hit:
    assert len(hits) == 1, hits
    return hits[0]


class TestPublishedCases:
    @pytest.mark.parametrize("case", [c for c in CASES if "passage" in c], ids=lambda case: case["id"])
    def test_the_passage_is_where_the_case_says(self, case: dict[str, Any]) -> None:
        text = reading(case["file"]).text
        at = case["at"]
        assert text.content[at["start"] : at["end"]] == case["passage"]
        assert text.position(at["start"]) == (at["line"], at["col"])

    @pytest.mark.parametrize(
        "case", [c for c in CASES if c["outcome"] in ("exact", "normalised", "variant")], ids=lambda case: case["id"]
    )
    def test_found(self, case: dict[str, Any]) -> None:
        hit = only(hits_of(case))
        assert (hit.start, hit.end) == (case["at"]["start"], case["at"]["end"])
        assert names_of(hit.folds) == set(case.get("differences", []))
        if case.get("elided"):
            assert (hit.step, hit.hardest) == (Step.OMISSION, case["outcome"])
            assert len(hit.fragments) == case.get("fragments", 2)
        elif "punctuation" in case.get("differences", []):
            assert hit.step is Step.UNPUNCTUATED
        else:
            assert hit.step == case["outcome"]

    @pytest.mark.parametrize("case", [c for c in CASES if c["outcome"] == "ambiguous"], ids=lambda case: case["id"])
    def test_ambiguous(self, case: dict[str, Any]) -> None:
        hits = hits_of(case)
        assert [(h.start, h.end) for h in hits] == [(c["start"], c["end"]) for c in case["candidates"]]

    @pytest.mark.parametrize("case", [c for c in CASES if c["outcome"] == "near_miss"], ids=lambda case: case["id"])
    def test_near_miss(self, case: dict[str, Any]) -> None:
        citable = reading(case["file"]).citable
        assert find(citable, case["quote"]) == ()
        suggestion = nearest(citable, case["quote"], frozenset(case.get("names", ())))
        assert suggestion is not None
        assert (suggestion.start, suggestion.end) == (case["at"]["start"], case["at"]["end"])
        assert suggestion.distance == case["distance"]
        assert suggestion.similarity == pytest.approx(case["similarity"], abs=0.001)
        assert suggestion.alarms >= set(case.get("flags", []))
        left_out = case.get("omitted", [])
        assert suggestion.omitted == (tuple(left_out) if isinstance(left_out, list) else (left_out,))

    @pytest.mark.parametrize("case", [c for c in CASES if c["outcome"] == "not_found"], ids=lambda case: case["id"])
    def test_not_found(self, case: dict[str, Any]) -> None:
        citable = reading(case["file"]).citable
        assert find(citable, case["quote"]) == ()
        assert nearest(citable, case["quote"]) is None
        if "found_in" in case:
            assert find(reading(case["found_in"]).citable, case["quote"])[0].step is Step.EXACT


class TestFolds:
    @pytest.mark.parametrize(
        ("source", "quote", "folds"),
        [
            ("欧洲 没有\n加入", "欧洲没有加入", ("whitespace",)),
            ("他说“可以”。", '他说"可以"。', ("quote-marks",)),
            ("他说“可以”。", "他说「可以」。", ("quote-marks",)),
            ("Europe’s choice", "Europe's choice", ("quote-marks",)),
            ("资源——资本", "资源--资本", ("dash",)),
            ("risks—dependence", "risks--dependence", ("dash",)),
            ("强国,却可", "强国，却可", ("width",)),
            ("强国。却可", "强国.却可", ("width",)),
            ("ＡＩ竞赛", "AI竞赛", ("width",)),
            ("ＡＩ竞赛", "ai竞赛", ("width", "case")),
            ("价格７元", "价格7元", ("width",)),
            ("在300-500亿间", "在３００－５００亿间", ("width",)),
            ("说“是”，300-500亿", "说＂是＂，300－500亿", ("quote-marks", "dash")),
            ("the ﬁrst of", "the first of", ("compatibility",)),
            ("⼀般来说", "一般来说", ("compatibility",)),
            ("wait... and", "wait… and", ("compatibility",)),
            ("等等……然后", "等等...然后", ("compatibility",)),
            ("汉娜·维尔库宁", "汉娜・维尔库宁", ("interpunct",)),
            ("欧\u200b洲\ufeff没\u00ad有", "欧洲没有", ("invisible",)),
            ("欧洲\u202e没有\u202c加入", "欧洲没有加入", ("invisible",)),
            ("The EU leads", "the eu leads", ("case",)),
            ("Café society", "Cafe\u0301 society", ("compatibility",)),
            ("Cafe\u0301 society", "CAFÉ society", ("compatibility", "case")),
            ("power [2] - The", "power - The", ("citation-marker", "whitespace")),
            ("principles [10][11] and", "principles and", ("citation-marker", "whitespace")),
            ("欧洲[3]没有", "欧洲没有", ("citation-marker",)),
            ("  欧洲没有", "欧洲没有  \n", ("whitespace",)),
            ("￥300", "¥300", ("width",)),
            ("300-500亿", "300–500亿", ("dash",)),
            ("𠀀𠀁 with astral", "𠀀𠀁with astral", ("whitespace",)),
        ],
    )
    def test_named(self, source: str, quote: str, folds: tuple[str, ...]) -> None:
        assert found(source, quote) == [("normalised", source.strip(), folds)]

    @pytest.mark.parametrize(
        ("source", "quote"),
        [("潛藏著焦慮", "潜藏着焦虑"), ("憑藉", "凭借"), ("裏面", "裡面"), ("臺灣", "台湾"), ("300億元", "300亿元")],
    )
    def test_variants(self, source: str, quote: str) -> None:
        assert found(source, quote) == [("variant", source, ("variant",))]
        assert found(quote, source) == [("variant", quote, ("variant",))]

    def test_markers_may_be_quoted(self) -> None:
        assert found("power [2] - The", "power [2] - The") == [("exact", "power [2] - The", ())]
        assert found("power [2] - The", "power [2]- The")[0][:2] == ("normalised", "power [2] - The")
        assert found("power [2] - The", "POWER [2]") == [("normalised", "power [2]", ("case",))]
        assert found("power [2] - The", "[2] - THE") == [("normalised", "[2] - The", ("case",))]

    def test_an_exact_place_wins_over_a_folded_one(self) -> None:
        assert found("The EU. the EU.", "the EU") == [("exact", "the EU", ())]

    def test_a_literal_ellipsis_is_no_omission(self) -> None:
        assert found("We wait… and see. We wait long and see.", "We wait… and see")[0][0] == "exact"
        assert found("We wait... and see", "We wait… and see")[0][0] == "normalised"

    def test_edges_do_not_split_a_character(self) -> None:
        assert found("the ﬁx", "the f") == []
        assert found("CAFE\u0301", "cafe") == []


class TestNeverAccepted:
    @pytest.mark.parametrize(
        ("source", "quote"),
        [
            ("增长10²倍", "增长102倍"),
            ("见第①条规定", "见第1条规定"),
            ("约½的企业", "约1/2的企业"),
            ("占1½成", "占11/2成"),
            ("面积5㎡左右", "面积5m2左右"),
            ("共20 25个国家", "共2025个国家"),
            ("共2025个国家", "共20 25个国家"),
            ("共20\n25个国家", "共2025个国家"),
            ("power 20[2]25 of", "power 2025 of"),
            ("20\u300025年的", "2025年的"),
            ("7,000亿元", "7000亿元"),
            ("7000亿元", "7,000亿元"),
            ("7、000亿元", "7,000亿元"),
            ("在3。5个点", "在3.5个点"),
            ("达10.0个点", "达100个点"),
            ("rose 1. 5 regions", "rose 1.5 regions"),
            ("增长5%以上", "增长5以上"),
            ("增长5以上", "增长5%以上"),
            ("增长5‰以上", "增长5%以上"),
            ("投资300亿€整", "投资300亿$整"),
            ("投资$300亿", "投资300亿"),
            ("投资€30 billion", "投资£30 billion"),
            ("投资£30 billion", "投资₤30 billion"),
            ("300-500亿元", "300500亿元"),
            ("300~500亿元", "300-500亿元"),
            ("利润-5亿元", "利润5亿元"),
            ("利润——5亿元", "利润-5亿元"),
            ("利润 - 5亿元", "利润 -5亿元"),
            ("利润+5亿元", "利润5亿元"),
            ("温度−5度左右", "温度5度左右"),
            ("costs $.5 now", "costs $5 now"),
            ("5 MW of power", "5 mW of power"),
            ("100 Mb of data", "100 MB of data"),
            ("12:30 at night", "1230 at night"),
            ("欧洲不落后了", "欧洲落后了"),
            ("a notable act", "a not able act"),
            ("it is nowhere near", "it is now here near"),
            ("a ≠ b is so", "a = b is so"),
            ("万元以上的", "元以上的万"),
            ("共十、五两种", "共十五两种"),
            ("下降-\u200e5%左右", "下降5%左右"),
            ("欧元区的投资", "美元区的投资"),
            ("the power [2] of", "the power [3] of"),
            ("the 27 member states", "the [26] member states"),
        ],
    )
    def test_another_fact(self, source: str, quote: str) -> None:
        assert found(source, quote) == []

    @pytest.mark.parametrize("quote", ["", " ", "\n\u3000", "……", "...", "[...]", "\u200b", "\ufeff \u00ad"])
    def test_nothing(self, quote: str) -> None:
        assert found("欧洲没有加入", quote) == []
        assert near("欧洲没有加入", quote) is None

    @pytest.mark.parametrize("quote", ["。", "”，“", "?!", "\ud800", "￾", "\x00"])
    def test_only_marks_or_no_characters(self, quote: str) -> None:
        assert found("欧洲没有加入 at all", quote) == []
        assert near("欧洲没有加入 at all", quote) is None

    def test_lone_surrogates_are_characters(self) -> None:
        assert found("a\ud800 b", "a\ud800b") == [("normalised", "a\ud800 b", ("whitespace",))]

    def test_an_empty_source(self) -> None:
        assert found("", "欧洲") == []
        assert near("", "欧洲") is None


class TestOmission:
    SOURCE = "欧洲在早期互联网发展就缺乏投资，误了班车。因此，在后期发展上先天不足。要迎头赶上，任重道远。"

    @pytest.mark.parametrize("mark", ["……", "…", "...", "[...]", "[…]", " [……] ", "（……）", "。。。", " . . . "])
    def test_marks(self, mark: str) -> None:
        hit = only(find(Citable.of(self.SOURCE), f"缺乏投资，误了班车{mark}要迎头赶上"))
        assert (hit.step, hit.hardest, hit.folds) == (Step.OMISSION, Step.EXACT, ())
        assert [self.SOURCE[a:b] for a, b in hit.fragments] == ["缺乏投资，误了班车", "要迎头赶上"]
        assert [self.SOURCE[a:b] for a, b in hit.gaps] == ["。因此，在后期发展上先天不足。"]
        assert self.SOURCE[hit.start : hit.end].startswith("缺乏")

    def test_fragments_are_folded(self) -> None:
        hit = only(find(Citable.of(self.SOURCE), "缺乏投资,誤了班車……迎头赶上"))
        assert (hit.hardest, hit.folds) == (Step.VARIANT, ("width", "variant"))

    def test_marks_at_the_ends(self) -> None:
        hit = only(find(Citable.of(self.SOURCE), "……要迎头赶上，任重道远……"))
        assert (hit.step, hit.gaps, len(hit.fragments)) == (Step.OMISSION, (), 1)

    @pytest.mark.parametrize(
        "quote",
        ["要迎头赶上……缺乏投资", "缺乏投资……缺乏投资", "缺乏投资……并不存在的话", "欧……车", "缺乏投资，误了……误了班车"],
    )
    def test_order_overlap_and_evidence(self, quote: str) -> None:
        assert find(Citable.of(self.SOURCE), quote) == ()

    def test_numbers_and_words_are_not_cut(self) -> None:
        assert found("美国吸纳61%的资本，欧盟获得16%的份额", "美国吸纳……6%的份额") == []
        assert found("It is clearly unable to act alone", "It is clearly … able to act") == []

    def test_the_nearest_fragments_are_taken(self) -> None:
        source = "欧洲人说了算。欧洲人没有说。后来他们走了。后来他们走了。"
        hits = find(Citable.of(source), "欧洲人……后来他们走了")
        assert [source[h.start : h.end] for h in hits] == ["欧洲人没有说。后来他们走了"]

    def test_fragments_by_themselves(self) -> None:
        parts = find_fragments(Citable.of(self.SOURCE), "要迎头赶上……缺乏投资……没有这个")
        assert [(part, len(hits)) for part, hits in parts] == [("要迎头赶上", 1), ("缺乏投资", 1), ("没有这个", 0)]


class TestUnpunctuated:
    @pytest.mark.parametrize(
        ("source", "quote", "passage"),
        [
            ("他说：“仅落后几个月”。", "他说仅落后几个月", "他说：“仅落后几个月”"),
            ("他说：“仅落后几个月。”他走了", "他说仅落后几个月", "他说：“仅落后几个月。”"),
            ("（人工智能）法案，通过", "人工智能法案", "（人工智能）法案"),
            ("The EU, it aims", "[t]he EU it aims", "The EU, it aims"),
            ("表示，2025年起", "表示：2025年起", "表示，2025年起"),
            ("the 27 member states", "the [27] member states", "the 27 member states"),
        ],
    )
    def test_found(self, source: str, quote: str, passage: str) -> None:
        step, where, folds = found(source, quote)[0]
        assert (step, where) == ("unpunctuated", passage)
        assert "punctuation" in folds

    def test_omission_comes_first(self) -> None:
        assert found("欧洲没有，加入竞赛。欧洲没有。后来加入竞赛", "欧洲没有……加入竞赛")[0][0] == "omission"


class TestContext:
    SOURCE = "第一，欧洲 落后了。第二，欧洲落后了！第三，歐洲落后了？"

    def test_prefix_and_suffix(self) -> None:
        assert len(found(self.SOURCE, "欧洲落后了")) == 1
        assert len(found(self.SOURCE, "落后了")) == 3
        assert found(self.SOURCE, "落后了", prefix="第二,欧洲") == [("exact", "落后了", ())]
        assert only(find(Citable.of(self.SOURCE), "落后了", suffix="?")).start == self.SOURCE.rindex("落后")
        assert only(find(Citable.of(self.SOURCE), "落后了", prefix="第一「欧洲")).start == self.SOURCE.index("落后")

    def test_wrong_words_find_nothing(self) -> None:
        assert found(self.SOURCE, "落后了", prefix="第四") == []

    def test_what_the_edges_cut(self) -> None:
        citable = Citable.of("获得16%的份额，unable to act")
        assert cuts(citable, only(find(citable, "6%的份额"))) == {"number"}
        assert cuts(citable, only(find(citable, "able to act"))) == {"word"}
        assert cuts(citable, only(find(citable, "16%的份额"))) == frozenset()

    @pytest.mark.parametrize(
        ("source", "quote"),
        [
            ("下降 -5%左右", "5%左右"),
            ("HK$30 in all", "$30 in all"),
            ("约10²倍", "约10"),
            ("7,000亿", "000亿"),
            ("占据17%的份额", "占据17"),
            ("占据17 ％的份额", "占据17"),
            ("投资7000亿欧元", "投资7000"),
            ("投资7000亿欧元", "亿欧元"),
            ("美歐三百年技術博弈", "百年技術博弈"),
            ("既有的二十五项法规", "既有的二十"),
            ("invest €30 billion in AI", "invest €30"),
            ("invest €30 billion in AI", "billion in AI"),
            ("37 percent of firms", "percent of firms"),
        ],
    )
    def test_numbers_that_the_edges_cut(self, source: str, quote: str) -> None:
        citable = Citable.of(source)
        assert cuts(citable, only(find(citable, quote))) == {"number"}

    @pytest.mark.parametrize(
        ("source", "quote"),
        [
            ("欧洲统一百家标准", "百家标准"),
            ("在2025年的峰会", "在2025"),
            ("共30个国家的学者", "个国家的学者"),
            ("有千百万人在看", "有千百万人"),
            ("其中之一千真万确", "千真万确"),
            ("这三十分重要", "十分重要"),
            ("the 30 billionaires", "the 30"),
            ("2月10日-11日在巴黎", "11日在巴黎"),
            ("300-500亿欧元", "500亿欧元"),
        ],
    )
    def test_numbers_that_the_edges_leave_whole(self, source: str, quote: str) -> None:
        citable = Citable.of(source)
        assert cuts(citable, only(find(citable, quote))) == frozenset()

    def test_what_stands_apart_is_not_cut(self) -> None:
        content = "|2024|15%|\n\nIt grew in 2025[^1] and\n\nEurope"
        citable = READERS["markdown"](Text("x", content)).citable
        for quote in ("2024", "15%", "It grew in 2025", "Europe"):
            assert cuts(citable, only(find(citable, quote))) == frozenset()


class TestNear:
    @pytest.mark.parametrize(
        ("source", "quote", "alarm"),
        [
            ("投资额将在300-500亿欧元，阿联酋也将参股。", "投资额将在300-500亿美元，阿联酋也将参股。", "currency"),
            ("the investment of 30 billion euros in AI", "the investment of 30 million euros in AI", "number"),
            ("欧洲的落后可追溯到互联网的发展时代了", "欧洲的落后不可追溯到互联网的发展时代了", "negation"),
            ("Europe is able to lead in deployment now", "Europe is unable to lead in deployment now", "negation"),
            ("Europe may not become a superpower soon", "Europe may become a superpower soon", "negation"),
            ("欧洲也许会在应用方面取得领先的地位", "欧洲必须在应用方面取得领先的地位", "hedge"),
            ("共20 25个国家参加了这次的大会议程", "共2025个国家参加了这次的大会议程", "number"),
        ],
    )
    def test_alarms(self, source: str, quote: str, alarm: str) -> None:
        suggestion = near(source, quote)
        assert suggestion is not None
        assert alarm in suggestion.alarms

    def test_names(self) -> None:
        source, quote = "毕奇认为，互联网的发展需要弱化监管", "梁怀新认为，互联网的发展需要弱化监管"
        assert "name" in getattr(near(source, quote, "毕奇", "梁怀新"), "alarms", ())
        assert "name" not in getattr(near(source, quote), "alarms", ())

    def test_the_difference_can_be_printed(self) -> None:
        source, quote = "也许对欧洲来说现在更大的风险是再次错过机会", "也许对欧洲来说更大的风险是再次错过机会"
        suggestion = omitted(Citable.of(source), quote)
        assert suggestion is not None
        assert suggestion.difference == "也许对欧洲来说{+现在+}更大的风险是再次错过机会"
        assert [source[a:b] for a, b in suggestion.gaps] == ["现在"]

    def test_short_quotes_need_more(self) -> None:
        assert near("欧洲没有加入竞赛", "欧洲有了竞争") is None

    @pytest.mark.parametrize(
        ("source", "quote", "passage"),
        [
            (
                "with the establishment of 13 regional factories across 17 member states",
                "thirteen regional factories across 17 member states",
                "of 13 regional factories across 17 member states",
            ),
            (
                "太强势。”毕奇认为，互联网的发展需要弱化监管",
                "马克龙认为，互联网的发展需要弱化监管",
                "毕奇认为，互联网的发展需要弱化监管",
            ),
            (
                "they are unable to act on the common rules",
                "able to act on these common rules",
                "unable to act on the common rules",
            ),
            (
                "欧盟仅获得16%的份额，因此还必须奋起直追",
                "6%的份额，因此仍然必须奋起直追",
                "16%的份额，因此还必须奋起直追",
            ),
            ("欧洲迎来了人工智能的春天。大家都很高兴", "欧洲迎来了人工智慧的春天里", "欧洲迎来了人工智能的春天"),
        ],
    )
    def test_what_is_suggested_begins_and_ends_between_words(self, source: str, quote: str, passage: str) -> None:
        suggestion = near(source, quote)
        assert suggestion is not None
        assert source[suggestion.start : suggestion.end] == passage

    def test_several_omissions(self) -> None:
        source = "We need a common European agenda, and we need it as soon as possible, in every state of the union."
        suggestion = near(source, "We need a European agenda, and we need it in every state of the union")
        assert suggestion is not None
        assert suggestion.omitted == ("common", "as soon as possible,")


LONG = "欧洲没有加入今天的竞赛。" * 90_000
HOSTILE = {
    "a long quote": (LONG, LONG[500:-500]),
    "a long quote that is not there": (LONG, "加入今天的竞赛。" * 100_000 + "不"),
    "one letter": ("a" * 1_000_000, "a" * 500_000),
    "many omissions": ("a" * 1_000_000, "aaaaaa…" * 19 + "aaaaab"),
    "two letters": ("a" * 300_000, "ab" * 200),
    "expressions": ("(a+)+$" * 100_000, "(a+)+$ [a-z]* \\" * 20),
    "brackets": ("[" * 500_000 + "]" * 500_000, "[1]" * 1000),
    "dots": ("." * 1_000_000, "." * 999_999),
    "spaces": (" " * 1_000_000, " " * 999_999),
    "dashes": ("-" * 500_000, "--- 5" * 1000),
    "digits": ("1,1" * 100_000, "1,1 1" * 100),
    "markers": ("a[1]" * 100_000, "a [1]" * 500),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_texts_end(name: str) -> None:
    source, quote = HOSTILE[name]
    begun = time.process_time()
    citable = Citable.of(source)
    if not find(citable, quote):
        nearest(citable, quote)
    assert time.process_time() - begun < 10


def test_a_long_near_miss_in_a_long_source() -> None:
    source = "".join(chr(0x4E00 + (at * 7919 + at // 97 * 31) % 20000) for at in range(1_000_000))
    quote = source[600_000:602_000].replace(source[600_500], "不").replace(source[601_500], "欧")
    begun = time.process_time()
    suggestion = near(source, quote)
    assert time.process_time() - begun < 10
    assert suggestion is not None
    assert (suggestion.start, suggestion.end) == (600_000, 602_000)
