"""One document's values held against its gold."""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from corpus.gold import GoldDeadline, GoldDocument
from models.evaluation.pairing import Marked, Pairs, alike_rows, alike_values, pair, shared
from models.evaluation.report import Evaluation
from models.evaluation.same import named, same_deadline, same_element, same_target, squash
from nlp.types import Analysis, Deadline, Target

Value = TypeVar("Value", Deadline, Target)
Gold = TypeVar("Gold", GoldDeadline, Target)
ELEMENTS = ("title", "issuer", "number", "recipients", "date")


def tally(gold: Sequence[Marked], found: Sequence[Marked], pairs: Pairs, good: Iterable[int] | None = None) -> tuple[int, int, int]:
    """Right, wanted and given; `good` are the numbers of the gold values whose match is right, all that have one by default."""
    hard = {number for number, value in enumerate(gold) if value.tier == "must"}
    neutral = len(pairs.keys() - hard)
    return len(hard.intersection(pairs if good is None else good)), len(hard), len(found) - neutral


def count(gold: GoldDocument, found: Analysis, into: Evaluation) -> None:
    """Adds what one document gives."""
    tasks = pair(gold.tasks, found.tasks, alike_rows)
    deadlines = pair(gold.deadlines, found.deadlines, alike_values)
    targets = pair(gold.targets, found.targets, alike_values)
    into.documents += 1
    into.add("tasks", tally(gold.tasks, found.tasks, tasks), gold.name)
    _tiers(gold, found, tasks, into)
    _rows(gold, found, tasks, into)
    _offices(gold, found, tasks, into)
    _values("deadline", gold, gold.deadlines, found.deadlines, deadlines, same_deadline, into)
    _values("target", gold, gold.targets, found.targets, targets, same_target, into)
    _links(gold, found, tasks, deadlines, targets, into)
    _header(gold, found, into)
    _traps(gold, found, into)


def _tiers(gold: GoldDocument, found: Analysis, pairs: Pairs, into: Evaluation) -> None:
    back = {index: number for number, index in pairs.items()}
    for index, task in enumerate(found.tasks):
        into.rule(task.why, right=index in back)
        into.confidence.append((task.confidence, index in back))
        into.tier(gold.tasks[back[index]].tier if index in back else "none", task.tier)
    for number in range(len(gold.tasks)):
        if number not in pairs:
            into.tier(gold.tasks[number].tier, "none")


def _rows(gold: GoldDocument, found: Analysis, pairs: Pairs, into: Evaluation) -> None:
    for number, index in pairs.items():
        wanted, given = gold.tasks[number], found.tasks[index]
        into.share("tiers", right=wanted.tier == given.tier)
        if wanted.tier == "must":
            into.share("actors", right=squash(wanted.actor) == squash(given.actor))
            into.share("sections", right=wanted.section == given.section)


def _offices(gold: GoldDocument, found: Analysis, pairs: Pairs, into: Evaluation) -> None:
    for number, task in enumerate(gold.tasks):
        if task.tier == "may":
            continue
        wanted = named(task.offices)
        given = named(found.tasks[pairs[number]].offices) if number in pairs else {}
        both = wanted.keys() & given.keys()
        into.add("offices", (len(both), len(wanted), len(given)), gold.name)
        into.add("roles", (sum(wanted[name] == given[name] for name in both), len(both), len(both)))


def _values(
    kind: str,
    document: GoldDocument,
    gold: Sequence[Gold],
    found: Sequence[Value],
    pairs: Pairs,
    same: Callable[[Gold, Value], bool],
    into: Evaluation,
) -> None:
    right = {number for number, index in pairs.items() if same(gold[number], found[index])}
    into.add(f"{kind}s", tally(gold, found, pairs), document.name)
    into.add(f"{kind}_value", tally(gold, found, pairs, right))
    good = {pairs[number] for number in right}
    for index, value in enumerate(found):
        into.rule(value.why, right=index in good)


def _links(gold: GoldDocument, found: Analysis, tasks: Pairs, deadlines: Pairs, targets: Pairs, into: Evaluation) -> None:
    for number, index in tasks.items():
        wanted, given = gold.tasks[number], found.tasks[index]
        if wanted.tier == "may":
            continue
        for names, other, golds, values, pairs in (
            (wanted.deadlines, given.deadlines, gold.deadlines, found.deadlines, deadlines),
            (wanted.targets, given.targets, gold.targets, found.targets, targets),
        ):
            into.add("links", _joined(names, other, golds, values, pairs))


def _joined(
    names: Sequence[str], other: Sequence[str], gold: Sequence[Deadline | Target], found: Sequence[Deadline | Target], pairs: Pairs
) -> tuple[int, int, int]:
    """Links of one row to values of one kind. A missed value is a missed link; links to what is neutral are neutral."""
    hard = {value.id: number for number, value in enumerate(gold) if value.tier == "must"}
    neutral = {found[index].id for number, index in pairs.items() if gold[number].tier == "may"}
    wanted = {found[pairs[hard[name]]].id if hard[name] in pairs else f"missed {name}" for name in names if name in hard}
    given = set(other) - neutral
    return len(wanted & given), len(wanted), len(given)


def _header(gold: GoldDocument, found: Analysis, into: Evaluation) -> None:
    for name in ELEMENTS:
        if wanted := getattr(gold.header, name):
            into.share("header", right=same_element(name, wanted, getattr(found.document, name)))


def _traps(gold: GoldDocument, found: Analysis, into: Evaluation) -> None:
    spans = [value.span for value in (*found.deadlines, *found.targets)]
    for trap in gold.traps:
        start, end = trap.span
        hit = any(2 * shared(trap.span, span) >= min(end - start, span[1] - span[0]) for span in spans)
        into.share("traps", right=not hit)
