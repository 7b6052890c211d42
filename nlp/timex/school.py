"""School time: 2021-2022学年第一学期, 本学期末, 开学初, 秋季开学, 暑假, 第3周. Approximate unless the calendar file gives it."""

from datetime import timedelta

from nlp.timex.bearings import Bearings
from nlp.timex.calendar import YEARS, Days, Term
from nlp.timex.grammar import Groups, Point, PointRow, Unit
from nlp.timex.numerals import number
from nlp.timex.pieces import BEFORE, COUNT, YEAR, YEAR_OPENS, YEAR_WORD, S

YEARED = rf"(?:(?P<y>{YEAR}){S}年{S}|(?P<w>{YEAR_WORD}))?"
TERM_PART = "开学初|期初|初|期末|末|期中|中期|结束"
ORDINALS = {"第一": 1, "第二": 2, "上": 1, "下": 2, "秋": 1, "春": 2}


def _year(groups: Groups, at: Bearings) -> tuple[int | None, str]:
    if groups.get("y"):
        year = number(groups["y"] or "")
        if year:
            at.state(year, f"{year}年")
        return year, "year stated"
    if groups.get("w"):
        return at.year_by_word(groups["w"] or "")
    return at.base()


def _unknown(unit: Unit) -> Point:
    return Point(None, None, unit, "school year unknown", approximate=True)


def _part(term: Term, part: str, at: Bearings, why: str) -> Point:
    """The stretch of a semester that 初, 中, 末, 结束 name."""
    days: Days = term.days
    unit: Unit = "term"
    if part in ("期中", "中期"):
        middle = days[0] + (days[1] - days[0]) / 2
        days = middle - timedelta(days=7), middle + timedelta(days=7)
    elif part.endswith("初"):
        days = at.calendar.opening(term)
    elif part.endswith("末"):
        days, unit = at.calendar.closing(term), "edge"
    elif part == "结束":
        days, unit = (term.days[1], term.days[1]), "last_day"
    return Point(*days, unit, why, approximate=not term.given)


def this_term(at: Bearings) -> Term | None:
    return at.calendar.term_at(at.issued) if at.issued else None


def term_point(groups: Groups, at: Bearings) -> Point | None:
    """本学期, 下学期, 2022年春季学期, 第一学期, with 初, 中, 末, 结束."""
    word, part = groups.get("t") or "本", groups.get("p") or ""
    spring_or_autumn = word[0] in "春秋"
    current = this_term(at)
    if spring_or_autumn and (groups.get("y") or groups.get("w") or current):
        year, why = _year(groups, at)
        if not (groups.get("y") or groups.get("w")) and at.issued:
            return _part(_season_term(word, at), part, at, "semester from issue")
        if year is None:
            return _unknown("term")
        return _part(at.calendar.term(year, 1) if word[0] == "秋" else at.calendar.term(year - 1, 2), part, at, why)
    if current is None:
        return _unknown("term")
    if word.startswith("第"):
        term = at.calendar.term(current.year, 1 if word == "第一" else 2)
    elif word[0] == "下":
        term = at.calendar.after(current)
    elif word[0] == "上":
        term = at.calendar.before(current)
    elif word == "新":
        term = _next_opening(at, current)
    else:
        term = current
    return _part(term, part, at, "semester from issue")


def _season_term(word: str, at: Bearings) -> Term:
    """The spring or autumn semester that is running or comes next."""
    assert at.issued is not None
    term = at.calendar.term_at(at.issued)
    wanted = 1 if word[0] == "秋" else 2
    return term if term.half == wanted else at.calendar.after(term)


def _next_opening(at: Bearings, current: Term) -> Term:
    """The semester whose beginning is near or ahead: a semester in its fifth week is no new one."""
    assert at.issued is not None
    return current if at.issued <= current.days[0] + timedelta(days=2 * at.calendar.edge) else at.calendar.after(current)


def school_year_point(groups: Groups, at: Bearings) -> Point | None:
    """2021-2022学年第一学期, 2021学年, 本学年, 新学年; with 初, 末."""
    word, part = groups.get("r") or "", groups.get("p") or ""
    if groups.get("y"):
        year, why, given = number(groups["y"] or ""), "year stated", True
    else:
        current = this_term(at)
        if current is None:
            return _unknown("year")
        begun = current.half == 2 or _next_opening(at, current) != current
        shift = 1 if word[0] == "下" or (word == "新" and begun) else -1 if word[0] == "上" else 0
        year, why, given = current.year + shift, "school year from issue", False
    if year is None or year not in YEARS:
        return None
    half = ORDINALS.get((groups.get("t") or "").removesuffix("学期").removesuffix("半"))
    if half:
        return _part(at.calendar.term(year, 1 if half == 1 else 2), part, at, why)
    if part.endswith("末") or part == "结束":
        return _part(at.calendar.term(year, 2), part, at, why)
    if part.endswith("初"):
        return _part(at.calendar.term(year, 1), part, at, why)
    return Point(*at.calendar.school_year(year), "year", why, approximate=True, stated=given)


def opening_point(groups: Groups, at: Bearings) -> Point | None:
    """开学初, 秋季开学, 新学年开学, 开学第一周: the first days of a semester that is near or ahead."""
    word, part = groups.get("t") or "", groups.get("p") or ""
    if word[:1] in "春秋" and word and (groups.get("y") or groups.get("w")):
        year, why = _year(groups, at)
        if year is None:
            return _unknown("term")
        term = at.calendar.term(year, 1) if word[0] == "秋" else at.calendar.term(year - 1, 2)
    else:
        current = this_term(at)
        if current is None:
            return _unknown("term")
        why = "semester from issue"
        term = _next_season(word, at, current) if word[:1] in ("春", "秋") else _next_opening(at, current)
        if word == "新学年" and term.half == 2:
            term = at.calendar.after(term)
        elif word.startswith("下"):
            term = at.calendar.after(current)
    first, last = at.calendar.opening(term)
    if part.endswith("天") or part == "首日":
        last = first
    elif part.endswith("周"):
        last = first + timedelta(days=6 - first.weekday() if first.weekday() < 5 else 13 - first.weekday())
    return Point(first, last, "term", why, approximate=not term.given)


def opening_week(groups: Groups, at: Bearings) -> Point | None:
    """开学后第二周, counted from the Monday of the first day."""
    current, week = this_term(at), number(groups["k"] or "") or 1
    if current is None:
        return _unknown("week")
    term = _next_opening(at, current)
    monday = term.days[0] - timedelta(days=term.days[0].weekday())
    first, last = monday + timedelta(weeks=week - 1), monday + timedelta(weeks=week, days=-1)
    return Point(max(first, term.days[0]), last, "week", "semester from issue", approximate=not term.given)


def _next_season(word: str, at: Bearings, current: Term) -> Term:
    term = _next_opening(at, current)
    return term if (term.half == 1) == (word[0] == "秋") else at.calendar.after(term)


def holiday_point(groups: Groups, at: Bearings) -> Point | None:
    """寒假, 2025年暑假, 暑期, 寒暑假, 假期; 暑期放假 is its beginning."""
    word = groups.get("h") or ""
    if groups.get("y") or groups.get("w"):
        year, why = _year(groups, at)
        if year is None:
            return _unknown("term")
        days = at.calendar.winter(year) if word[0] == "寒" else at.calendar.summer(year)
    elif at.issued is None:
        return _unknown("term")
    else:
        why = "holiday from issue"
        holidays = [
            at.calendar.winter(at.issued.year),
            at.calendar.summer(at.issued.year),
            at.calendar.winter(at.issued.year + 1),
            at.calendar.summer(at.issued.year + 1),
        ]
        wanted = [days for n, days in enumerate(holidays) if word[0] not in "寒暑" or (n % 2 == 0) == (word[0] == "寒")]
        days = next(days for days in wanted if at.issued <= days[1])
    return Point(*days, "term", why, approximate=not at.calendar.terms)


def term_end_point(groups: Groups, at: Bearings) -> Point | None:
    """学期末, 期末, 期中, 学年末 of the semester that is running."""
    current = this_term(at)
    if current is None:
        return _unknown("term")
    word = groups["e"] or ""
    if "学年" in word:
        return _part(at.calendar.term(current.year, 1 if word.endswith("初") else 2), word[2:], at, "school year from issue")
    return _part(current, word.removeprefix("学期"), at, "semester from issue")


def week_point(groups: Groups, at: Bearings) -> Point | None:
    """第3周, 第1-3周: weeks of the semester, counted from the Monday of its first day."""
    current = this_term(at)
    first, last = number(groups["a"] or ""), number(groups.get("b") or groups["a"] or "")
    if first is None or last is None or not 1 <= first <= last <= 30:
        return None
    if current is None:
        return _unknown("week")
    monday = current.days[0] - timedelta(days=current.days[0].weekday())
    return Point(
        monday + timedelta(weeks=first - 1),
        monday + timedelta(weeks=last, days=-1),
        "week",
        "week of the semester",
        approximate=not current.given,
    )


SCHOOL_POINTS: tuple[PointRow, ...] = (
    PointRow(
        "school_year", "2021-2022学年第一学期",
        rf"(?:(?P<y>{YEAR}){S}年?{S}(?:-{{1,2}}{S}(?:{YEAR}|[0-9]{{2}}){S})?|(?P<r>本|新|上一?个?|下一?个?|这一?个?))学年度?(?!注册)"
        rf"(?:{S}(?P<t>第[一二]学期|[上下]半?学期))?{S}(?P<p>{TERM_PART})?",
        school_year_point,
        YEAR_OPENS + "新这",
    ),
    PointRow(
        "opening", "秋季开学",
        rf'{YEARED}(?<!")(?P<t>春季|秋季|春|秋|新学期|新学年|本学期|下一?个?学期|学期|学年)\n?开学(?!典礼|第[一1]课|安全|仪式|报到|季|新)(?P<p>之?初|首日|首周|伊始|第[一1]天)?',
        opening_point,
        YEAR_OPENS + "春秋新学",
    ),
    PointRow("term", "2022年春季学期", rf"{YEARED}(?P<t>本|这|该|新|上一?个?|下一?个?|春季?|秋季?|第[一二])学期(?P<p>{TERM_PART})?", term_point, YEAR_OPENS + "这该新春秋第"),
    PointRow("opening_week", "开学后第二周", r"开学后?第(?P<k>[一二三四五六1-6])周", opening_week),
    PointRow("opening_part", "开学初", r'(?<!")开学(?P<p>之?初|首日|首周|伊始|第[一1]天)(?!课)', opening_point, "开"),
    PointRow("opening_bound", "开学前", rf'(?<![春秋季期年"])开学(?={BEFORE}|后(?!勤)|期间|前后|之?时|之?际)', opening_point, "开"),
    PointRow("holiday", "2025年暑假", rf"{YEARED}(?P<h>寒暑假|寒假|暑假|暑期|暑期假期)(?:放假(?=前|之前|期间|时))?(?:时期)?", holiday_point, YEAR_OPENS + "寒暑"),
    PointRow("holiday_begins", "放假前", r"(?P<h>放假)(?=前(?!后)|之前|期间)|(?<![节暑寒长休请产病事婚丧放])(?P<k>假期)(?!作业|综合)", lambda groups, at: holiday_point({"h": "放假"}, at), "放假"),
    PointRow(
        "term_end", "学期末",
        r"(?<![每本该上下第一二])(?P<e>学期(?:期末|末|初|期中|中期|结束)|学年(?:末|初|结束)|期末(?=前|之前|结束|开展|组织|进行|完成)|(?<=[、和及])期[中末](?=各|分别|均)"
        r"|期中(?=前|之前|后|开展|组织|进行|完成))(?!考|测|检|评|成绩|质量|试)",
        term_end_point,
        "学期",
    ),
    PointRow("school_week", "第3周", rf"第{S}(?P<a>{COUNT}){S}(?:-{S}(?P<b>{COUNT}){S})?(?:教学|学)?周(?![岁年期])", week_point),
)  # fmt: skip
