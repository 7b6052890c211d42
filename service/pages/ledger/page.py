"""The page as a whole: what the address asks for, fetched, under its tab."""

from collections.abc import Awaitable, Callable, Mapping
from html import escape

from fastapi import Request
from nicegui import ui

from corpus.store import Wanted
from service.collection import asking, ledgers, papers
from service.pages.frame import frame
from service.pages.ledger import figures, grid, month, timeline, urge, views
from service.pages.ledger.asked import Asked
from service.pages.ledger.filters import bar, said, tabs
from service.pages.work import aside, house, person

SHOW: Mapping[str, Callable[[Asked], Awaitable[Callable[[], None]]]] = {
    "": grid.prepare,
    "urge": urge.prepare,
    "timeline": timeline.prepare,
    "month": month.prepare,
    "figures": figures.prepare,
}
"""For each tab what it fetches; it gives what shows it."""
KEYS = {
    "↑ ↓ ← →": "到表格，在表格里移动", "Enter": "打开这一行；在“进度”上是修改", "空格": "选中这一行", "D": "办结销号", "E": "延期", "B": "催办",
    "P": "佐证", "Z": "撤销刚才的操作", "F": "到筛选", "Esc": "关闭任务详情",
}  # fmt: skip
NOTICES = 300
"""So many notices are offered in the filter, the latest."""


async def show(request: Request) -> None:
    asked, who = Asked.of(dict(request.query_params)), person()
    offices = await aside(lambda: ledgers.named_offices(house()))
    notices = await aside(lambda: papers.find(house(), Wanted(use="notice"), limit=NOTICES).documents)
    saved = await aside(lambda: asking.saved(house(), who=who))
    titles = {str(each.id): "".join((each.title or each.name).split()) for each in notices}
    body = await SHOW[asked.tab](asked)
    with frame("台账", keys=KEYS if not asked.tab else {}, wide=not asked.tab, styles=("ledger.css",), scripts=("ledger.js",)):
        ui.html(bar(asked, offices, titles), sanitize=False)
        with ui.element("div").classes("under"):
            ui.html(tabs(asked), sanitize=False)
            views.show(asked, saved)
        ui.html(f"筛选：{escape(said(asked, titles))}", sanitize=False, tag="p").classes("said" if asked.is_plain else "said shown")
        body()
