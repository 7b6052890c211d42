"""`duban serve`: the store, the jobs and the REST service in one process group; who may enter, and how, is said at the start."""

import gc
import os
import signal
import socket
import sys
import webbrowser
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from time import time

from uvicorn import Config, Server

from service.access import LINK_SECONDS, LOCAL, Signer, is_loopback, load_secret
from service.collection.house import Collection, open_collection
from service.collection.people import list_accounts
from service.collection.upkeep import Upkeep
from service.errors import ServiceError
from service.logs import log_as_json
from service.outputs import say
from service.reasons import reason
from service.settings import Settings, load_settings
from service.start import serving_only
from service.worker import quiet_libraries

BACKLOG = 1024
SERVING = "serving"
"""The file in the data folder that holds the port of a running server."""
FAREWELL = 5
"""Seconds that open requests have to end in."""


def run(*, host: str | None, port: int | None, browser: bool) -> int:
    """Serves until interrupted. Raises DubanError where it cannot start."""
    settings = _settings(host, port)
    quiet_libraries()
    log_as_json(quiet=sys.stderr.isatty())
    with ThreadPoolExecutor(1) as helper, _listening(settings) as listener:
        opening = helper.submit(open_collection, settings)
        _load()
        with opening.result() as collection:
            _refuse_open_doors(collection)
            return _serve(collection, listener, browser=browser)


def _load() -> None:
    """The web framework, the routes and the worker, while the database starts; the garbage collector finds nothing among modules
    that stay."""
    gc.disable()
    import service.api
    import service.jobs.worker  # for its own sake

    with serving_only():
        import service.pages.attach  # noqa: F401

    gc.freeze()
    gc.enable()


def _serve(collection: Collection, listener: socket.socket, *, browser: bool) -> int:
    from service.api import create_app
    from service.jobs.worker import Worker
    from service.pages.attach import attach

    settings = collection.settings
    secret = settings.secret or load_secret(settings.data_folder())
    app = create_app(settings, collection, secret=secret, welcome=False)
    attach(app)
    worker = Worker(collection.store, settings, processes=settings.workers) if settings.workers else None
    upkeep = Upkeep(collection)
    upkeep.start()
    app.state.searching.start()
    if worker is not None:
        worker.start()
    port = int(listener.getsockname()[1])
    address = settings.data_folder() / SERVING
    with suppress(OSError):  # without the note `duban link` needs the port
        address.parent.mkdir(parents=True, exist_ok=True)
        address.write_text(f"{port}\n", "utf-8")
    try:
        _greet(settings, Signer(secret), listener, browser=browser)
        config = Config(app, log_config=None, backlog=BACKLOG, timeout_graceful_shutdown=FAREWELL, server_header=False)
        _Server(config).run([listener])
    finally:
        if serving_port(settings) == port:
            with suppress(OSError):
                address.unlink(missing_ok=True)
        upkeep.stop()
        app.state.searching.stop()
        if worker is not None:
            worker.stop()
    say("已停止。")
    return 0


class _Server(Server):
    """uvicorn sends itself once more the signal that ended it, which would end us before the jobs were given back."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        before = {number: signal.signal(number, self.handle_exit) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)


def link_to(settings: Settings, signer: Signer, port: int) -> str:
    """A link by which a browser on this machine enters once, within ten minutes."""
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    return f"http://{host}:{port}/login?link={signer.issue('link', LOCAL, until=time() + LINK_SECONDS)}"


def serving_port(settings: Settings) -> int | None:
    """The port of the server of this data folder that started last, as it noted it; None where it ended."""
    try:
        return int((settings.data_folder() / SERVING).read_text("utf-8"))
    except (OSError, ValueError):
        return None


def _settings(host: str | None, port: int | None) -> Settings:
    settings = load_settings()
    return settings.model_copy(update={"host": host or settings.host, "port": settings.port if port is None else port})


def _refuse_open_doors(collection: Collection) -> None:
    """Raises ServiceError where others would reach a server to which nobody has an account."""
    host = collection.settings.host
    if not is_loopback(host) and not list_accounts(collection):
        raise ServiceError(
            "usage",
            f"监听 {host} 时别的机器也能访问，须凭账号登录，而现在一个账号也没有。请先用 duban account 账号名 设置，或改回 127.0.0.1。",
        )


def _listening(settings: Settings) -> socket.socket:
    """Raises ServiceError "usage" for an address or port that cannot be had."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        if os.name != "nt":  # on Windows it would let a second server take the port
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((settings.host, settings.port))
    except (OSError, OverflowError) as error:
        listener.close()
        raise ServiceError(
            "usage", f"无法监听 {settings.host} 的 {settings.port} 端口（{reason(error)}），请用 --port 换一个端口，或关闭占用它的程序。"
        ) from error
    return listener


def _greet(settings: Settings, signer: Signer, listener: socket.socket, *, browser: bool) -> None:
    port = int(listener.getsockname()[1])
    if not is_loopback(settings.host):
        say(
            f"督办服务：http://{settings.host}:{port}/，凭账号登录。请放在 HTTPS 反向代理之后，并在 DUBAN_HOSTS 里写明主机名。按 Ctrl-C 结束。"
        )
        return
    link = link_to(settings, signer, port)
    say(f"督办服务已启动，文件保存在 {settings.data_folder()}。请在 10 分钟内用浏览器打开（只能用一次）：")
    print(f"    {link}", file=sys.stderr)
    say("需要新的链接时用 duban link，程序调用用 duban token。按 Ctrl-C 结束。")
    if browser and sys.stderr.isatty() and (sys.platform in ("win32", "darwin") or os.environ.get("DISPLAY")):
        webbrowser.open(link)
