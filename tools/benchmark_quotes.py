"""Times how quotes are found, as ratios to plainer ways in the same run; prints medians.

Usage: python tools/benchmark_quotes.py [--rounds 7] [--quotes 10000]

Stretches of the five sources, as long as the quotes of the maps, are typed as they stand, with other typography, and
in the other script. Each is found in its own source; measured against `str.find` of the same strings. Beside it stands
what a bare search costs: the string itself, then its folded form, one result, nothing checked. Then near misses, 60
characters with 3 edits, against reanchor, and how often the others get the right edge wrong. They are dependencies of
this script alone: python -m pip install reanchor rapidfuzz
"""

import argparse
import random
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import Any

from argmap.project import load
from argmap.quotes import Citable, Step, find
from argmap.quotes.fold import FOLD, HAN, FoldTable
from argmap.quotes.han import han_fold
from argmap.quotes.myers import closest

ROOT = Path(__file__).parents[1]
SEED = 20250213
NEAR, EDITS, NEAR_SIZE = 30, 3, 60
LIMITS = {Step.EXACT: 6.0, Step.NORMALISED: 15.0, Step.VARIANT: 20.0}
NEAR_LIMIT = 2.0

Quotes = Sequence[tuple[Citable, str]]


def main() -> int:
    """Print a line for each step, and for near misses; 1 if a median ratio is over its limit."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=7, help="how often each is timed (default 7)")
    parser.add_argument("--quotes", type=int, default=10_000, help="how many quotes are found (default 10,000)")
    options = parser.parse_args()
    corpus = load(ROOT).corpus
    citables = {id: article.reading.citable for id, article in corpus.articles.items()}
    citations = [citation for entry in corpus.entries.values() for citation in entry.citations]
    sizes = [len(wording.text) for citation in citations for wording in citation.wordings]
    failed = _ladder(_stretches(list(citables.values()), sizes, options.quotes), options.rounds)
    failed |= _near(citables["gba"], options.rounds)
    return int(failed)


def _ladder(stretches: Quotes, rounds: int) -> bool:
    typed = {
        Step.EXACT: stretches,
        Step.NORMALISED: [(citable, _retyped(stretch)) for citable, stretch in stretches],
        Step.VARIANT: [(citable, _converted(stretch)) for citable, stretch in stretches],
    }
    failed = False
    for step, quotes in typed.items():
        # A stretch that the change leaves as it is, or that stands there twice, is no case of this step.
        own = [at for at, quote in enumerate(quotes) if [hit.step for hit in find(*quote)] == [step]]
        quotes = [quotes[at] for at in own]
        timed = [
            (
                _seconds(_find_all, quotes),
                _seconds(_str_find_all, quotes),
                _seconds(_bare_all, quotes, step is Step.VARIANT),
            )
            for _ in range(rounds)
        ]
        ratio = statistics.median(one / other for one, other, _ in timed)
        bare = statistics.median(one / other for _, other, one in timed)
        ours, theirs, _ = (statistics.median(each) * 1000 for each in zip(*timed, strict=True))
        verdict = "over" if ratio > LIMITS[step] else "ok"
        failed |= ratio > LIMITS[step]
        print(
            f"{step.value}: {len(quotes)} quotes in {ours:.1f} ms, str.find {theirs:.1f} ms; median ratio {ratio:.1f} "
            f"of {rounds} rounds, limit {LIMITS[step]}: {verdict} (a bare search: {bare:.1f})"
        )
    return failed


def _stretches(citables: Sequence[Citable], sizes: Sequence[int], count: int) -> list[tuple[Citable, str]]:
    """Stretches of these sizes cut at random, longer sources more often."""
    chance = random.Random(SEED)
    weights = [len(citable.characters) for citable in citables]
    found = []
    for citable in chance.choices(citables, weights, k=count):
        size = chance.choice(sizes)
        at = chance.randrange(len(citable.characters) - size)
        found.append((citable, citable.characters[at : at + size]))
    return found


def _retyped(stretch: str) -> str:
    """The stretch on one line, with straight quotation marks, and with full width for half and half for full."""
    return " ".join(stretch.translate(_RETYPED).split())


_RETYPED = str.maketrans("“”‘’，：；！？（）,:;!?()", "\"\"'',:;!?()，：；！？（）")
_SIMPLER = han_fold()
_FULLER = {simple: full for full, simple in _SIMPLER.items()}


def _converted(stretch: str) -> str:
    """The stretch in the other script, as far as single characters tell."""
    simple = stretch.translate(_SIMPLER)
    return simple if simple != stretch else stretch.translate(_FULLER)


def _find_all(quotes: Quotes) -> None:
    for citable, quote in quotes:
        find(citable, quote)


_BOTH = FoldTable(lambda character: FOLD[ord(character)].translate(HAN))


@dataclass(frozen=True)
class _Bare:
    start: int
    end: int


def _bare_all(quotes: Quotes, variant: bool) -> None:
    """The string itself, or its folded form, and where it stands; numbers and second places are not looked at."""
    for citable, quote in quotes:
        at, source, size = citable.characters.find(quote), citable.key, len(quote)
        if at >= 0:
            _Bare(citable.starts[at], citable.ends[at + size - 1])
            continue
        folded = quote.translate(_BOTH if variant else FOLD)
        at = (source.variant if variant else source.text).find(folded)
        if at >= 0:
            _Bare(citable.starts[source.origin[at]], citable.ends[source.origin[at + len(folded) - 1]])


def _str_find_all(quotes: Quotes) -> None:
    for citable, quote in quotes:
        citable.characters.find(quote)


def _seconds(run: Callable[..., object], *arguments: object) -> float:
    start = time.process_time()
    run(*arguments)
    return time.process_time() - start


def _near(citable: Citable, rounds: int) -> bool:
    try:
        reanchor, rapidfuzz = import_module("reanchor"), import_module("rapidfuzz.fuzz")
    except ImportError:
        print("near misses: not measured, as reanchor and rapidfuzz are not installed")
        return False
    text = citable.key.variant
    ratios, seconds, missed = [], [], dict.fromkeys(("argmap", "reanchor", "rapidfuzz"), 0)
    for part, near in _misses(text):
        timed = [
            (_seconds(closest, text, near), _seconds(reanchor.find_approximate, text, near)) for _ in range(rounds)
        ]
        ratios.append(statistics.median(one / other for one, other in timed))
        seconds.append([statistics.median(each) for each in zip(*timed, strict=True)])
        right = text.index(part) + len(part)
        for name, end in _ends(text, near, reanchor, rapidfuzz).items():
            missed[name] += end != right
    ratio = statistics.median(ratios)
    ours, theirs = (statistics.median(each) * 1000 for each in zip(*seconds, strict=True))
    print(
        f"near misses: {ours:.1f} ms, reanchor {theirs:.1f} ms; median ratio {ratio:.2f} of {NEAR} "
        f"({min(ratios):.2f} to {max(ratios):.2f}), limit {NEAR_LIMIT}: {'over' if ratio > NEAR_LIMIT else 'ok'}"
    )
    print(f"right edges missed, of {NEAR}: " + ", ".join(f"{name} {number}" for name, number in missed.items()))
    return ratio > NEAR_LIMIT


def _misses(text: str) -> list[tuple[str, str]]:
    """Stretches that stand in a text once, each with a copy in which some characters are others."""
    chance = random.Random(SEED)

    def made() -> Any:
        while True:
            at = chance.randrange(len(text) - NEAR_SIZE)
            part = text[at : at + NEAR_SIZE]
            if text.count(part) == 1:
                yield part, _edited(part, chance)

    return list(islice(made(), NEAR))


def _edited(part: str, chance: random.Random) -> str:
    """Characters changed, left out or put in, none of them at the edges."""
    for at in sorted(chance.sample(range(2, len(part) - 2), EDITS), reverse=True):
        new, kept = chance.choice((("〇", at + 1), ("", at + 1), ("〇", at)))
        part = part[:at] + new + part[kept:]
    return part


def _ends(text: str, near: str, reanchor: Any, rapidfuzz: Any) -> dict[str, int | None]:
    """Where the passage ends that each takes for the one that is meant."""
    found = reanchor.find_approximate(text, near)
    best = rapidfuzz.partial_ratio_alignment(near, text)
    return {
        "argmap": closest(text, near)[1],
        "reanchor": found[0].end if found else None,
        "rapidfuzz": best.dest_end if best else None,
    }


if __name__ == "__main__":
    sys.exit(main())
