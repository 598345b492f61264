"""Where sources agree, in numbers: measures on plain tables of positions, plain tables out.

What cannot be known is None, never 0. No value depends on the order in which issues or sources come.
"""

from argmap.agreement.alpha import interval_alpha, nominal_alpha, ordinal_alpha
from argmap.agreement.blocs import Blocs, bloc_order
from argmap.agreement.issues import (
    Division,
    common_ground,
    divisions,
    fault_lines,
    lone_voices,
    most_contested,
    silences,
    taken_up_by_one,
)
from argmap.agreement.pairs import Agreement, Tension, Weights, agreement_of, agreements, chance_agreement, tensions
from argmap.agreement.table import SPAN, Row, Table, Value

__all__ = [
    "SPAN",
    "Agreement",
    "Blocs",
    "Division",
    "Row",
    "Table",
    "Tension",
    "Value",
    "Weights",
    "agreement_of",
    "agreements",
    "bloc_order",
    "chance_agreement",
    "common_ground",
    "divisions",
    "fault_lines",
    "interval_alpha",
    "lone_voices",
    "most_contested",
    "nominal_alpha",
    "ordinal_alpha",
    "silences",
    "taken_up_by_one",
    "tensions",
]
