"""Calls that a process is given in the tests: good ones, hostile ones."""

import os
import time

from nlp.types import UnreadableError
from service.processes.inside import Report


def double(report: Report, given: int) -> int:
    report(50, "算了一半")
    return 2 * given


def page_by_page(report: Report, pages: int) -> int:
    for page in range(pages):
        time.sleep(0.5)
        report(page, "又一页", renews=True)
    return pages


def number(_: Report, __: object) -> int:
    return os.getpid()


def refuse(_: Report, name: str) -> None:
    raise UnreadableError(name, "encrypted", "文档有打开密码", "请取消密码后再试")


def break_down(_: Report, __: object) -> None:
    raise KeyError("made to fail")


def die(_: Report, __: object) -> None:
    os._exit(7)


def wait(_: Report, seconds: float) -> None:
    time.sleep(seconds)


def hold_the_lock(_: Report, __: object) -> None:
    """The interpreter's lock is never let go: one multiplication that takes minutes."""
    _ = 7 ** (10**9)


def grow(_: Report, __: object) -> int:
    kept = []
    while True:
        kept.append(b"x" * 20_000_000)
        time.sleep(0.01)


def keep(_: Report, megabytes: object) -> int:
    """What a process has grown by stays with it."""
    assert isinstance(megabytes, int)
    KEPT.append(b"x" * megabytes * 1_000_000)
    return os.getpid()


KEPT: list[bytes] = []


def grow_at_once(_: Report, __: object) -> int:
    return len(bytearray(8_000_000_000))
