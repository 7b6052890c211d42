"""Parts of a document: covering note, notice, issued plan, attachments; and the role of the lines that give a part its form."""

import re
from dataclasses import dataclass, field

from nlp.layout.labels import ordinal_of
from nlp.layout.marks import ATTACH_ITEM, ATTACH_MARK, BLANK_DATE, FORM_TITLE, SECRECY, SIGNER, TITLE_END, URGENCY, Row
from nlp.types import LineRole

HEAD_LINES = 14
"""No head of a part (letterhead, number, title, addressees) has more lines."""
SIGNERS = 16
"""Nor are there more signing bodies in a row."""
LINK_NAME = re.compile(rf"(?:申报材料|{FORM_TITLE})$")
SERIAL = re.compile(r"\d{6}$")
NOTE_LINE = re.compile(r"[（(〔\[【].{1,80}[)）〕\]】]$")
# 运河小学　语文教师　某某; 作者：某某
AUTHOR = re.compile(r"\S{2,16}(?:学|校|园|局|中心|院|支部|处|科|组)(?:[\s　]+\S{1,10}){1,3}$|(?:作者|撰稿|姓名|通讯员)\s?[：:]\s?\S{2,12}$")
SUBTITLE = re.compile("[—―－]")
TITLE_STOP = re.compile(r"[。；：:;！？!?，]$")
WRAPPED = re.compile(r"[关于和与及的、暨]$")


@dataclass(slots=True)
class Part:
    """Rows [start, stop). `prefix` stands before the section ids of an attachment; `form_end` is the first row after title and addressees."""

    start: int
    stop: int
    prefix: str = ""
    form_end: int = 0
    closed: int = 0
    """The first row after the signature or the list of attachments: what stands behind is an addition (section 0)."""
    attachment: bool = False
    labels: int = 0
    titles: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Draft:
    """Roles as far as they are known, one for each row, and the parts."""

    rows: tuple[Row, ...]
    roles: list[LineRole | None]
    parts: list[Part] = field(default_factory=list)
    dated: int = 0
    """The row of the first date of a signature."""


def find_parts(rows: tuple[Row, ...], roles: list[LineRole | None]) -> Draft:
    """`roles` holds what is known already (noise, table rows of the file) and is completed by form: all but body, heading and table."""
    draft = Draft(rows, roles)
    simple_roles(draft)
    signatures(draft)
    draft.dated = roles.index("date") if "date" in roles else len(rows)
    attachment_lists(draft)
    start = leading(draft)
    while start < len(rows):
        part = read_part(draft, start)
        draft.parts.append(part)
        start = part.stop
    prefixes(draft)
    return draft


def simple_roles(draft: Draft) -> None:
    first = leading(draft)
    if first + 1 < len(draft.rows) and draft.rows[first].span[1] == draft.rows[first + 1].span[0] and LINK_NAME.search(draft.rows[first].text):
        draft.roles[first] = "attachment"
    for index, row in enumerate(draft.rows):
        if draft.roles[index] is None:
            draft.roles[index] = simple_role(row)


def simple_role(row: Row) -> LineRole | None:
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


def signatures(draft: Draft) -> None:
    """Dates with the bodies above them."""
    rows, roles = draft.rows, draft.roles
    for index, row in enumerate(rows):
        blank = len(row.text) <= 60 and not row.label and bool(BLANK_DATE.search(row.text))
        if roles[index] is not None or not (row.date or blank):
            continue
        above = previous(draft, index)
        signed = above is not None and rows[above].org and roles[above] is None
        own = row.date is not None and row.date[0] > row.span[0]
        whole = "年" in row.text and "日" in row.text
        if own or signed or (above is not None and whole and ends(draft, index, heading=short_heading(rows[above]))):
            roles[index] = "date"
            while signed and above is not None and index - above <= SIGNERS:
                roles[above] = "signature"
                above = previous(draft, above)
                signed = above is not None and rows[above].org and roles[above] is None


def previous(draft: Draft, index: int) -> int | None:
    index -= 1
    while index >= 0 and draft.roles[index] == "noise":
        index -= 1
    return index if index >= 0 else None


def following(draft: Draft, index: int) -> int | None:
    index += 1
    while index < len(draft.rows) and draft.roles[index] == "noise":
        index += 1
    return index if index < len(draft.rows) else None


def ends(draft: Draft, index: int, *, heading: bool) -> bool:
    """Nothing of the same part follows: the end, an attachment, the imprint, a new title. `heading`: a heading stands above."""
    after = following(draft, index)
    if after is None:
        return True
    row = draft.rows[after]
    if draft.roles[after] in ("cc", "attachment", "number", "issuer") or row.attach_mark or row.attach_item:
        return True
    return not heading and (row.title or row.addressees)


def short_heading(row: Row) -> bool:
    return row.label is not None and not row.long and len(row.text) <= 30


def attachment_lists(draft: Draft) -> None:
    """附件：1.… 2.… with the lines that go on with it."""
    rows, roles = draft.rows, draft.roles
    index = 0
    while index < len(rows):
        if roles[index] is None and begins_list(draft, index):
            roles[index] = "attachment"
            index = rest_of_list(draft, index)
        else:
            index += 1


def begins_list(draft: Draft, index: int) -> bool:
    row = draft.rows[index]
    after = following(draft, index)
    if row.attach_mark:
        return after is not None and is_listed(draft, after, 1) and (index > 0) and first_item(draft, after)
    if not row.attach_item or (row.long and "。" in row.text.rstrip("。") and "《" not in row.text):
        return False
    if after is None or draft.roles[after] in ("attachment", "signature", "date") or draft.rows[after].org:
        return True
    near = draft.rows[after]
    if near.attach_item or near.attach_mark or is_listed(draft, after, 2):
        return True
    return 0 < index < draft.dated


def first_item(draft: Draft, index: int) -> bool:
    """After a bare 附件： — a list has another item, a file name or the end behind its first line; a form goes on."""
    after = following(draft, index)
    return after is None or draft.roles[after] in ("attachment", "date", "signature") or is_listed(draft, after, 2)


def is_listed(draft: Draft, index: int, ordinal: int) -> bool:
    label = draft.rows[index].label
    short = len(draft.rows[index].text) <= 40 or not draft.rows[index].long
    return label is not None and label.style == "num" and label.ordinal == ordinal and (short if ordinal > 1 else not draft.rows[index].text.endswith(("。", "；")))


def rest_of_list(draft: Draft, index: int) -> int:
    rows, roles = draft.rows, draft.roles
    first = rows[index]
    number = ATTACH_ITEM.match(first.text)
    tail = first.text[number.end() :] if number and not first.attach_mark else ""
    count = 1 if re.match(r"1\s?[.．、]", tail) else 0
    wraps = 0
    index += 1
    while index < len(rows):
        row = rows[index]
        if roles[index] == "noise" or row.file:
            index += 1
            continue
        if roles[index] is not None or row.date or (row.org and not rows[index - 1].text.endswith(tuple(".．、")) and not row.text.endswith("通知")):
            break
        if is_listed(draft, index, count + 1) and (count or first.attach_mark):
            count += 1
            wraps = 0
        elif row.attach_item and not row.long and (not rows[index - 1].attach_mark):
            wraps = 0
        elif wrapped_item(draft, index, count) and wraps < 1:
            wraps += 1
        else:
            break
        roles[index] = "attachment"
        index += 1
    return index


def wrapped_item(draft: Draft, index: int, count: int) -> bool:
    """The second line of a list item: the one before stops in mid-title, or the count goes on behind."""
    row, above = draft.rows[index], draft.rows[index - 1]
    if row.label or row.long or TITLE_STOP.search(row.text) or row.addressees:
        return False
    after = following(draft, index)
    goes_on = bool(count) and after is not None and is_listed(draft, after, count + 1)
    bare = above.label is not None and above.span[1] <= above.label.span[1] + 1
    return goes_on or bare or (row.title and not TITLE_END.search(above.text) and len(above.text) >= 20)


def read_part(draft: Draft, start: int) -> Part:
    rows, roles = draft.rows, draft.roles
    part = Part(start, len(rows), attachment=opens_attachment(draft, start))
    form(draft, part)
    listed = False
    ended = False
    for index in range(part.form_end, len(rows)):
        role = roles[index]
        if role == "noise":
            continue
        if index > part.start and (begins_part(draft, index, ended=ended, attachment=part.attachment) or (ended and restarts(draft, index))):
            part.stop = index
            break
        if role in ("date", "signature"):
            ended = True
        elif role == "attachment":
            listed = True
        elif role is None and (ended or listed) and not part.closed:
            part.closed = index
        part.labels += role is None and rows[index].label is not None
    last_signature(draft, part)
    return part


def restarts(draft: Draft, index: int) -> bool:
    """A text that was issued follows the signature without a title: its first heading opens a new part."""
    label = draft.rows[index].label
    return draft.roles[index] is None and label is not None and label.ordinal == 1 and label.style in ("cn", "chapter", "part")


def opens_attachment(draft: Draft, index: int) -> bool:
    row = draft.rows[index]
    return draft.roles[index] is None and (row.attach_mark or bool(row.attach_item))


def form(draft: Draft, part: Part) -> None:
    """Gives the head of a part its roles: letterhead, number, title, addressees."""
    rows, roles = draft.rows, draft.roles
    index = part.start
    if part.attachment:
        roles[index] = "caption"
        if rows[index].attach_item:
            part.titles.append(index)
        index += 1
    lone: list[int] = []
    addressed = False
    while index < min(len(rows), part.start + HEAD_LINES):
        row, role = rows[index], roles[index]
        if role in ("noise", "number", "issuer"):
            index += 1
            continue
        if role is None and row.addressees and not addressed:
            roles[index] = "recipients"
            addressed = True
            index += 1
            break
        if role is not None or not may_be_title(row) or (index > part.start and opens_attachment(draft, index)):
            break
        lone.append(index)
        index += 1
    if part.attachment:
        titles = lone[: 1 + next((place for place, i in enumerate(lone[:3]) if rows[i].title), 0)]
        lone = titles
    else:
        titles = title_rows(draft, lone, addressed=addressed)
    for row_index in lone:
        if row_index in titles:
            roles[row_index] = "title"
        elif rows[row_index].org or rows[row_index].text in ("文件", "通知"):
            roles[row_index] = "issuer"
        elif SECRECY.match(rows[row_index].text) or URGENCY.match(rows[row_index].text) or SERIAL.match(rows[row_index].text):
            roles[row_index] = "number"
        elif NOTE_LINE.match(rows[row_index].text):
            roles[row_index] = "caption"
        elif titles and AUTHOR.match(rows[row_index].text):
            roles[row_index] = "signature"
    part.titles.extend(titles)
    done = [row_index for row_index in lone if roles[row_index] is not None]
    part.form_end = index if addressed else max([*done, part.start - (not part.attachment)]) + 1
    if not addressed:
        late_addressees(draft, part)


def late_addressees(draft: Draft, part: Part) -> None:
    index = part.form_end
    while index < len(draft.rows) and draft.roles[index] in ("noise", "number", "issuer"):
        index += 1
    if index < len(draft.rows) and draft.roles[index] is None and draft.rows[index].addressees:
        draft.roles[index] = "recipients"
        part.form_end = index + 1


def may_be_title(row: Row) -> bool:
    return row.label is None and not row.long and (not TITLE_STOP.search(row.text) or row.text.endswith("，")) and not row.contact


def title_rows(draft: Draft, lone: list[int], *, addressed: bool) -> list[int]:
    """Which of the short lines at the head are the title: all that are no letterhead, note or table, up to one that ends as titles end."""
    rows = draft.rows
    forms = [i for i in lone if not (AUTHOR.match(rows[i].text) or SECRECY.match(rows[i].text) or URGENCY.match(rows[i].text) or SERIAL.match(rows[i].text) or NOTE_LINE.match(rows[i].text))]
    while forms and (rows[forms[0]].org or rows[forms[0]].text in ("文件",)) and len(forms) > 1 and not title_from(draft, forms):
        forms = forms[1:]
    last = max((i for i in forms if rows[i].title), default=None)
    if last is not None and (addressed or last - forms[0] < 5):
        first_ends = [i for i in forms if rows[i].title]
        stop = last if addressed else first_ends[0]
        return [i for i in forms if i <= stop]
    if addressed and forms:
        return forms[:4]
    if forms and forms[0] == lone[0] and len(forms) <= 2 and not rows[forms[0]].org and not draft.parts:
        return [forms[0], *(i for i in forms[1:2] if SUBTITLE.match(rows[i].text))]
    return []


def leading(draft: Draft) -> int:
    """The first row of the document proper: noise and the names of downloads stand before it."""
    return next((index for index, role in enumerate(draft.roles) if role not in ("noise", "attachment")), len(draft.rows))


def title_from(draft: Draft, forms: list[int]) -> bool:
    """A first line that is a body's name and the start of the title in one: 国务院办公厅转发国家教委 / 关于…的通知."""
    return "转发" in draft.rows[forms[0]].text or (WRAPPED.search(draft.rows[forms[0]].text) is not None)


def begins_part(draft: Draft, index: int, *, ended: bool, attachment: bool) -> bool:
    rows, roles = draft.rows, draft.roles
    row = rows[index]
    if roles[index] in ("number", "issuer"):
        return True
    if roles[index] is not None:
        return False
    if opens_attachment(draft, index):
        return row.attach_mark or ended or attachment
    if row.org and (after := following(draft, index)) is not None and (roles[after] in ("number", "issuer") or rows[after].text == "文件" or (rows[after].org and (third := following(draft, after)) is not None and rows[third].text == "文件")):
        return True
    return title_begins(draft, index, ended=ended)


def title_begins(draft: Draft, index: int, *, ended: bool) -> bool:
    """A title in the middle of a text: after a signature, or before addressees or a number."""
    rows, roles = draft.rows, draft.roles
    above = previous(draft, index)
    if not may_be_title(rows[index]) or above is None or (not ended and not closes(rows[above], roles[above])):
        return False
    current: int | None = index
    for _ in range(4):
        if current is None or roles[current] is not None or not may_be_title(rows[current]):
            return False
        after = following(draft, current)
        if rows[current].title:
            near = after is not None and (rows[after].addressees or roles[after] == "number")
            return (near and "关于" in joined(rows, index, current)) or (ended and len(joined(rows, index, current)) >= 4)
        current = after
    return False


def joined(rows: tuple[Row, ...], first: int, last: int) -> str:
    return "".join(row.text for row in rows[first : last + 1])


def closes(row: Row, role: LineRole | None) -> bool:
    return role in ("date", "signature", "attachment", "cc", "contact", "recipients") or row.text.endswith(("。", "！", "!", "…", "：", ":"))


def last_signature(draft: Draft, part: Part) -> None:
    """A body that signs without a date: the last lines of the part."""
    rows, roles = draft.rows, draft.roles
    index = part.stop - 1
    while index > part.form_end and (roles[index] in ("noise", "cc")):
        index -= 1
    signed = []
    while index > part.form_end and roles[index] is None and rows[index].org:
        signed.append(index)
        index -= 1
    if signed and len(signed) <= 4 and (roles[index] == "attachment" or rows[index].long) and not part.attachment:
        for row_index in signed:
            roles[row_index] = "signature"


def prefixes(draft: Draft) -> None:
    """附件3 → 附件3, a bare 附件 or a text that follows numbered sections after a signature → 附件."""
    numbered = False
    for place, part in enumerate(draft.parts):
        row = draft.rows[part.start]
        if part.attachment and place:
            match = ATTACH_MARK.match(row.text) or ATTACH_ITEM.match(row.text)
            number = ordinal_of(match["n"]) if match and match["n"] else 0
            part.prefix = f"附件{number}" if number else ("附件" if numbered else "")
        elif numbered and place and part.titles:
            part.prefix = "附件"
        part.attachment = part.attachment and bool(part.prefix)
        numbered = numbered or part.labels > 0
