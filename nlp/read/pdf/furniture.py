"""Running heads, running feet and page numbers: lines at the edge of the page that come back page after page."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from nlp.read.furniture import is_page_number
from nlp.read.pdf.lines import Line, Run, line
from nlp.read.pdf.page import Page

_ZONE = 0.13
"""The share of the height of a page, at its top and at its bottom, in which furniture stands."""

_MAX_LINES = 3
_MIN_PAGES = 2
_MIN_SHARE = 0.4
"""The share of the pages on which a line has to come back; heads of left and right pages stand on half of them each."""

_SHIFT = 12
"""Points by which a line may move from page to page."""

_DIGITS = re.compile(r"\d+")

Rows = list[list[Run]]


def set_apart(pages: Sequence[tuple[Page, Rows]]) -> list[tuple[Rows, list[tuple[str, Line]]]]:
    """For each page the rows of the text, and the furniture as (kind, line): page_header, page_footer, page_number."""
    edges = [list(_edges(page, rows)) for page, rows in pages]
    seen = Counter(key for found in edges for key in {_key(one, where) for where, one, _ in found})
    enough = max(_MIN_PAGES, (len(pages) - 1) * _MIN_SHARE)
    apart = []
    for (_, rows), found in zip(pages, edges, strict=True):
        furniture = []
        taken = set()
        for where in ("top", "bottom"):
            for _, one, index in (entry for entry in found if entry[0] == where):
                kind = _kind(one, where, seen, enough)
                if kind is None:
                    break
                taken.add(index)
                furniture.append((kind, one))
        apart.append(([row for index, row in enumerate(rows) if index not in taken], furniture))
    return apart


def _edges(page: Page, rows: Rows) -> Iterator[tuple[str, Line, int]]:
    """The lines at the top and at the bottom of the page, from its edge inwards."""
    count = len(rows)
    for where, indices in (("top", range(min(_MAX_LINES, count))), ("bottom", range(count - 1, max(count - 1 - _MAX_LINES, -1), -1))):
        for index in indices:
            one = line(rows[index], page.number)
            depth = one.middle if where == "top" else page.height - one.middle
            if depth > page.height * _ZONE:
                break
            yield where, one, index


def _key(one: Line, where: str) -> tuple[str, str, int]:
    return where, _DIGITS.sub("#", "".join(one.text.split())), round(one.top / _SHIFT)


def _kind(one: Line, where: str, seen: Counter[tuple[str, str, int]], enough: float) -> str | None:
    if is_page_number(one.text):
        return "page_number"
    place, text, top = _key(one, where)
    if sum(seen[place, text, near] for near in (top - 1, top, top + 1)) >= enough:
        return "page_header" if where == "top" else "page_footer"
    return None
