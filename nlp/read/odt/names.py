"""The names of OpenDocument's elements and attributes (ISO/IEC 26300-1)."""

_ROOT = "{urn:oasis:names:tc:opendocument:xmlns:"
OFFICE = _ROOT + "office:1.0}"
TEXT = _ROOT + "text:1.0}"
TABLE = _ROOT + "table:1.0}"
DRAW = _ROOT + "drawing:1.0}"
STYLE = _ROOT + "style:1.0}"
MANIFEST = _ROOT + "manifest:1.0}"
