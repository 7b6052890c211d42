"""Rows of a responsibility table (任务分解表): each row below a head with 任务 and 责任科室 or 完成时限 is a row of the ledger."""

import re
from bisect import bisect_right
from collections.abc import Iterator

from nlp.tasks.titles import short_title
from nlp.types import Block, Layout, Source, Span, Task

WHOLE: frozenset[str] = frozenset(("xlsx", "xls"))
"""Formats of files that are tables throughout; the tables of other documents repeat what their text orders."""

# What the cells of a head say. A column that says what is to be done, the more particular further right.
_TASK = re.compile(r"任务|事项|工作(?:内容|要求|措施|目标|项目|$)|措施|举措|内容|项目|要点|目标")
_NO_TASK = re.compile(r"责任|时间|时限|期限|单位|科室|部门|完成情况|进展|备注|序号|类别|效果")
_WHO_OR_WHEN = re.compile(r"责任|牵头|负责|承办|主办|配合|科室|部门|单位|时限|时间|期限|节点|日期")
_LONGEST_HEAD = 14
_SHORTEST = 4
_CONFIDENCE = 0.9


def table_tasks(source: Source, layout: Layout) -> tuple[Task, ...]:
    """The tasks of all rows in their order, without ids and links."""
    starts = [line.span[0] for line in layout.lines]
    found = []
    for span in _cells(source):
        at = bisect_right(starts, span[0]) - 1
        quote = source.quote(span)
        found.append(
            Task(
                text=quote.text,
                span=span,
                place=quote.place,
                section=layout.lines[at].section if at >= 0 else "0",
                title=short_title(quote.text, None),
                tier="must",
                audience="other",
                confidence=_CONFIDENCE,
                why="table.row",
            )
        )
    return tuple(found)


def _cells(source: Source) -> Iterator[Span]:
    """Where the task of each row stands; a head holds until the next."""
    columns: list[int] = []
    for block in source.blocks:
        if block.role != "table_row":
            continue
        cells = list(_split(source.text, block))
        texts = [source.text[start:end] for start, end in cells]
        head = _head(texts)
        if head:
            columns = head
            continue
        task = next((column for column in reversed(columns) if column < len(cells) and len(texts[column]) >= _SHORTEST), None)
        if task is not None:
            yield cells[task]


def _head(texts: list[str]) -> list[int]:
    """The columns of tasks where the row is a head; none where it is none."""
    if any(len(text) > _LONGEST_HEAD for text in texts):
        return []
    tasks = [index for index, text in enumerate(texts) if _TASK.search(text) and not _NO_TASK.search(text)]
    others = [text for index, text in enumerate(texts) if index not in tasks and _WHO_OR_WHEN.search(text)]
    return tasks if others else []


def _split(text: str, block: Block) -> Iterator[Span]:
    start, end = block.span
    for piece in text[start:end].split("\t"):
        yield start, start + len(piece)
        start += len(piece) + 1
