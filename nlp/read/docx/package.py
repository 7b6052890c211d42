"""The parts of a Word file and how they point to one another."""

from functools import cached_property
from posixpath import dirname, join, normpath

from lxml import etree

from nlp.read.package import Members, parse_xml

_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_STRICT_RELATIONS = b"http://purl.oclc.org/ooxml/officeDocument/relationships"
_RELATIONS = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WHAT = "Word 文档"

W = f"{{{_MAIN}}}"
R_ID = f"{{{_RELATIONS.decode()}}}id"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
VAL = W + "val"


class Package:
    """The members of the zip archive by name. Raises Fault: damaged, encrypted, too_large."""

    def __init__(self, data: bytes) -> None:
        self._members = Members(data, _WHAT)

    @cached_property
    def main(self) -> str:
        """The name of the main part, word/document.xml except in files of rare writers."""
        for target, kind in self.relations("").values():
            if kind == "officeDocument" and target in self._members:
                return target
        return "word/document.xml"

    def part(self, name: str) -> etree._Element | None:
        """The root of a part; None where the package has no such part."""
        data = self._members.bytes_of(name)
        return None if data is None else _parse(data)

    def relations(self, part: str) -> dict[str, tuple[str, str]]:
        """The parts that `part` points to: id to (name, last word of the kind: styles, header, footnotes)."""
        root = self.part(join(dirname(part), "_rels", part.rpartition("/")[2] + ".rels"))
        found = {}
        for relation in () if root is None else root.iterchildren("{*}Relationship"):
            target, kind = relation.get("Target", ""), relation.get("Type", "").rpartition("/")[2]
            found[relation.get("Id", "")] = (normpath(join("/", dirname(part), target)).lstrip("/"), kind)
        return found


def _parse(data: bytes) -> etree._Element:
    if _STRICT in data or _STRICT_RELATIONS in data:
        data = data.replace(_STRICT, _MAIN.encode()).replace(_STRICT_RELATIONS, _RELATIONS)
    return parse_xml(data, _WHAT)


def val(parent: etree._Element | None, tag: str) -> str | None:
    """The w:val of the child `tag` of `parent`; None where there is none."""
    child = None if parent is None else parent.find(W + tag)
    return None if child is None else child.get(VAL)


def switched(parent: etree._Element | None, tag: str) -> bool | None:
    """A property that is on or off (w:vanish); None where it is not set."""
    child = None if parent is None else parent.find(W + tag)
    return None if child is None else child.get(VAL, "true") not in ("0", "false", "off")
