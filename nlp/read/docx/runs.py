"""The text of a paragraph: runs, insertions, fields; without deletions, field codes and hidden text."""

from dataclasses import dataclass, field

from lxml import etree

from nlp.read.docx.package import MC, W, switched
from nlp.read.docx.styles import Style, Styles, style_of
from nlp.read.docx.symbols import symbol

_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_WITHIN = frozenset(
    W + tag for tag in ("hyperlink", "ins", "moveTo", "smartTag", "sdt", "sdtContent", "fldSimple", "customXml", "dir", "bdo")
)
_DRAWN = frozenset((W + "drawing", W + "pict", W + "object", MC + "AlternateContent"))
_FIXED = {
    W + "tab": "\t",
    W + "ptab": "\t",
    W + "br": "\n",
    W + "cr": "\n",
    W + "noBreakHyphen": "-",
}
_RUN, _PROPERTIES, _TEXT, _SYMBOL, _FIELD, _RUBY = (W + tag for tag in ("r", "rPr", "t", "sym", "fldChar", "ruby"))
_OBJECT = "\ufffc"
"""What stands in a text for a drawing that is not in it; converters leave it behind."""
_MATHS = (_MATH + "oMath", _MATH + "oMathPara")


@dataclass(slots=True)
class Inline:
    """The text of one paragraph as it is gathered, and the text boxes that hang on it."""

    style: Style
    pieces: list[str] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)
    fields: list[bool] = field(default_factory=list)
    """For each field that is open, whether its code, which does not show, still runs."""

    @property
    def text(self) -> str:
        return "".join(self.pieces)


def inline(paragraph: etree._Element, style: Style, styles: Styles) -> Inline:
    found = Inline(style)
    _walk(paragraph, found, styles)
    return found


def _walk(parent: etree._Element, found: Inline, styles: Styles) -> None:
    for child in parent:
        tag = child.tag
        if tag == _RUN:
            _run(child, found, styles)
        elif tag in _WITHIN:
            _walk(child, found, styles)
        elif tag in _DRAWN:
            found.boxes.extend(_text_boxes(child))
        elif tag in _MATHS:
            found.pieces.extend(text.text or "" for text in child.iter(_MATH + "t"))


def _run(run: etree._Element, found: Inline, styles: Styles) -> None:
    shown = not _hidden(run.find(_PROPERTIES), found.style, styles)
    for child in run:
        tag = child.tag
        if tag == _FIELD:
            _turn(child.get(W + "fldCharType", ""), found.fields)
        elif tag in _DRAWN:
            found.boxes.extend(_text_boxes(child))
        elif not shown or (found.fields and any(found.fields)):
            continue
        elif tag == _TEXT:
            found.pieces.append((child.text or "").replace(_OBJECT, ""))
        elif tag in _FIXED:
            found.pieces.append(_FIXED[tag])
        elif tag == _SYMBOL:
            found.pieces.append(_symbol(child))
        elif tag == _RUBY:
            for base in child.iterchildren(W + "rubyBase"):
                _walk(base, found, styles)


def _hidden(properties: etree._Element | None, style: Style, styles: Styles) -> bool:
    """What the run says itself decides, then its character style, then the style of the paragraph."""
    if properties is None or not len(properties):
        return style.hidden
    direct = switched(properties, "vanish")
    if direct is not None:
        return direct
    named = style_of(properties, "rStyle")
    return style.hidden or (named is not None and styles[named].hidden)


def _turn(kind: str, fields: list[bool]) -> None:
    """A field runs begin, code, separate, result, end."""
    if kind == "begin":
        fields.append(True)
    elif kind == "separate" and fields:
        fields[-1] = False
    elif kind == "end" and fields:
        fields.pop()


def _symbol(element: etree._Element) -> str:
    code = element.get(W + "char", "")
    if not 1 <= len(code) <= 4 or not all(digit in "0123456789abcdefABCDEF" for digit in code):
        return ""
    char = chr(int(code, 16))
    return "" if "\ud800" <= char <= "\udfff" else symbol(char, element.get(W + "font", ""))


def _text_boxes(drawn: etree._Element) -> list[etree._Element]:
    """The text boxes of a drawing. A drawing that stands twice, for newer and older versions of Word, counts once."""
    if drawn.tag == W + "txbxContent":
        return [drawn]
    if drawn.tag == MC + "AlternateContent":
        return next((boxes for branch in drawn if (boxes := _within(branch))), [])
    return _within(drawn)


def _within(parent: etree._Element) -> list[etree._Element]:
    return [box for child in parent for box in _text_boxes(child)]


def mark_removed(properties: etree._Element | None) -> bool:
    """Whether the paragraph mark was deleted or moved away, so that the paragraph runs on into the next."""
    mark = None if properties is None else properties.find(_PROPERTIES)
    return mark is not None and (mark.find(W + "del") is not None or mark.find(W + "moveFrom") is not None)


def mark_hidden(properties: etree._Element | None) -> bool:
    return bool(switched(None if properties is None else properties.find(_PROPERTIES), "vanish"))
