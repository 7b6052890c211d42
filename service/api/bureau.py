"""Settings of the bureau: offices, school calendar, lights, campaigns. Every version is kept; none needs a restart."""

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Body, Request
from fastapi.responses import Response

from service.api.answers import answer, refusals
from service.api.common import House, IfMatch, Person, aside, etag, required_version
from service.bureau import NAMES, Name
from service.collection import bureau
from service.collection.bureau import InForce, Version

router = APIRouter(prefix="/settings", tags=["设置"])
CHANGED = refusals(401, 412, 422, 428, 503)


@dataclass(frozen=True, slots=True)
class AllSettings:
    settings: tuple[InForce, ...]


@dataclass(frozen=True, slots=True)
class Versions:
    versions: tuple[Version, ...]


@router.get("", summary="全部设置", response_model=AllSettings, responses=refusals(401, 422, 503))
async def list_settings(request: Request, collection: House, _: Person) -> Response:
    """origin：store 是在这里设的，file 来自环境变量所指的文件，default 是默认。"""
    return answer(AllSettings(tuple(await aside(request, lambda: [bureau.get(collection, name) for name in NAMES]))))


@router.get("/{name}", summary="一项设置", response_model=InForce, responses=refusals(401, 422, 503))
async def get_setting(request: Request, collection: House, _: Person, name: Name) -> Response:
    """offices 科室名录，calendar 校历，lights 亮灯规则，campaigns 活动规则。"""
    return _answer(await aside(request, lambda: bureau.get(collection, name)))


@router.put("/{name}", summary="改设置", response_model=InForce, responses=CHANGED)
async def put_setting(
    request: Request, collection: House, person: Person, name: Name, value: Annotated[dict[str, Any], Body()], if_match: IfMatch = None
) -> Response:
    """整项替换；有误时 errors 逐个字段说明。科室名录和校历改后，已入库的文件重新分析才有变化（POST /reanalysis）。"""
    version = required_version(if_match)
    return _answer(await aside(request, lambda: bureau.put(collection, name, value, who=person, version=version)))


@router.delete("/{name}", summary="恢复默认", response_model=InForce, responses=CHANGED)
async def drop_setting(request: Request, collection: House, person: Person, name: Name, if_match: IfMatch = None) -> Response:
    """恢复为环境变量所指的文件或默认；旧的版本仍可查。"""
    version = required_version(if_match)
    return _answer(await aside(request, lambda: bureau.put(collection, name, None, who=person, version=version)))


@router.get("/{name}/versions", summary="设置的修改记录", response_model=Versions, responses=refusals(401, 422, 503))
async def list_versions(request: Request, collection: House, _: Person, name: Name) -> Response:
    """最近的在前。"""
    return answer(Versions(tuple(await aside(request, lambda: bureau.history(collection, name)))))


def _answer(held: InForce) -> Response:
    return answer(held, headers={"ETag": etag(held.version)})
