"""Tokens of a content stream: as pdfminer's own parser reads them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pdfminer.pdfinterp import PDFContentParser
from pdfminer.pdftypes import PDFStream
from pdfminer.psparser import KWD, LIT, PSEOF

from nlp.read.pdf.content import tokens


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"1 -2 +3 .5 -4. 6.25", [1, -2, 3, 0.5, -4.0, 6.25]),
        (b"/F1 12 Tf", [LIT("F1"), 12, KWD(b"Tf")]),
        (b"/A#20B /", [LIT("A B"), LIT("")]),
        (b"(a(b)c)Tj (\\)\\(\\101\\n\\\n)Tj", [b"a(b)c", KWD(b"Tj"), b")(A\n", KWD(b"Tj")]),
        (b"<4e 00>Tj <4>Tj <>Tj", [b"N\x00", KWD(b"Tj"), b"@", KWD(b"Tj"), b"", KWD(b"Tj")]),
        (b"[(a)-20<62>[1]]TJ", [[b"a", -20, b"b", [1]], KWD(b"TJ")]),
        (b"/Span<</MCID 3/Alt(x)>>BDC", [LIT("Span"), {"MCID": 3, "Alt": b"x"}, KWD(b"BDC")]),
        (b"q % (comment\nQ T*", [KWD(b"q"), KWD(b"Q"), KWD(b"T*")]),
        (b"true false null", [True, False, None]),
        (b"1.2.3 4a", [KWD(b"1.2.3"), KWD(b"4a")]),
        (b"] >> ) (open", [b"open"]),
        (b"[1 2", []),
    ],
)
def test_tokens(data: bytes, expected: list[object]) -> None:
    assert list(tokens(data)) == expected


def test_an_inline_image_is_skipped() -> None:
    image, end, after = tokens(b"BI /W 2 /H 2 ID (((EIx\n EI Q")
    assert isinstance(image, PDFStream)
    assert image.attrs == {"W": 2, "H": 2}
    assert [end, after] == [KWD(b"EI"), KWD(b"Q")]


STRINGS = st.binary(max_size=8).map(lambda raw: b"<" + raw.hex().encode() + b">")
NAMES = st.text("ABCabc", min_size=1, max_size=5).map(lambda name: b"/" + name.encode())
NUMBERS = st.integers(-999, 999).map(lambda number: str(number).encode())
OPERATORS = st.sampled_from([b"Tj", b"q", b"Q", b"re", b"T*", b"'", b"BDC"])
OPERANDS = st.one_of(STRINGS, NAMES, NUMBERS)
ARRAYS = st.lists(OPERANDS, max_size=4).map(lambda items: b"[" + b" ".join(items) + b"]")


@given(st.lists(st.one_of(OPERANDS, ARRAYS, OPERATORS), max_size=20))
def test_the_same_as_pdfminer(pieces: list[bytes]) -> None:
    data = b" ".join(pieces)
    assert list(tokens(data)) == _pdfminer(data)


def _pdfminer(data: bytes) -> list[object]:
    found: list[object] = []
    try:
        parser = PDFContentParser([PDFStream({}, data)])
        while True:
            found.append(parser.nextobject()[1])
    except PSEOF:
        return found
