"""What a digest of essays can be written as: the draft of the campaign's report, a page with a chart, a workbook."""

from collections.abc import Callable

from service.exports.digest.report import Report

DigestExport = Callable[[Report], bytes]
"""Equal reports give equal bytes."""


def to_docx(report: Report) -> bytes:
    from service.exports.digest.docx import render

    return render(report)


def to_html(report: Report) -> bytes:
    from service.exports.digest.html import render

    return render(report)


def to_xlsx(report: Report) -> bytes:
    from service.exports.digest.xlsx import render

    return render(report)


DIGEST_EXPORTS: dict[str, DigestExport] = {"docx": to_docx, "html": to_html, "xlsx": to_xlsx}
"""Each imports its module when it is called."""
