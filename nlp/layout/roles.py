"""The roles that form does not give: tables, captions, headings, body."""

import re

from nlp.layout.draft import Draft, Part
from nlp.layout.marks import FORM_TITLE, Row

CELL = 16
"""Characters of a cell that stands on a line of its own."""
RUN = 6
"""So many cells in a row are a table; fewer where figures are among them, or inside a form."""
TERMINAL = re.compile(r"[。；！？：:;，、]$")
FORM = re.compile(rf"{FORM_TITLE}(?:\s?[（(][^（）()]{{1,20}}[)）])?$")
FIGURE = re.compile(r"[\d./／%％—\-√×□\s]{1,12}(?:[（(][^（）()]{1,8}[)）])?[名人个项篇份%]?$")
UNIT_LINE = re.compile(r"单\s?位\s?[：:].{1,8}$")
COLUMNS = re.compile(r"\t+|\s\|\s|\u3000+| {2,}")
FILL_IN = re.compile(
    r"(?:.{1,10}[：:]\s*){1,6}(?:年\s*月\s*日)?$|年\s*月\s*日$|.{0,12}[（(](?:盖章|签名|签字|签章|公章)[)）].{0,4}$|.{0,8}盖\s?章\s?[：:]?$"
)


def tables(draft: Draft) -> None:
    """Gives role table to runs of cells."""
    for part in draft.parts:
        form = part.attachment and any(FORM.search(draft.rows[i].text) for i in part.titles)
        run: list[int] = []
        for index in range(part.start, part.stop):
            if draft.roles[index] == "noise":
                continue
            if (
                draft.roles[index] in (None, "date", "signature")
                and is_cell(draft.rows[index], form=form)
                and (draft.roles[index] is None or form)
            ):
                run.append(index)
            else:
                settle(draft, part, run, form=form)
                run = []
        settle(draft, part, run, form=form)


def is_cell(row: Row, *, form: bool) -> bool:
    if len(row.text) <= 200 and row.label is None and "。" not in row.text and len(COLUMNS.split(row.text)) >= 3:
        return True
    if row.long or len(row.text) > (2 * CELL if form else CELL):
        return False
    if form:
        return row.label is None or len(row.text) <= 3
    return row.label is None and not TERMINAL.search(row.text) and "：" not in row.text


def settle(draft: Draft, part: Part, run: list[int], *, form: bool) -> None:
    """A run becomes a table where it is long, has figures, or stands in a form."""
    if not run:
        return
    figures = sum(bool(FIGURE.match(draft.rows[i].text)) for i in run)
    columns = sum(len(COLUMNS.split(draft.rows[i].text)) >= 3 for i in run)
    enough = len(run) >= RUN or (figures >= 2 and figures * 3 >= len(run)) or (columns >= 2 and columns == len(run)) or form
    if enough:
        first = run[0]
        for index in run:
            draft.roles[index] = "table"
        if UNIT_LINE.match(draft.rows[first].text):
            draft.roles[first] = "caption"


def rest(draft: Draft, headings: list[bool]) -> None:
    """Heading or body for all that has no role yet."""
    for index in range(len(draft.rows)):
        if draft.free(index):
            draft.roles[index] = "heading" if headings[index] or lone_heading(draft, index) else "body"


def lone_heading(draft: Draft, index: int) -> bool:
    """An unnumbered heading: a short line without a closing mark between paragraphs of prose."""
    row = draft.rows[index]
    if row.label or row.long or TERMINAL.search(row.text) or len(row.text) > 45 or row.text[-1] in "）)":
        return False
    above, below = neighbour(draft, index, -1), neighbour(draft, index, 1)
    return below is not None and below.long and below.label is None and above is not None and above.text[-1] in "。！？；”"


def neighbour(draft: Draft, index: int, step: int) -> Row | None:
    index += step
    while 0 <= index < len(draft.rows):
        if draft.roles[index] != "noise":
            return draft.rows[index]
        index += step
    return None
