"""A map's relations, and the trees that they make of some of its claims.

Every relation is drawn once on the sheet of the claim that makes it: as a branch of a tree where the tree allows,
else as a reference from that claim to a stub of what it bears on.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from argmap.corpus import Entry

KINDS: Final = ("supports", "attacks", "qualifies", "answers")
UNDERCUTS: Final = "undercuts"


@dataclass(frozen=True)
class Relation:
    """What one claim does to another; an undercut bears on the relation of `head` to `onto`."""

    tail: str
    kind: str
    head: str
    onto: str | None = None

    @property
    def id(self) -> str:
        return "-".join(filter(None, (self.tail, self.kind, self.head, self.onto)))

    @property
    def look(self) -> str:
        """The name of its line, head and word in the theme: all links of the analyst's look the same."""
        return self.kind if self.kind in (*KINDS, UNDERCUTS) else "link"


@dataclass(frozen=True)
class Branch:
    """A claim with what hangs on it, and the relation by which it hangs on another; a root has none.

    `references` are its relations to claims that are drawn elsewhere, `riders` the claims that undercut `relation`.
    A `stub` stands for a claim that is drawn elsewhere or, with `onto`, for its relation to another.
    """

    name: str
    relation: Relation | None
    children: tuple["Branch", ...] = ()
    references: tuple[Relation, ...] = ()
    riders: tuple["Branch", ...] = ()
    stub: bool = False
    onto: str | None = None

    def walk(self) -> Iterator["Branch"]:
        """The branch itself and all that hang on it, depth first, each followed by those that undercut its relation."""
        yield self
        for child in (*self.children, *self.riders):
            yield from child.walk()


def relations(entry: Entry) -> tuple[Relation, ...]:
    """All relations of a map whose ends exist, in its order."""
    claims = entry.claims
    found: list[Relation] = []
    for tail, claim in claims.items():
        for kind in KINDS:
            found.extend(Relation(tail, kind, head) for head in getattr(claim, kind) if head in claims)
        found.extend(
            Relation(tail, UNDERCUTS, undercut.premise, undercut.conclusion)
            for undercut in claim.undercuts
            if undercut.premise in claims and undercut.conclusion in claims
        )
    return tuple(found)


def forest(names: Sequence[str], every: Sequence[Relation], theses: Collection[str]) -> tuple[Branch, ...]:
    """The claims as trees: theses first, then stubs of theses, then the other roots."""
    grower = _Grower(names, [relation for relation in every if relation.tail in set(names)])
    trees = grower.trees()
    return tuple(sorted(trees, key=lambda tree: (tree.name not in theses, tree.stub)))


class _Grower:
    """Decides for each claim the one relation by which it hangs, so that no circle arises."""

    def __init__(self, names: Sequence[str], made: Sequence[Relation]) -> None:
        self.names = list(names)
        self.made: dict[str, list[Relation]] = {name: [each for each in made if each.tail == name] for name in names}
        self.hung: dict[str, Relation] = {}
        for name in self.names:
            self._hang(name)
        self._ride()

    def _hang(self, name: str) -> None:
        choices = [each for each in self.made[name] if each.kind != UNDERCUTS]
        near = [each for each in choices if each.head in self.made and not self._circles(name, each.head)]
        far = [each for each in choices if each.head not in self.made]
        for relation in (*near, *far)[:1]:
            self.hung[name] = relation

    def _circles(self, name: str, head: str) -> bool:
        """Whether `head` already hangs, at whatever distance, on `name`."""
        seen: str | None = head
        while seen is not None and seen != name:
            relation = self.hung.get(seen)
            seen = relation.head if relation else None
        return seen == name

    def _ride(self) -> None:
        """Claims that undercut a drawn relation, and hang on nothing else, ride on it."""
        for name in self.names:
            if name in self.hung:
                continue
            for relation in self.made[name]:
                below = self.hung.get(relation.head)
                drawn = below is not None and below.kind != UNDERCUTS and below.head == relation.onto
                if drawn and relation.head in self.made and not self._circles(name, relation.head):
                    self.hung[name] = relation
                    break

    def trees(self) -> list[Branch]:
        roots = [name for name in self.names if name not in self.hung]
        stubs = dict.fromkeys(
            relation.head
            for relation in self.hung.values()
            if relation.head not in self.made and relation.kind != UNDERCUTS
        )
        trees = {name: self._branch(name, None) for name in roots}
        first = {name: self.names.index(self._first_on(name)) for name in stubs}
        stubbed = [Branch(name, None, self._children(name), stub=True) for name in stubs]
        ordered = [(self.names.index(name), tree) for name, tree in trees.items()]
        ordered += [(first[tree.name], tree) for tree in stubbed]
        return [tree for _, tree in sorted(ordered, key=lambda pair: pair[0])]

    def _first_on(self, head: str) -> str:
        return next(name for name, relation in self.hung.items() if relation.head == head)

    def _children(self, head: str) -> tuple[Branch, ...]:
        """What hangs on a claim, by kind of relation and then in the order of the map."""
        hanging = [
            (name, relation)
            for name, relation in self.hung.items()
            if relation.head == head and relation.kind != UNDERCUTS
        ]
        hanging.sort(key=lambda pair: (KINDS.index(pair[1].kind), self.names.index(pair[0])))
        return tuple(self._branch(name, relation) for name, relation in hanging)

    def _branch(self, name: str, relation: Relation | None) -> Branch:
        riders = tuple(
            self._branch(each, riding)
            for each, riding in self.hung.items()
            if riding.kind == UNDERCUTS and riding.head == name
        )
        rest = tuple(each for each in self.made[name] if each != self.hung.get(name))
        return Branch(name, relation, self._children(name), rest, riders)


def in_reading_order(trees: Sequence[Branch]) -> list[tuple[str, int]]:
    """The claims of the trees, depth first, each with its depth; stubs are left out."""
    found: list[tuple[str, int]] = []

    def visit(branch: Branch, depth: int) -> None:
        if not branch.stub:
            found.append((branch.name, depth))
        for each in branch.children:
            visit(each, depth + 1)
        for each in branch.riders:
            visit(each, depth + 1)

    for tree in trees:
        visit(tree, 0)
    return found


def incoming(names: Collection[str], every: Sequence[Relation]) -> Mapping[str, Mapping[str, int]]:
    """For each claim, how many claims of other sheets bear on it, by kind of relation."""
    counts: dict[str, dict[str, int]] = {name: {} for name in names}
    for relation in every:
        if relation.head in counts and relation.tail not in counts and relation.kind != UNDERCUTS:
            kinds = counts[relation.head]
            kinds[relation.kind] = kinds.get(relation.kind, 0) + 1
    return counts
