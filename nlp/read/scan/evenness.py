"""Chinese stands in even steps: where a step has room for one more character, one was passed over; where two share a step, one is none."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from nlp.read.scan.engine import Floats

_EVEN = 4
"""Steps between Chinese characters that tell the size of a line."""

_ROOM = (1.7, 2.3)
"""From one character to the next with room for one between, in units of their size; what is wider is a gap of the page."""

_MIDDLE = 0.4
"""How far about its middle, in those units, a character that was passed over is looked for."""

_FAINT = 0.05
"""A character that is likelier than this is taken where there is room for one."""

_SOUND = 0.8
"""Neighbours read less surely than this are no text whose steps could be trusted."""

_CROWDED = 0.6
"""Two characters that stand nearer are one that was read twice."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A character; `at` is its middle as a share of the length of the line."""

    text: str
    at: float
    sure: float


def evened(letters: Sequence[Letter], likely: Floats, characters: Sequence[str], steps: float) -> tuple[Letter, ...]:
    """`likely` tells for each of `steps` steps of the line how likely each of `characters` is; the first is none, the last a space."""
    between = [(after.at - before.at) * steps for before, after in pairwise(letters) if _is_chinese(before) and _is_chinese(after)]
    if len(between) < _EVEN:
        return tuple(letters)
    return tuple(_filled(_thinned(letters, median(between) / steps), likely, characters, median(between), steps))


def _thinned(letters: Sequence[Letter], size: float) -> list[Letter]:
    """Of two Chinese characters in one place the surer."""
    kept: list[Letter] = []
    for letter in letters:
        if kept and _is_chinese(kept[-1]) and _is_chinese(letter) and letter.at - kept[-1].at < _CROWDED * size:
            if letter.sure <= kept[-1].sure:
                continue
            kept.pop()
        kept.append(letter)
    return kept


def _filled(letters: Sequence[Letter], likely: Floats, characters: Sequence[str], size: float, steps: float) -> Iterator[Letter]:
    for index, letter in enumerate(letters):
        yield letter
        if index + 1 == len(letters):
            return
        after = letters[index + 1]
        if _ROOM[0] * size <= (after.at - letter.at) * steps <= _ROOM[1] * size and _is_sound(letter) and _is_sound(after):
            middle = (letter.at + after.at) / 2
            first, last = (max(round((middle * steps) + side * _MIDDLE * size), 0) for side in (-1, 1))
            peaks = likely[first : last + 1, 1:].max(axis=0)
            best = int(peaks.argmax())
            if peaks[best] >= _FAINT and _is_wide(found := Letter(characters[best + 1], middle, round(float(peaks[best]), 3))):
                yield found


def _is_chinese(letter: Letter) -> bool:
    return "\u3400" <= letter.text <= "\u9fff"


def _is_sound(letter: Letter) -> bool:
    return _is_wide(letter) and letter.sure >= _SOUND


def _is_wide(letter: Letter) -> bool:
    """A Chinese character, or a mark of Chinese text."""
    return _is_chinese(letter) or letter.text in "，。、；：！？（）《》“”〔〕【】"
