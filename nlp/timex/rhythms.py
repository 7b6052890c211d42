"""Rhythms: 每学期, 每周三下午, 每年9月底前, 每年“七一”“教师节”前, 周检查, 一年一次, 隔周, 逐月, 年度总结."""

import re
from collections.abc import Mapping
from dataclasses import replace

from nlp.lexicon import pattern
from nlp.timex.bearings import Bearings
from nlp.timex.feasts import SOLAR_FEASTS
from nlp.timex.festive import FEAST, FEAST_LOOSE, feast_names
from nlp.timex.grammar import Found, Reading, Row
from nlp.timex.numerals import number
from nlp.timex.pieces import BEFORE, CLOCK, DAY, DAYPART, MONTH, S
from nlp.timex.recur import BYDAY, rule
from nlp.types import Frequency, Per

UNITS: Mapping[str, Per] = {
    "天": "day", "日": "day", "晚": "day", "早": "day", "工作日": "day", "上学日": "day", "周": "week", "星期": "week", "礼拜": "week",
    "月": "month", "月份": "month", "月度": "month", "季": "quarter", "季度": "quarter", "半年": "half_year", "半月": "month", "半个月": "month", "年": "year", "年度": "year",
    "学期": "semester", "学年": "school_year", "学年度": "school_year", "旬": "month", "餐": "each", "年终": "year", "全年": "year",
}  # fmt: skip
UNIT = "工作日|上学日|学年度?|学期|半年|半个?月|季度|月份?|星期|礼拜|年度?|季|天|日|周|晚|旬|餐(?!厅|具|饮|桌|盒)"
HALF_MONTHS = ("半月", "半个月")
MANY = "[两二三四五六七八九十2-9]|1[0-9]"
WEEKDAYS = r"[一二三四五六日天](?:(?:、|和|及|至|到|-|与)(?:周|星期|每周)?[一二三四五六日天]){0,6}(?![个次名项份篇轮人节])"
IN_YEAR = (
    rf"(?:{MONTH}{S}月份?(?:{S}{DAY}{S}[日号]|上旬|中旬|下旬|底|末|初|的?第[一二三四]个?周)?(?:{S}(?:-{{1,2}}|至|到){S}(?:次年)?{MONTH}{S}月份?(?:{S}{DAY}{S}[日号]|上旬|中旬|下旬|底|末|初)?)?"
    rf"|(?:{FEAST}[、和及]?){{1,3}}|(?:{FEAST_LOOSE})(?={BEFORE}|期间)|年?[底末初终]|[春秋]季学期|暑假|寒假|寒暑假|暑期|[上下]半年|第?[一二三四]季度)"
)
IN_MONTH = (
    rf"(?:(?P<md>{DAY})[日号]|(?P<mp>月?[底末]|最后一(?:天|周)|上旬|中旬|下旬|月?初)|最后一个(?P<lx>工作日)"
    r"|最后一个?(?:周|星期)(?P<lw>[一二三四五六日天])|第(?P<nth>[一二三四])个?(?:周|星期)(?P<nw>[一二三四五六日天])?)"
)
IN_TERM = (
    rf"(?:(?:首|末|第[一二三]个|最后一个)月(?:{DAY}[日号])?|期?[末初](?!月)|期中|结束|开学(?:第[一1]周|初)?|[一二12两]周(?!期))(?!成绩|考)"
)
ONE_ACT = rf"一(?:{pattern('rhythm_verbs')}|[查报会训练课题讲谈研学议测考结])(?:[、,。;:)\"\n制]|\Z)"
"""What 一 counts in 每周一查、每月一评, where it is no Monday."""
EVERY = (
    rf"每(?:逢)?(?:(?P<n>{MANY})(?:(?:-|至|到)(?:{MANY}))?{S}个?|一个?|个|(?P<skip>隔一?个?|[双单](?=周)))?{S}(?P<unit>{UNIT})(?![级龄度岁产均]|刊(?!发)|报[纸刊])(?<!每一天)"
    rf"(?:(?<=[周期拜])(?:周|星期)?(?!{ONE_ACT})(?P<wd>{WEEKDAYS})(?:{CLOCK})?|(?<=[周期拜])末|(?<=[月份])(?:的)?{S}{IN_MONTH}|(?:(?<=年)|(?<=年度))(?:的)?{S}(?P<yp>{IN_YEAR})|(?<=[期年度季])(?:的)?(?P<tp>{IN_TERM})"
    rf"|(?<=[天日])(?:{DAYPART}|早)?)?"
    rf"(?P<bound>前后|{BEFORE}|期间|左右)?"
)
COUNTED = "[一二两三四五1-9][0-9]{0,2}(?:-[1-9])?[次报结评检查考会访谈练演讲议调研督]"
ONCE = rf"(?<![每第满近0-9一二两三四五六七八九十])(?P<n>[一两二三四五六])?个?(?P<unit>学期|学年|季度?|半年|半个?月|年|月|周|天|日)(?=(?:至少|不少于|不低于|召开|举行|开展)?{COUNTED})"
TWIN = rf"(?:一|(?=半年|年终|半月|全年))(?P<unit>学期|季度?|半年|半月|年终|全年|月|周|旬|日|年)一(?:{pattern('rhythm_verbs')}|报|会|查|训|练|主题|议|测|考|评|结|检|督)"
_NO_PERIOD = "一二两三四五六七八九十0-9每本上下隔双单第四全近多半今明去当首末整换按黄闰该月次半生周"
WORD = (
    rf"(?<![{_NO_PERIOD}])(?P<unit>周|月|季度|季|半年|年(?![检审]合格)|学期|旬|(?<![即同翌平周期节假作某])日(?=[一-龥]{{2}}))"
    rf"(?:{pattern('rhythm_verbs')})(?![会员组单表])"
)
RUN_UNIT = "(?:日|周|旬|月度?|季度?|半年|年度?)(?![一二三四五六日天常期内底末初前后份度节历终轻长级龄老青幼产亮出计])"
RUN_END = r"(?=[、,。;:)\"\n]|\Z|制)"
WORD_RUN = rf"(?<![{_NO_PERIOD}])(?P<unit>{RUN_UNIT})[一-龥]{{2}}(?=、{RUN_UNIT}[一-龥]{{2,3}}{RUN_END})"
WORD_LAST = rf"(?<=、)(?P<unit>{RUN_UNIT})[一-龥]{{2}}{RUN_END}"
SKIP = r"(?P<skip>隔|双|单)(?P<unit>周|月|年|天|日|星期)(?:[一二三四五六日](?![次个]))?(?!岁|全|之|向|刊)"
STEPWISE = r"(?:逐|按|分)(?P<unit>学年度?|学期|季度|季|月度?|年度|年|周|旬|日|天)(?=[^前内期计份制薪级利度末龄代岁历薪])"
YEARLY = rf"(?<![0-9年今本去上下当全每各按分该个跨新次双学季半同一二三四五六七八九〇零])(?<![0-9] )(?P<unit>年度|月度|季度|学年度)(?:末|(?={S}(?:\"|(?:[一-龥]{{0,6}})?{pattern('rhythm_nouns')})))"


def _interval(found: Found) -> int:
    groups = found.groups
    if groups.get("skip") is not None or groups.get("skip"):
        return 2
    return number(groups.get("n") or "") or 1


def _recurring(per: Per, interval: int, rrule: str | None, rule_name: str, evidence: str = "") -> Reading:
    return Reading(kind="recurring", frequency=Frequency(per, interval=interval), rrule=rrule, rule=rule_name, evidence=evidence)


def read_every(found: Found, at: Bearings) -> tuple[Reading, ...]:
    """每…: the rule of the unit, narrowed by the weekday, the day of the month or the feast that follows."""
    unit = found.text("unit")
    per, interval = UNITS[unit], _interval(found)
    if found.text("yp"):
        return _in_year(found, per, interval)
    if found.text("wd"):
        return (_recurring("week", interval, rule("week", interval, f"BYDAY={_byday(found.text('wd'))}"), "weekday"),)
    if found.text("lw"):
        return (_recurring("month", interval, rule("month", interval, f"BYDAY=-1{BYDAY[found.text('lw')]}"), "last_weekday"),)
    if found.text("nw"):
        by = f"BYDAY={number(found.text('nth'))}{BYDAY[found.text('nw')]}"
        return (_recurring("month", interval, rule("month", interval, by), "nth_weekday"),)
    if found.text("lx"):
        return (_recurring("month", interval, rule("month", interval, "BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1"), "last_workday"),)
    if unit in ("工作日", "上学日"):
        return (_recurring("day", interval, rule("week", 1, "BYDAY=MO,TU,WE,TH,FR"), "workday"),)
    if unit in HALF_MONTHS:
        return (_half_monthly(),)
    if unit == "旬":
        return (_recurring("month", 1, rule("month", 1, "BYMONTHDAY=10,20,-1"), "ten_days"),)
    if per == "quarter" and found.text("tp").endswith("末"):
        return (_recurring(per, 1, rule("year", 1, "BYMONTH=3,6,9,12;BYMONTHDAY=-1"), "quarter_end"),)
    if per == "quarter" and "月" in found.text("tp"):
        return (_recurring(per, 1, _quarter_rule(found.text("tp")), "month_of_quarter"),)
    day = _month_day(found)
    return (_recurring(per, interval, rule(per, interval, day), f"every_{per}"),)


def _quarter_rule(part: str) -> str | None:
    """首月10日, 第二个月, 末月25日: the months of the four quarters."""
    nth = 1 if part[0] == "首" else 3 if part[0] in "末最" else number(part[1])
    if nth is None or not 1 <= nth <= 3:
        return None
    day = re.search(rf"月({DAY})", part)
    months = ",".join(str(nth + 3 * n) for n in range(4))
    return rule("year", 1, f"BYMONTH={months}" + (f";BYMONTHDAY={number(day[1])}" if day else ""))


def _half_monthly() -> Reading:
    rrule = rule("month", 1, "BYMONTHDAY=15,-1")
    return Reading(kind="recurring", rule="half_month", frequency=Frequency("month", times=2), rrule=rrule)


def _month_day(found: Found) -> str:
    groups = found.groups
    if groups.get("md"):
        return f"BYMONTHDAY={number(groups['md'] or '')}"
    part = groups.get("mp") or ""
    if part[-1:] in ("底", "末", "天"):
        return "BYMONTHDAY=-1"
    return {"上旬": "BYMONTHDAY=1,2,3,4,5,6,7,8,9,10"}.get(part, "")


def _byday(text: str) -> str:
    """一至五, 二、四: RFC 5545 weekdays."""
    days = re.findall("[一二三四五六日天]", text)
    if re.search("至|到|-", text) and len(days) == 2:
        order = list("一二三四五六日")
        first, last = (order.index(day.replace("天", "日")) for day in days)
        days = order[first : last + 1] or days
    return ",".join(BYDAY[day] for day in days)


_MONTH_IN = re.compile(rf"(?P<m>{MONTH}){S}月份?{S}(?:(?P<d>{DAY}){S}[日号]|(?P<p>上旬|中旬|下旬|底|末|初))?")
_PART_DAYS = {"底": -1, "末": -1, "上旬": 10, "中旬": 20, "下旬": -1}


def _in_year(found: Found, per: Per, interval: int) -> tuple[Reading, ...]:
    """每年9月底前, 每年3月至5月, 每年“七一”“教师节”前 (one rhythm for each feast)."""
    text = found.text("yp")
    months = list(_MONTH_IN.finditer(text))
    if months:
        return (_recurring(per, interval, _month_rule(months, interval), "every_year_month"),)
    names = feast_names(text)
    if not names:
        end = rule("year", interval, "BYMONTH=12;BYMONTHDAY=-1") if text[-1] in "底末终" else None
        return (_recurring(per, interval, end, "every_year_part"),)
    return tuple(_recurring(per, interval, _feast_rule(name, interval), "every_year_feast", name) for name in names)


def _feast_rule(name: str, interval: int) -> str | None:
    """None for a feast of the lunar calendar, which no RFC 5545 rule can say."""
    if name not in SOLAR_FEASTS:
        return None
    month, day = SOLAR_FEASTS[name]
    return rule("year", interval, f"BYMONTH={month};BYMONTHDAY={day}")


def _month_rule(months: list[re.Match[str]], interval: int) -> str | None:
    first, last = number(months[0]["m"]) or 0, number(months[-1]["m"]) or 0
    if len(months) > 1:
        run = range(first, last + 1) if first <= last else [*range(first, 13), *range(1, last + 1)]
        return rule("year", interval, "BYMONTH=" + ",".join(map(str, sorted(run))))
    day = number(months[0]["d"] or "") or _PART_DAYS.get(months[0]["p"] or "")
    return rule("year", interval, f"BYMONTH={first}" + (f";BYMONTHDAY={day}" if day else ""))


def read_plain(found: Found, at: Bearings) -> tuple[Reading, ...]:
    """一年一次, 周检查, 隔周, 逐月."""
    unit = found.text("unit")
    per, interval = UNITS[unit], _interval(found)
    if unit in HALF_MONTHS:
        return (_half_monthly(),)
    return (_recurring(per, interval, rule(per, interval, "BYMONTH=12;BYMONTHDAY=-1" if unit == "年终" else ""), f"word_{per}"),)


def read_last(found: Found, at: Bearings) -> tuple[Reading, ...]:
    """The 月销号 of 日登记、周调度、月销号: any two characters after a unit, where a rhythm stands just before."""
    return read_plain(found, at) if at.rhythm_end == found.span[0] - 1 else ()


def read_named(found: Found, at: Bearings) -> tuple[Reading, ...]:
    """年度总结: a rhythm that is said in passing; 年度末 is ordered."""
    per = UNITS[found.text("unit")]
    last = found.match[0].endswith("末")
    reading = _recurring(
        per, 1, rule(per, 1, "BYMONTH=12;BYMONTHDAY=-1" if last and per == "year" else ""), "period_end" if last else "named"
    )
    ordered = last or found.shadow[found.span[1] : found.span[1] + 1] == '"'
    return (reading if ordered else replace(reading, tier="may"),)


def read_weekday(found: Found, at: Bearings) -> tuple[Reading, ...]:
    """周五大扫除, 周一至周五: a bare weekday comes every week."""
    return (_recurring("week", 1, rule("week", 1, f"BYDAY={_byday(found.match[0])}"), "bare_weekday"),)


BARE_WEEKDAY = (
    r"(?<![上下本这每第\(0-9一二三四五六七八九十双单隔日号于])(?<![日号] )(?:周|星期|礼拜)[一二三四五六日](?:(?:、|和|及|至|到|-|与)(?:周|星期)?[一二三四五六日]){0,6}"
    rf"(?:{CLOCK})?(?![次个轮名围边岁年末至]|{BEFORE}|下班前)"
)

RHYTHM_ROWS: tuple[Row, ...] = (
    Row("every", "每周三下午", "每", EVERY, read_every),
    Row("twin", "一周一调度", "一半年全", TWIN, read_plain),
    Row("once", "一年一次", "一两二三四五六个学季半年月周天日", ONCE, read_plain),
    Row("skip", "隔周", "隔双单", SKIP, read_plain),
    Row("stepwise", "逐月通报", "逐按分", STEPWISE, read_plain),
    Row("word", "周检查", "周月季年学旬日半", WORD, read_plain),
    Row("word_run", "日登记、月销号", "日周旬月季半年", WORD_RUN, read_plain),
    Row("word_last", "日登记、月销号", "日周旬月季半年", WORD_LAST, read_last),
    Row("named", "年度总结", "年月季学", YEARLY, read_named),
    Row("bare_weekday", "周五", "周星礼", BARE_WEEKDAY, read_weekday),
)
