"""An evaluation for people: kinds, worst documents, tiers, rules that erred, calibration."""

from rich.console import Console
from rich.table import Table

from models.evaluation.report import KINDS, TIERS, Evaluation, Tally

WORST = 10
LABELS = {
    "tasks": "任务",
    "offices": "科室",
    "roles": "科室分工",
    "deadlines": "时限",
    "deadline_value": "时限的值",
    "targets": "指标",
    "target_value": "指标的值",
    "links": "关联",
    "header": "版头要素",
    "tiers": "刚性/倡导",
    "actors": "责任主体",
    "sections": "所在章节",
    "traps": "陷阱未误报",
}


def show(found: Evaluation) -> None:
    """Prints the tables; those without a row are left out."""
    console = Console()
    for table in (_kinds(found), _worst(found), _tiers(found), _rules(found)):
        if table.row_count:
            console.print(table)
    console.print(f"任务置信度的校准误差 ECE：{found.calibration.error:.3f}（0 为最好，标注为倡导的也算对）")


def _kinds(found: Evaluation) -> Table:
    table = _table(f"{found.documents} 份标注文件（倡导性要求不计对错）", "", "准确率 P", "召回率 R", "F1", "标注", "程序")
    figures = found.figures()
    for name in KINDS:
        if name in figures:
            table.add_row(LABELS[name], *percents(figures[name]), str(figures[name].gold), str(figures[name].pred))
    return table


def _worst(found: Evaluation) -> Table:
    table = _table("任务出入最大的文件", "文件", "标注", "程序", "相合", "F1")
    for name, tally in found.worst()[:WORST]:
        if tally.right < max(tally.gold, tally.pred):
            table.add_row(name, str(tally.gold), str(tally.pred), str(tally.right), percents(tally)[2])
    return table


def _tiers(found: Evaluation) -> Table:
    table = _table("刚性与倡导的混淆", "标注＼程序", "刚性", "倡导", "未列出")
    for gold, label in zip(TIERS, ("刚性", "倡导", "不是任务"), strict=True):
        table.add_row(label, *("" if gold == given == "none" else str(found.tiers[gold, given]) for given in TIERS))
    return table


def _rules(found: Evaluation) -> Table:
    table = _table("出错的规则（值全对才算对）", "规则", "给出", "其中对的", "准确率")
    for why, tally in found.busiest():
        if tally.right < tally.pred:
            table.add_row(why, str(tally.pred), str(tally.right), percents(tally)[0])
    return table


def _table(title: str, first: str, *others: str) -> Table:
    table = Table(title=title, title_justify="left")
    table.add_column(first, overflow="fold")
    for column in others:
        table.add_column(column, justify="right")
    return table


def percents(tally: Tally) -> tuple[str, str, str]:
    """Precision, recall, F1."""
    return f"{tally.precision:.1%}", f"{tally.recall:.1%}", f"{tally.f1:.1%}"
