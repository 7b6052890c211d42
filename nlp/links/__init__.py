"""Links: which deadlines, targets and offices belong to which task, those that stand elsewhere included."""

from dataclasses import replace

from nlp.links.board import Board, board
from nlp.links.inherit import inherited
from nlp.links.own import own_deadlines, own_targets
from nlp.links.parts import offices_of
from nlp.types import Deadline, Layout, Office, Source, Target, Task


def link(
    tasks: tuple[Task, ...],
    *,
    deadlines: tuple[Deadline, ...],
    targets: tuple[Target, ...],
    offices: tuple[Office, ...],
    layout: Layout,
    source: Source,
) -> tuple[Task, ...]:
    """The tasks with their offices and the ids of their deadlines and targets; `inherited` names those that stand elsewhere."""
    table = board(source, layout, tasks, deadlines, targets)
    dates = own_deadlines(table)
    counts = own_targets(table)
    later = inherited(table, dates)
    parts = offices_of(table, offices)
    return tuple(_linked(table, index, dates[index], later[index], counts[index], parts[index]) for index in range(len(tasks)))


def _linked(
    table: Board, index: int, own: tuple[int, ...], later: tuple[int, ...], counts: tuple[int, ...], offices: tuple[Office, ...]
) -> Task:
    ids = [table.deadlines[at].id for at in own]
    borrowed = [table.deadlines[at].id for at in later if at not in own]
    return replace(
        table.tasks[index],
        offices=offices,
        deadlines=tuple(ids + borrowed),
        inherited=tuple(borrowed),
        targets=tuple(table.targets[at].id for at in counts),
    )
