"""Whether a map holds together: what it refers to exists, and what it says of voices and relations agrees."""

from collections.abc import Iterator, Mapping, Sequence

from argmap.checks.check import check, stem, suggestion
from argmap.corpus import Corpus, Route
from argmap.diagnostics import Edit, Finding, Fix, Label, Severity, Subject
from argmap.schema import UNNAMED, ArgumentMap, Claim, Voice
from argmap.spelling import alike, one_slip
from argmap.syntax import Document
from argmap.syntax.edit import set_key, set_value

RELATIONS = ("supports", "attacks", "qualifies", "answers")


@check(Severity.ERROR)
def map_without_thesis(corpus: Corpus) -> Iterator[Finding]:
    """A map has at least one thesis.

    A thesis is what the piece is built around, in its own voice: argued in an essay, stated in a report.
    A reader who sees the figure looks for it first.
    """
    for map, document in corpus.maps:
        if not map.theses:
            yield Finding(
                f"the map of `{map.source}` has no thesis",
                (Label(document.place(("source",))),),
                help="Add what the piece is built around under `theses:`, with the quote that says so.",
                subject=Subject(map.source),
            )


@check(Severity.ERROR)
def map_misnamed(corpus: Corpus) -> Iterator[Finding]:
    """A map's file is named after its source.

    The map of `huanqiu` is `maps/huanqiu.yaml`, so that whoever looks for it finds it.
    """
    for map, document in corpus.maps:
        named = stem(document)
        if named != map.source and not _is_unknown(corpus, map) and not _other_map(corpus, map, document):
            yield Finding(
                f"this is the map of `{map.source}`, but the file is named `{named}`",
                (Label(document.place(("source",))),),
                help=f"Rename the file to `{map.source}.yaml`, or correct `source:`.",
                subject=Subject(map.source),
            )


@check(Severity.ERROR)
def two_maps(corpus: Corpus) -> Iterator[Finding]:
    """A source has one map.

    Two codings of one article are compared as two folders of maps, not as two files in one folder.
    """
    seen: dict[str, Document] = {}
    # The file that is named after its source is the one that others are measured by.
    for map, document in sorted(corpus.maps, key=lambda each: stem(each[1]) != each[0].source):
        first = seen.setdefault(map.source, document)
        if first is not document:
            yield Finding(
                f"`{map.source}` has two maps",
                (Label(document.place(("source",))), Label(first.place(("source",)), "the other one")),
                help="Keep one of them, or correct `source:`.",
                subject=Subject(map.source),
            )


def _is_unknown(corpus: Corpus, map: ArgumentMap) -> bool:
    """Whether a map's source is not registered; what follows from that is not said as well."""
    return corpus.registry_document is not None and map.source not in corpus.sources


def _other_map(corpus: Corpus, map: ArgumentMap, document: Document) -> bool:
    """Whether another file holds a map of the same source."""
    return any(other.source == map.source and at is not document for other, at in corpus.maps)


@check(Severity.ERROR)
def claim_id_twice(corpus: Corpus) -> Iterator[Finding]:
    """Theses and claims of a map share one namespace.

    Relations and links name both by id alone.
    """
    for map, document in corpus.maps:
        for id in map.theses.keys() & map.claims.keys():
            yield Finding(
                f"`{id}` is a thesis and a claim",
                (Label(document.key(("claims", id))), Label(document.key(("theses", id)), "the thesis")),
                help="Give one of them another id.",
                subject=Subject(map.source, id),
            )


@check(Severity.ERROR)
def claim_without_quote(corpus: Corpus) -> Iterator[Finding]:
    """Every thesis and every claim cites words of the source.

    That a claim can be checked is what argmap is for.
    """
    for map, document, route, id, claim in _claims(corpus):
        if not claim.quote:
            yield Finding(
                f"`{id}` has no quote",
                (Label(document.key(route)),),
                help="Add `quote:` with the shortest passage that proves it.",
                subject=Subject(map.source, id),
            )


@check(Severity.ERROR)
def unknown_id(corpus: Corpus) -> Iterator[Finding]:
    """What a map names exists: sources, claims, speakers and issues.

    ```yaml
    supports: home-mad-lag     # error: did you mean `home-made-lag`?
    ```
    """
    for map, document in corpus.maps:
        if _is_unknown(corpus, map):
            yield _unknown(document, ("source",), map.source, "source", corpus.sources, map.source)
        claims = map.all_claims
        for id in claims:
            yield from _unknown_in_claim(corpus, map, document, id, claims)
        if corpus.codebook_document:
            issues = corpus.codebook.issues
            for issue in map.positions.keys() - issues.keys():
                yield _unknown(document, ("positions", issue), issue, "issue", issues, map.source, key=True)
            for at, issue in enumerate(map.silent):
                if issue not in issues:
                    yield _unknown(document, ("silent", at), issue, "issue", issues, map.source)


def _unknown_in_claim(
    corpus: Corpus, map: ArgumentMap, document: Document, id: str, claims: Mapping[str, Claim]
) -> Iterator[Finding]:
    claim, group = claims[id], "theses" if id in map.theses else "claims"
    for relation in RELATIONS:
        for at, target in enumerate(getattr(claim, relation)):
            if target not in claims:
                yield _unknown(document, (group, id, relation, at), target, "claim", claims, map.source, id)
    for at, undercut in enumerate(claim.undercuts):
        for end in (undercut.premise, undercut.conclusion):
            if end not in claims:
                yield _unknown(document, (group, id, "undercuts", at), end, "claim", claims, map.source, id)
    if corpus.codebook_document:
        speakers = {**dict.fromkeys(corpus.codebook.speakers), UNNAMED: None}
        if claim.speaker and claim.speaker not in speakers:
            yield _unknown(document, (group, id, "speaker"), claim.speaker, "speaker", speakers, map.source, id)
        for at, carrier in enumerate(claim.via):
            if carrier not in speakers:
                yield _unknown(document, (group, id, "via", at), carrier, "speaker", speakers, map.source, id)
        for issue in claim.stance:
            if issue not in corpus.codebook.issues:
                route = (group, id, "stance", issue)
                yield _unknown(document, route, issue, "issue", corpus.codebook.issues, map.source, id, key=True)


def _unknown(
    document: Document,
    route: Route,
    given: str,
    what: str,
    known: Mapping[str, object],
    source: str,
    claim: str | None = None,
    key: bool = False,
) -> Finding:
    place = document.key(route) if key else document.place(route)
    help = suggestion(given, known)
    where = {"source": "seeds/sources.yaml", "claim": "this map"}.get(what, "maps/codebook.yaml")
    sure = one_slip(given, known)
    edit = _respelt(document, route, sure, key) if sure else None
    # Two ids may be one letter apart, and both be meant.
    fixes = (Fix(f"write `{sure}`", (edit,), safe=False),) if edit else ()
    return Finding(
        f"there is no {what} `{given}` in {where}", (Label(place),), help, fixes=fixes, subject=Subject(source, claim)
    )


def _respelt(document: Document, route: Route, id: str, key: bool) -> Edit | None:
    if key:
        return None if document.key_scalar((*route[:-1], id)) else set_key(document, route, id)
    scalar = document.scalar(route)
    return set_value(document, route, id) if scalar and "->" not in scalar.value and "→" not in scalar.value else None


@check(Severity.ERROR)
def relation_to_itself(corpus: Corpus) -> Iterator[Finding]:
    """A claim cannot support, attack, qualify or answer itself."""
    for map, document, route, id, claim in _claims(corpus):
        for relation in RELATIONS:
            if id in getattr(claim, relation):
                at = getattr(claim, relation).index(id)
                yield Finding(
                    f"`{id}` {relation} itself",
                    (Label(document.place((*route, relation, at))),),
                    help="Name the claim that is meant, or leave the relation out.",
                    subject=Subject(map.source, id),
                )


@check(Severity.WARNING)
def support_in_a_circle(corpus: Corpus) -> Iterator[Finding]:
    """Claims should not support each other in a circle.

    An article that argues in a circle is rare; a direction that was mixed up is common.
    """
    for map, document in corpus.maps:
        for circle in _circles(map):
            last = circle[-1]
            group = "theses" if last in map.theses else "claims"
            at = map.all_claims[last].supports.index(circle[0])
            yield Finding(
                "these claims support each other in a circle: " + " → ".join(f"`{id}`" for id in (*circle, circle[0])),
                (Label(document.place((group, last, "supports", at))),),
                help="`supports` is written at the reason and names what it is a reason for.",
                subject=Subject(map.source, last),
            )


def _circles(map: ArgumentMap) -> Iterator[Sequence[str]]:
    """Each circle of supports once, from the claim that stands first in the file."""
    claims, done = map.all_claims, set[str]()
    for start in claims:
        trail, stack = [start], [iter(claims[start].supports)]
        while stack:
            target = next(stack[-1], None)
            if target is None:
                done.add(trail.pop())
                stack.pop()
            elif target in trail:
                if target != trail[-1]:
                    yield trail[trail.index(target) :]
                    done.update(trail)
            elif target in claims and target not in done:
                trail.append(target)
                stack.append(iter(claims[target].supports))


@check(Severity.ERROR)
def undercut_without_relation(corpus: Corpus) -> Iterator[Finding]:
    """What is undercut is a relation of the map.

    `undercuts: a -> b` denies that `a` bears on `b`; so `a` must support, attack, qualify or answer `b`.
    """
    for map, document, route, id, claim in _claims(corpus):
        for at, undercut in enumerate(claim.undercuts):
            premise = map.all_claims.get(undercut.premise)
            if premise is None or undercut.conclusion not in map.all_claims:
                continue
            if not any(undercut.conclusion in getattr(premise, relation) for relation in RELATIONS):
                yield Finding(
                    f"`{undercut.premise}` has no relation to `{undercut.conclusion}` that could be undercut",
                    (Label(document.place((*route, "undercuts", at))),),
                    help="Write the relation at the premise, or use `attacks:` if the claim itself is denied.",
                    subject=Subject(map.source, id),
                )


@check(Severity.ERROR)
def voice_against_speaker(corpus: Corpus) -> Iterator[Finding]:
    """Voice and speaker agree.

    `own` is the source speaking for itself and has no speaker; `attributed` is somebody else and needs one
    (`speaker: unnamed` where the source names nobody). `via` says from whom the source has a speaker's words.
    """
    for map, document, route, id, claim in _claims(corpus):
        if claim.voice is Voice.OWN and claim.speaker:
            message, at = "`voice: own` has a speaker", "voice"
            help = "Leave out `speaker:`, or the voice; `endorsed` is for words that the source takes over."
        elif claim.voice is Voice.ATTRIBUTED and not claim.speaker:
            message, at = "`voice: attributed` has no speaker", "voice"
            help = "Name the speaker, or write `speaker: unnamed`."
        elif claim.via and not claim.speaker:
            message, at = "`via` without a speaker", "via"
            help = "Name whose assertion it is under `speaker:`; if it is the carrier's own, make that the speaker."
        else:
            continue
        yield Finding(message, (Label(document.key((*route, at))),), help, subject=Subject(map.source, id))


@check(Severity.ERROR)
def thesis_not_own(corpus: Corpus) -> Iterator[Finding]:
    """A thesis is said in the piece's own voice, or adopted by it.

    What only a speaker says is a claim, however much of the article it fills.
    """
    for map, document in corpus.maps:
        for id, thesis in map.theses.items():
            if thesis.heard_as not in (Voice.OWN, Voice.ENDORSED):
                yield Finding(
                    f"the thesis `{id}` is {thesis.heard_as}",
                    (Label(document.key(("theses", id))),),
                    help="Move it to `claims:`, or write `voice: endorsed` if the piece makes it its own.",
                    subject=Subject(map.source, id),
                )


@check(Severity.ERROR)
def position_without_claim(corpus: Corpus) -> Iterator[Finding]:
    """An overall judgement needs a claim that is coded on its issue.

    `positions:` corrects what the rule makes of the claims; without any there is no evidence to judge.
    """
    for map, document in corpus.maps:
        coded = {issue for claim in map.all_claims.values() for issue in claim.stance}
        for issue in map.positions:
            if issue not in coded and not (corpus.codebook_document and issue not in corpus.codebook.issues):
                yield Finding(
                    f"no claim is coded on `{issue}`",
                    (Label(document.key(("positions", issue))),),
                    help="Code the claim that shows it under its `stance:`.",
                    subject=Subject(map.source, issue=issue),
                )


@check(Severity.ERROR)
def silent_and_coded(corpus: Corpus) -> Iterator[Finding]:
    """An issue on which a claim is coded is not silent."""
    for map, document in corpus.maps:
        coded = {issue: id for id, claim in map.all_claims.items() for issue in claim.stance}
        for at, issue in enumerate(map.silent):
            if issue in coded:
                group = "theses" if coded[issue] in map.theses else "claims"
                said = document.key((group, coded[issue], "stance", issue))
                yield Finding(
                    f"`{issue}` is listed as silent, but `{coded[issue]}` is coded on it",
                    (Label(document.place(("silent", at))), Label(said, "coded here")),
                    help="Take it out of `silent:`, or out of the claim.",
                    subject=Subject(map.source, coded[issue], issue),
                )


@check(Severity.WARNING)
def issue_not_coded(corpus: Corpus) -> Iterator[Finding]:
    """Every map codes every issue of the codebook, or lists it under `silent:`.

    Silence is a finding; a blank means that nobody has looked.
    """
    for map, document in corpus.maps:
        coded = {issue for claim in map.all_claims.values() for issue in claim.stance}
        issues = corpus.codebook.issues
        # An issue that is misspelt is reported where it is written.
        misspelt = (issue for issue in (*coded, *map.silent) if issue not in issues)
        meant = {alike(issue, issues) for issue in misspelt}
        missing = [issue for issue in issues if issue not in coded and issue not in map.silent and issue not in meant]
        if missing:
            names = ", ".join(f"`{issue}`" for issue in missing)
            yield Finding(
                f"not coded in the map of `{map.source}`: {names}",
                (Label(document.place(("source",))),),
                help="Code a claim on it, or list it under `silent:` once you have looked.",
                subject=Subject(map.source, issue=missing[0] if len(missing) == 1 else None),
            )


def _claims(corpus: Corpus) -> Iterator[tuple[ArgumentMap, Document, Route, str, Claim]]:
    for map, document in corpus.maps:
        for group, claims in (("theses", map.theses), ("claims", map.claims)):
            for id, claim in claims.items():
                yield map, document, (group, id), id, claim
