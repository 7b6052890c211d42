"""The bytes of documents, each under the hash of its content: written to a temporary name, synced, renamed, verified when read."""

import errno
import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import BinaryIO, Protocol

from corpus.store.errors import BlobError, StoreError

CHUNK = 1 << 20
PART = ".part"
ASIDE = ".aside"


@dataclass(frozen=True, slots=True)
class Blob:
    sha256: str
    size: int


class Blobs(Protocol):
    """Where bytes are kept."""

    def put(self, stream: BinaryIO) -> Blob: ...

    def read(self, sha256: str) -> bytes: ...

    def holds(self, sha256: str) -> bool: ...

    def remove(self, sha256: str, seconds: float) -> bool: ...

    def stale(self, seconds: float) -> Iterator[str]: ...


class FolderBlobs:
    """Files in a folder, two levels: ab/ab12…. Several processes and hosts may share it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, sha256: str) -> Path:
        return self.folder / sha256[:2] / sha256

    def put(self, stream: BinaryIO) -> Blob:
        """The blob of all that `stream` still holds; durable on return. Raises StoreError where the folder takes no file.

        An error of the stream itself passes as it is.
        """
        try:
            return self._put(stream)
        except BrokenStreamError as error:
            raise error.error from error.error.__cause__
        except OSError as error:
            raise unwritable(self.folder, error) from error

    def _put(self, stream: BinaryIO) -> Blob:
        self.folder.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=self.folder, suffix=PART, delete=False) as file:
            temporary = Path(file.name)
            try:
                hashed, size = hashlib.sha256(), 0
                for chunk in _chunks(stream):
                    hashed.update(chunk)
                    size += len(chunk)
                    file.write(chunk)
                blob = Blob(hashed.hexdigest(), size)
                if not self._refresh(blob):
                    file.flush()
                    os.fsync(file.fileno())
                    file.close()
                    self._install(temporary, self.path(blob.sha256))
            finally:
                file.close()
                temporary.unlink(missing_ok=True)
        return blob

    def _refresh(self, blob: Blob) -> bool:
        """Whether the very file is there already; it is young again, so that no sweep takes it. A damaged one is written anew."""
        path = self.path(blob.sha256)
        try:
            os.utime(path)
            with path.open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest() == blob.sha256
        except FileNotFoundError:
            return False

    def _install(self, temporary: Path, path: Path) -> None:
        path.parent.mkdir(exist_ok=True)
        temporary.replace(path)
        sync_folder(path.parent)
        sync_folder(self.folder)

    def read(self, sha256: str) -> bytes:
        """Raises BlobError where the file is gone or its content no longer has this hash."""
        path = self.path(sha256)
        try:
            content = path.read_bytes()
        except OSError as error:
            raise BlobError(f"{path}：原文件读不出来（{cause(error)}）。请从备份恢复，或重新上传该文件。") from error
        if hashlib.sha256(content).hexdigest() != sha256:
            raise BlobError(f"{path}：原文件内容已损坏（校验值不符）。请检查磁盘，并从备份恢复或重新上传该文件。")
        return content

    def holds(self, sha256: str) -> bool:
        return self.path(sha256).is_file()

    def remove(self, sha256: str, seconds: float) -> bool:
        """Removes a blob untouched for `seconds`; False where it was touched after all.

        It is judged under another name: whoever puts it again meanwhile finds none and writes it, or touched it before and is seen.
        """
        path = self.path(sha256)
        aside = path.with_suffix(ASIDE)
        before = self._now() - seconds
        try:
            path.replace(aside)
        except FileNotFoundError:
            return False
        if aside.stat().st_mtime >= before:
            aside.replace(path)
            return False
        aside.unlink()
        return True

    def stale(self, seconds: float) -> Iterator[str]:
        """Blobs untouched for `seconds` by the file system's own clock; temporary files as old are removed on the way."""
        if not self.folder.is_dir():
            return
        before = self._now() - seconds
        for path in sorted(self.folder.rglob("*")):
            if path.suffix == ASIDE:  # whoever judged it was killed
                path.replace(path.with_suffix(""))
            elif path.is_file() and path.stat().st_mtime < before:
                if path.suffix == PART:
                    path.unlink(missing_ok=True)
                else:
                    yield path.name

    def _now(self) -> float:
        with NamedTemporaryFile(dir=self.folder, suffix=PART) as probe:
            return os.fstat(probe.fileno()).st_mtime


class BrokenStreamError(Exception):
    """An error of the stream that is read, not of the file that is written."""

    def __init__(self, error: OSError) -> None:
        super().__init__(error)
        self.error = error


def _chunks(stream: BinaryIO) -> Iterator[bytes]:
    while True:
        try:
            chunk = stream.read(CHUNK)
        except OSError as error:
            raise BrokenStreamError(error) from error
        if not chunk:
            return
        yield chunk


def sync_folder(folder: Path) -> None:
    """Makes the names in `folder` durable; Windows keeps them itself and opens no folder."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


CAUSES = {
    errno.EROFS: "磁盘是只读的",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.ENOENT: "路径不存在",
    errno.ENOTDIR: "路径中有一级不是文件夹",
    errno.EEXIST: "已有同名的文件",
    errno.EISDIR: "这是一个文件夹",
    errno.ENAMETOOLONG: "路径过长",
    errno.EIO: "磁盘读写出错",
    errno.EMFILE: "打开的文件过多",
    errno.ENOLCK: "这种磁盘不支持文件锁",
    errno.EOPNOTSUPP: "这种磁盘不支持文件锁",
}


def cause(error: OSError) -> str:
    """Why a file cannot be had, in Chinese."""
    return CAUSES.get(error.errno or 0, error.strerror or str(error))


def unwritable(folder: Path, error: OSError) -> StoreError:
    """What to tell of a folder that takes no file."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return StoreError("store_full", f"{folder}：磁盘空间不足，未能保存。请清理磁盘后重试；已入库的内容不受影响。")
    if error.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
        return StoreError("store_unwritable", f"{folder}：文件夹不可写（{cause(error)}）。请改用可写的文件夹，或调整其权限。")
    return StoreError("store_unwritable", f"{folder}：无法写入（{cause(error)}）。请检查磁盘和文件夹。")
