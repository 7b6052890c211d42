"""A story of a Word file (the text, a header, the footnotes) as paragraphs and table rows."""

from lxml import etree

from nlp.read.docx.numbering import Numbering
from nlp.read.docx.package import MC, W
from nlp.read.docx.runs import inline, mark_hidden, mark_removed
from nlp.read.docx.styles import Style, Styles, numbering_of, outline_of, style_of
from nlp.read.docx.tables import rows
from nlp.read.draft import Draft, Role, row, tidy
from nlp.read.furniture import is_page_number
from nlp.read.labels import labelled
from nlp.types import Place

_PARAGRAPH, _TABLE, _BODY = W + "p", W + "tbl", W + "body"
_WRAPPERS = frozenset(W + tag for tag in ("sdt", "sdtContent", "customXml", "ins", "moveTo"))
_NOTES = frozenset((W + "footnote", W + "endnote"))
_BODY_LEVEL = 9


class Story:
    """Walks stories one after the other; the counters of the lists and of the paragraphs run through all of them."""

    def __init__(self, draft: Draft, styles: Styles, numbering: Numbering) -> None:
        self._draft = draft
        self._styles = styles
        self._numbering = numbering
        self._paragraph = 0
        self._carried = ""
        self._told: set[str] = set()

    def tell(self, root: etree._Element, kind: str, *, noise: str | None = None) -> None:
        """Add the story to the draft. Headers and footers, one for each kind of page, are added once where they agree."""
        if noise is not None:
            for line in self._lines(root):
                if line not in self._told:
                    self._told.add(line)
                    self._draft.add(line, Place(), role="furniture", noise="page_number" if is_page_number(line) else noise)
            return
        body = root.find(_BODY) if kind == "body" else root
        if body is not None:
            self._blocks(body, "paragraph")

    def _blocks(self, parent: etree._Element, role: Role) -> None:
        for child in parent:
            if child.tag == _PARAGRAPH:
                self._block(child, role)
            elif child.tag == _TABLE:
                self._table(child, role)
            elif child.tag in _WRAPPERS or (child.tag in _NOTES and child.get(W + "type", "normal") == "normal"):
                self._blocks(child, role)
            elif child.tag == MC + "AlternateContent":
                self._blocks(child[0] if len(child) else child, role)

    def _block(self, element: etree._Element, role: Role) -> None:
        self._paragraph += 1
        place = Place(paragraph=self._paragraph)
        text, boxes, style, heading = self._read(element)
        for box in boxes:
            self._blocks(box, "text_box")
        if heading is not None and role == "paragraph":
            role = "heading"
        self._draft.add(tidy(text), place, role=role, heading=heading, noise="contents" if style.name.startswith("toc ") else None)

    def _read(self, element: etree._Element) -> tuple[str, list[etree._Element], Style, int | None]:
        """The text with its automatic number, the text boxes, the style and the outline level (from 1) of a paragraph."""
        properties = element.find(W + "pPr")
        style_id = style_of(properties, "pStyle") or self._styles.default
        style = self._styles[style_id]
        found = inline(element, style, self._styles)
        text = self._carried + found.text
        self._carried = ""
        if mark_removed(properties):
            self._carried = text
            return "", found.boxes, style, None
        if not (mark_hidden(properties) and not text):
            text = labelled(self._label(properties, style_id, style), text.lstrip())
        outline = outline_of(properties)
        outline = style.outline if outline is None else outline
        return text, found.boxes, style, outline + 1 if outline is not None and 0 <= outline < _BODY_LEVEL else None

    def _label(self, properties: etree._Element | None, style_id: str, style: Style) -> str:
        """The automatic number; what the paragraph says itself goes before its style. The list 0 is none."""
        number, level = style.numbering or (None, None)
        direct = numbering_of(properties)
        tied = direct is None or direct[0] is None
        if direct is not None:
            number = number if direct[0] is None else direct[0]
            level = (level or 0) if direct[1] is None else direct[1]
        if number is None or number == "0":
            return ""
        return self._numbering.label(number, None if tied and direct is None and level is None else level or 0, style_id)

    def _table(self, table: etree._Element, role: Role) -> None:
        """Rows with cells joined by tabs. A table of one column is a frame around text and no table."""
        grid = list(rows(table))
        if all(len(cells) <= 1 for cells in grid):
            for framed in (cell.element for cells in grid for cell in cells if cell.element is not None):
                self._blocks(framed, role)
            return
        for cells in grid:
            place = Place(paragraph=self._paragraph + 1)
            boxes: list[etree._Element] = []
            texts = ["" if cell.element is None else " ".join(self._lines(cell.element, boxes)) for cell in cells]
            for box in boxes:
                self._blocks(box, "text_box")
            self._draft.add(row(texts), place, role="table_row")

    def _lines(self, parent: etree._Element, boxes: list[etree._Element] | None = None) -> list[str]:
        """The paragraphs of a cell or of a header, those of tables in it included."""
        lines: list[str] = []
        for child in parent:
            if child.tag == _PARAGRAPH:
                self._paragraph += 1
                text, found, _, _ = self._read(child)
                lines.append(tidy(text))
                if boxes is None:
                    lines += [line for box in found for line in self._lines(box)]
                else:
                    boxes += found
            elif child.tag == _TABLE:
                for cells in rows(child):
                    lines.append(row([" ".join(self._lines(cell.element, boxes)) for cell in cells if cell.element is not None]))
            elif child.tag in _WRAPPERS:
                lines += self._lines(child, boxes)
        return [line for line in lines if line]
