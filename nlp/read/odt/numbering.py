"""Automatic numbers of lists, counted and written as OpenDocument says (ISO/IEC 26300-1, 5.3 and 16.30)."""

from dataclasses import dataclass, field

from lxml import etree

from nlp.read.numerals import numeral
from nlp.read.odt.names import STYLE, TEXT
from nlp.read.package import integer

_LEVELS = 10
_FORMATS = {
    "1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman", "一, 二, 三, ...": "chineseCountingThousand",
    "壹, 贰, 叁, ...": "chineseLegalSimplified", "壹, 貳, 參, ...": "ideographLegalTraditional", "甲, 乙, 丙, ...": "ideographTraditional",
    "子, 丑, 寅, ...": "ideographZodiac", "①, ②, ③, ...": "decimalEnclosedCircle", "１, ２, ３, ...": "decimalFullWidth",
    "01, 02, 03, ...": "decimalZero", "⑴, ⑵, ⑶, ...": "decimalEnclosedParen", "⒈, ⒉, ⒊, ...": "decimalEnclosedFullstop",
}  # fmt: skip
"""style:num-format, and the number format of Word that writes the same."""


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list style; `bullet` stands for a number where there is one, `shown` is how many levels a number shows."""

    format: str = ""
    prefix: str = ""
    suffix: str = ""
    start: int = 1
    shown: int = 1
    bullet: str = ""


@dataclass(slots=True)
class Counter:
    """How far a list has counted; lists that go on from one another share it."""

    style: str
    values: list[int | None] = field(default_factory=lambda: [None] * _LEVELS)


class Numbering:
    """The list styles of a document and the lists met so far."""

    def __init__(self, *roots: etree._Element | None) -> None:
        self._styles: dict[str, dict[int, Level]] = {}
        for root in roots:
            for style in () if root is None else root.iter(TEXT + "list-style", TEXT + "outline-style"):
                key = "" if style.tag == TEXT + "outline-style" else style.get(STYLE + "name", "")
                self._styles[key] = {index: _level(level) for level in style if (index := _index(level)) is not None}
        self._by_id: dict[str, Counter] = {}
        self._last: dict[str, Counter] = {}
        self._outline = Counter("")

    def open(self, element: etree._Element, style: str) -> Counter:
        """The counter of an outermost text:list: a new one, or that of the list it goes on from."""
        followed = self._by_id.get(element.get(TEXT + "continue-list", ""))
        if followed is None and element.get(TEXT + "continue-numbering") == "true":
            followed = self._last.get(style)
        counter = followed or Counter(style)
        self._last[style] = counter
        key = element.get("{http://www.w3.org/XML/1998/namespace}id")
        if key:
            self._by_id[key] = counter
        return counter

    def label(self, counter: Counter, style: str, level: int, start: int | None = None) -> str:
        """The next number on `level` (from 0) of a list of this style; "" where it shows none."""
        levels = self._styles.get(style, {})
        level = min(level, _LEVELS - 1)
        own = levels.get(level, Level())
        values = counter.values
        before = values[level]
        values[level] = start if start is not None else own.start if before is None else before + 1
        values[level + 1 :] = [None] * (_LEVELS - level - 1)
        if own.bullet:
            return own.bullet
        if not own.format:
            return (own.prefix + own.suffix).strip()
        first = max(0, level - own.shown + 1)
        numbers = []
        for index in range(first, level + 1):
            one = levels.get(index, Level())
            if values[index] is None:
                values[index] = one.start
            if one.format:
                numbers.append(numeral(values[index] or 0, _FORMATS.get(one.format, "decimal")))
        return (own.prefix + ".".join(numbers) + own.suffix).strip()

    def heading(self, outline: int) -> str:
        """The number of a heading in no list, of outline level `outline` (from 1)."""
        return self.label(self._outline, "", outline - 1)


def _index(level: etree._Element) -> int | None:
    number = integer(level.get(TEXT + "level"))
    return number - 1 if number is not None and 1 <= number <= _LEVELS else None


def _level(level: etree._Element) -> Level:
    is_bullet = level.tag == TEXT + "list-level-style-bullet"
    return Level(
        format=level.get(STYLE + "num-format", ""),
        prefix=level.get(STYLE + "num-prefix", ""),
        suffix=level.get(STYLE + "num-suffix", ""),
        start=_small(level.get(TEXT + "start-value")),
        shown=_small(level.get(TEXT + "display-levels")),
        bullet=level.get(TEXT + "bullet-char", "") if is_bullet else "",
    )


def _small(text: str | None) -> int:
    number = integer(text)
    return 1 if number is None else min(max(number, 0), 99_999)
