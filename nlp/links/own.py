"""Own links: what stands inside a task's span, in the rest of its sentence, in the heading over it, in the list below it."""

import re
from collections import defaultdict

from nlp.links.board import Board
from nlp.links.words import SUBMIT
from nlp.types import Span

_FIRST_LIST = re.compile(r"[份张篇字套件盘册页幅本堂节]|分钟")
_ALL_ABOVE = re.compile(r"(?:以上|上述)(?:各项|所有)?(?:材料|表格|资料)")
_BARE_DATE = re.compile(r"\d日?前$")
_BRACKET = re.compile(r"[。；，\s]*[（(][^（）()\n]{0,12}")


def own_deadlines(table: Board) -> list[tuple[int, ...]]:
    """For each task the indices of its own deadlines, in the order of the text."""
    found: dict[int, set[int]] = defaultdict(set)
    for at, deadline in enumerate(table.deadlines):
        holder = table.task_at(deadline.span)
        for index in [holder] if holder >= 0 else _beside(table, deadline.span) or _below(table, deadline.span):
            found[index].add(at)
    return [tuple(sorted(found[index])) for index in range(len(table.tasks))]


def own_targets(table: Board) -> list[tuple[int, ...]]:
    found: dict[int, set[int]] = defaultdict(set)
    for at, target in enumerate(table.targets):
        holder = table.task_at(target.span)
        rows = [holder] if holder >= 0 else _beside(table, target.span) if target.role == "target" else []
        if target.role == "target" and _FIRST_LIST.search(target.unit or ""):
            rows = rows + _listing(table, target.span, holder)
        for index in rows:
            found[index].add(at)
    return [tuple(sorted(found[index])) for index in range(len(table.tasks))]


def _beside(table: Board, span: Span) -> list[int]:
    """The rows of the sentence that a value outside all spans stands in: those behind it, else the last before it."""
    sentence = table.sentence(span[0])
    rows = table.tasks_in(sentence)
    behind = [index for index in rows if table.tasks[index].span[0] >= span[1]]
    if behind:
        return behind[:1]
    if rows:
        return rows[-1:]
    last = table.before(span[0])
    if last >= 0 and _BRACKET.fullmatch(table.text[table.tasks[last].span[1] : span[0]]):
        return [index for index in table.tasks_in(table.sentence(table.tasks[last].span[0])) if index >= 0]
    return []


def _below(table: Board, span: Span) -> list[int]:
    """The rows under a heading that holds a date: （二）调研讨论阶段（3月7日至3月31日）."""
    section = table.section(span[0])
    if section is None or not (section.heading[0] <= span[0] and span[1] <= section.heading[1] + 1):
        return []
    own = table.by_section.get(section.id, ())
    rows = own or tuple(table.tasks_in(section.span))
    return [index for index in rows if section.span[0] <= table.tasks[index].span[0] < section.span[1]]


def _listing(table: Board, span: Span, holder: int) -> list[int]:
    """The rows that order what a list names: 报送材料包括：1.…一式3份; 上述材料请于…报."""
    section = table.section(span[0])
    ident = section.id if section else ""
    while ident:
        rows = [index for index in table.by_section.get(ident, ()) if _orders(table, index, holder)]
        if rows:
            return rows
        ident = ident.rpartition(".")[0]
    return []


def _orders(table: Board, index: int, holder: int) -> bool:
    task = table.tasks[index]
    if index == holder or not (SUBMIT.search(task.text) or _BARE_DATE.search(task.text)):
        return False
    if _ALL_ABOVE.search(task.text):
        return True
    return holder < 0 and re.search(r"\d[日号月]|前", task.text) is not None
