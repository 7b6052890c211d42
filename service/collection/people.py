"""Accounts: who may enter a server that others reach, and who entered."""

from time import monotonic

from corpus.store.access import Account, account, accounts, close_account, put_account, set_role
from service.access import NOBODY, fits, hashed, refuse_weak
from service.collection.house import Collection
from service.errors import ServiceError
from service.roles import NEW, Role, role_of

TRIES = 5
"""Wrong passwords for one name before it must wait."""
PAUSE = 300.0
"""Seconds."""
TRUST = 10.0
"""Seconds for which it is believed that an account is open and what it may do: that may be changed on another server."""


def open_account(collection: Collection, name: str, password: str, *, role: Role | None = None) -> None:
    """A new account, or a new password (and role) for one; a closed one is opened again. Raises ServiceError "usage"."""
    refuse_weak(name, password)
    with collection.store.begin() as connection:
        held = account(connection, name)
        put_account(connection, name, secret=hashed(password), role=role or (held.role if held else NEW))


def has_account(collection: Collection, name: str) -> bool:
    with collection.store.begin() as connection:
        return account(connection, name) is not None


def appoint(collection: Collection, name: str, role: Role) -> None:
    """What an account may do from now on. Raises NotStoredError."""
    with collection.store.begin() as connection:
        set_role(connection, name, role)


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
        self._seen: dict[str, tuple[Role, float]] = {}

    def enter(self, name: str, password: str) -> str:
        """The name. Raises ServiceError "password", "attempts"."""
        wrong, since = self._wrong.get(name, (0, 0.0))
        if wrong >= TRIES and monotonic() - since < PAUSE:
            raise ServiceError("attempts", f"密码连续输错 {TRIES} 次，请 {PAUSE / 60:.0f} 分钟后再试。")
        found = self._account(name)
        kept = found.secret if found else None
        if not fits(password, kept or NOBODY) or kept is None:
            self._blame(name)
            raise ServiceError("password", "账号或密码有误，请检查后再试。")
        self._wrong.pop(name, None)
        return name

    def role(self, name: str) -> Role | None:
        """None for an account that is not open."""
        role, until = self._seen.get(name, (None, 0.0))
        if role is not None and monotonic() < until:
            return role
        found = self._account(name)
        if found is None:
            return None
        self._seen[name] = (role_of(found.role), monotonic() + TRUST)
        return self._seen[name][0]

    def forget(self, name: str) -> None:
        """After a change at an account: this server knows of it at once."""
        self._seen.pop(name, None)

    def _account(self, name: str) -> Account | None:
        with self._collection.store.begin() as connection:
            return account(connection, name)

    def _blame(self, name: str) -> None:
        """Of very many names only the latest are remembered."""
        if len(self._wrong) > 10_000:
            self._wrong.clear()
        wrong, since = self._wrong.get(name, (0, 0.0))
        again = wrong + 1 if monotonic() - since < PAUSE else 1
        self._wrong[name] = (again, monotonic())
