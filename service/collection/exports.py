"""Analyses and ledgers as files: what people changed is in them."""

from collections.abc import Sequence
from functools import cache
from typing import Literal
from uuid import UUID

from pydantic import TypeAdapter

from corpus.store import Question, StoreError, analysis_of
from nlp.types import Analysis
from service.app import load_calendar
from service.collection.house import Collection, today
from service.collection.ledgers import ask_all, bodies, reviewed
from service.collection.views import Entry
from service.exports import EXPORTS
from service.exports.ledger import LEDGER_EXPORTS
from service.exports.options import Columns, Options

Form = Literal["xlsx", "docx", "ics", "html", "csv"]
NEEDY = ("docx", "html")
"""Forms that are headed by a document."""
MEDIA_TYPES: dict[Form, str] = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "ics": "text/calendar; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
}


def export_document(collection: Collection, identity: UUID, form: Form, *, columns: Columns = "ledger", may: bool = False) -> bytes:
    """One document with its rows as they stand now. Raises NotStoredError."""
    entries = ask_all(collection, Question(today=today(), document=identity, sort="document")).rows
    with collection.store.begin() as connection:
        body = analysis_of(connection, identity)
    return EXPORTS[form]([_analysis(reviewed(body, _standing(entries)))], _options(collection, columns, may=may))


def export_ledger(collection: Collection, question: Question, form: Form, *, columns: Columns = "ledger", may: bool = False) -> bytes:
    """The rows that answer `question`, as they stand now. Raises StoreError "nothing" where none does and the form needs one."""
    entries = _standing(ask_all(collection, question).rows)
    if not entries and form in NEEDY:
        raise StoreError("nothing", "没有符合条件的任务，无可导出。请放宽条件。")
    if form in LEDGER_EXPORTS:
        return LEDGER_EXPORTS[form](entries, today())
    analyses = [_analysis(reviewed(body, rows)) for body, rows in bodies(collection, entries)]
    return EXPORTS[form](analyses, _options(collection, columns, may=may))


def _standing(entries: Sequence[Entry]) -> list[Entry]:
    return [entry for entry in entries if entry.review != "rejected"]


def _options(collection: Collection, columns: Columns, *, may: bool) -> Options:
    return Options(today=today(), columns=columns, may=may, calendar=load_calendar(collection.settings.calendar))


def _analysis(body: object) -> Analysis:
    found: Analysis = _adapter().validate_python(body)
    return found


@cache
def _adapter() -> "TypeAdapter[Analysis]":
    return TypeAdapter(Analysis)
