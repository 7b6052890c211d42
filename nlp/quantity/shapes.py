"""The shapes of a quantity that begins with a numeral, as a table: name, example, pattern, interpreter."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from nlp.quantity.numerals import DIGIT, NUMERAL, neighbours, number
from nlp.quantity.units import COUNTING, MEASURE, UNIT, canonical, seconds
from nlp.types import Comparator


@dataclass(frozen=True, slots=True)
class Amount:
    """What the numeral and its unit say by themselves, without the comparators around them."""

    value: float
    unit: str | None
    upper: float | None = None
    comparator: Comparator | None = None


Match = re.Match[str]


@dataclass(frozen=True, slots=True)
class Shape:
    """A class of expressions. `example` is found whole; `read` turns the match of `pattern` into an amount, or refuses with None."""

    name: str
    example: str
    pattern: re.Pattern[str]
    read: Callable[[Match], Amount | None]


def _share(match: Match) -> Amount | None:
    whole, part = number(match["whole"]), number(match["part"])
    if whole is None or part is None or whole == 0:
        return None
    if whole in (100.0, 1000.0):
        return Amount(part, "%" if whole == 100.0 else "‰")
    return Amount(round(part / whole, 3), "ratio")


def _half(_: Match) -> Amount:
    return Amount(0.5, "ratio")


def _ratio(match: Match) -> Amount | None:
    parts = [number(part) for part in re.split("[:：]", match["parts"].replace(" ", ""))]
    if any(part is None for part in parts):
        return None
    value = parts[-1] if len(parts) == 2 and parts[0] == 1 else parts[0]
    return None if value is None else Amount(value, "比")


def _clock(match: Match) -> Amount | None:
    first, second = number(match["first"]), number(match["second"])
    if first is None or second is None:
        return None
    smaller = "秒" if seconds(match["small"]) == 1 else "分钟"
    return Amount(first * seconds(match["large"]) / seconds(smaller) + second, smaller)


def _size(match: Match) -> Amount | None:
    value = number(match["value"])
    return None if value is None else Amount(value, match["unit"] or match["unit2"])


def _range(match: Match) -> Amount | None:
    low, high = number(match["low"]), number(match["high"])
    if low is None or high is None or low >= high:
        return None
    return Amount(low, canonical(match["unit"]), upper=high, comparator="between")


def _either(match: Match) -> Amount | None:
    value = number(match["value"])
    return None if value is None else Amount(value, canonical(match["unit"]))


def _shared(match: Match) -> Amount | None:
    value = number(match["value"])
    return None if value is None else Amount(value, canonical(match["unit"]))


def _and_half(match: Match) -> Amount | None:
    value = number(match["value"])
    return None if value is None or value != int(value) else Amount(value + 0.5, canonical(match["unit"]))


def _points(match: Match) -> Amount | None:
    value = number(match["value"])
    return None if value is None else Amount(value, "分")


def _points_range(match: Match) -> Amount | None:
    low, high = number(match["low"]), number(match["high"])
    return None if low is None or high is None or low >= high else Amount(low, "分", upper=high, comparator="between")


def _tenths(match: Match) -> Amount | None:
    value = number(match["value"])
    return None if value is None or not 0 < value < 10 else Amount(value, "成")


def _count(match: Match) -> Amount | None:
    written, unit = match["value"], canonical(match["unit"])
    between = neighbours(written)
    if between:
        return Amount(between[0], unit, upper=between[1], comparator="between")
    value = number(written + (match["size"] or ""))
    return None if value is None else Amount(value, unit, comparator=">" if match["more"] else None)


def _shape(name: str, example: str, written: str, read: Callable[[Match], Amount | None]) -> Shape:
    return Shape(name, example, re.compile(written), read)


def renamed(written: str, prefix: str) -> str:
    """The pattern with a prefix before the names of its groups, so that several can stand in one expression."""
    return written.replace("(?P<", f"(?P<{prefix}").replace("(?P=", f"(?P={prefix}")


_DASH = " ?(?:-|—|–|~|～|－|―|至|到){1,2} ?"
_EACH = "(?:/(?:人|生|校|班|家|户|项|个|节|次|天|日|周|月|学期|学年|年))?"

_POINT = "[零〇一二三四五六七八九十]*点[零〇一二三四五六七八九]"
"""A fraction of a Chinese numeral, which is not read: what is left of it would be another number."""

# The order decides: the longer and the more special shape stands first.
SHAPES: tuple[Shape, ...] = (
    _shape("fraction", "三分之一", rf"(?P<whole>{NUMERAL}) ?分之 ?(?P<part>{NUMERAL})(?!{_POINT})", _share),
    _shape(
        "slash", "1/3以上", rf"(?P<part>{DIGIT}{{1,2}})/(?P<whole>{DIGIT}{{1,2}})(?:(?=以[上下]|左右|的)|(?<=的{DIGIT}/{DIGIT}))", _share
    ),
    _shape("half_of", "一半", "(?:一半|半数)", _half),
    _shape(
        "ratio",
        "生师比1:12",
        rf"(?P<parts>{DIGIT}{{1,4}}(?:\.{DIGIT})?(?: ?[:：] ?{DIGIT}{{1,4}}(?:\.{DIGIT})?){{1,4}})(?! ?[-—~:：])",
        _ratio,
    ),
    _shape("clock", "1分30秒", rf"(?P<first>{DIGIT}+) ?(?P<large>小时|分钟?) ?(?P<second>{DIGIT}+) ?(?P<small>分钟|秒钟?)", _clock),
    _shape("size", "1920×1080", rf"(?P<value>{NUMERAL}) ?(?P<unit>{MEASURE})? ?[×xX*＊] ?{NUMERAL} ?(?P<unit2>{MEASURE})?", _size),
    _shape("either", "两项或两项以上", rf"(?P<value>{NUMERAL}) ?(?P<unit>{UNIT})或者? ?(?P=value) ?(?P=unit)(?=以[上下])", _either),
    _shape("range", "10-15名", rf"(?P<low>{NUMERAL}) ?(?:{UNIT})?{_DASH}(?P<high>{NUMERAL}) ?(?P<unit>{UNIT})", _range),
    _shape(
        "shared",
        "50万",
        rf"(?P<value>{DIGIT}+(?:\.{DIGIT}+)?[百千万亿])(?=(?:、{DIGIT}+(?:\.{DIGIT}+)?[百千万亿]){{0,4}}、{DIGIT}+(?:\.{DIGIT}+)?[百千万亿](?P<unit>{UNIT}))",
        _shared,
    ),
    _shape("and_half", "一年半", rf"(?P<value>{NUMERAL}) ?(?P<unit>年|小时|天|倍)半", _and_half),
    _shape("month_and_half", "一个半月", rf"(?P<value>{NUMERAL}) ?个半(?P<unit>月|小时|学期)", _and_half),
    _shape("points_range", "80-89分", rf"(?P<low>{NUMERAL}) ?分?{_DASH}(?P<high>{NUMERAL}) ?分(?!钟|之)", _points_range),
    _shape("points", "加5分", rf"(?P<value>{NUMERAL}) ?分(?![钟之工别类批散析布解为组析])", _points),
    _shape("tenths", "八成以上", r"(?P<value>[一二三四五六七八九]) ?成(?![立员绩果功为长年就本效熟分型品套语交因规份都色了不])", _tenths),
    _shape("measure", "2.5万元", rf"(?P<value>{NUMERAL}) ?(?P<more>[多余](?P<size>[百千万亿])?)? ?(?P<unit>{MEASURE}){_EACH}", _count),
    _shape("count", "3名", rf"(?P<value>{NUMERAL}) ?(?P<more>[多余](?P<size>[百千万亿])?)? ?(?P<unit>{COUNTING}){_EACH}", _count),
)
