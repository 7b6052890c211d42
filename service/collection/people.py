"""Accounts: who may enter a server that others reach, and who entered."""

from dataclasses import dataclass
from datetime import datetime
from time import monotonic

from sqlalchemy import Connection, func, select
from sqlalchemy.dialects.postgresql import insert as upsert

from corpus.store import NotStoredError, schema
from corpus.store.packed import key
from service.access import NOBODY, fits, hashed, refuse_weak
from service.collection.house import Collection
from service.errors import ServiceError

TABLE = schema.accounts
TRIES = 5
"""Wrong passwords for one name before it must wait."""
PAUSE = 300.0
"""Seconds."""
TRUST = 10.0
"""Seconds for which it is believed that an account is open: it may be closed on another server."""


@dataclass(frozen=True, slots=True)
class Account:
    name: str
    created: datetime
    closed: datetime | None


def open_account(collection: Collection, name: str, password: str) -> None:
    """A new account, or a new password for one; a closed one is opened again. Raises ServiceError "usage"."""
    refuse_weak(name, password)
    row = {"id": key("account", name), "name": name, "secret": hashed(password), "role": "officer", "closed": None}
    with collection.store.begin() as connection:
        write = upsert(TABLE).values(row)
        connection.execute(write.on_conflict_do_update(index_elements=["id"], set_={"secret": row["secret"], "closed": None}))


def close_account(collection: Collection, name: str) -> None:
    """Raises NotStoredError."""
    with collection.store.begin() as connection:
        change = TABLE.update().where(TABLE.c.id == key("account", name)).values(closed=func.now())
        if connection.execute(change).rowcount != 1:
            raise NotStoredError("账号", name)


def accounts(collection: Collection) -> list[Account]:
    with collection.store.begin() as connection:
        found = connection.execute(select(TABLE.c.name, TABLE.c.created, TABLE.c.closed).order_by(TABLE.c.name))
        return [Account(*row) for row in found]


class Porter:
    """Compares passwords, slows down who guesses, and remembers for a moment which accounts are open."""

    def __init__(self, collection: Collection) -> None:
        self._collection = collection
        self._wrong: dict[str, tuple[int, float]] = {}
        self._seen: dict[str, float] = {}

    def enter(self, name: str, password: str) -> str:
        """The name. Raises ServiceError "password", "attempts"."""
        wrong, since = self._wrong.get(name, (0, 0.0))
        if wrong >= TRIES and monotonic() - since < PAUSE:
            raise ServiceError("attempts", f"密码连续输错 {TRIES} 次，请 {PAUSE / 60:.0f} 分钟后再试。")
        with self._collection.store.begin() as connection:
            kept = _secret(connection, name)
        if not fits(password, kept or NOBODY) or kept is None:
            self._blame(name)
            raise ServiceError("password", "账号或密码有误，请检查后再试。")
        self._wrong.pop(name, None)
        return name

    def is_open(self, name: str) -> bool:
        if monotonic() < self._seen.get(name, 0.0):
            return True
        with self._collection.store.begin() as connection:
            known = _secret(connection, name) is not None
        if known:
            self._seen[name] = monotonic() + TRUST
        return known

    def _blame(self, name: str) -> None:
        """Of very many names only the latest are remembered."""
        if len(self._wrong) > 10_000:
            self._wrong.clear()
        wrong, since = self._wrong.get(name, (0, 0.0))
        again = wrong + 1 if monotonic() - since < PAUSE else 1
        self._wrong[name] = (again, monotonic())


def _secret(connection: Connection, name: str) -> str | None:
    query = select(TABLE.c.secret).where(TABLE.c.id == key("account", name), TABLE.c.closed.is_(None))
    return connection.execute(query).scalar()
