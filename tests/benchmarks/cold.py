"""Commands from a cold start: wall seconds, CPU seconds, largest resident set. Run as a process of its own, standard library only:
a child's largest resident set is never less than that of the process that started it.

A JSON list of commands on standard input; on standard output, for each, its runs as [wall, CPU, megabytes]. The number of runs may be
given as an argument.
"""

import json
import os
import sys
import tempfile
from time import perf_counter

RUNS = 5
_UNIT = 1024**2 if sys.platform == "darwin" else 1024


def main() -> None:
    commands: list[list[str]] = json.load(sys.stdin)
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else RUNS
    json.dump([[_run(command) for _ in range(runs)] for command in commands], sys.stdout)


def _run(command: list[str]) -> tuple[float, float, float]:
    with tempfile.TemporaryFile() as output:
        begin = perf_counter()
        actions = [(os.POSIX_SPAWN_DUP2, output.fileno(), 1)]
        child = os.posix_spawn(command[0], command, dict(os.environ), file_actions=actions)
        _, status, usage = os.wait4(child, 0)
        wall = perf_counter() - begin
    if status:
        raise RuntimeError(f"{' '.join(command)} ended with status {os.waitstatus_to_exitcode(status)}")
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / _UNIT


if __name__ == "__main__":
    main()
