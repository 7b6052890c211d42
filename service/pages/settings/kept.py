"""What the forms of settings share: where a value comes from, saving it, faults at their fields, older versions."""

from collections.abc import Callable, Mapping
from html import escape
from typing import Any

from nicegui import ui
from nicegui.elements.mixins.validation_element import ValidationElement

from nlp.types import DubanError
from service.collection import bureau
from service.collection.bureau import InForce, SettingError, Version
from service.jobs.reanalysis import outdated
from service.pages.ledger.parts import button, form
from service.pages.work import aside, attempt, house, person, refuse, role, say
from service.roles import demand

ORIGINS = {"store": "在这里设置", "file": "来自环境变量所指的文件", "default": "默认"}


class Kept:
    """One setting while its form is open. `fields` are those at which faults are shown, by their place in the value."""

    def __init__(self, held: InForce) -> None:
        self.held = held
        self.fields: dict[str, ValidationElement[Any]] = {}
        self.fault: ui.html | None = None

    async def save(self, value: Mapping[str, object] | None) -> bool:
        """Whether it was saved; what is wrong is shown at its field, the rest above the buttons."""
        self._clear()
        name, version, who = self.held.name, self.held.version, person()
        try:
            demand(role(), "admin", who)
            self.held = await aside(lambda: bureau.put(house(), name, value, who=who, version=version))
        except SettingError as error:
            self._show(error)
            return False
        except DubanError as error:
            refuse(str(error))
            return False
        say(f"{self.held.title}已保存，即时生效。")
        return True

    def _clear(self) -> None:
        for field in self.fields.values():
            field.props(remove="error error-message")
        if self.fault is not None:
            self.fault.set_content("")

    def _show(self, error: SettingError) -> None:
        rest = []
        for where, words in error.flaws:
            field = self._field(where)
            if field is None:
                rest.append(words if not where else f"{where}：{words}")
            else:
                field.props(f'error error-message="{escape(words)}"')
                field.run_method("focus")
        if self.fault is not None:
            told = "；".join(dict.fromkeys(rest)) or "请改正标红的几处。"
            self.fault.set_content(f'<p class="fault" role="alert">没有保存：{escape(told)}</p>')

    def _field(self, where: str) -> ValidationElement[Any] | None:
        """The field at a place, or the one that holds it: offices.3.aliases.0 -> offices.3.aliases."""
        while where:
            if where in self.fields:
                return self.fields[where]
            where = where.rpartition(".")[0]
        return None

    def foot(self, value: Callable[[], Mapping[str, object]], *, anew: bool = False) -> None:
        """The buttons under a form; `anew`: what was analysed before does not know of it."""
        self.fault = ui.html("", sanitize=False)
        with ui.element("div").classes("tools"):
            button("保存", lambda: self._then(value(), anew=anew), main=True)
            button("恢复默认", lambda: self._then(None, anew=anew))
            button("修改记录", self._history)
        who = f"，{escape(self.held.who or '')} {self.held.at:%Y-%m-%d %H:%M} 第 {self.held.version} 版" if self.held.at else ""
        ui.html(f'<p class="soft">现在的内容：{ORIGINS[self.held.origin]}{who}。</p>', sanitize=False)

    async def _then(self, value: Mapping[str, object] | None, *, anew: bool) -> None:
        if not await self.save(value):
            return
        if anew and await aside(_outdated) > 0:
            offer_reanalysis()
        else:
            ui.navigate.reload()

    async def _history(self) -> None:
        name = self.held.name
        versions = await aside(lambda: bureau.history(house(), name))
        with form(f"{self.held.title}的修改记录", "知道了", lambda: True):
            ui.html(_table(versions), sanitize=False).classes("history")


def _table(versions: list[Version]) -> str:
    if not versions:
        return "<p>还没有改过。</p>"
    rows = "".join(
        f"<tr><td>{each.version}</td><td>{each.at:%Y-%m-%d %H:%M}</td><td>{escape(each.who)}</td><td>{_said(each)}</td></tr>"
        for each in versions
    )
    return f'<table class="dense"><thead><tr><th>版本</th><th>时间</th><th>谁</th><th>内容</th></tr></thead><tbody>{rows}</tbody></table>'


def _said(version: Version) -> str:
    return "恢复默认" if version.value is None else f"<code>{escape(str(dict(version.value)))[:400]}</code>"


def _outdated() -> int:
    with house().store.begin() as connection:
        return outdated(connection)


def offer_reanalysis() -> None:
    """What was analysed before the change does not know of it: asks whether to analyse it anew."""
    from service.collection.jobs import analyse_anew

    who = person()

    def begin() -> object:
        with house().store.begin() as connection:
            return analyse_anew(connection, None, who=who)

    async def work() -> bool:
        done = await attempt(begin, "已开始重新分析，进度见总览。", needed="admin")
        ui.navigate.reload()
        return done is not None

    with form("重新分析已入库的文件？", "重新分析", work):
        ui.html(
            "<p>新的设置对以后的文件立即生效。已入库的要重新分析才有变化：在后台进行，排在新上传的文件之后；人工核对、改正、办理过的都不变。</p>",
            sanitize=False,
        )
