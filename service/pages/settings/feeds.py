"""日历订阅: the feeds one has given away, each revocable."""

from collections.abc import Callable, Sequence
from html import escape

from nicegui import ui

from service.collection import feeds
from service.collection.asking import Filters
from service.collection.feeds import Feed
from service.pages.ledger.feeds import subscribe
from service.pages.ledger.parts import button
from service.pages.work import aside, attempt, house, person


async def prepare() -> Callable[[], None]:
    who = person()
    mine = await aside(lambda: feeds.feeds(house(), who=who))
    return lambda: _show(mine)


def _show(mine: Sequence[Feed]) -> None:
    ui.html(
        "<p>订阅地址只在生成时显示一次，知道的人不用登录就能看。不再使用的请撤销。按单位订阅，请先在台账里筛选单位。</p>", sanitize=False
    )
    button("订阅全部任务", lambda: subscribe(Filters()))
    if not mine:
        ui.html('<p class="soft">还没有订阅。</p>', sanitize=False)
    for feed in mine:
        of = "、".join(part for part in (feed.scope.office or "", "一份通知" if feed.scope.notice else "") if part) or "全部任务"
        with ui.element("div").classes("line"):
            ui.html(f"<p>{escape(of)}　<span class=soft>{feed.created:%Y-%m-%d %H:%M} 生成</span></p>", sanitize=False)
            button(f"撤销 {of}", lambda feed=feed: _revoke(feed))  # type: ignore[misc]


async def _revoke(feed: Feed) -> None:
    who = person()
    await attempt(lambda: feeds.revoke(house(), feed.id, who=who), "已撤销，原地址不能再用。")
    ui.navigate.reload()
