"""Analyses of documents, one for each ruleset, and what the latest means for the ledger."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Connection, delete, func, insert, select, tuple_, update
from sqlalchemy import Row as Found
from sqlalchemy.dialects.postgresql import insert as upsert

from corpus.store import schema
from corpus.store.carry import pair
from corpus.store.changes import note_change, tell
from corpus.store.documents import Stored, demand_version, document
from corpus.store.errors import NotStoredError
from corpus.store.packed import Json, clean, pack, unpack
from corpus.store.rows import LEDGER_USES, Row, rows_of
from corpus.store.sametext import letters_of


def save_text(connection: Connection, identity: UUID, reader: str, body: Json) -> None:
    """Keeps what a document was read as, by the reader (its ruleset) that did; again is no error."""
    row = {"document": identity, "reader": reader, "body": pack(body)}
    connection.execute(upsert(schema.texts).values(row).on_conflict_do_nothing())


def text_of(connection: Connection, identity: UUID, reader: str) -> dict[str, object] | None:
    """What `reader` read the document as; None where it did not. What a ruleset has behind ~ decides analyses alone, not what is read."""
    table = schema.texts.c
    body = connection.execute(select(table.body).where(table.document == identity, table.reader == reader.partition("~")[0])).scalar()
    return None if body is None else unpack(body)


def save_analysis(connection: Connection, identity: UUID, analysis: Json) -> bool:
    """Keeps an analysis (an object of the contract) and brings the ledger up to it; the document is then `analysed`.

    There is exactly one analysis for a document and a ruleset: False where it was there already and said the same (another calendar
    makes another one of the same rules, which takes its place). What a person confirmed,
    corrected, rejected or added stays as it is; where the new analysis says otherwise the row's `conflict` tells what.
    Raises NotStoredError for a document that is not there; one that is deleted is analysed all the same.
    """
    held = document(connection, identity, deleted=True, lock=True)
    ruleset = str(analysis["ruleset"])
    row = {"document": identity, "ruleset": ruleset, "body": pack(analysis)}
    given = upsert(schema.analyses).values(row)
    kept = given.on_conflict_do_update(
        index_elements=["document", "ruleset"],
        set_={"body": given.excluded.body, "at": func.now()},
        where=schema.analyses.c.body != given.excluded.body,
    ).returning(schema.analyses.c.ruleset)
    written = connection.execute(kept).first() is not None
    if written or held.ruleset != ruleset:
        use = _describe(connection, held, analysis)
        if use in LEDGER_USES:
            _settle(connection, held, rows_of(analysis))
        else:
            connection.execute(update(schema.ledger).where(schema.ledger.c.document == identity).values(live=False))
        tell(connection, identity, "analysed")
    else:
        connection.execute(
            update(schema.documents).where(schema.documents.c.id == identity).values(state="analysed", percent=100, error=None)
        )
    return written


def set_use(connection: Connection, identity: UUID, use: str, *, who: str, version: int | None = None) -> Stored:
    """What a person says a document is, whatever the program took it for; its tasks enter the ledger, or leave it with all reviews kept.

    Raises NotStoredError, StaleError.
    """
    held = demand_version(document(connection, identity, lock=True), version)
    table, rows = schema.documents, schema.ledger
    changed = {"use": use, "version": table.c.version + 1, "changed": func.now()}
    connection.execute(update(table).where(table.c.id == identity).values(changed))
    connection.execute(update(rows).where(rows.c.document == identity).values(live=use in LEDGER_USES))
    if use in LEDGER_USES and held.use not in LEDGER_USES and held.ruleset is not None:
        _settle(connection, held, rows_of(analysis_of(connection, identity)))
    note_change(connection, identity, who=who, what="use", before=held.use, after=use)
    tell(connection, identity, "analysed")
    return document(connection, identity)


def analysis_of(connection: Connection, identity: UUID, ruleset: str | None = None) -> dict[str, object]:
    """The current analysis of a document, or that by `ruleset`. Raises NotStoredError."""
    held = document(connection, identity)
    table = schema.analyses.c
    wanted = ruleset or held.ruleset
    body = connection.execute(select(table.body).where(table.document == identity, table.ruleset == wanted)).scalar()
    if body is None:
        raise NotStoredError("分析结果", f"{identity}（{wanted}）" if wanted else identity)
    return unpack(body)


def analyses_of(connection: Connection, held: Mapping[UUID, Stored]) -> dict[UUID, dict[str, object]]:
    """The current analyses of documents, of those that have one."""
    table = schema.analyses.c
    current = tuple_(table.document, table.ruleset).in_([(each.id, each.ruleset) for each in held.values() if each.ruleset])
    return {row.document: unpack(row.body) for row in connection.execute(select(table.document, table.body).where(current))}


def rulesets_of(connection: Connection, identity: UUID) -> Sequence[str]:
    """The rulesets that a document was analysed with, the oldest first."""
    table = schema.analyses.c
    return connection.execute(select(table.ruleset).where(table.document == identity).order_by(table.at, table.ruleset)).scalars().all()


def description(held: Stored, analysis: Json) -> dict[str, object]:
    """The columns of a document that say what the analysis says of it, and that it is done."""
    said = analysis["document"]
    assert isinstance(said, dict)
    return {
        "ruleset": analysis["ruleset"], "format": said["format"], "kind": said["kind"], "pages": said["pages"], "characters": said["characters"],
        "title": _value(said, "title"), "issuer": _value(said, "issuer"), "number": _value(said, "number"), "dated": _date(_value(said, "date")),
        "letters": letters_of(analysis), "use": held.use or str(said["kind"]), "state": "analysed", "percent": 100, "error": None,
    }  # fmt: skip


def _describe(connection: Connection, held: Stored, analysis: Json) -> str:
    """Writes what the analysis says of the document itself; returns its use."""
    values = description(held, analysis)
    table = schema.documents
    connection.execute(update(table).where(table.c.id == held.id).values(**values, version=table.c.version + 1, changed=func.now()))
    return str(values["use"])


def _value(said: Json, name: str) -> str | None:
    element = said.get(name)
    return clean(str(element["value"])) if isinstance(element, dict) else None


def _date(value: str | None) -> date | None:
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        return None


def _settle(connection: Connection, held: Stored, new: Sequence[Row]) -> None:
    """Makes the ledger's rows of a document those of `new`, settled ones apart."""
    table = schema.ledger.c
    found = connection.execute(
        select(schema.ledger).where(table.document == held.id, table.origin == "analysis").order_by(table.position)
    ).all()
    pairs = pair([Row(row.task, row.deadlines, row.targets) for row in found], new)
    gone = []
    for index, row in enumerate(found):
        match = pairs.get(index)
        if row.review in SETTLED or row.corrected:
            _contradict(connection, row.id, held.id, Row(row.task, row.deadlines, row.targets), None if match is None else new[match])
        elif match is None and not handled(row):
            gone.append(row.id)
        elif match is not None and _differs(row, match, new[match]):
            _replace(connection, held.id, row.id, match, new[match])
    connection.execute(delete(schema.ledger).where(table.document == held.id, table.id.in_(gone)))
    fresh = [index for index in range(len(new)) if index not in pairs.values()]
    if fresh:
        connection.execute(insert(schema.ledger), [columns_of(held, index, new[index]) for index in fresh])


def _differs(row: Found[Any], position: int, new: Row) -> bool:
    """Whether a row of the ledger has to be written: one that says the same keeps its version."""
    said = content(new)
    return row.position != position or row.conflict is not None or any(getattr(row, name) != value for name, value in said.items())


def handled(row: Found[Any]) -> bool:
    """Whether somebody has worked on a row, so that no later analysis may drop it."""
    return row.state != "open" or bool(row.progress or row.evidence or row.extensions or row.reminders)


SETTLED = ("confirmed", "rejected", "checked")


def content(row: Row) -> dict[str, object]:
    """The columns that hold what a row says."""
    said = {"task": dict(row.task), "deadlines": list(row.deadlines), "targets": list(row.targets)}
    sought = {"bearers": row.bearers, "tier": str(row.task.get("tier") or "must"), "words": row.words}
    return {**said, **sought, "offices": row.offices, "due": row.due or schema.NEVER}


def columns_of(held: Stored, position: int, row: Row) -> dict[str, object]:
    """A new row of the ledger."""
    return {"document": held.id, "id": uuid4(), "position": position, "live": held.deleted is None, **content(row)}


def _replace(connection: Connection, identity: UUID, row: UUID, position: int, new: Row) -> None:
    table = schema.ledger
    mine = (table.c.document == identity, table.c.id == row)
    connection.execute(
        update(table).where(*mine).values(**content(new), position=position, conflict=None, version=table.c.version + 1, changed=func.now())
    )


def _contradict(connection: Connection, row: UUID, identity: UUID, old: Row, new: Row | None) -> None:
    table = schema.ledger
    conflict = conflict_of(old, new)
    connection.execute(update(table).where(table.c.document == identity, table.c.id == row).values(conflict=conflict))


def conflict_of(old: Row, new: Row | None) -> dict[str, object] | None:
    """What `new` says otherwise than a settled row: its whole content, {"missing": true} where it has no such row."""
    if new is None:
        return {"missing": True}
    if _said(old) == _said(new):
        return None
    return {"task": dict(new.task), "deadlines": list(new.deadlines), "targets": list(new.targets)}


def _said(row: Row) -> object:
    """What is compared: not ids, rules and confidences, which differ from ruleset to ruleset."""
    task = {name: row.task.get(name) for name in ("text", "tier", "actor", "audience")}
    deadlines = [[each.get(name) for name in ("kind", "start", "end", "frequency", "rrule")] for each in row.deadlines]
    targets = [[each.get(name) for name in ("metric", "comparator", "value", "upper", "unit", "per")] for each in row.targets]
    return task, sorted(row.offices), deadlines, targets
