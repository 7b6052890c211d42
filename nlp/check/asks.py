"""What an instruction asks for, taken apart: counts, data, dates, persons, topics, limits.

不少于4项活动，每项写明时间、负责人、参加范围；其中至少1项请家长参与 asks for four items, for a date and a person in each, and for parents.
"""

import re
from dataclasses import dataclass

from nlp.quantity.numerals import number
from nlp.types import Per

_NUMBER = r"(?P<n>[0-9]{1,4}|[一二两三四五六七八九十]{1,3})"
_COUNT = re.compile(
    rf"(?:不少于|至少|不低于|不得少于|少不了|应有|要有|列出|指出|提出|安排|设置){_NUMBER} ?(?P<unit>项|个|条|次|类|点|方面|场|种|名|人|篇|节)(?P<noun>[^，。；、）】]{{0,10}})"
)
_ABOVE = re.compile(rf"{_NUMBER} ?(?P<unit>项|个|条|次|类|点|场|种|名|人)(?:及?以上)(?P<noun>[^，。；、）】]{{0,10}})")
_AMONG = re.compile(rf"(?:其中|且|并).{{0,3}}(?:至少|不少于|有|须有|要有)?{_NUMBER}(?:项|个|次|场|条|类)(?P<what>[^，。；）】]{{2,16}})")
_LIMIT = re.compile(r"(?P<n>[0-9]{1,5}) ?(?:个)?字(?:以内|之内|内|以下)|(?:不超过|不多于|控制在|限) ?(?P<m>[0-9]{1,5}) ?(?:个)?字")
_LEAST = re.compile(r"(?:不少于|不低于|至少) ?(?P<n>[0-9]{1,5}) ?(?:个)?字|(?P<m>[0-9]{1,5}) ?字以上")
_RATE = re.compile(
    rf"(?P<what>[^，。；、（）【】]{{0,12}}?)每(?P<per>天|日|周|月|季度|季|学期|学年|年)(?P<what2>[^，。；、0-9]{{0,6}})(?:不少于|至少|不低于){_NUMBER} ?[次场回轮]"
)
_STAGES = re.compile(r"分(?P<names>[^，。；）】]{2,40}?)(?:[一二两三四五六0-9]+个)?(?:阶段|步骤|步)")
_ASPECTS = re.compile(
    r"(?P<names>[^，。；：（）【】]{2,60}?)(?:[一二两三四五六七八0-9]+(?:个)?方面|等方面)?(?:都要|均要|均须|都须|缺一不可|分别)(?:写到|写明|说明|涉及|有)?"
)
_EACH = re.compile(
    r"(?:每(?:项|次|人|个|条|场|类|阶段|名)|各(?:阶段|项|类|条)?|逐(?:项|人|条|次))(?:均|都|应|须|要|分别|活动|措施|工作)*(?:写明|注明|列明|说明|明确|标明|写清|有)(?P<what>[^；。）】]{2,50})"
)
_DATE = re.compile(r"时间|日期|时限|期限|起止|何时|完成时间|进度")
_OWNER = re.compile(r"责任人|负责人|牵头人|责任领导|主持人|承办人|执行人|专人|由谁|包保人|指导教师|主讲")
_UNIT = re.compile(r"组织部门|责任部门|负责部门|牵头部门|责任科室|承办部门|部门|处室")
_PER: dict[str, Per] = {
    "天": "day",
    "日": "day",
    "周": "week",
    "月": "month",
    "季": "quarter",
    "季度": "quarter",
    "学期": "semester",
    "学年": "school_year",
    "年": "year",
}
_DATA = re.compile(r"可量化|量化|用数据|数据说明|具体数[字据]|数字说明|指标值|用数字")
_MONEY = re.compile(r"金额|经费数|预算额?|多少元")
_ROLES = re.compile(r"组长|副组长|成员|联络员|联系人|责任人")
_DUTY = re.compile(r"分工|职责|各自任务")
_RANGE = re.compile(r"起止(?:日期|时间)|起讫|开始和结束")
_PROBLEMS = re.compile(r"问题|不足|薄弱|短板|困难")


@dataclass(frozen=True, slots=True)
class Rate:
    """How often something has to happen at least."""

    what: str
    times: float
    per: Per


@dataclass(frozen=True, slots=True)
class Asks:
    """`count` items of the kind `noun`; `each_…` hold for every item; `topics` must all be dealt with."""

    text: str
    count: int | None = None
    noun: str = ""
    data: bool = False
    problems: bool = False
    each_date: bool = False
    each_owner: bool = False
    each_unit: bool = False
    among: str | None = None
    rate: Rate | None = None
    stages: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    money: bool = False
    roles: tuple[str, ...] = ()
    duties: bool = False
    dates: bool = False
    day: bool = False
    most_characters: int | None = None
    least_characters: int | None = None


def read_asks(text: str) -> Asks:
    inner = re.sub(r"填写[：:]?|^[（【(\[]|[）】)\]]$", "", text)
    rate, among = _rate(inner), _AMONG.search(inner)
    rest = inner if among is None else inner[: among.start()] + inner[among.end() :]
    if rate:
        rest = _RATE.sub("", rest)
    counted = _COUNT.search(rest) or _ABOVE.search(rest)
    each = "；".join(match["what"] for match in _EACH.finditer(inner))
    stages = _STAGES.search(inner)
    limit, least = _LIMIT.search(inner), _LEAST.search(inner)
    roles = tuple(dict.fromkeys(_ROLES.findall(rest))) if not each else ()
    return Asks(
        text=inner,
        count=int(number(counted["n"]) or 0) if counted else None,
        noun=counted["unit"] + counted["noun"] if counted else "",
        data=bool(_DATA.search(inner)),
        problems=bool(counted and _PROBLEMS.search(counted["noun"])),
        each_date=bool(_DATE.search(each)),
        each_owner=bool(_OWNER.search(each)),
        each_unit=bool(_UNIT.search(each)) and not _OWNER.search(each),
        among=among["what"] if among else None,
        rate=rate,
        stages=tuple(_listed(stages["names"])) if stages else (),
        topics=_topics(inner, staged=stages is not None),
        money=bool(_MONEY.search(inner)),
        roles=roles if not _OWNER.search(each) else (),
        duties=bool(_DUTY.search(inner)),
        dates=bool(_RANGE.search(inner)) and not each,
        day="到日" in inner or "年月日" in inner,
        most_characters=int(limit["n"] or limit["m"]) if limit else None,
        least_characters=int(least["n"] or least["m"]) if least else None,
    )


def _rate(text: str) -> Rate | None:
    match = _RATE.search(text)
    if match is None:
        return None
    return Rate((match["what"] or match["what2"]).strip("和与及 "), number(match["n"]) or 1.0, _PER[match["per"]])


def _topics(text: str, *, staged: bool) -> tuple[str, ...]:
    """The things that must all be said: 经费、场地、安全三方面都要写到; 检查频次、结果运用、责任追究办法; 排查范围和整改销号办法."""
    aspects = _ASPECTS.search(text)
    if aspects and "、" in aspects["names"]:
        return tuple(_listed(aspects["names"]))
    if staged:
        return ()
    head = re.split(r"[；。，]", text)[0]
    head = re.sub(r"^(?:请|应|须|要)?(?:写明|列出|列明|说明|注明|明确|简述|概述|写清|包括|写)", "", head).strip()
    if re.search(r"不少于|至少|如|例如|从.*中|可|每[项次]|分[^工]|对照|联系|结合|围绕|不得|字以内|组长", head):
        return ()
    listed = [item for item in _listed(head) if 2 <= len(item) <= 12]
    return tuple(listed) if len(listed) >= 2 else ()


def _listed(text: str) -> list[str]:
    return [item.strip(" 等“”") for item in re.split(r"、|和|及|以及|与", text) if len(item.strip(" 等“”")) >= 2]
