"""A PostgreSQL that several hosts share, and hosts: network namespaces whose cable can be pulled."""

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from corpus.store import systemuser
from corpus.store.binaries import binaries
from tests.service.jobs.chaos import Program, free_port


@dataclass(frozen=True, slots=True)
class Shared:
    """The server, on all addresses of the machine; `kill` is kill -9 of the postmaster, `start` is what a manager of services does then."""

    data: Path
    port: int

    def url(self, host: str = "127.0.0.1") -> str:
        return f"postgresql://duban@{host}:{self.port}/postgres"

    def start(self) -> None:
        """Again and again, as a manager of services would: what is left of a killed server must end first."""
        end = time.monotonic() + 60
        while (said := self._start()) and time.monotonic() < end:
            time.sleep(0.5)
        assert not said, said

    def kill(self) -> None:
        pid = int((self.data / "postmaster.pid").read_text("utf-8").split("\n")[0])
        os.kill(pid, signal.SIGKILL)

    def stop(self) -> None:
        run(self.data, "pg_ctl", "stop", "-s", "-m", "immediate", "-D", str(self.data))

    def _start(self) -> str:
        options = f"-c listen_addresses=* -c unix_socket_directories= -c fsync=off -p {self.port}"
        return run(self.data, "pg_ctl", "start", "-w", "-s", "-D", str(self.data), "-l", str(self.data / "log"), "-o", options)


@contextmanager
def shared_postgres(folder: Path) -> Iterator[Shared]:
    """Lets everybody in: it lives for one test."""
    data = folder / "shared"
    data.mkdir(mode=0o700)
    systemuser.give(data, systemuser.server_user(folder))
    said = run(data, "initdb", "-D", str(data), "-U", "duban", "-A", "trust", "--no-sync", "-E", "UTF8")
    assert not said, said
    with (data / "pg_hba.conf").open("a") as file:
        file.write("host all all 10.0.0.0/8 trust\n")
    server = Shared(data, free_port())
    server.start()
    try:
        yield server
    finally:
        server.stop()


def run(data: Path, program: str, *arguments: str) -> str:
    """What a program of PostgreSQL said, run as the owner of `data`; nothing where it did what it should."""
    user = systemuser.server_user(data)
    lowered = {"user": user.uid, "group": user.gid, "extra_groups": []} if user else {}
    with (data.parent / "said").open("w+") as said:
        done = subprocess.run([binaries(data).program(program), *arguments], stdout=said, stderr=said, check=False, **lowered)  # type: ignore[call-overload]
        said.seek(0)
        return f"{done.returncode}: {said.read()}" if done.returncode else ""


@dataclass(frozen=True, slots=True)
class Host:
    """A network namespace with one cable to this machine, which is `gateway` there."""

    name: str
    cable: str
    gateway: str

    def program(self, program: Program) -> Program:
        """`program`, as it would run on that host."""
        return Program(["ip", "netns", "exec", self.name, *program.command], program.environment)

    def cut(self) -> None:
        ip("link", "set", self.cable, "down")

    def heal(self) -> None:
        ip("link", "set", self.cable, "up")


@contextmanager
def host(number: int) -> Iterator[Host]:
    """Skips where no network namespace can be made."""
    tag = f"{os.getpid() % 10_000}{number}"
    net = f"10.{64 + os.getpid() % 128}.{number}"
    made = Host(f"duban-{tag}", f"dbn{tag}", f"{net}.1")
    try:
        ip("netns", "add", made.name)
    except (OSError, subprocess.CalledProcessError) as error:
        pytest.skip(f"no network namespaces here (they need root and iproute2): {error}")
    try:
        ip("link", "add", made.cable, "type", "veth", "peer", "name", "eth0", "netns", made.name)
        ip("addr", "add", f"{made.gateway}/24", "dev", made.cable)
        ip("link", "set", made.cable, "up")
        for command in (("addr", "add", f"{net}.2/24", "dev", "eth0"), ("link", "set", "eth0", "up"), ("link", "set", "lo", "up")):
            ip("-n", made.name, *command)
        yield made
    finally:
        subprocess.run(
            ["ip", "link", "del", made.cable], check=False, capture_output=True
        )  # at once: the namespace's end takes it along later
        ip("netns", "del", made.name)


def ip(*arguments: str) -> None:
    subprocess.run(["ip", *arguments], check=True, capture_output=True, timeout=30)
