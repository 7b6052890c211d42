"""The text of a notice as markup: its paragraphs, headings and tables, with a mark wherever a row says something of it.

Each run of text bears in `data-s` the code point at which it begins, and holds the text unchanged: so a selection in the browser is counted
back to code points.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from nlp.types import Analysis, Block, Span
from service.exports.marks import Mark, pieces
from service.pages.review.desk import Line, Review, quoted

LONE = re.compile("[\ud800-\udfff]")
"""Halves of characters, which no browser takes; one for one, so that offsets stay."""
LONGEST = 40
"""Characters of a line that looks like a heading; a numbered sentence is none."""


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of one line: a paragraph, or a cell of a table."""

    span: Span
    row: int | None = None
    """The number of the table row it is a cell of."""


def text_html(review: Review) -> str:
    """The whole text. Linear in the text and its marks."""
    text = LONE.sub("\ufffd", review.analysis.text)
    inside = _Inside(text, marks_of(review.analysis, review.lines))
    levels = _levels(review.analysis)
    parts: list[str] = []
    open_row: int | None = None
    for run in runs(text, review.blocks):
        if open_row is not None and run.row != open_row:
            parts.append("</tr>" if run.row is not None else "</tr></table></div>")
        if run.row is not None:
            parts.append(
                '<div class="sheet" tabindex="0" role="group" aria-label="表格"><table><tr>'
                if open_row is None
                else "<tr>"
                if run.row != open_row
                else ""
            )
            parts.append(f'<td data-s="{run.span[0]}">{inside.html(run.span)}</td>')
        elif run.span[0] < run.span[1]:
            parts.append(_paragraph(run.span, inside.html(run.span), levels))
        open_row = run.row
    parts.append("</tr></table></div>" if open_row is not None else "")
    return "".join(parts)


def marks_of(analysis: Analysis, lines: Sequence[Line]) -> tuple[Mark, ...]:
    """What is marked: noise, and what the rows that stand say."""
    text = analysis.text
    found = [Mark("noise", "", noise.span) for noise in analysis.noise]
    for line in lines:
        if line.rejected:
            continue
        ref, task = f"r{line.entry.id}", line.said.task
        if quoted(text, task.span, task.text) or (task.span[1] and line.entry.corrected):
            found.append(Mark("task" if task.tier == "must" else "task may", ref, task.span))
        found += [Mark("office", part_ref(each.span), each.span) for each in task.offices if quoted(text, each.span, each.text)]
        found += [Mark("deadline", part_ref(each.span), each.span) for each in line.said.deadlines if quoted(text, each.span, each.text)]
        for target in line.said.targets:
            if quoted(text, target.span, target.text):
                found.append(Mark("target" if target.role == "target" else "target criterion", part_ref(target.span), target.span))
    return tuple(dict.fromkeys(found))


def part_ref(span: Span) -> str:
    """How a passage is called in text and grid alike."""
    return f"p{span[0]}-{span[1]}"


def runs(text: str, blocks: Sequence[Block]) -> Iterator[Run]:
    """The lines of a text, those of tables cell by cell."""
    rows = {block.span[0]: number for number, block in enumerate(blocks) if block.role == "table_row"}
    start = 0
    for line in text.split("\n"):
        row = rows.get(start)
        if row is None:
            yield Run((start, start + len(line)))
        else:
            at = start
            for cell in line.split("\t"):
                yield Run((at, at + len(cell)), row)
                at += len(cell) + 1
        start += len(line) + 1


def _paragraph(span: Span, html: str, levels: dict[int, tuple[int, int]]) -> str:
    level, end = levels.get(span[0], (0, 0))
    if level and end >= span[1] - 1:
        kind = "title" if level == 1 else "heading"
        return f'<p class="{kind}" role="heading" aria-level="{min(level + 1, 6)}" data-s="{span[0]}">{html}</p>'
    return f'<p data-s="{span[0]}">{html}</p>'


def _levels(analysis: Analysis) -> dict[int, tuple[int, int]]:
    """Where headings begin: their level (1 the title) and where they end."""
    headed = (section for section in analysis.sections if section.heading[1] - section.span[0] <= LONGEST)
    found = {section.span[0]: (section.id.count(".") + 2, section.heading[1]) for section in headed}
    title = analysis.document.title
    return found | ({title.span[0]: (1, title.span[1])} if title else {})


class _Inside:
    """The pieces of the marked text, handed out run by run in ascending order."""

    def __init__(self, text: str, marks: tuple[Mark, ...]) -> None:
        self._pieces = pieces(text, tuple(mark for mark in marks if mark.span[0] < mark.span[1] <= len(text)))
        self._piece = next(self._pieces, None)
        self._at = 0
        """Where the current piece begins."""

    def html(self, span: Span) -> str:
        parts: list[str] = []
        while self._piece is not None and self._at < span[1]:
            end = self._at + len(self._piece.text)
            first, last = max(span[0], self._at) - self._at, min(span[1], end) - self._at
            if first < last:
                parts.append(_marked(self._piece.text[first:last], self._piece.kinds, self._piece.refs))
            if end > span[1]:
                break
            self._at, self._piece = end, next(self._pieces, None)
        return "".join(parts)


def _marked(text: str, kinds: Sequence[str], refs: Sequence[str]) -> str:
    words = escape(text, quote=False)
    if not kinds:
        return words
    return f'<i class="{" ".join(kinds)}" data-r="{" ".join(refs)}">{words}</i>' if refs else f'<i class="{" ".join(kinds)}">{words}</i>'
