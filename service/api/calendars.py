"""Calendar feeds: an address for Outlook or a phone, private and revocable."""

import json
from dataclasses import dataclass
from secrets import token_hex
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Body, Path, Request
from fastapi.responses import Response
from pydantic import Field
from sqlalchemy import Connection

from service.access import Signer
from service.api.answers import answer, refusals
from service.api.common import House, Key, Person, aside
from service.collection import feeds
from service.collection.exports import MEDIA_TYPES
from service.collection.feeds import Feed, Scope
from service.collection.replay import Answer, fingerprint, once
from service.plain import dump

router = APIRouter(prefix="/calendars", tags=["日历订阅"])
public = APIRouter(prefix="/calendars", tags=["日历订阅"])


@dataclass(frozen=True, slots=True)
class Wish:
    """订阅哪些任务；都不写是全部。"""

    notice: UUID | None = None
    office: Annotated[str | None, Field(max_length=100)] = None


@dataclass(frozen=True, slots=True)
class Feeds:
    calendars: tuple[Feed, ...]


@router.post("", summary="新建日历订阅", status_code=201, response_model=Feed, responses=refusals(401, 422, 503))
async def make(
    request: Request, collection: House, person: Person, wish: Annotated[Wish | None, Body()] = None, key: Key = None
) -> Response:
    """url 只在这里给出一次，知道它的人不用登录就能看，请勿外传；不用了就撤销。"""
    scope = Scope(wish.notice, wish.office) if wish else Scope()
    signer: Signer = request.app.state.signer

    def work(connection: Connection) -> Answer:
        """The answer that is kept holds a salt, not the secret: with the key of this server it gives the same address again."""
        salt = token_hex(16)
        made = feeds.make(connection, scope, who=person, secret=signer.derive(salt))
        return Answer(201, {"salt": salt}, dump(made))

    made = await aside(request, lambda: once(collection, person, key, fingerprint("calendar", repr(scope)), work))
    whole = f"{str(request.base_url).rstrip('/')}{feeds.address(signer.derive(made.headers['salt']))}"
    return answer({**json.loads(made.body), "url": whole}, status=made.status, headers={"Location": whole})


@router.get("", summary="我的日历订阅", response_model=Feeds, responses=refusals(401, 503))
async def list_feeds(request: Request, collection: House, person: Person) -> Response:
    return answer(Feeds(tuple(await aside(request, lambda: feeds.feeds(collection, who=person)))))


@router.delete("/{calendar}", summary="撤销日历订阅", status_code=204, responses=refusals(401, 404, 422, 503))
async def revoke(request: Request, collection: House, person: Person, calendar: Annotated[str, Path(max_length=100)]) -> Response:
    await aside(request, lambda: feeds.revoke(collection, calendar, who=person))
    return Response(status_code=204)


@public.get(
    "/{token}.ics",
    summary="日历",
    response_class=Response,
    responses={200: {"content": {"text/calendar": {}}}, **refusals(404, 422, 503)},
)
async def get_calendar(request: Request, collection: House, token: Annotated[str, Path(max_length=100)]) -> Response:
    data = await aside(request, lambda: feeds.render(collection, token))
    return Response(data, headers={"Content-Type": MEDIA_TYPES["ics"], "Cache-Control": "private, max-age=300"})
