"""Lists of names of the bureau: the schools that are to send a plan, the people who are to write."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from corpus.store import Reviewer
from corpus.store.rolls import NameRoll, put_roll, roll
from service.collection.house import Collection


@dataclass(frozen=True, slots=True)
class Names:
    """A list in its order; `version` is what If-Match asks for, 0 where nobody wrote it yet."""

    name: str
    entries: tuple[str, ...]
    version: int
    who: str | None
    changed: datetime | None


def names(collection: Collection, name: str) -> Names:
    with collection.store.begin() as connection:
        return _names(roll(connection, name))


def put_names(collection: Collection, name: str, entries: Iterable[str], by: Reviewer) -> Names:
    """Raises StaleError."""
    cleaned = tuple(dict.fromkeys(stripped for entry in entries if (stripped := entry.strip())))
    with collection.store.begin() as connection:
        return _names(put_roll(connection, name, cleaned, by))


def _names(held: NameRoll) -> Names:
    return Names(held.name, tuple(held.entries), held.version, held.who, held.changed)
