"""The ledger over all notices: asked, exported, reviewed; every change says what it builds on and can be taken back."""

from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, Body, Depends, Header, Query, Request
from fastapi.responses import Response
from pydantic import Field
from sqlalchemy import Connection

from corpus.store import Reviewer, Row
from corpus.store.ledger import Sort, State
from service.api.answers import answer, as_json, refusals
from service.api.common import Cursor, House, IfMatch, Key, Limit, Person, aside, etag, required_version
from service.api.documents import download
from service.collection import ledgers
from service.collection.asking import Filters, Review, question
from service.collection.exports import MEDIA_TYPES, Form, export_ledger
from service.collection.ledgers import Amendment, Evidence, Extension, Reminder, Seen
from service.collection.replay import Answer, fingerprint, once
from service.collection.views import Entry, Ledger
from service.errors import ServiceError
from service.exports.options import Columns
from service.lights import Light
from service.plain import dump

router = APIRouter(tags=["台账"])
MOST_AT_ONCE = 500
"""Rows of one change."""
CHANGED = refusals(401, 404, 412, 422, 428, 503)


def filters_of(
    *,
    notice: Annotated[UUID | None, Query(description="只看一份文件的任务")] = None,
    office: Annotated[str | None, Query(max_length=100, description="承担任务的科室，如 基教科")] = None,
    due_from: Annotated[date | None, Query(description="截止日（延期的按新的）不早于")] = None,
    due_before: Annotated[date | None, Query(description="截止日（延期的按新的）早于")] = None,
    state: Annotated[State | None, Query(description="open 未办结且未到期，overdue 逾期，done 已办结，closed 已取消")] = None,
    light: Annotated[
        Light | None, Query(description="灯：red 逾期，yellow 临期，blue 未到期，green 已办结，grey 已取消；规则见 /settings/lights")
    ] = None,
    review: Annotated[Review | None, Query(description="核对情况")] = None,
    words: Annotated[str | None, Query(max_length=200, description="任务或文件标题里的字词，用空格隔开的都要有")] = None,
    tier: Annotated[Literal["must", "may"] | None, Query(description="must 硬任务，may 倡导")] = None,
    conflicts: Annotated[bool, Query(description="只看新规则与人工核对结果不一致的")] = False,
    bearer: Annotated[str | None, Query(max_length=100, description="牵头或负责的单位，写法与台账一致；office 则包括配合的")] = None,
    standing: Annotated[bool, Query(description="不含驳回的")] = False,
    active: Annotated[bool, Query(description="不含已取消的")] = False,
    extended: Annotated[bool, Query(description="只看延期的")] = False,
    reminded: Annotated[bool, Query(description="只看催办过的")] = False,
    copies: Annotated[bool, Query(description="连同内容相同的文件（如同一份通知的另一种格式）的任务")] = False,
    sort: Annotated[Sort, Query(description="排序；前面加 - 为倒序")] = "due",
) -> Filters:
    return Filters(
        notice=notice,
        office=office,
        due_from=due_from,
        due_before=due_before,
        state=state,
        light=light,
        review=review,
        words=words,
        tier=tier,
        conflicts=conflicts,
        bearer=bearer,
        standing=standing,
        active=active,
        extended=extended,
        reminded=reminded,
        copies=copies,
        sort=sort,
    )


Asked = Annotated[Filters, Depends(filters_of)]


@router.get("/ledger", summary="查台账", response_model=Ledger, responses=refusals(401, 422, 503))
async def get_ledger(request: Request, collection: House, _: Person, asked: Asked, cursor: Cursor = None, limit: Limit = 50) -> Response:
    """全部通知的任务；翻页时把 cursor 原样带上，条件不变。"""
    return answer(await aside(request, lambda: ledgers.ask(collection, question(collection, asked), cursor=cursor, limit=limit)))


@router.get(
    "/ledger/export",
    summary="导出台账",
    response_class=Response,
    responses={200: {"content": {kind.partition(";")[0]: {} for kind in MEDIA_TYPES.values()}}, **refusals(401, 404, 422, 503)},
)
async def export(
    request: Request,
    collection: House,
    _: Person,
    asked: Asked,
    *,
    form: Annotated[Form, Query(alias="format", description="文件格式")] = "xlsx",
    columns: Annotated[Columns, Query(description="Word 的列式")] = "ledger",
    may: Annotated[bool, Query(alias="all", description="Word、网页、日历连同倡导性要求")] = False,
) -> Response:
    """条件同 /ledger；驳回的不在其中。"""
    data = await aside(request, lambda: export_ledger(collection, question(collection, asked), form, columns=columns, may=may))
    return download(data, f"督办台账.{form}", MEDIA_TYPES[form])


@router.get("/ledger/{row}", summary="台账里的一条", response_model=Entry, responses=refusals(401, 404, 422, 503))
async def get_row(
    request: Request, collection: House, _: Person, row: UUID, if_none_match: Annotated[str | None, Header(max_length=100)] = None
) -> Response:
    """ETag 是它的版本，修改时放在 If-Match 里。"""
    found = await aside(request, lambda: ledgers.entry(collection, row))
    if if_none_match is not None and etag(found.version) in if_none_match:
        return Response(status_code=304, headers={"ETag": etag(found.version)})
    return _answer(found)


@dataclass(frozen=True, slots=True)
class RowChange:
    """恰好一样：review 核对操作（adopt 是采用新规则的结果），state 状态（done 即办结销号，可同时附 evidence），field 与 value：把哪个字段改成什么
    （title、offices、deadlines.D1.end、targets.Q1.value……），progress 进度，evidence 佐证，extension 延期，reminder 催办。"""

    review: Literal["check", "confirm", "reject", "reopen", "adopt"] | None = None
    state: Literal["open", "done", "closed"] | None = None
    field: Annotated[str | None, Query(max_length=100)] = None
    value: Any = None
    progress: Annotated[int | None, Query(ge=0, le=100)] = None
    evidence: Evidence | None = None
    extension: Extension | None = None
    reminder: Reminder | None = None

    def amendment(self) -> Amendment:
        """Raises ServiceError "request"."""
        given = [self.review, self.state, self.field, self.progress, self.evidence, self.extension, self.reminder]
        if self.state == "done":
            given.remove(self.evidence)
        if sum(each is not None for each in given) != 1:
            raise ServiceError("request", "review、state、field、progress、evidence、extension、reminder 里恰好给一样。")
        return Amendment(
            self.review, self.state, self.field, self.value, self.progress, self.evidence, self.extension, self.reminder
        )  # fmt: skip


@router.patch("/ledger/{row}", summary="核对、改正、改状态", response_model=Entry, responses=CHANGED)
async def change_row(
    request: Request, collection: House, person: Person, row: UUID, change: Annotated[RowChange, Body()], if_match: IfMatch = None
) -> Response:
    """每次修改都记入修改记录，可以撤销。"""
    by = Reviewer(person, required_version(if_match))
    amendment = change.amendment()
    return _answer(await aside(request, lambda: ledgers.amend(collection, row, amendment, by)))


Rows = Annotated[tuple[Seen, ...], Field(min_length=1, max_length=MOST_AT_ONCE)]


@dataclass(frozen=True, slots=True)
class ManyChanged:
    """rows 里的 version 是读取时的版本，不写表示不论版本；change 同单条。"""

    rows: Rows
    change: RowChange


@dataclass(frozen=True, slots=True)
class ManyUndone:
    rows: Rows


@router.post("/ledger/changes", summary="批量核对、改状态", response_model=Ledger, responses=refusals(401, 404, 412, 422, 503))
async def change_rows(request: Request, collection: House, person: Person, many: Annotated[ManyChanged, Body()]) -> Response:
    """全部成功，或者一条也不改；答复是改后的各条，依 rows 的次序。"""
    amendment = many.change.amendment()
    return answer(await aside(request, lambda: ledgers.amend_all(collection, many.rows, amendment, who=person)))


@router.post("/ledger/undo", summary="批量撤销", response_model=Ledger, responses=refusals(401, 404, 412, 422, 503))
async def undo_rows(request: Request, collection: House, person: Person, many: Annotated[ManyUndone, Body()]) -> Response:
    """撤销每一条最近的一项修改，全部成功，或者一条也不动。"""
    return answer(await aside(request, lambda: ledgers.take_back_all(collection, many.rows, who=person)))


@dataclass(frozen=True, slots=True)
class NewRow:
    """字段同分析结果；task 至少有 title、text、tier。"""

    task: dict[str, Any]
    deadlines: list[dict[str, Any]] = field(default_factory=list)
    targets: list[dict[str, Any]] = field(default_factory=list)


@router.post(
    "/documents/{document}/rows", summary="补一条任务", status_code=201, response_model=Entry, responses=refusals(401, 404, 409, 422, 503)
)
async def add_row(
    request: Request, collection: House, person: Person, document: UUID, new: Annotated[NewRow, Body()], key: Key = None
) -> Response:
    """程序漏掉的任务；补的人即为确认的人。"""
    row = Row(new.task, new.deadlines, new.targets)

    def work(connection: Connection) -> Answer:
        added = ledgers.add(collection, connection, document, row, Reviewer(person))
        return Answer(201, {"ETag": etag(added.version), "Location": f"/api/v1/ledger/{added.id}"}, dump(added))

    asked = fingerprint("row", str(document), dump(new))
    made = await aside(request, lambda: once(collection, person, key, asked, work))
    return as_json(made.body, status=made.status, headers=made.headers)


@router.post("/documents/{document}/changes/{change}/undo", summary="撤销一项修改", response_model=Entry, responses=CHANGED)
async def undo_change(
    request: Request, collection: House, person: Person, document: UUID, change: UUID, if_match: IfMatch = None
) -> Response:
    """从最近的一项开始；If-Match 是那一条任务现在的版本。"""
    by = Reviewer(person, required_version(if_match))
    return _answer(await aside(request, lambda: ledgers.take_back(collection, document, change, by)))


def _answer(entry: Entry) -> Response:
    return answer(entry, headers={"ETag": etag(entry.version)})
