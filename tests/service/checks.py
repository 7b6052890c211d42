"""Checks made by hand, so that what is tested with them is the service alone."""

from datetime import date
from pathlib import Path

from nlp.check.types import Check, CheckedRequirement, Evidence, Finding, Paper, PlanFinding, PlanPaper, SectionVerdict
from nlp.copies import Passage
from nlp.pairs import Pair
from nlp.types import Analysis, Remark, Source, Span
from service.app import Given
from service.batch import Failure
from service.checking import Checked
from service.exports.check.report import Report
from service.schools import Roll

PLAN = """青禾市𠮷祥小学“书香校”活动方案
一、3月25日前印发活动方案，每学期办1次展示，由=教导处负责。
二、另见柳湾小学的安排，联系人____。
"""
DAY = date(2024, 3, 12)


def within(text: str, words: str) -> Span:
    start = text.index(words)
    return start, start + len(words)


def source(name: str = "方案.txt", text: str = PLAN) -> Source:
    return Source(name, "text", "0" * 64, text)


def evidence(words: str) -> Evidence:
    return Evidence(text=words, span=within(PLAN, words), score=0.8)


def check(notice: Analysis, *, name: str = "方案.txt", school: str | None = "青禾市𠮷祥小学", score: float = 53.5) -> Check:
    """One of every verdict; two requirements of the notice, two of the template."""
    plan, report = notice.tasks[0], notice.tasks[1]
    late = Finding(
        code="deadline_late",
        expected="2024-03-20",
        found="2024-03-25",
        span=within(PLAN, "3月25日前"),
        message="计划写明3月25日前，晚于通知要求的3月20日前",
    )
    low = Finding(code="target_low", expected="2次", found="1次", span=within(PLAN, "1次"), message="计划为1次，低于要求的2次")
    blank = Finding(code="placeholder", span=within(PLAN, "____"), message="“____”没有填写")
    return Check(
        notice=Paper(id="n1", name="通知.txt", title="通知"),
        template=Paper(id="t1", name="模板.txt", title=None),
        plan=PlanPaper(id=name, name=name, title="青禾市𠮷祥小学“书香校”活动方案", school=school),
        requirements=(
            CheckedRequirement(
                id="R01", source="notice", task="T01", text=plan.text, span=plan.span, verdict="contradicts",
                evidence=(evidence("3月25日前印发活动方案，每学期办1次展示"),), findings=(late, low),
            ),
            CheckedRequirement(id="R02", source="notice", task="T02", text=report.text, span=report.span, verdict="missing"),
            CheckedRequirement(id="R03", source="template", task=None, text="（写明负责部门）", span=(5, 13), verdict="covered", evidence=(evidence("由=教导处负责"),)),
            CheckedRequirement(
                id="R04", source="template", task=None, text="联系人：____", span=(14, 22), verdict="partial", evidence=(evidence("联系人____"),), findings=(blank,)
            ),
        ),
        findings=(
            PlanFinding(code="other_school", message="方案里出现“柳湾小学”", span=within(PLAN, "柳湾小学")),
            PlanFinding(code="no_schedule", message="没有进度安排"),
        ),
        sections=(SectionVerdict(title="组织领导", verdict="missing"), SectionVerdict(title="活动安排", verdict="covered")),
        copied_share=0.31,
        score=score,
        warnings=(Remark("no_embedding", "没有句向量模型，只按词语比对"),),
    )  # fmt: skip


TEMPLATE = "活动方案\n（写明负责部门）\n联系人：____\n"


def report(notice: Analysis) -> Report:
    """One plan."""
    return Report(Given(notice, source("模板.txt", TEMPLATE)), (Checked(check(notice), PLAN),))


def many(notice: Analysis) -> Report:
    """Three plans, two of which copied from one another, a file that could not be read, two schools without a plan."""
    made = (("甲.txt", "甲=小学", 53.5), ("乙.txt", "乙小学", 88.0), ("丙.txt", None, 53.5))
    plans = tuple(Checked(check(notice, name=name, school=school, score=score), PLAN) for name, school, score in made)
    passage = Passage(within(PLAN, "另见柳湾小学的安排"), within(PLAN, "另见柳湾小学的安排"), 9)
    return Report(
        Given(notice, source("模板.txt", TEMPLATE)),
        plans,
        (Failure("丁.docx", "encrypted", "丁.docx：文档有打开密码。请取消密码后再试。"),),
        Roll(absent=("=戊小学", "己小学"), strangers=("丙.txt",)),
        (Pair(0, 2, 0.62, (passage,)),),
    )


def path_of(folder: Path, name: str, text: str = "好") -> str:
    """A file written in `folder`; its path as typed."""
    (folder / name).write_text(text, "utf-8")
    return str(folder / name)
