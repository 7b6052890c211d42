"""亮灯规则: when a task that is not due yet turns yellow."""

from collections.abc import Callable, Mapping

from nicegui import ui

from service.collection import bureau
from service.collection.bureau import InForce
from service.lights import SHOWN
from service.pages.ledger.parts import light_tag
from service.pages.settings.kept import Kept
from service.pages.work import aside, house

MEANT = {
    "red": "过了截止日（延期的按新的日期）还没有办结", "yellow": "还没到截止日，但只剩下面写的几天", "blue": "离截止日还早，或通知没有写日期",
    "green": "已经办结销号", "grey": "已经取消",
}  # fmt: skip


async def prepare() -> Callable[[], None]:
    held = await aside(lambda: bureau.get(house(), "lights"))
    return lambda: _Form(held).show()


class _Form(Kept):
    def __init__(self, held: InForce) -> None:
        super().__init__(held)
        self.typed = dict(held.value)

    def show(self) -> None:
        rows = "".join(f"<tr><td>{light_tag(light)}</td><td>{MEANT[light]}</td></tr>" for light in SHOWN)
        ui.html(f'<table class="dense narrow"><tbody>{rows}</tbody></table>', sanitize=False)
        days = ui.number("截止日前几天以内亮黄灯", precision=0).props("outlined dense").bind_value(self.typed, "days")
        ui.checkbox("只数工作日（按校历和国务院公布的节假日）").bind_value(self.typed, "workdays")
        self.fields = {"days": days}
        self.foot(self.value)

    def value(self) -> Mapping[str, object]:
        return self.typed
