"""Inherited deadlines: a stage table that names the task's item, a campaign's time, the closing date of what is handed in."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from itertools import islice, pairwise

from nlp.links.board import Board
from nlp.links.closing import closing
from nlp.links.words import CLOSING, CONTENT, DEMANDS, JUDGE, SCHEDULE, SUBMIT
from nlp.types import Deadline

_STAGE = re.compile(r"[一-鿿]{2,12}(?=阶段)")
_TIME_OF = re.compile(r"([一-鿿]{2,4}?)(?:活动)?(?:的)?(?:时间|日期)")
_GENERAL = ("活动", "开展", "实施", "举办", "进行", "举行", "工作", "具体", "比赛")
_ALL_ABOVE = re.compile(r"^(?:以上|上述)(?:各项|所有)?(?:工作|任务|材料|表格|事项)")
_DATED = ("due", "period", "start", "recurring")
# What a schedule says is made, and the words that order it elsewhere.
_MADE = (
    (re.compile(r"方案制[定订]|制[定订][^。；，]{0,12}方案"), re.compile(r"制[定订][^。；]{0,40}方案")),
    (re.compile(r"成立(?:组织)?机构|成立[^。；，]{0,12}(?:小组|专班)|组建[^。；，]{0,8}机构"), re.compile(r"成立[^。；]{0,40}(?:小组|专班|机构)")),
    (re.compile(r"动员(?:大会|会|部署)"), re.compile(r"召开[^。；]{0,12}动员")),
)  # fmt: skip

Links = Iterator[tuple[int, int]]

_MOST = 40
"""No notice has more stages or campaigns; it keeps the work linear in the text."""


def inherited(table: Board, own: list[tuple[int, ...]]) -> list[tuple[int, ...]]:
    """For each task the deadlines that stand elsewhere and hold for it; the nearest rule first, one rule a task."""
    found: dict[int, list[int]] = defaultdict(list)
    free = {index for index, ats in enumerate(own) if not any(_binds(table.deadlines[at]) for at in ats)}
    fixed = {index for index, ats in enumerate(own) if any(_fixes(table.deadlines[at]) for at in ats)}
    for rule in (_goes_on, _all_above, _leads, _handed_in_here, _stages, _made, _campaign, closing):
        gained: dict[int, list[int]] = defaultdict(list)
        for index, at in rule(table, own):
            open_to = index in free or (rule is _stages and index not in fixed)
            if open_to and at not in own[index] and at not in gained[index]:
                gained[index].append(at)
        for index, ats in gained.items():
            found[index] += ats
            free.discard(index)
            fixed.add(index)
    return [tuple(found[index]) for index in range(len(table.tasks))]


def _binds(deadline: Deadline) -> bool:
    return deadline.tier == "must" and deadline.kind in _DATED


def _fixes(deadline: Deadline) -> bool:
    """A day or a short time; a rhythm (每周五) or a whole year leaves room for the stage in which it runs."""
    if not _binds(deadline) or deadline.kind == "recurring":
        return False
    return deadline.start is None or deadline.end is None or (deadline.end - deadline.start).days < 200


def _dated(table: Board) -> Iterator[tuple[int, Deadline]]:
    return ((at, deadline) for at, deadline in enumerate(table.deadlines) if _binds(deadline))


def _goes_on(table: Board, own: list[tuple[int, ...]]) -> Links:
    """A date at the head of a sentence holds for all its rows; 经支委会研究确定 goes on the row before it."""
    for (_, first), (start, second) in pairwise(table.starts):
        sentence = table.sentence(start)
        if table.tasks[first].span[0] < sentence[0]:
            continue
        opening = table.after(sentence[0])
        for at in own[opening]:
            deadline = table.deadlines[at]
            heads = deadline.span[0] - sentence[0] <= 4 and deadline.kind != "recurring"
            if _binds(deadline) and (heads or (table.text[start] == "经" and first == opening)):
                yield second, at
        if table.text[start] == "经" and first != opening:
            yield from ((second, at) for at in own[first] if _binds(table.deadlines[at]))


def _all_above(table: Board, own: list[tuple[int, ...]]) -> Links:
    """以上工作要在2月底前完成: it holds for all rows of the section."""
    for at, deadline in _dated(table):
        sentence = table.sentence(deadline.span[0])
        if not _ALL_ABOVE.match(table.text[sentence[0] : sentence[0] + 12]) and not _ALL_ABOVE.match(_label_less(table, sentence[0])):
            continue
        holder = table.task_at(deadline.span)
        section = table.section(sentence[0])
        ident = table.tasks[holder].section if holder >= 0 else section.id if section else "0"
        for index in _family(table, ident):
            if table.tasks[index].span[0] < sentence[0]:
                yield index, at


def _label_less(table: Board, start: int) -> str:
    return table.text[start : start + 24].partition("：")[2]


def _family(table: Board, ident: str) -> list[int]:
    """The rows of a section and of those below it."""
    section = table.sections.get(ident)
    if section is None:
        return list(table.by_section.get(ident, ()))
    return table.tasks_in(section.span)


def _leads(table: Board, own: list[tuple[int, ...]]) -> Links:
    """（一）自即日起至10月31日，完成…: a date at the head of an item holds for the items below it."""
    for index, task in enumerate(table.tasks):
        section = table.sections.get(task.section)
        heads = [at for at in own[index] if _binds(table.deadlines[at]) and table.deadlines[at].kind != "recurring"]
        heads = [at for at in heads if table.deadlines[at].span[0] - task.span[0] <= 4]
        if section is None or not heads or task.span[0] - section.heading[0] > 12:
            continue
        for other in table.tasks_in((task.span[1], section.span[1])):
            if table.tasks[other].section.startswith(task.section + "."):
                yield other, heads[0]


def _handed_in_here(table: Board, own: list[tuple[int, ...]]) -> Links:
    """Rows of the same item that hand in, report or fill in share the date by which it is due: that of their line, else the nearest."""
    for ident, rows in table.by_section.items():
        dates = [(place, at) for place, index in enumerate(rows) for at in own[index] if _hands_in(table, index, at)]
        if not dates or ident == "0":
            continue
        of_line = {table.line(table.tasks[rows[place]].span[0]): at for place, at in reversed(dates)}
        for place, index in enumerate(rows):
            task = table.tasks[index]
            if SUBMIT.search(task.text) and not JUDGE.search(task.text):
                near = bisect_left(dates, (place, 0))
                beside = min(dates[max(0, near - 1) : near + 1], key=lambda pair: abs(pair[0] - place))
                yield index, of_line.get(table.line(task.span[0]), beside[1])


def _hands_in(table: Board, index: int, at: int) -> bool:
    deadline = table.deadlines[at]
    return deadline.kind == "due" and _binds(deadline) and SUBMIT.search(table.tasks[index].text) is not None


def _stages(table: Board, own: list[tuple[int, ...]]) -> Links:
    """（二）调研讨论阶段（3月7日至3月31日） for the rows under （二）开展大调研 and （三）开展大讨论."""
    stages = [(at, words) for at, deadline in _dated(table) if (words := _stage_words(table, deadline))][:_MOST]
    named: dict[str, int] = {}
    unnamed: list[int] = []
    for index in range(len(table.tasks)) if len(stages) > 1 else ():
        titles = table.title(index).split("／")
        inside = any(SCHEDULE.search(title) for title in titles[:1]) or any("阶段" in title for title in titles)
        if inside or not titles[0]:
            continue
        for place, (at, (name, pairs)) in enumerate(stages):
            if any(name in title for title in titles[1:]) or (_names_stage(titles, pairs)):
                named.setdefault(_item(table, index), place)
                yield index, at
                break
        else:
            unnamed.append(index)
    steps = _steps(named)
    for index in unnamed:
        top, _, ordinal = _item(table, index).rpartition(".")
        place = int(ordinal) + steps[top] if top in steps and ordinal.isdigit() else -1
        if 0 <= place < len(stages) and place not in named.values():
            yield index, stages[place][0]


def _item(table: Board, index: int) -> str:
    """The item of the second level that a row stands in: 3.2 of 3.2.1."""
    return ".".join(table.tasks[index].section.split(".")[:2])


def _steps(named: dict[str, int]) -> dict[str, int]:
    """For each section whose items run beside the stages, how far the stages are ahead; two items that name theirs are the proof."""
    found: dict[str, list[int]] = defaultdict(list)
    for item, place in named.items():
        top, _, ordinal = item.rpartition(".")
        if top and ordinal.isdigit():
            found[top].append(place - int(ordinal))
    return {top: steps[0] for top, steps in found.items() if len(steps) > 1 and len(set(steps)) == 1}


def _names_stage(titles: list[str], pairs: frozenset[str]) -> bool:
    """Whether the first clause of an item's title names one of the stage's words; rules and demands are no items."""
    if DEMANDS.search(titles[0]):
        return False
    clauses = [re.split(r"[，,、：:]", title)[0] for title in titles[1:2] or titles[:1]]
    return any(pair in clause for clause in clauses for pair in pairs)


def _stage_words(table: Board, deadline: Deadline) -> tuple[str, frozenset[str]] | None:
    section = table.section(deadline.span[0])
    if section is None or not (section.heading[0] <= deadline.span[0] and deadline.span[1] <= section.heading[1] + 1):
        return None
    name = _STAGE.search(table.text, section.heading[0], section.heading[1])
    if name is None or deadline.kind not in ("period", "due", "start"):
        return None
    word = name.group()
    pairs = frozenset(word[at : at + 2] for at in range(0, len(word) - 1, 2)) - {
        "实施",
        "组织",
        "工作",
        "活动",
        "全面",
        "推进",
        "总结",
        "落实",
    }
    return (word if len(word) >= 4 else word + "阶段"), pairs


def _made(table: Board, own: list[tuple[int, ...]]) -> Links:
    """A schedule's 制定方案、成立机构、召开动员大会 give their time to the rows that order the same among the demands."""
    said = ((at, _said(table, deadline)) for at, deadline in _dated(table) if deadline.kind == "period")
    for at, text in islice(((at, text) for at, text in said if text), _MOST):
        wanted = [orders for made, orders in _MADE if made.search(text)]
        for index, task in enumerate(table.tasks) if wanted else ():
            if "要求" in table.title(index) and task.actor is not None and any(orders.search(task.text) for orders in wanted):
                yield index, at


def _said(table: Board, deadline: Deadline) -> str:
    """What a schedule orders at one of its dates; nothing for a date elsewhere."""
    holder = table.task_at(deadline.span)
    section = table.section(deadline.span[0])
    top = table.sections.get(section.id.split(".")[0]) if section else None
    if top is None or section is None or not SCHEDULE.search(top.title):
        return ""
    return table.tasks[holder].text if holder >= 0 else table.text[section.span[0] : min(section.span[1], section.span[0] + 300)]


def _campaign(table: Board, own: list[tuple[int, ...]]) -> Links:
    """三、活动时间：3月26日至4月16日 for the rows on content and procedure and the one that announces the campaign."""
    labels = ((at, deadline, _time_label(table, deadline)) for at, deadline in _dated(table) if deadline.kind == "period")
    named = ((at, deadline, label) for at, deadline, label in labels if label is not None and "和" not in label)
    for at, deadline, label in islice(named, _MOST):
        scope = _attached(table, deadline)
        for index in range(len(table.tasks)):
            if table.attachment(index) == scope and _takes_part(table, index, label, scope):
                yield index, at


def _time_label(table: Board, deadline: Deadline) -> str | None:
    """活动 of 活动时间：…, 督查 of 二、督查时间 over the date."""
    line = table.line(deadline.span[0])
    before = table.text[max(line[0], deadline.span[0] - 24) : deadline.span[0]]
    section = table.section(deadline.span[0])
    titles = (section.title if section and deadline.span[0] - section.span[0] < 60 else "", before)
    for text in titles:
        if (found := _TIME_OF.search(text)) and not CLOSING.search(text):
            return found.group(1)
    return None


def _attached(table: Board, deadline: Deadline) -> str:
    after = table.after(deadline.span[0])
    before = table.before(deadline.span[0])
    return (
        table.attachment(after)
        if after >= 0 and (before < 0 or table.attachment(after) != table.attachment(before))
        else table.attachment(before)
        if before >= 0
        else ""
    )


def _takes_part(table: Board, index: int, label: str, scope: str) -> bool:
    task, title = table.tasks[index], table.title(index)
    if scope:
        return True
    if task.section == "0":
        return "决定" in task.text or (label not in _GENERAL and label in task.text)
    if DEMANDS.search(title.split("／")[0]):
        return label not in _GENERAL and f"{label}组" in task.text
    return CONTENT.search(title.split("／")[0]) is not None or (label not in _GENERAL and label in title.split("／")[0])
