"""What a job is about, in a few words: 方案.docx 对照 通知.docx, 张老师.txt 等 12 篇, 40 份文件."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, select

from corpus.store import schema
from service.jobs.reanalysis import KIND as REANALYSIS

GONE = "（已删除的文件）"


def names_of(connection: Connection, rows: Sequence[Row[Any]]) -> dict[UUID, str]:
    """For rows of the table of jobs, by their ids; the documents of all are asked for at once."""
    wanted = {each for row in rows for each in _named(row.given)}
    table = schema.documents.c
    found = connection.execute(select(table.id, table.name).where(table.id.in_(wanted), table.deleted.is_(None)))
    known = {row.id: row.name for row in found}
    return {row.id: _words(row.kind, row.given, known) for row in rows}


def _named(given: Mapping[str, Any]) -> list[UUID]:
    """The documents whose names are told; of many essays the first."""
    essays = given.get("essays") or []
    return [UUID(str(each)) for each in (*essays[:1], given.get("plan"), given.get("notice"), given.get("template")) if each]


def _words(kind: str, given: Mapping[str, Any], known: Mapping[UUID, str]) -> str:
    if kind == REANALYSIS:
        return f"{len(given['documents'])} 份文件"
    names = [known.get(each, GONE) for each in _named(given)]
    if essays := given.get("essays"):
        return f"{names[0]} 等 {len(essays)} 篇" if len(essays) > 1 else names[0]
    return f"{names[0]} 对照 {'、'.join(names[1:])}" if len(names) > 1 else "".join(names)
