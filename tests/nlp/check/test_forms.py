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
组长：____　成员：____（逐人写明职责）

三、年度目标
（提出不少于3项可量化的指标，如开课率、基地数、参与率）

四、主要活动
（不少于3项，每项注明时间和负责人）

五、条件保障
（经费、场地、安全都要写到，经费写明金额）

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
