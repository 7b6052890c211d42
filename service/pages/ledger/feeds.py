"""A calendar feed of what the filters ask for: its address is told once."""

from secrets import token_urlsafe

from nicegui import context, ui

from service.collection import feeds
from service.collection.asking import Filters
from service.collection.feeds import Feed, Scope
from service.pages.ledger.parts import form
from service.pages.work import attempt, house, person


def subscribe(filters: Filters) -> None:
    who, base = person(), str(context.client.request.base_url).rstrip("/")
    scope = Scope(filters.notice, filters.office)
    of = "、".join(part for part in (filters.office or "", "所选通知" if filters.notice else "") if part) or "全部任务"

    async def make() -> bool:
        secret = token_urlsafe(32)
        if await attempt(lambda: _make(scope, who, secret)):
            address.set_value(f"{base}{feeds.address(secret)}")
            ui.run_javascript("document.querySelector('.feed input')?.select()")
        return False

    with form(f"订阅日历：{of}", "生成地址", make):
        ui.html(
            "<p>把地址填进 Outlook 或手机日历的“从网络订阅”，时限会自动更新。知道地址的人不用登录就能看，请勿外传；撤销在“设置”页。"
            "只按单位和通知筛选，其他条件不带进日历。</p>",
            sanitize=False,
        )
        address = ui.input("订阅地址").props("outlined dense readonly").classes("feed")


def _make(scope: Scope, who: str, secret: str) -> Feed:
    with house().store.begin() as connection:
        return feeds.make(connection, scope, who=who, secret=secret)
