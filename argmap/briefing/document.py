"""Documents filled: every block as it has to be, everything around it as it was."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from argmap.briefing import blocks, rules
from argmap.briefing.arguments import Asked, Wrong, check, read, word_of
from argmap.briefing.blocks import Block
from argmap.briefing.directives import DIRECTIVES
from argmap.briefing.hosts import Host
from argmap.briefing.numbers import NUMBERS
from argmap.briefing.scope import Scope
from argmap.corpus import Corpus
from argmap.diagnostics import Diagnostic, Label, in_order
from argmap.gallery import Studio
from argmap.project import Project
from argmap.spelling import alike
from argmap.text import Place, Text


@dataclass(frozen=True)
class Document:
    """A file with blocks, as it was read."""

    path: Path
    text: Text
    host: Host


@dataclass(frozen=True)
class Filled:
    """A document as it has to be, and the files of its pictures; or, where there are diagnostics, neither.

    `stale` are the markers of the blocks that have to change, `drawn` the marker that each picture is drawn for.
    `sources` are those that the blocks name, None where a block shows all.
    """

    document: Document
    after: Text
    blocks: int
    pictures: Mapping[Path, bytes] = field(default_factory=dict)
    drawn: Mapping[Path, Place] = field(default_factory=dict)
    stale: tuple[Place, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    sources: frozenset[str] | None = None


def fill(project: Project, studio: Studio, document: Document) -> Filled:
    """The document with its blocks filled. The studio may have drawn for other documents of the project."""
    found, problems = blocks.find(document.text, document.host, DIRECTIVES)
    asked, mistakes = _asked(project.corpus, found)
    sources = _sources(asked)
    errors = [*problems, *mistakes] or _in_what_is_shown(project, asked, sources)
    contents: list[str] = []
    scope = Scope(project, studio, document.path)
    drawn: dict[Path, Place] = {}
    if not errors:
        for block, order in zip(found, asked, strict=True):
            try:
                contents.append(_content(scope, document.host, block, order))
                drawn = dict.fromkeys(scope.pictures, block.begin) | drawn
            except Wrong as refused:
                errors.append(order.wrong(refused))
    if errors:
        return Filled(document, document.text, len(found), diagnostics=in_order(errors), sources=sources)
    after = _with(document.text, found, contents)
    misplaced = _misplaced(document.host, found, contents, after)
    if misplaced:
        return Filled(document, document.text, len(found), diagnostics=(misplaced,), sources=sources)
    stale = [block.begin for block, new in zip(found, contents, strict=True) if block.content.excerpt != new]
    pictures = {path: picture.content() for path, picture in scope.pictures.items()}
    return Filled(document, after, len(found), pictures, drawn, tuple(stale), sources=sources)


def _sources(asked: Sequence[Asked]) -> frozenset[str] | None:
    """The sources that blocks name; None where one of them shows all."""
    shown = [each.sources for each in asked]
    return None if None in shown else frozenset(id for ids in shown if ids for id in ids)


def _in_what_is_shown(project: Project, asked: Sequence[Asked], sources: frozenset[str] | None) -> list[Diagnostic]:
    """The errors in what the blocks show: nothing that is not verified gets into a document."""
    return list(project.errors(sources)) if asked else []


def _asked(corpus: Corpus, found: Sequence[Block]) -> tuple[list[Asked], list[Diagnostic]]:
    """What each block asks for, and what is wrong with it. Ids are checked where the files of ids could be read."""
    asked: list[Asked] = []
    problems: list[Diagnostic] = []
    for block in found:
        word = word_of(block.words)
        directive = DIRECTIVES.get(word.excerpt)
        if directive is None:
            problems.append(_unknown(block))
            continue
        order, mistakes = read(block.words, directive.arguments)
        problems += mistakes
        if order is None:
            continue
        asked.append(order)
        try:
            for name in directive.needs:
                if not order.all(name):
                    raise Wrong(f"`{directive.name}` needs the argument `{name}`")
            if corpus.codebook_document and corpus.registry_document:
                check(order, corpus, NUMBERS)
        except Wrong as refused:
            problems.append(order.wrong(refused))
    return asked, problems


def _unknown(block: Block) -> Diagnostic:
    word = word_of(block.words)
    near = alike(word.excerpt, DIRECTIVES)
    help = f"Did you mean `{near}`?" if near else f"There are: {', '.join(DIRECTIVES)}."
    if not word.excerpt:
        return Diagnostic(rules.UNKNOWN_DIRECTIVE, "this block has no directive", (Label(block.begin),), help=help)
    message = f"there is no directive `{word.excerpt}`"
    return Diagnostic(rules.UNKNOWN_DIRECTIVE, message, (Label(word),), help=help)


def _content(scope: Scope, host: Host, block: Block, asked: Asked) -> str:
    """What stands between the markers: inside the line, or on lines of its own with the margin of the first."""
    for id in asked.all("source"):
        if id not in scope.corpus.entries:
            raise Wrong(f"`{id}` has no map", argument="source")
    directive = DIRECTIVES[asked.directive]
    pieces = directive.make(scope, asked)
    if directive.inline and block.is_inline:
        return host.inline(pieces)
    space = [""] if host.spaced else []
    lines = [*space, *host.block(pieces).split("\n"), *space]
    margin = block.margin
    written = "".join(f"{block.line_end}{margin}{line}" if line else block.line_end + margin.rstrip() for line in lines)
    return f"{written}{block.line_end}{margin}"


def _misplaced(host: Host, found: Sequence[Block], contents: Sequence[str], after: Text) -> Diagnostic | None:
    """What speaks against the first block that cannot be found again as it was written."""
    again = [block.content.excerpt for block in blocks.find(after, host, DIRECTIVES)[0]]
    for at, (block, content) in enumerate(zip(found, contents, strict=True)):
        if again[at : at + 1] != [content]:
            message = "the content of this block would be read as code"
            return Diagnostic(rules.MISPLACED_BLOCK, message, (Label(block.begin),), help="Indent it less.")
    return None


def _with(text: Text, found: Sequence[Block], contents: Sequence[str]) -> Text:
    parts: list[str] = []
    at = 0
    for block, content in zip(found, contents, strict=True):
        parts += [text.content[at : block.content.start], content]
        at = block.content.end
    return Text(text.name, "".join([*parts, text.content[at:]]))
