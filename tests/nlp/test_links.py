"""Links: what stands in a row, over it, below it and elsewhere in the notice belongs to it."""

import re
from datetime import date

import pytest

from nlp.layout import lay_out
from nlp.links import link
from nlp.offices import find_offices
from nlp.types import Deadline, Frequency, Source, Target, Task

TITLE = "关于开展校园安全月活动的通知\n各学校：\n"


def linked(
    text: str,
    rows: list[str],
    dates: dict[str, str] | None = None,
    counts: dict[str, str] | None = None,
    actors: dict[str, str] | None = None,
) -> dict[str, Task]:
    """The tasks by their text; `dates` gives each date's kind, `counts` each quantity's unit, `actors` who acts in a row."""
    source = Source("样例.txt", "text", "", text)
    layout = lay_out(source)
    tasks = tuple(
        Task(
            text=row,
            span=_span(text, row),
            id=f"T{at}",
            section=_section(layout.sections, text.index(row)),
            title=row,
            tier="must",
            actor=(actors or {}).get(row),
        )
        for at, row in enumerate(rows)
    )
    deadlines = tuple(_deadline(text, item, kind, at) for at, (item, kind) in enumerate((dates or {}).items()))
    targets = tuple(Target(text=item, span=_span(text, item), id=item, unit=unit, value=1) for item, unit in (counts or {}).items())
    found = link(tasks, deadlines=deadlines, targets=targets, offices=find_offices(source, layout), layout=layout, source=source)
    return {task.text: task for task in found}


def _deadline(text: str, item: str, kind: str, at: int) -> Deadline:
    days = {"due": (None, date(2024, 5, 10)), "period": (date(2024, 4, at + 1), date(2024, 4, at + 9))}.get(kind, (None, None))
    frequency = Frequency("week") if kind == "recurring" else None
    return Deadline(text=item, span=_span(text, item), id=item, kind=kind, start=days[0], end=days[1], frequency=frequency)  # type: ignore[arg-type]


def _span(text: str, part: str) -> tuple[int, int]:
    start = text.index(part)
    return start, start + len(part)


def _section(sections: tuple, offset: int) -> str:  # type: ignore[type-arg]
    return next((section.id for section in reversed(sections) if section.span[0] <= offset < section.span[1]), "0")


def test_what_stands_in_a_row_is_its_own() -> None:
    rows = linked(
        "各校每学期至少举行2次演练，5月10日前完成整改。",
        ["各校每学期至少举行2次演练", "5月10日前完成整改"],
        {"每学期": "recurring", "5月10日前": "due"},
        {"至少举行2次": "次"},
    )
    first, second = rows.values()
    assert (first.deadlines, first.targets, second.deadlines) == (("每学期",), ("至少举行2次",), ("5月10日前",))
    assert first.inherited == second.inherited == ()


def test_a_date_at_the_head_of_a_sentence_holds_for_all_its_rows() -> None:
    rows = linked("一、安排\n4月，由班主任组织学习，并完成在线注册。", ["4月，由班主任组织学习", "完成在线注册"], {"4月": "period"})
    assert rows["完成在线注册"].inherited == ("4月",)


def test_the_date_of_a_stage_holds_for_the_rows_below_it() -> None:
    text = "一、实施步骤\n（一）动员部署阶段（4月1日至4月9日）\n召开动员会。\n（二）全面实施阶段（4月2日至4月10日）\n开展排查。"
    rows = linked(text, ["召开动员会", "开展排查"], {"4月1日至4月9日": "period", "4月2日至4月10日": "period"})
    assert rows["召开动员会"].deadlines == ("4月1日至4月9日",)
    assert rows["开展排查"].deadlines == ("4月2日至4月10日",)


STAGES = """一、重点任务
（一）开展大排查，消除隐患。各校要逐室检查。
（二）开展大整改，补齐短板。各校要列出清单。
二、时间安排
（一）排查阶段（4月1日至4月9日）
全面摸底。
（二）整改提升阶段（4月2日至4月10日）
逐项销号。
三、工作要求
（一）加强领导，落实责任。各校要压实责任。"""


def test_a_stage_table_gives_its_dates_to_the_items_it_names() -> None:
    rows = linked(
        STAGES,
        ["各校要逐室检查", "各校要列出清单", "全面摸底", "逐项销号", "各校要压实责任"],
        {"4月1日至4月9日": "period", "4月2日至4月10日": "period"},
    )
    assert rows["各校要逐室检查"].inherited == ("4月1日至4月9日",)
    assert rows["各校要列出清单"].inherited == ("4月2日至4月10日",)
    assert rows["全面摸底"].deadlines == ("4月1日至4月9日",)
    assert rows["全面摸底"].inherited == ()
    assert rows["各校要压实责任"].deadlines == ()


def test_a_row_with_a_day_of_its_own_inherits_no_stage() -> None:
    text = STAGES.replace("各校要逐室检查。", "各校要在5月10日前逐室检查。")
    rows = linked(
        text, ["各校要在5月10日前逐室检查", "全面摸底"], {"5月10日前": "due", "4月1日至4月9日": "period", "4月2日至4月10日": "period"}
    )
    assert rows["各校要在5月10日前逐室检查"].deadlines == ("5月10日前",)


def test_the_time_of_a_campaign_holds_for_its_content_not_for_its_demands() -> None:
    text = f"{TITLE}一、活动时间：4月1日至4月9日\n二、活动内容\n班主任组织观看视频。\n三、工作要求\n各校要高度重视。"
    rows = linked(text, ["班主任组织观看视频", "各校要高度重视"], {"4月1日至4月9日": "period"})
    assert rows["班主任组织观看视频"].inherited == ("4月1日至4月9日",)
    assert rows["各校要高度重视"].inherited == ()


CONTEST = """关于举办师生摄影比赛的通知
各学校：
现决定举办师生摄影比赛。
一、作品要求
作品尺寸不小于10英寸。
二、作品评选
评委会评出一等奖3名。
三、作品报送
请各校于5月10日前将作品报送市教育局宣传科。"""


def test_the_closing_date_holds_for_the_form_of_works_not_for_awards() -> None:
    rows = linked(
        CONTEST, ["作品尺寸不小于10英寸", "评委会评出一等奖3名", "请各校于5月10日前将作品报送市教育局宣传科"], {"5月10日前": "due"}
    )
    assert rows["作品尺寸不小于10英寸"].inherited == ("5月10日前",)
    assert rows["评委会评出一等奖3名"].deadlines == ()
    assert rows["请各校于5月10日前将作品报送市教育局宣传科"].inherited == ()


def test_each_category_closes_when_its_own_date_says() -> None:
    text = (
        "关于举办师生摄影比赛的通知\n各学校：\n一、比赛内容及要求\n（一）校园风光类\n作品尺寸不小于10英寸。\n（二）微视频展示活动\n作品时长不超过5分钟。\n"
        "二、作品报送\n报送截止时间：5月10日（其中微视频4月底前完成）。"
    )
    rows = linked(text, ["作品尺寸不小于10英寸", "作品时长不超过5分钟"], {"5月10日": "due", "4月底前": "due"})
    assert rows["作品尺寸不小于10英寸"].inherited == ("5月10日",)
    assert rows["作品时长不超过5分钟"].inherited == ("4月底前",)


def test_items_that_run_beside_the_stages_share_them_in_order() -> None:
    text = (
        f"{TITLE}一、主要内容\n（一）强基础，夯实根基\n各校要完善制度。\n（二）大排查，摸清底数\n各校要逐室检查。\n（三）抓整改，补齐短板\n各校要列出清单。\n"
        "二、时间安排\n（一）制度建立阶段（4月1日至4月9日）\n（二）排查摸底阶段（4月2日至4月10日）\n（三）整改提升阶段（4月3日至4月11日）\n"
    )
    dates = {"4月1日至4月9日": "period", "4月2日至4月10日": "period", "4月3日至4月11日": "period"}
    rows = linked(text, ["各校要完善制度", "各校要逐室检查", "各校要列出清单"], dates)
    assert [task.inherited for task in rows.values()] == [(date,) for date in dates]


def test_no_closing_date_is_inherited_where_no_works_are_called_for() -> None:
    rows = linked(
        CONTEST.replace("摄影比赛", "安全检查"), ["作品尺寸不小于10英寸", "请各校于5月10日前将作品报送市教育局宣传科"], {"5月10日前": "due"}
    )
    assert rows["作品尺寸不小于10英寸"].deadlines == ()


def test_one_date_for_all_of_the_above() -> None:
    text = "一、清理文件\n各校要清理文件。各校要修订制度。以上工作要在5月10日前完成。\n二、其他\n各校要做好宣传。"
    rows = linked(text, ["各校要清理文件", "各校要修订制度", "各校要做好宣传"], {"5月10日前": "due"})
    assert rows["各校要清理文件"].inherited == rows["各校要修订制度"].inherited == ("5月10日前",)
    assert rows["各校要做好宣传"].inherited == ()


def test_a_list_of_materials_hangs_on_the_row_that_orders_it() -> None:
    text = "一、材料报送\n请于5月10日前将材料报送人事科，报送材料包括：\n1.申报表一式3份；\n2.汇总表1张。"
    row = "请于5月10日前将材料报送人事科"
    assert linked(text, [row], {"5月10日前": "due"}, {"一式3份": "份", "1张": "张"})[row].targets == ("一式3份", "1张")


def test_a_bracket_gives_its_offices_to_every_row_of_its_item() -> None:
    text = "一、任务\n1.家校共育。开展家访。举办讲座。\n（责任科室：基教科、德育办）\n2.教师培训。组织培训。"
    rows = linked(text, ["开展家访", "举办讲座", "组织培训"])
    assert [office.name for office in rows["开展家访"].offices] == ["基教科", "德育办"]
    assert rows["举办讲座"].offices == rows["开展家访"].offices
    assert rows["组织培训"].offices == ()


def test_the_issuer_that_acts_is_no_office_beside_a_bracket() -> None:
    text = "一、任务\n1.强化督导。区教育局组织专项检查。\n（责任科室：督导室）"
    rows = linked(text, ["区教育局组织专项检查"])
    assert [office.name for office in rows["区教育局组织专项检查"].offices] == ["督导室"]


def test_the_acting_unit_is_carried_to_the_rows_whose_actor_it_is() -> None:
    text = "一、职责\n市教研室要指导备课。要定期开展评审。各校要落实。"
    rows = linked(
        text,
        ["市教研室要指导备课", "要定期开展评审", "各校要落实"],
        actors={"市教研室要指导备课": "市教研室", "要定期开展评审": "市教研室", "各校要落实": "各校"},
    )
    assert [(office.name, office.role) for office in rows["要定期开展评审"].offices] == [("市教研室", "supervise")]
    assert rows["各校要落实"].offices == ()


def test_who_carries_out_what_the_row_before_orders_belongs_to_both() -> None:
    text = "一、培养\n建立后备人才库，由组织科会同教研室每年推荐一批人选。"
    rows = linked(text, ["建立后备人才库", "由组织科会同教研室每年推荐一批人选"])
    assert [[office.name for office in task.offices] for task in rows.values()] == [["组织科", "教研室"]] * 2


def test_the_subject_before_a_row_belongs_to_it() -> None:
    text = "一、宣传\n同时，县师德宣讲团在全县开展巡讲。"
    rows = linked(text, ["在全县开展巡讲"])
    assert [office.name for office in rows["在全县开展巡讲"].offices] == ["县师德宣讲团"]


def test_a_second_paper_of_the_same_sender_goes_to_the_same_addressee() -> None:
    text = "一、报送\n各校于3月1日前将方案报县教育局安全科，6月底前报送总结。"
    rows = linked(text, ["各校于3月1日前将方案报县教育局安全科", "6月底前报送总结"])
    assert [office.name for office in rows["6月底前报送总结"].offices] == ["县教育局安全科"]


@pytest.mark.parametrize("row", ["市直学校直接报送", "市直学校务必于5月8日前"])
def test_a_row_that_hands_in_to_nobody_named_shares_the_addressee(row: str) -> None:
    text = f"一、报送\n{row}，各区于5月10日前报送市教育局人事处。"
    rows = linked(text, [row, "各区于5月10日前报送市教育局人事处"])
    assert [(office.name, office.role) for office in rows[row].offices] == [("市教育局人事处", "recipient")]


def test_no_rows_no_links() -> None:
    assert linked("各校要做好工作。5月10日前完成。", [], {"5月10日前": "due"}) == {}


def test_rows_come_back_in_their_order_with_their_fields() -> None:
    rows = linked("各校要做好工作。各班要做好记录。", ["各班要做好记录", "各校要做好工作"])
    assert [task.id for task in rows.values()] == ["T0", "T1"]
    assert all(re.fullmatch(r"各[班校].+", task.text) for task in rows.values())
