"""How many things a section of the plan writes down: items, goals in numbers, shortcomings."""

import re
from collections.abc import Sequence

from nlp.check.asks import Count
from nlp.check.plan import Plan
from nlp.types import Span

_DATA = re.compile(
    r"(?:达到|达|升到|升至|降到|降至|压到|压至|增至|提高到|提升到|控制在|不超过|不低于|不少于|至少|占到|为零|完成率|覆盖率|覆盖面|参与率|合格率|整改率|满意率|满意度|人均|生均|每人|率)[^，。；\n]{0,14}?[0-9一二两三四五六七八九十百半零]"
    r"|[0-9]+(?:\.[0-9]+)? ?[%％‰]|[一二三四五六七八九]成(?!效|果|立|员|为|绩|长|功)|[0-9一二三四五六七八九十]+[^，。；\n]{0,4}(?:以上|以内|以下)|零(?:事故|发生|伤亡|容忍)|减少[一]?半|翻一番|百分之"
)
_PAST = re.compile(r"^(?:去年|上年|上年度|上学年|上学期|目前|现有|[翻查回]看|近[一二三两]年|[^，。；]{0,6}问卷)")
_NEGATIVE = re.compile(r"不|没|少|缺|差|难|弱|低|薄|乱|滞后|流于|老化|拥堵|松|慢|短板|单一|浅|偏|挑|隐患|未|欠|无|漏|抢|磕|重|轻")
_PROBLEM = re.compile(r"问题|困难|不足|短板|薄弱|毛病|不容乐观|不太乐观|不够|现状|症结|欠缺|软肋|隐忧")
_STATED = re.compile(
    r"(?:问题|困难|不足|短板|毛病|薄弱环节|欠缺)[^，。；\n]{0,6}?(?:有|主要有|集中在)?([两二三四五六七])[个处点方条]|([两二三四五六七])[个处点条]?(?:方面的?|老|突出|明显)?(?:问题|困难|不足|短板|毛病|薄弱)"
    r"|([两二三四五六七])(?:[个处点条类件种]|方面)[^，。；\n：:]{0,5}[：:]"
)
_CHINESE = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7}


def counted(plan: Plan, count: Count, body: Span, items: Sequence[Span]) -> tuple[int, list[Span]]:
    """How many there are, and where they stand."""
    text = plan.words(body)
    if count.problems:
        return problems(text), []
    if count.data:
        goals = [span for span in clauses(plan, body) if is_datum(plan.words(span))]
        if len(goals) < count.least:
            goals = [span for span in clauses(plan, body) if span in goals or _figure(plan, span, past="数据" in count.noun)]
        return len(goals), goals
    return (len(items), list(items)) if items else (stated(plan, count, body), [])


def _figure(plan: Plan, span: Span, *, past: bool) -> bool:
    """A clause with a number of things in it; what was is a figure only where figures of the state of things are asked for."""
    words = plan.words(span)
    if not past and (_PAST.match(words) or re.match(r"[比较]", words)):
        return False
    told = "[0-9一二两三四五六七八九十]" if past else "[0-9十百]|以上|以内|不"
    return any(q.value is not None and q.unit and re.search(told, q.text) for q in plan.quantities_in((span,)))


def stated(plan: Plan, count: Count, body: Span) -> int:
    """全年演练五次, where the items are not listed; else the parts that do something."""
    units = {count.noun[:1], count.noun[:2]}
    said = [int(q.value) for q in plan.quantities_in((body,)) if q.value and q.unit in units and q.comparator in ("=", ">=")]
    parts = [part for part in re.split(r"[；。\n]", plan.words(body)) if len(part) > 5]
    listed = max((len(re.split("、", run)) for run in re.findall(r"[^，。；：\n]*、[^，。；：\n]*", plan.words(body))), default=0)
    return max([*said, listed, len(parts)], default=0)


def is_datum(clause: str) -> bool:
    """A goal in numbers: 整改率100%, 压到3分钟以内; what happened last year is none."""
    if re.match(r"[比较]", clause):
        return False
    if _PAST.match(clause) and not re.search(r"压到|降到|升到|提高到|增至|减到", clause):
        return False
    return _DATA.search(clause) is not None


def problems(text: str) -> int:
    """How many shortcomings a passage names: the number it states, the parts after the colon, or the sentences that complain."""
    stated = _STATED.search(text)
    if stated:
        return _CHINESE[stated[1] or stated[2] or stated[3]]
    run = len(re.findall(r"[一二三四五]是|其[一二三]|第[一二三四][，,]", text))
    if run >= 2:
        return run
    for sentence in re.split(r"[。\n]", text):
        cue = _PROBLEM.search(sentence)
        if cue and re.search("[：:]", sentence[cue.end() :]):
            listed = re.split(r"[：:]", sentence[cue.end() :], maxsplit=1)[1]
            parts = [part for part in re.split("；", listed) if len(part) > 3]
            if len(parts) == 1:
                parts = [part for part in re.split("，|、", listed) if _NEGATIVE.search(part)] or parts
            return len(parts)
    cued = [s for s in re.split(r"[。；\n]", text) if _PROBLEM.search(s)]
    if cued:
        return sum(max(1, len([part for part in re.split("[、，和]", s) if len(part) > 3 and _NEGATIVE.search(part)])) for s in cued)
    return len([s for s in re.split(r"[。；\n]", text) if _NEGATIVE.search(s) and len(s) > 5])


def clauses(plan: Plan, body: Span) -> list[Span]:
    text = plan.words(body)
    return [(body[0] + m.start(), body[0] + m.end()) for m in re.finditer(r"[^，。；：:\n]+", text) if len(m.group().strip()) >= 3]
