"""Lists of attachments (附件说明): 附件：1.… 2.…, with wrapped lines and file names among them."""

import re

from nlp.layout.draft import Draft
from nlp.layout.marks import ATTACH_ITEM, TITLE_END, TITLE_STOP

SHORT = 40
"""Characters of an item of a list that may end in a full stop."""
WRAPS = 20
"""A line that is wrapped in mid-title has at least so many characters."""
FIRST_ITEM = re.compile(r"1\s?[.．、]")


def attachment_lists(draft: Draft) -> None:
    """Gives lists of attachments their role."""
    dated = draft.roles.index("date") if "date" in draft.roles else len(draft.rows)
    index = 0
    while index < len(draft.rows):
        if draft.free(index) and begins_list(draft, index, dated):
            draft.roles[index] = "attachment"
            index = take_list(draft, index)
        else:
            index += 1


def begins_list(draft: Draft, index: int, dated: int) -> bool:
    """Whether a line lists attachments rather than heading one. `dated` is the row of the first date of a signature."""
    row = draft.rows[index]
    below = draft.after(index)
    if row.attach_mark:
        return index > 0 and below is not None and is_item(draft, below, 1) and is_list(draft, below)
    if not row.attach_item or (row.long and "。" in row.text.rstrip("。") and "《" not in row.text):
        return False
    if below is None or draft.roles[below] in ("attachment", "signature", "date"):
        return True
    near = draft.rows[below]
    return near.org or near.attach_mark or near.attach_item > 0 or is_item(draft, below, 2) or 0 < index < dated


def is_list(draft: Draft, first: int) -> bool:
    """Behind the first item of a list stand another, a file name or the end; a form goes on with other things."""
    below = draft.after(first)
    return below is None or draft.roles[below] in ("attachment", "date", "signature") or is_item(draft, below, 2)


def is_item(draft: Draft, index: int, ordinal: int) -> bool:
    row = draft.rows[index]
    if row.label is None or row.label.style != "num" or row.label.ordinal != ordinal:
        return False
    return len(row.text) <= SHORT or not row.long if ordinal > 1 else not row.text.endswith(("。", "；"))


def take_list(draft: Draft, start: int) -> int:
    """Gives the items behind the first line their role; the first row behind the list."""
    rows = draft.rows
    head = ATTACH_ITEM.match(rows[start].text)
    count = 1 if head and not rows[start].attach_mark and FIRST_ITEM.match(rows[start].text, head.end()) else 0
    wrapped = False
    index = start + 1
    while index < len(rows):
        row = rows[index]
        if draft.roles[index] == "noise" or row.file:
            index += 1
            continue
        if not draft.free(index) or row.date or (row.org and not is_bare_label(draft, index - 1) and not row.text.endswith("通知")):
            break
        if is_item(draft, index, count + 1) and (count or rows[start].attach_mark):
            count += 1
            wrapped = False
        elif row.attach_item and not row.long and not rows[index - 1].attach_mark:
            wrapped = False
        elif not wrapped and is_wrapped(draft, index, count):
            wrapped = True
        else:
            break
        draft.roles[index] = "attachment"
        index += 1
    return index


def is_wrapped(draft: Draft, index: int, count: int) -> bool:
    """The second line of an item: the one above stops in mid-title, or the count goes on behind."""
    row, above = draft.rows[index], draft.rows[index - 1]
    if row.label or row.long or TITLE_STOP.search(row.text) or row.addressees:
        return False
    below = draft.after(index)
    if is_bare_label(draft, index - 1) or (count and below is not None and is_item(draft, below, count + 1)):
        return True
    return row.title and not TITLE_END.search(above.text) and len(above.text) >= WRAPS


def is_bare_label(draft: Draft, index: int) -> bool:
    """A line that holds a label and nothing else."""
    row = draft.rows[index]
    return row.label is not None and row.span[1] <= row.label.span[1] + 1
