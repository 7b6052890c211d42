"""A converter in a box: a process with limits of time and memory, in a folder that is gone afterwards, whatever happens."""

import os
import subprocess
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

ROOT = Path(__file__).parents[2]
"""Where this package lies: the process starts in another folder."""
GRACE = 20
"""Seconds beyond its limit that the warden has to end what it watches and to sweep up."""
LENGTH = 8
"""Bytes in which the length of the data is told."""

Code = Literal["encrypted", "unsupported", "too_large", "damaged"]


@dataclass(frozen=True, slots=True)
class Limits:
    """What one conversion may take."""

    seconds: int
    megabytes: int


class Unconverted(Exception):  # noqa: N818 - the error that users meet is UnreadableError
    """The file was not converted. `final`: no other converter would do better."""

    def __init__(self, code: Code, *, final: bool = False) -> None:
        super().__init__(code)
        self.code = code
        self.final = final


class Broken(Unconverted):
    """The converter made nothing of the file."""

    def __init__(self) -> None:
        super().__init__("damaged")


@dataclass(frozen=True, slots=True)
class Boxed:
    """How the conversion ended: the exit status of the program, and what it made."""

    status: int
    made: bytes


def boxed(argv: Sequence[str], data: bytes, limits: Limits, *, given: str, wanted: str) -> Boxed:
    """Runs `argv` in a folder of its own in which `data` lies as the file `given`; what it writes to `wanted` comes back.

    Raises Unconverted "too_large" beyond the limits. The warden between ends the program, and sweeps, when this process is gone.
    """
    warden = [sys.executable, "-m", "service.converters.warden", str(limits.seconds), str(limits.megabytes), given, wanted, *argv]
    path = {"PYTHONPATH": os.pathsep.join([str(ROOT), *filter(None, sys.path)])}  # as in this process, wherever the folder lies
    command = subprocess.Popen(warden, env=os.environ | path, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    with command as process:
        answer = _answer(process, data, limits)
    if not answer:
        raise Broken
    status = answer[0]
    if status == BEYOND:
        raise Unconverted("too_large")
    return Boxed(status, answer[1:])


def _answer(process: "subprocess.Popen[bytes]", data: bytes, limits: Limits) -> bytes:
    """What the warden says once it is done; the pipe to it stays open until then."""
    assert process.stdin is not None
    assert process.stdout is not None
    watch = threading.Timer(limits.seconds + GRACE, process.kill)
    watch.start()
    try:
        process.stdin.write(len(data).to_bytes(LENGTH, "big") + data)
        process.stdin.flush()
        return process.stdout.read()
    except OSError as error:
        raise Broken from error
    except BaseException:
        process.kill()
        raise
    finally:
        watch.cancel()


BEYOND = 99
"""The status that the warden reports for a program that went beyond its limits."""
