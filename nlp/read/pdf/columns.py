"""Two columns of text: the gutter between them, and the order in which they are read."""

from statistics import median

from nlp.read.pdf.lines import Line, Run, line, rows

_STEP = 3.0
_MIN_GUTTER = 9.0
_MIN_LINES = 6
_MIN_FILL = 0.6
"""The share of its column that a line of running text takes up; cells of an unruled table take less."""

_BAND = (0.3, 0.7)
"""Where the gutter may lie, as shares of the width of the text."""


def zones(found: list[list[Run]], page: int) -> list[list[Line]]:
    """The lines in reading order; each column of a passage in columns is a zone of its own."""
    gutter = _gutter(found)
    if gutter is None:
        return [[line(row, page) for row in found]] if found else []
    result: list[list[Line]] = []
    passage: list[list[Run]] = []
    whole: list[list[Run]] = []
    for row in [*found, None]:
        if row is not None and not _crosses(row, gutter):
            passage.append(row)
            continue
        columns = _columns(passage, gutter)
        if columns is None:
            whole += passage
        else:
            result += [[line(one, page) for one in part] for part in (whole, *columns) if part]
            whole = []
        passage = []
        if row is not None:
            whole.append(row)
    return result + ([[line(one, page) for one in whole]] if whole else [])


def _crosses(row: list[Run], x: float) -> bool:
    return any(run.x0 < x < run.x1 for run in row)


def _gutter(found: list[list[Run]]) -> float | None:
    """The middle of the upright strip that the most lines in a row leave free."""
    if len(found) < _MIN_LINES:
        return None
    left = min(run.x0 for row in found for run in row)
    width = max(run.x1 for row in found for run in row) - left
    places = [left + width * _BAND[0] + step * _STEP for step in range(int(width * (_BAND[1] - _BAND[0]) / _STEP))]
    free = [_longest(found, x) for x in places]
    if not places or max(free) < _MIN_LINES:
        return None
    strips: list[list[float]] = [[]]
    for x, count in zip(places, free, strict=True):
        if count == max(free):
            strips[-1].append(x)
        elif strips[-1]:
            strips.append([])
    widest = max(strips, key=len)
    return (widest[0] + widest[-1]) / 2 if len(widest) * _STEP >= _MIN_GUTTER else None


def _longest(found: list[list[Run]], x: float) -> int:
    """How many lines one below the other do not cross `x`."""
    longest = count = 0
    for row in found:
        count = 0 if _crosses(row, x) else count + 1
        longest = max(longest, count)
    return longest


def _columns(passage: list[list[Run]], gutter: float) -> tuple[list[list[Run]], list[list[Run]]] | None:
    """The two columns of a passage; None where it is no text in columns."""
    runs = [run for row in passage for run in row]
    left = rows([run for run in runs if run.x1 <= gutter])
    right = rows([run for run in runs if run.x1 > gutter])
    if min(len(left), len(right)) < _MIN_LINES or not _filled(left) or not _filled(right):
        return None
    return left, right


def _filled(column: list[list[Run]]) -> bool:
    extents = [(row[0].x0, max(run.x1 for run in row)) for row in column]
    width = max(end for _, end in extents) - min(start for start, _ in extents)
    return median(end - start for start, end in extents) >= width * _MIN_FILL
