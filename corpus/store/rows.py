"""Rows of the ledger, as an analysis gives them: a task with its own deadlines, targets, offices and due date."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from corpus.store.packed import Json, clean

LEDGER_USES = ("notice", "other")
"""Documents whose tasks are rows; what the program took for no kind in particular may be a notice."""
BINDING = ("due", "period", "relative", "vague")
"""Kinds of deadlines whose end is a due date; where there is none, a start or the end of a rhythm is."""

BEARING = ("lead", "responsible")
"""Roles of the offices that answer for a task."""


@dataclass(frozen=True, slots=True)
class Row:
    """`due` is the earliest day by which something of the task must be done; None where no date says so."""

    task: Json
    deadlines: Sequence[Json]
    targets: Sequence[Json]

    @property
    def offices(self) -> list[str]:
        offices = objects(self.task, "offices")
        return list(dict.fromkeys(clean(str(office["name"])) for office in offices))

    @property
    def bearers(self) -> list[str]:
        """The offices that lead or bear the task; where none does, who acts according to the text."""
        named = [clean(str(office["name"])) for office in objects(self.task, "offices") if office.get("role") in BEARING]
        actor = self.task.get("actor")
        return list(dict.fromkeys(named)) or ([clean(actor)] if isinstance(actor, str) else [])

    @property
    def words(self) -> str:
        """What is sought in: title and text."""
        return clean("\n".join(str(self.task[name]) for name in ("title", "text") if self.task.get(name)))

    @property
    def due(self) -> date | None:
        binding = [end for deadline in self.deadlines if deadline.get("kind") in BINDING and (end := _end(deadline))]
        others = [end for deadline in self.deadlines if (end := _end(deadline))]
        return min(binding or others, default=None)


def objects(body: Json, name: str) -> list[Json]:
    """The list of objects that stands under `name`."""
    value = body.get(name)
    return [each for each in value if isinstance(each, Mapping)] if isinstance(value, list | tuple) else []


def rows_of(analysis: Json) -> list[Row]:
    """One row for each task, in order."""
    deadlines = {deadline["id"]: deadline for deadline in objects(analysis, "deadlines")}
    targets = {target["id"]: target for target in objects(analysis, "targets")}
    return [
        Row(
            task,
            [deadlines[each] for each in _ids(task, "deadlines") if each in deadlines],
            [targets[each] for each in _ids(task, "targets") if each in targets],
        )
        for task in objects(analysis, "tasks")
    ]


def _ids(task: Json, name: str) -> list[object]:
    value = task.get(name)
    return list(value) if isinstance(value, list | tuple) else []


def _end(deadline: Json) -> date | None:
    value = deadline.get("end")
    return date.fromisoformat(value) if isinstance(value, str) else None
