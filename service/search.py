"""`duban search`: past notices by words, meaning and values, for people or as JSON."""

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar, get_args

from corpus.search.hits import Found, Mode, Sort
from corpus.search.options import Options
from corpus.search.query import Limits, parse
from service.app import parse_date
from service.collection.house import open_collection, today
from service.errors import ServiceError
from service.finding import open_finder
from service.inputs import STDIN, STDIN_NAME, Input, load, shown
from service.outputs import put, say, write_file
from service.plain import plain, to_text
from service.settings import load_settings

MODES: tuple[Mode, ...] = get_args(Mode)
SORTS: tuple[Sort, ...] = get_args(Sort)
MOST = 1000
"""Hits of one page."""


@dataclass(frozen=True, slots=True)
class Values:
    """The structured values of a call, as they were typed."""

    year: str | None = None
    issuer: str | None = None
    office: str | None = None
    kind: str | None = None
    due_before: str | None = None


@dataclass(frozen=True, slots=True)
class Request:
    """A call of `duban search` as it was typed."""

    query: str | None
    file: str | None
    data: Path | None
    mode: str
    sort: str
    limit: int
    cursor: str | None
    values: Values
    rebuild: bool
    xlsx: Path | None
    as_json: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the file of questions; `id` is whatever the caller wrote."""

    id: str | int | None
    query: str


def run(request: Request) -> int:
    """The exit status. Raises ServiceError, StoreError."""
    if (request.query is None) == (request.file is None) and not (request.rebuild and request.query is None):
        raise ServiceError("usage", "请写出要检索的内容，或用 --file 给出问题文件（两者取其一）。")
    if request.xlsx is not None and request.query is None:
        raise ServiceError("usage", "--xlsx 只用于一次检索的结果，请写出要检索的内容。")
    options, settings = _options(request), load_settings().of(request.data)
    lines = list(_lines(request.file, max_bytes=settings.max_bytes)) if request.file is not None else []
    with open_collection(settings) as collection:
        finder = open_finder(collection.store, settings)
        changed = finder.refresh(anew=request.rebuild)
        if request.rebuild:
            say(f"已由文件库重建索引，共 {len(finder.searcher.index)} 份（读了 {len(changed)} 份）。")
        if request.query is not None:
            _give(finder.search(request.query, options), request)
        for line in lines:
            found = finder.search(line.query, options)
            if request.as_json:
                body = plain(found)
                assert isinstance(body, dict)
                put(to_text({"id": line.id, **body}) + "\n")
            else:
                _show(found, as_json=False)
    return 0


def limits_of(values: Values) -> Limits:
    """Raises ServiceError "usage" or "date" for what cannot be understood."""
    limits = Limits(
        issuers=(values.issuer,) if values.issuer else (),
        offices=(values.office,) if values.office else (),
    )
    for value, prefix, option in ((values.year, "年:", "--year"), (values.kind, "类型:", "--kind")):
        if value is not None:
            read = parse(f"{prefix}{value}")
            if read.hints or read.terms:
                raise ServiceError("usage", f"{option} {shown(value)} 无效。{''.join(read.hints)}")
            limits = replace(limits, years=limits.years or read.limits.years, kinds=limits.kinds or read.limits.kinds)
    if values.due_before is not None:
        due = parse(f"期限<{parse_date(values.due_before).isoformat()}").limits.due
        limits = replace(limits, due=due)
    return limits


def text_of(query: str, values: Values) -> str:
    """A question with the values of its call written into it. Raises ServiceError "usage" or "date"."""
    limits_of(values)
    named = (("年:", values.year), ("发文:", values.issuer), ("科室:", values.office), ("类型:", values.kind))
    written = [f"{prefix}{''.join(value.split())}" for prefix, value in named if value]
    if values.due_before:
        written.append(f"期限<{parse_date(values.due_before).isoformat()}")
    return " ".join([query, *written]).strip()


def _options(request: Request) -> Options:
    options = Options(
        mode=one_of(request.mode, MODES, "--mode"),
        sort=one_of(request.sort, SORTS, "--sort"),
        limit=request.limit,
        cursor=request.cursor,
        limits=limits_of(request.values),
    )
    if not 1 <= request.limit <= MOST:
        raise ServiceError("usage", f"--limit {request.limit} 无效，应为 1 到 {MOST}。")
    try:
        _ = options.offset
    except ValueError as error:
        raise ServiceError("cursor", f"--cursor {shown(str(request.cursor))} 无效，请用上一页结果里的 cursor。") from error
    return options


Choice = TypeVar("Choice", bound=str)


def one_of(wanted: str, known: tuple[Choice, ...], option: str) -> Choice:
    """Raises ServiceError "usage"."""
    for each in known:
        if each == wanted:
            return each
    raise ServiceError("usage", f"{option} {shown(wanted)} 无效，可用的有 {'、'.join(known)}。")


def _lines(file: str, *, max_bytes: int) -> Iterator[Line]:
    """Raises ServiceError "line": questions without an answer would go unnoticed."""
    item = Input(None, STDIN_NAME) if file == STDIN else Input(Path(file), shown(Path(file).name))
    try:
        text = load(item, max_bytes=max_bytes).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ServiceError("line", f"{item.name}：不是 UTF-8 编码，请另存为 UTF-8。") from error
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield _line(line, f"{item.name} 第 {number} 行")


def _line(line: str, where: str) -> Line:
    try:
        match json.loads(line):
            case {"id": str() | int() as name, "query": str(query)}:
                return Line(name, query)
            case {"query": str(query)}:
                return Line(None, query)
    except (json.JSONDecodeError, RecursionError) as error:
        raise ServiceError("line", f"{where}：不是有效的 JSON。") from error
    raise ServiceError("line", f'{where}：应为 {{"id": "…", "query": "…"}}。')


def _give(found: Found, request: Request) -> None:
    if request.xlsx is not None:
        from service.exports.search.xlsx import render_hits

        write_file(request.xlsx, render_hits(found, today()))
        say(f"已写入 {request.xlsx}")
    if request.xlsx is None or request.as_json:
        _show(found, as_json=request.as_json)


def _show(found: Found, *, as_json: bool) -> None:
    if as_json:
        put(to_text(plain(found)) + "\n")
        return
    from service.exports.search.terminal import show

    for hint in found.hints:
        say(f"提示：{hint}")
    show(found, terminal=sys.stdout.isatty())
