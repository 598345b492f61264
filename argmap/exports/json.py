"""Facts as JSON for other tools. The form has a version of its own and follows no internal type.

Undefined is null. Offsets are code points of the file from 0, half open; lines and columns are from 1.
"""

import json
from collections.abc import Mapping
from typing import Final

VERSION: Final = 1


def write(kind: str, facts: Mapping[str, object]) -> str:
    """One JSON object: `format`, `version`, and the facts."""
    whole = {"format": f"argmap-{kind}", "version": VERSION, **facts}
    return json.dumps(whole, ensure_ascii=False, indent=2, allow_nan=False) + "\n"
