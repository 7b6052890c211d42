"""Plans against a template of ours: a faithful one is quiet, each planted gap is found at its place."""

from datetime import date

import pytest

from nlp.check import check
from nlp.check.types import Check
from nlp.read import read

TEMPLATE = """XX学校20__年劳动教育实施方案
（模板）

说明：不得删减栏目。

一、基本情况
（结合本校实际，指出至少2个不足）

二、组织机构
组长：____　成员：____（各人职责逐一写明）

三、年度目标
（提出不少于3项可量化的指标，如开课率、基地数、参与率）

四、主要活动
（不少于3项，每项注明时间和负责人）

五、条件保障
（经费、场地、安全缺一不可，经费写明金额）

20__年__月__日
"""
PLAN = """岚山县白石小学2024年劳动教育实施方案

一、我们的底子
眼下有两个不足：一是劳动课常被别的课占用；二是校内没有固定的种植场地。

二、谁来负责
组长：沈一鸣（校长），主持全面工作。
成员：陆小舟（教导主任），负责课表与检查；何青（总务主任），负责工具和场地。

三、要达到的数
劳动课开课率100%；校外基地不少于2个；学生参与率不低于95%。

四、做什么
1.种植节。4月12日举行，全校参加，负责人陆小舟。
2.厨艺比拼。5月30日举行，四至六年级参加，负责人何青。
3.校园服务周。10月14日至18日，各班轮流，负责人陆小舟。

五、靠什么
经费8000元，从公用经费列支。操场东侧辟出菜园，厨艺比拼用食堂。使用刀具前由何青讲安全，校医值守。

岚山县白石小学
2024年3月5日
"""


def checked(plan: str) -> Check:
    return check(read(plan.encode(), "方案.txt"), template=read(TEMPLATE.encode(), "模板.txt"), issued=date(2024, 3, 1))


def test_headings_instructions_and_blanks_are_requirements_and_notes_are_none() -> None:
    texts = [requirement.text for requirement in checked(PLAN).requirements]
    assert len(texts) == 12
    assert not [text for text in texts if "模板" in text or "说明：" in text]
    assert all(TEMPLATE[r.span[0] : r.span[1]] == r.text for r in checked(PLAN).requirements)


def test_a_faithful_plan_under_other_titles_is_quiet() -> None:
    result = checked(PLAN)
    assert [(r.text, r.findings) for r in result.requirements if r.verdict != "covered"] == []
    assert result.findings == ()
    assert result.score == 100
    assert all(PLAN[e.span[0] : e.span[1]] == e.text for r in result.requirements for e in r.evidence)


@pytest.mark.parametrize(
    ("old", "new", "at", "verdict", "codes"),
    [
        (
            "有两个不足：一是劳动课常被别的课占用；二是校内没有固定的种植场地",
            "的不足是：劳动课常被别的课占用",
            "（结合本校实际",
            "partial",
            {"target_low"},
        ),
        ("；学生参与率不低于95%", "", "（提出不少于3项", "partial", {"target_low"}),
        (
            "劳动课开课率100%；校外基地不少于2个；学生参与率不低于95%",
            "劳动意识明显增强，氛围日益浓厚",
            "（提出不少于3项",
            "partial",
            {"target_missing"},
        ),
        ("5月30日举行，四至六年级", "四至六年级", "（不少于3项，每项", "partial", {"deadline_missing"}),
        ("四至六年级参加，负责人何青", "四至六年级参加", "（不少于3项，每项", "partial", {"owner_missing"}),
        ("经费8000元，从", "经费从", "（经费、场地", "partial", {"target_missing"}),
        ("经费8000元", "经费____元", "（经费、场地", "partial", {"placeholder"}),
        ("2024年3月5日", "2024年__月__日", "20__年__月__日", "partial", {"placeholder"}),
        (
            "成员：陆小舟（教导主任），负责课表与检查；何青（总务主任），负责工具和场地。",
            "成员：____",
            "组长：____",
            "partial",
            {"placeholder"},
        ),
        (PLAN[PLAN.index("五、靠什么") : PLAN.index("\n岚山县白石小学\n2024")], "", "五、条件保障", "missing", {"section_missing"}),
    ],
)
def test_a_planted_gap_is_found(old: str, new: str, at: str, verdict: str, codes: set[str]) -> None:
    assert old in PLAN
    result = checked(PLAN.replace(old, new))
    (found,) = [requirement for requirement in result.requirements if requirement.text.startswith(at)]
    assert (found.verdict, {finding.code for finding in found.findings} & (codes | {"target_low", "owner_missing"})) == (verdict, codes)


def test_an_instruction_left_standing_is_a_placeholder_of_the_plan() -> None:
    result = checked(PLAN.replace("四、做什么\n", "四、做什么\n（不少于3项，每项注明时间和负责人）\n"))
    assert {requirement.verdict for requirement in result.requirements} == {"covered"}
    assert [finding.code for finding in result.findings] == ["placeholder"]


@pytest.mark.parametrize("end", ["", "\n", " 　\n", " 　\n二、其他\n无。\n"])
@pytest.mark.parametrize("label", ["联系电话：", "审核人："])
def test_a_label_with_nothing_behind_it_is_a_placeholder(label: str, end: str) -> None:
    form = f"安全工作方案（模板）\n一、组织\n组长：____\n{label}____\n"
    text = f"岚山小学安全工作方案\n一、组织\n组长：沈一鸣\n{label}{end}"
    found = check(read(text.encode(), "方案.txt"), template=read(form.encode(), "模板.txt"), issued=date(2024, 3, 1))
    empty = next(r for r in found.requirements if r.text == f"{label}____")
    assert (empty.verdict, [finding.code for finding in empty.findings]) == ("missing", ["placeholder"])


FORM = """白露小学校园种植周方案（模板）

一、学校情况【填写：教师总数、种植教师人数、上学期种植课次数】

二、举办日期
2024年__月__日至__月__日

三、人员
（列出组长和成员，写明分工）
组长：____

四、活动
（不少于2项，每项写明时间和负责人，其中至少1项为校外实践）

五、防护
（从交通、用具、食品三方面写明措施）

六、收尾
（6月10日前上报总结，字数不少于700字，附照片不少于5张）

七、费用
写明金额和来源

学校（盖章）：____
"""
ANSWER = """白露小学校园种植周方案

一、学校情况
全校教师40人，种植教师6人，上学期上种植课12次。

二、举办日期
2024年5月6日至5月10日

三、人员
组长林一白（校长），负责全面工作；成员何小麦（教导主任），负责课务。

四、活动
1.5月6日移苗，何小麦负责。
2.5月8日到镇上的苗圃基地嫁接，林一白负责。

五、防护
租用有资质的客车，两名教师随车；小锄由教师统一收发；点心由食堂供应并留样。

六、收尾
6月5日前上报900字的总结，附照片6张。

七、费用
共需3000元，从公用经费中列支。

白露小学（盖章）：白露小学
2024年4月8日
"""


def against_form(text: str) -> Check:
    return check(read(text.encode(), "方案.txt"), template=read(FORM.encode(), "模板.txt"))


def test_a_plan_that_answers_the_form_in_its_own_words_is_quiet() -> None:
    assert [(r.text, r.findings) for r in against_form(ANSWER).requirements if r.verdict != "covered"] == []


@pytest.mark.parametrize(
    ("old", "new", "at", "codes"),
    [
        ("，种植教师6人，上学期上种植课12次", "", "一、学校情况", {"target_missing"}),
        ("2024年5月6日至5月10日", "2024年5月", "2024年__月", {"deadline_missing"}),
        ("1.5月6日移苗", "1.移苗", "（不少于2项", {"deadline_missing"}),
        ("到镇上的苗圃基地嫁接", "在教室嫁接", "（不少于2项", {"content_missing"}),
        ("租用有资质的客车，两名教师随车；", "", "（从交通", {"content_missing"}),
        ("点心由食堂供应并留样", "教师在旁", "（从交通", {"content_missing"}),
        ("900字", "400字", "（6月10日前", {"target_low"}),
        ("6月5日前", "6月25日前", "（6月10日前", {"deadline_late"}),
        ("附照片6张", "附照片2张", "（6月10日前", {"target_low"}),
        ("组长林一白（校长），负责全面工作；成员何小麦（教导主任），负责课务。", "列出组长和成员，写明分工", "组长：____", set()),
        ("共需3000元，从公用经费中列支。", "写明金额和来源", "七、费用", {"placeholder"}),
        ("白露小学（盖章）：白露小学", "学校（盖章）：____", "学校（盖章）", {"placeholder"}),
    ],
)
def test_a_gap_in_an_answer_to_the_form(old: str, new: str, at: str, codes: set[str]) -> None:
    assert old in ANSWER
    touched = next(r for r in against_form(ANSWER.replace(old, new)).requirements if r.text.startswith(at))
    assert touched.verdict != "covered"
    assert {finding.code for finding in touched.findings} == codes
