"""An argument map before it is written as a diagram for another tool: ids, labels in lines, and lines between boxes."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, cast

from argmap import typeset, words
from argmap.argument import Argument, Joined, Told
from argmap.scene import Scene
from argmap.schema.models import LINKS, Voice

_WIDTH: Final = 230.0
_SIZE: Final = 12.0
_MARKED: Final = (Voice.ENDORSED, Voice.CONCEDED, Voice.REJECTED)


@dataclass(frozen=True)
class Line:
    """A relation between two boxes, by their ids. One that is undercut has the id of a point in its `middle`."""

    tail: str
    head: str
    kind: str
    word: str
    middle: str


@dataclass(frozen=True)
class Chart:
    """The claims with their ids, each with whether another sheet shows it; the lines between them."""

    language: str
    boxes: tuple[tuple[Told, bool], ...]
    ids: Mapping[str, str]
    names: Mapping[str, str]
    lines_between: tuple[Line, ...]

    def texts(self, claim: Told) -> tuple[str, str]:
        """Whose it is, and what it says with the numbers of its passages."""
        thesis = words.say("thesis", self.language) if claim["thesis"] else ""
        name = words.series([thesis, claim["speaker_name"] or ""], self.language)
        marked = Voice(claim["voice"]) in _MARKED
        who = words.clauses([name, words.say(f"mark.{claim['voice']}", self.language) if marked else ""], self.language)
        numbers = "".join(f"[{number}]" for number in claim["passages"])
        return who, f"{claim['text']} {numbers}".strip()

    def lines(self, claim: Told) -> list[str]:
        """The same, cut into lines."""
        who, text = self.texts(claim)
        return [*_cut(who, self.language), *_cut(text, claim["language"])]

    def look(self, claim: Told, elsewhere: bool) -> str:
        """What its box looks like: the theme's role without `box-`."""
        return "stub" if elsewhere else "thesis" if claim["thesis"] else claim["voice"]


def chart(scene: Scene) -> Chart:
    """The chart of a map's scene; the scene of another figure is a KeyError."""
    shown = cast(Argument, scene.facts)
    boxes = [(claim, False) for claim in shown["claims"]] + [(claim, True) for claim in shown["elsewhere"]]
    boxes.sort(key=lambda box: shown["sources"].index(box[0]["source"]))
    ids = {claim["id"]: f"c{number}" for number, (claim, _) in enumerate(boxes, start=1)}
    names = {claim["source"]: claim["source_name"] for claim, _ in boxes}
    return Chart(scene.language, tuple(boxes), ids, names, _lines(shown["relations"], ids, scene.language))


def _lines(relations: list[Joined], ids: Mapping[str, str], language: str) -> tuple[Line, ...]:
    """The relations; an undercut leads to the middle of the relation that it denies, where that is shown."""
    denied = {(each["head"], each["onto"]) for each in relations if each["onto"]}
    middles: dict[tuple[str, str | None], str] = {}
    for each in relations:
        ends = each["tail"], each["head"]
        if not each["onto"] and ends in denied and ends not in middles:
            middles[ends] = f"m{len(middles) + 1}"
    found = []
    free = dict(middles)
    for each in relations:
        middle = "" if each["onto"] else free.pop((each["tail"], each["head"]), "")
        head = middles.get((each["head"], each["onto"]), ids[each["head"]]) if each["onto"] else ids[each["head"]]
        word = words.say(f"relation.{each['kind']}", language)
        found.append(Line(ids[each["tail"]], head, _look(each["kind"]), word, middle))
    return tuple(found)


def _look(kind: str) -> str:
    """The kind that says how a line looks: claims of two maps are linked, whatever the link says."""
    return "link" if kind in LINKS else kind


def _cut(text: str, language: str) -> list[str]:
    block = typeset.wrap(text, _WIDTH, _SIZE, language)
    return ["".join(run.text for run in runs) for runs in block.lines]
