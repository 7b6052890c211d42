"""What a line says: its characters, where each stands along the line, and how sure each is."""

from dataclasses import dataclass
from math import ceil

import cv2
import numpy as np

from nlp.read.scan.detect import Picture, Slab
from nlp.read.scan.engine import Floats, Models
from nlp.read.scan.evenness import Letter, evened

_HEIGHT = 48
_STEP = 8
"""Pixels: the height of a line as the model takes it, and what one of its steps covers."""

_GRID = 64
_NARROWEST, _WIDEST = 64, 3_200


@dataclass(frozen=True, slots=True)
class Told:
    slab: Slab
    letters: tuple[Letter, ...]

    @property
    def text(self) -> str:
        return "".join(letter.text for letter in self.letters)

    @property
    def sure(self) -> float:
        """How sure its characters are on the whole; 0 for a line without any."""
        return sum(letter.sure for letter in self.letters) / len(self.letters) if self.letters else 0.0


def tell(picture: Picture, slab: Slab, models: Models) -> Told:
    """Lines go to the model one by one: what one says must not depend on the width of another."""
    strip = _strip(picture, slab)
    width = strip.shape[1]
    given = np.zeros((1, 3, _HEIGHT, max(ceil(width / _GRID) * _GRID, _NARROWEST)), np.float32)
    given[0, :, :, :width] = strip.transpose(2, 0, 1).astype(np.float32) / np.float32(127.5) - np.float32(1)
    return Told(slab, _letters(models.tell(given)[0], models.characters, width))


def _strip(picture: Picture, slab: Slab) -> Picture:
    """The line upright, in the height that the model takes."""
    width = min(max(round(slab.length * _HEIGHT / max(slab.height, 1)), _STEP), _WIDEST)
    corners = slab.corners()
    if slab.height > 2 * _HEIGHT:  # shrunk in one step, strokes would vanish between the pixels that are looked at
        full = np.array([(0, 0), (slab.length, 0), (slab.length, slab.height), (0, slab.height)], np.float32)
        large = _warped(picture, corners, full, round(slab.length), round(slab.height))
        return np.asarray(cv2.resize(large, (width, _HEIGHT), interpolation=cv2.INTER_AREA), np.uint8)
    target = np.array([(0, 0), (width, 0), (width, _HEIGHT), (0, _HEIGHT)], np.float32)
    return _warped(picture, corners, target, width, _HEIGHT)


def _warped(picture: Picture, corners: Floats, target: Floats, width: int, height: int) -> Picture:
    turn = cv2.getPerspectiveTransform(corners, target)
    made = cv2.warpPerspective(picture, turn, (max(width, 1), max(height, 1)), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(made, np.uint8)


def _letters(likely: Floats, characters: tuple[str, ...], width: int) -> tuple[Letter, ...]:
    """Connectionist temporal classification: the likeliest of each step, repeats and blanks left out.

    A character stands in the middle of the steps that name it.
    """
    best = likely.argmax(axis=1)
    letters = []
    start = 0
    for step in range(1, len(best) + 1):
        if step < len(best) and best[step] == best[start]:
            continue
        if best[start]:
            peak = float(likely[start:step, best[start]].max())
            middle = (start + step) / 2 * _STEP / width
            letters.append(Letter(characters[best[start]], min(middle, 1.0), round(peak, 3)))
        start = step
    return evened(letters, likely, characters, width / _STEP)
