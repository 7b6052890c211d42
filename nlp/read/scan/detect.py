"""Lines of text on a picture: where they stand and how they lie (differentiable binarization, Liao and others 2020)."""

from dataclasses import dataclass, replace
from math import cos, radians, sin, sqrt

import cv2
import numpy as np
from cv2.typing import MatLike
from numpy.typing import NDArray

from nlp.read.scan.engine import Floats, Model

Picture = NDArray[np.uint8]

_GRID = 32
"""The model takes sides that are multiples of it."""

_LIKELY = 0.3
_LIKELY_LINE = 0.5
"""From how likely on a pixel is text, and a line is one."""

_SWELL = 1.6
"""The model marks the core of a line; it is swollen by this share of area to outline."""

_RIM = 0.29
"""The share of area to half the outline that the model leaves out at each side of a text."""

_LEAST = 3
_MOST_LINES = 3_000


@dataclass(frozen=True, slots=True)
class Slab:
    """A leaning box around a line: its middle, its length and height in pixels, and its angle in degrees clockwise."""

    x: float
    y: float
    length: float
    height: float
    angle: float
    ink: float
    """How high its text is."""

    def corners(self) -> Floats:
        """From the top left one, clockwise as the line is read."""
        along = np.array((cos(radians(self.angle)), sin(radians(self.angle)))) * self.length / 2
        down = np.array((-sin(radians(self.angle)), cos(radians(self.angle)))) * self.height / 2
        middle = np.array((self.x, self.y))
        return np.array([middle - along - down, middle + along - down, middle + along + down, middle - along + down], np.float32)

    def lying(self, angle: float) -> "Slab":
        """The same box read in the direction that is nearest to `angle`."""
        turns = round((angle - self.angle) / 90)
        length, height = (self.height, self.length) if turns % 2 else (self.length, self.height)
        return replace(self, length=length, height=height, angle=self.angle + 90 * turns)


def find_lines(picture: Picture, find: Model, *, longest: int) -> list[Slab]:
    """The lines of an RGB picture, which is shown to the model no larger than `longest` pixels; angles lie within -45 and 135 degrees."""
    height, width = picture.shape[:2]
    ratio = min(1.0, longest / max(height, width))
    shown = cv2.resize(picture, (_even(width * ratio), _even(height * ratio)), interpolation=cv2.INTER_AREA)
    given = np.ascontiguousarray(shown.transpose(2, 0, 1)[None].astype(np.float32) / np.float32(127.5) - np.float32(1))
    likely = find(given)[0, 0]
    across, down = width / shown.shape[1], height / shown.shape[0]
    return [_scaled(slab, across, down) for slab in _slabs(likely)]


def _even(side: float) -> int:
    return max(round(side / _GRID), 1) * _GRID


def _slabs(likely: Floats) -> list[Slab]:
    mask = cv2.dilate((likely > _LIKELY).astype(np.uint8), np.ones((2, 2), np.uint8))
    outlines, _ = cv2.findContours(mask, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
    found = []
    for outline in outlines[:_MOST_LINES]:
        (x, y), (width, height), angle = cv2.minAreaRect(outline)
        if min(width, height) < _LEAST or _mean(likely, outline) < _LIKELY_LINE:
            continue
        swell = width * height * _SWELL / (width + height)
        slab = Slab(x, y, width + swell, height + swell, angle, min(width, height) + _rim(width, height))
        found.append(slab if slab.length >= slab.height else slab.lying(angle + 90))
    return [
        slab.lying(slab.angle + 180) if slab.angle <= -45 else slab.lying(slab.angle - 180) if slab.angle > 135 else slab for slab in found
    ]


def _rim(width: float, height: float) -> float:
    """What the model leaves out of a text's height, for the sides of the core that it marks.

    On each side it leaves out a share of area to outline of the whole, as long and short lines of known size show; solved for the core.
    """
    around, area = (1 - 2 * _RIM) * (width + height), _RIM * width * height
    return (sqrt(around**2 + 16 * (1 - _RIM) * area) - around) / (4 * (1 - _RIM))


def _mean(likely: Floats, outline: MatLike) -> float:
    """How likely what lies inside is text."""
    x, y, width, height = cv2.boundingRect(outline)
    mask = np.zeros((height, width), np.uint8)
    cv2.drawContours(mask, [np.asarray(outline - np.array((x, y)), np.int32)], -1, 1, cv2.FILLED)
    return float(cv2.mean(likely[y : y + height, x : x + width], mask)[0])


def _scaled(slab: Slab, across: float, down: float) -> Slab:
    """On the picture itself; the two ratios differ by no more than the rounding of its sides."""
    middle = (across + down) / 2
    return Slab(slab.x * across, slab.y * down, slab.length * middle, slab.height * middle, slab.angle, slab.ink * middle)
