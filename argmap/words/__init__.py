"""argmap's own words in figures and tables, by language.

One rule: a phrase whose form depends on a number or a language is made here and nowhere else. A language that has
no words here speaks English.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from argmap.words import captions, headings, phrases

FALLBACK: Final = "en"

PHRASES: Final[Mapping[str, Mapping[str, str]]] = {
    "en": {
        "figure.argument-map": "Argument map",
        "figure.matrix": "Stance matrix",
        "figure.evidence": "Evidence",
        "title.argument-map": "The argument of one article in {source}",
        "title.matrix": "Where each article stands, issue by issue",
        "title.evidence": "Evidence for the argument map of one article in {source}",
        "part-of": "Part {number} of {total}",
        "parts-of": "Parts {number} of {total}",
        "sheet-of": "sheet {number} of {total}",
        "opening": "Before the first part",
        "thesis": "Thesis",
        "unnamed": "Unnamed voice",
        "via": "via {carriers}",
        "republished": "republished by {publisher}",
        "on-original": "on {original}",
        "state.support": "supports",
        "state.leans-support": "leans to support",
        "state.neutral": "neutral",
        "state.leans-oppose": "leans to oppose",
        "state.oppose": "opposes",
        "state.mixed": "on both sides",
        "state.reports": "reports others",
        "state.unclear": "unclear",
        "state.silent": "silent: not found",
        "state.not-coded": "not coded",
        "voice.thesis": "thesis",
        "voice.own": "the article’s own words",
        "voice.attributed": "reported words",
        "voice.endorsed": "reported and endorsed",
        "voice.conceded": "conceded",
        "voice.rejected": "told to be refuted",
        "mark.endorsed": "the article agrees",
        "mark.conceded": "the article grants this",
        "mark.rejected": "the article rejects this",
        "relation.supports": "supports",
        "relation.attacks": "attacks",
        "relation.qualifies": "qualifies",
        "relation.answers": "answers",
        "relation.undercuts": "undercuts",
        "kind.article": "article",
        "kind.comment": "comment",
        "kind.digest": "digest",
        "kind.interview": "interview",
        "kind.report": "report",
        "claim.fact": "fact",
        "claim.judgement": "judgement",
        "claim.forecast": "forecast",
        "claim.demand": "demand",
        "claim.question": "question",
        "basis.statistic": "statistic",
        "basis.document": "document",
        "basis.own-reporting": "own reporting",
        "basis.common-knowledge": "common knowledge",
        "keys.boxes": "Claims",
        "keys.lines": "Relations",
        "keys.signs": "Stance on an issue",
        "keys.states": "Article",
        "keys.beside": "Beside the sign",
        "legend.numbers": "quote in the evidence list",
        "legend.stub": "claim drawn in full elsewhere",
        "stub.near": "shown on this sheet",
        "legend.tally": "reported voices for and against",
        "legend.passages": "passages cited",
        "legend.judged": "the analyst’s own judgement",
        "legend.digest": "digest of another text",
        "measure.argument-map": "Each text is the analyst’s; a text in quotation marks is the source’s own. "
        "Relations are those that the article makes.",
        "measure.matrix": "A source stands where its clearest own words stand; on both sides, it is mixed. "
        "Voices that it only reports are tallied and never counted as its own.",
        "one-article": "One article, not the outlet’s line.",
        "one-article-each": "One article each, not the outlet’s line.",
        "inputs": "Inputs: SHA-256 {stamp}.",
        "source": "Source: {source}.",
        "sources": "Sources: {sources}.",
        "step.exact": "word for word",
        "step.normalised": "after typographic normalisation",
        "step.variant": "after a change of Chinese script",
        "step.omission": "with a marked omission",
        "step.unpunctuated": "without punctuation",
        "step.missing": "not found",
        "place": "line {line}",
        "stance": "{state}: {issue}",
        "aside": "{text} ({aside})",
        "alt.map": "Argument map of one article, {source}: {counts}.",
        "alt.relations": "Relations: {relations}.",
        "alt.thesis": "Thesis: {text}.",
        "alt.matrix": "Table of {counts}, {order}.",
        "alt.issue": "{issue}: {voices}.",
        "alt.by-state": "{state} ({sources})",
        "undated": "undated",
        "stop": ". ",
        "gap": " ",
        **captions.PHRASES["en"],
        **headings.PHRASES["en"],
        **phrases.PHRASES["en"],
    },
    "zh": {
        "figure.argument-map": "论证图",
        "figure.matrix": "立场矩阵",
        "figure.evidence": "证据清单",
        "title.argument-map": "{source}一篇文章的论证",
        "title.matrix": "各篇文章在各议题上的立场",
        "title.evidence": "{source}一篇文章论证图的证据清单",
        "part-of": "第{number}部分，共{total}部分",
        "parts-of": "第{number}部分，共{total}部分",
        "sheet-of": "第{number}张，共{total}张",
        "opening": "第一部分之前",
        "thesis": "主论点",
        "unnamed": "未具名人士",
        "via": "据{carriers}",
        "republished": "{publisher}转载",
        "on-original": "评{original}",
        "state.support": "支持",
        "state.leans-support": "倾向支持",
        "state.neutral": "中立",
        "state.leans-oppose": "倾向反对",
        "state.oppose": "反对",
        "state.mixed": "正反兼有",
        "state.reports": "仅转述他人",
        "state.unclear": "立场不明",
        "state.silent": "查过，未提及",
        "state.not-coded": "未编码",
        "voice.thesis": "主论点",
        "voice.own": "文章自己的话",
        "voice.attributed": "转述他人的话",
        "voice.endorsed": "转述并认同",
        "voice.conceded": "让步承认",
        "voice.rejected": "引来反驳",
        "mark.endorsed": "本文认同",
        "mark.conceded": "本文让步承认",
        "mark.rejected": "本文反驳",
        "relation.supports": "支持",
        "relation.attacks": "反驳",
        "relation.qualifies": "限定",
        "relation.answers": "应对",
        "relation.undercuts": "否定关联",
        "kind.article": "文章",
        "kind.comment": "评论",
        "kind.digest": "摘要",
        "kind.interview": "访谈",
        "kind.report": "报道",
        "claim.fact": "事实",
        "claim.judgement": "判断",
        "claim.forecast": "预测",
        "claim.demand": "主张",
        "claim.question": "疑问",
        "basis.statistic": "统计数据",
        "basis.document": "文件",
        "basis.own-reporting": "自行采访",
        "basis.common-knowledge": "常识",
        "keys.boxes": "论点",
        "keys.lines": "关系",
        "keys.signs": "对议题的立场",
        "keys.states": "文章",
        "keys.beside": "符号旁",
        "legend.numbers": "证据清单中的引文编号",
        "legend.stub": "全文见他处的论点",
        "stub.near": "见本页",
        "legend.tally": "所转述的声音：赞成与反对",
        "legend.passages": "所引段落数",
        "legend.judged": "分析者的判断",
        "legend.digest": "他文的摘要",
        "measure.argument-map": "文字由分析者概括；引号内为原文。各条关系均为文章自己所作。",
        "measure.matrix": "来源的立场取其最明确的自述；正反皆有，则为正反兼有。"
        "仅被转述的声音另行计数，不算作来源自己的立场。",
        "one-article": "仅为一篇文章，不代表媒体立场。",
        "one-article-each": "各为一篇文章，不代表媒体立场。",
        "inputs": "输入文件的SHA-256：{stamp}。",
        "source": "来源：{source}。",
        "sources": "来源：{sources}。",
        "step.exact": "逐字相符",
        "step.normalised": "经排印规整后相符",
        "step.variant": "经简繁转换后相符",
        "step.omission": "含标明的省略",
        "step.unpunctuated": "略去标点后相符",
        "step.missing": "未查得",
        "place": "第{line}行",
        "stance": "{state}：{issue}",
        "aside": "{text}（{aside}）",
        "alt.map": "一篇文章的论证图，{source}：{counts}。",
        "alt.relations": "关系：{relations}。",
        "alt.thesis": "主论点：{text}。",
        "alt.matrix": "表格（{order}）：{counts}。",
        "alt.issue": "{issue}：{voices}。",
        "alt.by-state": "{state}（{sources}）",
        "undated": "未注明日期",
        "stop": "。",
        "gap": "",
        **captions.PHRASES["zh"],
        **headings.PHRASES["zh"],
        **phrases.PHRASES["zh"],
    },
}
"""Phrases by language and key; what stands in braces is filled in."""

COUNTED: Final[Mapping[str, Mapping[str, tuple[str, str]]]] = {
    "en": {
        "theses": ("{n} thesis", "{n} theses"),
        "claims": ("{n} further claim", "{n} further claims"),
        "relations": ("{n} relation", "{n} relations"),
        "speakers": ("{n} speaker", "{n} speakers"),
        "issues": ("{n} issue", "{n} issues"),
        "sources": ("{n} article", "{n} articles"),
        "passages": ("{n} passage", "{n} passages"),
        "quotes.all": ("The one quote was found: {how}.", "All {n} quotes found: {how}."),
        "quotes.same": ("The one quote was found {how}.", "All {n} quotes found {how}."),
        "quotes.some": ("{found} of {n} quotes found: {how}.", "{found} of {n} quotes found: {how}."),
        "quotes.none": ("The one quote was not found.", "None of the {n} quotes was found."),
        "elsewhere.supports": ("supported by {n} claim elsewhere", "supported by {n} claims elsewhere"),
        "elsewhere.attacks": ("attacked by {n} claim elsewhere", "attacked by {n} claims elsewhere"),
        "elsewhere.qualifies": ("qualified by {n} claim elsewhere", "qualified by {n} claims elsewhere"),
        "elsewhere.answers": ("answered by {n} claim elsewhere", "answered by {n} claims elsewhere"),
        "voices.for": ("{n} reported voice for", "{n} reported voices for"),
        "voices.against": ("{n} reported voice against", "{n} reported voices against"),
        **headings.COUNTED["en"],
        **phrases.COUNTED["en"],
    },
    "zh": {
        "theses": ("{n}个主论点", "{n}个主论点"),
        "claims": ("另有{n}个论点", "另有{n}个论点"),
        "relations": ("{n}条关系", "{n}条关系"),
        "speakers": ("{n}位发言者", "{n}位发言者"),
        "issues": ("{n}个议题", "{n}个议题"),
        "sources": ("{n}篇文章", "{n}篇文章"),
        "passages": ("{n}处段落", "{n}处段落"),
        "quotes.all": ("唯一一条引文已查得：{how}。", "{n}条引文全部查得：{how}。"),
        "quotes.same": ("唯一一条引文已查得：{how}。", "{n}条引文全部查得：均{how}。"),
        "quotes.some": ("{n}条引文中查得{found}条：{how}。", "{n}条引文中查得{found}条：{how}。"),
        "quotes.none": ("唯一一条引文未查得。", "{n}条引文均未查得。"),
        "elsewhere.supports": ("另有{n}个论点支持", "另有{n}个论点支持"),
        "elsewhere.attacks": ("另有{n}个论点反驳", "另有{n}个论点反驳"),
        "elsewhere.qualifies": ("另有{n}个论点限定", "另有{n}个论点限定"),
        "elsewhere.answers": ("另有{n}个论点应对", "另有{n}个论点应对"),
        "voices.for": ("所转述的{n}个声音赞成", "所转述的{n}个声音赞成"),
        "voices.against": ("所转述的{n}个声音反对", "所转述的{n}个声音反对"),
        **headings.COUNTED["zh"],
        **phrases.COUNTED["zh"],
    },
}
"""Phrases with a number `n`: for one, and for any other number."""

MONTHS: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def spoken(language: str) -> str:
    """The language that argmap's own words are in where this one is asked for."""
    primary = language.partition("-")[0].lower()
    return primary if primary in PHRASES else FALLBACK


def say(key: str, language: str, **values: object) -> str:
    """The phrase under this key. An unknown key is a KeyError."""
    return PHRASES[spoken(language)][key].format(**values)


def count(key: str, number: int, language: str, **values: object) -> str:
    """The phrase under this key for so many."""
    one, other = COUNTED[spoken(language)][key]
    return (one if number == 1 else other).format(n=number, **values)


def date(written: str | None, language: str, *, short: bool = False) -> str:
    """A date as written in the registry (a day, a month or a year), in words; `short` cuts the English month."""
    if not written:
        return say("undated", language)
    year, *rest = written.split("-")
    numbers = [int(each) for each in rest]
    if spoken(language) == "zh":
        return f"{year}年" + "".join(f"{number}{unit}" for number, unit in zip(numbers, "月日", strict=False))
    month = MONTHS[numbers[0] - 1][: 3 if short else None] if numbers else ""
    return " ".join([*map(str, numbers[1:]), *filter(None, (month,)), year])


def listing(parts: Sequence[str], language: str) -> str:
    """The parts as one phrase: a, b and c."""
    comma, last = ("、", "和") if spoken(language) == "zh" else (", ", " and ")
    return parts[0] if len(parts) == 1 else comma.join(parts[:-1]) + last + parts[-1] if parts else ""


def series(parts: Sequence[str], language: str) -> str:
    """The parts side by side, without an `and`: for facts of different kinds."""
    return ("，" if spoken(language) == "zh" else ", ").join(part for part in parts if part)


def clauses(parts: Sequence[str], language: str) -> str:
    """Facts that have commas in them, side by side."""
    return ("；" if spoken(language) == "zh" else "; ").join(part for part in parts if part)


def sentences(parts: Sequence[str], language: str) -> str:
    """Whole sentences, one after the other."""
    return say("gap", language).join(part for part in parts if part)


def quoted(text: str, language: str) -> str:
    """The text in the quotation marks of its own language, a BCP 47 tag; marks inside it become the inner ones."""
    tag = language.lower()
    traditional = tag.startswith("zh") and any(each in tag for each in ("hant", "-tw", "-hk", "-mo"))
    (opening, closing), inner = ("「」", "『』") if traditional else ("“”", "‘’")
    return opening + text.translate(str.maketrans(opening + closing, inner)) + closing


def titled(text: str) -> str:
    """A work's title, marked as a title is in its own script."""
    return f"《{text}》" if script_of(text, FALLBACK) == "zh" else f"“{text}”"


def script_of(text: str, language: str) -> str:
    """The language that a text of unknown language is set in: Chinese if it has Chinese characters."""
    has_han = any("\u3400" <= character <= "\u9fff" for character in text)
    return ("zh" if spoken(language) != "zh" else language) if has_han else spoken_in_latin(language)


def spoken_in_latin(language: str) -> str:
    """The language itself, or English for Chinese: the one that a text without Chinese characters is set in."""
    return FALLBACK if spoken(language) == "zh" else language


def found(steps: Mapping[str, int], total: int, language: str) -> str:
    """How many quotes were found, and how: `steps` has a number for each step of the ladder, nearest first."""
    hits = sum(steps.values())
    if not hits:
        return count("quotes.none", total, language) if total else ""
    if len(steps) == 1 and hits == total:
        return count("quotes.same", total, language, how=say(f"step.{next(iter(steps))}", language))
    how = series(
        [f"{number}{_space(language)}{say(f'step.{step}', language)}" for step, number in steps.items() if number],
        language,
    )
    return count("quotes.all" if hits == total else "quotes.some", total, language, how=how, found=hits)


def _space(language: str) -> str:
    return "条" if spoken(language) == "zh" else " "
