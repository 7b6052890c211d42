"""催办: what is overdue or near, office by office: on paper, in Word, noted in the ledger."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from html import escape

from nicegui import ui

from service.collection import ledgers
from service.collection.asking import Filters, question
from service.collection.exports import by_office
from service.collection.ledgers import Amendment, Reminder, Seen
from service.collection.views import Entry
from service.exports.ledger.lines import status_of, told
from service.pages.ledger.asked import Asked, route_query
from service.pages.ledger.parts import button, form, light_tag
from service.pages.work import aside, attempt, house, person

NOBODY = "未写明单位"


async def prepare(asked: Asked) -> Callable[[], None]:
    def fetch() -> dict[str, list[Entry]]:
        return by_office(_due(asked.filters))

    groups = await aside(fetch)

    def show() -> None:
        _show(asked, groups)

    return show


def _due(filters: Filters) -> list[Entry]:
    """What is overdue and what is near, in this order; nothing where the filters ask for another light."""
    wanted = [light for light in ("red", "yellow") if filters.light in (None, light)]
    rows = [ledgers.ask_all(house(), question(house(), replace(filters, light=light, sort="due"))).rows for light in wanted]  # type: ignore[arg-type]
    return [entry for found in rows for entry in found]


def _show(asked: Asked, groups: Mapping[str, Sequence[Entry]]) -> None:
    total = len({entry.id for entries in groups.values() for entry in entries})
    with ui.element("div").classes("tools no-print"):
        ui.html(f'<span role="status">{len(groups)} 个单位，{total} 项逾期或临期</span>', sanitize=False)
        if groups:
            ui.html(
                f'<a class="plain" download href="/api/v1/ledger/papers/reminders?{route_query(asked.filters)}">催办单（Word）</a>',
                sanitize=False,
            )
            button("打印", lambda: ui.run_javascript("window.print()"))
            button("全部记为已催办", lambda: _note(groups))
    if not groups:
        ui.html('<p class="card">没有逾期或临期的任务。</p>', sanitize=False)
    for office, entries in groups.items():
        with ui.element("section").classes("card office"):
            with ui.element("div").classes("office-head"):
                ui.html(_head(office, entries), sanitize=False)
                button(f"记为已催办 {office or NOBODY}", lambda office=office, entries=entries: _note({office: entries}))  # type: ignore[misc]
            ui.html(_table(entries), sanitize=False)


def _head(office: str, entries: Sequence[Entry]) -> str:
    late = sum(entry.light == "red" for entry in entries)
    return f"<h2>{escape(office or NOBODY)}</h2><p>{len(entries)} 项，逾期 {late} 项</p>"


def _table(entries: Sequence[Entry]) -> str:
    rows = "".join(
        f'<tr><td>{light_tag(entry.light)}</td><td class="day">{escape(said.until)}</td>'
        f'<td><a href="/ledger?row={entry.id}">{escape(said.task)}</a></td><td>{escape(said.paper)}</td>'
        f"<td>{status_of(entry)}</td><td>{said.progress}</td><td>{escape(said.reminded)}</td></tr>"
        for entry, said in ((entry, told(entry)) for entry in entries)
    )
    heads = "".join(f"<th scope=col>{name}</th>" for name in ("灯", "截止日", "任务", "文件", "状态", "进度", "已催办"))
    return f'<table class="dense"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>'


def _note(groups: Mapping[str, Sequence[Entry]]) -> None:
    """Notes a reminder at every row, of each office for its own."""
    who = person()
    rows = sum(len(entries) for entries in groups.values())

    async def note() -> bool:
        def work() -> bool:
            for office, entries in groups.items():
                reminder = Reminder((office,) if office else (), words.value or "")
                ledgers.amend_all(house(), [Seen(each.id) for each in entries], Amendment(reminder=reminder), who=who)
            return True

        done = await attempt(work, f"已记下 {rows} 项催办。")
        if done:
            ui.navigate.reload()
        return bool(done)

    with form(f"记下 {len(groups)} 个单位、{rows} 项催办", "记录", note):
        words = ui.textarea("催办内容（可不填）").props("outlined dense autogrow maxlength=2000 autofocus")
        ui.html('<p class="soft">只在台账里记下谁在何时被催办，不发送消息。</p>', sanitize=False)
