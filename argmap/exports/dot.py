"""An argument map as DOT, for Graphviz and what reads its language. All text is text: none can become a command.

Ids are generated; a voice is told by the line of its box, a relation by its line and its word. An undercut points at
the relation that it denies, which has a dot in its middle for that.
"""

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Final

import graphviz

from argmap.exports.chart import Chart, chart
from argmap.scene import Scene
from argmap.templating import plain
from argmap.theme import paint

_BOXES: Final[Mapping[str, Mapping[str, str]]] = {
    "thesis": {"style": "filled,bold"},
    "own": {"style": "filled"},
    "attributed": {"style": "filled,dashed"},
    "endorsed": {"style": "filled", "peripheries": "2"},
    "conceded": {"style": "filled,dotted"},
    "rejected": {"style": "filled,dashed,diagonals"},
    "stub": {"style": "filled"},
}
_LINES: Final[Mapping[str, Mapping[str, str]]] = {
    "supports": {"style": "solid"},
    "attacks": {"style": "dashed", "arrowhead": "tee"},
    "qualifies": {"style": "dotted"},
    "answers": {"style": "solid", "arrowhead": "empty"},
    "undercuts": {"style": "dashed", "arrowhead": "odot"},
    "link": {"style": "dotted", "arrowhead": "none"},
}


def write(scene: Scene) -> str:
    """The map as a digraph, theses at the left: what supports a claim stands to its right."""
    shown = chart(scene)
    graph = graphviz.Digraph("argument", encoding="utf-8")
    graph.attr(rankdir="RL", labelloc="t", fontname="sans-serif", label=_label([scene.title]), charset="UTF-8")
    graph.attr("node", shape="box", fontname="sans-serif", fontsize="12", margin="0.15,0.1")
    graph.attr("edge", fontname="sans-serif", fontsize="10")
    several = len({claim["source"] for claim, _ in shown.boxes}) > 1
    for source, group in groupby(shown.boxes, key=lambda box: box[0]["source"]):
        with graph.subgraph(name=f"cluster_{source}" if several else None) as part:
            if several:
                part.attr(label=_label([shown.names[source]]))
            # Graphviz fills a column from below; the first claim is to stand on top.
            for claim, elsewhere in reversed(list(group)):
                look = _box(shown.look(claim, elsewhere))
                part.node(shown.ids[claim["id"]], _label(shown.lines(claim)), **look)
    _relations(graph, shown)
    return str(graph.source)


def _box(name: str) -> Mapping[str, str]:
    box = paint("light", f"box-{name}")
    return {**_BOXES[name], "fillcolor": box.fill or "white", "color": box.stroke or box.fill or "black"}


def _relations(graph: graphviz.Digraph, shown: Chart) -> None:
    for line in shown.lines_between:
        color = paint("light", f"edge-{line.kind}").stroke or "black"
        look = {**_LINES[line.kind], "color": color, "fontcolor": color}
        if line.middle:
            graph.node(line.middle, label="", shape="point", width="0.05")
            graph.edge(line.tail, line.middle, **{**look, "arrowhead": "none"})
            graph.edge(line.middle, line.head, _label([line.word]), **look)
        else:
            graph.edge(line.tail, line.head, _label([line.word]), **look)


def _label(lines: Sequence[str]) -> str:
    """The lines as a label: neither backslashes, nor `<…>`, nor entities mean anything in it."""
    safe = (graphviz.escape(plain(line).replace("&", "&amp;")) for line in lines)
    label: str = graphviz.nohtml(r"\n".join(safe))
    return label
