"""The form in which gold texts are written and reviewed: NAME.mark, the text with its marks in place.

A head in TOML between two +++ lines (date, kind, [header], [audience]), then the text, one paragraph a line. A line that begins with @
is no text: it says where the lines below it stand and what holds for all tasks there,

    @ 3.1 responsible=组人科、教育工会 inherits=discuss

Inside a line stand the marks; what stands before ‖ are the mark's words, parted by spaces, what stands after it is text:

    ⟦must actor=各校 recipient=办公室‖各校于‹due 2022-03-07‖3月7日前›报办公室«=1 份 学校方案‖一份»方案⟧

`corpus.gold.compile` says which words there are. A backslash takes away the meaning of the character after it.
"""

import re
import tomllib
from dataclasses import dataclass
from typing import Literal

MarkKind = Literal["task", "deadline", "target"]
_OPENING: dict[str, MarkKind] = {"⟦": "task", "‹": "deadline", "«": "target"}
_CLOSING: dict[str, MarkKind] = {"⟧": "task", "›": "deadline", "»": "target"}
_NUMERALS = "〇一二三四五六七八九"
# A numbering label at the start of a line: 三、 （二） (2) 1. 1． ① 第三条, whatever stands before it.
_LABEL = re.compile(
    r"\s*(?:[（(]?([一二三四五六七八九十]{1,3}|\d{1,2})(?:[)）、]|[.．](?!\d))|第([一二三四五六七八九十]{1,3})[条章]|([①-⑳]))"
)


class MarkupError(ValueError):
    """A fault in a .mark file, with the file and the line."""

    def __init__(self, name: str, line: int, fault: str) -> None:
        super().__init__(f"{name}.mark:{line}: {fault}")


@dataclass(frozen=True, slots=True)
class Place:
    """A line with @: the section and what holds for its tasks. `words` as in a task's mark."""

    section: str = "0"
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark: its words, its span in the text, the line of the .mark file and where it stands."""

    kind: MarkKind
    words: tuple[str, ...]
    span: tuple[int, int]
    line: int
    place: Place


@dataclass(frozen=True, slots=True)
class Marked:
    """A .mark file that was read. Marks ascend by start; the outer one of two that start together comes first."""

    name: str
    head: dict[str, object]
    text: str
    marks: tuple[Mark, ...]


def read_marked(name: str, content: str) -> Marked:
    """`content` is that of NAME.mark. Raises MarkupError."""
    parts = content.split("+++\n", 2)
    if len(parts) != 3 or parts[0]:
        raise MarkupError(name, 1, "the head does not stand between two lines +++")
    try:
        head = tomllib.loads(parts[1])
    except tomllib.TOMLDecodeError as error:
        raise MarkupError(name, 2, f"the head is no TOML: {error}") from error
    text, marks = _body(name, parts[2], first_line=parts[1].count("\n") + 3)
    return Marked(name, head, text, tuple(sorted(marks, key=lambda mark: (mark.span[0], -mark.span[1]))))


def _body(name: str, body: str, *, first_line: int) -> tuple[str, list[Mark]]:
    lines: list[str] = []
    marks: list[Mark] = []
    place, fresh, offset = Place(), False, 0
    for number, line in enumerate(body.removesuffix("\n").split("\n"), first_line):
        if line.startswith("@"):
            section, *words = line[1:].split() or [""]
            if not section:
                raise MarkupError(name, number, "a line with @ names no section")
            place, fresh = Place(section, tuple(words)), True
            continue
        try:
            text, found = _line(line, offset, number, place)
        except ValueError as error:
            raise MarkupError(name, number, str(error)) from error
        _agree(name, number, text, place, fresh=fresh, marked=any(mark.kind == "task" for mark in found))
        lines.append(text)
        marks += found
        offset += len(text) + 1
        fresh = fresh and not text.strip()
    return "\n".join(lines) + "\n", marks


def _line(line: str, offset: int, number: int, place: Place) -> tuple[str, list[Mark]]:
    marks: list[Mark] = []
    open_marks: list[tuple[MarkKind, tuple[str, ...], int]] = []
    text, index = "", 0
    while index < len(line):
        character = line[index]
        if character in _OPENING:
            end = line.find("‖", index)
            if end < 0:
                raise ValueError(f"no ‖ after {line[index : index + 12]}")
            open_marks.append((_OPENING[character], tuple(line[index + 1 : end].split()), len(text)))
            index = end
        elif character in _CLOSING:
            if not open_marks or open_marks[-1][0] != _CLOSING[character]:
                raise ValueError(f"{character} closes nothing after {text[-12:]}")
            kind, words, start = open_marks.pop()
            marks.append(Mark(kind, words, (offset + start, offset + len(text)), number, place))
        elif character == "\\" and index + 1 < len(line):
            index += 1
            text += line[index]
        elif character == "‖":
            raise ValueError(f"a ‖ without a mark after {text[-12:]}")
        else:
            text += character
        index += 1
    if open_marks:
        raise ValueError(f"a {open_marks[-1][0]} is not closed: {text[open_marks[-1][2] :][:12]}")
    return text, marks


def _agree(name: str, number: int, text: str, place: Place, *, fresh: bool, marked: bool) -> None:
    """The label of a line with tasks and the section that was given for it say the same number."""
    match = _LABEL.match(text)
    if match is None or not (fresh or marked):
        return
    if not fresh:
        raise MarkupError(name, number, f"{match[0].strip()} has tasks and no line with @ of its own")
    ordinal = _ordinal(match[1] or match[2]) if match[1] or match[2] else ord(match[3]) - ord("①") + 1
    if place.section.split(".")[-1] != str(ordinal):
        raise MarkupError(name, number, f"{match[0].strip()} stands in a section {place.section}")


def _ordinal(label: str) -> int:
    if label.isdigit():
        return int(label)
    tens, ten, ones = label.rpartition("十")
    return (_NUMERALS.index(tens) if tens else 1) * 10 * bool(ten) + (_NUMERALS.index(ones) if ones else 0)
