"""A row of the ledger as cells: what, who, until when, how much, how far."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import count

from service.collection.views import Entry

TITLES = ("序号", "文件", "任务", "主体", "责任单位", "完成时限", "截止日", "量化指标", "状态", "核对", "原文")
WIDTHS = (6, 26, 30, 10, 16, 18, 11, 18, 8, 8, 40)
STATES = {"open": "未完成", "done": "已完成", "overdue": "逾期", "closed": "已取消"}
REVIEWS = {"extracted": "未核对", "checked": "已看", "confirmed": "已确认", "rejected": "已驳回"}
ROLES = {"lead": "牵头：", "responsible": "", "support": "配合：", "recipient": "报送：", "supervise": "督查："}


def lines(entries: Sequence[Entry]) -> Iterator[tuple[str, ...]]:
    numbers = count(1)
    for entry in entries:
        yield (
            str(next(numbers)),
            "".join((entry.document.title or entry.document.name).split()),
            words(entry.task, "title") or words(entry.task, "text"),
            words(entry.task, "actor"),
            "\n".join(offices(entry.task)),
            "\n".join(words(deadline, "text") for deadline in entry.deadlines),
            entry.due.isoformat() if entry.due else "",
            "\n".join(target(each) for each in entry.targets),
            STATES[entry.state],
            REVIEWS[entry.review],
            words(entry.task, "text"),
        )


def words(value: Mapping[str, object], name: str) -> str:
    found = value.get(name)
    return found if isinstance(found, str) else ""


def offices(task: Mapping[str, object]) -> list[str]:
    """One line a role: 牵头：基教科."""
    listed = task.get("offices")
    named: dict[str, list[str]] = {}
    for office in listed if isinstance(listed, list | tuple) else ():
        if isinstance(office, Mapping):
            named.setdefault(words(office, "role"), []).append(words(office, "name"))
    return [ROLES[role] + "、".join(dict.fromkeys(named[role])) for role in ROLES if role in named]


def target(value: Mapping[str, object]) -> str:
    metric, text = words(value, "metric"), words(value, "text")
    return f"{metric}：{text}" if metric and metric not in text else text
