"""Runs a program as an unprivileged user that may still look into every folder: `python lowered.py UID GID PROGRAM …`.

PostgreSQL refuses to run as root, and a plain user cannot reach a data folder (or an environment) under /root. On Linux a
process may lay down all of root's powers but one: CAP_DAC_READ_SEARCH, to read and to pass through folders. It is kept as
an ambient capability, so that it outlives the start of the program (capabilities(7)).
"""

import ctypes
import os
import struct
import sys

VERSION_3 = 0x20080522
SET_KEEPCAPS = 8
AMBIENT, AMBIENT_RAISE = 47, 2
POWERS = (2, 1)
"""CAP_DAC_READ_SEARCH; where the container withholds it, CAP_DAC_OVERRIDE."""

POWERLESS = "no power to pass through folders"


def lower(uid: int, gid: int) -> None:
    """Raises OSError where the system lends no power."""
    libc = ctypes.CDLL(None, use_errno=True)
    _call(libc.prctl(SET_KEEPCAPS, 1, 0, 0, 0))
    os.setgroups([])
    os.setgid(gid)
    os.setuid(uid)
    for power in POWERS:
        header = ctypes.create_string_buffer(struct.pack("=Ii", VERSION_3, 0))
        mask = 1 << power
        powers = ctypes.create_string_buffer(struct.pack("=6I", mask, mask, mask, 0, 0, 0))
        if libc.capset(header, powers) == 0:
            _call(libc.prctl(AMBIENT, AMBIENT_RAISE, power, 0, 0))
            return
    raise OSError(ctypes.get_errno(), POWERLESS)


def _call(result: int) -> None:
    if result != 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))


if __name__ == "__main__":
    lower(int(sys.argv[1]), int(sys.argv[2]))
    os.execv(sys.argv[3], sys.argv[3:])
