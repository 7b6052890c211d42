"""The parts of an OFD file: found by locations that producers write as they like, parsed even where their prefixes are wrong."""

import re
from collections.abc import Iterator
from posixpath import dirname, join, normpath

from lxml import etree

from nlp.read.encoding import decode
from nlp.read.faults import Fault, damaged
from nlp.read.package import Members, parse_xml

WHAT = "OFD 文件"
_DECLARATION = re.compile(r"\s*<\?xml[^>]{0,200}\?>")

# Half a character by its number: the parser takes it where it mends, and breaks over it later.
_SURROGATE = re.compile(r"&#(?:x0*[dD][89a-fA-F][0-9a-fA-F]{2}|0*5(?:529[6-9]|5[3-9]\d\d|6\d{3}|7[0-2]\d\d|73[0-3]\d|734[0-3]));?")
_NO_XML = dict.fromkeys((*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF), "�")


class Package:
    """Raises Fault: damaged, encrypted, too_large."""

    def __init__(self, data: bytes) -> None:
        self._members = Members(data, WHAT)
        self._names = {_plain(name).casefold(): name for name in self._members}
        if "encryptions.xml" in self._names:
            raise Fault("encrypted", "OFD 文件已加密", "请用有权限的阅读器打开，导出为不加密的 .ofd 或 .pdf 后再试")

    def resolve(self, base: str, location: str | None) -> str | None:
        """The member that `location`, written in the member `base`, means: relative to it, else to the root (GB/T 33190, 7.2)."""
        wanted = (location or "").strip().replace("\\", "/")
        if not wanted:
            return None
        places = [wanted] if wanted.startswith("/") else [join(dirname(_plain(base)), wanted), wanted]
        return next((found for place in places if (found := self._names.get(_plain(normpath(place)).casefold())) is not None), None)

    def bytes_of(self, name: str) -> bytes | None:
        return self._members.bytes_of(name)

    def root(self, name: str | None) -> etree._Element | None:
        """The root of a part; None where there is no such part."""
        data = None if name is None else self._members.bytes_of(name)
        if data is None:
            return None
        try:
            return parse_xml(data, WHAT)
        except Fault:
            return _mended(data)


def _plain(name: str) -> str:
    return name.replace("\\", "/").lstrip("./")


def _mended(data: bytes) -> etree._Element:
    """Undeclared prefixes and encodings are passed over. Raises Fault "damaged"."""
    text = _SURROGATE.sub("", _DECLARATION.sub("", decode(data), count=1).translate(_NO_XML))
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise damaged(WHAT) from error
    if root is None:
        raise damaged(WHAT)
    return root


def named(element: etree._Element) -> str:
    """The name without namespace or prefix: producers use several, and some none."""
    tag = element.tag
    return tag.rpartition("}")[2].rpartition(":")[2] if isinstance(tag, str) else ""


def children(parent: etree._Element | None, *names: str) -> Iterator[etree._Element]:
    """The elements at the end of a path of names."""
    if parent is not None:
        for child in parent:
            if named(child) == names[0]:
                if len(names) == 1:
                    yield child
                else:
                    yield from children(child, *names[1:])


def text_at(parent: etree._Element | None, *names: str) -> str | None:
    """The text of the first element at the end of a path."""
    found = next(children(parent, *names), None)
    return None if found is None else (found.text or "").strip()
