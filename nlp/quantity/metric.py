"""What a quantity measures, and of what it is a share."""

import re

from nlp.lexicon import pattern
from nlp.quantity.cues import Context
from nlp.quantity.numerals import FIRST
from nlp.quantity.phrases import listed_before, noun_after, noun_before
from nlp.quantity.units import AGES, MEASURED, SHARES, TIMES
from nlp.types import Target

_NEAR = 40
"""The signs before a number in which its noun is looked for."""

# What is granted: 给予最高50万元的 一次性奖励, 按30%的比例给予 补助; other amounts of a list may stand before it.
_GRANT = "(?:奖励|补助|补贴|奖补|资助|津贴|经费|资金|支持|贷款|奖金)"
_SUM = "(?:最高(?:不超过)?)?[0-9.]+(?:万|亿)?元"
_GRANTED = re.compile(
    rf"(?:[、和或](?:最高)?[0-9.]+(?:万?元?|%)){{0,5}}(?:以内|以上)?(?:的(?:标准|比例|额度))?"
    rf"(?:[^、，。；：（）()0-9]{{0,10}}?(?:给予|发放|拨付|实行|予以|安排|列支|落实))?(?:{_SUM})?的?"
    rf"([^、，。；：（）()的给0-9]{{0,10}}?{_GRANT}{{1,3}})(?![0-9])"
)
# 按千分之三的比例配备 校医: what the share is a share of follows the verb.
_AT_RATE = re.compile(f"^的?(?:比例|标准|额度)(?:随机|统一|足额|择优)?(?:{pattern('object_verbs')})?")
# A share of what follows it: 60%的 学校.
_PART = re.compile("的(?!比例|标准|额度|权重|速度|要求|幅度)(?=[一-鿿]{2})")
_RATE = re.compile("[率度性比重]$")
# 6年及以上 班主任工作经历.
_LIVED = re.compile("的?((?!在|从|以)[^，。；、的]{0,14}(?:经历|经验|期|住宿|免租))")
# The verb that grants, before the amount or inside it: 最高补贴10万元, 奖励5万元.
_GRANTING = re.compile("(?:奖励|补贴|补助|资助|抵扣)")
_GRANTS = re.compile(r"(?:奖励|补贴|补助|资助|抵扣)(?=(?:最高)?$)(?<![年度累计]..)")
# Words of coverage that say themselves what is covered: 人人有社团.
_TELLING = frozenset({"each_has", "every_one", "one_by_one", "all_done"})
_MONEY = frozenset({"元", "%", "‰", "倍"})
_BASE = re.compile("(?:按照?|占|以(?![上下内])|从)([^，。；：、]{2,24}?)的?(?:比例|比重)?(?:一般)? ?$")
_OF = re.compile("([^，。；：、的]{2,16})的 ?$")
_COVERED = re.compile(r"([^，。；：、]{2,16}?)(?:实现|达到|要|应|须)?$")


def metric_of(context: Context) -> str | None:
    """The thing counted, a noun phrase as written: what is granted, the noun after a counting word, else the one before the number."""
    head, quantity = context.head[-_NEAR:], context.target
    if context.shape in _TELLING:
        return None
    if quantity.unit in AGES:
        return _age(noun_before(head))
    if quantity.unit in _MONEY and (granted := _granted(head, context.tail, quantity)):
        return granted
    counts = quantity.unit not in MEASURED
    after = noun_after(context.tail) if counts else None
    if after and context.tail[:1] != "的":
        return after
    before = listed_before(head) or noun_before(head)
    if counts:
        return before or after
    if quantity.unit in SHARES and quantity.text[0] in FIRST and not _RATE.search(before or "") and (part := _PART.match(context.tail)):
        return noun_after(context.tail[part.end() :])
    if quantity.unit in TIMES and (lived := _LIVED.match(context.tail)):
        return lived[1]
    return before or (noun_after(_AT_RATE.sub("", context.tail)) if quantity.unit in SHARES or context.tail[:1] == "的" else None)


def _age(phrase: str | None) -> str:
    """Years of age measure an age, whoever has it: 男性50周岁以下."""
    return phrase if phrase and phrase.endswith("龄") else "年龄"


def _granted(head: str, tail: str, quantity: Target) -> str | None:
    match = _GRANTED.match(tail)
    if match:
        return match[1]
    granting = _GRANTING.search(quantity.text) or (_GRANTS.search(head) if quantity.unit == "元" else None)
    return granting[0] if granting else None


def base_of(head: str, quantity: Target) -> str | None:
    """按参评总数的80%: 参评总数. A share only."""
    if quantity.unit not in SHARES and quantity.comparator != "top":
        return None
    match = _BASE.search(head) if quantity.comparator != "top" else _COVERED.search(head)
    match = match or (_OF.search(head) if quantity.comparator != "top" else None)
    return match[1] if match else None
