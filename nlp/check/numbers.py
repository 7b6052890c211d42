"""Numbers of a requirement against those of the passages that answer it: 8% where 10% is asked, 90秒 where 1分钟 is the limit."""

import re
from collections.abc import Sequence
from dataclasses import replace

from nlp.check.plan import Plan
from nlp.check.repeats import times_over
from nlp.check.requirements import Requirement
from nlp.check.times import Scopes
from nlp.check.types import Finding
from nlp.check.words import grams
from nlp.types import Span, Target

AROUND = 14
"""Characters on each side that tell what a number counts."""
# Units of one kind with what one of them is worth.
_KINDS: tuple[dict[str, float], ...] = (
    {"%": 1, "％": 1, "ratio": 100, "成": 10, "‰": 0.1},
    {"次": 1, "场": 1, "期": 1, "回": 1, "轮": 1, "遍": 1, "堂": 1, "节": 1, "课时": 1, "学时": 1},
    {"名": 1, "人": 1, "位": 1, "个人": 1, "人次": 1},
    {"篇": 1, "份": 1, "件": 1, "幅": 1},
    {"个": 1, "项": 1, "处": 1, "所": 1},
    {"本": 1, "册": 1, "套": 1, "部": 1},
    {
        "秒": 1 / 60,
        "秒钟": 1 / 60,
        "分钟": 1,
        "分": 1,
        "小时": 60,
        "个小时": 60,
        "天": 1440,
        "日": 1440,
        "个工作日": 1440,
        "工作日": 1440,
        "周": 10080,
        "个月": 43200,
        "月": 43200,
        "年": 525600,
    },
    {"字": 1, "余字": 1},
    {"元": 1, "万元": 10000},
    {"米": 1, "公里": 1000},
)
_TENTHS = re.compile(r"(?P<n>[一二两三四五六七八九])成(?P<half>半)?(?!员|效|果|立|为|绩|长|功)")
_DIGITS = {"一": 10, "二": 20, "两": 20, "三": 30, "四": 40, "五": 50, "六": 60, "七": 70, "八": 80, "九": 90}
_EACH_ONE = re.compile(r"人手一[本册份]|每人一[本册份]|一人一[本册份]|人均一[本册份]|每人[^，。；]{0,4}[一1][本册份套]")
_SHARED = re.compile(
    r"(?:每个?(?:教研组|备课组|年级|班级?|科室|部门|办公室|党小组|组|室))[^，。；\n]{0,8}?(?:[一二两三四五六七八九十0-9]+)[本册套份]|[本册套]?[^，。；\n]{0,4}(?:组内|轮流|轮换)?传阅"
)
ALL = re.compile(r"全覆盖|全员|人人|每一|一户不漏|一个不[落漏]|全部|百分之百|100 ?[%％]")
_PART = re.compile(
    r"(?P<n>[0-9]{1,2}(?:\.[0-9]+)?) ?[%％]|(?P<t>[一二三四五六七八九])成|半数|一半|大部分|部分|重点(?:学生|对象)|抽取|三分之[一二]|代表"
)


def numbers(plan: Plan, requirement: Requirement, scopes: Scopes) -> list[Finding]:
    """The first number that is worse, or the first that is asked and nowhere given; `scopes` are looked through nearest first."""
    places, spoken = scopes[0], scopes[-1]
    missing: list[Finding] = []
    for target in requirement.targets:
        if target.value is None or target.unit is None or target.comparator == "top":
            continue
        if _EACH_ONE.search(target.text) or (target.per == "person" and target.unit in ("本", "册", "份")):
            low = _shared_out(plan, target, spoken)
            if low:
                return [low]
            continue
        if ALL.search(target.text):
            low = _part_only(plan, target, places)
            if low:
                return [low]
            continue
        paired = _in_order(plan, requirement, target, scopes)
        if paired is not None and enough(plan, target, paired):
            continue
        # A length of time is kept or broken in whichever unit: 180秒以内 answers 不超过3分钟 before the 30分钟 of something else.
        alike = () if target.comparator in ("<=", "<") and worth(target.unit, "分钟") else scopes
        rivals = next((there for scope in alike if (there := _alike(target, _rivals(plan, target, scope)))), [])
        rivals = rivals or next((there for scope in scopes if (there := _rivals(plan, target, scope))), [])
        if not rivals:
            if target.comparator != "=" and target.value > 1 and target.tier == "must" and target.role == "target":
                missing.append(Finding(code="target_missing", expected=target.text, message=f"通知要求“{target.text}”，计划没有写数量"))
            continue
        rival = max(rivals, key=lambda r: (_near(plan, requirement, target, r), enough(plan, target, r), -r.span[0]))
        if not enough(plan, target, rival):
            return [
                Finding(
                    code="target_low",
                    expected=target.text,
                    found=rival.text,
                    span=rival.span,
                    message=_worse(target, rival),
                )
            ]
    return missing[:1]


def _worse(target: Target, rival: Target) -> str:
    beyond = "超出" if target.comparator in ("<=", "<") else "不在" if target.comparator == "between" else "达不到"
    return f"计划写“{rival.text}”，{beyond}通知要求的“{target.text}”" + ("之内" if beyond == "不在" else "")


def enough(plan: Plan, target: Target, rival: Target) -> bool:
    """Whether a number of the plan keeps what is asked, 9月、11月各一次 counted as two times."""
    if target.comparator in (">=", ">", "=") and rival.value is not None:
        rival = replace(rival, value=rival.value * times_over(plan, target, rival))
    return fits(target, rival)


def _in_order(plan: Plan, requirement: Requirement, target: Target, scopes: Scopes) -> Target | None:
    """Where a duty sets several numbers of one unit and a sentence gives as many, they answer one another in their order."""
    alike = [other for other in requirement.targets if other.unit == target.unit and other.value is not None]
    if len(alike) < 2:
        return None
    for scope in scopes[1:]:
        there = sorted(
            {rival.span: rival for rival in _rivals(plan, target, scope) if rival.unit == target.unit}.values(), key=lambda r: r.span
        )
        if len(there) == len(alike):
            return there[alike.index(target)]
    return None


def _alike(target: Target, rivals: Sequence[Target]) -> list[Target]:
    return [rival for rival in rivals if rival.unit == target.unit]


def _near(plan: Plan, requirement: Requirement, target: Target, rival: Target) -> int:
    """How much of what stands around the two numbers agrees."""
    start, end = target.span[0] - requirement.span[0], target.span[1] - requirement.span[0]
    here = requirement.text[max(0, start - AROUND) : start] + requirement.text[end : end + AROUND] + target.text
    there = plan.text[max(0, rival.span[0] - AROUND) : rival.span[1] + AROUND].replace("\n", " ")
    return sum(len(gram) for gram in grams(here) & grams(there))


def _rivals(plan: Plan, target: Target, spans: Sequence[Span]) -> list[Target]:
    found = [
        _whole(plan, q) for q in plan.quantities_in(spans) if q.value is not None and q.unit and worth(target.unit, q.unit) is not None
    ]
    if target.unit in _KINDS[0]:
        for start, end in spans:
            for match in _TENTHS.finditer(plan.text, start, end):
                if not any(q.span[0] <= match.start() < q.span[1] for q in found):
                    value = _DIGITS[match["n"]] + (5 if match["half"] else 0)
                    found.append(Target(text=match.group(), span=match.span(), value=value, unit="%"))
    return found


def _whole(plan: Plan, quantity: Target) -> Target:
    """九成六 is 96 %, where the grammar of quantities reads 九成."""
    after = plan.text[quantity.span[1] : quantity.span[1] + 1]
    if not quantity.text.endswith("成") or after not in _DIGITS or quantity.value is None:
        return quantity
    tenth = _DIGITS[after] / 10 / (1 if quantity.unit in ("%", "％") else 10 if quantity.unit == "成" else 100)
    return replace(quantity, value=quantity.value + tenth)


def worth(asked: str | None, said: str) -> float | None:
    """How many of the unit asked one of the unit said is worth; None where they do not compare."""
    if asked is None:
        return None
    if asked == said:
        return 1.0
    kind = next((kind for kind in _KINDS if asked in kind and said in kind), None)
    return kind[said] / kind[asked] if kind else None


def fits(target: Target, rival: Target) -> bool:
    factor = worth(target.unit, rival.unit or "")
    if factor is None or rival.value is None or target.value is None:
        return True
    value, upper = rival.value * factor, (rival.upper or rival.value) * factor
    slack = 1e-6 * max(1.0, abs(target.value))
    if target.comparator in ("<=", "<"):
        return upper <= target.value + slack
    if target.comparator == "between":
        return target.value - slack <= value and upper <= (target.upper or value) + slack
    if target.comparator == "~":
        return 0.8 * target.value <= value <= 1.25 * target.value
    return value >= target.value - slack


def _shared_out(plan: Plan, target: Target, spoken: Sequence[Span]) -> Finding | None:
    for start, end in spoken:
        match = _SHARED.search(plan.text, start, end)
        if match and not _EACH_ONE.search(plan.text, start, end):
            return Finding(
                code="target_low",
                expected=target.text,
                found=match.group(),
                span=match.span(),
                message=f"计划写“{match.group()}”，达不到通知要求的“{target.text}”",
            )
    return None


def _part_only(plan: Plan, target: Target, spoken: Sequence[Span]) -> Finding | None:
    for start, end in spoken:
        if ALL.search(plan.text, start, end):
            return None
        match = _PART.search(plan.text, start, end)
        if match:
            return Finding(
                code="target_low",
                expected=target.text,
                found=match.group(),
                span=match.span(),
                message=f"计划写“{match.group()}”，通知要求“{target.text}”",
            )
    return None
