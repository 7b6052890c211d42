"""The rows of a ledger: each task with its offices, times, quantities and source, ready to be written."""

from dataclasses import dataclass
from datetime import date
from itertools import count

from nlp.types import Analysis, Deadline, OfficeRole, Section, Target, Task

MARKS = " 　、.．,，:：)）"
"""What closes a numbering label and is left out where labels are joined: 三、 （二） 1. -> 三（二）1."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the ledger. `place` says where the quote stands: 三（二）1，第2页. Appeals have a dash for their number."""

    number: str
    task: Task
    deadlines: tuple[Deadline, ...]
    targets: tuple[Target, ...]
    place: str

    def offices(self, *roles: OfficeRole) -> tuple[str, ...]:
        """Names in the order of the text, each once."""
        return tuple(dict.fromkeys(office.name for office in self.task.offices if office.role in roles))

    @property
    def bearers(self) -> tuple[str, ...]:
        """Who bears the task: the responsible offices, else who acts according to the text."""
        named = self.offices("lead", "responsible")
        return named or ((self.task.actor,) if self.task.actor else ())

    @property
    def hard(self) -> bool:
        return self.task.tier == "must"


def rows(analysis: Analysis, *, may: bool) -> tuple[Row, ...]:
    """Hard duties, numbered alike in every export; with `may` appeals among them."""
    deadlines = {deadline.id: deadline for deadline in analysis.deadlines}
    targets = {target.id: target for target in analysis.targets}
    sections = {section.id: section for section in analysis.sections}
    tasks = [task for task in analysis.tasks if may or task.tier == "must"]
    numbers = map(str, count(1))
    return tuple(
        Row(
            next(numbers) if task.tier == "must" else "—",
            task,
            tuple(deadlines[name] for name in task.deadlines),
            tuple(targets[name] for name in task.targets),
            place(task, sections),
        )
        for task in tasks
    )


def place(task: Task, sections: dict[str, Section]) -> str:
    """Where a task stands, as an officer would say it; empty where the text has no parts."""
    parts = [path(task.section, sections)]
    if task.place and task.place.page:
        parts.append(f"第{task.place.page}页")
    elif task.place and task.place.paragraph and not parts[0]:
        parts.append(f"第{task.place.paragraph}段")
    return "，".join(part for part in parts if part)


def path(name: str, sections: dict[str, Section]) -> str:
    """The labels from the top down: 三（二）1."""
    labels: list[str] = []
    section = sections.get(name)
    while section is not None and len(labels) <= len(sections):
        labels.append(_bare(section.label))
        section = sections.get(section.parent) if section.parent else None
    return "".join(reversed(labels))


def document_title(analysis: Analysis) -> str:
    title = analysis.document.title
    return "".join(title.value.split()) if title else analysis.document.name


def document_line(analysis: Analysis) -> str:
    """Issuer, number and date, as far as the document gives them."""
    document = analysis.document
    day = issue_day(analysis)
    parts = [element.value for element in (document.issuer, document.number) if element]
    parts += [f"{day.year}年{day.month}月{day.day}日"] if day else []
    return "　".join(parts)


def issue_day(analysis: Analysis, given: date | None = None) -> date | None:
    """The document's own date, else the one `given` for it."""
    element = analysis.document.date
    if element is None:
        return given
    try:
        return date.fromisoformat(element.value)
    except ValueError:  # a date without its day, as in 2022年3月
        return given


def hidden_count(analysis: Analysis, *, may: bool) -> int:
    return 0 if may else sum(task.tier == "may" for task in analysis.tasks)


def _bare(label: str) -> str:
    """三、 -> 三, （二） keeps its brackets, 1) -> 1."""
    label = label.strip()
    return label if label.startswith(("（", "(")) else label.rstrip(MARKS)
