"""The digest on a terminal: themes, then one row an essay."""

import os
import sys

from rich.box import ROUNDED, SIMPLE_HEAD
from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from service.exports.digest.report import CAUTION, Report, abstract, draft, flag_words, heading, labels, mains, writer
from service.exports.table import NARROW, PIPED
from service.outputs import put


def show(report: Report) -> None:
    width = None if sys.stdout.isatty() or "COLUMNS" in os.environ else PIPED
    console = Console(file=sys.stdout, width=width, highlight=False, soft_wrap=False)
    with console.capture() as capture:
        console.print(render(report, width=console.width))
    put(capture.get())


def render(report: Report, *, width: int) -> RenderableType:
    wide = width >= NARROW
    parts: list[RenderableType] = [Text(report.title, style="bold"), Text(draft(report)[0], style="dim"), _themes(report, wide=wide)]
    parts.append(_essays(report, wide=wide))
    for copy in report.digest.copies:
        a, b = report.essay(copy.a), report.essay(copy.b)
        parts.append(Text(f"⚠ {writer(a)}《{heading(a)}》与{writer(b)}《{heading(b)}》雷同 {copy.share:.0%}", style="yellow"))
    if report.digest.missing_topics:
        parts.append(Text(f"没有文章谈到：{'、'.join(report.digest.missing_topics)}", style="yellow"))
    if report.digest.missing_people:
        parts.append(
            Text(f"尚未提交（{len(report.digest.missing_people)} 人）：{'、'.join(report.digest.missing_people)}", style="bold red")
        )
    parts += [Text(f"提示：{remark.message}", style="red") for remark in report.digest.warnings]
    if any(essay.flags for essay in report.digest.essays):
        parts.append(Text(CAUTION, style="dim"))
    return Group(*parts)


def _themes(report: Report, *, wide: bool) -> Table:
    table = Table(box=ROUNDED if wide else SIMPLE_HEAD, header_style="bold", expand=True)
    table.add_column("主题", ratio=3, overflow="fold")
    table.add_column("篇数", justify="right", no_wrap=True)
    table.add_column("代表性语句", ratio=6, overflow="fold")
    for theme in report.digest.themes:
        quotes = "\n".join(f"“{quote.text}”——{report.essay(quote.id).author or report.essay(quote.id).name}" for quote in theme.quotes[:2])
        table.add_row(Text(theme.label), Text(f"{len(theme.essays)}（主 {mains(report, theme)}）"), Text(quotes))
    return table


def _essays(report: Report, *, wide: bool) -> Table:
    table = Table(box=ROUNDED if wide else SIMPLE_HEAD, show_lines=wide, header_style="bold", expand=True)
    table.add_column("序号", justify="right", no_wrap=True)
    table.add_column("题目与作者", ratio=3, overflow="fold", min_width=12)
    table.add_column("字数", justify="right", no_wrap=True)
    table.add_column("摘要（作者原句）", ratio=7, overflow="fold")
    if wide:
        table.add_column("主题", ratio=3, overflow="fold")
    table.add_column("提示", ratio=2, overflow="fold")
    for number, essay in enumerate(report.digest.essays, 1):
        cells = [str(number), f"{heading(essay)}\n{writer(essay)}", str(essay.characters), abstract(essay)]
        cells += ["\n".join(labels(report, essay))] if wide else []
        table.add_row(*map(Text, cells), Text(flag_words(essay), style="yellow"))
    return table
