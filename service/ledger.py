"""`duban ledger`: the ledger over all notices of the collection, as a table, JSON, a workbook or a calendar."""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from service.app import parse_date
from service.collection.asking import Filters
from service.collection.asking import question as to_question
from service.collection.exports import Form, export_ledger
from service.collection.house import open_collection
from service.collection.ledgers import ask_all, copied, named_offices
from service.errors import ServiceError
from service.inputs import shown
from service.lights import SHOWN, Light
from service.outputs import put, say, vet_exports, write_file
from service.plain import plain, to_text
from service.settings import load_settings

MOST_COPIES = 5
"""So many are named of those that are left out."""
MOST_OFFICES = 20
"""So many are named where none was found."""


@dataclass(frozen=True, slots=True)
class Request:
    """A call of `duban ledger` as it was typed."""

    data: Path | None
    notice: str | None
    office: str | None
    due_before: str | None
    light: str | None
    copies: bool
    as_json: bool
    exports: Mapping[Form, Path]


def run(request: Request) -> int:
    """The exit status. Raises ServiceError, StoreError."""
    filters = _filters(request)
    vet_exports(request.exports, ())
    with open_collection(load_settings().of(request.data)) as collection:
        question = to_question(collection, filters)
        for form, path in request.exports.items():
            write_file(path, export_ledger(collection, question, form))
            say(f"已写入 {path}")
        if request.exports and not request.as_json:
            return 0
        ledger = ask_all(collection, question)
        left_out = copied(collection) if not request.copies and request.notice is None else []
        offices = named_offices(collection) if request.office is not None and not ledger.rows else []
    if request.as_json:
        body = plain(ledger)
        assert isinstance(body, dict)
        put(to_text({"schema": body["schema"], "rows": body["rows"]}) + "\n")
    else:
        from service.exports.ledger.table import show

        show(ledger.rows, terminal=sys.stdout.isatty())
    if left_out:
        say(f"提示：另有 {len(left_out)} 份文件与列出的内容相同，任务没有重复列出：{_named(left_out)}。要全部列出，加 --all-copies。")
    if request.office is not None and not ledger.rows and offices:
        say(f"提示：台账里没有“{shown(request.office)}”的任务。台账里的科室有：{'、'.join(offices[:MOST_OFFICES])}。")
    return 0


def _named(left_out: Sequence[tuple[str, str]]) -> str:
    told = "、".join(f"{shown(name)}（同 {shown(first)}）" for name, first in left_out[:MOST_COPIES])
    return told + ("等" if len(left_out) > MOST_COPIES else "")


def _filters(request: Request) -> Filters:
    """Raises ServiceError "usage", "date"."""
    return Filters(
        notice=identity(request.notice) if request.notice is not None else None,
        office=request.office,
        due_before=parse_date(request.due_before) if request.due_before is not None else None,
        light=_light(request.light) if request.light is not None else None,
        copies=request.copies,
    )


def _light(name: str) -> Light:
    """By its name or by its colour. Raises ServiceError "usage"."""
    for light, told in SHOWN.items():
        if name.strip() in (light, told.name):
            return light
    raise ServiceError("usage", f"没有“{shown(name)}”这种灯，可用的有 {'、'.join(each.name for each in SHOWN.values())}。")


def identity(text: str) -> UUID:
    """Raises ServiceError "usage"."""
    try:
        return UUID(text)
    except ValueError as error:
        raise ServiceError("usage", f"编号“{shown(text)[:60]}”无效，应是 duban ledger --json 或 duban jobs 里列出的编号。") from error
