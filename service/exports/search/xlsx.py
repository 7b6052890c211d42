"""Workbooks of the search: a list of hits, and what changed from one version of a notice to the next."""

from collections.abc import Sequence
from datetime import date
from io import BytesIO

from corpus.search.compare import Change, Comparison
from corpus.search.hits import Found, Hit
from corpus.search.query import KINDS
from service.exports.book import Style, height, new_book

HITS = ("序号", "标题", "发文单位", "文号", "日期", "类型", "原文", "台账", "文件", "编号")
HIT_WIDTHS = (6, 34, 18, 18, 12, 8, 70, 12, 20, 38)
CHANGES = ("序号", "类别", "变化", "原来", "现在", "任务（原→现）")
CHANGE_WIDTHS = (6, 10, 8, 52, 52, 18)
MATTERS = {"deadline": "时限", "target": "指标", "office": "科室", "task": "任务", "issuer": "发文单位"}
ACTS = {"changed": "改为", "added": "新增", "dropped": "取消"}
FILLS = {"added": "E2EFDA", "dropped": "F8CBAD", "changed": "FFF2CC"}


def render_hits(found: Found, today: date) -> bytes:
    rows = [(_hit(number, hit), "") for number, hit in enumerate(found.hits, 1)]
    said = f"检索“{found.query}”　{today.isoformat()}　符合 {found.total} 份，列出 {len(found.hits)} 份"
    return _sheet("检索结果", said, HITS, HIT_WIDTHS, rows, today)


def render_changes(found: Comparison, today: date) -> bytes:
    rows = [(_change(number, change), FILLS[change.act]) for number, change in enumerate(found.changes, 1)]
    before, after = (side.title or side.name for side in (found.before, found.after))
    said = f"{before}（{found.before.date or '日期不详'}）→ {after}（{found.after.date or '日期不详'}）　其余 {found.same} 项任务没有变化"
    return _sheet("变化对照", said, CHANGES, CHANGE_WIDTHS, rows, today)


def _sheet(
    name: str, said: str, titles: Sequence[str], widths: Sequence[int], rows: Sequence[tuple[Sequence[str], str]], today: date
) -> bytes:
    stream = BytesIO()
    book = new_book(stream, title=name, created=today)
    sheet = book.sheet(name, widths, footer=f"{name}　{today.isoformat()}")
    book.merge(sheet, 0, len(titles) - 1, name, book.title)
    sheet.set_row(0, 30)
    book.merge(sheet, 1, len(titles) - 1, said, book.subtitle)
    sheet.set_row(1, height([said], [sum(widths)]))
    book.write_head(sheet, 2, titles)
    sheet.freeze_panes(3, 2)
    sheet.repeat_rows(2)
    for line, (cells, fill) in enumerate(rows, 3):
        sheet.set_row(line, height(cells, widths))
        for index, text in enumerate(cells):
            book.write(sheet, line, index, text, Style(centred=index == 0, fill=fill if index == 2 else ""))
    sheet.autofilter(2, 0, max(3, len(rows) + 2), len(titles) - 1)
    book.workbook.close()
    return stream.getvalue()


def _hit(number: int, hit: Hit) -> tuple[str, ...]:
    quotes = "\n".join(quote.text.replace("\n", " ") for quote in hit.quotes)
    about = (hit.title or hit.name, hit.issuer or "", hit.number or "", hit.date or "", KINDS.get(hit.kind, hit.kind))
    return str(number), *about, quotes, "、".join(hit.tasks), hit.name, hit.id


def _change(number: int, change: Change) -> tuple[str, ...]:
    before, after = (quote.text if quote else "" for quote in (change.before, change.after))
    return str(number), MATTERS[change.kind], ACTS[change.act], before, after, " → ".join(task or "—" for task in change.tasks)
