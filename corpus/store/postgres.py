"""The private PostgreSQL of a data folder: started by whoever comes first, used by all, stopped by whoever leaves last.

Each user holds a lock of a file of his own, which the system lets go when he dies, so that nobody counts wrongly after kill -9.
Whoever starts or stops holds the lock of the folder. No pid file is believed: a server is what answers.
"""

import hashlib
import os
import secrets
import shutil
import socket
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import quote

import psycopg

from corpus.store import cluster, remains, systemuser
from corpus.store.binaries import Binaries, binaries
from corpus.store.blobs import unwritable
from corpus.store.cluster import Cluster
from corpus.store.errors import StoreError
from corpus.store.locks import Lock, locked

STARTING = 60.0
"""Seconds that a start may take: recovery after a crash included."""
SOCKET_LIMIT = 100
"""Bytes of a socket's path: 104 on macOS, 108 on Linux, the closing zero included."""
SOCKETS = "postgres.socket"
PORT = 5432
LOG_LIMIT = 5_000_000
PASSING = ("starting up", "shutting down", "recovery mode", "not yet accepting connections", "terminating connection")
"""What a server says that will soon answer, or be gone."""
TRIES = 3
DEAF = 3.0
"""Seconds after which a server that says it is ready and does not answer (its socket was cleaned away) is started anew."""


class Server:
    """`hold` before the first `connect`, `release` at the end."""

    def __init__(self, folder: Path, *, loopback: bool = sys.platform == "win32") -> None:
        self.folder = folder.absolute()
        self.cluster = Cluster(self.folder, loopback)
        self._mine: Lock | None = None

    def hold(self) -> None:
        """Counts us among the users and sees that the server runs. Raises StoreError."""
        try:
            self._make_folders()
            with locked(self._lock, STARTING) as got:
                self._demand(got)
                mine = Lock(self._users / f"{os.getpid()}-{secrets.token_hex(4)}")
                mine.take()
                self._mine = mine
                self._ensure()
        except OSError as error:
            raise unwritable(self.folder, error) from error

    def connect(self, name: str = "duban") -> psycopg.Connection:
        """A connection under a name; a server that was killed is started again. Raises psycopg.OperationalError, StoreError."""
        try:
            return self._connect(name)
        except psycopg.OperationalError:
            if self._mine is None:
                raise
        with locked(self._lock, STARTING) as got:
            self._demand(got)
            try:
                self._ensure()
            except OSError as error:
                raise unwritable(self.folder, error) from error
        return self._connect(name)

    def url(self, database: str = cluster.DATABASE) -> str:
        """The address of a database of the running server, for programs of the same user; not for logs: it may hold the secret."""
        place, password = self._place()
        login = f"{cluster.USER}:{quote(password)}" if password else cluster.USER
        host, port = place
        return f"postgresql://{login}@/{quote(database)}?host={quote(host, safe='')}&port={port}"

    def release(self) -> None:
        """Leaves; the last user stops the server."""
        if self._mine is None:
            return
        with locked(self._lock, STARTING) as got:
            self._mine.drop(remove=True)
            self._mine = None
            if got and not self._used():
                self._stop()

    @property
    def _lock(self) -> Path:
        return self.folder / "postgres.lock"

    @property
    def _users(self) -> Path:
        return self.folder / "postgres.users"

    def _demand(self, got: bool) -> None:  # noqa: FBT001
        if not got:
            raise StoreError("store_busy", f"{self.folder}：另一个程序正在启动或停止数据库，{STARTING:.0f} 秒内没有完成。请稍后重试。")

    def _make_folders(self) -> None:
        """Only we may look in; where we are root the server's user passes through."""
        shut = 0o711 if self._user() else 0o700
        if not self.folder.exists():
            self.folder.mkdir(parents=True, mode=shut)
            self.folder.chmod(shut)
        self._users.mkdir(mode=0o700, exist_ok=True)

    def _user(self) -> systemuser.SystemUser | None:
        return systemuser.server_user(self.cluster.data)

    def _used(self) -> bool:
        """Whether anybody holds a lock; what the dead left is removed."""
        used = False
        for path in self._users.iterdir():
            lock = Lock(path)
            if lock.take():
                lock.drop(remove=True)
            else:
                used = True
        return used

    def _ensure(self) -> None:
        """Starts the server where none answers; the folder's lock is held."""
        if self._answers():
            return
        programs, to = binaries(self.cluster.data), self._user()
        if not self.cluster.data.exists():
            cluster.create(self.cluster, programs, to)
        cluster.configure(self.cluster, programs, to)
        self._start(programs, to, tries=TRIES)

    def _answers(self) -> bool:
        """Whether a server answers; waits for one that starts, or stops. Raises StoreError, psycopg.OperationalError."""
        started = time.monotonic()
        while (self.cluster.data / "postmaster.pid").exists():
            waited = time.monotonic() - started
            try:
                self._connect().close()
            except psycopg.OperationalError as error:
                told = str(error)
                if "FATAL" in told and not any(each in told for each in PASSING):
                    raise
                if remains.postmaster(self.cluster.data) is None:
                    return False
                if "FATAL" not in told and remains.told(self.cluster.data).ready and waited > DEAF:
                    return False
                self._demand(waited < STARTING)
                time.sleep(0.05)
            else:
                return True
        return False

    def _start(self, programs: Binaries, to: systemuser.SystemUser | None, *, tries: int) -> None:
        """Starts the server; one that fails without a known cause may have been killed in its start, and is tried again."""
        remains.bury(self.cluster.data)
        self._turn_log()
        life = remains.life(self.folder / "postgres.life")
        if life is None:
            remedy = "请在那里使用，或停止后再试；多台主机共用请改用 DUBAN_DATABASE_URL"
            raise StoreError("store_busy", f"{self.folder}：这个文件夹的数据库正在另一台主机或另一个容器中运行。{remedy}。")
        data = self.cluster.data
        (data / "postmaster.pid").unlink(missing_ok=True)
        command = [programs.program("pg_ctl"), "start", "--silent", "--wait", "--timeout", f"{STARTING:.0f}", "--pgdata", str(data)]
        try:
            kept = [life.descriptor] if life.inherited and life.descriptor is not None else []
            done = systemuser.run([*command, "--log", str(self.cluster.log), "--options", self._options(to)], to, data, keep=kept)
        finally:
            life.drop()
        if done.status != 0:
            said = self.cluster.log.read_text("utf-8", "replace")[-4000:] if self.cluster.log.exists() else ""
            code, message = cluster.failure(self.folder, said + done.said)
            if code != "store_damaged" or tries == 1:
                raise StoreError(code, message)
            self._start(programs, to, tries=tries - 1)

    def _turn_log(self) -> None:
        log = self.cluster.log
        if log.exists() and log.stat().st_size > LOG_LIMIT:
            log.replace(log.with_suffix(".old.log"))

    def _options(self, to: systemuser.SystemUser | None) -> str:
        if self.cluster.loopback:
            return f"-c listen_addresses=127.0.0.1 -c unix_socket_directories= -p {_free_port()}"
        folder = self._socket_folder()
        folder.mkdir(mode=0o700, exist_ok=True)
        systemuser.demand_ours(folder, to)
        systemuser.give(folder, to)
        for left in folder.glob(".s.PGSQL.*"):  # a lock of a socket names a process too, which may be another by now
            left.unlink()
        quoted = str(folder).replace("'", "'\\''")
        return f"-c listen_addresses= -c 'unix_socket_directories={quoted}' -c unix_socket_permissions=0700 -p {PORT}"

    def _socket_folder(self) -> Path:
        """Inside the data folder, or, where its path is too long for a socket, a folder of ours among the temporary ones."""
        folder = self.folder / SOCKETS
        if len(os.fsencode(folder / f".s.PGSQL.{PORT}")) < SOCKET_LIMIT and not {",", "'"} & set(str(folder)):
            return folder
        name = hashlib.sha256(os.fsencode(self.folder)).hexdigest()[:16]
        return Path(tempfile.gettempdir()) / f"duban-{name}"

    def _connect(self, name: str = "duban") -> psycopg.Connection:
        (host, port), password = self._place()
        connection = psycopg.connect(
            application_name=name, host=host, port=port, user=cluster.USER, password=password, dbname=cluster.DATABASE, connect_timeout=10
        )
        if self.cluster.loopback and not self._is_ours(connection):
            connection.close()
            raise psycopg.OperationalError("the server of another folder")
        return connection

    def _is_ours(self, connection: psycopg.Connection) -> bool:
        """Whether a server works in this folder: in a copy of a folder in use the pid file names the original's port."""
        row = connection.execute("SHOW data_directory").fetchone()
        connection.rollback()
        return row is not None and Path(row[0]).exists() and Path(row[0]).samefile(self.cluster.data)

    def _place(self) -> tuple[tuple[str, int], str | None]:
        """Host and port, and the password where one is asked for. Raises psycopg.OperationalError where there is no server."""
        told = remains.told(self.cluster.data)
        if not self.cluster.loopback:
            folder = self._socket_folder()
            elsewhere = (
                told.socket is not None and Path(told.socket).name == folder.name != SOCKETS
            )  # whoever started it has another TMPDIR
            return (told.socket if told.socket and elsewhere else str(folder), PORT), None
        if told.port is None:
            raise psycopg.OperationalError("no server")
        return ("127.0.0.1", told.port), self.cluster.password()

    def _stop(self) -> None:
        if remains.postmaster(self.cluster.data) is None:
            return
        command = [binaries(self.cluster.data).program("pg_ctl"), "stop", "--silent", "--mode", "fast", "--pgdata", str(self.cluster.data)]
        systemuser.run(command, self._user(), self.cluster.data)
        if self._socket_folder().parent != self.folder:
            shutil.rmtree(self._socket_folder(), ignore_errors=True)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
