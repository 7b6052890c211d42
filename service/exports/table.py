"""The ledger on a terminal."""

import os
import sys
from collections.abc import Sequence
from datetime import date, timedelta

from rich.box import ROUNDED, SIMPLE_HEAD
from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from nlp.types import Analysis, Deadline
from service.exports.options import Options
from service.exports.rows import Row, document_line, document_title, hidden_count, rows
from service.exports.words import deadline_text, target_text
from service.outputs import put

NARROW = 110
"""Below this many columns the source and the actor's own column are left out: seven columns of Chinese would be unreadable."""
PIPED = 140
SOON = timedelta(days=7)
NEAR = timedelta(days=30)
LONGEST = 60
"""Characters of a task before it is folded."""


def show(analyses: Sequence[Analysis], options: Options) -> None:
    """Print one table a document; colours and the terminal's own width only on a terminal."""
    width = None if sys.stdout.isatty() or "COLUMNS" in os.environ else PIPED
    console = Console(file=sys.stdout, width=width, highlight=False, soft_wrap=False)
    for analysis in analyses:
        with console.capture() as capture:
            console.print(render(analysis, options, width=console.width))
        put(capture.get())


def render(analysis: Analysis, options: Options, *, width: int) -> RenderableType:
    head = Text(document_title(analysis), style="bold")
    line = document_line(analysis)
    shown = rows(analysis, may=options.may)
    parts: list[RenderableType] = [head]
    if line:
        parts.append(Text(line, style="dim"))
    parts.append(_table(shown, options, wide=width >= NARROW) if shown else Text("没有找到需要落实的任务。", style="yellow"))
    parts += [Text(f"⚠ {remark.message}", style="yellow") for remark in analysis.warnings]
    parts.append(Text(_summary(analysis, shown, options), style="dim"))
    parts.append(Text(""))
    return Group(*parts)


def _table(shown: Sequence[Row], options: Options, *, wide: bool) -> Table:
    table = Table(box=ROUNDED if wide else SIMPLE_HEAD, show_lines=wide, header_style="bold", expand=True)
    table.add_column("序号", justify="right", no_wrap=True)
    table.add_column("任务", ratio=6 if wide else 4, overflow="fold", min_width=14)
    if wide:
        table.add_column("主体", ratio=2, overflow="fold")
    table.add_column("责任单位", ratio=3, overflow="fold", min_width=12)
    table.add_column("时限", ratio=4, overflow="fold", min_width=13)
    table.add_column("量化指标", ratio=3, overflow="fold", min_width=8)
    if wide:
        table.add_column("出处", ratio=2, overflow="fold")
    for row in shown:
        table.add_row(*_cells(row, options, wide=wide), style="" if row.hard else "dim")
    return table


def _cells(row: Row, options: Options, *, wide: bool) -> list[RenderableType]:
    offices = _offices(row)
    task = Text(fold(row.task.title or row.task.text))
    times = Text("\n").join(_time(row, deadline, options.today) for deadline in row.deadlines)
    targets = Text("\n".join(target_text(target) for target in row.targets))
    actor = Text(row.task.actor or "")
    if not wide:
        return [Text(row.number), task, offices if offices.plain else actor, times, targets]
    return [Text(row.number), task, actor, offices, times, targets, Text(row.place, style="dim")]


def _offices(row: Row) -> Text:
    named = [
        ("牵头：", row.offices("lead")),
        ("", row.offices("responsible")),
        ("配合：", row.offices("support")),
        ("报送：", row.offices("recipient")),
        ("督查：", row.offices("supervise")),
    ]
    return Text("\n".join(f"{role}{'、'.join(names)}" for role, names in named if names))


def _time(row: Row, deadline: Deadline, today: date | None) -> Text:
    words = deadline_text(deadline, inherited=deadline.id in row.task.inherited, gap="\n")
    return Text(words, style=urgency(deadline, today))


def urgency(deadline: Deadline, today: date | None) -> str:
    """The colour of a day: past red, within a week yellow, within a month cyan, later green; none without a day."""
    last = deadline.end or deadline.start
    if last is None or today is None:
        return ""
    left = last - today
    if left < timedelta():
        return "red"
    return "bold yellow" if left <= SOON else "cyan" if left <= NEAR else "green"


def fold(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def _summary(analysis: Analysis, shown: Sequence[Row], options: Options) -> str:
    words = f"任务 {len(shown)} 项，时限 {len(analysis.deadlines)} 处，指标 {len(analysis.targets)} 处"
    hidden = hidden_count(analysis, may=options.may)
    words += f"；另有倡导性要求 {hidden} 项，加 --all 列出" if hidden else ""
    return f"{words}（{analysis.document.name}）"
