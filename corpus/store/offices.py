"""What offices the ledger names, and which of them a short or a long form means."""

from collections.abc import Sequence

from sqlalchemy import Connection, func, select

from corpus.store import schema
from corpus.store.packed import clean

LEDGER = schema.ledger.c


def office_names(connection: Connection) -> list[str]:
    """The offices of all live rows, the busiest first. It walks the whole ledger: for a hint, not for every query."""
    name = func.unnest(LEDGER.offices).label("name")
    rows = select(name).where(LEDGER.live).subquery()
    counted = select(rows.c.name).group_by(rows.c.name).order_by(func.count().desc(), rows.c.name)
    return list(connection.scalars(counted))


def meant_by(connection: Connection, office: str) -> Sequence[str]:
    """The names under which the ledger knows an office: as asked where it stands so, else those that it shortens or lengthens."""
    asked = clean(office)
    exact = select(LEDGER.id).where(LEDGER.live, LEDGER.offices.contains([asked])).limit(1)
    if connection.scalar(exact) is not None:
        return [asked]
    return [name for name in office_names(connection) if same_office(asked, name)] or [asked]


def same_office(one: str, other: str) -> bool:
    """基教科 and 基础教育科, 教育局基教科 and 基教科: one ends as the other does, or holds its characters in their order and its last one."""
    short, long = sorted((one, other), key=len)
    if len(short) < 2 or short[-1] != long[-1]:
        return False
    rest = iter(long)
    return long.endswith(short) or all(character in rest for character in short)
