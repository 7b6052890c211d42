"""Automatic numbers: 一、 （一） 1. 第一条, counted and written as Word does (ECMA-376 Part 1, 17.9)."""

import re
from dataclasses import dataclass, replace

from lxml import etree

from nlp.read.docx.package import MC, W, switched, val
from nlp.read.docx.styles import Styles
from nlp.read.docx.symbols import symbol
from nlp.read.numerals import numeral
from nlp.read.package import integer

_LEVELS = 9
_PLACEHOLDER = re.compile("%([1-9])")


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list. `restart` is the level (from 1) whose numbers restart this one; 0 never, None all above."""

    start: int = 1
    format: str = "decimal"
    custom: str = ""
    text: str = ""
    restart: int | None = None
    legal: bool = False
    style: str | None = None
    font: str = ""


@dataclass(frozen=True, slots=True)
class _List:
    abstract: str
    levels: dict[int, Level]
    starts: dict[int, int]


class Numbering:
    """The lists of a document and how far each has counted."""

    def __init__(self, root: etree._Element | None, styles: Styles) -> None:
        self._lists = {} if root is None else _lists(root, styles)
        self._values: dict[str, list[int | None]] = {}
        self._started: set[tuple[str, int]] = set()

    def label(self, number: str, level: int | None, style: str) -> str:
        """The next number of the list `number`, "" where there is none. A style may be tied to a level of its list."""
        found = self._lists.get(number)
        if found is None:
            return ""
        if level is None:
            level = next((index for index, one in found.levels.items() if one.style == style), 0)
        if level not in found.levels:
            return ""
        return _written(found.levels, level, self._count(number, found, level))

    def _count(self, number: str, found: _List, level: int) -> list[int]:
        """Lists that share a definition share their counters, except that a list with a start of its own begins there."""
        values = self._values.setdefault(found.abstract, [None] * _LEVELS)
        for index, start in found.starts.items():
            if index <= level and (number, index) not in self._started:
                self._started.add((number, index))
                values[index] = start - 1 if index == level else start
        for index in range(level):
            if values[index] is None:
                values[index] = _start(found, index)
        current = values[level]
        values[level] = _start(found, level) if current is None else current + 1
        for index in range(level + 1, _LEVELS):
            restart = found.levels[index].restart if index in found.levels else None
            if restart is None or level < restart:
                values[index] = None
        return [1 if value is None else value for value in values]


def _start(found: _List, index: int) -> int:
    return found.starts.get(index, found.levels[index].start if index in found.levels else 1)


def _written(levels: dict[int, Level], level: int, values: list[int]) -> str:
    own = levels[level]
    if own.format == "bullet":
        return "".join(symbol(char, own.font) for char in own.text)

    def one(match: re.Match[str]) -> str:
        index = int(match[1]) - 1
        other = levels.get(index, own)
        if index > level:
            return ""
        return numeral(values[index], "decimal" if own.legal and other.format != "none" else other.format, other.custom)

    return _PLACEHOLDER.sub(one, own.text).strip()


def _lists(root: etree._Element, styles: Styles) -> dict[str, _List]:
    abstracts = {element.get(W + "abstractNumId", ""): element for element in root.iterchildren(W + "abstractNum")}
    numbers = {element.get(W + "numId", ""): element for element in root.iterchildren(W + "num")}
    read = {abstract: _levels(element) for abstract, element in abstracts.items()}
    found = {}
    for number, element in numbers.items():
        abstract = _abstract(val(element, "abstractNumId") or "", abstracts, numbers, styles)
        levels = dict(read.get(abstract, {}))
        starts: dict[int, int] = {}
        for override in element.iterchildren(W + "lvlOverride"):
            index = integer(override.get(W + "ilvl"))
            if index is None or not 0 <= index < _LEVELS:
                continue
            level = override.find(W + "lvl")
            if level is not None:
                levels[index] = _level(level)
            start = integer(val(override, "startOverride"))
            if start is not None:
                starts[index] = start
        found[number] = _List(abstract, levels, starts)
    return found


def _abstract(abstract: str, abstracts: dict[str, etree._Element], numbers: dict[str, etree._Element], styles: Styles) -> str:
    """The definition that holds the levels: one that refers to a list style (w:numStyleLink) has none of its own."""
    element = abstracts.get(abstract)
    link = None if element is None else val(element, "numStyleLink")
    linked = None if link is None else styles[link].numbering
    if linked is None or linked[0] not in numbers:
        return abstract
    return val(numbers[linked[0]], "abstractNumId") or abstract


def _levels(element: etree._Element) -> dict[int, Level]:
    found = {}
    for child in element.iterchildren(W + "lvl"):
        index = integer(child.get(W + "ilvl"))
        if index is not None and 0 <= index < _LEVELS:
            found[index] = _level(child)
    return found


def _level(element: etree._Element) -> Level:
    fonts = element.find(f"{W}rPr/{W}rFonts")
    start = integer(val(element, "start"))
    level = Level(
        start=0 if start is None else start,
        text=val(element, "lvlText") or "",
        restart=integer(val(element, "lvlRestart")),
        legal=bool(switched(element, "isLgl")),
        style=val(element, "pStyle"),
        font="" if fonts is None else fonts.get(W + "ascii", ""),
    )
    number = element.find(W + "numFmt")
    if number is None:  # formats newer than 2007 stand in a choice, with an older one to fall back on
        number = element.find(f"{MC}AlternateContent/{MC}Choice/{W}numFmt")
    if number is None:
        return level
    return replace(level, format=number.get(W + "val", "decimal"), custom=number.get(W + "format", ""))
