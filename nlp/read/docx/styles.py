"""What a paragraph or a run takes from its style: numbering, outline level, hidden text."""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from nlp.read.docx.package import VAL, W, switched, val
from nlp.read.package import integer


@dataclass(frozen=True, slots=True)
class Style:
    """A style with all that it inherits. `outline` is 0 for the highest level, None for body text."""

    name: str = ""
    numbering: tuple[str | None, int | None] | None = None
    outline: int | None = None
    hidden: bool = False


_PLAIN = Style()


class Styles:
    def __init__(self, root: etree._Element | None) -> None:
        self._elements: dict[str, etree._Element] = {}
        self.default = ""
        for element in () if root is None else root.iterchildren(W + "style"):
            style_id = element.get(W + "styleId", "")
            self._elements[style_id] = element
            if element.get(W + "type") == "paragraph" and element.get(W + "default") in ("1", "true", "on"):
                self.default = style_id
        self._resolved: dict[str, Style] = {}

    def __getitem__(self, style_id: str) -> Style:
        """The style; a plain one where the file has none of this name."""
        if style_id not in self._resolved:
            self._resolved[style_id] = self._resolve(style_id)
        return self._resolved[style_id]

    def _resolve(self, style_id: str) -> Style:
        chain = [element for _, element in self._chain(style_id)]
        if not chain:
            return _PLAIN
        return Style(
            name=(val(chain[0], "name") or "").lower(),
            numbering=_first_numbering(chain),
            outline=next((level for element in chain if (level := outline_of(element.find(W + "pPr"))) is not None), None),
            hidden=next((on for element in chain if (on := switched(element.find(W + "rPr"), "vanish")) is not None), False),
        )

    def _chain(self, style_id: str) -> Iterator[tuple[str, etree._Element]]:
        """The style and those that it is based on; a circle ends where it closes."""
        seen: set[str] = set()
        current: str | None = style_id
        while current is not None and current not in seen and current in self._elements:
            seen.add(current)
            yield current, self._elements[current]
            current = val(self._elements[current], "basedOn")


def _first_numbering(chain: list[etree._Element]) -> tuple[str | None, int | None] | None:
    """The list of the nearest style that names one; its level may stand in a nearer style than its list."""
    number = level = None
    for element in chain:
        found = numbering_of(element.find(W + "pPr"))
        if found is not None:
            number = found[0] if number is None else number
            level = found[1] if level is None else level
    return None if number is None else (number, level)


def numbering_of(properties: etree._Element | None) -> tuple[str | None, int | None] | None:
    """(w:numId, w:ilvl) of the properties of a paragraph; None where they have no w:numPr."""
    element = None if properties is None else properties.find(W + "numPr")
    return None if element is None else (val(element, "numId"), integer(val(element, "ilvl")))


def outline_of(properties: etree._Element | None) -> int | None:
    return integer(val(properties, "outlineLvl"))


def style_of(properties: etree._Element | None, tag: str) -> str | None:
    element = None if properties is None else properties.find(W + tag)
    return None if element is None else element.get(VAL)
