"""Calendar feeds: an address that nobody guesses, which shows the due dates of a question until it is revoked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from sqlalchemy import Connection

from corpus.store import NotStoredError, Question
from corpus.store.access import Token, new_token, revoke_token, token, tokens
from service.collection.exports import export_ledger
from service.collection.house import Collection, today
from service.errors import ServiceError

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
    scope: Scope
    created: datetime
    url: str | None = None


def make(connection: Connection, scope: Scope, *, who: str, secret: str) -> Feed:
    """Without the address that holds `secret`: what is kept of an answer must not tell it."""
    kept = {"notice": scope.notice and str(scope.notice), "office": scope.office}
    found = token(connection, USE, new_token(connection, USE, account=who, scope=kept, secret=secret))
    if found is None:
        raise NotStoredError("日历订阅", sha256(secret.encode()).hexdigest())
    return Feed(found.id, scope, found.created)


def address(secret: str) -> str:
    return f"/api/v1/calendars/{secret}.ics"


def feeds(collection: Collection, *, who: str) -> list[Feed]:
    """Of one person, the oldest first, without their secrets."""
    with collection.store.begin() as connection:
        return [Feed(each.id, _scope(each), each.created) for each in tokens(connection, who, USE)]


def revoke(collection: Collection, identity: str, *, who: str) -> None:
    """Raises NotStoredError, also for one of somebody else's."""
    with collection.store.begin() as connection:
        mine = any(each.id == identity for each in tokens(connection, who, USE))
        if not mine or not revoke_token(connection, identity):
            raise NotStoredError("日历订阅", identity[:80])


def render(collection: Collection, secret: str) -> bytes:
    """The calendar. Raises ServiceError "not_stored" for a token that was never given or was revoked."""
    with collection.store.begin() as connection:
        found = token(connection, USE, secret)
    if found is None:
        raise ServiceError("not_stored", "没有这个日历订阅：链接无效或已撤销。请新建订阅。")
    scope = _scope(found)
    return export_ledger(collection, Question(today=today(), document=scope.notice, office=scope.office, copies=False), "ics")


def _scope(kept: Token) -> Scope:
    said: Mapping[str, object] = kept.scope
    notice, office = said.get("notice"), said.get("office")
    return Scope(UUID(str(notice)) if notice else None, str(office) if office else None)
