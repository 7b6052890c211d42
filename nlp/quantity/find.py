"""Every quantity of a text: 不低于全校教师总数的10%, 至少2次, 85%以上, 10-15名, 前20%, 人手一本, 全覆盖."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from nlp.quantity import comparators
from nlp.quantity.binding import CRITERION
from nlp.quantity.comparators import Bound
from nlp.quantity.coverage import OPENS, WORDS
from nlp.quantity.cues import around
from nlp.quantity.describe import described
from nlp.quantity.numerals import FIRST
from nlp.quantity.refusals import joined, refusal
from nlp.quantity.shapes import SHAPES, Amount, Shape, renamed
from nlp.quantity.units import DISTANCES, SHARES, TIMES
from nlp.types import Comparator, Span, Target

_WORD = "|".join(f"(?P<{word.name}>{word.pattern.pattern})" for word in WORDS)
# Where a quantity may begin: a word of coverage, or a run of numeral signs.
# A title in 《》 and a short quoted name with a numeral (“三会一课”) are passed over; a quote that orders something is not.
_TITLE = r"《[^《》\n]{1,80}》"
_ORDER = "不[少低超多得]|至[少多]|最[多高]|达到|超过|以[上下内]|左右|人手"
_QUOTED = rf"(?=[^“”\"\n]{{0,13}}[{FIRST}])(?![^“”\"\n]{{0,13}}(?:{_ORDER}))(?:(?=[{FIRST}])[^“”\"\n，。；：%％每]{{1,14}}|[^“”\"\n，。；：%％每全]{{1,14}})"
# A slogan whose parts all begin with 一: “一个问题、一名领导、一套方案、一抓到底”.
_CHANT = "一[^“”、，\n]{1,8}(?:[、，]一[^“”、，\n]{1,8}){2,9}"
_NAME = rf"“(?:{_QUOTED}|{_CHANT})”|\"{_QUOTED}\""
_START = re.compile(rf"(?=[《“\"{OPENS}{FIRST}])(?:(?P<name>{_TITLE}|{_NAME})|(?=[{OPENS}])(?:{_WORD})|[{FIRST}])")
_BY_WORD = {word.name: word for word in WORDS}
_NUMERALS = re.compile(rf"[{FIRST}亿]+")
# 24个班 以上: the thing counted stands between 个 and the comparator.
_NOUN_BETWEEN = re.compile("(?!工作|自然)[一-鿿]{1,3}(?=及?以[上下](?![级职岗学]))")
# Which shape fits first; the groups of each have the number of the shape before their names.
_SHAPED = re.compile("|".join(f"(?P<shape{n}>{renamed(shape.pattern.pattern, f's{n}_')})" for n, shape in enumerate(SHAPES)))
# The farthest that a comparator with its base reaches back from the number.
_REACH = 42


@dataclass(frozen=True, slots=True)
class Found:
    """A quantity before it becomes a target."""

    span: Span
    amount: Amount
    comparator: Comparator
    shape: str
    base: str | None = None


def scan(text: str) -> list[Found]:
    """All quantities in order, in one pass over the text."""
    found: list[Found] = []
    position = floor = 0
    while match := _START.search(text, position):
        start = match.start()
        if match["name"]:
            position = match.end()
            continue
        if match.lastgroup and (name := _word_of(match)):
            amount = _BY_WORD[name].read(match)
            position = match.end()
            if amount:
                found.append(Found(match.span(), amount, "=", name))
                floor = position
            continue
        position, item = _numeral(text, floor, start)
        if item:
            item = _inherit(text, found[-1], item) if found else item
            found.append(item)
            floor = item.span[1]
            if text[floor - 2 : floor] == "以上":
                _share_back(text, found)
    return found


def _inherit(text: str, last: Found, item: Found) -> Found:
    """In 最高100万元、30万元 and 不少于25册、35册 the limit holds for the later amounts too."""
    if last.comparator in ("<=", ">=") and item.comparator == "=" and _listed(text, last, item):
        return replace(item, comparator=last.comparator)
    return item


def _share_back(text: str, found: list[Found]) -> None:
    """In 95%、90%以上 the comparator holds for the earlier amounts too."""
    for place in range(len(found) - 2, -1, -1):
        last, item = found[place], found[place + 1]
        if item.comparator != ">=" or last.comparator != "=" or not _listed(text, last, item):
            return
        found[place] = replace(last, comparator=">=")


def _listed(text: str, last: Found, item: Found) -> bool:
    return last.amount.unit == item.amount.unit and text[last.span[1] : item.span[0]] in ("、", "和", "或")


def _word_of(match: re.Match[str]) -> str | None:
    return next((name for name in _BY_WORD if match[name]), None)


def _numeral(text: str, floor: int, start: int) -> tuple[int, Found | None]:
    """The quantity whose numeral begins at `start`, and where to go on."""
    refused = refusal(text, start)
    if refused:
        return refused[1], None
    run = _NUMERALS.match(text, start)
    skip = run.end() if run else start + 1
    if joined(text, start):
        return skip, None
    for shape in _shapes(text, start):
        match = shape.pattern.match(text, start)
        amount = shape.read(match) if match else None
        if match and amount:
            item = _bounded(text, floor, match.span(), amount, shape.name)
            return item.span[1], item
    return skip, None


def _shapes(text: str, start: int) -> tuple[Shape, ...]:
    """The shapes from the first on that fits: one look instead of one for each."""
    match = _SHAPED.match(text, start)
    return SHAPES[int(match.lastgroup[5:]) :] if match and match.lastgroup else ()


def _bounded(text: str, floor: int, span: Span, amount: Amount, shape: str) -> Found:
    """The amount with the comparators before and after it."""
    start, end = span
    low = max(floor, start - _REACH)
    left = comparators.before(text, low, start)
    if left and amount.unit in TIMES and text[left.start] in "前近":
        left = None
    if left is None and amount.unit in SHARES | {"倍"}:
        left = comparators.before_base(text, low, start)
    if amount.unit == "个" and (noun := _NOUN_BETWEEN.match(text, end)):
        end = noun.end()
    right = comparators.after(text, end, reach=amount.unit in TIMES | DISTANCES)
    comparator = _decide(left, right, amount)
    return Found((left.start if left else start, right.end if right else end), amount, comparator, shape, left.base if left else None)


def _decide(left: Bound | None, right: Bound | None, amount: Amount) -> Comparator:
    """Strict words before the number outrank those after it; 约10分钟以内 is at most 10."""
    if amount.comparator == "between":
        return "between"
    first = left.sign.comparator if left else None
    if right and first in (None, "~", "=", "top", ">=", "<="):
        return right.sign.comparator
    return first if first and first != "=" else amount.comparator or "="


def find_quantities(text: str) -> tuple[Target, ...]:
    """Every quantity of `text`, binding or not, in order and without overlap; its clause gives role, metric, base and period."""
    contexts = (around(text, (0, len(text)), quantity) for quantity in bare_quantities(text))
    return tuple(described(context, CRITERION.first(context)) for context in contexts)


def bare_quantities(text: str) -> Iterator[Target]:
    """The quantities of `text` with comparator, value and unit alone."""
    return (_target(text, item) for item in scan(text))


def _target(text: str, item: Found) -> Target:
    start, end = item.span
    amount = item.amount
    return Target(
        text=text[start:end], span=item.span, comparator=item.comparator, value=amount.value, upper=amount.upper, unit=amount.unit,
        base=item.base, why=f"quantity.{item.shape}",
    )  # fmt: skip
