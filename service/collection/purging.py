"""Documents that were deleted long ago, removed for good: first told, then, where somebody says so, done."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from corpus.store.purge import deleted_before, purge
from service.collection.house import Collection
from service.errors import ServiceError
from service.inputs import shown

LONG = 90
"""Days."""
LONGEST = 36_500


@dataclass(frozen=True, slots=True)
class Gone:
    """A deleted document that is to go, or went."""

    id: UUID
    name: str
    sender: str
    size: int
    deleted: datetime


@dataclass(frozen=True, slots=True)
class Purge:
    """`done`: whether they went; `blobs` originals of `size` bytes went with them, those that no other document has."""

    documents: tuple[Gone, ...]
    done: bool
    blobs: int = 0
    size: int = 0


def clear_out(collection: Collection, days: int, *, done: bool, who: str) -> Purge:
    """What was deleted more than `days` ago; unless `done` is wanted it is only told. Raises StoreError."""
    with collection.store.begin() as connection:
        found = deleted_before(connection, timedelta(days=days))
    gone = tuple(Gone(each.id, each.name, each.sender, each.size, each.deleted) for each in found if each.deleted is not None)
    if not done:
        return Purge(gone, done=False)
    purged = purge(collection.store, [each.id for each in gone], who=who)
    return Purge(gone, done=True, blobs=purged.blobs, size=purged.size)


def days_of(text: str) -> int:
    """90d, 90天, 90 → 90. Raises ServiceError "usage"."""
    found = re.fullmatch(r"(\d{1,6})\s?(?:d|天|日)?", text.strip())
    if found is None or int(found[1]) > LONGEST:
        raise ServiceError("usage", f"--older-than {shown(text)} 无效，请写天数，如 90d。")
    return int(found[1])
