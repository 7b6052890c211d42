"""Cut documents: a text that begins or ends in the middle of a sentence or of its numbering."""

import re
from dataclasses import dataclass

from nlp.types import Layout, Line, Source, Span

TEXT_ROLES = ("body", "heading")
CLOSED = "。！？!?…”’）)》】；;：:"
LONG = 25
"""A last line of fewer characters may be a heading, a cell or a name."""
SCRAP = 6
"""A first clause of three to so many characters may be the end of a word."""
# No text begins with one of these, or with the end of a quotation or bracket that it does not open.
CONTINUED = re.compile("[，、；：。！？,;:.)）”》]|[^“《（(。]{0,60}[”》]")
CLAUSE = re.compile(rf"([\u4e00-\u9fff]{{3,{SCRAP}}})[，,]")


@dataclass(frozen=True, slots=True)
class Truncation:
    """Where a document is cut: its first and its last line of text, None where it is whole."""

    head: Span | None
    tail: Span | None


def truncated(source: Source, layout: Layout) -> Truncation:
    """Whether the document's head or tail is missing; the spans are those of the lines at the cut."""
    lines = [line for line in layout.lines if line.role != "noise"]
    body = next((line for line in lines if line.role in TEXT_ROLES), None)
    head = body.span if body and (begins_in_sentence(source.text, body) or begins_in_count(layout, lines, body)) else None
    tail = lines[-1].span if lines and ends_in_sentence(source.text, lines) else None
    return Truncation(head, tail)


def begins_in_sentence(text: str, line: Line) -> bool:
    """A mark that closes what the text does not open, or the end of a word that the text has whole elsewhere."""
    if line.label is not None:
        return False
    return bool(CONTINUED.match(text, *line.span)) or begins_in_word(text, line)


def begins_in_word(text: str, line: Line) -> bool:
    """全科室，牵头负责…: all other places where the first words stand are the end of one longer word."""
    clause = CLAUSE.match(text, *line.span)
    if not clause:
        return False
    before = {
        text[match.start() - 1] for match in re.finditer(re.escape(clause[1]), text) if match.start() != line.span[0] and match.start() > 0
    }
    return len(before) == 1 and all("\u4e00" <= character <= "\u9fff" for character in before)


def begins_in_count(layout: Layout, lines: list[Line], body: Line) -> bool:
    """The first line is item three, and neither title nor addressees stand above it."""
    first = next((section for section in layout.sections if section.id.isdigit()), None)
    headed = any(line.role in ("title", "recipients") for line in lines)
    return not headed and first is not None and int(first.id) > 1 and first.span[0] == body.span[0]


def ends_in_sentence(text: str, lines: list[Line]) -> bool:
    """The last line is text that no mark closes, or a heading like its siblings with nothing below it."""
    last = lines[-1]
    end = text[last.span[1] - 1]
    if last.role not in TEXT_ROLES or end in CLOSED:
        return False
    return end in "，、," or last.span[1] - last.span[0] >= LONG or is_bare_heading(lines)


def is_bare_heading(lines: list[Line]) -> bool:
    last = lines[-1]
    parent = last.section.rpartition(".")[0]
    return last.label is not None and any(line.role == "heading" and line.section.rpartition(".")[0] == parent for line in lines[:-1])
