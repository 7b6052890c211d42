"""The parts of a letter or a saved page: its body, and what is attached."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message
from typing import Literal, TypeAlias

from nlp.read.faults import Fault, damaged, too_large
from nlp.read.mail.headers import file_name, header, sender

_MAX_PARTS = 500
_MAX_BORDERS = 200
"""Parts within parts; the parser compares every line with the border of each."""

# What the package of the language raises for broken letters, of whose values it checks few.
_BROKEN = (ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError)

Piece: TypeAlias = "Message[str, str]"


@dataclass(frozen=True, slots=True)
class Attachment:
    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Part:
    """A part that holds something: its type, the charset that it declares, the name of an attachment, its bytes."""

    kind: str
    charset: str
    name: str | None
    attached: bool
    data: bytes


@dataclass(frozen=True, slots=True)
class Letter:
    subject: str
    sender: str
    date: str
    parts: tuple[Part, ...]

    def body(self, wanted: Literal["plain", "html"]) -> Part | None:
        """The first part of text of this kind that is no attachment."""
        return next((part for part in self.parts if part.kind == f"text/{wanted}" and not part.attached), None)

    def attachments(self) -> tuple[Attachment, ...]:
        """Under the names that the letter gives; pictures within the text are left out."""
        return tuple(Attachment(part.name or f"附件{number}", part.data) for number, part in enumerate(self.parts, 1) if part.attached)


def parse(data: bytes) -> Letter:
    """Raises Fault: damaged, too_large."""
    if data.lower().count(b"boundary=") > _MAX_BORDERS:
        raise too_large("邮件的层数过多")
    try:
        message = message_from_bytes(data.lstrip(b"\xef\xbb\xbf\r\n"))
        return Letter(header(message, "Subject"), sender(message), header(message, "Date"), tuple(map(_part, _leaves(message))))
    except _BROKEN as error:
        raise damaged("邮件") from error


def attachments(data: bytes) -> tuple[Attachment, ...]:
    """What is attached to a letter. Raises Fault: damaged, too_large."""
    return parse(data).attachments()


def _leaves(message: Piece) -> Iterator[Piece]:
    """The parts that hold something, letters within the letter whole."""
    waiting = [message]
    for _ in range(_MAX_PARTS):
        if not waiting:
            return
        part = waiting.pop()
        inner = part.get_payload()
        if part.get_content_maintype() == "multipart" and isinstance(inner, list):
            waiting += [each for each in reversed(inner) if isinstance(each, Message)]
        else:
            yield part
    raise Fault("too_large", "邮件的附件过多", "请分几封处理")


def _part(part: Piece) -> Part:
    inner = part.get_payload()
    if part.get_content_type() == "message/rfc822" and isinstance(inner, list) and inner and isinstance(inner[0], Message):
        return Part("message/rfc822", "", (header(inner[0], "Subject") or "转发的邮件") + ".eml", True, inner[0].as_bytes())
    held = part.get_payload(decode=True)
    data = held if isinstance(held, bytes) else b""
    return Part(part.get_content_type(), part.get_content_charset() or "", file_name(part), _is_attached(part), data)


def _is_attached(part: Piece) -> bool:
    disposition = str(part.get("Content-Disposition") or "").strip().lower()
    if disposition.startswith("attachment"):
        return True
    if part.get_content_maintype() == "image" and part.get("Content-ID"):
        return False
    return file_name(part) is not None
