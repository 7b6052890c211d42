"""Numerals that are no quantities, as a table: dates, clocks, ordinals, phones, figures of speech."""

import re
from dataclasses import dataclass

from nlp.lexicon import pattern
from nlp.quantity.numerals import DIGIT, NUMERAL
from nlp.quantity.units import UNIT

_SIGN = "[一二三四五六七八九十]"
_YEAR = rf"(?:{DIGIT}{{4}}|{DIGIT} {DIGIT} {DIGIT} {DIGIT}|[一二][ 零〇九○]{{1,2}}[零〇○一二三四五六七八九]{{1,3}})"
_DASH = " ?[-—–~～至]{1,2} ?"


@dataclass(frozen=True, slots=True)
class Refusal:
    """A class of numerals that count nothing; `pattern` is matched where the numeral begins."""

    name: str
    example: str
    pattern: str


REFUSALS: tuple[Refusal, ...] = (
    Refusal("years", "2025—2028年", rf"(?:{DIGIT}{{1,2}}[.．])?{_YEAR}(?:{_DASH}{_YEAR})? ?(?:年(?:度|代|级|版)?|学年(?:度)?)"),
    Refusal("date", "3月7日", rf"{DIGIT}{{1,2}} ?月 ?(?:份|{DIGIT}{{1,2}} ?[日号]|底|初|末|中|上|下)?"),
    Refusal("spelled_date", "三月七日", rf"{_SIGN}{{1,2}}月(?:{_SIGN}{{1,3}}[日号])?"),
    Refusal("numeric_date", "2022.3.7", rf"(?:19|20){DIGIT}{{2}}[./-]{DIGIT}{{1,2}}(?:[./-]{DIGIT}{{1,2}})?(?![0-9%％])"),
    Refusal("day", "7日", rf"{DIGIT}{{1,2}} ?[日号](?!内|以内)"),
    Refusal(
        "clock_time",
        "9:00",
        rf"(?<![比为])(?<!低于)(?<!高于)(?<!少于)(?<!超过)(?<!达到)(?:[01]?{DIGIT}|2[0-4]) ?[:：∶] ?[0-5]{DIGIT}(?![:：0-9])(?!.{{0,6}}比)|{DIGIT}{{1,2}} ?[时点](?!段|以)",
    ),
    Refusal(
        "long_number",
        "400-711-1010",
        rf"(?:0{DIGIT}{{2,3}}|{DIGIT}{{3}})(?:-{DIGIT}{{3,8}}){{1,2}}(?![0-9]| ?[字元个名人次])|{DIGIT}{{8,}}(?![万亿元])|(?<=共) ?{DIGIT}+ ?页",
    ),
    Refusal("label", "1、", rf"{DIGIT}+ ?(?:、(?!{DIGIT})|[.．](?!{DIGIT}))"),
    Refusal(
        "numbered_name",
        "302室",
        rf"{DIGIT}+ ?(?:号|级学|楼|室|路|版|学年(?!以|内))|{DIGIT}{{3,4}} ?班|{DIGIT}{{4}} ?届|{_SIGN}+号|[二三四五六七八九十]+届",
    ),
    Refusal("anniversary", "70周年", rf"(?:{DIGIT}+|{_SIGN}+) ?周 ?年"),
    Refusal(
        "rank",
        "二级单位",
        rf"{_SIGN}+级|{DIGIT}级(?:以|教师|医|单位|学科)|[二三四五六七八九十]期|一期(?=工程|项目|建设)|{_SIGN}等(?:奖|功)|{_SIGN}{{1,2}}年级|{DIGIT}{{1,2}} ?年级",
    ),
    Refusal(
        "session", "六十次常务会议", rf"{_SIGN}{{2,}}次(?:常务|全体|全国)?(?:会议|全会|全委|党代会|代表大会|党组会|主席会)|{_SIGN}次来"
    ),
    Refusal("hundredths", "百分制", "百分(?:制|比|数|点|位)"),
    Refusal("rhythm", "一年一次", rf"一[年月周天日](?=(?:{_SIGN}|{DIGIT}+)[次度])"),
    Refusal(
        "pair",
        "发现一起、查处一起",
        r"一(?P<piece>[件起个项名人步])[、，]?[一-鿿]{0,3}一(?P=piece)|一[个处件人名户项](?:都|也)?不(?!少|超|低)|一个(?:时期|个)"
        r"|一[人校班生师园户村县镇组岗事企区]一[一-鿿]|一[个名位所支间][一-鿿]{2}一[个名位座面支盏]",
    ),
    Refusal(
        "slogan",
        "四个意识",
        rf"[二三四五六七八九十两]{{1,2}}(?:个|大|项|条|种|类)?(?:方面|主要|重点|关键|基本|重大)?{pattern('counted_abstractions')}"
        rf"|[一二三四五六七八九十两]{{1,2}}项(?:重点|主要|重大|关键|核心|中心)(?:工作|任务|内容|举措)|[0-9一二两三四五六七八九十]个(?:百分之百|100 ?[%％])|(?<=向)(?:四十五?|4[05])分钟(?=要)",
    ),
    Refusal("unit_of_a_column", "单位：万元", r"[百千万亿]{1,2}(?:元|平方米|公里|亩|吨|美元|%)"),
    Refusal("figure_of_speech", "一把手", pattern("quantity_idioms")),
)

_REFUSE = re.compile("|".join(f"(?P<{refusal.name}>{refusal.pattern})" for refusal in REFUSALS))

# What stands before a numeral and makes it an ordinal, a distributive or a part of a name: 第3批, 每2周, 附件1, A4, 几十篇, 数百名.
_ANY_REFUSED = re.compile(
    r"(?:第|每|每(?:投资|新增|增加|超过?|少|多|高|低|减少|获得|提高|下载)|几|共印|附件|附表|附图|[A-Za-z0-9０-９〔\[#./\-]) ?$"
)
# 表1 and 图2 are labels; in 申报表3份 and 配图2张 the number counts.
_LABELLED = re.compile("[表图] ?$")
_COUNTED = re.compile(rf"{NUMERAL}(?:{_DASH}{NUMERAL})? ?{UNIT}")
# What makes 一 a part of a word or a pointer: 同一个, 另一种, 下一步, 上一年, 新一轮, 统一, 之一.
_ONE_REFUSED = re.compile(r"(?:[同这那某另任哪统唯之万单专逐进下新划归惟第每]|任何|上|最后)$")
# 上 is a verb before a lesson: 上一堂党课, 上一次专题党课.
_LESSON = re.compile("上一(?:堂|节|[次场][^，。；\n]{0,8}课)")


def refusal(text: str, start: int) -> tuple[str, int] | None:
    """The class and the end of a numeral at `start` that counts nothing."""
    match = _REFUSE.match(text, start)
    return (str(match.lastgroup), match.end()) if match and match.end() > start else None


# 五万元 in 二点五万元, 三十分 in 八点三十分
_POINT = re.compile("[零〇一二两三四五六七八九十百千万]点$")


def joined(text: str, start: int) -> bool:
    """Whether the numeral at `start` belongs to the sign before it: 第三, 每一, A4, 二点五."""
    low = max(0, start - 5)
    if _LABELLED.search(text, low, start) and not _COUNTED.match(text, start):
        return True
    if _ANY_REFUSED.search(text, low, start) or (
        text[start] in "十百千万" and text[start - 1 : start] == "数" and text[start + 1 : start + 3] != "分之"
    ):
        return True
    if _POINT.search(text[low:start]):
        return True
    if _LESSON.match(text, start - 1):
        return False
    return text[start] == "一" and _ONE_REFUSED.search(text[low:start]) is not None
