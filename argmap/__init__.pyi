"""The types of the door. A stub, so that no module of argmap's imports the door by importing argmap."""

from argmap.door import Comparison as Comparison
from argmap.door import Figure as Figure
from argmap.door import Invalid as Invalid
from argmap.door import Project as Project
from argmap.door import load as load

__all__: list[str]
__version__: str
