"""Feasts by the solar and the lunar calendar: 教师节 is 09-10, 中秋 2022 is 09-10, 清明 2022 is 04-05."""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache

from borax.calendars.lunardate import LunarDate, TermUtils

from nlp.timex.calendar import MonthDay

SOLAR_FEASTS: Mapping[str, MonthDay] = {
    "元旦": (1, 1), "三八": (3, 8), "妇女节": (3, 8), "学雷锋纪念日": (3, 5), "学雷锋日": (3, 5), "学雷锋活动日": (3, 5), "植树节": (3, 12), "国家安全教育日": (4, 15), "读书日": (4, 23),
    "五一": (5, 1), "劳动节": (5, 1), "五四": (5, 4), "青年节": (5, 4), "六一": (6, 1), "儿童节": (6, 1), "七一": (7, 1), "建党节": (7, 1),
    "八一": (8, 1), "建军节": (8, 1), "教师节": (9, 10), "烈士纪念日": (9, 30), "十一": (10, 1), "国庆": (10, 1), "宪法日": (12, 4),
    "宪法宣传日": (12, 4), "国家公祭日": (12, 13), "一二九": (12, 9),
}  # fmt: skip
LUNAR_FEASTS: Mapping[str, MonthDay] = {"春节": (1, 1), "元宵": (1, 15), "端午": (5, 5), "中秋": (8, 15), "重阳": (9, 9), "除夕": (1, 1)}


@cache
def feast_day(name: str, year: int) -> date | None:
    """The day of a feast in a calendar year; None where the lunar tables (1900 to 2100) do not reach."""
    if name in SOLAR_FEASTS:
        return date(year, *SOLAR_FEASTS[name])
    if not 1901 <= year <= 2099:
        return None
    if name == "清明":
        qingming: date = TermUtils.nth_term_day(year, term_name="清明")
        return qingming
    month, day = LUNAR_FEASTS[name]
    solar: date = LunarDate(year, month, day).to_solar_date()
    return solar - timedelta(days=1) if name == "除夕" else solar
