"""Stretches of days by number and name: 2022年3月7日, 6月中旬, 第四季度, 2025年底, 下周一, “七一”, “十四五”末."""

from datetime import date, timedelta

from nlp.timex.bearings import Bearings, day_of, month_days
from nlp.timex.calendar import YEARS
from nlp.timex.grammar import Groups, Point, PointRow, Unit
from nlp.timex.numerals import number
from nlp.timex.pieces import (
    CLOCK,
    DAY,
    DAY_OPENS,
    DIGITS,
    HAN_DIGITS,
    MONTH,
    MONTH_OPENS,
    NOT_IN_NUMBER,
    WEEKDAY_NOTE,
    YEAR,
    YEAR_OPENS,
    YEAR_WORD,
    S,
    bare,
)

YEARED = rf"(?:(?P<y>{YEAR}){S}年(?:度)?{S}|(?P<w>{YEAR_WORD}|同年)(?:的)?{S}|{NOT_IN_NUMBER})"
DAY_NOTE = rf"(?:{S}\({S}{MONTH}月{DAY}[日号]{S}\))?"
"""The day in figures behind its name: 本周五（3月4日）."""
DOTTED = "(?P<m>1[0-2]|0?[1-9])[.](?P<d>3[01]|[12][0-9]|0?[1-9])"
AFTER_DAY = rf"(?:{WEEKDAY_NOTE})?(?:{CLOCK})?"
PART = "中下旬|上中旬|上旬|中旬|下旬|上半月|下半月|月?底|月?末|初"
WEEKDAYS = "一二三四五六日"
_DATES = YEAR_OPENS + MONTH_OPENS


def written_year(groups: Groups, at: Bearings, month: int | None) -> tuple[int | None, str, bool]:
    """The year of a point, its evidence, and whether the text states it."""
    if groups.get("y"):
        year = number(groups["y"] or "")
        return year, "year stated", year is not None
    if groups.get("w"):
        return *at.year_by_word((groups["w"] or "").replace("同年", "当年")), True
    return *at.year_of(month), False


def _remember(at: Bearings, groups: Groups, year: int, said: str) -> None:
    if groups.get("y"):
        at.state(year, said)


def day_point(groups: Groups, at: Bearings) -> Point | None:
    """2022年3月7日, 3月7日, 3.7, 2022-03-07: a day; with `e`, the last of a run of days (3月7-9日)."""
    month, first = number(groups["m"] or ""), number(groups["d"] or "")
    last = number(groups["e"] or "") if groups.get("e") else first
    if month is None or first is None or last is None:
        return None
    year, why, stated = written_year(groups, at, month)
    if year is None:
        return Point(None, None, "day", why) if day_of(2000, month, last) else None
    start, end = day_of(year, month, first), day_of(year, month, last)
    if start is None or end is None or end < start:
        return None
    _remember(at, groups, year, f"{year}年{month}月{last}日")
    at.month, at.day = month, end
    return Point(start, end, "day", why, stated=stated)


def part_of_month(year: int, month: int, part: str) -> tuple[date, date, Unit]:
    """上旬 1-10, 中旬 11-20, 下旬 21 to the last day; 底, 末 the last day; 初 the first ten."""
    first, last = month_days(year, month)
    if len(part) == 3 and part.endswith("旬"):
        return first.replace(day=1 if part[0] == "上" else 11), first.replace(day=20) if part[0] == "上" else last, "ten_days"
    at = {"上": (1, 10), "初": (1, 10), "中": (11, 20), "下": (21, last.day)}
    if part.endswith("半月"):
        at = {"上": (1, 15), "下": (16, last.day)}
    if part[-1:] in ("底", "末"):
        return last, last, "last_day"
    if not part or part[0] not in at:
        return first, last, "month"
    low, high = at[part[0]]
    return first.replace(day=low), first.replace(day=high), "ten_days"


def month_point(groups: Groups, at: Bearings) -> Point | None:
    """6月, 9-10月, 6月中旬, 6月底."""
    first = number(groups["m"] or "")
    last = number(groups["n"] or "") if groups.get("n") else first
    if first is None or last is None or not (1 <= first <= 12 and 1 <= last <= 12):
        return None
    year, why, stated = written_year(groups, at, first)
    if year is None:
        return Point(None, None, "last_day" if (groups.get("p") or "")[-1:] in ("底", "末") else "month", why)
    start, end, unit = part_of_month(year + (last < first), last, groups.get("p") or "")
    if first != last:
        start = date(year, first, 1)
    _remember(at, groups, year, f"{year}年{first}月")
    at.month, at.day = last, None
    return Point(start, end, unit, why, stated=stated)


def nth_weekday(groups: Groups, at: Bearings) -> Point | None:
    """5月第二个星期日."""
    month, nth = number(groups["m"] or ""), number(groups["k"] or "")
    if month is None or nth is None or not 1 <= month <= 12:
        return None
    year, why, stated = written_year(groups, at, month)
    if year is None:
        return Point(None, None, "day", why)
    first, _ = month_days(year, month)
    weekday = WEEKDAYS.index((groups["d"] or "").replace("天", "日"))
    day = first + timedelta(days=(weekday - first.weekday()) % 7, weeks=nth - 1)
    _remember(at, groups, year, f"{year}年{month}月")
    return Point(day, day, "day", why, stated=stated)


def ten_days(groups: Groups, at: Bearings) -> Point | None:
    """The 下旬 of 6月中旬组织验收，下旬通报: of the month last read."""
    if at.month is None:
        return None
    year, why = at.year_of(at.month)
    if year is None:
        return Point(None, None, "ten_days", why)
    return Point(*part_of_month(year, at.month, groups["p"] or ""), f"month before, {why}")


def near_month(groups: Groups, at: Bearings) -> Point | None:
    """本月底, 下月5日, 次月10日."""
    if at.issued is None:
        return Point(None, None, "month", "month unknown")
    word = groups["r"] or ""
    base = at.issued
    if word[0] in "当次同" and at.month and at.year:
        base = date(at.year, at.month, 1)
    shift = 1 if word[0] in "下次" else -1 if word[0] == "上" else 0
    index = base.year * 12 + base.month - 1 + shift
    year, month = divmod(index, 12)
    if groups.get("d"):
        day = day_of(year, month + 1, number(groups["d"] or "") or 0)
        return None if day is None else Point(day, day, "day", f"{word}月 from issue")
    start, end, unit = part_of_month(year, month + 1, groups.get("p") or "")
    return Point(start, end, unit, f"{word}月 from issue")


def quarter_point(groups: Groups, at: Bearings) -> Point | None:
    """第四季度, 2022年一季度末, 上半年, 下半年底."""
    order = groups.get("q") or groups.get("q2")
    if order:
        length, index = 3, number(order) or 0
    else:
        length, index = 6, 1 if (groups.get("h") or "") == "上" else 2
    last_month = length * index
    year, why, stated = written_year(groups, at, last_month)
    unit: Unit = "quarter" if length == 3 else "half_year"
    if year is None:
        return Point(None, None, unit, why)
    _remember(at, groups, year, f"{year}年")
    start, (_, end) = date(year, last_month - length + 1, 1), month_days(year, last_month)
    if (groups.get("p") or "")[-1:] in ("底", "末"):
        return Point(end, end, "last_day", why, stated=stated)
    return Point(start, end, unit, why, stated=stated)


def near_quarter(groups: Groups, at: Bearings) -> Point | None:
    """本季度, 下季度末."""
    if at.issued is None:
        return Point(None, None, "quarter", "quarter unknown")
    shift = {"下": 1, "上": -1}.get((groups["r"] or "")[0], 0)
    year, quarter = divmod(at.issued.year * 4 + (at.issued.month - 1) // 3 + shift, 4)
    _, end = month_days(year, quarter * 3 + 3)
    if groups.get("p"):
        return Point(end, end, "last_day", "quarter from issue")
    return Point(date(year, quarter * 3 + 1, 1), end, "quarter", "quarter from issue")


def year_point(groups: Groups, at: Bearings) -> Point | None:
    """2025年底, 2021年度, 年末, 明年, 全年; 年初 is January."""
    year, why, stated = written_year(groups, at, None)
    if year is None:
        return Point(None, None, "last_day" if (groups.get("p") or "")[-1:] in ("底", "末", "终") else "year", why)
    if year not in YEARS:
        return None
    _remember(at, groups, year, f"{year}年")
    part = (groups.get("p") or "")[-1:]
    if part in ("底", "末", "终"):
        return Point(date(year, 12, 31), date(year, 12, 31), "last_day", why, stated=stated)
    if part == "初":
        return Point(date(year, 1, 1), date(year, 1, 31), "edge", why, stated=stated)
    return Point(date(year, 1, 1), date(year, 12, 31), "year", why, stated=stated)


def years_point(groups: Groups, at: Bearings) -> Point | None:
    """2021-2025年: a stretch of years gives no year to what comes after it."""
    first, last = number(groups["a"] or ""), number(groups["b"] or "")
    if first is None or last is None or not 1900 <= first < last <= 2100:
        return None
    return Point(date(first, 1, 1), date(last, 12, 31), "years", "year stated", stated=True)


def two_years(groups: Groups, at: Bearings) -> Point | None:
    """今明两年: the year of issue and the next."""
    if at.issued is None:
        return Point(None, None, "years", "year unknown")
    return Point(date(at.issued.year, 1, 1), date(at.issued.year + 1, 12, 31), "years", "year from issue")


def weekday_point(groups: Groups, at: Bearings) -> Point | None:
    """本周五, 下周一上午, 本周末, 周五 (in 周五前); weeks begin on Monday."""
    if at.issued is None:
        return Point(None, None, "day", "week unknown")
    shift = {"上": -7, "下": 7}.get((groups["r"] or " ")[0], 0) * (2 if (groups["r"] or "").startswith("下下") else 1)
    monday = at.issued - timedelta(days=at.issued.weekday()) + timedelta(days=shift)
    said = (groups.get("d") or "").replace("天", "日")
    if said == "末":
        return Point(monday + timedelta(days=5), monday + timedelta(days=6), "week", "week from issue")
    if not said:
        return Point(monday, monday + timedelta(days=6), "week", "week from issue")
    day = monday + timedelta(days=WEEKDAYS.index(said))
    at.day = day
    return Point(day, day, "day", "week from issue")


def near_day(groups: Groups, at: Bearings) -> Point | None:
    """今天, 明日, 后天上午."""
    if at.issued is None:
        return Point(None, None, "day", "day unknown")
    day = at.issued + timedelta(days={"昨": -1, "今": 0, "明": 1, "后": 2}[(groups["r"] or "今")[0]])
    return Point(day, day, "day", "day from issue")


def issue_point(groups: Groups, at: Bearings) -> Point | None:
    """印发之日, 即日: the day of issue."""
    return Point(at.issued, at.issued, "issue", "day of issue" if at.issued else "issue unknown")


def listed_day(groups: Groups, at: Bearings) -> Point | None:
    """The 20日 of 10月18日、20日 or of 20日前: a day of the month last read, else of the month of issue."""
    month = at.month or (at.issued.month if at.issued else None)
    year, why = at.year_of(month)
    if month is None or year is None:
        return Point(None, None, "day", "month unknown")
    day = day_of(year, month, number(groups["d"] or "") or 0)
    return None if day is None else Point(day, day, "day", f"month before, {why}")


def plan_point(groups: Groups, at: Bearings) -> Point | None:
    """“十四五”: the fourteenth five-year plan ran from 2021 to 2025, each of the others five years earlier or later."""
    order = number(groups["k"] or "")
    if order is None or not 1 <= order <= 30:
        return None
    first = 1951 + 5 * order
    last_day = date(first + 4, 12, 31)
    if groups.get("p"):
        return (
            Point(date(first, 1, 1), date(first, 12, 31), "edge", "plan")
            if groups["p"] == "初"
            else Point(last_day, last_day, "last_day", "plan")
        )
    return Point(date(first, 1, 1), last_day, "years", "plan")


def season_point(groups: Groups, at: Bearings) -> Point | None:
    """今冬明春: December to May."""
    if at.issued is None:
        return Point(None, None, "month", "year unknown", approximate=True)
    year = at.issued.year - (at.issued.month <= 5)
    return Point(date(year, 12, 1), date(year + 1, 5, 31), "month", "season from issue", approximate=True)


POINTS: tuple[PointRow, ...] = (
    PointRow("day_run", "3月18-20日", rf"{YEARED}(?P<m>{MONTH}){S}月{S}(?P<d>{DAY}){S}[日号]?{S}(?:-{{1,2}}|至|到|、|,){S}(?P<e>{DAY}){S}[日号]{AFTER_DAY}", day_point, _DATES),
    PointRow("day", "2022年3月7日17:00", rf"{YEARED}(?P<m>{MONTH}){S}月份?{S}(?P<d>{DAY}){S}[日号]{AFTER_DAY}", day_point, _DATES),
    PointRow("iso_day", "2022-03-07", rf"(?P<y>{YEAR}){S}(?P<s>[-./]){S}(?P<m>1[0-2]|0?[1-9]){S}[-./]{S}(?P<d>3[01]|[12][0-9]|0?[1-9])(?![0-9])日?{AFTER_DAY}", day_point, "12一二"),
    PointRow("month_run", "9-10月", rf"{YEARED}(?P<m>{MONTH}){S}(?:月份?{S})?(?:-{{1,2}}|至|到){S}(?P<n>{MONTH}){S}月份?(?P<p>{PART})?(?!{S}{DAY}{S}[日号])", month_point, _DATES),
    PointRow("nth_weekday", "5月第二个星期日", rf"{YEARED}(?P<m>{MONTH}){S}月份?的?第(?P<k>[一二三四1-4])个(?:周|星期)(?P<d>[一二三四五六日天])", nth_weekday, _DATES),
    PointRow("month", "6月中旬", rf"{YEARED}(?P<m>{MONTH}){S}月份?{S}(?P<p>{PART})?", month_point, _DATES),
    PointRow("dotted_month", "2022.03", r"(?P<y>(?<![-./])(?:19|20)[0-9]{2})[./](?P<m>1[0-2]|0[1-9]|[1-9](?=(?:-|至|到|前|起|底)))(?![0-9.%])", month_point, "12"),
    PointRow("near_month", "本月底", rf"(?P<r>本|当|下个?|上个?|次|同|这个)月{S}(?:(?P<d>{DAY}){S}[日号]{AFTER_DAY}|份?(?P<p>上旬|中旬|下旬|底|末|初)?)", near_month),
    PointRow("quarter", "第四季度", rf"{YEARED}(?:第{S}?(?P<q>[一二三四1-4]){S}季度?|(?P<q2>[一二三四1-4])季度)(?P<p>末|底)?", quarter_point, YEAR_OPENS + "第三四34"),
    PointRow("near_quarter", "本季度末", r"(?P<r>本|下一?个?|上一?个?)季度(?P<p>末|底)?", near_quarter),
    PointRow("half_year", "上半年", rf"{YEARED}(?P<h>[上下])半年(?P<p>底|末)?", quarter_point, YEAR_OPENS),
    PointRow("years", "2021-2025年", rf"(?P<a>{YEAR}){S}年?{S}(?:-{{1,2}}|至|到){S}(?P<b>{YEAR}){S}年(?!{S}{MONTH}{S}月|度?[底末初])", years_point, "12一二"),
    PointRow("year", "2025年底", rf"(?:(?P<y>{YEAR}){S}年|(?P<w>{YEAR_WORD})(?![龄级]))(?:度(?P<q>末)?)?(?!{S}[0-9]{{1,2}}{S}月){S}(?P<p>年?[底末终]|年?初)?内?", year_point, YEAR_OPENS),
    PointRow("year_end", "年底", r"(?<![今明去当本前后次每全])(?<![0-9〇零一二三四五六七八九] )(?P<p>年[底末终初])", year_point, "年"),
    PointRow("whole_year", "全年", r"(?:全年|年内|本年内)(?!级)", year_point),
    PointRow("weekday", "下周一上午", rf"(?P<r>本|这|上|下下|下)(?:一?个?)(?:周|星期|礼拜)(?P<d>[一二三四五六日天末]){DAY_NOTE}{AFTER_DAY}", weekday_point),
    PointRow("week", "下周", r"(?P<r>本|这|上|下下|下)(?:一?个?)(?:周|星期|礼拜)", weekday_point),
    PointRow("weekday_alone", "周五前", rf"(?P<r>)(?:(?<=于)|(?=.{{1,3}}[一二三四五六日天](?:下班)?(?:之前|以前|前)))(?:周|星期|礼拜)(?P<d>[一二三四五六日天]){AFTER_DAY}", weekday_point, "周星礼"),
    PointRow("slashed_day", "3/7前", r"(?<![0-9./年-])(?P<m>1[0-2]|0?[1-9])[./](?P<d>3[01]|[12][0-9]|0?[1-9])(?=之前|以前|前(?!后)|起)", day_point, DIGITS),
    PointRow("bracketed_day", "自查阶段（3.16—4.30）", rf"(?<=[(:]){DOTTED}(?={S}(?:-{{1,2}}|至){S}{bare(DOTTED)}{S}[),;。\n])", day_point, DIGITS),
    PointRow("two_years", "今明两年", "今明两年", two_years),
    PointRow("near_day", "今天", rf"(?P<r>今天|今日|明天|明日(?!报)|后天|昨天){DAY_NOTE}(?:{CLOCK})?", near_day),
    PointRow("issue", "印发之日", r"(?:印发|下发|发布|发文|公布|颁布|发出|发放|施行|实施|公告|签发)之日|即日", issue_point, "印下发公颁施实签即"),
    PointRow("plan", "“十四五”末", r'"?(?P<k>十[一二三四五六七八九]?|[一二三四五六七八九])五"?(?:规划)?(?=期间|时期|末|初|中后?期|前|以来)(?:时期)?(?P<p>末|初)?', plan_point, '"' + HAN_DIGITS),
    PointRow("season", "今冬明春", "今冬明春", season_point),
    PointRow("ten_days", "6月中旬验收，下旬通报", r"(?<=[,、;。])(?P<p>[上中下]旬)", ten_days, "上中下"),
    PointRow("listed_day", "10月18日和20日", rf"(?<=日[、和及或]|[号][、和及或])(?P<d>{DAY})[日号]{AFTER_DAY}", listed_day, DAY_OPENS),
    PointRow("day_alone", "请于20日前报送", rf"(?<=[于在至请到])(?P<d>{DAY})[日号](?:{CLOCK})?(?=之?前|以前)", listed_day, DAY_OPENS),
)  # fmt: skip
"""First match wins: the longer forms stand first."""
