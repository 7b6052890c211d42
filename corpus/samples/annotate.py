"""The gold annotation of a sample: the marks of its master form, as offsets into its plain text."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from corpus.samples.marks import Mark
from corpus.samples.markup import Notice, Paragraph
from corpus.samples.plain import offsets, plain_text

Json = dict[str, object]
Span = tuple[int, int]
_ROLES = {"l": "lead", "o": "responsible", "s": "support", "r": "recipient", "v": "supervise"}


@dataclass(frozen=True, slots=True)
class _Placed:
    """A mark, its span in the text, its paragraph and its line's number."""

    mark: Mark
    span: Span
    paragraph: Paragraph
    line: int
    id: str = ""

    def holds(self, other: "_Placed") -> bool:
        return self.span[0] <= other.span[0] and other.span[1] <= self.span[1]


def gold(notice: Notice) -> Json:
    """The gold file of a sample; `doc` is the name of its text file."""
    text = plain_text(notice)
    placed = sorted(_placed(notice), key=lambda each: (each.span[0], -each.span[1]))
    tasks = _numbered(placed, "task", "T{:02d}")
    deadlines = _numbered(placed, "deadline", "D{}")
    targets = _numbered(placed, "target", "Q{}")
    return {
        "doc": f"{notice.name}.txt",
        "date": notice.date,
        "kind": notice.kind,
        "header": _header(notice),
        "tasks": [_task(task, text, notice, deadlines, targets) for task in tasks],
        "deadlines": [_deadline(each, text) for each in deadlines],
        "targets": [_target(each, text) for each in targets],
    }


def _placed(notice: Notice) -> Iterable[_Placed]:
    for paragraph, start, line in offsets(notice):
        base = start + len(paragraph.label)
        for mark in paragraph.marks:
            yield _Placed(mark, (base + mark.span[0], base + mark.span[1]), paragraph, line)


def _numbered(placed: Iterable[_Placed], kind: str, form: str) -> list[_Placed]:
    chosen = [each for each in placed if each.mark.kind == kind]
    return [_Placed(each.mark, each.span, each.paragraph, each.line, form.format(n)) for n, each in enumerate(chosen, 1)]


def _task(task: _Placed, text: str, notice: Notice, deadlines: list[_Placed], targets: list[_Placed]) -> Json:
    tier, *parts = task.mark.words.split("|")
    actor, offices = None, list[Json]()
    for part in (piece for word in parts for piece in notice.offices.get(word, word).split("|")):
        key, names = part.split("=", 1)
        if key == "a":
            actor = names
        else:
            offices += [{"name": name, "role": _ROLES[key]} for name in names.split(",")]
    own = [each for each in deadlines if task.holds(each) or _same_row(task, each)]
    dated = any("recurring" not in each.mark.words.split() for each in own)
    inherited = [] if dated or tier == "m" else [each for each in deadlines if _passes_on(each, task)]
    quote = text[task.span[0] : task.span[1]]
    return {
        "id": task.id,
        "section": task.paragraph.section,
        "tier": "may" if tier == "m" else "must",
        "title": quote[:30],
        "text": quote,
        "span": list(task.span),
        "actor": actor,
        "offices": offices,
        "deadlines": [each.id for each in own + inherited],
        "inherited": [each.id for each in inherited],
        "targets": [each.id for each in targets if task.holds(each)],
    }


def _same_row(task: _Placed, other: _Placed) -> bool:
    return task.line == other.line and task.paragraph.style == other.paragraph.style == "cell"


def _passes_on(deadline: _Placed, task: _Placed) -> bool:
    section, holder = task.paragraph.section, deadline.paragraph.section
    return "^" in deadline.mark.words.split() and (section == holder or section.startswith(holder + "."))


def _deadline(deadline: _Placed, text: str) -> Json:
    words = deadline.mark.words.split()
    days = next((re.fullmatch(r"([\d-]*)\.\.([\d-]*)~?", word) for word in words if ".." in word), None)
    per = next((word[1:] for word in words if word.startswith("/")), None)
    return {
        "id": deadline.id,
        "text": text[deadline.span[0] : deadline.span[1]],
        "span": list(deadline.span),
        "kind": next(word for word in words if word.isalpha() and len(word) > 1),
        "start": (days[1] if days else None) or None,
        "end": (days[2] if days else None) or None,
        "approximate": any(word.endswith("~") for word in words),
        "frequency": {"times": 1, "per": per} if per else None,
        "rrule": next((word for word in words if word.startswith("FREQ=")), None),
        "tier": "may" if "m" in words or "vague" in words else "must",
    }


def _target(target: _Placed, text: str) -> Json:
    quantity, *words = target.mark.words.split()
    match = re.fullmatch(r"(between|[<>]=?|=|~|top)([\d.]*)", quantity)
    if match is None:
        raise ValueError(f"{target.mark.words} has no comparator")
    low, high = words.pop(0).split("-") if match[1] == "between" else (match[2], None)
    unit, metric, *flags = words
    return {
        "id": target.id,
        "text": text[target.span[0] : target.span[1]],
        "span": list(target.span),
        "metric": metric,
        "comparator": match[1],
        "value": float(low),
        "upper": float(high) if high else None,
        "unit": unit,
        "base": next((flag[5:] for flag in flags if flag.startswith("base=")), None),
        "per": next((flag[1:] for flag in flags if flag.startswith("/")), None),
        "role": "criterion" if "c" in flags else "target",
        "tier": "may" if "m" in flags else "must",
    }


def _header(notice: Notice) -> Json:
    found = {paragraph.style: paragraph.text for paragraph in notice.paragraphs()}
    first_title = next(paragraph.text for paragraph in notice.paragraphs() if paragraph.style == "title")
    header: Json = {"title": first_title}
    if "sign" in found:
        header["issuer"] = found["sign"]
    if "number" in found:
        header["number"] = found["number"]
    if "to" in found:
        header["recipients"] = found["to"].rstrip("：").split("，")
    if "date" in found:
        header["date"] = "{}-{:0>2}-{:0>2}".format(*re.findall(r"\d+", found["date"]))
    return header
