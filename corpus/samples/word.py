"""A sample as a Word file: automatic numbers, tables, header and footer, tracked changes."""

from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt, RGBColor
from docx.text.paragraph import Paragraph as WordParagraph
from lxml.etree import _Element

from corpus.samples.marks import Piece
from corpus.samples.markup import Break, Notice, Paragraph, Table

_CENTERED = frozenset({"title", "letterhead", "number", "caption", "byline", "subtitle"})
_RIGHT = frozenset({"sign", "date"})
_LEFT = frozenset({"to", "urgency", "cc", "printer"})
_FIXED = datetime(2023, 1, 1, tzinfo=UTC)
_NUMBERING = """<w:abstractNum {ns} w:abstractNumId="90"><w:multiLevelType w:val="multilevel"/>
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:suff w:val="nothing"/><w:lvlText w:val="%1、"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:suff w:val="nothing"/><w:lvlText w:val="（%2）"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:suff w:val="nothing"/><w:lvlText w:val="%3."/></w:lvl>
</w:abstractNum>"""
_NUM = '<w:num {ns} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'


def word_file(notice: Notice) -> bytes:
    document = Document()
    _set_up(document, notice)
    for line in notice.before:
        document.add_paragraph(line)
    for element in notice.elements:
        if isinstance(element, Break):
            document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        elif isinstance(element, Table):
            _add_table(document, element)
        else:
            _add_paragraph(document, element)
    for line in notice.after:
        document.add_paragraph(line)
    written = BytesIO()
    document.save(written)
    return _with_fixed_times(written.getvalue())


def _set_up(document: WordDocument, notice: Notice) -> None:
    properties = document.core_properties
    properties.author, properties.title, properties.comments = "", notice.running_head, ""
    properties.created = properties.modified = _FIXED
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "FangSong", Pt(16)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), "仿宋")
    section = document.sections[0]
    section.header.paragraphs[0].text = notice.running_head
    _page_number(section.footer.paragraphs[0])
    numbering = document.part.numbering_part.element
    numbering.insert(0, parse_xml(_NUMBERING.format(ns=nsdecls("w"))))
    numbering.append(parse_xml(_NUM.format(ns=nsdecls("w"))))


def _page_number(paragraph: WordParagraph) -> None:
    paragraph.add_run("— ")
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)
    paragraph.add_run(" —")
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _add_paragraph(document: WordDocument, source: Paragraph) -> None:
    paragraph = document.add_paragraph()
    if source.style in _CENTERED:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    elif source.style in _RIGHT:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    elif source.style not in _LEFT:
        paragraph.paragraph_format.first_line_indent = Pt(32)
    if source.automatic:
        _number(paragraph, int(source.style[1]) - 1)
    elif source.label:
        paragraph.add_run(source.label)
    for piece in source.pieces:
        _add_piece(paragraph, piece)
    if source.style in {"title", "letterhead"}:
        for run in paragraph.runs:
            run.font.size = Pt(22)
            run.font.color.rgb = RGBColor(0xCC, 0, 0) if source.style == "letterhead" else None


def _number(paragraph: WordParagraph, level: int) -> None:
    xml = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="90"/></w:numPr>'
    paragraph._p.get_or_add_pPr().insert(0, parse_xml(xml))


def _add_piece(paragraph: WordParagraph, piece: Piece) -> None:
    run = paragraph.add_run(piece.text)
    if piece.state == "plain":
        return
    change = OxmlElement("w:ins" if piece.state == "inserted" else "w:del")
    for name, value in (("id", str(len(paragraph._p))), ("author", "审核"), ("date", "2023-01-01T00:00:00Z")):
        change.set(qn(f"w:{name}"), value)
    paragraph._p.replace(run._r, change)
    change.append(run._r)
    if piece.state == "deleted":
        _mark_deleted(run._r)


def _mark_deleted(run: _Element) -> None:
    for text in run.findall(qn("w:t")):
        text.tag = qn("w:delText")


def _add_table(document: WordDocument, source: Table) -> None:
    table = document.add_table(rows=len(source.rows), cols=len(source.rows[0]), style="Table Grid")
    for row, cells in zip(table.rows, source.rows, strict=True):
        for cell, content in zip(row.cells, cells, strict=True):
            cell.text = content.text


def _with_fixed_times(data: bytes) -> bytes:
    """The same archive with one date on every member, so that a second build gives equal bytes."""
    written = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(written, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            info = ZipInfo(name, _FIXED.timetuple()[:6])
            info.compress_type = ZIP_DEFLATED
            new.writestr(info, old.read(name))
    return written.getvalue()
