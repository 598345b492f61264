"""What the keys of the format hold, as far as it helps to tell a slip from what was meant.

This is no schema: an unknown key is no mistake here.
"""

from typing import NamedTuple

from argmap.patterns import Pattern
from argmap.syntax.document import Items, Mapping, Node, Scalar


def _words(words: str) -> frozenset[str]:
    return frozenset(words.split())


PROSE = _words(
    "text quote title short name proposition note translation because condition support-means oppose-means prefix "
    "suffix starts"
)
"""Keys whose values are running text, or texts by language."""

BY_ID = _words("sources speakers issues parts theses claims")
"""Keys that hold mappings by id."""

HOLDERS = BY_ID | _words("groups stance positions original links")
"""Keys that never hold a text."""

FIELDS = (
    PROSE
    | HOLDERS
    | _words(
        "source silent languages file kind publisher republished-by date language format url sha256 authors also role "
        "rival from contradicts same-as updates cites speaker via voice supports attacks qualifies answers undercuts "
        "basis value confidence"
    )
)
"""All keys of the format that are not ids or languages."""

_LANGUAGE = Pattern(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?")
_ID = Pattern(r"[a-z0-9]+(-[a-z0-9]+)*")


def is_language(key: str) -> bool:
    """Whether a key looks like a language tag: `en`, `zh`, `zh-Hans`, `zh-Hant-HK`."""
    return _LANGUAGE.fullmatch(key) is not None


def is_likely(key: str) -> bool:
    """Whether a word looks like a key that somebody meant: a field, a language or an id in small letters."""
    return key in FIELDS or is_language(key) or _ID.fullmatch(key) is not None


def holds_prose(keys: tuple[str, ...]) -> bool:
    """Whether the value under these keys, the innermost last, is running text."""
    if not keys:
        return False
    return keys[-1] in PROSE or (len(keys) > 1 and is_language(keys[-1]) and keys[-2] in PROSE)


class Spot(NamedTuple):
    """A node with the keys that lead to it (list indices left out) and its own key."""

    node: Node
    keys: tuple[str, ...]
    key: Scalar | None


def spots(root: Node) -> list[Spot]:
    """Every node of a tree, in no particular order."""
    found = [Spot(root, (), None)]
    for node, keys, _ in found:  # what is added on the way is walked as well
        if isinstance(node, Mapping):
            found += [Spot(value, (*keys, key.value), key) for key, value in node.entries.values()]
        elif isinstance(node, Items):
            found += [Spot(item, keys, None) for item in node.nodes]
    return found
