"""Tables and lists of sentences in a document: where each source stands, and what that comes to."""

from collections.abc import Sequence

from argmap import findings, words
from argmap.briefing.arguments import Asked, Wrong, meant
from argmap.briefing.pieces import Piece, Points, Table
from argmap.briefing.scope import Make, Scope
from argmap.comparison import compare, compare_speakers
from argmap.exports.comparison.view import view

ARGUMENTS = ("source", "issue", "lang", "caption")
TOPICS = ("agreement", "contested", "common", "faults", "voice-faults", "lone", "single", "silent", "tensions")
"""What a comparison comes to, by the names of `findings`."""


def stances(scope: Scope, asked: Asked) -> Sequence[Piece]:
    """The table of stances, with the keys to its signs, its conditions, and how its quotes were found."""
    language = scope.language(asked)
    page = view(
        scope.corpus, "source", language, scope.project.stamp, asked.all("issue") or None, asked.all("source") or None
    ).page()
    conditions = (each for each in page.topics if each.title == words.say("topic.conditions", language))
    # The last line of the foot is the hash of the inputs: a table does not change when an article does elsewhere.
    notes = (
        *("; ".join(line) for line in page.legend if line),
        *(sentence for topic in conditions for sentence in topic.sentences),
        *page.foot[:-1],
    )
    caption = asked.one("caption", page.title)
    return [Table("" if caption == "none" else caption, page.grids[0], notes)]


def topic(key: str) -> Make:
    """What makes the sentences of a topic of `findings`."""
    return lambda scope, asked: _points(scope, asked, key)


def findings_of(scope: Scope, asked: Asked) -> Sequence[Piece]:
    """The sentences of the topic that is asked for."""
    key = asked.one("topic")
    if key not in TOPICS:
        raise Wrong(f"there is no topic `{key}`", meant(key, TOPICS), "topic")
    return _points(scope, asked, key)


def _points(scope: Scope, asked: Asked, key: str) -> Sequence[Piece]:
    language = scope.language(asked)
    chosen = asked.all("issue") or None, asked.all("source") or None
    found = findings.of_sources(
        scope.corpus, compare(scope.corpus, *chosen), compare_speakers(scope.corpus, *chosen), language
    )
    told = next(each for each in found if each.title == words.say(f"topic.{key}", language))
    caption = asked.one("caption", "none")
    sentences = (*told.sentences, *([told.more] if told.more else []))
    return [Points("" if caption == "none" else caption, sentences, told.none)]
