"""One notice through the whole house: rows, ids, links, places, warnings."""

from datetime import date
from hashlib import sha256

import pytest
from spacy.language import Language

from models.judge import LinearJudge
from nlp.assemble import analyze
from nlp.pipeline import build_language, day_of_issue
from nlp.types import Deadline, Element, Header, Source, Target, Task

NOTICE = """青禾市教育局关于开展校园安全排查工作的通知
各中小学、幼儿园：
一、工作安排
各校要于3月20日前完成一次全面自查，并将自查报告报送市教育局安全科。
（责任科室：安全科、基教科）
二、工作要求
各校要落实校长负责制，每月开展不少于2次应急演练。
青禾市教育局
2023年3月1日
"""


@pytest.fixture(scope="module")
def language() -> Language:
    return build_language(LinearJudge.shipped())


def source(text: str = NOTICE, name: str = "通知.txt") -> Source:
    return Source(name, "text", sha256(text.encode()).hexdigest(), text)


def test_ledger(language: Language) -> None:
    analysis = analyze(source(), language=language, ruleset="test")
    first, *_, last = analysis.tasks
    by_id = {deadline.id: deadline for deadline in analysis.deadlines}
    assert first.actor == "各校"
    assert [by_id[name].end for name in first.deadlines] == [date(2023, 3, 20)]
    assert {office.name for office in first.offices} >= {"安全科", "基教科"}
    assert [by_id[name].frequency.per for name in last.deadlines if by_id[name].frequency] == ["month"]  # type: ignore[union-attr]
    assert [(target.comparator, target.value, target.unit) for target in analysis.targets if target.id in last.targets] == [(">=", 2, "次")]
    assert analysis.document.kind == "notice"
    assert analysis.document.number is None
    assert analysis.warnings == ()


def test_every_value_quotes_its_source(language: Language) -> None:
    analysis = analyze(source(), language=language)
    values: tuple[Task | Deadline | Target, ...] = (*analysis.tasks, *analysis.deadlines, *analysis.targets)
    for value in values:
        assert analysis.text[slice(*value.span)] == value.text
        assert value.why
    assert [task.id for task in analysis.tasks] == [f"T{n:02}" for n in range(1, len(analysis.tasks) + 1)]
    ids = {value.id for value in values if not isinstance(value, Task)}
    assert all(set(task.deadlines) | set(task.targets) <= ids and set(task.inherited) <= set(task.deadlines) for task in analysis.tasks)


def test_same_input_same_analysis(language: Language) -> None:
    assert analyze(source(), language=language) == analyze(source(), language=build_language(LinearJudge.shipped()))


def test_id_is_of_the_file_not_of_the_bytes_alone(language: Language) -> None:
    one, other = (analyze(source(name=name), language=language).document for name in ("一校.txt", "二校.txt"))
    assert one.sha256 == other.sha256
    assert one.id != other.id


@pytest.mark.parametrize("text", ["", " \n\n", "、", "😀" * 50, "各校" * 3000, "（" * 5000, "第一条\n" * 500])
def test_rubbish_gives_an_analysis(language: Language, text: str) -> None:
    analysis = analyze(source(text), language=language)
    assert analysis.text == text


WRITTEN = Header(date=Element(text="2023年3月1日", span=(0, 9), value="2023-03-01"))


@pytest.mark.parametrize(
    ("header", "known", "day"),
    [
        (WRITTEN, None, date(2023, 3, 1)),
        (WRITTEN, date(2023, 3, 4), date(2023, 3, 1)),
        (WRITTEN, date(2024, 3, 4), date(2024, 3, 4)),  # last year's date left standing in January's notice
        (Header(), date(2024, 3, 4), date(2024, 3, 4)),
        (Header(), None, None),
    ],
)
def test_day_of_issue(header: Header, known: date | None, day: date | None) -> None:
    assert day_of_issue(header, known) == day
