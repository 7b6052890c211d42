"""总览: what needs somebody this week, in numbers that lead to their rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape
from urllib.parse import urlencode

from nicegui import ui

from corpus.store import Wanted
from service.collection import jobs, ledgers, papers
from service.collection.asking import Filters, question
from service.collection.figures import Bulletin, OfficeTally, bulletin
from service.collection.house import Collection, today
from service.collection.views import Entry, Filed, Job
from service.exports.ledger.docx import NOBODY, rate_text
from service.exports.ledger.lines import bearers, told
from service.lights import Light
from service.pages.frame import frame
from service.pages.ledger.parts import light_tag
from service.pages.work import aside, house

ROWS = 8
"""Rows of each table; the rest is behind its heading."""
LOOK = 4.0
"""Seconds between two looks at the jobs."""
STANDING = Filters(standing=True, tier="must")
STAGES = {"waiting": "等待", "running": "进行中"}
KINDS = {"document": "分析文件", "check": "核查计划", "digest": "汇总心得", "reanalysis": "重新分析"}


@dataclass(frozen=True, slots=True)
class Seen:
    """What the page shows; `late` and `week` are the first rows of as many as stand beside them."""

    figures: Bulletin
    late: tuple[Sequence[Entry], int]
    week: tuple[Sequence[Entry], int]
    notices: Sequence[Filed]
    failed: int


async def show() -> None:
    day = today()
    seen = await aside(lambda: _look(house(), day))
    work = await aside(lambda: _under_way(house()))
    with frame("总览", styles=("ledger.css", "overview.css")):
        if not seen.figures.whole.total and not seen.notices:
            ui.html(EMPTY, sanitize=False).classes("card")
        ui.html(_tiles(seen, day), sanitize=False).classes("tiles")
        with ui.element("div").classes("halves"):
            ui.html(_table("本周到期", _week(day), *seen.week) + _table("逾期", {"light": "red"}, *seen.late), sanitize=False)
            with ui.element("div"):
                ui.html(_offices(seen.figures.offices) + _notices(seen.notices), sanitize=False)
                running = ui.html(_jobs(work), sanitize=False)

    async def look() -> None:
        running.set_content(_jobs(await aside(lambda: _under_way(house()))))

    ui.timer(LOOK, look)


def _look(collection: Collection, day: date) -> Seen:
    def first(filters: Filters) -> tuple[Sequence[Entry], int]:
        ledger, total = ledgers.ask_slice(collection, question(collection, filters), offset=0, limit=ROWS)
        return ledger.rows, total

    behind = _monday_after(day)
    week = Filters(standing=True, tier="must", state="open", due_from=day, due_before=behind)
    return Seen(
        bulletin(collection, question(collection, STANDING)),
        first(Filters(standing=True, tier="must", light="red")),
        first(week),
        papers.find(collection, Wanted(use="notice"), limit=ROWS).documents,
        jobs.states(collection).get("failed", 0),
    )


def _under_way(collection: Collection) -> list[Job]:
    return [job for job in jobs.find(collection, limit=100).jobs if not job.resting]


def _tiles(seen: Seen, day: date) -> str:
    whole = seen.figures.whole
    tiles = (
        ("逾期", whole.overdue, {"light": "red"}, "red", "■"),
        ("本周到期", seen.week[1], _week(day), "amber", "▲"),
        (f"临期（到 {seen.figures.soon:%m-%d}）", whole.near, {"light": "yellow"}, "amber", "▲"),
        ("未核对", whole.unreviewed, {"review": "extracted"}, "blue", "●"),
        ("已延期", whole.extended, {"extended": "true"}, "", "↷"),
        ("已办结", whole.done, {"light": "green"}, "green", "✔"),
    )
    made = "".join(
        f'<a class="tile card {kind}" href="{_address(given)}"><span aria-hidden="true">{shape}</span><strong>{count}</strong>{escape(name)}</a>'
        for name, count, given, kind, shape in tiles
    )
    rate = f'<a class="tile card" href="/ledger?tab=figures"><span aria-hidden="true">◔</span><strong>{rate_text(whole)}</strong>办结率</a>'
    failed = f'<a class="tile card red" href="/inbox"><span aria-hidden="true">✖</span><strong>{seen.failed}</strong>没能分析的文件</a>'
    return made + rate + (failed if seen.failed else "")


def _table(title: str, given: Mapping[str, str], rows: Sequence[Entry], total: int) -> str:
    heading = f'<h2><a href="{_address(given)}">{title} {total} 项</a></h2>'
    if not rows:
        return f'<section class="card">{heading}<p class="soft">没有。</p></section>'
    body = "".join(
        f'<tr><td>{_light(entry.light)}</td><td class="day">{entry.until}</td><td><a href="/ledger?row={entry.id}">{escape(told(entry).task)}</a></td>'
        f"<td>{escape('、'.join(bearers(entry.task)))}</td></tr>"
        for entry in rows
    )
    heads = "".join(f'<th scope="col">{name}</th>' for name in ("灯", "截止日", "任务", "责任单位"))
    return f'<section class="card">{heading}<table class="dense"><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table></section>'


def _offices(offices: Sequence[OfficeTally]) -> str:
    rows = "".join(
        f'<tr><th scope="row">{_office(each)}</th><td>{_number(each, each.tally.overdue, "red")}</td><td>{_number(each, each.tally.near, "yellow")}</td>'
        f'<td class="rate"><span class="gauge" aria-hidden="true"><u style="width:{each.tally.rate or 0}%"></u></span>{rate_text(each.tally)}</td></tr>'
        for each in offices[: ROWS + 2]
    )
    heads = "".join(f'<th scope="col">{name}</th>' for name in ("责任单位", "逾期", "临期", "办结率"))
    table = (
        f'<table class="dense"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>' if rows else '<p class="soft">还没有任务。</p>'
    )
    return f'<section class="card"><h2><a href="/ledger?tab=figures">各单位</a></h2>{table}</section>'


def _office(each: OfficeTally) -> str:
    return f'<a href="{_address({"bearer": each.office, "active": "true"})}">{escape(each.office)}</a>' if each.office else NOBODY


def _number(each: OfficeTally, count: int, light: Light) -> str:
    return f'<a href="{_address({"bearer": each.office, "light": light})}">{count}</a>' if count and each.office else str(count)


def _notices(notices: Sequence[Filed]) -> str:
    items = "".join(
        f'<li><a href="/notices/{each.id}">{escape("".join((each.title or each.name).split()))}</a>'
        f' <span class="soft">{each.number or ""} {each.date or ""}</span> <a class="soft" href="{_address({"notice": str(each.id)})}">任务</a></li>'
        for each in notices
    )
    return f'<section class="card"><h2><a href="/inbox">最近的通知</a></h2>{f"<ul>{items}</ul>" if items else "<p class=soft>还没有通知。</p>"}</section>'


def _jobs(work: Sequence[Job]) -> str:
    items = "".join(
        f"<li>{KINDS.get(job.kind, job.kind)} {escape(job.name or '')}：{STAGES.get(job.state, job.state)} "
        f'<progress max="100" value="{job.percent}">{job.percent}%</progress> {job.percent}%</li>'
        for job in work[:ROWS]
    )
    more = f"<p>还有 {len(work) - ROWS} 项。</p>" if len(work) > ROWS else ""
    body = f"<ul>{items}</ul>{more}" if items else '<p class="soft">没有正在进行的作业。</p>'
    return f'<section class="card" role="status" aria-label="正在进行的作业"><h2>正在进行</h2>{body}</section>'


def _light(light: Light) -> str:
    return light_tag(light)


def _week(day: date) -> dict[str, str]:
    return {"state": "open", "due_from": day.isoformat(), "due_before": _monday_after(day).isoformat()}


def _monday_after(day: date) -> date:
    return day + timedelta(days=7 - day.weekday())


def _address(given: Mapping[str, str | None]) -> str:
    return f"/ledger?{escape(urlencode({name: value for name, value in given.items() if value}))}"


EMPTY = (
    "<h2>还没有文件</h2><p>到<a href='/inbox'>收文</a>放入第一份通知，几秒钟后这里就有任务、时限和责任单位；"
    "也可以先在<a href='/help'>帮助</a>里载入样例看一看。</p>"
)
