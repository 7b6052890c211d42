"""How verdicts and findings read to an officer."""

from nlp.check.types import Code, PlanCode, Verdict

VERDICTS: dict[Verdict, str] = {"covered": "已落实", "partial": "部分落实", "missing": "未涉及", "contradicts": "不一致"}
SIGNS: dict[Verdict, str] = {"covered": "✓", "partial": "△", "missing": "✗", "contradicts": "≠"}
"""For where a word has no room; a colour alone would be lost in print."""
COLOURS: dict[Verdict, str] = {"covered": "C6E7CE", "partial": "FFEB9C", "missing": "FFC7CE", "contradicts": "E3C7F2"}
CODES: dict[Code, str] = {
    "deadline_late": "时限偏晚", "deadline_missing": "缺时限", "frequency_low": "频次不足", "target_low": "指标不符", "target_missing": "缺指标",
    "owner_missing": "缺责任人", "content_missing": "内容不全", "section_missing": "缺章节", "placeholder": "未填写",
}  # fmt: skip
PLAN_CODES: dict[PlanCode, str] = {
    "copied": "照抄", "placeholder": "有未填写处", "other_school": "出现他校名称", "no_leading_group": "无领导小组", "no_schedule": "无进度安排",
    "section_missing": "缺章节", "too_short": "篇幅过短", "wrong_year": "年份有误", "wrong_notice": "答非所问",
}  # fmt: skip


ACTIONS: dict[Code, str] = {
    "deadline_late": "请按要求的时限调整", "deadline_missing": "请写明时间", "frequency_low": "请按要求的频次安排", "target_low": "请按要求的指标调整",
    "target_missing": "请写明数量", "owner_missing": "请落实到人", "content_missing": "请补写", "section_missing": "请补写", "placeholder": "请据实填写",
}  # fmt: skip
"""What a school is asked to do about a finding."""


def folded(text: str, longest: int) -> str:
    """One line of at most `longest` characters."""
    line = " ".join(text.split())
    return line if len(line) <= longest else line[: longest - 1] + "…"


def number(value: float) -> str:
    """78.5, and 100 without a fraction."""
    return f"{value:.1f}".removesuffix(".0")
