"""What people type: 学期末 "家访 全覆盖" -放假 发文:教育局 年:2022 科室:基教科 类型:通知 期限<2022-03-31 指标>=10% 国办发〔2018〕115号.

A slip is never an error: what cannot be read is searched as words, and a hint says so.
"""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from corpus.search.text import fold

LONGEST = 1000
"""Signs of a question that are read."""
KINDS = {"notice": "通知", "plan": "方案", "template": "模板", "report": "总结", "essay": "心得", "other": "其他"}
"""Kinds of documents and how an office calls them."""
_KIND_WORDS = {
    "通知": "notice", "公告": "notice", "意见": "notice", "办法": "notice", "notice": "notice", "计划": "plan", "方案": "plan",
    "实施方案": "plan", "学校计划": "plan", "plan": "plan", "模板": "template", "范本": "template", "template": "template", "总结": "report",
    "报告": "report", "信息": "report", "新闻": "report", "report": "report", "心得": "essay", "心得体会": "essay", "essay": "essay", "其他": "other",
    "other": "other",
}  # fmt: skip
_FIELDS = {
    "发文": "issuer", "发文单位": "issuer", "发文机关": "issuer", "单位": "issuer", "issuer": "issuer", "年": "year", "年份": "year",
    "年度": "year", "year": "year", "科室": "office", "责任科室": "office", "部门": "office", "office": "office", "类型": "kind", "文种": "kind",
    "kind": "kind", "期限": "due", "时限": "due", "截止": "due", "due": "due", "指标": "goal", "数量": "goal", "goal": "goal", "文号": "number",
    "标题": "title", "题目": "title", "title": "title",
}  # fmt: skip
_SIGNS = {"：": ":", "=": ":", "≥": ">=", "≤": "<=", "》": ">", "《": "<", "＞": ">", "＜": "<", "＝": ":", "=>": ">=", "=<": "<="}

# A quoted phrase, a minus before it or not (any of the quotation marks that keyboards give).
_PHRASE = re.compile(r"""(?:(?<=\s)|^)?(?P<minus>(?:(?<=\s)|^)[-－–—])?["“”「『＂](?P<body>[^"“”「」『』＂]*)(?:["“”」』＂]|$)""")
# A name of a field, a sign of comparison, a value up to the next blank.
_FIELD = re.compile(
    rf"(?<![^\s])(?P<minus>[-－–—])?(?P<name>{'|'.join(sorted(_FIELDS, key=len, reverse=True))})\s*"
    r"(?P<sign>>=|<=|=>|=<|≥|≤|[:：<>=＝＜＞])\s*(?P<value>[^\s]*)",
    re.IGNORECASE,
)
# 国办发〔2018〕115号, with any brackets: name, year, number.
_NUMBER = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{1,12})?\s*[〔\[［(（【﹝{<〈](?P<year>(?:19|20)\d{2})[〕\]］)）】﹞}>〉]\s*(?:第\s*)?(?P<no>\d{1,5})\s*号"
)
_MINUS = re.compile(r"(?<!\S)[-－–—](?P<word>[^\s\-]+)")
_GOAL = re.compile(r"(?P<value>\d+(?:\.\d+)?)\s*(?P<unit>[^\d\s]*)")
_DAY = re.compile(r"(?P<year>(?:19|20)\d{2})[-./年](?P<month>\d{1,2})(?:[-./月](?P<day>\d{1,2})日?|月)?$|(?P<only>(?:19|20)\d{2})年?$")


@dataclass(frozen=True, slots=True)
class Demand:
    """指标>=10%: a number of a task compared; `unit` "" for any."""

    sign: str
    value: float
    unit: str

    def met(self, value: float, unit: str) -> bool:
        if self.unit and self.unit != unit:
            return False
        return {
            ">": value > self.value,
            ">=": value >= self.value,
            "<": value < self.value,
            "<=": value <= self.value,
            ":": value == self.value,
        }[self.sign]


@dataclass(frozen=True, slots=True)
class Limits:
    """Structured values that a document must have; several of one field are alternatives. `due` is half-open."""

    issuers: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    offices: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    due: tuple[date, date] | None = None
    demands: tuple[Demand, ...] = ()

    def __bool__(self) -> bool:
        return self != Limits()


@dataclass(frozen=True, slots=True)
class Query:
    """A question as it was understood. Terms, phrases and what is unwanted are folded."""

    text: str
    terms: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    unwanted: tuple[str, ...] = ()
    limits: Limits = field(default_factory=Limits)
    hints: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """All that is looked for, as it is embedded."""
        return " ".join((*self.terms, *self.phrases))


def parse(text: str) -> Query:
    """Reads a question; never raises."""
    reader = _Reader()
    if len(text) > LONGEST:
        reader.hints.append(f"检索内容太长，只用了前 {LONGEST} 字。")
    rest = _PHRASE.sub(reader.phrase, text[:LONGEST])
    rest = _FIELD.sub(reader.field, rest)
    rest = _NUMBER.sub(reader.number, rest)
    rest = _MINUS.sub(reader.minus, rest)
    terms = tuple(fold(rest).split())
    return Query(text, terms, tuple(reader.phrases), tuple(reader.unwanted), reader.limits, tuple(reader.hints))


def folded_number(text: str) -> str:
    """国办发〔2018〕第115号 → 国办发(2018)115号; what is no number of a document is folded alone."""
    match = _NUMBER.fullmatch(text.strip())
    return f"{fold(match['name'] or '')}({match['year']}){int(match['no'])}号" if match else fold(text)


class _Reader:
    """Collects the parts of a question while they are cut out of it."""

    def __init__(self) -> None:
        self.phrases: list[str] = []
        self.unwanted: list[str] = []
        self.hints: list[str] = []
        self.limits = Limits()

    def phrase(self, match: re.Match[str]) -> str:
        body = fold(match["body"]).strip()
        if body:
            (self.unwanted if match["minus"] else self.phrases).append(body)
        if not match[0].rstrip().endswith(('"', "“", "”", "」", "』", "＂")):
            self.hints.append(f"引号没有配对，已把“{match['body'].strip()}”当作一个短语。")
        return " "

    def minus(self, match: re.Match[str]) -> str:
        self.unwanted.append(fold(match["word"]))
        return " "

    def number(self, match: re.Match[str]) -> str:
        """The number of a document: it may stand anywhere in the text, with its name or without."""
        self.phrases.append(f"({match['year']}){int(match['no'])}号")
        return f" {match['name'] or ''} "

    def field(self, match: re.Match[str]) -> str:
        name, sign, value = _FIELDS[match["name"].lower()], _sign(match["sign"]), match["value"].strip("，,;；。")
        if not value:
            self.hints.append(f"“{match['name']}{match['sign']}”后面没有内容，已忽略；请紧接着写，如 {EXAMPLES[name]}。")
            return " "
        if match["minus"]:
            self.hints.append(f"暂不支持排除条件“{match[0].strip()}”，已忽略；“-”后面请写不要的词。")
            return " "
        readers: dict[str, Callable[[str, str], bool]] = {
            "issuer": lambda _, v: self._add("issuers", v), "office": lambda _, v: self._add("offices", v),
            "title": lambda _, v: self._add("titles", v), "year": self._year, "kind": self._kind, "due": self._due, "goal": self._goal,
            "number": self._number,
        }  # fmt: skip
        if not readers[name](sign, value):
            self.hints.append(f"没有看懂“{match[0].strip()}”，已按普通词语检索；可以写成 {EXAMPLES[name]}。")
            return f" {value} "
        return " "

    def _add(self, name: str, value: object) -> bool:
        if value is not None:
            self.limits = replace(self.limits, **{name: (*getattr(self.limits, name), value)})
        return value is not None

    def _number(self, _: str, value: str) -> bool:
        return self._add("numbers", folded_number(value))

    def _kind(self, _: str, value: str) -> bool:
        return self._add("kinds", _KIND_WORDS.get(fold(value)))

    def _year(self, sign: str, value: str) -> bool:
        found = re.fullmatch(r"((?:19|20)\d{2})年?(?:[-~至到—]+((?:19|20)\d{2})年?)?", fold(value))
        if not found:
            return False
        first = int(found[1])
        last = int(found[2] or first)
        first, last = {">": (first + 1, 2100), ">=": (first, 2100), "<": (1900, first - 1), "<=": (1900, first)}.get(sign, (first, last))
        return all(self._add("years", year) for year in range(first, last + 1)) and first <= last

    def _due(self, sign: str, value: str) -> bool:
        days = [day_range(part) for part in re.split(r"~|至|到|—+|\.\.", fold(value))]
        known = [day for day in days if day]
        if len(known) != len(days) or not known:
            return False
        first, last = known[0][0], known[-1][1]
        low, high = self.limits.due or (date.min, date.max)
        low, high = {
            "<": (low, min(high, first)), "<=": (low, min(high, last)), ">": (max(low, last), high), ">=": (max(low, first), high),
        }.get(sign, (max(low, first), min(high, last)))  # fmt: skip
        self.limits = replace(self.limits, due=(low, high))
        return True

    def _goal(self, sign: str, value: str) -> bool:
        match = _GOAL.fullmatch(fold(value))
        return bool(match) and self._add("demands", match and Demand(sign, float(match["value"]), match["unit"]))


EXAMPLES = {
    "issuer": "发文:教育局", "year": "年:2022", "office": "科室:基教科", "kind": "类型:通知", "due": "期限<2022-03-31", "goal": "指标>=10%",
    "number": "文号:国办发〔2018〕115号", "title": "标题:家访",
}  # fmt: skip


def day_range(text: str) -> tuple[date, date] | None:
    """2022-03-31, 2022年3月, 2022: the days meant, half-open; None where it is no date."""
    match = _DAY.match(text)
    if not match:
        return None
    try:
        if match["only"]:
            return date(int(match["only"]), 1, 1), date(int(match["only"]) + 1, 1, 1)
        year, month = int(match["year"]), int(match["month"])
        first = date(year, month, int(match["day"] or 1))
        length = 1 if match["day"] else monthrange(year, month)[1]
        return first, first + timedelta(days=length)
    except (ValueError, OverflowError):
        return None


def _sign(sign: str) -> str:
    return _SIGNS.get(sign, sign)
