"""Analyses and ledgers as files: what people changed is in them."""

from collections.abc import Sequence
from functools import cache
from typing import Literal
from uuid import UUID

from pydantic import TypeAdapter

from corpus.store import Question, StoreError, analysis_of
from nlp.types import Analysis
from service import in_force
from service.collection.figures import bulletin
from service.collection.house import Collection, today
from service.collection.ledgers import ask_all, bodies, reviewed
from service.collection.views import Entry
from service.exports import EXPORTS
from service.exports.ledger import LEDGER_EXPORTS
from service.exports.ledger.lines import bearers
from service.exports.options import Columns, Options

Form = Literal["xlsx", "docx", "ics", "html", "csv"]
Paper = Literal["register", "reminders", "bulletin"]
PAPERS: dict[Paper, str] = {"register": "督办台账", "reminders": "催办单", "bulletin": "督办情况通报"}
"""Word papers of the ledger with the names of their files."""
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


def export_paper(collection: Collection, question: Question, paper: Paper) -> bytes:
    """Word: the register of the rows that answer `question`, reminders by office of those among them that are overdue or near, or the
    bulletin with the figures of all. Raises StoreError "nothing" where there is none."""
    from service.exports.ledger import docx  # python-docx takes longer to load than a ledger to be asked

    if paper == "bulletin":
        return docx.bulletin(bulletin(collection, question))
    entries = _standing(ask_all(collection, question).rows)
    if paper == "reminders":
        entries = [entry for entry in entries if entry.light in ("red", "yellow")]
    if not entries:
        raise StoreError("nothing", "没有符合条件的任务，无可导出。请放宽条件。")
    return docx.reminders(by_office(entries), today()) if paper == "reminders" else docx.register(entries, today())


def by_office(entries: Sequence[Entry]) -> dict[str, list[Entry]]:
    """The entries of each office that bears them, those with most first; "" for those that name nobody."""
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        for office in bearers(entry.task) or [""]:
            groups.setdefault(office, []).append(entry)
    return dict(sorted(groups.items(), key=lambda group: (group[0] == "", -len(group[1]), group[0])))


def _standing(entries: Sequence[Entry]) -> list[Entry]:
    return [entry for entry in entries if entry.review != "rejected"]


def _options(collection: Collection, columns: Columns, *, may: bool) -> Options:
    with collection.store.begin() as connection:
        calendar = in_force.calendar(connection, collection.settings)
    return Options(today=today(), columns=columns, may=may, calendar=calendar)


def _analysis(body: object) -> Analysis:
    found: Analysis = _adapter().validate_python(body)
    return found


@cache
def _adapter() -> "TypeAdapter[Analysis]":
    return TypeAdapter(Analysis)
