"""What a quantity measures, of what it is a share, and how often it repeats."""

import re

from nlp.quantity.units import AGES, SHARES, TIMES
from nlp.types import Deadline, Per, Target

# What stands between the thing measured and its number: 字数 控制在, 名额 为.
_BETWEEN = re.compile(
    "(?:一般|原则上|应当?|须|需|要|必须|可以?|不得|达到?|控制在?|稳定在?|保持在?|提高到?|提升到?|降低?到?|为|是|按照?|占|在|以|设|给予|有|共|均"
    "|分别|总计|合计|累计|约|各|满|加|扣|（|[(]|：|:| )+$"
)
_LAST = re.compile(r"[^、，；：（）()“”《》的把将对\s]{2,24}$")
_NEXT = re.compile(r"(?:的|以上|以下)?([^\W\d_][^、，。；：（）()“”《》\s的和与及并]{1,13})")
# Distributives and verbs at the front of the phrase: 每位教师每学期 听课, 开展 集中学习.
_FRONT = re.compile(
    "^(?:.*每(?:一|半)?个?(?:位|名|所|家|次|场|期|篇|项|件|天|日|周|月|年|学期|学年|季度|班|校|人|区|队|支|户|餐)?(?:学校|教师|学生|单位)?"
    "|其中|例如|如|或|确保|力争|按照?|做到|全[市县区省]"
    "|开展|召开|组织|举行|完成|提交|报送|上交|推荐|选派|参加|撰写|建设|打造|培育|评选|表彰|设立?|建成|安排)+"
)
# Units that measure what stands before them; the others count what follows.
_MEASURED = SHARES | AGES | TIMES | {"元", "字", "分", "比", "倍", "个百分点"}
_BASE = re.compile("(?:按照?|占|以(?![上下内])|从)([^，。；：、]{2,24}?)的?(?:比例|比重)?(?:一般)? ?$")
_OF = re.compile("([^，。；：、的]{2,16})的 ?$")
_COVERED = re.compile(r"([^，。；：、]{2,16}?)(?:实现|达到|要|应|须)?$")

_PERS: tuple[tuple[Per, re.Pattern[str]], ...] = (
    ("semester", re.compile(r"(?:每|一)个?学期")),
    ("school_year", re.compile(r"每个?学年")),
    ("year", re.compile(r"每年|全年|年度|逐年|一年(?=$|至少|不)")),
    ("quarter", re.compile(r"每个?季度?")),
    ("month", re.compile(r"每个?月")),
    ("week", re.compile(r"每个?(?:周|星期)")),
    ("day", re.compile(r"每[天日]")),
    ("person", re.compile(r"每(?:一)?(?:人|位|名|个(?:学生|教师|党员|人))|人均|人手|同一(?:申报|作)者")),
    ("class", re.compile(r"每(?:一)?个?班")),
    ("school", re.compile(r"每(?:一)?(?:校|所|个学校)|各(?:市直)?(?:学)?校|同一学校")),
    ("session", re.compile(r"每(?:次|场|期)|单场")),
    ("each", re.compile(r"每|各|单个|单笔|分别")),
)  # fmt: skip


# 200元/人, 2次/月.
_SLASHED: dict[str, Per] = {
    "人": "person", "生": "person", "校": "school", "班": "class", "家": "each", "户": "each", "项": "each", "个": "each", "节": "session", "次": "session",
    "天": "day", "日": "day", "周": "week", "月": "month", "学期": "semester", "学年": "school_year", "年": "year",
}  # fmt: skip


def metric_of(head: str, tail: str, quantity: Target) -> str | None:
    """The thing counted: the noun after a counting word, else the noun phrase before the number."""
    after = _NEXT.match(tail) if quantity.unit not in _MEASURED else None
    if after:
        return after[1]
    before = _LAST.search(_BETWEEN.sub("", head[-40:]))
    found = _FRONT.sub("", before[0]) if before else ""
    return found if len(found) > 1 else None


def base_of(head: str, quantity: Target) -> str | None:
    """按参评总数的80%: 参评总数. A share only."""
    if quantity.unit not in SHARES and quantity.comparator != "top":
        return None
    match = _BASE.search(head) if quantity.comparator != "top" else _COVERED.search(head)
    match = match or (_OF.search(head) if quantity.comparator != "top" else None)
    return match[1] if match else None


def per_of(head: str, quantity: Target, rhythms: tuple[Deadline, ...]) -> Per | None:
    """The nearest rhythm before the quantity, else the distributive of the clause: 每校, 每人, 各."""
    slashed = _SLASHED.get(quantity.text.rpartition("/")[2]) if "/" in quantity.text else None
    if slashed:
        return slashed
    if rhythms and rhythms[-1].frequency:
        return rhythms[-1].frequency.per
    if quantity.text.startswith(("人手", "人均", "每人")):
        return "person"
    near = head[-40:] + quantity.text[:2]
    return next((per for per, written in _PERS if written.search(near)), None)
