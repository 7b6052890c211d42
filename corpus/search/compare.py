"""Year over year: what a notice asks for that its earlier version did not, and the other way round.

Tasks are paired by what they say without dates, numbers and offices; of each pair the dates, numbers and offices are compared. A date
that only moved with the year of the notice has not changed. A sentence that was taken for a task in one of the two alone is held against
the sentence of the other: that a reading wavers is no change.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

from corpus.search.entry import Contract
from corpus.search.text import fold
from nlp.types import Quote, Span

ChangeKind = Literal["deadline", "target", "office", "task", "issuer"]
Act = Literal["changed", "added", "dropped"]
ALIKE = 0.5
"""How much two tasks must share (Dice, over pairs of signs) to be the same one."""
SAID = 0.8
"""How much a task must share with a sentence of the other notice to be said there."""
BARE = 4
"""Signs that must be left of a task without its dates, numbers and offices; what has fewer is compared as it stands."""
_SENTENCE = re.compile(r"[^。；;\n]+")
_DEADLINE = ("kind", "frequency", "tier")
_TARGET = ("role", "comparator", "value", "upper", "unit", "per", "tier")


@dataclass(frozen=True, slots=True)
class Change:
    """One difference; `before` and `after` quote the two texts, None where there is nothing to quote. `tasks` are (before, after)."""

    kind: ChangeKind
    act: Act
    before: Quote | None
    after: Quote | None
    tasks: tuple[str | None, str | None] = (None, None)


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two documents."""

    id: str
    name: str
    title: str | None
    date: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What `duban compare --json` prints; `same` counts the tasks that nothing was changed in."""

    schema: Literal["duban.compare/1"] = "duban.compare/1"
    before: Side
    after: Side
    changes: tuple[Change, ...]
    same: int


def compare(before: Contract, after: Contract) -> Comparison:
    """Two analyses, the earlier first; the changes in the order of the later one, what was dropped at the end."""
    old, new = _Reading(before), _Reading(after)
    years = new.year - old.year if old.year and new.year else 0
    pairs = _pairs(old, new)
    changes = list(_form(old, new))
    told: set[tuple[str, str | None, str | None]] = set()
    touched: set[str] = set()
    for task in new.tasks:
        partner = pairs.get(task["id"]) or old.sentence_like(new.essence(task))
        if partner is None:
            changes.append(Change("task", "added", None, _quote(task), (None, task["id"])))
            continue
        for change, ids in _inside(old, new, partner, task, years):
            touched.add(task["id"])
            if (change.kind, *ids) not in told:
                told.add((change.kind, *ids))
                changes.append(change)
    kept = {partner["id"] for partner in pairs.values()}
    for task in old.tasks:
        if task["id"] in kept:
            continue
        sentence = new.sentence_like(old.essence(task))
        if sentence is None:
            changes.append(Change("task", "dropped", _quote(task), None, (task["id"], None)))
        else:
            changes += [change for change, _ in _inside(old, new, task, sentence, years)]
    return Comparison(before=old.side, after=new.side, changes=tuple(changes), same=len(pairs.keys() - touched))


class _Reading:
    """An analysis with what is looked up in it."""

    def __init__(self, analysis: Contract) -> None:
        self.document: Contract = analysis["document"]
        self.text: str = analysis["text"]
        self.tasks: Sequence[Contract] = analysis["tasks"]
        self.deadlines = {each["id"]: each for each in analysis["deadlines"]}
        self.targets = {each["id"]: each for each in analysis["targets"]}
        self._values = _joined(
            [tuple(each["span"]) for group in (analysis["deadlines"], analysis["targets"]) for each in group]
            + [tuple(office["span"]) for task in self.tasks for office in task["offices"]]
        )

    @property
    def side(self) -> Side:
        document = self.document
        return Side(document["id"], document["name"], _said(document, "title"), _said(document, "date"))

    @property
    def year(self) -> int | None:
        day = _said(self.document, "date")
        return int(day[:4]) if day else None

    def sentence_like(self, essence: Counter[str]) -> Contract | None:
        """The sentence that says what a task of the other notice says, as a task without an id; None where there is none."""
        likest = max(self._sentences, key=lambda each: _dice(each[1], essence), default=None)
        return likest[0] if likest and _dice(likest[1], essence) >= SAID else None

    @cached_property
    def _sentences(self) -> list[tuple[Contract, Counter[str]]]:
        found: list[tuple[Contract, Counter[str]]] = []
        for match in _SENTENCE.finditer(self.text):
            start, end = match.span()
            values = {"deadlines": self.deadlines, "targets": self.targets}
            within = {
                name: [each["id"] for each in group.values() if start <= each["span"][0] and each["span"][1] <= end]
                for name, group in values.items()
            }
            sentence = {"id": None, "text": match[0], "span": (start, end), "offices": None, **within}
            found.append((sentence, self.essence(sentence)))
        return found

    def essence(self, task: Contract) -> Counter[str]:
        """The pairs of signs of a task without its dates, numbers and offices."""
        start, end = task["span"]
        kept = "".join(
            sign for at, sign in enumerate(self.text[start:end], start) if sign.isalnum() and not sign.isdigit() and at not in self._values
        )
        said = fold(kept if len(kept) >= BARE else "".join(filter(str.isalnum, self.text[start:end])))
        return Counter(said[at : at + 2] for at in range(len(said) - 1)) or Counter([said])


def _joined(spans: Iterable[tuple[int, ...]]) -> frozenset[int]:
    return frozenset(at for start, end in spans for at in range(start, end))


def _pairs(old: _Reading, new: _Reading) -> dict[str, Contract]:
    """The task of the old notice for each task of the new one that has one; the likest first, each once, in like order among equals."""
    left = [(task, old.essence(task)) for task in old.tasks]
    right = [(task, new.essence(task)) for task in new.tasks]
    scored = sorted(
        (
            (-score, abs(at / max(1, len(left)) - place / max(1, len(right))), at, place)
            for at, (_, one) in enumerate(left)
            for place, (_, other) in enumerate(right)
            if (score := _dice(one, other)) >= ALIKE
        ),
    )
    taken: set[int] = set()
    found: dict[str, Contract] = {}
    for _, _, at, place in scored:
        identity = right[place][0]["id"]
        if at not in taken and identity not in found:
            taken.add(at)
            found[identity] = left[at][0]
    return found


def _dice(one: Counter[str], other: Counter[str]) -> float:
    return 2 * (one & other).total() / (one.total() + other.total())


def _form(old: _Reading, new: _Reading) -> Iterator[Change]:
    """Who issued it: another issuer is news, another number and day are not."""
    before, after = old.document.get("issuer"), new.document.get("issuer")
    if before and after and before["value"] != after["value"]:
        yield Change("issuer", "changed", _quote(before), _quote(after))


Found = tuple[Change, tuple[str | None, str | None]]
Same = Callable[[Contract, Contract], bool]


def _inside(old: _Reading, new: _Reading, before: Contract, after: Contract, years: int) -> Iterator[Found]:
    """What differs in a pair of tasks, with the ids of the values: one that several tasks share is told once."""
    tasks = (before["id"], after["id"])
    left = [old.deadlines[each] for each in before["deadlines"]]
    right = [new.deadlines[each] for each in after["deadlines"]]
    yield from _told("deadline", _unlike(left, right, lambda one, other: _same_time(one, other, years), "kind"), tasks)
    left = [old.targets[each] for each in before["targets"]]
    right = [new.targets[each] for each in after["targets"]]
    yield from _told("target", _unlike(left, right, _same_number, "unit"), tasks)
    yield from _offices(before, after, tasks)


def _told(
    kind: ChangeKind, unlike: Iterable[tuple[Contract | None, Contract | None]], tasks: tuple[str | None, str | None]
) -> Iterator[Found]:
    for one, other in unlike:
        act: Act = "added" if one is None else "dropped" if other is None else "changed"
        ids = (one["id"] if one else None, other["id"] if other else None)
        yield Change(kind, act, _quote(one) if one else None, _quote(other) if other else None, tasks), ids


def _unlike(left: list[Contract], right: list[Contract], same: Same, field: str) -> Iterator[tuple[Contract | None, Contract | None]]:
    """What is left when equal values are taken away, paired where the field agrees, then as they come."""
    rest = list(right)
    lone: list[Contract] = []
    for one in left:
        partner = next((other for other in rest if same(one, other)), None)
        if partner is None:
            lone.append(one)
        else:
            rest.remove(partner)
    for agreeing in (True, False):
        for one in list(lone):
            partner = next((other for other in rest if not agreeing or one[field] == other[field]), None)
            if partner is not None:
                lone.remove(one)
                rest.remove(partner)
                yield one, partner
    yield from ((one, None) for one in lone)
    yield from ((None, other) for other in rest)


def _same_time(one: Contract, other: Contract, years: int) -> bool:
    if any(one.get(name) != other.get(name) for name in _DEADLINE):
        return False
    if fold(one["text"]) == fold(other["text"]):
        return True
    moved = (_moved(one.get("start"), years), _moved(one.get("end"), years))
    return moved == (other.get("start"), other.get("end")) and (moved != (None, None) or one.get("frequency") is not None)


def _moved(day: str | None, years: int) -> str | None:
    """The same day so many years later; the last of February where there is no 29th."""
    if day is None:
        return None
    known = date.fromisoformat(day)
    try:
        return known.replace(year=known.year + years).isoformat()
    except ValueError:
        return known.replace(year=known.year + years, day=28).isoformat()


def _same_number(one: Contract, other: Contract) -> bool:
    return all(one.get(name) == other.get(name) for name in _TARGET)


def _offices(before: Contract, after: Contract, tasks: tuple[str | None, str | None]) -> Iterator[Found]:
    """Offices that came and went; where one alone takes the place of one alone, that is one change."""
    if before["offices"] is None or after["offices"] is None:
        return
    old, new = {each["name"]: each for each in before["offices"]}, {each["name"]: each for each in after["offices"]}
    gone = [each for name, each in old.items() if name not in new]
    come = [each for name, each in new.items() if name not in old]
    if len(gone) == len(come) == 1:
        pairs: list[tuple[Contract | None, Contract | None]] = [(gone[0], come[0])]
    else:
        pairs = [*((each, None) for each in gone), *((None, each) for each in come)]
    for one, other in pairs:
        act: Act = "added" if one is None else "dropped" if other is None else "changed"
        ids = (_place(one), _place(other))
        yield Change("office", act, _quote(one) if one else None, _quote(other) if other else None, tasks), ids


def _place(office: Contract | None) -> str | None:
    """An office that a bracket line gives to several tasks stands at one place."""
    return str(tuple(office["span"])) if office else None


def _quote(value: Contract) -> Quote:
    start, end = value["span"]
    span: Span = (start, end)
    return Quote(text=value["text"], span=span)


def _said(document: Contract, name: str) -> str | None:
    element = document.get(name)
    return str(element["value"]) if element else None
