"""The user that a private PostgreSQL runs as: ourselves, or an unprivileged one where we are root."""

import os
import stat
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

from corpus.store.errors import StoreError

if sys.platform != "win32":
    import pwd

PREFERRED = ("duban", "postgres", "nobody")
"""Users that a system may have; the first that is there takes the server, the owner of existing data before all."""
LOWERED = Path(__file__).with_name("lowered.py")


@dataclass(frozen=True, slots=True)
class SystemUser:
    uid: int
    gid: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a program ended: its status, and all that it said."""

    status: int
    said: str


def server_user(data: Path) -> SystemUser | None:
    """None where the server runs as ourselves. Raises StoreError where we are root and there is no user to run it as."""
    if sys.platform == "win32" or os.geteuid() != 0:
        return None
    if data.exists() and (owner := data.stat()).st_uid != 0:
        return SystemUser(owner.st_uid, owner.st_gid)
    for name in PREFERRED:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return SystemUser(entry.pw_uid, entry.pw_gid)
    raise StoreError(
        "store_binaries", "PostgreSQL 不能以 root 身份运行，而系统中没有可用的普通用户（如 nobody）。请改用普通用户运行本程序。"
    )


def user_name() -> str:
    """Our name as PostgreSQL's peer authentication sees it."""
    if sys.platform == "win32":
        return os.environ["USERNAME"]
    try:
        return pwd.getpwuid(os.geteuid()).pw_name
    except KeyError as error:
        remedy = "请改用系统中有名字的用户，或用数据库地址（DUBAN_DATABASE_URL）连接现有的数据库"
        raise StoreError(
            "store_binaries", f"当前用户编号 {os.geteuid()} 在系统中没有用户名，无法运行自带的 PostgreSQL。{remedy}。"
        ) from error


def give(path: Path, to: SystemUser | None) -> None:
    if to is not None and sys.platform != "win32":
        os.chown(path, to.uid, to.gid)


def demand_ours(folder: Path, to: SystemUser | None) -> None:
    """Raises StoreError where somebody else could take a socket in `folder` away: it may stand where all may write."""
    if sys.platform == "win32":
        return
    status = folder.lstat()
    if not stat.S_ISDIR(status.st_mode) or status.st_uid not in {os.geteuid(), to.uid if to else os.geteuid()} or status.st_mode & 0o077:
        raise StoreError("store_unwritable", f"{folder}：已被别的用户占用，不能存放数据库的套接字。请删除它，或改用路径较短的数据文件夹。")


def run(command: Sequence[str], to: SystemUser | None, *reached: Path, keep: Sequence[int] = ()) -> Outcome:
    """Runs a program as that user, who must get at the paths `reached`; the files `keep` stay open in it."""
    if to is not None and not all(_reaches(to, path) for path in (Path(command[0]), *reached)):
        command, to = [sys.executable, "-I", "-S", str(LOWERED), str(to.uid), str(to.gid), *command], None
    options: dict[str, Any] = {} if to is None else {"user": to.uid, "group": to.gid, "extra_groups": []}
    environment = {**os.environ, "LC_ALL": "C", "LC_MESSAGES": "C"}
    with TemporaryFile() as said:  # no pipe: on Windows the server that is started would hold it open for ever
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, stdout=said, stderr=said, check=False, env=environment, pass_fds=keep, **options
        )
        said.seek(0)
        return Outcome(done.returncode, said.read().decode("utf-8", "replace"))


def _reaches(to: SystemUser, path: Path) -> bool:
    """Whether that user may pass through all folders above `path`."""
    for folder in path.resolve().parents:
        status = folder.stat()
        bit = 0o100 if status.st_uid == to.uid else 0o010 if status.st_gid == to.gid else 0o001
        if not status.st_mode & bit:
            return False
    return True
