"""时间轴: each task as a bar from the day of its notice to the day that counts. Markup and styles alone: it prints, and is read aloud."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from html import escape

from nicegui import ui

from service.collection import ledgers
from service.collection.asking import question
from service.collection.house import today
from service.collection.views import Entry
from service.exports.ledger.lines import told
from service.lights import SHOWN
from service.pages.ledger.asked import Asked
from service.pages.work import aside, house

MOST = 200
"""Bars of one page; who wants others filters."""
LEAD = 30
"""Days before its end at which a bar begins whose notice names no day."""
LONGEST = 120
"""Days of a bar: what began earlier is cut at the left."""


async def prepare(asked: Asked) -> Callable[[], None]:
    def fetch() -> tuple[Sequence[Entry], int]:
        ledger, total = ledgers.ask_slice(house(), question(house(), replace(asked.filters, sort="due")), offset=0, limit=MOST)
        return [entry for entry in ledger.rows if entry.until], total

    entries, total = await aside(fetch)
    day = today()

    def show() -> None:
        if not entries:
            ui.html('<p class="card">没有写明日期的任务。</p>', sanitize=False)
            return
        more = (
            f"共 {total} 项，按截止日显示前 {len(entries)} 项；看别的时间请用“截止从”“早于”筛选。"
            if total > len(entries)
            else f"共 {len(entries)} 项。"
        )
        ui.html(f'<p class="soft" role="status">{more}</p>', sanitize=False)
        ui.html(_chart(entries, day), sanitize=False).classes("timeline card")

    return show


def _chart(entries: Sequence[Entry], day: date) -> str:
    spans = [_span(entry) for entry in entries]
    first = _monday(min(min(begin for begin, _ in spans), day))
    last = max(max(end for _, end in spans), day) + timedelta(days=7)
    days = (last - first).days

    def at(point: date) -> float:
        return round(100 * (point - first).days / days, 3)

    now = f'<i class="now" style="left:{at(day)}%" aria-hidden="true"></i>'
    months = "".join(f'<span style="left:{at(month)}%">{_month(month, first)}</span>' for month in _months(first, last))
    rules = "".join(f'<i class="rule" style="left:{at(month)}%" aria-hidden="true"></i>' for month in _months(first, last))
    rows = "".join(_row(entry, at(begin), at(end), rules + now, at) for entry, (begin, end) in zip(entries, spans, strict=True))
    head = f'<tr><th scope="col">任务</th><th scope="col">单位</th><th scope="col" class="axis"><div>{months}{now}</div></th></tr>'
    return f"<table><caption>时间轴：竖线是今天（{day}）</caption><thead>{head}</thead><tbody>{rows}</tbody></table>"


def _row(entry: Entry, left: float, right: float, rules: str, at: Callable[[date], float]) -> str:
    said = told(entry)
    shown = SHOWN[entry.light]
    words = f"{shown.name}，{entry.until} 截止" + (f"（原定 {entry.due}）" if entry.extensions else "") + f"，进度 {entry.progress}%"
    more = ""
    if entry.extensions and entry.due:
        origin = max(at(entry.due), left)
        more = f'<b class="more" style="left:{origin}%;width:{max(right - origin, 0.3)}%"></b>'
    bar = f'<b class="bar-of {entry.light}" style="left:{left}%;width:{max(right - left, 0.6)}%" title="{escape(words)}"><u style="width:{entry.progress}%"></u></b>'
    place = f"left:{right}%" if right < 78 else f"right:{100 - left}%"
    end = f'<span class="end" style="{place}">{shown.shape} {entry.until:%m-%d}</span>' if entry.until else ""
    return (
        f'<tr><th scope="row"><a href="/ledger?row={entry.id}">{escape(said.task)}</a></th><td>{escape(said.bearers)}</td>'
        f'<td class="axis"><div>{rules}{bar}{more}{end}<span class="sr">{escape(words)}</span></div></td></tr>'
    )


def _span(entry: Entry) -> tuple[date, date]:
    assert entry.until is not None
    starts = [date.fromisoformat(str(each["start"])) for each in entry.deadlines if each.get("start")]
    begin = min([*starts, entry.due or entry.until], default=entry.until)
    begin = begin if begin < (entry.due or entry.until) else (entry.due or entry.until) - timedelta(days=LEAD)
    return max(begin, entry.until - timedelta(days=LONGEST)), entry.until


def _months(first: date, last: date) -> list[date]:
    found, month = [], first.replace(day=1)
    while month <= last:
        if month >= first:
            found.append(month)
        month = (month + timedelta(days=32)).replace(day=1)
    return found


def _month(month: date, first: date) -> str:
    return f"{month.year}年{month.month}月" if month.month == 1 or (month - first).days < 31 else f"{month.month}月"


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
