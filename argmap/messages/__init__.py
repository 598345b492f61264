"""Diagnostics as text, one file per format. `FORMATS` is the one list of them."""

from argmap.messages.formats import FORMATS, Format, writer
from argmap.messages.report import Report, report

__all__ = ["FORMATS", "Format", "Report", "report", "writer"]
