"""What a page of a PDF shows: characters, ruled edges and pictures, in points from its top left corner."""

from dataclasses import dataclass, field
from typing import Literal, NamedTuple


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


@dataclass(slots=True)
class Page:
    """`pictured` is the share of the page that its largest picture covers; `unmapped` counts characters without Unicode."""

    number: int
    width: float
    height: float
    chars: list[Char] = field(default_factory=list)
    edges: list[Edge] = field(default_factory=list)
    pictured: float = 0.0
    unmapped: int = 0
