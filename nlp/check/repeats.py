"""How often a count comes true: 3月、6月各一次 is two times, 周一、周四各一节 two a week, 上下半年各一场 two a year."""

import re

from nlp.check.plan import Plan
from nlp.check.rates import PER_YEAR, rate_of
from nlp.types import Span, Target

HAPPENS = frozenset(("次", "场", "回", "轮", "遍", "节", "课时", "学时", "期", "堂"))
"""Units of what happens again and again."""
_NUMERAL = "[0-9一二三四五六七八九十]{1,3}"
# One of a row of times: 9月, 10日, 第五周, 周四, 期中, 第二季度, 上学期, 清明节. What stands before the first is not looked at.
_TIME = (
    rf"(?:{_NUMERAL}月)?{_NUMERAL}[日号]|{_NUMERAL}月(?:份|底|初|末|[上中下]旬)?|第?{_NUMERAL}周|(?:周|星期|礼拜)[一二三四五六日天末]"
    r"|期[初中末]|学期[初中末]|第?[一二三四]季度?|[上下]半?学?[年期]|[上下]半年|[春夏秋冬]季?|[寒暑]假|[上中下]旬|[早中午晚]间?|[\u4e00-\u9fff]{1,3}节|“[^”\n]{1,4}”"
)
_ROW = re.compile(rf"(?:{_TIME})(?:[、和及与，](?:{_TIME}))+(?=$|[的前后]|[^、，。；\n]{{0,14}}$)")
_PART = re.compile(r"[、和及与，]")
# Two or more in one word: 上下半年, 两个学期, 春秋两季, 寒暑假, 四个季度.
_BOTH = re.compile(r"上下(?:半年|学期)|[春夏秋冬]{2}[两二]?季|寒暑[两二]?个?假|(?P<n>[两二三四五六])(?:个)?(?:学期|季度?|半年|假期|阶段)")
_CHINESE = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6}
_REACH = 40
"""Characters before 各 in which the row of times stands."""


def occasions(plan: Plan, span: Span) -> int:
    """How many times are named one by one before 各 and the count at `span`; 1 where the count stands for itself."""
    left = max(plan.text.rfind(sign, 0, span[0]) for sign in "。；;\n")
    before = plan.text[max(left + 1, span[0] - _REACH) : span[0] + 1]
    at = before.rfind("各")
    if at < 0 or re.search("[，：]", before[at:]):
        return 1
    lead = before[:at]
    both = list(_BOTH.finditer(lead[-12:]))
    if both:
        return _CHINESE.get(both[-1]["n"], 2)
    row = _ROW.search(lead)
    return len(_PART.split(row.group())) if row else 1


def rhythm(plan: Plan, quantity: Target) -> float:
    """Times a year of the rhythm that goes with a count: its own, else that of a time before it in its clause; 0 where there is none."""
    if quantity.per in PER_YEAR:
        return PER_YEAR[quantity.per]
    left = max(plan.text.rfind(sign, 0, quantity.span[0]) for sign in "，。；：\n|") + 1
    before = [time for time in plan.times if left <= time.span[0] and time.span[1] <= quantity.span[0] and time.frequency]
    return rate_of(before[-1]) if before else 0.0


def times_over(plan: Plan, asked: Target, said: Target) -> float:
    """By how much the number said counts for more than it shows: once for each time named, and oftener where its rhythm is the quicker
    one. A slower rhythm is the rhythm's fault and takes nothing from the number."""
    if asked.unit not in HAPPENS or said.unit not in HAPPENS:
        return 1.0
    own = rhythm(plan, said)
    wanted = PER_YEAR.get(asked.per, 1.0) if asked.per else 1.0
    # What is asked of each person, class or occasion is no rhythm to be exceeded.
    quicker = own / wanted if own and (asked.per is None or asked.per in PER_YEAR) else 1.0
    return occasions(plan, said.span) * max(1.0, quicker)
