"""Documents whose secrecy mark only reading found (inside a .doc or a scan): removed for good, bytes and all, by whoever analyses.

A letter that such a document was attached to holds its bytes, and goes with it.
"""

import sys
from collections.abc import Sequence
from datetime import timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, Text, cast, delete, func, select

from corpus.store import schema
from corpus.store.changes import tell
from corpus.store.purge import forget, remove_blob
from corpus.store.store import Store
from nlp.types import DubanError
from service.archives import Room
from service.bundles import inside
from service.logs import log
from service.scanning import forget as forget_pages

MARK = '%"classified"%'
TOLD = 8.0
TOLD_OF = [schema.documents.c[name] for name in ("id", "sha256", "name", "sender")]
WIDE = Room(files=sys.maxsize, member_bytes=sys.maxsize, total_bytes=sys.maxsize, depth=sys.maxsize, ratio=sys.maxsize)
AT_ONCE = -1.0
"""Seconds for which nobody must have touched the bytes: whoever sends them again sends what is refused as well."""


def erase_classified(store: Store, *, told: float = TOLD) -> list[UUID]:
    """With their trail, which could quote them. Bytes that another document has stay until that one is read. Raises StoreError.

    `told`: seconds for which the reason has stood, so that a sender who waits for it hears it.
    """
    table = schema.documents.c
    with store.begin() as connection:
        before = func.coalesce(table.beat, table.received) <= func.clock_timestamp() - timedelta(seconds=told)
        marked = select(*TOLD_OF).where(table.state == "failed", cast(table.error, Text).like(MARK), before)
        found = connection.execute(marked.with_for_update(skip_locked=True)).all()
        found = [*found, *_letters(connection, store, found)]
        ids = [row.id for row in found]
        if ids:
            connection.execute(delete(schema.changes).where(schema.changes.c.document.in_(ids)))
            forget(connection, ids)
        for identity in ids:
            tell(connection, identity, "deleted")
    for row in found:
        remove_blob(store, row.sha256, AT_ONCE)
        _forget_pages(row)
        log("erased", document=str(row.id), problem="classified")
    return ids


def _forget_pages(row: Row[Any]) -> None:
    """What this host kept of its pages where it is a scan."""
    try:
        forget_pages(row.sha256)
    except OSError as error:
        log("pages_left", document=str(row.id), problem="classified", reason=str(error))


def _letters(connection: Connection, store: Store, marked: Sequence[Row[Any]]) -> list[Row[Any]]:
    """The letters in which these stand: an attachment has the name of its letter before its own."""
    table, letters = schema.documents.c, {}
    for row in marked:
        names = [row.name[:at] for at, sign in enumerate(row.name) if sign == "/" and at]
        held = select(*TOLD_OF).where(table.sender == row.sender, table.name.in_(names)).with_for_update()
        letters.update({each.id: each for each in connection.execute(held) if _holds(store, each, row.sha256)})
    return [each for identity, each in letters.items() if identity not in {row.id for row in marked}]


def _holds(store: Store, letter: Row[Any], attached: str) -> bool:
    """Whether bytes of that hash are attached to it. It was within the limits of uploads when it came."""
    try:
        return any(sha256(data).hexdigest() == attached for data, _ in inside(store.blobs.read(letter.sha256), letter.name, WIDE))
    except DubanError:
        return False
