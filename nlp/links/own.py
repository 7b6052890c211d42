"""Own links: what stands inside a task's span, in the rest of its sentence, in the heading over it, in the list below it."""

import re
from collections import defaultdict

from nlp.links.board import Board
from nlp.links.words import SUBMIT
from nlp.types import Span

_FIRST_LIST = re.compile(r"[份张篇字套件盘册页幅本堂节]|分钟")
_ALL_ABOVE = re.compile(r"(?:以上|上述)(?:各项|所有)?(?:材料|表格|资料)")
_MATERIALS = re.compile(r"材料|资料|报送|提交|上报|上交")
_DATED = re.compile(r"\d[日号月]|前")
_MOST_ROWS = 8
"""No list is ordered by more rows of one section; it keeps the links of a long list linear."""
_BARE_DATE = re.compile(r"\d日?前$")
_PREFIX = re.compile(r"[）)][^。；\n]{0,6}[：:，,]?\s*")
"""What stands between a bracket before a row and the row: 管理员（各校1名）：负责…"""
_NEAR = 20
_BRACKET = re.compile(r"[。；，\s]*[（(][^（）()\n]{0,12}")


def own_deadlines(table: Board) -> list[tuple[int, ...]]:
    """For each task the indices of its own deadlines, in the order of the text."""
    found: dict[int, set[int]] = defaultdict(set)
    for at, deadline in enumerate(table.deadlines):
        holder = table.task_at(deadline.span)
        rows = [holder] if holder >= 0 else _beside(table, deadline.span)
        if not rows or _is_heading(table, holder):
            rows = rows + _below(table, deadline.span)
        for index in rows:
            found[index].add(at)
    return [tuple(sorted(found[index])) for index in range(len(table.tasks))]


def own_targets(table: Board) -> list[tuple[int, ...]]:
    found: dict[int, set[int]] = defaultdict(set)
    orders, listed = _orders(table), _listed_lines(table)
    for at, target in enumerate(table.targets):
        holder = table.task_at(target.span)
        rows = [holder] if holder >= 0 else _beside(table, target.span) if target.role == "target" else []
        if target.role == "target" and _FIRST_LIST.search(target.unit or ""):
            free = holder < 0 or table.line(target.span[0]) in listed
            rows = rows + _listing(table, target.span, -1 if free else holder, orders)
        for index in rows:
            found[index].add(at)
    return [tuple(sorted(found[index])) for index in range(len(table.tasks))]


def _listed_lines(table: Board) -> set[Span]:
    """The labelled lines below 报送材料包括： and the captions between them: what they name is ordered elsewhere, even where it makes a row."""
    found: set[Span] = set()
    listing = False
    for line in table.layout.lines:
        ends = table.text[line.span[1] - 1] in "：:"
        if line.label is not None and listing:
            found.add(line.span)
        else:
            listing = ends and (listing or _MATERIALS.search(table.text, max(line.span[0], line.span[1] - 30), line.span[1]) is not None)
    return found


def _beside(table: Board, span: Span) -> list[int]:
    """The rows of the sentence that a value outside all spans stands in: those behind it, else the last before it."""
    sentence = table.sentence(span[0])
    rows = table.tasks_in(sentence)
    behind = [index for index in rows if table.tasks[index].span[0] >= span[1]]
    if behind:
        return behind[:1]
    if rows:
        return rows[-1:]
    following = table.after(span[1])
    if following >= 0 and _PREFIX.fullmatch(table.text[span[1] : table.tasks[following].span[0]][:_NEAR]):
        return [following]
    last = table.before(span[0])
    if last >= 0 and _BRACKET.fullmatch(table.text[table.tasks[last].span[1] : span[0]]):
        return table.tasks_in(table.sentence(table.tasks[last].span[0]))
    return []


def _is_heading(table: Board, holder: int) -> bool:
    """A row that is the whole heading of a stage; its date is that of the rows below it as well."""
    if holder < 0:
        return False
    task = table.tasks[holder]
    section = table.section(task.span[0])
    return section is not None and task.span[1] <= section.heading[1] + 1 and "阶段" in section.title


def _below(table: Board, span: Span) -> list[int]:
    """The rows under a heading that holds a date: （二）调研讨论阶段（3月7日至3月31日）."""
    section = table.section(span[0])
    if section is None or not (section.heading[0] <= span[0] and span[1] <= section.heading[1] + 1):
        return []
    own = table.by_section.get(section.id, ())
    rows = own or tuple(table.tasks_in(section.span))
    return [index for index in rows if section.span[0] <= table.tasks[index].span[0] < section.span[1]]


def _listing(table: Board, span: Span, holder: int, orders: dict[str, list[tuple[int, bool]]]) -> list[int]:
    """The rows that order what a list names: 报送材料包括：1.…一式3份; 上述材料请于…报."""
    section = table.section(span[0])
    ident = section.id if section else ""
    while ident:
        rows = [index for index, above in orders.get(ident, ()) if index != holder and (above or holder < 0)]
        if rows:
            return rows
        ident = ident.rpartition(".")[0]
    return []


def _orders(table: Board) -> dict[str, list[tuple[int, bool]]]:
    """By section the rows that hand in by a day, and whether they say 上述材料."""
    found: dict[str, list[tuple[int, bool]]] = defaultdict(list)
    for _, index in table.starts:
        task = table.tasks[index]
        above = _ALL_ABOVE.search(task.text) is not None
        hands_in = SUBMIT.search(task.text) or _BARE_DATE.search(task.text)
        if hands_in and (above or _DATED.search(task.text)) and len(found[task.section]) < _MOST_ROWS:
            found[task.section].append((index, above))
    return found
