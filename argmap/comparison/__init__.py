"""Who stands where, side by side: sources, the speakers they carry, and groups of both; and why.

Facts only. What the sides come to in numbers is `agreement`'s, which reads the tables made here.
"""

from argmap.comparison.cells import Carried, Cell, Reason, Tally, statements
from argmap.comparison.groups import Count, Groups, count_groups
from argmap.comparison.sources import Comparison, compare, table
from argmap.comparison.speakers import Speakers, VoiceCell, compare_speakers, speakers_table

__all__ = [
    "Carried",
    "Cell",
    "Comparison",
    "Count",
    "Groups",
    "Reason",
    "Speakers",
    "Tally",
    "VoiceCell",
    "compare",
    "compare_speakers",
    "count_groups",
    "speakers_table",
    "statements",
    "table",
]
