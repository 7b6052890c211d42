"""Times and quantities of single sentences: a line of JSON in, a line of JSON out."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from nlp.quantity import find_quantities
from nlp.timex import find_times
from nlp.timex.calendar import SchoolCalendar
from nlp.types import Deadline, Target
from service.app import load_calendar, parse_date
from service.errors import FAULTS, ServiceError
from service.exports.words import quantity_text, time_text
from service.inputs import STDIN, STDIN_NAME, Input, load, shown
from service.outputs import put, say
from service.plain import dump, to_text
from service.settings import load_settings


@dataclass(frozen=True, slots=True)
class Sentence:
    """A line of the file; `id` is whatever the caller wrote."""

    id: str | int | None
    text: str
    issued: date | None


@dataclass(frozen=True, slots=True)
class Marked:
    """A line of the answer, named as in the contract."""

    id: str | int | None
    deadlines: tuple[Deadline, ...]
    targets: tuple[Target, ...]


def run(file: str, *, calendar: Path | None, as_json: bool) -> int:
    """The exit status; a bad line is answered by an error and does not stop the others."""
    settings = load_settings()
    terms = load_calendar(calendar or settings.calendar)
    item = Input(None, STDIN_NAME) if file == STDIN else Input(Path(file), shown(Path(file).name))
    status = 0
    for line in sentences(_text(load(item, max_bytes=settings.max_bytes), item.name), name=item.name):
        if isinstance(line, ServiceError):
            say(f"错误：{line}")
            status = FAULTS[line.code].exit
            if as_json:
                put(to_text({"error": {"code": line.code, "message": str(line)}}) + "\n")
        else:
            marked = mark(line, terms)
            put(dump(marked) + "\n" if as_json else _for_people(line, marked))
    return status


def sentences(text: str, *, name: str) -> Iterator[Sentence | ServiceError]:
    """The lines of a JSONL text; an error stands for a line that is none. Blank lines are passed over."""
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield _sentence(line, f"{name} 第 {number} 行")


def mark(sentence: Sentence, calendar: SchoolCalendar) -> Marked:
    times = find_times(sentence.text, issued=sentence.issued, calendar=calendar)
    quantities = find_quantities(sentence.text)
    return Marked(
        sentence.id,
        tuple(replace(time, id=f"D{number}") for number, time in enumerate(times, 1)),
        tuple(replace(quantity, id=f"Q{number}") for number, quantity in enumerate(quantities, 1)),
    )


def _sentence(line: str, where: str) -> Sentence | ServiceError:
    try:
        match json.loads(line):
            case {"id": str() | int() as name, "text": str(text), "date": str(day)}:
                return Sentence(name, text, parse_date(day))
            case {"id": str() | int() as name, "text": str(text), **rest} if rest.get("date") is None:
                return Sentence(name, text, None)
            case _:
                return ServiceError("line", f'{where}：应为 {{"id": "…", "text": "…", "date": "2022-03-07"}}。')
    except (json.JSONDecodeError, RecursionError):
        return ServiceError("line", f"{where}：不是有效的 JSON。")
    except ServiceError as error:
        return ServiceError("line", f"{where}：{error}")


def _text(data: bytes, name: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ServiceError("line", f"{name}：不是 UTF-8 编码，请另存为 UTF-8。") from error


def _for_people(sentence: Sentence, marked: Marked) -> str:
    """The sentence with what was found under it, a line each."""
    times = [f"  时间 {time.text}：{time_text(time)}" for time in marked.deadlines]
    quantities = [f"  数量 {quantity.text}：{quantity_text(quantity)}" for quantity in marked.targets]
    return "\n".join([sentence.text, *times, *quantities]) + "\n"
