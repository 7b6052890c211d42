"""When a found value is as good as the gold one."""

from datetime import date

import pytest

from corpus.gold import GoldDeadline, GoldOffice
from models.evaluation.same import named, same_deadline, same_element, same_target
from nlp.types import Deadline, Element, Frequency, Target


def due(end: date | None, **fields: object) -> GoldDeadline:
    return GoldDeadline(text="3月7日前", span=(0, 5), kind="due", end=end, **fields)  # type: ignore[arg-type]


def found(end: date | None, kind: str = "due", frequency: Frequency | None = None) -> Deadline:
    return Deadline(text="3月7日前", span=(0, 5), kind=kind, end=end, frequency=frequency)  # type: ignore[arg-type]


def number(value: float | None, comparator: str = ">=", unit: str | None = "%", role: str = "target") -> Target:
    return Target(text="10%", span=(0, 3), value=value, comparator=comparator, unit=unit, role=role)  # type: ignore[arg-type]


MARCH = date(2022, 3, 7)


@pytest.mark.parametrize(
    ("gold", "given", "same"),
    [
        (due(MARCH), found(MARCH), True),
        (due(MARCH), found(date(2022, 3, 8)), False),
        (due(MARCH), found(None), False),
        (due(MARCH), found(MARCH, "period"), False),
        (due(MARCH, approximate=True), found(date(2022, 4, 7)), True),
        (due(MARCH, approximate=True), found(date(2022, 4, 8)), False),
        (due(MARCH, end_alt=(date(2022, 3, 6),)), found(date(2022, 3, 6)), True),
        (due(MARCH, frequency=Frequency("year")), found(MARCH), False),
        (due(MARCH, frequency=Frequency("year")), found(MARCH, frequency=Frequency("year", 2)), True),
    ],
)
def test_deadlines(gold: GoldDeadline, given: Deadline, *, same: bool) -> None:
    assert same_deadline(gold, given) is same


def test_the_days_of_a_relative_deadline_are_not_compared() -> None:
    gold = GoldDeadline(text="15日内", span=(0, 4), kind="relative", end=MARCH)
    assert same_deadline(gold, Deadline(text="15日内", span=(0, 4), kind="relative"))


@pytest.mark.parametrize(
    ("gold", "given", "same"),
    [
        (number(10), number(10), True),
        (number(10), number(8), False),
        (number(10), number(10, "<="), False),
        (number(10, "="), number(10, ">="), True),
        (number(10, ">="), number(10, "="), False),
        (number(0.333, unit="ratio"), number(1 / 3, unit="ratio"), True),
        (number(None), number(10), False),
        (number(35, unit="周岁"), number(35, unit="岁"), True),
        (number(35, unit="岁"), number(35, unit="年"), False),
        (number(10), number(10, role="criterion"), False),
    ],
)
def test_targets(gold: Target, given: Target, *, same: bool) -> None:
    assert same_target(gold, given) is same


def test_classes_are_no_offices_and_who_leads_is_responsible() -> None:
    offices = [GoldOffice("组人科", "lead"), GoldOffice("各科室", "responsible"), GoldOffice("教育工会", "support")]
    assert named(offices) == {"组人科": "responsible", "教育工会": "support"}


def test_a_title_may_lack_its_issuer() -> None:
    title = Element(text="关于开展读书活动的通知", span=(0, 11), value="关于开展读书活动的通知")
    assert same_element("title", "清河区教育局关于开展读书活动的通知", title)
    assert not same_element("issuer", "清河区教育局", None)
    assert same_element(
        "recipients", ("各中小学", "各幼儿园"), (Element(text="各中小学、各幼儿园", span=(0, 9), value="各中小学、各幼儿园"),)
    )
