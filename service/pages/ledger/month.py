"""日历: a month in weeks, each day with what is due; days off as the school calendar has them."""

from calendar import Calendar
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from html import escape

from nicegui import ui

from nlp.timex.calendar import SchoolCalendar
from service import in_force
from service.collection import ledgers
from service.collection.asking import question
from service.collection.house import today
from service.collection.views import Entry
from service.exports.ledger.lines import bearers, told
from service.lights import SHOWN
from service.pages.ledger.asked import Asked, query
from service.pages.work import aside, house

MOST = 1000
SHOWN_A_DAY = 6
"""Tasks of a day that are named; the rest is a link."""
WEEK = ("一", "二", "三", "四", "五", "六", "日")


async def prepare(asked: Asked) -> Callable[[], None]:
    day = today()
    month = _month(asked.month, day)
    weeks = Calendar().monthdatescalendar(month.year, month.month)
    first, behind = weeks[0][0], weeks[-1][-1] + timedelta(days=1)
    given = asked.filters
    within = replace(given, due_from=max(first, given.due_from or first), due_before=min(behind, given.due_before or behind), sort="due")

    def fetch() -> tuple[Sequence[Entry], int, SchoolCalendar]:
        ledger, total = ledgers.ask_slice(house(), question(house(), within), offset=0, limit=MOST)
        with house().store.begin() as connection:
            return ledger.rows, total, in_force.calendar(connection, house().settings)

    entries, total, school = await aside(fetch)
    days: dict[date, list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.until:
            days[entry.until].append(entry)

    def show() -> None:
        ui.html(_steps(asked, month, day, total), sanitize=False)
        ui.html(_table(asked, weeks, days, (month, day), school), sanitize=False)

    return show


def _steps(asked: Asked, month: date, day: date, total: int) -> str:
    before, after = (month - timedelta(days=1)).replace(day=1), (month + timedelta(days=32)).replace(day=1)
    links = "".join(
        f'<a class="plain" href="{escape(asked.address(month=f"{to:%Y-%m}"))}" aria-label="{name}（{to.year}年{to.month}月）">{name}</a>'
        for name, to in (("‹ 上月", before), ("本月", day), ("下月 ›", after))
    )
    return f'<div class="tools no-print">{links}</div><h2 class="month-title">{month.year}年{month.month}月　<small class="soft">{total} 项到期</small></h2>'


def _table(
    asked: Asked, weeks: Sequence[Sequence[date]], days: Mapping[date, Sequence[Entry]], which: tuple[date, date], school: SchoolCalendar
) -> str:
    heads = "".join(f'<th scope="col">周{name}</th>' for name in WEEK)
    body = "".join(f"<tr>{''.join(_cell(asked, day, days.get(day, ()), which, school) for day in week)}</tr>" for week in weeks)
    return f'<table class="month"><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>'


def _cell(asked: Asked, day: date, entries: Sequence[Entry], which: tuple[date, date], school: SchoolCalendar) -> str:
    month, now = which
    working = school.is_workday(day)
    mark = "" if working == (day.weekday() < 5) else f'<span class="tag {"" if working else "green"}">{"班" if working else "休"}</span>'
    kinds = [name for name, holds in (("now", day == now), ("other", day.month != month.month), ("off", not working)) if holds]
    items = "".join(
        f'<li class="{entry.light}"><a href="/ledger?row={entry.id}" title="{escape(told(entry).task)}（{escape("、".join(bearers(entry.task)))}）">'
        f'<span aria-hidden="true">{SHOWN[entry.light].shape}</span><span class="sr">{SHOWN[entry.light].name}：</span>{escape(told(entry).task)}</a></li>'
        for entry in entries[:SHOWN_A_DAY]
    )
    rest = len(entries) - SHOWN_A_DAY
    span = query(asked, tab="", month="", due_from=day.isoformat(), due_before=(day + timedelta(days=1)).isoformat())
    more = f'<a class="rest" href="/ledger?{escape(span)}">还有 {rest} 项</a>' if rest > 0 else ""
    today_word = '<span class="sr">今天</span>' if day == now else ""
    return f'<td class="{" ".join(kinds)}"><p><time datetime="{day}">{day.day}</time>{today_word} {mark}</p><ul>{items}</ul>{more}</td>'


def _month(said: str, day: date) -> date:
    try:
        return date.fromisoformat(f"{said}-01")
    except ValueError:
        return day.replace(day=1)
