"""What holds several files: ZIP archives and letters; the files in their place, within the limits of an upload."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice

from nlp.read.faults import Fault
from nlp.read.sniff import sniff
from service.archives import LONGEST_NAME, Room, Spent, is_archive, refuse_crowded, unpack
from service.errors import ServiceError
from service.inputs import shown
from service.settings import Settings

File = tuple[bytes, str]
"""The bytes of an upload and its name."""
PACKED = (b"PK", b"%PDF", b"\xd0\xcf\x11\xe0", b"\xff\xd8", b"\x89PNG")
LETTER_HEAD = 16 * 1024
"""Bytes in which a letter shows that it is one."""


def room_of(settings: Settings) -> Room:
    return Room(
        files=settings.max_files,
        member_bytes=settings.max_bytes,
        total_bytes=settings.max_upload_bytes,
        depth=settings.zip_depth,
        ratio=settings.zip_ratio,
    )


def is_bundle(data: bytes, name: str) -> bool:
    """Raises ServiceError "archive" for one that is not even to be opened."""
    refuse_crowded(data, name)
    return (data.startswith(b"PK") and is_archive(data, name)) or _is_letter(data)


def inside(data: bytes, name: str, room: Room) -> Iterator[File]:
    """What a letter holds: its attachments, and what is in those. Nothing for other files: archives are not kept, letters are."""
    if _is_letter(data):
        yield from islice(spread([(data, name)], room), 1, None)


def spread(files: Iterable[File], room: Room) -> Iterator[File]:
    """The files, with what is in archives among them in the archives' place, and after a letter what is attached to it.

    The name of what was in another file begins with the name of that. Raises ServiceError beyond the limits.
    """
    spent = Spent()
    for data, name in files:
        yield from _spread(data, name, "", room, spent)


def _spread(data: bytes, name: str, path: str, room: Room, spent: Spent) -> Iterator[File]:
    refuse_crowded(data, name)
    if data.startswith(b"PK") and is_archive(data, name):
        empty = True
        for member in unpack(data, name, room, spent):
            empty = False
            inside = path + member.name
            yield from _letter(member.data, inside, room, spent) if _is_letter(member.data) else [(member.data, inside)]
        if empty:
            raise ServiceError("archive", f"{name}：压缩包里没有文件，请检查。")
        return
    _count(spent, room)
    yield from _letter(data, name, room, spent) if _is_letter(data) else [(data, name)]


def _letter(data: bytes, name: str, room: Room, spent: Spent) -> Iterator[File]:
    """The letter itself, its body; then its attachments, and what is in them. A broken letter goes on as it is: who reads it says why."""
    from nlp.read.mail import attachments

    yield data, name
    try:
        attached = list(attachments(data))
    except Fault:
        return
    if attached and room.depth < 1:
        raise ServiceError("archive", f"{name}：邮件嵌套过深，请把附件另存后再传。")
    for each in attached:
        spent.unpacked += len(each.data)
        if spent.unpacked > room.total_bytes:
            raise ServiceError("too_large", f"{name}：附件超过 {room.total_bytes // 1024 // 1024} MB 的上限，请分几次上传。")
        inner = shown("_".join(each.name.replace("\\", "/").split("/")))[-LONGEST_NAME:]
        yield from _spread(each.data, f"{name}/{inner}", f"{name}/{inner}/", replace(room, depth=room.depth - 1), spent)


def _count(spent: Spent, room: Room) -> None:
    spent.files += 1
    if spent.files > room.files:
        raise ServiceError("too_large", f"一次最多上传 {room.files} 个文件，请分几次上传。")


def _is_letter(data: bytes) -> bool:
    return not data.startswith(PACKED) and sniff(data[:LETTER_HEAD]) == "eml"
