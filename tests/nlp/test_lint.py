"""Lint: what an officer is warned of, and what passes without a word."""

import time
from dataclasses import replace
from datetime import date

import pytest

from nlp.layout import lay_out
from nlp.lint import MOST, remarks
from nlp.offices import find_offices
from nlp.types import Block, Deadline, DeadlineKind, Frequency, Per, Place, Remark, Source, Target, Task

HEAD = "青山市教育局关于开展校园安全月活动的通知\n青教安〔2024〕6号\n各学校：\n为做好校园安全工作，现就有关事项通知如下。\n"
TAIL = "\n青山市教育局\n2024年3月1日\n"


def warned(
    text: str, *, rows: tuple[Task, ...] = (), dates: tuple[Deadline, ...] = (), counts: tuple[Target, ...] = ()
) -> tuple[Remark, ...]:
    source = Source("样例.txt", "text", "", text)
    layout = lay_out(source)
    found = remarks(source, layout, tasks=rows, deadlines=dates, targets=counts, offices=find_offices(source, layout))
    for remark in found:
        assert remark.message
        assert remark.span is None or 0 <= remark.span[0] < remark.span[1] <= len(text)
    return found


def codes(text: str, **values: tuple) -> set[str]:  # type: ignore[type-arg]
    return {remark.code for remark in warned(text, **values)}


def span(text: str, part: str) -> tuple[int, int]:
    start = text.index(part)
    return start, start + len(part)


def row(text: str, part: str, actor: str | None = "各学校", deadlines: tuple[str, ...] = (), targets: tuple[str, ...] = ()) -> Task:
    return Task(
        text=part, span=span(text, part), id=part, section="1", title=part, tier="must", actor=actor, deadlines=deadlines, targets=targets
    )


def when(text: str, part: str, kind: DeadlineKind, start: date | None = None, end: date | None = None, per: Per | None = None) -> Deadline:
    return Deadline(text=part, span=span(text, part), id=part, kind=kind, start=start, end=end, frequency=Frequency(per) if per else None)


def notice(body: str) -> str:
    return f"{HEAD}{body}{TAIL}"


def test_a_sound_notice_is_left_in_peace() -> None:
    text = notice("一、工作安排\n1.排查隐患。各学校要在4月10日前完成排查。\n2.开展演练。各学校每月开展一次演练。")
    rows = (row(text, "各学校要在4月10日前完成排查", deadlines=("4月10日前",)), row(text, "各学校每月开展一次演练", deadlines=("每月",)))
    dates = (when(text, "4月10日前", "due", end=date(2024, 4, 10)), when(text, "每月", "recurring", per="month"))
    assert warned(text, rows=rows, dates=dates) == ()


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("一、要求\n各校要坚持立德树人，把安全教育贯彻始终。", "typo"),
        ("一、要求\n培养社会会主义接班人。", "typo"),
        ("一、要求\n各校要开展开展安全教育。", "typo"),
        ("一、要求\n各校要做到；\n1.管好门。\n2.管好电。", "punctuation"),
        ("一、要求\n各校要做好工作，，不得松懈。", "punctuation"),
        ("一、要求\n表彰15％的班级。", "fullwidth_percent"),
        ("一、要求\n推进**教育改革。", "redacted"),
        ("一、要求\n4月31日前完成整改。", "impossible_date"),
        ("一、要求\n2024年4月10日（星期五）召开会议。", "wrong_weekday"),
        ("一、要求\n实行“周检查、月通报”。\n二、督查\n实行“周汇报、季通报”。", "conflicting_rhythms"),
    ],
)
def test_wording_is_checked_in_the_text_itself(body: str, code: str) -> None:
    assert code in codes(notice(body))


@pytest.mark.parametrize(
    "body",
    [
        "一、要求\n把安全教育贯穿始终，深入贯彻上级精神。",
        "一、要求\n免测率控制在在校生总数的3%以内，取得实实在在的成效。",
        "一、要求\n实行周检查、月通报。\n二、督查\n办公室每季度通报一次进展情况。",
        "一、要求\n培养社会主义接班人，明确学习的目的和要求。",
        "一、要求\n各校要做到：\n1.管好门；\n2.管好电。",
        "一、要求\n表彰15%的班级。",
        "一、要求\n联系电话：885*****，邮箱：****@qq.com。",
        "一、要求\n4月30日前完成整改，2024年2月29日复查。",
        "一、要求\n2024年4月10日（星期三）召开会议。",
        "一、要求\n实行“周检查、月通报、季考核”。\n二、督查\n每周检查一次。",
    ],
)
def test_what_is_normal_passes(body: str) -> None:
    assert codes(notice(body)) == set()


def test_missing_elements_are_named_in_one_warning() -> None:
    text = "关于开展安全月活动的通知\n一、要求\n1.各校要排查隐患。\n2.各校要开展演练。"
    (remark,) = [remark for remark in warned(text) if remark.code == "missing_elements"]
    assert all(word in remark.message for word in ("主送机关", "发文字号", "成文日期"))


def test_a_title_needs_its_particle() -> None:
    assert "title_form" in codes("关于在全市开展安全月活动实施方案\n一、目标\n1.提高认识。\n2.消除隐患。")
    assert "title_form" not in codes("关于在全市开展安全月活动的实施方案\n一、目标\n1.提高认识。\n2.消除隐患。")


def test_vague_time_is_counted_once() -> None:
    text = notice("一、要求\n各学校要适时整改，定期开展检查。")
    rows = (row(text, "各学校要适时整改"), row(text, "定期开展检查"))
    found = warned(text, rows=rows, dates=(when(text, "适时", "vague"), when(text, "定期", "vague")))
    (remark,) = [remark for remark in found if remark.code == "vague_deadline"]
    assert "“适时”“定期”" in remark.message
    assert remark.span == span(text, "适时")


def test_promptly_is_a_manner_of_working() -> None:
    text = notice("一、要求\n各学校要及时整改。")
    assert "vague_deadline" not in codes(text, rows=(row(text, "各学校要及时整改"),), dates=(when(text, "及时", "vague"),))


def test_vague_quantities_are_warned_of_in_duties_alone() -> None:
    text = notice("一、背景\n涌现出一批好教师。\n二、要求\n各学校要培养一批骨干。")
    (remark,) = [remark for remark in warned(text, rows=(row(text, "各学校要培养一批骨干"),)) if remark.code == "vague_quantity"]
    assert remark.span is not None
    assert remark.span[0] > text.index("骨干") - 5


STAGES = "一、步骤\n（一）宣传阶段（3月至4月）\n召开会议。\n（二）实施阶段（4月至6月）\n开展排查。"


def test_stages_that_share_days() -> None:
    text = notice(STAGES)
    first = when(text, "3月至4月", "period", date(2024, 3, 1), date(2024, 4, 30))
    shared = when(text, "4月至6月", "period", date(2024, 4, 1), date(2024, 6, 30))
    later = when(text, "4月至6月", "period", date(2024, 5, 1), date(2024, 6, 30))
    assert "stage_overlap" in codes(text, dates=(first, shared))
    assert "stage_overlap" not in codes(text, dates=(first, later))


def test_a_length_that_the_stages_contradict() -> None:
    text = notice(STAGES.replace("一、步骤", "一、步骤\n活动集中开展一年左右时间。"))
    dates = (
        when(text, "一年左右时间", "relative"),
        when(text, "3月至4月", "period", date(2024, 3, 1), date(2024, 3, 31)),
        when(text, "4月至6月", "period", date(2024, 4, 1), date(2024, 6, 30)),
    )
    assert "duration_mismatch" in codes(text, dates=dates)


@pytest.mark.parametrize(
    ("part", "kind", "start", "end", "code"),
    [
        ("2025年前", "due", None, date(2024, 12, 31), "ambiguous_deadline"),
        ("6月前", "due", None, date(2024, 5, 31), "ambiguous_deadline"),
        ("本学期末", "due", None, date(2024, 7, 10), "undefined_term"),
        ("2月10日前", "due", None, date(2024, 2, 10), "date_before_issue"),
        ("3月2日前", "due", None, date(2024, 3, 2), "late_deadline"),
        ("5月10日至5月1日", "period", date(2024, 5, 10), date(2024, 5, 1), "stage_ends_before_start"),
    ],
)
def test_dates_that_need_a_second_look(part: str, kind: DeadlineKind, start: date | None, end: date, code: str) -> None:
    text = notice(f"一、要求\n各学校于{part}完成整改。")
    rows = (row(text, f"各学校于{part}完成整改", deadlines=(part,)),)
    assert code in codes(text, rows=rows, dates=(when(text, part, kind, start, end),))


@pytest.mark.parametrize(
    ("part", "end"), [("2025年底前", date(2025, 12, 31)), ("6月底前", date(2024, 6, 30)), ("6月20日前", date(2024, 6, 20))]
)
def test_plain_dates_pass(part: str, end: date) -> None:
    text = notice(f"一、要求\n各学校于{part}完成整改。")
    rows = (row(text, f"各学校于{part}完成整改", deadlines=(part,)),)
    assert codes(text, rows=rows, dates=(when(text, part, "due", end=end),)) == set()


def test_a_deadline_on_the_day_the_next_stage_begins() -> None:
    text = notice("一、要求\n方案于4月7日前报送。\n二、排查\n4月7日至4月30日全面排查。")
    dates = (
        when(text, "4月7日前", "due", end=date(2024, 4, 7)),
        when(text, "4月7日至4月30日", "period", date(2024, 4, 7), date(2024, 4, 30)),
    )
    (remark,) = [remark for remark in warned(text, dates=dates) if remark.code == "boundary_ambiguous"]
    assert "4月6日前" in remark.message


def test_a_rhythm_longer_than_its_stage() -> None:
    text = notice("一、实施\n各学校实行季考核。实施阶段为4月至5月。")
    dates = (when(text, "季考核", "recurring", per="quarter"), when(text, "4月至5月", "period", date(2024, 4, 1), date(2024, 5, 31)))
    rows = (row(text, "各学校实行季考核", deadlines=("季考核", "4月至5月")),)
    assert "rhythm_too_long" in codes(text, rows=rows, dates=dates)


def test_a_rhythm_that_goes_on_over_the_stages_passes() -> None:
    text = notice("一、实施\n各学校每学期家访一次。实施阶段为4月至5月。")
    dates = (when(text, "每学期", "recurring", per="semester"), when(text, "4月至5月", "period", date(2024, 4, 1), date(2024, 5, 31)))
    task = replace(row(text, "各学校每学期家访一次", deadlines=("每学期", "4月至5月")), inherited=("4月至5月",))
    assert "rhythm_too_long" not in codes(text, rows=(task,), dates=dates)


def test_pages_without_text_are_named() -> None:
    text = notice("一、要求\n各校要排查隐患。")
    half = text.index("一、要求")
    blocks = (Block((0, half - 1), Place(page=1)), Block((half, len(text)), Place(page=3)))
    source = Source("样例.pdf", "pdf", "", text, pages=4, blocks=blocks)
    found = remarks(source, lay_out(source), tasks=(), deadlines=(), targets=())
    assert [remark.message[:9] for remark in found if remark.code == "page_without_text"] == ["第2、4页没有文字"]
    assert "page_without_text" not in codes(text)


def test_parts_without_offices_share_one_warning() -> None:
    text = notice(
        "一、任务\n1.排查隐患。（责任科室：安全科）\n2.完善制度。（责任科室：办公室）\n3.培训人员。（责任科室：人事科）\n4.开展演练。（责任科室：基教科）\n"
        "二、步骤\n各校动员。各校实施。\n三、要求\n各校重视。各校总结。"
    )
    parts = ["排查隐患", "完善制度", "培训人员", "开展演练", "各校动员", "各校实施", "各校重视", "各校总结"]
    offices = {office.text: office for office in find_offices(Source("a", "text", "", text), lay_out(Source("a", "text", "", text)))}
    given = dict(zip(parts, offices.values(), strict=False))
    rows = tuple(replace(row(text, part), offices=(given[part],) if part in given else ()) for part in parts)
    (remark,) = [remark for remark in warned(text, rows=rows) if remark.code == "no_office"]
    assert "“二、步骤”“三、要求”的4项" in remark.message


def band(text: str, part: str, comparator: str, value: float, upper: float | None = None) -> Target:
    return Target(text=part, span=span(text, part), id=part, role="criterion", comparator=comparator, value=value, upper=upper, unit="年")  # type: ignore[arg-type]


def test_bands_that_share_their_edge() -> None:
    text = notice("一、培养\n教龄5年以下的教师结对，教龄5-15年的教师研修。")
    low = band(text, "教龄5年以下", "<=", 5)
    assert "overlapping_bands" in codes(text, counts=(low, band(text, "教龄5-15年", "between", 5, 15)))
    text = notice("一、培养\n教龄5年以下的教师结对，教龄6-15年的教师研修。")
    assert "overlapping_bands" not in codes(text, counts=(low, band(text, "教龄6-15年", "between", 6, 15)))


def test_duties_of_nobody_are_counted_once() -> None:
    parts = ["建立台账", "开展排查", "组织演练", "完善制度", "落实经费", "加强宣传"]
    text = notice("一、要求\n" + "。".join(parts) + "。")
    (remark,) = [remark for remark in warned(text, rows=tuple(row(text, part, None) for part in parts)) if remark.code == "no_office"]
    assert "6项" in remark.message
    assert "no_office" not in codes(text, rows=tuple(row(text, part) for part in parts))


def test_essays_without_a_length() -> None:
    text = notice("一、学习\n教师每学期撰写2篇心得体会。")
    essays = Target(text="2篇", span=span(text, "2篇"), id="Q1", value=2, unit="篇")
    rows = (row(text, "教师每学期撰写2篇心得体会", targets=("Q1",)),)
    assert "missing_length" in codes(text, rows=rows, counts=(essays,))


def test_one_party_under_two_names() -> None:
    text = notice("一、要求\n各股室办要学习。各股室（办）要研讨。")
    assert "alias" in codes(text, rows=(row(text, "各股室办要学习", "各股室办"), row(text, "各股室（办）要研讨", "各股室（办）")))


def test_one_party_under_two_names_anywhere_in_the_text() -> None:
    assert "alias" in codes(notice("一、要求\n各股室（办）要学习，各股室办要总结。"))
    assert "alias" not in codes(notice("一、要求\n各县（区）要学习，各学校要总结。"))


def test_half_width_marks_throughout() -> None:
    text = notice("一、要求\n" + "各校要排查,要整改,要复查。" * 10)
    assert "halfwidth_punctuation" in codes(text)


def test_a_check_does_not_repeat_itself_without_end() -> None:
    text = notice("一、要求\n" + "4月31日完成。" * 40)
    assert sum(remark.code == "impossible_date" for remark in warned(text)) == MOST


@pytest.mark.parametrize("character", ["1", "："])
def test_a_long_run_of_one_character_costs_no_more_than_its_length(character: str) -> None:
    text = notice("一、要求\n" + character * 100_000)
    before = time.process_time()
    warned(text)
    assert time.process_time() - before < 5  # with a look at the rest of the run from each place, a minute


def test_a_run_of_marks_is_found_from_its_first_to_its_last() -> None:
    (remark,) = [remark for remark in warned(notice("一、要求\n各校要排查，。；整改。")) if remark.code == "punctuation"]
    assert "各校要排查，。；" in remark.message
    assert "punctuation" not in codes(notice("一、要求\n各校：：要排查。"))
