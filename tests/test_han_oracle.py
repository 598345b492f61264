"""The Han variants against OpenCC, which runs in an environment of its own: nothing of it is installed with argmap.

`ARGMAP_OPENCC` names the Python of that environment; `.ci/run` makes it.
"""

import json
import os
import re
import subprocess
from pathlib import Path

import pytest

from argmap.quotes import find
from argmap.readers import READERS
from argmap.text import Text

pytestmark = pytest.mark.long
ROOT = Path(__file__).parents[1]
PYTHON = os.environ.get("ARGMAP_OPENCC", "")
PROGRAM = """
import json, sys, opencc
asked = json.load(sys.stdin)
made = {name: opencc.OpenCC(name) for name in asked["configs"]}
json.dump([[made[name].convert(text) for text in asked["texts"]] for name in asked["configs"]], sys.stdout)
"""
FORMATS = {"000": "text", "001": "markdown", "002": "markdown", "003": "text", "004": "text"}
TO_TRADITIONAL, TO_SIMPLIFIED = ("s2t", "s2tw", "s2hk"), ("t2s", "tw2s", "hk2s")
# 想像 is a word of its own in Traditional script, not another way to write the characters of 想象.
ANOTHER_WORD = re.compile("想[象像]")


def converted(texts: list[str], configs: tuple[str, ...]) -> list[list[str]]:
    asked = json.dumps({"texts": texts, "configs": configs})
    done = subprocess.run([PYTHON, "-c", PROGRAM], input=asked, capture_output=True, text=True, check=True)
    answer: list[list[str]] = json.loads(done.stdout)
    return answer


@pytest.mark.skipif(not PYTHON, reason="ARGMAP_OPENCC names no Python that has opencc")
@pytest.mark.parametrize("number", ["001", "002", "003", "004"])
def test_every_sentence_is_found_after_conversion(number: str) -> None:
    (path,) = (ROOT / "seeds").glob(f"{number}_*.txt")
    text = Text(path.name, path.read_text(encoding="utf-8-sig"))
    citable = READERS[FORMATS[number]](text).citable
    sentences = [
        each.strip()
        for each in re.split("[。！？\n]", citable.characters)
        if len(re.findall("[\u4e00-\u9fff]", each)) >= 8 and not ANOTHER_WORD.search(each)
    ]
    assert len(sentences) >= 10
    configs = TO_SIMPLIFIED if number == "004" else TO_TRADITIONAL
    for name, changed in zip(configs, converted(sentences, configs), strict=True):
        for sentence, typed in zip(sentences, changed, strict=True):
            there = {(hit.start, hit.end) for hit in find(citable, sentence)}
            found = {(hit.start, hit.end) for hit in find(citable, typed)}
            assert there
            assert found == there, (name, typed)
