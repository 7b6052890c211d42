"""The roles that form does not give: tables, captions, headings, body."""

import re

from nlp.layout.draft import Draft
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
LONGEST_ROW = 200


def tables(draft: Draft) -> None:
    """Gives role table to runs of cells."""
    for part in draft.parts:
        form = part.attachment and any(FORM.search(draft.rows[i].text) for i in part.titles)
        open_roles = (None, "date", "signature") if form else (None,)
        run: list[int] = []
        for index in range(part.start, part.stop):
            if draft.roles[index] in open_roles and is_cell(draft.rows[index], form=form):
                run.append(index)
            elif draft.roles[index] != "noise":
                settle(draft, run, form=form)
                run = []
        settle(draft, run, form=form)


def is_cell(row: Row, *, form: bool) -> bool:
    if is_columns(row):
        return True
    if row.long or len(row.text) > (2 * CELL if form else CELL):
        return False
    if form:
        return row.label is None or len(row.text) <= 3
    return row.label is None and not TERMINAL.search(row.text) and "：" not in row.text


def is_columns(row: Row) -> bool:
    """Three cells or more on one line."""
    return len(row.text) <= LONGEST_ROW and row.label is None and "。" not in row.text and len(COLUMNS.split(row.text)) >= 3


def settle(draft: Draft, run: list[int], *, form: bool) -> None:
    """A run becomes a table where it is long, has figures or columns, or stands in a form; a title above it is its caption."""
    figures = sum(bool(FIGURE.match(draft.rows[i].text)) for i in run)
    columns = sum(is_columns(draft.rows[i]) for i in run)
    if not run or not (form or len(run) >= RUN or (figures > 1 and figures * 3 >= len(run)) or columns == len(run) > 1):
        return
    for index in run:
        draft.roles[index] = "table"
    if UNIT_LINE.match(draft.rows[run[0]].text):
        draft.roles[run[0]] = "caption"
    above = draft.before(run[0])
    if above is not None and draft.free(above) and draft.rows[above].label is None and FORM.search(draft.rows[above].text):
        draft.roles[above] = "caption"


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
    above, below = draft.before(index), draft.after(index)
    if above is None or below is None:
        return False
    return draft.rows[below].long and draft.rows[below].label is None and draft.rows[above].text[-1] in "。！？；”"
