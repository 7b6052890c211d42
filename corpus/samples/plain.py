"""A sample as plain text, as it is pasted from Word: one paragraph a line, cells parted by tabs; and where each paragraph begins."""

from collections.abc import Iterator

from corpus.samples.markup import Break, Notice, Paragraph

INDENTED = frozenset({"p", "h1", "h2", "h3", "attach", "open"})


def plain_text(notice: Notice) -> str:
    lines = [*notice.before, *("".join(part for part, _ in line) for line in _lines(notice)), *notice.after]
    return "\n".join(lines) + "\n"


def offsets(notice: Notice) -> Iterator[tuple[Paragraph, int, int]]:
    """Each paragraph, the offset of its first character (its label's, if any) in `plain_text`, and the number of its line."""
    position = sum(len(line) + 1 for line in notice.before)
    for number, line in enumerate(_lines(notice), start=len(notice.before)):
        for part, paragraph in line:
            if paragraph is not None:
                yield paragraph, position, number
            position += len(part)
        position += 1


def _lines(notice: Notice) -> Iterator[list[tuple[str, Paragraph | None]]]:
    for element in notice.elements:
        if isinstance(element, Break):
            continue
        if isinstance(element, Paragraph):
            yield [(_indent(element, notice.indent), None), (element.text, element)]
            continue
        for row in element.rows:
            line: list[tuple[str, Paragraph | None]] = []
            for cell in row:
                line += [("\t" if line else "", None), (cell.text, cell)]
            yield line


def _indent(paragraph: Paragraph, indent: str) -> str:
    if paragraph.style == "attach2":
        return indent + "　　　"
    return indent if paragraph.style in INDENTED else ""
