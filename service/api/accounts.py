"""Accounts: who may enter a server that others reach, and what they may do there. For those who manage it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Body, Path, Request
from fastapi.responses import Response
from pydantic import Field

from service.api.answers import answer, refusals
from service.api.common import Admin, House, aside
from service.collection import people
from service.collection.house import Collection
from service.errors import ServiceError
from service.roles import Role, role_of

router = APIRouter(prefix="/accounts", tags=["账号"])
Name = Annotated[str, Path(max_length=100)]


@dataclass(frozen=True, slots=True)
class Held:
    """role：reader 只能查看，officer 还能上传、核对、改正，admin 还能管理账号、设置、重新分析、清除。"""

    name: str
    role: Role
    created: datetime


@dataclass(frozen=True, slots=True)
class Accounts:
    accounts: tuple[Held, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """password 至少 10 个字符；已有的账号可以只改一样。"""

    password: Annotated[str, Field(max_length=500)] | None = None
    role: Role | None = None


@router.get("", summary="列出账号", response_model=Accounts, responses=refusals(401, 403, 503))
async def list_accounts(request: Request, collection: House, _: Admin) -> Response:
    return answer(await aside(request, lambda: _all(collection)))


@router.put("/{name}", summary="新建账号，或改密码、权限", response_model=Accounts, responses=refusals(401, 404, 409, 422, 503))
async def put_account(request: Request, collection: House, person: Admin, name: Name, change: Annotated[Change, Body()]) -> Response:
    """没有写权限的新账号是 officer。自己的权限不能自己改。"""
    if name == person and change.role not in (None, "admin"):
        raise ServiceError("conflict", "不能降低自己的权限，请另一位管理员来改。")

    def work() -> Accounts:
        if change.password is not None:
            people.open_account(collection, name, change.password, role=change.role)
        elif change.role is not None:
            people.appoint(collection, name, change.role)
        else:
            raise ServiceError("request", "password、role 至少给一样。")
        return _all(collection)

    found = await aside(request, work)
    request.app.state.porter.forget(name)
    return answer(found)


@router.delete("/{name}", summary="停用账号", status_code=204, responses=refusals(401, 404, 409, 422, 503))
async def close_account(request: Request, collection: House, person: Admin, name: Name) -> Response:
    """立即不能再进入；做过的修改仍记在名下。"""
    if name == person:
        raise ServiceError("conflict", "不能停用自己，请另一位管理员来做。")
    await aside(request, lambda: people.shut_account(collection, name))
    request.app.state.porter.forget(name)
    return Response(status_code=204)


def _all(collection: Collection) -> Accounts:
    return Accounts(tuple(Held(each.name, role_of(each.role), each.created) for each in people.list_accounts(collection)))
