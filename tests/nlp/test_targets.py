from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.targets import find_targets
from nlp.types import Deadline, Frequency, Header, Kind, Layout, Line, LineRole, Noise, Section, Source, Target


def a_source(text: str) -> Source:
    return Source(name="notice.txt", format="text", sha256="0", text=text)


def a_layout(text: str, *, role: LineRole = "body", kind: Kind = "notice", title: str = "", noise: tuple[Noise, ...] = ()) -> Layout:
    span = (0, len(text))
    lines: list[Line] = []
    start = 0
    for row in text.split("\n"):
        if row:
            lines.append(Line((start, start + len(row)), role, "1"))
        start += len(row) + 1
    return Layout(kind, Header(), (Section("1", None, "一、", title, span, span),), noise, tuple(lines), ())


def targets_of(text: str, *, role: LineRole = "body", kind: Kind = "notice", title: str = "") -> list[Target]:
    return list(find_targets(a_source(text), a_layout(text, role=role, kind=kind, title=title), times=()))


def test_a_target_has_all_its_fields() -> None:
    text = "每学期家访不少于学生总数的30%。"
    rhythm = Deadline(text="每学期", span=(0, 3), kind="recurring", frequency=Frequency("semester"))
    (target,) = find_targets(a_source(text), a_layout(text), times=(rhythm,))
    assert (target.id, target.text, target.span) == ("Q1", "不少于学生总数的30%", (5, 16))
    assert (target.role, target.comparator, target.value, target.unit) == ("target", ">=", 30, "%")
    assert (target.base, target.metric, target.per, target.tier, target.why) == ("学生总数", "家访", "semester", "must", "target.measure")


@pytest.mark.parametrize(
    ("text", "per"),
    [
        ("每校限报2篇", "school"),
        ("每人撰写1篇总结", "person"),
        ("每班推荐3名学生", "class"),
        ("各县限报5项", "each"),
        ("单场活动补贴不超过3万元", "session"),
        ("补助300元/人", "person"),
        ("教研2次/月", "month"),
        ("推荐5名教师", None),
    ],
)
def test_the_distributive_gives_per(text: str, per: str | None) -> None:
    assert [target.per for target in targets_of(text)] == [per]


@pytest.mark.parametrize(
    ("text", "metric"),
    [
        ("推荐5名骨干教师", "骨干教师"),
        ("论文字数不超过3000字", "论文字数"),
        ("每位教师每学期听课不少于20节", "听课"),
        ("合格率达到95%", "合格率"),
    ],
)
def test_the_metric_is_what_is_counted(text: str, metric: str) -> None:
    assert [target.metric for target in targets_of(text)] == [metric]


@pytest.mark.parametrize("role", ["title", "recipients", "date", "signature", "attachment", "cc", "contact", "noise", "caption"])
def test_the_form_of_the_document_binds_nobody(role: LineRole) -> None:
    assert targets_of("推荐5名教师", role=role) == []


@pytest.mark.parametrize("kind", ["report", "essay", "other"])
def test_news_and_essays_order_nothing(kind: Kind) -> None:
    assert targets_of("党员教师5名参加", kind=kind) == []


def test_noise_inside_the_body_is_passed_over() -> None:
    text = "推荐5名教师\n扣除3次下载权益\n限报2项"
    layout = a_layout(text, noise=(Noise("site_boilerplate", (7, 15)),))
    assert [target.text for target in find_targets(a_source(text), layout, times=())] == ["5名", "限报2项"]


def test_lengths_that_last_and_looks_back_are_may() -> None:
    assert [(target.text, target.tier) for target in targets_of("公示不少于5个工作日，近3年有获奖，限报2项")] == [
        ("不少于5个工作日", "may"),
        ("3年", "may"),
        ("限报2项", "must"),
    ]


def test_a_bare_number_of_a_table_is_may() -> None:
    assert [(target.text, target.tier) for target in targets_of("中心小学　5名　限报2项", role="table")] == [
        ("5名", "may"),
        ("限报2项", "must"),
    ]


def test_a_length_inside_a_date_is_left_to_the_deadlines() -> None:
    text = "自9月起用不少于2年时间"
    time = Deadline(text=text, span=(0, len(text)), kind="period", start=date(2023, 9, 1))
    assert find_targets(a_source(text), a_layout(text), times=(time,)) == ()


def test_the_section_decides_who_qualifies() -> None:
    assert [target.role for target in targets_of("发表论文2篇以上", title="申报条件")] == ["criterion"]
    assert [target.role for target in targets_of("发表论文2篇以上", title="工作要求")] == ["target"]


FILLERS = st.text(alphabet="校内外教学研修工作和安排，。；、\n", max_size=40)
PLANTS = st.sampled_from(["推荐不超过6名", "提交材料一式4份", "开展演练不少于3次", "字数在1800字以内", "合格率达到96%"])


@given(before=FILLERS, plant=PLANTS, after=FILLERS)
def test_a_planted_target_is_found_where_it_stands(before: str, plant: str, after: str) -> None:
    text = f"{before}\n{plant}。\n{after}"
    expected = [(len(before) + 1 + target.span[0], target.text) for target in targets_of(plant)]
    found = [(target.span[0], target.text) for target in targets_of(text)]
    assert len(expected) == 1
    assert expected[0] in found


def test_a_long_line_gives_every_target() -> None:
    text = "每校推荐不超过6名教师、" * 5_000
    assert len(find_targets(a_source(text), a_layout(text), times=())) == 5_000
