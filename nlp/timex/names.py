"""Names that hold times and are none: 《2022年工作要点》, “七一勋章”, “十四五”规划, 2022年全市教育工作会议."""

import re
from bisect import bisect_right
from operator import itemgetter

from nlp.lexicon import pattern
from nlp.types import Span

REFUSALS: tuple[tuple[str, str], ...] = (
    ("书名号里的年月", "《2022年工作要点》"),
    ("以节日为名的荣誉", "“七一勋章”获得者"),
    ("会议、届次", "十九届六中全会精神"),
    ("规划的名称", "“十四五”规划"),
    ("带数字的固定提法", "五项管理、三会一课"),
    ("年份加活动名", "2022年全市教育工作会议"),
    ("发文字号", "教发〔2022〕5号"),
    ("电话", "0575-85123456"),
    ("校名、路名", "八一中学、五四路12号"),
    ("年级、届别", "一年级新生、2022级新生"),
    ("行动、计划的名称", "三年行动计划"),
    ("比例与金额", "生师比1:12，3.5万元"),
    ("不存在的日子", "2月30日前"),
    ("成语与惯用语", "百年大计、一年四季"),
    ("刊物", "光明日报"),
    ("未做到的时间", "没有及时修订"),
    ("“前”指处所", "教室门前，不得停车"),
    ("资格", "年检合格的幼儿园"),
)
"""What looks like a time and is none, with an example; each example holds no time at all."""
_TITLES = re.compile(r"《[^《》\n]{0,120}》")


def titles(shadow: str) -> list[Span]:
    """The 《…》 of a text, in order; one pass."""
    return [match.span() for match in _TITLES.finditer(shadow)]


_QUOTES = re.compile(r"“[^“”\n]{1,40}”|\"[^\"\n]{1,40}\"|「[^「」\n]{1,40}」")


def quotes(text: str) -> list[Span]:
    """What stands between quotation marks, in order; one pass."""
    return [(match.start() + 1, match.end() - 1) for match in _QUOTES.finditer(text)]


def inside(spans: list[Span], span: Span) -> bool:
    """Whether one of the spans, which ascend and do not overlap, holds `span`."""
    if not spans:
        return False
    index = bisect_right(spans, span[0], key=itemgetter(0)) - 1
    return index >= 0 and spans[index][1] >= span[1]


_YEAR_NAME = re.compile(rf"(?!\")[^,。;:、\n()]{{0,30}}?{pattern('year_names')}")
_YEAR_VERB = re.compile(rf" {{0,2}}(?:{pattern('year_acts')}|[,。;、)\n]|$)")


def names_year(shadow: str, end: int) -> bool:
    """Whether a bare year that ends at `end` opens a name: 2022年全市教育工作会议."""
    if _YEAR_VERB.match(shadow, end):
        return False
    return _YEAR_NAME.match(shadow, end) is not None


def refused(shadow: str, span: Span, row: str, quoted: list[Span]) -> bool:
    """Whether what surrounds a match shows that it belongs to a name or a number."""
    if row != "dated":
        return False
    start, end = span
    if inside(quoted, span) and _LOOSE.fullmatch(shadow, start, end):
        return True
    return _BARE_YEAR.fullmatch(shadow, start, end) is not None and names_year(shadow, end)


_LOOSE = re.compile(r"(?![^\n]{0,30}(?:[前底末终起日号]|期间)$)[^-至到]{1,12}")
"""A date without a day and without a bound: between quotation marks it is part of a name (“五月的鲜花”)."""
_BARE_YEAR = re.compile(r"(?:[12][0-9]{3} ?年度?|今年|全年)")
