"""What is told of the row at hand: where it was read, why the program says so, what it said before, what it says now."""

from collections.abc import Iterator
from html import escape

from corpus.store.changes import Change
from nlp.types import Analysis
from service.exports.words import quantity_text, time_text
from service.pages.review.desk import Line, Review, said_of
from service.pages.review.rows import machine_words
from service.pages.review.why import deadline_why, office_why, target_why, task_why

DEEDS = {
    "check": "核对", "confirm": "确认", "reject": "驳回", "reopen": "退回", "adopt": "采用新结果", "correct": "改正", "add": "补充",
    "state": "改状态", "undo": "撤销", "progress": "填进度", "evidence": "附依据", "extend": "延期", "remind": "催办",
}  # fmt: skip
"""What the trail calls what people do."""


def detail_html(review: Review, line: Line) -> str:
    task = line.said.task
    parts = [
        f"<h2>第 {line.number} 条</h2>" if line.number != "—" else "<h2>倡导性要求</h2>" if task.tier == "may" else "<h2>已驳回</h2>",
        f'<p class="quote">{escape(task.text)}<small>（{escape(line.place or "正文")}）</small></p>',
        f'<ul class="why">{"".join(_reasons(line))}</ul>',
        _conflict(line),
        _trail([change for change in review.trail if change.row == line.entry.id and change.undone is None and change.what != "undo"]),
    ]
    return "".join(parts)


def _reasons(line: Line) -> Iterator[str]:
    yield f"<li>{escape(task_why(line.said.task))}</li>"
    for deadline in line.said.deadlines:
        where = "（由阶段安排带入）" if deadline.id in line.said.task.inherited else ""
        yield f"<li><b>{escape(deadline.text)}</b> → {escape(time_text(deadline))}{where}：{escape(deadline_why(deadline))}{_rule(deadline.why)}</li>"
    for target in line.said.targets:
        yield f"<li><b>{escape(target.text)}</b> → {escape(quantity_text(target))}：{escape(target_why(target))}{_rule(target.why)}</li>"
    for office in line.said.task.offices:
        yield f"<li><b>{escape(office.name)}</b>：{escape(office_why(office))}</li>"
    if line.said.task.deliverables:
        yield f"<li>要交的：{escape('、'.join(line.said.task.deliverables))}</li>"


def _rule(why: str) -> str:
    """The name of the rule, for whoever looks it up in docs/time-and-quantity.md."""
    return f' <code title="规则名">{escape(why.partition(":")[0])}</code>' if why else ""


def _conflict(line: Line) -> str:
    """What a later version of the rules says otherwise of a row that somebody settled."""
    said = line.entry.conflict
    if not said:
        return ""
    if said.get("missing"):
        return '<p class="conflict">规则更新以后，程序不再认为这是一条任务。您核对过的内容保持不变；不需要时可以驳回（R）。</p>'
    new = said_of(said["task"], said["deadlines"], said["targets"])  # type: ignore[arg-type]  # the store writes these three together
    words = machine_words(new.task.offices, new.deadlines, new.targets)
    told = "；".join(filter(None, (new.task.text, *words.values())))
    return (
        f'<p class="conflict">规则更新以后，程序的结果是：{escape(told)}。您核对过的内容保持不变。'
        '<button type="button" class="plain" data-do="adopt">改用新的结果</button></p>'
    )


def _trail(changes: list[Change]) -> str:
    if not changes:
        return ""
    items = "".join(
        f"<li>{escape(change.who)} {change.at.astimezone():%m-%d %H:%M} {DEEDS.get(change.what, change.what)}{_field(change.field)}</li>"
        for change in reversed(changes[-6:])
    )
    return f'<details><summary>修改记录（{len(changes)}）</summary><ul class="trail">{items}</ul></details>'


FIELDS = {
    "title": "任务", "text": "原文", "span": "出处", "tier": "层次", "actor": "主体", "offices": "责任单位", "deadlines": "时限",
    "targets": "指标", "deliverables": "成果", "audience": "对象",
}  # fmt: skip


def _field(field: str | None) -> str:
    return f"“{FIELDS.get(field.partition('.')[0], field)}”" if field else ""


def heading(analysis: Analysis) -> str:
    """How many things were found, in a line."""
    hard = sum(task.tier == "must" for task in analysis.tasks)
    return (
        f"硬任务 {hard} 项，倡导性要求 {len(analysis.tasks) - hard} 项，时限 {len(analysis.deadlines)} 处，指标 {len(analysis.targets)} 处"
    )
