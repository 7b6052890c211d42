"""Saved web pages: our own walk of the tree; what the site puts around the article is kept as noise."""

import re

from lxml import etree

from nlp.read.draft import Draft
from nlp.read.encoding import decode
from nlp.read.faults import empty, too_large
from nlp.read.html.chrome import chrome
from nlp.read.html.walk import walk
from nlp.types import Place, Source

# <meta charset="gb2312">, <meta http-equiv=… content="text/html; charset=gbk">, <?xml encoding="utf-8"?>
_CHARSET = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_-]{2,20})", re.IGNORECASE)
_HEAD = 4096
# The charsets that Chinese pages declare; gb2312 and gbk are read as the larger GB18030, which browsers do too.
_CODECS = {"gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030", "utf-8": "utf-8", "utf8": "utf-8", "big5": "big5hkscs"}
_NO_XML = dict.fromkeys((*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF), "�")


def read_html(data: bytes, name: str) -> Source:
    """A place is the paragraph or table row, counted from 1. Navigation, share bars and footers are lines marked as noise.

    Raises Fault: damaged, empty, too_large.
    """
    declared = _CHARSET.search(data[:_HEAD])
    text = decode(data, declared=_CODECS.get(declared[1].decode("ascii").lower()) if declared else None)
    root = _parse(text)
    pieces = walk(root)
    around = chrome(root, pieces)
    draft = Draft()
    for number, piece in enumerate(pieces, 1):
        noise = "web_chrome" if number - 1 in around else None
        role = "furniture" if noise else piece.role
        draft.add(piece.text, Place(paragraph=number), role=role, heading=None if noise else piece.heading, noise=noise)
    return draft.source(data, name, "html")


def _parse(text: str) -> etree._Element:
    """The tree; the parser mends what is broken, follows no link and loads nothing."""
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, recover=True, huge_tree=True)
    try:
        root = etree.fromstring(text.translate(_NO_XML).encode("utf-8"), parser)
    except etree.XMLSyntaxError as error:  # a page without any element
        raise empty("网页里没有文字") from error
    if root is None:
        raise empty("网页里没有文字")
    if any(entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log):
        raise too_large("网页的层数过多")  # the parser stops there, and the rest would be lost
    return root
