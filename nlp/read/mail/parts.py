"""The parts of a letter or a saved page: its body, and what is attached."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message
from typing import Literal, TypeAlias

from nlp.read.faults import Fault, damaged, too_large
from nlp.read.mail.headers import file_name, header

_MAX_PARTS = 500
_MAX_BORDERS = 200
"""Parts within parts; the parser compares every line with the border of each."""

Letter: TypeAlias = "Message[str, str]"


@dataclass(frozen=True, slots=True)
class Attachment:
    name: str
    data: bytes


def parse(data: bytes) -> Letter:
    """Raises Fault: damaged, too_large."""
    if data.lower().count(b"boundary=") > _MAX_BORDERS:
        raise too_large("邮件的层数过多")
    try:
        return message_from_bytes(data.lstrip(b"\xef\xbb\xbf\r\n"))
    except RecursionError as error:
        raise too_large("邮件的层数过多") from error
    except (ValueError, LookupError, TypeError, AttributeError, AssertionError) as error:  # what the parser raises for broken letters
        raise damaged("邮件") from error


def leaves(letter: Letter) -> Iterator[Letter]:
    """The parts that hold something, letters within the letter whole."""
    waiting = [letter]
    for _ in range(_MAX_PARTS):
        if not waiting:
            return
        part = waiting.pop()
        inner = part.get_payload()
        if part.get_content_maintype() == "multipart" and isinstance(inner, list):
            waiting += [each for each in reversed(inner) if isinstance(each, Message)]
        else:
            yield part
    raise too_large("邮件的附件过多")


def body(letter: Letter, wanted: Literal["plain", "html"]) -> Letter | None:
    """The first part of text of this kind that is no attachment."""
    return next((part for part in leaves(letter) if part.get_content_type() == f"text/{wanted}" and not _is_attached(part)), None)


def content(part: Letter) -> bytes:
    """The bytes of a part, out of base64 or quoted printable. Raises Fault "damaged"."""
    try:
        found = part.get_payload(decode=True)
    except (ValueError, LookupError, TypeError, AttributeError, AssertionError) as error:
        raise damaged("邮件") from error
    return found if isinstance(found, bytes) else b""


def attachments(data: bytes) -> Iterator[Attachment]:
    """What is attached, under the names that the letter gives; pictures within the text are left out. Raises Fault."""
    letter = parse(data)
    for number, part in enumerate(leaves(letter), 1):
        inner = part.get_payload()
        if part.get_content_type() == "message/rfc822" and isinstance(inner, list) and inner and isinstance(inner[0], Message):
            yield Attachment((header(inner[0], "Subject") or f"邮件{number}") + ".eml", _whole(inner[0]))
        elif _is_attached(part):
            yield Attachment(file_name(part) or f"附件{number}", content(part))


def _whole(letter: Letter) -> bytes:
    try:
        return letter.as_bytes()
    except (ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError, UnicodeError) as error:
        raise Fault("damaged", "邮件里的邮件已损坏，无法打开", "请把里面的邮件另存为 .eml 后再试") from error


def _is_attached(part: Letter) -> bool:
    disposition = str(part.get("Content-Disposition") or "").strip().lower()
    if disposition.startswith("attachment"):
        return True
    if part.get_content_maintype() == "image" and part.get("Content-ID"):
        return False
    return file_name(part) is not None
