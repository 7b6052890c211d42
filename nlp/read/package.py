"""The members of a ZIP package (docx, odt, ofd), unpacked within limits and parsed without entities, network or deep trees."""

import zlib
from collections.abc import Iterator
from io import BytesIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from lxml import etree

from nlp.read.faults import Fault, damaged, too_large
from nlp.read.limits import MAX_PART_BYTES, MAX_RATIO, MAX_UNPACKED_BYTES

_SMALL = 16 * 1024 * 1024
"""Bytes that a part may always have; tables of empty forms pack better than MAX_RATIO."""


class Members:
    """The members by name; `what` names the document in messages. Raises Fault: damaged, encrypted, too_large."""

    def __init__(self, data: bytes, what: str) -> None:
        self._unpacked = 0
        self._what = what
        try:
            self._zip = ZipFile(BytesIO(data))
        except (BadZipFile, UnicodeDecodeError, NotImplementedError, ValueError, OverflowError) as error:
            raise damaged(what) from error
        self._names = {info.filename.lstrip("/"): info for info in self._zip.infolist()}

    def __contains__(self, name: str) -> bool:
        return name in self._names

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def bytes_of(self, name: str) -> bytes | None:
        """The unpacked bytes of a member; None where the package has no such member."""
        info = self._names.get(name)
        return None if info is None else self._unpack(info)

    def root(self, name: str) -> etree._Element | None:
        """The root of a member that is XML; None where the package has no such member."""
        data = self.bytes_of(name)
        return None if data is None else parse_xml(data, self._what)

    def _unpack(self, info: ZipInfo) -> bytes:
        """The sizes that the archive states are not believed."""
        limit = min(MAX_PART_BYTES, MAX_UNPACKED_BYTES - self._unpacked, max(_SMALL, info.compress_size * MAX_RATIO))
        try:
            with self._zip.open(info) as member:
                data = member.read(limit + 1)
        except (BadZipFile, zlib.error, EOFError, ValueError, OSError, NotImplementedError, UnicodeDecodeError) as error:
            raise damaged(self._what) from error
        except RuntimeError as error:  # what zipfile raises for a member with a password
            raise Fault("encrypted", "文档的压缩包有密码", "请取消密码后再试") from error
        self._unpacked += len(data)
        if len(data) > limit:
            raise too_large(f"{self._what}解压后过大")
        return data


def parse_xml(data: bytes, what: str) -> etree._Element:
    """Raises Fault "damaged"."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise damaged(what) from error


def integer(text: str | None) -> int | None:
    """The number that an attribute holds; None where it holds none. Twelve digits are more than any has."""
    if text is None or len(text) > 12:
        return None
    try:
        return int(text)
    except ValueError:
        return None
