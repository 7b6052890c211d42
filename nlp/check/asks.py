"""What an instruction asks for, taken apart: counts, data, dates, persons, topics, values, limits.

至少办3场比赛，每场写清日期、主持人；其中1场以上面向社区 asks for three items, for a date and a person in each, and for the neighbourhood.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from nlp.quantity import find_quantities
from nlp.types import Target

_LIMIT = re.compile(r"(?P<n>[0-9]{1,5}) ?(?:个)?字(?:以内|之内|内|以下)|(?:不超过|不多于|控制在|限) ?(?P<m>[0-9]{1,5}) ?(?:个)?字")
_LEAST = re.compile(r"(?:不少于|不低于|至少) ?(?P<n>[0-9]{1,5}) ?(?:个)?字|(?P<m>[0-9]{1,5}) ?字以上")
# A length that is one of what is to be handed in (报送总结，不少于900字), not of the section that promises it.
_PRODUCT = re.compile(
    r"(?:报送|上报|提交|上交|撰写|交|报)[^，。；]{0,8}(?:总结|报告|论文|案例|心得|文章|征文|作品|稿件|稿|体会)[^。；]{0,12}?(?=(?:不少于|不低于|至少|不超过)? ?[0-9]{2,5} ?字)"
)
_AMONG = re.compile(
    r"(?:其中|且|并).{0,3}?(?:至少|不少于|有|须有|要有)?[0-9一二两三四五六七八九十]{1,3}(?:项|个|次|场|条|类|名)(?:[为是]|属于)?(?P<what>[^，。；）】]{2,16})"
)
# 分A、B、C三个阶段; 按A、B、C五个环节; A、B、C三个层面都须写; 分A和B两类: all of them must be dealt with.
_SORTS = r"(?:阶段|步骤|环节|小组|组|方面|类|部分|层面|层次|板块|维度|步)"
_LISTED = re.compile(
    rf"(?:(?<=^)|(?<=[，。；：]))(?:请|须|应)?(?:分设?成?为?|按照?|从|含|包括|包含|设立?|就|围绕|写明|说明|成立|明确)?(?P<names>[^，。；：（）【】]{{3,60}}?)"
    rf"(?:等?[一二两三四五六七八九0-9]{{1,2}}个?{_SORTS}|等?{_SORTS}(?=都|均|分别|缺一)|(?:都要|均要|均须|都须|都应|缺一不可))"
)
_QUARTERS = re.compile(r"按(?P<by>季度|学期|月|周)(?:分别|逐[月周])?(?:列出|安排|写|填)")
_EACH_MATTER = r"每(?:个?[项次人条场类名组月周门节处步个]|(?:个)?(?:阶段|季度|学期|班|年级|小组|活动|课程|部门|环节))|各(?:阶段|项|类|条|组|小组|环节)?|逐(?:项|人|条|次|组|月)"
_EACH = re.compile(
    rf"(?:{_EACH_MATTER})[^，。；、0-9]{{0,6}}?(?:写明|注明|列明|说明|明确|标明|写清|落实|有|由|填写|写出)(?P<what>[^；。）】]{{1,50}})"
)
_TELL = re.compile(r"(?:写明|注明|列明|说明|写清|明确|交代|写出|列出|填写|含|包括|标明)(?P<what>[^。；）】]{2,60})")
DATE = re.compile(r"时间|日期|时限|期限|起止|何时|完成时间|进度|几月")
OWNER = re.compile(
    r"责任人|负责人|牵头人|责任领导|主持人|承办人|执行人|专人|由谁|包保人|指导教师|指导老师|主讲|到人|任课|负责教师|值班教师|带队|执教|谁负责|带班领导|组长(?!、)"
)
UNIT = re.compile(r"组织部门|责任部门|负责部门|牵头部门|责任科室|承办部门|部门|处室|科室")
_DATA = re.compile(r"可(?:以)?(?:量化|检测|测量|检查|考核|衡量|评价|检验)|量化|用数据|数据|具体数[字据]|数字|指标值")
_MONEY = re.compile(r"金额|经费数|预算额|多少元")
_ROLES = re.compile(r"副组长|组长|成员|联络员|联系人")
_DUTY = re.compile(r"分工|职责|各自任务")
_RANGE = re.compile(r"起止(?:日期|时间)|起讫|开始和结束")
_CLOCK = re.compile(r"每[天日][^，。；]{0,4}(?:起止)?时间|作息")
_PROBLEMS = re.compile(r"问题|不足|薄弱|短板|困难")
# Units of things that are written down one by one; what else is counted (沙袋, 学时, 课程) is a value of the plan.
_WRITTEN = re.compile(r"^[项条点类例句步]$|方面|环节|阶段")
_WRITE = re.compile(
    r"(?:列出|写出|指出|提出|选取|写|安排|举出|列|概括|归纳|分析|梳理)[^，。；0-9一二三四五六七八九十]{0,12}(?:至少|不少于|不低于|出)?$"
)
_DAY = re.compile(
    r"(?:每学?年)?(?P<day>(?:20[0-9]{2}年)?[0-9]{1,2}月(?:[0-9]{1,2}[日号]|底|末|初|[上中下]旬)?(?:之前|以前|前))"
    r"|(?:不晚于|不迟于|截至|截止到?|最迟)[：:]?(?P<late>(?:20[0-9]{2}年)?[0-9]{1,2}月(?:[0-9]{1,2}[日号]|底|末|[上中下]旬)?)"
)
_HINT = re.compile(r"(?:[，（(]|^)?(?:如|例如|比如|参考|示例)[：:]?[^；。）】]*")


_NO_TOPIC = re.compile(
    rf"{_EACH_MATTER}|不少于|至少|从.*选|不得|字以内|以上|(?<!副)组长|不超过|不低于|不晚于|不迟于|控制在|如何|怎样|为什么|什么|多长|精确|本校主题|一句话"
)
_LEAD = re.compile("^(?:对照|联系|结合|围绕|根据|分|按|用|一级)")
_COUNTED_WITH = re.compile(r"[0-9一二三四五六]{1,2} ?[处个项条]以上[^，。；、]{2,8}[及和](?P<what>责任人|负责人|时限|措施)")
_DIGIT = "[0-9一二两三四五六七八九十百千]"
KNOWN = re.compile(rf"{DATE.pattern}|{OWNER.pattern}|{UNIT.pattern}|金额|数量|比例|人数|天数|次数|标准|学时|电话|号码|地点|方式|办法")


@dataclass(frozen=True, slots=True)
class Count:
    """At least `least` things to be written: items, numbers (`data`) or shortcomings (`problems`)."""

    least: int
    noun: str
    data: bool = False
    problems: bool = False


@dataclass(frozen=True, slots=True)
class Asks:
    """`each_…` hold for every item; `listed` and `topics` must all be dealt with; `values` are numbers to be reached or kept, `days` dates
    as written that must not be passed."""

    text: str
    counts: tuple[Count, ...] = ()
    each_date: bool = False
    each_owner: bool = False
    each_unit: bool = False
    among: str | None = None
    listed: tuple[str, ...] = ()
    by: str | None = None
    topics: tuple[str, ...] = ()
    values: tuple[Target, ...] = ()
    days: tuple[str, ...] = ()
    money: bool = False
    roles: tuple[str, ...] = ()
    duties: bool = False
    dates: bool = False
    most_characters: int | None = None
    least_characters: int | None = None

    @property
    def items(self) -> bool:
        """Whether what answers is a list."""
        return bool(self.counts) or self.each_date or self.each_owner or self.each_unit


def read_asks(text: str) -> Asks:
    inner = re.sub(r"填写[：:]?|^[（【(\[]|[）】)\]]$", "", text)
    filling = re.match(r"^[（【(\[]?填写", text) is not None
    among = _AMONG.search(inner)
    rest = inner if among is None else inner[: among.start()] + "　" * (among.end() - among.start()) + inner[among.end() :]
    each = "；".join(match["what"] for match in _EACH.finditer(inner))
    listed = _LISTED.search(rest)
    product = _PRODUCT.search(inner)
    limit, least = (None, None) if product else (_LIMIT.search(inner), _LEAST.search(inner))
    promised = [q for q in find_quantities(inner) if q.unit == "字"] if product else []
    counts, values = _numbers(rest, listed.span() if listed and _names(listed["names"]) else (0, 0))
    if among and _DATA.search(among["what"]):
        counts = (*counts, Count(int(next((q.value for q in find_quantities(among.group()) if q.value), 1) or 1), "指标", data=True))
    if re.search("用数据|用数字|可量化|数据说明", inner):
        counts = tuple(replace(count, data=True) for count in counts if not count.problems) or (Count(1, "数据", data=True),)
    by = _QUARTERS.search(inner)
    return Asks(
        text=inner,
        counts=counts,
        each_date=bool(DATE.search(each)) or bool(by and DATE.search(rest)),
        each_owner=bool(OWNER.search(each)),
        each_unit=bool(UNIT.search(each)) and not OWNER.search(each),
        among=among["what"] if among and not _DATA.search(among["what"]) else None,
        listed=tuple(_names(listed["names"])) if listed else (),
        by=by["by"] if by else None,
        topics=tuple(dict.fromkeys(_topics(rest, filling=filling))),
        values=(*values, *promised),
        days=tuple(match["day"] or match["late"] for match in _DAY.finditer(inner)),
        money=bool(_MONEY.search(inner)),
        roles=tuple(dict.fromkeys(_ROLES.findall(rest))) if not each else (),
        duties=bool(_DUTY.search(inner)),
        dates=bool(_RANGE.search(inner)) and not each and not by and not _CLOCK.search(inner),
        most_characters=int(limit["n"] or limit["m"]) if limit else None,
        least_characters=int(least["n"] or least["m"]) if least else None,
    )


def _numbers(text: str, barred: tuple[int, int]) -> tuple[tuple[Count, ...], tuple[Target, ...]]:
    """Numbers of things to be written and numbers to be reached; those of a list of names (三个阶段) and of characters are neither."""
    counts, values = list[Count](), list[Target]()
    plain = _HINT.sub(lambda match: "　" * len(match.group()), text)
    for quantity in find_quantities(plain):
        start, end = quantity.span
        if re.search("[两二三][三四五]", quantity.text):
            continue
        if (
            quantity.unit in (None, "字")
            or quantity.value is None
            or barred[0] <= start < barred[1]
            or not re.search(_DIGIT, quantity.text)
        ):
            continue
        left = max(plain.rfind(sign, 0, start) for sign in "，。；") + 1
        before = plain[left:start].strip("　 ")
        after = re.split("[，。；、）】　]", plain[end:])[0]
        lower = quantity.comparator == ">=" or (quantity.comparator == "=" and counts and plain[start - 1 : start] == "、")
        if lower and _is_count(quantity, before, after, plain[end:]):
            noun = after or before
            counts.append(Count(int(quantity.value), (quantity.unit or "") + after, bool(_DATA.search(noun)), bool(_PROBLEMS.search(noun))))
        elif quantity.comparator not in ("=", "~", "top") or quantity.unit in ("%", "％"):
            values.append(quantity)
    return tuple(counts), tuple(values)


def _is_count(quantity: Target, before: str, after: str, rest: str) -> bool:
    unit = quantity.unit or ""
    if _WRITTEN.search(unit) or _PROBLEMS.search(after):
        return True
    if "每" in before:
        return False
    return _WRITE.search(before) is not None or (len(before) <= 3 and re.search(rf"每{re.escape(unit)}", rest) is not None)


def _topics(text: str, *, filling: bool) -> Iterator[str]:
    """The things that must all be said: 巡查次数、奖惩办法、问责方式; 写明签订时间、参加范围. A single one counts where it is of a known kind."""
    plain = _HINT.sub("", text)
    for part in re.split("[；。]", plain):
        for number, clause in enumerate(re.sub("[（(][^（）()]*[）)]", "", part).split("，")):
            told = _TELL.search(clause)
            if match := _LISTED.match(clause):
                yield from (name for name in _names(clause[match.end() :].lstrip("的")) if KNOWN.search(name))
            if _NO_TOPIC.search(clause) or match:
                continue
            if told:
                named = told["what"]
            elif filling or (number == 0 and re.search("[、和与及]", clause) and not _LEAD.match(clause)):
                named = clause
            else:
                continue
            names = [name for name in _names(re.sub("[（(].*$", "", named)) if len(name) <= 12]
            many = len(names) > 1 or (filling and "，" in plain)
            yield from (name for name in names if many or KNOWN.search(name))
    for count in _COUNTED_WITH.finditer(plain):
        yield count["what"]


def _names(text: str) -> list[str]:
    found = [re.sub(r"^(?:各自|各|其)|等$", "", item.strip(" 　等“”")) for item in re.split(r"、|和|及|以及|与", text)]
    return [item for item in found if len(item) >= 2]
