"""What people say of checks and digests, and the matrix that shows it: every change says what it builds on and can be taken back."""

from dataclasses import dataclass
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Body, Query, Request
from fastapi.responses import Response
from pydantic import Field

from corpus.store import Reviewer
from corpus.store.results import CheckGroup
from nlp.check.types import Verdict
from nlp.types import Span
from service.api.answers import answer, refusals
from service.api.common import House, IfMatch, Person, aside, etag, required_version
from service.collection import checked, digested, matrix, results, rolls
from service.collection.checked import CheckOpinion, ReviewedCheck
from service.collection.digested import FlagOpinion, ReviewedDigest
from service.collection.matrix import Matrix
from service.collection.rolls import Names

router = APIRouter(tags=["比对与汇总"])
CHANGED = refusals(401, 404, 412, 422, 428, 503)
Text = Annotated[str, Field(max_length=2000)]
Named = Literal["schools", "people"]


@dataclass(frozen=True, slots=True)
class Groups:
    """方案比对过的通知和模板，各有多少份方案。"""

    groups: tuple[CheckGroup, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """恰好一样：requirement 与 verdict（为空则恢复程序的结论）；finding 与 stands（问题是否成立）；code 与 message（补一个问题，写进反馈单）。"""

    requirement: Annotated[str, Field(max_length=20)] | None = None
    verdict: Verdict | None = None
    finding: Annotated[str, Field(max_length=200)] | None = None
    stands: bool | None = None
    code: Annotated[str, Field(max_length=40)] | None = None
    message: Text | None = None
    span: Span | None = None
    note: Text | None = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """flag 是提示的 key；stands：true 属实，false 不属实，null 收回意见。"""

    flag: Annotated[str, Field(max_length=200)]
    stands: bool | None = None
    note: Text | None = None


@dataclass(frozen=True, slots=True)
class List:
    """每项一个名称。"""

    entries: Annotated[list[Annotated[str, Field(max_length=200)]], Field(max_length=5000)]


@router.get("/check-groups", summary="比对过的通知和模板", response_model=Groups, responses=refusals(401, 503))
async def list_groups(request: Request, collection: House, _: Person) -> Response:
    """最近比对的在前。"""
    return answer(Groups(await aside(request, lambda: results.list_groups(collection))))


@router.get("/check-matrix", summary="学校与要求的总表", response_model=Matrix, responses=refusals(401, 404, 422, 503))
async def get_matrix(
    request: Request,
    collection: House,
    _: Person,
    notice: Annotated[UUID | None, Query(description="通知")] = None,
    template: Annotated[UUID | None, Query(description="模板")] = None,
) -> Response:
    """每份方案取最近一次比对，人工改定的结论在其中；roll 是对照学校名单的报送情况。"""

    def work() -> Matrix:
        return matrix.matrix(collection, results.heads_of(collection, notice=notice, template=template))

    return answer(await aside(request, work))


@router.get(
    "/checks/{check}/review", summary="一份比对结果，人工改定的在其中", response_model=ReviewedCheck, responses=refusals(401, 404, 422, 503)
)
async def get_review(request: Request, collection: House, _: Person, check: UUID) -> Response:
    """ETag 是它的版本；程序原来的结论在 corrected 里，问题及其 key 在 findings 里。"""
    return _check(await aside(request, lambda: checked.reviewed(collection, check)))


@router.patch("/checks/{check}/review", summary="改结论，去留或补充问题", response_model=ReviewedCheck, responses=CHANGED)
async def change_check(
    request: Request, collection: House, person: Person, check: UUID, said: Annotated[Said, Body()], if_match: IfMatch = None
) -> Response:
    """记入方案的修改记录，可以撤销；按新规则重新比对后仍然有效。"""
    by = Reviewer(person, required_version(if_match))
    opinion = CheckOpinion(
        requirement=said.requirement, verdict=said.verdict, finding=said.finding, stands=said.stands, code=said.code, message=said.message,
        span=said.span, note=said.note,
    )  # fmt: skip
    return _check(await aside(request, lambda: checked.amend(collection, check, opinion, by)))


@router.post("/checks/{check}/changes/{change}/undo", summary="撤销对比对结果的一项修改", response_model=ReviewedCheck, responses=CHANGED)
async def undo_check(request: Request, collection: House, person: Person, check: UUID, change: UUID, if_match: IfMatch = None) -> Response:
    """从最近的一项（last）开始。"""
    by = Reviewer(person, required_version(if_match))
    return _check(await aside(request, lambda: checked.take_back(collection, check, change, by)))


@router.get(
    "/digests/{digest}/review",
    summary="一份心得汇总，人工意见在其中",
    response_model=ReviewedDigest,
    responses=refusals(401, 404, 422, 503),
)
async def get_digest_review(request: Request, collection: House, _: Person, digest: UUID) -> Response:
    """digest 里没有人工认定不属实的提示；essays 里逐篇列出全部提示和版本。"""
    return answer(await aside(request, lambda: digested.reviewed_digest(collection, digest)))


@router.patch("/digests/{digest}/essays/{essay}", summary="认定一条提示是否属实", response_model=ReviewedDigest, responses=CHANGED)
async def judge_flag(
    request: Request,
    collection: House,
    person: Person,
    digest: UUID,
    essay: str,
    judgement: Annotated[Judgement, Body()],
    if_match: IfMatch = None,
) -> Response:
    """If-Match 是这一篇的 version。记入这篇心得的修改记录；重新汇总后仍然有效。"""
    by = Reviewer(person, required_version(if_match))
    opinion = FlagOpinion(flag=judgement.flag, stands=judgement.stands, note=judgement.note)
    return answer(await aside(request, lambda: digested.judge(collection, digest, essay, opinion, by)))


@router.post(
    "/digests/{digest}/essays/{essay}/changes/{change}/undo",
    summary="撤销对提示的一项认定",
    response_model=ReviewedDigest,
    responses=CHANGED,
)
async def undo_flag(
    request: Request, collection: House, person: Person, digest: UUID, essay: str, change: UUID, if_match: IfMatch = None
) -> Response:
    """从最近的一项（这一篇的 last）开始。"""
    by = Reviewer(person, required_version(if_match))
    return answer(await aside(request, lambda: digested.take_back(collection, digest, essay, change, by)))


@router.get("/rolls/{roll}", summary="名单", response_model=Names, responses=refusals(401, 422, 503))
async def get_roll(request: Request, collection: House, _: Person, roll: Named) -> Response:
    """schools 应报送方案的学校，people 应提交心得的人员。"""
    return _names(await aside(request, lambda: rolls.names(collection, roll)))


@router.put("/rolls/{roll}", summary="更新名单", response_model=Names, responses=CHANGED)
async def put_roll(
    request: Request, collection: House, person: Person, roll: Named, new: Annotated[List, Body()], if_match: IfMatch = None
) -> Response:
    """整份替换；名称两端的空白和重复的去掉。"""
    by = Reviewer(person, required_version(if_match))
    return _names(await aside(request, lambda: rolls.put_names(collection, roll, new.entries, by)))


def _check(made: ReviewedCheck) -> Response:
    return answer(made, headers={"ETag": etag(made.version)})


def _names(found: Names) -> Response:
    return answer(found, headers={"ETag": etag(found.version)})
