"""Calendar feeds: an address that nobody guesses, which shows the due dates of a question until it is revoked."""

import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from sqlalchemy import func, insert, select, update

from corpus.store import NotStoredError, Question, schema
from service.collection.exports import export_ledger
from service.collection.house import Collection, today

TABLE = schema.tokens
USE = "calendar"


@dataclass(frozen=True, slots=True)
class Scope:
    """What a feed shows: all fields that are given must hold."""

    notice: UUID | None = None
    office: str | None = None


@dataclass(frozen=True, slots=True)
class Feed:
    """`id` is for listing and revoking; `url` is told once, when the feed is made, and holds the secret."""

    id: str
    account: str
    scope: Scope
    created: datetime
    revoked: datetime | None = None
    url: str | None = None


def make(collection: Collection, scope: Scope, *, who: str) -> Feed:
    token = secrets.token_urlsafe(32)
    row = {"id": _hash(token), "use": USE, "account": who, "scope": {name: value and str(value) for name, value in asdict(scope).items()}}
    with collection.store.begin() as connection:
        created = connection.execute(insert(TABLE).values(row).returning(TABLE.c.created)).scalar_one()
    return Feed(_hash(token), who, scope, created, url=f"/api/v1/calendars/{token}.ics")


def feeds(collection: Collection, *, who: str) -> list[Feed]:
    """Of one person, the newest first, without their secrets."""
    query = select(TABLE).where(TABLE.c.use == USE, TABLE.c.account == who).order_by(TABLE.c.created.desc(), TABLE.c.id)
    with collection.store.begin() as connection:
        return [Feed(row.id, row.account, _scope(row.scope), row.created, row.revoked) for row in connection.execute(query)]


def revoke(collection: Collection, identity: str, *, who: str) -> None:
    """Raises NotStoredError."""
    mine = (TABLE.c.id == identity, TABLE.c.use == USE, TABLE.c.account == who, TABLE.c.revoked.is_(None))
    with collection.store.begin() as connection:
        if connection.execute(update(TABLE).where(*mine).values(revoked=func.now())).rowcount != 1:
            raise NotStoredError("日历订阅", identity)


def render(collection: Collection, token: str) -> bytes:
    """The calendar. Raises NotStoredError for a token that was never given or was revoked."""
    query = select(TABLE.c.scope).where(TABLE.c.id == _hash(token), TABLE.c.use == USE, TABLE.c.revoked.is_(None))
    with collection.store.begin() as connection:
        found = connection.execute(query).scalar()
    if found is None:
        raise NotStoredError("日历订阅", "")
    scope = _scope(found)
    question = Question(today=today(), document=scope.notice, office=scope.office)
    return export_ledger(collection, question, "ics")


def _scope(kept: Mapping[str, str | None]) -> Scope:
    notice = kept.get("notice")
    return Scope(UUID(notice) if notice else None, kept.get("office"))


def _hash(token: str) -> str:
    return sha256(token.encode("utf-8", "replace")).hexdigest()
