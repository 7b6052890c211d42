"""The converter that is always there: msdoc2docx, pure Python, for Word 97 to 2003 and WPS Writer."""

import sys
from collections.abc import Sequence

from service.converters.box import Boxed, Broken, Limits, Unconverted, boxed

ENCRYPTED, OLD, UNSOUND = 10, 11, 12
"""Exit statuses of the process."""
_OLD_MARKS = ("0xA5DC", "0xA5DB", "0xA59B", "0xA59C", "0xA697", "0xA698", "0xA699")
"""The magic numbers of Word 2 to Word 95, as the package's message quotes them ([MS-DOC] 2.5.2)."""


def doc2docx(data: bytes, limits: Limits) -> bytes:
    """Raises Unconverted."""
    found = boxed([sys.executable, "-m", "service.converters.word"], data, limits, given="given.doc", wanted="made.docx")
    if found.status == 0 and found.made:
        return found.made
    raise _refusal(found)


def _refusal(found: Boxed) -> Unconverted:
    if found.status == ENCRYPTED:
        return Unconverted("encrypted", final=True)
    return Unconverted("unsupported") if found.status == OLD else Broken()


def main(_: Sequence[str]) -> int:
    """In the process: given.doc to made.docx in the current folder. What strictness refuses is tried once more without."""
    from doc2docx import convert
    from doc2docx.errors import EncryptedDocumentError

    from service.converters.lenient import lenient

    try:
        convert("given.doc", "made.docx")
    except EncryptedDocumentError:
        return ENCRYPTED
    except Exception as error:  # noqa: BLE001 - a package of others, on files of others: whatever it raises, the file was not converted
        if any(mark in str(error) for mark in _OLD_MARKS):
            return OLD
        try:
            with lenient():
                convert("given.doc", "made.docx")
        except Exception:  # noqa: BLE001
            return UNSOUND
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
