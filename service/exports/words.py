"""How values read in a ledger: 3月7日前（2022.3.7）, 思想总结：2篇（每学期）."""

from datetime import date

from nlp.types import Comparator, Deadline, DeadlineKind, OfficeRole, Per, Target, TargetRole

PER: dict[Per, str] = {
    "day": "日", "week": "周", "month": "月", "quarter": "季度", "half_year": "半年", "semester": "学期", "year": "年",
    "school_year": "学年", "person": "人", "class": "班", "school": "校", "session": "次", "each": "个",
}  # fmt: skip
ROLES: dict[OfficeRole, str] = {"lead": "牵头", "responsible": "责任", "support": "配合", "recipient": "报送", "supervise": "督查"}
DEADLINE_KINDS: dict[DeadlineKind, str] = {
    "due": "截止", "period": "期间", "start": "起始", "recurring": "周期", "relative": "相对", "vague": "未定",
}  # fmt: skip
TARGET_ROLES: dict[TargetRole, str] = {"target": "指标", "criterion": "条件"}
COMPARATORS: dict[Comparator, str] = {
    "=": "等于", ">=": "不低于", "<=": "不高于", ">": "高于", "<": "低于", "between": "介于", "top": "前", "~": "约",
}  # fmt: skip
TIERS = {"must": "硬任务", "may": "倡导"}


def time_text(deadline: Deadline) -> str:
    """What the time means: 2022.3.7 前, 每2周; its kind where it means no day."""
    parts = (_days(deadline), _rhythm(deadline))
    return "，".join(part for part in parts if part) or DEADLINE_KINDS[deadline.kind]


def deadline_text(deadline: Deadline, *, inherited: bool = False, gap: str = "") -> str:
    """The time as written, then its day in brackets where it has one."""
    days = _days(deadline)
    notes = [days] if days and not _says_year(deadline) else []
    notes += ["据阶段安排"] if inherited else []
    return gap.join([deadline.text, *(f"（{note}）" for note in notes)])


def quantity_text(target: Target) -> str:
    """What the quantity means: 不低于 10 %（全校教师总数）."""
    value = "" if target.value is None else number(target.value)
    upper = "" if target.upper is None else f" 至 {number(target.upper)}"
    base = f"（{target.base}）" if target.base else ""
    per = f"，每{PER[target.per]}" if target.per else ""
    return f"{COMPARATORS[target.comparator]} {value}{upper} {target.unit or ''}".rstrip() + base + per


def target_text(target: Target) -> str:
    """The quantity as written, after what it counts."""
    words = target.text
    if target.metric and target.metric not in target.text:
        words = f"{target.metric}：{target.text}"
    notes = ["条件"] if target.role == "criterion" else []
    notes += [f"每{PER[target.per]}"] if target.per and target.per != "each" and "每" not in target.text else []
    return words + (f"（{'，'.join(notes)}）" if notes else "")


def number(value: float) -> str:
    return str(int(value)) if value == int(value) else f"{value:g}"


def _days(deadline: Deadline) -> str:
    """2022.3.7—3.31, 2022.3.7 前, 2022.3.7 起; empty for a time without a day."""
    start, end = deadline.start, deadline.end
    about = "约" if deadline.approximate else ""
    if start and end:
        return about + (dotted(start) if start == end else f"{dotted(start)}—{_later(end, start)}")
    if end:
        return f"{about}{dotted(end)} 前"
    return f"{about}{dotted(start)} 起" if start else ""


def dotted(day: date) -> str:
    return f"{day.year}.{day.month}.{day.day}"


def _later(end: date, start: date) -> str:
    return dotted(end) if end.year != start.year else f"{end.month}.{end.day}"


def _says_year(deadline: Deadline) -> bool:
    """A time that is written out in full needs no note."""
    days = [day for day in (deadline.start, deadline.end) if day]
    return not deadline.approximate and all(f"{day.year}年{day.month}月{day.day}日" in deadline.text for day in days)


def _rhythm(deadline: Deadline) -> str:
    frequency = deadline.frequency
    if frequency is None:
        return ""
    every = f"每{number(frequency.interval) if frequency.interval > 1 else ''}{PER[frequency.per]}"
    return f"{every}{frequency.times}次" if frequency.times > 1 else every
