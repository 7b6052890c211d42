"""Locks of files: held by one process at a time, and let go by the system itself when that process dies."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

PAUSE = 0.02


class Lock:
    """A file that is locked while the object holds it, and, where it is inherited, while a process does that was started meanwhile."""

    def __init__(self, path: Path, *, inherited: bool = False) -> None:
        self.path = path
        self.inherited = inherited
        self.descriptor: int | None = None

    def take(self) -> bool:
        """Whether the lock was free, and is held now. Raises OSError where the file cannot be made."""
        descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            if sys.platform == "win32":
                msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
            else:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except (BlockingIOError, PermissionError):
            os.close(descriptor)
            return False
        os.set_inheritable(descriptor, self.inherited)
        self.descriptor = descriptor
        return True

    def drop(self, *, remove: bool = False) -> None:
        """Lets go; with `remove` the file goes too, which only those may do who never wait for it."""
        if self.descriptor is None:
            return
        if remove and sys.platform != "win32":
            self.path.unlink(missing_ok=True)
        os.close(self.descriptor)
        self.descriptor = None
        if remove and sys.platform == "win32":
            self.path.unlink(missing_ok=True)


@contextmanager
def locked(path: Path, patience: float) -> Iterator[bool]:
    """Holds the lock of `path`, waiting up to `patience` seconds; yields whether it was got."""
    lock = Lock(path)
    end = time.monotonic() + patience
    while not (held := lock.take()) and time.monotonic() < end:
        time.sleep(PAUSE)
    try:
        yield held
    finally:
        lock.drop()
