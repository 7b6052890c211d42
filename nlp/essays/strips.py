"""Texts made comparable: letters without marks and quotations, and their runs as numbers."""

import re
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from nlp.types import Span

Numbers = NDArray[np.uint64]
Places = NDArray[np.int64]
QUOTED = re.compile("“[^”\n]{0,600}”|「[^」\n]{0,600}」|《[^》\n]{0,60}》")
BASE = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True, slots=True)
class Paper:
    """A text to be compared: its sentences ascend, with the marks that close them; what lies in none of them is not compared."""

    text: str
    sentences: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Strip:
    """A text without its marks: code points, where they stood, and a number that changes where something was cut out."""

    codes: Numbers
    places: Places
    parts: Places


def whole(text: str) -> Paper:
    return Paper(text, ((0, len(text)),))


@cache
def _letters() -> NDArray[np.bool_]:
    return np.array([chr(code).isalnum() for code in range(0x10000)])


def strip(paper: Paper, *, quoted: bool = False) -> Strip:
    """Letters, figures and characters of the sentences; without `quoted` those in quotation marks are cut out."""
    codes = np.frombuffer(paper.text.encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.uint64)
    keep = np.zeros(len(codes), bool)
    for start, end in paper.sentences:
        keep[start:end] = True
    cuts = np.zeros(len(codes) + 1, np.int64)
    if not quoted:
        for match in QUOTED.finditer(paper.text):
            keep[match.start() : match.end()] = False
            cuts[match.start()] = 1
    keep &= _letters()[np.minimum(codes, 0xFFFF).astype(np.int64)]
    places = np.flatnonzero(keep)
    return Strip(codes[places], places, np.cumsum(cuts)[places])


def hashes(line: Strip, size: int) -> tuple[Numbers, Places]:
    """The runs of `size` characters as numbers, and where in the strip they begin; none reaches over a cut."""
    count = len(line.codes) - size + 1
    if count <= 0:
        return np.zeros(0, np.uint64), np.zeros(0, np.int64)
    value = np.zeros(count, np.uint64)
    for offset in range(size):
        value = (value * BASE) ^ (line.codes[offset : offset + count] + np.uint64(1))
        value = value ^ (value >> np.uint64(29))
    starts = np.flatnonzero(line.parts[:count] == line.parts[size - 1 :])
    return value[starts], starts


def without(values: Numbers, foreign: Numbers) -> NDArray[np.bool_]:
    """Which of `values` are none of `foreign`, which ascend."""
    if not len(foreign):
        return np.ones(len(values), bool)
    found: NDArray[np.bool_] = foreign[np.minimum(np.searchsorted(foreign, values), len(foreign) - 1)] != values
    return found
