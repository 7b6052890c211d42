"""Red seals: where they stand, and the picture without their ink, so that what is printed under them can be read."""

import cv2
import numpy as np
from numpy.typing import NDArray

from nlp.read.scan.detect import Picture

Bounds = tuple[int, int, int, int]
"""Left, top, right, bottom in pixels."""

_LOOK = 1_000
"""Pixels of the longer side of the small picture on which seals are looked for."""

_REDS = (((0, 50, 90), (12, 255, 255)), ((163, 50, 90), (180, 255, 255)))
"""Hue, saturation and value of stamping ink, as OpenCV counts them."""

_INK = 25
"""By how much red stands out of green and blue in ink."""

_REACH = 0.012
"""Share of the longer side across which parts of a seal belong together."""

_LEAST, _MOST = 0.1, 0.45
_SLENDER = 1.6
"""A seal's size as a share of the shorter side (GB/T 9704-2012 shows seals of 42 mm on paper of 210 mm), its longer to its shorter side."""

_DARK, _BRIGHT = 60, 130
"""Red of printed text under a seal stays below the one, that of ink above the other; where it does not, print and ink cannot be parted."""


def without_seals(picture: Picture) -> tuple[Picture, list[Bounds]]:
    """The picture with the ink of its seals turned to paper, and the seals from top to bottom; letterheads in red stay as they are."""
    found = _seals(picture)
    if not found:
        return picture, []
    cleaned = picture.copy()
    for left, top, right, bottom in found:
        cleaned[top:bottom, left:right] = _bleached(picture[top:bottom, left:right])
    return cleaned, found


def _seals(picture: Picture) -> list[Bounds]:
    height, width = picture.shape[:2]
    ratio = min(1.0, _LOOK / max(height, width))
    small = cv2.resize(picture, (max(round(width * ratio), 1), max(round(height * ratio), 1)), interpolation=cv2.INTER_AREA)
    colours = cv2.cvtColor(small, cv2.COLOR_RGB2HSV)
    mask = cv2.bitwise_or(*(cv2.inRange(colours, np.array(low), np.array(high)) for low, high in _REDS))
    if not mask.any():
        return []
    reach = max(round(max(small.shape[:2]) * _REACH), 3)
    joined = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, np.ones((reach, reach), np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    boxes = [(int(x), int(y), int(x + w), int(y + h)) for x, y, w, h, _ in stats[1:]]
    least, most = _LEAST * min(small.shape[:2]), _MOST * min(small.shape[:2])
    seals = [box for box in boxes if _is_seal(box, least, most)]
    return [_grown(box, reach, ratio, picture.shape) for box in sorted(seals, key=lambda box: (box[1], box[0]))]


def _is_seal(box: Bounds, least: float, most: float) -> bool:
    width, height = box[2] - box[0], box[3] - box[1]
    return least <= min(width, height) and max(width, height) <= min(most, _SLENDER * min(width, height))


def _grown(box: Bounds, reach: int, ratio: float, shape: tuple[int, ...]) -> Bounds:
    left, top, right, bottom = (round(side / ratio) for side in (box[0] - reach, box[1] - reach, box[2] + reach, box[3] + reach))
    return max(left, 0), max(top, 0), min(right, shape[1]), min(bottom, shape[0])


def _bleached(part: Picture) -> Picture:
    """What red light shows: paper and ink are alike in it, print is dark. Stretched until the ink is as bright as paper."""
    red = part[:, :, 0].astype(np.int16)
    ink: NDArray[np.bool_] = (red - part[:, :, 1:].max(axis=2) > _INK) & (red > _DARK)
    if not ink.any():
        return part
    bright = float(np.percentile(red[ink], 30))
    if bright < _BRIGHT:
        return part
    grey = np.clip((red - _DARK) * (255 / (bright - _DARK)), 0, 255).astype(np.uint8)
    return np.repeat(grey[:, :, None], 3, axis=2)
