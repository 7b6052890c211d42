"""Parts of a document: covering note, notice, issued plan, attachments; and the roles that their form gives to lines."""

import re

from nlp.layout.attachments import attachment_lists
from nlp.layout.draft import Draft, Part
from nlp.layout.form import may_be_title, opens_attachment, read_form, simple_role
from nlp.layout.labels import ordinal_of
from nlp.layout.marks import ATTACH_ITEM, ATTACH_MARK, FORM_TITLE, Row
from nlp.layout.signatures import dated_signatures, undated_signature
from nlp.types import LineRole

LINK_NAME = re.compile(rf"(?:申报材料|{FORM_TITLE})$")
FORWARDS = re.compile(r"转发|转去|现将.{2,80}(?:发给|传达给)")
CLOSED = ("。", "！", "!", "…", "：", ":")
TITLE_LINES = 4


def find_parts(rows: tuple[Row, ...], roles: list[LineRole | None]) -> Draft:
    """`roles` holds what is known already (noise, table rows of the file) and is completed by form: all but body, heading and table."""
    draft = Draft(rows, roles)
    simple_roles(draft)
    dated_signatures(draft)
    attachment_lists(draft)
    start = draft.leading()
    while start < len(rows):
        part = read_part(draft, start)
        draft.parts.append(part)
        start = part.stop
    prefixes(draft)
    return draft


def simple_roles(draft: Draft) -> None:
    first = draft.leading()
    if (
        first + 1 < len(draft.rows)
        and draft.rows[first].span[1] == draft.rows[first + 1].span[0]
        and LINK_NAME.search(draft.rows[first].text)
    ):
        draft.roles[first] = "attachment"
    for index, row in enumerate(draft.rows):
        if draft.free(index):
            draft.roles[index] = simple_role(row)


def read_part(draft: Draft, start: int) -> Part:
    part = Part(start, len(draft.rows), attachment=opens_attachment(draft, start))
    read_form(draft, part)
    ended = listed = False
    counts: dict[str, int] = {}
    for index in range(part.form_end, len(draft.rows)):
        role = draft.roles[index]
        if index > part.start and role != "noise" and begins_part(draft, part, index, ended=ended):
            part.stop = index
            break
        ended = ended or role in ("date", "signature")
        listed = listed or role == "attachment"
        label = draft.rows[index].label
        if role is None and not part.closed:
            if label and counts.get(label.style) == label.ordinal - 1:
                ended = listed = False
            part.closed = index if ended or listed else 0
        if role is None and label and not part.closed:
            counts[label.style] = label.ordinal
            part.labels += 1
    undated_signature(draft, part)
    return part


def begins_part(draft: Draft, part: Part, index: int, *, ended: bool) -> bool:
    """Whether a new part begins. `ended`: the one before is signed."""
    if draft.roles[index] in ("number", "issuer"):
        return True
    if not draft.free(index):
        return False
    if opens_attachment(draft, index):
        return draft.rows[index].attach_mark or ended or part.attachment
    return is_letterhead(draft, index) or title_begins(draft, index, ended=ended) or (ended and restarts(draft.rows[index]))


def restarts(row: Row) -> bool:
    """A text that was issued follows the signature without a title: its first heading opens the part."""
    return row.label is not None and row.label.ordinal == 1 and row.label.style in ("cn", "chapter", "part")


def is_letterhead(draft: Draft, index: int) -> bool:
    """One or two bodies above 文件, a number or another letterhead."""
    for _ in range(2):
        if not draft.rows[index].org:
            return False
        below = draft.after(index)
        if below is None:
            return False
        if draft.roles[below] in ("number", "issuer") or draft.rows[below].text == "文件":
            return True
        index = below
    return False


def title_begins(draft: Draft, index: int, *, ended: bool) -> bool:
    """A title in the middle of a text: behind a signature, or before addressees or a number."""
    above = draft.before(index)
    if above is None or not (ended or is_closed(draft, above)):
        return False
    words = ""
    current: int | None = index
    for _ in range(TITLE_LINES):
        if current is None or not draft.free(current) or not may_be_title(draft.rows[current]):
            return False
        words += draft.rows[current].text
        below = draft.after(current)
        if draft.rows[current].title:
            addressed = below is not None and (draft.rows[below].addressees or draft.roles[below] == "number")
            return (addressed and "关于" in words) or (ended and len(words) >= TITLE_LINES)
        current = below
    return False


def is_closed(draft: Draft, index: int) -> bool:
    """Whether a title may follow this row."""
    return draft.roles[index] in ("date", "signature", "attachment", "cc", "contact", "recipients") or draft.rows[index].text.endswith(
        CLOSED
    )


def prefixes(draft: Draft) -> None:
    """附件3 → 附件3; a bare 附件, or a titled text that follows numbered sections behind a signature → 附件."""
    numbered = False
    for place, part in enumerate(draft.parts):
        part.cover = place + 1 < len(draft.parts) and is_cover(draft, part, draft.parts[place + 1])
        if part.attachment and place:
            row = draft.rows[part.start]
            match = ATTACH_MARK.match(row.text) or ATTACH_ITEM.match(row.text)
            number = ordinal_of(match["n"]) if match and match["n"] else 0
            part.prefix = f"附件{number}" if number else "附件" * numbered
        elif numbered and place and part.titles:
            part.prefix = "附件"
        part.attachment = bool(part.attachment and part.prefix)
        numbered = numbered or (part.labels > 0 and not part.cover)


def is_cover(draft: Draft, part: Part, following: Part) -> bool:
    """A note without title and number that forwards a notice with a head of its own."""
    head = draft.roles[following.start : following.form_end]
    if part.titles or part.attachment or following.attachment or "number" in draft.roles[part.start : part.stop]:
        return False
    official = "number" in head or ("title" in head and ("recipients" in head or "issuer" in head))
    return official and any(FORWARDS.search(draft.rows[i].text) for i in range(part.form_end, part.stop))
