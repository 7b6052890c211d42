"""Findings about the plan as a whole: copied, placeholders, another school's name, no leading group, no schedule, too short, wrong year."""

import re
from collections.abc import Sequence
from datetime import date

from nlp.check.blanks import PLACEHOLDER, Blank
from nlp.check.plan import Plan
from nlp.check.template import Template
from nlp.check.types import CheckedRequirement, PlanFinding
from nlp.check.words import likeness, pairs
from nlp.embed import Embedder, is_precise
from nlp.types import Span

GROUP = re.compile(
    r"领导小组|领导机构|领导组|工作专班|工作小组|推进小组|专项小组|筹备组|组委会|组织委员会|安全小组|活动小组|专班"
    r"|(?<![级课研科术习室目队训部育安组副])组 {0,2}　{0,2}长(?!室|会)|总负责人?[：:]|总指挥"
)
MANY_DATES = 2
"""Dates that make a schedule."""
LEAST_TAKEN = 12
"""Signs of a passage of the template from which on it is taken over, not just alike."""
BRACKETS = tuple("（(【[：")
AKIN = 0.3
"""What the share of the pairs of characters of all that is asked, and a third of the likeness of the titles, come to at least where plan and
notice are of one campaign (24 plans held against 10 notices: 0.3 and less against strangers; own words throughout come to 0.14)."""
NAMESAKE = 0.15
"""Likeness of two titles from which on they name one campaign (strangers 0.12 and less)."""
SAME_MATTER = 0.89
"""Cosine of two titles without issuer and kind of document from which on they name one campaign: 0.91 and more where they do, 0.87 and
less where not. Where it decides, the words only have to stay below AKIN_AT_MOST."""
AKIN_AT_MOST = 0.4
_FORM = re.compile(
    r"^.{0,20}(?:教育局|教体局|教育厅|教育部)|^[^“”]{2,20}?(?:小学|中学|学校|幼儿园)|关于|印发|开展|做好|的通知|通知"
    r"|实施方案|工作方案|活动方案|方案|工作|活动|专项行动|行动|20[0-9]{2}年度?|年度|学年|计划"
)
_EVERYWHERE = re.compile("校园|学校|中小学|学生")
"""Words that the titles of any two campaigns may share."""
YEAR = re.compile(r"(?<![0-9〔\[（(第])(20[0-9]{2})(?:年|学年|-[0-9]{2}|[./][0-9]{1,2}[./])")
_PAST_AFTER = re.compile(
    r"^[^。；\n]{0,14}(?:以来|以前|印发|下发|发布|颁布|修订|通过|召开|的(?:安全)?台账|获|荣|被评|建校|创办|成立|毕业|入学|出生|调查|统计|底账|数据|总结|共|我校共|学校共|发生|通报|检查中|已|曾)"
)
_PAST_BEFORE = re.compile(
    r"(?:自|从|截至|截止|[翻查回]看|回顾|对照|较|比|根据|依据|由|早在|建于|始建于|创建于|上年|去年|在|继)[^。；，\n]{0,4}$"
)


def placeholders(blanks: Sequence[Blank], standing: Sequence[tuple[str, Span]]) -> tuple[PlanFinding, ...]:
    """`standing` are instructions of the template that were left in the plan."""
    inside = [span for _, span in standing]
    found = [
        PlanFinding(code="placeholder", message=f"“{_short(blank.text)}”尚未填写", span=blank.span)
        for blank in blanks
        if not any(start <= blank.span[0] and blank.span[1] <= end for start, end in inside)
    ]
    found += [PlanFinding(code="placeholder", message=f"模板的提示语“{_short(text)}”没有删去", span=span) for text, span in standing]
    return tuple(sorted(found, key=lambda finding: finding.span or (0, 0)))


def leading_group(plan: Plan) -> tuple[PlanFinding, ...]:
    if GROUP.search(plan.text):
        return ()
    return (PlanFinding(code="no_leading_group", message="全文没有写明领导小组或负责人"),)


def schedule(plan: Plan) -> tuple[PlanFinding, ...]:
    signed = plan.layout.header.date.span if plan.layout.header.date else None
    title = plan.layout.header.title.span if plan.layout.header.title else None
    dated = {
        (time.start, time.end) if time.start or time.end else time.text
        for time in plan.times
        if (time.kind in ("due", "period", "start") or re.search("[0-9]月[0-9]{1,2}[日号]|周[一二三四五六日末]", time.text))
        and not time.approximate
        and re.search("[月日号]|周[一二三四五六日末]", time.text)
        and not any(place and place[0] <= time.span[0] and time.span[1] <= place[1] for place in (signed, title))
    }
    if len(dated) >= MANY_DATES:
        return ()
    return (PlanFinding(code="no_schedule", message="全文没有时间安排（阶段、起止日期）"),)


def too_short(plan: Plan, least: int) -> tuple[PlanFinding, ...]:
    size = sum(not sign.isspace() for sign in plan.text)
    if size >= least:
        return ()
    return (PlanFinding(code="too_short", message=f"全文{size}字，不足{least}字"),)


def copied(share: float, limit: float, source: str) -> tuple[PlanFinding, ...]:
    if share < limit:
        return ()
    return (PlanFinding(code="copied", message=f"全文约{share:.0%}照抄{source}原文"),)


def taken_over(form: Template, plan: Plan) -> tuple[PlanFinding, ...]:
    """A whole passage of the template that stands in the plan as text of its own: a line that asks for nothing, or an instruction
    without its brackets. One with its brackets was only left standing."""
    asked = {demand.text for demand in form.demands if demand.sort == "instruction"}
    fixed = {demand.text for demand in form.demands if demand.sort != "instruction"}
    for line in form.text.split("\n"):
        words = line.strip(" 　\t")
        if words in fixed:
            continue
        bare = re.sub("^填写[：:]", "", words.strip("（）()【】[]。")) if words in asked else words.strip("。")
        if len(bare) < LEAST_TAKEN or PLACEHOLDER.search(bare) or "\t" in bare or (words in asked and bare == words):
            continue
        start = plan.text.find(bare)
        while start >= 0 and plan.text[start - 1 : start] in BRACKETS:
            start = plan.text.find(bare, start + 1)
        if start >= 0:
            span = (start, start + len(bare))
            return (PlanFinding(code="copied", message=f"“{_short(bare)}”原样抄自模板", span=span),)
    return ()


_DATED = re.compile(r"日期|时限|进度|日程|起止|按月|按季度|阶段|活动时间|完成时间|时间安排|[，、明]时间|时间[、，和]")


def asks_for_group(text: str) -> bool:
    return re.search(r"领导小组|组织机构|组织领导|领导机构|(?<![级课研科术每各])组[ 　]{0,2}长|总指挥|工作专班", text) is not None


def asks_for_dates(form: Template) -> bool:
    """Whether anything in the template but its last line asks for times."""
    asked = (re.sub("每[天日周][^，。；]{0,4}时间|电话", "", demand.text) for demand in form.demands if demand.sort != "date")
    return any(_DATED.search(text) for text in asked)


def wrong_notice(
    plan: Plan, requirements: Sequence[CheckedRequirement], title: str | None, embedder: Embedder | None
) -> tuple[PlanFinding, ...]:
    """The plan's title names another campaign, and of what the notice asks the plan has few words. (Verdicts do not tell: which
    passage answers is relative, so a stranger's plan seems to answer something.)"""
    own = plan.layout.header.title
    asked = [pairs(requirement.text) for requirement in requirements if requirement.source == "notice"]
    if not asked or not own or not title:
        return ()
    have = pairs(plan.text)
    common = sum(len(wanted & have) / max(1, len(wanted)) for wanted in asked) / len(asked)
    here, there = _campaign(own.text), _campaign(title)
    if _akin(here, there, common, embedder if embedder and is_precise(embedder) else None):
        return ()
    return (PlanFinding(code="wrong_notice", message=f"方案题为“{_short(own.text)}”，与通知要求不符，疑为另一项活动的方案", span=own.span),)


def _akin(here: str, there: str, common: float, embedder: Embedder | None) -> bool:
    """Whether two campaigns may be one; a title that names none leaves the words to decide."""
    alike = likeness(here, there)
    if embedder is None or len(here) < 2 or len(there) < 2:
        return likeness(_EVERYWHERE.sub("", here), _EVERYWHERE.sub("", there)) >= NAMESAKE or common + alike / 3 >= AKIN
    if common + alike / 3 >= AKIN_AT_MOST:
        return True
    first, second = embedder.embed([here, there])
    return float(first @ second) >= SAME_MATTER


def _campaign(title: str) -> str:
    """A title without issuer and kind of document: what it is about."""
    return _FORM.sub("", title.replace("\n", ""))


def wrong_year(plan: Plan, *, issued: date | None, given: str, sent: date | None = None) -> tuple[PlanFinding, ...]:
    """Days of a year that lies before the plan's own and is not spoken of as past. `given` is the text of notice and template, `sent` the
    day of the notice: a plan that is dated in an earlier year cannot answer it."""
    reference = _reference(plan, issued)
    if reference is None:
        return ()
    found = []
    signed = plan.layout.header.date
    if signed and sent and date.fromisoformat(signed.value).year < sent.year:
        found.append(_year_finding(signed.span, date.fromisoformat(signed.value).year, sent.year))
        reference = max(reference, sent)
    titled = plan.layout.header.title
    for match in YEAR.finditer(plan.text):
        year = int(match[1])
        if found and signed and signed.span[0] <= match.start() < signed.span[1]:
            continue
        if titled and titled.span[0] <= match.start() < titled.span[1]:
            old = year < reference.year - 1 or (year == reference.year - 1 and reference.month > 2)
            if (old or year > reference.year + 2) and match[1] not in given:
                found.append(_year_finding(match.span(), year, reference.year))
            continue
        dated = re.match(
            r"20[0-9]{2}(?:年 ?[0-9]{1,2} ?月|年[春秋]季?(?:学期)?[^，。]{0,4}(?:从|自|起|[0-9])|-[0-9]{2}|[./][0-9]{1,2}[./])",
            plan.text[match.start() : match.start() + 16],
        )
        if not dated or reference.year - 1 <= year - 1 or reference.year - year > 3:
            continue
        if _PAST_BEFORE.search(plan.text[max(0, match.start() - 8) : match.start()]) and not _forward(plan.text, match.start()):
            continue
        if _PAST_AFTER.match(plan.text[match.end() : match.end() + 24]) or f"{year}年" in given:
            continue
        found.append(_year_finding(_whole(plan, match.span()), year, reference.year))
    return tuple(found)


def _forward(text: str, at: int) -> bool:
    """自2023年4月10日起，至2023年6月9日止 is no history."""
    return re.match(r"[^。；\n]{4,12}起|[^。；\n]{4,12}(?:至|止|前|日?开始|完成)", text[at : at + 30]) is not None


def _whole(plan: Plan, span: Span) -> Span:
    return next((time.span for time in plan.times if time.span[0] <= span[0] < time.span[1]), span)


def _reference(plan: Plan, issued: date | None) -> date | None:
    written = plan.layout.header.date
    day = date.fromisoformat(written.value) if written else None
    if day and issued:
        return max(day, issued)
    return day or issued


def _year_finding(span: Span, year: int, expected: int) -> PlanFinding:
    return PlanFinding(code="wrong_year", message=f"写的是{year}年，应为{expected}年", span=span)


def _short(text: str) -> str:
    flat = text.replace("\n", " ")
    return flat if len(flat) <= 24 else flat[:23] + "…"
