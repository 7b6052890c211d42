"""Checked plans on a terminal: one plan requirement by requirement, several as a list of schools."""

import os
import sys

from rich.box import ROUNDED, SIMPLE_HEAD
from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from nlp.check.types import Check, CheckedRequirement, Verdict
from service.exports.check.report import Report, asked_line, asked_of, counts, faults, names_of, ranking, remarked, tally, telling, where
from service.exports.check.words import SIGNS, VERDICTS, folded, number
from service.exports.table import NARROW, PIPED
from service.outputs import put

STYLES: dict[Verdict, str] = {"covered": "green", "partial": "yellow", "missing": "bold red", "contradicts": "bold magenta"}
LONGEST = 70
"""Characters of a quote before it is folded."""


def show(report: Report, *, several: bool) -> None:
    """Colours and the terminal's own width only on a terminal."""
    width = None if sys.stdout.isatty() or "COLUMNS" in os.environ else PIPED
    console = Console(file=sys.stdout, width=width, highlight=False, soft_wrap=False)
    with console.capture() as capture:
        console.print(render(report, several=several, width=console.width))
    put(capture.get())


def render(report: Report, *, several: bool, width: int) -> RenderableType:
    if several:
        return Group(*_list(report, wide=width >= NARROW))
    return Group(*_one(report.plans[0].check, report, wide=width >= NARROW))


def _one(check: Check, report: Report, *, wide: bool) -> list[RenderableType]:
    parts: list[RenderableType] = [Text(check.plan.title or check.plan.name, style="bold"), *_heading(report)]
    parts.append(_requirements(check, report, wide=wide) if check.requirements else Text("没有可以比对的要求。", style="yellow"))
    parts += [Text(f"⚠ {remark.message}", style="yellow") for remark in remarked(check.findings, check.findings)]
    parts += [Text(f"提示：{remark.message}", style="dim") for remark in check.warnings]
    parts.append(Text(f"{tally(check)}；照抄 {check.copied_share:.0%}；得分 {number(check.score)}（{check.plan.name}）", style="dim"))
    return parts


def _heading(report: Report) -> list[RenderableType]:
    line = asked_line(report.given)
    return [Text(f"对照{asked_of(report)}" + (f"　{line}" if line else ""), style="dim")]


def _requirements(check: Check, report: Report, *, wide: bool) -> Table:
    table = Table(box=ROUNDED if wide else SIMPLE_HEAD, show_lines=wide, header_style="bold", expand=True)
    table.add_column("编号", no_wrap=True)
    table.add_column("要求", ratio=5, overflow="fold", min_width=14)
    table.add_column("结论", no_wrap=True)
    if wide:
        table.add_column("方案原文", ratio=5, overflow="fold")
    table.add_column("欠缺", ratio=4, overflow="fold", min_width=14)
    for requirement in check.requirements:
        table.add_row(*_cells(requirement, report, wide=wide))
    return table


def _cells(requirement: CheckedRequirement, report: Report, *, wide: bool) -> list[RenderableType]:
    text = Text(folded(requirement.text, LONGEST))
    verdict = Text(f"{SIGNS[requirement.verdict]} {VERDICTS[requirement.verdict]}", style=STYLES[requirement.verdict])
    lacking = Text("\n".join(finding.message for finding in requirement.findings))
    if not wide:
        return [Text(requirement.id), text, verdict, lacking]
    place = where(requirement, report.given)
    evidence = Text("\n".join(folded(passage.text, LONGEST) for passage in telling(requirement)))
    return [Text(requirement.id), text + Text(f"\n{place}" if place else "", style="dim"), verdict, evidence, lacking]


def _list(report: Report, *, wide: bool) -> list[RenderableType]:
    parts: list[RenderableType] = [
        Text(f"方案比对（{len(report.plans)} 份）", style="bold"),
        *_heading(report),
        _schools(report, wide=wide),
    ]
    if report.roll.absent:
        parts.append(Text(f"未报送（{len(report.roll.absent)} 所）：{'、'.join(report.roll.absent)}", style="bold red"))
    if report.roll.repeated:
        parts.append(Text(f"报送多份：{'、'.join(report.roll.repeated)}", style="yellow"))
    if report.roll.strangers:
        parts.append(Text(f"不在名单中：{'、'.join(report.roll.strangers)}", style="yellow"))
    names = names_of(report.plans)
    parts += [Text(f"⚠ {names[pair.first]}与{names[pair.second]}的方案雷同 {pair.share:.0%}", style="yellow") for pair in report.pairs]
    parts += [Text(f"提示：{message}", style="dim") for message in _warnings(report)]
    return parts


def _warnings(report: Report) -> list[str]:
    """Each once, however many plans it was said of."""
    return list(dict.fromkeys(remark.message for plan in report.plans for remark in plan.check.warnings))


def _schools(report: Report, *, wide: bool) -> Table:
    table = Table(box=ROUNDED if wide else SIMPLE_HEAD, header_style="bold", expand=True)
    table.add_column("名次", justify="right", no_wrap=True)
    table.add_column("学校", ratio=4, overflow="fold", min_width=10)
    table.add_column("得分", justify="right", no_wrap=True)
    for verdict, word in VERDICTS.items():
        table.add_column(word if wide else SIGNS[verdict], justify="right", no_wrap=True)
    table.add_column("照抄", justify="right", no_wrap=True)
    table.add_column("整体问题", ratio=4, overflow="fold")
    for ranked in ranking(report.plans):
        check = ranked.plan.check
        numbers = [Text(str(count) if count else "", style=STYLES[verdict]) for verdict, count in counts(check).items()]
        head = [Text(ranked.place), Text(ranked.name), Text(number(check.score))]
        table.add_row(*head, *numbers, Text(f"{check.copied_share:.0%}"), Text(faults(check), style="yellow"))
    return table
