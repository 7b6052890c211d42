"""Comparators before and after a number: 不低于, 至少, 最高, 超过, 约, 前; 以上, 以内, 左右, 封顶."""

import re
from dataclasses import dataclass

from nlp.quantity.numerals import FIRST
from nlp.types import Comparator


@dataclass(frozen=True, slots=True)
class Sign:
    """A family of comparator words. `gap`: what may stand between the word and the number."""

    name: str
    example: str
    comparator: Comparator
    words: str
    gap: str = ""


_MUST = "(?:得|应|能|可|宜|准|许)?"
# Between a limit and its number: 不低于 每生每年 1200元, 不少于 生均 1册.
_RATE = "为?(?:生均|人均|(?:每(?:[生人户校班年月天]|小时)){1,2})?"
_VERB = "[一-鿿“”《》]{0,10}?"

BEFORE: tuple[Sign, ...] = (
    Sign(
        "at_least",
        "不低于60分",
        ">=",
        rf"不{_MUST}(?:低于|少于|小于|短于|下于|得少)|≥|≧|>=|起码|保底|达到|达(?:至|成)?|(?<!圆)(?:年|已|须|应)?(?<!未)满(?!意)",
        _RATE,
    ),
    Sign("at_least_doing", "至少开展2次", ">=", r"至少|最少|最低|最短", _VERB),
    Sign(
        "at_most", "不超过3名", "<=", rf"(?:最[多高长大])?不{_MUST}(?:超过|超出|超|高于|大于|多于|长于|晚于|突破)|放宽[到至]|≤|≦|<=", _RATE
    ),
    Sign(
        "at_most_doing",
        "最高资助20万元",
        "<=",
        r"至多|最多|最高(?!分(?!别)|[级层院人检]|时速|限速|学历)|最长|最大(?!限度|程度|化)|上限|限[额时报]|仅限|(?<![有无权期时年界局极受])限(?!制|于|度|期)",
        _VERB,
    ),
    Sign("more", "超过1000家", ">", r"(?<!不)(?<!不[得应能可])(?:超过|超出|大于|多于|高于|突破|逾|超)|[>＞]", _RATE),
    Sign("fewer", "低于60%", "<", r"(?<!不)(?<!不[得应能可])(?:低于|少于|小于|短于|不足|不到|不满|未满|未达到?)|[<＜]", ""),
    Sign("about", "约30名", "~", r"(?<![契合条公制预相大])(?:大约|约)|(?<![最附远邻靠])近", "(?:为|在|有|占)?"),
    Sign("top", "前20%", "top", r"(?<![目当以之日年月提])前", ""),
    Sign("each", "各1份", "=", r"(?<=[^一-鿿])各|各", ""),
    Sign("copies", "一式3份", "=", r"一式", ""),
    Sign("ratio_of", "生师比1:12", "=", "(?:生师|师生|男女|城乡|班师)比", "例?(?:为|达到?)?"),
    Sign("only", "只写1人", "=", r"[仅只](?:写|填|报|选|设|需)?", ""),
)

AFTER: tuple[Sign, ...] = (
    Sign("and_more", "5年及以上", ">=", r"(?:及其?|或|（含）|\(含\)|（含[^（）\n]{1,6}）)?(?:以上|之上)"),
    Sign("and_less", "35岁以下", "<=", r"(?:及其?|或|（含）|\(含\)|（含[^（）\n]{1,6}）)?(?:以下|之下)"),
    Sign("within", "3000字以内", "<=", r"以内|之内|封顶|为限"),
    Sign("beyond", "5公里以外", ">", r"以外|之外"),
    Sign("or_so", "200字左右", "~", r"左右|上下(?![学班午级])"),
)


def _alternation(signs: tuple[Sign, ...]) -> str:
    return "|".join(f"(?P<{sign.name}>(?:{sign.words}){sign.gap})" for sign in signs)


_BY_NAME = {sign.name: sign for sign in (*BEFORE, *AFTER)}
_BEFORE = re.compile(rf"(?:{_alternation(BEFORE)}) ?$")
# The signs that a comparator and its gap are made of, read backwards from the number.
_SAID = re.compile(" ?[一-鿿“”《》≥≧≤≦<>＜＞=]+")
# A base may stand between the comparator and a share: 不低于 全校教师总数的 10%.
_BEFORE_BASE = re.compile(
    rf"(?P<sign>{'|'.join(f'(?P<{s.name}>{s.words})' for s in BEFORE if s.comparator in ('>=', '<=', '>', '<'))})"
    rf"(?P<base>[^，。；：！？\n,;{FIRST}]{{2,30}}?)的? ?$"
)
_AFTER = re.compile(rf" ?(?:{_alternation(AFTER)})")
_INSIDE = re.compile(r"(?:范围)?内(?![地容部外涵在资设])")


@dataclass(frozen=True, slots=True)
class Bound:
    """A comparator that was found: from `start` to `end`, with the base it encloses."""

    sign: Sign
    start: int
    end: int
    base: str | None = None


def before(text: str, floor: int, start: int) -> Bound | None:
    """The comparator that ends where the number starts, looked for from `floor` on."""
    said = _SAID.match(text[floor:start][::-1])
    match = _BEFORE.search(text, start - said.end(), start) if said else None
    return Bound(_BY_NAME[match.lastgroup], match.start(), match.end()) if match and match.lastgroup else None


def before_base(text: str, floor: int, start: int) -> Bound | None:
    """A comparator and the base of a share between it and the number."""
    match = _BEFORE_BASE.search(text, floor, start)
    if match is None:
        return None
    name = next(sign.name for sign in BEFORE if sign.comparator in (">=", "<=", ">", "<") and match[sign.name])
    return Bound(_BY_NAME[name], match.start(), match.end(), match["base"])


def after(text: str, end: int, *, reach: bool) -> Bound | None:
    """The comparator that follows the unit; a bare 内 bounds what reaches, time and distance, only."""
    match = _AFTER.match(text, end)
    if match and match.lastgroup:
        return Bound(_BY_NAME[match.lastgroup], match.start(), match.end())
    inside = _INSIDE.match(text, end) if reach else None
    return Bound(_BY_NAME["within"], inside.start(), inside.end()) if inside else None
