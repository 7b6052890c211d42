"""What is left of a server in a data folder: living processes, a pid file that nobody may believe, the lock that proves life.

The postmaster and all its children inherit a locked file: while one of them lives, on this host or on another that shares the
folder, in this container or in the next, the lock is held. A number in a pid file proves nothing: it may be another's by now.
"""

import sys
import time
from dataclasses import dataclass
from pathlib import Path

import psutil

from corpus.store.locks import Lock

DYING = 10.0
"""Seconds that killed processes may take to go."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a server's pid file says of it (its lines 1, 4, 5 and 8); None where it says nothing. No more than hearsay."""

    pid: int | None = None
    port: int | None = None
    socket: str | None = None
    ready: bool = False


def told(data: Path) -> Told:
    try:
        lines = [*(line.strip() for line in (data / "postmaster.pid").read_text("utf-8", "replace").split("\n")), *[""] * 8]
    except OSError:
        return Told()
    number, port = (int(line) if line.isascii() and line.isdigit() else None for line in (lines[0], lines[3]))
    return Told(number, port, lines[4] or None, lines[7] == "ready")


def postmaster(data: Path) -> psutil.Process | None:
    """The living process that the pid file names, if it is PostgreSQL in this very folder."""
    number = told(data).pid
    return None if number is None else _ours(number, data)


def bury(data: Path) -> None:
    """Ends what is left here of a server that does not answer. Its pid file stays: it may be of a server on another host."""
    if not (data / "postmaster.pid").exists():
        return
    left = [process for number in psutil.pids() if (process := _ours(number, data))]
    for process in left:
        _kill(process)
    psutil.wait_procs(left, timeout=DYING)


def _ours(number: int, data: Path) -> psutil.Process | None:
    """The process of that number if it lives and is PostgreSQL at work in the folder, where its servers always stand."""
    try:
        process = psutil.Process(number)
        at_work = process.name().startswith("postgres") and Path(process.cwd()) == data.resolve()
        return process if at_work and process.status() != psutil.STATUS_ZOMBIE else None
    except (psutil.Error, OSError, ValueError):
        return None


def _kill(process: psutil.Process) -> None:
    try:
        process.kill()
    except psutil.NoSuchProcess:
        return


def life(path: Path) -> Lock | None:
    """The lock that a server is to inherit; None where one lives and does not let go. Windows inherits none, and guards itself."""
    lock = Lock(path, inherited=sys.platform != "win32")
    end = time.monotonic() + DYING
    while not lock.take():
        if time.monotonic() > end:
            return None
        time.sleep(0.05)
    return lock
