"""Lengths of OFD: millimetres from the top left corner, matrices, boxes; points leave here."""

from math import hypot, isfinite
from typing import NamedTuple

POINTS = 72 / 25.4
"""Points in a millimetre."""

_UPRIGHT = 0.05
"""How far a line of text may lean: the share of its small to its large component."""


class Matrix(NamedTuple):
    """x' = a x + c y + e, y' = b x + d y + f (GB/T 33190, 8.5)."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def at(self, x: float, y: float) -> tuple[float, float]:
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def within(self, outer: "Matrix") -> "Matrix":
        """This one first, then `outer`."""
        e, f = outer.at(self.e, self.f)
        return Matrix(
            outer.a * self.a + outer.c * self.b,
            outer.b * self.a + outer.d * self.b,
            outer.a * self.c + outer.c * self.d,
            outer.b * self.c + outer.d * self.d,
            e,
            f,
        )

    @property
    def turn(self) -> int | None:
        """Quarter turns clockwise at which text stands; None where it stands askew."""
        length = hypot(self.a, self.b)
        if abs(self.b) <= length * _UPRIGHT:
            return 0 if self.a >= 0 else 2
        if abs(self.a) <= length * _UPRIGHT:
            return 1 if self.b > 0 else 3
        return None


def numbers(text: str | None) -> list[float]:
    """The numbers of an attribute; those that are none count as nought."""
    return [number(piece) for piece in (text or "").replace(",", " ").split()[:100_000]]


def number(text: str | None, default: float = 0.0) -> float:
    try:
        value = float(text or "")
    except ValueError:
        return default
    return value if isfinite(value) and abs(value) < 1e9 else default


def box_of(text: str | None) -> tuple[float, float, float, float] | None:
    """(x, y, width, height) of an ST_Box; None where it holds no box."""
    found = numbers(text)
    return (found[0], found[1], found[2], found[3]) if len(found) == 4 and found[2] > 0 and found[3] > 0 else None


def matrix_of(text: str | None) -> Matrix:
    found = numbers(text)
    return Matrix(*found) if len(found) == 6 else Matrix()


def deltas(text: str | None, count: int) -> list[float]:
    """The steps from character to character: "3.5 g 4 3.5" says 3.5 five times (GB/T 33190, 11.3). At most `count`."""
    found: list[float] = []
    pieces = (text or "").replace(",", " ").split()
    at = 0
    while at < len(pieces) and len(found) < count:
        if pieces[at] == "g" and at + 2 < len(pieces):
            times = int(min(max(number(pieces[at + 1]), 0), count - len(found)))
            found += [number(pieces[at + 2])] * times
            at += 3
        else:
            found.append(number(pieces[at]))
            at += 1
    return found
