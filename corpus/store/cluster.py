"""A private PostgreSQL's folder: made whole or not at all, and set so that it lets in only its own user."""

import os
import secrets
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from corpus.store import lowered, systemuser
from corpus.store.binaries import Binaries
from corpus.store.blobs import sync_folder
from corpus.store.errors import StoreError

USER = "duban"
DATABASE = "postgres"
SETTINGS = {
    "shared_buffers": "64MB",
    "max_connections": "200",
    "max_wal_size": "256MB",
    "min_wal_size": "32MB",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "lc_messages": "C",
    "logging_collector": "off",
    "max_prepared_transactions": "0",
    "idle_in_transaction_session_timeout": "10min",
}


CRAMPED = 24 << 20
"""Bytes without which a server does not start: a WAL segment and a few files. A full disk may hold no log that says so."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """Where a private server keeps its data and how it is reached: over a Unix socket, or on loopback with a secret."""

    folder: Path
    loopback: bool

    @property
    def data(self) -> Path:
        return self.folder / "postgres"

    @property
    def secret(self) -> Path:
        return self.folder / "postgres.secret"

    @property
    def log(self) -> Path:
        return self.data / "server.log"

    def password(self) -> str:
        return self.secret.read_text("ascii")


def create(cluster: Cluster, programs: Binaries, to: systemuser.SystemUser | None) -> None:
    """Makes the data folder under a temporary name; whoever is killed meanwhile leaves no half of one."""
    for left in cluster.folder.glob("postgres.new-*"):
        shutil.rmtree(left)
    new = cluster.folder / f"postgres.new-{os.getpid()}"
    new.mkdir(mode=0o700)
    systemuser.give(new, to)
    _write_secret(cluster, to)
    done = systemuser.run([programs.program("initdb"), *_arguments(new, cluster.secret, whole=syncs(programs))], to, new, cluster.secret)
    if done.status != 0:
        shutil.rmtree(new, ignore_errors=True)
        raise StoreError(*failure(cluster.folder, done.said))
    new.rename(cluster.data)
    sync_folder(cluster.folder)


def syncs(programs: Binaries) -> bool:
    return sys.platform == "linux" and programs.major >= 17


def _arguments(new: Path, secret: Path, *, whole: bool) -> list[str]:
    """`whole`: the system syncs a whole file system at once, which is four times as fast as file by file."""
    names = ["--pgdata", str(new), "--username", USER, "--pwfile", str(secret), "--encoding", "UTF8", "--locale", "C"]
    shut = ["--auth-local", "reject", "--auth-host", "reject", "--no-instructions"]
    return [*names, *shut, *(("--sync-method", "syncfs") if whole else ())]


def _write_secret(cluster: Cluster, to: systemuser.SystemUser | None) -> None:
    """The password that loopback asks for: readable by the server's user alone."""
    descriptor = os.open(cluster.secret, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(32))
    systemuser.give(cluster.secret, to)


def configure(cluster: Cluster, programs: Binaries, to: systemuser.SystemUser | None) -> None:
    """Writes who may come in: the user that we are, and nobody else."""
    if cluster.loopback:
        access, names = f"host all {USER} 127.0.0.1/32 scram-sha-256\n", ""
    else:
        access, names = f"local all {USER} peer map=own\n", f'own "{systemuser.user_name()}" {USER}\n'
    for name, content in (("pg_hba.conf", access), ("pg_ident.conf", names), ("postgresql.conf", _settings(programs))):
        path = cluster.data / name
        if not path.exists() or path.read_text("utf-8") != content:
            _write(path, content, to)


def _settings(programs: Binaries) -> str:
    chosen = dict(SETTINGS)
    if sys.platform != "win32":
        chosen["dynamic_shared_memory_type"] = "mmap"  # a container's /dev/shm is small, and killed servers leave their parts there
    if syncs(programs):
        chosen["recovery_init_sync_method"] = "syncfs"
    return "".join(f"{name} = '{value}'\n" for name, value in chosen.items())


def _write(path: Path, content: str, to: systemuser.SystemUser | None) -> None:
    """Writes a file where the server's user is at home: no link of his making leads us elsewhere."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_NOFOLLOW", 0), 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(content)
        if to is not None and sys.platform != "win32":
            os.fchown(descriptor, to.uid, to.gid)


def failure(folder: Path, said: str) -> tuple[str, str]:
    """Code and message for what PostgreSQL's programs said."""
    if "No space left" in said or "Disk quota" in said or shutil.disk_usage(folder).free < CRAMPED:
        return "store_full", f"{folder}：磁盘空间不足，数据库无法启动。请清理磁盘后重试；已入库的内容不受影响。"
    if lowered.POWERLESS in said:
        remedy = "请把数据文件夹放在各级都可进入的位置（如 /var/lib/duban），或改用普通用户运行"
        return "store_unwritable", f"{folder}：数据库以普通用户身份运行，进不了这个文件夹，系统也不允许授权。{remedy}。"
    if "Read-only file system" in said or "Permission denied" in said:
        return "store_unwritable", f"{folder}：文件夹不可写或无权进入，数据库无法启动。请改用可写的文件夹，或调整其权限。"
    last = next(
        (line.strip() for line in reversed(said.splitlines()) if "FATAL" in line or "PANIC" in line or "error" in line), said.strip()[-200:]
    )
    return (
        "store_damaged",
        f"{folder}：数据库无法启动（{last}）。请查看 {folder / 'postgres' / 'server.log'}；如数据已损坏，请用 duban restore 从备份恢复。",
    )
