"""Actors: who is told to act in a clause: 各校党组织 要…, 请 各地 于…, 事迹材料由 学校 组织…, 鼓励 在杭高校 开设…"""

import re
from functools import cache

from nlp.lexicon import guarded, pattern, terms
from nlp.types import Span

LONGEST = 120
"""No list of names is longer, in characters; it bounds every scan."""
LONGEST_HEAD = 40

# What may stand before the name: connectors, 请, a time of the year.
_LEAD = re.compile(
    r"(?:每(?:学期|学年|年|月|周|季度)(?=[每各全])|并|同时|另外|此外|其中|特别是|也|还|且|但|则|如|凡|因此|所以|，|、|[一二三四五]是|[一二三四五]要|[①-⑩]|再|一般|原则上|现阶段|近期|目前|今后|今年|每年"
    r"|请|也请|敬请|希望?|望|要求|由|(?:寒假|暑假|暑期|假期|节日|活动|考试|测试|培训)?期间|[^，。；：\n]{0,10}?\d[日月]前(?=各))*"
)
# The characters stand before what they must not follow, so that a text is searched by characters.
_BY = re.compile(r"由(?<![自理缘事案]由)(?<!成立由|组建由|建立由|形成由)(?![于此来])|请(?<![申邀聘提]请)(?=[各市县区有])")
_BACKED = re.compile(r"(?:鼓励|支持)(?:和支持|和引导)?")
# Who is only helped by a policy is not the one who is told to act.
_HELPED = re.compile(r"(?:(?<!国有)企业|社区|创业者|学生|个人|平台|团队|公司|者|大学生|教师|人员|联盟|学会)$")
# 有意向的老师, 承担任务的省（市）人民政府: a phrase that says which of them.
_WHICH = re.compile(
    r"(?:本校|我校|我市|各|其他|同时)?(?:符合|具有|具备|有(?!关)|没有|[还尚]?未|参与|参加|承担|获得?|列入|使用|报名参加|愿意|拟|被|晋升|欲|今年)"
    r"(?:需要|[^，。；：\n的要应须将请]){0,20}的"
)
# Single characters that end a name unless their neighbours make another word of them: 对 but not 对口, 应 but not 应急.
_SINGLE = (
    r"(?<![所现存])在(?![校园]生|园|[京津沪渝冀豫辽黑湘皖鲁苏浙赣鄂桂甘晋蒙陕吉闽粤川琼绍杭甬温穗汉宁](?:高|院|企|重点|单位)|[职编岗籍])|到(?![岗任])|对(?![口外象方])|为(?!民)|自(?!治|学)|经(?![济开信贸营])"
    r"|以(?![上下及])|应(?![急用])|(?<![主重需必摘纪简])要(?!素)|从(?!业|教)|被(?!推荐|考|评|援|督)|报(?![名社考刊告])|派(?![出驻])|交(?![流通警易])|送(?!教)|受(?![援助理聘训])"
    r"|使(?!用)|(?<!模)拟|[请将把让向按由于均都也仍已未不每凡的须需可是则并且还填执返]|\d+(?=[年月日个%])|[，：。；！？,;:!?\n]"
    r"|各(?=报送|推荐|选派|上报|申报|限报|报)|[周月季](?=检查|督查|汇报|报告|通报|考核|调度|汇总)"
    r"|研究(?=确定|决定|同意|后|审定|批准)|共同(?!体)|联合(?![会国体工])|统一(?!战线)|重点(?![高中学项])"
)
_WORDS_ELSEWHERE = frozenset(["科学", "合理", "重点", "共同", "联合", "要", "应", "须", "需", "将", "拟", "可", "统一"])
# A verb that a role follows is a part of a name: 推荐单位, 评审专家, 参赛选手.
_ROLE = r"(?:单位|部门|机构|机关|人员|人(?![数选次才])|者|对象|小组|组(?![织建])|委员|办公室|党委|中心|[处科](?![理学])|部(?!署))"
_PERSON = (
    r"(?:参赛|参评|参训|参会|参加|获奖|牵头|受援|试点|接收|承办|成员|支教|值班|监考|带班|命题|评审|主持|派出|申报|报名)"
    r"(?:教师|老师|专家|同学|选手|学校|干部|领导|个人|成员|代表|队|教职工|教工|师生|学员)|(?:指导|结对|帮扶|联系)(?:教师|老师|领导|干部)"
)
_GROUP = r"（[^（）\n]{1,30}）|\([^()\n]{1,30}\)|“[^“”\n]{1,30}”|《[^《》\n]{1,60}》"
_NO_HEAD = re.compile(
    r"(?:社|机|大|晚|班|年|例|家长|运动|报告|座谈)会$|(?:全|内|外|局|一)部$|(?:或|前|后|再)者$|(?:场|处|厕|住)所$|(?:他|育|别|每|用|做|树|为|的)人$|[用长好难到之何]处$|(?:学|本|专|全)科$|学生学会$"
)
_NO_NAME = re.compile(
    r"[有是]否|有无|同(?![级学一])|系统|[\d０-９等与和及或跟除多其该此这那上述以]|[一二三四五六七八九十两几][名个位所项批些家支]"
)
_CALLED = re.compile(r"[，,](?:请|须|应|要|可|于|每(?:学期|学年|年|月|周|季度))|[：:](?!\d)")
_LABEL = re.compile(r"(?!各).*(?:单位|部门|科室|处室|人|对象|机构|成员)$")
_THROUGH = re.compile(r"经过?(?![济费验常])")
_RESOLVES = re.compile(r"(?:集体)?研究")
# 指导教师最多2名: a quota, nobody is told to act.
_QUOTA = re.compile(r"(?:至少|至多|最多|最少|不得?超过|不[少多低高]于|限)\s*(?:\d|[一二两三四五六七八九十])")
_MANY = re.compile(r"(?:教师|老师|学生|作者|成员|选手|人|人员|者)$")
_MADE_OF = re.compile(r"组成|构成|等.{0,6}组成|任|为")


@cache
def _scan() -> re.Pattern[str]:
    """Brackets and compounds, which are passed over, and what ends a name."""
    nominal = guarded(verb for verb in terms("nominal_verbs") if len(verb) > 1)
    verbs = {
        verb for name in ("directive_verbs", "ordering_verbs", "event_verbs", "handing_verbs") for verb in terms(name) if len(verb) > 1
    }
    ends = (verbs - {*terms("nominal_verbs")}) | ({*terms("adverbs"), *terms("modals")} - _WORDS_ELSEWHERE) | {*terms("subject_stops")}
    words = guarded(sorted(ends, key=lambda word: (-len(word), word)))
    passed = rf"{_GROUP}|{_PERSON}|{pattern('role_verbs')}{_ROLE}|等有条件的|党组织|负责人|负责同志|派出(?:地区|地)|派驻(?=[一-鿿]{{0,6}}组)|工会组织|群团组织|社会组织|开发区|开发园区"
    acts = rf"(?:{nominal})(?=[各本全其该好后并对，“《\d一两三]|$)"
    return re.compile(rf"(?:{passed})|(?P<stop>(?:{words})(?!率|比例)|{acts}|{_SINGLE})")


@cache
def _head() -> re.Pattern[str]:
    names = rf"(?:{guarded(terms('actor_heads'))}|[省区县市州村镇乡、]{{1,4}}(?=[（(])|{_ROLE}|{_PERSON})"
    bracket = r"(?:[（(](?![^（）()\n]*(?:[各不见\d]|一名))[^（）()\n]{1,20}[）)])?"
    members = r"(?:等(?:有关|相关|各类|有条件的)*(?:部门|单位|机构|城市|地区))?"
    return re.compile(rf"({names}{bracket}{members}”?)(?:[（(][^（）()\n]{{1,20}}[）)])?$")


@cache
def _last_signs() -> frozenset[str]:
    """The characters that a head may end with, among others."""
    return frozenset({term[-1] for term in terms("actor_heads")}.union(_ROLE, _PERSON, "）)”部门单位机构城市地区"))


def _head_before(said: str, last: int) -> re.Match[str] | None:
    if last < 1 or said[last - 1] not in _last_signs():
        return None
    return _head().search(said, max(0, last - LONGEST_HEAD), last)


def find_actor(text: str, span: Span) -> Span | None:
    """The span of the one who acts in the clause at `span`; None where the clause names none."""
    for by in _BY.finditer(text, *span):
        found = _name(text, by.end(), span[1], handed=True)
        if found and not _MADE_OF.match(text, found[1]):
            return found
    if through := _THROUGH.match(text, *span):
        found = _name(text, through.end(), span[1])
        return found if found and _RESOLVES.match(text, found[1]) else None
    lead = _LEAD.match(text, *span)
    return _name(text, lead.end() if lead else span[0], span[1])


def find_backed(text: str, span: Span) -> Span | None:
    """鼓励 在杭高校 开设…: the body that is encouraged to act at the head of the clause at `span`."""
    backed = _BACKED.match(text, *span)
    found = _name(text, backed.end(), span[1]) if backed else None
    name = text[slice(*found)] if found else ""
    return None if "、" not in name and _HELPED.search(name) else found


def _name(text: str, start: int, end: int, *, handed: bool = False) -> Span | None:
    """The name that begins at `start` and reaches to where a predicate begins; behind 由 any two to four characters are one."""
    which = _WHICH.match(text, start, end)
    body = which.end() if which else start
    stop = _reach(text, body, min(end, start + LONGEST)) or (end if handed and end - start < LONGEST_HEAD else None)
    if stop is None or stop - start < 2 or (not which and _NO_NAME.match(text, start)):
        return None
    said = text[body:stop].rstrip(" 、\xa0　")
    ends = (len(said), *range(len(said) - 2, len(said) - 5, -1)) if handed else (len(said),)
    head = next((head for last in ends if (head := _head_before(said, last))), None)
    if head is None or _NO_HEAD.search(said, 0, head.end(1)):
        return None
    name_end = body + head.end(1)
    if _MANY.search(text, start, name_end) and _QUOTA.match(text, name_end):
        return None
    if text.startswith(("：", ":"), name_end) and _LABEL.match(text, start, name_end):
        return None
    return start, name_end


def _reach(text: str, start: int, end: int) -> int | None:
    """The offset of the first word outside brackets that no name holds; the end of a clause that calls somebody."""
    first = start + text.startswith("每", start)
    stop = next((match.start() for match in _scan().finditer(text, first, end) if match["stop"]), None)
    if stop is not None:
        return stop
    return end if _CALLED.match(text, end) else None
