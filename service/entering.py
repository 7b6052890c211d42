"""`duban link`, `duban token`, `duban account`: ways to enter a server, for whoever owns its data folder."""

import getpass
import sys
from time import time

from service.access import LOCAL, Signer, load_secret
from service.collection.house import open_collection
from service.collection.people import list_accounts, open_account, shut_account
from service.errors import ServiceError
from service.outputs import put, say
from service.serve import link_to
from service.settings import Settings, load_settings

DAY = 86_400


def link(*, port: int | None) -> int:
    settings = load_settings()
    put(link_to(settings, _signer(settings), settings.port if port is None else port) + "\n")
    return 0


def token(*, days: int) -> int:
    put(_signer(load_settings()).issue("token", LOCAL, until=time() + days * DAY) + "\n")
    return 0


def account(name: str | None, *, close: bool) -> int:
    """Lists accounts, opens one (or sets its password), closes one. Raises ServiceError, StoreError."""
    with open_collection(load_settings()) as collection:
        if name is None:
            for each in list_accounts(collection):
                put(f"{each.name}\t{each.created:%Y-%m-%d}\n")
        elif close:
            shut_account(collection, name)
            say(f"账号 {name} 已停用。")
        else:
            open_account(collection, name, _password(name))
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
