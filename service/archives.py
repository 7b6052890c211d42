"""ZIP archives that are uploaded: their files one by one, within limits, under names that can do no harm."""

import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import PurePosixPath
from typing import TypeVar
from zipfile import BadZipFile, ZipFile, ZipInfo

from nlp.read.sniff import sniff
from service.errors import ServiceError
from service.inputs import shown

ENCRYPTED = 0x1
UTF8_NAME = 0x800
"""Flags of a member, APPNOTE.TXT of the format, 4.4.4."""
END, END_64_LOCATOR = b"PK\5\6", b"PK\6\7"
TAIL = 22 + 65_535
"""Bytes at the end of an archive among which the record of its end stands: the record and its longest comment, 4.3.16."""
MAX_DIRECTORY = 4 * 1024 * 1024
"""Bytes of a directory; one entry has 46 and its name, and takes ten times that in memory."""
CHUNK = 1024 * 1024
SMALL = 1024 * 1024
"""Bytes that a member may always have, however well it is packed."""
LONGEST_NAME = 200
SKIPPED = ("__MACOSX", "Thumbs.db", "desktop.ini")
"""What systems put into archives for themselves; hidden files (.DS_Store) and the lock files of Word (~$) are left out as well."""

Read = TypeVar("Read")


@dataclass(frozen=True, slots=True)
class Member:
    """A file of an archive; `name` is its path in it, joined to those of the archives around it."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Room:
    """What an archive may come to: `files` in number, `member_bytes` each, `total_bytes` together, `depth` archives within another."""

    files: int
    member_bytes: int
    total_bytes: int
    depth: int
    ratio: int


@dataclass(slots=True)
class Spent:
    """What has been unpacked so far of one upload."""

    files: int = 0
    unpacked: int = 0


def refuse_crowded(data: bytes, name: str) -> None:
    """Before anything opens a file that may be a ZIP: its directory is read whole. Raises ServiceError "archive"."""
    if not data.startswith(b"PK"):
        return
    tail = data[-TAIL:]
    at = tail.find(END)
    while at >= 0:
        if int.from_bytes(tail[at + 12 : at + 16], "little") > MAX_DIRECTORY:
            raise ServiceError("archive", f"{name}：压缩包里的文件过多，请分几次上传。")
        if tail[max(0, at - 20) : at].startswith(END_64_LOCATOR):
            raise ServiceError("archive", f"{name}：压缩方式（ZIP64）不支持，请用普通的 ZIP 重新压缩。")
        at = tail.find(END, at + 1)


def is_archive(data: bytes, name: str) -> bool:
    """Whether these are the bytes of a plain ZIP: Word files are ZIPs too, but documents. After `refuse_crowded`."""
    content = sniff(data)
    return content == "zip" or (content == "broken_zip" and name.lower().endswith(".zip"))


def unpack(data: bytes, name: str, room: Room, spent: Spent | None = None) -> Iterator[Member]:
    """The files of an archive in its order, one in memory at a time.

    Raises ServiceError "archive" for one that is broken, encrypted or beyond its limits, "too_large" for its size.
    """
    yield from _unpack(data, name, "", room, spent if spent is not None else Spent())


def _unpack(data: bytes, name: str, path: str, room: Room, spent: Spent) -> Iterator[Member]:
    refuse_crowded(data, name)
    archive = _sound(lambda: ZipFile(BytesIO(data)), name)
    entries = [(entry, member_name(entry)) for entry in archive.infolist() if not entry.is_dir()]
    for entry, inside in entries:
        if _is_skipped(inside):
            continue
        member = Member(path + inside, _read(archive, entry, f"{name} 里的 {inside}", room, spent))
        refuse_crowded(member.data, member.name)
        if member.data.startswith(b"PK") and is_archive(member.data, inside):
            if room.depth <= 1:
                raise ServiceError("archive", f"{name}：压缩包嵌套过深（{inside}），请解开后再传。")
            yield from _unpack(member.data, f"{name} 里的 {inside}", f"{member.name}/", replace(room, depth=room.depth - 1), spent)
            continue
        spent.files += 1
        if spent.files > room.files:
            raise ServiceError("archive", f"{name}：文件超过 {room.files} 个，请分几次上传。")
        yield member


def member_name(entry: ZipInfo) -> str:
    """The path of a member with slashes, without drive, root and steps upwards; Chinese of Windows archives read as GB18030."""
    parts = [part.strip() for part in _decoded_name(entry).replace("\\", "/").split("/")]
    kept = [shown(part)[:LONGEST_NAME] for part in parts if part not in ("", ".", "..") and not part.endswith(":")]
    return "/".join(kept) or "未命名"


def _decoded_name(entry: ZipInfo) -> str:
    """Where the archive does not say UTF-8, `zipfile` reads code page 437, which loses nothing; what was meant is UTF-8 or GB18030."""
    if entry.flag_bits & UTF8_NAME:
        return entry.filename
    try:
        raw = entry.orig_filename.partition("\0")[0].encode("cp437")
    except UnicodeEncodeError:
        return entry.filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return entry.filename


def _is_skipped(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return any(part in SKIPPED or part.startswith((".", "~$")) for part in parts)


def _read(archive: ZipFile, entry: ZipInfo, name: str, room: Room, spent: Spent) -> bytes:
    if entry.flag_bits & ENCRYPTED:
        raise ServiceError("archive", f"{name}：已加密，请解开后再传。")
    limit = min(room.member_bytes, max(SMALL, entry.compress_size * room.ratio))
    if entry.file_size > room.member_bytes:
        raise ServiceError("too_large", f"{name}：超过 {room.member_bytes // 1024 // 1024} MB 的上限，请拆分文件。")
    unpacked = bytearray()
    with _sound(lambda: archive.open(entry), name) as file:
        while piece := _sound(lambda: file.read(CHUNK), name):
            unpacked += piece
            spent.unpacked += len(piece)
            if len(unpacked) > limit:
                raise ServiceError("archive", f"{name}：解开后过大，像是压缩炸弹，请检查。")
            if spent.unpacked > room.total_bytes:
                raise ServiceError("too_large", f"压缩包解开后超过 {room.total_bytes // 1024 // 1024} MB 的上限，请分几次上传。")
    return bytes(unpacked)


def _sound(work: Callable[[], Read], name: str) -> Read:
    """What `zipfile` raises for archives that are broken or packed in a way it does not know."""
    try:
        return work()
    except NotImplementedError as error:
        raise ServiceError("archive", f"{name}：压缩方式不支持，请用普通的 ZIP 重新压缩。") from error
    except (BadZipFile, RuntimeError, ValueError, OverflowError, EOFError, OSError, zlib.error, UnicodeDecodeError, MemoryError) as error:
        raise ServiceError("archive", f"{name}：压缩包已损坏，无法解开，请重新压缩后再传。") from error
