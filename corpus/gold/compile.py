"""A .mark file as a gold document. The words of the marks:

task      must|may, then actor=… audience=… title=… section=…; offices by role: lead= responsible= support= recipient= supervise=, names
          parted by 、; inherits=NAMES (deadlines that a schedule gives) and links=NAMES (marks outside the span that belong to it), names
          parted by commas. What the line with @ gives is added; offices=- and inherits=- leave that out. The audience that is not written
          is that of the actor in [audience] of the head, else its default there.
deadline  KIND, DAY or FIRST..LAST (either may be missing), /per (/2year: every second), rrule=…, ~ (approximate), may, #NAME. The rule of a plain rhythm is known.
target    COMPARATOR with the value (>=2, 10..15 for between, top20), unit (- for none), metric, /per, base=…, criterion, may, #NAME.
"""

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TypeVar, get_args

from pydantic import TypeAdapter, ValidationError

from corpus.gold import GoldDeadline, GoldDocument, GoldHeader, GoldOffice, GoldTask
from corpus.gold.markup import Mark, Marked, MarkupError
from nlp.types import Audience, Comparator, DeadlineKind, Frequency, Kind, OfficeRole, Per, Target

Ids = Mapping[Mark, str]
Name = TypeVar("Name", bound=str)
ROLES: tuple[OfficeRole, ...] = get_args(OfficeRole)
RULES: Mapping[Per, str] = {
    "day": "FREQ=DAILY",
    "week": "FREQ=WEEKLY",
    "month": "FREQ=MONTHLY",
    "quarter": "FREQ=MONTHLY;INTERVAL=3",
    "half_year": "FREQ=MONTHLY;INTERVAL=6",
    "year": "FREQ=YEARLY",
}
"""The RFC 5545 rules of plain rhythms; a semester and a school year have none."""
_KEYS = {"actor", "audience", "title", "section", "inherits", "links", "offices", *ROLES}
_COMPARATORS: Mapping[str, Comparator] = {name: name for name in get_args(Comparator)}
_KINDS: Mapping[str, DeadlineKind] = {name: name for name in get_args(DeadlineKind)}
_PERS: Mapping[str, Per] = {name: name for name in get_args(Per)}
_AUDIENCES: Mapping[str, Audience] = {name: name for name in get_args(Audience)}
_EDGE = "，。；：、,;: \u3000\t"
_DAYS = re.compile(r"(\d{4}-\d\d-\d\d)?(\.\.)?(\d{4}-\d\d-\d\d)?")
# 7日 at the end, with what bounds it or tells the hour behind it: 3月7日前, 7月13日14:00—18:00.
_LAST_DAY = re.compile(r"(\d{1,2}) ?[日号][\d:：—时点分 上下午前起止内以之]*$")
_QUANTITY = re.compile(r"(>=|<=|>|<|=|~|top)([\d.]+?)|([\d.]+?)\.\.([\d.]+)")


@dataclass(frozen=True, slots=True)
class _Head:
    """The settings at the top of a .mark file."""

    kind: Kind
    date: dt.date | None = None
    header: GoldHeader = field(default_factory=GoldHeader)
    audience: dict[str, Audience] = field(default_factory=lambda: {"default": "school"})


@cache
def _head_form() -> TypeAdapter[_Head]:
    return TypeAdapter(_Head)


def compile_document(marked: Marked) -> GoldDocument:
    """Raises MarkupError with the line of the mark that is wrong."""
    head = _head(marked)
    ids = _numbered(marked.marks)
    tasks, deadlines, targets = list[GoldTask](), list[GoldDeadline](), list[Target]()
    for mark, id_ in ids.items():
        try:
            quote = _quote(marked.text, mark)
            if mark.kind == "deadline":
                deadlines.append(_deadline(mark, id_, quote))
            elif mark.kind == "target":
                targets.append(_target(mark, id_, quote))
            else:
                tasks.append(_task(marked, mark, ids, head))
        except ValueError as error:
            raise MarkupError(marked.name, mark.line, str(error)) from error
    return GoldDocument(
        doc=f"{marked.name}.txt",
        date=head.date,
        kind=head.kind,
        header=head.header,
        tasks=tuple(tasks),
        deadlines=tuple(deadlines),
        targets=tuple(targets),
        text=marked.text,
    )


def _head(marked: Marked) -> _Head:
    try:
        head = _head_form().validate_python(marked.head)
    except ValidationError as error:
        raise MarkupError(marked.name, 2, str(error)) from error
    printed = "".join(marked.text.split())
    header = head.header
    for element in filter(None, (header.title, header.issuer, header.number, *header.recipients)):
        if "".join(element.split()) not in printed:
            raise MarkupError(marked.name, 2, f"the text has no {element}")
    return head


def _numbered(marks: Sequence[Mark]) -> dict[Mark, str]:
    forms, counts, ids = {"task": "T{:02}", "deadline": "D{}", "target": "Q{}"}, {"task": 0, "deadline": 0, "target": 0}, {}
    for mark in marks:
        counts[mark.kind] += 1
        ids[mark] = forms[mark.kind].format(counts[mark.kind])
    return ids


def _quote(text: str, mark: Mark) -> str:
    quote = text[mark.span[0] : mark.span[1]]
    if not quote or quote[0] in _EDGE or quote[-1] in _EDGE:
        raise ValueError(f"a span begins or ends with a mark that is no part of it: {quote}")
    return quote


def _task(marked: Marked, mark: Mark, ids: Ids, head: _Head) -> GoldTask:
    start, end = mark.span
    quote = _quote(marked.text, mark)
    tier, *words = mark.words or ("",)
    own, given = _fields(words), _fields(mark.place.words)
    inherited = _named(_several(own, "inherits", "") + ([] if own.get("inherits") == "-" else _several(given, "inherits", "")), ids)
    linked = _named(_several(own, "links", "") + _several(given, "links", ""), ids)
    held = [each for each in ids if each.kind != "task" and start <= each.span[0] and each.span[1] <= end]
    together = sorted({*held, *linked, *inherited}, key=lambda each: each.span)
    actor = own.get("actor", given.get("actor"))
    if actor is not None and actor not in marked.text[:end]:
        raise ValueError(f"{actor} acts, but is not named before")
    return GoldTask(
        id=ids[mark],
        section=own.get("section", mark.place.section),
        tier=_one_of({"must": "must", "may": "may"}, tier),
        title=own.get("title", _title(quote, actor)),
        text=quote,
        span=mark.span,
        actor=actor,
        audience=_audience(own, given, actor, head),
        offices=_together(_offices(own, marked.text), [] if own.get("offices") == "-" else _offices(given, marked.text)),
        deadlines=tuple(ids[each] for each in together if each.kind == "deadline"),
        inherited=tuple(ids[each] for each in together if each in inherited),
        targets=tuple(ids[each] for each in together if each.kind == "target"),
    )


def _fields(words: Iterable[str]) -> dict[str, str]:
    fields: dict[str, str] = {}
    for word in words:
        key, equals, value = word.partition("=")
        if key not in _KEYS or not equals or not value or key in fields:
            raise ValueError(f"{word} is no field of a task")
        fields[key] = value
    return fields


def _several(fields: Mapping[str, str], key: str, default: str) -> list[str]:
    return [name for name in fields.get(key, default).split(",") if name not in {"", "-"}]


def _named(names: Iterable[str], ids: Ids) -> list[Mark]:
    known = {word: mark for mark in ids for word in mark.words if word.startswith("#")}
    missing = [name for name in names if f"#{name}" not in known]
    if missing:
        raise ValueError(f"no mark is called {'、'.join(missing)}")
    return [known[f"#{name}"] for name in names]


def _audience(own: Mapping[str, str], given: Mapping[str, str], actor: str | None, head: _Head) -> Audience:
    written = own.get("audience", given.get("audience"))
    if written is not None:
        return _one_of(_AUDIENCES, written)
    return head.audience.get(actor or "default", head.audience["default"])


def _together(own: Iterable[GoldOffice], given: Iterable[GoldOffice]) -> tuple[GoldOffice, ...]:
    """A unit that the task itself names has the role that it has there."""
    offices = tuple(own)
    names = {office.name for office in offices}
    return offices + tuple(office for office in given if office.name not in names)


def _offices(fields: Mapping[str, str], text: str) -> Iterable[GoldOffice]:
    for role in ROLES:
        for name in fields.get(role, "").split("、"):
            if name and name not in text:
                raise ValueError(f"the text has no {name}")
            if name:
                yield GoldOffice(name, role)


def _title(quote: str, actor: str | None) -> str:
    """The start of the order without its actor and its modal verb."""
    rest = re.sub(r"^(?:要|应|须|需|将|应当|必须)", "", quote.removeprefix(actor or ""))
    return (re.split("[，；。,;]", rest, maxsplit=1)[0] or rest)[:30]


def _deadline(mark: Mark, id_: str, quote: str) -> GoldDeadline:
    kind, *words = mark.words or ("",)
    known, per, interval, rule, flags = _one_of(_KINDS, kind), None, 1, "", set[str]()
    start, end = None, None
    for word in words:
        if days := _DAYS.fullmatch(word):
            first, dots, last = days.groups()
            start = first if dots or known == "start" else None
            end = last if dots else first if known != "start" else None
        elif word.startswith("/"):
            interval, name = _interval(word[1:])
            per = _one_of(_PERS, name)
            rule = RULES.get(per, "") + (f";INTERVAL={interval}" if interval > 1 else "")
        elif word.startswith("rrule="):
            rule = word.removeprefix("rrule=").strip("-")
        else:
            flags.add(word)
    _refuse(flags - {"~", "may"})
    made = GoldDeadline(
        text=quote,
        span=mark.span,
        id=id_,
        kind=known,
        start=dt.date.fromisoformat(start) if start else None,
        end=dt.date.fromisoformat(end) if end else None,
        approximate="~" in flags,
        frequency=Frequency(per, interval=interval) if per else None,
        rrule=rule or None,
        tier="may" if "may" in flags or known == "vague" else "must",
    )
    _date_fits(made)
    return made


def _interval(word: str) -> tuple[int, str]:
    """2year is every second year."""
    name = word.lstrip("0123456789")
    return int(word.removesuffix(name) or 1), name


def _date_fits(deadline: GoldDeadline) -> None:
    """The kind has the days that it needs, and a 日 that ends the quote is the last day of the value."""
    needed = {"due": (False, True), "period": (True, True), "start": (True, False), "recurring": (False, False), "vague": (False, False)}
    has = (deadline.start is not None, deadline.end is not None)
    if needed.get(deadline.kind, has) != has or (deadline.kind == "recurring") != (deadline.frequency is not None):
        raise ValueError(f"{deadline.text}: the fields are not those of the kind {deadline.kind}")
    if deadline.start and deadline.end and deadline.start > deadline.end:
        raise ValueError(f"{deadline.text}: it ends before it starts")
    day = (deadline.end or deadline.start) if deadline.kind in {"due", "period", "start"} else None
    last = _LAST_DAY.search(deadline.text)
    if day and last and int(last[1]) != day.day:
        raise ValueError(f"{deadline.text}: the value says {day}")


def _target(mark: Mark, id_: str, quote: str) -> Target:
    words = [word for word in mark.words if not word.startswith("#")]
    if len(words) < 3:
        raise ValueError(f"{quote}: a target has a comparator with its value, a unit and a metric")
    quantity, unit, metric, *rest = words
    match = _QUANTITY.fullmatch(quantity)
    if match is None:
        raise ValueError(f"{quantity} is no comparator with a value")
    per = next((_one_of(_PERS, word[1:]) for word in rest if word.startswith("/")), None)
    base = next((word.removeprefix("base=") for word in rest if word.startswith("base=")), None)
    flags = {word for word in rest if word[0] != "/" and not word.startswith("base=")}
    _refuse(flags - {"criterion", "may"})
    value, upper = float(match[2] or match[3]), float(match[4]) if match[4] else None
    _value_fits(quote, value, upper)
    return Target(
        text=quote,
        span=mark.span,
        id=id_,
        role="criterion" if "criterion" in flags else "target",
        metric=metric,
        comparator=_COMPARATORS[match[1] or "between"],
        value=value,
        upper=upper,
        unit=None if unit == "-" else unit,
        base=base,
        per=per,
        tier="may" if "may" in flags else "must",
    )


def _value_fits(quote: str, *values: float | None) -> None:
    """Where the quote has digits, the values are among its numbers (in ten thousands and in minutes as well)."""
    numbers = [float(number) for number in re.findall(r"\d+(?:\.\d+)?", quote)]
    allowed = {number * factor for number in numbers for factor in (1, 60, 10_000)}
    for value in values:
        if numbers and value is not None and value not in allowed:
            raise ValueError(f"{quote}: the value says {value:g}")


def _refuse(words: Iterable[str]) -> None:
    unknown = sorted(word for word in words if not word.startswith("#"))
    if unknown:
        raise ValueError(f"{' '.join(unknown)}: no such words here")


def _one_of(known: Mapping[str, Name], word: str) -> Name:
    if word not in known:
        raise ValueError(f"{word or 'nothing'} is none of {', '.join(known)}")
    return known[word]
