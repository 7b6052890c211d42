"""What is seen of every request: an id, a line in the log, the counters; and what every answer bears: id and ruleset."""

import re
import uuid
from pathlib import Path
from time import perf_counter

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.logs import log, request_id
from service.metrics import Metrics
from service.problems import OUTCOME, defect
from service.ruleset import ruleset

SENT_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
"""An id of the client's own that we take over."""


class Watch:
    """The outermost layer: a defect of ours ends here, as a problem."""

    def __init__(self, app: ASGIApp, *, metrics: Metrics, log_dir: Path | None) -> None:
        self.app = app
        self.metrics = metrics
        self.log_dir = log_dir

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        sent = Headers(scope=scope).get("x-request-id", "")
        name = sent if SENT_ID.fullmatch(sent) else uuid.uuid4().hex
        token = request_id.set(name)
        answer = _Answer(send, name)
        begin = perf_counter()
        try:
            with self.metrics.active.track_inprogress():
                await self._serve(scope, receive, answer)
        finally:
            self._note(scope, answer, perf_counter() - begin)
            request_id.reset(token)

    async def _serve(self, scope: Scope, receive: Receive, answer: "_Answer") -> None:
        try:
            await self.app(scope, receive, answer.send)
        except Exception as error:
            if answer.status:
                raise
            await defect(error, log_dir=self.log_dir)(scope, receive, answer.send)

    def _note(self, scope: Scope, answer: "_Answer", seconds: float) -> None:
        method, route = scope["method"], getattr(scope.get("route"), "path", "")
        method = method if method in METHODS else "OTHER"
        self.metrics.requests.labels(method, route, str(answer.status)).inc()
        self.metrics.seconds.labels(method, route).observe(seconds)
        if answer.problem:
            self.metrics.refusals.labels(answer.problem).inc()
        log(
            "request",
            method=method,
            route=route,
            path=scope["path"] if not route.endswith("{token}.ics") else route,
            status=answer.status,
            milliseconds=round(seconds * 1000, 1),
            person=scope.get("state", {}).get("person", ""),
            problem=answer.problem,
        )


METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


class _Answer:
    """Adds the headers that every answer bears, and remembers how it went."""

    def __init__(self, send: Send, name: str) -> None:
        self._send = send
        self._name = name
        self.status = 0
        self.problem = ""

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            headers = MutableHeaders(scope=message)
            self.problem = headers.get(OUTCOME, "")
            headers["X-Request-Id"] = self._name
            headers["X-Ruleset"] = ruleset()
            headers.setdefault("X-Content-Type-Options", "nosniff")
            headers.setdefault("Cache-Control", "no-store")
        await self._send(message)
