"""What the ledger over many documents can be written as with its states and reviews: a workbook, a table."""

from collections.abc import Callable, Sequence
from datetime import date

from service.collection.views import Entry

LedgerExport = Callable[[Sequence[Entry], date], bytes]
"""Equal rows and days give equal bytes."""


def to_xlsx(entries: Sequence[Entry], today: date) -> bytes:
    from service.exports.ledger.xlsx import render

    return render(entries, today)


def to_csv(entries: Sequence[Entry], today: date) -> bytes:
    from service.exports.csv import table
    from service.exports.ledger.lines import TITLES, lines

    return table(TITLES, lines(entries))


LEDGER_EXPORTS: dict[str, LedgerExport] = {"xlsx": to_xlsx, "csv": to_csv}
"""Each imports its module when it is called."""
