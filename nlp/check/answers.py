"""How a section of the plan answers what an instruction of the template asks for."""

import re
from dataclasses import dataclass, field

from nlp.check.asks import Asks, Rate
from nlp.check.blanks import PLACEHOLDER
from nlp.check.items import items_of
from nlp.check.people import duties_named, names_person, names_unit, role_filled
from nlp.check.plan import Plan
from nlp.check.types import Code, Finding
from nlp.check.words import grams
from nlp.types import Deadline, Per, Span

_PER_YEAR: dict[Per, float] = {
    "day": 200,
    "week": 40,
    "month": 10,
    "quarter": 4,
    "semester": 2,
    "half_year": 2,
    "year": 1,
    "school_year": 1,
}
"""How often a rhythm comes round in a school year: 40 weeks, 10 months of teaching."""
_DATA = re.compile(
    r"(?:达到|达|升到|升至|降到|降至|压到|压至|增至|提高到|提升到|控制在|不超过|不低于|不少于|至少|占到|为零|完成率|覆盖率|覆盖面|参与率|合格率|整改率|满意率|满意度|人均|生均|每人|率)[^，。；\n]{0,14}?[0-9一二两三四五六七八九十百半零]"
    r"|[0-9]+(?:\.[0-9]+)? ?[%％‰]|[一二三四五六七八九]成(?!效|果|立|员|为|绩|长|功)|[0-9一二三四五六七八九十]+[^，。；\n]{0,4}(?:以上|以内|以下)|零(?:事故|发生|伤亡|容忍)|减少[一]?半|翻一番|百分之"
)
_PAST = re.compile(r"^(?:去年|上年|上年度|上学年|上学期|目前|现有|翻看|近[一二三两]年|[^，。；]{0,6}问卷)")
_NEGATIVE = re.compile(r"不|没|少|缺|差|难|弱|低|薄|乱|滞后|流于|老化|拥堵|松|慢|短板|单一|浅|偏|挑|隐患|未|欠|无|漏|抢|磕|重|轻")
_PROBLEM = re.compile(r"问题|困难|不足|短板|薄弱|毛病|不容乐观|不太乐观|不够|现状|症结|欠缺|软肋|隐忧")
_STATED = re.compile(
    r"(?:问题|困难|不足|短板|毛病|薄弱环节|欠缺)[^，。；\n]{0,6}?(?:有|主要有|集中在)?([两二三四五六七])[个处点方条]|([两二三四五六七])[个处点条]?(?:方面的?|老|突出|明显)?(?:问题|困难|不足|短板|毛病|薄弱)"
)
_CHINESE = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7}
# Matters that a template names by their titles and a plan by what is done.
_TOPICS: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = tuple(
    (re.compile(topic), re.compile(said))
    for topic, said in (
        (r"频次|次数|多久", r"每[天日周月学季年半]|[一二两三四五六七八九十0-9]+次|定期|随时|期[中末]"),
        (r"结果运用|结果使用|奖惩|奖励", r"结果|公布|计入|评优|评先|挂钩|绩效|晋级|奖|权重|通报"),
        (r"追究|问责|责任追究|处罚", r"追究|追责|问责|追到|处理|处分|移送|取消|约谈|一票否决"),
        (r"范围|对象|部位", r"、[^。；\n]{1,30}、|全[校体园]|各班|年级|周边|一处不落|每[个间处]"),
        (r"销号|整改|闭环", r"销号|消号|整改|改好|改完|复查|验收|划去|闭环"),
        (r"经费|资金|预算", r"经费|资金|[0-9]+ ?(?:万)?元|预算|公用经费|支出"),
        (r"场地|场所|阵地", r"场地|场所|教室|操场|体育馆|报告厅|礼堂|图书[馆室]|阅览室|连廊|功能室|活动室|多功能厅|会议室|阵地"),
        (r"安全", r"安全|预案|疏散|值守|保安|护导|急救|应急|登记"),
        (r"来源", r"列支|公用经费|拨付|赞助|资助|支持资金|专项资金|自筹|支出|出资|家委会|社区"),
        (r"人员|队伍|师资", r"人员|教师|队伍|班主任|专人|辅导员|志愿者|外聘"),
        (r"时间|日期|时限", r"[0-9]{1,2}月|每[天周月]|学期|寒假|暑假|[0-9]{1,2}[:：][0-9]{2}"),
        (r"宣传", r"宣传|公众号|广播|橱窗|电子屏|海报|媒体|倡议|告家长"),
        (r"内容|项目|形式|方式", r"[^。；\n]{6,}"),
        (r"评价|考核|评比", r"评价|考核|评比|评选|评优|打分|量化|表彰|奖"),
        (r"家长|家校", r"家长|爸|妈|父母|亲子|家庭|家校|家委会"),
        (r"学生", r"学生|孩子|同学|少先队员|班"),
        (r"物资|器材|设备", r"物资|器材|设备|装备|工具|购置|采购|配备"),
        (r"报送|上报|材料", r"报送|上报|报[区县市]|提交|汇总"),
        (r"档案|资料|台账", r"档案|资料|台账|存档|归档|留存"),
        (r"培训", r"培训|学习|讲座|研修|教研"),
        (r"职责|分工", r"负责|职责|分工|管|抓"),
    )
)
_SOURCE = re.compile("来源")
_MONEY = re.compile(r"[0-9一二三四五六七八九十百千万.]+ ?(?:万|千|百)?元")


@dataclass(slots=True)
class Answer:
    """What was found while asking; `lacks` are contents that are not there and have no code of their own."""

    findings: list[Finding] = field(default_factory=list)
    evidence: list[Span] = field(default_factory=list)
    lacks: int = 0

    def fault(self, code: Code, message: str, *, expected: str | None = None, found: str | None = None, span: Span | None = None) -> None:
        if all(finding.code != code for finding in self.findings):
            self.findings.append(Finding(code=code, expected=expected, found=found, span=span, message=message))

    def lack(self, message: str) -> None:
        self.lacks += 1
        self.findings.append(Finding(code="content_missing", message=message))


def answer(plan: Plan, asks: Asks, body: Span, noun: str) -> Answer:
    """`body` is the passage that answers, without template text; `noun` the heading it stands under."""
    result = Answer()
    items = items_of(plan, body)
    _count(plan, asks, body, items, noun, result)
    _each(plan, asks, items, result)
    _stages(plan, asks, body, result)
    _among(plan, asks, items, body, result)
    if asks.rate:
        _rate(plan, asks.rate, body, result)
    _topics(plan, asks, body, result)
    _group(plan, asks, body, result)
    if asks.dates:
        _range(plan, asks, body, result)
    _length(plan, asks, body, result)
    if not result.evidence:
        result.evidence = list(items) or sentences(plan, body)
    return result


def sentences(plan: Plan, body: Span) -> list[Span]:
    return [passage for passage in plan.passages if body[0] <= passage[0] and passage[1] <= body[1]]


def _count(plan: Plan, asks: Asks, body: Span, items: tuple[Span, ...], noun: str, result: Answer) -> None:
    if asks.data:
        clauses = [span for span in _clauses(plan, body) if is_datum(plan.words(span))]
        result.evidence += clauses
        have = len(clauses)
    elif asks.problems:
        have = problems(plan.words(body))
    elif asks.count:
        have = len(items) or _stated(plan, asks, body)
        result.evidence += items
    else:
        return
    least = asks.count or 1
    if have < least:
        code: Code = "target_missing" if have == 0 and asks.data else "target_low"
        what = "可量化的数据" if asks.data else "问题" if asks.problems else asks.noun or noun
        message = f"要求不少于{least}项，方案没有写出{what}" if have == 0 else f"要求不少于{least}项，方案只有{have}项"
        result.fault(code, message, expected=str(least), found=str(have))


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
        return _CHINESE[stated[1] or stated[2]]
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


def _stated(plan: Plan, asks: Asks, body: Span) -> int:
    """全年演练五次, where the items are not listed; else the parts that have a date."""
    unit = asks.noun[:1]
    stated = [int(q.value) for q in plan.quantities_in((body,)) if q.value and q.unit in (unit, asks.noun[:2])]
    parts = [part for part in re.split(r"[；。\n]", plan.words(body)) if len(part) > 5]
    return max([*stated, sum(bool(re.search(r"[0-9]月|负责|举办|开展|组织", part)) for part in parts)], default=0)


def _clauses(plan: Plan, body: Span) -> list[Span]:
    text = plan.words(body)
    return [(body[0] + m.start(), body[0] + m.end()) for m in re.finditer(r"[^，。；：:\n]+", text) if len(m.group().strip()) >= 3]


def _each(plan: Plan, asks: Asks, items: tuple[Span, ...], result: Answer) -> None:
    if not items:
        return
    for wanted, has, code, what in (
        (asks.each_date, _dated, "deadline_missing", "时间"),
        (asks.each_owner, _owned, "owner_missing", "责任人"),
        (asks.each_unit, _united, "owner_missing", "组织部门"),
    ):
        without = [span for span in items if wanted and not has(plan, span)]
        if without:
            words = plan.words(without[0])
            name = words if len(words) <= 16 else words[:15] + "…"
            result.fault(code, f"“{name}”等{len(without)}项没有注明{what}", expected=what, span=without[0])  # type: ignore[arg-type]


def _dated(plan: Plan, span: Span) -> bool:
    return any(time.kind in ("due", "period", "start") or _weekly(time) for time in plan.times_in((span,)))


def _weekly(time: Deadline) -> bool:
    """每周三, 每月第一周, 每天7:50 name a time; 每学期 does not."""
    return time.kind == "recurring" and time.frequency is not None and time.frequency.per in ("day", "week", "month")


def _owned(plan: Plan, span: Span) -> bool:
    return names_person(plan.words(span))


def _united(plan: Plan, span: Span) -> bool:
    return names_unit(plan.words(span))


def _stages(plan: Plan, asks: Asks, body: Span, result: Answer) -> None:
    if not asks.stages:
        return
    found = []
    for stage in asks.stages:
        at = next((s for s in sentences(plan, body) if stage[:2] in plan.words(s) or stage[-2:] in plan.words(s)), None)
        if at is None:
            result.lack(f"缺少“{stage}”阶段")
            continue
        line_end = plan.text.find("\n", at[1])
        found.append((at[0], min(body[1], line_end if line_end >= 0 else body[1])))
    undated = [span for span in found if not _dated(plan, span)]
    if asks.each_date and undated:
        result.fault("deadline_missing", f"“{plan.words(undated[0])[:12]}”没有注明起止时间", expected="起止时间", span=undated[0])
    result.evidence += found


def _among(plan: Plan, asks: Asks, items: tuple[Span, ...], body: Span, result: Answer) -> None:
    if asks.among is None:
        return
    for topic, said in _TOPICS:
        if topic.search(asks.among) and topic.pattern != "时间|日期|时限":
            if not any(said.search(plan.words(span)) for span in items or (body,)):
                result.lack(f"缺少“{asks.among}”的内容")
            return
    core = re.sub(r"^(?:请|有|由|为|邀请|组织|面向|要)|(?:参与|参加|进行|活动|的)", "", asks.among)
    if core and not any(gram in plan.words(body) for gram in grams(core) if len(gram) == 2):
        result.lack(f"缺少“{asks.among}”的内容")


def rate_of(time: Deadline, times: float = 1.0) -> float:
    """Times in a school year."""
    if time.frequency is None:
        return 0.0
    return _PER_YEAR.get(time.frequency.per, 0.0) / max(1, time.frequency.interval) * max(time.frequency.times, times)


def _rate(plan: Plan, rate: Rate, body: Span, result: Answer) -> None:
    core = re.sub(r"全面|每|开展|组织|进行", "", rate.what)
    spoken = sentences(plan, body)
    close = [s for s in spoken if rate.what and rate.what in plan.words(s)]
    close = close or [s for s in spoken if core and any(sign in plan.words(s) for sign in core[-1:])] or spoken
    rhythms = [time for time in plan.times_in(close) if time.frequency]
    need = _PER_YEAR.get(rate.per, 0.0) * rate.times
    if not rhythms:
        result.fault("target_missing", f"没有写明{rate.what}多久一次", expected=f"{rate.times:g}/{rate.per}")
        return
    best = max(rhythms, key=lambda time: rate_of(time, _times_said(plan, time, close)))
    if rate_of(best, _times_said(plan, best, close)) < need - 1e-9:
        result.fault(
            "target_low",
            f"{rate.what}写的是“{best.text}”，达不到要求的次数",
            expected=f"{rate.times:g}/{rate.per}",
            found=best.text,
            span=best.span,
        )
    result.evidence += [s for s in close if s[0] <= best.span[0] < s[1]]


def _times_said(plan: Plan, time: Deadline, spans: list[Span]) -> float:
    """每月两次 is two; 开学第一周和期中考试后各一次 is two as well."""
    place = next(s for s in spans if s[0] <= time.span[0] < s[1])
    said = [q.value for q in plan.quantities_in((place,)) if q.unit in ("次", "遍", "回", "轮") and q.value]
    count = max(said, default=1.0)
    return count * (2 if re.search(r"和[^，。；]{1,12}各", plan.words(place)) else 1)


def said_of(topic: str, text: str) -> bool:
    """Whether a text deals with a matter that a template names."""
    for name, said in _TOPICS:
        if name.search(topic):
            return said.search(text) is not None
    return any(gram in text for gram in grams(topic) if len(gram) == 2)


def _topics(plan: Plan, asks: Asks, body: Span, result: Answer) -> None:
    text = plan.words(body)
    for topic in asks.topics:
        if said_of(topic, text):
            result.evidence += [s for s in sentences(plan, body) if said_of(topic, plan.words(s))][:3]
        else:
            result.lack(f"没有写到“{topic}”")
    if not asks.money:
        return
    lines = [s for s in sentences(plan, body) if re.search("经费|资金|元", plan.words(s))]
    blank = next((s for s in lines if PLACEHOLDER.search(plan.words(s))), None)
    if blank:
        result.fault("placeholder", "经费金额空着没有填写", expected="金额", span=blank)
    elif not _MONEY.search(text):
        result.fault("target_missing", "经费没有写明金额", expected="金额", span=lines[0] if lines else None)
    if _SOURCE.search(asks.text) and not said_of("来源", text):
        result.lack("经费没有写明来源")


def _group(plan: Plan, asks: Asks, body: Span, result: Answer) -> None:
    text = plan.words(body)
    for role in asks.roles:
        filled = role_filled(text, role)
        if not filled:
            result.fault("owner_missing", f"没有写明{role}" if filled is None else f"{role}没有填写姓名", expected=role)
    if asks.duties and not duties_named(text):
        result.lack("有名单，没有写明分工或职责")


def _range(plan: Plan, asks: Asks, body: Span, result: Answer) -> None:
    days = [time for time in plan.times_in((body,)) if time.kind in ("due", "period", "start") and (time.start or time.end)]
    exact = [time for time in days if re.search("[日号]|[0-9][-./][0-9]", time.text)]
    ends = {day for time in exact for day in (time.start, time.end) if day}
    if len(ends) < 2:
        result.fault("deadline_missing", "没有写明起止日期", expected="起止日期", found=days[0].text if days else None)
        return
    result.evidence += [time.span for time in exact]
    if plan.issued and any(day.year < plan.issued.year for day in ends):
        result.lack(f"起止日期的年份与方案日期（{plan.issued.year}年）不符")


def _length(plan: Plan, asks: Asks, body: Span, result: Answer) -> None:
    size = sum(not sign.isspace() for sign in plan.words(body))
    if asks.most_characters and size > asks.most_characters:
        result.fault(
            "target_low",
            f"要求{asks.most_characters}字以内，方案写了{size}字",
            expected=str(asks.most_characters),
            found=str(size),
            span=body,
        )
    if asks.least_characters and size < asks.least_characters:
        result.fault(
            "target_low",
            f"要求不少于{asks.least_characters}字，方案写了{size}字",
            expected=str(asks.least_characters),
            found=str(size),
            span=body,
        )
