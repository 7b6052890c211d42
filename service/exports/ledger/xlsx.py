"""The ledger over many documents as a workbook; lights are coloured, and told in words as well."""

from collections.abc import Sequence
from datetime import date
from io import BytesIO

from service.collection.views import Entry
from service.exports.book import Style, height, new_book
from service.exports.ledger.lines import TITLES, WIDTHS, lines
from service.lights import SHOWN

CENTRED = (0, 3, 4, 5, 6, 8, 9, 10, 11)
LIGHT = TITLES.index("灯")


def render(entries: Sequence[Entry], today: date) -> bytes:
    stream = BytesIO()
    book = new_book(stream, title="督办台账", created=today)
    sheet = book.sheet("督办台账", WIDTHS, footer=f"督办台账　{today.isoformat()}")
    book.merge(sheet, 0, len(TITLES) - 1, "督办台账", book.title)
    sheet.set_row(0, 30)
    documents = len({entry.document.id for entry in entries})
    book.merge(sheet, 1, len(TITLES) - 1, f"{today.isoformat()}　{documents} 份文件，共 {len(entries)} 项", book.subtitle)
    book.write_head(sheet, 2, TITLES)
    sheet.freeze_panes(3, 3)
    sheet.repeat_rows(2)
    for line, (entry, cells) in enumerate(zip(entries, lines(entries), strict=True), 3):
        sheet.set_row(line, height(cells, WIDTHS))
        for index, text in enumerate(cells):
            fill = SHOWN[entry.light].fill if index == LIGHT else ""
            book.write(sheet, line, index, text, Style(centred=index in CENTRED, fill=fill))
    sheet.autofilter(2, 0, max(3, len(entries) + 2), len(TITLES) - 1)
    book.workbook.close()
    return stream.getvalue()
