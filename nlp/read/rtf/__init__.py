"""RTF: Chinese as \\'xx and \\u, automatic numbers, tables, footnotes; without deleted and hidden text."""

from nlp.read.draft import Draft
from nlp.read.faults import damaged
from nlp.read.furniture import is_page_number
from nlp.read.rtf.story import Paragraph, Story
from nlp.read.rtf.tables import told
from nlp.read.rtf.tokens import tokens
from nlp.types import Place, Source

_ENDS = 1
"""The closing brace that a file may lack, where its last bytes were lost."""


def read_rtf(data: bytes, name: str) -> Source:
    """A place is the paragraph, counted from 1. Headers stand before the text, notes and footers after it.

    Raises Fault: damaged, empty, too_large.
    """
    story = Story()
    for token in tokens(data):
        story.take(token)
    if story.depth > _ENDS:
        raise damaged("RTF 文档")
    story.end()
    draft = Draft()
    _furnish(draft, story.headers, "page_header")
    _write(draft, story.body)
    _write(draft, story.notes)
    _furnish(draft, story.footers, "page_footer")
    return draft.source(data, name, "rtf")


def _write(draft: Draft, paragraphs: list[Paragraph]) -> None:
    for text, role, heading, number in told(paragraphs):
        draft.add(text, Place(paragraph=number), role=role, heading=heading)


def _furnish(draft: Draft, paragraphs: list[Paragraph], noise: str) -> None:
    """Headers, one for each kind of page, are added once where they agree."""
    for text in dict.fromkeys(paragraph.text for paragraph in paragraphs if paragraph.text):
        draft.add(text, Place(), role="furniture", noise="page_number" if is_page_number(text) else noise)
