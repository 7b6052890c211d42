"""The visible text of a page as paragraphs and table rows, each with the element it stands in."""

import re
from dataclasses import dataclass, field
from typing import Literal

from lxml import etree

from nlp.read.draft import row, tidy
from nlp.read.faults import too_large
from nlp.read.html.lists import item_label
from nlp.read.html.tables import grid, is_layout
from nlp.read.labels import labelled
from nlp.read.limits import MAX_CHARACTERS

_INVISIBLE = frozenset((
    "head", "script", "style", "noscript", "template", "svg", "canvas", "iframe", "object", "embed", "audio", "video", "map", "select",
    "datalist", "input", "textarea", "title", "meta", "link",
))  # fmt: skip
_BLOCKS = frozenset((
    "html", "body", "div", "p", "section", "article", "main", "header", "footer", "nav", "aside", "center", "form", "fieldset",
    "address", "blockquote", "figure", "figcaption", "details", "summary", "dialog", "dl", "dt", "dd", "ul", "ol", "li", "h1", "h2",
    "h3", "h4", "h5", "h6", "hr", "pre", "table", "caption", "thead", "tbody", "tfoot", "tr", "td", "th", "button",
))  # fmt: skip
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_MAX_DEPTH = 200
"""Deeper elements are read as running text; browsers stop at 512."""

# A style attribute that hides the element.
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\r\n\f]+")
_CJK = r"[\u2e80-\u303e\u3100-\u9fff\uf900-\ufaff\uff00-\uffef\u2014\u2018-\u201d\u2026]"
# A line break of the file between two Chinese characters shows as nothing.
_SEAM = re.compile(rf"(?<={_CJK})[ \t]*[\r\n]\s*(?={_CJK})")


@dataclass(slots=True)
class Piece:
    """A paragraph, heading or table row. `linked` is the number of its characters that are links."""

    text: str
    element: etree._Element
    role: Literal["paragraph", "heading", "table_row"] = "paragraph"
    heading: int | None = None
    linked: int = 0


@dataclass(slots=True)
class _Walk:
    pieces: list[Piece] = field(default_factory=list)
    open: list[str] = field(default_factory=list)
    linked: int = 0
    length: int = 0
    label: str = ""
    counts: dict[etree._Element, int] = field(default_factory=dict)
    """The number that each ordered list has reached."""


def walk(root: etree._Element) -> list[Piece]:
    state = _Walk()
    _visit(root, state, root, 0)
    _close(state, root)
    return state.pieces


def _visit(element: etree._Element, state: _Walk, block: etree._Element, depth: int, *, pre: bool = False, link: bool = False) -> None:
    tag = element.tag
    if not isinstance(tag, str) or tag in _INVISIBLE or hidden(element):
        return
    if tag == "br":
        state.open.append("\n")
        return
    if depth > _MAX_DEPTH:
        _say("".join(str(text) for text in element.itertext()), state, pre=pre, link=link)
        return
    if tag == "table" and not is_layout(element):
        _close(state, block)
        _table(element, state)
        return
    breaks = tag in _BLOCKS
    inner = element if breaks else block
    if breaks:
        _close(state, block)
    if tag == "li":
        state.label = item_label(element, state.counts)
    pre, link = pre or tag == "pre", link or tag == "a"
    _say(element.text, state, pre=pre, link=link)
    for child in element:
        _visit(child, state, inner, depth + 1, pre=pre, link=link)
        _say(child.tail, state, pre=pre, link=link)
    if breaks:
        _close(state, element)


def _say(text: str | None, state: _Walk, *, pre: bool, link: bool) -> None:
    if not text:
        return
    shown = text if pre else _SPACES.sub(" ", _SEAM.sub("", text))
    state.open.append(shown)
    if link:
        state.linked += len(shown.strip())


def _close(state: _Walk, element: etree._Element) -> None:
    """End the paragraph that is open; `element` is the block that it stands in."""
    text = tidy("".join(state.open))
    if text:
        heading = _HEADINGS.get(str(element.tag))
        _keep(Piece(labelled(state.label, text), element, "heading" if heading else "paragraph", heading, state.linked), state)
        state.label = ""
    state.open.clear()
    state.linked = 0


def _keep(piece: Piece, state: _Walk) -> None:
    state.length += len(piece.text)
    if state.length > MAX_CHARACTERS:
        raise too_large(f"文字超过 {MAX_CHARACTERS} 字")
    state.pieces.append(piece)


def _table(table: etree._Element, state: _Walk) -> None:
    for cells in grid(table):
        texts = []
        linked = 0
        for cell in cells:
            inner = _Walk()
            if cell is not None:
                _visit(cell, inner, cell, 1)
                _close(inner, cell)
            texts.append(" ".join(piece.text for piece in inner.pieces))
            linked += sum(piece.linked for piece in inner.pieces)
        text = row(texts)
        if text.strip():
            _keep(Piece(text, table, "table_row", None, linked), state)


def hidden(element: etree._Element) -> bool:
    return element.get("hidden") is not None or _HIDING.search(element.get("style", "")) is not None
