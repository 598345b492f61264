"""Change one character in any quote of the shipped maps: an error, with its place in the map and one in the source."""

from pathlib import Path

import pytest

from argmap.diagnostics import Diagnostic, Severity
from argmap.project import Project, load
from argmap.syntax.scalar import offsets
from argmap.text import Text

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def shipped() -> Project:
    return load(ROOT)


def other(character: str) -> str:
    """Another character of the same kind."""
    if character.isdecimal():
        return str((int(character) + 3) % 10)
    if character.isascii():
        return "q" if character.lower() != "q" else "z"
    return "鑫"


@pytest.mark.parametrize(
    "shares",
    [
        pytest.param((0.0, 0.5, 1.0), id="in-turn"),
        *(pytest.param((share / 10,), id=f"{share}0%", marks=pytest.mark.long) for share in range(11)),
    ],
)
def test_a_changed_character_is_an_error_with_both_places(shipped: Project, shares: tuple[float, ...]) -> None:
    changed: dict[str, Text] = {}
    quotes: dict[tuple[str, int], str] = {}
    for entry in shipped.corpus.entries.values():
        text = entry.document.text
        content = list(text.content)
        for citation in entry.citations:
            for wording in citation.wordings:
                scalar = entry.document.scalar(wording.route)
                assert scalar is not None
                letters = [at for at, character in enumerate(scalar.value) if character.isalnum()]
                at = letters[round(shares[len(quotes) % len(shares)] * (len(letters) - 1))]
                content[offsets(text, scalar)[at]] = other(scalar.value[at])
                quotes[text.name, scalar.start] = scalar.value
        changed[text.name] = Text(text.name, "".join(content))
    errors: dict[tuple[str, int], list[Diagnostic]] = {}
    for diagnostic in load(ROOT, changed).diagnostics:
        if diagnostic.severity is Severity.ERROR:
            errors.setdefault((diagnostic.place.text.name, diagnostic.place.start), []).append(diagnostic)
    assert quotes.keys() - errors.keys() == set()
    for place, quote in quotes.items():
        places = {label.place.text.name.split("/")[0] for label in errors[place][0].labels}
        assert len(errors[place]) == 1, quote
        assert places == {"maps", "seeds"}, quote
