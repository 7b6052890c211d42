"""The head of a part (版头 and 主体, GB/T 9704-2012, 7.2–7.3): letterhead, number, title, addressees."""

import re

from nlp.layout.draft import Draft, Part
from nlp.layout.marks import SECRECY, SIGNER, TITLE_STOP, URGENCY, Row
from nlp.types import LineRole

HEAD_LINES = 14
"""No head of a part has more lines."""
TITLE_LINES = 5
"""Nor has a title."""
SERIAL = re.compile(r"\d{6}$")
NOTE_LINE = re.compile(r"[（(〔\[【].{1,80}[)）〕\]】]$")
# 运河小学　语文教师　某某; 作者：某某
AUTHOR = re.compile(
    r"(?!.{0,60}关于)\S{2,16}(?:学|校|园|局|中心|院|支部|处|科|组)(?:[\s　]+\S{1,10}){1,3}$|(?:作者|撰稿|姓名|通讯员)\s?[：:]\s?\S{2,12}$"
)
SUBTITLE = re.compile("[—―－]")
GOES_ON = re.compile("转发|[关于和与及的、暨]$")


def read_form(draft: Draft, part: Part) -> None:
    """Gives the head of a part its roles and notes where it ends."""
    start = part.start
    if part.attachment:
        draft.roles[start] = "caption"
        part.titles += [start] if draft.rows[start].attach_item else []
        start += 1
    lone, stop = head_rows(draft, part, start)
    addressed = stop < len(draft.rows) and draft.free(stop) and draft.rows[stop].addressees
    titles = attachment_title(draft, lone) if part.attachment else title_rows(draft, lone, addressed=addressed)
    part.titles += titles
    for index in titles if part.attachment else lone:
        draft.roles[index] = "title" if index in titles else head_role(draft.rows[index], titled=bool(titles))
    if addressed:
        address(draft, lone, stop)
        part.form_end = stop + 1
        return
    known = [index for index in lone if not draft.free(index)]
    part.form_end = max([*known, start - 1]) + 1
    late_addressees(draft, part)


def head_rows(draft: Draft, part: Part, start: int) -> tuple[list[int], int]:
    """The short lines at the head whose roles are open, and the row that ends the head: the addressees, where there are some."""
    lone: list[int] = []
    index = start
    while index < min(len(draft.rows), part.start + HEAD_LINES):
        if draft.roles[index] not in ("noise", "number", "issuer") and not SIGNER.match(draft.rows[index].text):
            if draft.rows[index].addressees or not draft.free(index) or not may_be_title(draft.rows[index]):
                break
            if index > part.start and opens_attachment(draft, index):
                break
            lone.append(index)
        index += 1
    return lone, index


def head_role(row: Row, *, titled: bool) -> LineRole | None:
    """The role of a short line at the head that is no title."""
    if row.org or row.text in ("文件", "通知"):
        return "issuer"
    if SECRECY.match(row.text) or URGENCY.match(row.text) or SERIAL.match(row.text):
        return "number"
    if NOTE_LINE.match(row.text):
        return "caption"
    return "signature" if titled and AUTHOR.match(row.text) else None


def address(draft: Draft, lone: list[int], stop: int) -> None:
    """The addressees, with the lines above that they were wrapped from."""
    draft.roles[stop] = "recipients"
    for index in reversed(lone):
        if not draft.free(index) or not draft.rows[index].text.endswith(("，", "、", ",")):
            break
        draft.roles[index] = "recipients"


def late_addressees(draft: Draft, part: Part) -> None:
    """Addressees behind a number that stands below the title."""
    index = part.form_end
    stop = min(len(draft.rows), index + HEAD_LINES)
    while index < stop and draft.roles[index] in ("noise", "number", "issuer"):
        index += 1
    if index < stop and draft.free(index) and draft.rows[index].addressees:
        draft.roles[index] = "recipients"
        part.form_end = index + 1


def may_be_title(row: Row) -> bool:
    return row.label is None and not row.long and not row.contact and (not TITLE_STOP.search(row.text) or row.text.endswith("，"))


def attachment_title(draft: Draft, lone: list[int]) -> list[int]:
    """The lines up to the first of three that ends as titles end, else the first."""
    for place, index in enumerate(lone[:3]):
        if draft.rows[index].title:
            return lone[: place + 1]
    return lone[:1]


def title_rows(draft: Draft, lone: list[int], *, addressed: bool) -> list[int]:
    """Which of the short lines at the head are the title: all behind the letterhead up to one that ends as titles end."""
    rows = draft.rows
    open_rows = without_letterhead(draft, [i for i in lone if head_role(rows[i], titled=True) in (None, "issuer")])
    if not open_rows:
        return []
    ends = [i for i in open_rows if rows[i].title]
    if ends and (addressed or ends[-1] - open_rows[0] < TITLE_LINES):
        return [i for i in open_rows if i <= (ends[-1] if addressed else ends[0])]
    if addressed:
        return [i for i in open_rows if not rows[i].text.endswith(("，", "、"))][:TITLE_LINES]
    first, *others = open_rows
    if first == lone[0] and len(others) <= 1 and not rows[first].org and not draft.parts:
        return [first, *(i for i in others if SUBTITLE.match(rows[i].text))]
    return []


def without_letterhead(draft: Draft, open_rows: list[int]) -> list[int]:
    """Drops the bodies above a title, but for those that begin it: 某某市教育局 / 关于…的通知."""
    texts = [draft.rows[i].text for i in open_rows]
    bodies = 0
    while (
        bodies < len(texts) - 1 and head_role(draft.rows[open_rows[bodies]], titled=True) == "issuer" and not GOES_ON.search(texts[bodies])
    ):
        bodies += 1
    adjoin = bool(texts) and open_rows[bodies] - open_rows[0] == bodies and "文件" not in texts[:bodies]
    return open_rows if adjoin and texts[bodies].startswith("关于") else open_rows[bodies:]


def opens_attachment(draft: Draft, index: int) -> bool:
    row = draft.rows[index]
    return draft.free(index) and (row.attach_mark or row.attach_item > 0)


def simple_role(row: Row) -> LineRole | None:
    """The role that a line has by its own words wherever it stands."""
    if row.cc or row.imprint:
        return "cc"
    if row.file:
        return "attachment"
    if row.number:
        return "number"
    if row.letterhead:
        return "issuer"
    if SIGNER.match(row.text):
        return "signature"
    return "contact" if row.contact else None
