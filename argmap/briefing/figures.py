"""Figures in a document: drawn into a folder beside it, and shown with their alternative text and a caption."""

from collections.abc import Sequence
from dataclasses import replace
from os.path import normpath
from pathlib import Path
from urllib.parse import quote

from argmap import words
from argmap.briefing.arguments import Asked, Wrong, meant
from argmap.briefing.pieces import Picture, Piece
from argmap.briefing.scope import Scope
from argmap.figures import FIGURES, TooMuch
from argmap.gallery import Drawing, Folder, NotOurs, Order
from argmap.scene import Refused

FOLDER = "figures"
ARGUMENTS = ("source", "issue", "sheet", "lang", "format", "theme", "text", "scale", "dir", "caption")


def pictures(scope: Scope, asked: Asked) -> Sequence[Piece]:
    """The figure of the directive's name: its whole where it has one, or else all its sheets."""
    order = _order(scope, asked)
    if not scope.corpus.entries:
        raise Wrong("there is nothing to draw: no source has a map")
    if FIGURES[asked.directive].each == "pair" and len(order.sources) != 2:
        raise Wrong(f"`{asked.directive}` compares two sources", "Write `source=one,other`.", "source")
    try:
        drawn = list(scope.studio.drawings(order))
        return _numbered([_picture(scope, asked, order, drawing) for drawing in _sheets(scope, drawn, asked)])
    except (TooMuch, Refused) as refused:
        raise Wrong(f"{refused}") from None


def _order(scope: Scope, asked: Asked) -> Order:
    return Order(
        (asked.directive,),
        asked.all("source"),
        asked.all("issue"),
        (scope.language(asked),),
        (asked.one("format", "svg"),),
        asked.one("theme", "light"),
        asked.one("text", "embed"),
        float(asked.one("scale", "2")),
    )


def _sheets(scope: Scope, drawn: Sequence[Drawing], asked: Asked) -> Sequence[Drawing]:
    """The sheets that are asked for. The parts of a whole are its sheets as well, for paper."""
    wanted = asked.all("sheet")
    if not wanted and scope.on_paper:
        return [each for each in drawn if each.sheet] or drawn
    if not wanted:
        return [each for each in drawn if not each.sheet] or drawn
    names = [each.sheet for each in drawn if each.sheet]
    for name in wanted:
        if name != "all" and name not in names:
            raise Wrong(f"there is no sheet `{name}`", meant(name, [*names, "all"]), "sheet")
    return [each for each in drawn if "all" in wanted or each.sheet in wanted]


def _picture(scope: Scope, asked: Asked, order: Order, drawing: Drawing) -> Picture:
    """The figure, and where its file stands. Its name says all that it is made by, so that no two share one."""
    name = f"{drawing.stem}{_variant(order)}.{order.formats[0]}"
    given = asked.one("dir") or f"{FOLDER}/{scope.document.stem}"
    folder = Path(normpath(scope.document.parent / given))
    _free(folder, name, given)
    caption = asked.one("caption", drawing.scene.title)
    address = quote(normpath(f"{given}/{name}").replace("\\", "/"), errors="replace")
    picture = Picture(address, drawing.scene.description, "" if caption == "none" else caption, drawing, order)
    if scope.pictures.setdefault(folder / name, picture).drawing.scene != drawing.scene:
        raise Wrong(f"another block draws another figure into `{name}`", "Choose another `dir`.", "dir")
    return picture


def _numbered(pictures: Sequence[Picture]) -> Sequence[Picture]:
    """Pictures of one caption, told apart by the number of their sheet."""
    captions = [each.caption for each in pictures if each.caption]
    if len(captions) < 2 or len(set(captions)) == len(captions):
        return pictures
    total = len(pictures)
    return [
        replace(each, caption=f"{each.caption} · {words.say('sheet-of', each.language, number=number, total=total)}")
        for number, each in enumerate(pictures, start=1)
    ]


def _variant(order: Order) -> str:
    """What the options differ in from the usual ones."""
    theme = f".{order.theme}" if order.theme != "light" else ""
    if order.formats == ("png",):
        return theme + (f".{order.scale:g}x" if order.scale != 2 else "")
    return theme + (f".{order.text}" if order.text != "embed" else "")


def _free(folder: Path, name: str, given: str) -> None:
    """Two commands that write one file would undo each other's work."""
    try:
        taken = name in Folder.open(folder).record.files
    except NotOurs as why:
        raise Wrong(f"{why}", "Delete it, or choose another folder.", "dir") from None
    if taken:
        raise Wrong(f"`argmap render` draws `{name}` in `{given}`, too", "Choose another folder.", "dir")
