"""A folder of figures: what was asked for, its drawings, the bytes of every file, and what has changed.

Nothing is printed here, and nothing is written.
"""

from argmap.gallery.drawings import Drawing, Studio, figures_of, files, shown
from argmap.gallery.folder import Change, Folder, State, changes
from argmap.gallery.order import MANIFEST, Drawn, NotOurs, Order, Record
from argmap.gallery.page import PAGE, page
from argmap.gallery.redraw import Redrawn, redraw

__all__ = [
    "MANIFEST",
    "PAGE",
    "Change",
    "Drawing",
    "Drawn",
    "Folder",
    "NotOurs",
    "Order",
    "Record",
    "Redrawn",
    "State",
    "Studio",
    "changes",
    "figures_of",
    "files",
    "page",
    "redraw",
    "shown",
]
