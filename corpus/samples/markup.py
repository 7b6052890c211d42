"""The samples' master form: a .notice, .template or .plan file read into paragraphs and tables.

A head in TOML between +++ lines, then one paragraph a line. A line that begins with @ says what it is: @title, @number, @to, @sign …;
@1 @2 @3 are numbered headings (@1* numbered by Word itself); @table to @end holds rows with cells parted by |; @break begins a new page.
@chapter and @article are those of rules, whose articles are counted through. Inside a line stand the gold annotations (`corpus.samples.marks`) and {+tracked insertions+} and {-deletions-}.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from importlib.resources import files
from itertools import count
from typing import Any, Literal

from corpus.samples.marks import Mark, Piece, read_marks

_NUMERALS = "零一二三四五六七八九十"
_RULES = {"chapter": 1, "article": 2}
_DIRECTIVE = re.compile(r"@([a-z]+2?|[123]\*?)(?: (.*))?")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`style` is the word after @, "h1" to "h3" for headings, "p" for the rest. The label is apart, since Word may write it."""

    style: str
    pieces: tuple[Piece, ...]
    marks: tuple[Mark, ...] = ()
    label: str = ""
    automatic: bool = False
    section: str = "0"

    @property
    def text(self) -> str:
        return self.label + "".join(piece.text for piece in self.pieces if piece.state != "deleted")


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; every cell is a paragraph of style "cell"."""

    rows: tuple[tuple[Paragraph, ...], ...]


@dataclass(frozen=True, slots=True)
class Break:
    """A new page."""


Element = Paragraph | Table | Break


@dataclass(frozen=True, slots=True)
class Notice:
    """One sample. `date` is the document's date as known from outside; `offices` are shorthands that the marks use.

    `answer` is a plan's own: what it answers and what was planted in it (`corpus.samples.answers`).
    """

    name: str
    date: str
    kind: Literal["notice", "report", "essay", "template", "plan"]
    running_head: str
    indent: str
    elements: tuple[Element, ...]
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    offices: dict[str, str] = field(default_factory=dict)
    answer: dict[str, Any] = field(default_factory=dict)

    def paragraphs(self) -> Iterator[Paragraph]:
        """All paragraphs in order, those in cells included."""
        for element in self.elements:
            if isinstance(element, Paragraph):
                yield element
            elif isinstance(element, Table):
                for row in element.rows:
                    yield from row


def load(name: str, master: Literal["notice", "template", "plan"] = "notice") -> Notice:
    text = (files(__package__) / f"{name}.{master}").read_text("utf-8")
    _, head, body = text.split("+++\n", 2)
    settings = tomllib.loads(head)
    for key in ("before", "after"):
        settings[key] = tuple(settings.get(key, ()))
    return Notice(**settings, elements=tuple(_elements(body.rstrip("\n").split("\n"))))


def _elements(lines: Iterable[str]) -> Iterator[Element]:
    numbers = [0, 0, 0]
    articles = count(1)
    section = "0"
    rest = iter(lines)
    for line in rest:
        match = _DIRECTIVE.fullmatch(line)
        word, content = (match[1], match[2] or "") if match else ("p", line)
        if word == "table":
            yield _table(rest, section)
        elif word == "break":
            yield Break()
        elif word in _RULES or word[0].isdigit():
            level = _RULES.get(word) or int(word[0])
            number = next(articles) if word == "article" else numbers[level - 1] + 1
            numbers[level - 1 :] = [number] + [0] * (3 - level)
            section = ".".join(str(number) for number in numbers if number)
            yield _paragraph(content, f"h{level}", section, label=_label(word.rstrip("*"), number), automatic=word.endswith("*"))
        else:
            if word == "title":
                numbers, section = [0, 0, 0], "0"
            yield _paragraph(content, word, section)


def _table(lines: Iterator[str], section: str) -> Table:
    rows = []
    for line in lines:
        if line == "@end":
            break
        rows.append(tuple(_paragraph(cell.strip(), "cell", section) for cell in re.split(r" \| ", line)))
    return Table(tuple(rows))


def _paragraph(content: str, style: str, section: str, *, label: str = "", automatic: bool = False) -> Paragraph:
    pieces, marks = read_marks(content)
    return Paragraph(style, pieces, marks, label, automatic, section)


def _label(word: str, number: int) -> str:
    numeral = _NUMERALS[number] if number <= 10 else "十" + _NUMERALS[number - 10]
    labels = {"1": f"{numeral}、", "2": f"（{numeral}）", "3": f"{number}.", "chapter": f"第{numeral}章　", "article": f"第{numeral}条　"}
    return labels[word]
