"""How agreement looks: its step of grey, the hatching of what is too little, and its place between 0 and 1."""

from collections.abc import Iterator, Sequence
from typing import Final

from argmap import typeset
from argmap.agreement import Agreement, chance_agreement
from argmap.figures.furniture import SMALL, Piece
from argmap.findings import FEW
from argmap.scene import Command, Frame, Mark, Path, Rect

MUCH: Final = 0.8
"""From this share on, the ground is the darker one."""
PITCH: Final = 12.2
"""From number to number in a cell of two."""
_EXAMPLE: Final = Agreement("", "", 5, 3, 1, 0, 0.75, (0.65, 0.9), None)


def role_of(share: float) -> str:
    """The ground of a share: none below chance, then two steps of grey."""
    return "page" if share < chance_agreement() else "cell-neutral" if share < MUCH else "grid"


def ground(found: Agreement, frame: Frame) -> Iterator[Mark]:
    """What a cell stands on: its step of grey, or hatching where there is too little to weigh."""
    if found.share is not None and found.shared >= FEW:
        yield Rect(frame, role_of(found.share), 2)
    if frame.width > 30:
        yield Rect(frame, "legend", 2)
    if is_few(found):
        yield hatching(frame)


def is_few(found: Agreement) -> bool:
    """Whether the pair shares something, but too little to weigh."""
    return 0 < found.shared < FEW


def hatching(frame: Frame, pitch: float = 5.0) -> Path:
    """Parallel lines from lower left to upper right, cut to the frame."""
    commands: list[Command] = []
    reach = frame.width + frame.height
    for step in range(1, int(reach / pitch) + 1):
        along = step * pitch
        low, high = max(0.0, along - frame.height), min(frame.width, along)
        commands.append(("M", (frame.x + low, frame.y + along - low)))
        commands.append(("L", (frame.x + high, frame.y + along - high)))
    return Path(tuple(commands), "hatch")


def axis(found: Agreement, width: float, y: float) -> Iterator[Mark]:
    """A line from 0 to 1 with a tick at chance, the range as a bar and the share as a dot."""
    yield Rect(Frame(0, y - 0.5, width, 1), "rule")
    yield Rect(Frame(chance_agreement() * width - 0.5, y - 4.5, 1, 9), "rule")
    if found.without_one:
        least, most = found.without_one
        yield Rect(Frame(least * width, y - 1.5, max((most - least) * width, 1), 3), "tally")
    if found.share is not None:
        yield Rect(Frame(found.share * (width - 7), y - 3.5, 7, 7), "accent", 3.5)


def pair_of(numbers: Sequence[str], frame: Frame, language: str, plated: bool = False) -> Iterator[Mark]:
    """One number over another, in the middle of a cell; on plates where lines would run through them."""
    lines = [typeset.wrap(each, 60, SMALL, language, leading=PITCH) for each in numbers]
    y = frame.y + (frame.height - PITCH * len(lines)) / 2
    for at, line in enumerate(lines):
        role = "ink" if at == 0 else "ink-muted"
        if plated:
            left = frame.x + (frame.width - line.width) / 2 - 1.5
            yield Rect(Frame(left, y + at * PITCH + 0.6, line.width + 3, PITCH - 1), "page")
        yield from line.placed(frame.x, y + at * PITCH, role, align="center", width=frame.width)


def ground_sample(role: str) -> Piece:
    frame = Frame(0.5, 1, 29, 18)
    return Piece((Rect(frame, role, 2), Rect(frame, "legend", 2)), 30, 20)


def hatch_sample() -> Piece:
    frame = Frame(0.5, 1, 29, 18)
    return Piece((Rect(frame, "legend", 2), hatching(frame)), 30, 20)


def axis_sample() -> Piece:
    return Piece(tuple(axis(_EXAMPLE, 56, 10)), 56, 20)


def numbers_sample(numbers: Sequence[str], language: str) -> Piece:
    """A cell with two numbers."""
    frame = Frame(0.5, 0, 24, 27)
    return Piece((Rect(frame, "legend", 2), *pair_of(numbers, frame, language)), 25, 27)
