"""Who may come in: accounts, tokens that can be revoked, and answers kept so that a request sent twice is done once."""

import hashlib
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import Connection, delete, func, insert, or_, select, text, update
from sqlalchemy.dialects.postgresql import insert as upsert

from corpus.store import schema
from corpus.store.errors import NotStoredError, StoreError
from corpus.store.packed import clean, key


@dataclass(frozen=True, slots=True)
class Account:
    """`secret` is a password hash of the service's making."""

    id: UUID
    name: str
    secret: str
    role: str
    created: datetime
    closed: datetime | None


def put_account(connection: Connection, name: str, *, secret: str, role: str) -> Account:
    """Makes an account, or gives the one of that name another secret and role; a closed one is opened again."""
    table = schema.accounts
    row = {"secret": secret, "role": role, "closed": None}
    written = upsert(table).values(id=key("account", clean(name)), name=clean(name), **row)
    found = connection.execute(written.on_conflict_do_update(index_elements=["id"], set_=row).returning(table)).one()
    return Account(**found._asdict())


def account(connection: Connection, name: str) -> Account | None:
    """The account of that name, unless it is closed."""
    table = schema.accounts
    found = connection.execute(select(table).where(table.c.id == key("account", clean(name)), table.c.closed.is_(None))).first()
    return None if found is None else Account(**found._asdict())


def accounts(connection: Connection) -> Sequence[Account]:
    """All that are open, by name."""
    table = schema.accounts
    return [
        Account(**found._asdict()) for found in connection.execute(select(table).where(table.c.closed.is_(None)).order_by(table.c.name))
    ]


def set_role(connection: Connection, name: str, role: str) -> None:
    """Raises NotStoredError for an account that is not open."""
    table = schema.accounts
    mine = update(table).where(table.c.id == key("account", clean(name)), table.c.closed.is_(None))
    if connection.execute(mine.values(role=role)).rowcount == 0:
        raise NotStoredError("账号", name)


def close_account(connection: Connection, name: str) -> None:
    """Shuts an account and revokes its tokens. Raises NotStoredError."""
    table = schema.accounts
    done = connection.execute(
        update(table).where(table.c.id == key("account", clean(name)), table.c.closed.is_(None)).values(closed=func.now())
    )
    if done.rowcount == 0:
        raise NotStoredError("账号", name)
    tokens = schema.tokens
    connection.execute(update(tokens).where(tokens.c.account == clean(name), tokens.c.revoked.is_(None)).values(revoked=func.now()))


@dataclass(frozen=True, slots=True)
class Token:
    """`id` is a hash of the token, which itself is kept nowhere."""

    id: str
    use: str
    account: str
    scope: Mapping[str, object]
    created: datetime
    expires: datetime | None


TOKEN = [schema.tokens.c[name] for name in Token.__slots__]


def new_token(
    connection: Connection,
    use: str,
    *,
    account: str,
    scope: Mapping[str, object] | None = None,
    lasts: timedelta | None = None,
    secret: str | None = None,
) -> str:
    """A new token, told this once; `use` keeps a calendar's from opening a session. `secret` is one that nobody guesses."""
    token = secret or secrets.token_urlsafe(32)
    expires = None if lasts is None else func.now() + lasts
    row = {"id": _hash(token), "use": use, "account": clean(account), "scope": dict(scope or {}), "expires": expires}
    connection.execute(insert(schema.tokens).values(row))
    return token


def token(connection: Connection, use: str, told: str) -> Token | None:
    """What `told` opens; None where it is none, was revoked, has expired or is for another use."""
    table = schema.tokens.c
    living = (table.revoked.is_(None), or_(table.expires.is_(None), table.expires > func.now()))
    found = connection.execute(select(*TOKEN).where(table.id == _hash(told), table.use == use, *living)).first()
    return None if found is None else Token(**found._asdict())


def tokens(connection: Connection, account: str, use: str) -> Sequence[Token]:
    """Those of an account that are not revoked, the oldest first."""
    table = schema.tokens.c
    query = select(*TOKEN).where(table.account == clean(account), table.use == use, table.revoked.is_(None))
    return [Token(**found._asdict()) for found in connection.execute(query.order_by(table.created, table.id))]


def revoke_token(connection: Connection, identity: str) -> bool:
    """Whether the token of that id (its hash) was alive; it opens nothing from now on."""
    table = schema.tokens
    return (
        connection.execute(update(table).where(table.c.id == identity, table.c.revoked.is_(None)).values(revoked=func.now())).rowcount == 1
    )


def use_up_token(connection: Connection, use: str, told: str) -> Token | None:
    """Like `token`, and nobody can use it again: of two who try at once one gets it."""
    found = token(connection, use, told)
    return found if found is not None and revoke_token(connection, found.id) else None


def _hash(told: str) -> str:
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()


def answered(connection: Connection, account: str, name: str, request: str) -> Mapping[str, object] | None:
    """What was answered to this request under the Idempotency-Key `name`; None where it is new, and is now ours to answer.

    Ask and `keep_answer` in the transaction that does the work: whoever sends the same meanwhile waits for its end. `request`
    is a hash of the request; raises StoreError (`idempotency`) where the key was used for another one.
    """
    table = schema.answers
    identity = key("answer", clean(account), clean(name))
    claim = upsert(table).values(id=identity, request=request).on_conflict_do_nothing().returning(table.c.id)
    if connection.execute(claim).first() is not None:
        return None
    found = connection.execute(select(table.c.request, table.c.answer).where(table.c.id == identity)).one()
    if found.request != request:
        raise StoreError("idempotency", f"Idempotency-Key {name[:80]} 已用于另一个请求。请为新的请求换一个键。")
    answer: Mapping[str, object] | None = found.answer
    return answer


def keep_answer(connection: Connection, account: str, name: str, answer: Mapping[str, object]) -> None:
    table = schema.answers
    connection.execute(update(table).where(table.c.id == key("answer", clean(account), clean(name))).values(answer=dict(answer)))


def forget_answers(connection: Connection, *, days: int) -> int:
    """Removes answers older than that; returns how many."""
    table = schema.answers
    return connection.execute(delete(table).where(table.c.at < func.now() - text(f"interval '{int(days)} days'"))).rowcount
