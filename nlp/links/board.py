"""The board: tasks, deadlines and targets of a document laid out by place, so that each question is one look-up."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass

from nlp.types import Deadline, Layout, Section, Source, Span, Target, Task

_ATTACHMENT = re.compile(r"附件\d*")


@dataclass(frozen=True, slots=True)
class Board:
    """All of a document by place. Tasks, deadlines and targets are named by their index; -1 is none."""

    text: str
    layout: Layout
    tasks: tuple[Task, ...]
    deadlines: tuple[Deadline, ...]
    targets: tuple[Target, ...]
    starts: tuple[tuple[int, int], ...]
    """(start, index) of every task, ascending."""
    sections: dict[str, Section]
    by_section: dict[str, tuple[int, ...]]
    """The tasks that stand directly in a section."""

    def task_at(self, span: Span) -> int:
        """The task that holds `span`, or most of it."""
        at = bisect_right(self.starts, (span[0], len(self.tasks))) - 1
        for place in (at, at + 1):
            if 0 <= place < len(self.starts):
                index = self.starts[place][1]
                if _shared(self.tasks[index].span, span) * 2 > span[1] - span[0]:
                    return index
        return -1

    def tasks_in(self, span: Span) -> list[int]:
        """The tasks that begin inside `span`, in order."""
        first, last = bisect_left(self.starts, (span[0], -1)), bisect_left(self.starts, (span[1], -1))
        return [index for _, index in self.starts[first:last]]

    def before(self, offset: int) -> int:
        """The last task that begins before `offset`."""
        at = bisect_left(self.starts, (offset, -1)) - 1
        return self.starts[at][1] if at >= 0 else -1

    def after(self, offset: int) -> int:
        at = bisect_left(self.starts, (offset, -1))
        return self.starts[at][1] if at < len(self.starts) else -1

    def sentence(self, offset: int) -> Span:
        """The sentence at `offset`, or nothing there."""
        sentences = self.layout.sentences
        at = bisect_right(sentences, offset, key=lambda sentence: sentence.span[0]) - 1
        return sentences[at].span if at >= 0 and offset < sentences[at].span[1] else (offset, offset)

    def line(self, offset: int) -> Span:
        lines = self.layout.lines
        at = bisect_right(lines, offset, key=lambda line: line.span[0]) - 1
        return lines[at].span if at >= 0 and offset <= lines[at].span[1] else (offset, offset)

    def section(self, offset: int) -> Section | None:
        """The section opened last before `offset`."""
        sections = self.layout.sections
        at = bisect_right(sections, offset, key=lambda section: section.span[0]) - 1
        return sections[at] if at >= 0 else None

    def title(self, index: int) -> str:
        """The titles over a task, from the highest down."""
        titles = []
        ident: str | None = self.tasks[index].section
        while ident and (section := self.sections.get(ident)):
            titles.append(section.title)
            ident = ident.rpartition(".")[0]
        return "／".join(reversed(titles))

    def attachment(self, index: int) -> str:
        """附件1 for a task of that attachment, "" for the body."""
        found = _ATTACHMENT.match(self.tasks[index].section)
        return found.group() if found else ""


def board(source: Source, layout: Layout, tasks: tuple[Task, ...], deadlines: tuple[Deadline, ...], targets: tuple[Target, ...]) -> Board:
    starts = tuple(sorted((task.span[0], index) for index, task in enumerate(tasks)))
    groups: dict[str, list[int]] = defaultdict(list)
    for _, index in starts:
        groups[tasks[index].section].append(index)
    sections: dict[str, Section] = {}
    for section in layout.sections:
        sections.setdefault(section.id, section)
    by_section = {ident: tuple(group) for ident, group in groups.items()}
    return Board(source.text, layout, tasks, deadlines, targets, starts, sections, by_section)


def _shared(left: Span, right: Span) -> int:
    return max(0, min(left[1], right[1]) - max(left[0], right[0]))
