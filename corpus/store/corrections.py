"""Corrections: a value put at a path of a ledger row, checked by what the contract lets stand there."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import get_args

from corpus.store.errors import ReviewError
from corpus.store.packed import Json
from corpus.store.rows import Row
from nlp.types import Audience, Comparator, DeadlineKind, OfficeRole, Per, TargetRole, Tier

Check = Callable[[object], bool]


def one_of(*choices: object) -> Check:
    return lambda value: any(value is choice or (isinstance(value, str) and value == choice) for choice in choices)


def words(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip()) and len(value) <= 10_000


def maybe(check: Check) -> Check:
    return lambda value: value is None or check(value)


def day(value: object) -> bool:
    try:
        return isinstance(value, str) and len(value) == 10 and bool(date.fromisoformat(value))
    except ValueError:
        return False


def number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e15


def truth(value: object) -> bool:
    return isinstance(value, bool)


def passage(value: object) -> bool:
    """[start, end) in code points."""
    return isinstance(value, list | tuple) and len(value) == 2 and all(type(each) is int for each in value) and 0 <= value[0] < value[1]


def listed(check: Check) -> Check:
    return lambda value: isinstance(value, list | tuple) and len(value) <= 200 and all(check(each) for each in value)


def shaped(fields: Mapping[str, Check], needed: Sequence[str]) -> Check:
    """An object that has what is needed, and no field that fails; others pass as they are."""

    def check(value: object) -> bool:
        if not isinstance(value, Mapping) or not all(name in value for name in needed):
            return False
        return all(fields[name](each) for name, each in value.items() if name in fields)

    return check


OFFICE: dict[str, Check] = {"name": words, "role": one_of(*get_args(OfficeRole))}
DEADLINE: dict[str, Check] = {
    "text": words, "kind": one_of(*get_args(DeadlineKind)), "start": maybe(day), "end": maybe(day), "approximate": truth,
    "rrule": maybe(words), "tier": one_of(*get_args(Tier)),
}  # fmt: skip
TARGET: dict[str, Check] = {
    "text": words, "role": one_of(*get_args(TargetRole)), "metric": maybe(words), "comparator": one_of(*get_args(Comparator)), "value": maybe(number),
    "upper": maybe(number), "unit": maybe(words), "base": maybe(words), "per": maybe(one_of(*get_args(Per))), "tier": one_of(*get_args(Tier)),
}  # fmt: skip
TASK: dict[str, Check] = {
    "title": words, "text": words, "span": passage, "tier": one_of(*get_args(Tier)), "actor": maybe(words), "audience": one_of(*get_args(Audience)),
    "offices": listed(shaped(OFFICE, ("name", "role"))), "deliverables": listed(words),
}  # fmt: skip
LISTS = {"deadlines": (DEADLINE, ("id", "text", "kind")), "targets": (TARGET, ("id", "text"))}


def corrected(row: Row, field: str, value: object) -> Row:
    """The row with `value` at `field`. Raises ReviewError where there is no such field, or it takes no such value."""
    match field.split("."):
        case [name] if name in TASK:
            _demand(TASK[name](value), field, value)
            return Row({**row.task, name: value}, row.deadlines, row.targets)
        case [name] if name in LISTS:
            fields, needed = LISTS[name]
            _demand(listed(shaped(fields, needed))(value), field, value)
            return _with(row, name, _objects(value))
        case [name, identity, part] if name in LISTS and part in LISTS[name][0]:
            held = _list(row, name)
            if not any(each.get("id") == identity for each in held):
                raise ReviewError(f"这一条没有编号为 {identity} 的项，无法改正 {field}。请刷新后再改。")
            _demand(LISTS[name][0][part](value), field, value)
            return _with(row, name, [{**each, part: value} if each.get("id") == identity else each for each in held])
    raise ReviewError(f"“{field}”不是可以改正的字段。可改：{'、'.join((*TASK, *LISTS))}，以及 deadlines.编号.end 这样的单项。")


def validated(row: Row) -> Row:
    """The row as it came, where it can be one. Raises ReviewError."""
    _demand(shaped(TASK, ("title", "text", "tier"))(row.task), "task", dict(row.task))
    for name, (fields, needed) in LISTS.items():
        _demand(listed(shaped(fields, needed))(_list(row, name)), name, _list(row, name))
    return row


def _demand(holds: bool, field: str, value: object) -> None:  # noqa: FBT001
    if not holds:
        wanted = "应是 2024-03-25 形式的日期" if field.endswith((".start", ".end")) else "类型或取值不对"
        raise ReviewError(f"{field} 不能是 {str(value)[:80]}：{wanted}。请按接口说明填写。")


def _list(row: Row, name: str) -> Sequence[Json]:
    return row.deadlines if name == "deadlines" else row.targets


def _with(row: Row, name: str, items: Sequence[Json]) -> Row:
    """The row with another list; its task names what is in it."""
    ids = [each["id"] for each in items]
    if name == "targets":
        return Row({**row.task, "targets": ids}, row.deadlines, items)
    inherited = [each for each in _names(row.task) if each in ids]
    return Row({**row.task, "deadlines": ids, "inherited": inherited}, items, row.targets)


def _names(task: Json) -> Sequence[object]:
    value = task.get("inherited")
    return list(value) if isinstance(value, list | tuple) else []


def _objects(value: object) -> list[Json]:
    assert isinstance(value, list | tuple)
    return [each for each in value if isinstance(each, Mapping)]
