"""The passages that an office holds for: its sentence, the item that a bracket closes, the sentence that announces an event."""

import re
from bisect import bisect_right
from dataclasses import dataclass

from nlp.types import Layout, Section, Sentence, Source, Span

_ANNOUNCES = re.compile(r"决定|举办|举行|开展|组织")
_STRONG = re.compile(r"决定|举办|举行")


@dataclass(frozen=True, slots=True)
class Outline:
    """The numbering tree of a document with the ways through it that scopes need; built once for a document."""

    text: str
    sections: tuple[Section, ...]
    sentences: tuple[Sentence, ...]
    by_id: dict[str, Section]
    last: dict[str, str]
    """The id of the last of several items below an id."""
    announcement: Span | None
    """The sentence before the first heading that announces what is organised."""

    def section_at(self, offset: int) -> Section | None:
        """The section opened last before `offset`; sections ascend by their start."""
        index = bisect_right(self.sections, offset, key=lambda section: section.span[0]) - 1
        return self.sections[index] if index >= 0 else None

    def sentence_at(self, offset: int) -> Sentence | None:
        index = bisect_right(self.sentences, offset, key=lambda sentence: sentence.span[0]) - 1
        found = self.sentences[index] if index >= 0 else None
        return found if found and offset < found.span[1] else None

    def item_above(self, passage: Span, before: int) -> Span:
        """What a bracket speaks for: the item that it closes, from the last bracket on, or all below a heading that holds it."""
        section = self.section_at(passage[0])
        if section is None:
            return self._line_above(passage, before)
        between = self.text[section.heading[1] : min(passage[0], section.heading[1] + 8)]
        if not between.strip() and section.span[1] > passage[1] + 2:
            return section.span
        return max(self._closed_by(section, passage, before).span[0], before), passage[1]

    def items_beside(self, offset: int) -> Span:
        """The items beside the one at `offset`: the section above it."""
        section = self.section_at(offset)
        if section is None:
            return offset, offset + 1
        return self.by_id.get(section.parent or "", section).span

    def _closed_by(self, section: Section, passage: Span, before: int) -> Section:
        """A bracket at the end of the last of several items, none of which has one, closes the item above them."""
        above = self.by_id.get(section.parent or "")
        if above is None or above.parent is None or above.span[0] < before:
            return section
        return above if self.last.get(above.id) == section.id else section

    def _line_above(self, passage: Span, before: int) -> Span:
        start = self.text.rfind("\n", 0, passage[0]) + 1
        if _own_line(self.text, passage):
            start = self.text.rfind("\n", 0, max(0, start - 1)) + 1
        return max(start, before), passage[1]


def outline(source: Source, layout: Layout) -> Outline:
    by_id: dict[str, Section] = {}
    last: dict[str, str] = {}
    seen: set[str] = set()
    for section in layout.sections:
        by_id.setdefault(section.id, section)
        if section.parent in seen:
            last[section.parent or ""] = section.id
        seen.add(section.parent or "")
    return Outline(source.text, layout.sections, layout.sentences, by_id, last, _announcement(source.text, layout))


def _announcement(text: str, layout: Layout) -> Span | None:
    first = next((section.span[0] for section in layout.sections if section.id != "0"), len(text))
    found: Span | None = None
    for sentence in layout.sentences:
        if sentence.span[1] > first:
            break
        if _STRONG.search(text, *sentence.span) or (found is None and _ANNOUNCES.search(text, *sentence.span)):
            found = sentence.span
    return found


def _own_line(text: str, passage: Span) -> bool:
    start = text.rfind("\n", 0, passage[0]) + 1
    return not text[start : passage[0]].strip()
