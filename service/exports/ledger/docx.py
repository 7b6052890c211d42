"""The ledger over many documents in Word: the register, the reminders by office, the bulletin with its figures."""

from collections.abc import Mapping, Sequence
from datetime import date

from docx.document import Document as WordDocument
from docx.enum.text import WD_BREAK

from service.collection.figures import Bulletin, Tally, by_light
from service.collection.views import Entry
from service.exports.ledger.lines import told
from service.exports.word import add_line, add_row, add_table, fill, new_document, saved, shade
from service.lights import SHOWN

REGISTER = ("序号", "文件", "任务", "责任单位", "截止日", "进度", "状态", "办理情况")
REGISTER_WIDTHS = (5, 24, 38, 16, 12, 7, 10, 30)
REMINDER = ("序号", "文件", "任务", "截止日", "状态", "进度", "已催办")
REMINDER_WIDTHS = (5, 26, 44, 12, 10, 7, 18)
FIGURES = ("责任单位", "任务数", "已办结", "办结率", "逾期", "临期", "未到期", "延期", "平均进度")
FIGURES_WIDTHS = (22, 9, 9, 10, 8, 8, 9, 8, 11)
NOBODY = "未写明单位"


def register(entries: Sequence[Entry], today: date) -> bytes:
    document = new_document(title="督办台账", created=today, landscape=True)
    _head(document, "督办台账", f"{said(today)}　共 {len(entries)} 项")
    table = add_table(document, REGISTER, REGISTER_WIDTHS)
    for number, entry in enumerate(entries, 1):
        shown = told(entry)
        cells = add_row(table)
        texts = (str(number), shown.paper, shown.task, shown.bearers, shown.until, shown.progress, shown.status, shown.handling)
        for place, (cell, text) in enumerate(zip(cells, texts, strict=True)):
            fill(cell, text, centred=place in (0, 4, 5, 6))
        shade(cells[6], SHOWN[entry.light].fill)
    return saved(document)


def reminders(groups: Mapping[str, Sequence[Entry]], today: date) -> bytes:
    """A page for each office: what it has to bring to an end, the overdue first."""
    document = new_document(title="催办单", created=today, landscape=True)
    for at, (office, entries) in enumerate(groups.items()):
        if at:
            document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        late = sum(entry.light == "red" for entry in entries)
        _head(document, "督办催办单", f"{office or NOBODY}　{said(today)}")
        words_of_call = f"下列 {len(entries)} 项任务请抓紧办理" + (f"，其中 {late} 项已经逾期，请说明原因。" if late else "。")
        add_line(document, words_of_call, size=12, after=6)
        table = add_table(document, REMINDER, REMINDER_WIDTHS)
        for number, entry in enumerate(entries, 1):
            shown = told(entry)
            cells = add_row(table)
            texts = (str(number), shown.paper, shown.task, shown.until, shown.status, shown.progress, shown.reminded)
            for place, (cell, text) in enumerate(zip(cells, texts, strict=True)):
                fill(cell, text, centred=place in (0, 3, 4, 5))
            shade(cells[4], SHOWN[entry.light].fill)
    return saved(document)


def bulletin(figures: Bulletin) -> bytes:
    document = new_document(title="督办情况通报", created=figures.today)
    _head(document, "督办情况通报", f"截至{said(figures.today)}")
    add_line(document, summary(figures), size=12, after=8)
    table = add_table(document, FIGURES, FIGURES_WIDTHS)
    for office, tally in [("合计", figures.whole), *((each.office or NOBODY, each.tally) for each in figures.offices)]:
        for place, (cell, text) in enumerate(zip(add_row(table), (office, *cells_of(tally)), strict=True)):
            fill(cell, text, centred=place > 0, bold=office == "合计")
    add_line(document, "注：一项任务由几个单位共同承担的，各单位分别计数；办结率为已办结数与任务数（不含已取消）之比。", size=9)
    return saved(document)


def summary(figures: Bulletin) -> str:
    """The paragraph of the bulletin."""
    whole = figures.whole
    if not whole.due:
        return "目前没有需要办理的任务。"
    lit = by_light(whole)
    late = f"逾期 {lit['red']} 项" if lit["red"] else "没有逾期"
    worst = sorted((each for each in figures.offices if each.tally.overdue), key=lambda each: -each.tally.overdue)[:3]
    named = f"逾期较多的单位是{'、'.join(f'{each.office or NOBODY}（{each.tally.overdue} 项）' for each in worst)}。" if worst else ""
    return (
        f"截至{said(figures.today)}，台账共有任务 {whole.due} 项，已办结 {whole.done} 项，办结率 {rate_text(whole)}；{late}，"
        f"临期 {lit['yellow']} 项，未到期 {lit['blue']} 项，经批准延期 {whole.extended} 项。{named}"
    )


def cells_of(tally: Tally) -> tuple[str, ...]:
    """The figures of one line, in the order of FIGURES."""
    counts = (tally.due, tally.done)
    rest = (tally.overdue, tally.near, tally.later, tally.extended)
    return (*map(str, counts), rate_text(tally), *map(str, rest), f"{tally.progress:.0f}%")


def rate_text(tally: Tally) -> str:
    return "—" if tally.rate is None else f"{tally.rate:.1f}%"


def said(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _head(document: WordDocument, title: str, line: str) -> None:
    add_line(document, title, size=18, bold=True, centred=True)
    add_line(document, line, size=10, centred=True, after=6)
