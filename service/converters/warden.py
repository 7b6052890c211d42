"""The process between a converter and who asked for it: ends the converter in time, and leaves no file behind.

It is started with limits, names and a command; the data come on standard input, whose end says that nobody waits any longer.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from time import monotonic, sleep, time

import psutil

from service.converters.box import BEYOND, LENGTH

PREFIX = "duban-convert-"
STALE = 3600
"""Seconds after which a folder of an earlier conversion belongs to nobody: its warden was killed."""
TICK = 0.05
LARGEST = 256 * 1024 * 1024
"""Bytes of a file that a converter may write."""


def main(arguments: Sequence[str]) -> int:
    seconds, megabytes, given, wanted, *argv = arguments
    length = int.from_bytes(sys.stdin.buffer.read(LENGTH), "big")
    data = sys.stdin.buffer.read(length)
    if len(data) < length:
        return 1
    sweep()
    folder = Path(tempfile.mkdtemp(prefix=PREFIX))
    try:
        (folder / given).write_bytes(data)
        gone = threading.Event()
        threading.Thread(target=_listen, args=(gone,), daemon=True).start()
        status = _run([part.replace("{folder}", str(folder)) for part in argv], folder, int(seconds), int(megabytes), gone)
        made = folder / wanted
        answer = made.read_bytes() if status == 0 and made.is_file() and made.stat().st_size <= LARGEST else b""
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    if not gone.is_set():
        sys.stdout.buffer.write(bytes([status]) + answer)
        sys.stdout.buffer.flush()
    return 0


def sweep() -> None:
    """Removes the folders that wardens which were killed have left."""
    for folder in Path(tempfile.gettempdir()).glob(PREFIX + "*"):
        try:
            if time() - folder.stat().st_mtime > STALE:
                shutil.rmtree(folder, ignore_errors=True)
        except OSError:  # somebody else's, or just gone
            continue


def _listen(gone: threading.Event) -> None:
    sys.stdin.buffer.read(1)
    gone.set()


def _run(argv: Sequence[str], folder: Path, seconds: int, megabytes: int, gone: threading.Event) -> int:
    """The exit status of the program (1 for any that does not fit a byte), BEYOND where it had to be ended."""
    home = {"HOME": str(folder), "TMPDIR": str(folder), "TEMP": str(folder), "TMP": str(folder), "USERPROFILE": str(folder)}
    none = subprocess.DEVNULL
    environment = os.environ | home
    try:
        process = subprocess.Popen(argv, cwd=folder, env=environment, start_new_session=True, stdin=none, stdout=none, stderr=none)
    except OSError:
        return 1
    until = monotonic() + seconds
    while process.poll() is None:
        if gone.is_set() or monotonic() > until or _megabytes(process.pid) > megabytes:
            _end(process)
            return BEYOND
        sleep(TICK)
    _end(process)  # what it started may still run
    return process.returncode if 0 <= process.returncode < BEYOND else 1


def _megabytes(pid: int) -> float:
    total = 0
    try:
        process = psutil.Process(pid)
        for each in (process, *process.children(recursive=True)):
            total += each.memory_info().rss
    except psutil.Error:  # it has just ended
        return 0.0
    return total / 1024 / 1024


def _end(process: "subprocess.Popen[bytes]") -> None:
    try:
        children = psutil.Process(process.pid).children(recursive=True)
    except psutil.Error:
        children = []
    if sys.platform != "win32":
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    for child in children:
        try:
            child.kill()
        except psutil.Error:
            continue
    if process.poll() is None:
        process.kill()
    process.wait()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
