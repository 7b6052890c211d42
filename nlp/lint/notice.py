"""What every check looks at: a notice with all that was found in it."""

from bisect import bisect_right
from dataclasses import dataclass
from typing import TypeVar

from nlp.types import Deadline, Layout, Office, Quote, Section, Source, Target, Task

Item = TypeVar("Item", bound=Quote)


@dataclass(frozen=True, slots=True)
class Notice:
    source: Source
    layout: Layout
    tasks: tuple[Task, ...]
    deadlines: tuple[Deadline, ...]
    targets: tuple[Target, ...]
    offices: tuple[Office, ...]

    @property
    def text(self) -> str:
        return self.source.text

    @property
    def duties(self) -> tuple[Task, ...]:
        """The rows that a careful officer puts into the ledger."""
        return tuple(task for task in self.tasks if task.tier == "must")

    def noisy(self, offset: int) -> bool:
        at = bisect_right(self.layout.noise, offset, key=lambda noise: noise.span[0]) - 1
        return at >= 0 and offset < self.layout.noise[at].span[1]

    def in_task(self, offset: int) -> bool:
        at = bisect_right(self.tasks, offset, key=lambda task: task.span[0]) - 1
        return at >= 0 and offset < self.tasks[at].span[1]

    def section(self, offset: int) -> Section | None:
        sections = self.layout.sections
        at = bisect_right(sections, offset, key=lambda section: section.span[0]) - 1
        return sections[at] if at >= 0 else None

    def tops(self) -> tuple[Section, ...]:
        """The sections of the first level."""
        return tuple(section for section in self.layout.sections if section.parent is None and section.id.isdigit())


def listed(terms: list[str], most: int = 4) -> str:
    """“适时”“定期”等5处: the terms in quotation marks, each once, the first few."""
    unique = list(dict.fromkeys(terms))
    shown = "".join(f"“{term}”" for term in unique[:most])
    return f"{shown}等{len(terms)}处" if len(unique) > most or len(terms) > len(unique) else shown


def cut(text: str, most: int = 20) -> str:
    """A quote for a message: one line, not too long."""
    line = "".join(text.split())
    return line if len(line) <= most else line[: most - 1] + "…"


def ordered(items: tuple[Item, ...]) -> tuple[Item, ...]:
    """The items in the order of the text."""
    return tuple(sorted(items, key=lambda item: item.span))
