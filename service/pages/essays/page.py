"""心得: digests there are and a new one; one digest with its parts."""

from asyncio import Lock
from collections.abc import Callable, Sequence
from html import escape
from typing import Any
from uuid import UUID

from nicegui import events, ui

from corpus.store import NotStoredError, Reviewer
from service.app import parse_date
from service.collection import digested as judging
from service.collection import results, rolls
from service.collection.digested import FlagOpinion, ReviewedDigest
from service.collection.essays import Digested, DigestLine, digest_lines, digested
from service.collection.house import Collection
from service.collection.progress import digest_progress
from service.collection.results import DigestOrder
from service.collection.views import Filed
from service.digesting import Wishes
from service.errors import ServiceError
from service.pages.checks import setup
from service.pages.essays import parts
from service.pages.frame import frame
from service.pages.work import aside, attempt, house, person, refuse

KEYS = {"J 或 K": "下一条、上一条提示", "Y 或 N": "提示属实、不属实", "Ctrl + Z": "撤销上一步认定"}
PEOPLE = "people"
LOOK = 1.0


async def show() -> None:
    collection = house()
    lines, notices, essays, people = await aside(lambda: _choices(collection))
    with frame("心得", styles=("checks.css", "essays.css"), scripts=("send.js",)):
        ui.html(_form(notices, essays, people), sanitize=False).classes("no-print")
        ui.html(f"<h2>汇总过的</h2>{_lines(lines)}", sanitize=False)
        ui.on("begin", _start)


def _choices(collection: Collection) -> tuple[Sequence[DigestLine], list[Filed], list[Filed], tuple[str, ...]]:
    notices, essays = (setup.choices(collection, use) for use in ("notice", "essay"))
    return digest_lines(collection), notices, essays, rolls.names(collection, PEOPLE).entries


def _form(notices: Sequence[Filed], essays: Sequence[Filed], people: Sequence[str]) -> str:
    fields = "".join(
        f'<label>{word} <input type="{kind}" name="{name}"{extra}></label>'
        for name, word, kind, extra in (
            ("min_chars", "最少字数", "number", ' min="1"'),
            ("max_chars", "最多字数", "number", ' min="1"'),
            ("per_term", "每人篇数", "number", ' min="1"'),
            ("deadline", "截止日期", "date", ""),
        )
    )
    return (
        '<form class="begin card"><h2>新的汇总</h2><p class="soft">选定活动的通知（可不选），放入心得，可一次放 300 篇，也可放 ZIP。雷同也在以往的心得里查找。</p>'
        f'<div class="pickers">{setup.picker("notice", "通知", notices, None, use="notice")}</div><p role="status" class="told soft"></p>'
        f"{setup.drop('essay', '把心得拖到这里，或点此选择文件')}{setup.held(essays, 'essay', '文件库里已有的心得')}"
        '<details class="wishes"><summary>要求和名单（通知里写明的不必填）</summary>'
        f'<div class="fields">{fields}</div><div class="fields"><label>应写到的主题，每行一个<textarea name="topics" rows="4"></textarea></label>'
        f'<label>应提交的人员名单，每行一人<textarea name="people" rows="4">{escape(chr(10).join(people))}</textarea></label></div></details>'
        '<div class="start"><button type="submit" class="plain main-action" disabled>开始汇总</button><span class="ready" role="status"></span></div></form>'
    )


def _lines(lines: Sequence[DigestLine]) -> str:
    if not lines:
        return '<p class="soft">还没有汇总过。可以先到<a href="/help">帮助</a>里放入样例看看。</p>'
    rows = "".join(
        f'<tr><td><a href="/essays/{line.id}">{escape(line.title or "（未选通知）")}</a></td><td>{line.essays} 篇</td>'
        f"<td>{escape(line.who)}</td><td>{line.at.astimezone():%Y-%m-%d %H:%M}</td></tr>"
        for line in lines
    )
    heads = "".join(f'<th scope="col">{word}</th>' for word in ("活动", "心得", "汇总人", "时间"))
    return f'<table class="dense groups"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>'


async def _start(event: events.GenericEventArguments) -> None:
    said, who, collection = event.args, person(), house()
    essays = tuple(found for each in said.get("ids", ()) if (found := setup.identity(each)))
    if not essays:
        refuse("还没有选心得。请先放入文件。")
        return
    made = await attempt(lambda: _ask(collection, essays, said, who))
    if made is not None:
        ui.navigate.to(f"/essays/{made}")


def _ask(collection: Collection, essays: tuple[UUID, ...], said: dict[str, Any], who: str) -> UUID:
    """Raises ServiceError for wishes that cannot be."""
    people = _listed(said, "people")
    wishes = Wishes(
        chars=None, min_chars=_number(said, "min_chars"), max_chars=_number(said, "max_chars"), topics=_listed(said, "topics"),
        per_term=_number(said, "per_term"), deadline=parse_date(str(said["deadline"])) if said.get("deadline") else None, people=people,
    )  # fmt: skip
    if people != rolls.names(collection, PEOPLE).entries:
        rolls.put_names(collection, PEOPLE, people, Reviewer(who))
    with collection.store.begin() as connection:
        order = DigestOrder(essays, setup.identity(said.get("notice")), wishes)
        return results.ask_digest(connection, order, collection.settings, who=who).id


def _number(said: dict[str, Any], name: str) -> int | None:
    text = str(said.get(name) or "").strip()
    if text and not text.isdecimal():
        raise ServiceError("usage", f"“{text[:20]}”不是整数，请改正。")
    return int(text) if text else None


def _listed(said: dict[str, Any], name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(line.strip() for line in str(said.get(name) or "").split("\n") if line.strip()))


async def show_one(identity: UUID) -> None:
    collection = house()
    try:
        found = await aside(lambda: digested(collection, identity))
    except NotStoredError:
        await _wait(collection, identity)
        return
    with frame(parts.title(found), keys=KEYS, styles=("checks.css", "essays.css"), scripts=("essays.js",)):
        ui.html('<p class="soft asked"><a href="/essays">全部汇总</a></p>' + parts.navigation(found), sanitize=False)
        opening = ui.html(parts.opening(found), sanitize=False)
        ui.html("<h2 id=themes>主题</h2>", sanitize=False)
        if found.report.digest.themes:
            height = 52 + 24 * len(found.report.digest.themes)
            ui.echart(parts.chart(found), renderer="svg").classes("chart").style(f"height: {height}px").props(
                'role=img aria-label="各主题的篇数，同样的数字在下面的列表里"'
            )
        themes = ui.html(parts.themes(found), sanitize=False)
        ui.html("<h2 id=flags>提示</h2>", sanitize=False)
        flags = ui.html(parts.flags(found), sanitize=False)
        ui.html("<h2 id=copies>雷同</h2>", sanitize=False)
        copies = ui.html(parts.copies(found), sanitize=False)
        ui.html(f"<h2 id=papers>文章</h2>{parts.essays(found)}<h2 id=missing>缺交和提醒</h2>{parts.missing(found)}", sanitize=False)

        def put(now: Digested) -> None:
            for part, make in ((opening, parts.opening), (themes, parts.themes), (flags, parts.flags), (copies, parts.copies)):
                part.set_content(make(now))

        judge(collection, found, put)


def judge(collection: Collection, found: Digested, put: Callable[[Digested], None]) -> None:
    """Takes what the page says of flags (events `flag` and `undo`); `put` shows what stands then."""
    identity, held = found.reviewed.id, [found]
    done: list[str] = []
    turn = Lock()  # who presses a key twice means one after the other

    async def change(work: Callable[[], ReviewedDigest], words: str) -> bool:
        made = await attempt(work, words)
        held[0] = await aside(lambda: digested(collection, identity))
        put(held[0])
        return made is not None

    async def say(event: events.GenericEventArguments) -> None:
        async with turn:
            await judged(event)

    async def judged(event: events.GenericEventArguments) -> None:
        essay, flag, stands = str(event.args["essay"]), str(event.args["flag"]), event.args.get("stands")
        seen = next((each for each in held[0].reviewed.essays if each.id == essay), None)
        by = Reviewer(person(), seen.version if seen else None)
        opinion = FlagOpinion(flag=flag, stands=stands if isinstance(stands, bool) else None)
        if await change(lambda: judging.judge(collection, identity, essay, opinion, by), "已认定，可撤销。"):
            done.append(essay)

    async def undo() -> None:
        """What was said on this page last; after that nothing."""
        async with turn:
            await taken_back()

    async def taken_back() -> None:
        essay = done.pop() if done else None
        seen = next((each for each in held[0].reviewed.essays if each.id == essay), None)
        if seen is not None and seen.last is not None:
            last, by = seen.last, Reviewer(person(), seen.version)
            await change(lambda: judging.take_back(collection, identity, seen.id, last, by), "已撤销。")

    ui.on("flag", say)
    ui.on("undo", undo)


async def _wait(collection: Collection, identity: UUID) -> None:
    """The digest is being made. Raises NotStoredError where none was asked for, or one of its essays is gone."""
    now = await aside(lambda: digest_progress(collection, identity))
    if now is None or (now.waiting == 0 and not now.failed):
        raise NotStoredError("心得汇总", identity)
    with frame("心得汇总", styles=("checks.css",)):
        told = ui.html("", sanitize=False)

        async def look() -> None:
            found = await aside(lambda: digest_progress(collection, identity))
            if found is None:
                return
            if found.failed:
                told.set_content(f'<p role="alert">没有汇总成：{escape(found.failed[0].message)}</p><p><a href="/essays">返回</a></p>')
                timer.deactivate()
            elif found.waiting:
                told.set_content(
                    f'<p class="running" role="status"><progress max="100" value="{found.percent}" aria-label="汇总进度"></progress>{escape(found.line)}</p>'
                )
            else:
                timer.deactivate()
                ui.navigate.reload()

        timer = ui.timer(LOOK, look)
