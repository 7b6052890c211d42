"""Commands that run and let in: serve, worker, link, token, account."""

from typing import Annotated

import typer

from service.cli.frame import answer, command


@command(short_help="启动网络服务", help="启动网络服务：文件库、分析进程和 REST 接口。默认只在本机可以访问，用显示的一次性链接进入。")
def serve(
    *,
    host: Annotated[str | None, typer.Option(metavar="地址", help="监听的地址，默认 127.0.0.1；其他地址须先设账号")] = None,
    port: Annotated[int | None, typer.Option(metavar="端口", help="监听的端口，默认 8000；0 为任选一个空闲的")] = None,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="启动后打开浏览器（有桌面时）")] = True,
) -> None:
    def work() -> int:
        from service.serve import run

        return run(host=host, port=port, browser=browser)

    answer(work)


@command(
    short_help="分析文件库里的文件",
    help="分析文件库里的文件：与 duban serve 同机，或在另一台机器上（设 DUBAN_DATABASE_URL）。按 Ctrl-C 结束。",
)
def worker(
    *, processes: Annotated[int | None, typer.Option("--processes", metavar="数", min=1, help="同时分析的文件数，默认为处理器数")] = None
) -> None:
    def work() -> int:
        from service.worker import run

        return run(processes=processes)

    answer(work)


@command(short_help="取得进入服务的一次性链接", help="取得进入本机服务的一次性链接，10 分钟内有效。")
def link(*, port: Annotated[int | None, typer.Option(metavar="端口", help="服务的端口，默认为正在运行的服务的")] = None) -> None:
    def work() -> int:
        from service.entering import link

        return link(port=port)

    answer(work)


@command(
    short_help="取得程序调用的令牌", help="取得调用接口的令牌，放在请求头 Authorization: Bearer 后面。令牌等同于本机用户，请妥善保管。"
)
def token(
    *, days: Annotated[int, typer.Option(metavar="天数", min=1, max=366, help="有效的天数，默认 30", show_default=False)] = 30
) -> None:
    def work() -> int:
        from service.entering import token

        return token(days=days)

    answer(work)


@command(
    short_help="设置登录账号", help="设置账号的密码（没有则新建）和权限，或停用账号；不写账号名则列出全部。别的机器访问服务须凭账号登录。"
)
def account(
    name: Annotated[str | None, typer.Argument(metavar="账号名", help="账号名", show_default=False)] = None,
    *,
    role: Annotated[
        str | None,
        typer.Option(
            metavar="权限", help="reader 查看、officer 经办（新账号的默认）、admin 管理员；已有的账号只改权限", show_default=False
        ),
    ] = None,
    close: Annotated[bool, typer.Option("--close", help="停用这个账号")] = False,
) -> None:
    def work() -> int:
        from service.entering import account

        return account(name, role=role, close=close)

    answer(work)
