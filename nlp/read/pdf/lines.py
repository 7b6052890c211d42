"""Characters to lines: runs that were drawn together, put side by side."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from nlp.read.pdf.page import Char
from nlp.types import Span

_SAME_LINE = 0.5
"""Two runs stand on one line where their middles are no further apart than this share of the smaller size."""

_RUN_GAP = 0.6
_WORD_GAP = 0.15
_LABEL_GAP = 0.6
_COLUMN_GAP = 1.5
_HANG_GAP = 0.2
"""Gaps between characters, in units of the character size: what ends a run, parts Latin words, parts a label without a closing mark,
parts columns, parts any label."""

SURE = 0.6
"""A recognised character of less certainty may be misread."""

_NEAR = 3
"""Characters between two doubtful ones that are doubtful with them."""

_MAX_LABEL = 8
"""Characters of a label."""

_LATIN = re.compile(r"[0-9A-Za-z\u00c0-\u024f]")
# A numbering label that has no closing mark of its own: 1 1.1 第一条 •
_BARE_LABEL = re.compile(r"(?:\d{1,2}(?:\.\d{1,2}){0,4}|第[一二三四五六七八九十百零\d]{1,5}[章节条款部分]{1,2}|[•●■◆▪·➢])$")


@dataclass(slots=True)
class Line:
    """A line of text on a page; `size` is that of most of its characters."""

    text: str
    page: int
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    first: float
    """The width of the first piece of it that cannot be broken: a character or a Latin word, with the marks that stick to it."""
    hang: float | None
    """Where the text after a label begins, set off by a gap; further lines of the paragraph may hang there."""
    doubts: tuple[Span, ...] = ()
    """What of the text may be misread."""

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


@dataclass(slots=True)
class Run:
    """Characters that follow one another."""

    chars: list[Char]
    x0: float
    x1: float
    top: float
    bottom: float

    @property
    def size(self) -> float:
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


def runs(chars: Iterable[Char]) -> list[Run]:
    """Characters that were drawn one after the other on one base line, without a wide gap."""
    found: list[Run] = []
    for char in chars:
        last = found[-1] if found else None
        if last is not None and _follows(last, char):
            last.chars.append(char)
            last.x0, last.x1 = min(last.x0, char.x0), max(last.x1, char.x1)
        else:
            found.append(Run([char], char.x0, char.x1, char.top, char.bottom))
    return [run for run in found if any(char.text != " " for char in run.chars)]


def _follows(run: Run, char: Char) -> bool:
    size = min(run.size, char.size)
    return abs(run.bottom - char.bottom) <= 0.1 * size and -0.5 * size <= char.x0 - run.x1 <= _RUN_GAP * size


def rows(found: list[Run]) -> list[list[Run]]:
    """Runs that stand side by side, from top to bottom, each row from left to right."""
    lines: list[list[Run]] = []
    for run in sorted(found, key=lambda run: (run.middle, run.x0)):
        if lines and abs(lines[-1][0].middle - run.middle) <= _SAME_LINE * min(lines[-1][0].size, run.size):
            lines[-1].append(run)
        else:
            lines.append([run])
    return [sorted(line, key=lambda run: run.x0) for line in lines]


def segments(row: list[Run]) -> list[list[Run]]:
    """The row cut at gaps as wide as those between columns."""
    found = [[row[0]]]
    for before, run in pairwise(row):
        if run.x0 - max(one.x1 for one in found[-1]) > _COLUMN_GAP * max(before.size, run.size):
            found.append([run])
        else:
            found[-1].append(run)
    return found


def line(row: list[Run], page: int) -> Line:
    """One line of all the runs, wide gaps between them as tabs."""
    chars = list(_distinct(sorted((char for run in row for char in run.chars), key=lambda char: char.x0)))
    while chars and chars[0].text.isspace():
        chars.pop(0)
    while chars and chars[-1].text.isspace():
        chars.pop()
    text, doubts = _joined(chars)
    return Line(
        text=text,
        page=page,
        x0=chars[0].x0,
        top=min(run.top for run in row),
        x1=chars[-1].x1,
        bottom=max(run.bottom for run in row),
        size=median(char.size for char in chars),
        first=_first_width(chars),
        hang=_hang(chars),
        doubts=doubts,
    )


def _distinct(chars: list[Char]) -> Iterator[Char]:
    """Without the second strokes of characters that were drawn twice to look bold."""
    kept: list[Char] = []
    for char in chars:
        if not any(char.text == one.text != " " and char.x0 - one.x0 < 0.25 * (one.x1 - one.x0) for one in kept[-2:]):
            kept.append(char)
            yield char


def _joined(chars: list[Char]) -> tuple[str, tuple[Span, ...]]:
    pieces: list[str] = []
    doubts: list[Span] = []
    length = 0
    before: Char | None = None
    for char in chars:
        if before is not None:
            pieces.append(_between(before, char, pieces))
            length += len(pieces[-1])
        if char.sure < SURE:
            near = doubts and length - doubts[-1][1] <= _NEAR
            doubts.append((doubts.pop()[0] if near else length, length + len(char.text)))
        pieces.append(char.text)
        length += len(char.text)
        before = char
    return "".join(pieces), tuple(doubts)


def _between(before: Char, char: Char, pieces: list[str]) -> str:
    size = max(before.size, char.size)
    gap = char.x0 - before.x1
    if gap <= _WORD_GAP * size or before.text == " " or char.text == " ":
        return "\t" if gap > _COLUMN_GAP * size else ""
    if gap > _COLUMN_GAP * size:
        return "\t"
    if _LATIN.match(before.text[-1]) and _LATIN.match(char.text):
        return " "
    return " " if gap > _LABEL_GAP * size and len(pieces) < 12 and _BARE_LABEL.match("".join(pieces)) else ""


_CLOSING = frozenset("、。，．：；？！）〕】》」』％…—·,.:;?!)]}%")
_OPENING = frozenset("（〔【《「『([{")
_QUOTES = frozenset("“”‘’\"'")
"""Unicode allows no break on either side of a quotation mark (UAX 14, class QU)."""


def _first_width(chars: list[Char]) -> float:
    """Chinese typesetting keeps closing marks with what stands before and opening ones with what follows."""
    end = 0
    while end < len(chars) - 1 and _stick(chars[end].text, chars[end + 1].text):
        end += 1
    return chars[end].x1 - chars[0].x0


def _hang(chars: list[Char]) -> float | None:
    for before, char in pairwise(chars[:_MAX_LABEL]):
        if char.text != " " and (before.text == " " or char.x0 - before.x1 > _HANG_GAP * char.size):
            return char.x0
    return None


def _stick(char: str, after: str) -> bool:
    if char in _OPENING or after in _CLOSING or char in _QUOTES or after in _QUOTES:
        return True
    if char in _CLOSING and _LATIN.match(after):  # LibreOffice does not part ，Reading
        return True
    return char.isascii() and after.isascii() and not char.isspace() and not after.isspace()
