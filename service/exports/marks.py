"""The text cut where marks begin and end: each piece with everything that covers it, however marks nest or overlap."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter

from nlp.types import Analysis, Span


@dataclass(frozen=True, slots=True)
class Mark:
    """A passage to be shown: `kind` names its look, `ref` what it belongs to (a row of the ledger, a time); empty for none."""

    kind: str
    ref: str
    span: Span


@dataclass(frozen=True, slots=True)
class Piece:
    """A passage with one and the same set of marks throughout."""

    text: str
    kinds: tuple[str, ...]
    refs: tuple[str, ...]


def marks_of(analysis: Analysis) -> tuple[Mark, ...]:
    """Everything that the page shows in the text."""
    found = [Mark("heading", "", section.heading) for section in analysis.sections]
    found += [Mark("noise", "", noise.span) for noise in analysis.noise]
    for task in analysis.tasks:
        found.append(Mark("task" if task.tier == "must" else "task may", task.id, task.span))
        found += [Mark("office", task.id, office.span) for office in task.offices]
    found += [Mark("deadline", deadline.id, deadline.span) for deadline in analysis.deadlines]
    found += [Mark("target" if target.role == "target" else "target criterion", target.id, target.span) for target in analysis.targets]
    return tuple(mark for mark in found if mark.span[0] < mark.span[1])


def pieces(text: str, marks: tuple[Mark, ...]) -> Iterator[Piece]:
    """The whole text in order. Linear in the text, and in the marks times those that lie over one another."""
    waiting = sorted(marks, key=attrgetter("span"), reverse=True)
    cuts = sorted({0, len(text), *(edge for mark in marks for edge in mark.span)})
    live: list[Mark] = []
    for start, end in pairwise(cuts):
        live = [mark for mark in live if mark.span[1] > start]
        while waiting and waiting[-1].span[0] <= start:
            live.append(waiting.pop())
        kinds = tuple(dict.fromkeys(kind for mark in live for kind in mark.kind.split()))
        refs = tuple(dict.fromkeys(mark.ref for mark in live if mark.ref))
        yield Piece(text[start:end], kinds, refs)
