"""The tree of headings of a plan or a template: 一、 … （一） … 1. … 2.1 …; short labelled lines, whatever their numbers mean.

The layout of a notice wants well numbered sections; schools number as they like, so here each line with a label counts.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from nlp.types import Span

_HAN = "[一二三四五六七八九十]{1,3}"
# The sorts of labels. A bare number (1 编制目的) and dotted ones (2.1 值班) need a space and a short line; a tab makes a row of a table.
_LABELS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (sort, re.compile(r"[ 　\t]*(?P<label>" + label + r")[ 　]*"))
    for sort, label in (
        ("chapter", rf"第{_HAN}(?:章|部分|编|篇)[、，：:.]?"),
        ("han", rf"{_HAN}[、.．](?!{_HAN}(?:年级|班|季度|楼|层|月))"),
        ("bracket", rf"[（(]{_HAN}[）)][、.]?"),
        ("dotted3", r"[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{1,2}\.?(?=[ 　\u4e00-\u9fff])"),
        ("dotted2", r"[0-9]{1,2}\.[0-9]{1,2}\.?(?=[ 　\u4e00-\u9fff“])(?!年|月|万|元|个|米|%)"),
        ("digit", r"[0-9]{1,2}[.．、](?![0-9])"),
        ("bare", r"[0-9]{1,2}(?=[ 　]{1,2}[\u4e00-\u9fff“])"),
        ("round", r"[（(][0-9]{1,2}[）)]|[0-9]{1,2}[）)]"),
        ("circle", r"[①-⑳]"),
    )
)
LONGEST = 26
"""Signs of a line that is a heading and nothing else."""
LONGEST_NAME = 14
"""Signs of a heading that its text follows on the same line."""
_BARE_HEAD = re.compile(r"[ 　【]*(?P<name>[\u4e00-\u9fff]{2,6}(?:[与和及、]?[\u4e00-\u9fff]{2,6})?)[】：: 　]*")
# The addressee, the school, a date and an opening are no headings.
_NO_HEAD = re.compile(r"(?:学校|小学|中学|幼儿园|教育局|园|高中|学院|方案|计划|通知|各校)[】：: 　]*$|[年月]")
_CUT = re.compile(r"[。：:；，,（(【\[〔_＿\t]")
_NAME_END = re.compile(r"[：:（(【\[〔_＿\t]")


@dataclass(frozen=True, slots=True)
class Node:
    """A heading with all that stands under it. `heading` is its name without label, `line` the line it stands on, `span` runs from the
    label to the next heading of its depth or above; `parent` is the number of the node above, -1 at the top."""

    title: str
    span: Span
    heading: Span
    line: Span
    depth: int
    parent: int
    alone: bool
    """Whether nothing else stands on its line."""

    @property
    def body(self) -> Span:
        return self.heading[1], self.span[1]


def label_of(line: str) -> tuple[str, int] | None:
    """The sort of a line's label and where its words begin."""
    for sort, label in _LABELS:
        match = label.match(line)
        if match and match.end() < len(line):
            return sort, match.end()
    return None


def outline(text: str, *, end: int | None = None) -> tuple[Node, ...]:
    """In the order of the text, up to `end` (what is signed below belongs to no heading). A label opens a level where its sort is new on the way from the top, and closes those below it."""
    found: list[tuple[str, Span, Span, int, bool]] = []
    stack: list[str] = []
    for start, line in _lines(text):
        label = label_of(line)
        if label is None or "\t" in line:
            continue
        sort, at = label
        name, alone = _name(line[at:])
        if not name or (sort == "bare" and not alone):
            continue
        sort = "digit" if sort == "bare" else sort
        if sort in stack:
            del stack[stack.index(sort) + 1 :]
        else:
            stack.append(sort)
        heading = (start + at, start + at + len(name))
        found.append((name, heading, (start, start + len(line)), len(stack) - 1, alone))
    size = len(text) if end is None else end
    found = found or list(_unnumbered(text))
    return _tree([entry for entry in found if entry[2][0] < size], size)


def _unnumbered(text: str) -> Iterator[tuple[str, Span, Span, int, bool]]:
    """Headings of a text that numbers none: short lines of words alone below the title, each with something else under it. One alone is
    no outline."""
    lines = [(start, line) for start, line in _lines(text) if line.strip()]
    heads = [_BARE_HEAD.fullmatch(line) for _, line in lines]
    places = [n for n in range(1, len(lines) - 1) if heads[n] and not heads[n + 1] and not _NO_HEAD.search(lines[n][1])]
    for n in places if len(places) > 1 else ():
        start, line = lines[n]
        head = heads[n]
        if head is not None:
            yield head["name"], (start + head.start("name"), start + head.end("name")), (start, start + len(line)), 0, True


def _lines(text: str) -> list[tuple[int, str]]:
    found, start = [], 0
    for line in text.split("\n"):
        found.append((start, line))
        start += len(line) + 1
    return found


def _name(words: str) -> tuple[str, bool]:
    """The heading's name and whether the line holds nothing else; no name where the line is running text."""
    bare = words.strip(" 　")
    if len(bare) <= LONGEST and not re.search("[。；：:_＿]", bare.rstrip("：:。")) and not _NAME_END.search(bare.rstrip("：:")):
        return bare.rstrip("：:。 　"), True
    cut = _CUT.search(words)
    name = words[: cut.start()] if cut else ""
    return (name.rstrip(" 　"), False) if 2 <= len(name.strip(" 　")) <= LONGEST_NAME else ("", False)


def _tree(found: list[tuple[str, Span, Span, int, bool]], size: int) -> tuple[Node, ...]:
    nodes, above = [], list[int]()
    for number, (name, heading, line, depth, alone) in enumerate(found):
        del above[depth:]
        end = next((other[2][0] for other in found[number + 1 :] if other[3] <= depth), size)
        nodes.append(Node(name, (line[0], end), heading, line, depth, above[-1] if above else -1, alone))
        above.append(number)
    return tuple(nodes)
