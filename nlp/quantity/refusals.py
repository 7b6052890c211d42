"""Numerals that are no quantities, as a table: dates, clocks, ordinals, phones, figures of speech."""

import re
from dataclasses import dataclass

from nlp.lexicon import pattern
from nlp.quantity.numerals import DIGIT

_YEAR = rf"(?:{DIGIT}{{4}}|{DIGIT} {DIGIT} {DIGIT} {DIGIT}|[一二][零〇九○]?[零〇○一二三四五六七八九]{{2,3}}) ?年(?:度|代|级|版)?"


@dataclass(frozen=True, slots=True)
class Refusal:
    """A class of numerals that count nothing; `pattern` is matched where the numeral begins."""

    name: str
    example: str
    pattern: str


REFUSALS: tuple[Refusal, ...] = (
    Refusal("date", "2022年3月7日", rf"(?:{_YEAR} ?)?{DIGIT}{{1,2}} ?月 ?(?:份|{DIGIT}{{1,2}} ?[日号]|底|初|末|中|上|下)?|{_YEAR}"),
    Refusal("spelled_date", "三月七日", r"[一二三四五六七八九十]{1,2}月(?:[一二三四五六七八九十]{1,3}[日号])?"),
    Refusal("numeric_date", "2022.3.7", rf"(?:19|20){DIGIT}{{2}}[./-]{DIGIT}{{1,2}}(?:[./-]{DIGIT}{{1,2}})?(?![0-9%％])"),
    Refusal("day", "7日", rf"{DIGIT}{{1,2}} ?[日号](?!内|以内)"),
    Refusal("clock_time", "9:00", rf"(?:[01]?{DIGIT}|2[0-4])[:：][0-5]{DIGIT}(?![:：0-9])(?!.{{0,6}}比)|{DIGIT}{{1,2}} ?[时点](?!段|以)"),
    Refusal("long_number", "400-711-1010", rf"{DIGIT}{{3,}}(?:-{DIGIT}{{3,}})+|{DIGIT}{{7,}}(?![万亿元])"),
    Refusal("numbered_name", "1号楼", rf"{DIGIT}+ ?(?:号|级(?=以)|级学|届|楼|栋楼|室|路|版|、|．(?!{DIGIT})|\.(?!{DIGIT})|学年(?!以|内))"),
    Refusal("grade", "三年级", r"[一二三四五六七八九1-9]{1,2}(?:年级|级以上|等奖|级教师|本院校)"),
    Refusal("structure", "三个阶段", r"[一二三四五六七八九十两]{1,2}(?:个|大|类|种|项|方面|条|步)(?:意识|自信|维护|确立|坚持|方面|环节|阶段|层面|层次|步骤|维度|要素|原则|结合|统一|转变|关系|主体|平台|体系|机制|抓手|重点|关键|行动|工程)"),
    Refusal("figure_of_speech", "一把手", pattern("quantity_idioms")),
)

_REFUSE = re.compile("|".join(f"(?P<{refusal.name}>{refusal.pattern})" for refusal in REFUSALS))

# What stands before a numeral and makes it an ordinal, a distributive or a part of a word: 第3批, 每2周, 同一个, A4, ．5, 之一.
_BEFORE_REFUSED = re.compile(r"(?:第|每|同|这|那|某|另|下|上|统|唯|之|万|单|专|逐|进|任|任何|哪|是否|隔|周|星期|礼拜|附件|附表|表|图|[A-Za-z0-9０-９〔\[#.．/\-])(?: ?)$")


def refusal(text: str, start: int) -> tuple[str, int] | None:
    """The class and the end of a numeral at `start` that counts nothing."""
    match = _REFUSE.match(text, start)
    return (str(match.lastgroup), match.end()) if match and match.end() > start else None


def joined(text: str, start: int) -> bool:
    """Whether the numeral at `start` belongs to the sign before it: 第三, 每一, A4."""
    return _BEFORE_REFUSED.search(text, max(0, start - 4), start) is not None
