"""The digest on a terminal: themes, then one row an essay."""

import os
import re
import sys

from rich.box import ROUNDED, SIMPLE_HEAD
from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from service.exports.digest.draft import draft, own_quotes, review, review_line
from service.exports.digest.report import CAUTION, Report, abstract, flag_words, heading, labels, mains, titled, writer
from service.exports.table import NARROW, PIPED
from service.outputs import put

BLANK = re.compile(r"(?<=[^ -~]) (?=[0-9])|(?<=[0-9%]) (?=[^ -~])")
CROWD = 60
"""More essays than these are not listed one by one."""


def show(report: Report) -> None:
    width = None if sys.stdout.isatty() or "COLUMNS" in os.environ else PIPED
    console = Console(file=sys.stdout, width=width, highlight=False, soft_wrap=False)
    with console.capture() as capture:
        console.print(render(report, width=console.width))
    put(capture.get())


def render(report: Report, *, width: int) -> RenderableType:
    wide = width >= NARROW
    parts: list[RenderableType] = [Text(report.title, style="bold"), Text(draft(report)[0], style="dim")]
    if report.digest.themes:
        parts.append(_themes(report, wide=wide))
    parts.append(_essays(report, wide=wide))
    parts += [
        Text(_tight(f"⚠{who}{titled(title)}：{hints.replace(chr(10), '；')}"), style="yellow") for title, who, hints in review(report)
    ]
    if report.digest.missing_topics:
        parts.append(Text(f"没有文章谈到：{'、'.join(report.digest.missing_topics)}", style="yellow"))
    if report.digest.missing_people:
        parts.append(
            Text(f"尚未提交（{len(report.digest.missing_people)} 人）：{'、'.join(report.digest.missing_people)}", style="bold red")
        )
    parts += [Text(f"提示：{remark.message}", style="red") for remark in report.digest.warnings]
    if line := review_line(report):
        parts.append(Text(_tight(f"{line}{CAUTION}"), style="dim"))
    return Group(*parts)


def _tight(text: str) -> str:
    """Without the blanks around figures: lines are broken at blanks first, which leaves Chinese ones ragged."""
    return BLANK.sub("", text)


def _themes(report: Report, *, wide: bool) -> Table:
    table = Table(box=ROUNDED if wide else SIMPLE_HEAD, show_lines=wide, header_style="bold", expand=True)
    table.add_column("主题", ratio=3, overflow="fold")
    table.add_column("篇数", justify="right", no_wrap=True)
    table.add_column("代表性语句", ratio=6, overflow="fold")
    for theme in report.digest.themes:
        quotes = "\n".join(
            f"“{quote.text}”——{report.essay(quote.id).author or report.essay(quote.id).name}" for quote in own_quotes(report, theme)[:2]
        )
        table.add_row(Text(theme.label), Text(f"{len(theme.essays)}（主 {mains(report, theme)}）"), Text(quotes))
    return table


def _essays(report: Report, *, wide: bool) -> Table:
    few = f"共 {len(report.digest.essays)} 篇，这里只列有提示的；全部文章请用 --xlsx 或 --html 写成文件。"
    caption = few if len(report.digest.essays) > CROWD else None
    table = Table(box=ROUNDED if wide else SIMPLE_HEAD, show_lines=wide, header_style="bold", expand=True, caption=caption)
    table.add_column("序号", justify="right", no_wrap=True)
    table.add_column("题目与作者", ratio=3, overflow="fold", min_width=12)
    table.add_column("字数", justify="right", no_wrap=True)
    table.add_column("摘要（作者原句）", ratio=7, overflow="fold")
    if wide:
        table.add_column("主题", ratio=3, overflow="fold")
    table.add_column("提示", ratio=2, overflow="fold")
    crowd = len(report.digest.essays) > CROWD
    for number, essay in enumerate(report.digest.essays, 1):
        if crowd and not essay.flags:
            continue
        cells = [str(number), f"{heading(essay)}\n{writer(essay)}", str(essay.characters), abstract(essay)]
        cells += ["\n".join(labels(report, essay))] if wide else []
        table.add_row(*map(Text, cells), Text(flag_words(essay), style="yellow"))
    return table
