"""Subjects: who is told to act in a clause: 各校党组织 要…, 请 各地 于…, 事迹材料由 学校 组织…, 鼓励 在杭高校 开设…"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache

from nlp.lexicon import pattern, terms
from nlp.tasks.clauses import split_clauses
from nlp.types import Layout, Span

LONGEST = 120
"""No list of names is longer, in characters; it bounds every scan."""

# What may stand before the name: connectors, 请, a time of the year.
_LEAD = re.compile(
    r"(?:并|同时|另外|此外|其中|特别是|也|还|且|但|则|如|凡|因此|所以|，|、|[一二三四五]是|[一二三四五]要|[①-⑩]|再|再由|一般|原则上|现阶段|近期|目前|今后|今年|每年"
    r"|请|也请|敬请|希望?|望|要求|须由|应由|具体由|由|(?:寒假|暑假|暑期|假期|节日|活动|考试|测试|培训)?期间|[^，。；：\n]{0,10}?\d[日月]前(?=各))*"
)
_BY = re.compile(r"(?<![自理缘事案])由(?![于此来])")
# 有意向的老师, 承担任务的省（市）人民政府: a phrase that says which of them.
_WHICH = re.compile(
    r"(?:本校|我校|我市|各|同时)?(?:符合|具有|具备|有(?!关)|没有|[还尚]?未|参与|参加|承担|获得?|列入|报名参加|愿意|拟|被|晋升|欲|今年)[^，。；：\n的要应须将请]{0,20}的"
)
# Single characters that end a name unless their neighbours make another word of them: 对 but not 对口, 应 but not 应急.
_SINGLE = (
    r"(?<![所现存])在(?!校生|[绍杭甬苏京沪穗汉宁](?:高|院|企|重点|单位)|[职编岗籍])|到(?![岗任])|对(?![口外])|为(?!民)|自(?!治|学)|经(?![济开信贸营])|以(?![上下及])|应(?![急用])|要(?!素)|从(?!业|教)|被(?!推荐|考|评|援|督)"
    r"|报(?![名社考刊告])|派(?!出)|交(?![流通警易])|送(?!教)|受(?![援助理聘训])|使(?!用)|自(?!治|学)|组织(?=[一-鿿]{0,2}(?:教师|学生|专家|党员|干部|人员))"
    r"|[将把让向按由于均都也仍已未不每凡的须需可拟是则并且还填执返]|\d+(?=[年月日个%])|[，：。；！？,;:!?\n]"
)
# A verb that a role follows is a part of a name: 推荐单位, 评审专家, 参赛选手.
_ROLE = r"(?:单位|部门|机构|机关|人员|人(?![数选次才])|者|对象|小组|组(?![织建])|委员|办公室|党委|中心|[处科](?![理学])|部(?!署)|地(?![方区点])|区|园区)"
_PERSON = r"(?:参赛|参评|参训|参会|参加|获奖|支教|指导|值班|监考|带班|命题|评审|主持|帮扶|派出|申报|结对|联系)(?:教师|老师|专家|同学|选手|学校|干部|领导|个人|成员|代表|队)"
_BAD_HEAD = re.compile(r"(?:社|机|大|晚|班|年|例|家长|运动|报告|座谈|论坛|学术年)会$|(?:全|内|外|局|一)部$|(?:或|前|后|再)者$|(?:场|处|厕|住)所$|(?:他|育|别|每|用|做|树|为|的)人$|[用长好难到之何]处$|评委会会$")
_NO_NAME = re.compile(r"[\d０-９等与和及或同跟除多其该此这那上述以]|[一二三四五六七八九十两几][名个位所项]")
_GOES_ON = re.compile(r"[后并和对各本全其出该，、。]|$")
_CALLED = re.compile(r"[，,]?(?:请|须|应|要|可)|[：:](?!\d)")
_MADE_OF = re.compile(r"组成|构成|等.{0,6}组成|任|为")


@cache
def _stop() -> re.Pattern[str]:
    verbs = {*terms("directive_verbs"), *terms("ordering_verbs"), *terms("event_verbs"), *terms("handing_verbs")} - {*terms("nominal_verbs")}
    verbs -= {verb for verb in verbs if len(verb) == 1}
    adverbs = {*terms("adverbs"), *terms("modals")} - {"科学", "合理", "重点", "共同", "联合", "要", "应", "须", "需", "将", "拟", "可", "统一"}
    longest_first = sorted(verbs, key=lambda verb: (-len(verb), verb))
    verb = rf"(?!{_PERSON})(?<!党)(?<!工会)(?:{'|'.join(longest_first)})(?!{_ROLE})"
    other = "|".join(sorted({*adverbs, *terms("subject_stops")}, key=lambda word: (-len(word), word)))
    return re.compile(rf"{_SINGLE}|{verb}|{other}|共同(?!体)|联合(?![会体国工])|统一(?!战线)|重点(?![高中学项])")


@cache
def _head() -> re.Pattern[str]:
    return re.compile(rf"(?:{pattern('actor_heads')}|[省区县市州、]{{1,4}}(?=[（(])|{_ROLE}|{_PERSON})(?:[（(][^（）()\n]{{1,20}}[）)])?(?:等(?:有关|相关|各类|市场监管领域)*(?:部门|单位|机构))?$")




def find_subject(text: str, span: Span) -> Span | None:
    """The span of the one who acts in the clause at `span`; None where the clause names none."""
    for by in _BY.finditer(text, *span):
        found = _name(text, by.end(), span[1])
        if found and not _MADE_OF.match(text, found[1]):
            return found
    lead = _LEAD.match(text, *span)
    start = lead.end() if lead else span[0]
    return _name(text, start, span[1])


def _name(text: str, start: int, end: int) -> Span | None:
    """The name that begins at `start` and reaches to where a predicate begins."""
    which = _WHICH.match(text, start, end)
    body = which.end() if which else start
    stop = _reach(text, body, min(end, start + LONGEST))
    if stop is None or stop - start < 2 or (not which and _NO_NAME.match(text, start)):
        return None
    name_end = _trimmed(text, body, stop)
    return (start, name_end) if name_end else None


def _reach(text: str, start: int, end: int) -> int | None:
    """The offset of the first word outside brackets that no name holds; the end of a clause that calls somebody."""
    at = start
    depth = 0
    stop = _stop()
    while at < end:
        char = text[at]
        if char in "（(“《":
            depth += 1
        elif char in "）)”》":
            depth -= 1
        elif depth <= 0 and (at > start or char != "每") and stop.match(text, at, end):
            return at
        at += 1
    return end if _CALLED.match(text, end) else None


def _trimmed(text: str, start: int, stop: int) -> int | None:
    while stop > start and text[stop - 1] in " 、\xa0　":
        stop -= 1
    said = text[start:stop]
    head = _head().search(said, max(0, len(said) - 40))
    if head is None or _BAD_HEAD.search(said):
        return None
    return stop


_SETTING = re.compile(r"(?:为|在|根据|按照?|结合|通过|对|针对|经|凡|如|因|遇|自|从|以|除|依据|依托|围绕|随着|当|若|鉴于|每)|.{0,40}(?:前|后|时|的|中|内|间|上|下|起|日|月|年|底|末|次)$|.{0,12}$")


def actors_of(text: str, layout: Layout, rows: Sequence[Span]) -> list[Span | None]:
    """For each row, in the order of the text, the one who acts: named in it, else the one of the row before it in its paragraph."""
    found: list[Span | None] = []
    line, current = -1, None
    for span in rows:
        at = bisect_right(layout.lines, span[0], key=lambda item: item.span[0]) - 1
        if at != line:
            line, current = at, None
        current = _own(text, span) or current
        found.append(current)
    return found


def _own(text: str, span: Span) -> Span | None:
    for clause in split_clauses(text, span)[:4]:
        subject = find_subject(text, clause.span)
        if subject:
            return subject
        if not _SETTING.match(text, *clause.span):
            return None
    return None
