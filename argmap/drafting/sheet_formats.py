"""A coding sheet as text for a terminal, and as Markdown."""

from collections.abc import Iterator
from typing import Final

from argmap.drafting.lines import BOLD, DIM, painted, paragraph, visible
from argmap.drafting.sheet import Sheet, Side, say
from argmap.patterns import Pattern
from argmap.stances import State

_SIGNS: Final = {
    State.SUPPORT: "▲",
    State.LEANS_SUPPORT: "△",
    State.NEUTRAL: "▬",
    State.LEANS_OPPOSE: "▽",
    State.OPPOSE: "▼",
    State.MIXED: "◐",
    State.REPORTS: "◌",
    State.UNCLEAR: "?",
}
_COLOURS: Final = {
    State.SUPPORT: "34",
    State.LEANS_SUPPORT: "34",
    State.LEANS_OPPOSE: "31",
    State.OPPOSE: "31",
    State.MIXED: "33",
}
_SPECIAL: Final = Pattern(r"([\\`*_{}\[\]<>()#+\-!|~&])")


def text(sheet: Sheet, width: int, colour: bool) -> str:
    """The sheet for a terminal."""
    head = [painted(sheet.issue, BOLD, colour), *paragraph(sheet.proposition, width)]
    for name, rule in sheet.rules:
        head += paragraph(f"{name}{say('colon', sheet.language)}{rule}", width, "  ", "    ")
    blocks = ["\n".join(head)]
    blocks += ["\n".join(_side(sheet, side, width, colour)) for side in sheet.sides]
    if not sheet.sides:
        blocks.append(say("nobody", sheet.language))
    if sheet.without:
        blocks.append("\n".join(line for each in sheet.without for line in _without(*each, width)))
    return "\n\n".join(blocks) + "\n"


def _side(sheet: Sheet, side: Side, width: int, colour: bool) -> Iterator[str]:
    yield painted(visible(side.source), BOLD, colour)
    for line in paragraph(f"{_SIGNS.get(side.state, '·')} {side.verdict}", width, "  ", "    "):
        yield painted(line, _COLOURS.get(side.state, ""), colour and side.state in _COLOURS)
    if side.carried:
        yield f"  {side.carried}"
    for claim in side.claims:
        yield ""
        sign = painted(_SIGNS[claim.value], _COLOURS.get(claim.value, ""), colour and claim.value in _COLOURS)
        yield f"    {sign} {painted(claim.id, BOLD, colour)}"
        yield from paragraph(f"{claim.said} – {claim.voice}", width, "      ")
        yield from paragraph(claim.text, width, "      ")
        for quote in claim.quotes:
            yield from paragraph(quote.text, width, "      ", "        ")
            yield from (painted(line, DIM, colour) for line in paragraph(quote.where, width, "        "))
        for remark in claim.remarks:
            yield from paragraph(remark, width, "      ", "        ")


def _without(state: str, names: str, width: int) -> list[str]:
    return paragraph(f"{state[:1].upper()}{state[1:]} – {names}", width, "", "  ")


def markdown(sheet: Sheet) -> str:
    """The sheet as Markdown: a section for each source. Texts are escaped: none can become Markdown or HTML."""
    colon = say("colon", sheet.language)
    blocks = [f"# {_safe(sheet.proposition)}", f"`{sheet.issue}`"]
    if sheet.rules:
        blocks.append("\n".join(f"- **{_safe(name)}**{colon}{_safe(rule)}" for name, rule in sheet.rules))
    for side in sheet.sides:
        verdict = f"**{_SIGNS.get(side.state, '·')} {_safe(side.verdict)}**"
        blocks += [f"## {_safe(side.source)}", verdict + (f"  \n{_safe(side.carried)}" if side.carried else "")]
        blocks += _claims(side)
    if not sheet.sides:
        blocks.append(_safe(say("nobody", sheet.language)))
    if sheet.without:
        blocks.append("\n".join(f"- **{_safe(state)}** – {_safe(names)}" for state, names in sheet.without))
    return "\n\n".join(blocks) + "\n"


def _claims(side: Side) -> Iterator[str]:
    for claim in side.claims:
        yield f"### {_SIGNS[claim.value]} {_safe(claim.id)}"
        yield f"*{_safe(claim.said)}* – {_safe(claim.voice)}" + (f"  \n{_safe(claim.text)}" if claim.text else "")
        for quote in claim.quotes:
            yield f"> {_safe(quote.text)}  \n> {_safe(quote.where)}"
        if claim.remarks:
            yield "\n".join(f"- {_safe(remark)}" for remark in claim.remarks)


def _safe(words: str) -> str:
    """The text on one line, with all that Markdown or HTML would read as its own escaped."""
    return _SPECIAL.sub(r"\\\1", " ".join(words.split()))
