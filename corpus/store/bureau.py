"""Settings of the bureau: values under names, of which every version is kept, so that one sees who set what and when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select
from sqlalchemy.dialects.postgresql import insert

from corpus.store import schema
from corpus.store.errors import StaleError
from corpus.store.packed import Json, clean


@dataclass(frozen=True, slots=True)
class Setting:
    """One version of a setting; `value` None means: back to what the program has by default."""

    name: str
    version: int
    value: Json | None
    who: str
    at: datetime


def put_setting(connection: Connection, name: str, value: Json | None, *, who: str, version: int | None) -> Setting:
    """Adds a version; `version` is the one that was seen (0: none yet), None whichever it is. Raises StaleError."""
    table = schema.settings
    held = setting(connection, name)
    current = held.version if held else 0
    if version is not None and version != current:
        raise StaleError(current)
    row = {"name": name, "version": current + 1, "value": None if value is None else dict(value), "who": clean(who)}
    found = connection.execute(insert(table).values(row).on_conflict_do_nothing().returning(table)).first()
    if found is None:
        raise StaleError(current + 1)
    return Setting(**found._asdict())


def setting(connection: Connection, name: str) -> Setting | None:
    """The version in force; None where nobody ever set it."""
    return next(iter(_versions(connection, name, limit=1)), None)


def setting_history(connection: Connection, name: str, *, limit: int = 50) -> Sequence[Setting]:
    """The latest version first."""
    return _versions(connection, name, limit=limit)


def _versions(connection: Connection, name: str, *, limit: int) -> Sequence[Setting]:
    table = schema.settings
    found = connection.execute(select(table).where(table.c.name == name).order_by(table.c.version.desc()).limit(limit))
    return [Setting(**each._asdict()) for each in found]
