"""Small files of each format, built by hand, for the tests of the readers."""

from collections.abc import Sequence
from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.pdfmetrics import registerFont, stringWidth
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
FONT = "STSong-Light"

NOTICE = (
    "关于开展校园读书月活动的通知",
    "各县（市、区）教育局，各市直学校：",
    "为进一步营造浓厚的校园读书氛围，引导广大师生多读书、读好书、善读书，经研究，决定在全市中小学校开展读书月活动。现将有关事项通知如下。",
    "一、活动时间",
    "2023年4月1日至4月30日。各校于4月10日前报送活动方案，每校至少推荐5名阅读之星，由市教育局基础教育科审核后公布。",
    "二、工作要求",
    "各校要高度重视，精心组织，每周开展一次集体阅读，每学期完成读书笔记2篇，并于5月8日前将活动总结报送至邮箱。",
    "联系人：基础教育科",
    "某某市教育局",
    "2023年3月20日",
)


def run(text: str, properties: str = "") -> str:
    return f'<w:r>{f"<w:rPr>{properties}</w:rPr>" if properties else ""}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(content: str, *, properties: str = "", number: tuple[int, int] | None = None) -> str:
    """`content` is text, or XML where it begins with `<`; `number` is (w:numId, w:ilvl)."""
    if number is not None:
        properties += f'<w:numPr><w:ilvl w:val="{number[1]}"/><w:numId w:val="{number[0]}"/></w:numPr>'
    inner = content if content.startswith("<") else run(content) if content else ""
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{inner}</w:p>"


def table(rows: Sequence[Sequence[str]]) -> str:
    """Cells are text, or XML of a whole w:tc where they begin with `<`."""
    return "<w:tbl>" + "".join("<w:tr>" + "".join(map(cell, row)) + "</w:tr>" for row in rows) + "</w:tbl>"


def cell(content: str, properties: str = "") -> str:
    if content.startswith("<w:tc>"):
        return content
    inner = content if content.startswith("<") else paragraph(content)
    return f"<w:tc>{f'<w:tcPr>{properties}</w:tcPr>' if properties else ''}{inner}</w:tc>"


def level(index: int, style: str, text: str, extra: str = "", *, start: int = 1) -> str:
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="{start}"/><w:numFmt w:val="{style}"/>{extra}<w:suff w:val="nothing"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def docx(body: str, *, numbering: str = "", styles: str = "", parts: dict[str, tuple[str, str]] | None = None) -> bytes:
    """A Word file. `parts` are further parts: name to (kind, XML)."""
    all_parts = dict(parts or {})
    if numbering:
        all_parts["numbering.xml"] = ("numbering", f"<w:numbering {NAMESPACES}>{numbering}</w:numbering>")
    if styles:
        all_parts["styles.xml"] = ("styles", f"<w:styles {NAMESPACES}>{styles}</w:styles>")
    links = "".join(
        f'<Relationship Id="rId{index}" Type="{_TYPES}/{kind}" Target="{name}"/>'
        for index, (name, (kind, _)) in enumerate(all_parts.items())
    )
    members = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="a" Type="{_TYPES}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<?xml version="1.0" encoding="UTF-8"?><w:document {NAMESPACES}><w:body>{body}</w:body></w:document>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>',
        **{f"word/{name}": xml for name, (_, xml) in all_parts.items()},
    }
    return packed({name: xml.encode() for name, xml in members.items()})


def packed(members: dict[str, bytes]) -> bytes:
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def unpacked(data: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


class Sheet:
    """A PDF drawn line by line; lengths in points, y from the top."""

    def __init__(self, *, compress: bool = False, size: tuple[float, float] = A4, encrypt: str | None = None) -> None:
        registerFont(UnicodeCIDFont(FONT))
        self._buffer = BytesIO()
        self.canvas = Canvas(self._buffer, pagesize=size, pageCompression=int(compress), invariant=1, encrypt=encrypt)
        self.width, self.height = size

    def text(self, x: float, y: float, text: str, *, size: float = 12, align: str = "left") -> None:
        self.canvas.setFont(FONT, size)
        x -= {"left": 0.0, "centre": width(text, size) / 2, "right": width(text, size)}[align]
        self.canvas.drawString(x, self.height - y, text)

    def paragraph(
        self, x: float, y: float, across: float, text: str, *, size: float = 12, leading: float = 20, indent: float = 24
    ) -> float:
        """Break the text at `across` points; returns the y after it. A closing mark is never put at the beginning of a line."""
        line, left = "", x + indent
        for char in text:
            if width(line + char, size) > x + across - left and char not in "，。；：、）”":
                self.text(left, y, line, size=size)
                line, left, y = "", x, y + leading
            line += char
        self.text(left, y, line, size=size)
        return y + leading

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self.canvas.line(x0, self.height - y0, x1, self.height - y1)

    def grid(self, xs: Sequence[float], ys: Sequence[float]) -> None:
        for x in xs:
            self.rule(x, ys[0], x, ys[-1])
        for y in ys:
            self.rule(xs[0], y, xs[-1], y)

    def turn(self) -> None:
        self.canvas.showPage()

    def bytes(self) -> bytes:
        self.canvas.save()
        return self._buffer.getvalue()


def width(text: str, size: float) -> float:
    return float(stringWidth(text, FONT, size))


def notice_docx() -> bytes:
    numbering = (
        f'<w:abstractNum w:abstractNumId="0">{level(0, "chineseCounting", "%1、")}{level(1, "decimal", "%2.")}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    styles = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
    )
    body = "".join(
        paragraph(text[2:], number=(1, 0), properties='<w:pStyle w:val="1"/>') if text[1] == "、" else paragraph(text) for text in NOTICE
    )
    body += table([["阶段", "时间"], ["宣传", "4月10日前"]]) + paragraph('<w:ins w:id="1"><w:r><w:t>增</w:t></w:r></w:ins>')
    return docx(
        body, numbering=numbering, styles=styles, parts={"footer1.xml": ("footer", f"<w:ftr {NAMESPACES}>{paragraph('第1页')}</w:ftr>")}
    )


def notice_pdf(*, compress: bool = False, embed: bool = False) -> bytes:
    """`embed` adds a line in a TrueType font that the file holds, with its table of characters."""
    sheet = Sheet(compress=compress)
    if embed:
        registerFont(TTFont("Vera", "Vera.ttf"))
        sheet.canvas.setFont("Vera", 10)
        sheet.canvas.drawString(80, 60, "Reading Week 2023")
    sheet.text(297, 100, NOTICE[0], size=22, align="centre")
    y = 150.0
    for text in NOTICE[1:]:
        y = sheet.paragraph(80, y, 432, text)
    sheet.grid([80, 200, 400], [y, y + 24, y + 48])
    for index, text in enumerate(("阶段", "时间", "宣传", "4月10日前")):
        sheet.text(86 + 120 * (index % 2), y + 16 + 24 * (index // 2), text)
    sheet.text(297, 800, "- 1 -", size=10, align="centre")
    sheet.turn()
    return sheet.bytes()


def notice_html() -> bytes:
    body = "".join(f"<p>{escape(text)}</p>" for text in NOTICE[1:])
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{NOTICE[0]}</title></head><body><div class="nav"><a href="/">首页</a></div>'
        f'<h1>{NOTICE[0]}</h1><div id="zoom">{body}<table><tr><td>阶段</td><td>时间</td></tr><tr><td>宣传</td><td>4月10日前</td></tr></table>'
        "<ol><li>甲</li><li>乙</li></ol></div><div class='footer'>版权所有</div></body></html>"
    ).encode()


def notice_text() -> bytes:
    return "\r\n".join(NOTICE).encode()
