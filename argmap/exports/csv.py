"""A tidy table as CSV by RFC 4180: commas, CRLF, quotation marks where they are needed; undefined is empty.

A spreadsheet runs a text that begins with = + - @, a tab or a line end as a formula, whoever wrote it. An apostrophe
is put before such a text. Nothing is lost: take one apostrophe off every text that begins with apostrophes and one
of these, and the words are again those of the source. Numbers are written bare, and JSON has every text as it is.
"""

import csv
import io
from typing import Final

from argmap.exports.sheet import Field, Sheet
from argmap.patterns import Pattern

BOM: Final = "\ufeff"
"""What Excel needs at the start of a file to read it as UTF-8."""
_FORMULA: Final = Pattern("'*[=+\\-@\t\r\n＝＋－＠]")


def write(sheet: Sheet, bom: bool = False) -> str:
    """The table with its header."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(sheet.columns)
    writer.writerows([guarded(field) for field in row] for row in sheet.rows)
    return (BOM if bom else "") + out.getvalue()


def guarded(field: Field) -> Field:
    """The field, with an apostrophe before a text that a spreadsheet would run."""
    return f"'{field}" if isinstance(field, str) and _FORMULA.match(field) else field
