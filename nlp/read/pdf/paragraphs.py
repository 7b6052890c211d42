"""Lines to paragraphs: a line goes on where the one before broke because nothing more would fit."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from nlp.read.pdf.lines import Line

# What opens a paragraph: 一、 （一） (1) 1. 1、 第一条 ① ● 附件
_LABEL = re.compile(
    r"(?:[一二三四五六七八九十百]{1,4}、|[（(][一二三四五六七八九十\d]{1,3}[)）]|\d{1,3}(?:[、．]|\.(?!\d))|第[一二三四五六七八九十百零\d]{1,5}[章节条款]"
    r"|[①-⑳㈠-㈩⑴-⒛●■◆▪•➢]|附[件表]\s*(?:\d{0,2}[:：.．]|\d{1,2}\s)|\d{1,2}\.\d{1,2}(?!\d|%|[万亿元]))"
)
_ENDED = re.compile(r"[。！？；：:;!?][”’』」）)]*$")
_CLOSED = re.compile(r"[。！？：][”’』」）)]*$")
_HEADING = re.compile(r"[一二三四五六七八九十百]{1,4}、|（[一二三四五六七八九十]{1,3}）|第[一二三四五六七八九十百零\d]{1,5}[章节条款]")
# A title that is complete, and names that stand above a title on a line of their own.
_COMPLETE = re.compile(
    r"(?:通知|通告|公告|通报|决定|意见|方案|计划|规划|要点|办法|细则|规定|制度|章程|指南|清单|报告|请示|批复|函|纪要|倡议书|总结|预案|目录|文件"
    r"|局|厅|委|府|办|室|部|会|院|处|科)[）)》”]*$"
)
_TABBED_LABEL = re.compile(_LABEL.pattern + r"\t")

_ALIKE = 0.12
"""Lines of one paragraph differ in size by no more than this share."""

_EVEN = 0.6
_INDENT = 1.2
_MAX_HANG = 4.5
_MAX_INDENT = 6.0
_SLACK = 0.2
_MAX_LEADING = 1.7
"""In units of the character size: edges that are one, a paragraph's indent, a label's, room that justified text may leave; and
the share of the usual distance of two lines by which lines of one paragraph may stand apart."""

_SMALLEST = 0.5
_TITLE = 1.15
"""The smallest size that counts, in points; the size of a title, in units of the usual size."""

_HANGING = frozenset("，。、；：！？）”》")
"""Marks that may hang over the right margin."""

_MIN_AGREEING = 3
_MIN_SHARE = 0.2


@dataclass(frozen=True, slots=True)
class Margins:
    left: float
    right: float
    leading: float
    size: float
    """The usual distance from line to line, and the usual size of a line."""


def margins(lines: list[Line], width: float) -> Margins:
    """The edges of the text that these lines fill, on pages of `width` points. Where few lines end alike, the right margin is
    taken to be as wide as the left."""
    size = max(_usual([line.size for line in lines], 0.5), _SMALLEST)
    left = _agreed([line.x0 for line in lines], size, 1)
    right = _agreed([line.x1 for line in lines if line.text[-1] not in _HANGING] or [line.x1 for line in lines], size, -1)
    ending = sum(1 for line in lines if abs(line.x1 - right) <= size)
    if ending < max(_MIN_AGREEING, len(lines) * _MIN_SHARE):
        right = max(right, width - left)
    steps = [after.bottom - line.bottom for line, after in pairwise(lines) if after.page == line.page]
    return Margins(left, right, _usual([step for step in steps if 0 < step < 4 * size] or [1.5 * size], 1.0), size)


def _agreed(edges: list[float], size: float, way: int) -> float:
    """The outermost edge that two lines share; the outermost where no two do."""
    ordered = sorted(edges, reverse=way < 0)
    for edge, after in pairwise(ordered):
        if abs(edge - after) <= size * 0.5:
            return edge
    return ordered[0]


def _usual(values: list[float], grain: float) -> float:
    """The value that occurs most often, rounded to `grain`; the smaller of two."""
    counts: dict[float, int] = {}
    for value in values:
        rounded = round(value / grain) * grain
        counts[rounded] = counts.get(rounded, 0) + 1
    return max(sorted(counts), key=lambda value: counts[value])


def paragraphs(lines: Iterable[tuple[Line, Margins]]) -> list[list[Line]]:
    """Each paragraph as its lines."""
    found: list[list[Line]] = []
    before: Margins | None = None
    for line, bounds in lines:
        if found and before is not None and _continues(found[-1], before, line, bounds):
            found[-1].append(line)
        else:
            found.append([line])
        before = bounds
    return found


def _continues(paragraph: list[Line], before: Margins, line: Line, bounds: Margins) -> bool:
    last = paragraph[-1]
    if not _near(last, before, line, bounds):
        return False
    open_ended = _ENDED.search(last.text) is None
    centred = _centred(line, bounds) and _balanced(last, before)
    if centred and open_ended and last.size > _TITLE * before.size and not _COMPLETE.search(last.text):
        return True  # the lines of a title are broken where the sense allows
    centred = centred and abs((line.x0 - bounds.left) - (last.x0 - before.left)) > _EVEN * line.size
    room = before.right - before.left - (last.x1 - last.x0) if centred else before.right - last.x1
    if room >= line.first + _SLACK * min(last.size, line.size):
        return False
    return (centred and open_ended and not _LABEL.match(line.text)) or _aligned(paragraph, before, line, bounds)


def _near(last: Line, before: Margins, line: Line, bounds: Margins) -> bool:
    """Whether the lines are of one size and, within a page or column, no further apart than lines are."""
    size = min(last.size, line.size)
    if abs(last.size - line.size) > _ALIKE * size:
        return False
    leading = bounds.leading * max(1, size / bounds.size) * _MAX_LEADING
    return last.page != line.page or before is not bounds or 0 < line.bottom - last.bottom <= leading


def _centred(line: Line, bounds: Margins) -> bool:
    return _balanced(line, bounds) and line.x0 - bounds.left > _INDENT * line.size


def _balanced(line: Line, bounds: Margins) -> bool:
    """As much room to the left as to the right; a line of a centred title that is nearly full as well."""
    return abs((line.x0 - bounds.left) - (bounds.right - line.x1)) <= line.size


def _aligned(paragraph: list[Line], before: Margins, line: Line, bounds: Margins) -> bool:
    """Whether the left edge of `line` is one at which the paragraph may go on."""
    size, opening, last = line.size, paragraph[0], paragraph[-1]
    if opening.x0 - before.left > _MAX_INDENT * size:  # a signature or a date, set to the right
        return False
    if _HEADING.match(line.text) and _CLOSED.search(last.text):
        return False
    first, edge = opening.x0 - before.left, line.x0 - bounds.left
    labelled = _LABEL.match(line.text) is not None
    if len(paragraph) > 1:
        usual = last.x0 - before.left
        opens = labelled and (abs(usual - first) <= _EVEN * size or (usual > first and _CLOSED.search(last.text) is not None))
        return abs(edge - usual) <= _EVEN * size and not opens
    if edge < first - _EVEN * size:
        return edge <= _MAX_HANG * size and not (labelled and edge > _EVEN * size and _CLOSED.search(last.text))
    if labelled:
        return False
    if edge > first + _EVEN * size:
        return _hangs(opening, edge + before.left) and edge - first <= _MAX_HANG * size
    return first <= _INDENT * size or not (_CLOSED if _LABEL.match(opening.text) else _ENDED).search(last.text)


def _hangs(opening: Line, edge: float) -> bool:
    """Whether the paragraph opens with a label, so that its other lines may stand further right."""
    return _LABEL.match(opening.text) is not None or (opening.hang is not None and abs(opening.hang - edge) <= _EVEN * opening.size)


def seam(before: str, after: str) -> str:
    """What joins two lines: a space between Latin words, nothing next to Chinese; a hyphen at the end of a line stays."""
    if before.endswith("-") or not (before[-1].isascii() and after[0].isascii()):
        return ""
    return " " if before[-1] not in "([{/" and after[0] not in ")]},.;:/%" else ""


def without_tab(text: str) -> str:
    """A label parted from its text by a tab reads as it would without: 1.加强领导."""
    match = _TABBED_LABEL.match(text)
    return text if match is None else text[: match.end() - 1] + text[match.end() :]
