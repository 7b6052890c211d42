"""Files built to cost far more than their size are refused, before they cost it."""

import struct
import zlib
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from nlp.read import limits, read
from nlp.types import UnreadableError
from tests.nlp.read import samples


def refusal(data: bytes, name: str) -> str:
    with pytest.raises(UnreadableError) as refused:
        read(data, name)
    return refused.value.code


def pdf(*objects: bytes) -> bytes:
    """A PDF of the given objects, the first of which is the catalog; its cross-reference table is left to be mended."""
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % (number, one) for number, one in enumerate(objects, 1))
    return b"%PDF-1.4\n" + body + b"trailer <</Root 1 0 R>>\n%%EOF"


def stream(data: bytes, entries: bytes = b"") -> bytes:
    return b"<</Length %d %s>>\nstream\n%s\nendstream" % (len(data), entries, data)


def page(contents: bytes, *more: bytes, resources: bytes = b"") -> bytes:
    return pdf(
        b"<</Type /Catalog /Pages 2 0 R>>",
        b"<</Type /Pages /Kids [3 0 R] /Count 1>>",
        b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources <<%s>>>>" % resources,
        contents,
        *more,
    )


def test_too_many_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nlp.read.MAX_BYTES", 1000)
    assert refusal("通知".encode() * 400, "通知.txt") == "too_large"


@pytest.mark.parametrize("suffix", ["txt", "html", "docx"])
def test_too_many_characters(suffix: str) -> None:
    line = "各校要高度重视。" * 10
    count = limits.MAX_CHARACTERS // len(line) + 1
    data = {
        "txt": lambda: "\n".join([line] * count).encode(),
        "html": lambda: ("<html><body>" + f"<p>{line}</p>" * count + "</body></html>").encode(),
        "docx": lambda: samples.docx("".join([samples.paragraph(line)] * count)),
    }[suffix]()
    assert refusal(data, f"通知.{suffix}") == "too_large"


def test_cells_that_span_without_end() -> None:
    row = "<tr>" + "<td colspan=100>甲</td>" * 1000 + "</tr>"
    assert refusal(f"<html><body><table>{row * 100}</table></body></html>".encode(), "通知.html") == "too_large"


def test_a_part_that_unpacks_without_end() -> None:
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"<w:document>" + b" " * (limits.MAX_PART_BYTES + 1))
    assert refusal(buffer.getvalue(), "通知.docx") == "too_large"


def test_entities_that_multiply() -> None:
    laughs = "".join(f'<!ENTITY a{index} "{f"&a{index - 1};" * 10}">' for index in range(1, 12))
    document = f'<!DOCTYPE d [<!ENTITY a0 "哈">{laughs}]><w:document {samples.NAMESPACES}><w:body><w:p><w:r><w:t>&a11;</w:t></w:r></w:p></w:body></w:document>'
    assert refusal(samples.packed({"word/document.xml": document.encode()}), "通知.docx") in ("damaged", "empty")


def test_an_entity_that_names_a_file() -> None:
    document = (
        f'<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/hostname">]><w:document {samples.NAMESPACES}>'
        "<w:body><w:p><w:r><w:t>&a;</w:t></w:r></w:p></w:body></w:document>"
    )
    assert refusal(samples.packed({"word/document.xml": document.encode()}), "通知.docx") in ("damaged", "empty")


def test_tables_within_tables_without_end() -> None:
    deep = samples.paragraph("底")
    for _ in range(400):
        deep = f"<w:tbl><w:tr><w:tc>{deep}</w:tc></w:tr></w:tbl>"
    assert refusal(samples.docx(deep), "通知.docx") == "damaged"


def test_a_page_nested_deeply_is_read() -> None:
    data = ("<html><body>" + "<div>" * 600 + "通知各学校" + "<table><tr><td>" * 300 + "底").encode()
    assert read(data, "通知.html").text == "通知各学校底"


def test_a_page_nested_without_end() -> None:
    assert refusal(("<html><body>" + "<div>" * 9000 + "通知各学校").encode(), "通知.html") == "too_large"


def test_a_stream_that_unpacks_without_end() -> None:
    packed = zlib.compress(bytes(limits.MAX_UNPACKED_BYTES + 1))
    assert refusal(page(stream(packed, b"/Filter /FlateDecode")), "通知.pdf") == "too_large"


def test_a_stream_packed_twice() -> None:
    packed = zlib.compress(zlib.compress(bytes(limits.MAX_UNPACKED_BYTES + 1)))
    assert refusal(page(stream(packed, b"/Filter [/FlateDecode /FlateDecode]")), "通知.pdf") == "too_large"


def test_forms_that_call_forms() -> None:
    count = 40
    calls = [
        stream(b"/F Do /F Do", b"/Type /XObject /Subtype /Form /BBox [0 0 1 1] /Resources <</XObject <</F %d 0 R>>>>" % (index + 6))
        for index in range(count)
    ]
    data = page(
        stream(b"/F Do"), *calls, stream(b"q Q", b"/Type /XObject /Subtype /Form /BBox [0 0 1 1]"), resources=b"/XObject <</F 5 0 R>>"
    )
    assert refusal(data, "通知.pdf") == "too_large"


def test_a_form_that_calls_itself() -> None:
    form = stream(b"/F Do", b"/Type /XObject /Subtype /Form /BBox [0 0 1 1] /Resources <</XObject <</F 5 0 R>>>>")
    assert refusal(page(stream(b"/F Do"), form, resources=b"/XObject <</F 5 0 R>>"), "通知.pdf") == "empty"


def test_pages_that_hold_themselves() -> None:
    data = pdf(b"<</Type /Catalog /Pages 2 0 R>>", b"<</Type /Pages /Kids [2 0 R 2 0 R] /Count 2>>")
    assert refusal(data, "通知.pdf") == "damaged"


def test_operands_that_pile_up() -> None:
    contents = b"1 " * 50_000 + b"1 w " * 50_000
    assert refusal(page(stream(contents)), "通知.pdf") == "empty"


@pytest.mark.parametrize(
    "font",
    [
        b"/W [0 2147483647 500]",
        b"/W [" + b"0 65535 500 " * 40 + b"]",
        b"/W2 [-2147483647 0 500 1 1]",
        b"/ToUnicode 7 0 R",
    ],
)
def test_a_font_with_ranges_without_end(font: bytes) -> None:
    ranges = stream(b"begincmap 1 beginbfrange <00000000> <ffffffff> <4e00> endbfrange endcmap")
    parent = b"<</Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H /DescendantFonts [6 0 R] /ToUnicode 7 0 R>>"
    if b"ToUnicode" not in font:
        parent = parent.replace(b"/ToUnicode 7 0 R", b"")
    child = b"<</Type /Font /Subtype /CIDFontType2 /BaseFont /A " + font + b">>"
    data = page(stream(b"BT /F 12 Tf <4e00> Tj ET"), parent, child, ranges, resources=b"/Font <</F 5 0 R>>")
    assert refusal(data, "通知.pdf") == "too_large"


def test_a_truetype_font_with_ranges_without_end() -> None:
    groups = struct.pack(">HHLLL", 12, 0, 28, 0, 1) + struct.pack(">LLL", 0, 0xFFFFFFFF, 1)
    table = struct.pack(">HHHHL", 0, 1, 3, 10, 12) + groups
    program = struct.pack(">LHHHH", 0x10000, 1, 0, 0, 0) + struct.pack(">4sLLL", b"cmap", 0, 28, len(table)) + table
    parent = b"<</Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H /DescendantFonts [6 0 R]>>"
    child = (
        b"<</Type /Font /Subtype /CIDFontType2 /BaseFont /A /CIDSystemInfo <</Registry (Adobe) /Ordering (Identity)>>"
        b" /FontDescriptor <</FontFile2 7 0 R>>>>"
    )
    data = page(stream(b"BT /F 12 Tf <4e00> Tj ET"), parent, child, stream(program), resources=b"/Font <</F 5 0 R>>")
    assert refusal(data, "通知.pdf") == "too_large"


def test_too_many_pages() -> None:
    sheet = samples.Sheet()
    for _ in range(limits.MAX_PAGES + 1):
        sheet.turn()
    assert refusal(sheet.bytes(), "通知.pdf") == "too_large"


def test_a_page_full_of_rules_is_read_without_its_tables() -> None:
    sheet = samples.Sheet()
    step = 500 / limits.MAX_EDGES
    for index in range(limits.MAX_EDGES):
        sheet.rule(40 + index * step, 100, 40 + index * step, 700)
        sheet.rule(40, 100 + index * step, 540, 100 + index * step)
    sheet.text(80, 60, "关于开学的通知")
    sheet.turn()
    assert read(sheet.bytes(), "通知.pdf").text == "关于开学的通知"
