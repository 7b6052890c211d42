"""How often a quantity repeats, or for whom each: 每学期2篇, 每校3名, 200元/人."""

import re

from nlp.quantity.cues import Context
from nlp.quantity.units import MEASURED
from nlp.types import Deadline, Per

_NEAR = 40
"""The signs before a number in which its period is looked for."""
_PERSONS = frozenset({"名", "人", "位"})

_SEVERAL = "每(?:隔|[两二三四五六七八九十0-9]+个?(?:年|月|周|天|学期|学年))"
_PERS: dict[Per, str] = {
    "semester": "(?:每|一)个?学期",
    "school_year": "每个?学年",
    "year": "每年|全年(?!级)|逐年|年度(?=补贴|补助|奖励|累计|登记|发放)|一年(?=$|至少|不)",
    "quarter": "每个?季度?",
    "month": "每个?月",
    "week": "每个?(?:周|星期)",
    "day": "每[天日晚]",
    "person": "每(?:一)?(?:人|生|位|名|个(?:学生|教师|党员|人))|人均|人手|同一(?:申报|作)者",
    "class": "每(?:一)?个?班",
    "school": "每(?:一)?(?:校|所|个学校)|同一学校",
    "session": "每(?:次|场|期|节)|单场",
    "each": "每|单个|单笔|单项",
}
_PER = re.compile(
    f"(?=[每一全逐年人同单])(?:(?P<several>{_SEVERAL})|" + "|".join(f"(?P<{per}>{written})" for per, written in _PERS.items()) + ")"
)
# Whole classes share out a quota: 各县限报5项, 各直属学校最多报2名; 各校要召开一次家长会 shares out nothing.
_ALL_SCHOOLS = re.compile("各(?:[^，。；、]{0,4}?(?:学校|校(?!长)|普高|幼儿园))")
_ALL = re.compile("各(?!类|级|项|种|方)")
_PAUSE = re.compile("[，,；;：]")
_COVERING = frozenset({"covering", "every_one", "each_has", "each_person"})

# 200元/人, 2次/月.
_SLASHED: dict[str, Per] = {
    "人": "person", "生": "person", "校": "school", "班": "class", "家": "each", "户": "each", "项": "each", "个": "each", "节": "session", "次": "session",
    "天": "day", "日": "day", "周": "week", "月": "month", "学期": "semester", "学年": "school_year", "年": "year",
}  # fmt: skip


def per_of(context: Context, *, criterion: bool, rhythms: tuple[Deadline, ...]) -> Per | None:
    """The nearest rhythm or distributive of the clause; a count may take it from the clause before it (每校推荐教师3名，学生2名)."""
    quantity = context.target
    slashed = _SLASHED.get(quantity.text.rpartition("/")[2]) if "/" in quantity.text else None
    if slashed:
        return slashed
    head = context.head.rpartition("、")[2] if criterion else context.head
    own = (
        quantity.text
        if context.shape not in _COVERING and "每" in quantity.text
        else quantity.text[:2]
        if context.shape == "in_hand"
        else ""
    )
    said, per = _nearest(head[-_NEAR:] + own, quantity.span[0] + len(own), rhythms)
    if said or criterion:
        return per
    if quantity.unit in MEASURED or context.shape != "count":
        return None
    return _shared_out(context) or _carried(context, rhythms)


def _nearest(written: str, end: int, rhythms: tuple[Deadline, ...]) -> tuple[bool, Per | None]:
    """Whether the signs that end at `end` say a period, and which; every second year is none of ours."""
    found: list[tuple[int, Per | None]] = [(end - len(written) + match.end(), _named(match.lastgroup)) for match in _PER.finditer(written)]
    found.extend(
        (time.span[1], time.frequency.per if time.frequency.interval == 1 else None)
        for time in rhythms
        if time.frequency and time.span[0] >= end - len(written)
    )
    return (True, max(found, key=lambda one: one[0])[1]) if found else (False, None)


def _named(name: str | None) -> Per | None:
    return next((per for per in _PERS if per == name), None)


def _shared_out(context: Context) -> Per | None:
    quantity = context.target
    if quantity.text[0] == "各":
        return "each" if quantity.unit in _PERSONS else None
    if quantity.comparator not in ("<=", "between"):
        return None
    if _ALL_SCHOOLS.search(context.head):
        return "school"
    return "each" if _ALL.search(context.head) else None


def _carried(context: Context, rhythms: tuple[Deadline, ...]) -> Per | None:
    """The period of the clause before this one, where both count things."""
    before = context.lead[: -len(context.head)] if context.head else context.lead
    if before[-1:] not in ("，", ","):
        return None
    clause = _PAUSE.split(before[:-1])[-1][-_NEAR:]
    end = context.target.span[0] - len(context.head) - 1
    return _nearest(clause, end, rhythms)[1]
