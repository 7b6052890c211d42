"""What checks can be written as: a workbook, a slip to return to the school, a page."""

from collections.abc import Callable

from service.exports.check.report import Report

CheckExport = Callable[[Report], bytes]
"""Equal reports give equal bytes."""


def to_xlsx(report: Report) -> bytes:
    from service.exports.check.xlsx import render

    return render(report)


def to_docx(report: Report) -> bytes:
    from service.exports.check.docx import render

    return render(report)


def to_html(report: Report) -> bytes:
    from service.exports.check.html import render

    return render(report)


CHECK_EXPORTS: dict[str, CheckExport] = {"xlsx": to_xlsx, "docx": to_docx, "html": to_html}
