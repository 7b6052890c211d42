"""Letters (.eml) and saved pages (.mht): subject and body as a document; what is attached are documents of their own."""

from dataclasses import replace
from hashlib import sha256

from nlp.read.draft import Draft
from nlp.read.faults import Fault, empty
from nlp.read.html import read_html
from nlp.read.mail.headers import decoded
from nlp.read.mail.parts import Attachment, Letter, Part, attachments, parse
from nlp.types import Place, Source

__all__ = ["Attachment", "attachments", "read_eml", "read_mht"]


def read_eml(data: bytes, name: str) -> Source:
    """The subject is the first line; who sent it, when, and what is attached are lines marked as noise.

    A place is the paragraph, counted from 1. Raises Fault: damaged, empty, too_large.
    """
    letter = parse(data)
    draft = Draft()
    if letter.subject:
        draft.add(letter.subject, Place(paragraph=1))
    attached = "、".join(each.name for each in letter.attachments())
    said = (("发件人", letter.sender), ("发送时间", letter.date), ("附件", attached))
    for label, value in said:
        if value:
            draft.add(f"{label}：{value}", Place(), role="furniture", noise="mail_header")
    page = _page(letter, name)
    if page is not None:
        _add_page(draft, page)
    else:
        _add_text(draft, letter.body("plain"))
    return draft.source(data, name, "eml")


def read_mht(data: bytes, name: str) -> Source:
    """The page that was saved. Raises Fault: damaged, empty, too_large."""
    page = parse(data).body("html")
    if page is None:
        raise empty("单个文件网页里没有网页")
    return replace(read_html(_as_utf8(page), name), format="mht", sha256=sha256(data).hexdigest())


def _as_utf8(page: Part) -> bytes:
    """The part with its own charset turned to UTF-8: what the page says of itself is from before it was saved."""
    return b"\xef\xbb\xbf" + decoded(page.data, page.charset).encode("utf-8", "replace") if page.charset else page.data


def _page(letter: Letter, name: str) -> Source | None:
    """The body where it is a web page; None where there is none, or none with text."""
    page = letter.body("html")
    try:
        return None if page is None or not page.data.strip() else read_html(_as_utf8(page), name)
    except Fault as fault:
        if fault.code == "too_large":
            raise
        return None


def _add_page(draft: Draft, page: Source) -> None:
    noise = {each.span: each.kind for each in page.noise}
    for number, block in enumerate(page.blocks, 2):
        text = page.text[slice(*block.span)]
        draft.add(text, Place(paragraph=number), role=block.role, heading=block.heading, noise=noise.get(block.span))


def _add_text(draft: Draft, part: Part | None) -> None:
    text = "" if part is None else decoded(part.data, part.charset)
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), 2):
        draft.add(line.strip(" \t\r\ufeff").translate(_NO_TEXT), Place(paragraph=number))


_NO_TEXT = dict.fromkeys((*range(9), 11, 12, *range(14, 32), *range(0xD800, 0xE000)))
