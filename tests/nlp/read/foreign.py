"""The notice of `samples` in the formats of other programs."""

from email.message import EmailMessage
from xml.sax.saxutils import escape

from tests.nlp.read import samples
from tests.nlp.read.ofd.writer import from_pdf

_SPACES = "".join(
    f' xmlns:{key}="urn:oasis:names:tc:opendocument:xmlns:{value}:1.0"'
    for key, value in {"office": "office", "text": "text", "table": "table", "draw": "drawing", "style": "style"}.items()
)


def notice_rtf() -> bytes:
    """The first half in the bytes of GBK, the second as numbers of Unicode."""
    head = b"{\\rtf1\\ansi\\ansicpg936\\deff0{\\fonttbl{\\f0\\fnil\\fcharset134 SimSun;}}{\\header\\pard \\'c4\\'da\\par}\n"
    lines = []
    for index, line in enumerate(samples.NOTICE):
        coded = _bytes(line) if index % 2 else "".join(f"\\u{_signed(char)}?" for char in line)
        lines.append(f"\\pard\\outlinelevel{index % 9} {coded}\\par\n")
    row = "\\trowd\\cellx1000\\cellx2000\\pard\\intbl \\'bd\\'d7\\cell \\'ca\\'b1\\cell\\row\n"
    return head + "".join(lines).encode() + row.encode() + b"{\\footnote\\pard a\\par}{\\field{\\*\\fldinst PAGE}{\\fldrslt 1}}\\par}"


def _bytes(text: str) -> str:
    return "".join(f"\\'{byte:02x}" for byte in text.encode("gb18030"))


def _signed(char: str) -> int:
    return ord(char) - 0x10000 if ord(char) >= 0x8000 else ord(char)


def notice_odt() -> bytes:
    level = '<text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>'
    styles = f'<office:automatic-styles><text:list-style style:name="L">{level}</text:list-style></office:automatic-styles>'
    body = "".join(f"<text:p>{escape(line)}</text:p>" for line in samples.NOTICE)
    body += '<text:list text:style-name="L"><text:list-item><text:p>甲</text:p></text:list-item></text:list>'
    cells = "".join(f'<table:table-cell table:number-columns-repeated="1"><text:p>{cell}</text:p></table:table-cell>' for cell in "任务")
    body += f"<table:table><table:table-row>{cells}</table:table-row></table:table>"
    content = (
        f"<office:document-content{_SPACES}>{styles}<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    return samples.packed({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": content.encode()})


def notice_ofd() -> bytes:
    return from_pdf(samples.notice_pdf())


def notice_eml(*, page: bool = False) -> bytes:
    made = EmailMessage()
    made["Subject"] = samples.NOTICE[0]
    made["From"] = "某某市教育局 <a@example.cn>"
    made["Message-ID"] = "<1@example.cn>"
    made.set_content("\n".join(samples.NOTICE[1:]), charset="gb18030" if page else "utf-8")
    if page:
        made.add_alternative(samples.notice_html().decode(), subtype="html")
    made.add_attachment(samples.notice_text(), maintype="text", subtype="plain", filename="附件.txt")
    return made.as_bytes()


def notice_mht() -> bytes:
    head = "From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\n"
    part = "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    return (head + part).encode() + samples.notice_html() + b"\r\n--b--\r\n"
