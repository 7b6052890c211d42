"""The text of a paragraph: spans, fields, spaces; without hidden text, comments and what change tracking removed."""

import re
from dataclasses import dataclass, field

from lxml import etree

from nlp.read.odt.names import DRAW, OFFICE, STYLE, TEXT
from nlp.read.package import integer

_SKIPPED = frozenset((
    OFFICE + "annotation", TEXT + "ruby-text", TEXT + "note-citation", TEXT + "tracked-changes", TEXT + "hidden-text",
    TEXT + "bookmark", TEXT + "script", DRAW + "image", DRAW + "object",
))  # fmt: skip
_SHAPES = frozenset(DRAW + name for name in ("custom-shape", "rect", "ellipse", "polygon", "path"))
_SPACES = re.compile("[ \\t\\r\\n]+")
_MAX_SPACES = 200
_MAX_DEPTH = 200


@dataclass(slots=True)
class Inline:
    """The text of one paragraph as it is gathered, the text boxes and the notes that hang on it."""

    pieces: list[str] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)
    notes: list[etree._Element] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(self.pieces)


def inline(paragraph: etree._Element, hidden: frozenset[str]) -> Inline:
    """`hidden`: the names of the styles whose text does not show."""
    found = Inline()
    if paragraph.get(TEXT + "style-name") not in hidden:
        _walk(paragraph, found, hidden, 0)
    return found


def _walk(parent: etree._Element, found: Inline, hidden: frozenset[str], depth: int) -> None:
    if depth > _MAX_DEPTH:
        return
    _say(parent.text, found)
    for child in parent:
        tag = child.tag
        if tag == TEXT + "s":
            found.pieces.append(" " * min(max(integer(child.get(TEXT + "c")) or 1, 1), _MAX_SPACES))
        elif tag == TEXT + "tab":
            found.pieces.append("\t")
        elif tag == TEXT + "line-break":
            found.pieces.append("\n")
        elif tag == TEXT + "note":
            found.notes += child.iterchildren(TEXT + "note-body")
        elif tag == DRAW + "text-box" or (tag in _SHAPES and child.find(TEXT + "p") is not None):
            found.boxes.append(child)
        elif tag not in _SKIPPED and child.get(TEXT + "style-name") not in hidden:
            _walk(child, found, hidden, depth + 1)
        _say(child.tail, found)


def _say(text: str | None, found: Inline) -> None:
    """White space of the file runs together (ISO/IEC 26300-1, 6.1.2)."""
    if text:
        found.pieces.append(_SPACES.sub(" ", text))


def hidden_styles(*roots: etree._Element | None) -> frozenset[str]:
    """The styles that hide their text."""
    found = set()
    for root in roots:
        for style in () if root is None else root.iter(STYLE + "style"):
            properties = style.find(STYLE + "text-properties")
            if properties is not None and properties.get(TEXT + "display") == "none":
                found.add(style.get(STYLE + "name", ""))
    return frozenset(found)
