"""Answers kept under an Idempotency-Key: the same request again is answered as before and does nothing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from uuid import UUID

from sqlalchemy import delete, func, select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from corpus.store import schema
from corpus.store.packed import key
from service.collection.house import Collection
from service.errors import ServiceError

TABLE = schema.answers
KEPT = timedelta(days=1)
ABANDONED = timedelta(minutes=2)
"""After which a request that never ended (its server was killed) may be made again."""
LONGEST_KEY = 200


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered."""

    status: int
    headers: dict[str, str]
    body: str


def once(collection: Collection, who: str, sent: str | None, request: str, work: Callable[[bool], Answer]) -> Answer:
    """What `work` answers, once for a key; without a key every time.

    `work` is told whether an earlier try may have done its part already and was cut off. Raises ServiceError "replayed" for a key
    that was used for another request, "conflict" while the first one is under way.
    """
    if sent is None:
        return work(False)
    if not 0 < len(sent) <= LONGEST_KEY:
        raise ServiceError("request", f"Idempotency-Key 应有 1 到 {LONGEST_KEY} 个字符。")
    identity = key("answer", who, sent)
    known = _claim(collection, identity, request)
    if isinstance(known, Answer):
        return known
    try:
        made = work(known == "again")
    except BaseException:
        _forget(collection, identity)
        raise
    _keep(collection, identity, made)
    return made


def fingerprint(*parts: str | Sequence[str]) -> str:
    """Of a request: what it asks and the hashes of its files, not the bytes of its form, whose boundary changes."""
    return sha256(repr(parts).encode("utf-8", "replace")).hexdigest()


def _claim(collection: Collection, identity: UUID, request: str) -> Answer | str:
    with collection.store.begin() as connection:
        connection.execute(delete(TABLE).where(TABLE.c.at < func.now() - KEPT))
        new = upsert(TABLE).values(id=identity, request=request).on_conflict_do_nothing().returning(TABLE.c.id)
        if connection.execute(new).first() is not None:
            return "new"
        age = (func.now() - TABLE.c.at).label("age")
        row = connection.execute(select(TABLE.c.request, TABLE.c.answer, age).where(TABLE.c.id == identity).with_for_update()).first()
        if row is None:
            raise ServiceError("conflict", "同一个 Idempotency-Key 的请求刚刚失败，请再试一次。")
        if row.request != request:
            raise ServiceError("replayed", "这个 Idempotency-Key 已用于另一个请求，请换一个。")
        if row.answer is not None:
            return Answer(row.answer["status"], row.answer["headers"], row.answer["body"])
        if row.age < ABANDONED:
            raise ServiceError("conflict", "同一个 Idempotency-Key 的请求正在处理，请稍后再试。")
        connection.execute(update(TABLE).where(TABLE.c.id == identity).values(at=func.now()))
        return "again"


def _keep(collection: Collection, identity: UUID, made: Answer) -> None:
    kept = {"status": made.status, "headers": made.headers, "body": made.body}
    with collection.store.begin() as connection:
        connection.execute(update(TABLE).where(TABLE.c.id == identity).values(answer=kept))


def _forget(collection: Collection, identity: UUID) -> None:
    with collection.store.begin() as connection:
        connection.execute(delete(TABLE).where(TABLE.c.id == identity, TABLE.c.answer.is_(None)))
