"""argmap: argument maps whose every claim cites words that really stand in the source."""

__version__ = "0.1.0"
