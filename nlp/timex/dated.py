"""Dates with what bounds them: 3月7日前, 9月至次年6月, 到2025年底, 11月开始, 截止2026年6月24日, “七一”前."""

import re
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

from nlp.timex.bearings import Bearings
from nlp.timex.calendar import ONE_DAY
from nlp.timex.festive import FEAST_ENDS, FEAST_POINTS
from nlp.timex.grammar import Found, Point, PointRow, Reading, Row, Unit
from nlp.timex.pieces import BEFORE, COUNT, DAY, DIGITS, HAN_DIGITS, MONTH, S
from nlp.timex.points import POINTS, listed_day
from nlp.timex.school import SCHOOL_POINTS
from nlp.timex.standing import comes_again, every

ALL_POINTS: tuple[PointRow, ...] = (*SCHOOL_POINTS, *POINTS, *FEAST_POINTS)
LAST_DAY = PointRow("last_day", "3月18日（周五）至20日", rf"(?P<d>{DAY}){S}[日号](?:{S}\([^()]{{1,4}}\))?", listed_day)
LAST_DOTTED = PointRow(
    "last_dotted",
    "2022.3.1-3.15",
    rf"(?P<m>{MONTH}){S}[./]{S}(?P<d>{DAY})(?![0-9.%万元])日?",
    next(r for r in POINTS if r.name == "day").resolve,
)
LAST_MONTH = PointRow(
    "last_month",
    "2022.9-2023.6",
    r"(?P<y>(?:19|20)[0-9]{2})[./](?P<m>[1-9])(?![0-9.%])",
    next(r for r in POINTS if r.name == "month").resolve,
)
CLOSERS: tuple[PointRow, ...] = (*ALL_POINTS, LAST_MONTH, LAST_DAY, LAST_DOTTED)


@cache
def _dispatcher() -> re.Pattern[str]:
    return re.compile("|".join(f"(?P<r{n}>{row.scanned})" for n, row in enumerate(CLOSERS)))


@cache
def _pattern(index: int) -> re.Pattern[str]:
    """Compiled when first needed: most texts use few of the rows."""
    return re.compile(CLOSERS[index].pattern)


POINT = "(?:" + "|".join(row.scanned for row in ALL_POINTS) + ")"
CLOSER = "(?:" + "|".join(row.scanned for row in CLOSERS) + ")"

LEAD = "(?:截止到|截止至|截止|截至|直到|直至|迟至|(?<![冬夏春秋甚乃及以周])至|(?<![达做得拿受感收遇碰找看想说谈提签报赶来回走去直到])到)"
LINK = rf"(?:(?:开始|起){S},?{S}(?:至|到|-{{1,2}})|{S}(?:直?至|直?到|-{{1,3}}){S})"
BOUND = (
    rf"前后|前夕|前{COUNT}(?:个工作日|个月|天|日|周)(?:之内|以内|内)?(?![的来])|{BEFORE}|左右|(?:之后|以后|后(?!勤|备|续|进))|起(?!草|诉|源|点|步|飞)|开始|以来|之内|以内|内(?![容部涵在外])|期间|间(?=,|开展|举行|组织)"
    rf"|(?:为止|止|截止)(?!步)|当天|当日|当晚|(?:假期|小长假|长假|佳节|放假)期间|(?:假期|小长假|长假|假)(?:之前|以前|前(?!后))|(?:假期|小长假|长假|佳节)(?!后)|(?:到来|来临){BEFORE}"
)
OPENS = f'{DIGITS}{HAN_DIGITS}元廿"截直迟至到周星礼今本明去次翌当上后前同下这新该春秋第开寒暑放假学期昨即印发公颁施实签节年全妇植国读劳青儿建教烈宪端中重除清世际'
"""The first characters of leads and points."""
DATED = rf"(?P<lead>{LEAD}{S})?(?P<a>{POINT})(?:(?P<link>{LINK})(?P<b>{CLOSER}))?(?:{S}(?P<bound>{BOUND}))?"

_AHEAD = re.compile(f"前{COUNT}.*|(?:到来|来临|小?长?假期?).*前")
"""Bounds that come to 前: 前一周内, 到来之前, 假期前."""
NEXT_YEAR = ("次年", "明年", "翌年")
BOUNDS: tuple[tuple[str, str], ...] = (
    ("日子之前，含当天", "3月7日前"),
    ("月份、年份之前，不含本身", "6月前"),
    ("月底、年底之前", "6月底前"),
    ("学期之前", "新学期开学前两周"),
    ("到、至、截至", "到2025年"),
    ("截止时间", "截止时间：7月15日"),
    ("某日止", "7月15日止"),
    ("某日起", "9月1日起施行"),
    ("某月开始", "11月开始实施"),
    ("某日后", "5月1日后"),
    ("节日期间", "国庆期间"),
    ("前后、左右", "3月5日前后"),
    ("之内", "2023年内"),
    ("起止", "2月23日至3月6日"),
    ("跨年的起止", "10月至次年6月"),
    ("从印发到某日", "即日起至6月30日"),
    ("带星期和钟点", "5月20日（周五）17:00前"),
)
"""What may bound a point or join two, with an example for each."""
DUE_BOUNDS = ("前", "之前", "以前", "止", "为止", "截止", "前夕")
START_BOUNDS = ("起", "开始", "以来", "后", "之后", "以后")
OPEN_UNITS: tuple[Unit, ...] = ("month", "year", "years", "quarter", "half_year", "term", "week")
"""Before one of these is before its first day; before a day, a feast or the last part of something includes it."""
FORTNIGHT = timedelta(days=14)


def read_point(shadow: str, start: int, end: int, at: Bearings) -> tuple[PointRow, Point] | None:
    """The point that stands at shadow[start:end], by the first row that reads all of it."""
    match = _dispatcher().match(shadow, start)
    first = int((match.lastgroup or "r0")[1:]) if match and match.end() == end else 0
    for index, row in enumerate(CLOSERS[first:], first):
        pattern = _pattern(index)
        again = pattern.match(shadow, start)
        if again is None or again.end() != end:
            again = pattern.fullmatch(shadow, start, end)
        if again is not None:
            point = row.resolve(again.groupdict(), at)
            return None if point is None else (row, point)
    return None


def read_dated(found: Found, at: Bearings) -> tuple[Reading, ...]:
    """A point or a range with its lead (到) and bound (前, 起)."""
    lead, bound = found.text("lead").strip(), found.text("bound")
    if bound and _AHEAD.fullmatch(bound):
        bound = "前"
    first = read_point(found.shadow, *found.part("a"), at.beside(found.span[0], found.shadow))
    if first is None:
        return ()
    row, point = first
    if found.text("a").startswith(NEXT_YEAR) and point.start:
        at.list_from(point.start.year, found.span[1])
    if found.text("b"):
        return _read_range(found, at, row, point, lead, bound)
    reading = _bounded(row, point, lead, bound, found.shadow[max(0, found.span[0] - 12) : found.span[0]])
    per = comes_again(found, at, row, point)
    return (every(per, reading) if per else reading,)


def _read_range(found: Found, at: Bearings, row: PointRow, first: Point, lead: str, bound: str) -> tuple[Reading, ...]:
    kept = at.year, at.said
    if first.start is not None:
        at.year = first.start.year
        at.month = first.start.month
    second = read_point(found.shadow, *found.part("b"), at)
    if at.said == kept[1]:
        at.year = kept[0]
    if second is None:
        return (_bounded(row, first, lead, ""),)
    end_row, last = second
    first, last = _in_order(first, last)
    if first.start and last.end and first.start > last.end:
        return (replace(_bounded(row, first, lead, ""), span=(found.span[0], found.part("a")[1])),)
    if first.stated and last.stated and first.start and last.end:
        at.straddle(first.start, last.end)
    opens = bound in START_BOUNDS and bound != "起"
    reading = Reading(
        kind="start" if opens else "period", rule=row.name, until=end_row.name, start=first.start, end=None if opens else last.end,
        approximate=first.approximate or last.approximate, evidence=first.why,
    )  # fmt: skip
    return (reading,)


def _in_order(first: Point, last: Point) -> tuple[Point, Point]:
    """Give the years that are not written so that the end does not lie before the start (12月至2月 ends in the next year)."""
    if first.start is None or last.end is None or first.start <= last.end:
        return first, last
    if not last.stated:
        return first, _shifted(last, 1)
    moved = _shifted(first, last.end.year - first.start.year)
    return (moved if moved.start is None or moved.start <= last.end else _shifted(moved, -1)), last


def _shifted(point: Point, years: int) -> Point:
    return replace(point, start=_in_year(point.start, years), end=_in_year(point.end, years))


def _in_year(day: date | None, years: int) -> date | None:
    if day is None:
        return None
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


_CLOSING = re.compile(r"(?:截止|截稿|截至|限期|时限|期限)(?:的)?(?:时间|日期|日|期限)?(?:为|是|在|于|:|定于){0,2} {0,3}\n?\(?$")
"""Words before a date that make it the last day: 截止时间：7月15日."""


def _bounded(row: PointRow, point: Point, lead: str, bound: str, before: str = "") -> Reading:
    if bound == "前后" or bound == "左右":
        return _around(row, point)
    if bound in DUE_BOUNDS:
        return _due(row, point, before=bound not in ("止", "为止", "截止"))
    if bound in START_BOUNDS:
        start = point.start
        if bound.endswith("后") and point.end and point.unit != "issue":
            start = point.end if point.unit in ("day", "edge", "last_day") else point.end + ONE_DAY
        return Reading(kind="start", rule=row.name, start=start, approximate=point.approximate, evidence=_evidence(point))
    if lead:
        return _due(row, point, before=False)
    if not bound and _CLOSING.search(before):
        return _due(row, point, before=False)
    if point.unit == "last_day" and not bound:
        return _due(row, point, before=False)
    if point.unit == "feast" and bound and not bound.startswith("当"):
        return _feast_holiday(row, point)
    return _period(row, point)


def _evidence(point: Point) -> str:
    return f"{point.why}, {point.feast}" if point.feast else point.why


def _period(row: PointRow, point: Point, form: str = "") -> Reading:
    return Reading(
        kind="period", rule=row.name, form=form, start=point.start, end=point.end, approximate=point.approximate, evidence=_evidence(point)
    )


def _due(row: PointRow, point: Point, *, before: bool) -> Reading:
    """The last day that is still in time."""
    end = point.end
    if before and point.unit in OPEN_UNITS:
        end = point.start - ONE_DAY if point.start else None
    return Reading(kind="due", rule=row.name, end=end, approximate=point.approximate, evidence=_evidence(point))


def _around(row: PointRow, point: Point) -> Reading:
    """前后, 左右: a week on both sides of a day or a feast."""
    if point.start is None or point.end is None:
        return _period(row, replace(point, approximate=True))
    wide = replace(point, start=point.start - FORTNIGHT / 2, end=point.end + FORTNIGHT / 2, approximate=True)
    return _period(row, wide, "around")


def _feast_holiday(row: PointRow, point: Point) -> Reading:
    """国庆期间: the holiday of the feast, taken for seven days where it is a long one."""
    end = point.end + timedelta(days=FEAST_ENDS.get(point.feast, 0)) if point.end else None
    return _period(row, replace(point, end=end, approximate=True), "holiday")


DATED_ROWS: tuple[Row, ...] = (Row("dated", "3月7日前", OPENS, DATED, read_dated),)
