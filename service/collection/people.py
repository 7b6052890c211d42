"""Accounts: who may enter a server that others reach, and who entered."""

from time import monotonic

from corpus.store.access import Account, account, accounts, close_account, put_account
from service.access import NOBODY, fits, hashed, refuse_weak
from service.collection.house import Collection
from service.errors import ServiceError

ROLE = "officer"
TRIES = 5
"""Wrong passwords for one name before it must wait."""
PAUSE = 300.0
"""Seconds."""
TRUST = 10.0
"""Seconds for which it is believed that an account is open: it may be closed on another server."""


def open_account(collection: Collection, name: str, password: str) -> None:
    """A new account, or a new password for one; a closed one is opened again. Raises ServiceError "usage"."""
    refuse_weak(name, password)
    with collection.store.begin() as connection:
        put_account(connection, name, secret=hashed(password), role=ROLE)


def shut_account(collection: Collection, name: str) -> None:
    """Raises NotStoredError."""
    with collection.store.begin() as connection:
        close_account(connection, name)


def list_accounts(collection: Collection) -> list[Account]:
    """Those that are open, by name."""
    with collection.store.begin() as connection:
        return list(accounts(connection))


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
        kept = self._secret(name)
        if not fits(password, kept or NOBODY) or kept is None:
            self._blame(name)
            raise ServiceError("password", "账号或密码有误，请检查后再试。")
        self._wrong.pop(name, None)
        return name

    def is_open(self, name: str) -> bool:
        if monotonic() < self._seen.get(name, 0.0):
            return True
        known = self._secret(name) is not None
        if known:
            self._seen[name] = monotonic() + TRUST
        return known

    def _secret(self, name: str) -> str | None:
        with self._collection.store.begin() as connection:
            found = account(connection, name)
        return found.secret if found else None

    def _blame(self, name: str) -> None:
        """Of very many names only the latest are remembered."""
        if len(self._wrong) > 10_000:
            self._wrong.clear()
        wrong, since = self._wrong.get(name, (0, 0.0))
        again = wrong + 1 if monotonic() - since < PAUSE else 1
        self._wrong[name] = (again, monotonic())
