"""What an analysis can be written as: a workbook, a Word table, a calendar, a page, comma-separated values."""

from collections.abc import Callable, Sequence

from nlp.types import Analysis
from service.exports.options import Options

Export = Callable[[Sequence[Analysis], Options], bytes]
"""Equal analyses and options give equal bytes."""


def to_xlsx(analyses: Sequence[Analysis], options: Options) -> bytes:
    from service.exports.xlsx import render

    return render(analyses, options)


def to_docx(analyses: Sequence[Analysis], options: Options) -> bytes:
    from service.exports.docx import render

    return render(analyses, options)


def to_ics(analyses: Sequence[Analysis], options: Options) -> bytes:
    from service.exports.ics import render

    return render(analyses, options)


def to_html(analyses: Sequence[Analysis], options: Options) -> bytes:
    from service.exports.html import render

    return render(analyses, options)


def to_csv(analyses: Sequence[Analysis], options: Options) -> bytes:
    from service.exports.csv import render

    return render(analyses, options)


EXPORTS: dict[str, Export] = {"xlsx": to_xlsx, "docx": to_docx, "ics": to_ics, "html": to_html, "csv": to_csv}
"""Each imports its module when it is called: the libraries take longer to load than a notice to analyse."""
