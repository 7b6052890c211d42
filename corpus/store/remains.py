"""What is left of a server in a data folder: living processes, a pid file that nobody may believe, the lock that proves life.

The postmaster and all its children inherit a locked file: while one of them lives, on this host or on another that shares the
folder, in this container or in the next, the lock is held. A number in a pid file proves nothing: it may be another's by now.
"""

import sys
import time
from pathlib import Path

import psutil

from corpus.store.locks import Lock

DYING = 10.0
"""Seconds that killed processes may take to go."""


def pid(data: Path) -> int | None:
    """The number in the pid file."""
    try:
        return int((data / "postmaster.pid").read_text("utf-8", "replace").split("\n")[0])
    except (OSError, ValueError):
        return None


def ready(data: Path) -> bool:
    """Whether the pid file says that the server takes connections (its eighth line)."""
    try:
        return (data / "postmaster.pid").read_text("utf-8", "replace").split("\n")[7].strip() == "ready"
    except (OSError, IndexError):
        return False


def postmaster(data: Path) -> psutil.Process | None:
    """The living process that the pid file names, if it is PostgreSQL in this very folder."""
    number = pid(data)
    return None if number is None else _ours(number, data)


def bury(data: Path) -> None:
    """Ends what is left of a server that does not answer, and takes away its pid file."""
    if not (data / "postmaster.pid").exists():
        return
    left = [process for number in psutil.pids() if (process := _ours(number, data))]
    for process in left:
        _kill(process)
    psutil.wait_procs(left, timeout=DYING)
    (data / "postmaster.pid").unlink(missing_ok=True)


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
