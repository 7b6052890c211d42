"""Layout: how a document is built: noise, header, numbering tree, lines with their roles, sentences, kind."""

from bisect import bisect_right

from nlp.layout.draft import Draft
from nlp.layout.header import find_header
from nlp.layout.headings import run_in_headings
from nlp.layout.kind import find_kind
from nlp.layout.lines import cut_lines, split_lines
from nlp.layout.loose import find_labels
from nlp.layout.marks import mark
from nlp.layout.members import members
from nlp.layout.noise import find_noise
from nlp.layout.parts import find_parts
from nlp.layout.roles import rest, tables
from nlp.layout.sections import Tree, number, tree_sections
from nlp.layout.sentences import split_sentences
from nlp.layout.truncation import Truncation, truncated
from nlp.types import Layout, Line, LineRole, Noise, Sentence, Source, Span

__all__ = ["Truncation", "lay_out", "truncated"]


def lay_out(source: Source) -> Layout:
    """Reads the build of a document from its text and, where the file gives them, its blocks."""
    paragraphs = split_lines(source.text)
    noise = find_noise(source, paragraphs)
    spans = cut_lines(source.text, paragraphs, noise)
    rows = tuple(mark(source.text, span, label) for span, label in zip(spans, find_labels(source.text, spans), strict=True))
    draft = find_parts(rows, known_roles(source, spans, noise))
    members(draft)
    tables(draft)
    tree = number(draft)
    rest(draft, tree.headings)
    header = find_header(source, draft)
    lines = draft_lines(draft, tree)
    return Layout(find_kind(draft, header), header, tree_sections(draft, tree), noise, lines, sentences(source.text, draft, lines))


def known_roles(source: Source, spans: tuple[Span, ...], noise: tuple[Noise, ...]) -> list[LineRole | None]:
    """What noise and the file's own blocks decide before form is looked at."""
    starts = [passage.span[0] for passage in noise]
    blocks = [block.span[0] for block in source.blocks]
    roles: list[LineRole | None] = []
    for start, end in spans:
        at = bisect_right(starts, start) - 1
        block = bisect_right(blocks, start) - 1
        if at >= 0 and end <= noise[at].span[1]:
            roles.append("noise")
        elif block >= 0 and source.blocks[block].role == "table_row" and start < source.blocks[block].span[1]:
            roles.append("table")
        else:
            roles.append(None)
    return roles


def draft_lines(draft: Draft, tree: Tree) -> tuple[Line, ...]:
    return tuple(
        Line(
            row.span,
            role or "body",
            section,
            row.label.span if row.label and role in ("body", "heading", "attachment", "table", "contact") else None,
        )
        for row, role, section in zip(draft.rows, draft.roles, tree.ids, strict=True)
    )


def sentences(text: str, draft: Draft, lines: tuple[Line, ...]) -> tuple[Sentence, ...]:
    spans = [split_sentences(text, line.span, row.label if line.label else None) for line, row in zip(lines, draft.rows, strict=True)]
    run_in = run_in_headings(text, draft, lines, spans)
    return tuple(
        Sentence(span, line.section, index, line.role == "heading" or (place == 0 and index in run_in))
        for index, line in enumerate(lines)
        if line.role != "noise"
        for place, span in enumerate(spans[index])
    )
