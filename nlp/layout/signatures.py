"""Signatures: the date (成文日期) with the bodies above it, and bodies that sign without a date."""

from nlp.layout.draft import Draft, Part
from nlp.layout.marks import BLANK_DATE, Row

SIGNERS = 16
"""No more bodies sign in a row."""


def dated_signatures(draft: Draft) -> None:
    """Gives dates and the bodies above them their roles."""
    for index, row in enumerate(draft.rows):
        if draft.free(index) and (row.date or is_blank_date(row)) and signs(draft, index):
            draft.roles[index] = "date"
            above = signer_above(draft, index)
            while above is not None and index - above <= SIGNERS:
                draft.roles[above] = "signature"
                above = signer_above(draft, above)


def is_blank_date(row: Row) -> bool:
    """20__年__月__日."""
    return len(row.text) <= 60 and row.label is None and bool(BLANK_DATE.search(row.text))


def signs(draft: Draft, index: int) -> bool:
    """Whether a line that is a date is the document's: a body stands in its line or above, or it closes a part."""
    row = draft.rows[index]
    if (row.date and row.date[0] > row.span[0]) or signer_above(draft, index) is not None:
        return True
    above = draft.before(index)
    return above is not None and "年" in row.text and "日" in row.text and closes(draft, index, heading=is_short_heading(draft.rows[above]))


def signer_above(draft: Draft, index: int) -> int | None:
    above = draft.before(index)
    return above if above is not None and draft.rows[above].org and draft.free(above) else None


def is_short_heading(row: Row) -> bool:
    return row.label is not None and not row.long and len(row.text) <= 30


def closes(draft: Draft, index: int, *, heading: bool) -> bool:
    """Nothing of the same part follows: the end, an attachment, the imprint, a new title. `heading`: a heading stands above."""
    below = draft.after(index)
    if below is None:
        return True
    row = draft.rows[below]
    if draft.roles[below] in ("cc", "attachment", "number", "issuer") or row.attach_mark or row.attach_item:
        return True
    return not heading and (row.title or row.addressees)


def undated_signature(draft: Draft, part: Part) -> None:
    """Gives the bodies at the very end of a part their role where prose, contact data or a list of attachments stands above."""
    index = part.stop - 1
    while index > part.form_end and draft.roles[index] in ("noise", "cc"):
        index -= 1
    signers = []
    while index > part.form_end and draft.free(index) and draft.rows[index].org:
        signers.append(index)
        index -= 1
    if not part.attachment and len(signers) <= SIGNERS and (draft.roles[index] in ("attachment", "contact") or draft.rows[index].long):
        for signer in signers:
            draft.roles[signer] = "signature"
