"""计划核查: a campaign's matrix, or, where none is chosen, those there are and a new one."""

import json
from collections.abc import Sequence
from html import escape
from urllib.parse import urlencode
from uuid import UUID

from nicegui import events, ui

from corpus.store import Reviewer
from corpus.store.results import CheckGroup
from nlp.types import DubanError
from service.collection import progress, results, rolls
from service.collection.house import Collection
from service.collection.matrix import SCHOOLS, Matrix, matrix
from service.collection.progress import Progress
from service.collection.results import CheckOrder
from service.collection.views import Filed
from service.pages.checks import setup
from service.pages.checks.table import legend, matrix_table
from service.pages.frame import frame
from service.pages.work import aside, attempt, house, person, refuse

KEYS = {"↑ ↓ ← →": "在总表里移动", "Enter": "打开这一项，对照原文", "Home 或 End": "行首、行末"}
STYLES = ("checks.css",)
LOOK = 1.5
"""Seconds between two looks at checks that are being made."""


async def show(notice: str = "", template: str = "") -> None:
    wanted = setup.identity(notice), setup.identity(template)
    if wanted == (None, None):
        await _begin()
    else:
        await _campaign(*wanted)


async def _begin() -> None:
    groups, named, notices, templates, plans = await aside(lambda: _choices(house()))
    with frame("计划核查", styles=STYLES, scripts=("send.js",)):
        _form(notices, templates, plans, None, None)
        _groups(groups, named)


def _choices(collection: Collection) -> tuple[Sequence[CheckGroup], dict[UUID, str], list[Filed], list[Filed], list[Filed]]:
    groups = results.list_groups(collection)
    notices, templates, plans = (setup.choices(collection, use) for use in ("notice", "template", "plan"))
    named = {paper.id: setup.title(paper) for paper in (*notices, *templates)}
    return groups, named, notices, templates, plans


def _form(
    notices: Sequence[Filed], templates: Sequence[Filed], plans: Sequence[Filed], notice: UUID | None, template: UUID | None
) -> None:  # fmt: skip
    ui.html(
        '<form class="begin card" data-needs="notice template" data-lacks="请先选通知或模板">'
        '<h2>新的核查</h2><p class="soft">选定依据（通知、模板或两样都选），放入学校报送的计划，可一次放 100 份，也可放 ZIP。</p>'
        f'<div class="pickers">{setup.picker("notice", "通知", notices, notice, use="notice")}'
        f'{setup.picker("template", "模板", templates, template, use="template")}</div><p role="status" class="told soft"></p>'
        f"{setup.drop('plan', '把学校计划拖到这里，或点此选择文件')}{setup.held(plans, 'plan', '文件库里已有的计划')}"
        '<div class="start"><button type="submit" class="plain main-action" disabled>开始核查</button><span class="ready" role="status"></span></div></form>',
        sanitize=False,
    ).classes("no-print")
    ui.on("begin", _start)


async def _start(event: events.GenericEventArguments) -> None:
    said, who = event.args, person()
    notice, template = setup.identity(said.get("notice", "")), setup.identity(said.get("template", ""))
    plans = tuple(found for each in said.get("ids", ()) if (found := setup.identity(each)))
    if not plans:
        refuse("还没有选计划。请先放入学校报送的计划。")
        return
    asked = await attempt(lambda: _ask(house(), CheckOrder(plans, notice, template), who))
    if asked is not None:
        ui.navigate.to(f"/checks?{_query(notice, template)}")


def _ask(collection: Collection, order: CheckOrder, who: str) -> int:
    with collection.store.begin() as connection:
        return len(results.ask_checks(connection, order, who=who))


def _groups(groups: Sequence[CheckGroup], named: dict[UUID, str]) -> None:
    rows = "".join(
        f'<tr><td><a href="/checks?{_query(group.notice, group.template)}">{escape(_name(group, named))}</a></td>'
        f"<td>{group.plans} 份</td><td>{group.at.astimezone():%Y-%m-%d %H:%M}</td></tr>"
        for group in groups
    )
    table = (
        '<table class="dense groups"><thead><tr><th scope="col">依据</th><th scope="col">计划</th><th scope="col">最近核查</th></tr></thead>'
        f"<tbody>{rows}</tbody></table>"
        if rows
        else '<p class="soft">还没有核查过。可以先到<a href="/help">帮助</a>里放入样例看看。</p>'
    )
    ui.html(f"<h2>核查过的</h2>{table}", sanitize=False)


def _name(group: CheckGroup, named: dict[UUID, str]) -> str:
    parts = [f"{word}：{named.get(each, '（已删除）')}" for word, each in (("通知", group.notice), ("模板", group.template)) if each]
    return "　".join(parts)


async def _campaign(notice: UUID | None, template: UUID | None) -> None:
    collection = house()
    found, going = await aside(lambda: _look(collection, notice, template))
    with frame("计划核查", keys=KEYS, wide=True, styles=STYLES, scripts=("checks.js", "send.js")):
        head = ui.html(_head(found, notice, template), sanitize=False)
        running = ui.html(_running(going, found), sanitize=False)
        sheet = ui.html(_sheet(found), sanitize=False).classes("sheet")
        rolled = ui.html(_roll(found), sanitize=False)
        _more(found, notice, template)
        _school_list(rolled, collection, notice, template)
        state = {"waiting": going.waiting, "lines": len(found.lines)}

        async def look() -> None:
            try:
                await refreshed()
            except DubanError:  # its notice was deleted meanwhile
                timer.deactivate()

        async def refreshed() -> None:
            now = await aside(lambda: progress.checks_progress(collection, notice, template))
            if now.waiting == 0 or state["waiting"] - now.waiting >= max(5, state["lines"] // 4):
                found, _ = await aside(lambda: _look(collection, notice, template))
                head.set_content(_head(found, notice, template))  # nothing is sent where it says the same
                sheet.set_content(_sheet(found))
                rolled.set_content(_roll(found))
                state.update(waiting=now.waiting, lines=len(found.lines))
                running.set_content(_running(now, found))
            if now.waiting == 0:
                timer.deactivate()

        timer = ui.timer(LOOK, look, active=going.waiting > 0)

        async def again() -> None:
            plans = tuple(line.plan for line in (await aside(lambda: _look(collection, notice, template)))[0].lines)
            who = person()
            order = CheckOrder(plans, notice, template)
            asked = await attempt(lambda: _ask(collection, order, who), "已排队重新比对，人工改定的结论不变。") if plans else None
            if asked is not None:
                state["waiting"] = len(plans)
                timer.activate()

        ui.on("again", again)


def _look(collection: Collection, notice: UUID | None, template: UUID | None) -> tuple[Matrix, Progress]:
    heads = results.heads_of(collection, notice=notice, template=template, exact=True)
    return matrix(collection, heads), progress.checks_progress(collection, notice, template)


def _head(found: Matrix, notice: UUID | None, template: UUID | None) -> str:
    asked = f"对照{found.asked}" if found.asked else "正在比对，结果出来后显示在这里。"
    export = f"/api/v1/checks/export?{_query(notice, template)}"
    links = "".join(
        f'<a class="plain" href="{export}&amp;format={form}" download>{word}</a>'
        for form, word in (("xlsx", "总表（Excel）"), ("zip", "反馈单（每校一份，ZIP）"), ("docx", "反馈单（合订，Word）"))
    )
    return f"""<p class="soft asked"><a href="/checks">全部核查</a> › {escape(asked)}</p>
<div class="tools no-print"><label><input type="checkbox" id="gaps"> 只看缺项</label>
<label>排序 <select id="order"><option value="rank">名次</option><option value="gaps">缺项多的在前</option><option value="name">学校名称</option></select></label>
<input type="search" id="school" placeholder="筛选学校" aria-label="筛选学校"><span id="shown" role="status" class="soft"></span>
<span class="push"></span>{links if found.lines else ""}</div>{legend()}"""


def _sheet(found: Matrix) -> str:
    return matrix_table(found) if found.lines else '<p class="soft" style="padding:.6rem">还没有结果。</p>'


def _running(going: Progress, found: Matrix) -> str:
    done = len(found.lines)
    lines = "".join(f"<li>{escape(each.name)}：{escape(each.message)}</li>" for each in going.failed)
    bad = f'<details open><summary>没能比对的 {len(going.failed)} 份</summary><ul class="faulty">{lines}</ul></details>' if lines else ""
    bar = (
        f'<p class="running"><progress max="{done + going.waiting}" value="{done}" aria-label="比对进度"></progress>正在比对，还有 {going.waiting} 份</p>'
        if going.waiting
        else ""
    )
    return f'<div role="status">{bar}</div>{bad}'


def _roll(found: Matrix) -> str:
    called = found.roll
    button = '<button type="button" class="plain no-print" data-schools>学校名单…</button>'
    if not found.listed:
        return f'<p class="roll"><span class="soft">填写学校名单后，这里列出还没有报送的学校。</span>{button}</p>'
    parts = [f"<strong>未报送 {len(called.absent)} 所（名单共 {found.listed} 所）</strong>"]
    parts += [f'<span class="tag red">{escape(school)}</span>' for school in called.absent]
    if called.repeated:
        parts.append(f'<span class="tag amber">报送多份：{escape("、".join(called.repeated))}</span>')
    if called.strangers:
        parts.append(f'<span class="tag amber">不在名单中：{escape("、".join(called.strangers))}</span>')
    return f'<p class="roll">{"".join(parts)}{button}</p>'


def _more(found: Matrix, notice: UUID | None, template: UUID | None) -> None:
    hidden = "".join(
        f'<input type="hidden" name="{name}" value="{each or ""}">' for name, each in (("notice", notice), ("template", template))
    )
    again = '<button type="button" class="plain" data-again>按现行规则重新比对全部</button>' if found.lines else ""
    ui.html(
        f'<details class="card more"><summary>再放入计划</summary><form class="begin">{hidden}<p role="status" class="told soft"></p>'
        f"{setup.drop('plan', '把学校计划拖到这里，或点此选择文件')}"
        '<div class="start"><button type="submit" class="plain main-action" disabled>开始核查</button><span class="ready" role="status"></span>'
        f"{again}</div></form></details>",
        sanitize=False,
    ).classes("no-print")
    ui.on("begin", _start)


def _school_list(rolled: ui.html, collection: Collection, notice: UUID | None, template: UUID | None) -> None:
    """A dialog in which the list is pasted."""
    ui.html(
        '<dialog id="schools" aria-labelledby="schools-title"><h2 id="schools-title">学校名单</h2><p class="soft">每行一所，全称或通用的简称。</p>'
        '<label class="visually-hidden" for="schools-text">学校名单，每行一所</label><textarea id="schools-text"></textarea>'
        '<div><button type="button" class="plain main-action" data-save>保存</button> <button type="button" class="plain" data-close>不保存</button></div></dialog>',
        sanitize=False,
    )
    state = {"version": 0}

    async def fill() -> None:
        held = await aside(lambda: rolls.names(collection, SCHOOLS))
        state["version"] = held.version
        ui.run_javascript(f"dubanChecks.fill({json.dumps(chr(10).join(held.entries))})")

    async def save(event: events.GenericEventArguments) -> None:
        by = Reviewer(person(), state["version"])
        lines = str(event.args).split("\n")
        if await attempt(lambda: rolls.put_names(collection, SCHOOLS, lines, by), "名单已保存。"):
            found, _ = await aside(lambda: _look(collection, notice, template))
            rolled.set_content(_roll(found))

    ui.on("schools", fill)
    ui.on("schools-save", save)


def _query(notice: UUID | None, template: UUID | None) -> str:
    return urlencode({name: str(each) for name, each in (("notice", notice), ("template", template)) if each})
