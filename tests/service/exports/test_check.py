"""Reports of checked plans: equal bytes for equal checks, every verdict with both quotes, nothing that acts."""

import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from typing import get_args

import pytest
from docx import Document
from lxml import html
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from rich.console import Console

from nlp.check.types import Code, PlanCode, PlanFinding, Verdict
from nlp.types import Analysis
from service.app import Given
from service.checking import Checked
from service.exports.check import CHECK_EXPORTS
from service.exports.check.report import (
    Report,
    asked,
    asked_of,
    columns,
    faults,
    names_of,
    other_findings,
    ranking,
    remarked,
    tally,
    telling,
    where,
)
from service.exports.check.table import render
from service.exports.check.words import CODES, COLOURS, PLAN_CODES, SIGNS, VERDICTS
from tests.service.checks import PLAN, check, many, report, source, within

Make = Callable[[Analysis], Report]
BOTH = pytest.mark.parametrize("make", [report, many], ids=["one", "many"])
ATTACK = '</div><script>alert(1)</script>=1+1" onclick="x\x00'


def sheet_of(made: Report, name: str) -> Worksheet:
    return load_workbook(BytesIO(CHECK_EXPORTS["xlsx"](made)))[name]


def values(sheet: Worksheet) -> list[list[str]]:
    return [["" if cell.value is None else str(cell.value) for cell in row] for row in sheet.iter_rows()]


def page_of(made: Report) -> html.HtmlElement:
    return html.document_fromstring(CHECK_EXPORTS["html"](made).decode())


def printed(made: Report, *, several: bool, width: int = 140) -> str:
    console = Console(width=width, color_system=None)
    with console.capture() as capture:
        console.print(render(made, several=several, width=width))
    return capture.get()


def hostile(made: Report) -> Report:
    """Every text that comes from outside says something that a page or a sheet might take for an order."""
    plan = made.plans[0]
    check = plan.check
    requirements = tuple(
        replace(
            item,
            text=ATTACK,
            evidence=tuple(replace(passage, text=ATTACK) for passage in item.evidence),
            findings=tuple(replace(finding, message=ATTACK, expected=ATTACK, found=ATTACK) for finding in item.findings),
        )
        for item in check.requirements
    )
    paper = replace(check.plan, name=ATTACK, title=ATTACK, school=ATTACK)
    found = tuple(replace(finding, message=ATTACK) for finding in check.findings)
    worse = replace(check, plan=paper, requirements=requirements, findings=found)
    return replace(made, plans=(Checked(worse, PLAN + ATTACK), *made.plans[1:]))


@BOTH
@pytest.mark.parametrize("name", list(CHECK_EXPORTS))
def test_bytes_are_equal_on_two_runs(analysis: Analysis, make: Make, name: str) -> None:
    assert CHECK_EXPORTS[name](make(analysis)) == CHECK_EXPORTS[name](make(analysis))


@pytest.mark.parametrize("name", ["xlsx", "docx"])
def test_packages_carry_no_clock(analysis: Analysis, name: str) -> None:
    with zipfile.ZipFile(BytesIO(CHECK_EXPORTS[name](many(analysis)))) as package:
        assert {entry.date_time[0] for entry in package.infolist()} == {1980}
        assert set(re.findall(r"\d{4}-\d\d-\d\dT", package.read("docProps/core.xml").decode())) == {"2024-03-04T"}


@BOTH
@pytest.mark.parametrize("name", list(CHECK_EXPORTS))
def test_what_comes_from_outside_does_no_harm(analysis: Analysis, make: Make, name: str) -> None:
    assert CHECK_EXPORTS[name](hostile(make(analysis)))


@BOTH
def test_a_page_escapes_what_it_shows_and_loads_nothing(analysis: Analysis, make: Make) -> None:
    made = hostile(make(analysis))
    page = page_of(made)
    assert len(list(page.iter("script"))) == 1
    assert not page.xpath("//@onclick")
    data = CHECK_EXPORTS["html"](made).decode()
    assert not re.search(r"src\s*=|url\(|@import|https?://", data)
    assert [link for link in page.xpath("//@href") if not link.startswith("#plan-")] == []


def test_no_text_of_a_workbook_becomes_a_formula(analysis: Analysis) -> None:
    book = load_workbook(BytesIO(CHECK_EXPORTS["xlsx"](many(analysis))))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert "=戊小学" in [cell.value for cell in cells]
    assert {cell.data_type for cell in cells} <= {"s", "n"}


def test_the_matrix(analysis: Analysis) -> None:
    sheet = sheet_of(many(analysis), "比对总表")
    cells = values(sheet)
    assert cells[2][:5] == ["序号", "学校", "得分", "照抄", "R01 各校要在3月20日前制定活动方案，每学期至少组织2次展示"]
    assert cells[3] == ["1", "甲=小学", "53.5", "31%", "≠", "✗", "✓", "△"]
    assert [row[1] for row in cells[3:]] == ["甲=小学", "乙小学", "丙.txt", "=戊小学", "己小学", "丁.docx"]
    assert [row[2] for row in cells[6:]] == ["未报送", "未报送", "无法读取"]
    assert [sheet.cell(4, column).fill.start_color.rgb for column in range(5, 9)] == [
        f"FF{COLOURS[verdict]}" for verdict in ("contradicts", "missing", "covered", "partial")
    ]
    assert (sheet.freeze_panes, sheet.print_title_rows, sheet["E3"].alignment.textRotation) == ("C4", "$3:$3", 90)


def test_the_other_sheets(analysis: Analysis) -> None:
    made = many(analysis)
    ranks = values(sheet_of(made, "排名"))
    assert [row[:3] for row in ranks[1:]] == [
        ["1", "乙小学", "88"],
        ["2", "甲=小学", "53.5"],
        ["2", "丙.txt", "53.5"],
        ["—", "=戊小学", ""],
        ["—", "己小学", ""],
        ["—", "丁.docx", ""],
    ]
    details = values(sheet_of(made, "明细"))
    assert len(details) == 1 + 3 * (4 + 2)
    assert details[5] == ["甲=小学", "整体", "", "", "", "柳湾小学", "出现他校名称", "", "", "方案里出现“柳湾小学”", ""]
    assert details[1][4:9] == [
        "不一致",
        "3月25日前印发活动方案，每学期办1次展示",
        "时限偏晚\n指标不符",
        "2024-03-20\n2次",
        "2024-03-25\n1次",
    ]
    assert details[1][3] == "通知一，第2页"
    assert values(sheet_of(made, "互相雷同"))[1] == ["甲=小学", "丙.txt", "62%", "另见柳湾小学的安排", "另见柳湾小学的安排"]
    assert values(sheet_of(report(analysis), "互相雷同"))[1][0] == "没有。"


def test_a_workbook_of_schools_that_sent_nothing(analysis: Analysis) -> None:
    nobody = replace(many(analysis), plans=(), pairs=())
    assert [row[1] for row in values(sheet_of(nobody, "比对总表"))[3:]] == ["=戊小学", "己小学", "丁.docx"]
    assert "己小学" in page_of(nobody).text_content()


def test_the_slip(analysis: Analysis) -> None:
    document = Document(BytesIO(CHECK_EXPORTS["docx"](report(analysis))))
    lines = [paragraph.text for paragraph in document.paragraphs if paragraph.text]
    assert lines[:2] == ["关于报送方案的修改意见", "青禾市𠮷祥小学："]
    assert lines[2] == (
        "你校报送的《青禾市𠮷祥小学“书香校”活动方案》收悉。经对照《青禾市教育局关于开展“书香𠮷校”活动的通知》（青教发〔2024〕12号）"
        "和模板“模板.txt”逐项核对，涉及你校的要求共 4 项，其中已落实 1 项，部分落实 1 项，未涉及 1 项，不一致 1 项。现提出以下意见。"
    )
    assert [line for line in lines if line[1] == "、"] == [
        "一、与要求不一致的（1 项）", "二、尚未涉及的（1 项）", "三、落实不完整的（1 项）", "四、方案整体（2 项）",
    ]  # fmt: skip
    assert "1. 方案里出现“柳湾小学”。" in lines
    first, second, _ = document.tables
    assert [cell.text for cell in first.rows[1].cells] == [
        "1",
        "各校要在3月20日前制定活动方案，每学期至少组织2次展示\n出处：通知一，第2页",
        "“3月25日前印发活动方案，每学期办1次展示”",
        "计划写明3月25日前，晚于通知要求的3月20日前，请按要求的时限调整。\n计划为1次，低于要求的2次，请按要求的指标调整。",
    ]
    assert second.rows[1].cells[2].text == "（无）"
    assert "请补充" in second.rows[1].cells[3].text


def test_a_slip_for_a_plan_without_gaps_asks_for_nothing(analysis: Analysis) -> None:
    made = report(analysis)
    check = made.plans[0].check
    good = replace(check, requirements=(check.requirements[2],), findings=())
    text = "\n".join(p.text for p in Document(BytesIO(CHECK_EXPORTS["docx"](replace(made, plans=(Checked(good, PLAN),))))).paragraphs)
    assert "均已落实，没有需要修改之处" in text
    assert "重新报送" not in text


def test_a_slip_says_what_the_plan_shares_with_others_and_names_none(analysis: Analysis) -> None:
    lines = [paragraph.text for paragraph in Document(BytesIO(CHECK_EXPORTS["docx"](many(analysis)))).paragraphs]
    assert lines.count("3. 方案有 62% 的文字与其他学校报送的方案相同，请结合本校实际修改。") == 2
    assert not [line for line in lines if "丙.txt" in line and "甲=小学" in line]


def test_what_a_school_is_asked_to_do_is_said_once_for_each_kind(analysis: Analysis) -> None:
    made = report(analysis)
    check = made.plans[0].check
    late, low = check.requirements[0].findings
    worse = replace(check.requirements[0], findings=(late, low, replace(low, message="计划为1场，低于要求的3场")))
    slip = CHECK_EXPORTS["docx"](replace(made, plans=(Checked(replace(check, requirements=(worse,)), PLAN),)))
    said = Document(BytesIO(slip)).tables[0].rows[1].cells[3].text.split("\n")
    assert said[1:] == ["计划为1次，低于要求的2次；", "计划为1场，低于要求的3场，请按要求的指标调整。"]


def test_a_pasted_plan_is_not_said_to_have_put_anything_into_effect(analysis: Analysis) -> None:
    made = report(analysis)
    held = made.plans[0].check
    pasted = replace(held, requirements=(held.requirements[2],), findings=(PlanFinding(code="copied", message="全文约96%照抄通知原文"),))
    lines = [p.text for p in Document(BytesIO(CHECK_EXPORTS["docx"](replace(made, plans=(Checked(pasted, PLAN),))))).paragraphs]
    assert "均已落实" not in lines[2]
    assert lines[2].endswith("但方案的文字多数照抄通知，没有写明本校怎样落实，请结合实际重新制定。另有以下意见。")


def test_every_plan_has_a_slip_on_a_page_of_its_own(analysis: Analysis) -> None:
    document = Document(BytesIO(CHECK_EXPORTS["docx"](many(analysis))))
    assert [paragraph.text for paragraph in document.paragraphs].count("关于报送方案的修改意见") == 3
    assert len(document.sections) == 3
    assert all('w:pgNumType w:start="1"' in section._sectPr.xml for section in list(document.sections)[1:])


def test_the_page_of_one_plan_shows_all_texts_unchanged(analysis: Analysis) -> None:
    made = report(analysis)
    assert made.given.template is not None
    texts = [node.text_content() for node in page_of(made).find_class("text")]
    assert texts == [analysis.text, made.given.template.text, PLAN]


def test_the_page_marks_both_sides_of_a_requirement(analysis: Analysis) -> None:
    """An astral character stands before every mark: counted in UTF-16 they would all be one off."""
    made = report(analysis)
    notice, template, plan = page_of(made).find_class("text")

    def words(pane: html.HtmlElement, name: str) -> str:
        return "".join(node.text_content() for node in pane.iter("i") if name in node.get("data-r", "").split())

    for item in made.plans[0].check.requirements:
        assert words(notice if item.source == "notice" else template, item.id) == (
            item.text if item.source == "notice" else made.given.template.text[slice(*item.span)]  # type: ignore[union-attr]
        )
        assert words(plan, item.id) == "".join(passage.text for passage in item.evidence)
    assert words(plan, "P1") == "柳湾小学"
    assert [node.text_content() for node in plan.find_class("fault")] == ["3月25日前", "1次", "柳湾小学", "____"]


def test_the_page_can_show_gaps_alone(analysis: Analysis) -> None:
    page = page_of(report(analysis))
    assert [row.get("data-r") for row in page.xpath("//tbody/tr[contains(@class, 'full')]")] == ["R03"]
    assert "只看缺漏" in page.text_content()
    assert ".only-gaps tr.full { display: none; }" in page.findtext(".//style")


def test_the_page_of_many_plans_has_a_matrix_and_all_gaps(analysis: Analysis) -> None:
    page = page_of(many(analysis))
    rows = [[cell.text_content() for cell in row] for row in page.xpath("//div[@class='matrix']//tbody/tr")]
    assert rows[0] == ["1", "乙小学", "88", "31%", "≠", "✗", "✓", "△"]
    assert rows[3] == ["—", "=戊小学", "未报送"]
    assert page.xpath("//h3/@id") == ["plan-2", "plan-1", "plan-3"]
    assert [row.get("class") for row in page.xpath("//div[@class='matrix']//tbody/tr")][3:] == ["absent"] * 3
    text = page.text_content()
    assert "甲=小学 与 丙.txt：雷同 62%，1 处" in text
    assert "丁.docx：文档有打开密码" in text


def test_the_terminal_shows_one_plan(analysis: Analysis) -> None:
    shown = printed(report(analysis), several=False)
    for words in ("≠ 不一致", "✗ 未涉及", "✓ 已落实", "△ 部分落实", "通知一", "⚠ 没有进度安排", "没有句向量模型", "照抄 31%；得分 53.5"):
        assert words in shown
    assert printed(report(analysis), several=False, width=80)


def test_the_terminal_lists_many_plans(analysis: Analysis) -> None:
    shown = printed(many(analysis), several=True)
    assert shown.index("乙小学") < shown.index("甲=小学")
    for words in ("未报送（2 所）：=戊小学、己小学", "不在名单中：丙.txt", "甲=小学与丙.txt的方案雷同 62%", "出现他校名称、无进度安排"):
        assert words in shown
    assert shown.count("没有句向量模型") == 1
    assert printed(many(analysis), several=True, width=80)


def test_what_requirements_name_is_not_said_again_of_the_whole(analysis: Analysis) -> None:
    check = report(analysis).plans[0].check
    again = PlanFinding(code="placeholder", message="有空白", span=check.requirements[3].findings[0].span)
    elsewhere = PlanFinding(code="placeholder", message="还有空白", span=(0, 2))
    more = replace(check, findings=(*check.findings, again, elsewhere, elsewhere))
    assert other_findings(more) == (*check.findings, elsewhere, elsewhere)
    assert faults(more) == "出现他校名称、无进度安排、有未填写处（3）"


def test_equal_remarks_are_said_once(analysis: Analysis) -> None:
    first, second = report(analysis).plans[0].check.findings
    again = (first, second, replace(first, span=(0, 2)))
    told = remarked(again, again)
    assert [(each.message, each.numbers) for each in told] == [("方案里出现“柳湾小学”（2 处）", (1, 3)), ("没有进度安排", (2,))]
    assert [each.numbers for each in remarked((second,), again)] == [(2,)]


def test_two_plans_of_one_school_are_told_apart(analysis: Analysis) -> None:
    made = many(analysis)
    twice = replace(made, plans=(made.plans[1], Checked(check(analysis, name="改.txt", school="乙小学"), PLAN), made.plans[2]))
    assert names_of(twice.plans) == ("乙小学（乙.txt）", "乙小学（改.txt）", "丙.txt")
    assert [row[1] for row in values(sheet_of(twice, "比对总表"))[3:6]] == ["乙小学（乙.txt）", "乙小学（改.txt）", "丙.txt"]
    assert "乙小学（改.txt）" in printed(twice, several=True)


def test_a_plan_that_is_pasted_is_not_ranked(analysis: Analysis) -> None:
    made = many(analysis)
    best = made.plans[1].check
    pasted = Checked(replace(best, findings=(PlanFinding(code="copied", message="全文约96%照抄通知原文"),)), PLAN)
    ranked = ranking((made.plans[0], pasted, made.plans[2]))
    assert [(each.place, each.plan.check.plan.name) for each in ranked] == [("1", "甲.txt"), ("1", "丙.txt"), ("—", "乙.txt")]


def test_a_duty_without_a_row_of_the_ledger_stands_in_its_section(analysis: Analysis) -> None:
    item = report(analysis).plans[0].check.requirements[0]
    section = min((s for s in analysis.sections if s.label), key=lambda s: s.span[1] - s.span[0])
    loose = replace(item, task=None, span=(section.span[0], section.span[0] + 1))
    assert where(loose, report(analysis).given).startswith("通知")
    assert len(where(loose, report(analysis).given)) > len("通知")
    assert where(replace(loose, span=(0, len(analysis.text) + 9)), report(analysis).given) == "通知"


def test_a_line_of_a_template_stands_below_its_heading(analysis: Analysis) -> None:
    text = "学校方案\n一、活动安排\n（写明负责部门）\n二、经费\n____元\n____学校\n20__年__月__日\n"
    given = Given(None, source("模板.txt", text))
    item = report(analysis).plans[0].check.requirements[2]
    places = [where(replace(item, span=within(text, words)), given) for words in ("一、活动安排", "（写明负责部门）", "____元", "20__年")]
    assert places == ["", "一、活动安排", "二、经费", ""]
    assert where(replace(item, span=within(text, "____元")), Given(analysis, given.template)) == "模板二、经费"


def test_a_template_is_named_by_its_title(analysis: Analysis) -> None:
    made = report(analysis)
    held = made.plans[0].check
    assert held.template is not None
    titled = replace(held, template=replace(held.template, title="××学校\n活动方案"))
    assert asked_of(replace(made, plans=(Checked(titled, PLAN),))).endswith("和模板《××学校 活动方案》")
    assert asked_of(made).endswith("和模板“模板.txt”")


def test_the_passages_that_findings_speak_of_are_shown(analysis: Analysis) -> None:
    first, missing, covered, _ = report(analysis).plans[0].check.requirements
    more = replace(first, evidence=(covered.evidence[0], *first.evidence))
    assert telling(more) == first.evidence
    part = replace(first.evidence[0], text="3月25日前", span=within(PLAN, "3月25日前"))
    assert telling(replace(more, evidence=(part, *more.evidence))) == first.evidence
    assert telling(replace(more, findings=())) == covered.evidence
    assert telling(missing) == ()


def test_the_words_of_a_report(analysis: Analysis) -> None:
    made = many(analysis)
    check = made.plans[0].check
    assert [(ranked.rank, ranked.plan.check.plan.name) for ranked in ranking(made.plans)] == [(1, "乙.txt"), (2, "甲.txt"), (2, "丙.txt")]
    assert [item.id for item in columns(made.plans)] == ["R01", "R02", "R03", "R04"]
    assert tally(check) == "要求 4 项：已落实 1，部分落实 1，未涉及 1，不一致 1"
    assert [where(item, made.given) for item in check.requirements] == ["通知一，第2页", "通知二", "模板", "模板"]
    assert asked(made.given) == "《青禾市教育局关于开展“书香𠮷校”活动的通知》（青教发〔2024〕12号）和模板“模板.txt”"


def test_every_verdict_and_code_has_its_word() -> None:
    assert set(VERDICTS) == set(SIGNS) == set(COLOURS) == set(get_args(Verdict))
    assert set(CODES) == set(get_args(Code))
    assert set(PLAN_CODES) == set(get_args(PlanCode))
