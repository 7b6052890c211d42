"""The three sets of columns in which bureaus keep their ledgers."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from service.exports.options import Columns
from service.exports.rows import Row
from service.exports.words import deadline_text, target_text

STATES = ("未启动", "进行中", "已完成", "逾期未完成", "已取消")
"""What 完成情况 of an execution ledger may say."""

UNPRINTABLE = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold (Char, section 2.2), and the carriage return."""


@dataclass(frozen=True, slots=True)
class Column:
    """`width` in characters of the default font; columns of a set fill A4 landscape. `choices` become a drop-down list."""

    title: str
    width: int
    cell: Callable[[Row], str]
    choices: tuple[str, ...] = ()
    centred: bool = False


@dataclass(frozen=True, slots=True)
class ColumnSet:
    """`heading` follows the title of the notice."""

    heading: str
    columns: tuple[Column, ...]


def printable(text: str) -> str:
    return UNPRINTABLE.sub("", text)


def _number(row: Row) -> str:
    return row.number


def _title(row: Row) -> str:
    return row.task.title or row.task.text


def _sentence(row: Row) -> str:
    """The quote and where it stands, for sets that have no column for the source."""
    return f"{row.task.text}（见{row.place}）" if row.place else row.task.text


def _lead(row: Row) -> str:
    return "\n".join(row.offices("lead"))


def _bearers(row: Row) -> str:
    """Everyone but the lead, who has a column of his own; the actor where no office is named."""
    named = row.offices("responsible")
    if not named and not row.offices("lead") and row.task.actor:
        named = (row.task.actor,)
    return "\n".join((*named, *_named(row)))


def _named(row: Row) -> tuple[str, ...]:
    parts = (("配合", row.offices("support")), ("报送", row.offices("recipient")), ("督查", row.offices("supervise")))
    return tuple(f"{role}：{'、'.join(names)}" for role, names in parts if names)


def _main_bearers(row: Row) -> str:
    return "\n".join(row.bearers)


def _support(row: Row) -> str:
    return "\n".join(row.offices("support"))


def _times(row: Row) -> str:
    return "\n".join(deadline_text(deadline, inherited=deadline.id in row.task.inherited, gap="\n") for deadline in row.deadlines)


def _targets(row: Row) -> str:
    return "\n".join(target_text(target) for target in row.targets)


def _source(row: Row) -> str:
    return f"{row.place}：{row.task.text}" if row.place else row.task.text


def _blank(_: Row) -> str:
    """Left for the officer to fill in."""
    return ""


NUMBER = Column("序号", 6, _number, centred=True)

SETS: dict[Columns, ColumnSet] = {
    "ledger": ColumnSet(
        "任务分解表",
        (
            NUMBER,
            Column("目标与任务", 27, _title),
            Column("牵头责任单位", 14, _lead, centred=True),
            Column("责任单位", 17, _bearers, centred=True),
            Column("完成时限", 21, _times, centred=True),
            Column("量化指标", 18, _targets),
            Column("原文出处", 36, _source),
        ),
    ),
    "duties": ColumnSet(
        "责任分工表",
        (
            NUMBER,
            Column("重点工作任务", 82, _sentence),
            Column("主要责任单位", 25, _main_bearers, centred=True),
            Column("协同配合单位", 25, _support, centred=True),
        ),
    ),
    "execution": ColumnSet(
        "执行台账",
        (
            NUMBER,
            Column("任务", 44, _sentence),
            Column("责任单位", 19, _main_bearers, centred=True),
            Column("责任人", 9, _blank, centred=True),
            Column("完成时限", 21, _times, centred=True),
            Column("进展情况", 17, _blank),
            Column("完成情况", 10, _blank, STATES, centred=True),
            Column("备注", 13, _blank),
        ),
    ),
}
