"""账号: who may enter where others reach this server."""

from collections.abc import Callable, Sequence
from html import escape

from nicegui import app, ui

from corpus.store.access import Account
from service.access import is_loopback
from service.collection import people
from service.pages.ledger.parts import button, form
from service.pages.work import aside, attempt, house, person, refuse
from service.roles import ROLES, WORDS, Role

ALONE = (
    "<p>现在只有本机可以访问，不用账号。要让别的机器也能用：先在命令行执行 <code>duban account 账号名</code> 设置账号，"
    "再用 <code>duban serve --host</code> 监听本机的网络地址。</p>"
)


async def prepare() -> Callable[[], None]:
    held = await aside(lambda: people.list_accounts(house()))
    return lambda: _show(held)


def _show(held: Sequence[Account]) -> None:
    if is_loopback(house().settings.host):
        ui.html(ALONE, sanitize=False)
    if held:
        rows = "".join(
            f"<tr><td>{escape(each.name)}</td><td>{WORDS.get(each.role, each.role)}</td><td>{each.created:%Y-%m-%d}</td></tr>"  # type: ignore[call-overload]
            for each in held
        )
        heads = "".join(f'<th scope="col">{name}</th>' for name in ("账号", "权限", "开立"))
        ui.html(f'<table class="dense narrow"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>', sanitize=False)
    with ui.element("div").classes("tools"):
        button("开立账号，或改密码、权限", _open)
        if held:
            button("停用账号", lambda: _shut(held))


def _open() -> None:
    me = person()

    async def work() -> bool:
        wanted: Role = role.value
        if name.value == me and wanted != "admin":
            refuse("不能降低自己的权限，请另一位管理员来改。")
            return False
        done = await attempt(lambda: _put(name.value or "", secret.value or "", wanted), "已保存。", needed="admin")
        if done:
            ui.navigate.reload()
        return bool(done)

    with form("开立账号，或改密码、权限", "保存", work):
        name = ui.input("账号名").props("outlined dense maxlength=40 autofocus")
        secret = ui.input("密码（至少 10 个字符）", password=True).props("outlined dense maxlength=500 autocomplete=new-password")
        role = ui.select({each: WORDS[each] for each in ROLES}, label="权限", value="officer").props("outlined dense")


def _put(name: str, secret: str, role: Role) -> bool:
    people.open_account(house(), name, secret, role=role)
    app.state.served.porter.forget(name)
    return True


def _shut(held: Sequence[Account]) -> None:
    me = person()

    async def work() -> bool:
        if choice.value == me:
            refuse("不能停用自己，请另一位管理员来做。")
            return False
        done = await attempt(lambda: _close(str(choice.value)), "已停用。", needed="admin")
        if done:
            ui.navigate.reload()
        return bool(done)

    with form("停用账号", "停用", work, grave=True):
        choice = ui.select([each.name for each in held], label="账号", value=held[0].name).props("outlined dense autofocus")


def _close(name: str) -> bool:
    people.shut_account(house(), name)
    app.state.served.porter.forget(name)
    return True
