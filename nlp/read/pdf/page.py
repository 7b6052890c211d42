"""What a page of a PDF shows: characters, ruled edges and pictures, in points from its top left corner."""

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from nlp.types import Box


class Char(NamedTuple):
    """A character as drawn. `turn` is the number of quarter turns clockwise that it stands at; None where it stands askew.

    Boxes are those of the font (its size high), not of the ink.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    turn: int | None = 0
    sure: float = 1.0
    """How likely it is that a recognised character is read right, from 0 to 1."""

    @property
    def size(self) -> float:
        return self.bottom - self.top


class Edge(NamedTuple):
    """A ruled line; x0 == x1 for an upright one, top == bottom for a level one."""

    x0: float
    top: float
    x1: float
    bottom: float
    way: Literal["h", "v"]


Back = tuple[float, float, float, float, float, float, float, float, float]
"""A projective map by rows, from where things stand on the page as it is read to where they stand on the page as it is shown."""


@dataclass(slots=True)
class Page:
    """`pictured` is the share of the page that its largest picture covers, `pixels` how many the largest has; `drawn` counts
    the segments of its paths, `unmapped` characters without Unicode. A page that was turned, or recognised from its picture, has its way `back`; `seals` are boxes on the
    page as it is shown, `unread` counts lines that were seen there and could not be read.
    """

    number: int
    width: float
    height: float
    chars: list[Char] = field(default_factory=list)
    edges: list[Edge] = field(default_factory=list)
    pictured: float = 0.0
    pixels: int = 0
    drawn: int = 0
    unmapped: int = 0
    back: Back | None = None
    scanned: bool = False
    seals: list[Box] = field(default_factory=list)
    unread: int = 0

    @property
    def turn(self) -> int:
        """In how many quarter turns clockwise its lines are read on the page as it is shown."""
        if self.back is None:
            return 0
        across, down = self.back[0], self.back[3]
        return (0 if across > 0 else 2) if abs(across) >= abs(down) else (1 if down > 0 else 3)

    def shown(self, box: Box) -> Box:
        """The box around `box` on the page as it is shown, in tenths of a point."""
        x0, top, x1, bottom = box
        corners = [(x0, top), (x1, top), (x1, bottom), (x0, bottom)]
        if self.back is not None:
            a, b, c, d, e, f, g, h, i = self.back
            corners = [((a * x + b * y + c) / (w := g * x + h * y + i), (d * x + e * y + f) / w) for x, y in corners]
        xs, ys = zip(*corners, strict=True)
        return (round(min(xs), 1), round(min(ys), 1), round(max(xs), 1), round(max(ys), 1))
