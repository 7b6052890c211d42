"""A picture of a page to the page that the PDF reader knows: characters with their boxes, ruled lines, the way back to the picture."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from math import ceil, cos, radians, sin
from statistics import fmean, median

import numpy as np

from nlp.read.pdf.page import Back, Char, Edge, Page
from nlp.read.scan.crumbs import crumbs, upright_picture
from nlp.read.scan.detect import Slab, find_lines
from nlp.read.scan.engine import models
from nlp.read.scan.evenness import Letter
from nlp.read.scan.mend import mended
from nlp.read.scan.options import Mode
from nlp.read.scan.photo import Matrix, Shot
from nlp.read.scan.rules import ruled_lines
from nlp.read.scan.seal import without_seals
from nlp.read.scan.tell import Told, tell
from nlp.read.scan.upright import lie

LONGEST: dict[Mode, int] = {"fast": 960, "accurate": 960}
"""Pixels of the longer side of the picture on which lines are looked for; on five samples 1,280 misread twice as many characters."""

_DROPPED = 0.5
"""Lines that are less sure are specks and patterns, no text."""

_CERTAIN = 0.85
"""How sure a single figure is that the detection of lines passed over, to be one and no speck."""

_ASKEW = 12.0
"""Degrees by which a line may lean against the page."""

_ALIKE = 0.12
"""Sizes of lines that differ by no more are one size."""

_MENDED = 0.5
"""How sure a character is that was put right by the words around it: somebody should look."""

_COARSE, _TOO_COARSE = 12.0, 9.7
"""Pixels of a scan that a Chinese character is found to be high (what is smaller than nine is found to be a little over nine): below the
one some characters in a hundred are misread, so no figure is certain; below the other nothing is worth reading."""

_GAP = 0.6
"""Room between two characters that is a gap, in units of their size."""

_FIGURES = "一二三四五六七八九十百〇零"

_WIDE, _NARROW = 0.7, 0.3
"""From how much room a space is an ideographic one, or one at all."""

_POINTS = 14.0
"""The size in points that text has where nothing else tells the size of the page."""

_SMALL, _LARGE = 6.0, 40.0
"""Sizes in points between which text on a page of true size lies."""

_A4 = (595.3, 1.25, 1.6)
"""The width of A4 in points, and how much higher than wide a page is that is taken to be of that size."""


def sheet(shot: Shot, number: int, *, mode: Mode) -> Page:
    picture, points = shot.picture, shot.points
    clean, seals = without_seals(picture)
    known = models()
    slabs = find_lines(clean, known.find, longest=LONGEST[mode])
    angle = lie(slabs, partial(tell, clean, models=known))
    upright = [slab.lying(angle) for slab in slabs]
    told = [tell(clean, slab, known) for slab in upright if abs(slab.angle - angle) <= _ASKEW or slab.length < 3 * slab.height]
    seen = len(told)
    told = [line for line in told if line.sure >= _DROPPED and line.text.strip()]
    sizes = _sizes(told)
    size = _usual(sizes, told)
    legible = size * shot.fine >= _TOO_COARSE
    if not legible:
        told, sizes = [], []
    turn, (width, height) = _turned(picture.shape[1], picture.shape[0], angle)
    ratio = points if points and _SMALL <= size * points <= _LARGE else _ratio(width, height, size)
    back = np.asarray(np.linalg.inv(np.diag((ratio, ratio, 1.0)) @ turn @ shot.flat), np.float64)
    if points is not None:  # of a page of a file that counts in points, what is shown is counted in points as well
        back = np.diag((points, points, 1.0)) @ back
    page = Page(number, width * ratio, height * ratio, back=_back(back), scanned=True, unread=seen - len(told))
    for line, line_size in zip(told, sizes, strict=True):
        page.chars += _chars(line, line_size, turn, ratio)
    straight = upright_picture(clean, turn, (ceil(width), ceil(height)))
    edges = ruled_lines(straight, size)
    coloured = np.repeat(straight[:, :, None], 3, axis=2)
    for slab in crumbs(straight, [_moved(slab, turn, angle) for slab in upright], edges, size) if legible else ():
        if (crumb := tell(coloured, slab, known)).sure >= _CERTAIN and crumb.text.isalnum():
            page.chars += _chars(crumb, size, np.eye(3), ratio)
    if size * shot.fine < _COARSE:
        page.chars = [_doubted(char) for char in page.chars]
    page.edges += [Edge(edge.x0 * ratio, edge.top * ratio, edge.x1 * ratio, edge.bottom * ratio, edge.way) for edge in edges]
    to_points = back @ np.diag((ratio, ratio, 1.0)) @ turn
    page.seals += [_seal(bounds, to_points) for bounds in seals]
    return page


def _turned(width: int, height: int, angle: float) -> tuple[Matrix, tuple[float, float]]:
    """The map that turns the picture by `angle` back about its middle, and its sides then, as those of a page that lies straight."""
    quarter = round(angle / 90) % 4
    cosine, sine = cos(radians(angle)), sin(radians(angle))
    wide, high = (height, width) if quarter % 2 else (width, height)
    x, y = width / 2, height / 2
    return np.array(
        [(cosine, sine, wide / 2 - cosine * x - sine * y), (-sine, cosine, high / 2 + sine * x - cosine * y), (0.0, 0.0, 1.0)]
    ), (wide, high)


def _back(matrix: Matrix) -> Back:
    a, b, c, d, e, f, g, h, i = (float(value) for value in matrix.ravel())
    return (a, b, c, d, e, f, g, h, i)


def _ratio(width: float, height: float, size: float) -> float:
    wide, least, most = _A4
    return wide / width if least <= height / width <= most else wide / height if least <= width / height <= most else _POINTS / size


def _sizes(told: list[Told]) -> list[float]:
    """The size of each line, in pixels: the step from one Chinese character to the next, else what the height of its ink tells.

    Sizes that are nearly the usual one are the usual one.
    """
    steps = [_step(line) for line in told]
    shares = [step / line.slab.ink for line, step in zip(told, steps, strict=True) if step]
    share = median(shares) if shares else 1.0
    sizes = [step or line.slab.ink * share for line, step in zip(told, steps, strict=True)]
    usual = _usual(sizes, told)
    limits = [_ALIKE if step else _ALIKE * 2 for step in steps]
    return [usual if abs(size - usual) <= limit * usual else size for size, limit in zip(sizes, limits, strict=True)]


def _step(line: Told) -> float | None:
    pairs = zip(line.letters, line.letters[1:], strict=False)
    steps = [(after.at - before.at) * line.slab.length for before, after in pairs if _is_wide(before) and _is_wide(after)]
    steps = sorted(step for step in steps if 0.7 * line.slab.ink <= step <= 1.4 * line.slab.ink)
    middle = [step for step in steps if 0.8 * median(steps) <= step <= 1.25 * median(steps)]
    return fmean(middle) if len(middle) >= 4 else None  # of one step the model is sure to a tenth of the size only


def _settled(letter: Letter, text: str) -> Letter:
    """Marks and spaces are no matter of doubt; a letter or figure that was put right is."""
    if not text.isalnum():
        return replace(letter, text=text, sure=1.0)
    return letter if letter.text == text else replace(letter, text=text, sure=min(letter.sure, _MENDED))


def _doubted(char: Char) -> Char:
    """A figure of a coarse scan."""
    return char._replace(sure=min(char.sure, _MENDED)) if char.text.isdigit() or char.text in _FIGURES else char


def _spaced(letters: list[Letter], halves: list[float], middles: list[float], em: float) -> Iterator[str]:
    """The characters, with spaces as wide as they are: one that is as wide as a character, beside Chinese, is an ideographic one; one
    that is hardly wide, beside Chinese, is none."""
    last = len(letters) - 1
    for index, letter in enumerate(letters):
        if letter.text != " " or not 0 < index < last or (letters[index - 1].text.isascii() and letters[index + 1].text.isascii()):
            yield letter.text
            continue
        room = middles[index + 1] - halves[index + 1] - middles[index - 1] - halves[index - 1]
        yield "\u3000" if room > _WIDE * em else " " if room > _NARROW * em else ""


def _is_wide(letter: Letter) -> bool:
    return "\u3400" <= letter.text <= "\u9fff"


def _usual(sizes: list[float], told: list[Told]) -> float:
    """The size of most characters."""
    if not sizes:
        return 20.0
    letters = sorted((size, len(line.letters)) for size, line in zip(sizes, told, strict=True))
    half = sum(count for _, count in letters) / 2
    for size, count in letters:
        half -= count
        if half <= 0:
            return size
    return letters[-1][0]


def _chars(line: Told, size: float, turn: Matrix, ratio: float) -> list[Char]:
    """The characters in points, each as wide as its kind; they touch where no gap is between them."""
    x, y, _ = turn @ (line.slab.x, line.slab.y, 1.0)
    left, middle, em = float(x - line.slab.length / 2) * ratio, float(y) * ratio, size * ratio
    letters = [_settled(letter, text) for letter, text in zip(line.letters, mended(line.text), strict=True)]
    halves = [em * (0.5 if not letter.text.isascii() else 0.25) for letter in letters]
    middles = [left + letter.at * line.slab.length * ratio for letter in letters]
    texts = list(_spaced(letters, halves, middles, em))
    found: list[Char] = []
    for index, (letter, half, at) in enumerate(zip(letters, halves, middles, strict=True)):
        x0, x1 = at - half, at + half
        if index and at - middles[index - 1] - half - halves[index - 1] <= _GAP * em:
            x0 = found[-1].x1
        if index + 1 < len(letters) and (room := middles[index + 1] - at) - half - halves[index + 1] <= _GAP * em:
            x1 = at + room * half / (half + halves[index + 1])
        found.append(Char(texts[index], x0, middle - em / 2, max(x1, x0), middle + em / 2, 0, letter.sure))
    return [char for char in found if char.text]


def _moved(slab: Slab, turn: Matrix, angle: float) -> Slab:
    x, y, _ = turn @ (slab.x, slab.y, 1.0)
    return replace(slab, x=float(x), y=float(y), angle=slab.angle - angle)


def _seal(bounds: tuple[int, int, int, int], matrix: Matrix) -> tuple[float, float, float, float]:
    left, top, right, bottom = bounds
    corners = np.array([(left, top, 1.0), (right, top, 1.0), (right, bottom, 1.0), (left, bottom, 1.0)])
    found = (matrix @ corners.T).T
    xs, ys = found[:, 0] / found[:, 2], found[:, 1] / found[:, 2]
    return (round(float(xs.min()), 1), round(float(ys.min()), 1), round(float(xs.max()), 1), round(float(ys.max()), 1))
