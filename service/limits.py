"""Limits of the service: how large a request may be, how many are analysed at once and how many may wait."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from anyio.to_thread import run_sync
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.app import Duban
from service.errors import ServiceError

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Bound:
    """How many bytes a request may have, and what is said to a larger one."""

    max_bytes: int
    refusal: str


class BodyLimit:
    """Refuses a request as soon as more of its body has come than its path allows, before it is read to the end."""

    def __init__(self, app: ASGIApp, *, usual: Bound, paths: Mapping[str, Bound]) -> None:
        self.app = app
        self.usual = usual
        self.paths = paths

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.app(scope, self._counting(scope, receive) if scope["type"] == "http" else receive, send)

    def _counting(self, scope: Scope, receive: Receive) -> Receive:
        bound = self.paths.get(scope["path"], self.usual)
        declared = dict(scope["headers"]).get(b"content-length", b"0")
        seen = 0

        async def count() -> Message:
            nonlocal seen
            if declared.isdigit() and int(declared) > bound.max_bytes:
                raise HTTPException(413, bound.refusal)
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > bound.max_bytes:
                raise HTTPException(413, bound.refusal)
            return message

        return count


class Desk:
    """The machines of the service, one a thread; who finds none free waits, and who finds too many waiting is sent away."""

    def __init__(self, *, machines: int, waiting: int, cache: Path | None = None) -> None:
        self.limit = waiting
        self.waiting = 0
        self.machines: asyncio.LifoQueue[Duban] = asyncio.LifoQueue()
        for _ in range(machines):
            self.machines.put_nowait(Duban(cache))

    async def do(self, work: Callable[[Duban], Result]) -> Result:
        """Raises ServiceError "busy"."""
        if self.machines.empty() and self.waiting >= self.limit:
            raise ServiceError("busy", f"已有 {self.waiting} 个文件在排队，请稍后再试。")
        self.waiting += 1
        try:
            machine = await self.machines.get()
        finally:
            self.waiting -= 1
        try:
            return await run_sync(partial(work, machine))
        finally:
            self.machines.put_nowait(machine)
