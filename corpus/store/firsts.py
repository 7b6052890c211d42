"""First analyses of many documents, written together: no ledger to compare with, a statement for each table, one transaction."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy import Connection, bindparam, func, insert, update
from sqlalchemy.dialects.postgresql import insert as upsert

from corpus.store import schema
from corpus.store.analyses import columns_of, description
from corpus.store.documents import Stored
from corpus.store.packed import Json, pack
from corpus.store.rows import LEDGER_USES, rows_of


def save_texts(connection: Connection, reader: str, bodies: Mapping[UUID, Json]) -> None:
    """What `reader` read the documents as; again is no error."""
    rows = [{"document": identity, "reader": reader, "body": pack(body)} for identity, body in bodies.items()]
    connection.execute(upsert(schema.texts).on_conflict_do_nothing(), rows)


def save_firsts(connection: Connection, held: Sequence[Stored], analyses: Mapping[UUID, Json]) -> None:
    """Keeps the analyses of documents that had none, and makes their rows; the documents, locked by the caller, are then `analysed`."""
    bodies = [{"document": each.id, "ruleset": str(analyses[each.id]["ruleset"]), "body": pack(analyses[each.id])} for each in held]
    connection.execute(insert(schema.analyses), bodies)
    said = {each.id: description(each, analyses[each.id]) for each in held}
    table = schema.documents
    described = update(table).where(table.c.id == bindparam("key")).values(version=table.c.version + 1, changed=func.now(), worker=None)
    connection.execute(described, [{"key": identity, **values} for identity, values in said.items()])
    rows = [
        columns_of(each, position, row)
        for each in held
        if said[each.id]["use"] in LEDGER_USES
        for position, row in enumerate(rows_of(analyses[each.id]))
    ]
    if rows:
        connection.execute(insert(schema.ledger), rows)
    connection.execute(insert(schema.feed), [{"document": each.id, "what": "analysed"} for each in held])
