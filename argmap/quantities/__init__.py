"""Quantities in English and Chinese text: which figures stand there, and whether two are the same.

Strings in, quantities out; values are exact decimals. `written` reads the side that must be proved: figures in
digits, and no more than is certain. `proved` reads the side that proves: number words, dates and names too.
"""

from argmap.quantities.agree import nearest, stands
from argmap.quantities.proved import proved, stated
from argmap.quantities.quantity import Quantity
from argmap.quantities.spoken import Script, spoken
from argmap.quantities.written import in_digits, written

__all__ = ["Quantity", "Script", "in_digits", "nearest", "proved", "spoken", "stands", "stated", "written"]
