"""A passage where it stands: its section of the text, or as much around it as one reads at once."""

from html import escape

from corpus.search.entry import Entry
from nlp.types import Span
from service.exports.marks import Mark
from service.exports.web import marked

LONGEST = 1600
"""Characters of a section that is shown whole."""
AROUND = 500
"""Characters before and behind a passage of a longer one."""


def preview(entry: Entry, span: Span, marks: tuple[Span, ...]) -> str:
    """The passage marked in its section; `marks` are the words that were looked for."""
    start, end = window(entry, span)
    text = entry.text[start:end]
    path = next((each.path for each in reversed(entry.headings) if each.span[0] <= span[0] < each.span[1]), ())
    here = Mark("here", "here", (span[0] - start, span[1] - start))
    words = tuple(Mark("found", "", (each[0] - start, each[1] - start)) for each in marks if start <= each[0] and each[1] <= end)
    title = (entry.title or entry.name).replace("\n", "")
    return (
        f'<h2>{escape(title)}</h2><p class="soft">{escape(" › ".join(path))}</p>'
        f'<div class="text">{"……" if start else ""}{marked(text, (here, *words))}{"……" if end < len(entry.text) else ""}</div>'
    )


def window(entry: Entry, span: Span) -> Span:
    """The widest section around the passage that can be shown whole, else a part of the text."""
    around = [each.span for each in entry.headings if each.span[0] <= span[0] and span[1] <= each.span[1]]
    fitting = [each for each in around if each[1] - each[0] <= LONGEST]
    if fitting:
        return max(fitting, key=lambda each: each[1] - each[0])
    if len(entry.text) <= LONGEST:
        return 0, len(entry.text)
    start = entry.text.rfind("\n", 0, max(0, span[0] - AROUND)) + 1 if span[0] > AROUND else 0
    end = entry.text.find("\n", min(len(entry.text), span[1] + AROUND))
    return start, len(entry.text) if end < 0 else end
