"""Photographs of pages: the sheet found against what it lies on and laid flat, its light made even."""

from dataclasses import dataclass

import cv2
import numpy as np
from cv2.typing import MatLike
from numpy.typing import NDArray

from nlp.read.scan.detect import Picture

Matrix = NDArray[np.float64]

_LOOK = 800
"""Pixels of the longer side of the small picture that is looked at."""

_LEAST, _MOST = 0.2, 0.97
"""What share of a picture a sheet covers that lies on something else."""

_FILLED = 0.9
_BRIGHTER = 25
"""How much of its four corners a sheet fills, and by how much it is brighter than what it lies on."""

_EVEN = 0.82
"""Paper whose darkest part is brighter than this share of its brightest is evenly lit."""

_PAPER = 245.0
_CLOSE = 41
"""Pixels of the small picture within which there is paper between the strokes."""


@dataclass(frozen=True, slots=True)
class Shot:
    """A page as it is recognised; `flat` maps what is shown to it, `points` tells how many a pixel of what is shown has, where known;
    `fine` is how many pixels of the scan one of the picture shows, at most 1."""

    picture: Picture
    flat: Matrix
    points: float | None = None
    fine: float = 1.0


def flattened(shot: Shot) -> Shot:
    """The sheet alone and level, in even light; a scan stays as it is."""
    picture, flat = shot.picture, shot.flat
    corners = _sheet(_small(picture))
    if corners is not None:
        height, width = picture.shape[:2]
        corners *= max(width, height) / _LOOK if max(width, height) > _LOOK else 1.0
        wide, high = _sides(corners)
        target = np.array([(0, 0), (wide, 0), (wide, high), (0, high)], np.float32)
        matrix = cv2.getPerspectiveTransform(corners, target)
        made = cv2.warpPerspective(picture, matrix, (wide, high), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
        picture, flat = np.asarray(made, np.uint8), np.asarray(matrix, np.float64) @ flat
    return Shot(_evenly_lit(picture), flat, shot.points, shot.fine)


def _small(picture: Picture) -> Picture:
    height, width = picture.shape[:2]
    ratio = min(1.0, _LOOK / max(height, width))
    sides = (max(round(width * ratio), 1), max(round(height * ratio), 1))
    return np.asarray(cv2.resize(picture, sides, interpolation=cv2.INTER_AREA), np.uint8)


def _sheet(small: Picture) -> NDArray[np.float32] | None:
    """The corners of the sheet from its top left, clockwise; None where the page fills the picture."""
    grey = cv2.GaussianBlur(cv2.cvtColor(small, cv2.COLOR_RGB2GRAY), (0, 0), 2)
    level, mask = cv2.threshold(grey, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    mask = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, np.ones((25, 25), np.uint8))
    outlines, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    if not outlines:
        return None
    outline = cv2.convexHull(max(outlines, key=cv2.contourArea))
    whole, area = float(mask.size), cv2.contourArea(outline)
    if not _LEAST * whole <= area <= _MOST * whole:
        return None
    corners = _four_corners(outline)
    if corners is None or area < _FILLED * cv2.contourArea(corners):
        return None
    inside = np.zeros(mask.shape, np.uint8)
    cv2.fillConvexPoly(inside, corners.astype(np.int32), 255)
    paper, ground = cv2.mean(grey, inside)[0], cv2.mean(grey, cv2.bitwise_not(inside))[0]
    return corners if paper - ground >= _BRIGHTER and ground < level + _BRIGHTER else None


def _four_corners(outline: MatLike) -> NDArray[np.float32] | None:
    around = cv2.arcLength(outline, closed=True)
    for share in (0.01, 0.02, 0.03, 0.05):
        corners = cv2.approxPolyDP(outline, share * around, closed=True)
        if len(corners) == 4:
            points = corners.reshape(4, 2).astype(np.float32)
            sums, gaps = points.sum(axis=1), points[:, 0] - points[:, 1]
            order = [int(sums.argmin()), int(gaps.argmax()), int(sums.argmax()), int(gaps.argmin())]
            return points[order] if len(set(order)) == 4 else None
    return None


def _sides(corners: NDArray[np.float32]) -> tuple[int, int]:
    """How wide and high the sheet is made: as its longer sides are."""
    lengths = [float(np.linalg.norm(corners[index] - corners[(index + 1) % 4])) for index in range(4)]
    return round(max(lengths[0], lengths[2])), round(max(lengths[1], lengths[3]))


def _evenly_lit(picture: Picture) -> Picture:
    small = _small(picture)
    paper = cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((_CLOSE, _CLOSE), np.uint8))
    paper = cv2.GaussianBlur(paper, (0, 0), _CLOSE / 4)
    brightness = paper.max(axis=2)
    dark, bright = np.percentile(brightness, (3, 97))
    if dark >= _EVEN * bright and bright >= 200:
        return picture
    height, width = picture.shape[:2]
    light = cv2.resize(paper.max(axis=2), (width, height), interpolation=cv2.INTER_LINEAR).astype(np.float32)
    lit = picture.astype(np.float32) * (_PAPER / np.maximum(light, 40.0))[:, :, None]
    return np.asarray(np.clip(lit, 0, 255), np.uint8)
