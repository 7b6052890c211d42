"""活动规则: the limits by which essays and plans are judged where the notice says nothing."""

from collections.abc import Callable, Mapping

from nicegui import ui

from service.collection import bureau
from service.collection.bureau import InForce
from service.pages.settings.kept import Kept
from service.pages.work import aside, house

ESSAYS = {
    "digest_min_chars": "正文最少字数", "digest_max_chars": "正文最多字数", "digest_chars": "每篇摘要至多多少字",
    "digest_copied_chars": "一段相同多少字即提示雷同", "digest_copied_share": "相同的字数占全文多少即提示雷同（0 到 1）",
}  # fmt: skip
PLANS = {
    "check_short": "少于多少字即提示篇幅过短", "check_copied_from": "照抄通知或模板占多少即提示（0 到 1）",
    "check_pair_share": "两份方案相同的字数占多少即列为雷同（0 到 1）",
}  # fmt: skip


async def prepare() -> Callable[[], None]:
    held = await aside(lambda: bureau.get(house(), "campaigns"))
    return lambda: _Form(held).show()


class _Form(Kept):
    def __init__(self, held: InForce) -> None:
        super().__init__(held)
        self.typed = {name: round(value, 4) if isinstance(value, float) else value for name, value in held.value.items()}

    def show(self) -> None:
        ui.html("<p>通知里写了要求的，以通知为准；没有写的，用这里的。空着就用默认。</p>", sanitize=False)
        for title, named in (("心得", ESSAYS), ("计划核查", PLANS)):
            ui.html(f"<h3>{title}</h3>", sanitize=False)
            with ui.element("div").classes("line"):
                for name, words in named.items():
                    self.fields[name] = ui.number(words).props("outlined dense clearable step=any").bind_value(self.typed, name)
        self.foot(self.value)

    def value(self) -> Mapping[str, object]:
        """Whole numbers as such: what is no share is counted."""
        return {name: _number(value) for name, value in self.typed.items() if value is not None}


def _number(value: object) -> object:
    return int(value) if isinstance(value, float) and value.is_integer() and value != 1 else value
