"""Cut documents: a text that begins or ends in the middle of a sentence or of its numbering."""

from dataclasses import dataclass

from nlp.types import Layout, Line, Source, Span

CLOSED = "。！？!?…”’）)》】；;：:"
SHORT = 25
"""A last line of fewer characters may be a heading, a cell or a name."""
CONTINUED = "，、；：。！？）”》,;:.)的了是和与及"
"""No text begins with one of these."""
TEXT_ROLES = ("body", "heading")


@dataclass(frozen=True, slots=True)
class Truncation:
    """Where a document is cut: its first and its last line of text, None where it is whole."""

    head: Span | None
    tail: Span | None


def truncated(source: Source, layout: Layout) -> Truncation:
    """Whether the document's head or tail is missing; the spans are those of the lines at the cut."""
    lines = [line for line in layout.lines if line.role != "noise"]
    if not lines:
        return Truncation(None, None)
    return Truncation(cut_head(source.text, layout, lines), cut_tail(source.text, lines))


def cut_head(text: str, layout: Layout, lines: list[Line]) -> Span | None:
    """The first line goes on with something: a mark, or the count starts beyond one."""
    body = next((line for line in lines if line.role in TEXT_ROLES), None)
    if body is None:
        return None
    if text[body.span[0]] in CONTINUED and text[body.span[0]] != "（":
        return body.span
    if body.label is None and begins_in_sentence(text, body):
        return body.span
    first = next((section for section in layout.sections if section.id.isdigit()), None)
    if (
        first is not None
        and int(first.id) > 1
        and first.span[0] == body.span[0]
        and not any(line.role in ("title", "recipients") for line in lines)
    ):
        return body.span
    return None


def begins_in_sentence(text: str, line: Line) -> bool:
    """升工程,将其与…: the first clause is a scrap of a word and a verb of reference follows at once."""
    start, end = line.span
    clause_end = min((at for mark in "，,。" if (at := text.find(mark, start, min(end, start + 12))) >= 0), default=-1)
    return clause_end >= 0 and text[clause_end + 1 : clause_end + 3] in ("将其", "使其", "把其", "让其", "使之", "将之")


def cut_tail(text: str, lines: list[Line]) -> Span | None:
    """The last line of text stops without a mark, or is a heading with nothing below it."""
    last = lines[-1]
    if last.role not in TEXT_ROLES or text[last.span[1] - 1] in CLOSED:
        return None
    if last.role == "heading" and last.label is not None:
        return last.span
    return last.span if last.span[1] - last.span[0] >= SHORT else None
