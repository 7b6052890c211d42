"""Lengths and times by events: 5个工作日, 一年左右时间, 印发之日起15个工作日内, 会后三日内, 发展前, 审核后, 支教期间."""

import re
from dataclasses import replace
from datetime import date, timedelta

from nlp.lexicon import pattern, terms
from nlp.timex.bearings import Bearings, day_of
from nlp.timex.calendar import knows_workdays
from nlp.timex.grammar import Found, Reading, Row
from nlp.timex.numerals import number
from nlp.timex.pieces import BEFORE, CLOCK, COUNT, DAYPART, DIGITS, HAN_DIGITS, HOUR, S
from nlp.types import Span

UNIT = "个?工作日|个?(?:自然|日历)日|个?(?:学期|学年|季度|星期|礼拜|小时)|个多?月|(?<=半)月|周(?!岁|[一二三四五六日天年]|期)|年(?!级|代|龄|[级度底末初])|天|日(?![制用常报])|分钟|小时|刻钟"
NOT_NAME = r"(?!(?:行动|发展|攻坚|提升|建设|教育)?(?:计划|规划|方案|行动|工程)|大计|四季|便利|生活圈|圈)(?<!四周)(?<!百年)"
AMOUNT = rf"{COUNT}(?:{S}(?:-{{1,2}}|至|到|、){S}{COUNT})?{S}(?:多|余)?"
LEAST = "(?:一般|原则上)?(?:不得|应|须)?(?:不少于|不低于|不得少于|至少|不超过|不得超过|不多于|最长(?:不得?超过)?|最短(?:不少于)?|最多|最少|累计|超过|约|近)"
MORE = "(?:左右|以上|以下|之久)?(?:的?时间)?"
LENGTH = rf"(?<![第0-9.〇每隔./月])(?:(?P<least>{LEAST}){S})?(?P<n>{AMOUNT})(?P<unit>{UNIT})半?(?:{MORE})?(?P<within>之内|以内|内(?!容|部|涵))?{NOT_NAME}"
ISSUE = "印发|下发|发布|公布|颁布|接到|收到|公告|发文|通知|施行|实施"
ANCHOR_EVENT = rf"(?:(?P<issue>(?:{ISSUE})(?:本|该|此)?(?:通知|文件|方案|意见|办法)?)|(?P<event>{pattern('event_verbs')}))"
AFTER = r"(?:之日起|之日|之后|以后|后|次日起?|当日起|起)(?:的|,)?"
CLOCK_ALONE = rf"(?:(?:{DAYPART}){S}{HOUR}|[0-2]?[0-9]{S}:{S}[0-5][0-9](?={S}-))(?:{S}(?:-{{1,2}}|至|到){S}(?:{DAYPART})?{S}{HOUR})?(?P<before>{BEFORE})?"
WITHIN_AFTER = rf"{ANCHOR_EVENT}(?:{AFTER}|(?<=通知)|(?<=文件)){S}(?P<n>{COUNT}){S}(?P<unit>{UNIT})(?P<end>之内|以内|内|之后|以后|后)"
AHEAD = rf"(?:提前|前)(?P<n>{AMOUNT})(?P<unit>{UNIT})(?!的|来|以来)|提前(?=[,、落到做准发通告完])"
EVENT_BEFORE = rf"(?:{pattern('event_verbs')})(?:之前|以前|前后|前(?:(?!一[天日]){COUNT}(?:个工作日|个月|天|日|周)(?:之内|以内|内)?|(?![往来提夕期述沿端进瞻言些几列段后]|一[天日])))"
EVENT_AFTER = rf"(?:{pattern('event_verbs')})(?:之后|以后|后(?!勤|备|续|进|期|果|顾|台|方|的))"
DURING = rf"(?:{pattern('event_verbs')}|工作|在校|在学|在职|任职|服务|援[疆藏]|假日|节假日|法定节假日)\n?期间"
SET_TIME = "(?:规定|限定|指定|约定|要求)(?:的)?(?:时间|时限|期限|日期)(?:之?内|之?前|以前)|(?:在)?有效期内"
WHEN_EVENT = rf"(?:{pattern('event_verbs')})时(?=(?:必须|须|应|要|需|详细|一并|同时|统一))"
WHOLE = "(?:贯穿|贯彻)[^,。;、\\n]{0,8}?(?:始终|全程)|全程(?=参与|监督|跟踪|指导|督导|负责|\n|\t|$)"
PHRASE_BEFORE = "(?<=[一-龥])前(?=,|[须应要需先由均将再各报向]|必须|务必|一律|统一|组织|开展|完成|做好|进行|认真)"
PHRASE_WITHIN = rf"(?<=[一-龥])(?:之日起|后)(?:的|,)?{S}(?P<n>{COUNT}){S}(?P<unit>{UNIT})(?:之内|以内|内)"
BEFORE_FEASTS = rf"(?:每逢)?(?:重要|重大|法定|传统|各类|主要)?(?:节假日|节日)(?:来临|到来)?{BEFORE}"
ON_THE_DAY = rf"(?:{pattern('event_verbs')})(?:的)?(?:当天|当日|前一天|前一日|前夕)(?:{CLOCK})?(?P<before>{BEFORE})?"


def event_start(shadow: str, start: int) -> int:
    """Where the words of an event begin that ends at `start`: after the nearest mark, 在, 于 … within twelve characters."""
    floor = max(0, start - 12)
    at = start
    while at > floor and not _STOP.match(shadow, at - 1):
        at -= 1
    while at < start and shadow[at] in _TRIM:
        at += 1
    return start if at == floor and floor > 0 else at


def phrase_start(shadow: str, start: int) -> int | None:
    """Where a clause begins that ends at `start` and can name an event: 列为发展对象 does, 教室门 and 各校会 do not."""
    begin = start
    while begin > max(0, start - 12) and not _PHRASE_STOP.match(shadow, begin - 1):
        begin -= 1
    phrase = shadow[begin:start]
    if not _PHRASE.fullmatch(phrase) or (begin and not _BOUNDARY.match(shadow, begin - 1)):
        return None
    return begin


_PHRASE = re.compile(
    r"(?![各全该本此]|所有|如[果何]|以|之|不)[一-龥]{2,11}(?<![目当提从此生眼面跟门桌台榜身以之日年月周天时早午夜晚空往史先学节假期季板屏幕镜旗碑墙栏窗车楼人队厅床馆])"
)
_PHRASE_STOP = re.compile(r"[^一-龥]|[在于自从应须要将需由]")
_BOUNDARY = re.compile(r"[^一-龥]|[在于自从应须]")
_STOP = re.compile(r"[^一-龥、]|[在于应须要请自从将需由可并待]|[、](?!返|离)")
_TRIM = "、的各"


def _days(found: Found) -> tuple[int, str]:
    return number(re.split("-|至|到|、", found.text("n"))[0].strip()) or 0, found.text("unit").removeprefix("个")


def read_length(found: Found, at: Bearings) -> tuple[Reading, ...]:
    """A length of time; its value stays open, as nothing says when it begins."""
    kind = "within" if found.text("within") else "length"
    return (Reading(kind="relative", rule=kind),)


def read_within_after(found: Found, at: Bearings) -> tuple[Reading, ...]:
    """印发之日起15个工作日内: counted from the day after the day of issue; open where the anchor is another event."""
    count, unit = _days(found)
    begin = event_start(found.shadow, found.span[0])
    if not found.text("issue") or at.issued is None or not _OF_THIS.fullmatch(found.shadow, begin, found.span[0]):
        return (Reading(kind="relative", rule="after_event", span=(begin, found.span[1])),)
    end = _add(at, at.issued, count, unit)
    known = "" if unit != "工作日" or end is None or knows_workdays(at.issued, end) else "Monday to Friday, no official calendar"
    later = found.text("end").endswith("后")
    reading = Reading(kind="relative", rule="after_issue", approximate=bool(known), evidence=known)
    return (replace(reading, start=end) if later else replace(reading, end=end),)


_OF_THIS = re.compile("(?:本|该|此)?(?:通知|文件|方案|意见|办法|细则|规定|公告)?")
"""What may stand before 印发之日 where the document itself is meant: 通报印发之日 is another document's."""


def _add(at: Bearings, day: date, count: int, unit: str) -> date | None:
    if unit == "工作日":
        return at.calendar.workdays_after(day, count)
    if unit in ("天", "日", "自然日", "日历日"):
        return day + timedelta(days=count)
    if unit in ("周", "星期", "礼拜"):
        return day + timedelta(weeks=count)
    if unit in ("月", "年"):
        year, month = divmod(day.year * 12 + day.month - 1 + count * (12 if unit == "年" else 1), 12)
        return next(found for back in range(4) if (found := day_of(year, month + 1, day.day - back)))
    return day if unit in ("小时", "分钟") else None


def read_event(found: Found, at: Bearings) -> tuple[Reading, ...]:
    """发展前, 讨论活动开始前."""
    return (Reading(kind="relative", rule="before_event", span=_from_event(found)),)


def read_phrase(found: Found, at: Bearings) -> tuple[Reading, ...]:
    """列为发展对象前须…, 接到举报之日起15个工作日内: an event that the clause spells out."""
    start = phrase_start(found.shadow, found.span[0])
    if start is None:
        return ()
    return (Reading(kind="relative", rule="phrase", span=(start, found.span[1])),)


def read_may_event(found: Found, at: Bearings) -> tuple[Reading, ...]:
    """审核后, 支教期间, 测试当天: said in passing more often than ordered."""
    return (Reading(kind="relative", tier="may", rule="at_event", span=_from_event(found)),)


def _from_event(found: Found) -> Span:
    return event_start(found.shadow, found.span[0]), found.span[1]


def read_on_the_day(found: Found, at: Bearings) -> tuple[Reading, ...]:
    """考试当天 of the day last read; with 前 it is due on that day."""
    if not found.text("before") and "前一" in found.match[0]:
        return read_event(found, at)
    if not found.text("before"):
        return read_may_event(found, at)
    return (Reading(kind="due", end=at.day, rule="on_the_day", span=_from_event(found)),)


def read_clock(found: Found, at: Bearings) -> tuple[Reading, ...]:
    """上午8:30前, 9:00-9:10: a time of the day last read."""
    if found.text("before"):
        return (Reading(kind="due", end=at.day, rule="clock"),)
    return (Reading(kind="period", start=at.day, end=at.day, rule="clock"),)


def read_at_event(found: Found, at: Bearings) -> tuple[Reading, ...]:
    """报名时: at an event; ordered where 须, 应 or 要 stands beside it."""
    return (Reading(kind="relative", rule="when_event", span=_from_event(found)),)


def read_whole(found: Found, at: Bearings) -> tuple[Reading, ...]:
    """贯穿始终: the whole campaign, whose days only the document can tell."""
    return (Reading(kind="period", approximate=True, rule="whole_campaign"),)


def read_ahead(found: Found, at: Bearings) -> tuple[Reading, ...]:
    return (Reading(kind="relative", tier="may", rule="ahead"),)


def read_set_time(found: Found, at: Bearings) -> tuple[Reading, ...]:
    return (Reading(kind="relative", rule="set_time"),)


_EVENT_OPENS = "".join(sorted({term[0] for term in terms("event_verbs")}))

LENGTH_ROWS: tuple[Row, ...] = (
    Row("within_after", "印发之日起15个工作日内", _EVENT_OPENS + "印下发公颁接收告通施实", WITHIN_AFTER, read_within_after),
    Row("set_time", "规定时间内", "规限指约要在有", SET_TIME, read_set_time),
    Row("before_event", "活动开始前", _EVENT_OPENS, EVENT_BEFORE, read_event),
    Row("before_phrase", "列为发展对象前须公示", "前", PHRASE_BEFORE, read_phrase),
    Row("within_phrase", "接到举报之日起15个工作日内", "之后", PHRASE_WITHIN, read_phrase),
    Row("before_feasts", "重要节假日前", "每重法传各主节", BEFORE_FEASTS, read_set_time),
    Row("on_the_day", "考试当天", _EVENT_OPENS, ON_THE_DAY, read_on_the_day),
    Row("when_event", "报名时须交照片", _EVENT_OPENS, WHEN_EVENT, read_at_event),
    Row("whole", "贯穿始终", "贯全", WHOLE, read_whole),
    Row("first", "首年", "首", "首年|首月(?!薪)", read_set_time),
    Row("after_event", "审核后", _EVENT_OPENS, EVENT_AFTER, read_may_event),
    Row("during", "公示期间", _EVENT_OPENS + "工在任服援假节法", DURING, read_may_event),
    Row("ahead", "提前3天", "提前", AHEAD, read_ahead),
    Row("clock", "上午8:30前", f"{DIGITS}上下中早晚凌傍", CLOCK_ALONE, read_clock),
    Row("length", "不少于5个工作日", f"{DIGITS}{HAN_DIGITS}两半百一原不应须至最累超约近", LENGTH, read_length),
)
