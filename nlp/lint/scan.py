"""Pages that were recognised: what has to be held against the paper."""

from collections.abc import Callable, Iterator

from nlp.lint.notice import Notice, cut
from nlp.types import Remark, Span

_AROUND = 6
"""Characters shown on either side of a doubtful passage."""


def recognised_pages(notice: Notice) -> Iterator[Remark]:
    pages = notice.source.scanned
    if pages:
        which = "全文" if len(pages) == notice.source.pages else f"第{_listed(pages)}页"
        yield Remark("recognised", f"{which}是扫描件或图片，文字由程序识别，请对照原件核对日期和数字")


def doubtful_passages(notice: Notice) -> Iterator[Remark]:
    """Those that touch a date, a number or an office first: a wrong figure costs more than a wrong word."""
    found = [quote.span for quotes in (notice.deadlines, notice.targets, notice.offices) for quote in quotes]
    for start, end in sorted(notice.source.doubts, key=lambda span: (not any(_touch(span, other) for other in found), span)):
        if not notice.noisy(start):
            around = notice.text[max(start - _AROUND, 0) : end + _AROUND]
            yield Remark(
                "low_confidence", f"“{cut(notice.text[start:end])}”（在“{cut(around, 30)}”中）识别把握不大，请对照原件核对", (start, end)
            )


def _touch(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _listed(pages: tuple[int, ...]) -> str:
    """1—3、5: neighbours as a range."""
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    return "、".join(str(run[0]) if len(run) == 1 else f"{run[0]}—{run[-1]}" for run in runs)


SCANNED: tuple[Callable[[Notice], Iterator[Remark]], ...] = (recognised_pages, doubtful_passages)
