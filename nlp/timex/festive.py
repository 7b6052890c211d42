"""Feasts as days of a text: “七一”, 中秋、国庆, 3月12日植树节, 节前."""

from datetime import date

from nlp.timex.bearings import Bearings
from nlp.timex.feasts import LUNAR_FEASTS, SOLAR_FEASTS, feast_day
from nlp.timex.grammar import Groups, Point, PointRow
from nlp.timex.pieces import DIGITS, YEAR_OPENS
from nlp.timex.points import YEARED, written_year

FEAST_ENDS = {"国庆": 6, "十一": 6, "春节": 6}
"""Days that a feast's holiday goes on after its first day, where it is a week long; the others are taken for the day alone."""
NUMBER_FEASTS = "三八|五一|五四|六一|七一|八一|十一|一二九"
WORD_FEASTS = "|".join(
    sorted((name for name in [*SOLAR_FEASTS, *LUNAR_FEASTS, "清明"] if name not in NUMBER_FEASTS.split("|")), key=lambda name: -len(name))
)
FEAST = (
    rf'(?:"(?:{NUMBER_FEASTS}|{WORD_FEASTS})节?"(?:国际|国家|全国|劳动|青年|儿童|妇女|建党|建军|运动|纪念){{0,2}}(?:日|节)?'
    rf"|(?:{NUMBER_FEASTS})(?:国际)?(?:劳动节|青年节|儿童节|妇女节|建党节|建军节|节)|(?:国际|国家|全国|世界)?(?:{WORD_FEASTS})(?:佳|假)?节?"
    rf'|"?(?:1?[0-9][·.][0-3]?[0-9])"?(?:国家|全国|世界|国际)(?:{WORD_FEASTS}))'
)
_NAME_OF_FEAST = "|".join([*NUMBER_FEASTS.split("|"), *WORD_FEASTS.split("|")])
NOT_AFTER_DAY = "(?<![日号])" + "".join(f"(?<![日号]{word})" for word in ("国家", "国际", "世界", "全国"))
"""12月4日国家宪法日 is one time, not two."""
FEAST_LOOSE = rf"(?:{NUMBER_FEASTS})"
NUMBER_OPENS = "".join(sorted({name[0] for name in NUMBER_FEASTS.split("|")}))
FEAST_OPENS = "".join(sorted({name[0] for name in _NAME_OF_FEAST.split("|")} | set(f'{YEAR_OPENS}{DIGITS}"国全世')))


def feast_names(text: str) -> list[str]:
    """The names of feasts in a short text, in order."""
    found: list[str] = []
    position = 0
    names = sorted(_NAME_OF_FEAST.split("|"), key=lambda name: -len(name))
    while position < len(text):
        name = next((name for name in names if text.startswith(name, position)), None)
        if name is None:
            position += 1
        else:
            found.append(name)
            position += len(name)
    return found


def feast_point(groups: Groups, at: Bearings) -> Point | None:
    """“七一”, 中秋, 中秋、国庆: from the first day of the first to the last of the last."""
    names = feast_names(groups["f"] or "")
    if not names:
        return None
    days: list[date] = []
    why = "year unknown"
    stated = False
    for name in names:
        month = None if name in LUNAR_FEASTS else 4 if name == "清明" else SOLAR_FEASTS[name][0]
        year, why, stated = written_year(groups, at, month)
        day = feast_day(name, year) if year else None
        if day is None:
            return Point(None, None, "feast", why)
        if at.year is None and not stated and at.issued and (at.issued - day).days > 61:
            day = feast_day(name, day.year + 1) or day
        days.append(day)
    at.feast = names[-1]
    if groups.get("y"):
        at.state(days[0].year, f"{days[0].year}年{names[0]}")
    return Point(days[0], max(days), "feast", why, stated=stated, feast=names[-1])


def said_feast(groups: Groups, at: Bearings) -> Point | None:
    """The feast last named, in 节前 and 节后; an unnamed one is no point."""
    if at.feast is None:
        return Point(None, None, "feast", "feast unknown", approximate=True)
    return feast_point({"f": at.feast}, at)


FEAST_POINTS: tuple[PointRow, ...] = (
    PointRow("feast", "“七一”", rf"{NOT_AFTER_DAY}{YEARED}(?P<f>(?<!、){FEAST}[、和及与]?{FEAST}(?!、)|{FEAST})", feast_point, FEAST_OPENS),
    PointRow("feast_number", "六一前", rf"{YEARED}(?P<f>{FEAST_LOOSE})(?=期间|前|假期|假前|小长假|长假|后|当天|当日|放假)", feast_point, YEAR_OPENS + NUMBER_OPENS),
    PointRow("said_feast", "节前", r"(?<![季环情细章调关礼小枝末佳春秋阳午明秋旦师童])节(?=前(?!后衔)|后|期间)", said_feast, "节"),
)  # fmt: skip
