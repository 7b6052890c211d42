"""Uploads: files and archives in, a receipt and a job for each out; the answer may wait for the jobs."""

import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from threading import BoundedSemaphore
from time import monotonic
from typing import Annotated, Literal
from uuid import UUID

from anyio import sleep
from fastapi import APIRouter, File, Form, Header, Query, Request, UploadFile
from fastapi.responses import Response
from sqlalchemy import Connection

from nlp.types import Kind
from service.api.answers import as_json, refusals
from service.api.common import LONGEST_WAIT, House, Key, Person, aside, etag
from service.api.forms import name_of
from service.app import parse_date
from service.batch import BadDocument
from service.bundles import File as Sent
from service.bundles import is_bundle
from service.collection import jobs, papers
from service.collection.house import Collection
from service.collection.intake import Kept, Letter, Outcome, enter, enter_one, keep, keep_one
from service.collection.replay import Answer, fingerprint, once
from service.collection.views import Receipt
from service.metrics import Metrics
from service.plain import dump
from service.problems import too_many
from service.settings import Settings

router = APIRouter(prefix="/documents", tags=["文件"])
CHUNK = 1024 * 1024
HEAVY = 8 * 1024 * 1024
"""Bytes from which on one upload at a time is held in memory."""
ROOM = BoundedSemaphore(1)
FIRST_LOOK, LONGEST_LOOK = 0.1, 0.5
WAIT = re.compile(r"(?:^|[,;\s])wait=(\d{1,4})(?:$|[,;\s])")
"""The preference of RFC 7240, section 4.3."""


@router.post(
    "",
    summary="上传文件",
    status_code=202,
    response_model=Receipt | list[Receipt | BadDocument],
    responses={
        200: {"model": Receipt, "description": "早已入库（on_duplicate=return）"},
        201: {"model": Receipt | list[Receipt | BadDocument], "description": "等到了分析结束"},
        **refusals(401, 409, 413, 415, 422, 503, 507),
    },
)
async def upload(
    request: Request,
    collection: House,
    person: Person,
    file: Annotated[list[UploadFile], File(description="一份或多份文件；ZIP 压缩包会解开")],
    use: Annotated[Kind | None, Form(description="用途；不写则由程序判断")] = None,
    issued: Annotated[str, Form(alias="date", description="正文没有成文日期时采用的日期，如 2022-03-07")] = "",
    sender: Annotated[str, Form(max_length=100, description="来文者，如学校名；默认为登录者")] = "",
    on_duplicate: Annotated[
        Literal["refuse", "return"], Query(description="同一来文者、同名、同内容的文件：拒绝（409）还是答复原有的")
    ] = "refuse",
    wait: Annotated[int, Query(ge=0, le=LONGEST_WAIT, description="最多等多少秒，分析完了再答复")] = 0,
    prefer: Annotated[str, Header(max_length=200, description="RFC 7240：wait=30")] = "",
    key: Key = None,
) -> Response:
    """一份文件答复一个对象，多份或压缩包答复一个数组，收不下的一份是 {"document": {"name"}, "error": {"code", "message"}}。
    Location 是作业的地址；标有密级的文件不收，也不留下任何内容。"""
    letter = Letter(
        sender=sender.strip() or person,
        use=use,
        issued=parse_date(issued.strip()) if issued.strip() else None,
        lenient=on_duplicate == "return",
    )
    preferred = WAIT.search(prefer)
    seconds = wait or min(int(preferred[1]) if preferred else 0, LONGEST_WAIT)
    made = await aside(request, partial(_take, collection, Parcel(file, letter, person, key), request.app.state.metrics))
    headers = {**made.headers, **({"Preference-Applied": f"wait={seconds}"} if preferred and not wait else {})}
    if seconds and made.status == 202:
        return await _patient(request, collection, made, seconds, headers)
    return as_json(made.body, status=made.status, headers=headers)


@dataclass(frozen=True, slots=True)
class Parcel:
    """An upload as it came: its files, what is said of them, and under which key."""

    files: Sequence[UploadFile]
    letter: Letter
    person: str
    key: str | None


def _take(collection: Collection, parcel: Parcel, metrics: Metrics) -> Answer:
    if sum(upload.size or 0 for upload in parcel.files) > HEAVY:
        with ROOM:
            return _enter(collection, parcel, metrics)
    return _enter(collection, parcel, metrics)


def _enter(collection: Collection, parcel: Parcel, metrics: Metrics) -> Answer:
    """Blobs first, rows and the answer in one transaction."""
    prints = [_hash(upload) for upload in parcel.files] if parcel.key is not None else []
    asked = fingerprint("upload", repr(parcel.letter), [name_of(upload) for upload in parcel.files], prints)
    sent: Iterator[Sent] = (_sent(upload, collection.settings) for upload in parcel.files)
    only = next(sent) if len(parcel.files) == 1 else None
    work: Callable[[Connection], Answer]
    if only is not None and not is_bundle(*only):
        work = partial(_single, kept=keep_one(collection, only), letter=parcel.letter, metrics=metrics)
    else:
        work = partial(_several, looked=keep(collection, [only] if only else sent), letter=parcel.letter, metrics=metrics)
    return once(collection, parcel.person, parcel.key, asked, work)


def _single(connection: Connection, *, kept: Kept, letter: Letter, metrics: Metrics) -> Answer:
    receipt = enter_one(connection, kept, letter)
    count(metrics, [receipt])
    identity = receipt.document.id
    headers = {"ETag": etag(receipt.document.version)}
    if receipt.existing:
        return Answer(200, {**headers, "Location": f"/api/v1/documents/{identity}"}, dump(receipt))
    return Answer(202, {**headers, "Location": f"/api/v1/jobs/{identity}"}, dump(receipt))


def _several(connection: Connection, *, looked: Sequence[Kept | BadDocument], letter: Letter, metrics: Metrics) -> Answer:
    outcomes = enter(connection, looked, letter)
    count(metrics, outcomes)
    return Answer(202, {}, dump(outcomes))


def _hash(upload: UploadFile) -> str:
    digest = sha256()
    while piece := upload.file.read(CHUNK):
        digest.update(piece)
    return digest.hexdigest()


def _sent(upload: UploadFile, settings: Settings) -> Sent:
    """An archive may be larger than a file may. Raises ServiceError "too_large"."""
    upload.file.seek(0)
    data = upload.file.read(settings.max_upload_bytes + 1)
    if len(data) > settings.max_upload_bytes:
        raise too_many(settings.max_upload_bytes)
    return data, name_of(upload)


def count(metrics: Metrics, outcomes: Sequence[Outcome]) -> None:
    for each in outcomes:
        if isinstance(each, BadDocument):
            metrics.uploads.labels(each.error.code).inc()
        else:
            metrics.uploads.labels("existing" if each.existing else "accepted").inc()
            metrics.upload_bytes.inc(0 if each.existing else each.document.size)


async def _patient(request: Request, collection: Collection, made: Answer, seconds: int, headers: dict[str, str]) -> Response:
    """Waits until the jobs rest; then 201, else 202 as they stand."""
    told = json.loads(made.body)
    receipts = told if isinstance(told, list) else [told]
    ids = [UUID(each["document"]["id"]) for each in receipts if "job" in each]
    until, pause = monotonic() + seconds, FIRST_LOOK
    left = set(ids)
    while left and monotonic() < until:
        left = await aside(request, partial(jobs.unfinished, collection, left))
        if left:
            await sleep(min(pause, max(0.0, until - monotonic())))
            pause = min(pause * 1.3, LONGEST_LOOK)
    fresh = {str(identity): await aside(request, partial(_now, collection, identity)) for identity in ids}
    for each in receipts:
        if "job" in each:
            each.update(fresh[each["document"]["id"]])
    if not left and not isinstance(told, list):
        headers["Location"] = f"/api/v1/documents/{ids[0]}"
    return as_json(dump(told), status=202 if left else 201, headers=headers)


def _now(collection: Collection, identity: UUID) -> dict[str, object]:
    return {"document": papers.paper(collection, identity), "job": jobs.job(collection, identity)}
