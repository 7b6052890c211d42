"""Secrecy marks are found where the standard puts them, in every format; the words alone are no mark."""

from io import BytesIO

import pytest
from docx import Document

from service.classified import MARK, refuse_classified, refuse_classified_text
from service.errors import ServiceError
from tests.nlp.read import samples

BODY = "青禾市教育局关于考务工作的通知\n各中小学：\n现将有关事项通知如下。\n2024年3月4日\n"


@pytest.mark.parametrize(
    ("line", "mark"),
    [
        ("机密★1年", "机密"),
        ("秘密★6个月", "秘密"),
        ("绝密★长期", "绝密"),
        ("机 密 ★ 启用前", "机 密"),
        ("秘密", "秘密"),
        ("000012 机密★5年 特急", "机密"),
        ("密级：秘密", "秘密"),
        ("份号：000003 绝密★3年", "绝密"),
        ("秘密*3年", "秘密"),
    ],
)
def test_a_line_that_is_a_mark(line: str, mark: str) -> None:
    found = MARK.fullmatch(line)
    assert found is not None
    assert found["mark"] == mark


@pytest.mark.parametrize(
    "line", ["保守国家秘密", "绝密、机密、秘密三级", "秘密文件的管理要求", "机密级考务人员", "商业秘密", "密级：无", "不宜公开", "内部资料"]
)
def test_a_line_that_is_none(line: str) -> None:
    assert MARK.fullmatch(line) is None


def docx(*lines: str) -> bytes:
    document = Document()
    for line in lines:
        document.add_paragraph(line)
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def pdf(*lines: str) -> bytes:
    sheet = samples.Sheet(compress=True)
    for number, line in enumerate(lines):
        sheet.text(80, 80 + 24 * number, line)
    sheet.turn()
    return sheet.bytes()


def headed(mark: str) -> bytes:
    """The mark in the running head of the page."""
    document = Document()
    document.sections[0].header.paragraphs[0].text = mark
    document.add_paragraph("关于考务工作的通知")
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


CLASSIFIED = {
    "甲.txt": f"机密★1年\n{BODY}".encode(),
    "乙.txt": f"000001　　秘密★6个月　　特急\r\n{BODY}".encode("gb18030"),
    "丙.html": f"<html><body><p><b>机密</b>★1年</p><p>{BODY}</p></body></html>".encode(),
    "丁.docx": docx("机密★1年", *BODY.split("\n")),
    "戊.docx": headed("秘密★1年"),
    "己.pdf": pdf("机密★1年", *BODY.split("\n")),
}


@pytest.mark.parametrize("name", sorted(CLASSIFIED))
def test_marked_files_are_refused(name: str) -> None:
    with pytest.raises(ServiceError, match="涉密") as refused:
        refuse_classified(CLASSIFIED[name], name)
    assert refused.value.code == "classified"
    assert name in str(refused.value)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("甲.txt", f"{BODY}请妥善保管机密材料，机密★1年的文件另行传递。".encode()),
        ("乙.docx", docx(*BODY.split("\n"), "做好国家秘密的保护")),
        ("丙.docx", samples.notice_docx()),
        ("丁.pdf", samples.notice_pdf()),
        ("戊.html", samples.notice_html()),
        ("己.bin", b"\x00\x01\x02"),
        ("庚.docx", b"PK\3\4broken"),
        ("辛.pdf", b"%PDF-1.4 broken"),
        ("壬.txt", b""),
    ],
)
def test_others_pass(name: str, data: bytes) -> None:
    refuse_classified(data, name)


def test_a_mark_in_what_was_read() -> None:
    refuse_classified_text(BODY, "甲.txt")
    with pytest.raises(ServiceError, match="机密"):
        refuse_classified_text(f"附件\n　机密★1年\n{BODY}", "甲.txt")
