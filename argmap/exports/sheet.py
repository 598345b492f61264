"""A tidy table for other tools: one kind of thing a row, one fact a column. None is what is undefined."""

from dataclasses import dataclass
from typing import TypeAlias

Field: TypeAlias = str | int | float | None


@dataclass(frozen=True)
class Sheet:
    """Columns by name, and rows of as many fields."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Field, ...], ...]
