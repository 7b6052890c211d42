"""Requests with an Idempotency-Key: done once, in the transaction that keeps their answer; the same again is answered as before."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import cast

from sqlalchemy import Connection

from corpus.store.access import answered, keep_answer
from service.collection.house import Collection
from service.errors import ServiceError

LONGEST_KEY = 200
DAYS = 2
"""For which answers are kept."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered."""

    status: int
    headers: dict[str, str]
    body: str


def once(collection: Collection, who: str, sent: str | None, request: str, work: Callable[[Connection], Answer]) -> Answer:
    """What `work` answers, once for a key; without a key every time.

    Whoever sends the same meanwhile waits for the end; what fails leaves no trace. Raises StoreError "idempotency" for a key that
    was used for another request.
    """
    with collection.store.begin() as connection:
        if sent is None:
            return work(connection)
        if not 0 < len(sent) <= LONGEST_KEY:
            raise ServiceError("request", f"Idempotency-Key 应有 1 到 {LONGEST_KEY} 个字符。")
        known = answered(connection, who, sent, request)
        if known is not None:
            return Answer(cast(int, known["status"]), cast(dict[str, str], known["headers"]), str(known["body"]))
        made = work(connection)
        keep_answer(connection, who, sent, {"status": made.status, "headers": made.headers, "body": made.body})
        return made


def fingerprint(*parts: str | Sequence[str]) -> str:
    """Of a request: what it asks and the hashes of its files, not the bytes of its form, whose boundary changes."""
    return sha256(repr(parts).encode("utf-8", "replace")).hexdigest()
