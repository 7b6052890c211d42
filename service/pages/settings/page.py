"""The page as a whole: a list of what can be set, one of them open; which one stands in the address."""

from collections.abc import Awaitable, Callable, Mapping
from html import escape

from nicegui import ui

from service.pages.frame import frame
from service.pages.settings import accounts, calendar, campaigns, feeds, keeping, lights, offices

Prepare = Callable[[], Awaitable[Callable[[], None]]]
PARTS: Mapping[str, tuple[str, Prepare]] = {
    "offices": ("科室名录", offices.prepare),
    "calendar": ("校历", calendar.prepare),
    "lights": ("亮灯规则", lights.prepare),
    "campaigns": ("活动规则", campaigns.prepare),
    "feeds": ("日历订阅", feeds.prepare),
    "accounts": ("账号", accounts.prepare),
    "keeping": ("备份", keeping.prepare),
}


async def show(part: str = "offices") -> None:
    part = part if part in PARTS else "offices"
    title, prepare = PARTS[part]
    body = await prepare()
    with frame("设置", styles=("ledger.css", "settings.css")):
        items = "".join(
            f'<a href="/settings?part={name}"{" aria-current=page" if name == part else ""}>{words}</a>'
            for name, (words, _) in PARTS.items()
        )
        ui.html(f'<nav class="tabs no-print" aria-label="设置的各项">{items}</nav>', sanitize=False)
        with ui.element("section").classes("card setting").props(f'aria-label="{escape(title)}"'):
            ui.html(f"<h2>{escape(title)}</h2>", sanitize=False)
            body()
