"""Why the program says what it says, in plain Chinese: the names of rules, as `why` bears them, put into words."""

import re

from nlp.types import Deadline, Office, Target, Task

KINDS = {
    "due": "写明了截止的时间", "period": "写明了起止的时间", "start": "写明了起始的时间", "recurring": "写明了多久一次",
    "relative": "从某件事或某一天算起", "vague": "只说了大概，没有日期",
}  # fmt: skip
EVIDENCE = {
    "year stated": "年份是原文写明的", "year from issue": "年份按成文日期推定", "year unknown": "年份不明：没有成文日期可依",
    "school year from issue": "学年按成文日期推定", "school year unknown": "学年不明：没有成文日期可依",
    "semester from issue": "学期按成文日期和校历推定", "holiday from issue": "假期按成文日期和校历推定", "month unknown": "月份不明",
    "month before": "月份承接前文", "next": "因当年已过，取下一年",
}  # fmt: skip
AS_ABOVE = re.compile(r"year from (.+)")
OFFICES = {
    "office.label": "由“责任科室”“牵头单位”一类的标注认出", "office.column": "由表格里科室一栏认出", "office.acts": "由句中主语认出",
    "office.to": "由“报”“送”“交”等去向认出", "office.towards": "由“向……报送”认出", "office.by": "由“由……负责”认出",
    "office.carried": "由同一条的标注带下来", "office.place": "由报送地点认出", "office.with": "由“会同”“配合”认出",
    "office.through": "由“经……审核”一类的话认出", "office.founded": "由成立的机构认出", "office.listed": "由并列的单位认出",
}  # fmt: skip
TARGETS = {
    "target": "原文以数量提出要求", "criterion": "原文以数量划定条件，不是要完成的量",
}  # fmt: skip
SHAPES = {
    "count": "数词加量词", "measure": "数词加计量单位", "full_coverage": "“全覆盖”一类的话", "range": "上下限", "at_least": "“不少于”一类的话",
    "at_most": "“不超过”一类的话", "everybody": "“全员”一类的话", "fraction": "分数", "ratio": "比例", "top": "“前……%”",
}  # fmt: skip


def task_why(task: Task) -> str:
    """How a row was found, with how sure the program is."""
    if task.why == "person":
        return "由人工补充。"
    sure = "很有把握" if task.confidence >= 0.95 else "较有把握" if task.confidence >= 0.8 else "把握较低，请仔细核对"
    found = "模型把这一句判为任务（看谁做、做什么、语气和前后文）" if task.why.startswith("judge") else f"规则“{task.why}”认出"
    tier = "；判为硬任务" if task.tier == "must" else "；语气是号召或提倡，列为倡导性要求"
    return f"{found}，{sure}（{task.confidence:.2f}）{tier}。"


def deadline_why(deadline: Deadline) -> str:
    if not deadline.why:
        return "由人工填写。"
    _, _, evidence = deadline.why.partition(": ")
    parts = [KINDS[deadline.kind], *filter(None, map(_evidence, evidence.split(", ")))]
    return "，".join(parts) + ("，日子是推算的" if deadline.approximate else "") + "。"


def target_why(target: Target) -> str:
    if not target.why:
        return "由人工填写。"
    rule, _, threshold = target.why.partition(": ")
    shape = SHAPES.get(rule.partition(".")[2], "")
    return TARGETS[target.role] + (f"（写法：{shape}）" if shape else "") + (f"，依据：{threshold}" if threshold else "") + "。"


def office_why(office: Office) -> str:
    return OFFICES.get(office.why, "由人工填写" if not office.why else f"规则“{office.why}”认出") + "。"


def _evidence(words: str) -> str:
    if match := AS_ABOVE.fullmatch(words.strip()):
        return EVIDENCE.get(words.strip()) or f"年份承接上文“{match[1]}”"
    return EVIDENCE.get(words.strip(), "")
