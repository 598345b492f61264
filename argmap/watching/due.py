"""What has to be made again once files have changed, and in which order. It touches nothing."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Standing:
    """What is known of a thing that is kept up to date.

    `inputs` are the files that it is made from besides the project's, `sources` the sources that it names, None where
    it shows all. It is `late` while it is not what its files make of it.
    """

    inputs: frozenset[Path]
    sources: frozenset[str] | None = None
    late: bool = False


def due(
    things: Sequence[Standing], changed: Collection[Path], of_project: Mapping[Path, str | None]
) -> tuple[int, ...]:
    """The numbers of the things to make again: first those whose own files changed, then those that name a source that
    changed, then those that show all, then the rest.

    `of_project` are the project's files, each with the source that it belongs to, None where it belongs to all. Each
    of them bears on everything: figures say in their footers what all files hash to.
    """
    project = {of_project[path] for path in changed if path in of_project}
    ranked = []
    for number, thing in enumerate(things):
        own = not thing.inputs.isdisjoint(changed)
        if own or project or thing.late:
            ranked.append((_rank(thing, own, project), number))
    return tuple(number for _, number in sorted(ranked))


def _rank(thing: Standing, own: bool, changed: Collection[str | None]) -> int:
    if own:
        return 0
    if thing.sources is None:
        return 2
    return 1 if not thing.sources.isdisjoint(changed) else 3
