"""The rows of a notice as markup: one table, one line a task, what the program said beside what a person made of it."""

from collections.abc import Iterable, Sequence
from html import escape

from corpus.store.rows import LEDGER_USES
from nlp.types import Deadline, Office, OfficeRole, Span, Target
from service.exports.words import ROLES, deadline_text, quantity_text, target_text, time_text
from service.pages.review.desk import Line
from service.pages.review.text import part_ref

USES = {"notice": "通知", "plan": "学校方案", "template": "模板", "essay": "心得", "report": "总结", "other": "其他"}
HEADS = ("选", "核对", "序号", "任务", "责任单位", "时限", "指标")
STATES = {"extracted": ("○", "未核对"), "checked": ("✓", "已核对"), "confirmed": ("✔", "已确认"), "rejected": ("✕", "已驳回")}
LOW = 0.8
"""Confidence under which a row asks for a second look."""


def table_html(lines: Sequence[Line], use: str | None) -> str:
    if not lines and use not in (None, *LEDGER_USES):
        words = f"这份文件判为“{USES.get(use, use)}”，其中的任务不进台账。如果它是通知，"
        return f'<p class="empty">{words}<button type="button" class="plain" data-do="call">按通知处理</button></p>'
    if not lines:
        return '<p class="empty">这份文件里没有列入台账的任务。可以在左边选中文字，按 N 键补一条。</p>'
    heads = "".join(f'<th scope="col" class="c{index}">{head}</th>' for index, head in enumerate(HEADS))
    body = "".join(map(row_html, lines))
    return f'<table class="dense rows"><caption class="away">任务台账</caption><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>'


def row_html(line: Line) -> str:
    entry, task = line.entry, line.said.task
    sign, state = STATES[entry.review]
    low = task.confidence < LOW and entry.origin == "analysis"
    marks = f'<span class="tag amber" title="程序对这一条把握较低（{task.confidence:.2f}），请仔细核对">存疑</span>' if low else ""
    marks += '<span class="tag blue">人工补充</span>' if entry.origin == "person" else ""
    marks += '<span class="tag red" title="新规则的结果与人工核对的不一致">有出入</span>' if entry.conflict else ""
    actor = f"<small>{escape(task.actor)}</small>" if task.actor else ""
    title = escape(task.title or task.text)
    cells = (
        f'<td class="c0"><input type="checkbox" tabindex="-1" aria-label="选中第 {line.number} 条"></td>',
        f'<td class="c1"><span class="state">{sign} {state}</span>{marks}</td>',
        f'<td class="c2">{line.number}</td>',
        f'<td class="c3" data-f="title">{title}{actor}{_was_text(line)}</td>',
        f'<td class="c4" data-f="offices">{_offices(task.offices)}{_was(line, "offices")}</td>',
        f'<td class="c5" data-f="deadlines">{_lines(_deadline(each, inherited=each.id in task.inherited) for each in line.said.deadlines)}{_was(line, "deadlines")}</td>',
        f'<td class="c6" data-f="targets">{_lines(map(_target, line.said.targets))}{_was(line, "targets")}</td>',
    )
    refs = " ".join([f"r{entry.id}", *(part_ref(span) for span in parts_of(line))])
    return (
        f'<tr id="r{entry.id}" class="{task.tier} {entry.review}" tabindex="-1" data-version="{entry.version}" data-review="{entry.review}" '
        f'data-low="{int(low)}" data-r="{refs}" data-at="{task.span[0]}">{"".join(cells)}</tr>'
    )


def parts_of(line: Line) -> list[Span]:
    """The passages that a row quotes beside its own."""
    values = (*line.said.task.offices, *line.said.deadlines, *line.said.targets)
    return list(dict.fromkeys(each.span for each in values if each.span[0] < each.span[1]))


def _offices(offices: Iterable[Office]) -> str:
    names: dict[OfficeRole, list[str]] = {}
    for office in offices:
        words = _value("office", office.span, office.name, ROLES[office.role])
        names.setdefault(office.role, []).append(words)
    return _lines(f"{ROLES[role]}：{'、'.join(dict.fromkeys(named))}" for role, named in names.items())


def _deadline(deadline: Deadline, *, inherited: bool) -> str:
    words, *notes = deadline_text(deadline, inherited=inherited, gap="\n").split("\n")
    return _value("deadline", deadline.span, words, time_text(deadline)) + "".join(f"<small>{escape(note)}</small>" for note in notes)


def _target(target: Target) -> str:
    return _value("target", target.span, target_text(target), quantity_text(target))


def _value(kind: str, span: Span, words: str, meaning: str) -> str:
    ref = f' data-r="{part_ref(span)}"' if span[0] < span[1] else ""
    return f'<span class="{kind}"{ref} title="{escape(meaning)}">{escape(words)}</span>'


def _lines(parts: Iterable[str]) -> str:
    return "".join(f"<div>{part}</div>" for part in parts)


def _was_text(line: Line) -> str:
    old = line.machine
    if old is None:
        return ""
    now = line.said.task
    said = [old.task.title or old.task.text] if (old.task.title, old.task.text) != (now.title, now.text) else []
    said += [f"主体：{old.task.actor or '无'}"] if old.task.actor != now.actor else []
    said += ["倡导" if old.task.tier == "may" else "硬任务"] if old.task.tier != now.tier else []
    return _machine("；".join(said)) if said else ""


def _was(line: Line, name: str) -> str:
    """What the program had in this cell, where a person changed it."""
    if line.machine is None:
        return ""
    old, now = (
        machine_words(line.machine.task.offices, line.machine.deadlines, line.machine.targets),
        machine_words(line.said.task.offices, line.said.deadlines, line.said.targets),
    )
    return _machine(old[name] or "无") if old[name] != now[name] else ""


def machine_words(offices: Sequence[Office], deadlines: Sequence[Deadline], targets: Sequence[Target]) -> dict[str, str]:
    """Each cell in plain words."""
    return {
        "offices": "、".join(dict.fromkeys(f"{ROLES[each.role]} {each.name}" for each in offices)),
        "deadlines": "；".join(f"{each.text}（{time_text(each)}）" for each in deadlines),
        "targets": "；".join(f"{target_text(each)}（{quantity_text(each)}）" for each in targets),
    }


def _machine(words: str) -> str:
    return f'<small class="was">程序：<del>{escape(words)}</del></small>'
