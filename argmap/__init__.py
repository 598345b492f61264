"""argmap: argument maps whose every claim cites words that really stand in the source."""

from typing import Any

__version__ = "0.1.0"

__all__ = ["Comparison", "Figure", "Invalid", "Project", "__version__", "load"]


def __getattr__(name: str) -> Any:
    """The names of the door, brought in when they are used: to import argmap loads nothing."""
    if name not in __all__:
        raise AttributeError(f"module 'argmap' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module("argmap.door"), name)


def __dir__() -> list[str]:
    return __all__
