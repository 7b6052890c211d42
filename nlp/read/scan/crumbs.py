"""Single figures and words that the detection of lines passes over: a number in a cell, a page's number."""

import cv2
import numpy as np
from numpy.typing import NDArray

from nlp.read.pdf.page import Edge
from nlp.read.scan.detect import Picture, Slab

_HIGH = (0.4, 1.4)
_WIDE = (0.1, 4.0)
"""The least and greatest height and width, in units of the size of the text."""

_JOIN = 0.35
"""Room between figures of one number, in units of the size of the text."""

_MOST = 80
"""More than these are specks of dirt or a drawing."""

_CONTRAST = 0.45
"""Ink is darker than this share of the way from the darkest to paper."""


def crumbs(upright: NDArray[np.uint8], slabs: list[Slab], edges: list[Edge], size: float) -> list[Slab]:
    """Slabs around ink that stands in none of `slabs` and is no ruled line; all in the pixels of the upright picture."""
    dark, paper = (float(value) for value in np.percentile(upright, (1, 60)))
    ink = (upright < dark + (paper - dark) * _CONTRAST).astype(np.uint8)
    for slab in slabs:
        cv2.fillConvexPoly(ink, np.asarray(np.round(slab.corners()), np.int32), 0)
    for edge in edges:
        width = max(round(size * 0.25), 5)
        cv2.line(ink, (round(edge.x0), round(edge.top)), (round(edge.x1), round(edge.bottom)), 0, width)
    joined = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((max(round(size * 0.15), 1), max(round(size * _JOIN), 1)), np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    found = [
        Slab(x + width / 2, y + height / 2, width + size * 0.5, max(float(height), size * 0.7) * 1.35, 0.0, float(height))
        for x, y, width, height, _ in (tuple(int(value) for value in stat) for stat in stats[1:])
        if _HIGH[0] * size <= height <= _HIGH[1] * size and _WIDE[0] * size <= width <= _WIDE[1] * size
    ]
    return found if len(found) <= _MOST else []


def upright_picture(picture: Picture, turn: NDArray[np.float64], sides: tuple[int, int]) -> NDArray[np.uint8]:
    """In grey, `sides` wide and high."""
    grey = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)
    if np.allclose(turn, np.eye(3), atol=1e-3):
        return np.asarray(grey, np.uint8)
    return np.asarray(cv2.warpAffine(grey, turn[:2], sides, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE), np.uint8)
