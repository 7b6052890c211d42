"""A row of the ledger as cells: what, who, until when, how much, how far."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import count

from corpus.store.rows import BEARING
from service.collection.views import Entry
from service.lights import SHOWN, status

TITLES = ("序号", "文件", "任务", "主体", "责任单位", "完成时限", "截止日", "量化指标", "灯", "状态", "进度", "核对", "办理情况", "原文")
WIDTHS = (6, 26, 30, 10, 16, 18, 11, 18, 9, 8, 7, 8, 30, 40)
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
            day(entry.until),
            "\n".join(target(each) for each in entry.targets),
            f"{SHOWN[entry.light].shape} {SHOWN[entry.light].name}",
            status_of(entry),
            f"{entry.progress}%",
            REVIEWS[entry.review],
            handling(entry),
            words(entry.task, "text"),
        )


@dataclass(frozen=True, slots=True)
class Told:
    """An entry as the words of a form."""

    paper: str
    task: str
    bearers: str
    until: str
    progress: str
    status: str
    handling: str
    reminded: str


def told(entry: Entry) -> Told:
    last = entry.reminders[-1] if entry.reminders else {}
    times = f"{len(entry.reminders)} 次，最近 {words(last, 'at')[:10]}" if entry.reminders else ""
    return Told(
        "".join((entry.document.title or entry.document.name).split()),
        words(entry.task, "title") or words(entry.task, "text"),
        "、".join(bearers(entry.task)),
        day(entry.until) + (f"\n原定 {day(entry.due)}" if entry.extensions and entry.due else ""),
        f"{entry.progress}%",
        status_of(entry),
        handling(entry),
        times,
    )


def status_of(entry: Entry) -> str:
    return status(entry.state, extended=bool(entry.extensions))


def handling(entry: Entry) -> str:
    """What was done so far, a line each: extensions with the day of the notice, evidence, reminders."""
    lines = [f"延期至 {words(each, 'due')}（{words(each, 'reason')}）" for each in entry.extensions]
    if entry.extensions and entry.due:
        lines.insert(0, f"原定 {day(entry.due)}")
    lines += ["佐证：" + "，".join(part for part in (words(each, "note"), words(each, "name")) if part) for each in entry.evidence]
    lines += [f"催办 {words(each, 'at')[:10]}：{'、'.join(named(each))}" for each in entry.reminders]
    return "\n".join(lines)


def named(reminder: Mapping[str, object]) -> list[str]:
    whom = reminder.get("whom")
    return [str(each) for each in whom] if isinstance(whom, list | tuple) else []


def bearers(task: Mapping[str, object]) -> list[str]:
    """The offices that lead or bear a task, else who acts."""
    listed = task.get("offices")
    found = [each for each in listed if isinstance(each, Mapping)] if isinstance(listed, list | tuple) else []
    offices = [words(each, "name") for each in found if each.get("role") in BEARING]
    return list(dict.fromkeys(offices)) or [actor for actor in [words(task, "actor")] if actor]


def day(value: date | None) -> str:
    return value.isoformat() if value else ""


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
