"""`duban link`, `duban token`, `duban account`: ways to enter a server, for whoever owns its data folder."""

import getpass
import sys
from socket import create_connection
from time import time

from service.access import LOCAL, Signer, load_secret
from service.collection.house import open_collection
from service.collection.people import appoint, has_account, list_accounts, open_account, shut_account
from service.errors import ServiceError
from service.outputs import put, say
from service.roles import WORDS, role_of
from service.serve import link_to, serving_port
from service.settings import Settings, load_settings

DAY = 86_400


def link(*, port: int | None) -> int:
    """Raises ServiceError "usage" where no port is given and no server runs."""
    settings = load_settings()
    put(link_to(settings, _signer(settings), _port(settings) if port is None else port) + "\n")
    return 0


def _port(settings: Settings) -> int:
    port = serving_port(settings)
    if port is None or not _answers(settings.host, port):
        raise ServiceError("usage", "没有正在运行的服务。请先用 duban serve 启动；服务用别的文件夹时请用 --port 写明端口。")
    return port


def _answers(host: str, port: int) -> bool:
    """Whether somebody listens: a server that was killed left its note behind."""
    try:
        with create_connection(("127.0.0.1" if host in ("", "0.0.0.0") else host, port), timeout=3):
            return True
    except (OSError, OverflowError):
        return False


def token(*, days: int) -> int:
    put(_signer(load_settings()).issue("token", LOCAL, until=time() + days * DAY) + "\n")
    return 0


def account(name: str | None, *, role: str | None, close: bool) -> int:
    """Lists accounts, opens one (or sets its password), says what it may do, closes one. Raises ServiceError, StoreError."""
    wanted = role_of(role) if role is not None else None
    with open_collection(load_settings()) as collection:
        if name is None:
            for each in list_accounts(collection):
                put(f"{each.name}\t{WORDS[role_of(each.role)]}\t{each.created:%Y-%m-%d}\n")
        elif close:
            shut_account(collection, name)
            say(f"账号 {name} 已停用。")
        elif wanted is not None and has_account(collection, name):
            appoint(collection, name, wanted)
            say(f"账号 {name} 的权限已改为“{WORDS[wanted]}”，密码不变。")
        else:
            open_account(collection, name, _password(name), role=wanted)
            say(f"账号 {name} 已设置。")
    return 0


def _password(name: str) -> str:
    """Asked for twice on a terminal, else the first line of standard input."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    password = getpass.getpass(f"{name} 的密码：", stream=sys.stderr)
    if getpass.getpass("再输一次：", stream=sys.stderr) != password:
        raise ServiceError("usage", "两次输入的密码不一致，请重来。")
    return password


def _signer(settings: Settings) -> Signer:
    return Signer(settings.secret or load_secret(settings.data_folder()))
