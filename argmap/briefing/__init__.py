"""Figures and evidence inside people's documents: blocks between markers, filled from the maps.

Nothing is printed here, and nothing is written.
"""

from argmap.briefing.rules import RULES

__all__ = ["RULES"]
