"""Logs of the service: one JSON object a line on standard error, each with the id of the request it belongs to."""

import json
import logging
import sys
from contextvars import ContextVar
from datetime import UTC, datetime

request_id: ContextVar[str] = ContextVar("request_id", default="")
"""The id of the request that is being served; empty outside of one."""

LOGGER = logging.getLogger("duban")
STANDARD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName", "color_message"}


class JsonLines(logging.Formatter):
    """Time in UTC, level, logger, event, request, and whatever the caller gave as `extra`."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": record.getMessage(),
        }
        if found := request_id.get():
            line["request"] = found
        line |= {name: value for name, value in vars(record).items() if name not in STANDARD}
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=str)


def log_as_json(*, quiet: bool = False) -> None:
    """All logs of the process, ours and those of libraries from a warning on; `quiet`: of ours no more."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    LOGGER.setLevel(logging.WARNING if quiet else logging.INFO)


def log(event: str, **details: object) -> None:
    """`event` is a short stable name, `details` are fields of the line."""
    LOGGER.info(event, extra=details)


def log_defect(words: str, error: BaseException) -> None:
    LOGGER.error("defect", extra={"detail": words}, exc_info=error)
