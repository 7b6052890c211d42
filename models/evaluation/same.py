"""When a found value is as good as the gold one."""

import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Protocol

from corpus.gold import GoldDeadline
from nlp.types import Deadline, Element, Target

APPROXIMATE = timedelta(days=31)
"""Days of the school calendar differ from place to place."""
UNITS = {"％": "%", "百分点": "个百分点", "周岁": "岁", "人民币元": "元"}
CLASSES = ("各", "有关", "相关")
"""各科室, 有关单位: classes of addressees, in a bracket or not, are neither wanted nor wrong."""
_MARKS = re.compile(r"[\s，。、；：:;,.（）()〔〕［］\[\]《》“”\"']")


class Part(Protocol):
    """A unit with its part in a task."""

    @property
    def name(self) -> str: ...

    @property
    def role(self) -> str: ...


def squash(text: str | None) -> str:
    """Without white space and marks."""
    return _MARKS.sub("", text or "")


def named(offices: Iterable[Part]) -> dict[str, str]:
    """Name → role, without classes; who leads is responsible as well."""
    parts = ((squash(office.name), "responsible" if office.role == "lead" else office.role) for office in offices)
    return {name: role for name, role in parts if not name.startswith(CLASSES)}


def same_deadline(gold: GoldDeadline, found: Deadline) -> bool:
    """Kind, first and last day, rhythm; the days of a relative deadline are not compared."""
    if gold.kind == "relative" or found.kind != gold.kind:
        return gold.kind == found.kind
    days = _same_day(gold.start, found.start, gold, ()) and _same_day(gold.end, found.end, gold, gold.end_alt)
    wanted, given = gold.frequency, found.frequency
    return days and (wanted.per if wanted else None) == (given.per if given else None)


def _same_day(wanted: date | None, given: date | None, gold: Deadline, others: Sequence[date]) -> bool:
    if wanted is None or given is None:
        return wanted is given
    return wanted == given or given in others or (gold.approximate and abs(wanted - given) <= APPROXIMATE)


def same_target(gold: Target, found: Target) -> bool:
    """Comparator (一次 may be read as at least once), number, unit and role."""
    comparators = {"=", ">="} if gold.comparator == "=" else {gold.comparator}
    return (
        found.comparator in comparators
        and _close(gold.value, found.value)
        and _close(gold.upper, found.upper)
        and _unit(gold.unit) == _unit(found.unit)
        and gold.role == found.role
    )


def _close(wanted: float | None, given: float | None) -> bool:
    """One third may be .33 or .333."""
    if wanted is None or given is None:
        return wanted is given
    return abs(wanted - given) <= 0.006 * max(1.0, abs(wanted))


def _unit(unit: str | None) -> str:
    bare = "".join((unit or "").split())
    return UNITS.get(bare, bare)


def same_element(name: str, gold: str | Sequence[str], found: Element | Sequence[Element] | None) -> bool:
    """An element of the form; a title may lack its issuer or carry it."""
    if not isinstance(gold, str):
        given = found if isinstance(found, Sequence) else [found] if found else []
        return squash("".join(gold)) == squash("".join(element.value or element.text for element in given))
    one = squash(gold)
    other = squash(found.value or found.text) if isinstance(found, Element) else ""
    return one == other or (name == "title" and min(len(one), len(other)) >= 8 and (one.endswith(other) or other.endswith(one)))
