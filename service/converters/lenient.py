"""msdoc2docx without its strictness on properties of paragraphs: what LibreOffice cuts off is left out, as Word does.

LibreOffice writes the definition of a table row to a page of properties even where it no longer fits; the package refuses
the whole document then. The text, its marks of cells and rows included, does not depend on it.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from doc2docx.errors import InvalidWordDocument
from doc2docx.msdoc import formatting, sprm

_FIXED = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}
_TABLE = 0xD608
"""sprmTDefTable, whose length has two bytes ([MS-DOC] 2.6.4)."""


def sound_part(data: bytes) -> bytes:
    """The beginning of a list of properties up to the first that is cut off."""
    at = 0
    while at + 2 <= len(data):
        code = int.from_bytes(data[at : at + 2], "little")
        wide = 2 if code == _TABLE else 1
        size = _FIXED.get(code >> 13) or int.from_bytes(data[at + 2 : at + 2 + wide], "little") + 1
        if at + 2 + size > len(data):
            break
        at += 2 + size
    return data[:at]


@contextmanager
def lenient() -> Iterator[None]:
    """Within it the package reads the sound part of each list of properties."""
    strict = sprm.parse_grpprl

    def parse(data: bytes, *, label: str, allow_trailing_zero_padding: bool = False) -> object:
        try:
            return strict(data, label=label, allow_trailing_zero_padding=allow_trailing_zero_padding)
        except InvalidWordDocument:
            return strict(sound_part(bytes(data)), label=label, allow_trailing_zero_padding=True)

    formatting.parse_grpprl = parse
    try:
        yield
    finally:
        formatting.parse_grpprl = strict
