"""Files that cannot be read: a stable code and one line that names file, fault and remedy."""

import pytest

from nlp.read import read
from nlp.types import UnreadableError
from tests.nlp.read import samples

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
TEXT = "关于做好开学工作的通知".encode()


def ole(stream: str) -> bytes:
    """A compound file with one entry of its directory, which stands at a multiple of 128 bytes."""
    return OLE + stream.encode("utf-16-le").ljust(128, b"\0") + bytes(512)


def blank_pdf() -> bytes:
    sheet = samples.Sheet()
    sheet.rule(10, 10, 20, 20)
    sheet.turn()
    return sheet.bytes()


def locked_pdf() -> bytes:
    sheet = samples.Sheet(encrypt="secret")
    sheet.text(80, 80, "通知")
    sheet.turn()
    return sheet.bytes()


@pytest.mark.parametrize(
    ("data", "name", "code", "remedy"),
    [
        (b"", "通知.txt", "empty", "请确认选对了文件"),
        (b" \r\n\t", "通知.txt", "empty", "请确认选对了文件"),
        ("\u3000\n".encode(), "通知.txt", "empty", "请确认选对了文件"),
        (samples.docx(""), "通知.docx", "empty", "请确认选对了文件"),
        (b"<html><body><script>var a=1</script></body></html>", "通知.html", "empty", "请确认选对了文件"),
        (blank_pdf(), "通知.pdf", "empty", "请确认选对了文件"),
        (bytes(range(256)) * 40, "通知.txt", "damaged", "请重新下载"),
        (bytes(range(256)) * 40, "通知.docx", "damaged", "请重新下载"),
        (samples.notice_docx()[:900], "通知.docx", "damaged", "请重新下载"),
        (samples.packed({"word/document.xml": b"<w:document"}), "通知.docx", "damaged", "请重新下载"),
        (b"%PDF-1.4\nnothing", "通知.pdf", "damaged", "请重新下载"),
        (locked_pdf(), "通知.pdf", "encrypted", "请用密码打开后另存为不加密的"),
        (ole("EncryptedPackage"), "通知.docx", "encrypted", "取消密码"),
        (ole("WordDocument"), "通知.doc", "unsupported", "另存为 .docx"),
        (ole("WordDocument"), "通知.wps", "unsupported", "另存为 .docx"),
        (ole("WordDocument"), "通知.docx", "unsupported", "另存为 .docx"),
        (ole("WordDocument"), "通知.pdf", "mislabelled", "扩展名改为 .doc"),
        (ole("Workbook"), "名单.xls", "unsupported", "存为 .docx"),
        (ole("PowerPoint Document"), "讲稿.ppt", "unsupported", "存为 .docx"),
        (OLE, "通知.wps", "unsupported", "另存为 .docx"),
        (b"{\\rtf1\\ansi}", "通知.rtf", "empty", "请确认选对了文件"),
        (b"{\\rtf1\\ansi 1}", "通知.pdf", "mislabelled", "扩展名改为 .rtf"),
        (samples.packed({"OFD.xml": b"<OFD/>"}), "通知.ofd", "damaged", "请重新下载"),
        (samples.packed({"xl/workbook.xml": b"<a/>"}), "名单.xlsx", "unsupported", "存为 .docx"),
        (samples.packed({"ppt/presentation.xml": b"<a/>"}), "讲稿.pptx", "unsupported", "存为 .docx"),
        (samples.packed({"content.xml": b"<a/>"}), "通知.odt", "unsupported", "存为 .docx"),
        (samples.packed({"通知.txt": TEXT}), "通知.zip", "unsupported", "请先解压"),
        (b"Rar!\x1a\x07\x01\x00", "通知.rar", "unsupported", "请先解压"),
        (b"\x89PNG\r\n\x1a\n" + bytes(40), "通知.png", "damaged", "请重新下载"),
        (b"\xff\xd8\xff\xe0" + bytes(40), "通知.jpg", "damaged", "请重新下载"),
        (b"RIFF\x00\x00\x00\x00WEBP", "通知.webp", "damaged", "请重新下载"),
        (b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00", "通知.heic", "unsupported", "存为 .jpg"),
        (samples.notice_pdf(), "通知.png", "mislabelled", "扩展名改为 .pdf"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related", "通知.mht", "empty", "请确认选对了文件"),
        (ole("__properties_version1.0"), "来信.msg", "unsupported", "另存为 .eml"),
        (b"\x78\x9f\x3e\x22" + bytes(40), "winmail.dat", "unsupported", "请发件人改用"),
        (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><a/>', "通知.xml", "unsupported", "另存为 .docx"),
        (samples.notice_pdf(), "通知.docx", "mislabelled", "扩展名改为 .pdf"),
        (samples.notice_docx(), "通知.pdf", "mislabelled", "扩展名改为 .docx"),
        (samples.notice_docx(), "通知.ofd", "mislabelled", "扩展名改为 .docx"),
        (samples.notice_docx(), "通知.txt", "mislabelled", "扩展名改为 .docx"),
        (samples.notice_html(), "通知.txt", "mislabelled", "扩展名改为 .html"),
        (TEXT, "通知.PDF", "mislabelled", "扩展名改为 .txt"),
        (TEXT, "通知.html", "mislabelled", "扩展名改为 .txt"),
    ],
)
def test_refused_with_fault_and_remedy(data: bytes, name: str, code: str, remedy: str) -> None:
    with pytest.raises(UnreadableError) as refused:
        read(data, name)
    assert refused.value.code == code
    message = str(refused.value)
    assert message.startswith(f"{name}：")
    assert remedy in message
    assert "\n" not in message


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (samples.notice_docx(), "通知.DOCX", "docx"),
        (samples.notice_docx(), "通知", "docx"),
        (samples.notice_docx(), "通知.docm", "docx"),
        (samples.notice_docx(), "通知.wps", "docx"),
        (samples.notice_docx(), "通知.doc", "docx"),
        (samples.notice_html(), "通知.doc", "html"),
        (b"{\\rtf1\\ansi notice}", "通知.doc", "rtf"),
        (samples.notice_pdf(), "通知.2023版", "pdf"),
        (b"\n\n" + samples.notice_pdf(), "通知.pdf", "pdf"),
        (samples.notice_html(), "-", "html"),
        ("\ufeff  <!-- 存于 -->\n".encode() + samples.notice_html(), "通知.htm", "html"),
        (TEXT, "-", "text"),
        (TEXT, "通知.md", "text"),
        ("<通知>各校：".encode(), "通知.txt", "text"),
    ],
)
def test_the_content_decides(data: bytes, name: str, kind: str) -> None:
    assert read(data, name).format == kind
