"""Documents of one text in several formats (a notice as .docx and as .pdf): the first stands in the ledger, the others point to it.

What is compared are the letters and digits of the text without page furniture, so that line breaks, blanks and punctuation that formats
write differently do not count; two notices that differ in one date are two.
"""

import re
from collections.abc import Sequence
from hashlib import sha256
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, and_, or_, select, tuple_
from sqlalchemy.sql.base import ReadOnlyColumnCollection

from corpus.store import schema
from corpus.store.packed import Json
from corpus.store.rows import LEDGER_USES, objects

FEWEST = 40
"""Letters that a text must have: a blank form is no copy of another."""
OTHERS = re.compile(r"[\W_]+")
TABLE = schema.documents.c
EARLIER = schema.documents.alias("earlier")


def letters_of(analysis: Json) -> str | None:
    """A hash of the letters and digits; None for a text with hardly any."""
    text = str(analysis.get("text") or "")
    kept, start = [], 0
    for begin, end in sorted(_span(each) for each in objects(analysis, "noise")):
        kept.append(text[start : max(start, begin)])
        start = max(start, end)
    letters = OTHERS.sub("", "".join([*kept, text[start:]]))
    return sha256(letters.encode("utf-8", "replace")).hexdigest() if len(letters) >= FEWEST else None


def is_first() -> ColumnElement[bool]:
    """Of the documents of the ledger: none that is there came earlier with the same text."""
    return ~select(EARLIER.c.id).where(_same()).exists()


def firsts(connection: Connection, ids: Sequence[UUID]) -> dict[UUID, UUID]:
    """Of those of `ids` that say what an earlier document of the ledger says: which that is."""
    earlier = (
        select(EARLIER.c.id)
        .where(_same())
        .order_by(EARLIER.c.received, EARLIER.c.id)
        .limit(1)
        .correlate(schema.documents)
        .scalar_subquery()
    )
    rows = connection.execute(select(TABLE.id, earlier.label("first")).where(TABLE.id.in_(ids), TABLE.letters.is_not(None)))
    return {row.id: row.first for row in rows if row.first is not None}


def copies(connection: Connection) -> Sequence[tuple[str, str]]:
    """The names of the documents whose rows the ledger leaves out, each with the name of the one that it shows."""
    first = select(EARLIER.c.name).where(_same()).order_by(EARLIER.c.received, EARLIER.c.id).limit(1)
    first_name = first.correlate(schema.documents).scalar_subquery()
    with_rows = select(schema.ledger.c.id).where(schema.ledger.c.document == TABLE.id, schema.ledger.c.live).exists()
    query = select(TABLE.name, first_name).where(_in_ledger(TABLE), ~is_first(), with_rows)
    return [(name, known) for name, known in connection.execute(query.order_by(TABLE.received, TABLE.id))]


def _same() -> ColumnElement[bool]:
    """Whether `earlier` came before the document and says the same; both stand in the ledger."""
    before = tuple_(EARLIER.c.received, EARLIER.c.id) < tuple_(TABLE.received, TABLE.id)
    return and_(EARLIER.c.letters == TABLE.letters, _in_ledger(EARLIER.c), _in_ledger(TABLE), before)


def _in_ledger(columns: ReadOnlyColumnCollection[str, Any]) -> ColumnElement[bool]:
    return and_(columns.deleted.is_(None), or_(columns.use.is_(None), columns.use.in_(LEDGER_USES)))


def _span(noise: Json) -> tuple[int, int]:
    match noise.get("span"):
        case [int(start), int(end)] | (int(start), int(end)):
            return start, end
    return 0, 0
