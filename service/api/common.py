"""What routes of the collection have in common: who asks, which collection, versions, waiting."""

from collections.abc import Callable
from typing import Annotated, TypeVar

from anyio import CapacityLimiter
from anyio.to_thread import run_sync
from fastapi import Depends, Header, Query, Request
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute

from corpus.store import StaleError
from service.api.gate import admin_of, person_of
from service.collection.house import Collection
from service.errors import ServiceError

Result = TypeVar("Result")
LONGEST_WAIT = 60
"""Seconds that a request may wait for its job."""


def collection_of(request: Request) -> Collection:
    """Raises ServiceError "store_down" while there is none."""
    found: Collection | None = request.app.state.collection
    if found is None:
        raise ServiceError("store_down", "这个服务没有打开文件库。请用 duban serve 启动。")
    return found


House = Annotated[Collection, Depends(collection_of)]
Person = Annotated[str, Depends(person_of)]
Admin = Annotated[str, Depends(admin_of)]
Limit = Annotated[int, Query(ge=1, le=500, description="一页的条数")]
Cursor = Annotated[str | None, Query(max_length=400, description="上一页答复中的 cursor")]
IfMatch = Annotated[
    str | None, Header(alias="If-Match", max_length=100, description='修改所依据的版本，即读取时的 ETag，如 "3"；* 表示不论版本')
]
Key = Annotated[str | None, Header(alias="Idempotency-Key", description="同一个键、同样的请求只做一次，答复相同")]


def required_version(if_match: str | None) -> int | None:
    """Which version a change builds on; None for any. Raises ServiceError "unconditional" without one, "request" for a bare number,
    StaleError for what is none."""
    if if_match is None:
        raise ServiceError("unconditional", '修改须带 If-Match，写上读取时的 ETag（如 "3"），以免覆盖别人的修改。')
    return version_of(if_match)


def version_of(if_match: str | None) -> int | None:
    """As above, where a change need not say what it builds on. A weak tag never matches (RFC 9110, 13.1.1)."""
    if if_match is None or if_match.strip() == "*":
        return None
    if if_match.strip().isdecimal():
        version = if_match.strip()
        raise ServiceError("request", f'If-Match 的写法有误：版本号须带双引号，应写成 "{version}"，现在是 {version}。')
    digits = if_match.strip().removeprefix('"').removesuffix('"')
    if not (digits.isascii() and digits.isdigit() and len(digits) < 10 and f'"{digits}"' == if_match.strip()):
        raise StaleError(0)
    return int(digits)


def etag(version: int) -> str:
    return f'"{version}"'


def refuse_unknown(request: Request) -> None:
    """A filter that is misspelt must not silently be no filter. Raises ServiceError "request"."""
    route = request.scope.get("route")
    if not isinstance(route, APIRoute):
        return
    known = _parameters(route.dependant)
    unknown = [name for name in request.query_params if name not in known]
    if unknown:
        named = f"可用的有 {'、'.join(sorted(known))}" if known else "这个地址不带参数"
        raise ServiceError("request", f"没有参数 {'、'.join(name[:40] for name in unknown[:5])}，{named}。")


def _parameters(dependant: Dependant) -> set[str]:
    return {each.alias for each in dependant.query_params}.union(*map(_parameters, dependant.dependencies))


async def aside(request: Request, work: Callable[[], Result]) -> Result:
    """Runs what waits for the store in a thread of its own."""
    limiter: CapacityLimiter = request.app.state.threads
    return await run_sync(work, limiter=limiter)
