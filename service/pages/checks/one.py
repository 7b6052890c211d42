"""One plan beside what it is held against: both texts with their passages marked, verdicts corrected, findings dismissed and added."""

from asyncio import Lock
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any
from uuid import UUID

from nicegui import events, ui

from corpus.store import Reviewer
from corpus.store.results import CheckHead, check_head
from nlp.check.types import Check, CheckedRequirement, Origin
from service.app import Given
from service.checking import weights_of
from service.collection import checked, results
from service.collection.checked import CheckOpinion, Corrected, Remarked, ReviewedCheck
from service.collection.house import Collection
from service.collection.sources import given_within, source_within
from service.exports.check.report import asked, counts, quoted, where
from service.exports.check.words import CODES, PLAN_CODES, SIGNS, VERDICTS, number
from service.exports.marks import Mark
from service.exports.web import marked
from service.pages.frame import frame
from service.pages.work import aside, attempt, house, person

KEYS = {
    "J 或 K": "下一项、上一项要求",
    "1 2 3 4": "改为已落实、部分落实、未涉及、不一致",
    "0": "恢复程序的结论",
    "G": "只看缺项",
    "Ctrl + Z": "撤销上一步",
    "[ 或 ]": "上一所、下一所学校",
    "B": "回到总表",
}


@dataclass(frozen=True, slots=True)
class Desk:
    """All that the page shows; `before` and `after` are the checks of the schools beside this one in the matrix."""

    head: CheckHead
    made: ReviewedCheck
    given: Given
    text: str
    before: UUID | None
    after: UUID | None


async def show(identity: UUID, requirement: str = "") -> None:
    collection = house()
    desk = await aside(lambda: _open(collection, identity))
    check = desk.made.check
    with frame(check.plan.school or check.plan.name, keys=KEYS, wide=True, styles=("checks.css", "versus.css"), scripts=("versus.js",)):
        head = ui.html(_head(desk), sanitize=False)
        with ui.element("div").classes("versus").props(f'data-first="{escape(requirement)}"'):
            listed = ui.html(_list(desk), sanitize=False).classes("asked-list").props('role=region aria-label="逐项要求"')
            ui.html(_asked_texts(desk), sanitize=False).classes("pane").props(
                'role=region aria-label="要求的原文" tabindex=0 data-side=asked'
            )
            plan = (
                ui.html(_plan_text(desk), sanitize=False)
                .classes("pane")
                .props('role=region aria-label="计划的原文" tabindex=0 data-side=plan')
            )
        held = [desk.made]
        turn = Lock()  # who presses a key twice means one after the other

        def put(made: ReviewedCheck) -> None:
            held[0] = made
            now = Desk(desk.head, made, desk.given, desk.text, desk.before, desk.after)
            head.set_content(_head(now))
            listed.set_content(_list(now))
            plan.set_content(_plan_text(now))

        async def change(work: Callable[[], ReviewedCheck], done: str) -> None:
            """Where it is refused, what stands now is shown: somebody else may have been faster."""
            made = await attempt(work, done)
            if made is None:
                made = await aside(lambda: checked.reviewed(collection, identity))
            put(made)

        async def say(event: events.GenericEventArguments) -> None:
            async with turn:
                opinion, by = _opinion(event.args), Reviewer(person(), held[0].version)
                await change(lambda: checked.amend(collection, identity, opinion, by), "已改定，可撤销。")

        async def undo() -> None:
            async with turn:
                last, by = held[0].last, Reviewer(person(), held[0].version)
                if last is not None:
                    await change(lambda: checked.take_back(collection, identity, last, by), "已撤销。")

        ui.on("opinion", say)
        ui.on("undo", undo)


def _open(collection: Collection, identity: UUID) -> Desk:
    """Raises NotStoredError."""
    with collection.store.begin() as connection:
        head = check_head(connection, identity)
        made = checked.reviewed_within(connection, head, weights_of(collection.settings))
        given = given_within(connection, head.notice, head.template)
        text = source_within(connection, head.plan).text
    beside = [each.id for each in results.heads_of(collection, notice=head.notice, template=head.template, exact=True)]
    place = beside.index(identity) if identity in beside else None
    before = beside[place - 1] if place else None
    after = beside[place + 1] if place is not None and place + 1 < len(beside) else None
    return Desk(head, made, given, text, before, after)


def _opinion(said: dict[str, Any]) -> CheckOpinion:
    """What the page sends; a choice that is none is refused by whoever takes it."""
    span = said.get("span")
    texts = {
        name: None if said.get(name) in (None, "") else str(said[name]) for name in ("requirement", "finding", "code", "message", "note")
    }
    verdict = said.get("verdict")
    stands = said.get("stands")
    return CheckOpinion(
        **texts, verdict=verdict or None, stands=stands if isinstance(stands, bool) else None,
        span=(int(span[0]), int(span[1])) if isinstance(span, list) and len(span) == 2 else None,
    )  # fmt: skip


def _head(desk: Desk) -> str:
    check, made = desk.made.check, desk.made
    query = "&amp;".join(f"{name}={each}" for name, each in (("notice", desk.head.notice), ("template", desk.head.template)) if each)
    keys = "".join(
        f'<span class="key {verdict}">{SIGNS[verdict]} {VERDICTS[verdict]} {count}</span>' for verdict, count in counts(check).items()
    )
    export = f"/api/v1/checks/{made.id}/export?format="
    beside = "".join(
        f'<a class="plain" data-beside="{key}" href="/checks/{each}">{word}</a>'
        if each
        else f'<span class="plain soft" aria-disabled="true">{word}</span>'
        for key, word, each in (("[", "上一所", desk.before), ("]", "下一所", desk.after))
    )
    title = check.template.title if check.template else None
    return f"""<p class="soft asked"><a href="/checks?{query}" data-back>总表</a> › {escape(check.plan.name)}　对照{escape(asked(desk.given, title))}</p>
<div class="tools no-print"><span>得分 <strong class="points">{number(check.score)}</strong></span><span>照抄 {check.copied_share:.0%}</span>
<label><input type="checkbox" id="gaps"> 只看缺项</label><span class="legend">{keys}</span><span class="push"></span>
<button type="button" class="plain" data-undo {"" if made.last else "disabled"}>撤销上一步</button>{beside}
<a class="plain" href="{export}docx" download>反馈单（Word）</a><a class="plain" href="{export}xlsx" download>Excel</a>
<a class="plain" href="/notices/{desk.head.plan}">计划全文</a></div>"""


def _list(desk: Desk) -> str:
    check = desk.made.check
    corrected = {each.requirement: each for each in desk.made.corrected}
    items = "".join(_item(requirement, corrected.get(requirement.id), desk) for requirement in check.requirements)
    whole = [each for each in desk.made.findings if each.requirement is None]
    sections = "　".join(f"{SIGNS[section.verdict]} {escape(section.title)}" for section in check.sections)
    return (
        f'<ol class="requirements">{items}</ol><section class="whole"><h2>方案整体</h2>{_findings(whole, PLAN_CODES)}{_adding("", PLAN_CODES)}'
        f"{f'<p>应有的部分：{sections}</p>' if sections else ''}</section>"
    )


def _item(requirement: CheckedRequirement, corrected: Corrected | None, desk: Desk) -> str:
    place = where(requirement, desk.given)
    own = [each for each in desk.made.findings if each.requirement == requirement.id]
    edited = (
        f'<p class="edited">＊ 人工改定（{escape(corrected.who)}），程序判：{SIGNS[corrected.machine]} {VERDICTS[corrected.machine]}'
        f"{f'。{escape(corrected.note)}' if corrected.note else ''}</p>"
        if corrected
        else ""
    )
    if not requirement.evidence:
        edited += '<p class="soft">计划里没有找到对应的文字。</p>'
    choices = "".join(
        f'<button type="button" class="plain choice {verdict}" data-verdict="{verdict}" aria-pressed="{str(verdict == requirement.verdict).lower()}">'
        f"{SIGNS[verdict]} {word}</button>"
        for verdict, word in VERDICTS.items()
    )
    back = '<button type="button" class="plain" data-verdict="">恢复程序的结论</button>' if corrected else ""
    mark = '<sup title="人工改定">＊</sup>' if corrected else ""
    return (
        f'<li data-q="{escape(requirement.id)}" data-v="{requirement.verdict}">'
        f'<button type="button" class="pick" aria-expanded="false"><span class="sign {requirement.verdict}">{SIGNS[requirement.verdict]}{mark}</span>'
        f'<span class="words"><b>{escape(requirement.id)}</b> {escape(requirement.text)} <small>{escape(place)}</small></span>'
        f'<span class="visually-hidden">{VERDICTS[requirement.verdict]}</span></button>'
        f'<div class="detail">{edited}{_findings(own, CODES)}<div class="choices" role="group" aria-label="改定 {escape(requirement.id)} 的结论">{choices}{back}</div>'
        f'<label class="note">说明 <input type="text" maxlength="200" data-note aria-label="改定 {escape(requirement.id)} 的说明" placeholder="可不填，随改定一起保存"></label>'
        f"{_adding(requirement.id, CODES)}</div></li>"
    )


def _findings(found: Sequence[Remarked], words: Any) -> str:
    if not found:
        return ""
    return '<ul class="findings">' + "".join(_finding(each, words) for each in found) + "</ul>"


def _finding(each: Remarked, words: Any) -> str:
    refs = f' data-span="{each.span[0]}-{each.span[1]}"' if each.span else ""
    act = "不成立" if each.stands else "恢复"
    who = (
        f"（{escape(each.who or '')} 补）"
        if each.origin == "person"
        else f"（{escape(each.who or '')} 认为不成立）"
        if not each.stands
        else ""
    )
    text = f"<b>{words.get(each.code, each.code)}</b>　{escape(each.message)}{who}"
    return (
        f'<li class="{"" if each.stands else "gone"}"{refs}><span>{text}</span>'
        f'<button type="button" class="plain" data-finding="{escape(each.key)}" data-stands="{str(not each.stands).lower()}" '
        f'aria-label="{act}：{escape(each.message)}">{act}</button></li>'
    )


def _adding(requirement: str, words: Any) -> str:
    options = "".join(f'<option value="{code}">{word}</option>' for code, word in words.items())
    named = requirement or "方案整体"
    return (
        f'<form class="adding" data-requirement="{escape(requirement)}"><select name="code" aria-label="{escape(named)} 问题的类别">{options}</select>'
        f'<input name="message" maxlength="300" required placeholder="补一个问题，写进反馈单" aria-label="{escape(named)} 要补的问题">'
        '<button type="submit" class="plain">补上</button></form>'
    )


def _asked_texts(desk: Desk) -> str:
    check, parts = desk.made.check, []
    papers: list[tuple[Origin, str, str, str]] = []
    if desk.given.notice is not None:
        papers.append(("notice", "通知", desk.given.notice.document.name, desk.given.notice.text))
    if desk.given.template is not None:
        papers.append(("template", "模板", desk.given.template.name, desk.given.template.text))
    for origin, word, name, text in papers:
        marks = tuple(
            Mark("asked", item.id, item.span) for item in check.requirements if item.source == origin and item.span[0] < item.span[1]
        )
        parts.append(f'<h2>{word}：{escape(name)}</h2><div class="text">{marked(text, marks)}</div>')
    return "".join(parts)


def _plan_text(desk: Desk) -> str:
    return f'<h2>计划：{escape(desk.made.check.plan.name)}</h2><div class="text" data-plan>{marked(desk.text, _plan_marks(desk.made.check, len(desk.text)))}</div>'


def _plan_marks(check: Check, length: int) -> tuple[Mark, ...]:
    """What answers a requirement in the colour of its verdict, what is wrong underlined."""
    found = [Mark(item.verdict, item.id, passage.span) for item in check.requirements for passage in quoted(item)]
    found += [Mark("fault", item.id, finding.span) for item in check.requirements for finding in item.findings if finding.span]
    found += [
        Mark("fault", f"P{place}", finding.span)
        for place, finding in enumerate(check.findings, 1)
        if finding.span and finding.code != "copied"
    ]
    return tuple(mark for mark in found if 0 <= mark.span[0] < mark.span[1] <= length)
