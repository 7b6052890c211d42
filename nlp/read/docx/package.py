"""The parts of a Word file, unpacked within limits and parsed without entities, network or deep trees."""

import zlib
from functools import cached_property
from io import BytesIO
from posixpath import dirname, join, normpath
from zipfile import BadZipFile, ZipFile, ZipInfo

from lxml import etree

from nlp.read.faults import Fault, damaged, too_large
from nlp.read.limits import MAX_PART_BYTES, MAX_RATIO, MAX_UNPACKED_BYTES

_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_STRICT_RELATIONS = b"http://purl.oclc.org/ooxml/officeDocument/relationships"
_RELATIONS = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SMALL = 16 * 1024 * 1024
"""Bytes that a part may always have; tables of empty forms pack better than MAX_RATIO."""

W = f"{{{_MAIN}}}"
R_ID = f"{{{_RELATIONS.decode()}}}id"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
VAL = W + "val"


class Package:
    """The members of the zip archive by name. Raises Fault: damaged, encrypted, too_large."""

    def __init__(self, data: bytes) -> None:
        self._unpacked = 0
        try:
            self._zip = ZipFile(BytesIO(data))
        except (BadZipFile, UnicodeDecodeError, NotImplementedError, ValueError, OverflowError) as error:
            raise damaged("Word 文档") from error
        self._names = {info.filename.lstrip("/"): info for info in self._zip.infolist()}

    @cached_property
    def main(self) -> str:
        """The name of the main part, word/document.xml except in files of rare writers."""
        for target, kind in self.relations("").values():
            if kind == "officeDocument" and target in self._names:
                return target
        return "word/document.xml"

    def part(self, name: str) -> etree._Element | None:
        """The root of a part; None where the package has no such part."""
        info = self._names.get(name)
        if info is None:
            return None
        return _parse(self._unpack(info))

    def relations(self, part: str) -> dict[str, tuple[str, str]]:
        """The parts that `part` points to: id to (name, last word of the kind: styles, header, footnotes)."""
        root = self.part(join(dirname(part), "_rels", part.rpartition("/")[2] + ".rels"))
        found = {}
        for relation in () if root is None else root.iterchildren("{*}Relationship"):
            target, kind = relation.get("Target", ""), relation.get("Type", "").rpartition("/")[2]
            found[relation.get("Id", "")] = (normpath(join("/", dirname(part), target)).lstrip("/"), kind)
        return found

    def _unpack(self, info: ZipInfo) -> bytes:
        """The bytes of a member. The sizes that the archive states are not believed."""
        limit = min(MAX_PART_BYTES, MAX_UNPACKED_BYTES - self._unpacked, max(_SMALL, info.compress_size * MAX_RATIO))
        try:
            with self._zip.open(info) as member:
                data = member.read(limit + 1)
        except (BadZipFile, zlib.error, EOFError, ValueError, OSError, NotImplementedError, UnicodeDecodeError) as error:
            raise damaged("Word 文档") from error
        except RuntimeError as error:  # what zipfile raises for a member with a password
            raise Fault("encrypted", "文档的压缩包有密码", "请取消密码后再试") from error
        self._unpacked += len(data)
        if len(data) > limit:
            raise too_large("Word 文档解压后过大")
        return data


def _parse(data: bytes) -> etree._Element:
    if _STRICT in data or _STRICT_RELATIONS in data:
        data = data.replace(_STRICT, _MAIN.encode()).replace(_STRICT_RELATIONS, _RELATIONS)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise damaged("Word 文档") from error


def val(parent: etree._Element | None, tag: str) -> str | None:
    """The w:val of the child `tag` of `parent`; None where there is none."""
    child = None if parent is None else parent.find(W + tag)
    return None if child is None else child.get(VAL)


def integer(text: str | None) -> int | None:
    """The number that an attribute holds; None where it holds none. Twelve digits are more than any has."""
    if text is None or len(text) > 12:
        return None
    try:
        return int(text)
    except ValueError:
        return None


def switched(parent: etree._Element | None, tag: str) -> bool | None:
    """A property that is on or off (w:vanish); None where it is not set."""
    child = None if parent is None else parent.find(W + tag)
    return None if child is None else child.get(VAL, "true") not in ("0", "false", "off")
