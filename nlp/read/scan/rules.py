"""Ruled lines of an upright picture: long level and upright strokes."""

from collections.abc import Iterator
from typing import Literal

import cv2
import numpy as np
from numpy.typing import NDArray

from nlp.read.limits import MAX_EDGES
from nlp.read.pdf.page import Edge

_LONG = 2.2
_THICK = 0.4
"""A ruled line's least length and greatest thickness, in units of the size of the text."""

_MEND = 3
"""Pixels of a gap in a line that was printed whole."""


def ruled_lines(grey: NDArray[np.uint8], size: float) -> list[Edge]:
    """Edges in pixels; `size` is that of the text. None where there are more than a page of forms has."""
    window = max(round(size * 2) | 1, 15)
    dark = cv2.adaptiveThreshold(grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, window, 18)
    found = [*_strokes(np.asarray(dark, np.uint8), size, "h"), *_strokes(np.asarray(dark, np.uint8), size, "v")]
    return found if len(found) <= MAX_EDGES else []


def _strokes(dark: NDArray[np.uint8], size: float, way: Literal["h", "v"]) -> Iterator[Edge]:
    length = max(round(size * _LONG), 20)
    shape, mend = ((1, length), (1, _MEND)) if way == "h" else ((length, 1), (_MEND, 1))
    whole = cv2.morphologyEx(dark, cv2.MORPH_CLOSE, np.ones(mend, np.uint8))
    strokes = cv2.morphologyEx(whole, cv2.MORPH_OPEN, np.ones(shape, np.uint8))
    strokes = cv2.dilate(strokes, np.ones((3, 3), np.uint8))
    count, _, stats, middles = cv2.connectedComponentsWithStats(strokes, connectivity=8)
    for (x, y, width, height, area), (middle_x, middle_y) in zip(stats[1:count], middles[1:count], strict=True):
        run = width if way == "h" else height
        if area / max(run, 1) > size * _THICK + 3:
            continue
        if way == "h":
            yield Edge(float(x), float(middle_y), float(x + width), float(middle_y), "h")
        else:
            yield Edge(float(middle_x), float(y), float(middle_x), float(y + height), "v")
