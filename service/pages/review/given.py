"""What the form gives back: passages picked in the text, and the changes that make a row what the form says."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from corpus.store import Row
from corpus.store.corrections import DEADLINE, TARGET
from nlp.quantity import find_quantities
from nlp.types import Deadline, Span, Target
from service.collection.views import Entry
from service.errors import ServiceError
from service.plain import plain

Fields = Mapping[str, Any]
Reader = Callable[[str], Sequence[Deadline]]
"""Finds the times of a passage."""
PARTS = {"deadlines": DEADLINE, "targets": TARGET}
"""The fields of a value that are corrected one by one; where others change as well, the whole list is written."""
LONGEST = 2000
"""Characters of a passage that can be a task."""


def trimmed(text: str, given: object) -> Span:
    """A passage as it was selected, without the white space at its ends. Raises ServiceError "request" for none."""
    match given:
        case [int(start), int(end)] if 0 <= start < end <= len(text):
            words = text[start:end]
            start += len(words) - len(words.lstrip())
            end -= len(words) - len(words.rstrip())
            if start < end <= start + LONGEST:
                return start, end
    raise ServiceError("request", f"请先在左边的正文里选中文字（不超过 {LONGEST} 字），再按“用所选文字”。")


def picked(text: str, span: Span, name: str, times: Sequence[Deadline], read: Reader) -> dict[str, Any]:
    """What a passage says as a value of the list `name`: the time or quantity that it holds, else its words alone.

    `times` are those of the whole text; `read` finds those of the passage by itself.
    """
    words = text[slice(*span)]
    if name == "deadlines":
        time = _meant(times, span, read(words))
        return _value(time) if time else {"text": words, "span": list(span), "kind": "due", "start": None, "end": None, "why": ""}
    if name == "targets":
        return _quantity(text, span)
    if name == "offices":
        return {"name": words, "text": words, "span": list(span), "scope": list(span), "why": ""}
    return {"text": words, "span": list(span)}


def new_row(text: str, span: Span, times: Sequence[Deadline]) -> dict[str, Any]:
    """A row for a passage that nobody found to be a task: with the times and quantities that stand in it."""
    words = text[slice(*span)]
    inside = [time for time in times if span[0] <= time.span[0] and time.span[1] <= span[1]]
    amounts = [_moved(each, span[0]) for each in find_quantities(words)]
    deadlines = [{**_value(time), "id": f"D{number}"} for number, time in enumerate(inside, 1)]
    targets = [{**amount, "id": f"Q{number}"} for number, amount in enumerate(amounts, 1)]
    return {"task": {"title": words[:60], "text": words, "span": list(span), "tier": "must"}, "deadlines": deadlines, "targets": targets}


def row_of(text: str, form: Fields) -> Row:
    """The row that a filled form describes."""
    deadlines, targets = numbered(form["deadlines"], "D"), numbered(form["targets"], "Q")
    named = {"deadlines": [each["id"] for each in deadlines], "targets": [each["id"] for each in targets]}
    task = {**_task(text, form, {}), **named, "inherited": [], "why": "person", "confidence": 1.0, "section": "0", "audience": "school"}
    return Row(task, deadlines, targets)


def corrections(text: str, entry: Entry, form: Fields) -> list[tuple[str, object]]:
    """(field, value) for each thing that the form says otherwise than the row."""
    task = entry.task
    found = [(name, value) for name, value in _task(text, form, task).items() if _plain(task.get(name)) != _plain(value)]
    for name, letter in (("deadlines", "D"), ("targets", "Q")):
        found += _differences(name, [dict(each) for each in getattr(entry, name)], numbered(form[name], letter))
    return found


def numbered(items: Iterable[Fields], letter: str) -> list[dict[str, Any]]:
    """Each with an id: its own, else the next one that is free."""
    given = [dict(item) for item in items]
    taken = {item["id"] for item in given if item.get("id")}
    free = (name for number in range(1, 1000) if (name := f"{letter}{number}") not in taken)
    return [item if item.get("id") else {**item, "id": next(free)} for item in given]


def _differences(name: str, old: list[dict[str, Any]], new: list[dict[str, Any]]) -> list[tuple[str, object]]:
    if _plain(old) == _plain(new):
        return []
    if [each["id"] for each in old] != [each["id"] for each in new]:
        return [(name, new)]
    changed = [
        (before["id"], part, after.get(part))
        for before, after in zip(old, new, strict=True)
        for part in {**before, **after}
        if _plain(before.get(part)) != _plain(after.get(part))
    ]
    if any(part not in PARTS[name] for _, part, _ in changed):
        return [(name, new)]
    return [(f"{name}.{identity}.{part}", value) for identity, part, value in changed]


def _task(text: str, form: Fields, old: Fields) -> dict[str, Any]:
    """The fields of a task that a form has; a passage that was typed is looked for in the text."""
    words = str(form["text"]).strip()
    span = form.get("span")
    if not (isinstance(span, list) and len(span) == 2 and text[span[0] : span[1]] == words):
        at = text.find(words)
        span = [at, at + len(words)] if at >= 0 and words else old.get("span")
    found = {"title": str(form["title"]).strip(), "text": words, "tier": form["tier"], "actor": str(form["actor"]).strip() or None}
    offices = [{"text": each.get("name"), "span": [0, 0], "scope": [0, 0], **each} for each in form["offices"]]
    named = [{**each, "name": str(each["name"]).strip()} for each in offices]
    things = [name.strip() for name in str(form["deliverables"]).split("、") if name.strip()]
    return {**found, **({"span": list(span)} if span and span[1] else {}), "offices": named, "deliverables": things}


def _plain(value: object) -> object:
    """For comparison: nothing is nothing, however it is written."""
    return None if value in ("", [], ()) else plain(value)


def _best(times: Sequence[Deadline], span: Span) -> Deadline | None:
    """The time that shares most with a passage."""
    shared = [(min(span[1], time.span[1]) - max(span[0], time.span[0]), -index) for index, time in enumerate(times)]
    most, index = max(shared, default=(0, 0))
    return times[-index] if most > 0 else None


def _meant(times: Sequence[Deadline], span: Span, alone: Sequence[Deadline]) -> Deadline | None:
    """The time of the text that a passage touches; of one that names two days, as 本周五（11月27日）前, the day that the passage names."""
    whole = _best(times, span)
    if whole is None or not alone or not (whole.span[0] <= span[0] and span[1] <= whole.span[1]):
        return whole
    part = alone[0]
    if part.end is None or _day(part.end) in (_day(whole.start), _day(whole.end)):
        return whole
    return replace(whole, start=part.start if whole.start else None, end=part.end, why=part.why)


def _day(day: date | None) -> tuple[int, int] | None:
    """Without the year: a passage by itself does not hold what the text said of the year."""
    return (day.month, day.day) if day else None


def _quantity(text: str, span: Span) -> dict[str, Any]:
    found = find_quantities(text[slice(*span)])
    if found:
        return _moved(found[0], span[0])
    return {"text": text[slice(*span)], "span": list(span), "comparator": "=", "value": None, "why": ""}


def _moved(target: Target, by: int) -> dict[str, Any]:
    return {**_value(target), "span": [target.span[0] + by, target.span[1] + by]}


def _value(found: Deadline | Target) -> dict[str, Any]:
    """As the store keeps it, without an id and a place."""
    body = plain(found)
    assert isinstance(body, dict)
    return {name: value for name, value in body.items() if name not in ("id", "place")}
