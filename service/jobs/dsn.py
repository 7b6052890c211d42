"""Connections that notice when the other side is cut off: both ends probe, and neither waits for ever."""

from psycopg import Connection, ProgrammingError
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from service.errors import ServiceError

CLIENT = {"connect_timeout": "5", "keepalives_idle": "5", "keepalives_interval": "2", "keepalives_count": "3", "tcp_user_timeout": "15000"}
SERVER = "-c idle_in_transaction_session_timeout=10s -c tcp_keepalives_idle=5 -c tcp_keepalives_interval=2 -c tcp_keepalives_count=3"
"""A session that says nothing in the midst of a transaction loses its locks; one whose host is gone ends."""


def patient(url: str | None) -> str | None:
    """The address of a shared database with those settings; what it says itself goes first. Raises ServiceError "settings"."""
    if url is None:
        return None
    try:
        return make_conninfo(url, **{**CLIENT, "options": SERVER, **_given(url)})
    except ProgrammingError as error:
        raise ServiceError(
            "settings", "环境变量 DUBAN_DATABASE_URL 不是 PostgreSQL 的地址，请写成 postgresql://用户@主机/库名。"
        ) from error


def same(raw: Connection) -> str:
    """The address under which `raw` reached its database."""
    known = {**raw.info.get_parameters(), **CLIENT, "options": SERVER}
    return make_conninfo("", **known, **({"password": raw.info.password} if raw.info.password else {}))


def _given(url: str) -> dict[str, str]:
    return {name: str(value) for name, value in conninfo_to_dict(url).items() if value is not None}
